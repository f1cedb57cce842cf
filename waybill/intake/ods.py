"""How far the tables of an OpenDocument workbook (ODS) reach, from its XML in blocks.

A cell or a row may say how often it is repeated; the reader makes room for each of them.  Where most of a table are blank
rows, they are taken out before, and put back behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat

from waybill.intake.limits import COLUMNS, SHEET_CELLS, SHEET_ROOM, SHEET_ROWS, refuse
from waybill.intake.merged import Row
from waybill.patterns import late_pattern

_TAG = late_pattern(
    rb"""<(/?)table:(table|table-row|(?:covered-)?table-cell)(?=[\s/>])((?>(?:[^>"']|"[^"]*"|'[^']*')*))>"""
)
_REPEATED = late_pattern(rb"""-repeated\s*=\s*["']([^"']*)["']""")
_LONGEST = 8 << 20
"""So many bytes at most are no tag of a table's: one cell's text, or the styles."""


class OdsMeasure:
    """Adds up what the tags of ``content.xml`` say."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rest = b""
        self._columns = self._rows = 0
        """As far as cells with content reach."""
        self._column = self._row = 0
        self._in_row = 1
        """How often the row is repeated."""
        self._filled = 0
        self._held = 0
        """Cells of rows that hold something."""
        self.is_sparse = False
        """Whether a table is nearly all room."""

    def feed(self, block: bytes) -> None:
        """Raises ``INTAKE-LIMIT`` as soon as a table reaches too far, or holds too much."""
        data, end = self._rest + block, 0
        for tag in _TAG.finditer(data):
            end = tag.end()
            self.take(tag[1] == b"/", tag[2], tag[3])
        self._rest = data[end:]
        if len(self._rest) > _LONGEST:
            raise refuse("bytes of a cell", _LONGEST, self._name)

    def take(self, closes: bool, kind: bytes, attributes: bytes) -> None:
        """The next tag."""
        if kind == b"table":
            self._columns = self._rows = self._row = self._held = 0
        elif kind == b"table-row":
            if not closes:
                self._column = self._filled = 0
                self._in_row = self._times(attributes)
            if closes or attributes.endswith(b"/"):
                self._end_row()
        elif not closes:
            self._column += self._times(attributes)
            if not attributes.endswith(b"/") or b"office:" in attributes:
                self._filled = self._column

    def _times(self, attributes: bytes) -> int:
        told = _REPEATED.search(attributes)
        if told is None:
            return 1
        if not told[1].isdigit() or len(told[1]) > 9:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)
        return int(told[1])

    def _end_row(self) -> None:
        self._row += self._in_row
        if self._filled:
            self._rows = self._row
            self._held += self._filled * self._in_row
            self._columns = max(self._columns, self._filled)
            room = self._columns * self._rows
            self.is_sparse = self.is_sparse or room > max(SHEET_ROOM, self._held * 2)
        if self._columns > COLUMNS:
            raise refuse("columns of a sheet", COLUMNS, self._name)
        if self._rows > SHEET_ROWS:
            raise refuse("rows of a sheet", SHEET_ROWS, self._name)
        if self._held > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)


class _Gaps(OdsMeasure):
    """Finds the blank rows of the tables."""

    def __init__(self) -> None:
        super().__init__("")
        self.tables: list[dict[int, int]] = []
        """By table: row as it is left -> so many blank ones more behind it."""
        self.found = False
        """Whether the row that ended last stands for several blank ones."""
        self._left = 0

    def take(self, closes: bool, kind: bytes, attributes: bytes) -> None:
        self.found = False
        super().take(closes, kind, attributes)
        if kind == b"table" and not closes:
            self.tables.append({})
            self._left = 0

    def _end_row(self) -> None:
        super()._end_row()
        self.found = not self._filled and self._in_row > 1
        if self.found:
            self.tables[-1][self._left] = self._in_row - 1
        self._left += 1 if self.found else self._in_row


def without_gaps(content: bytes) -> tuple[bytes, list[dict[int, int]]]:
    """``content.xml`` with one blank row in place of several, and by table behind which row how many are missing."""
    gaps, pieces, end, begin = _Gaps(), [], 0, (0, 0)
    for tag in _TAG.finditer(content):
        gaps.take(tag[1] == b"/", tag[2], tag[3])
        if tag[2] == b"table-row" and tag[1] != b"/":
            told = _REPEATED.search(content, *tag.span(3))
            begin = told.span(1) if told else (0, 0)
        if gaps.found:
            pieces += [content[end : begin[0]], b"1"]
            end = begin[1]
    return b"".join((*pieces, content[end:])), gaps.tables


def with_gaps(rows: Iterator[Row], gaps: Mapping[int, int]) -> Iterator[Row]:
    """The rows with the blank ones that were taken out."""
    for number, row in enumerate(rows):
        yield row
        if number in gaps:
            yield from repeat(("",) * len(row), gaps[number])
