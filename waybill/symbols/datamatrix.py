"""Data Matrix ECC 200 (ISO/IEC 16022:2006): text to modules, square symbols of 10 to 48.

ASCII encodation, which packs digits in pairs and suits numbers; text outside ASCII is UTF-8 in Base 256,
announced by its ECI.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import NamedTuple

from waybill.errors import SymbolError
from waybill.symbols.utf8 import utf_8

# 5.2.3 ASCII encodation, 5.2.9 Base 256: special codewords
_PAD, _DIGITS, _BASE_256, _ECI = 129, 130, 231, 241
_UTF_8 = 26 + 1
_MODULUS = 0x12D  # 5.7.1: the field's polynomial
Place = tuple[int, int]


class Size(NamedTuple):
    """Table 7: a square symbol of one error correction block."""

    size: int
    data: int
    ecc: int
    regions: int
    """Data regions along a side."""


_SIZES = (
    Size(10, 3, 5, 1), Size(12, 5, 7, 1), Size(14, 8, 10, 1), Size(16, 12, 12, 1), Size(18, 18, 14, 1),
    Size(20, 22, 18, 1), Size(22, 30, 20, 1), Size(24, 36, 24, 1), Size(26, 44, 28, 1), Size(32, 62, 36, 2),
    Size(36, 86, 42, 2), Size(40, 114, 48, 2), Size(44, 144, 56, 2), Size(48, 174, 68, 2),
)  # fmt: skip


def datamatrix(text: str) -> tuple[int, bytes]:
    """``(size, rows)`` of the smallest symbol for ``text``; ``rows`` as :class:`waybill.page.Matrix` takes
    them.

    The quiet zone of one module is not part of it.  Raises SymbolError ``SYMBOL-EMPTY``,
    ``SYMBOL-TOO-LONG`` or ``SYMBOL-ALPHABET`` (a lone surrogate, which no UTF-8 has).
    """
    if not text:
        raise SymbolError("SYMBOL-EMPTY")
    words = _ascii_words(text) if text.isascii() else _base_256_words(utf_8(text, "Data Matrix"))
    shape = next((shape for shape in _SIZES if shape.data >= len(words)), None)
    if shape is None:
        limit = 2 * _SIZES[-1].data
        raise SymbolError("SYMBOL-TOO-LONG", symbology="Data Matrix", length=len(text), limit=limit)
    data = bytes(_padded(words, shape.data))
    return shape.size, _rows(shape, data + _correction(data, shape.ecc))


def _ascii_words(text: str) -> list[int]:
    """5.2.3: one codeword for a character or for two digits."""
    words = []
    for is_digit, run in groupby(text, lambda char: "0" <= char <= "9"):
        part = "".join(run)
        pairs = len(part) // 2 * 2 if is_digit else 0
        words += [_DIGITS + int(part[i : i + 2]) for i in range(0, pairs, 2)]
        words += [ord(char) + 1 for char in part[pairs:]]
    return words


def _base_256_words(data: bytes) -> list[int]:
    """5.2.9, after an ECI (5.4.1): length and bytes, each stirred by its place (Annex B.2)."""
    head = [_ECI, _UTF_8, _BASE_256]
    # No size here has room for 250 bytes, from which on the length would take two codewords.
    return head + [
        (byte + 149 * place % 255 + 1) % 256 for place, byte in enumerate([len(data), *data], len(head) + 1)
    ]


def _padded(words: list[int], room: int) -> list[int]:
    """5.2.3: a pad codeword, and further ones stirred by their place (Annex B.1)."""
    if len(words) == room:
        return words
    stirred = (_PAD + 149 * place % 253 + 1 for place in range(len(words) + 2, room + 1))
    return [*words, _PAD, *(word if word <= 254 else word - 254 for word in stirred)]


def _correction(data: bytes, ecc: int) -> bytes:
    """5.7.2: the remainder of the data by the generator polynomial."""
    feedback = _feedback(ecc)
    top, below = 8 * ecc - 8, (1 << (8 * ecc - 8)) - 1
    remainder = 0
    for word in data:
        remainder = (remainder & below) << 8 ^ feedback[remainder >> top ^ word]
    return remainder.to_bytes(ecc, "big")


@cache
def _feedback(ecc: int) -> tuple[int, ...]:
    """Every multiple of the generator polynomial with roots 2 to the power of 1 to ``ecc``, without its lead."""
    coefficients, root = [1], 2
    for _ in range(ecc):
        shifted = [*coefficients, 0]
        for i, coefficient in enumerate(coefficients):
            shifted[i + 1] ^= _times(coefficient, root)
        coefficients, root = shifted, _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(c, word) for c in coefficients[1:]), "big") for word in range(256)
    )


def _times(a: int, b: int) -> int:
    total = 0
    while b:
        total ^= a * (b & 1)
        a, b = a << 1 ^ _MODULUS * (a >> 7), b >> 1
    return total


def _rows(shape: Size, words: bytes) -> bytes:
    """5.8.1: borders of each region and the modules of all codewords, packed."""
    frame, places = _layout(shape)
    bits = f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}"
    dark = frame | sum(place for place, bit in zip(places, bits, strict=True) if bit == "1")
    return dark.to_bytes(shape.size * ((shape.size + 7) // 8), "big")


@cache
def _layout(shape: Size) -> tuple[int, list[int]]:
    """The finder and timing borders, and for each bit of the codewords its module, as matrix numbers."""
    size, row_bits = shape.size, 8 * ((shape.size + 7) // 8)
    side = size // shape.regions  # of a region with its borders

    def bit(row: int, column: int) -> int:
        return 1 << (row_bits * (size - row) - 1 - column)

    frame = 0
    for row in range(size):
        for column in range(size):
            y, x = row % side, column % side
            if x == 0 or y == side - 1 or (y == 0 and x % 2 == 0) or (x == side - 1 and y % 2 == 1):
                frame |= bit(row, column)
    mapping = _placement(size - 2 * shape.regions)
    inner = side - 2
    number = {place: bit(place[0] + 1 + place[0] // inner * 2, place[1] + 1 + place[1] // inner * 2)
              for word in mapping for place in word}  # fmt: skip
    places = [number[place] for word in mapping for place in word]
    rest = size - 2 * shape.regions
    if (rest - 1, rest - 1) not in number:  # Annex F: the corner that no codeword reaches, in one region
        frame |= bit(rest, rest) | bit(rest - 1, rest - 1)
    return frame, places


_SHAPE = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))
"""Annex F, Figure F.1: a codeword's modules from its last one, most significant bit first."""


