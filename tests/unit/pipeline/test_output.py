"""A file that is written has its name when it is whole; what leaves at once leaves in order, and its end is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from waybill.errors import InputError
from waybill.pipeline.output import Draft, Stream, part_of, write_whole
from waybill.pipeline.targets import leaves_at_once


def test_an_end_is_held_back_also_where_nothing_follows_it(tmp_path: Path) -> None:
    """A file's writer may have sent all when it ends the file."""
    device = tmp_path / "device"
    end = Stream(device)
    for piece in (b"head", b"%%EOF\n", b""):
        end.write(piece)
    end.settle()
    assert (device.read_bytes(), end.left) == (b"head", False)
    end.release()
    assert (device.read_bytes(), end.left) == (b"head%%EOF\n", True)


def test_a_printer_that_takes_no_more_is_told_by_its_name(tmp_path: Path) -> None:
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    gone, full = Stream(pipe), Stream(Path("/dev/full"))
    os.close(reader)
    for one, told in (
        (gone, rf"OUTPUT-WRITE: {pipe}: .*Broken pipe"),
        (full, "OUTPUT-WRITE: /dev/full: .*No space"),
    ):
        one.write(b"%PDF")
        one.write(b"%%EOF")
        with pytest.raises(InputError, match=told):
            one.settle()
        one.discard()


def test_a_printer_that_is_none_is_told_by_its_name(tmp_path: Path) -> None:
    place = tmp_path / "printer"
    with socket(AF_UNIX) as server:
        server.bind(str(place))
        assert leaves_at_once(place)
        with pytest.raises(InputError, match=f"OUTPUT-WRITE: {place}: "):
            Stream(place)


@pytest.mark.parametrize("end", [Stream.release, Stream.discard])
def test_who_reads_a_pipe_is_told_its_end(tmp_path: Path, end: Callable[[Stream], None]) -> None:
    """Also where the program that printed goes on."""
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        stream = Stream(pipe)
        stream.write(b"%PDF")
        stream.settle()
        assert reader.read() is None  # a writer is there, and nothing from it
        end(stream)
        assert (reader.read() or b"") == (b"%PDF" if stream.left else b"")
        assert reader.read() == b""  # None while there is a writer


@pytest.mark.parametrize("process", ["9" * 30, "x"])
def test_a_temporary_file_of_no_process_is_left_alone(tmp_path: Path, process: str) -> None:
    foreign = part_of(tmp_path / "labels.pdf").with_suffix("").with_suffix(f".{process}.part")
    foreign.touch()
    part_of(tmp_path / "labels.pdf")
    assert foreign.exists()


def test_a_temporary_file_of_another_user_s_process_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = part_of(tmp_path / "labels.pdf").with_suffix("").with_suffix(f".{os.getppid()}.part")
    foreign.touch()

    def denied(process: int, number: int) -> None:
        assert number == 0
        raise PermissionError

    monkeypatch.setattr(os, "kill", denied)
    part_of(tmp_path / "labels.pdf")
    assert foreign.exists()


def test_what_can_not_be_removed_any_more_is_no_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs at once tidy up the same folder; a folder may have become read-only."""
    (part_of(tmp_path / "labels.pdf")).touch()
    draft = Draft(tmp_path / "other.pdf")

    def gone(self: Path, missing_ok: bool = False) -> None:
        raise FileNotFoundError if not missing_ok else PermissionError

    monkeypatch.setattr(Path, "unlink", gone)
    assert part_of(tmp_path / "labels.pdf").name.startswith(".labels.pdf.")
    draft.discard()


def test_a_small_file_is_on_the_disk_before_it_has_its_name_or_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: steps.append("sync"))
    honest = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, target: (steps.append("name"), honest(self, target))[1])
    write_whole(tmp_path / "small", b"data")
    assert ((tmp_path / "small").read_bytes(), steps) == (b"data", ["sync", "sync", "name", "sync"])

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="OUTPUT-WRITE"):
        write_whole(tmp_path / "large", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["small"]
