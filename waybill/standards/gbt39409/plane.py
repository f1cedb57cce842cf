"""GB/T 39409-2020, chapter 5: the two-dimensional grid below 88 degrees, in whole units of 1/2048 arc second.

Every edge of every cell is a whole number of units, so a point is first put into its unit square and all that
follows is division of integers: there is no rounding anywhere.

Where the text leaves an edge open, this module decides so:

* Cells count away from the prime meridian and away from the equator (figures 3 to 8).  A cell therefore
  owns its two edges nearest to them: longitude -6 is the first column of band 29, not the last of band 30.
* Latitude 0 and -0 lie in the northern hemisphere, longitude 0 and -0 in the eastern (band 31).
* +180 is the last column of band 60, -180 the last column of band 01.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from waybill.errors import ConformanceError
from waybill.patterns import late_pattern

STANDARD = "GB/T 39409-2020"
UNITS_PER_DEGREE = 3600 * 2048
HALF_TURN = 180 * UNITS_PER_DEGREE
QUARTER_TURN = 90 * UNITS_PER_DEGREE
POLAR_LIMIT = 88 * UNITS_PER_DEGREE
DIGITS = "0123456789ABCDEF"
LATITUDE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUV"

Exact = str | int | Decimal | Fraction | float
"""A number taken at its exact value: decimal text, an integer, a Decimal, a Fraction.  A float stands for its
shortest decimal text, which is what its writer meant."""


class Level(NamedTuple):
    """How a level divides its parent (5.1): columns and rows, size in units, one character or two."""

    columns: int
    rows: int
    width: int
    height: int
    z_order: bool


def _levels() -> tuple[Level, ...]:
    width, height = 6 * UNITS_PER_DEGREE, 4 * UNITS_PER_DEGREE
    levels = [Level(60, 22, width, height, False)]
    divisions = ((12, 8), (2, 3), (15, 10), (15, 15), (2, 2), (8, 8), (8, 8), (8, 8), (8, 8))
    for number, (columns, rows) in enumerate(divisions, start=2):
        width, height = width // columns, height // rows
        levels.append(Level(columns, rows, width, height, number in (3, 6)))
    return tuple(levels)


LEVELS = _levels()
"""Levels 1 to 10, the first at index 0."""
LENGTHS = (1, 4, 6, 7, 9, 11, 12, 14, 16, 18, 20)
"""Characters of a two-dimensional code by level; index 0 is the bare hemisphere."""


def _grammar() -> str:
    """What a code below 88 degrees looks like, as far as it goes."""
    inner = ""
    for level in reversed(LEVELS[1:]):
        counts = (level.columns * level.rows,) if level.z_order else (level.columns, level.rows)
        inner = f"(?:{''.join(f'[{DIGITS[:count]}]' for count in counts)}{inner})?"
    return f"[NS](?:0[1-9]|[1-5][0-9]|60)[{LATITUDE_LETTERS}]{inner}"


BELOW_CAPS = late_pattern(_grammar())
"""The same codes that :func:`box_of` makes boxes of."""

_ELEMENTS = tuple(
    (
        level.width,
        level.height,
        tuple(
            tuple(
                DIGITS[row * 2 + col] if level.z_order else DIGITS[col] + DIGITS[row]
                for row in range(level.rows)
            )
            for col in range(level.columns)
        ),
    )
    for level in LEVELS[1:]
)
_EAST_BANDS = tuple(f"{31 + band:02d}" for band in range(30))
_WEST_BANDS = tuple(f"{30 - band:02d}" for band in range(30))
_TENS: tuple[int, ...] = tuple(10**places for places in range(41))
_DECIMAL = re.compile(r"([+-]?)([0-9]{1,6})(?:\.([0-9]{0,40}))?", re.ASCII)


def index_of(value: Exact, limit_degrees: int) -> int:
    """The unit that holds an angle: floor(|angle|) units away from zero, -1 being the first one below zero.

    Raises ConformanceError for what is no number or lies beyond ``limit_degrees``.
    """
    if type(value) is str:
        found = _DECIMAL.fullmatch(value)
        if found is None:
            raise ConformanceError("GBT39409-NUMBER", clause=f"{STANDARD}, 4.1")
        sign, whole, fraction = found.groups()
        if fraction:
            numerator, denominator = int(whole + fraction), _TENS[len(fraction)]
        else:
            numerator, denominator = int(whole), 1
        negative = sign == "-" and numerator != 0
    else:
        ratio = _ratio(value)
        negative, numerator, denominator = ratio < 0, abs(ratio.numerator), ratio.denominator
    if numerator > limit_degrees * denominator:
        raise ConformanceError(
            "GBT39409-LATITUDE" if limit_degrees == 90 else "GBT39409-LONGITUDE", clause=f"{STANDARD}, 4.1"
        )
    units = min(numerator * UNITS_PER_DEGREE // denominator, limit_degrees * UNITS_PER_DEGREE - 1)
    return -units - 1 if negative else units


def _ratio(value: Exact) -> Fraction:
    try:
        return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError):
        raise ConformanceError("GBT39409-NUMBER", clause=f"{STANDARD}, 4.1") from None


def code_of(column: int, row: int, level: int) -> str:
    """The code of the cell below 88 degrees that holds a unit (signed, as :func:`index_of`)."""
    x = column if column >= 0 else -column - 1
    y = row if row >= 0 else -row - 1
    band, x = divmod(x, 6 * UNITS_PER_DEGREE)
    letter, y = divmod(y, 4 * UNITS_PER_DEGREE)
    bands = _EAST_BANDS if column >= 0 else _WEST_BANDS
    code = ("N" if row >= 0 else "S") + bands[band] + LATITUDE_LETTERS[letter]
    for width, height, table in _ELEMENTS[: level - 1]:
        col, x = divmod(x, width)
        line, y = divmod(y, height)
        code += table[col][line]
    return code


class Box(NamedTuple):
    """A cell's edges in units; ``east`` passes 180 degrees where the cell lies across that meridian."""

    west: int
    south: int
    east: int
    north: int


