"""Coordinates to codes and back, one line or many: what ``waybill address encode`` and ``decode`` print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from waybill.address.code import level_of, level_of_height
from waybill.address.coordinates import Position, datum_of, to_cgcs2000
from waybill.errors import ConformanceError
from waybill.standards import gbt39409, gbt41832
from waybill.standards.gbt39409.height import HIGHEST_M, LOWEST_M
from waybill.standards.gbt41832_profile import Profile

_THIN_M = Decimal("0.004")
"""A cell's thickness from which on its middle is not told by millimetres."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to encode: the input's datum, the level (None: as fine as the input allows, for a grid code 10),
    the bare grid code or the whole delivery address code under a profile (None: the shipped one)."""

    datum: str = "CGCS2000"
    level: int | None = None
    grid: bool = False
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """A result: the code asked for, its grid code and level, whether the input allowed less than wished."""

    code: str
    grid_code: str
    level: int
    coarsened: bool = False


def encode_point(lon: str, lat: str, height_m: str, wish: Wish) -> Encoded:
    """The code of a point.  Raises ConformanceError for what is no point.

    A grid code is made at the level wished, whatever the input's decimals.  A delivery address code is
    never finer than the input (see :mod:`waybill.address.code`).
    """
    if wish.grid:
        level = wish.level or 10
        grid_code = _grid_code(lon, lat, height_m, level, wish.datum)
        return Encoded(grid_code, grid_code, level)
    position = to_cgcs2000(lon, lat, wish.datum)
    allowed = min(level_of(position), level_of_height(height_m) if height_m else 10)
    level = min(wish.level or 10, allowed)
    grid_code = _of_position(position, height_m, level)
    code = gbt41832.encode(grid_code, profile=wish.profile)
    return Encoded(code, grid_code, level, coarsened=wish.level is not None and wish.level > level)


def _of_position(position: Position, height_m: str, level: int) -> str:
    if height_m:
        return gbt39409.encode_3d(position.lon, position.lat, height_m, level)
    return gbt39409.encode(position.lon, position.lat, level)


def _grid_code(lon: str, lat: str, height_m: str, level: int, datum: str) -> str:
    if datum_of(datum) == "CGCS2000":
        try:
            if height_m:
                return gbt39409.encode_3d(lon, lat, height_m, level)
            return gbt39409.encode(lon, lat, level)
        except ConformanceError as error:
            if error.code != "GBT39409-NUMBER":
                raise
    return _of_position(to_cgcs2000(lon, lat, datum), height_m, level)


def encode_lines(lines: Iterable[str], wish: Wish) -> Iterator[Encoded | ConformanceError | None]:
    """One result a line of ``lon,lat[,height]``, in order: None for a blank line, the error for a bad one."""
    for line in lines:
        fields = line.strip().split(",")
        if len(fields) == 2:
            lon, lat, height_m = fields[0], fields[1], ""
        elif len(fields) == 3:
            lon, lat, height_m = fields
        else:
            yield ConformanceError("COORD-LINE") if fields != [""] else None
            continue
        try:
            yield encode_point(lon.strip(), lat.strip(), height_m.strip(), wish)
        except ConformanceError as error:
            yield error


def encoded_facts(result: Encoded, wish: Wish) -> dict[str, Any]:
    """Everything known of a result, for JSON."""
    facts: dict[str, Any] = {
        "code": result.code,
        "datum": datum_of(wish.datum),
        "coarsened": result.coarsened,
    }
    if not wish.grid:
        parts = gbt41832.decode(result.code, profile=wish.profile)
        facts |= _parts(parts)
    return facts | cell_facts(result.grid_code)


def _parts(parts: gbt41832.DeliveryAddressCode) -> dict[str, Any]:
    names = ("country", "gnss", "position", "enterprise", "item", "check", "profile", "unverified")
    return {name: getattr(parts, name) for name in names}


def _text(degrees: Fraction, decimals: int = 12) -> str:
    return f"{Decimal(degrees.numerator) / Decimal(degrees.denominator):.{decimals}f}"


def cell_facts(grid_code: str) -> dict[str, Any]:
    """Level, edges, centre and corner of a grid code's cell: decimal degrees (12 decimals) and exact text."""
    from waybill.standards.gbt39409.cell import dms

    cell = gbt39409.decode(grid_code)
    lon, lat = cell.centre
    facts: dict[str, Any] = {
        "grid_code": cell.code,
        "level": cell.level,
        "dimensions": cell.dimensions,
        "centre": {"lon": _text(lon), "lat": _text(lat)},
        "southwest": {"lon": dms(cell.west, "lon"), "lat": dms(cell.south, "lat")},
        "bounds": {name: _text(getattr(cell, name)) for name in ("west", "south", "east", "north")},
    }
    if cell.dimensions == 3:
        facts["height_m"] = {"bottom": str(cell.bottom_m), "top": str(cell.top_m)}
    return facts


def grid_code_of(code: str, profile: Profile | None) -> tuple[str, dict[str, Any]]:
    """The grid code in any code that people may hand us, and the parts of a delivery address code.

    Accepts delivery address codes, reference codes (``C0-MN``) and bare grid codes.  Which of the first two
    a code with separators is, its first segment tells: that of a reference code is a grid code.
    """
    from waybill.standards.gbt39409 import reference

    text = gbt39409.compact(code)
    head, dash, _ = text.partition("-")
    if dash and gbt39409.is_valid(head):
        return reference.resolve(text), {}
    if not dash and (gbt39409.is_valid(text) or text[:1] in ("N", "S")):
        return gbt39409.validate(text), {}
    parts = gbt41832.decode(text, profile=profile)
    return parts.position, {"code": parts.code} | _parts(parts)


def decode_lines(
    lines: Iterable[str], decode: Callable[[str], str]
) -> Iterator[str | ConformanceError | None]:
    """``decode`` of each line, in order: None for a blank line, the error for a bad one."""
    for line in lines:
        try:
            yield decode(line) if line.strip() else None
        except ConformanceError as error:
            yield error


def centre_text(grid_code: str) -> str:
    """``lon,lat[,height]`` of a cell's centre, which encodes to the same cell again."""
    cell = gbt39409.decode(grid_code)
    lon, lat = cell.centre
    text = f"{_text(lon, 9)},{_text(lat, 9)}"
    if cell.bottom_m is not None and cell.top_m is not None:
        text += f",{_middle(cell.bottom_m, cell.top_m)}"
    return text


def _middle(bottom_m: Decimal, top_m: Decimal) -> str:
    """A height within a cell, in metres.  Cells thin out towards the earth's centre; the last ones reach beyond 6.1's range."""
    middle = max(LOWEST_M, min(HIGHEST_M, (bottom_m + top_m) / 2))
    return f"{middle:.{3 if top_m - bottom_m > _THIN_M else 6}f}"
