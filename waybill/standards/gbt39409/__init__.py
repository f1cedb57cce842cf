"""GB/T 39409-2020, BeiDou grid location code (北斗网格位置码).

A cell of the earth's surface (2D, levels 1-10: 4, 6, 7, 9, 11, 12, 14, 16, 18, 20 characters) or of the
space around it (3D, the same with twelve height elements in between: 7, 10, 12, 15, 18, 20, 23, 26, 29, 32
characters).  Coordinates are CGCS2000 degrees, heights geodetic metres, both taken exactly (see
:data:`Exact`).

>>> encode("116.3912757", "39.906217")
'N50J4758475221247154'
>>> encode("116.3912757", "39.906217", level=4)
'N50J47584'
>>> encode_3d("116.3912757", "39.906217", "43.5")
'N050J004705084075020215245713542'
>>> decode("N50J47584").level
4
>>> parent("N50J47584")
'N50J475'

Decisions where the text is silent: cell edges, 0, -0 and 180 in :mod:`.plane`; the caps in :mod:`.polar`;
heights below 0 and the element ``F`` in :mod:`.height`.  All errors are ConformanceError with ``clause``
and, for a wrong character, the fact ``position`` (1 = first).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waybill.errors import ConformanceError
from waybill.standards.gbt39409 import plane
from waybill.standards.gbt39409.plane import STANDARD, UNITS_PER_DEGREE, Exact

if TYPE_CHECKING:
    from waybill.standards.gbt39409.cell import Cell
    from waybill.standards.gbt39409.height import Metres

__all__ = [
    "LENGTHS_2D",
    "LENGTHS_3D",
    "STANDARD",
    "UNITS_PER_DEGREE",
    "Exact",
    "compact",
    "decode",
    "encode",
    "encode_3d",
    "is_valid",
    "neighbours",
    "parent",
    "validate",
]

LENGTHS_2D = plane.LENGTHS
LENGTHS_3D = (2, 7, 10, 12, 15, 18, 20, 23, 26, 29, 32)
"""Characters of a three-dimensional code by level; index 0 is hemisphere and a0."""


def encode(lon: Exact, lat: Exact, level: int = 10) -> str:
    """The two-dimensional code (chapter 5) of the cell of ``level`` (1-10) that holds a point."""
    return _code_at(plane.index_of(lon, 180), _latitude_index(lon, lat), _checked(level))


def encode_3d(lon: Exact, lat: Exact, height_m: Metres, level: int = 10) -> str:
    """The three-dimensional code (chapter 6) of a point at a geodetic height in metres."""
    from waybill.standards.gbt39409 import height

    return _interleave(encode(lon, lat, level), height.elements_of(height.index_of(height_m), level))


def _checked(level: int) -> int:
    if not 1 <= level <= 10:
        raise ConformanceError("GBT39409-LEVEL", clause=f"{STANDARD}, 5.1", level=level)
    return level


def _latitude_index(lon: Exact, lat: Exact) -> int:
    try:
        return plane.index_of(lat, 90)
    except ConformanceError as error:
        if error.code == "GBT39409-LATITUDE" and abs(plane.index_of(lon, 180)) <= plane.QUARTER_TURN:
            raise ConformanceError("GBT39409-SWAPPED", clause=error.clause) from None
        raise


def _code_at(column: int, row: int, level: int) -> str:
    if -plane.POLAR_LIMIT <= row < plane.POLAR_LIMIT:
        return plane.code_of(column, row, level)
    from waybill.standards.gbt39409 import polar

    return polar.code_of(column, row, level)


def _interleave(code: str, heights: tuple[str, ...]) -> str:
    """Figure 12: each segment of the 2D code, then the height element of the same level."""
    parts = [code[0], heights[0]]
    for level, element in enumerate(heights[1:], start=1):
        parts += code[LENGTHS_2D[level - 1] : LENGTHS_2D[level]], element
    return "".join(parts)


def compact(code: str) -> str:
    """The code without blanks, in capital half-width characters; nothing is checked."""
    if code.isascii():
        return "".join(code.split()).upper()
    from unicodedata import normalize

    return "".join(normalize("NFKC", code).split()).upper()


def decode(code: str, *, dimensions: int | None = None) -> Cell:
    """The cell of a 2D or 3D code.

    Which of the two a code is, its letter for the latitude band tells.  Cap codes have none there: they are
    read as 2D where that makes a cell, unless ``dimensions`` (2 or 3) says otherwise.
    """
    from waybill.standards.gbt39409.cell import decode_cell

    return decode_cell(compact(code), dimensions)


def validate(code: str, *, dimensions: int | None = None) -> str:
    """The compact code, or ConformanceError with position and clause."""
    text = compact(code)
    # Whether there is such a cell is quicker told than where it lies.
    if dimensions in (None, 2) and plane.BELOW_CAPS.fullmatch(text):
        return text
    return decode(text, dimensions=dimensions).code


def is_valid(code: str, *, dimensions: int | None = None) -> bool:
    """Whether :func:`validate` would accept the code."""
    try:
        decode(code, dimensions=dimensions)
    except ConformanceError:
        return False
    return True


def parent(code: str) -> str | None:
    """The code of the next coarser level; None for a code of level 1."""
    cell = decode(code)
    lengths = LENGTHS_2D if cell.height_range is None else LENGTHS_3D
    return cell.code[: lengths[cell.level - 1]] if cell.level > 1 else None


def neighbours(code: str) -> dict[str, str]:
    """The cells of the same level around a 2D cell, by direction: N, NE, E, SE, S, SW, W, NW.

    A neighbour is the cell met by one step across the middle of an edge, or across a corner.  Beside a cap,
    where cells differ in size, this names one of several; directions that lead nowhere (over a pole, around
    a disc) are absent.
    """
    from waybill.standards.gbt39409.cell import around

    cell = decode(code, dimensions=2)
    return {name: _code_at(column, row, cell.level) for name, column, row in around(cell)}
