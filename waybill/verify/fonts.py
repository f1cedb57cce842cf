"""What a font program says beside its outlines: its names, what is put behind its tables, what is no font at all."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from waybill.verify.spelling import readable, words_in

_SFNT = (b"\0\1\0\0", b"true", b"OTTO")
_CFF = b"\1\0"
_OTHERS = (b"%!", b"\x80\x01", b"wOF", b"ttcf")
"""Type 1 in both its forms, web fonts, collections."""
_TABLE = 16
"""Bytes of an entry of the table directory (ISO/IEC 14496-22, 4.2)."""
_IN_ORDER = re.compile(r"(?<!\d)(?=\d{7})0?1?2?3?4?5?6?7?8?9?(?!\d)")
"""Figures of which each is greater than the one before: those that a font has, by code point (Adobe Technical Note 5176, 13);
of a phone such as 13812345678 they tell nothing."""


def font_texts(data: bytes) -> Iterator[str]:
    """Whatever of a font program can be read as text.  Outlines are numbers that spell anything by chance: among them only
    what is too long for chance."""
    if not data.startswith((*_SFNT, _CFF, *_OTHERS)):
        yield readable(data)
        return
    yield _IN_ORDER.sub(" ", "|".join(words_in(data)))
    if data.startswith(_SFNT):
        try:
            yield from _around_tables(data)
        except struct.error:
            yield readable(data)


def _around_tables(data: bytes) -> Iterator[str]:
    """The table of names, and what stands behind the last table."""
    (count,) = struct.unpack_from(">H", data, 4)
    end = 12 + count * _TABLE
    for at in range(12, end, _TABLE):
        start, length = struct.unpack_from(">II", data, at + 8)
        end = max(end, start + length)
        if data[at : at + 4] == b"name":
            names = data[start : start + length]
            # Its texts lie behind one another, in UTF-16 or one byte a character, at even places or at odd ones.
            for first in (0, 1):
                yield names[first:].decode("utf-16-be", "replace")
            yield names.decode("latin-1")
    yield readable(data[end + -end % 4 :])
