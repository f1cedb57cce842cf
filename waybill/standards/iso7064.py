"""ISO/IEC 7064:2003 check characters over the digits and capital letters (values 0-9, A = 10 ... Z = 35).

* ``mod37-2``: pure system, one check character, which may be ``*``;
* ``mod37-36``: hybrid system, one check character from the same 36;
* ``mod1271-36``: pure system, two check characters from the same 36.

>>> check_of("mod1271-36", "ISO79")
'3W'
>>> check_of("mod37-2", "G123489654321")
'Y'
>>> check_of("mod37-36", "A12425GABC1234002")
'M'
"""

from __future__ import annotations

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _mod1271_36(text: str) -> str:
    high, low = divmod((1 - int(text, 36) * 36 * 36) % 1271, 36)
    return CHARACTERS[high] + CHARACTERS[low]


def _mod37_2(text: str) -> str:
    total = 0
    for character in text:
        total = (total + int(character, 36)) * 2 % 37
    return (CHARACTERS + "*")[(1 - total) % 37]


def _mod37_36(text: str) -> str:
    product = 36
    for character in text:
        total = (product + int(character, 36)) % 36 or 36
        product = total * 2 % 37
    return CHARACTERS[(1 - product) % 36]


SYSTEMS = {"mod37-2": _mod37_2, "mod37-36": _mod37_36, "mod1271-36": _mod1271_36}
LENGTHS = {"mod37-2": 1, "mod37-36": 1, "mod1271-36": 2}


def check_of(system: str, text: str) -> str:
    """The check characters of a non-empty text of digits and capital letters under one of :data:`SYSTEMS`."""
    return SYSTEMS[system](text)
