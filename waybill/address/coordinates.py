"""Coordinates of an order, brought to CGCS2000: datum names, conversion, mistakes that people make.

CGCS2000 and WGS-84 differ by centimetres, less than any order's coordinates tell; they are taken as one.
GCJ-02 (火星坐标, the maps of Amap and Tencent) and BD-09 (Baidu) are offset from them by hundreds of
metres.  Their formulae were never published officially; the ones below are the well-known reconstruction,
good to about a metre.  Inverses are iterated until nothing changes, far below 1e-7 degrees.  Outside
China's box GCJ-02 is identity.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import Literal, NamedTuple
from unicodedata import normalize

from waybill.address.angles import RESOLUTIONS, parse_angle, plain_decimals
from waybill.errors import ConformanceError, Where

Datum = Literal["CGCS2000", "GCJ02", "BD09"]
Point = tuple[float, float]

_NAMES: dict[Datum, str] = {
    "CGCS2000": "CGCS2000 CGCS 国家2000 大地2000 2000国家大地 北斗 EPSG:4490 大地 WGS84 EPSG:4326 GPS 地球",
    "GCJ02": "GCJ02 GCJ 火星 高德 腾讯 国测局 AMAP",
    "BD09": "BD09 BD BD09LL 百度 BAIDU",
}
"""The names of each datum, without what :func:`datum_of` strips."""

_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_RADIUS_M, _ECCENTRICITY_2 = 6378245.0, 0.00669342162296594323  # Krasovsky 1940, as the reconstruction has it
_BD_TURN = pi * 3000 / 180
_DONE = 1e-13
_HAIR = 5e-12


class Position(NamedTuple):
    """A point in CGCS2000, degrees, exact: decimal text as written or as converted, a Fraction where degrees,
    minutes and seconds were written.  ``resolution``, in degrees, is the worth of one unit of the last digit.
    """

    lon: str | Fraction
    lat: str | Fraction
    resolution: Fraction
    datum: Datum


@lru_cache(maxsize=64)
def datum_of(name: str) -> Datum:
    """The datum that a name stands for, in any of the ways people write it.

    >>> datum_of("WGS-84"), datum_of("火星坐标"), datum_of("bd 09"), datum_of("国家 2000")
    ('CGCS2000', 'GCJ02', 'BD09', 'CGCS2000')

    Raises ConformanceError COORD-DATUM for an unknown one.
    """
    key = normalize("NFKC", name).upper()
    key = "".join(character for character in key if character not in " -_—\t")
    key = key.removesuffix("坐标系").removesuffix("坐标")
    for datum, names in _NAMES.items():
        if key in names.split():
            return datum
    raise ConformanceError("COORD-DATUM", where=Where(column="datum"), clause="GB/T 39409-2020, 4.1")


def in_china_box(lon: float, lat: float) -> bool:
    """Whether a point is in the rough box in which GCJ-02 applies (it holds neighbours' land, too)."""
    return _WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH


def _shift(lon: float, lat: float) -> Point:
    """GCJ-02 minus WGS-84 at a WGS-84 point, degrees."""
    x, y = lon - 105.0, lat - 35.0
    root = sqrt(abs(x))
    wave = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (wave + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (wave + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    phi = lat * pi / 180.0
    magic = 1.0 - _ECCENTRICITY_2 * sin(phi) ** 2
    meridian_m = _RADIUS_M * (1.0 - _ECCENTRICITY_2) / (magic * sqrt(magic))
    parallel_m = _RADIUS_M / sqrt(magic) * cos(phi)
    return east * 180.0 / (parallel_m * pi), north * 180.0 / (meridian_m * pi)


def wgs84_to_gcj02(lon: float, lat: float) -> Point:
    """GCJ-02 of a WGS-84 / CGCS2000 point, degrees."""
    if not in_china_box(lon, lat):
        return lon, lat
    east, north = _shift(lon, lat)
    return lon + east, lat + north


def gcj02_to_bd09(lon: float, lat: float) -> Point:
    """BD-09 of a GCJ-02 point, degrees."""
    z = hypot(lon, lat) + 0.00002 * sin(lat * _BD_TURN)
    theta = atan2(lat, lon) + 0.000003 * cos(lon * _BD_TURN)
    return z * cos(theta) + 0.0065, z * sin(theta) + 0.006


def _inverse(forward: Callable[[float, float], Point], lon: float, lat: float) -> Point:
    """The point that ``forward``, which moves points a little and smoothly, takes to ``lon``, ``lat``."""
    x, y = lon, lat
    for _ in range(50):
        far_x, far_y = forward(x, y)
        step_x, step_y = lon - far_x, lat - far_y
        x, y = x + step_x, y + step_y
        if abs(step_x) < _DONE and abs(step_y) < _DONE:
            break
    return x, y


def _moved(lon: float, lat: float) -> Point:
    east, north = _shift(lon, lat)
    return lon + east, lat + north


def gcj02_to_wgs84(lon: float, lat: float) -> Point:
    """WGS-84 / CGCS2000 of a GCJ-02 point, degrees: the exact inverse of :func:`wgs84_to_gcj02`.

    On the box's rim, where two points may share one image, the one inside the box is returned.
    """
    if not in_china_box(lon, lat) and not _near_box(lon, lat):
        return lon, lat
    found = _inverse(_moved, lon, lat)
    on_rim = _to_rim(*found)
    return on_rim if in_china_box(*on_rim) else (lon, lat)


def _to_rim(lon: float, lat: float) -> Point:
    """A point that rounding has put a hair outside the box is on its rim; most at 105° E, where the formula has a kink."""
    x, y = min(max(lon, _WEST), _EAST), min(max(lat, _SOUTH), _NORTH)
    return (x, y) if abs(x - lon) < _HAIR and abs(y - lat) < _HAIR else (lon, lat)


def _near_box(lon: float, lat: float) -> bool:
    return _WEST - 0.1 <= lon <= _EAST + 0.1 and _SOUTH - 0.1 <= lat <= _NORTH + 0.1


def bd09_to_gcj02(lon: float, lat: float) -> Point:
    """GCJ-02 of a BD-09 point, degrees: the exact inverse of :func:`gcj02_to_bd09`."""
    return _inverse(gcj02_to_bd09, lon, lat)


def to_cgcs2000(lon: str, lat: str, datum: str) -> Position:
    """An order's coordinates as an exact position in CGCS2000.

    ``lon`` and ``lat`` are decimal degrees or degrees, minutes, seconds; ``datum`` any name that
    :func:`datum_of` knows.  Converted coordinates are given to nine decimals.  Raises ConformanceError:
    COORD-NUMBER, COORD-SIDE, COORD-RANGE, COORD-SWAPPED (longitude and latitude in each other's place),
    COORD-DATUM.
    """
    kind = datum_of(datum)
    lon, lat = lon.strip(), lat.strip()
    decimals = plain_decimals(lon, 180), plain_decimals(lat, 90)
    if decimals[0] is not None and decimals[1] is not None:
        position = Position(lon, lat, RESOLUTIONS[min(decimals[0], decimals[1])], kind)
    else:
        position = _position(lon, lat, kind)
    if kind == "CGCS2000":
        return position
    x, y = float(position.lon), float(position.lat)
    if kind == "BD09":
        x, y = bd09_to_gcj02(x, y)
    x, y = gcj02_to_wgs84(x, y)
    return Position(f"{x:.9f}", f"{y:.9f}", position.resolution, kind)


def _position(lon: str, lat: str, kind: Datum) -> Position:
    """The point of coordinates that are not both plain decimal degrees."""
    try:
        east, north = parse_angle(lon, "lon"), parse_angle(lat, "lat")
    except ConformanceError as error:
        if error.code in ("COORD-RANGE", "COORD-SIDE") and _is_swapped(lon, lat):
            raise ConformanceError("COORD-SWAPPED", where=Where(column="lon"), clause=error.clause) from None
        raise
    return Position(east.degrees, north.degrees, max(east.resolution, north.resolution), kind)


def _is_swapped(lon: str, lat: str) -> bool:
    try:
        parse_angle(lat, "lon")
        parse_angle(lon, "lat")
    except ConformanceError:
        return False
    return True
