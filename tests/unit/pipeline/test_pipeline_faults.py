"""What goes wrong costs no more than it must, leaves nothing half done, and tells no value."""

from __future__ import annotations

import errno
import gc
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR
from typing import IO, Any

import pypdfium2
import pytest

import waybill
from waybill.errors import InputError, JournalError, LayoutError, SymbolError, WaybillError
from waybill.journal import Journal, chain, current_actor, open_journal
from waybill.pipeline.book import Book
from waybill.pipeline.context import wall_clock
from waybill.pipeline.output import Draft, Stream, part_of
from waybill.pipeline.press import Press
from waybill.pipeline.refusals import Refusals

HEADER = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品\n"
ROW = "{n},SF{n:013d},顺丰速运,林清秋,15089606268,福建省泉州市晋江市长江西路737号43栋3单元1202室,{goods}\n"


def test_a_fault_costs_its_row_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.deidentify import door

    honest = door.Door.admit

    def faulty(self: door.Door, order: object) -> object:
        if getattr(order, "contents", "") == "妖怪":
            raise KeyError("林清秋 15089606268")
        return honest(self, order)  # type: ignore[arg-type]

    monkeypatch.setattr(door.Door, "admit", faulty)
    orders = tmp_path / "orders.csv"
    orders.write_text(
        HEADER + "".join(ROW.format(n=n, goods="妖怪" if n == 2 else "杯") for n in (1, 2, 3)), "utf-8"
    )
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    job = waybill.PrintJob.from_config(waybill.Config(), [str(orders)], str(tmp_path / "labels.pdf"), jobs=1)
    report = waybill.print_labels(job)
    assert (report.printed, report.rejected) == (2, 1)
    assert dict(report.problems) == {"PIPELINE-FAULT": 1}
    (told,) = report.first_told
    assert "KeyError" in told and f"{Path(__file__).name}:" in told
    assert "林" not in told and "1508" not in told


def test_rejects_come_in_the_order_of_the_file_whoever_rejects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waybill.deidentify import door

    monkeypatch.setattr(door.Door, "admit", lambda self, order: 1 // 0)
    lines = [ROW.format(n=n, goods="杯") for n in (1, 2, 3)]
    lines[1] = "2,SF0000000000002,顺丰速运,林清秋,15089606268,,杯\n"
    orders = tmp_path / "orders.csv"
    orders.write_text(HEADER + lines[0] + "\n" + lines[1] + lines[2], "utf-8")
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    job = waybill.PrintJob.from_config(waybill.Config(), [str(orders)], str(tmp_path / "labels.pdf"), jobs=1)
    report = waybill.print_labels(job)
    places = [re.search(r"orders\.csv:(\d+)", told) for told in report.first_told]
    assert [place and int(place[1]) for place in places] == [2, 4, 5]
    assert (report.rows, report.printed, report.rejected, report.skipped) == (4, 0, 3, 1)


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., waybill.PrintJob]:
    """Makes the job of three labels of two carriers."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    text = "".join(ROW.format(n=n, goods="杯") for n in (1, 2, 3)).replace("顺丰速运", "圆通速递", 1)
    (tmp_path / "orders.csv").write_text(HEADER + text, "utf-8")

    def make(**flags: str) -> waybill.PrintJob:
        orders, output = [str(tmp_path / "orders.csv")], str(tmp_path / "labels.pdf")
        return waybill.PrintJob.from_config(waybill.Config(), orders, output, jobs=1, **flags)  # type: ignore[arg-type]

    return make


def states(tmp_path: Path) -> list[str]:
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        assert journal.verify().findings == ()
        return [batch.state for batch in journal.batches()]


def test_what_the_journal_calls_complete_has_its_temporary_name_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """A name that went with the power would count as a file that somebody has taken away."""
    steps: list[str] = []
    sync, rendered = os.fsync, Book.rendered

    def note_sync(descriptor: int) -> None:
        steps.append("folder" if S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Book, "rendered", lambda *given: (steps.append("rendered"), rendered(*given)))
    waybill.print_labels(job())
    assert steps[-4:] == ["file", "folder", "rendered", "folder"]


def test_no_whole_file_has_left_before_the_journal_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """A printer's device: killed before the journal knows, the run is done again; the labels must not be out already."""
    device, rendered = tmp_path / "labels.pdf", Book.rendered
    device.touch()
    monkeypatch.setattr("waybill.pipeline.output.leaves_at_once", device.__eq__)
    told: list[bytes] = []
    monkeypatch.setattr(Book, "rendered", lambda *given: (told.append(device.read_bytes()), rendered(*given)))
    assert waybill.print_labels(job()).printed == 3
    (before,), after = told, device.read_bytes()
    assert b"%%EOF" not in before and after.startswith(before) and after.endswith(b"%%EOF\n")
    assert states(tmp_path) == ["released"]


