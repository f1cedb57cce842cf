"""Addresses in Latin letters: "Room 501, 88 Jianguo Road, Chaoyang District, Beijing, China".

Best effort without guessing: parts between commas are compared with the names of provinces, cities and
districts in pinyin (and their English names); the one unit that all named parts lead to is taken, otherwise
nothing below what is certain.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from waybill.address.gazetteer import Unit, gazetteer, read_table
from waybill.address.span import Span

_PART = re.compile(
    r"[^,;，；()（）\n]+?(?:(?<=[a-z] )(?:sheng|shi|xinqu|qu|xian|qi)(?![a-z])|(?=[,;，；()（）\n]|$))",
    re.IGNORECASE,
)
"""A part runs to the comma, or to the word of a division: Shanghai Shi Pudong Xinqu Zhangyang Lu."""
_KINDS = {
    1: "province|sheng|autonomous region|sar|special administrative region|municipality|city|shi",
    2: "city|county|shi|prefecture|zhou|meng|diqu|autonomous prefecture|municipality",
    3: r"district|dist\.?|qu|county|xian|city|shi|banner|qi|new area|new district|xinqu",
}
_NAMED = {level: re.compile(rf"^([a-z' -]+?)[\s-]+(?:{kinds})$") for level, kinds in _KINDS.items()}
_TOWNSHIP = re.compile(r"^([a-z' -]+?)[\s-]+(?:township|twp\.?)$")
"""Of Taiwan, where townships are counties' divisions: Yuchi Township."""
LOWEST = 3  # the level of districts
_CODES = re.compile(
    r"\b\d{5,6}\b|\+?\b\d{7,13}\b|(?<=city )\d{3}\b|(?<=county )\d{3}\b|\bP\.?\s?R\.?\s*(?:of\s*)?China\b|\bPRC\b|\bChina\b|\bTaiwan,? R\.?O\.?C\.?\b",
    re.I,
)
_LETTERS = re.compile(r"[^a-z]")
_KIND_WITHIN = re.compile(r"\b(?:district|dist|county|city|province|new area|banner|township)\b", re.I)
_WORD = re.compile(r"[A-Za-z][a-z']+(?=[ ,]|$)")
_BACKWARDS = re.compile("[A-Za-z' ]*")
_LAST = re.compile("[A-Za-z']+")
MOST_LAST = 4
"""Words at the end that may be divisions."""
LONGEST_NAME = 3
"""Words before the kind that may be the name."""
MAX_PARTS = 24
_SHORTEST = 4
"""Letters of a county's name that is believed without its kind."""


class English(NamedTuple):
    """The units that the named parts lead to (the deepest level), and where those parts stand."""

    fits: tuple[Unit, ...]
    spans: tuple[Span, ...]


@cache
def _names() -> dict[str, tuple[Unit, ...]]:
    units = gazetteer().units
    names = {}
    for line in read_table("pinyin.txt").split("\n"):
        if line:
            latin, *codes = line.split(" ")
            names[latin] = tuple(units[code] for code in codes)
    return names


class _Part(NamedTuple):
    start: int
    end: int
    units: tuple[Unit, ...]
    sure: bool  # the part tells its kind: "... District"


def read_english(text: str) -> English | None:
    """What a text in Latin letters names; None where it names nothing for certain."""
    pieces = list(_PART.finditer(text))[-MAX_PARTS:]
    return (
        _lead(pieces, [part for match in pieces if (part := _read_part(match)) is not None])
        or _lead([], _unparted(text))
        or _lead([], _last_words(text))
    )


def _lead(pieces: list[re.Match[str]], parts: list[_Part]) -> English | None:
    """What the parts lead to together."""
    if not any(part.sure for part in parts):
        parts = parts[-2:]
    fits = _common(parts)
    if not fits:
        parts = [part for part in parts if part.sure or part is parts[-1]]
        fits = _common(parts)
    if not fits or (len(parts) == 1 and fits[0].level == 3):
        return None  # a district's pinyin alone is shared by too many names
    if fits[0].level < 3:
        below = _bare_county(pieces, parts[0].start, fits)
        if below is not None:
            parts, fits = [below, *parts], below.units
    return English(fits, tuple(Span(_kind(part.units, fits), part.start, part.end) for part in parts))


