"""Small files, and whatever else may stand in their place; folders for their owner alone, and folders that are synced."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from threading import Timer

import pytest

from waybill.paths import SMALL, private_folder, small_file, small_text, sync_folder

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def number_of(path: Path, most: int = SMALL) -> int:
    with pytest.raises(OSError) as caught:
        small_file(path, most)
    assert caught.value.strerror
    return caught.value.errno or 0


def test_a_file_may_have_as_many_bytes_as_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert small_file(path, 5) == b"12345"
    assert number_of(path, 4) == errno.EFBIG


@posix
def test_what_has_no_end_is_not_read_to_it(tmp_path: Path) -> None:
    assert number_of(Path("/dev/zero")) == errno.EFBIG
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as file:
        file.truncate(1 << 40)
    assert number_of(sparse) == errno.EFBIG
    assert number_of(tmp_path) == errno.EISDIR
    assert number_of(tmp_path / "none") == errno.ENOENT


@posix
def test_a_pipe_into_which_nobody_writes_is_not_waited_for_and_no_empty_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert number_of(pipe) == errno.ENODATA


@posix
def test_what_another_program_writes_is_read_whole() -> None:
    """As the shell hands it over: ``--policy <(...)``."""
    reader, writer = os.pipe()

    def write() -> None:
        os.write(writer, b"style = 'tail4'")
        os.close(writer)

    Timer(0.2, write).start()
    assert small_file(f"/dev/fd/{reader}") == b"style = 'tail4'"
    os.close(reader)


def test_a_text_has_one_kind_of_line_end_and_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert small_text(path) == "a\nb\nc\n"


def test_every_folder_that_is_made_is_private(tmp_path: Path) -> None:
    shared, new = tmp_path / "shared", tmp_path / "shared" / "share" / "waybill" / "keys"
    before = os.umask(0)
    try:
        shared.mkdir(mode=0o755)
        private_folder(new)
        private_folder(new)
    finally:
        os.umask(before)
    assert [folder.stat().st_mode & 0o777 for folder in (new, new.parent, new.parent.parent)] == [0o700] * 3
    assert shared.stat().st_mode & 0o777 == 0o755


def test_no_folder_can_be_made_where_the_working_folder_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(OSError, match=r"exist|such"):
        private_folder(Path("keys"))


def test_a_folder_that_can_not_be_synced_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that may be written to and not be read; nor does a sync keep the folder open."""
    lowest_free = os.dup(0)
    os.close(lowest_free)
    sync_folder(tmp_path)
    again = os.dup(0)
    os.close(again)
    assert again == lowest_free

    def denied(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as system:
        system.setattr(os, "open", denied)
        sync_folder(tmp_path)
