"""The divisions as plain tables in memory: loaded on first use, towns only for the district asked for.

``data/PROVENANCE.md`` tells what the tables hold and where they come from; ``tests/rebuild_gazetteer.py``
makes them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from waybill.patterns import late_pattern

RECENT_YEAR = 2012  # a name in use after this still stands beside today's names when a text gives no context

CITY, LOWEST = 2, 3
"""The levels of cities and prefectures, and of counties and districts."""

OFFICIAL, RECENT, SHORT, OLD = 0, 1, 2, 3
"""How good a written form is: today's name, one given up lately, one without its suffix, one long gone."""


class Unit:
    """One division, or a former city (``former``) that only serves to read what was written then.  A county of Taiwan
    counts as one where its name is a mainland county's too: only its towns tell it (连江县南竿乡).

    ``level`` is 1 (province), 2 (city) or 3 (county, district, county-level city); ``code`` the six digits of
    GB/T 2260, or the code of the nearest unit above that has one; ``key`` the table's own unique key.
    ``above`` holds every unit that may be written before this one.
    """

    __slots__ = ("above", "city", "code", "district", "former", "key", "level", "name", "province", "width")

    def __init__(self, key: str, code: str, name: str, level: int, above: tuple[Unit, ...]) -> None:
        self.key = key
        self.code = code
        self.name = name
        self.level = level
        self.above = above
        self.former = False
        self.width = len(name)
        self.province: str | None = name if level == 1 else above[0].name
        self.city: str | None = (
            name if level == 2 else above[1].name if level == 3 and len(above) > 1 else None
        )
        self.district: str | None = name if level == 3 else None
        if self.city is None and self.province in MUNICIPALITIES:
            self.city = self.province

    def __repr__(self) -> str:
        return f"Unit({self.key} {self.name})"

    @property
    def full_name(self) -> str:
        """Province, city and district in one run; a municipality once."""
        parts = [self.province, None if self.city == self.province else self.city, self.district]
        return "".join(part for part in parts if part)


class Form(NamedTuple):
    """A unit that a written form may mean, and how good the form is."""

    unit: Unit
    rank: int


MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


class Gazetteer(NamedTuple):
    """All units to county level.

    ``forms``: written form -> what it may mean; ``lengths``: the form's first two characters -> lengths of
    the forms that begin so, longest first; ``units``: key -> unit; ``below``: key -> keys of the counties
    within.
    """

    forms: dict[str, list[Form]]
    lengths: dict[str, tuple[int, ...]]
    units: dict[str, Unit]
    below: dict[str, list[Unit]]


DATA = Path(__file__).with_name("data")


