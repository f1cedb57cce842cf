"""What of an address is hidden, and the text that is left.

Clause: GB/T 41833-2022 asks that unit and room (单元户室号) be hidden on an electronic waybill; it says nothing public of
addresses that have none.  There the finest number (house, group) is hidden instead, so that no address leaves with
nothing hidden that could tell a door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waybill.address.span import Span

HIDDEN = "***"
"""What stands for a hidden part: always the same, so that the length tells nothing."""

_ALWAYS = frozenset(("unit", "floor", "room", "tail", "person_name", "phone", "code"))
_DOOR = frozenset(("unit", "floor", "room"))
_JOIN = " ,.;:()-_/|#+&、*，。；：（）【】[]－—　"

Range = tuple[int, int]


def hidden_ranges(chunks: Sequence[Span]) -> tuple[list[Range], list[str]]:
    """The ranges to hide, in order and not yet joined, and the issues that say why."""
    ranges: list[Range] = []
    door = False
    last_house = -1
    star = -1
    groups = False
    for index, (kind, start, end) in enumerate(chunks):
        if kind in _ALWAYS:
            ranges.append((start, end))
            door = door or kind in _DOOR
        elif kind == "house":
            last_house = index
        elif kind == "group":
            groups = True
        elif kind == "star":
            star = index
    issues = ["already_masked"] if star >= 0 else []
    if door or (star > last_house and not groups and star >= 0):
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
    """Groups and the house that stands last (all houses of a village); a villa's number where it is all there is."""
    found = [(start, end) for kind, start, end in chunks if kind in ("group", "villa")]
    at = last_house if last_house > star else -1
    while at >= 0 and chunks[at].type == "house":
        found.append((chunks[at].start, chunks[at].end))
        at -= 1
    return found


def join(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Ranges that touch, overlap or have only separators between them made one; asterisks beside them taken in."""
    joined: list[Range] = []
    for start, end in ranges:
        while start > 0 and text[start - 1] in "*＊":
            start -= 1
        while end < len(text) and text[end] in "*＊":
            end += 1
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip(_JOIN)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def cover(text: str, ranges: Sequence[Range], begin: int = 0) -> str:
    """The text from ``begin`` with every (joined) range replaced by the one fixed mask."""
    pieces: list[str] = []
    for start, end in ranges:
        pieces.append(text[begin:start])
        pieces.append(HIDDEN)
        begin = end
    pieces.append(text[begin:])
    return "".join(pieces)
