"""What a written name can mean after the names read before it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from waybill.address.gazetteer import RECENT, SHORT, Form, Unit, gazetteer


class Match(NamedTuple):
    """What fits once a name is read: the units, how good the form is, whether it only repeats, and the
    name's level."""

    fits: tuple[Unit, ...]
    rank: int
    repeats: bool
    level: int


@lru_cache(maxsize=32768)
def fitting(fits: tuple[Unit, ...], name: str) -> Match | None:
    """What is left of ``fits`` (nothing read before: empty) when ``name`` follows; None where it can't
    follow."""
    forms = gazetteer().forms[name]
    return _deeper(fits, forms) or _repeated(fits, forms) if fits else _first(forms)


def _first(forms: list[Form]) -> Match | None:
    """The readings of the first name of all: today's names, and lately given up ones beside them."""
    best = min(form.rank for form in forms)
    if best == SHORT:
        level = min(form.unit.level for form in forms)
        return Match(tuple(form.unit for form in forms if form.unit.level == level), SHORT, False, level)
    limit = RECENT if best <= RECENT else best
    fits = tuple(dict.fromkeys(form.unit for form in forms if form.rank <= limit or form.unit.former))
    level = min(unit.level for unit in fits)
    if level == 3 and fits[0].width == 2 and fits[0].name[1] == "区":
        return None  # 城区, 郊区: no name without its city
    return Match(fits, best, False, level)


def _deeper(fits: tuple[Unit, ...], forms: list[Form]) -> Match | None:
    """Units below what was read: the best forms, and of those the highest level; former cities stay beside
    them."""
    deeper = [form for fit in fits for form in forms if fit in form.unit.above]
    if not deeper:
        return None
    rank = min(form.rank for form in deeper)
    kept = [form.unit for form in deeper if form.rank <= rank or form.unit.former]
    level = min(unit.level for unit in kept)
    today = min((unit.level for unit in kept if not unit.former), default=level)
    return Match(tuple(dict.fromkeys(u for u in kept if u.level == today or u.former)), rank, False, level)


def _repeated(fits: tuple[Unit, ...], forms: list[Form]) -> Match | None:
    """What was read before, named again, itself or by what it lies in."""
    same = {
        fit: form.unit.level for fit in fits for form in forms if form.unit is fit or form.unit in fit.above
    }
    if not same:
        return None
    return Match(tuple(same), min(form.rank for form in forms), True, min(same.values()))


def is_official(name: str) -> bool:
    """Whether the name is in use today, or was lately, in full."""
    return any(form.rank <= RECENT for form in gazetteer().forms[name])
