"""Sheets of an XLSX whose cells lie far apart, written anew without the room between them.

Their reader makes room for every cell between the first and the last: one word in row 999,991 would cost as much as a
million orders.  Rows and columns that hold something are numbered one behind another; where they stood is kept, and
:func:`spread` puts there what was read.
"""

from __future__ import annotations

import zipfile
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from io import BytesIO
from itertools import repeat
from typing import IO, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from waybill.errors import InputError, Where
from waybill.intake.limits import COLUMNS, PENDING, SHEET_CELLS, SHEET_ROWS, refuse
from waybill.intake.merged import Merged, Row
from waybill.patterns import late_pattern

_BLOCK = 1 << 20
_PLACE = late_pattern(r"\$?([A-Z]{1,7})\$?([0-9]{1,9})")
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_END = b"</sheetData></worksheet>"
_OF_A_CELL = ("s", "t")
"""The attributes that tell how a cell's value is to be read."""


class Places(NamedTuple):
    """Where the rows and columns that are left of a sheet stood, from 0, in their new order."""

    rows: Sequence[int]
    columns: Sequence[int]
    merged: Sequence[Merged]
    """Its cells that are merged over rows, where they stood."""


def without_room(
    archive: zipfile.ZipFile, sparse: Collection[str], name: str
) -> tuple[bytes, dict[str, Places]]:
    """The workbook with those of its parts written anew, and where their cells stood.

    Raises InputError ``INTAKE-LIMIT`` or, for a document type, ``INTAKE-SHEET``; the XML reader's own error, or ValueError,
    for a part that is broken.
    """
    places = {}

    def gather(part: str, data: IO[bytes], out: IO[bytes]) -> None:
        places[part] = _gather(data, out, name)

    return written_anew(archive, sparse, gather), places


def written_anew(
    archive: zipfile.ZipFile, parts: Collection[str], write: Callable[[str, IO[bytes], IO[bytes]], None]
) -> bytes:
    """The archive with some of its parts as ``write`` gives them, of the part's name and its bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for part in archive.infolist():
            with archive.open(part) as data, new.open(part.filename, "w", force_zip64=True) as out:
                if part.filename in parts:
                    write(part.filename, data, out)
                else:
                    while block := data.read(_BLOCK):
                        out.write(block)
    return packed.getvalue()


def spread(rows: Iterator[Row], places: Places, first: Callable[[], int]) -> Iterator[Row]:
    """The rows where they stood and the blank ones between them, without blank columns on the left.

    ``first`` tells, once there are rows, which of the new columns is the first that they have.
    """
    left = min(places.columns, default=0)
    columns: Sequence[int] = ()
    blank = ("",) * (max(places.columns, default=-1) + 1 - left)
    following = 0
    for number, row in zip(places.rows, rows, strict=False):
        columns = columns or places.columns[first() :]
        yield from repeat(blank, number - following)
        following = number + 1
        cells = list(blank)
        for column, cell in zip(columns, row, strict=False):
            cells[column - left] = cell
        yield tuple(cells)


def column_number(letters: str) -> int:
    """A column's letters as its number from 0: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _gather(sheet: IO[bytes], out: IO[bytes], name: str) -> Places:
    """Write a sheet's XML anew."""
    reader = _Reader(out, name)
    parser, fed = reader.parser, 0
    out.write(_SHEET)
    while block := sheet.read(_BLOCK):
        fed += len(block)
        parser.Parse(block, False)
        if fed - max(parser.CurrentByteIndex, 0) > PENDING:
            raise refuse("bytes of a tag", PENDING, name)
    parser.Parse(b"", True)
    out.write(_END)
    return reader.places()


class _Reader:
    """Rows and cells as they come; what holds nothing is left out."""

    def __init__(self, out: IO[bytes], name: str) -> None:
        self._out, self._name = out, name
        self._rows = array("I")
        self._columns: dict[int, int] = {}
        """Column -> its new number, in the order in which they come."""
        self._merged: list[Merged] = []
        self._row = self._column = -1
        self._cells: list[str] = []
        """Of the row that is open."""
        self._told: dict[str, str] = {}
        self._content: list[str] | None = None
        """The XML within the cell that is open."""
        self._filled = self._in_formula = False
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def places(self) -> Places:
        """What is left, and where it stood."""
        columns = list(self._columns)
        left = min(columns, default=0)
        if columns and max(columns) - left >= COLUMNS:
            raise refuse("columns of a sheet", COLUMNS, self._name)
        return Places(
            self._rows, columns, [each._replace(column=each.column - left) for each in self._merged]
        )

    def _doctype(self, *_: object) -> None:
        """With one come entities of the sheet's own."""
        what, what_zh = "a sheet has a document type", "工作表带有文档类型声明"
        raise InputError("INTAKE-SHEET", where=Where(self._name), what=what, what_zh=what_zh)

    def _start(self, name: str, told: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if self._content is not None:
            self._in_formula = self._in_formula or tag == "f"
            if not self._in_formula:
                space = ' xml:space="preserve"' if "xml:space" in told else ""
                self._content.append(f"<{tag}{space}>")
        elif tag == "row":
            self._begin_row(told.get("r", ""))
        elif tag == "c":
            place = _PLACE.fullmatch(told.get("r", ""))
            self._column = column_number(place[1]) if place else self._column + 1
            self._told, self._content, self._filled = told, [], False
        elif tag == "mergeCell":
            ends = [found for end in told.get("ref", "").split(":") if (found := _PLACE.fullmatch(end))]
            if ends and ends[0][2] != ends[-1][2]:
                column = column_number(ends[0][1])
                self._merged.append(Merged(int(ends[0][2]) - 1, int(ends[-1][2]) - 1, column))

    def _data(self, text: str) -> None:
        if self._content and not self._in_formula:  # what stands before a cell's first element is layout
            self._content.append(escape(text))
            self._filled = self._filled or bool(text.strip()) or self._content[-2].startswith("<t")

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if self._content is None:
            if tag == "row":
                self._end_row()
        elif tag == "c":
            if self._filled:
                self._cells.append(self._cell("".join(self._content)))
            self._content = None
        elif self._in_formula:
            self._in_formula = tag != "f"
        else:
            self._content.append(f"</{tag}>")

    def _begin_row(self, told: str) -> None:
        number = int(told) - 1 if told else self._row + 1
        if number >= SHEET_ROWS:
            raise refuse("rows of a sheet", SHEET_ROWS, self._name)
        if number <= self._row:
            raise ValueError("rows that are not in order")
        self._row, self._column = number, -1

    def _end_row(self) -> None:
        if not self._cells:
            return
        self._rows.append(self._row)
        if len(self._rows) * len(self._columns) > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)
        self._out.write(f'<row r="{len(self._rows)}">{"".join(self._cells)}</row>'.encode())
        self._cells.clear()

    def _cell(self, content: str) -> str:
        """A cell's XML in its new place; one that holds an error mark as its text, which the reader would give as blank."""
        column = self._columns.setdefault(self._column, len(self._columns))
        place = f'r="{_letters(column)}{len(self._rows) + 1}"'
        if self._told.get("t") == "e":
            return f'<c {place} t="str"><v>#N/A</v></c>'
        told = "".join(f" {each}={quoteattr(self._told[each])}" for each in _OF_A_CELL if each in self._told)
        return f"<c {place}{told}>{content}</c>"


def _letters(number: int) -> str:
    """A column's letters: the other way round than :func:`column_number`."""
    letters = ""
    number += 1
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(65 + last) + letters
    return letters
