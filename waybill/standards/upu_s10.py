"""UPU S10, identification of postal items (international mail): two letters, eight digits, check digit,
country.

>>> encode("RR", "47312482", "GB")
'RR473124829GB'
>>> decode("EB000717595HK").serial
'00071759'
>>> is_valid("EB000717594HK")
False
"""

from __future__ import annotations

from typing import NamedTuple

from waybill.errors import ConformanceError

STANDARD = "UPU S10"
LENGTH = 13
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"


class ItemNumber(NamedTuple):
    """An item's identifier in its parts."""

    code: str
    service: str
    serial: str
    check: str
    country: str


def check_digit(serial: str) -> str:
    """The check digit of eight digits: 11 minus the weighted sum modulo 11; 10 gives 0, 11 gives 5."""
    if len(serial) != len(_WEIGHTS) or any(digit not in _DIGITS for digit in serial):
        raise ConformanceError("S10-SERIAL", clause=STANDARD)
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)) % 11
    return {10: "0", 11: "5"}.get(rest, str(rest))


def compact(code: str) -> str:
    """The code without blanks and hyphens, in capitals; nothing is checked."""
    return "".join(code.split()).replace("-", "").upper()


def encode(service: str, serial: str, country: str) -> str:
    """The identifier with its check digit.  ``serial`` is eight digits."""
    return validate(service + serial + check_digit(serial) + country)


def decode(code: str) -> ItemNumber:
    """The parts of an identifier, or ConformanceError with position."""
    text = compact(code)
    if len(text) != LENGTH:
        raise ConformanceError("S10-LENGTH", clause=STANDARD, length=len(text))
    for at, character in enumerate(text, start=1):
        if character not in (_DIGITS if 3 <= at <= 11 else _CAPITALS):
            raise ConformanceError("S10-CHARACTER", clause=STANDARD, position=at)
    item = ItemNumber(text, text[:2], text[2:10], text[10], text[11:])
    if item.check != check_digit(item.serial):
        raise ConformanceError("S10-CHECK", clause=STANDARD, position=11)
    return item


def validate(code: str) -> str:
    """The compact identifier, or ConformanceError."""
    return decode(code).code


def is_valid(code: str) -> bool:
    """Whether :func:`validate` would accept the identifier."""
    try:
        decode(code)
    except ConformanceError:
        return False
    return True
