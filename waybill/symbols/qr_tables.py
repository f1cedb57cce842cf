"""QR as a sum: for a fixed version and level, data codewords to modules is linear over GF(2).

Reed-Solomon coding, interleaving and placement all are; so the modules of a symbol are the sum (exclusive or)
of what each half-byte of its data contributes at its position.  Contributions are computed when first needed:
one symbol pays for its own few hundred, and after some dozens of symbols nothing but table look-ups is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from itertools import cycle
from operator import getitem, xor

from waybill.symbols.qr_geometry import Geometry

_HALF_BYTES = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))


@cache
def tables(shape: Geometry) -> Tables:
    """The tables of a geometry, shared by the whole process."""
    return Tables(shape)


class _Halves(dict[int, int]):
    """What each value of one half-byte adds to the matrix: the exclusive or of what its four bits add."""

    def __init__(self, modules_of_bit: Callable[[int], int]) -> None:
        super().__init__({0: 0})
        self._modules_of_bit = modules_of_bit

    def __missing__(self, half: int) -> int:
        lowest = half & -half
        rest = half ^ lowest
        value = self[rest] ^ self[lowest] if rest else self._modules_of_bit(lowest)
        self[half] = value
        return value


def _sum(tables: list[_Halves], codewords: int) -> int:
    """The sum over all half-bytes of a number that is as long as the tables are many."""
    halves = (b"%0*x" % (len(tables), codewords)).translate(_HALF_BYTES)
    return reduce(xor, map(getitem, tables, halves))


def _placed(places: Sequence[int]) -> list[_Halves]:
    """The tables of one codeword that is only placed: ``places`` of its eight bits, highest first."""
    high, low = places[3::-1], places[7:3:-1]
    return [_Halves(lambda bit, four=four: four[bit.bit_length() - 1]) for four in (high, low)]  # type: ignore[misc]


class Tables:
    """The contributions of all half-bytes of one version and level."""

    def __init__(self, shape: Geometry) -> None:
        blocks = range(len(shape.block_sizes))
        longest = max(shape.block_sizes)
        # ISO/IEC 18004:2015 -- 7.6 Final message codeword sequence: interleaved data, then correction
        order = [(b, i) for i in range(longest) for b in blocks if i < shape.block_sizes[b]]
        order += [(b, longest + i) for i in range(shape.ecc) for b in blocks]
        bits = {home: shape.places[8 * n : 8 * n + 8] for n, home in enumerate(order)}
        self._corrections = [
            [table for i in range(shape.ecc) for table in _placed(bits[b, longest + i])] for b in blocks
        ]
        self._remainders = _unit_remainders(shape.ecc, longest)
        self._groups: dict[tuple[int, tuple[int, int]], list[_Halves]] = {}
        self._data: list[_Halves] = []
        for b in blocks:
            for i in range(shape.block_sizes[b]):
                from_end = shape.block_sizes[b] - 1 - i
                self._data += [self._coded(b, from_end, bits[b, i], shift) for shift in (4, 0)]

    def _coded(self, block: int, from_end: int, places: Sequence[int], shift: int) -> _Halves:
        """The table of one half of a data codeword: its own modules and those of the correction it causes."""

        def modules_of_bit(bit: int) -> int:
            number = bit.bit_length() - 1 + shift
            return places[7 - number] | _sum(self._corrections[block], self._remainders[from_end][number])

        return _Halves(modules_of_bit)

    def modules(self, codewords: int) -> int:
        """The data and correction modules, unmasked, for all data codewords in one number."""
        return _sum(self._data, codewords)

    def of_groups(self, start: int, widths: tuple[int, int], groups: bytes) -> int:
        """What groups of bits of two widths in turns add, the first of them ``start`` bits into the data."""
        found = self._groups.get((start, widths))
        if found is None:
            found = self._groups[start, widths] = list(self._group_tables(start, widths))
        return reduce(xor, map(getitem, found, groups), 0)

    def _group_tables(self, start: int, widths: tuple[int, int]) -> Iterator[_Halves]:
        """The tables of the groups that have room."""
        for width in cycle(widths):
            end = start + width
            if end > 4 * len(self._data):
                return
            yield _Halves(lambda bit, last=end - 1: self._of_bit(last - bit.bit_length() + 1))  # type: ignore[misc]
            start = end

    def _of_bit(self, place: int) -> int:
        """What the bit at this place of the data adds."""
        return self._data[place // 4][8 >> place % 4]


def _times_x(value: int) -> int:
    """Multiplication by 2 in the field GF(256) of 7.5.2 (modulus 100011101)."""
    return value << 1 ^ (0x11D if value & 0x80 else 0)


def _times(a: int, b: int) -> int:
    total = 0
    while b:
        if b & 1:
            total ^= a
        a, b = _times_x(a), b >> 1
    return total


@cache
def _generator(ecc: int) -> tuple[int, ...]:
    """Annex A: coefficients of the generator polynomial below the leading one, highest power first."""
    coefficients = [1]
    root = 1
    for _ in range(ecc):
        shifted = [*coefficients, 0]
        for i, coefficient in enumerate(coefficients):
            shifted[i + 1] ^= _times(coefficient, root)
        coefficients, root = shifted, _times_x(root)
    return tuple(coefficients[1:])


@cache
def _unit_remainders(ecc: int, length: int) -> list[list[int]]:
    """For each distance from a block's end, the correction codewords that each single bit of that codeword
    causes.
    """
    generator = _generator(ecc)
    feedback = [
        int.from_bytes(bytes(_times(c, byte) for c in generator), "big")
        for byte in (1 << k for k in range(8))
    ]
    top = 8 * ecc - 8
    below = (1 << top) - 1
    table = [feedback]
    for _ in range(length - 1):
        table.append([_step(remainder, feedback, top, below) for remainder in table[-1]])
    return table


def _step(remainder: int, feedback: list[int], top: int, below: int) -> int:
    """7.5.2: one more zero codeword through the division circuit."""
    lead, rest = remainder >> top, (remainder & below) << 8
    for k in range(8):
        if lead >> k & 1:
            rest ^= feedback[k]
    return rest
