"""Workbooks: XLSX and old XLS, every cell as text without loss.  python-calamine is imported only when one
comes.

A workbook is checked before it is read, because its reader makes room for every cell between the first and
the last: two cells in far corners of a sheet, or a megabyte of zeros, must not exhaust the machine.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from waybill.errors import InputError, Where
from waybill.intake.limits import COLUMNS, SHEET_CELLS, WORKBOOK_PARTS, check_unpacked, refuse
from waybill.intake.merged import Merged, Row
from waybill.intake.ods import OdsMeasure
from waybill.intake.ole import check_ole, locked
from waybill.intake.opening import open_file
from waybill.order_files import without_numbers
from waybill.patterns import late_pattern

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = frozenset({"[Content_Types].xml", "mimetype", "xl/workbook.xml"})
"""A part that tells a workbook (XLSX, ODS) from any other archive."""
_OF_WORD = "word/document.xml"
_BLOCK = 1 << 20
_OVERLAP = 256
_CELL = late_pattern(rb'\br="([A-Z]{1,7})([0-9]{1,9})"')
_ODD_CELL = late_pattern(rb"""\br\s*=\s*["']([A-Z]{1,7})([0-9]{1,9})["']""")
_ERROR_CELL = late_pattern(rb'<c [^>]{0,80}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,80}?\bt="e"')
_CELL_TAG, _ROW_TAG = late_pattern(rb"<(?:[\w.-]+:)?c[\s/>]"), late_pattern(rb"<(?:[\w.-]+:)?row\b")
"""Their names may have a prefix (``x:row``)."""
_ROW = late_pattern(rb'<row [^>]{0,120}?\br="([0-9]{1,9})"')
_HIDDEN_ROW = late_pattern(rb'<row [^>]{0,200}?\bhidden="(?:1|true)"')
_NO_RESULT = late_pattern(
    rb'<c (?![^>]{0,120}\bt="str")[^>]{0,120}><f[^>]{0,200}(?:/>|>[^<]{0,9000}</f>)(?:<v ?/>|<v></v>)?</c>'
)
"""A formula whose result was not saved; a text result may be empty."""
_LONGEST_EXACT = 10**15
"""A spreadsheet keeps 15 digits; a longer number has lost some."""


class Sheet(NamedTuple):
    """One sheet: its name and a way to its rows from row 1 on, blank leading rows included."""

    name: str
    rows: Callable[[], Iterator[Row]]
    merged: Callable[[], Sequence[Merged]]
    """Its cells that are merged over rows."""
    hidden: bool = False
    hidden_rows: bool = False
    """Whether some of its rows are hidden, by a filter or by hand; known of XLSX, web pages and XML only."""
    no_results: bool = False
    """Whether it has formulas that were saved without a result; known of XLSX and XML only."""

    @property
    def shown(self) -> str:
        """Its name as messages tell it: some keep a sheet for each person, under his number."""
        return without_numbers(self.name)


class _Extent(NamedTuple):
    rows: int
    columns: int
    errors: frozenset[tuple[int, int]]
    """(row, column) from 0 of cells that hold an error mark, which the reader would give as blank."""
    hidden_rows: bool
    no_results: bool


def is_workbook(head: bytes) -> bool:
    """Whether a file begins like XLSX (a ZIP archive) or XLS (an OLE file)."""
    return head.startswith((ZIP, OLE))


def text_of(value: object) -> str:
    """A cell as text without loss: whole numbers without ``.0``, dates in ISO order, long numbers as the
    damage they are."""
    if isinstance(value, str):
        return "'" + value if len(value) >= 18 and value.isdigit() else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value)) if abs(value) < _LONGEST_EXACT else f"{value:.14E}"
        return repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def open_workbook(source: Path | bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook, hidden ones included.  Raises InputError ``INTAKE-SHEET`` or ``INTAKE-LIMIT``."""
    extents: dict[int, _Extent] = {}
    stream: BinaryIO = BytesIO(source) if isinstance(source, bytes) else open_file(source)
    with stream:
        if stream.read(4) == ZIP:
            extents = _check_zip(stream, name)
        else:
            check_ole(stream, name)
    opened = _calamine(source, name)
    book = _Book(opened)
    sheets = []
    for index, sheet in enumerate(opened.sheets_metadata):
        if str(sheet.typ).endswith(".WorkSheet"):
            extent = extents.get(index, _Extent(0, 0, frozenset(), False, False))
            rows = partial(_rows, book, index, extent.errors, name)
            hidden = not str(sheet.visible).endswith(".Visible")
            merged = partial(_merged, book, index, name)
            sheets.append(Sheet(sheet.name, rows, merged, hidden, extent.hidden_rows, extent.no_results))
    return sheets


def _calamine(source: Path | bytes, name: str) -> Any:
    """The reader's workbook.  It goes by the file's name; where that one lies (XLSX that is called .xls), by the
    content."""
    import python_calamine

    try:
        if isinstance(source, bytes):
            return python_calamine.CalamineWorkbook.from_filelike(BytesIO(source))
        return python_calamine.CalamineWorkbook.from_path(str(source))
    except python_calamine.PasswordError:
        raise locked(name) from None
    except BaseException as error:
        if isinstance(source, Path) and isinstance(error, Exception):
            return _calamine(source.read_bytes(), name)
        raise _unreadable(error, name) from None


def _unreadable(error: BaseException, name: str) -> BaseException:
    """The reader's own failures as one InputError; its Rust panics are no Exceptions.  Others pass as they
    are."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return InputError(
            "INTAKE-SHEET", where=Where(name), what=type(error).__name__, what_zh="文件不完整或已损坏"
        )
    return error


