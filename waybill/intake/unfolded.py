"""Sheets whose rows stand in one column, as where a spreadsheet opened a text file by another delimiter and saved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waybill.intake.header import FirstRow
from waybill.intake.merged import Row
from waybill.intake.records import cells_of
from waybill.intake.textfile import DELIMITERS
from waybill.intake.workbook import Sheet

_FEWEST = 2
"""So many delimiters at the least are in a cell that holds a row."""


def unfolded(sheet: Sheet, first: Sequence[FirstRow]) -> Sheet:
    """The sheet with the cells of its rows apart, where its first rows have all of theirs in the first cell."""
    if any(any(map(str.strip, row.cells[1:])) for row in first):
        return sheet
    texts = [row.cells[0] for row in first if row.cells and row.cells[0].strip()]

    def holds_rows(delimiter: str) -> bool:
        return sum(text.count(delimiter) >= _FEWEST for text in texts) * 2 > len(texts)

    delimiter = next(filter(holds_rows, DELIMITERS), None)
    if delimiter is None:
        return sheet

    def rows() -> Iterator[Row]:
        for row in sheet.rows():
            text = row[0] if row else ""
            yield tuple(cells_of(text, delimiter) or (text,)) if text else row

    return sheet._replace(rows=rows, merged=tuple)
