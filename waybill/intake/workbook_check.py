"""A workbook's parts before its reader sees them: how far its sheets reach, and what their XML tells besides.

A workbook is checked before it is read, because its reader makes room for every cell between the first and
the last: two cells in far corners of a sheet, or a megabyte of zeros, must not exhaust the machine.  A sheet that is nearly
all room is written anew without it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError

from waybill.errors import InputError, Where
from waybill.intake.limits import (
    COLUMNS,
    SHEET_CELLS,
    SHEET_ROOM,
    WORKBOOK_PARTS,
    check_unpacked,
    refuse,
)
from waybill.intake.ods import OdsMeasure, without_gaps
from waybill.intake.workbook import SheetFacts
from waybill.intake.workbook_formats import Shown, formatted_cells, telling_styles
from waybill.intake.workbook_sparse import Places, column_number, without_room, written_anew
from waybill.patterns import late_pattern

_MARKS = frozenset({"[Content_Types].xml", "mimetype", "xl/workbook.xml"})
"""A part that tells a workbook (XLSX, ODS) from any other archive."""
_OF_WORD = "word/document.xml"
_BINARY = "xl/workbook.bin"
"""An XLSB's.  How far its sheets reach can't be told before its reader makes room for them."""
_BLOCK = 1 << 20
_LARGEST_STYLES = 16 << 20
_OVERLAP = 256
_CELL = late_pattern(rb'\br="([A-Z]{1,7})([0-9]{1,9})"')
_ODD_CELL = late_pattern(rb"""\br\s*=\s*["']([A-Z]{1,7})([0-9]{1,9})["']""")
_FILLED_CELL = late_pattern(rb"""\br\s*=\s*["']([A-Z]{1,7})([0-9]{1,9})["'](?![^<>]*(?:/>|></))""")
"""One that holds something: of the others, which have a format only, the reader keeps nothing."""
_ERROR_CELL = late_pattern(rb'<c [^>]{0,80}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,80}?\bt="e"')
_ODD_ERROR = late_pattern(rb"<v>#(?!(?:REF!|NAME\?|N/A|DIV/0!|VALUE!|NULL!|NUM!)</v>)[^<]{1,40}</v>")
"""An error mark that the reader does not know, as of a spilled formula: it would give up the sheet."""
_CELL_TAG, _ROW_TAG = late_pattern(rb"<(?:[\w.-]+:)?c[\s/>]"), late_pattern(rb"<(?:[\w.-]+:)?row\b")
"""Their names may have a prefix (``x:row``)."""
_CELL_END = late_pattern(rb"""(?<!["']>)</(?:[\w.-]+:)?c\s*>""")
"""Of one that holds something."""
_ROW = late_pattern(rb'<row [^>]{0,120}?\br="([0-9]{1,9})"')
_HIDDEN_ROW = late_pattern(rb'<row [^>]{0,200}?\b(?:hidden="(?:1|true)"|ht="0(?:\.0*)?")')
_NO_RESULT = late_pattern(
    rb'<c (?![^>]{0,120}\bt="str")[^>]{0,120}><f[^>]{0,200}(?:/>|>[^<]{0,9000}</f>)(?:<v ?/>|<v></v>)?</c>'
)
"""A formula whose result was not saved; a text result may be empty."""


def check_zip(stream: BinaryIO, name: str) -> tuple[dict[int, SheetFacts], bytes | None]:
    """What the parts tell of each sheet, by its place; the workbook itself where a sheet had to be written anew.

    Raises InputError: ``INTAKE-ZIP``, ``INTAKE-SHEET`` or ``INTAKE-LIMIT``.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_kind(archive, name)
            return _looked_through(archive, name)
    except InputError:
        raise
    except Exception:  # zipfile raises many kinds for broken archives
        broken, broken_zh = "the file is incomplete or damaged", "文件不完整或已损坏"
        raise InputError("INTAKE-SHEET", where=Where(name), what=broken, what_zh=broken_zh) from None


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    """Raises InputError for an archive that is no workbook, or none whose parts can be measured."""
    names = archive.namelist()
    if _MARKS.isdisjoint(names) or _OF_WORD in names:
        raise InputError("INTAKE-ZIP", where=Where(name))
    if any(_plain(part) == _BINARY for part in names):
        raise InputError("INTAKE-SHEET", where=Where(name), what="it is a binary workbook (XLSB)")
    if len(names) > WORKBOOK_PARTS:
        raise refuse("parts of a workbook", WORKBOOK_PARTS, name)


def _looked_through(archive: zipfile.ZipFile, name: str) -> tuple[dict[int, SheetFacts], bytes | None]:
    found: dict[str, SheetFacts] = {}
    sparse: dict[str, _Measure] = {}
    """Parts that are to be written anew, by their names in the archive."""
    for part, measure in _measures(archive, name):
        if isinstance(measure, OdsMeasure):
            if measure.is_sparse:
                return _without_gaps(archive, part)
            continue
        found[_plain(part.filename)] = measure.facts()
        if measure.is_to_be_rewritten():
            measure = _measured(archive, part, name)
        if measure.is_to_be_rewritten():
            sparse[part.filename] = measure
        else:
            measure.check()
    order = _sheet_parts(archive)
    anew, places = _without_room(archive, sparse, name) if sparse else (None, {})
    for part_name, where in places.items():
        plain = _plain(part_name)
        found[plain] = found[plain]._replace(errors=frozenset(), places=where)
    return {index: found[part] for index, part in enumerate(order) if part in found}, anew


def _telling_styles(archive: zipfile.ZipFile) -> Mapping[bytes, Shown]:
    """The styles that show more of a value than the reader gives; none where their part is larger than any."""
    for part in archive.infolist():
        if _plain(part.filename) == "xl/styles.xml":
            with archive.open(part) as data:
                return telling_styles(data.read(_LARGEST_STYLES))
    return {}


def _measures(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[zipfile.ZipInfo, _Measure | OdsMeasure]]:
    """Every part, unpacked once and measured: sizes are counted as they are, not as the archive claims.

    Any part may be a sheet: where sheets are, the archive itself tells, and the reader believes it.
    """
    styles = _telling_styles(archive)
    packed = unpacked = 0
    for part in archive.infolist():
        packed += part.compress_size
        measure = OdsMeasure(name) if _plain(part.filename) == "content.xml" else _Measure(name, styles)
        with archive.open(part) as data:
            while block := data.read(_BLOCK):
                unpacked += len(block)
                check_unpacked(packed, unpacked, name)
                measure.feed(block)
        yield part, measure


def _measured(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> _Measure:
    """A sheet measured exactly, which may only have formats far away."""
    measure = _Measure(name, exact=True)
    with archive.open(part) as data:
        while block := data.read(_BLOCK):
            measure.feed(block)
    return measure


def _without_room(
    archive: zipfile.ZipFile, sparse: Mapping[str, _Measure], name: str
) -> tuple[bytes | None, dict[str, Places]]:
    """An XLSX whose sparse sheets are written anew; none where their XML is not in order, as with a control character in a
    cell.  The reader, which takes that, then makes room as for full sheets."""
    try:
        return without_room(archive, sparse, name)
    except (ExpatError, ValueError):
        for measure in sparse.values():
            measure.check()
        return None, {}


def _without_gaps(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[dict[int, SheetFacts], bytes]:
    """An ODS without its many blank rows."""
    content, tables = without_gaps(archive.read(part))
    anew = written_anew(archive, (part.filename,), lambda _name, _data, out: _write(out, content))
    return {index: SheetFacts(gaps=gaps) for index, gaps in enumerate(tables)}, anew


def _write(out: IO[bytes], content: bytes) -> None:
    out.write(content)


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

    def __init__(
        self, name: str, styles: Mapping[bytes, Shown] = MappingProxyType({}), *, exact: bool = False
    ) -> None:
        """``styles``: those whose cells are to be told; ``exact``: by the cells alone that hold something, which takes three
        times as long."""
        self._name = name
        self._styles = styles
        self._formatted: dict[int, dict[int, Shown]] = {}
        self._exact = exact
        self._tail = b""
        self._is_sheet = False
        self._letters: set[bytes] = set()
        self._columns = 0
        self._filled = 0
        self._rows = 0
        self._last_row = 0
        self._errors: set[tuple[int, int]] = set()
        self._odd_error = False
        self._hidden_rows = False
        self._no_results = False

    def feed(self, block: bytes) -> None:
        """Raises ``INTAKE-LIMIT`` as soon as the sheet holds too much."""
        data, before = self._tail + block, self._tail
        self._tail = data[-_OVERLAP:]
        if not self._is_sheet and b"sheetData" not in data:
            return  # texts, styles, the order of formulas; or what stands before a sheet's rows
        self._is_sheet = True
        if self._exact:
            places, count = _FILLED_CELL.findall(data), len(_CELL_END.findall(data))
        else:
            places, count = _CELL.findall(data), data.count(b"<c")
            if count > len(places) or b":c" in data:
                places, count = _ODD_CELL.findall(data), len(_CELL_TAG.findall(data))
        if places:
            self._letters.update({letters for letters, _ in places})
            self._last_row = max(self._last_row, *(int(row) for row in {row for _, row in places}))
        self._rows += len(_ROW_TAG.findall(data)) if b":row" in data else data.count(b"<row")
        if count > len(places):  # cells without a reference stand in order
            self._last_row = max(self._last_row, self._rows, *map(int, _ROW.findall(data)))
            self._columns = max(self._columns, *(len(_CELL_TAG.findall(row)) for row in _ROW_TAG.split(data)))
        if self._styles:
            for letters, row, shown in formatted_cells(data, self._styles):
                self._formatted.setdefault(row - 1, {})[_column(letters)] = shown
        if b't="e"' in data:
            self._errors.update(
                (int(row) - 1, _column(letters)) for letters, row in _ERROR_CELL.findall(data)
            )
            self._odd_error = self._odd_error or _ODD_ERROR.search(data) is not None
        if not self._hidden_rows and (b"hidden=" in data or b'ht="0' in data):
            self._hidden_rows = _HIDDEN_ROW.search(data) is not None
        if not self._no_results and b"<f" in data:
            self._no_results = _NO_RESULT.search(data) is not None
        self._columns = max(self._columns, *(_column(letters) + 1 for letters in self._letters), 0)
        self._filled += self._ends(data) - self._ends(before)
        if self._filled > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)

    def _ends(self, data: bytes) -> int:
        """How many cells end that hold something; all that have an end, where that is exact enough."""
        return len(_CELL_END.findall(data)) if self._exact or b":c" in data else data.count(b"</c>")

    def is_to_be_rewritten(self) -> bool:
        """Whether most of the sheet, up to its last cell, is room, or a cell is none that the reader knows."""
        room = self._columns * self._last_row
        return self._odd_error or self._columns > COLUMNS or room > max(SHEET_ROOM, self._filled * 2)

    def check(self) -> None:
        """Raises ``INTAKE-LIMIT`` for a sheet that is full and too large."""
        if self._columns * self._last_row > SHEET_CELLS:
            raise refuse("cells of a sheet", SHEET_CELLS, self._name)

    def facts(self) -> SheetFacts:
        """What was measured."""
        return SheetFacts(
            frozenset(self._errors), self._hidden_rows, self._no_results, formatted=self._formatted
        )


def _column(letters: bytes) -> int:
    return column_number(letters.decode("ascii"))
