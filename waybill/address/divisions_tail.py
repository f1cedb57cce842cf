"""What follows the chain of divisions: a town, a development zone, and the prefix written once more."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from waybill.address.divisions_chain import Chain
from waybill.address.divisions_fit import fitting
from waybill.address.divisions_words import (
    AFTER_SHORT_TOWN,
    AFTER_TOWN,
    BEHIND_SHORT_OFFICE,
    CJK,
    NO_TOWN,
    NO_ZONE,
    PLACE_NAMED_AFTER,
    REGIMENT,
    TOWN_ENDS,
    TOWN_OFFICE,
    TOWN_SHAPE,
    ZONE_PART,
    ZONE_SHAPE,
)
from waybill.address.gazetteer import (
    DIVIDED,
    LOWEST,
    TOWN_SUFFIXES,
    Gazetteer,
    Unit,
    bare_towns,
    read_table,
    town_names,
    towns_below,
)

LONGEST_TOWN = 16


def prefer_today(fits: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """A former city counts only where nothing of today fits."""
    if len(fits) > 1:
        return tuple(unit for unit in fits if not unit.former) or fits
    return fits


class Town(NamedTuple):
    """A town read at a place; ``code`` is empty and ``fits`` unchanged where no table holds it."""

    name: str
    code: str
    end: int
    fits: tuple[Unit, ...]


class Zone(NamedTuple):
    """A development zone read at a place, and the units that it lies in where that is known."""

    end: int
    home: Unit | None
    reaches: tuple[Unit, ...]


def read_town(chain: Chain, at: int) -> Town | None:
    """The town at a place, by the tables of what fits, else by its shape."""
    text = chain.text
    fits = prefer_today(chain.fits)
    ends = [found.end() for found in TOWN_ENDS.finditer(text, at, at + LONGEST_TOWN)]
    for end in reversed(ends):
        name = text[at:end]
        found = _official(name, fits, chain.gaz)
        if (
            found is not None
            and not heads_road(text, at, end, chain.gaz)
            and text[at : end + 1] not in chain.gaz.forms
        ):
            return Town(name, found[0], _office(text, end), found[1])
    office = TOWN_OFFICE.search(text, at + 1, at + LONGEST_TOWN) if "办" in text else None
    if office is not None:
        name = text[at : office.start()].removesuffix("街道") + "街道"
        found = _official(name, fits, chain.gaz)
        if found is not None:
            return Town(name, found[0], office.end(), found[1])
    other = (_moved(chain, at, ends, fits) or _of_regiment(text, at, ends, fits, chain.gaz)) if ends else None
    other = other or _short_office(text, at, fits, chain.gaz)
    if other is not None:
        return other
    short = _direct_town(text, at, fits)
    if short is not None or not ends or _known_zone(chain, at) is not None:
        return short  # 大亚湾澳头街道: a zone, then its town
    return _shaped(text, at, fits, chain.gaz)


def heads_road(text: str, at: int, end: int, gaz: Gazetteer) -> bool:
    """Whether the name is the head of a road's name and no town."""
    short = end - at == 2 or text[at:end] in gaz.forms
    return (AFTER_SHORT_TOWN if short else AFTER_TOWN).match(text, end) is not None


def _office(text: str, end: int) -> int:
    office = TOWN_OFFICE.match(text, end)
    return office.end() if office else end


def _official(name: str, fits: tuple[Unit, ...], gaz: Gazetteer) -> tuple[str, tuple[Unit, ...]] | None:
    """The code of a town that a table holds, and the units that are left by it."""
    if len(fits) == 1 and (fits[0].level == 3 or fits[0].key not in gaz.below):
        towns = town_names(fits[0].key)
        code = (
            towns.get(name)
            or towns.get(name + "街道")
            or (towns.get(name + "镇") if name[-1] == "镇" else "")
        )
        return (code, fits) if code else None
    left = []
    for fit in fits:
        if name in town_names(fit.key):
            left.append(fit)
        elif fit.level == 3:
            continue
        elif len(name) > 2 and not fit.former:
            left.extend(towns_below(fit.key).get(name, ()))
    units = tuple(dict.fromkeys(left))
    if len(units) == 1:
        return town_names(units[0].key)[name], units
    return ("", units) if units and fits[0].level == 3 else None


