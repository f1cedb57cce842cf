"""Text to the data bits of a QR symbol (ISO/IEC 18004:2015, 7.4): one segment in the densest mode that holds it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from waybill.symbols.utf8 import utf_8

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALPHANUMERIC_COUNT_BITS = (9, 11)
"""7.4.1, table 3: bits of the character count for versions 1-9 and 10-26."""
_VALUES = bytes.maketrans(ALPHANUMERIC.encode(), bytes(range(45)))
_REMEMBERED = 256
"""Masks kept: a few for each length of text."""
_numeric = re.compile("[0-9]+").fullmatch
_alphanumeric = re.compile(r"[0-9A-Z $%*+\-./:]+").fullmatch


class Segment(NamedTuple):
    """A mode, the number that goes into its character count, and the data bits as one number."""

    header: int
    """Mode indicator, with an ECI header before it where one is needed."""
    header_bits: int
    count_bits: tuple[int, int]
    """Bits of the character count for versions 1-9 and 10-26."""
    length: int
    bits: int
    value: int


def segment_of(text: str) -> Segment:
    """ISO/IEC 18004:2015 -- 7.4.3 to 7.4.5: numeric, alphanumeric or byte mode, the first that can hold the text."""
    if _alphanumeric(text):
        if not _numeric(text):
            return Segment(2, 4, ALPHANUMERIC_COUNT_BITS, len(text), *_alphanumeric_bits(text))
        whole, rest = divmod(len(text), 3)
        bits = "".join([f"{int(text[i : i + 3]):010b}" for i in range(0, 3 * whole, 3)])
        if rest:
            bits += f"{int(text[-rest:]):0{3 * rest + 1}b}"
        return Segment(1, 4, (10, 12), len(text), len(bits), int(bits, 2))
    data = utf_8(text, "QR Code")
    # 7.4.2 ECI mode: assignment 26 is UTF-8; plain ASCII needs none.
    header, header_bits = (4, 4) if text.isascii() else (0b0111_00011010_0100, 16)
    return Segment(header, header_bits, (8, 16), len(data), 8 * len(data), int.from_bytes(data, "big"))


def _alphanumeric_bits(text: str) -> tuple[int, int]:
    """7.4.4 Alphanumeric mode: eleven bits for two characters, six for a last one."""
    values = text.encode().translate(_VALUES)
    pairs, odd = divmod(len(values), 2)
    bits = _pair_bits(int.from_bytes(values[: 2 * pairs], "big"), pairs)
    return (11 * pairs + 6, bits << 6 | values[-1]) if odd else (11 * pairs, bits)


def _pair_bits(values: int, pairs: int) -> int:
    """45 times the first plus the second of each pair of bytes, in eleven bits: all pairs at once, in a quarter of the time.

    Each result has 16 bits to itself at first.  Then neighbours move together, by twos, fours, eights.
    """
    second = _lower_halves(16, pairs)
    bits = 45 * (values >> 8 & second) + (values & second)
    lane, width = 16, 11
    while lane < 16 * pairs:
        lower = _lower_halves(2 * lane, -(-16 * pairs // (2 * lane)))
        bits = (bits >> lane & lower) << width | bits & lower
        lane, width = 2 * lane, 2 * width
    return bits


@lru_cache(maxsize=_REMEMBERED)
def _lower_halves(lane: int, count: int) -> int:
    """A mask of the lower half of each of ``count`` lanes of so many bits."""
    half = lane // 16
    return int.from_bytes((bytes(half) + b"\xff" * half) * count, "big")
