"""OpenType files read in place: tables, character map, advances.  Only what a label needs; nothing is loaded whole.

Clauses are those of ISO/IEC 14496-22 (OpenType).
"""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from struct import Struct, error, unpack_from

from waybill.errors import LayoutError

_TABLE = Struct(">4s4xLL")
_GROUP = Struct(">LLL")
_RESTRICTED = 0x0002
_MOST_MEMBERS = 1000
"""More than any collection has: the count of a damaged one may be anything."""
Group = tuple[int, int, int]
"""First and last code point of a run, and the glyph of the first."""


class Sfnt:
    """One font of a file (or of a collection, by ``number``).  Raises LayoutError ``FONT-BROKEN``."""

    def __init__(self, path: Path, number: int = 0) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self.data: bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)  # type: ignore[assignment]  # is read as bytes are
            self.tables = _directory(self.data, number)
            head, hhea = self.tables[b"head"][0], self.tables[b"hhea"][0]
            self.units_per_em = int(unpack_from(">H", self.data, head + 18)[0])
            self.bbox: tuple[int, int, int, int] = unpack_from(">hhhh", self.data, head + 36)
            self.ascent, self.descent = unpack_from(">hh", self.data, hhea + 4)
            self._metrics_count = int(unpack_from(">H", self.data, hhea + 34)[0])
            self.glyph_count = int(unpack_from(">H", self.data, self.tables[b"maxp"][0] + 4)[0])
            self._hmtx = self.tables[b"hmtx"][0]
            if not self.units_per_em or not self._metrics_count:
                raise ValueError
        except (OSError, ValueError, KeyError, error):
            raise broken(path) from None

    def table(self, tag: bytes) -> bytes:
        """A table's bytes; empty where the font has none."""
        offset, length = self.tables.get(tag, (0, 0))
        return self.data[offset : offset + length]

    @cached_property
    def embeddable(self) -> bool:
        """True for outlines that may go into a document (OS/2 fsType does not restrict it)."""
        os2 = self.table(b"OS/2")
        fs_type = int.from_bytes(os2[8:10], "big") if len(os2) > 9 else 0
        return fs_type & 0x000F != _RESTRICTED and (b"CFF " in self.tables or b"glyf" in self.tables)

    def glyph(self, code: int) -> int:
        """The glyph of a code point; 0 where the font has none."""
        groups, starts = self._groups
        place = bisect_right(starts, code) - 1
        if place < 0 or code > groups[place][1]:
            return 0
        glyph = groups[place][2] + code - groups[place][0]
        return glyph if glyph < self.glyph_count else 0

    def advance(self, glyph: int) -> float:
        """A glyph's advance in thousandths of the em."""
        row = min(glyph, self._metrics_count - 1)
        units = int(unpack_from(">H", self.data, self._hmtx + 4 * row)[0])
        return units if self.units_per_em == 1000 else units * 1000 / self.units_per_em

    def metrics(self, glyph: int) -> bytes:
        """A glyph's row of hmtx: advance and left side bearing."""
        count = self._metrics_count
        if glyph < count:
            return bytes(self.data[self._hmtx + 4 * glyph : self._hmtx + 4 * glyph + 4])
        bearing = self._hmtx + 4 * count + 2 * (glyph - count)
        last = self._hmtx + 4 * count - 4
        return bytes(self.data[last : last + 2] + self.data[bearing : bearing + 2])

    @cached_property
    def astral(self) -> list[int]:
        """All code points beyond the BMP that the font has, in order."""
        found: list[int] = []
        after = 0x10000
        for first, last, _ in self._groups[0]:
            found += (code for code in range(max(first, after), last + 1) if self.glyph(code))
            # The runs of a damaged font may overlap: each code is asked for once.
            after = max(after, last + 1)
        return found

    @cached_property
    def _groups(self) -> tuple[list[Group], list[int]]:
        try:
            runs = sorted(_character_map(self.table(b"cmap")))
        except (KeyError, IndexError, error):
            raise broken(self.path) from None
        # Runs of a damaged font may go on for ever: behind the last code point and the last glyph nothing comes.
        ends = (min(last, 0x10FFFF, first + self.glyph_count - 1 - glyph) for first, last, glyph in runs)
        groups = [
            (first, end, glyph) for (first, _, glyph), end in zip(runs, ends, strict=True) if first <= end
        ]
        return groups, [group[0] for group in groups]


