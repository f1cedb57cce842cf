"""What of an address is hidden, and the text that is left.

Clause: GB/T 41833-2022 asks that unit and room (单元户室号) be hidden on an electronic waybill; it says nothing public of
addresses that have none.  There the finest number (house, group) is hidden instead, so that no address leaves with
nothing hidden that could tell a door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from waybill.address.span import Span
from waybill.patterns import late_pattern

HIDDEN = "***"
"""What stands for a hidden part: always the same, so that the length tells nothing."""

_ALWAYS = frozenset(("unit", "floor", "room", "tail", "person_name", "phone", "code"))
_DOOR = frozenset(("unit", "floor", "room"))
_JOIN = " ,.;:()-_/|#+&、*，。；：（）【】[]－—／　"

_NOTHING = ("", "元")
"""What tells nothing between two hidden parts: separators, and the end of 1单 元502."""

_OPENING = {")": "(", "）": "（", "]": "[", "】": "【", "］": "［"}
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}

Range = tuple[int, int]


def hidden_ranges(chunks: Sequence[Span], *, small_first: bool) -> tuple[list[Range], list[str]]:
    """The ranges to hide, in order and not yet joined, and the issues that say why.

    A mask that stands behind the house is the room's, and so is one before a building.  ``small_first``: the room stands
    before the house, as in English and in Chinese addresses that end with their divisions.
    """
    ranges: list[Range] = []
    door = inside = False
    last_house = last_group = star = -1
    for index, (kind, start, end) in enumerate(chunks):
        if kind in _ALWAYS:
            ranges.append((start, end))
            door = door or kind in _DOOR or inside
        elif kind == "house":
            last_house = index
        elif kind == "group":
            last_group = index
        elif kind == "star":
            star = index
        elif kind == "building":
            inside = True
            small_first = small_first or star >= 0
    issues = ["already_masked"] if star >= 0 else []
    if door or star > (-1 if small_first else max(last_house, last_group)):
        return ranges, issues
    finest = _finest(chunks, last_house, star)
    if finest:
        issues.append("no_room_finest_hidden")
        ranges.extend(finest)
        ranges.sort()
    elif not ranges:
        issues.append("nothing_to_hide")
    return ranges, issues


def _finest(chunks: Sequence[Span], last_house: int, star: int) -> list[Range]:
    """Groups, the house that stands last, and a villa's number, behind whatever is masked already."""
    found = [(start, end) for kind, start, end in chunks[star + 1 :] if kind in ("group", "villa")]
    if last_house > star:
        found.append((chunks[last_house].start, chunks[last_house].end))
    return found


_REGULAR = late_pattern("n?(?:h|l{1,2}h?)?n?b?")
_LETTERS = {"name": "n", "house": "h", "lane": "l", "building": "b"}


@lru_cache(maxsize=4096)
def is_regular(kinds: tuple[str, ...]) -> bool:
    """True where what stays visible reads the same once the rest is hidden: name, house or lane, name, building."""
    return _REGULAR.fullmatch("".join(_LETTERS.get(kind, "?") for kind in kinds)) is not None


def join(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Ranges that touch, overlap or have only separators between them made one; asterisks beside them taken in."""
    joined: list[Range] = []
    starred = "*" in text or "＊" in text
    for start, end in ranges:
        if starred:
            while start > 0 and text[start - 1] in "*＊":
                start -= 1
            while end < len(text) and text[end] in "*＊":
                end += 1
        if joined:
            first, last = joined[-1]
            if start <= last or text[last:start].strip(_JOIN) in _NOTHING:
                joined.pop()
                start, end = first, max(end, last)
        if end < len(text) and text[end] in _OPENING and _OPENING[text[end]] in text[start:end]:
            end += 1
        joined.append((start - _is_half(text, start, end), end))
    return joined


def _is_half(text: str, start: int, end: int) -> bool:
    """True where a bracket opens right before a range that holds its other half alone: 12号(陈小姐收)302."""
    other = _CLOSING.get(text[start - 1]) if start else None
    if other is None:
        return False
    return text.count(other, start, end) > text.count(text[start - 1], start, end)


def cover(text: str, ranges: Sequence[Range], begin: int = 0) -> str:
    """The text from ``begin`` with every (joined) range replaced by the one fixed mask."""
    pieces: list[str] = []
    for start, end in ranges:
        pieces.append(text[begin:start])
        pieces.append(HIDDEN)
        begin = end
    pieces.append(text[begin:])
    return "".join(pieces)


def back(ranges: Sequence[Range], masked_ranges: Sequence[Range]) -> list[Range]:
    """Ranges of a masked text (``cover`` of ``ranges``) as ranges of the text it was made from."""
    return [
        (_origin(ranges, low, last=False), _origin(ranges, high, last=True)) for low, high in masked_ranges
    ]


def _origin(ranges: Sequence[Range], place: int, *, last: bool) -> int:
    """The offset in the original of an offset in the masked text; inside a mask, the hidden range's own edge."""
    shift = 0
    for start, end in ranges:
        at = start - shift
        if place <= at:
            break
        if place < at + len(HIDDEN):
            return end if last else start
        shift += end - start - len(HIDDEN)
    return place + shift
