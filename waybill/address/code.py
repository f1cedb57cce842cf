"""The delivery address code of an order: how fine it may be, outside and inside the sealed part.

Rules:

* Source: the order's coordinates; else the gazetteer's reference point of its division; else no code.
  Coordinates that can't be right (0/0, longitude and latitude swapped, one of them missing, outside China for
  an address in China) are passed over with an issue, and the reference point takes their place.
* Level by precision: the finest level whose cell is no smaller than one unit of the last digit written (of
  the coarser of the two numbers).  116.39 (36") gives level 4, four decimals level 6, six decimals level 9.
* Converted coordinates (GCJ-02, BD-09) give level 7 (7.7 m) at best, as the conversion is a reconstruction;
  with no datum told, level 4 (1'), because the three differ by up to a kilometre.
* A height makes the full code three-dimensional, at the coarser of both levels.
* The printed code is two-dimensional and never finer than the policy's cap.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from waybill.address.angles import RESOLUTIONS
from waybill.address.coordinates import Position, in_china_box, to_cgcs2000
from waybill.errors import ConformanceError, Problem, Where
from waybill.standards import gbt39409, gbt41832

CONVERTED_LEVEL = 7
UNKNOWN_DATUM_LEVEL = 4
_CELL_SIDES = tuple(
    Fraction(seconds) / 3600
    for seconds in ("14400", "1800", "600", "60", "4", "2", "1/4", "1/32", "1/256", "1/2048")
)
"""The shorter side of a cell by level, degrees; level 1 first."""
_CELL_HEIGHTS_M = tuple(
    Fraction(metres)
    for metres in ("502000", "62700", "31300", "1961", "122", "61", "7.66", "0.957", "0.119", "0.0149")
)
"""The height of a cell near the ground by level, metres, rounded down (formula C.13)."""


class AddressCodes(NamedTuple):
    """Delivery address codes of one order; empty text where the place is unknown."""

    printed: str
    """For the parcel's outside: never finer than the cap."""
    full: str
    """For the sealed part: as fine as the source allows."""
    level: int
    """Grid level of ``full``, 0 where there is none."""
    issues: tuple[Problem, ...]
    """What was wrong with the coordinates, without values."""


NO_CODES = AddressCodes("", "", 0, ())
_NO_DATUM = (Problem("COORD-DATUM-UNKNOWN", "datum"),)
_NO_HEIGHT = (Problem("COORD-HEIGHT", "height_m"),)


def _finest(resolution: Fraction, sides: tuple[Fraction, ...]) -> int:
    """The finest level whose side is no smaller than ``resolution``; at least 1."""
    return max((level for level, side in enumerate(sides, start=1) if side >= resolution), default=1)


@lru_cache(maxsize=256)
def _finest_plane(resolution: Fraction) -> int:
    return _finest(resolution, _CELL_SIDES)


def level_of(position: Position) -> int:
    """The finest grid level that a position's writing and datum allow."""
    level = _finest_plane(position.resolution)
    return level if position.datum == "CGCS2000" else min(level, CONVERTED_LEVEL)


def level_of_height(height_m: str) -> int:
    """The finest level at which a height cell is no lower than one unit of the last digit written."""
    decimals = min(len(height_m.partition(".")[2]), len(RESOLUTIONS) - 1)
    return _finest(RESOLUTIONS[decimals], _CELL_HEIGHTS_M)


def delivery_address_code(
    lon: str, lat: str, datum: str, height_m: str, division_code: str, cap_level: int
) -> AddressCodes:
    """The codes of an order's place, by the rules above.  Never raises for an order's values: see ``issues``.

    ``lon``, ``lat``, ``datum``, ``height_m`` are as the order wrote them (empty = not given),
    ``division_code`` is the GB/T 2260 code of its address (empty = not known), ``cap_level`` the finest
    level to be printed (1-10).
    """
    if not lon and not lat:
        return _of_division(division_code, cap_level)
    issues: tuple[Problem, ...] = ()
    try:
        if not lon or not lat:
            raise _refuse("COORD-HALF", "lat" if lon else "lon")
        position = to_cgcs2000(lon, lat, datum or "CGCS2000")
        level = level_of(position)
        if not datum:
            level, issues = min(level, UNKNOWN_DATUM_LEVEL), _NO_DATUM
        _must_be_plausible(position, division_code)
        full, level, issue = _full(position, height_m, level)
    except ConformanceError as error:
        found = _of_division(division_code, cap_level)
        return found._replace(issues=(error.problem(),))
    if level <= cap_level and not height_m:
        code = gbt41832.of_grid(full)
        return AddressCodes(code, code, level, issues)
    printed = gbt39409.encode(position.lon, position.lat, min(level, cap_level))
    return AddressCodes(gbt41832.of_grid(printed), gbt41832.of_grid(full), level, issues + issue)


def _full(position: Position, height_m: str, level: int) -> tuple[str, int, tuple[Problem, ...]]:
    """The finest grid code, its level, and what was wrong with the height."""
    if height_m:
        try:
            both = min(level, level_of_height(height_m))
            return gbt39409.encode_3d(position.lon, position.lat, height_m, both), both, ()
        except ConformanceError:
            return gbt39409.encode(position.lon, position.lat, level), level, _NO_HEIGHT
    return gbt39409.encode(position.lon, position.lat, level), level, ()


def _must_be_plausible(position: Position, division_code: str) -> None:
    """Raise for coordinates that an address in China can't have."""
    lon, lat = float(position.lon), float(position.lat)
    if not lon and not lat:
        raise _refuse("COORD-ZERO", "lon")
    if division_code and not in_china_box(lon, lat):
        raise _refuse("COORD-SWAPPED" if in_china_box(lat, lon) else "COORD-OUTSIDE", "lon")


def _refuse(code: str, column: str) -> ConformanceError:
    return ConformanceError(code, where=Where(column=column))


@lru_cache(maxsize=4096)
def _of_division(division_code: str, cap_level: int) -> AddressCodes:
    """The codes of a division's reference point; none where the gazetteer has none."""
    if not division_code:
        return NO_CODES
    from waybill.address import divisions

    point = divisions.reference_point(division_code)
    if point is None:
        return NO_CODES
    printed = gbt39409.encode(point.lon, point.lat, min(point.level, cap_level))
    full = gbt39409.encode(point.lon, point.lat, point.level)
    return AddressCodes(gbt41832.of_grid(printed), gbt41832.of_grid(full), point.level, ())