def _unparted(text: str) -> list[_Part]:
    """Divisions that no comma sets apart: ... Street Haidian District Beijing Bldg 5."""
    parts: list[_Part] = []
    for match in _KIND_WITHIN.finditer(text):
        words = list(_WORD.finditer(text, 0, match.start()))[-LONGEST_NAME:]
        for first in words:
            units, _ = _units_of(text[first.start() : match.end()].lower())
            if units:
                if parts and parts[-1].end > first.start():
                    parts.pop()  # Zhejiang Province Hangzhou City: the city without its kind
                parts.append(_Part(first.start(), match.end(), units, True))
                break
        behind = _WORD.match(text, match.end() + 1)
        units = _units_of(behind.group().lower())[0] if behind else ()
        if parts and behind and units:
            parts.append(_Part(behind.start(), behind.end(), units, False))
    return parts


def _last_words(text: str) -> list[_Part]:
    """Divisions without their kind that end a text with no comma before them: 233 Tianhe North Rd Guangzhou, Haidian
    Beijing."""
    parts: list[_Part] = []
    body = _CODES.sub(_blanked, text).rstrip(" .")
    tail = _BACKWARDS.match(body[::-1])
    words = list(_LAST.finditer(body, len(body) - tail.end()))[-MOST_LAST:] if tail else []
    while words:
        for count in range(min(len(words), 2), 0, -1):
            name = body[words[-count].start() : words[-1].end()]
            units = _below(name, parts[0].units) if parts else _units_of(name.lower())[0]
            if units:
                parts.insert(0, _Part(words[-count].start(), words[-1].end(), units, bool(parts)))
                del words[-count:]
                break
        else:
            break
    return parts


def _below(name: str, fits: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units of a name that lie in one of ``fits``."""
    units = _names().get(_LETTERS.sub("", name.lower()), ()) if len(name) >= _SHORTEST else ()
    return tuple(unit for unit in units if any(fit in unit.above for fit in fits))


def _bare_county(pieces: list[re.Match[str]], start: int, fits: tuple[Unit, ...]) -> _Part | None:
    """The one county that the piece before ``start`` names without saying so: Kunshan, Suzhou; Chaoyang, Beijing."""
    before = [piece for piece in pieces if piece.end() <= start]
    if not before:
        return None
    name = before[-1].group().strip()
    units = tuple(unit for unit in _below(name, fits) if unit.level == LOWEST)
    if len(units) != 1 or any(char.isdigit() for char in name):
        return None
    at = before[-1].start() + before[-1].group().index(name)
    return _Part(at, at + len(name), units, False)


def _read_part(match: re.Match[str]) -> _Part | None:
    body = _CODES.sub(_blanked, match.group())
    name = body.strip().lower()
    units, sure = _units_of(name) if name else ((), False)
    units = units or _two_in_one(name)
    start = match.start() + len(body) - len(body.lstrip())
    return _Part(start, match.start() + len(body.rstrip()), units, sure) if units else None


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _two_in_one(name: str) -> tuple[Unit, ...]:
    """The city of a part that names its province as well: Jinan Shandong, Guangdong Foshan Shi."""
    words = name.split()
    for cut in range(1, min(len(words), LONGEST_NAME + 1)):
        first, second = _units_of(" ".join(words[:cut]))[0], _units_of(" ".join(words[cut:]))[0]
        for cities, provinces in ((first, second), (second, first)):
            found = tuple(city for city in cities if any(province in city.above for province in provinces))
            if found:
                return found
    return ()


def _units_of(name: str) -> tuple[tuple[Unit, ...], bool]:
    """The units that one part may name: with its kind in full, or a province or city by the bare name."""
    found: list[Unit] = []
    for level, pattern in _NAMED.items():
        match = pattern.match(name)
        if match:
            found += [u for u in _names().get(_LETTERS.sub("", match[1]), ()) if u.level == level]
    township = _TOWNSHIP.match(name)
    if township:
        stem = _LETTERS.sub("", township[1])
        found += [u for kind in ("xiang", "zhen") for u in _names().get(stem + kind, ()) if u.level == LOWEST]
    if found or any(char.isdigit() for char in name):
        return tuple(dict.fromkeys(found)), True
    return tuple(u for u in _names().get(_LETTERS.sub("", name), ()) if u.level < 3), False


def _common(parts: list[_Part]) -> tuple[Unit, ...]:
    """The deepest units that agree with every part."""
    fits = [
        unit
        for unit in dict.fromkeys(unit for part in parts for unit in part.units)
        if all(any(other is unit or other in unit.above for other in part.units) for part in parts)
    ]
    deepest = max((unit.level for unit in fits), default=0)
    return tuple(unit for unit in fits if unit.level == deepest)


def _kind(units: tuple[Unit, ...], fits: tuple[Unit, ...]) -> str:
    level = next((u.level for u in units if any(u is fit or u in fit.above for fit in fits)), units[0].level)
    return ("", "province", "city", "district")[level]
