"""楼 and 层: a floor, or a building as the north counts them (105楼2门)."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
from waybill.address.detail_numbers import floor_matches, plain_digits
from waybill.address.detail_state import INSIDE, Walk
from waybill.address.detail_tokens import COUNTED, DIGITS, NUMERAL, WORD, han_value, kinds
from waybill.patterns import late_pattern

_CAMPUS = late_pattern("大学|学院|学校|宿舍|公寓")
_TOWER = late_pattern(f"(?:[{''.join(sorted(w.TOWER_ENDS))}]|国际|广场|SOHO)$")
_ONE_HOUSE = late_pattern("(?:酒店|宾馆|饭店|大厦)$")
MARKET = late_pattern("市场|交易|商[贸品]?城|批发|服装城|轻纺城|家纺城")
"""Halls whose floors have gates: 国际商贸城四区3楼68号门12街45123号."""
_HALLS = frozenset("研硕博学")
_HALL = late_pattern("(?:大学|学院|校区)[研硕博学]$")
"""Whose building it is on a campus: 北京邮电大学研3楼."""
_LETTERED = late_pattern("([A-Z]{1,2}[0-9]{0,3}) {0,2}[-/&+.、]{1,2} {0,2}([0-9]{1,2})")
_TOWERED = late_pattern("(T[1-9])([0-9]{2})")
"""A tower and its floor in one: 翡翠广场T312楼."""
_NO_FLOOR = 100
"""No building has as many floors."""
_BEHIND_A_BUILDING = frozenset((w.UNIT, "star"))
_BASEMENT = late_pattern("B[1-3]")
_LEVEL = late_pattern("(?:L|[BLU]G)[1-9]|[LU]G")
"""How malls and Hong Kong count what is a floor, whatever stands before it: 啟豐商場L3樓18號舖."""


def read_storey(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """楼: inside a building a floor; else a floor where the room's number begins with it; else as the north says."""
    end = token.end()
    number = token[DIGITS] or token[NUMERAL]
    value = han_value(plain_digits(number)) if token[DIGITS] else han_value(number)
    behind = walk.next(end)
    if _in_lettered_building(walk, token, start):
        return
    if _LEVEL.fullmatch(number):
        walk.add("floor", start, end)
    elif (number[0].isascii() and number[0].isalpha() and (number[0] != "B" or value is None)) or number[
        -1
    ] in "甲乙丙丁":  # A2楼, B楼, 45乙楼; B1楼 is a floor
        walk.add("building", start, end)
    elif walk.prev == "building" and (value or 0) >= _NO_FLOOR and walk.next_kind(end) in _BEHIND_A_BUILDING:
        walk.add("building", start, end)  # 花园楼206楼3门502
    elif (
        walk.prev in INSIDE or walk.prev == "room" or value is None or token[0][0] in "负地-" or "-" in number
    ):
        walk.add("floor", start, end)
    elif walk.text[start - 1 : start] in _HALLS and _HALL.search(walk.last_name()):
        walk.add("building", start, end)
    elif behind is None:
        walk.add("floor" if value < 100 else "building", start, end)
    elif behind[0] == "***":  # our own mask: 18楼*** was a building
        walk.add("building", start, end)
    elif walk.next_kind(end) == w.UNIT:
        walk.add("floor" if _is_floor_of_units(walk, behind, value) else "building", start, end)
    else:
        room = _room_behind(walk, behind)
        many = value >= 10 or _CAMPUS.search(walk.last_name()) is not None
        northern = (
            room is not None
            and many
            and _ONE_HOUSE.search(walk.last_name()) is None
            and not floor_matches(value, room)
            and not (value < 10 and room.startswith(str(value)))
        )
        walk.add("building" if northern or (room is None and value >= 60) else "floor", start, end)


def read_floor(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    """层: always a floor, but a building's name that a letter is: 甲字楼."""
    if word == "字楼" and token.lastindex == COUNTED and token[DIGITS].isalpha():
        walk.add("building", start, token.end())
    elif not _in_lettered_building(walk, token, start):
        walk.add("floor", start, token.end())


def _in_lettered_building(walk: Walk, token: re.Match[str], start: int) -> bool:
    """File E5-10楼 as building E5 and its tenth floor; not a mall's B1-2楼, nor A-2楼 where that is one building."""
    run = token[DIGITS] or ""
    found = _LETTERED.fullmatch(run) or _TOWERED.fullmatch(run)
    if found is None or walk.prev in INSIDE:
        return False
    if _BASEMENT.fullmatch(found[1]) and walk.last_name().endswith(w.HIGH_HOUSES):
        return False
    if found[1].isalpha() and _is_northern(walk, token.end(), int(found[2])):
        return False
    at = token.start(DIGITS)
    walk.add("building", start, at + found.end(1))
    walk.add("floor", at + found.start(2), token.end())
    return True


def _is_northern(walk: Walk, end: int, value: int) -> bool:
    """True where a unit, our own mask or a room that is on another floor stands behind."""
    if walk.next_kind(end) in (w.UNIT, "star"):
        return True
    behind = walk.next(end)
    room = _room_behind(walk, behind) if behind is not None else None
    return room is not None and not floor_matches(value, room)


def _is_floor_of_units(walk: Walk, unit: re.Match[str], value: int) -> bool:
    """True for a floor that is let by units: 国贸大厦15楼A单元, and 388号15楼A单元 where nothing follows.

    An estate's 5楼2单元 is a building, and so is a tower's where the room can't lie on that floor (3楼2单元1203).
    """
    room = walk.next(unit.end())
    digits = _room_behind(walk, room) if room is not None else None
    if walk.prev == "name":
        on_it = digits is None or floor_matches(value, digits)
        return (on_it and _TOWER.search(walk.last_name()) is not None) or (
            unit[0][-1] == "门" and MARKET.search(walk.last_name()) is not None
        )
    lettered = unit.lastindex == COUNTED and unit[DIGITS][0].isalpha()
    return walk.prev in ("house", "lane", w.ROAD) and lettered and room is None


def _room_behind(walk: Walk, token: re.Match[str]) -> str | None:
    """The digits of the room that follows, looking past one lettered part of the building (19楼E座1905)."""
    shape = token.lastindex
    if shape == COUNTED and kinds()[token[WORD]] == w.BUILDING:
        later = [t for t in walk.tokens[walk.index + 1 :][:2] if t.start() == token.end()]
        return _room_behind(walk, later[0]) if later else None
    if shape == DIGITS or (shape == COUNTED and kinds()[token[WORD]] in (w.ROOM, w.NUMBER)):
        digits = plain_digits(token[DIGITS])
        return digits if len(digits) >= 3 and token[DIGITS].isdigit() else None
    return None
