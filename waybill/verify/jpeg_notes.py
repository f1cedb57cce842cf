"""What is written beside a JPEG picture: comments, EXIF and IPTC fields, in whatever alphabet the camera or the editor had.

Only a field that is text from its first byte to its last is read: of the others chance would make characters.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from contextlib import suppress

from waybill.verify.spelling import is_text

_SEGMENT = b"\xff"
_COMMENT, _SCAN = 0xFE, 0xDA
_APPLICATION = range(0xE0, 0xF0)
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
_EXIF = b"Exif\0\0"
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_BYTES = frozenset((1, 2, 7))
"""Types of fields that may hold text (TIFF 6.0, section 2): bytes, ASCII, undefined."""
_FURTHER = frozenset((0x8769, 0x8825, 0xA005))
"""Fields that tell where further ones are (Exif 2.3, 4.6.3)."""
_ALPHABETS = (b"UNICODE\0", b"ASCII\0\0\0", b"JIS\0\0\0\0\0", bytes(8))
"""What a user's comment begins with (4.6.5)."""
_IPTC = re.compile(rb"\x1c[\x01-\x09][\x00-\xff](?=([\x00-\x7f][\x00-\xff]))")
"""A field of the IPTC's: its record, its number, how long it is."""
_CODECS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def notes_of(data: bytes) -> Iterator[str]:
    """The texts of all notes before the picture proper."""
    for note in _notes(data):
        for field in (note, *_exif(note), *_iptc(note)):
            yield from texts_of(field)


def _notes(data: bytes) -> Iterator[bytes]:
    """Segments that hold notes (ITU-T T.81, B.1.1)."""
    at = 2
    while data[at : at + 1] == _SEGMENT and at + 4 <= len(data):
        kind = data[at + 1]
        if kind == _SCAN:
            return
        if kind == 0xFF or kind in _WITHOUT_LENGTH:
            at += 1 if kind == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind == _COMMENT or kind in _APPLICATION:
            yield data[at + 4 : end]
        at = end


def _exif(note: bytes) -> Iterator[bytes]:
    """The fields' values; where they overlap, as no camera writes them, no more bytes than there are."""
    tiff = note.removeprefix(_EXIF)
    order = _ORDERS.get(tiff[:4])
    if order is None:
        return
    pending, seen, left = [4], {0}, len(tiff)
    with suppress(struct.error):
        while pending:
            (start,) = struct.unpack_from(f"{order}I", tiff, pending.pop())
            if start in seen:
                continue
            seen.add(start)
            (count,) = struct.unpack_from(f"{order}H", tiff, start)
            pending.append(start + 2 + 12 * count)
            for entry in range(start + 2, start + 2 + 12 * count, 12):
                tag, kind, length, place = struct.unpack_from(f"{order}HHII", tiff, entry)
                if tag in _FURTHER:
                    pending.append(entry + 8)
                elif kind in _BYTES and length <= left:
                    left -= length
                    at = place if length > 4 else entry + 8
                    value = tiff[at : at + length]
                    yield value[8:] if value.startswith(_ALPHABETS) else value


def _iptc(note: bytes) -> Iterator[bytes]:
    at = 0
    while match := _IPTC.search(note, at):
        at = match.end(1) + int.from_bytes(match[1])
        yield note[match.end(1) : at]


def texts_of(field: bytes) -> Iterator[str]:
    """What a field says in each alphabet in which it is text."""
    if field.isascii() and b"\0" not in field.rstrip(b"\0"):
        yield field.decode()
        return
    for codec in _CODECS:
        with suppress(UnicodeDecodeError):
            text = field.decode(codec).rstrip("\0")
            if is_text(text):
                yield text
