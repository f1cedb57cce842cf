"""GB/T 39409-2020, 5.3: the polar caps, 88 to 90 degrees.

A cap is one level-1 cell, ``N000`` or ``S000``.  Each cell has at most one child that holds the pole, a
full disc, whose element is all zeros; the other children of a disc are rings, cut into sectors:

* level 2: disc ``00`` of 30', its ring ``01 02 03`` of 120 degrees by 30'; the outer degree in ``10``-``13``,
  ``20``-``23``, ``30``-``33``, 60 degrees by 30' each; first digit = sector (1: 0-120 E, 2: 120 E - 120 W
  across 180, 3: 120 W - 0);
* levels 3 and 6: disc ``0``, ring ``1 2 3`` of 120 degrees;
* levels 4, 5 and 7-10: disc ``00``, and rings 1, 2, ... (second character, 1 = next to the disc) of 15 or 8
  sectors (first character), 24 or 45 degrees each: 210 or 56 cells beside the disc;
* a cell that is no disc divides as at low latitude: 2 x 2 in Z-order at levels 3 and 6, 15 x 15 at 4 and 5,
  8 x 8 from 7 on.

The text says no more than that.  This module's reading of the rest: rows of an ordinary cell and of level
2's outer degree count away from the equator; columns count away from the prime meridian, that is westward
in a cell that lies wholly west of 180 (180 W to 0), else eastward (a disc, a cell across 180).  Edges
belong to the cell that is farther from the prime meridian and from the equator, as below 88 degrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waybill.errors import ConformanceError
from waybill.standards.gbt39409.plane import (
    DIGITS,
    HALF_TURN,
    POLAR_LIMIT,
    QUARTER_TURN,
    STANDARD,
    Box,
    element,
)

FULL_TURN = 2 * HALF_TURN
_THIRD = FULL_TURN // 3
_COUNTS = {3: 2, 4: 15, 5: 15, 6: 2, 7: 8, 8: 8, 9: 8, 10: 8}
_CLAUSE = "5.3"


class _Patch(NamedTuple):
    """A cell: west edge (0 to a full turn), width, near edge (from the equator), height."""

    west: int
    width: int
    near: int
    height: int

    @property
    def is_disc(self) -> bool:
        return self.width == FULL_TURN

    def columns(self, count: int, number: int) -> _Patch:
        """Column ``number`` of ``count``."""
        width = self.width // count
        if self.west >= HALF_TURN:
            number = count - 1 - number
        return self._replace(west=self.west + number * width, width=width)

    def column_at(self, count: int, x: int) -> int:
        number = (x - self.west) // (self.width // count)
        return count - 1 - number if self.west >= HALF_TURN else number

    def rows(self, count: int, number: int) -> _Patch:
        """Row ``number`` of ``count``, away from the equator."""
        height = self.height // count
        return self._replace(near=self.near + number * height, height=height)

    def row_at(self, count: int, y: int) -> int:
        return (y - self.near) // (self.height // count)


_CAP = _Patch(0, FULL_TURN, POLAR_LIMIT, QUARTER_TURN - POLAR_LIMIT)


def _child(patch: _Patch, level: int, first: int, second: int) -> _Patch:
    """The child of ``patch`` with these elements (``second`` is 0 at levels 3 and 6)."""
    if level == 2:
        if first == 0:
            ring = patch.rows(4, 3 if second == 0 else 2)
            return ring if second == 0 else ring.columns(3, second - 1)
        line, col = divmod(second, 2)
        return patch.rows(4, line).columns(3, first - 1).columns(2, col)
    count = _COUNTS[level]
    if not patch.is_disc:
        line, col = divmod(first, 2) if count == 2 else (second, first)
        return patch.rows(count, line).columns(count, col)
    if count == 2:
        return patch.rows(2, 1) if first == 0 else patch.rows(2, 0).columns(3, first - 1)
    ring = patch.rows(count, count - 1 - second)
    return ring if second == 0 else ring.columns(count, first)


def _elements(patch: _Patch, level: int, x: int, y: int) -> tuple[int, int]:
    """The elements of the child of ``patch`` that holds unit ``x``, ``y``."""
    if level == 2:
        line = patch.row_at(4, y)
        sector = x // _THIRD
        if line >= 2:
            return 0, (0 if line == 3 else sector + 1)
        return sector + 1, line * 2 + patch.columns(3, sector).column_at(2, x)
    count = _COUNTS[level]
    line = patch.row_at(count, y)
    if not patch.is_disc:
        col = patch.column_at(count, x)
        return (line * 2 + col, 0) if count == 2 else (col, line)
    if count == 2:
        return (0, 0) if line == 1 else (x // _THIRD + 1, 0)
    return (0, 0) if line == count - 1 else (patch.column_at(count, x), count - 1 - line)


def code_of(column: int, row: int, level: int) -> str:
    """The code of the cap's cell that holds unit ``column``, ``row`` (signed)."""
    x = column % FULL_TURN
    y = row if row >= 0 else -row - 1
    code = ("N" if row >= 0 else "S") + "000"
    patch = _CAP
    for number in range(2, level + 1):
        first, second = _elements(patch, number, x, y)
        code += DIGITS[first] if number in (3, 6) else DIGITS[first] + DIGITS[second]
        patch = _child(patch, number, first, second)
    return code


def box_of(code: str, level: int, positions: Sequence[int]) -> Box:
    """The box of a cap's code of the right length.  A disc's box runs from -180 to 180 degrees."""
    south = element(code, 0, "NS", positions, _CLAUSE) == 1
    for at in (1, 2, 3):
        element(code, at, "0", positions, _CLAUSE)
    patch = _CAP
    at = 4
    for number in range(2, level + 1):
        count = 4 if number == 2 or _COUNTS[number] == 2 else _COUNTS[number]
        first = element(code, at, DIGITS[:count], positions, _CLAUSE)
        second = 0
        if number not in (3, 6):
            second = element(code, at + 1, DIGITS[:count], positions, _CLAUSE)
            if number > 2 and patch.is_disc and second == 0 and first != 0:
                raise ConformanceError(
                    "GBT39409-POLE", clause=f"{STANDARD}, {_CLAUSE}", position=positions[at]
                )
            at += 1
        at += 1
        patch = _child(patch, number, first, second)
    return _box(patch, south)


def _box(patch: _Patch, south: bool) -> Box:
    far = patch.near + patch.height
    low, high = (-far, -patch.near) if south else (patch.near, far)
    west = -HALF_TURN if patch.is_disc else patch.west
    if west >= HALF_TURN:
        west -= FULL_TURN
    return Box(west, low, west + patch.width, high)
