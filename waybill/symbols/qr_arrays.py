"""QR symbols of alphanumeric text, very many of one shape at once, with numpy's arrays.

The same steps as ``qr`` and ``qr_tables`` take, each over all symbols before the next: eleven bits for two characters,
Reed-Solomon correction by tables, placement by one permutation of bits.  Loading numpy costs as much as some thousand
symbols, so it is for runs of many labels; the symbols are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from waybill.symbols.qr_geometry import Geometry
from waybill.symbols.qr_segments import ALPHANUMERIC, ALPHANUMERIC_COUNT_BITS
from waybill.symbols.qr_tables import generator, multiples

_FOREIGN = 255
_MODE = 0b0010
_PAIR_BITS, _LAST_BITS = 11, 6
_WORD = 8
_AT_ONCE = 32
"""Symbols whose arrays stay in a processor's cache, and small enough that they are not fetched from the system each time."""
Bytes = NDArray[np.uint8]


def rows_of(texts: Sequence[str], shape: Geometry, mask: int) -> list[bytes] | None:
    """The rows of the symbols for texts of one length; None where one of them has a character outside the alphabet."""
    values = _values()[np.frombuffer("".join(texts).encode("utf-8", "surrogatepass"), np.uint8)]
    if (values == _FOREIGN).any():  # every byte of a character outside ASCII is foreign too
        return None
    values = values.reshape(len(texts), -1)
    return [
        row for at in range(0, len(texts), _AT_ONCE) for row in _rows(values[at : at + _AT_ONCE], shape, mask)
    ]


def _rows(values: Bytes, shape: Geometry, mask: int) -> list[bytes]:
    arrays = _arrays(shape)
    bits = arrays.all_bits(_data_bits(values, shape))
    modules = np.packbits(np.take(bits, arrays.sources, axis=1, mode="clip"), axis=1)
    modules ^= _frame(shape, mask)
    size = modules.shape[1]
    packed = modules.tobytes()
    return [packed[at : at + size] for at in range(0, len(packed), size)]


@cache
def _values() -> Bytes:
    table = np.full(256, _FOREIGN, np.uint8)
    table[np.frombuffer(ALPHANUMERIC.encode(), np.uint8)] = np.arange(len(ALPHANUMERIC))
    return table


def _data_bits(values: Bytes, shape: Geometry) -> Bytes:
    """ISO/IEC 18004:2015 -- 7.4.4 Alphanumeric mode, 7.4.9 Terminator, 7.4.10: one row of bits a symbol."""
    count, length = values.shape
    even = length // 2 * 2
    pairs = values[:, 0:even:2] * np.uint16(45) + values[:, 1:even:2]
    bits = np.empty((count, shape.data_bits), np.uint8)
    count_bits = ALPHANUMERIC_COUNT_BITS[shape.version > 9]
    head = 4 + count_bits
    bits[:, :head] = _bits_of(_MODE << count_bits | length, head)
    end = head + _PAIR_BITS * (even // 2)
    both = pairs.astype(">u2").view(np.uint8)
    wide = np.unpackbits(both, axis=1).reshape(count, even // 2, 16)
    bits[:, head:end] = wide[:, :, 16 - _PAIR_BITS :].reshape(count, -1)
    if length > even:
        last = np.unpackbits(values[:, -1:], axis=1)
        bits[:, end : end + _LAST_BITS] = last[:, 8 - _LAST_BITS :]
        end += _LAST_BITS
    bits[:, end:] = _bits_of(shape.ending(end), shape.data_bits - end)
    return bits


@lru_cache(maxsize=256)
def _bits_of(value: int, count: int) -> Bytes:
    """The bits of a number; none where ``count`` is 0."""
    return np.array([value >> place & 1 for place in reversed(range(count))], np.uint8)


@cache
def _frame(shape: Geometry, mask: int) -> Bytes:
    """Function patterns and data mask, to be added."""
    return np.frombuffer(shape.frame(mask).to_bytes(shape.size * shape.row_bytes, "big"), np.uint8)


@cache
def _arrays(shape: Geometry) -> _Arrays:
    return _Arrays(shape)


class _Arrays:
    """Tables of one shape."""

    def __init__(self, shape: Geometry) -> None:
        self._shape = shape
        self._blocks = len(shape.block_sizes)
        self._longest = max(shape.block_sizes)
        self._stride = -(-shape.ecc // _WORD) * _WORD
        self._remainders = self._tables()
        self.sources = self._sources()
        """For each bit of the matrix the bit of :meth:`all_bits` that it is; where it is none, a bit that is zero."""

    def all_bits(self, data: Bytes) -> Bytes:
        """Data bits, correction bits block by block (each block's filled up to whole words), and a zero."""
        count = len(data)
        blocks = self._in_blocks(np.packbits(data, axis=1))
        remainders = self._remainders[0].take(blocks[0], axis=0)
        part = np.empty_like(remainders)
        for table, words in zip(self._remainders[1:], blocks[1:], strict=True):
            table.take(words, axis=0, out=part, mode="clip")
            np.bitwise_xor(remainders, part, out=remainders)
        correction = remainders.view(np.uint8).reshape(count, self._blocks * self._stride)
        zero = np.zeros((count, 1), np.uint8)
        return np.concatenate((data, np.unpackbits(correction, axis=1), zero), axis=1)

    def _in_blocks(self, words: Bytes) -> NDArray[np.intp]:
        """The codewords by place in their block, each over all blocks of all symbols; shorter blocks begin with a zero."""
        found = np.zeros((self._longest, len(words), self._blocks), np.intp)
        start = 0
        for block, size in enumerate(self._shape.block_sizes):
            found[self._longest - size :, :, block] = words[:, start : start + size].T
            start += size
        return found.reshape(self._longest, -1)

    def _tables(self) -> list[NDArray[np.uint64]]:
        """7.5.2: for each place in a block and each codeword, its share of the block's correction codewords.

        Shares are as the division circuit gives them: a codeword's at the last place is its multiple of the generator;
        one place before, that is divided once more.
        """
        ecc = self._shape.ecc
        products = np.stack([np.frombuffer(multiples(each), np.uint8) for each in generator(ecc)], axis=1)
        share = products
        found = []
        for _ in range(self._longest):
            padded = np.zeros((256, self._stride), np.uint8)
            padded[:, :ecc] = share
            found.append(padded.view(np.uint64))
            moved = np.concatenate((share[:, 1:], np.zeros((256, 1), np.uint8)), axis=1)
            share = moved ^ products[share[:, 0]]
        return found[::-1]

    def _sources(self) -> NDArray[np.intp]:
        """7.6 Final message codeword sequence and 7.7.3 Symbol character placement as one permutation."""
        shape = self._shape
        sequence = [*self._data_sequence(), *self._correction_sequence()]
        bits = [8 * word + bit for word in sequence for bit in range(8)]
        zero = shape.data_bits + 8 * self._blocks * self._stride
        matrix_bits = 8 * shape.size * shape.row_bytes
        found = np.full(matrix_bits, zero, np.intp)
        for source, place in zip(bits, shape.places, strict=False):
            found[matrix_bits - place.bit_length()] = source
        return found

    def _data_sequence(self) -> list[int]:
        sizes = self._shape.block_sizes
        starts = [sum(sizes[:block]) for block in range(len(sizes))]
        return [
            start + place
            for place in range(self._longest)
            for start, size in zip(starts, sizes, strict=True)
            if place < size
        ]

    def _correction_sequence(self) -> list[int]:
        first = self._shape.data_bits // 8
        return [
            first + block * self._stride + place
            for place in range(self._shape.ecc)
            for block in range(self._blocks)
        ]
