"""Reference points of counties and towns: where a division is, as exactly as a division can be a place.

From GeoNames (CC BY 4.0), see ``data/PROVENANCE.md``.  Three in four counties and one in five towns have one; the others
have none, and none is made up for them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from waybill.address.gazetteer import DATA

COUNTY_LEVEL = 2  # GB/T 39409 level of 30' cells: a county is some 50 km wide
TOWN_LEVEL = 3  # 15' x 10' cells


class ReferencePoint(NamedTuple):
    """A point of a division.  ``lon``/``lat``: decimal degrees, WGS-84; ``level``: the finest level of GB/T
    39409
    that the point may be encoded to; ``source``: where it comes from, with its licence."""

    lon: str
    lat: str
    level: int
    source: str


@cache
def _table() -> bytes:
    return b"\n" + (DATA / "points.txt").read_bytes()


@lru_cache(maxsize=4096)
def reference_point(code: str) -> ReferencePoint | None:
    """The point of a division by its code: of the town (nine digits), else of its county (six); None where
    unknown."""
    if not code.isascii() or not code.isdigit() or len(code) not in (6, 9):
        return None
    return _point(code, TOWN_LEVEL if len(code) == 9 else COUNTY_LEVEL) or (
        _point(code[:6], COUNTY_LEVEL) if len(code) == 9 else None
    )


def _point(code: str, level: int) -> ReferencePoint | None:
    table = _table()
    start = table.find(f"\n{code} ".encode())
    if start < 0:
        return None
    _, lon, lat, place = table[start + 1 : table.index(b"\n", start + 1)].decode("ascii").split(" ")
    match place[0]:
        case "~":
            origin = f"mean of {place[1:]} towns of"
        case "^":
            origin = f"its city's place {place[1:]} of"
        case _:
            origin = f"place {place} of"
    return ReferencePoint(lon, lat, level, f"{origin} GeoNames, CC BY 4.0")
