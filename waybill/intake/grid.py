"""Rows of cells that are written one behind another, as web pages and XML do, put into the places of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from waybill.intake.limits import COLUMNS, SHEET_CELLS, refuse
from waybill.intake.merged import Merged, Row

LONGEST_CELL = 1 << 20
"""Characters of a cell's text."""


class Cell(NamedTuple):
    """A cell that reaches over others, or stands elsewhere than behind the one before it."""

    text: str
    across: int = 1
    down: int = 1
    """Columns and rows that it takes."""
    column: int = -1
    """Its column from 0 where that is told."""


class Grid:
    """A sheet while it is read: every row with its cells where a spreadsheet program shows them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: list[Row] = []
        self._width = self._reach = 0
        """Columns up to the last one with text; and with what reaches over rows, though it be blank."""
        self.merged: list[Merged] = []
        """The cells that reach over rows."""
        self._open: list[Merged] = []
        self._taken = [0] * COLUMNS
        """By column the first row that no cell above reaches to."""

    def add(self, cells: Sequence[str | Cell]) -> None:
        """The next row.  Raises ``INTAKE-LIMIT`` where the sheet becomes too large."""
        number, column = len(self._rows), 0
        placed: list[str] = []
        for cell in cells:
            text, across, down, told = (cell, 1, 1, -1) if isinstance(cell, str) else cell
            column = told if told >= 0 else self._free(number, column)
            if text:
                if column >= COLUMNS:
                    raise refuse("columns of a sheet", COLUMNS, self._name)
                placed += [""] * (column + 1 - len(placed))
                placed[column] = text
            if down > 1 and column < COLUMNS:
                self._open.append(Merged(number, number + down - 1, column))
                end = min(column + across, COLUMNS)
                self._taken[column:end] = [number + down] * (end - column)
                self._reach = max(self._reach, end)
            column += across
        self._rows.append(tuple(placed))
        self._width = max(self._width, len(placed))
        self._check(len(self._rows))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def blank_to(self, number: int) -> None:
        """Blank rows up to that one, from 0, which comes next."""
        self._check(number)
        self._rows += [()] * (number - len(self._rows))

    def end_table(self) -> None:
        """What reaches over rows ends with its table."""
        last = len(self._rows) - 1
        self.merged += [each._replace(last=min(each.last, last)) for each in self._open if each.first < last]
        self._open.clear()
        self._taken = [0] * COLUMNS

    def rows(self) -> Iterator[Row]:
        """All rows, each of the same width."""
        blank = ("",) * self._width
        for row in self._rows:
            yield row + blank[len(row) :]

    def _free(self, number: int, column: int) -> int:
        while column < COLUMNS and self._taken[column] > number:
            column += 1
        return column

    def _check(self, rows: int) -> None:
        if rows * max(self._width, self._reach, 4) > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)