def mirrored(west: bool, south: bool, x: int, y: int, width: int, height: int) -> Box:
    """The box of a cell whose near corner is ``x``, ``y`` units away from Greenwich and the equator."""
    left, right = (-x - width, -x) if west else (x, x + width)
    low, high = (-y - height, -y) if south else (y, y + height)
    return Box(left, low, right, high)


def element(code: str, at: int, alphabet: str, positions: Sequence[int], clause: str) -> int:
    """The value of one code element, or ConformanceError with its position and what may stand there."""
    value = alphabet.find(code[at])
    if value < 0:
        raise ConformanceError(
            "GBT39409-CHARACTER",
            clause=f"{STANDARD}, {clause}",
            position=positions[at],
            expected=f"{alphabet[0]}-{alphabet[-1]}" if len(alphabet) > 2 else "/".join(alphabet),
        )
    return value


def box_of(code: str, level: int, positions: Sequence[int]) -> Box:
    """The box of a two-dimensional code of the right length below 88 degrees.

    ``positions[k]`` is where character ``k`` stands in the code that the user wrote.
    """
    south = element(code, 0, "NS", positions, "5.2") == 1
    band = element(code, 1, "0123456", positions, "5.2") * 10 + element(
        code, 2, DIGITS[:10], positions, "5.2"
    )
    if not 1 <= band <= 60:
        raise ConformanceError("GBT39409-BAND", clause=f"{STANDARD}, 5.2", position=positions[1])
    y = element(code, 3, LATITUDE_LETTERS, positions, "5.2") * LEVELS[0].height
    west = band <= 30
    x = (30 - band if west else band - 31) * LEVELS[0].width
    at = 4
    for step in LEVELS[1:level]:
        if step.z_order:
            line, col = divmod(element(code, at, DIGITS[: step.columns * step.rows], positions, "5.2"), 2)
            at += 1
        else:
            col = element(code, at, DIGITS[: step.columns], positions, "5.2")
            line = element(code, at + 1, DIGITS[: step.rows], positions, "5.2")
            at += 2
        x += col * step.width
        y += line * step.height
    return mirrored(west, south, x, y, LEVELS[level - 1].width, LEVELS[level - 1].height)