def test_what_is_out_under_its_name_is_not_printed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """Ended between the names of two files: the first may be at the printer already; the next run names the second."""
    named: list[Path] = []
    honest = Draft.release

    def release(self: Draft) -> None:
        if named:
            raise KeyboardInterrupt
        honest(self)
        named.append(self.target)

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(Draft, "release", release)
        waybill.print_labels(job(split="carrier"))
    assert list(tmp_path.glob("labels-*.pdf")) == named and states(tmp_path) == ["rendered"]
    named[0].unlink()
    report = waybill.print_labels(job(split="carrier"))
    assert (report.printed, report.duplicates) == (0, 3) and states(tmp_path)[0] == "released"
    assert len(list(tmp_path.glob("labels-*.pdf"))) == 1 and not list(tmp_path.glob(".*.part"))


@pytest.fixture
def unnamed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    job: Callable[..., waybill.PrintJob],
    request: pytest.FixtureRequest,
) -> Callable[..., waybill.PrintJob]:
    """Labels SF0... are printed; a run of others died before its file had the name ``labels.pdf``."""

    def die(self: object, *_: object) -> None:
        raise KeyboardInterrupt

    waybill.print_labels(job())
    (tmp_path / "labels.pdf").unlink()
    orders = tmp_path / "orders.csv"
    orders.write_text(orders.read_text("utf-8").replace("SF000", "SF009"), "utf-8")
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(Press, "release", die)
        broken.setattr(Press, "discard", lambda self: None)
        broken.setattr(Book, "give_up", lambda self, why: None)
        waybill.print_labels(job(**getattr(request, "param", {})))
    return job


@pytest.mark.parametrize("output", ["labels.pdf", "./labels.pdf", "sub/../labels.pdf", "link/labels.pdf"])
def test_the_file_that_a_dead_run_left_unnamed_is_spared_whatever_its_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unnamed: Callable[..., waybill.PrintJob], output: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("link").symlink_to(".")
    again = waybill.ReprintJob(("SF0000000000001",), output=output, reason="torn")
    with pytest.raises(InputError, match="OUTPUT-RECOVERED"):
        waybill.reprint_labels(again, waybill.Config())
    assert (tmp_path / "labels.pdf").is_file() and states(tmp_path) == ["released", "released"]


