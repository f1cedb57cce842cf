"""GB/T 41832-2022, delivery address code (通用寄递地址编码), as a profile that a data file describes.

The standard's inner layout is not public in full.  The shipped profile, ``data/gbt41832.toml``, is marked
``unverified``: its parts and their order are sourced, their lengths, separators and check characters are
Waybill's own.

>>> encode("N50J47584")
'CN-C-N50J47584-YG'
>>> decode("CN-C-N50J47584-YG").position
'N50J47584'

Errors are ConformanceError with the segment's name and the ``position`` of the first wrong character (1 =
first).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waybill.errors import ConformanceError
from waybill.standards import gbt39409, iso7064
from waybill.standards.gbt41832_profile import (
    CLAUSE,
    NAMES,
    STANDARD,
    Profile,
    check_segment,
    shipped_profile,
)

if TYPE_CHECKING:
    from waybill.standards.gbt39409.cell import Cell

_CHECK_CLAUSE = f"{STANDARD}, C"


@dataclass(frozen=True, slots=True)
class DeliveryAddressCode:
    """A delivery address code in its parts; empty text for an absent extension."""

    code: str
    country: str
    gnss: str
    position: str
    enterprise: str
    item: str
    check: str
    profile: str
    unverified: bool

    @property
    def cell(self) -> Cell:
        """The grid cell of the position code."""
        return gbt39409.decode(self.position)


def encode(
    position: str,
    *,
    country: str = "",
    gnss: str = "",
    enterprise: str = "",
    item: str = "",
    profile: Profile | None = None,
) -> str:
    """The code of a delivery position, a GB/T 39409 code.  Empty parts take the profile's default."""
    profile = profile or shipped_profile()
    position = gbt39409.compact(position)
    given = dict(zip(NAMES, (country, gnss, position, enterprise, item), strict=True))
    texts: list[str] = []
    extended = bool(enterprise or item)
    at = 1
    for segment in profile.segments:
        text = given[segment.name].upper() or segment.default
        if segment.optional and not extended:
            break
        if text or not segment.optional:
            check_segment(segment, text, at)
        texts.append(text)
        at += len(text) + len(profile.separator)
    return _joined(profile, texts)


def of_grid(position: str) -> str:
    """:func:`encode` with the shipped profile's defaults, for a position fresh from gbt39409."""
    profile, before, after = _frame()
    return _joined(profile, [*before, position, *after])


@cache
def _frame() -> tuple[Profile, tuple[str, ...], tuple[str, ...]]:
    """The shipped profile, and the defaults before and after the position code."""
    profile = shipped_profile()
    names = [segment.name for segment in profile.segments if not segment.optional]
    texts = tuple(segment.default for segment in profile.segments if not segment.optional)
    at = names.index("position")
    return profile, texts[:at], texts[at + 1 :]


def _joined(profile: Profile, texts: list[str]) -> str:
    if profile.check != "none":
        texts = [*texts, _check_of(profile, texts)]
    return profile.separator.join(texts)


def _check_of(profile: Profile, texts: list[str]) -> str:
    """The check characters over the segments and, where a separator could slip, over lengths that vary."""
    payload = "".join(texts)
    if profile.separator:
        for segment, text in zip(profile.segments, texts, strict=False):
            if segment.min_length != segment.max_length:
                payload += iso7064.CHARACTERS[len(text)]
    return iso7064.check_of(profile.check, payload)


def compact(code: str) -> str:
    """The code without blanks, in capital half-width characters; separators stay."""
    return gbt39409.compact(code)


def decode(code: str, *, profile: Profile | None = None) -> DeliveryAddressCode:
    """The parts of a code, each checked, the check characters too."""
    profile = profile or shipped_profile()
    text = compact(code)
    parts = _split(profile, text)
    check = parts.pop() if profile.check != "none" else ""
    found = dict.fromkeys(NAMES, "")
    at = 1
    for segment, part in zip(profile.segments, parts, strict=False):
        if part or not segment.optional:
            check_segment(segment, part, at)
        found[segment.name] = part
        at += len(part) + len(profile.separator)
    if profile.check != "none" and check != _check_of(profile, parts):
        raise ConformanceError("GBT41832-CHECK", clause=_CHECK_CLAUSE, position=at, system=profile.check)
    return DeliveryAddressCode(
        code=text, check=check, profile=profile.label, unverified=profile.unverified, **found
    )


def _split(profile: Profile, text: str) -> list[str]:
    required = sum(not segment.optional for segment in profile.segments)
    checks = 1 if profile.check != "none" else 0
    allowed = {required + checks, len(profile.segments) + checks}
    if profile.separator:
        parts = text.split(profile.separator)
        if len(parts) not in allowed:
            expected = " / ".join(map(str, sorted(allowed)))
            raise ConformanceError("GBT41832-SEGMENTS", clause=CLAUSE, count=len(parts), expected=expected)
        return parts
    lengths = [segment.min_length for segment in profile.segments] + [profile.check_length] * checks
    spare = len(text) - sum(lengths)
    for number, segment in enumerate(profile.segments):
        if segment.min_length != segment.max_length:
            lengths[number] += spare
            spare = 0
    if spare or min(lengths) < 0:
        raise ConformanceError("GBT41832-SEGMENTS", clause=CLAUSE, count=len(text), expected=sum(lengths))
    ends = [sum(lengths[: number + 1]) for number in range(len(lengths))]
    return [text[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def validate(code: str, *, profile: Profile | None = None) -> str:
    """The compact code, or ConformanceError with position and clause."""
    return decode(code, profile=profile).code


def is_valid(code: str, *, profile: Profile | None = None) -> bool:
    """Whether :func:`validate` would accept the code."""
    try:
        decode(code, profile=profile)
    except ConformanceError:
        return False
    return True
