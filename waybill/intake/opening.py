"""Order files as bytes: from disk, from a pipe, through gzip; nothing here looks at cells."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, Protocol

from waybill.errors import InputError, Where
from waybill.intake.limits import check_unpacked
from waybill.order_files import shown_name

STDIN = "<stdin>"
HEAD = 1 << 20
"""So many first bytes are looked at for encoding, delimiter and header."""
GZIP = b"\x1f\x8b"
CHANGED = "changed while it was read"


class Readable(Protocol):
    """What intake needs of a stream."""

    def read(self, size: int = -1, /) -> bytes: ...

    def close(self) -> None: ...


Opener = Callable[[], Readable]


def open_file(file: Path) -> BinaryIO:
    """A file on disk for reading; InputError where there is none or it can't be read."""
    where = Where(shown_name(str(file)))
    try:
        if file.is_fifo():  # it can be read but once, and is read twice
            raise InputError("INTAKE-PIPE", where=where)
        return file.open("rb")
    except FileNotFoundError:
        raise InputError("INTAKE-NO-FILE", where=where) from None
    except IsADirectoryError:
        raise InputError("INTAKE-FOLDER", where=where) from None
    except OSError as error:
        raise InputError("INTAKE-UNREADABLE", where=where, reason=error.strerror or "?") from None


def watch(path: str, name: str) -> Callable[[], None]:
    """What raises once a file is another one than now: rows of a file that somebody saves, or that is still being copied,
    while it is read would be missing and nobody told."""

    def state() -> tuple[int, int] | None:
        try:
            found = Path(path).stat()
        except OSError:
            return None
        return (found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None

    def check() -> None:
        if state() != before:
            raise InputError("INTAKE-UNREADABLE", where=Where(name), reason=CHANGED)

    before = state()
    return check


class Gunzip:
    """A gzip stream that is watched: a bomb or a broken file ends in an InputError, not in a full memory."""

    def __init__(self, packed: Readable, file: str) -> None:
        self._counted = _Counted(packed)
        self._stream = gzip.GzipFile(fileobj=self._counted, mode="rb")  # type: ignore[call-overload]  # it needs no more than read
        self._unpacked = 0
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        try:
            data: bytes = self._stream.read(size)
        except (EOFError, OSError, zlib.error):
            raise InputError("INTAKE-GZIP", where=Where(self._file)) from None
        self._unpacked += len(data)
        check_unpacked(self._counted.count, self._unpacked, self._file)
        return data

    def close(self) -> None:
        self._stream.close()
        self._counted.close()


class _Counted:
    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data

    def close(self) -> None:
        self._stream.close()


class Joined:
    """A pipe with its first bytes, read already, put back in front.  Closing leaves the pipe to its owner."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = BytesIO(head), rest

    def read(self, size: int = -1, /) -> bytes:
        return self._head.read(size) or self._rest.read(size)

    def close(self) -> None:
        pass


def read_up_to(stream: Readable, size: int) -> bytes:
    """So many bytes, fewer only at the end; pipes give them in pieces."""
    parts, have = [], 0
    while have < size and (part := stream.read(size - have)):
        parts.append(part)
        have += len(part)
    return b"".join(parts)