class _Book:
    """A workbook that keeps the sheet read last: its header and its rows are asked for one after the other."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._index = -1
        self._sheet: Any = None

    def sheet(self, index: int) -> Any:
        """A sheet with all its cells."""
        if index != self._index:
            self._sheet = None
            self._sheet = self._book.get_sheet_by_index(index)
            self._index = index
        return self._sheet


def _rows(book: _Book, index: int, errors: frozenset[tuple[int, int]], name: str) -> Iterator[Row]:
    try:
        sheet = book.sheet(index)
        if sheet.start is None:
            return
        if sheet.width > COLUMNS:
            raise refuse("columns of a sheet", COLUMNS, name)
        left = sheet.start[1]
        blank = ("",) * sheet.width
        with_errors = {row for row, _ in errors}
        for number, row in enumerate(sheet.iter_rows()):
            if number not in with_errors and not any(row):
                yield blank
                continue
            cells = [value if value.__class__ is str and len(value) < 18 else text_of(value) for value in row]
            if number in with_errors:
                for column in range(len(cells)):
                    if (number, left + column) in errors:
                        cells[column] = "#N/A"
            yield tuple(cells)
    except InputError:
        raise
    except BaseException as error:
        raise _unreadable(error, name) from None


def _merged(book: _Book, index: int, name: str) -> list[Merged]:
    try:
        sheet = book.sheet(index)
        left = sheet.start[1] if sheet.start else 0
        ranges = sheet.merged_cell_ranges or ()
        return [Merged(top, end, column - left) for (top, column), (end, _) in ranges if end > top]
    except BaseException as error:
        raise _unreadable(error, name) from None


def _check_zip(stream: BinaryIO, name: str) -> dict[int, _Extent]:
    """Unpack every part once, counting: sizes as they are, not as the archive claims; how far each sheet
    reaches."""
    extents: dict[str, _Extent] = {}
    packed = unpacked = 0
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if names.isdisjoint(_MARKS) or _OF_WORD in names:
                raise InputError("INTAKE-ZIP", where=Where(name))
            if len(parts) > WORKBOOK_PARTS:
                raise refuse("parts of a workbook", WORKBOOK_PARTS, name)
            for part in parts:
                packed += part.compress_size
                # Any part may be a sheet: where sheets are, the archive itself tells, and the reader believes it.
                measure = OdsMeasure(name) if _plain(part.filename) == "content.xml" else _Measure(name)
                with archive.open(part) as data:
                    while block := data.read(_BLOCK):
                        unpacked += len(block)
                        check_unpacked(packed, unpacked, name)
                        measure.feed(block)
                if isinstance(measure, _Measure):
                    extents[_plain(part.filename)] = measure.extent()
            order = _sheet_parts(archive)
    except InputError:
        raise
    except Exception:  # zipfile raises many kinds for broken archives
        broken, broken_zh = "the file is incomplete or damaged", "文件不完整或已损坏"
        raise InputError("INTAKE-SHEET", where=Where(name), what=broken, what_zh=broken_zh) from None
    return {index: extents[part] for index, part in enumerate(order) if part in extents}


def _plain(part: str) -> str:
    """A part's name as the reader compares it; some programs write it with backslashes."""
    return part.replace("\\", "/").lower()


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts that hold the sheets, in the workbook's order."""
    parts = {_plain(part): part for part in archive.namelist()}
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        return []
    targets: dict[bytes, bytes] = {}
    for relation in re.findall(rb"<Relationship\b[^>]*>", archive.read(parts["xl/_rels/workbook.xml.rels"])):
        name, target = re.search(rb'\bId="([^"]*)"', relation), re.search(rb'\bTarget="([^"]*)"', relation)
        if name and target:
            targets[name[1]] = target[1]
    ids = re.findall(rb'<sheet\b[^>]*\br:id="([^"]*)"', archive.read(parts["xl/workbook.xml"]))
    found = [_plain(targets.get(one, b"").decode("utf-8", "replace")) for one in ids]
    return [one.lstrip("/") if one.startswith("/") else "xl/" + one for one in found]


