"""What a run of ``print`` does with journal, rejects, output and verification."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from printed_rows import NAMES, Print, row

import waybill
from waybill.errors import InputError, JournalError, UsageError
from waybill.journal import current_actor, open_journal
from waybill.layout.files import find
from waybill.pipeline.context import wall_clock


def test_rejects_that_come_back_are_not_written_over(printing: Print, tmp_path: Path) -> None:
    printing([NAMES, row(1, 收件人=""), row(2, 收件人手机="")])
    rejects = tmp_path / "labels.rejects.csv"
    corrected = rejects.read_text("utf-8").replace("顺丰速运,,", "顺丰速运,林清秋,")
    rejects.write_text(corrected, "utf-8")
    with pytest.raises(InputError, match="OUTPUT-INPUT"):
        printing(files=[rejects])
    assert rejects.read_text("utf-8") == corrected


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


@pytest.mark.parametrize("sort", ["file", "segment"])
def test_a_parcel_of_several_orders_is_found_by_each_of_their_numbers(
    printing: Print, tmp_path: Path, sort: str
) -> None:
    """Their rows have one waybill number and the same data; a person who wants his data erased may know any of them."""
    from waybill.deidentify.index import order_index
    from waybill.deidentify.keystore import index_key

    rows = [row(1), row(2), row(1, 订单号="E7"), row(1), row(1, 订单号=""), row(2, 订单号="E8"), row(3)]
    assert printing([NAMES, *rows], sort=sort).printed == 3
    key = index_key(tmp_path / "keys")
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        found = {
            order: [label.waybill_no[-1] for label in journal.find(order_no=order_index(key, order))]
            for order in ("E1", "E7", "E2", "E8", "E3")
        }
        assert found == {"E1": ["1"], "E7": ["1"], "E2": ["2"], "E8": ["2"], "E3": ["3"]}
        assert not journal.verify().findings
        assert not journal.repeated_orders()


def test_sorted_parcels_are_found_by_each_order_s_number_however_many_they_are(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waybill.deidentify.index import order_index
    from waybill.deidentify.keystore import index_key

    monkeypatch.setattr("waybill.pipeline.run.GROUP", 2)
    rows = [one for n in range(1, 8) for one in (row(n), row(n, 订单号=f"F{n}"))]
    assert printing([NAMES, *rows], sort="carrier").printed == 7
    key = index_key(tmp_path / "keys")
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        for n in range(1, 8):
            found = journal.find(order_no=order_index(key, f"F{n}"))
            assert [label.waybill_no[-1] for label in found] == [str(n)]
