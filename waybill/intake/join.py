"""``--join FILE --on COLUMN``: what the order file lacks, from a carrier's answer file or a platform's
decrypt result.

The join file is read once in each process and held by key: about half a kilobyte a row, at most ``ROWS``
rows.  It fills cells that are empty, ciphertext, or masked where it has them in clear; what the order file
has itself is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from waybill.errors import InputError, Problem, Where
from waybill.intake.cleaning import ascii_number, unmark, visible
from waybill.intake.columns import AT, FIELDS
from waybill.intake.header import Match
from waybill.intake.layout import JoinSpec, Layout
from waybill.intake.limits import refuse
from waybill.intake.profile import normal_name
from waybill.intake.reading import records
from waybill.intake.rules import is_ciphertext, is_masked
from waybill.intake.source import Options, Source, open_tables
from waybill.intake.straight import reader_of

ROWS = 500_000
"""A join file may have so many rows."""
_TWICE = ""
_SEPARATOR = "\x1f"

Index = dict[str, str]


def open_join(path: str, on: str, options: Options) -> JoinSpec:
    """Look at a join file's header.  Raises InputError, ``INTAKE-JOIN-COLUMN`` where it has no such
    column."""
    source = _source(path, options)
    key = key_position(source.match, source.columns, on)
    if key is None:
        raise InputError("INTAKE-JOIN-COLUMN", where=Where(source.name))
    state = Path(path).stat()
    supplies = tuple(
        FIELDS[at] for at, position in enumerate(source.layout.index) if position not in (-1, key)
    )
    return JoinSpec(
        path, key, supplies, (state.st_size, state.st_mtime_ns), options.encoding, options.profile_folder
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
    return ascii_number(visible(unmark(cell)))


def _source(path: str, options: Options) -> Source:
    least = Options(
        encoding=options.encoding,
        profile_folder=options.profile_folder,
        supplied=frozenset(FIELDS),
        least_columns=2,
    )
    return next(open_tables(path, least))


@lru_cache(maxsize=4)
def index_of(spec: JoinSpec) -> Index:
    """Key -> the supplied cells, separated; "" where a key has rows with different data.  Once in each
    process."""
    options = Options(encoding=spec.encoding, profile_folder=spec.profile_folder)
    source = _source(spec.path, options)
    reader = reader_of(source.layout)
    at = [AT[column] for column in spec.supplies]
    index: Index = {}
    for chunk in source.chunks():
        for record in records(source.layout, chunk):
            if not record.cells or len(record.cells) <= spec.key:
                continue
            key = key_of(record.cells[spec.key])
            if not key:
                continue
            cells = record.cells[: reader.width] + [""] * (reader.width + 1 - len(record.cells))
            values = [visible(unmark(cell)) if cell else cell for cell in reader.get(cells)]
            for step in reader.steps:
                step(values)
            packed = _SEPARATOR.join(values[position].replace(_SEPARATOR, "") for position in at)
            if index.setdefault(key, packed) != packed:
                index[key] = _TWICE
        if len(index) > ROWS:
            raise refuse("rows of a join file", ROWS, source.name)
    return index


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
    for column, theirs in zip(spec.supplies, found.split(_SEPARATOR), strict=True):
        at = AT[column]
        mine = values[at]
        if not theirs:
            continue
        if not mine or is_ciphertext(mine) or (is_masked(mine) and not is_masked(theirs)):
            values[at] = raw[at] = theirs
        elif column == "waybill_no" and ascii_number(mine) != ascii_number(theirs):
            problems.append(Problem("INTAKE-JOIN-DIFFERS", column))
    return problems