class _Measure:
    """How far the cells of a sheet reach, from its XML in blocks."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tail = b""
        self._is_sheet = False
        self._letters: set[bytes] = set()
        self._columns = 0
        self._rows = 0
        self._last_row = 0
        self._errors: set[tuple[int, int]] = set()
        self._hidden_rows = False
        self._no_results = False

    def feed(self, block: bytes) -> None:
        """Raises ``INTAKE-LIMIT`` as soon as the sheet reaches too far."""
        data = self._tail + block
        self._tail = data[-_OVERLAP:]
        if not self._is_sheet and b"sheetData" not in data:
            return  # texts, styles, the order of formulas; or what stands before a sheet's rows
        self._is_sheet = True
        places = _CELL.findall(data)
        count = data.count(b"<c")
        if count > len(places) or b":c" in data:
            places, count = _ODD_CELL.findall(data), len(_CELL_TAG.findall(data))
        if places:
            self._letters.update({letters for letters, _ in places})
            self._last_row = max(self._last_row, *(int(row) for row in {row for _, row in places}))
        numbered = _ROW.findall(data)
        self._rows += len(_ROW_TAG.findall(data)) if b":row" in data else data.count(b"<row")
        self._last_row = max(self._last_row, self._rows, *map(int, numbered))
        if count > len(places):  # cells without a reference stand in order
            self._columns = max(self._columns, *(len(_CELL_TAG.findall(row)) for row in _ROW_TAG.split(data)))
        if b't="e"' in data:
            self._errors.update(
                (int(row) - 1, _column(letters)) for letters, row in _ERROR_CELL.findall(data)
            )
        if not self._hidden_rows and b"hidden=" in data:
            self._hidden_rows = _HIDDEN_ROW.search(data) is not None
        if not self._no_results and b"<f" in data:
            self._no_results = _NO_RESULT.search(data) is not None
        self._columns = max(self._columns, *(_column(letters) + 1 for letters in self._letters), 0)
        if self._columns > COLUMNS:
            raise refuse("columns of a sheet", COLUMNS, self._name)
        if self._columns * self._last_row > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)

    def extent(self) -> _Extent:
        """What was measured."""
        return _Extent(
            self._last_row, self._columns, frozenset(self._errors), self._hidden_rows, self._no_results
        )


def _column(letters: bytes) -> int:
    """A column's letters as its number from 0: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
