"""Cells of a workbook that are merged over several rows: the first row alone has their value, which is that of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from waybill.intake.columns import AT
from waybill.intake.layout import Layout
from waybill.intake.straight import reader_of

Row = tuple[str, ...]
_SUMS = ("quantity", "weight_kg")
"""What is merged here is the sum of its rows, and no row's own."""


class Merged(NamedTuple):
    """One of them: its first and last row, from 0, and its first column among those of the rows."""

    first: int
    last: int
    column: int


def filled(rows: Iterator[Row], line: int, merged: Sequence[Merged], layout: Layout) -> Iterator[Row]:
    """The rows from ``line`` on, each with what is merged over it.

    A row that tells no order by itself, as of the further goods of one parcel, stays as it is: filled it would be the
    order above it once more.
    """
    return _filled(rows, line, merged, layout) if merged else rows


def _filled(rows: Iterator[Row], line: int, merged: Sequence[Merged], layout: Layout) -> Iterator[Row]:
    telling = reader_of(layout).telling
    sums = {layout.index[AT[column]] for column in _SUMS}
    begin: dict[int, list[Merged]] = {}
    for each in merged:
        if 0 <= each.column < len(layout.header) and each.column not in sums:
            begin.setdefault(each.first, []).append(each)
    above: dict[int, tuple[int, str]] = {}
    """Column -> the last row of what is merged there, and its value."""
    for number, row in enumerate(rows, line - 1):
        if above and any(row[at] for at in telling):
            row = tuple(
                cell or (above[at][1] if at in above and number <= above[at][0] else "")
                for at, cell in enumerate(row)
            )
        yield row
        for each in begin.get(number, ()):
            above[each.column] = (each.last, row[each.column])
