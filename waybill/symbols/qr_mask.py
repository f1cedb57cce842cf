"""How hard a masked QR symbol is to scan: the penalty of ISO/IEC 18004:2015, 7.8.3, on whole matrices at
once.

All rows are scored together by shifting the matrix number against itself by one module, all columns by
shifting it by one row.  The zero bits that end each row keep windows from running over.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class _Field(NamedTuple):
    """Masks over the matrix number: all modules, and those with a right or lower neighbour."""

    row_bits: int
    all: int
    with_right: int
    with_lower: int


@cache
def _field(size: int) -> _Field:
    row_bits = 8 * (size // 8 + 1)

    def rows(count: int, width: int) -> int:
        one = ((1 << width) - 1) << (row_bits - width)
        return sum(one << (row_bits * (size - 1 - row)) for row in range(count))

    return _Field(row_bits, rows(size, size), rows(size, size - 1), rows(size - 1, size))


def penalty(dark: int, size: int) -> int:
    """The penalty score N1 + N2 + N3 + N4 of a symbol."""
    field = _field(size)
    light = dark ^ field.all
    like_right = (dark ^ dark << 1) & field.with_right ^ field.with_right
    like_lower = (dark ^ dark << field.row_bits) & field.with_lower ^ field.with_lower
    blocks = like_right & like_right << field.row_bits & like_lower
    share = abs(20 * dark.bit_count() - 10 * size * size) // (size * size)
    return (
        _runs(like_right, 1)
        + _runs(like_lower, field.row_bits)
        + 3 * blocks.bit_count()
        + _finder_likes(dark, light, 1)
        + _finder_likes(dark, light, field.row_bits)
        + 10 * share
    )


def _runs(same: int, step: int) -> int:
    """N1: five modules alike in a line 3, each further one 1; that is one for each window of five and two for a run."""
    threes = same & same << step
    fives = threes & threes << 2 * step
    return fives.bit_count() + 2 * (fives & ~(fives >> step)).bit_count()


def _finder_likes(dark: int, light: int, step: int) -> int:
    """N3: dark, light, three dark, light, dark with four light modules before or after: 40 each."""
    pair = dark & dark << 2 * step
    core = dark & light << step & pair << 2 * step & dark << 3 * step & light << 5 * step & dark << 6 * step
    if not core:
        return 0
    two = light & light << step
    four = two & two << 2 * step
    return 40 * ((core & four << 7 * step).bit_count() + (core & four >> 4 * step).bit_count())
