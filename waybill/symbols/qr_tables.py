"""QR data codewords to modules, for many symbols of one shape at once, with tables that stay in a processor's cache.

Reed-Solomon division runs over all blocks of all symbols side by side: one step of the division circuit is, for each of
its coefficients, a ``bytes.translate`` of what leads in every block.  Placement is a permutation of bits; it is done
256 bits at a time by ``bytes.translate`` too, which looks up any number of places in a table of 256.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, groupby
from operator import itemgetter

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
        self._multiples = [multiples(coefficient) for coefficient in generator(shape.ecc)]
        self._placement = _Placement(shape)

    def modules(self, symbols: Sequence[int]) -> list[int]:
        """The data and correction modules, unmasked, of symbols given by all their data codewords in one number."""
        data = [codewords.to_bytes(self._total, "big") for codewords in symbols]
        corrections = self._corrections(data)
        return [
            self._placement.modules(self._interleaved(each) + corrections[place :: len(data)])
            for place, each in enumerate(data)
        ]

    def _interleaved(self, data: bytes) -> bytearray:
        """ISO/IEC 18004:2015 -- 7.6 Final message codeword sequence: the data's part of it."""
        blocks, short = len(self._sizes), self._sizes[0]
        even = blocks * short
        stream = bytearray(self._total)
        start = 0
        longer = even
        for place, size in enumerate(self._sizes):
            stream[place:even:blocks] = data[start : start + short]
            if size > short:
                stream[longer] = data[start + short]
                longer += 1
            start += size
        return stream

    def _corrections(self, symbols: list[bytes]) -> bytes:
        """7.5.2: the correction codewords of all blocks, interleaved (7.6), the symbols' side by side.

        A register holds one codeword of the remainder for each block: block by block, symbol by symbol.  A shorter
        block begins with zeros, which leave its remainder at zero.
        """
        data = b"".join(symbols)
        none = bytes(len(symbols))
        longest, width = max(self._sizes), len(symbols) * len(self._sizes)
        starts = [end - longest for end in accumulate(self._sizes)]
        skipped = [longest - size for size in self._sizes]
        registers = [0] * self._ecc
        for step in range(longest):
            parts = [
                data[start + step :: self._total] if step >= skip else none
                for start, skip in zip(starts, skipped, strict=True)
            ]
            lead = (int.from_bytes(b"".join(parts), "big") ^ registers[0]).to_bytes(width, "big")
            registers = [
                int.from_bytes(lead.translate(multiples), "big") ^ register
                for multiples, register in zip(self._multiples, (*registers[1:], 0), strict=True)
            ]
        return b"".join([register.to_bytes(width, "big") for register in registers])


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


def multiples(factor: int) -> bytes:
    """The factor times each byte, in the field of 7.5.2."""
    found = [0]
    for _ in range(8):
        found += [factor ^ each for each in found]
        factor = _times_x(factor)
    return bytes(found)


@cache
def generator(ecc: int) -> tuple[int, ...]:
    """Annex A: coefficients of the generator polynomial below the leading one, highest power first."""
    coefficients = [1]
    root = 1
    for _ in range(ecc):
        times_root = multiples(root)
        shifted = [*coefficients, 0]
        for i, coefficient in enumerate(coefficients):
            shifted[i + 1] ^= times_root[coefficient]
        coefficients, root = shifted, _times_x(root)
    return tuple(coefficients[1:])
