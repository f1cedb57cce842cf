"""Cells: what a grid location code stands for, read back (GB/T 39409-2020, chapters 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from waybill.errors import ConformanceError
from waybill.standards.gbt39409 import LENGTHS_2D, LENGTHS_3D, height, plane, polar
from waybill.standards.gbt39409.plane import HALF_TURN, QUARTER_TURN, STANDARD, UNITS_PER_DEGREE, Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its code, level and edges.  ``box`` is in units of 1/2048 arc second, exact."""

    code: str
    level: int
    box: Box
    height_range: tuple[int, int] | None = None
    """3D only: the first n of formula C.12 in the cell, and the first above it."""

    @property
    def dimensions(self) -> int:
        return 2 if self.height_range is None else 3

    @property
    def west(self) -> Fraction:
        """Western edge, degrees."""
        return Fraction(self.box.west, UNITS_PER_DEGREE)

    @property
    def south(self) -> Fraction:
        """Southern edge, degrees."""
        return Fraction(self.box.south, UNITS_PER_DEGREE)

    @property
    def east(self) -> Fraction:
        """Eastern edge, degrees; above 180 where the cell lies across that meridian (caps only)."""
        return Fraction(self.box.east, UNITS_PER_DEGREE)

    @property
    def north(self) -> Fraction:
        """Northern edge, degrees."""
        return Fraction(self.box.north, UNITS_PER_DEGREE)

    @property
    def southwest(self) -> tuple[Fraction, Fraction]:
        """The south-west corner: longitude, latitude in degrees."""
        return self.west, self.south

    @property
    def centre(self) -> tuple[Fraction, Fraction]:
        """The centre: longitude, latitude in degrees."""
        lon = Fraction(self.box.west + self.box.east, 2 * UNITS_PER_DEGREE)
        return (lon - 360 if lon >= 180 else lon), Fraction(
            self.box.south + self.box.north, 2 * UNITS_PER_DEGREE
        )

    @property
    def bottom_m(self) -> Decimal | None:
        """3D: the height at which the cell begins, in metres, rounded up to a micrometre."""
        return None if self.height_range is None else height.height_at(self.height_range[0])

    @property
    def top_m(self) -> Decimal | None:
        """3D: the height at which the next cell begins."""
        return None if self.height_range is None else height.height_at(self.height_range[1])


def dms(degrees: Fraction, axis: str) -> str:
    """An angle of whole or half units as exact text, ``116°18'45.37109375"E``; ``axis`` is lon or lat."""
    letter = ("W" if degrees < 0 else "E") if axis == "lon" else ("S" if degrees < 0 else "N")
    halves = abs(degrees) * UNITS_PER_DEGREE * 2
    if halves.denominator != 1:
        raise ValueError("not a multiple of half a unit")
    seconds, rest = divmod(halves.numerator, 2 * 2048)
    minutes, second = divmod(seconds, 60)
    fraction = f"{Decimal(rest) / 4096:f}".removeprefix("0").rstrip("0").rstrip(".")
    return f"{minutes // 60}°{minutes % 60:02d}'{second:02d}{fraction}\"{letter}"


def _plane_positions(level: int) -> tuple[list[int], list[int]]:
    """Where the 2D characters and the height characters of a 3D code stand (1 = first)."""
    surface, heights = [1], [2]
    at = 3
    for number in range(1, level + 1):
        width = LENGTHS_2D[number] - LENGTHS_2D[number - 1]
        surface += range(at, at + width)
        width_of_height = LENGTHS_3D[number] - LENGTHS_3D[number - 1] - width
        heights += range(at + width, at + width + width_of_height)
        at += width + width_of_height
    return surface, heights


def _dimensions(code: str) -> int:
    if code[1:4] != "000":
        return 3 if code[3:4].isdigit() else 2
    if len(code) not in LENGTHS_2D[1:]:
        return 3
    if len(code) in LENGTHS_3D[1:]:
        with suppress(ConformanceError):
            decode_cell(code, 2)
            return 2
        with suppress(ConformanceError):
            decode_cell(code, 3)
            return 3
    return 2


def decode_cell(code: str, dimensions: int | None) -> Cell:
    """The cell of a compact code."""
    if dimensions not in (None, 2, 3):
        raise ValueError("dimensions must be 2, 3 or None")
    if dimensions is None:
        dimensions = _dimensions(code)
    lengths = LENGTHS_2D if dimensions == 2 else LENGTHS_3D
    clause = f"{STANDARD}, " + ("5.2" if dimensions == 2 else "6.2")
    if len(code) not in lengths[1:]:
        raise ConformanceError(
            "GBT39409-LENGTH", clause=clause, length=len(code), expected=" ".join(map(str, lengths[1:]))
        )
    level = lengths.index(len(code))
    if dimensions == 2:
        return Cell(code, level, _surface_box(code, level, range(1, len(code) + 1)))
    at_surface, at_height = _plane_positions(level)
    surface = "".join(code[at - 1] for at in at_surface)
    heights = "".join(code[at - 1] for at in at_height)
    box = _surface_box(surface, level, at_surface)
    return Cell(code, level, box, height.range_of(heights, level, at_height))


def _surface_box(code: str, level: int, positions: Sequence[int]) -> Box:
    return (polar.box_of if code[1:4] == "000" else plane.box_of)(code, level, positions)


def around(cell: Cell) -> Iterator[tuple[str, int, int]]:
    """The eight directions with the unit (column, row) that lies one step out of the cell there."""
    box = cell.box
    columns = {"W": box.west - 1, "": (box.west + box.east) // 2, "E": box.east}
    rows = {"N": box.north, "": (box.south + box.north) // 2, "S": box.south - 1}
    whole_turn = box.east - box.west == 2 * HALF_TURN
    for name in ("N", "NE", "E", "SE", "S", "SW", "W", "NW"):
        up, side = name.strip("EW"), name.strip("NS")
        row = rows[up]
        if (whole_turn and side) or not -QUARTER_TURN <= row < QUARTER_TURN:
            continue
        yield name, (columns[side] + HALF_TURN) % (2 * HALF_TURN) - HALF_TURN, row
