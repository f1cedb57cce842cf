"""XML Spreadsheet 2003 (``<Workbook>`` with ``progid="Excel.Sheet"``), which some back offices call ``.xls``.

A document type is refused, and with it every entity of the file's own.
"""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from xml.parsers import expat

from waybill.intake.grid import LONGEST_CELL, Cell, Grid
from waybill.intake.limits import PENDING, SHEET_CELLS, refuse
from waybill.intake.merged import Merged
from waybill.intake.pages import Page
from waybill.intake.workbook import Sheet, text_of

_ROW_COSTS = 4
"""A row takes the memory of so many cells."""

Attributes = dict[str, str]


def open_xml(page: Page) -> list[Sheet]:
    """The worksheets, hidden ones included.  Raises InputError."""
    reader = _Reader(page)
    reader.read()
    if not reader.sheets:
        raise page.without_tables("XML")
    return [sheet.opened() for sheet in reader.sheets]


class _Worksheet:
    """A sheet while it is read."""

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self.grid = Grid(file)
        self.hidden = self.hidden_rows = self.no_results = False
        self.next_row = 0

    def opened(self) -> Sheet:
        """The sheet as the readers of orders know it."""
        return Sheet(self.name, self.grid.rows, self._merged, self.hidden, self.hidden_rows, self.no_results)

    def _merged(self) -> list[Merged]:
        return self.grid.merged


class _Reader:
    """Worksheets to rows, as the text comes."""

    def __init__(self, page: Page) -> None:
        self.sheets: list[_Worksheet] = []
        self._page = page
        self._cells = 0
        self._row: list[str | Cell] | None = None
        self._row_told: Attributes = {}
        self._column = 0
        self._cell: Attributes | None = None
        self._text: list[str] | None = None
        """The cell's value while it is read; None outside of it."""
        self._size = 0
        self._kind = self._value = ""
        self._in_comment = self._in_visible = False
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def read(self) -> None:
        """The whole file."""
        fed = 0
        try:
            with closing(self._page.text()) as pieces:
                for piece in pieces:
                    block = piece.encode("utf-8")
                    fed += len(block)
                    self._parser.Parse(block, False)
                    if fed - max(self._parser.CurrentByteIndex, 0) > PENDING:
                        raise refuse("bytes of a tag", PENDING, self._page.name)
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            raise self._page.broken() from None

    def _doctype(self, *_: object) -> None:
        raise self._page.without_tables("XML")

    def _start(self, tag: str, attributes: Attributes) -> None:
        tag = _local(tag)
        told = {_local(name): value for name, value in attributes.items()}
        if tag == "Worksheet":
            self.sheets.append(_Worksheet(told.get("Name", ""), self._page.name))
        elif not self.sheets:
            return
        elif tag == "Row":
            self._count(_ROW_COSTS)
            self._row, self._row_told, self._column = [], told, 0
        elif tag == "Cell" and self._row is not None:
            self._count(1)
            self._cell, self._kind, self._value = told, "", ""
        elif tag == "Comment":
            self._in_comment = True
        elif tag == "Visible":
            self._in_visible = True
        elif tag == "Data" and self._cell is not None and not self._in_comment:
            self._text, self._size, self._kind = [], 0, told.get("Type", "")

    def _end(self, tag: str) -> None:
        tag = _local(tag)
        if tag == "Data" and self._text is not None:
            self._value, self._text = "".join(self._text), None
        elif tag == "Comment":
            self._in_comment = False
        elif tag == "Visible":
            self._in_visible = False
        elif tag == "Cell" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "Row" and self._row is not None:
            self._end_row(self._row)
            self._row = None
        elif tag == "Worksheet" and self.sheets:
            self.sheets[-1].grid.end_table()

    def _data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)
            self._size += len(data)
            if self._size > LONGEST_CELL:
                raise refuse("characters of a cell", LONGEST_CELL, self._page.name)
        elif self._in_visible and "Hidden" in data:
            self.sheets[-1].hidden = True

    def _end_cell(self, told: Attributes) -> None:
        if self._row is None:
            return
        text = _value(self._kind, self._value)
        if not text and "Formula" in told:
            self.sheets[-1].no_results = True
        self._column = _number(told, "Index", self._column + 1) - 1
        across, down = _number(told, "MergeAcross", 0) + 1, _number(told, "MergeDown", 0) + 1
        self._row.append(Cell(text, across, down, self._column))
        self._column += across

    def _end_row(self, row: list[str | Cell]) -> None:
        sheet, told = self.sheets[-1], self._row_told
        sheet.grid.blank_to(max(_number(told, "Index", sheet.next_row + 1) - 1, sheet.next_row))
        sheet.next_row = sheet.grid.count + 1 + _number(told, "Span", 0)
        sheet.grid.add(row)
        if told.get("Hidden") == "1" and any(isinstance(cell, Cell) and cell.text for cell in row):
            sheet.hidden_rows = True

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._page.name)


def _local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def _number(told: Attributes, name: str, usual: int) -> int:
    digits = told.get(name, "")[:9]
    return int(digits) if digits.isascii() and digits.isdigit() else usual


def _value(kind: str, text: str) -> str:
    """A cell's value as text, as that of other workbooks."""
    if kind == "Error":
        return "#N/A"
    if kind == "Boolean":
        return "TRUE" if text == "1" else "FALSE"
    with suppress(ValueError):
        if kind == "Number":
            return text_of(float(text))
        if kind == "DateTime":
            return text_of(datetime.fromisoformat(text))
    return text_of(text)
