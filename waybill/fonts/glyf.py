"""TrueType outlines: a subset with new glyph numbers, and the map from our codes (CIDs) to them.

Clauses are those of ISO/IEC 14496-22 (OpenType).
"""

from __future__ import annotations

from itertools import accumulate
from struct import error, pack, unpack_from

from waybill.fonts.sfnt import Sfnt, broken

_KEPT_WHOLE = (b"cvt ", b"fpgm", b"prep")
# 5.3.4 Composite glyph description: flags
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080


def subset_glyf(font: Sfnt, glyphs: dict[int, int]) -> tuple[bytes, bytes]:
    """A TrueType font with these glyphs and their components only, and the bytes of CIDToGIDMap.

    ``glyphs``: CID -> glyph.  Raises LayoutError ``FONT-BROKEN``.
    """
    try:
        outlines = _Outlines(font)
        order = outlines.with_components([0, *glyphs.values()])
        program = _write(font, order, outlines)
    except (IndexError, KeyError, error):
        raise broken(font.path) from None
    places = {glyph: place for place, glyph in enumerate(order)}
    map_ = bytearray(2 * (max(glyphs, default=0) + 1))
    for cid, glyph in glyphs.items():
        map_[2 * cid : 2 * cid + 2] = places[glyph].to_bytes(2, "big")
    return program, bytes(map_)


class _Outlines:
    """The glyf table by glyph."""

    def __init__(self, font: Sfnt) -> None:
        self._data, self._start = font.data, font.tables[b"glyf"][0]
        self._loca = font.tables[b"loca"][0]
        self._long = unpack_from(">H", font.data, font.tables[b"head"][0] + 50)[0] == 1

    def __getitem__(self, glyph: int) -> bytes:
        if self._long:
            first, end = unpack_from(">LL", self._data, self._loca + 4 * glyph)
        else:
            first, end = (2 * half for half in unpack_from(">HH", self._data, self._loca + 2 * glyph))
        return bytes(self._data[self._start + first : self._start + end])

    def with_components(self, glyphs: list[int]) -> list[int]:
        """These glyphs in this order, each once, and behind them all that they are composed of."""
        order = dict.fromkeys(glyphs)
        waiting = list(order)
        for glyph in waiting:
            for part, _ in components(self[glyph]):
                if part not in order:
                    order[part] = None
                    waiting.append(part)
        return list(order)


def components(outline: bytes) -> list[tuple[int, int]]:
    """Glyph numbers of a composite glyph's parts, and the offset at which each is written."""
    if len(outline) < 10 or outline[0] < 0x80:
        return []
    parts = []
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = unpack_from(">HH", outline, place)
        parts.append((glyph, place + 2))
        place += 8 if flags & _WORDS else 6
        place += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return parts


def _write(font: Sfnt, order: list[int], outlines: _Outlines) -> bytes:
    places = {glyph: place for place, glyph in enumerate(order)}
    written = []
    for glyph in order:
        outline = bytearray(outlines[glyph])
        for part, offset in components(bytes(outline)):
            outline[offset : offset + 2] = places[part].to_bytes(2, "big")
        written.append(bytes(outline) + b"\0" * (-len(outline) % 4))
    offsets = list(accumulate(map(len, written), initial=0))
    hhea, head, maxp = (bytearray(font.table(tag)) for tag in (b"hhea", b"head", b"maxp"))
    hhea[34:36] = maxp[4:6] = len(order).to_bytes(2, "big")
    head[50:52] = b"\0\1"  # long offsets
    tables = {
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"maxp": bytes(maxp),
        b"hmtx": b"".join(font.metrics(glyph) for glyph in order),
        b"loca": pack(f">{len(offsets)}L", *offsets),
        b"glyf": b"".join(written),
    }
    tables |= {tag: bytes(font.table(tag)) for tag in _KEPT_WHOLE if tag in font.tables}
    return _write_file(tables)


def _write_file(tables: dict[bytes, bytes]) -> bytes:
    """4.5: table directory and tables, without checksums' whole-file sum, which no PDF reader asks for."""
    count = len(tables)
    power = count.bit_length() - 1
    head = pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    directory, body = [], []
    offset = 12 + 16 * count
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(unpack_from(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory.append(pack(">4sLLL", tag, checksum, offset, len(data)))
        body.append(padded)
        offset += len(padded)
    return head + b"".join(directory) + b"".join(body)
