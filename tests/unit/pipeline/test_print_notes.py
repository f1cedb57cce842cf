"""What ``print`` tells beside its figures: what of the order files is not on the labels, and why."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from printed_rows import NAMES, Print, row

import waybill
from waybill.i18n import use_lang


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


def test_each_kind_of_header_has_a_rejects_file_and_each_is_told(printing: Print, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(f"{NAMES},备注\n{row(2, 收件人='')},\n", "utf-8")
    first = tmp_path / "first.csv"
    first.write_text(f"{NAMES}\n{row(1, 收件人='')}\n", "utf-8")
    report = printing(files=[first, other])
    names = [str(tmp_path / f"labels.rejects{mark}.csv") for mark in ("", "-2")]
    assert report.rejects_files == names
    assert all(f"rejected rows: {name}\n" in report.summary() + "\n" for name in names)


def test_columns_that_were_not_understood(printing: Print) -> None:
    report = printing([f"{NAMES},仓位,王*", f"{row(1)},A1,x"])
    assert report.asides == ["orders.csv: Columns not understood: 仓位, #9."]
    assert not any("understood" in note for note in report.notes)


def test_no_carrier_and_no_goods_is_told_without_asking(printing: Print) -> None:
    report = printing([NAMES.replace("快递公司", "甲").replace("商品", "乙"), row(1)])
    expected = "orders.csv: No column was understood as carrier, contents; not understood: 甲, 乙."
    assert (report.asides, expected in report.notes) == ([], True)
    assert not any("understood" in note for note in printing([NAMES, row(2)]).notes)


NO_SENDER = "orders.csv: no column tells who sends; without --sender FILE or the setting sender the labels name no sender"


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
    assert (
        "orders.csv：没有寄件人列；不给 --sender 文件，也未设置 sender，则面单上没有寄件人"
        in printing([NAMES, row(5)]).notes
    )


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


def test_a_key_is_its_carriers_under_each_of_its_names(
    printing: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shops' files call one carrier 中通, 中通快递, ZTO; what a key was given for was not sealed."""
    monkeypatch.setattr(
        "waybill.deidentify.public_keys.read_sealing_key", lambda file, store: bytes(range(32))
    )
    lines = [
        NAMES,
        *(row(at, 快递公司=name) for at, name in enumerate(("中通", "ZTO", "中通速递", "中通国际"), 1)),
    ]
    assert printing(lines, seal_to=["中通快递=key.pem"]).as_dict()["unsealed"] == {"中通国际": 1}


def test_of_two_keys_for_one_carrier_the_later_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "waybill.deidentify.public_keys.read_sealing_key", lambda file, store: file.name.encode().ljust(32)
    )
    job = waybill.PrintJob.from_config(
        waybill.Config(), ["o.csv"], "o.pdf", seal_to=["中通=old", "顺丰=sf", "ZTO=new", "某某=own"]
    )
    assert {name: key.strip() for name, key in job.seal_to.items()} == (
        dict.fromkeys(("中通", "中通快递", "中通速递", "ZTO"), b"new")
        | dict.fromkeys(("顺丰", "顺丰速运", "顺丰快递", "SF"), b"sf")
        | {"某某": b"own"}
    )


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
