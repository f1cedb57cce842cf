"""Base45 (RFC 9285): bytes as text of the QR code's alphanumeric alphabet, two bytes in three characters.

No kept library decodes strictly and fast, and the scheme is thirty lines: it is written out here and held to the
RFC's own examples.
"""

from __future__ import annotations

import struct

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_PAIR = [low + high for high in ALPHABET for low in ALPHABET]
"""The first two characters of a group by its number modulo 2025: half the time of taking them one by one."""


def encode(data: bytes) -> str:
    """Base45 text of ``data``: each pair as a number in base 45, least significant first (RFC 9285, clause 4)."""
    even = len(data) & ~1
    numbers = struct.unpack(f">{even // 2}H", data[:even])
    text = "".join([_PAIR[number % 2025] + ALPHABET[number // 2025] for number in numbers])
    return text + _PAIR[data[-1]] if len(data) > even else text


def decode(text: str) -> bytes:
    """The bytes of Base45 ``text``.  ValueError for a foreign character, a bad length or a group out of range."""
    try:
        values = [_VALUE[character] for character in text]
    except KeyError:
        raise ValueError("character outside the alphabet") from None
    if len(values) % 3 == 1:
        raise ValueError("length")
    out = bytearray()
    for i in range(0, len(values) - 2, 3):
        number = values[i] + values[i + 1] * 45 + values[i + 2] * 2025
        if number > 0xFFFF:
            raise ValueError("group out of range")
        out += number.to_bytes(2, "big")
    if len(values) % 3 == 2:
        number = values[-2] + values[-1] * 45
        if number > 0xFF:
            raise ValueError("group out of range")
        out.append(number)
    return bytes(out)
