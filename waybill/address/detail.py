"""Read what comes after the division prefix: road, house, community, building, unit, floor, room, village.

One walk over the numbered tokens, left to right.  What a number counts is told by its word (栋, 单元, 室) and,
where the word has several meanings or is missing, by what stands before it and by the token behind it.  Whatever
bears a number and is not recognised becomes a ``tail``, which masking hides: the walk fails safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from waybill.address import detail_words as w
from waybill.address.detail_bare import read_bare
from waybill.address.detail_buildings import is_whole_door, read_building, read_room, read_unit
from waybill.address.detail_houses import (
    read_group,
    read_hamlet,
    read_house,
    read_lane,
    read_locker,
    read_number,
    read_row,
)
from waybill.address.detail_latin import ROADS
from waybill.address.detail_numbers import plain_digits
from waybill.address.detail_state import INSIDE, SEPARATORS, Walk
from waybill.address.detail_storey import read_floor, read_storey
from waybill.address.detail_tokens import (
    COUNTED,
    DIGITS,
    LONG,
    NUMERAL_ALONE,
    SPECIAL,
    SPELT,
    STAR,
    WORD,
    kinds,
    weak_words,
)
from waybill.address.span import Span
from waybill.patterns import late_pattern

_SKIPPED = frozenset((w.NAME, w.ZONE, w.ROAD, w.SECTION))
_PLACES_WITH_NUMBERED_ROADS = frozenset(("", *" 区园城镇市县与和、"))
_ROAD_ENDS = frozenset("路街道巷段弄")
_INSIDE_OR_ROOM = INSIDE | {"room"}
_STREET = late_pattern(rf" (?:[A-Z.']{{2,20}} ){{1,4}}(?:{ROADS})\b")
_HALLS = frozenset(("舍", "斋", "教", "宿", "公寓"))
_CAMPUS = late_pattern("大学|学院|校区|中学|师专|高专")


def walk_detail(text: str, begin: int) -> Walk:
    """Walk over the folded ``text`` from ``begin``; the chunks are in the order of the text."""
    walk = Walk(text, begin)
    for index, token in enumerate(walk.tokens):
        start = token.start()
        if start < walk.pos:
            continue
        walk.index = index
        shape = token.lastindex
        if shape in (COUNTED, SPELT):
            _counted(walk, token, start)
        elif shape == NUMERAL_ALONE:
            _han_bare(walk, token, start)
        elif shape in _SHAPES:
            if start != walk.pos:
                walk.gap(start)
            _SHAPES[shape](walk, token, start)
    walk.gap(len(text))
    return walk


def _counted(walk: Walk, token: re.Match[str], start: int) -> None:
    """A number with its word."""
    word = token[WORD]
    kind = kinds()[word]
    if kind in _SKIPPED:
        _of_a_name(walk, token, start, kind)
        return
    if (
        token.lastindex == SPELT
        and word in weak_words()
        and walk.before(start) not in _INSIDE_OR_ROOM
        and not _is_hall(walk, token, word)
    ):
        return
    if start != walk.pos:
        walk.gap(start)
    _WORDS[kind](walk, token, start, word)


def _of_a_name(walk: Walk, token: re.Match[str], start: int, kind: str) -> None:
    """A number that belongs to the name of a place, a zone or a road, unless its neighbours tell otherwise."""
    word = token[WORD]
    if (word in w.NAMED_LIKE_HOUSES and walk.text[start - 1 : start] in _ROAD_ENDS) or (
        word == "号路" and _is_at_a_crossing(walk, token)
    ):
        walk.gap(start)
        walk.add("house", start, token.start(WORD) + 1)
    elif kind in (w.ZONE, w.ROAD) and _is_part_of_floor(walk, token, kind):
        walk.gap(start)
        walk.room_end(start, token.end())
    elif token.lastindex == COUNTED and _is_room_after_all(walk, token, kind):
        walk.gap(start)
        read_bare(walk, token, start, token.end(DIGITS))


def _is_at_a_crossing(walk: Walk, token: re.Match[str]) -> bool:
    """True for a house at a crossing (塘背18号路口), where an industrial estate has roads with numbers (开发区8号路口)."""
    start, end = token.start(), token.end()
    return (
        walk.text[end : end + 1] == "口" and walk.text[start - 1 : start] not in _PLACES_WITH_NUMBERED_ROADS
    )


def _is_part_of_floor(walk: Walk, token: re.Match[str], kind: str) -> bool:
    """True for a numbered part of a hall's or office's floor: 二楼C区12号, 2楼12街23865, 5楼B区."""
    before = walk.before(token.start())
    if before != "floor" and not (before == "unit" and walk.seen("floor")):
        return False
    return kind == w.ZONE or walk.next(token.end()) is not None


def _plain_number(walk: Walk, token: re.Match[str], start: int) -> None:
    if walk.prev not in INSIDE and _STREET.match(walk.text, token.end()):
        walk.chunks.append(Span("tail", start, token.end()))  # 300号(No. 300 East Nanjing Road)
        walk.pos = token.end()
    else:
        read_bare(walk, token, start, token.end())


def _star(walk: Walk, token: re.Match[str], start: int) -> None:
    walk.add("star", start, token.end())


def _long(walk: Walk, token: re.Match[str], start: int) -> None:
    walk.add("tail", start, token.end())


def _is_room_after_all(walk: Walk, token: re.Match[str], kind: str) -> bool:
    """True for a number that only looks like part of a name: 3单元501中, 大厦1203度假公司, 5-2-301小区北门进."""
    before = walk.before(token.start())
    if token[WORD] in w.GATES and walk.text[token.start() - 1] in SEPARATORS:
        return False
    if before in INSIDE or before == "room" or is_whole_door(token[DIGITS]):
        return True
    return kind == w.NAME and len(plain_digits(token[DIGITS])) >= 3 and token[WORD] not in w.LONG_NUMBERED


def _is_hall(walk: Walk, token: re.Match[str], word: str) -> bool:
    """True for a numbered hall of residence of a campus: 西南大学橘园八舍216."""
    return word in _HALLS and _CAMPUS.search(walk.text, walk.pos, token.start()) is not None


def _special(walk: Walk, token: re.Match[str], start: int) -> None:
    text, end = token[0], token.end()
    if text[-2:] == "单元" or "梯" in text[:2] or text[:2] == "单元":
        walk.add("unit", start, end)
    elif text.startswith(("B", "T")):
        walk.add("building", start, end)
    elif text[0] == "之":
        if walk.prev == "house" and len(plain_digits(text)) < 3:
            walk.extend_house(end)
        elif walk.prev == "house":
            walk.room_end(start, end)  # 1758号之902, as Xiamen writes
        elif walk.prev in _INSIDE_OR_ROOM:
            walk.room_end(start, end)
        else:
            walk.add("tail", start, end)
    elif "第" in text and not walk.seen("unit", "floor", "room"):
        if walk.prev == "house" and walk.pos == start:
            walk.extend_house(end)  # 后排第3家
        else:
            walk.add("house", start, end)
    elif text[0] in "负顶底首阁夹" or text == "地下":
        walk.add("floor", start, end)
    else:
        walk.room_end(start, end)


def _han_bare(walk: Walk, token: re.Match[str], start: int) -> None:
    """A Chinese numeral with nothing behind it is a room inside a building (四单元五〇二); elsewhere a name."""
    walk.odd = True
    before = walk.prev if walk.prev in INSIDE and walk.at_side(start) else walk.before(start)
    if (
        before in INSIDE
        or before in ("house", "lane", "room")
        or (
            len(token[0]) >= 3
            and token.end() == len(walk.text)
            and not any(char in "十百廿拾" for char in token[0])
        )
    ):
        walk.gap(start)
        walk.room_end(start, token.end())


_Rule = Callable[[Walk, "re.Match[str]", int, str], None]
_WORDS: dict[str, _Rule] = {
    w.BUILDING: read_building,
    w.UNIT: read_unit,
    w.STOREY: read_storey,
    w.FLOOR: read_floor,
    w.ROOM: read_room,
    w.NUMBER: read_number,
    w.HOUSE: read_house,
    w.LANE: read_lane,
    w.GROUP: read_group,
    w.ROW: read_row,
    w.HAMLET: read_hamlet,
    w.LOCKER: read_locker,
}
_SHAPES: dict[int, Callable[[Walk, re.Match[str], int], None]] = {
    DIGITS: _plain_number,
    SPECIAL: _special,
    STAR: _star,
    LONG: _long,
}
