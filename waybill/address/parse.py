"""Address text -> components with their places in the text, what must be hidden, and the masked text.

``parse`` is for people who ask what an address says; ``for_label`` is the short way that printing takes.  Both read
with the same grammar (``_read``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from waybill.address import mask
from waybill.address.detail import walk_detail
from waybill.address.detail_latin import is_latin, latin_names, walk_latin
from waybill.address.detail_names import split_names, without
from waybill.address.detail_tokens import fold
from waybill.address.divisions import NOWHERE, Located, locate
from waybill.address.people import blank, find_codes, find_names, find_phones
from waybill.address.span import Span

LONGEST = 500
"""Characters of an address that are read; no address is longer, and what stands behind them is hidden."""

_CIPHER = re.compile(r"(?:[#$~@^][0-9A-Za-z+/=#$~@|:._-]{15,}|[0-9A-Za-z+/=_-]{24,})")
_HAN = re.compile("[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says.  Texts are as written, except the division names, which are the current full ones.

    ``hide`` are the ranges that ``masked`` does not show; ``candidates`` are full division names where the text
    names more than one place; ``confidence`` is 0 to 1; ``issues`` are stable codes.
    """

    province: str | None = field(repr=False)
    city: str | None = field(repr=False)
    district: str | None = field(repr=False)
    town: str | None = field(repr=False)
    devzone: str | None = field(repr=False)
    village: str | None = field(repr=False)
    road: str | None = field(repr=False)
    lane: str | None = field(repr=False)
    house: str | None = field(repr=False)
    community: str | None = field(repr=False)
    building: str | None = field(repr=False)
    unit: str | None = field(repr=False)
    floor: str | None = field(repr=False)
    room: str | None = field(repr=False)
    rural_group: str | None = field(repr=False)
    division_code: str
    spans: tuple[Span, ...]
    hide: tuple[tuple[int, int], ...]
    masked: str = field(repr=False)
    candidates: tuple[str, ...]
    confidence: float
    issues: tuple[str, ...]


class LabelAddress(NamedTuple):
    """What a label needs of an address: the region in one run, the de-identified rest, and what was hidden."""

    region: str
    masked: str
    division_code: str
    issues: tuple[str, ...]
    secrets: tuple[str, ...]

    def __repr__(self) -> str:
        return f"LabelAddress(division_code={self.division_code!r}, issues={self.issues!r})"


class _Reading(NamedTuple):
    folded: str
    located: Located
    chunks: list[Span]
    people: list[Span]
    ranges: list[tuple[int, int]]
    issues: list[str]


def _read(text: str, begin: int = 0, again: int = 4) -> _Reading:
    """Find everything in ``text``; ``begin`` is where the detail begins at the earliest."""
    folded = fold(text[:LONGEST])
    phones = find_phones(folded)
    codes = find_codes(text[:LONGEST]) if "(" in folded else []
    if phones or codes:
        folded = blank(folded, phones + codes)
    located = locate(text[:LONGEST])
    begin = max(begin, located.end)
    if is_latin(folded):
        latin, odd, chunks = True, True, walk_latin(folded, begin)
    else:
        walk = walk_detail(folded, begin)
        latin, odd, chunks = False, walk.odd, walk.chunks
    if located.start:
        odd, chunks = True, _before_prefix(folded, located.start) + chunks
    if phones and chunks:
        chunks = [_with_remark(chunk, phones) for chunk in chunks]
    people = [Span("phone", *span) for span in phones] + [Span("code", *span) for span in codes]
    if latin:
        people += latin_names(folded)
    elif phones or located.start or begin == 0 or (chunks and chunks[-1].type in ("name", "remark")):
        people += find_names(folded, located.start, begin, chunks, phones)
    if len(text) > LONGEST:
        chunks.append(Span("tail", LONGEST, len(text)))
    ranges, issues = mask.hidden_ranges(chunks, small_first=latin)
    if len(text) > LONGEST:
        issues.append("too_long")
    if people:
        issues = [issue for issue in issues if issue != "nothing_to_hide"]
        ranges = sorted(ranges + [(start, end) for _, start, end in people])
    joined = mask.join(text, ranges)
    if again and joined and (people or odd or not _settled(text, chunks, joined)):
        joined = _settle(text, joined, again)
    return _Reading(folded, located, chunks, people, joined, issues)


def _settled(text: str, chunks: list[Span], ranges: list[tuple[int, int]]) -> bool:
    """True where one mask runs to the end of the text and what stands before it is of the ordinary kind."""
    start, end = ranges[0]
    return end == len(text) and mask.is_regular(tuple([chunk[0] for chunk in chunks if chunk[1] < start]))


def _settle(text: str, ranges: list[tuple[int, int]], again: int) -> list[tuple[int, int]]:
    """Ranges whose masked text, read anew, has nothing more to hide: masking twice changes nothing.

    What is left of an irregular address can read differently once parts of it are gone.  Where four rounds do not
    settle it, everything from the first hidden character is hidden.  A mask that runs to the end needs no round.
    """
    masked = mask.cover(text, ranges)
    more = _read(masked, again=again - 1).ranges
    if mask.cover(masked, more) == masked:
        return ranges
    if again == 1:
        return [(ranges[0][0], len(text))]
    return _settle(text, mask.join(text, sorted(ranges + mask.back(ranges, more))), again - 1)


