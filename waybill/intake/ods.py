"""How far the tables of an OpenDocument workbook (ODS) reach, from its XML in blocks.

A cell or a row may say how often it is repeated; the reader makes room for each of them.
"""

from __future__ import annotations

from waybill.intake.limits import COLUMNS, SHEET_CELLS, refuse
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

    def feed(self, block: bytes) -> None:
        """Raises ``INTAKE-LIMIT`` as soon as a table reaches too far."""
        data, end = self._rest + block, 0
        for tag in _TAG.finditer(data):
            end = tag.end()
            self._take(tag[1] == b"/", tag[2], tag[3])
        self._rest = data[end:]
        if len(self._rest) > _LONGEST:
            raise refuse("bytes of a cell", _LONGEST, self._name)

    def _take(self, closes: bool, kind: bytes, attributes: bytes) -> None:
        if kind == b"table":
            self._columns = self._rows = self._row = 0
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
            self._columns = max(self._columns, self._filled)
        if self._columns > COLUMNS:
            raise refuse("columns of a sheet", COLUMNS, self._name)
        if self._columns * self._rows > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)
