"""GB/T 39409-2020, chapters 7 and 8: codes relative to a well-known cell nearby.

A reference code is the code of a reference cell (level 5 or finer) and the offset of the target from it,
``-MN``: M cells in longitude, N in latitude, ``0``-``7`` to the east or north, ``A``-``G`` for 1-7 to the
west or south.  Further pairs ``-M'N'`` lead on, one level each: the offset, inside the cell reached so far,
from its child at the corner nearest to the prime meridian and the equator.

A short code is a place's name with the same offsets: the name stands for its cell.

>>> refer("N50J475493E", "N50J475492E")
'N50J475492E-10'
>>> resolve("N50J475492E-10")
'N50J475493E'
"""

from __future__ import annotations

from collections.abc import Mapping

from waybill.errors import ConformanceError
from waybill.standards import gbt39409
from waybill.standards.gbt39409 import LENGTHS_2D, STANDARD, plane
from waybill.standards.gbt39409.cell import Cell
from waybill.standards.gbt39409.plane import HALF_TURN, POLAR_LIMIT

COARSEST_LEVEL = 5
FARTHEST = 7
_OFFSETS = "GFEDCBA01234567"
"""Offsets -7 ... 7."""
_TURN = 2 * HALF_TURN


def _cell(code: str, clause: str) -> Cell:
    cell = gbt39409.decode(code, dimensions=2)
    if cell.level < COARSEST_LEVEL:
        raise ConformanceError(
            "GBT39409-REFERENCE-LEVEL", clause=f"{STANDARD}, {clause}", level=COARSEST_LEVEL
        )
    if max(abs(cell.box.south), abs(cell.box.north)) > POLAR_LIMIT:
        raise ConformanceError("GBT39409-REFERENCE-POLE", clause=f"{STANDARD}, {clause}")
    return cell


def _pair(columns: int, rows: int, clause: str) -> str:
    if max(abs(columns), abs(rows)) > FARTHEST:
        raise ConformanceError("GBT39409-REFERENCE-FAR", clause=f"{STANDARD}, {clause}", limit=FARTHEST)
    return f"-{_OFFSETS[columns + FARTHEST]}{_OFFSETS[rows + FARTHEST]}"


def _offsets(target: Cell, reference: Cell, clause: str) -> str:
    """``-MN-M'N'...`` from the reference cell to the target."""
    if target.level < reference.level:
        raise ConformanceError("GBT39409-REFERENCE-COARSER", clause=f"{STANDARD}, {clause}")
    width, height = plane.LEVELS[reference.level - 1].width, plane.LEVELS[reference.level - 1].height
    columns = ((target.box.west - reference.box.west + HALF_TURN) % _TURN - HALF_TURN) // width
    text = _pair(columns, (target.box.south - reference.box.south) // height, clause)
    for number in range(reference.level + 1, target.level + 1):
        level = plane.LEVELS[number - 1]
        pair = target.code[LENGTHS_2D[number - 1] : LENGTHS_2D[number]]
        row, col = divmod(int(pair), 2) if level.z_order else (int(pair[1]), int(pair[0]))
        text += _pair(-col if target.box.west < 0 else col, -row if target.box.south < 0 else row, clause)
    return text


def refer(target: str, reference: str) -> str:
    """The reference code (7.2) of ``target`` seen from ``reference``; both are 2D codes."""
    near = _cell(reference, "7.1")
    return near.code + _offsets(_cell(target, "7.2"), near, "7.2")


def shorten(target: str, place: str, reference: str) -> str:
    """The short code (8.1) of ``target``: a place's name, whose cell is ``reference``, and the offsets."""
    return place + _offsets(_cell(target, "8.1"), _cell(reference, "7.1"), "8.1")


def _misshapen(position: int, clause: str) -> ConformanceError:
    return ConformanceError("GBT39409-REFERENCE-SHAPE", clause=f"{STANDARD}, {clause}", position=position)


def _follow(start: Cell, pairs: list[str], first_position: int, clause: str) -> str:
    if not pairs or start.level + len(pairs) - 1 > len(plane.LEVELS):
        raise _misshapen(first_position, clause)
    moves: list[tuple[int, int]] = []
    position = first_position
    for pair in pairs:
        if len(pair) != 2 or not set(pair) <= set(_OFFSETS):
            raise _misshapen(position, clause)
        moves.append((_OFFSETS.index(pair[0]) - FARTHEST, _OFFSETS.index(pair[1]) - FARTHEST))
        position += 3
    (columns, rows), *inner = moves
    width, height = start.box.east - start.box.west, start.box.north - start.box.south
    column = (start.box.west + columns * width + HALF_TURN) % _TURN - HALF_TURN
    row = start.box.south + rows * height
    if not -POLAR_LIMIT <= row < POLAR_LIMIT:
        raise ConformanceError("GBT39409-REFERENCE-POLE", clause=f"{STANDARD}, {clause}")
    code = plane.code_of(column, row, start.level)
    for number, (columns, rows) in enumerate(inner, start=start.level + 1):
        level = plane.LEVELS[number - 1]
        col, line = (-columns if column < 0 else columns), (-rows if row < 0 else rows)
        if not (0 <= col < level.columns and 0 <= line < level.rows):
            raise _misshapen(first_position + 3 * (number - start.level), clause)
        code += str(line * 2 + col) if level.z_order else f"{col}{line}"
    return code


def resolve(code: str) -> str:
    """The 2D code that a reference code stands for (7.3)."""
    head, *pairs = gbt39409.compact(code).split("-")
    return _follow(_cell(head, "7.1"), pairs, len(head) + 2, "7.2")


def restore(short: str, places: Mapping[str, str]) -> str:
    """The 2D code that a short code stands for (8.2); ``places`` gives the cell of each name."""
    short = short.strip()
    name = max((place for place in places if f"{short}-".startswith(f"{place}-")), key=len, default=None)
    if name is None:
        raise ConformanceError("GBT39409-PLACE", clause=f"{STANDARD}, 8.2")
    pairs = short[len(name) + 1 :].upper().split("-") if len(short) > len(name) else []
    return _follow(_cell(places[name], "7.1"), pairs, len(name) + 2, "8.2")
