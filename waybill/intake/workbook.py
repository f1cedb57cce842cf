"""Workbooks: XLSX, ODS and old XLS, every cell as text without loss.  python-calamine is imported only when one comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from waybill.errors import InputError, Where
from waybill.intake.limits import COLUMNS, refuse
from waybill.intake.merged import Merged, Row
from waybill.intake.ole import check_ole, locked
from waybill.intake.opening import open_file
from waybill.order_files import without_numbers

if TYPE_CHECKING:
    from waybill.intake.workbook_formats import Formatted
    from waybill.intake.workbook_sparse import Places

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST_EXACT = 10**15
"""A spreadsheet keeps 15 digits; a longer number has lost some."""
_HALF_A_SECOND = timedelta(microseconds=500_000)
"""Times are parts of a day, and may be a hair less than the second that a spreadsheet shows."""
_LATEST = datetime.max - _HALF_A_SECOND
"""Databases write the last moment that there is for "for ever"."""


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


class SheetFacts(NamedTuple):
    """What a sheet's XML tells that the reader does not."""

    errors: frozenset[tuple[int, int]] = frozenset()
    """(row, column) from 0 of cells that hold an error mark, which the reader would give as blank."""
    hidden_rows: bool = False
    no_results: bool = False
    places: Places | None = None
    """Where its cells stood, if it was written anew without the room between them."""
    gaps: Mapping[int, int] = MappingProxyType({})
    """Behind which rows of an ODS's table blank ones were taken out, and how many."""
    formatted: Formatted = MappingProxyType({})
    """Cells of an XLSX whose format shows more than the value that the reader gives."""


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
        return (min(value, _LATEST) + _HALF_A_SECOND).isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def open_workbook(source: Path | bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook, hidden ones included.  Raises InputError ``INTAKE-SHEET`` or ``INTAKE-LIMIT``."""
    facts: dict[int, SheetFacts] = {}
    stream: BinaryIO = BytesIO(source) if isinstance(source, bytes) else open_file(source)
    with stream:
        if stream.read(4) == ZIP:
            # It costs a cold start, and few order files are workbooks.
            from waybill.intake.workbook_check import check_zip

            facts, anew = check_zip(stream, name)
            source = source if anew is None else anew
        else:
            check_ole(stream, name)
    opened = _calamine(source, name)
    book = _Book(opened)
    sheets = []
    for index, sheet in enumerate(opened.sheets_metadata):
        if str(sheet.typ).endswith(".WorkSheet"):
            told = facts.get(index, SheetFacts())
            rows = partial(_rows, book, index, told, name)
            hidden = not str(sheet.visible).endswith(".Visible")
            merged = partial(_merged, book, index, told, name)
            sheets.append(Sheet(sheet.name, rows, merged, hidden, told.hidden_rows, told.no_results))
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


def _rows(book: _Book, index: int, told: SheetFacts, name: str) -> Iterator[Row]:
    rows = _where_they_stood(book, index, told, name)
    if told.formatted:
        from waybill.intake.workbook_formats import as_seen

        start = book.sheet(index).start
        left = min(told.places.columns, default=0) if told.places else start[1] if start else 0
        return as_seen(rows, told.formatted, left)
    return rows


def _where_they_stood(book: _Book, index: int, told: SheetFacts, name: str) -> Iterator[Row]:
    rows = _read_rows(book, index, told.errors, name)
    if told.places is not None:
        from waybill.intake.workbook_sparse import spread

        return spread(rows, told.places, lambda: int(book.sheet(index).start[1]))
    if told.gaps:
        from waybill.intake.ods import with_gaps

        return with_gaps(rows, told.gaps)
    return rows


def _read_rows(book: _Book, index: int, errors: frozenset[tuple[int, int]], name: str) -> Iterator[Row]:
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


def _merged(book: _Book, index: int, told: SheetFacts, name: str) -> Sequence[Merged]:
    if told.places is not None:
        return told.places.merged
    try:
        sheet = book.sheet(index)
        left = sheet.start[1] if sheet.start else 0
        ranges = sheet.merged_cell_ranges or ()
        return [Merged(top, end, column - left) for (top, column), (end, _) in ranges if end > top]
    except BaseException as error:
        raise _unreadable(error, name) from None
