"""Standard streams that are closed, whose reader has gone, or that bring bytes of no encoding: the status stays the documented one."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from waybill.cli import run
from waybill.cli.streams import Aside

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(autouse=True)
def orders(house: Path) -> None:
    """Two orders in the working folder."""
    (house / "orders.csv").write_bytes(
        b"".join((SAMPLES / "orders_plain.csv").read_bytes().splitlines(True)[:3])
    )


def status(*words: str | Path) -> int:
    try:
        run([str(word) for word in words])
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def gone() -> io.TextIOWrapper:
    """A pipe whose reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    return os.fdopen(writer, "w", 1, encoding="utf-8")


def full() -> io.TextIOWrapper:
    """A disk with no room left."""
    return Path("/dev/full").open("w", 1, encoding="utf-8")


@contextmanager
def no_input() -> Iterator[None]:
    """Standard input as whoever closed it leaves it; what the program opened in its place is closed behind it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", None)
        yield
        sys.stdin.close()


@pytest.mark.parametrize(("words", "expected"), [
    (("check", "orders.csv"), 0),
    (("check", "-"), 3),
    (("orders", "detect", "orders.csv"), 0),
    (("orders", "new", "orders.csv"), 0),
    (("mask", "name"), 0),
    (("address", "parse"), 0),
    (("address", "decode"), 0),
    (("unseal", "-n", "SF1234567890123"), 5),
    (("keys", "new", "jitu"), 2),
    (("find", "--phone", "-"), 9),
    (("reprint", "--reason", "torn"), 2),
    (("purge", "--older-than", "9d"), 9),
])  # fmt: skip
def test_a_closed_standard_input_is_an_empty_one(
    words: tuple[str, ...], expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = os.open

    def no_terminal(path: object, *rest: object, **named: object) -> int:
        if path == "/dev/tty":
            raise OSError(errno.ENXIO, "no terminal")
        return honest(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", no_terminal)
    with no_input():
        assert status(*words) == expected


def test_nothing_is_asked_where_there_is_no_terminal(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("print", "orders.csv", "-q") == 0
    with no_input():
        assert status("purge", "--older-than", "0d") == 0
    assert capsys.readouterr().err == "Erased 2 label(s).\n"


def test_scanned_bytes_that_are_no_text_are_no_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8", errors="strict")
    monkeypatch.setattr(sys, "stdin", typed)
    assert status("unseal", "-n", "SF1234567890123") == 5
    assert capsys.readouterr().err.startswith("waybill: SEAL-MALFORMED: ")


@pytest.mark.parametrize("stream", [gone, full], ids=["gone", "full"])
def test_what_nobody_can_be_told_changes_no_status(
    stream: Callable[[], io.TextIOWrapper], house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = (house / "orders.csv").read_text("utf-8").splitlines()[1]
    with (house / "orders.csv").open("a", encoding="utf-8") as orders:
        orders.write(row.replace("15089606268", "1.38E+10") + "\n")
    for words, expected in (
        (("explain", "NO-CODE"), 3),
        (("print", "none.csv"), 3),
        (("nonsense",), 2),
        (("print", "orders.csv"), 10),
    ):
        monkeypatch.setattr(sys, "stderr", stream())
        assert status(*words) == expected, words
        sys.stderr.close()
    assert (house / "labels.pdf").read_bytes().startswith(b"%PDF")
    assert (house / "labels.rejects.csv").is_file()


@pytest.mark.parametrize("words", ["--version", "explain"])
def test_an_answer_that_can_not_be_given_is_told(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stream, expected, told in (
        (gone(), 130, ""),
        (full(), 3, "waybill: OUTPUT-WRITE: <stdout>: "),
    ):
        monkeypatch.setattr(sys, "stdout", stream)
        assert status(words) == expected
        with suppress(BrokenPipeError):  # click makes the interpreter's own flush at its end a quiet one
            stream.close()
        assert capsys.readouterr().err[: len(told)] == told


def test_what_an_encoding_lacks_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch, house: Path) -> None:
    """In JSON it is the same character; a file's name that another system wrote in GBK is told as text."""
    written_in_gbk = os.fsdecode("订单.csv".encode("gbk"))
    (house / written_in_gbk).write_bytes((house / "orders.csv").read_bytes())
    for words, name, expected in (
        (("mask", "name", "--jsonl", "林清秋"), "masked", "林**"),
        (("orders", "detect", written_in_gbk, "--json"), "file", "订单.csv"),
    ):
        told = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(told, encoding="ascii"))
        assert status(*words) == 0
        sys.stdout.flush()
        assert json.loads(told.getvalue().decode("ascii"))[name] == expected


def test_a_question_is_seen_before_it_is_answered() -> None:
    """It ends no line."""
    reader, writer = os.pipe()
    aside = Aside(os.fdopen(writer, "w", 1, encoding="utf-8"))
    assert aside.write("口令: ") == 4
    aside.flush()
    assert os.read(reader, 99).decode() == "口令: "
    os.close(reader)
    for _ in range(2):
        assert aside.write("口令: ") == 4
        aside.flush()
    aside.close()