def _moved(chain: Chain, at: int, ends: list[int], fits: tuple[Unit, ...]) -> Town | None:
    """A town of a district that was divided: 江干区下沙街道 lies in 钱塘区 today, 余杭区南苑街道 in 临平区."""
    if len(fits) != 1 or fits[0].level != LOWEST or len(fits[0].above) < 2 or not chain.spans:
        return None
    old = next((chain.text[s:e] for kind, s, e in reversed(chain.spans) if kind == "district"), "")
    heirs = DIVIDED.get(fits[0].key, ())
    if old not in chain.gaz.forms or (old[:2] == fits[0].name[:2] and not heirs):
        return None
    for end in reversed(ends):
        name = chain.text[at:end]
        below = towns_below(fits[0].above[1].key)
        today = name if name in below or not heirs else f"{name.removesuffix('镇')}街道"  # 宝安区观澜镇
        units = below.get(today, ())
        if len(units) == 1 and (not heirs or units[0].key in heirs):
            return Town(name, town_names(units[0].key)[today], _office(chain.text, end), units)
    return None


def _of_regiment(text: str, at: int, ends: list[int], fits: tuple[Unit, ...], gaz: Gazetteer) -> Town | None:
    """A regiment's town behind its number, without which the table has it: 102团梧桐镇."""
    regiment = REGIMENT.match(text, at)
    if regiment is None:
        return None
    for end in reversed(ends):
        found = _official(text[regiment.end() : end], fits, gaz)
        if found is not None:
            return Town(text[at:end], found[0], end, found[1])
    return None


def _short_office(text: str, at: int, fits: tuple[Unit, ...], gaz: Gazetteer) -> Town | None:
    """石井街机场路: a 街道 without its last character, as Guangzhou writes, where a road or village stands behind."""
    end = text.find("街", at + 2, at + 6) + 1
    if not end or BEHIND_SHORT_OFFICE.match(text, end) is None:
        return None
    found = _official(text[at:end] + "道", fits, gaz)
    return Town(text[at:end], found[0], end, found[1]) if found is not None else None


def _direct_town(text: str, at: int, fits: tuple[Unit, ...]) -> Town | None:
    """东莞虎门, 东莞市东城区: in a city without districts a town is written like a district."""
    if len(fits) != 1 or fits[0].level != 2:
        return None
    towns = bare_towns(fits[0].key)
    for length in range(min(5, len(text) - at), 1, -1):
        found = towns.get(text[at : at + length])
        if found is None:
            continue
        end = at + length
        if text.startswith("街道", end):
            continue  # 长虹街道 where the table holds 长虹镇
        if text[end : end + 1] == "区" and text[end - 1 : end] != "区":
            return Town(found[0], found[1], end + 1, fits)
        if PLACE_NAMED_AFTER.match(text, end) is None:
            return Town(found[0], found[1], end, fits)
    return None


def _shaped(text: str, at: int, fits: tuple[Unit, ...], gaz: Gazetteer) -> Town | None:
    """A town by its shape alone: written as towns are, with nothing inside that towns have not."""
    shape = TOWN_SHAPE.match(text, at)
    if shape is None:
        return None
    name, end = shape.group(), shape.end()
    bare = name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    last = len(bare) - (name.endswith("街道") or bare[-1] == "街")
    if NO_TOWN.search(bare, 1, last) or heads_road(text, at, end, gaz) or _is_division(name, gaz):
        return None
    code = ""
    if len(fits) == 1:
        towns = town_names(fits[0].key)
        code = next((towns[bare + s] for s in TOWN_SUFFIXES if bare + s in towns), "")
    return Town(name, code, _office(text, end), fits)


def _is_division(name: str, gaz: Gazetteer) -> bool:
    """True where the name is a division's, or begins with one's full name: 景德镇, 昆山市玉山镇."""
    return name in gaz.forms or any(
        2 < length <= len(name) - 3 and name[length - 1] in "市县区" and name[:length] in gaz.forms
        for length in gaz.lengths.get(name[:2], ())
    )