@pytest.mark.parametrize("unnamed", [{"split": "1"}], indirect=True)
def test_the_parts_that_a_dead_run_left_unnamed_are_spared(
    tmp_path: Path, unnamed: Callable[..., waybill.PrintJob]
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(orders.read_text("utf-8").replace("SF009", "SF007"), "utf-8")
    with pytest.raises(InputError, match="OUTPUT-RECOVERED"):
        waybill.print_labels(unnamed(split="2"))
    assert len(list(tmp_path.glob("labels-*.pdf"))) == 3
    assert len(waybill.print_labels(unnamed(split="2")).outputs) == 2


def test_a_file_of_the_same_name_elsewhere_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unnamed: Callable[..., waybill.PrintJob]
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    report = waybill.reprint_labels(
        waybill.ReprintJob(("SF0000000000001",), output="labels.pdf", reason="torn"), waybill.Config()
    )
    assert report.pages == 1 and (tmp_path / "labels.pdf").is_file()
    assert report.notes == ["batch 2 was interrupted: 3 labels released"]


@pytest.mark.parametrize("unnamed", [{"split": "1"}], indirect=True)
def test_parts_that_a_dead_run_left_do_not_stand_in_the_way_of_one_file(
    tmp_path: Path, unnamed: Callable[..., waybill.PrintJob]
) -> None:
    report = waybill.print_labels(unnamed())
    assert (report.printed, report.duplicates) == (0, 3)
    assert "batch 2 was interrupted: 3 labels released" in report.notes
    assert len(list(tmp_path.glob("labels-*.pdf"))) == 3


def test_a_link_in_the_place_of_a_temporary_file_is_not_followed(
    tmp_path: Path, job: Callable[..., waybill.PrintJob]
) -> None:
    """Nor is what somebody made readable there given refused rows."""
    (tmp_path / "orders.csv").write_text(
        HEADER + ROW.format(n=1, goods="杯") + ROW.format(n=2, goods="杯")[:30], "utf-8"
    )
    foreign = tmp_path / "foreign"
    foreign.write_text("mine")
    for name in ("labels.pdf", "labels.rejects.csv"):
        part_of(tmp_path / name).symlink_to(foreign)
    report = waybill.print_labels(job())
    assert (report.printed, report.rejected, foreign.read_text()) == (1, 1, "mine")
    assert (tmp_path / "labels.rejects.csv").stat().st_mode & 0o777 == 0o600


def test_a_long_check_before_the_release_tells_the_journal_that_it_lives(
    monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    told: list[int] = []
    monkeypatch.setattr("waybill.pipeline.book.TELL_SECONDS", 0)
    monkeypatch.setattr(Journal, "tell_alive", lambda self, batch: told.append(batch))
    waybill.print_labels(job(verify="all"))
    assert told and set(told) == {1}


@pytest.mark.parametrize(
    ("of_another_version", "code"), [(False, "JOURNAL-CORRUPT"), (True, "PIPELINE-LABEL-DAMAGED")]
)
def test_a_damaged_label_is_told_on_both_ways_to_print_it_again(
    tmp_path: Path, job: Callable[..., waybill.PrintJob], of_another_version: bool, code: str
) -> None:
    waybill.print_labels(job())
    with sqlite3.connect(tmp_path / "journal.db") as file:
        file.execute("DROP TRIGGER label_erase_only")
        file.execute(f"UPDATE label SET content = x'{'00' * 16}32' WHERE id = 2")
        if of_another_version:
            text = (
                "SELECT number, fingerprint, phone, order_no FROM label JOIN trace ON label = id WHERE id = 2"
            )
            number, *digests = file.execute(text).fetchone()
            leaf = chain.leaf(bytes(16), number.encode(), *digests, b"2")
            file.execute("UPDATE label SET leaf = ? WHERE id = 2", (leaf,))
    with pytest.raises(JournalError, match=code):
        waybill.print_labels(job(again="torn"))
    again = waybill.ReprintJob(("SF0000000000002",), output=str(tmp_path / "again.pdf"), reason="torn")
    with pytest.raises(JournalError, match=code):
        waybill.reprint_labels(again, waybill.Config())
    assert not (tmp_path / "again.pdf").exists()


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()])
def test_a_reprint_whose_file_is_not_made_counts_as_none(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    job: Callable[..., waybill.PrintJob],
    trouble: BaseException,
) -> None:
    """The same command again is 补打 1, which a policy of one reprint allows; and no part of the file is left."""
    waybill.print_labels(job())
    (tmp_path / "policy.toml").write_text("[reprint]\nmax_count = 1\n", "utf-8")
    monkeypatch.setenv("WAYBILL_REPRINT_POLICY", str(tmp_path / "policy.toml"))
    again = waybill.ReprintJob(("SF0000000000002",), output=str(tmp_path / "again.pdf"), reason="torn")
    before = sorted(path.name for path in tmp_path.iterdir())

    def full(descriptor: int) -> None:
        if not S_ISDIR(os.fstat(descriptor).st_mode):
            raise trouble

    with monkeypatch.context() as broken, pytest.raises((InputError, KeyboardInterrupt)):
        broken.setattr(os, "fsync", full)
        waybill.reprint_labels(again, waybill.Config())
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert waybill.reprint_labels(again, waybill.Config()).counts == {"SF0000000000002": 1}
    assert (tmp_path / "again.pdf").exists()
    assert states(tmp_path) == ["released"]


