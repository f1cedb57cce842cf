"""QR as a sum: for a fixed version and level, data codewords to modules is linear over GF(2).

Reed-Solomon coding, interleaving and placement all are; so the modules of a symbol are the sum (exclusive or)
of what each half-byte of its data contributes at its position.  Contributions are computed when first needed:
one symbol pays for its own few hundred, and after some dozens of symbols nothing but table look-ups is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from operator import getitem, xor

from waybill.symbols.qr_geometry import Geometry

_HALF_BYTES = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))


@cache
def tables(shape: Geometry) -> Tables:
    """The tables of a geometry, shared by the whole process."""
    return Tables(shape)


class _Contribution(dict[int, int]):
    """What each value of one half-byte adds to the matrix: exclusive or of the contributions of its bits."""

    def __init__(self, owner: Tables, codeword: int, low: bool) -> None:
        super().__init__({0: 0})
        self._owner, self._codeword, self._shift = owner, codeword, 0 if low else 4

    def __missing__(self, half: int) -> int:
        lowest = half & -half
        rest = half ^ lowest
        value = (
            self[rest] ^ self[lowest]
            if rest
            else self._owner.modules_of_unit(self._codeword, half << self._shift)
        )
        self[half] = value
        return value


class Tables:
    """The contributions of all half-bytes of one version and level."""

    def __init__(self, shape: Geometry) -> None:
        self._digits = shape.data_bits // 4
        self._ecc = shape.ecc
        self._contributions = [_Contribution(self, i // 2, bool(i % 2)) for i in range(self._digits)]
        blocks = range(len(shape.block_sizes))
        longest = max(shape.block_sizes)
        self._home = [(b, i) for b in blocks for i in range(shape.block_sizes[b])]
        self._from_end = [shape.block_sizes[b] - 1 - i for b, i in self._home]
        # ISO/IEC 18004:2015 -- 7.6 Constructing the final message codeword sequence: interleaved data, then
        # correction
        order = [(b, i) for i in range(longest) for b in blocks if i < shape.block_sizes[b]]
        order += [(b, longest + i) for i in range(shape.ecc) for b in blocks]
        places = shape.places
        self._bits = {home: places[8 * n : 8 * n + 8] for n, home in enumerate(order)}
        self._corrections = [[self._bits[b, longest + i] for i in range(shape.ecc)] for b in blocks]
        self._remainders = _unit_remainders(shape.ecc, longest)

    def modules(self, codewords: int) -> int:
        """The data and correction modules, unmasked, for all data codewords in one number."""
        halves = (b"%0*x" % (self._digits, codewords)).translate(_HALF_BYTES)
        return reduce(xor, map(getitem, self._contributions, halves))

    def modules_of_unit(self, codeword: int, bit: int) -> int:
        """The modules of a symbol whose only data bit is ``bit`` (a power of two) of one data codeword."""
        home = self._home[codeword]
        bits = self._bits[home]
        total = bits[8 - bit.bit_length()]
        remainder = self._remainders[self._from_end[codeword]][bit.bit_length() - 1]
        for place in _flat(self._corrections[home[0]], remainder):
            total |= place
        return total


def _flat(places: Sequence[Sequence[int]], codewords: int) -> list[int]:
    """The places of the one bits of a run of codewords in one number."""
    width = 8 * len(places)
    return [places[i >> 3][i & 7] for i, bit in enumerate(f"{codewords:0{width}b}") if bit == "1"]


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
