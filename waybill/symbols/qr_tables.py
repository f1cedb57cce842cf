"""QR data codewords to modules, with tables small enough to stay in a processor's cache.

Reed-Solomon coding is linear over GF(2): the correction codewords of a block are the sum (exclusive or) of
what each byte of its data contributes at its position.  Placement is a permutation of bits; it is done
256 bits at a time by ``bytes.translate``, which looks up any number of places in a table of 256.
"""

from __future__ import annotations

from functools import cache, reduce
from itertools import accumulate, groupby
from operator import getitem, itemgetter, xor

from waybill.symbols.qr_geometry import Geometry

_PIECE = 256
_PLANES = 8


@cache
def tables(shape: Geometry) -> Tables:
    """The tables of a geometry, shared by the whole process."""
    return Tables(shape)


class Tables:
    """Correction, interleaving and placement of one version and level."""

    def __init__(self, shape: Geometry) -> None:
        self._ecc = shape.ecc
        self._sizes = shape.block_sizes
        self._total = sum(self._sizes)
        units = _unit_remainders(shape.ecc, max(self._sizes))
        self._sums = [_sums(unit) for unit in reversed(units)]
        self._placement = _Placement(shape)

    def modules(self, codewords: int) -> int:
        """The data and correction modules, unmasked, for all data codewords in one number."""
        return self._placement.modules(self._stream(codewords.to_bytes(self._total, "big")))

    def _stream(self, data: bytes) -> bytearray:
        """ISO/IEC 18004:2015 -- 7.6 Final message codeword sequence: interleaved data, then correction."""
        blocks, short = len(self._sizes), self._sizes[0]
        even = blocks * short
        stream = bytearray(self._total + blocks * self._ecc)
        start = 0
        longer = even
        for place, size in enumerate(self._sizes):
            block = data[start : start + size]
            start += size
            stream[place:even:blocks] = block[:short]
            if size > short:
                stream[longer] = block[short]
                longer += 1
            stream[self._total + place :: blocks] = self._correction(block)
        return stream

    def _correction(self, block: bytes) -> bytes:
        """7.5.2: the correction codewords of a block."""
        return reduce(xor, map(getitem, self._sums[-len(block) :], block)).to_bytes(self._ecc, "big")


def _sums(units: list[int]) -> list[int]:
    """What each value of a byte adds, from what its bits add, lowest first."""
    sums = [0]
    for unit in units:
        sums += [unit ^ each for each in sums]
    return sums


class _Placement:
    """7.7.3 Symbol character placement: the bits of a stream of codewords to the places that it gives them.

    The modules are gathered column by column, a byte for each, in the order of eight planes: plane k has the
    columns that become bit k of the bytes of a row.  Laid over one another, the planes are those bytes.
    """

    def __init__(self, shape: Geometry) -> None:
        self._rows, self._row_bytes = shape.size, shape.row_bytes
        home = {place: n for n, place in enumerate(shape.places)}
        columns = [8 * byte + plane for plane in range(_PLANES) for byte in range(shape.row_bytes)]
        sources = [home.get(shape.bit(row, column)) for column in columns for row in range(shape.size)]
        self._mask = int.from_bytes(bytes(source is not None for source in sources), "big")
        self._halves = [(half, (1 << len(columns) * shape.size * half) - 1) for half in (4, 2, 1)]
        pieces = -(-len(shape.places) // _PIECE)
        self._bits = pieces * _PIECE
        # A place that has no bit of the stream is looked up beside the one before it, and masked.
        known = list(accumulate(sources, lambda before, now: before if now is None else now, initial=0))[1:]
        self._wanted = [bytes(n % _PIECE for n in known if n // _PIECE == piece) for piece in range(pieces)]
        # An empty run at the end: of one run alone (version 1), itemgetter would not make a tuple.
        self._in_order = itemgetter(*self._runs([n // _PIECE for n in known]), slice(0))

    def _runs(self, pieces: list[int]) -> list[slice]:
        """Where, among all that was looked up piece by piece, the runs of the final order stand."""
        ends = [0, *accumulate(map(len, self._wanted))]
        found = []
        for piece, run in groupby(pieces):
            start = ends[piece]
            ends[piece] += len(list(run))
            found.append(slice(start, ends[piece]))
        return found

    def modules(self, stream: bytes | bytearray) -> int:
        """The modules of all codewords of a symbol."""
        spare = self._bits - 8 * len(stream)
        bits = f"{int.from_bytes(stream, 'big') << spare:0{self._bits}b}".encode()
        starts = range(0, self._bits, _PIECE)
        looked_up = b"".join(
            [
                wanted.translate(bits[at : at + _PIECE])
                for wanted, at in zip(self._wanted, starts, strict=True)
            ]
        )
        return self._laid_over(int.from_bytes(b"".join(self._in_order(looked_up)), "big") & self._mask)

    def _laid_over(self, planes: int) -> int:
        """The rows: planes 0 to 3 over 4 to 7, then 0 and 1 over 2 and 3, then 0 over 1."""
        size = self._rows * self._row_bytes
        for half, lower in self._halves:
            planes = planes >> 8 * size * half << half | planes & lower
        columns = planes.to_bytes(size, "big")
        rows = bytearray(size)
        for place in range(self._row_bytes):
            rows[place :: self._row_bytes] = columns[place * self._rows : (place + 1) * self._rows]
        return int.from_bytes(rows, "big")


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
