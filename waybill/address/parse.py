"""Address text -> components with their places in the text, what must be hidden, and the masked text.

``parse`` is for people who ask what an address says; ``for_label`` is the short way that printing takes.  Both read
with the same grammar (``reading.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from waybill.address import mask
from waybill.address.detail_names import split_names, without
from waybill.address.detail_tokens import HAN_DIGITS, han_value
from waybill.address.divisions import EMPTY_CELLS, NOWHERE, Located, locate
from waybill.address.reading import Reading, opaque_kind, read
from waybill.address.span import Span
from waybill.address.straight import straight
from waybill.address.straight_reading import straight_reading
from waybill.frozen import made, maker
from waybill.patterns import late_pattern


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
    ordinary: bool = False
    """``masked`` is Chinese characters, numbers of at most four digits and six in all, and one mask at its end."""
    official: bool = False
    """``region`` is in the gazetteer's words, not in the order's."""

    def __repr__(self) -> str:
        return f"LabelAddress(division_code={self.division_code!r}, issues={self.issues!r})"


def parse(text: str) -> Address:
    """Components, spans, hidden ranges and masked text of one address, in the text's own characters.

    Never raises; a text that is no address gives an Address without components and issues that say so.
    """
    opaque = opaque_kind(text)
    if opaque:
        hide = ((0, len(text)),) if opaque == "ciphertext" else ()
        return _address(NOWHERE, {}, (), hide, mask.cover(text, hide), 0.0, (opaque,))
    reading = straight_reading(text) or read(text)
    located = reading.located
    chunks = reading.chunks if not reading.people else without(reading.folded, reading.chunks, reading.people)
    chunks = split_names(reading.folded, chunks, hong_kong=located.province == "香港特别行政区")
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
    if reading.people or located.start:
        spans.sort(key=_place)
    issues = (*located.issues, *reading.issues)
    masked = mask.cover(text, reading.ranges)
    return _address(
        located,
        parts,
        tuple(spans),
        tuple(reading.ranges),
        masked,
        _confidence(located, issues, tail),
        issues,
    )


_SPAN_NAMES = {
    "villa": "building",
    "group": "rural_group",
    "tail": "other",
    "star": "other",
    "remark": "other",
    "code": "other",
    "person_name": "name",
}


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
    made: Address = maker(Address)(
        located.province, located.city, located.district, located.town, located.devzone,
        *map(get, _DETAILS), located.code, spans, hide, masked, located.candidates, confidence, issues,
    )  # fmt: skip
    return made


_DETAILS = (
    "village",
    "road",
    "lane",
    "house",
    "community",
    "building",
    "unit",
    "floor",
    "room",
    "rural_group",
)
"""The components below the divisions, in the order of Address."""


def for_label(province: str, city: str, district: str, town: str, address: str) -> LabelAddress:
    """Region and de-identified rest for a label, from an order's columns; any of the division columns may be empty.

    ``region`` names each division once (北京市, not 北京市北京市) with the town where it is known; the rest does not
    repeat it.  ``secrets`` are the hidden texts and the numbers in them, for searching free text for them.
    """
    columns = province + (city if city != province and city not in EMPTY_CELLS else "")
    columns += district if district not in EMPTY_CELLS else ""
    columns += town if town not in EMPTY_CELLS else ""
    ordinary = straight(columns + address, len(columns))
    if ordinary is not None:
        region, code, masked, secrets = ordinary
        return made(LabelAddress, (region, masked, code, (), secrets, True, True))
    return _by_grammar(columns, address)


def _by_grammar(columns: str, address: str) -> LabelAddress:
    """The same by the whole grammar, which any address may need."""
    opaque = opaque_kind(address)
    if opaque == "ciphertext":
        found = _by_grammar(columns, "")
        return found._replace(masked=mask.HIDDEN, issues=(opaque,), secrets=(address,))
    text = columns + address
    reading = read(text)
    begin = reading.located.end
    # What else stands in the columns is detail, whatever it is: a name, a phone, a door.
    if begin < len(columns) and _UNKNOWN_DIVISIONS.fullmatch(text, begin, len(columns)):
        above = reading.located.code.rstrip("0")
        again = locate(address)
        if above and again.district and again.code.startswith(above):
            return _by_grammar(
                "", address
            )  # 巫家坝新区 in its column, but 云南省昆明市呈贡区斗南街道 before the road
        begin = len(columns)
        reading = read(text, begin)
    located, ranges = reading.located, reading.ranges
    start = min(located.start, located.end)  # an English address, whose divisions stay in it, ends at 0
    before = _cut(text, ranges, 0, start).strip(_EDGES).rstrip(_OPEN)
    behind = _cut(text, ranges, begin, len(text)).lstrip(_CLOSED).strip(_EDGES)
    # Of a name, a phone or a door alone before the divisions the mask would say nothing.
    masked = behind if _NOTHING_SAID.fullmatch(before) else f"{before} {behind}".strip()
    masked = masked or mask.HIDDEN * bool(before)
    region = _known(located)
    official = region != "" and begin == located.end
    if not official:  # of the columns, what the gazetteer does not know goes with what it knows
        region = f"{region}{_cut(text, ranges, located.end if region else start, begin)}".strip()
    issues = (opaque,) if opaque else (*located.issues, *reading.issues)
    secrets = _secrets(text, reading)
    return made(LabelAddress, (region, masked, located.code, issues, secrets, False, official))


_UNKNOWN_DIVISIONS = late_pattern(
    r"(?>(?:\s*+(?>[\u4e00-\u9fff]{1,10}?(?:省|市|区|县|州|盟|旗|镇|乡|街道|办事处)))+)\s*+"
)
"""What the gazetteer does not know, in the shape of divisions; without a way back, so that it is linear."""
_NOTHING_SAID = late_pattern(
    "(?:[*:：,， -]|(?:收[货件]|详细|邮寄|寄送|派送|我的)?(?:人)?地址是?|[收寄]件人|收货人|姓名|联系(?:人|电话)|电话|手机号?码?){0,20}"
)
"""Masks, and what says no more than that a name, a phone or an address follows."""
_EDGES = " ,，-"
_OPEN, _CLOSED = "(（[【 ,，-", ")）]】"


def _cut(text: str, ranges: Sequence[tuple[int, int]], begin: int, end: int) -> str:
    """``text[begin:end]`` with what the ranges hide of it replaced by the mask."""
    inside = [(start, min(stop, end)) for start, stop in ranges if stop > begin and start < end]
    return mask.cover(text[:end], inside, begin)


def _known(located: Located) -> str:
    """The divisions in one run by their full names, where the district is certain, or at least the city; else empty."""
    if not located.code or (located.district is None and located.city is None):
        return ""
    city = located.city if located.city != located.province else None
    below = f"{located.district or ''}{located.devzone or ''}{located.town or ''}"
    return f"{located.province or ''}{city or ''}{below}"


_NUMBERS = late_pattern(r"[0-9A-Za-z]{3,}")
_HAN_NUMBERS = late_pattern(rf"[{HAN_DIGITS}]{{3,6}}")


def _secrets(text: str, reading: Reading) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for start, end in reading.ranges:
        hidden = text[start:end].strip("*")
        if len(hidden) > 1:
            found[hidden] = None
        for number in _NUMBERS.findall(hidden):
            found[number] = None
        for numeral in _HAN_NUMBERS.findall(hidden):
            found[str(han_value(numeral))] = None
    return tuple(found)
