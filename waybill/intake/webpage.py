"""Web pages that are called ``.xls``, as many shops' back offices write them: their tables as one sheet.

As in a spreadsheet program that opens the page, its tables stand below one another, and a row's line is its number
among the rows of all of them, hidden ones included; what stands between tables is not counted.  A table within a cell
stands in rows of its own where that cell lays out the page, and is a cell's text within an order.

What a browser does not show within a row (``display:none``) has no place in it.  Nothing is fetched, and no script is
looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

from waybill.intake.grid import LONGEST_CELL, Cell, Grid
from waybill.intake.limits import PAGE_DEPTH, PENDING, SHEET_CELLS, refuse
from waybill.intake.pages import Page
from waybill.intake.webpage_cells import BLANKS, ORDINARY_ROW, cell_of, is_hidden, ordinary_cells
from waybill.intake.workbook import Sheet

_LINES = frozenset({"br", "p", "div", "li", "tr", "table"})
_UNSEEN = frozenset({"script", "style", "select", "template", "title", "noscript"})
_PARTS = frozenset({"td", "th", "tr"})
_ENDING = _PARTS | {"table"}
"""What ends an element that nobody closed."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Tags that have no end."""
_FEWEST_OF_AN_ORDER = 3
"""A row in which so many cells tell something is no page's layout."""
_ROW_COSTS = 4
"""A row takes the memory of so many cells."""

Attributes = list[tuple[str, str | None]]


def open_page(page: Page) -> list[Sheet]:
    """The tables of a web page as one sheet.  Raises InputError."""
    reader = _Reader(page)
    try:
        with closing(page.text()) as pieces:
            for piece in pieces:
                reader.take(piece)
    except (AssertionError, RecursionError):  # what the parser says of marks that it doesn't know
        raise page.broken() from None
    reader.finish()
    grid = reader.grid
    return [Sheet(Path(page.name).stem, grid.rows, lambda: grid.merged, hidden_rows=reader.hidden_rows)]


class _Open:
    """A table that is being read, and its row and cell."""

    def __init__(self, hidden: bool) -> None:
        self.hidden = hidden
        self.rows: list[list[str | Cell]] = []
        """A table's within another one."""
        self.row: list[str | Cell] | None = None
        self.within: dict[int, list[list[str | Cell]]] = {}
        """The rows of tables in the cells of the row, by the cell."""
        self.row_hidden = False
        self.close_cell()

    def open_cell(self, attributes: dict[str, str | None]) -> None:
        """A cell begins."""
        self.attributes: dict[str, str | None] | None = attributes
        self.parts: list[str] = []
        self.size = 0

    def close_cell(self) -> None:
        """No cell is open."""
        self.attributes, self.parts, self.size = None, [], 0