def _before_prefix(folded: str, end: int) -> list[Span]:
    """The numbers that stand before the division prefix: a door written first, or a list number, which is no door."""
    chunks = [Span("remark", *chunk[1:]) if chunk.type == "name" else chunk for chunk in walk_detail(folded[:end], 0).chunks]
    if any(chunk.type in ("building", "unit", "floor") for chunk in chunks):
        return chunks
    return [Span("tail", *chunk[1:]) if folded[chunk.start : chunk.end].isdigit() else chunk for chunk in chunks]


def _with_remark(chunk: Span, phones: list[tuple[int, int]]) -> Span:
    """A room with the phone in brackets behind it: a remark with a number belongs to the room."""
    if chunk.type == "room":
        for start, end in phones:
            if start == chunk.end:
                return Span("room", chunk.start, end)
    return chunk


def _opaque(text: str) -> str:
    """ "empty" or "ciphertext" where there is nothing to read, else ""."""
    if not text or text.isspace():
        return "empty"
    return "ciphertext" if text[0] < "\x7f" and _CIPHER.fullmatch(text.strip()) else ""


def parse(text: str) -> Address:
    """Components, spans, hidden ranges and masked text of one address, in the text's own characters.

    Never raises; a text that is no address gives an Address without components and issues that say so.
    """
    opaque = _opaque(text)
    if opaque:
        hide = ((0, len(text)),) if opaque == "ciphertext" else ()
        return _address(NOWHERE, {}, (), hide, mask.cover(text, hide), 0.0, (opaque,))
    reading = _read(text)
    located = reading.located
    chunks = reading.chunks if not reading.people else without(reading.folded, reading.chunks, reading.people)
    chunks = split_names(reading.folded, chunks)
    parts: dict[str, str] = {}
    spans = [*located.spans]
    tail = False
    for span in chunks:
        kind, start, end = span
        if kind in _SPAN_NAMES:
            tail = tail or kind == "tail"
            kind = _SPAN_NAMES[kind]
            span = Span(kind, start, end)
        if kind not in parts:
            parts[kind] = text[start:end]
        spans.append(span)
    if reading.people:
        spans += [Span(_SPAN_NAMES.get(kind, kind), start, end) for kind, start, end in reading.people]
        spans.sort(key=_place)
    issues = (*located.issues, *reading.issues)
    masked = mask.cover(text, reading.ranges)
    return _address(located, parts, tuple(spans), tuple(reading.ranges), masked, _confidence(located, issues, tail), issues)


_SPAN_NAMES = {"villa": "building", "group": "rural_group", "tail": "other", "star": "other", "remark": "other", "code": "other", "person_name": "name"}


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _confidence(located: Located, issues: tuple[str, ...], tail: bool) -> float:
    """How far to trust the reading, 0 to 1: by the finest division known, ambiguity, and numbers not understood."""
    value = 1.0 if located.district else 0.8 if located.city else 0.5 if located.province else 0.3
    if located.candidates:
        value *= 0.5
    if tail:
        value *= 0.7
    if "nothing_to_hide" in issues:
        value *= 0.8
    return round(value, 2)


def _address(
    located: Located,
    parts: dict[str, str],
    spans: tuple[Span, ...],
    hide: tuple[tuple[int, int], ...],
    masked: str,
    confidence: float,
    issues: tuple[str, ...],
) -> Address:
    get = parts.get
    return Address(
        province=located.province,
        city=located.city,
        district=located.district,
        town=located.town or get("town"),
        devzone=located.devzone,
        village=get("village"),
        road=get("road"),
        lane=get("lane"),
        house=get("house"),
        community=get("community"),
        building=get("building"),
        unit=get("unit"),
        floor=get("floor"),
        room=get("room"),
        rural_group=get("rural_group"),
        division_code=located.code,
        spans=spans,
        hide=hide,
        masked=masked,
        candidates=located.candidates,
        confidence=confidence,
        issues=issues,
    )


def for_label(province: str, city: str, district: str, town: str, address: str) -> LabelAddress:
    """Region and de-identified rest for a label, from an order's columns; any of the division columns may be empty.

    ``region`` names each division once (北京市, not 北京市北京市) with the town where it is known; the rest does not
    repeat it.  ``secrets`` are the hidden texts and the numbers in them, for searching free text for them.
    """
    return _for_label(province, city, district, town, address)


@lru_cache(maxsize=1024)
def _for_label(province: str, city: str, district: str, town: str, address: str) -> LabelAddress:
    columns = "".join(part for index, part in enumerate((province, city, district, town)) if part and not (index == 1 and part == province))
    opaque = _opaque(address)
    if opaque:
        located = locate(columns)
        return LabelAddress(_region(located, columns), mask.HIDDEN if opaque == "ciphertext" else "", located.code, (opaque,), (address,) if address else ())
    text = columns + address
    reading = _read(text, len(columns))
    begin = max(reading.located.end, len(columns))
    masked = mask.cover(text, [span for span in reading.ranges if span[1] > begin], begin).strip(" ,，-")
    return LabelAddress(
        _region(reading.located, text[:begin]), masked, reading.located.code, (*reading.located.issues, *reading.issues), _secrets(text, reading)
    )


def _region(located: Located, written: str) -> str:
    if located.district is None or located.candidates:
        return written.strip()
    city = located.city if located.city != located.province else None
    return "".join(part for part in (located.province, city, located.district, located.devzone, located.town) if part)


_NUMBERS = re.compile(r"[0-9A-Za-z]{3,}")


def _secrets(text: str, reading: _Reading) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for start, end in reading.ranges:
        hidden = text[start:end].strip("*")
        if len(hidden) > 1:
            found[hidden] = None
        for number in _NUMBERS.findall(hidden):
            found[number] = None
    return tuple(found)
