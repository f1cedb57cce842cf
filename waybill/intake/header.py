"""Which line is the header, alone or with the groups above it, and which profile it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waybill.errors import InputError, Where
from waybill.intake.column_names import TOLD, column_of, gives, may_show, names_of
from waybill.intake.columns import AT
from waybill.intake.evidence import by_contents, goes_on
from waybill.intake.groups import grouped, is_displaced
from waybill.intake.limits import COLUMNS, refuse
from waybill.intake.match import MUST, Match, understand
from waybill.intake.meanings import ignored_by
from waybill.intake.profile import Profile, by_id, normal_name
from waybill.intake.telling import named_missing, named_unknown
from waybill.patterns import late_pattern

LOOK_AHEAD = 30
"""The header is one of so many first rows."""
LEAST = 3
"""So many recognised columns make a row a header."""
SURELY = 6
"""So many make it one although a cell looks like data (a date, a name between stars)."""
_DATA = late_pattern(r"\d{7}|\d{4}-\d\d?-\d|\*{2}")


class FirstRow(NamedTuple):
    """One of a table's first rows: its line (1 is the file's first) and its cells."""

    line: int
    cells: list[str]


def recognised_count(cells: Sequence[str], *profiles: Profile) -> int:
    """How many different standard columns a row names if it is a header."""
    names = {normal_name(cell) for cell in cells} - {""}
    tables = [names_of(profile) for profile in profiles]
    columns = {table[name][0] for table in tables for name in names if name in table}
    others = names.difference(*tables, *map(ignored_by, profiles))
    if others and len(names) > 1 and may_be_header(cells):
        from waybill.intake.naming import by_parts

        columns |= {found.column for name in others if (found := by_parts(name))}
    return len(columns)


def may_be_header(cells: Sequence[str]) -> bool:
    """Whether no cell of a row is plainly data: a number, a date, a mask."""
    return not any(_DATA.search(cell) for cell in cells)


def choose(cells: Sequence[str], profiles: Sequence[Profile]) -> tuple[Profile, tuple[str, ...]] | None:
    """The profile whose signature is in the row, the longest signature first; None where none is."""
    present = {normal_name(cell) for cell in cells}
    fits = [p for p in profiles if p.recognise and all(normal_name(name) in present for name in p.recognise)]
    if not fits:
        return None
    best = max(fits, key=lambda profile: len(profile.recognise))
    return best, best.recognise


def find_header(
    rows: Sequence[FirstRow],
    profiles: Sequence[Profile],
    first_is_told: bool,
    supplied: frozenset[str],
    file: str,
    least: int,
) -> tuple[int, list[str], Match]:
    """The header among the first rows: its place in ``rows``, its cells, how it is understood, by the first of the
    profiles where ``first_is_told``.

    Raises InputError: ``INTAKE-NO-HEADER`` (no row names columns; no cell is shown, it may be a person's),
    ``INTAKE-COLUMNS`` (required columns are missing; with the nearest guesses), ``INTAKE-COLUMN-TWICE``.
    """
    plain = by_id("plain", profiles)
    chosen = profiles[0] if first_is_told else None
    for at, row in enumerate(rows):
        cells = list(row.cells)
        if at and any(cell.strip() for cell in rows[at - 1].cells[1:]):
            both = grouped(rows[at - 1].cells, cells, profiles)
            cells = max(cells, both, key=lambda names: _plainness(names, row.cells, profiles))
        profile, signature = choose(cells, profiles) or (plain, ())
        count = recognised_count(cells, *profiles)
        filled = sum(1 for cell in cells if cell.strip())
        telling = filled - sum(normal_name(cell) in ignored_by(plain) for cell in cells)
        if (
            count < min(least, max(telling, 2))
            or (count < SURELY and not may_be_header(row.cells))
            or _better_below(rows, at, count, profiles)
        ):
            continue
        if filled > COLUMNS:
            raise refuse("columns of a table", COLUMNS, file)
        match = understand(cells, chosen or profile, plain, () if chosen else signature)
        where = Where(file, row.line)
        match = by_contents(match, cells, [below.cells for below in rows[at + 1 :]])
        missing = [column for column in match.missing if column not in supplied]
        more = goes_on(match, cells, [below.cells for below in rows[at + 1 :]])
        if more:
            column = cells[match.index[AT["recipient_address"]]].strip()
            raise InputError("INTAKE-COLUMNS-NAMELESS", where=Where(file, row.line, column), count=more)
        if cells != list(row.cells) and is_displaced(rows[at - 1].cells, row.cells, profiles):
            raise InputError("INTAKE-GROUPS", where=Where(file, rows[at - 1].line))
        if match.twice:
            raise InputError("INTAKE-COLUMN-TWICE", where=Where(file, row.line, match.twice[0]))
        if missing and not match.profile.join_needed:
            facts = named_missing(missing, plain) | named_unknown(match, missing)
            raise InputError("INTAKE-COLUMNS", where=where, **facts)
        return at, cells, match
    raise _no_header(rows, profiles, file)


def _no_header(rows: Sequence[FirstRow], profiles: Sequence[Profile], file: str) -> InputError:
    """The error that no row is a header, with the row that comes nearest: its line, and those of its names that are
    known."""

    def known(row: FirstRow) -> list[str]:
        names = map(str.strip, row.cells) if may_be_header(row.cells) else ()
        return [
            name for name in names if may_show(name) and gives({column_of(name, profiles)}).intersection(MUST)
        ]

    nearest = max(rows, key=lambda row: len(known(row)), default=FirstRow(0, []))
    names = known(nearest)
    facts = {"nearest": ", ".join(names), "nearest_zh": "、".join(names)} if names else {}
    return InputError("INTAKE-NO-HEADER", where=Where(file), looked=LOOK_AHEAD, line=nearest.line, **facts)


def _plainness(names: Sequence[str], alone: Sequence[str], profiles: Sequence[Profile]) -> tuple[bool, int]:
    """How well names tell what columns are: whether a group above them makes some the recipient's, and how many are
    understood."""
    pairs = zip(names, alone, strict=False)
    made = [name for name, cell in pairs if name != cell.strip() and name.startswith(TOLD)]
    return any(column_of(name, profiles) for name in made), recognised_count(names, *profiles)


def _better_below(rows: Sequence[FirstRow], at: int, count: int, profiles: Sequence[Profile]) -> bool:
    """Whether the next row, alone or with this one as groups above it, is the better header (merged header
    rows)."""
    if at + 1 >= len(rows) or not may_be_header(rows[at + 1].cells):
        return False
    below = rows[at + 1].cells
    both = grouped(rows[at].cells, below, profiles)
    return max(recognised_count(names, *profiles) for names in (below, both)) > count