class _Reader(HTMLParser):
    """Tables to rows, as the page's text comes."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = Grid(page.name)
        self.hidden_rows = False
        self._page = page
        self._tables: list[_Open] = []
        self._any = False
        self._cells = 0
        self._unseen = ""
        """The element whose content is not shown, how often it is open, and how many tables are within it."""
        self._depth = self._unseen_tables = 0

    def take(self, piece: str) -> None:
        """The next piece of text."""
        self.feed(piece)
        if len(self.rawdata) > PENDING:
            raise refuse("bytes of a tag", PENDING, self._page.name)

    def finish(self) -> None:
        """The text ends.  Where a table does not, rows are missing."""
        if not self._any:
            raise self._page.without_tables("HTML")
        if self._tables or self.cdata_elem or "<t" in self.rawdata.lower():
            raise self._page.broken()

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002
        """What an office program tells itself (``<![if !excel]>``) ends, as in a browser, with its bracket."""
        return self.rawdata.find(">", i) + 1 or -1

    def parse_starttag(self, i: int) -> int:
        """A tag; an ordinary row at once, as they are nearly all of a page, and tag by tag take five times as long."""
        row = ORDINARY_ROW.match(self.rawdata, i) if self._tables and not self._unseen else None
        cells = ordinary_cells(row[1], row[2]) if row else None
        if row is None or cells is None:
            return super().parse_starttag(i)
        self._end_row()
        self._begin_row({})
        self._count(len(cells))
        self._tables[-1].row = cells
        self._end_row()
        return row.end()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._unseen and (self._unseen_tables or tag not in _PARTS):
            self._depth += tag == self._unseen
            self._unseen_tables += tag == "table"
            return
        self._unseen = ""
        if tag == "table":
            self._begin_table(dict(attrs))
        elif not self._tables:
            return
        elif tag == "tr":
            self._end_row()
            self._begin_row(dict(attrs))
        elif tag in _PARTS:
            self._begin_cell(dict(attrs))
        elif tag in _UNSEEN or (tag not in _VOID and attrs and is_hidden(dict(attrs))):
            self._unseen, self._depth, self._unseen_tables = tag, 1, 0
        elif tag in _LINES:
            self._text("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and (self._unseen_tables or tag not in _ENDING):
            self._depth -= tag == self._unseen
            self._unseen_tables -= tag == "table"
            self._unseen = self._unseen if self._depth > 0 else ""
            return
        self._unseen = ""
        if not self._tables:
            return
        if tag == "table":
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in _PARTS:
            self._end_cell()
        elif tag in _LINES:
            self._text("\n")

    def handle_data(self, data: str) -> None:
        if self._tables and not self._unseen:
            self._text(BLANKS.sub(" ", data))

    def _text(self, text: str) -> None:
        table = self._tables[-1]
        if table.attributes is not None:
            table.parts.append(text)
            table.size += len(text)
            if table.size > LONGEST_CELL:
                raise refuse("characters of a cell", LONGEST_CELL, self._page.name)

    def _begin_table(self, attributes: dict[str, str | None]) -> None:
        if len(self._tables) == PAGE_DEPTH:
            raise refuse("tables within one another", PAGE_DEPTH, self._page.name)
        hidden = is_hidden(attributes) or any(table.hidden or table.row_hidden for table in self._tables)
        if self._tables and self._tables[-1].attributes is None:
            self._begin_cell({})
        self._tables.append(_Open(hidden))
        self._any = True

    def _begin_row(self, attributes: dict[str, str | None]) -> None:
        self._count(_ROW_COSTS)
        table = self._tables[-1]
        table.row, table.within = [], {}
        table.row_hidden = table.hidden or is_hidden(attributes)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self._tables[-1].row is None:
            self._begin_row({})
        self._count(1)
        self._tables[-1].open_cell(attributes)

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.attributes is None or table.row is None:
            return
        if not is_hidden(table.attributes):
            table.row.append(cell_of(table.attributes, "".join(table.parts)))
        else:
            table.within.pop(len(table.row), None)
        table.close_cell()

    def _end_row(self) -> None:
        self._end_cell()
        table = self._tables[-1]
        if table.row is None:
            return
        rows = _told(table.row, table.within)
        if table.row_hidden and any(map(_text_of_row, rows)):
            self.hidden_rows = True
        if len(self._tables) > 1:
            table.rows += rows
        else:
            if table.within:
                self.grid.end_table()
            for row in rows:
                self.grid.add(row)
            if table.within:
                self.grid.end_table()
        table.row, table.within = None, {}

    def _end_table(self) -> None:
        self._end_row()
        table = self._tables.pop()
        if not self._tables:
            self.grid.end_table()
        elif table.rows:
            outer = self._tables[-1]
            outer.within.setdefault(len(outer.row or ()), []).extend(table.rows)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._page.name)


def _told(row: list[str | Cell], within: dict[int, list[list[str | Cell]]]) -> list[list[str | Cell]]:
    """The rows that a row with tables in its cells stands for: itself unless it is blank, and theirs; of an order itself
    alone, their text in its cells."""
    if not within:
        return [row]
    if sum(bool(_text(cell)) for cell in row) < _FEWEST_OF_AN_ORDER:
        own = [row] if _text_of_row(row) else []
        return own + [each for rows in within.values() for each in rows]
    joined = list(row)
    for at, rows in within.items():
        cell = joined[at]
        text = "\n".join(filter(None, (_text(cell), *map(_text_of_row, rows))))
        joined[at] = cell._replace(text=text) if isinstance(cell, Cell) else text
    return [joined]


def _text(cell: str | Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _text_of_row(row: Sequence[str | Cell]) -> str:
    return " ".join(filter(None, map(_text, row)))
