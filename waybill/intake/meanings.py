"""What each name of a header means by itself and beside the others, and what of those that mean nothing is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from waybill.intake.column_names import (
    ANYBODYS,
    APART,
    CALLS,
    CUSTOMERS,
    NAME_PARTS,
    PARTS,
    TOLD,
    Words,
    divisions_of_others,
    may_show,
    names_of,
    settles,
)
from waybill.intake.columns import REJECT_COLUMNS
from waybill.intake.profile import Profile, normal_name

_MOST_GUESSED = 50
"""For so many unknown columns the nearest known name is looked for, which takes its time."""


class Meant(NamedTuple):
    """What one cell of a header means."""

    position: int
    column: str | None
    """Empty where it is not understood; None where the profile knows that it is of no use."""
    rank: int


def meanings(cells: Sequence[str], names: Sequence[str], words: Words) -> list[Meant]:
    """What each name that is not blank means; of a customer's and of nobody's numbers, what the recipient does not have
    himself."""
    ignored_names = ignored_by(words.profile)
    settled = _settled(names, words)
    found: list[Meant] = []
    for position, name in enumerate(names):
        if not name:
            continue
        if name not in words.own and name in ignored_names:
            found.append(Meant(position, None, 0))
            continue
        column, rank = words.meaning(name)
        if column == "recipient_name" and _is_given(name, names):
            column = "recipient_given"
        others = ANYBODYS if column in NAME_PARTS or column in CALLS else CUSTOMERS
        if rank >= others and column in settled and not _is_twin(position, cells, names, found):
            column = ""
        found.append(Meant(position, column, rank))
    of_others = divisions_of_others({(column or "", rank) for _, column, rank in found})
    return [each._replace(column="") if (each.column, each.rank) in of_others else each for each in found]


def _is_twin(position: int, cells: Sequence[str], names: Sequence[str], before: Sequence[Meant]) -> bool:
    """Whether a number of nobody's has the name of one that is the recipient's by its place (收件人, 手机, 地址, 手机), and
    no stranger's column before it."""
    name = names[position]
    theirs = not before or before[-1].column == ""
    return not theirs and any(
        names[at] == f"收件人{name}" and normal_name(cells[at]) == name for at in range(position)
    )


def not_understood(
    cells: Sequence[str], names: Sequence[str], meant: Iterable[Meant], plain: Profile
) -> tuple[list[str], list[tuple[str, str]]]:
    """The names that are of no use, and those that nobody knows, with the nearest known one (see ``Match.unknown``)."""
    ignored: list[str] = []
    unknown: list[tuple[str, str]] = []
    meant = list(meant)
    # In a form a star marks what must be filled; elsewhere it is a mask.
    is_form = any(column and cells[position].strip().startswith("*") for position, column, _ in meant)
    for position, column, _ in meant:
        cell = cells[position].strip()
        told = column is None or may_show(cell.removeprefix("*") if is_form else cell)
        shown = cell if told else f"#{position + 1}"
        if column is None or (not column and _is_idle(names[position])):
            ignored.append(shown)
        elif not column:
            guessed = shown == cell and len(unknown) < _MOST_GUESSED
            unknown.append((shown, _guess(cell, plain) if guessed else ""))
    return ignored, unknown


def _is_given(name: str, names: Sequence[str]) -> bool:
    """Whether a name that means a whole one (收件人名, 名字) has the column of a surname (收件人姓, 姓) beside it."""
    whose = name.removesuffix("字").removesuffix("名")
    return whose != name and (f"{whose}姓" in names or f"{whose}姓氏" in names)


def _settled(names: Sequence[str], words: Words) -> frozenset[str]:
    """The columns of which a customer's are not the recipient's: the city of a member does not belong before 收货地址,
    nor his door behind it, nor his phone beside 收件人手机."""
    told = set()
    for name in {*names} - {""}:
        column, rank = words.meaning(name)
        if name in words.own or name.startswith(TOLD) or (name not in words.common and rank < PARTS + APART):
            told.add(column)
    return settles(told)


def _is_idle(name: str) -> bool:
    from waybill.intake.naming import is_idle

    return is_idle(name)


@lru_cache(maxsize=64)
def ignored_by(profile: Profile) -> frozenset[str]:
    """Header names that the profile knows to be of no use."""
    return frozenset(normal_name(name) for name in (*profile.ignored, *REJECT_COLUMNS))


def _guess(name: str, plain: Profile) -> str:
    from difflib import get_close_matches

    close = get_close_matches(normal_name(name), list(names_of(plain)), n=1, cutoff=0.6)
    return close[0] if close else ""
