"""Where the modules of a QR symbol lie: function patterns, format and version information, codeword
placement.

A matrix is one whole number: row after row from the top, most significant bit first, each row padded with
zero bits to whole bytes.  (A QR row is never a multiple of eight modules, so at least three zero bits end
every row.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

from waybill.errors import SymbolError

MAX_VERSION = 20
LEVELS = "LMQH"

# ISO/IEC 18004:2015 -- Table 9: per version, error correction codewords of a block and number of blocks.
_TABLE_9: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "L": (
        (7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28),
        (1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8),
    ),
    "M": (
        (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
        (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    ),
    "Q": (
        (13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30),
        (1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20),
    ),
    "H": (
        (17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28),
        (1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25),
    ),
}
# Annex E -- Table E.1: row and column of alignment pattern centres after the first, which is 6.
_TABLE_E1: tuple[tuple[int, ...], ...] = (
    (), (18,), (22,), (26,), (30,), (34,), (22, 38), (24, 42), (26, 46), (28, 50), (30, 54), (32, 58), (34,
    62), (26, 46, 66), (26, 48, 70), (26, 50, 74), (30, 54, 78), (30, 56, 82), (30, 58, 86), (34, 62, 90),
)  # fmt: skip
# Table 12: error correction level indicators.
_LEVEL_BITS = {"L": 0b01, "M": 0b00, "Q": 0b11, "H": 0b10}
# Table 10: data mask pattern generation conditions.
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,  # noqa: ARG005 - one signature for all eight
    lambda i, j: j % 3 == 0,  # noqa: ARG005
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)


@cache
def capacities(level: str) -> tuple[int, ...]:
    """Data bits of all versions at a level; SymbolError ``SYMBOL-QR-LEVEL`` for an unknown one.

    6.3: finder patterns with separators take 192 modules, format information 31, the timing patterns what
    lies between the finders, alignment patterns 25 each (5 of them on a timing pattern for those in line with
    it), and version information 36.
    """
    if level not in _TABLE_9:
        raise SymbolError("SYMBOL-QR-LEVEL", level=level, version="?", limit=MAX_VERSION)
    found = []
    for version, ecc, blocks in zip(range(1, MAX_VERSION + 1), *_TABLE_9[level], strict=True):
        lines = len(_TABLE_E1[version - 1]) + 1  # rows of alignment patterns
        alignment = 25 * (lines * lines - 3) - 10 * (lines - 2) if version > 1 else 0
        free = (17 + 4 * version) ** 2 - 223 - 2 * (4 * version + 1) - alignment - 36 * (version > 6)
        found.append(8 * (free // 8 - ecc * blocks))
    return tuple(found)


@cache
def geometry(version: int, level: str) -> Geometry:
    """The geometry of a version (1 to 20) at a level (L, M, Q, H); SymbolError ``SYMBOL-QR-LEVEL`` for any other."""
    if level not in _TABLE_9 or not 1 <= version <= MAX_VERSION:
        raise SymbolError("SYMBOL-QR-LEVEL", level=level, version=version, limit=MAX_VERSION)
    return Geometry(version, level)


class Geometry:
    """One version at one level: sizes, blocks, and the place of every bit."""

    def __init__(self, version: int, level: str) -> None:
        self.version, self.level = version, level
        self.size = 17 + 4 * version
        self.row_bytes = self.size // 8 + 1
        self._patterns = _function_patterns(version, self.size)
        self.places = [self.bit(row, column) for row, column in self._zigzag()]
        """The bit of the matrix for each bit of the codeword stream, remainder bits included."""
        ecc, blocks = (column[version - 1] for column in _TABLE_9[level])
        total = len(self.places) // 8
        short, longer = divmod(total, blocks)
        self.ecc = ecc
        """Error correction codewords of each block."""
        self.block_sizes = [short - ecc] * (blocks - longer) + [short - ecc + 1] * longer
        """Data codewords of each block, in the order of the blocks."""
        self.data_bits = 8 * sum(self.block_sizes)
        # 7.4.10: pad codewords 11101100 and 00010001 in turn, as many as the symbol could hold
        self.padding = int.from_bytes((b"\xec\x11" * total)[: self.data_bits // 8], "big")
        self._frames: dict[int, int] = {}

    def bit(self, row: int, column: int) -> int:
        """The value of one module in the matrix number."""
        return 1 << (8 * self.row_bytes * (self.size - row) - 1 - column)

    def ending(self, used: int) -> int:
        """7.4.9 Terminator and 7.4.10 pad codewords: what fills the data bits behind the ``used`` ones, as a number.

        Where fewer than four bits are left, that is a terminator cut short: none of the padding remains.
        """
        filled = -(-(used + 4) // 8) * 8
        return self.padding >> filled

    def frame(self, mask: int) -> int:
        """Everything but data: function patterns, format and version information, and the data mask to be added."""
        if mask not in self._frames:
            dark = dict(self._patterns)
            dark.update(self._format_information(mask))
            frame = sum(self.bit(row, column) for (row, column), on in dark.items() if on)
            condition = _MASKS[mask]
            self._frames[mask] = frame | sum(self.bit(i, j) for i, j in self._zigzag() if condition(i, j))
        return self._frames[mask]

    def _zigzag(self) -> Iterator[tuple[int, int]]:
        """7.7.3 Symbol character placement: two columns at a time from the right, upwards first, column 6 skipped."""
        upwards = True
        for right in [*range(self.size - 1, 6, -2), 5, 3, 1]:
            rows = range(self.size - 1, -1, -1) if upwards else range(self.size)
            for row in rows:
                for column in (right, right - 1):
                    if (row, column) not in self._patterns:
                        yield row, column
            upwards = not upwards

    def _format_information(self, mask: int) -> Iterator[tuple[tuple[int, int], bool]]:
        """7.9 Format information: level and mask, BCH (15,5), twice."""
        data = _LEVEL_BITS[self.level] << 3 | mask
        bits = (data << 10 | _remainder(data << 10, 0b10100110111)) ^ 0b101010000010010
        last = self.size - 1
        first = [(8, i) for i in (0, 1, 2, 3, 4, 5, 7, 8)] + [(i, 8) for i in (7, 5, 4, 3, 2, 1, 0)]
        second = [(last - i, 8) for i in range(7)] + [(8, last - 7 + i) for i in range(8)]
        for places in (first, second):
            for number, place in enumerate(places):
                yield place, bool(bits >> (14 - number) & 1)


def _remainder(value: int, generator: int) -> int:
    """The remainder of a division of polynomials over GF(2)."""
    while value.bit_length() >= generator.bit_length():
        value ^= generator << (value.bit_length() - generator.bit_length())
    return value


def _function_patterns(version: int, size: int) -> dict[tuple[int, int], bool]:
    """6.3 Function patterns, version information, and the (still light) places of format information: place -> dark."""
    found: dict[tuple[int, int], bool] = {}
    for i in range(8, size - 8):  # 6.3.5 Timing pattern
        found[6, i] = found[i, 6] = i % 2 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):  # 6.3.3 Finder pattern and 6.3.4 Separator
        rows, columns = (
            range(max(top - 1, 0), min(top + 8, size)),
            range(max(left - 1, 0), min(left + 8, size)),
        )
        for row, column in product(rows, columns):
            found[row, column] = max(abs(row - top - 3), abs(column - left - 3)) not in (2, 4)
    centres = set(product((6, *_TABLE_E1[version - 1]), repeat=2)) - {(6, 6), (6, size - 7), (size - 7, 6)}
    for y, x in centres:  # 6.3.6 Alignment patterns
        for row, column in product(range(y - 2, y + 3), range(x - 2, x + 3)):
            found[row, column] = max(abs(row - y), abs(column - x)) != 1
    for i in range(9):  # format information
        found.setdefault((8, i), False)
        found.setdefault((i, 8), False)
    for i in range(8):
        found[8, size - 1 - i] = False
        found[size - 1 - i, 8] = i == 7  # the module that is always dark
    if version >= 7:  # 7.10 Version information: BCH (18,6), twice
        bits = version << 12 | _remainder(version << 12, 0b1111100100101)
        for i in range(18):
            place = (i // 3, size - 11 + i % 3)
            found[place] = found[place[::-1]] = bool(bits >> i & 1)
    return found
