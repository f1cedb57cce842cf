"""Small facts about numbers in addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from waybill.patterns import late_pattern

_PART = late_pattern(r"[0-9A-Z甲乙丙丁]+")
_DIGITS = late_pattern(r"[0-9]+")


@lru_cache(maxsize=4096)
def split_run(run: str) -> tuple[re.Match[str], ...]:
    """The numbers of a run joined by hyphens, slashes or commas, as matches."""
    return tuple(_PART.finditer(run))


def plain_digits(part: str) -> str:
    """The last run of digits of a number with letters: B1203 -> 1203, 203B -> 203; empty where there is none."""
    found = _DIGITS.findall(part)
    return found[-1] if found else ""


def floor_matches(floor: int, room: str) -> bool:
    """True where a room's digits begin with the floor's number (28 and 2810, 3 and 308, 5 and 10502)."""
    if len(room) == 5:
        return int(room[:3]) == floor or int(room[1:3]) == floor
    return int(room[:-2]) == floor