class _ZoneRow(NamedTuple):
    code: str
    counties: tuple[str, ...]
    anywhere: bool
    """Many cities have a zone of this name: only the city before it tells which."""


@cache
def _zones() -> tuple[dict[str, list[_ZoneRow]], dict[str, tuple[int, ...]]]:
    rows: dict[str, list[_ZoneRow]] = {}
    lines = [
        line.split() for line in read_table("sources/devzones.txt").split("\n") if line and line[0] != "#"
    ]
    anywhere = {name for name, code, *_ in lines if code == "*"}
    for name, code, *counties in lines:
        if code != "*":
            rows.setdefault(name, []).append(_ZoneRow(code, tuple(counties), name in anywhere))
    heads: dict[str, set[int]] = {}
    for name in rows:
        heads.setdefault(name[:2], set()).add(len(name))
    return rows, {head: tuple(sorted(found, reverse=True)) for head, found in heads.items()}


def is_zone_at(text: str, at: int) -> bool:
    """Whether a zone that the table knows is named at ``at``, wherever it lies."""
    known, heads = _zones()
    start = text[at : at + 2]
    return start in heads and any(text[at : at + length] in known for length in heads[start])


def read_zone(chain: Chain, at: int) -> Zone | None:
    """The development zone at a place: one that the table knows where it fits, else one of the usual
    shape."""
    text = chain.text
    known = _known_zone(chain, at) or _zone_of_city(chain, at)
    if known is not None or text.find("区", at, at + 18) < 0:
        return known
    shape = ZONE_SHAPE.match(text, at)
    if shape is None or ZONE_PART.match(text, shape.end()) or (shape[1] and shape[0] in chain.gaz.forms):
        return None  # 北京市浦东新区
    before = shape[1]
    if before in chain.gaz.forms:
        named = fitting(chain.fits, before)
        home = named.fits[0] if named is not None and len(named.fits) == 1 else None
        return Zone(shape.end(), home, ())  # 昆山经济技术开发区 lies in 昆山
    if shape[2] == "新区" and text.startswith(chain.fits[0].province or "?", shape.end()):
        return None  # the whole address stands behind it once more, and says where it lies
    bare = not before or before in ("国家", "国家级", "市", "省级")
    if bare or (len(before) <= 4 and shape[2] != "工业园区" and NO_ZONE.search(before) is None):
        return Zone(shape.end(), None, ())
    return None


def _known_zone(chain: Chain, at: int, fits: tuple[Unit, ...] = ()) -> Zone | None:
    text, units = chain.text, chain.gaz.units
    rows, heads = _zones()
    for length in heads.get(text[at : at + 2], ()):
        for row in rows.get(text[at : at + length], ()):
            unit = units[row.code]
            if at + length > len(text) or ZONE_PART.match(text, at + length):
                continue
            if any(_lies_in(unit, fit, row) for fit in fits or chain.fits):
                reaches = tuple(u for u in chain.gaz.below.get(unit.key, ()) if u.name in row.counties)
                return Zone(at + length, unit, reaches)
    return None


def _lies_in(unit: Unit, fit: Unit, row: _ZoneRow) -> bool:
    """Whether a zone that lies in ``unit`` may stand behind the name of ``fit``."""
    if fit is unit or unit in fit.above:
        return True
    return fit in unit.above and not (row.anywhere and fit.level == 1 and len(unit.above) > 1)


def _zone_of_city(chain: Chain, at: int) -> Zone | None:
    """A known zone behind the short name of the city that it belongs to: 宁波杭州湾新区."""
    text, gaz = chain.text, chain.gaz
    for length in gaz.lengths.get(text[at : at + 2], ()):
        name = text[at : at + length]
        named = fitting(chain.fits, name) if name in gaz.forms else None
        if named is not None:
            zone = _known_zone(chain, at + length, named.fits)
            if zone is not None:
                return zone
    return None


def has_cjk(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return CJK.search(text) is not None
