"""Which line is the header, which profile it belongs to, and which of its columns mean what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from waybill.intake.columns import FIELDS, REJECT_COLUMNS
from waybill.intake.profile import Profile, normal_name

LOOK_AHEAD = 30
"""The header is one of so many first rows."""
_LEAST = 3  # recognised columns that make a row a header
_LOOKS_PERSONAL = re.compile(r"\d{4}|[*#$~@^]|1[3-9]\d")
_MUST = ("waybill_no", "recipient_name", "recipient_phone", "recipient_address")


@dataclass(frozen=True, slots=True)
class Match:
    """How a header was understood.  Only names that the catalogue knows or that look like headers are ever shown."""

    profile: Profile
    index: tuple[int, ...]
    """For each standard column its position in the row, -1 where the file has none."""
    understood: tuple[tuple[str, str], ...]
    """(header name, standard column)."""
    ignored: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    """(header name or its position where it may be a value, nearest known name or "")."""
    missing: tuple[str, ...]
    """Required standard columns that no header name gives."""
    twice: tuple[str, ...]
    """Header names that stand twice for one standard column."""
    recognised: tuple[str, ...]
    """The header names by which the profile was recognised."""


@lru_cache(maxsize=64)
def _names(profile: Profile) -> dict[str, tuple[str, int]]:
    """Header name -> (standard column, rank)."""
    table: dict[str, tuple[str, int]] = {}
    for column, names in profile.columns:
        for rank, name in enumerate((*names, column)):
            table.setdefault(normal_name(name), (column, rank))
    return table


def recognised_count(cells: Sequence[str], plain: Profile) -> int:
    """How many different standard columns a row names if it is a header."""
    table = _names(plain)
    return len({table[name][0] for cell in cells if (name := normal_name(cell)) in table})


def may_show(name: str) -> bool:
    """Whether a header name may be told in a message: short, and nothing like a number, mask or address."""
    return 0 < len(name) <= 20 and name.isprintable() and not _LOOKS_PERSONAL.search(name)


def choose(cells: Sequence[str], profiles: Sequence[Profile]) -> tuple[Profile, tuple[str, ...]] | None:
    """The profile whose signature is in the row, the longest signature first; None where none is."""
    present = {normal_name(cell) for cell in cells}
    fits = [p for p in profiles if p.recognise and all(normal_name(name) in present for name in p.recognise)]
    if not fits:
        return None
    best = max(fits, key=lambda profile: len(profile.recognise))
    return best, best.recognise


def _guess(name: str, plain: Profile) -> str:
    from difflib import get_close_matches

    close = get_close_matches(normal_name(name), list(_names(plain)), n=1, cutoff=0.6)
    return close[0] if close else ""


def understand(cells: Sequence[str], profile: Profile, plain: Profile, recognised: tuple[str, ...] = ()) -> Match:
    """Map a header's cells to standard columns: the profile's names first, then the common synonyms."""
    own, common = _names(profile), _names(plain)
    ignored_names = {normal_name(name) for name in (*profile.ignored, *REJECT_COLUMNS)}
    best: dict[str, tuple[int, int]] = {}
    understood: list[tuple[str, str]] = []
    ignored: list[str] = []
    unknown: list[tuple[str, str]] = []
    twice: list[str] = []
    for position, cell in enumerate(cells):
        name = normal_name(cell)
        if not name:
            continue
        if name in own:
            column, rank = own[name]
        elif name in ignored_names:
            ignored.append(cell.strip())
            continue
        elif name in common:
            column, rank = common[name][0], common[name][1] + 1000
        else:
            shown = cell.strip() if may_show(cell.strip()) else f"#{position + 1}"
            unknown.append((shown, _guess(cell, plain) if may_show(cell.strip()) else ""))
            continue
        understood.append((cell.strip(), column))
        if column in best and best[column][0] == rank:
            twice.append(cell.strip())
        if column not in best or rank < best[column][0]:
            best[column] = (rank, position)
    index = tuple(best[field][1] if field in best else -1 for field in FIELDS)
    used = {(normal_name(cells[position]), column) for column, (_, position) in best.items()}
    ignored += [name for name, column in understood if (normal_name(name), column) not in used]
    understood = [pair for pair in understood if (normal_name(pair[0]), pair[1]) in used]
    return Match(
        profile, index, tuple(understood), tuple(ignored), tuple(unknown), _missing(best), tuple(twice), recognised
    )


def _missing(found: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    gives = set(found)
    if "carrier_waybill" in gives or "seller_remark" in gives:
        gives.add("waybill_no")
    if "recipient_all" in gives:
        gives |= {"recipient_name", "recipient_phone", "recipient_address"}
    if "recipient_tel" in gives or "recipient_virtual" in gives:
        gives.add("recipient_phone")
    return tuple(column for column in _MUST if column not in gives)


def is_header(cells: Sequence[str], plain: Profile) -> bool:
    """Whether a row names at least three standard columns and most of its cells are names rather than values."""
    count = recognised_count(cells, plain)
    return count >= _LEAST


def grouped(above: Sequence[str], cells: Sequence[str]) -> list[str]:
    """A header of two rows in one: the group above (收件人, filled to the right) before each name (姓名)."""
    names: list[str] = []
    group = ""
    for position, cell in enumerate(cells):
        group = (above[position].strip() if position < len(above) else "") or group
        names.append(cell if not group or cell.strip().startswith(group) else group + cell.strip())
    return names