def read_table(name: str) -> str:
    """One of the shipped tables as text."""
    return (DATA / name).read_text("utf-8")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read on first use."""
    units: dict[str, Unit] = {}
    forms: dict[str, list[Form]] = {}
    below: dict[str, list[Unit]] = {}
    former: list[tuple[str, str, str]] = []
    for line in read_table("divisions.txt").split("\n"):
        if not line or line[0] == "#":
            continue
        key, name, rest = line.split("\t")
        if key[0] == "F":
            former.append((key, name, rest))
            continue
        unit = _unit(key, name, units, below)
        home = (
            key[2] == "A" or key[:2] == "71"
        )  # Hong Kong, Macau, Taiwan: beside a mainland namesake only in context
        unit.former = home and unit.level == 2 and name in forms
        forms.setdefault(name, []).append(Form(unit, OLD if home and unit.level > 1 else OFFICIAL))
        for form in rest.split(" ") if rest else ():
            mark = form[0]
            if mark == "~":
                rank = RECENT if int(form[1:5]) >= RECENT_YEAR else OLD
                forms.setdefault(form[5:], []).append(Form(unit, rank))
            else:
                forms.setdefault(form[1:], []).append(Form(unit, SHORT if mark == "-" else OFFICIAL))
    for key, name, rest in former:
        _add_former(key, name, rest.split(" "), units, forms)
    heads: dict[str, set[int]] = {}
    for form in forms:
        heads.setdefault(form[:2], set()).add(len(form))
    lengths = {head: tuple(sorted(found, reverse=True)) for head, found in heads.items()}
    return Gazetteer(forms, lengths, units, below)


def _unit(key: str, name: str, units: dict[str, Unit], below: dict[str, list[Unit]]) -> Unit:
    province = units.get(key[:2] + "0000")
    if province is None:
        unit = Unit(key, key, name, 1, ())
    elif key[4:] == "00":
        unit = Unit(key, key if key.isdigit() else province.code, name, 2, (province,))
    else:
        city = units.get(key[:4] + "00")
        above = (province, city) if city else (province,)
        unit = Unit(key, key if key.isdigit() else province.code, name, 3, above)
        for parent in above:
            below.setdefault(parent.key, []).append(unit)
    units[key] = unit
    return unit


def _add_former(
    key: str, name: str, rest: list[str], units: dict[str, Unit], forms: dict[str, list[Form]]
) -> None:
    """A former city: as a form of its own, or as one more unit above the counties that left a city of
    today."""
    province, still, *counties = rest
    today = units.get(still)
    if today is not None and today.name == name:
        city = today
    else:
        city = Unit(key, units[province].code, name, 2, (units[province],))
        city.former = True
        city.city = None
        if today is not None and today.level == 3:
            forms.setdefault(name, []).append(Form(today, OLD))
        forms.setdefault(name, []).append(Form(city, OLD))
    for county in counties:
        unit = units[county]
        if city not in unit.above:
            unit.above = (*unit.above, city)
        if units[province] not in unit.above:
            unit.above = (*unit.above, units[province])


@cache
def _traditional() -> tuple[re.Pattern[str], dict[int, int]]:
    old, new = read_table("traditional.txt").split()
    return late_pattern(f"[{old}]"), str.maketrans(old, new)


def simplified(text: str) -> str:
    """The text with traditional characters turned into simplified ones, one for one; looked for in its head only."""
    pattern, table = _traditional()
    return text.translate(table) if pattern.search(text, 0, 64) else text


@cache
def _towns_table() -> dict[str, str]:
    """County -> its line of towns, unread."""
    return {line[:6]: line for line in read_table("towns.txt").split("\n")}


@lru_cache(maxsize=4096)
def town_names(code: str) -> dict[str, str]:
    """Official town names (街道, 镇, 乡 ...) of a county, or of a city without counties -> nine-digit
    code."""
    line = _towns_table().get(code, "") if len(code) == 6 else ""
    return {item[3:]: code + item[:3] for item in line.split(" ")[1:]}


DIVIDED: dict[str, tuple[str, ...]] = {
    "330109": ("330114",),
    "330110": ("330113",),
    "440306": ("440309", "440311"),
    "440307": ("440310",),
}
"""Districts that gave towns to new ones and kept their own name: 余杭区 to 临平区 and 萧山区 to 钱塘区 (2021), 宝安区 to 龙华区
(2016) and 光明区 (2018), 龙岗区 to 坪山区 (2016)."""

TOWN_SUFFIXES = ("街道", "镇", "乡", "苏木")


@lru_cache(maxsize=4096)
def bare_towns(code: str) -> dict[str, tuple[str, str]]:
    """Names of towns without their suffix -> official name and nine-digit code; only names of two
    characters up."""
    bare: dict[str, tuple[str, str]] = {}
    for name, number in town_names(code).items():
        for suffix in TOWN_SUFFIXES:
            if name.endswith(suffix) and len(name) - len(suffix) >= 2:
                bare[name[: -len(suffix)]] = (name, number)
    return bare


@lru_cache(maxsize=512)
def towns_below(key: str) -> dict[str, tuple[Unit, ...]]:
    """Official town names anywhere within a city or province -> the counties that have one of that name."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in gazetteer().below.get(key, ()):
        for name in town_names(unit.key):
            found[name] = (*found.get(name, ()), unit)
    return found


def is_division_name(text: str) -> bool:
    """Whether the text is, as a whole, a name in use of a province, city or district (with its suffix, or
    short)."""
    return text in gazetteer().forms
