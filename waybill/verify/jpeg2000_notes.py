"""What is written beside a JPEG 2000 picture: boxes of text and identified data, comments of the codestream."""

from __future__ import annotations

from collections.abc import Iterator

from waybill.verify.jpeg_notes import texts_of
from waybill.verify.packed import UnreadError

_SUPERBOXES = frozenset((b"jp2h", b"res ", b"uinf", b"asoc"))
"""Boxes that consist of boxes (ISO/IEC 15444-1, annex I; 15444-2, annex M)."""
_UUID, _UUID_LENGTH = b"uuid", 16
_CODESTREAM = b"jp2c"
_MOST_BOXES = 10_000
_BARE = b"\xff\x4f\xff"
"""A codestream without boxes begins with these (A.4.1)."""
_TILE, _COMMENT = b"\xff\x90", b"\xff\x64"


def notes_of_jpeg_2000(data: bytes) -> Iterator[str]:
    """The texts of all boxes but the picture proper, and of its main header's comments.

    UnreadError where there are more boxes than are read.
    """
    for kind, body in [(_CODESTREAM, data)] if data.startswith(_BARE) else _boxes(data):
        for note in _comments(body) if kind == _CODESTREAM else [body]:
            yield from texts_of(note)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of each box, those in boxes too (I.4).  UnreadError where there are more than are read."""
    pending, count = [memoryview(data)], 0
    while pending:
        inside, at = pending.pop(), 0
        while at + 8 <= len(inside):
            count += 1
            if count > _MOST_BOXES:
                raise UnreadError
            length, kind, head = int.from_bytes(inside[at : at + 4]), bytes(inside[at + 4 : at + 8]), 8
            if length == 1:
                length, head = int.from_bytes(inside[at + 8 : at + 16]), 16
            end = at + length if length >= head else len(inside)
            body = inside[at + head : end]
            if kind in _SUPERBOXES:
                pending.append(body)
            else:
                yield kind, bytes(body[_UUID_LENGTH:] if kind == _UUID else body)
            at = end


def _comments(stream: bytes) -> Iterator[bytes]:
    """Comments before the first tile (A.9.2), without the number that tells their alphabet."""
    at = 2
    while (mark := stream[at : at + 2]) != _TILE and at + 4 <= len(stream):
        end = at + 2 + max(int.from_bytes(stream[at + 2 : at + 4]), 2)
        if mark == _COMMENT:
            yield stream[at + 6 : end]
        at = end
