"""``--join FILE --on COLUMN``: what the order file lacks, from a carrier's answer file or a platform's
decrypt result.

The join file is read once in each process and held by key: about half a kilobyte a row, at most ``ROWS``
rows.  It fills cells that are empty, ciphertext, or masked where it has them in clear; what the order file
has itself is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from waybill.errors import InputError, Problem, Where, sentence
from waybill.intake.cleaning import ascii_number, content
from waybill.intake.columns import AT, FIELDS
from waybill.intake.damage import is_ciphertext, is_masked
from waybill.intake.files import open_tables
from waybill.intake.layout import JoinSpec, Layout
from waybill.intake.limits import refuse
from waybill.intake.match import Match
from waybill.intake.options import Options
from waybill.intake.profile import normal_name
from waybill.intake.reading import records
from waybill.intake.source import Source
from waybill.intake.steps_charges import CHARGES, before_remark
from waybill.intake.straight import reader_of
from waybill.order_files import shown_name

ROWS = 500_000
"""A join file may have so many rows."""
_NOT_READ = ("INTAKE-SHEET-SKIPPED", "INTAKE-SHEET-HIDDEN")
_TWICE = ""
_SEPARATOR = "\x1f"

Index = dict[str, str]


class _Table(NamedTuple):
    """One sheet of a join file, or its only table, and where its key stands."""

    source: Source
    key: int


def open_join(path: str, on: str, options: Options) -> JoinSpec:
    """Look at a join file's headers.  Raises InputError, ``INTAKE-JOIN-COLUMN`` where none has such a column.

    The encoding told is that of the order files; the join file has its own, and that one only where it has no other.
    """
    encoding = None
    skipped: list[Problem] = []
    try:
        tables = list(_tables(path, on, None, options.profile_folder, skipped.append))
    except InputError as error:
        if options.encoding is None:
            raise
        encoding = options.encoding
        try:
            tables = list(_tables(path, on, encoding, options.profile_folder, skipped.append))
        except InputError:
            raise error from None
    if not tables:
        raise InputError("INTAKE-JOIN-COLUMN", where=Where(shown_name(path)))
    for problem in skipped:
        options.note(shown_name(path), problem.code, **dict(problem.facts))
    state = Path(path).stat()
    supplies = {
        FIELDS[at]
        for source, key in tables
        for at, position in enumerate(source.layout.index)
        if position not in (-1, key)
    }
    return JoinSpec(
        path,
        on,
        tuple(column for column in FIELDS if column in supplies),
        (state.st_size, state.st_mtime_ns),
        encoding,
        options.profile_folder,
    )


def _tables(
    path: str,
    on: str,
    encoding: str | None,
    profile_folder: Path | None,
    skipped: Callable[[Problem], None] | None = None,
) -> Iterator[_Table]:
    """The visible sheets that have the key; ``skipped`` is told the others."""

    def tell(_: str, problem: Problem) -> None:
        if skipped and problem.code in _NOT_READ:
            skipped(problem)

    options = Options(
        encoding=encoding,
        profile_folder=profile_folder,
        supplied=frozenset(FIELDS),
        least_columns=2,
        tell=tell,
    )
    for source in open_tables(path, options):
        key = key_position(source.match, source.columns, on)
        if key is not None:
            yield _Table(source, key)
        elif source.sheet:
            options.note(
                source.name,
                "INTAKE-SHEET-SKIPPED",
                sheet=source.sheet,
                why=sentence("INTAKE-JOIN-COLUMN", {}),
            )


def key_position(match: Match, columns: Sequence[str], on: str) -> int | None:
    """Where the column named by ``on`` (a header name, a synonym, or a standard name) stands in a row."""
    wanted = normal_name(on)
    for position, name in enumerate(columns):
        if normal_name(name) == wanted:
            return position
    column = match.column_named(on)
    position = match.index[AT[column]] if column else -1
    return position if position >= 0 else None


def key_of(cell: str) -> str:
    """A key cell as it is compared: without text marks, blanks, and differences of width and case."""
    return ascii_number(content(cell))


@lru_cache(maxsize=4)
def index_of(spec: JoinSpec) -> Index:
    """Key -> the supplied cells, separated; "" where a key has rows with different data.  Once in each
    process."""
    index: Index = {}
    for table in _tables(spec.path, spec.on, spec.encoding, spec.profile_folder):
        _add(index, table, [AT[column] for column in spec.supplies])
    return index


def _add(index: Index, table: _Table, at: list[int]) -> None:
    source, place = table
    reader = reader_of(source.layout)
    for chunk in source.chunks():
        for record in () if chunk.under else records(source.layout, chunk):
            if not record.cells or len(record.cells) <= place:
                continue
            key = key_of(record.cells[place])
            if not key:
                continue
            cells = record.cells[: reader.width] + [""] * (reader.width + 1 - len(record.cells))
            values = [content(cell) if cell else cell for cell in reader.get(cells)]
            for step in reader.steps:
                step(values)
            packed = _SEPARATOR.join(values[position].replace(_SEPARATOR, "") for position in at)
            if index.setdefault(key, packed) != packed:
                index[key] = _TWICE
        if len(index) > ROWS:
            raise refuse("rows of a join file", ROWS, source.name)


def fill(
    layout: Layout, spec: JoinSpec, cells: Sequence[str], values: list[str], raw: list[str]
) -> list[Problem]:
    """Fill a row's values from the join file, in place; the problems that only joining can find.

    ``INTAKE-JOIN-NONE`` is for the caller to tell only where the row lacks something.
    """
    found = index_of(spec).get(key_of(cells[layout.join_key]))
    if found is None:
        return [Problem("INTAKE-JOIN-NONE")]
    if found == _TWICE:
        return [Problem("INTAKE-JOIN-TWICE")]
    problems = []
    charged = ""
    if not content(
        raw[AT["remark"]]
    ):  # what is to be collected is there alone, and goes before another file's remark
        charged, values[AT["remark"]] = values[AT["remark"]], ""
    filled = set()
    for column, theirs in zip(spec.supplies, found.split(_SEPARATOR), strict=True):
        at = AT[column]
        mine = values[at]
        if not theirs:
            continue
        if not mine or is_ciphertext(mine) or (is_masked(mine) and not is_masked(theirs)):
            values[at] = raw[at] = theirs
            filled.add(column)
        elif column == "waybill_no" and ascii_number(mine) != ascii_number(theirs):
            problems.append(Problem("INTAKE-JOIN-DIFFERS", column))
    if charged:
        before_remark(values, charged)
    for column, step in CHARGES.items():
        if column in filled:
            step(AT[column])(values)
    return problems
