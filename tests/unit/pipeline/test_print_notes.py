"""What ``print`` tells beside its figures: what of the order files was not printed, and why."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

import waybill
from waybill.errors import InputError, JournalError, Problem, UsageError
from waybill.i18n import use_lang
from waybill.intake import Note, Reject
from waybill.journal import current_actor, open_journal
from waybill.layout.files import find
from waybill.pipeline import PrintReport
from waybill.pipeline.context import wall_clock
from waybill.pipeline.report import MOST_OF_A_KIND_TOLD

NAMES = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品"


def row(n: int, **changes: str) -> str:
    cells = dict(
        zip(
            NAMES.split(","),
            [f"E{n}", f"SF{n:013d}", "顺丰速运", "林清秋", "15089606268", "福建省泉州市晋江市长江西路737号43栋3单元1202室", "杯"],
            strict=True,
        )
    )  # fmt: skip
    return ",".join((cells | changes).values())


Print = Callable[..., PrintReport]


@pytest.fixture
def printing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """Prints lines of text as an order file, or files that are there already."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr("waybill.i18n._chosen", "en")

    def run(lines: Sequence[str] = (), files: Sequence[Path] = (), **options: object) -> PrintReport:
        if lines:
            (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n", "utf-8")
            files = [tmp_path / "orders.csv"]
        job = waybill.PrintJob.from_config(
            waybill.Config(), list(map(str, files)), str(tmp_path / "labels.pdf"), jobs=1, **options
        )  # type: ignore[arg-type]
        return waybill.print_labels(job)

    return run


def test_skipped_rows_that_are_not_blank_are_named(printing: Print) -> None:
    report = printing([NAMES, row(1), "合计,,,,,,9", "", NAMES, row(2), "共 2 单,,,,,,"])
    assert (report.rows, report.printed, report.skipped) == (6, 2, 4)
    assert "2 × INTAKE-SKIP-TOTAL: Total row, skipped. (orders.csv:3, orders.csv:7)" in report.summary()
    assert (
        "1 × INTAKE-SKIP-HEADER: The header again, or a row that explains the columns, skipped. (orders.csv:5)"
        in report.summary()
    )
    assert "SKIP-BLANK" not in report.summary()
    assert len(report.first_told) == 3
    assert report.as_dict()["left_out"] == {"INTAKE-SKIP-TOTAL": 2, "INTAKE-SKIP-HEADER": 1}


def test_whoever_finds_what_it_is_told_in_the_order_of_the_lines(printing: Print, tmp_path: Path) -> None:
    """Duplicates are found when all else of their rows is known; who corrects a file goes down its lines."""
    lines = [
        row(1),
        row(1),
        "合计,,,,,,9",
        row(1, 商品="盘"),
        row(2, 运单号=""),
        row(3, 地址="x"),
        row(4, 收件人手机="1"),
    ]
    report = printing([NAMES, *lines])
    assert (report.printed, report.rejected, report.skipped) == (1, 4, 2)
    told = [re.search(r"orders\.csv:(\d+)", line) for line in report.first_told]
    assert [found and int(found[1]) for found in told] == [3, 4, 5, 6, 7, 8]
    with (tmp_path / "labels.rejects.csv").open(encoding="utf-8-sig") as file:
        assert [line["line"] for line in csv.DictReader(file)] == ["5", "6", "7", "8"]


def test_hints_are_told_one_by_one_and_no_more_than_some(printing: Print) -> None:
    unlike = [row(n).replace(f"SF{n:013d}", f"YT{n:013d}") for n in range(1, 61)]
    report = printing([NAMES, *unlike, row(61), "合计,,,,,,9"])
    assert (report.printed, report.rejected) == (61, 0)
    assert report.hints == {"INTAKE-SHAPE": 60}
    assert len(report.first_told) == MOST_OF_A_KIND_TOLD + 1
    assert report.first_told[0].startswith("orders.csv:2 [waybill_no]: INTAKE-SHAPE: ")
    assert "SHAPE" not in report.summary()
    assert report.as_dict()["left_out"] == {"INTAKE-SKIP-TOTAL": 1}


def test_coordinates_that_no_code_is_made_of_are_told(printing: Print) -> None:
    """The label is printed without them, and a row with good ones or none has nothing to be told."""
    cells = [("118.55", "24.8", "WGS84"), ("", "", ""), ("24.8", "118.55", "WGS84"), ("118.5512", "24.8012", ""), ("118.5512", "", "WGS84")]  # fmt: skip
    placed = [f"{row(n)},{','.join(place)}" for n, place in enumerate(cells, 1)]
    report = printing([f"{NAMES},经度,纬度,坐标系", *placed, "合计,,,,,,,,,"])
    assert (report.printed, report.rejected, report.skipped) == (5, 0, 1)
    assert [told.partition(": ")[:1] + told.partition(": ")[2:] for told in report.first_told] == [
        ("orders.csv:4 [lon]", "COORD-SWAPPED: Longitude and latitude seem to be in each other's place."),
        ("orders.csv:5 [datum]", "COORD-DATUM-UNKNOWN: The order does not tell the coordinate system; the address code is no finer than level 4."),
        ("orders.csv:6 [lat]", "COORD-HALF: Column lat is empty while the other coordinate is given; both are taken as not given."),
        ("orders.csv:7", "INTAKE-SKIP-TOTAL: Total row, skipped."),
    ]  # fmt: skip
    summary = report.summary().splitlines()
    at = summary.index(
        "  1 × COORD-SWAPPED: Longitude and latitude seem to be in each other's place. (orders.csv:4)"
    )
    assert summary[at + 1] == "    Give the longitude first, then the latitude."
    assert report.as_dict()["left_out"] == {
        "COORD-SWAPPED": 1, "COORD-DATUM-UNKNOWN": 1, "COORD-HALF": 1, "INTAKE-SKIP-TOTAL": 1
    }  # fmt: skip


def test_what_every_row_leaves_out_takes_no_rejects_place() -> None:
    report = PrintReport()
    for line in range(2, 302):
        report.tell_left_out("o.csv", Note(line, Problem("COORD-DATUM-UNKNOWN", "datum")))
    report.tell_reject("o.csv", Reject(302, (), (Problem("INTAKE-MISSING", "recipient_name"),)))
    assert report.first_told[-1].startswith("o.csv:302 [recipient_name]: INTAKE-MISSING")
    assert report.left_out == {"COORD-DATUM-UNKNOWN": 300}


def workbook(path: Path, sheets: dict[str, list[list[str]]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(path)
    return book


def cells(*lines: str) -> list[list[str]]:
    return [line.split(",") for line in lines]


def test_a_further_sheet_that_is_not_understood_is_told(printing: Print, tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    strange = cells("单据,面单,人,机,处", "E2,SF0000000000002,林清秋,15089606268,长江西路7号")
    workbook(path, {"甲": cells(NAMES, row(1)), "乙": strange, "空": []})
    report = printing(files=[path])
    assert report.printed == 1
    (note,) = (note for note in report.notes if "sheet" in note)
    assert note.startswith("o.xlsx: The sheet 乙 was not read: None of the first 30 rows is a header")
    assert "林清秋" not in note


def test_an_older_rejects_file_is_told(printing: Print, tmp_path: Path) -> None:
    assert printing([NAMES, row(1), row(2, 收件人="")]).rejects_files == [
        str(tmp_path / "labels.rejects.csv")
    ]
    report = printing([NAMES, row(3)])
    assert report.rejects_files == []
    assert f"{tmp_path / 'labels.rejects.csv'} is an earlier run's: this one rejected nothing" in report.notes
    assert (tmp_path / "labels.rejects.csv").exists()


def test_problems_are_told_by_column(printing: Print) -> None:
    report = printing([NAMES, row(1, 收件人=""), row(2, 地址=""), row(3, 地址=""), row(4)])
    assert report.as_dict()["problems"] == {"INTAKE-MISSING": 3}
    lines = report.summary().splitlines()
    assert [line.split(":")[0] for line in lines if "INTAKE-MISSING" in line] == [
        "  2 × INTAKE-MISSING", "  1 × INTAKE-MISSING",
    ]  # fmt: skip
    assert len(lines) == len(set(lines))


def test_a_problem_whose_words_name_no_column_is_told_with_it(printing: Print) -> None:
    """Two lines were the same, but for what each counted."""
    names, sender = f"{NAMES},寄件人,寄件人手机,寄件地址", "徐永,18883948814,"
    report = printing([names, f"{row(1, 地址='x')},{sender}", f"{row(2)},{sender}x"])
    lines = [line for line in report.summary().splitlines() if "UNCLEAR" in line]
    assert [line.split(":")[0] for line in lines] == [
        "  1 × DEID-ADDRESS-UNCLEAR [recipient_address]", "  1 × DEID-ADDRESS-UNCLEAR [sender_address]",
    ]  # fmt: skip


def test_what_does_not_fit_is_told_with_its_column(printing: Print, tmp_path: Path) -> None:
    """The zone alone, which holds wares and remark, did not tell which of them to shorten."""
    report = printing([f"{NAMES},备注", f"{row(1, 商品='杯' * 300)},急", f"{row(2)},{'急' * 300}"])
    lines = [line for line in report.summary().splitlines() if "LAYOUT-TEXT" in line]
    assert [line.split(":")[0] for line in lines] == [
        "  1 × LAYOUT-TEXT [contents]", "  1 × LAYOUT-TEXT [remark]",
    ]  # fmt: skip
    with (tmp_path / "labels.rejects.csv").open(encoding="utf-8-sig") as file:
        assert [line["column"] for line in csv.DictReader(file)] == ["contents", "remark"]


def test_what_is_left_out_is_told_by_column(printing: Print) -> None:
    """The column of the first was told of all, and so was what to do about it."""
    report = printing([f"{NAMES},件数,重量", f"{row(1)},x,", f"{row(2)},,x", f"{row(3)},x,"])
    told = [line for line in report.summary().splitlines() if "INTAKE-AMOUNT" in line]
    assert told == [
        "  2 × INTAKE-AMOUNT: quantity is no amount and is left off the label. (orders.csv:2, orders.csv:4)",
        "  1 × INTAKE-AMOUNT: weight_kg is no amount and is left off the label. (orders.csv:3)",
    ]
    assert report.as_dict()["left_out"] == {"INTAKE-AMOUNT": 3}


def test_files_that_call_a_column_otherwise_are_told_of_it_by_its_own_name(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    for name, names in (("a.csv", NAMES), ("b.csv", NAMES.replace("收件人,", "买家姓名,"))):
        (tmp_path / name).write_text(f"{names}\n{row(ord(name[0]), 收件人='')}\n", "utf-8")
    told = printing(files=[tmp_path / "a.csv", tmp_path / "b.csv"]).summary()
    assert "2 × INTAKE-MISSING: 缺少 recipient_name。" in told


def test_each_kind_of_header_has_a_rejects_file_and_each_is_told(printing: Print, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(f"{NAMES},备注\n{row(2, 收件人='')},\n", "utf-8")
    first = tmp_path / "first.csv"
    first.write_text(f"{NAMES}\n{row(1, 收件人='')}\n", "utf-8")
    report = printing(files=[first, other])
    names = [str(tmp_path / f"labels.rejects{mark}.csv") for mark in ("", "-2")]
    assert report.rejects_files == names
    assert all(f"rejected rows: {name}\n" in report.summary() + "\n" for name in names)


def test_rejects_that_come_back_are_not_written_over(printing: Print, tmp_path: Path) -> None:
    printing([NAMES, row(1, 收件人=""), row(2, 收件人手机="")])
    rejects = tmp_path / "labels.rejects.csv"
    corrected = rejects.read_text("utf-8").replace("顺丰速运,,", "顺丰速运,林清秋,")
    rejects.write_text(corrected, "utf-8")
    with pytest.raises(InputError, match="OUTPUT-INPUT"):
        printing(files=[rejects])
    assert rejects.read_text("utf-8") == corrected


def test_columns_that_were_not_understood(printing: Print) -> None:
    report = printing([f"{NAMES},仓位,王*", f"{row(1)},A1,x"])
    assert report.asides == ["orders.csv: Columns not understood: 仓位, #9."]
    assert not any("understood" in note for note in report.notes)


def test_no_carrier_and_no_goods_is_told_without_asking(printing: Print) -> None:
    report = printing([NAMES.replace("快递公司", "甲").replace("商品", "乙"), row(1)])
    expected = "orders.csv: No column was understood as carrier, contents; not understood: 甲, 乙."
    assert (report.asides, expected in report.notes) == ([], True)
    assert not any("understood" in note for note in printing([NAMES, row(2)]).notes)


def test_the_summary_carries_remedies(printing: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [NAMES, row(1), row(2, 收件人="")]
    summary = printing(lines).summary()
    assert (
        "1 × INTAKE-MISSING: recipient_name is missing. (orders.csv:3)\n    Fill the cell, or supply it"
        in summary
    )
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    report = printing([NAMES, row(3), row(4, 收件人="")])
    assert "1 × INTAKE-MISSING: 缺少 收件人。 (orders.csv:3)\n    请补填" in report.summary()
    assert report.first_told == ["orders.csv:3 [收件人]: INTAKE-MISSING: 缺少 收件人。"]


NO_SENDER = "orders.csv: no column tells who sends and no --sender is given; the labels name no sender"


def test_a_file_that_names_no_sender_is_told_where_a_label_would(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NO_SENDER in printing([NAMES, row(1)]).notes
    assert (
        NO_SENDER not in printing([NAMES + ",寄件地址", row(2) + ",福建省厦门市思明区软件园二期12号"]).notes
    )
    sender = tmp_path / "sender.toml"
    sender.write_text(
        'name = "林记"\nphone = "15089606268"\naddress = "福建省厦门市思明区软件园二期12号"\n', "utf-8"
    )
    assert NO_SENDER not in printing([NAMES, row(3)], sender=str(sender)).notes
    assert NO_SENDER not in printing([NAMES, row(4)], template="reprint-small").notes
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    assert "orders.csv：没有寄件人列，也未给出 --sender，面单上没有寄件人" in printing([NAMES, row(5)]).notes


def test_money_of_which_no_label_tells_is_told(printing: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    charges = NAMES + ",代收货款(元),代收点,保价金额,代收货款手续费"
    note = "orders.csv: not printed is 保价金额, 代收货款手续费; what the courier must know of it belongs in the remark"
    assert note in printing([charges, row(1) + ",299.00,,2000,3"]).notes
    english = printing([NAMES + ",cod_fee,insurance_fee,code", row(4) + ",2,3,4"]).notes
    assert [each for each in english if "is cod_fee, insurance_fee;" in each]
    assert not [each for each in printing([NAMES + ",代收点", row(2) + ",菜鸟"]).notes if "courier" in each]
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    assert (
        "orders.csv：面单上没有 声明价值；快递员须知的请写入备注"
        in printing([NAMES + ",声明价值", row(3) + ",300"]).notes
    )


def test_what_a_run_without_a_key_and_one_without_orders_tell(printing: Print) -> None:
    no_key = "no carrier key was given (--seal-to): the QR code carries the waybill number only"
    report = printing([NAMES, row(1)])
    assert report.notes == [no_key, NO_SENDER]
    assert report.seconds > 0 and report.as_dict()["labels_per_second"] == round(1 / report.seconds, 1)
    empty = printing([NAMES, "合计,,,,,,9"])
    assert (empty.printed, empty.skipped) == (0, 1) and no_key in empty.notes
    assert "the order files hold no orders" not in empty.notes
    assert "the order files hold no orders" in printing([NAMES]).notes


def test_labels_that_show_a_field_by_exception_are_counted_in_the_journal(
    printing: Print, tmp_path: Path
) -> None:
    """Those that are printed: neither the skipped nor the refused."""
    policy = tmp_path / "policy.toml"
    policy.write_text(
        'show_exception = "phone"\nexception_reason = "法定代收"\nconsent_reference = "L-1"\n', "utf-8"
    )
    printing([NAMES, row(1), row(2)], policy=str(policy))
    printing([NAMES, row(1), row(2), row(3, 收件人=""), row(4)], policy=str(policy))
    printing([NAMES, row(5)])
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        told = [json.loads(event.facts) for event in journal.events() if event.kind == "exception"]
    assert told == [{"count": 2}, {"count": 1}]


def test_what_can_not_be_read_back_is_not_passed_off_as_verified(printing: Print, tmp_path: Path) -> None:
    """Standard output, and a device, for which a pipe stands here."""
    printing([NAMES, row(1)])
    os.mkfifo(tmp_path / "printer")
    reader = os.open(tmp_path / "printer", os.O_RDWR)
    for output in ("-", str(tmp_path / "printer")):
        job = waybill.PrintJob.from_config(
            waybill.Config(), [str(tmp_path / "orders.csv")], output, again="torn", verify="all"
        )
        with pytest.raises(UsageError, match="PIPELINE-VERIFY-STDOUT"):
            waybill.print_labels(job)
    os.close(reader)


def test_a_policys_exception_is_no_leak(
    printing: Print, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is it where the file is verified later, if the policy is told; without it nobody knows that it was lawful."""
    from waybill import cli

    policy = tmp_path / "policy.toml"
    policy.write_text(
        'show_exception = "phone"\nexception_reason = "法定代收"\nconsent_reference = "L-1"\n', "utf-8"
    )
    assert printing([NAMES, row(1), row(2)], policy=str(policy), verify="all").printed == 2
    words = ["verify", str(tmp_path / "labels.pdf"), "--orders", str(tmp_path / "orders.csv"), "-j", "1"]
    for more, status in ((["--policy", str(policy)], 0), ([], 5)):
        with pytest.raises(SystemExit) as ended:
            cli.run([*words, *more])
        assert ended.value.code == status, capsys.readouterr().out


def test_to_verify_no_number_of_pages_is_no_wish(printing: Print) -> None:
    with pytest.raises(UsageError, match="PIPELINE-CHOICE"):
        printing([NAMES, row(1)], verify="")


def test_verification_reads_the_orders_as_printing_read_them(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the delimiter, a profile of one's own, and with the file that supplies the recipients."""
    from waybill import cli, verify

    honest, numbers = verify.secrets_of_files, list[set[str]]()

    def secrets_of_files(*arguments: object, **told: object) -> object:
        book = honest(*arguments, **told)  # type: ignore[arg-type]
        numbers.append(set(book.by_number))
        return book

    monkeypatch.setattr(verify, "secrets_of_files", secrets_of_files)
    first = [line.replace(",", "^") for line in (NAMES, row(1))]
    assert printing(first, delimiter="^", verify="all").printed == 1
    (tmp_path / "shop.toml").write_text(
        'id = "shop"\ntitle_en = "x"\ntitle_zh = "x"\n'
        'recognise = ["订单号", "运单号", "甲", "乙"]\n'
        '[columns]\nrecipient_name = ["甲"]\nrecipient_address = ["乙"]\n',
        "utf-8",
    )
    monkeypatch.setenv("WAYBILL_PROFILES", str(tmp_path))
    assert (
        printing([NAMES.replace("收件人,", "甲,").replace("地址", "乙"), row(2)], verify="all").printed == 1
    )
    with pytest.raises(SystemExit) as ended:
        cli.run(["verify", str(tmp_path / "labels.pdf"), "--orders", str(tmp_path / "orders.csv"), "-j", "1"])
    assert ended.value.code == 0
    (tmp_path / "names.csv").write_text("订单号,收件人\nE3,林清秋\n", "utf-8")
    lacking = [NAMES.replace(",收件人,", ","), row(3).replace(",林清秋,", ",")]
    supplied = {"join": str(tmp_path / "names.csv"), "on": "订单号"}
    assert printing(lacking, verify="all", **supplied).printed == 1
    assert numbers == [{f"SF{n:013d}"} for n in (1, 2, 2, 3)]


def test_a_dry_run_makes_no_journal_however_its_file_is_named(printing: Print, tmp_path: Path) -> None:
    for place in (tmp_path / "none.db", f"sqlite:///{tmp_path / 'none.db'}"):
        assert printing([NAMES, row(1)], dry_run=True, journal=str(place)).printed == 1
        assert not (tmp_path / "none.db").exists()


def test_the_journal_is_not_overwritten_with_labels(printing: Print, tmp_path: Path) -> None:
    """Neither one that is there already, nor the one that the run would make."""
    from waybill.pipeline.reprint import ReprintJob, reprint_labels

    place = tmp_path / "labels.pdf"
    for journal in (str(place), f"sqlite:///{place}"):
        with pytest.raises(InputError, match="OUTPUT-INPUT"):
            printing([NAMES, row(1)], journal=journal)
        assert not place.exists()
    printing([NAMES, row(1)])
    kept = tmp_path / "journal.db"
    for output in (kept, tmp_path / "nowhere" / ".." / "journal.db"):
        (tmp_path / "nowhere").mkdir(exist_ok=True)
        job = ReprintJob(("SF0000000000001",), output=str(output), reason="torn")
        with pytest.raises(InputError, match="OUTPUT-INPUT"):
            reprint_labels(job, waybill.Config())
    assert kept.read_bytes().startswith(b"SQLite format 3")


def test_settings_of_notepad(tmp_path: Path) -> None:
    """It begins files with a byte-order mark."""
    from waybill.journal import load_policy

    (tmp_path / "waybill.toml").write_text("dpi = 300\n", "utf-8-sig")
    config = waybill.Config(tmp_path / "waybill.toml", tmp_path / "none.toml")
    assert (config.number("dpi"), config.value("dpi").origin) == (300, str(tmp_path / "waybill.toml"))
    (tmp_path / "reprints.toml").write_text("[reprint]\nmax_count = 2\n", "utf-8-sig")
    assert load_policy(tmp_path / "reprints.toml").max_count == 2


def test_doctor_makes_no_journal_however_its_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waybill.pipeline.doctor import _journal

    for place in (str(tmp_path / "j.db"), f"sqlite:///{tmp_path / 'j.db'}"):
        monkeypatch.setenv("WAYBILL_JOURNAL", place)
        assert _journal(waybill.Config()) == ("journal", True, str(tmp_path))
        assert not (tmp_path / "j.db").exists()


def test_labels_of_carriers_without_a_key_are_counted_where_others_have_one(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are printed."""
    monkeypatch.setattr(
        "waybill.deidentify.public_keys.read_sealing_key", lambda file, store: bytes(range(32))
    )
    lines = [
        NAMES,
        row(1),
        row(2, 快递公司="京东快递"),
        row(3, 快递公司="京东快递"),
        row(4, 快递公司=""),
        row(5, 收件人=""),
    ]
    report = printing(lines, seal_to=["顺丰速运=key.pem"])
    assert report.as_dict()["unsealed"] == {"京东快递": 2, "": 1}
    assert report.summary().splitlines()[-4:] == [
        "  no key for 京东快递: 2 not sealed",
        "  no key for -: 1 not sealed",
        f"  rejected rows: {report.rejects_files[0]}",
        "    Correct them there and print that file like any other.",
    ]
    assert not any("--seal-to" in note for note in report.notes)
    assert printing([NAMES, row(6), row(7, 快递公司="")], seal_to=["*=key.pem"]).as_dict()["unsealed"] == {}
    assert printing([NAMES, row(8)]).as_dict()["unsealed"] == {}


@pytest.mark.parametrize("options", [{}, {"dry_run": True}, {"sort": "carrier"}, {"again": "torn"}])
def test_a_number_that_was_used_for_other_data_is_rejected(printing: Print, options: dict[str, str]) -> None:
    printing([NAMES, row(1)])
    report = printing([NAMES, row(1, 收件人="王芳"), row(2)], **options)
    assert (report.printed, report.rejected, report.duplicates) == (1, 1, 0)
    (told,) = report.first_told
    found = re.fullmatch(
        r"orders\.csv:2 \[waybill_no\]: PIPELINE-CONFLICT: This waybill number was already used for other data"
        r" \(fingerprints (\w+) and (\w+)\)\.",
        told,
    )
    assert found and found[1] != found[2]


def test_where_the_first_rejects_of_each_kind_stand_is_told(printing: Print) -> None:
    again = [row(number, 收件人="王芳") for number in (1, 2)]
    told = printing([NAMES, row(1), row(2), *again]).summary()
    assert "2 × INTAKE-WAYBILL-TWICE [waybill_no]: Line … has the same" in told
    assert "with other data. (orders.csv:4, orders.csv:5)" in told
    report = printing([NAMES, row(99), *(row(number, 收件人="") for number in range(1, 8))])
    first = [f"orders.csv:{line}" for line in range(3, 8)]
    assert f"is missing. ({', '.join(first)}, ...)" in report.summary()
    assert report.as_dict()["rejected_by_kind"] == [
        {"code": "INTAKE-MISSING", "column": "recipient_name", "count": 7, "first": first}
    ]


def test_what_holds_of_one_row_is_not_told_of_others(printing: Print) -> None:
    alone = printing([NAMES, row(5), row(5, 收件人="王芳")]).summary()
    assert (
        "1 × INTAKE-WAYBILL-TWICE [waybill_no]: Line 2 has the same waybill number with other data. ("
        in alone
    )


@pytest.mark.parametrize(("sort", "groups"), [("file", [3, 4, 1]), ("carrier", [3, 3, 2])])
def test_the_journal_is_told_group_by_group(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sort: str, groups: list[int]
) -> None:
    """Of a sorted run in groups of the greatest size, of another by what comes in: here a file at a time."""
    from waybill.pipeline import book, run

    honest, told = book.Book.intend, list[int]()

    def intend(self: book.Book, records: Sequence[object]) -> object:
        told.append(len(records))
        return honest(self, records)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "GROUP", 3)
    monkeypatch.setattr(book.Book, "intend", intend)
    files = [tmp_path / f"{name}.csv" for name in "abcd"]
    for path, numbers in zip(files, ([1, 2, 3], [4, 5], [6, 7], [8]), strict=True):
        path.write_text("\n".join([NAMES, *map(row, numbers)]) + "\n", "utf-8")
    assert printing(files=files, sort=sort).printed == 8
    assert told == groups


def test_a_label_that_no_longer_fits_is_rejected_when_it_is_printed_again(
    printing: Print, tmp_path: Path
) -> None:
    form = (
        find("reprint-small", None)
        .read_text("utf-8")
        .replace(
            'elements = [\n  { text = "{carrier}"',
            'elements = [\n  { text = "{quantity}", x = 31, width = 3, height = 2, size = 2 },\n  { text = "{carrier}"',
            1,
        )
    )
    (tmp_path / "small.toml").write_text(form, "utf-8")
    orders = [f"{NAMES},件数", f"{row(1)},9999"]
    printing(orders)
    report = printing(orders, again="torn", template=str(tmp_path / "small.toml"))
    assert (report.printed, report.rejected, dict(report.problems)) == (0, 1, {"LAYOUT-TEXT": 1})


def test_a_slice_of_which_nothing_may_be_printed_is_told_by_its_first_label(
    printing: Print, tmp_path: Path
) -> None:
    from waybill.pipeline.reprint import ReprintJob, reprint_labels

    printing([NAMES, row(1), row(2), row(3)])
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        for n in (1, 3):
            journal.void(f"SF{n:013d}", "cancelled")
    again = ReprintJob((), output=str(tmp_path / "again.pdf"), reason="jam", batch=1)
    with pytest.raises(JournalError) as caught:
        reprint_labels(replace(again, last=1), waybill.Config())
    assert (caught.value.code, caught.value.facts["number"]) == ("JOURNAL-VOIDED", "SF0000000000001")
    report = reprint_labels(again, waybill.Config())
    assert (report.pages, report.refused, report.counts) == (1, 2, {"SF0000000000002": 1})
    assert report.summary().splitlines() == [
        f"1 label reprinted, 2 refused -> {tmp_path / 'again.pdf'}",
        "  2 × JOURNAL-VOIDED: Waybill … was voided.",
    ]
    assert report.as_dict()["refusals"] == {"JOURNAL-VOIDED": 2}


def test_times_are_told_in_columns() -> None:
    report = PrintReport(timing={"mask": 12.34, "layout+render": 5.0})
    assert report.summary().splitlines()[1:] == [
        "  mask               12.3 µs",
        "  layout+render       5.0 µs",
    ]
    assert report.as_dict()["timing_us_per_label"] == {"mask": 12.3, "layout+render": 5.0}
    assert "timing_us_per_label" not in PrintReport().as_dict()


def test_of_many_rejects_the_first_are_told_and_all_are_counted() -> None:
    from waybill.pipeline.report import MOST_TOLD

    report = PrintReport()
    for line in range(2, MOST_TOLD + 12):
        report.tell_reject("o.csv", Reject(line, (), (Problem("INTAKE-MISSING", "recipient_name"),)))
        report.tell_duplicate("o.csv", line, Problem("PIPELINE-DUPLICATE", "waybill_no"))
        report.tell_left_out("o.csv", Note(line, Problem("INTAKE-SKIP-TOTAL")))
    count = MOST_TOLD + 10
    assert len(report.first_told) == MOST_TOLD
    assert (report.rejected, report.skipped, report.duplicates) == (count, count, count)
    assert report.not_printed["INTAKE-SKIP-TOTAL", ""].first == [f"o.csv:{line}" for line in range(2, 7)]
    assert "(o.csv:2, o.csv:3, o.csv:4, o.csv:5, o.csv:6, ...)" in report.summary()


def test_a_number_that_comes_twice_is_printed_once(printing: Print) -> None:
    """The same row again is skipped, another one is rejected."""
    report = printing([NAMES, row(1), row(1), row(1, 收件人="王芳"), row(2)])
    assert (report.rows, report.printed, report.rejected, report.skipped) == (4, 2, 1, 1)
    assert (report.duplicates, [told.split(": ")[0:2] for told in report.first_told]) == (
        1, [["orders.csv:3 [waybill_no]", "INTAKE-DUPLICATE"], ["orders.csv:4 [waybill_no]", "INTAKE-WAYBILL-TWICE"]],
    )  # fmt: skip
    assert (
        "  1 × INTAKE-DUPLICATE: The same order stands in line 2 already; it is printed once. (orders.csv:3)"
        in report.summary().splitlines()
    )
    assert "PIPELINE-DUPLICATE" not in report.summary(), "nothing was released before this run"
    (rejects,) = report.rejects_files
    assert [line.split(",")[1:4] for line in Path(rejects).read_text("utf-8-sig").splitlines()[1:]] == [
        ["SF0000000000001", "顺丰速运", "王芳"]
    ]


def test_a_report_names_batch_and_files(printing: Print, tmp_path: Path) -> None:
    told = printing([NAMES, row(1), row(2)]).as_dict()
    names = [str(tmp_path / "labels.pdf")]
    assert (told["batch"], told["pages"], told["output"], told["outputs"]) == (1, 2, names[0], names)
    told = printing([NAMES, row(1), row(2), row(3)], dry_run=True).as_dict()
    assert (told["batch"], told["pages"], told["output"], told["outputs"]) == (None, 1, None, [])
    assert (told["printed"], told["duplicates"]) == (1, 2)  # known by the key that the run before made


def test_a_run_tells_how_far_it_is_and_by_which_clock(printing: Print, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("\n".join([NAMES, row(1), row(2)]), "utf-8")
    orders, output = [str(tmp_path / "orders.csv")], str(tmp_path / "labels.pdf")
    job = waybill.PrintJob.from_config(waybill.Config(), orders, output, jobs=1)
    ticks: list[tuple[int, float]] = []
    noon = datetime(2026, 1, 2, 12, tzinfo=UTC)
    waybill.print_labels(job, on_progress=lambda *given: ticks.append(given), clock=lambda: noon)
    header = len(f"{NAMES}\n".encode())
    size = (tmp_path / "orders.csv").stat().st_size
    assert ticks == [(2, (size - header) / size)]  # made, though neither is in the journal yet
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        assert [batch.started for batch in journal.batches()] == ["2026-01-02T12:00:00+00:00"]


def test_a_dry_run_asked_to_print_again_needs_no_journal(printing: Print) -> None:
    assert printing([NAMES, row(1)], again="torn", dry_run=True).printed == 1


@pytest.mark.parametrize("sort", ["file", "sku"])
def test_rejects_stand_in_the_order_of_lines_whoever_refused_them(
    printing: Print, tmp_path: Path, sort: str
) -> None:
    printing([NAMES, row(1), row(4)])
    rows = [
        row(1, 收件人="万雪菊"),
        row(2, 收件人=""),
        row(3),
        row(4),
        row(3, 商品="书"),
        row(4, 收件人="万雪菊"),
    ]
    report = printing([NAMES, *rows, row(5, 收件人="")], sort=sort)
    with (tmp_path / "labels.rejects.csv").open(encoding="utf-8-sig") as file:
        assert [each["line"] for each in csv.DictReader(file)] == ["2", "3", "6", "7", "8"]
    assert [int(each.split(":")[1].split()[0]) for each in report.first_told] == [2, 3, 5, 6, 7, 8]
    assert (report.printed, report.rejected, report.skipped) == (1, 5, 1)


def test_of_rejects_that_are_the_same_again_nothing_is_kept_or_told(printing: Print, tmp_path: Path) -> None:
    for _ in range(2):
        report = printing([NAMES, row(1, 收件人="")])
        assert report.notes[1:] == []
    assert [path.name for path in tmp_path.glob("*rejects*")] == ["labels.rejects.csv"]
    report = printing([NAMES, row(2, 收件人="")])
    kept = tmp_path / "labels.rejects.csv~"
    assert report.notes[1:] == [
        f"{tmp_path / 'labels.rejects.csv'} was there already, with other content: it is kept as {kept}"
    ]
    assert (
        "E1" in kept.read_text("utf-8"),
        "E2" in kept.with_name("labels.rejects.csv").read_text("utf-8"),
    ) == (True, True)


def test_times_of_a_run_that_prints_nothing(printing: Print) -> None:
    assert printing([NAMES, row(1, 收件人="")], timing=True).timing == {}


@pytest.mark.parametrize(("keys", "told"), [
    (["*=a.pem"], 3), (["顺丰速运=a.pem"], 2), (["顺丰速运=a.pem", "京东快递=a.pem"], 3), (["圆通速递=a.pem"], 0),
])  # fmt: skip
def test_a_key_that_is_given_only_now_seals_nothing(
    printing: Print, monkeypatch: pytest.MonkeyPatch, keys: list[str], told: int
) -> None:
    lines = [NAMES, row(1), row(2), row(3, 快递公司="京东快递")]
    printing(lines)
    monkeypatch.setattr(
        "waybill.deidentify.public_keys.read_sealing_key", lambda file, store: bytes(range(32))
    )
    report = printing(lines, again="torn", seal_to=keys)
    about = "printed again as they were, without a sealed code in spite of --seal-to: "
    assert [note for note in report.notes if note.startswith(about)] == [f"{about}{told}"] * bool(told)


def test_bookmarks_of_labels_without_a_segment(printing: Print, tmp_path: Path) -> None:
    lines = [f"{NAMES},三段码", f"{row(1)},755-B02", f"{row(2)},", f"{row(3)},", f"{row(4)},755-B02"]
    printing(lines, bookmarks="segment")
    document = pypdfium2.PdfDocument(tmp_path / "labels.pdf")
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert found == [("755-B02", 0), ("-", 1), ("755-B02", 3)]


def test_a_file_that_is_printed_into_a_folder_s_name(printing: Print, tmp_path: Path) -> None:
    (tmp_path / "labels.pdf").mkdir()
    with pytest.raises(InputError, match="OUTPUT-WRITE"):
        printing([NAMES, row(1)], verify="all")


def test_a_summary_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    report = PrintReport(
        rows=9, printed=1, rejected=1, skipped=7, duplicates=2, outputs=["a.pdf"], lengths=[1], seconds=0.5
    )
    assert report.summary() == (
        "1 label printed, 1 row rejected, 7 skipped, of 9 (0.50 s, 2 labels/s)\n  -> a.pdf\n"
        "  2 × PIPELINE-DUPLICATE: This waybill number was printed before with the same data; it is not printed again.\n"
        "    Use `waybill reprint`, or `waybill print --again REASON`."
    )
    nothing = PrintReport(dry_run=True)
    assert nothing.summary() == "0 labels could be printed, 0 rows rejected, 0 skipped, of 0"
    skipped = PrintReport(rows=3, skipped=3)
    split = PrintReport(rows=3, printed=3, outputs=["a.pdf", "b.pdf"], lengths=[1, 2], seconds=1)
    assert split.summary().splitlines()[1:] == ["  -> a.pdf  1 label", "  -> b.pdf  2 labels"]
    assert skipped.summary() == "0 labels printed, 0 rows rejected, 3 skipped, of 3; no new PDF"
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    assert nothing.summary() == "共 0 行：可打印 0 张，拒绝 0 行，跳过 0 行"
    assert split.summary().splitlines()[1:] == ["  -> a.pdf  1 张", "  -> b.pdf  2 张"]
    assert skipped.summary() == "共 3 行：打印 0 张，拒绝 0 行，跳过 3 行；没有新的 PDF"
    assert (
        report.summary().splitlines()[0] == "共 9 行：打印 1 张，拒绝 1 行，跳过 7 行（0.50 秒，每秒 2 张）"
    )


def test_problems_are_told_by_zone_and_a_remedy_once() -> None:
    from waybill.errors import Problem
    from waybill.intake import Reject

    report = PrintReport()
    for line, zone in enumerate(("goods", "goods", "sender"), 2):
        report.tell_reject("o.csv", Reject(line, (), (Problem("LAYOUT-TEXT", None, (("zone", zone),)),)))
    report.tell_reject("o.csv", Reject(5, (), (Problem("OF-NO-CATALOGUE"),)))
    lines = report.summary().splitlines()[1:]
    assert [line.split(":")[0] for line in lines if "×" in line] == [
        "  2 × LAYOUT-TEXT", "  1 × LAYOUT-TEXT", "  1 × OF-NO-CATALOGUE",
    ]  # fmt: skip
    assert len(lines) == 4 and lines[1].startswith("    ") and lines[3].endswith("OF-NO-CATALOGUE (o.csv:5)")


@pytest.mark.parametrize(("outcome", "en", "zh"), [
    ("released", "3 labels released", "3 张，已放出"),
    ("taken", "3 labels count as printed, for their file was finished and is gone", "3 张，按已打印计：文件已完成但不在原处"),
    ("abandoned", "3 labels abandoned, to be printed anew", "3 张，已放弃，可重新打印"),
])  # fmt: skip
def test_what_became_of_an_interrupted_batch(outcome: str, en: str, zh: str) -> None:
    from waybill.journal import Settled
    from waybill.pipeline.replaced import recovered

    settled = Settled(7, outcome, 3, ())
    assert recovered(settled) == f"batch 7 was interrupted: {en}"
    use_lang("zh")
    assert recovered(settled) == f"批次 7 曾中断：{zh}"


def test_a_journal_that_is_begun_anew_is_told_to_who_has_printed_before(
    printing: Print, tmp_path: Path
) -> None:
    """Whoever took the journal away would have every number printed again."""
    assert not any("new journal" in note for note in printing([NAMES, row(1)]).notes)
    for file in tmp_path.glob("journal.db*"):
        file.unlink()
    assert any("a new journal is begun" in note for note in printing([NAMES, row(1)]).notes)
    assert not any("new journal" in note for note in printing([NAMES, row(2)]).notes)


def test_the_first_two_runs_at_once_begin_no_journal_anew(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second finds the key that the first has just made, which is no sign that anybody has printed before."""
    from waybill.pipeline import printing as module

    make, notes = module.index_key, []

    def made_beside_another_run(folder: Path) -> bytes:
        key = make(folder)
        if not notes:
            notes.append("")
            orders = tmp_path / "others.csv"
            orders.write_text(f"{NAMES}\n{row(2)}\n", "utf-8")
            job = waybill.PrintJob.from_config(
                waybill.Config(), [str(orders)], str(tmp_path / "others.pdf"), jobs=1
            )
            second = waybill.print_labels(job)
            assert second.printed == 1
            notes.extend(second.notes)
        return key

    monkeypatch.setattr(module, "index_key", made_beside_another_run)
    first = printing([NAMES, row(1)])
    assert first.printed == 1 and len(notes) > 1
    assert not any("new journal" in note for note in [*first.notes, *notes])
