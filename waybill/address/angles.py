"""Longitudes and latitudes as people write them, read exactly, with the precision they were written to."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, NamedTuple

from waybill.errors import ConformanceError, Where
from waybill.patterns import late_pattern

Axis = Literal["lon", "lat"]

_DECIMAL = late_pattern(r"([+-]?)([0-9]{1,3})(?:\.([0-9]{1,20}))?", re.ASCII)
_PART = late_pattern(r"([0-9]{1,3})(?:\.([0-9]{1,20}))?\s*(deg|min|sec|''|\D?)\s*", re.ASCII)
_MARKS = (
    {"°", "º", "˚", "度", "d", "D", "deg"},
    {"'", "′", "’", "分", "m", "min"},
    {'"', "″", "”", "''", "秒", "s", "sec"},
)
_SIDES = {"E": 1, "N": 1, "W": -1, "S": -1, "东": 1, "北": 1, "西": -1, "南": -1}
_OF_AXIS = {"lon": "EW东西", "lat": "NS南北"}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．－＋−ＥＷＮＳ", "0123456789.-+-EWNS")


class Angle(NamedTuple):
    """An angle in degrees, exact, and its resolution: the worth of one unit of the last digit written."""

    degrees: Fraction
    resolution: Fraction


RESOLUTIONS = tuple(Fraction(1, 10**decimals) for decimals in range(21))
"""What the last digit is worth, by number of decimals."""


def plain_decimals(text: str, limit: int) -> int | None:
    """The number of decimals where ``text`` is plain decimal degrees within ``limit``, else None."""
    found = _DECIMAL.fullmatch(text)
    if found is None or abs(float(text)) > limit:
        return None
    return len(found[3] or "")


def _refuse(code: str, axis: Axis) -> ConformanceError:
    return ConformanceError(code, where=Where(column=axis), clause="GB/T 39409-2020, 4.1", axis=axis)


def _number(whole: str, fraction: str | None) -> Fraction:
    return Fraction(int(whole + (fraction or "")), 10 ** len(fraction or ""))


def parse_angle(text: str, axis: Axis) -> Angle:
    """Read decimal degrees (``116.39``, ``-43.2``, ``东经116.39``) or degrees, minutes and seconds
    (``116°23'28.5"E``, ``116 23 28.5``, ``116度23分28.5秒``).

    Raises ConformanceError: COORD-NUMBER (not an angle), COORD-SIDE (a side of the other axis), COORD-RANGE.
    """
    found = _DECIMAL.fullmatch(text)
    if found is not None:
        sign, whole, fraction = found.groups()
        size, resolution = _number(whole, fraction), RESOLUTIONS[len(fraction or "")]
        negative = sign == "-"
    else:
        size, resolution, negative = _spoken(text, axis)
    if size > (180 if axis == "lon" else 90):
        raise _refuse("COORD-RANGE", axis)
    return Angle(-size if negative else size, resolution)


def _spoken(text: str, axis: Axis) -> tuple[Fraction, Fraction, bool]:
    """Size, resolution and whether it is negative, of any other way of writing than plain decimals."""
    if len(text) > 60:
        raise _refuse("COORD-NUMBER", axis)
    rest = text.translate(_HALF_WIDTH).strip()
    negative = False
    if rest[:1] in ("+", "-"):
        negative, rest = rest[0] == "-", rest[1:]
    elif rest[:1] in _SIDES or rest[-1:] in _SIDES:
        side, rest = (rest[0], rest[1:]) if rest[0] in _SIDES else (rest[-1], rest[:-1])
        if side not in _OF_AXIS[axis]:
            raise _refuse("COORD-SIDE", axis)
        negative, rest = _SIDES[side] < 0, rest.removeprefix("经" if axis == "lon" else "纬")
    size, resolution = _sum(rest.strip(), axis)
    return size, resolution, negative


def _sum(text: str, axis: Axis) -> tuple[Fraction, Fraction]:
    """Degrees and, where written, minutes and seconds; only the last part may have decimals."""
    size, resolution = Fraction(0), Fraction(0)
    at = 0
    for part, marks in enumerate(_MARKS):
        found = _PART.match(text, at)
        if found is None or (found[3] and found[3] not in marks):
            raise _refuse("COORD-NUMBER", axis)
        number = _number(found[1], found[2])
        if part and number >= 60:
            raise _refuse("COORD-NUMBER", axis)
        size += number / 60**part
        resolution = Fraction(1, 60**part * 10 ** len(found[2] or ""))
        at = found.end()
        if at == len(text):
            return size, resolution
        if found[2] or text[at - 1].isdecimal():  # digits run on: a decimal point was lost
            break
    raise _refuse("COORD-NUMBER", axis)
