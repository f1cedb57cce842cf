"""QR Code Model 2 (ISO/IEC 18004:2015): text to modules.

One segment in the densest mode that holds the text, the smallest version, tables that make the rest a sum
over GF(2) (see ``qr_tables``), and a data mask by the standard's penalty where a choice pays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from waybill.errors import SymbolError
from waybill.symbols.qr_geometry import Geometry, capacities, geometry
from waybill.symbols.qr_mask import penalty
from waybill.symbols.qr_tables import tables

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = bytes.maketrans(ALPHANUMERIC.encode(), bytes(range(45)))
FIXED_MASK = 2
"""The data mask of versions 7 and up."""
_SCORED_UP_TO = 6
_REMEMBERED = 256
"""Lengths of text whose surroundings are kept."""
_numeric = re.compile("[0-9]+").fullmatch
_alphanumeric = re.compile(r"[0-9A-Z $%*+\-./:]+").fullmatch


class Segment(NamedTuple):
    """A mode, the number that goes into its character count, and the data bits in small groups."""

    header: int
    """Mode indicator, with an ECI header before it where one is needed."""
    header_bits: int
    count_bits: tuple[int, int]
    """Bits of the character count for versions 1-9 and 10-26."""
    length: int
    widths: tuple[int, int]
    """Bits of a group, in turns: the two halves of what the mode makes of its characters."""
    groups: bytes
    """An even number of groups."""
    rest_bits: int = 0
    rest: int = 0
    """What the characters of an unfinished pair of groups make."""

    @property
    def bits(self) -> int:
        """How many data bits there are."""
        return len(self.groups) // 2 * sum(self.widths) + self.rest_bits


def qr(text: str, *, level: str = "M", max_version: int = 12) -> tuple[int, bytes]:
    """``(size, rows)`` of the smallest QR symbol for ``text``; ``rows`` as :class:`waybill.page.Matrix` takes
    them.

    ``level`` is L, M, Q or H.  Text outside ASCII is UTF-8 with its ECI header.  Up to version 6 the mask is
    the one of least penalty; above, it is fixed: what needs such a symbol on a waybill is a sealed code, and
    ciphertext favours no mask, so scoring eight of them would buy nothing.  Raises SymbolError
    ``SYMBOL-EMPTY`` or ``SYMBOL-QR-TOO-LONG``.
    """
    if not text:
        raise SymbolError("SYMBOL-EMPTY")
    segment = segment_of(text)
    for version, room in enumerate(capacities(level)[:max_version], 1):
        if room >= _length(segment, version):
            shape = geometry(version, level)
            return shape.size, best_rows(shape, _modules(segment, shape))
    raise SymbolError("SYMBOL-QR-TOO-LONG", length=len(text), level=level, version=max_version)


def qr_with(text: str, *, version: int, level: str, mask: int) -> tuple[int, bytes]:
    """The symbol of exactly this version and mask, for comparison with other encoders."""
    shape = geometry(version, level)
    segment = segment_of(text)
    if shape.data_bits < _length(segment, version):
        raise SymbolError("SYMBOL-QR-TOO-LONG", length=len(text), level=level, version=version)
    return shape.size, _rows(shape, _modules(segment, shape) ^ shape.frame(mask))


def best_rows(shape: Geometry, data: int) -> bytes:
    """The rows under the mask of least penalty, or under the fixed one in the versions that have it, for the
    unmasked modules of data and correction.
    """
    if shape.version > _SCORED_UP_TO:
        return _rows(shape, data ^ shape.frame(FIXED_MASK))
    return _rows(
        shape,
        min((data ^ shape.frame(mask) for mask in range(8)), key=lambda rows: penalty(rows, shape.size)),
    )


def _rows(shape: Geometry, modules: int) -> bytes:
    return modules.to_bytes(shape.size * shape.row_bytes, "big")


def _length(segment: Segment, version: int) -> int:
    return segment.header_bits + segment.count_bits[version > 9] + segment.bits


def _modules(segment: Segment, shape: Geometry) -> int:
    """The modules of data and correction, unmasked: those of the groups on those of all that stands around
    them.
    """
    start = segment.header_bits + segment.count_bits[shape.version > 9]
    around = _around(shape, segment._replace(groups=b""), len(segment.groups))
    return around ^ tables(shape).of_groups(start, segment.widths, segment.groups)


@lru_cache(maxsize=_REMEMBERED)
def _around(shape: Geometry, segment: Segment, groups: int) -> int:
    """The modules for a segment whose ``groups`` groups are all zero.

    ISO/IEC 18004:2015 -- 7.4.9 Terminator, 7.4.10 Bit stream to codeword conversion.
    """
    wide = segment.count_bits[shape.version > 9]
    bits = groups // 2 * sum(segment.widths) + segment.rest_bits
    stream = (segment.header << wide | segment.length) << bits | segment.rest
    used = segment.header_bits + wide + bits
    room = shape.data_bits - used
    codewords = stream << room
    if room >= 4:
        filled = -(-(used + 4) // 8) * 8
        pads = (shape.data_bits - filled) // 8
        codewords |= shape.padding >> (8 * (shape.data_bits // 8 - pads))
    return tables(shape).modules(codewords)


def segment_of(text: str) -> Segment:
    """ISO/IEC 18004:2015 -- 7.4.3 to 7.4.5: numeric, alphanumeric or byte mode, the first that can hold the
    text.
    """
    if _alphanumeric(text):
        return _numeric_segment(text) if _numeric(text) else _alphanumeric_segment(text)
    data = text.encode()
    # 7.4.2 ECI mode: assignment 26 is UTF-8; plain ASCII needs none.
    header, header_bits = (4, 4) if text.isascii() else (0b0111_00011010_0100, 16)
    halves = bytes.fromhex("0" + "0".join(data.hex()))
    return Segment(header, header_bits, (8, 16), len(data), (4, 4), halves)


def _numeric_segment(text: str) -> Segment:
    """7.4.3 Numeric mode: ten bits for three digits, four or seven for what is left."""
    whole = len(text) // 3 * 3
    groups = bytes([half for i in range(0, whole, 3) for half in divmod(int(text[i : i + 3]), 32)])
    rest = text[whole:]
    return Segment(1, 4, (10, 12), len(text), (5, 5), groups, (0, 4, 7)[len(rest)], int(rest or "0"))


def _alphanumeric_segment(text: str) -> Segment:
    """7.4.4 Alphanumeric mode: eleven bits for two characters, six for a last one."""
    values = text.encode().translate(_VALUES)
    count, odd = divmod(len(values), 2)
    groups = _eleven_bits(values[: 2 * count], count)
    return Segment(2, 4, (9, 11), len(text), (6, 5), groups, 6 * odd, values[-1] if odd else 0)


def _eleven_bits(values: bytes, count: int) -> bytes:
    """45 a + b for each of the ``count`` pairs, as its upper six and lower five bits: all at once, with 16
    bits of one number for each pair.
    """
    both = int.from_bytes(values, "big")
    second = int.from_bytes(b"\x00\xff" * count, "big")
    products = 45 * (both >> 8 & second) + (both & second)
    upper, lower = (int.from_bytes(mask * count, "big") for mask in (b"\x3f\x00", b"\x00\x1f"))
    return (products << 3 & upper | products & lower).to_bytes(2 * count, "big")
