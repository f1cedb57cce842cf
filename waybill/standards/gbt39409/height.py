"""GB/T 39409-2020, chapter 6 and formulae C.12 to C.14: geodetic heights and their twelve code elements.

``n = floor(7372800 * log(1 + H / r0) / log(1 + pi/180))`` with r0 = 6378137 m.  The floor is certain: the
value is first taken in double precision with a wide bound on its error, and where a whole number lies
within the bound, in decimal arithmetic of growing precision until none does.  That ends, because only H = 0
gives a whole number (any other would make a power of the transcendental 1 + pi/180 rational).

Where the text is silent or contradicts itself, this module decides so:

* Below the ellipsoid (a0 = 1) the other elements hold the magnitude of n (sign-magnitude).  As n is a
  floor, -1 m is n = -67 where +1 m is n = 66.  Magnitude 0 with a0 = 1 is no code of level 10.
* a5 and a6 hold four bits: ``F`` occurs (from 1839.6 to 1962.2 m for a6) although the text says 0-E; it is written
  and read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import cache

from waybill.errors import ConformanceError
from waybill.standards.gbt39409.plane import DIGITS, STANDARD, element

Metres = str | int | Decimal | float
"""A height: decimal text, an integer, a Decimal; a float stands for its shortest decimal text."""

EARTH_RADIUS_M = 6378137
STEPS_PER_RATIO = 3600 * 2048
"""theta0 / theta: (1 degree) / (1/2048 arc second)."""
LOWEST_M = Decimal("-6302106.72")
HIGHEST_M = Decimal("528680171.13")

_TEXT = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{0,40})?", re.ASCII)
_BITS = (6, 3, 1, 4, 4, 1, 3, 3, 3, 3)
"""Bits of a1a2, a3, ... a11 (formula C.14), the highest first: one entry for each level."""
_SHIFTS = tuple(sum(_BITS[level:]) for level in range(1, 11))
"""Bits of n below level 1, 2, ... 10."""
_BELOW_A_STEP_M = Decimal("0.001")
"""A step is 15 mm high at the ellipsoid: heights nearer to it need no arithmetic, however many decimals they have."""
_LOG_BASE = math.log1p(math.pi / 180)


def _pi(digits: int) -> Decimal:
    """Pi by Machin's formula, to ``digits`` decimals and some guard."""
    one = int(10 ** (digits + 10))

    def arctan_of_inverse(k: int) -> int:
        total: int = one // k
        term = total
        n, sign = 3, -1
        while term:
            term //= k * k
            total += sign * (term // n)
            n, sign = n + 2, -sign
        return total

    value = 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))
    return Decimal(value).scaleb(-(digits + 10), Context(prec=digits + 20))


@cache
def _log_base(precision: int) -> Decimal:
    context = Context(prec=precision)
    return context.ln(context.add(1, context.divide(_pi(precision), Decimal(180))))


def decimal_of(height_m: Metres) -> Decimal:
    """The height as an exact decimal.  Raises ConformanceError if it is none or beyond 6.1's range."""
    clause = f"{STANDARD}, 6.1"
    if isinstance(height_m, str):
        if _TEXT.fullmatch(height_m) is None:
            raise ConformanceError("GBT39409-HEIGHT-NUMBER", clause=clause)
        value = Decimal(height_m)
    else:
        value = Decimal(repr(height_m)) if isinstance(height_m, float) else Decimal(height_m)
        if not value.is_finite():
            raise ConformanceError("GBT39409-HEIGHT-NUMBER", clause=clause)
    if not LOWEST_M <= value <= HIGHEST_M:
        raise ConformanceError("GBT39409-HEIGHT-RANGE", clause=clause, low=LOWEST_M, high=HIGHEST_M)
    return value


def index_of(height_m: Metres) -> int:
    """n of formula C.12 for a geodetic height in metres: the floor, certain."""
    value = decimal_of(height_m)
    near = STEPS_PER_RATIO * math.log1p(float(value) / EARTH_RADIUS_M) / _LOG_BASE
    bound = abs(near) * 1e-13 + 1e-9
    low, high = math.floor(near - bound), math.floor(near + bound)
    return low if low == high else _certain_index(value)


def _certain_index(value: Decimal) -> int:
    if abs(value) < _BELOW_A_STEP_M:
        return -1 if value < 0 else 0
    precision = 40
    while True:
        context = Context(prec=precision)
        ratio = context.divide(context.add(value, EARTH_RADIUS_M), Decimal(EARTH_RADIUS_M))
        steps = context.divide(context.multiply(STEPS_PER_RATIO, context.ln(ratio)), _log_base(precision))
        bound = Decimal(10) ** (20 - precision)
        low = context.subtract(steps, bound).to_integral_value(ROUND_FLOOR)
        if low == context.add(steps, bound).to_integral_value(ROUND_FLOOR):
            return int(low)
        precision *= 2


def height_at(n: int) -> Decimal:
    """The height in metres at which step ``n`` begins (formula C.13), rounded up to a micrometre."""
    context = Context(prec=40)
    power = context.exp(context.divide(context.multiply(n, _log_base(40)), Decimal(STEPS_PER_RATIO)))
    height = context.multiply(context.subtract(power, 1), Decimal(EARTH_RADIUS_M))
    return height.quantize(Decimal("0.000001"), rounding=ROUND_CEILING, context=context)


def elements_of(n: int, level: int) -> tuple[str, ...]:
    """a0, a1a2, a3 ... down to ``level``, as texts."""
    magnitude = abs(n)
    texts = ["1" if n < 0 else "0", f"{magnitude >> _SHIFTS[0]:02d}"]
    for bits, shift in zip(_BITS[1:level], _SHIFTS[1:level], strict=True):
        texts.append(DIGITS[(magnitude >> shift) & ((1 << bits) - 1)])
    return tuple(texts)


def range_of(text: str, level: int, positions: Sequence[int]) -> tuple[int, int]:
    """First n and first n above, of the height cell with elements ``text`` (a0 a1a2 a3 ...)."""
    below = element(text, 0, "01", positions, "6.2") == 1
    tens = element(text, 1, "0123456", positions, "6.2")
    magnitude = tens * 10 + element(text, 2, DIGITS[:10], positions, "6.2")
    clause = f"{STANDARD}, 6.1"
    for at, bits in enumerate(_BITS[1:level], start=3):
        magnitude = magnitude << bits | element(text, at, DIGITS[: 1 << bits], positions, "6.2")
    size = 1 << _SHIFTS[level - 1]
    low = magnitude * size
    if low > (-index_of(LOWEST_M) if below else index_of(HIGHEST_M)):
        raise ConformanceError("GBT39409-HEIGHT-RANGE", clause=clause, low=LOWEST_M, high=HIGHEST_M)
    if not below:
        return low, low + size
    if low + size == 1:
        raise ConformanceError("GBT39409-HEIGHT-ZERO", clause=f"{STANDARD}, 6.2", position=positions[0])
    return -(low + size - 1), min(1 - low, 0)