def _placement(n: int) -> list[list[Place]]:
    """Annex F.3: rows and columns of each codeword's bits in the mapping matrix of side ``n``."""
    words: list[list[Place]] = []
    taken: set[Place] = set()

    def add(places: list[Place]) -> None:
        words.append([_wrapped(row, column, n) for row, column in places])
        taken.update(words[-1])

    row, column = 4, 0
    while row < n or column < n:
        corner = _corner(row, column, n)
        if corner:
            add(corner)
        for step in (-1, 1):  # up to the right, then down to the left
            while True:
                inside = 0 <= row < n and 0 <= column < n
                if inside and (row, column) not in taken:
                    add([(row + y, column + x) for y, x in _SHAPE])
                row, column = row + 2 * step, column - 2 * step
                if (row < 0 or column >= n) if step < 0 else (row >= n or column < 0):
                    break
            row, column = (row + 1, column + 3) if step < 0 else (row + 3, column + 1)
    return words


def _wrapped(row: int, column: int, n: int) -> Place:
    """A module outside the matrix comes in on the other side, shifted."""
    if row < 0:
        row, column = row + n, column + 4 - (n + 4) % 8
    if column < 0:
        row, column = row + 4 - (n + 4) % 8, column + n
    return row, column


def _corner(row: int, column: int, n: int) -> list[Place]:
    """The codewords that lie around corners: of the four of Annex F, the two that squares of these sizes have."""
    last = n - 1
    if (row, column) == (n, 0):
        return [(last, 0), (last, 1), (last, 2), (0, n - 2), (0, last), (1, last), (2, last), (3, last)]
    if (row, column) == (n - 2, 0) and n % 4:
        return [(n - 3, 0), (n - 2, 0), (last, 0), (0, n - 4), (0, n - 3), (0, n - 2), (0, last), (1, last)]
    return []