def test_a_reprint_counts_before_a_byte_of_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """Who kills the program at the right moment and takes the temporary file would have a label that nobody counted."""
    waybill.print_labels(job())
    seen = list[tuple[int, bytes]]()
    settle = Draft.settle

    def watched(self: Draft) -> None:
        with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
            seen.append((journal.label("SF0000000000002").reprints, self.path.read_bytes()))
        settle(self)

    monkeypatch.setattr(Draft, "settle", watched)
    again = waybill.ReprintJob(("SF0000000000002",), output=str(tmp_path / "again.pdf"), reason="torn")
    waybill.reprint_labels(again, waybill.Config())
    room = (tmp_path / "again.pdf").stat().st_size
    assert seen == [(1, bytes(room))]
    assert (tmp_path / "again.pdf").read_bytes().endswith(b"%%EOF\n")


def test_a_reprint_to_a_printer_counts_before_a_byte_of_it_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """What has left can't be called back; nor may a slow printer hold up all others at the journal."""
    waybill.print_labels(job())
    device, seen = tmp_path / "printer", list[int]()
    device.touch()
    for room in ("output", "reprint"):
        monkeypatch.setattr(f"waybill.pipeline.{room}.leaves_at_once", lambda target: Path(target) == device)
    write = Stream.write

    def watched(self: Stream, data: bytes) -> int:
        with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
            seen.append(journal.label("SF0000000000002").reprints)
        return write(self, data)

    monkeypatch.setattr(Stream, "write", watched)
    waybill.reprint_labels(
        waybill.ReprintJob(("SF0000000000002",), output=str(device), reason="torn"), waybill.Config()
    )
    assert seen and set(seen) == {1}


