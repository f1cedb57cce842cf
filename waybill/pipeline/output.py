"""Files that appear whole or not at all: a temporary name beside the target, fsync, rename."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, cast

from waybill.errors import InputError, Where
from waybill.paths import sync_folder
from waybill.pipeline.targets import STDOUT, leaves_at_once

_BLOCK = 1 << 20


Parts = dict[str, list[Path]]
"""Temporary files by the names of their targets."""


def parts_in(folder: Path) -> Parts:
    """The temporary files in a folder that were made on this machine."""
    host = _host()
    found: Parts = {}
    for path in folder.glob(".*.part"):
        target, *rest = path.name.rsplit(".", 3)
        if rest[:1] == [host]:
            found.setdefault(target[1:], []).append(path)
    return found


def part_of(target: Path, parts: Parts | None = None) -> Path:
    """The temporary name for a target, this process's own; what dead processes left behind, under it too, is removed.

    The file is to be made anew under it: another user's of the same name could be a way into somebody else's hands.
    ``parts``: what is in the folder, for who makes many files there.
    """
    for left in (parts_in(target.parent) if parts is None else parts).get(target.name, ()):
        process = left.name.split(".")[-2]
        if process.isdecimal() and (int(process) == os.getpid() or not _alive(int(process))):
            with suppress(OSError):
                left.unlink()
    return target.with_name(f".{target.name}.{_host()}.{os.getpid()}.part")


def _host() -> str:
    return socket.gethostname().replace(".", "-")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another user's; no process has such a number
        return True
    return True


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """A file that can't be written is told by the name that it would have had: InputError OUTPUT-WRITE."""
    try:
        yield
    except OSError as error:
        raise InputError("OUTPUT-WRITE", where=Where(str(target)), reason=error.strerror) from error


class _Written:
    """What a file has so far: how many bytes, and their digest."""

    def __init__(self) -> None:
        self.size = 0
        self.left = False
        """Whether the file has its name, or is on its way to a printer: from then on it can't be called back."""
        self._sha256 = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The digest of all that was written, in hexadecimal."""
        return self._sha256.hexdigest()

    def _count(self, data: bytes) -> int:
        self._sha256.update(data)
        self.size += len(data)
        return len(data)


class Draft(_Written):
    """A binary file under a temporary name, hashed as it is written.  InputError OUTPUT-WRITE where it can't be.

    It is open only while something is written to it: a run may have more files than a process may hold open.
    """

    def __init__(self, target: Path, parts: Parts | None = None) -> None:
        super().__init__()
        self.target = target
        self.path = part_of(target, parts)
        self._held = b""
        with writing(self.target):
            self.path.open("xb").close()

    def _opened(self, mode: str = "ab") -> BinaryIO:
        """The file, to be appended to or (``r+b``) written over; a link that somebody has put in its place is not followed."""
        flags = os.O_APPEND if mode == "ab" else 0
        flags |= os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return cast("BinaryIO", os.fdopen(os.open(self.path, flags), mode))

    def write(self, data: bytes) -> int:
        """Append bytes."""
        with writing(self.target), self._opened() as file:
            file.write(data)
        return self._count(data)

    def hold(self, data: bytes) -> None:
        """Take the whole file in and only room for it on the disk, zeros as yet: :meth:`settle` then writes it.

        A full disk is known now, and no byte that tells anything is where somebody could take it.
        """
        with writing(self.target), self._opened() as file:
            for at in range(0, len(data), _BLOCK):
                file.write(bytes(min(_BLOCK, len(data) - at)))
            file.flush()
            os.fsync(file.fileno())
        self._held = data

    def settle(self) -> None:
        """Bring every byte to the disk, and the temporary name that the journal is about to tell."""
        with writing(self.target), self._opened("r+b") as file:
            if self._held:
                file.write(self._held)
                file.flush()
                self._count(self._held)
                self._held = b""
            os.fsync(file.fileno())
        sync_folder(self.target.parent)

    def release(self) -> None:
        """Give the file its name."""
        with writing(self.target):
            self.path.replace(self.target)
        self.left = True
        sync_folder(self.target.parent)

    def discard(self) -> None:
        """Forget the file, as far as it got."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


class Stream(_Written):
    """Standard output, a device or a named pipe in the place of a Draft: what is written leaves at once, but for the end.

    Nobody prints a file without its end; so that nothing is printed of which the journal does not know, it is held back.
    InputError OUTPUT-WRITE for a device that takes nothing (more), and for standard output that is closed.
    """

    def __init__(self, device: Path | None = None) -> None:
        super().__init__()
        # The null device is the command line's stand-in for a standard output that is closed.
        if device is None and sys.stdout.name == os.devnull:
            raise InputError("OUTPUT-WRITE", where=Where("<stdout>"), reason="closed")
        self._device = device
        # A file that is held open may have something in it already; what else leaves at once has no end to write behind.
        with self._told():
            self._file: BinaryIO = device.open("ab") if device else sys.stdout.buffer
        self.target = Path(STDOUT)
        self.path = self.target
        self._end = b""

    def _told(self) -> AbstractContextManager[None]:
        """A device that takes no more, a pipe whose reader has gone: told by its name.  Of standard output the command line
        knows what to say, if anything.
        """
        return nullcontext() if self._device is None else writing(self._device)

    def write(self, data: bytes) -> int:
        """Append bytes; they leave when others follow."""
        if data:
            with self._told():
                self._file.write(self._end)
            self._end = data
        return self._count(data)

    def settle(self) -> None:
        """Push all but the end out."""
        with self._told():
            self._file.flush()

    def release(self) -> None:
        """Push the end out."""
        with self._told():
            self._file.write(self._end)
            self._file.flush()
        self.left = True
        self._close()

    def discard(self) -> None:
        """What has left can't be called back."""
        with suppress(OSError):
            self._close()

    def _close(self) -> None:
        """Whoever reads a pipe waits for its end."""
        if self._device:
            self._file.close()


def draft(target: str | Path, parts: Parts | None = None) -> Draft | Stream:
    """A draft for a target path; standard output for ``-``; a device or pipe as it stands, never replaced.

    ``parts`` is as in :func:`part_of`.
    """
    if str(target) == STDOUT:
        return Stream()
    path = Path(target)
    return Stream(path) if leaves_at_once(path) else Draft(path, parts)


@contextmanager
def all_or_nothing(drafts: list[Draft | Stream]) -> Iterator[None]:
    """Discard every draft of the list if the block ends in an error."""
    try:
        yield
    except BaseException:
        for one in drafts:
            one.discard()
        raise


def write_whole(target: Path, data: bytes) -> None:
    """Write a small file whole or not at all; into a device or pipe, never in its place: root could do without /dev/null.

    InputError OUTPUT-WRITE where it can't be written.
    """
    one = draft(target)
    with all_or_nothing([one]):
        one.write(data)
        one.settle()
        one.release()