def broken(path: Path) -> LayoutError:
    """The error for a file that is no usable font."""
    return LayoutError("FONT-BROKEN", file=path.name)


def _directory(data: bytes, number: int) -> dict[bytes, tuple[int, int]]:
    """4.5 and 4.6: table records of a font or of a collection's member: tag -> (offset, length)."""
    start = 0
    if data[:4] == b"ttcf":
        start = unpack_from(">L", data, 12 + 4 * number)[0]
    if data[start : start + 4] not in (b"OTTO", b"\0\1\0\0", b"true"):
        raise ValueError
    count = unpack_from(">H", data, start + 4)[0]
    records = (_TABLE.unpack_from(data, start + 12 + 16 * i) for i in range(count))
    tables = {tag: (offset, length) for tag, offset, length in records}
    if any(offset + length > len(data) for offset, length in tables.values()):
        raise ValueError
    return tables


def members(path: Path) -> int:
    """How many fonts a file holds; 0 for what is no font."""
    with path.open("rb") as file:
        start = file.read(12)
    return (
        min(int.from_bytes(start[8:12], "big"), _MOST_MEMBERS)
        if start[:4] == b"ttcf"
        else int(start[:4] in (b"OTTO", b"\0\1\0\0", b"true"))
    )


def _character_map(cmap: bytes) -> list[Group]:
    """5.2.1 cmap: the fullest Unicode subtable of format 12 or 4."""
    count = unpack_from(">H", cmap, 2)[0]
    subtables = {}
    for i in range(count):
        platform, encoding, offset = unpack_from(">HHL", cmap, 4 + 8 * i)
        if (platform, encoding) in ((0, 3), (0, 4), (0, 6), (3, 1), (3, 10)):
            subtables[unpack_from(">H", cmap, offset)[0]] = offset
    if 12 in subtables:
        start = subtables[12]
        length = 12 * unpack_from(">L", cmap, start + 12)[0]
        return list(_GROUP.iter_unpack(cmap[start + 16 : start + 16 + length]))
    return list(_segments(cmap, subtables[4]))


def _segments(cmap: bytes, start: int) -> Iterator[Group]:
    """5.2.1.3.3 Format 4: segments with a delta, or with an offset into the glyph array."""
    count = unpack_from(">H", cmap, start + 6)[0] // 2
    ends = unpack_from(f">{count}H", cmap, start + 14)
    firsts = unpack_from(f">{count}H", cmap, start + 16 + 2 * count)
    deltas = unpack_from(f">{count}H", cmap, start + 16 + 4 * count)
    ranges = start + 16 + 6 * count
    offsets = unpack_from(f">{count}H", cmap, ranges)
    for i, (first, last, delta, offset) in enumerate(zip(firsts, ends, deltas, offsets, strict=True)):
        if first == 0xFFFF:
            continue
        if offset:
            glyphs = unpack_from(f">{last - first + 1}H", cmap, ranges + 2 * i + offset)
            mapped = [(first + j, (glyph + delta) & 0xFFFF) for j, glyph in enumerate(glyphs) if glyph]
            yield from ((code, code, glyph) for code, glyph in mapped)
        elif first + delta <= 0xFFFF < last + delta:  # the delta wraps inside the segment
            turn = 0x10000 - delta
            yield first, turn - 1, first + delta
            yield turn, last, 0
        else:
            yield first, last, (first + delta) & 0xFFFF