@pytest.mark.parametrize(("name", "value", "code"), [
    ("split", "9" * 5000, "PIPELINE-CHOICE"),
    ("verify", "9" * 5000, "PIPELINE-CHOICE"),
    ("WAYBILL_DPI", "9" * 5000, "CONFIG-NUMBER"),
    ("SOURCE_DATE_EPOCH", "9" * 5000, "CONFIG-NUMBER"),
    ("SOURCE_DATE_EPOCH", "9" * 18, "CONFIG-NUMBER"),
    ("SOURCE_DATE_EPOCH", "2026-11-30", "CONFIG-NUMBER"),
    ("SOURCE_DATE_EPOCH", "-1", "CONFIG-NUMBER"),
])  # fmt: skip
def test_a_number_that_is_none_or_beyond_all_reading_is_told(
    name: str, value: str, code: str, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    if name.isupper():
        monkeypatch.setenv(name, value)
    flags = {} if name.isupper() else {name: value}
    with pytest.raises(InputError, match=code):
        waybill.print_labels(job(**flags))


def test_what_the_journal_says_of_a_file_is_true_of_it(
    tmp_path: Path, job: Callable[..., waybill.PrintJob]
) -> None:
    """Of a file, and of what a printer was sent."""
    os.mkfifo(tmp_path / "printer")
    sent = subprocess.Popen(["cat", str(tmp_path / "printer")], stdout=subprocess.PIPE)
    waybill.print_labels(job())
    waybill.print_labels(replace(job(again="torn"), output=str(tmp_path / "printer")))
    whole = [(tmp_path / "labels.pdf").read_bytes(), sent.communicate(timeout=30)[0]]
    with open_journal(str(tmp_path / "journal.db"), clock=wall_clock(), actor=current_actor()) as journal:
        told = [output for batch in journal.batches() for output in batch.outputs]
    assert [(one.size, one.sha256) for one in told] == [
        (len(data), sha256(data).hexdigest()) for data in whole
    ]


@pytest.mark.parametrize("journal_fails", [False, True])
def test_a_run_that_fails_gives_its_batch_up_and_tells_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob], journal_fails: bool
) -> None:
    """Also where the journal can't be told: the reason is not that."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def lost(*_: object) -> None:
        raise JournalError("JOURNAL-IO")

    with monkeypatch.context() as patch:
        patch.setattr(Draft, "_opened", full)
        if journal_fails:
            patch.setattr(Journal, "abandon", lost)
        with pytest.raises(InputError, match=r"OUTPUT-WRITE: .*labels\.pdf: .*\(No space left on device\)"):
            waybill.print_labels(job())
    assert states(tmp_path) == ["intended" if journal_fails else "abandoned"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal.db", "keys", "orders.csv"]
    report = waybill.print_labels(job())
    assert (report.printed, states(tmp_path)) == (3, ["abandoned", "released"])


def test_a_rejects_file_that_can_not_be_written_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    from waybill.intake import RejectsFile

    with (tmp_path / "orders.csv").open("a", encoding="utf-8") as orders:
        orders.writelines(ROW.format(n=n, goods="杯").replace("林清秋", "") for n in (4, 5))
    honest, written = RejectsFile.write, list[object]()

    def full(self: RejectsFile, *given: Any) -> None:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        honest(self, *given)
        written.append(given)

    monkeypatch.setattr(RejectsFile, "write", full)
    with pytest.raises(
        InputError, match=r"OUTPUT-WRITE: .*labels\.rejects\.csv: .*\(No space left on device\)"
    ):
        waybill.print_labels(job())
    assert states(tmp_path) == ["abandoned"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal.db", "keys", "orders.csv"]


def test_rejects_get_their_name_while_no_other_run_can_take_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    honest, then = Refusals.release, list[list[str]]()

    def watched(self: Refusals) -> None:
        then.append(states(tmp_path))
        honest(self)

    monkeypatch.setattr(Refusals, "release", watched)
    waybill.print_labels(job())
    assert (then, states(tmp_path)) == ([["rendered"]], ["released"])


def test_no_room_for_what_waits_to_be_sorted_is_told_by_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """/dev/full stands for it: what is written there is lost only when the buffer is emptied."""
    opened = list[IO[bytes]]()

    def full() -> IO[bytes]:
        opened.append(Path("/dev/full").open("r+b", 1 << 20))  # noqa: SIM115 - to be closed by who asked
        return opened[0]

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(InputError, match=rf"OUTPUT-TEMPORARY: {tempfile.gettempdir()}: .*No space left"):
        waybill.print_labels(replace(job(), sort="segment"))
    assert opened[0].closed and states(tmp_path) == ["abandoned"]
    assert not (tmp_path / "labels.pdf").exists()


def test_where_no_folder_takes_temporary_files_it_is_their_place_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    """A full disk that has them all: Python then finds none."""
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: [str(tmp_path / "full")])
    with pytest.raises(InputError, match=r"OUTPUT-TEMPORARY: TMPDIR: "):
        waybill.print_labels(replace(job(), sort="segment"))


def test_a_rejects_file_that_can_never_be_written_is_told_before_anything_is_printed(
    tmp_path: Path, job: Callable[..., waybill.PrintJob]
) -> None:
    (tmp_path / "labels.rejects.csv").mkdir()
    with pytest.raises(InputError, match=r"OUTPUT-WRITE: .*labels\.rejects\.csv"):
        waybill.print_labels(job())
    assert not (tmp_path / "labels.pdf").exists()


def test_what_a_dead_run_left_of_many_files_is_removed_by_one_look_at_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    telling = [sys.executable, "-c", "import os; print(os.getpid())"]
    gone = subprocess.run(telling, stdout=subprocess.PIPE, check=True)
    left = [
        part_of(tmp_path / name).with_suffix("").with_suffix(f".{int(process)}.part")
        for name in ("labels-0001.pdf", "labels-0003.pdf", "labels-0004.pdf", "my.labels-0001.pdf")
        for process in (gone.stdout, 1)
    ]
    for path in left:
        path.touch()
    looks: list[str] = []
    honest = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, *given: (looks.append(given[0]), honest(self, *given))[1])
    assert len(waybill.print_labels(job(split="1")).outputs) == 3
    assert [look for look in looks if "part" in look] == [".*.part"]
    assert [path.exists() for path in left] == [False, True, False, True, True, True, True, True]


def test_more_files_than_a_process_may_hold_open(
    tmp_path: Path, job: Callable[..., waybill.PrintJob]
) -> None:
    resource = pytest.importorskip("resource")
    (tmp_path / "orders.csv").write_text(
        HEADER + "".join(ROW.format(n=n, goods="杯") for n in range(80)), "utf-8"
    )
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = {int(each.name) for each in Path("/dev/fd").iterdir()}
    fortieth_free = [number for number in range(len(taken) + 40) if number not in taken][39]
    resource.setrlimit(resource.RLIMIT_NOFILE, (fortieth_free + 1, usual[1]))
    try:
        report = waybill.print_labels(job(split="1"))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, usual)
    assert report.printed == len(report.outputs) == 80


@pytest.mark.parametrize(
    ("of_another_version", "code"), [(False, "JOURNAL-CORRUPT"), (True, "PIPELINE-LABEL-DAMAGED")]
)
def test_a_damaged_form_is_told(
    tmp_path: Path, job: Callable[..., waybill.PrintJob], of_another_version: bool, code: str
) -> None:
    waybill.print_labels(job())
    with sqlite3.connect(tmp_path / "journal.db") as file:
        file.execute("DROP TRIGGER form_no_update")
        file.execute("UPDATE form SET packed = x'00'")
        if of_another_version:
            file.execute("DROP TRIGGER batch_forward_only")
            told = sha256(b"\0").hexdigest()
            file.execute("UPDATE batch SET info = json_set(info, '$.form_sha256', ?)", (told,))
    again = waybill.ReprintJob(("SF0000000000002",), output=str(tmp_path / "again.pdf"), reason="torn")
    with pytest.raises(JournalError, match=code):
        waybill.reprint_labels(again, waybill.Config())
    assert not (tmp_path / "again.pdf").exists()


def test_a_reprint_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob]
) -> None:
    waybill.print_labels(job())
    steps: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: steps.append("sync"))
    honest = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, target: (steps.append("name"), honest(self, target))[1])
    again = waybill.ReprintJob(("SF0000000000002",), output=str(tmp_path / "again.pdf"), reason="torn")
    noon = datetime(2026, 1, 2, 12, tzinfo=UTC)
    waybill.reprint_labels(again, waybill.Config(), clock=lambda: noon)
    assert steps == ["sync", "sync", "sync", "name", "sync"], "room, bytes, folder, name, folder"
    document = pypdfium2.PdfDocument(tmp_path / "again.pdf")
    assert document.get_metadata_value("CreationDate").startswith("D:20260102120000")
    document.close()


@pytest.mark.parametrize("error", [SymbolError("SYMBOL-WIDTH"), LayoutError("LAYOUT-TEXT")])
def test_what_no_longer_fits_with_the_mark_of_a_reprint_is_rejected(
    monkeypatch: pytest.MonkeyPatch, job: Callable[..., waybill.PrintJob], error: WaybillError
) -> None:
    from waybill.pipeline.stored import FormPainter

    waybill.print_labels(job())

    def narrow(*_: object) -> None:
        raise error

    monkeypatch.setattr(FormPainter, "page", narrow)
    report = waybill.print_labels(job(again="torn"))
    assert (report.printed, report.rejected, dict(report.problems)) == (0, 3, {error.code: 3})


def test_a_run_leaves_the_collector_as_it_was(job: Callable[..., waybill.PrintJob]) -> None:
    """For who prints from Python."""
    usual = gc.get_threshold()
    waybill.print_labels(job())
    assert gc.get_threshold() == usual
