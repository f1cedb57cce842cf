"""Archives inside a PDF: an order file that is attached as a workbook or zipped is deflated, and no text as it stands."""

from __future__ import annotations

import io
import zlib
from bz2 import BZ2Decompressor
from collections.abc import Callable, Iterator
from contextlib import suppress
from lzma import LZMADecompressor, LZMAError
from typing import Any
from zipfile import BadZipFile, ZipFile

LARGEST = 64 * 1024 * 1024
"""Bytes that are read of one place in a file, and of all that is in an archive: more is an attack on the reader's memory."""
_MOST_MEMBERS = 1000
_DEEPEST = 3
_ZIP, _GZIP_MARK = b"PK\3\4", b"\x1f\x8b"
_GZIP = 31
"""zlib's word for a gzip header around the largest window."""
_UNPACKERS: dict[bytes, Callable[[], Any]] = {
    b"BZh": BZ2Decompressor,
    b"\xfd7zXZ\0": LZMADecompressor,
    b"\x78\x01": zlib.decompressobj,
    b"\x78\x9c": zlib.decompressobj,
    b"\x78\xda": zlib.decompressobj,
}
"""What unpacks data of one piece, by its first bytes."""
_BROKEN = (BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error, LZMAError)


class UnreadError(Exception):
    """There is more than is read: what is behind it can't be judged."""


def is_archive(data: bytes) -> bool:
    """Whether data begin as one of the archives that are looked into."""
    return data.startswith((_ZIP, _GZIP_MARK, *_UNPACKERS))


def unpacked(data: bytes) -> Iterator[bytes]:
    """Names and contents of a ZIP archive's members (a workbook is one), what a gzip, bzip2, xz or zlib file holds; archives in them too.

    UnreadError at last where there is more: a leak may be put behind what swells.
    """
    pending, left = [(data, 0)], LARGEST
    while pending:
        archive, depth = pending.pop()
        with suppress(*_BROKEN):
            for piece in _members(archive, left):
                yield piece
                left -= len(piece)
                if depth < _DEEPEST:
                    pending.append((piece, depth + 1))
                if left <= 0 or (depth == _DEEPEST and is_archive(piece)):
                    raise UnreadError


def _members(data: bytes, limit: int) -> Iterator[bytes]:
    if data[:4] == _ZIP:
        with ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise UnreadError
            for member in archive.infolist():
                yield member.filename.encode("utf-8", "surrogatepass")
                with suppress(*_BROKEN), archive.open(member) as file:  # the next one may be whole
                    yield file.read(limit)
    elif data[:2] == _GZIP_MARK:
        yield from _members_of_gzip(data, limit)
    else:
        for mark, unpacker in _UNPACKERS.items():
            if data.startswith(mark):
                yield unpacker().decompress(data, limit)


def _members_of_gzip(data: bytes, limit: int) -> Iterator[bytes]:
    """One file may be several members (RFC 1952, 2.2)."""
    count = 0
    while data[:2] == _GZIP_MARK:
        count += 1
        if count > _MOST_MEMBERS:
            raise UnreadError
        member = zlib.decompressobj(_GZIP)
        yield member.decompress(data, limit)
        data = member.unused_data
