"""号, 院, 弄, 组, 排: a house on its road or lane, and the groups and rows of a village."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
from waybill.address.detail_endings import is_village
from waybill.address.detail_groups import end_of_village
from waybill.address.detail_numbers import plain_digits, split_run
from waybill.address.detail_runs import read_run
from waybill.address.detail_state import INSIDE, Walk
from waybill.address.detail_storey import MARKET
from waybill.address.detail_tokens import (
    DIGITS,
    NUMERAL,
    SPELT,
    WORD,
)
from waybill.address.span import Span
from waybill.patterns import late_pattern

_IN_A_BUILDING = frozenset(("bare", w.ROOM, w.STOREY, w.FLOOR, w.UNIT, "star"))
_LANE_SIDES = "东南西北横直上下前后"
_BESIDES = "附副特临增"
_ESTATE = late_pattern("(?:小区|新[村邨]|公寓|山庄|[苑园庭墅邨])$")
_SHORT_NAME = 3
"""Characters of a village's name, at most."""
_TOWER = late_pattern(
    "[^ -~、]{0,12}[^大主副门公层高学务合育舍住院属业民工号东南西北中新老一二三四五六七八九十 -~、]楼"
)
"""What villages are called by and no building: 郭楼, but 大楼, 办公楼, 宿舍楼, 南楼, 三楼."""
_PLATES = ("门牌", "门号")
_COMPANY = late_pattern("(?:团|场)(园艺|良繁|加工|试验|基建|畜牧|机务|种子|果园)$")
"""What a company of the corps does goes with its number: 29团园艺二连."""
_BUNGALOWS = late_pattern("(?:平房|瓦房|排房|^[前后东西南北])$")


def read_number(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """号: a room inside a building; a building of a campus or community where a room follows; else a house."""
    end, prev = token.end(), walk.prev
    if prev == "holder" and walk.last_name().endswith(_PLATES) and walk.seen("group"):
        walk.add("house", walk.holder(start), end)  # 13队门牌042号
    elif prev in INSIDE or prev == "holder":
        walk.room_end(walk.holder(start), end)
    elif prev == "room" and walk.text[start - 1] in "区院街厅":
        walk.room_end(start, end)
    elif prev == "locker" or prev == "room" or prev == "tail":
        walk.add("tail", start, end)
    elif token[DIGITS] and not token[DIGITS].isalnum() and _holds_a_room(walk, token[DIGITS]):
        read_run(walk, token, start, end)
    elif prev == "name" and token[0] == "壹号":
        walk.name(start, end)  # 滨江壹号
    elif (
        prev == "name"
        and walk.next_kind(end) in _IN_A_BUILDING
        and (walk.seen("house", "lane", "village") or _ESTATE.search(walk.last_name()))
    ):
        walk.add("building", start, end)
    elif prev == "name" and _is_number_one(token) and walk.next_kind(end) in (w.BUILDING, w.ZONE):
        walk.name(start, end)  # 深圳湾一号5栋, 北部湾1号8栋
    elif prev == "name" and _is_room_number(walk, token):
        walk.room_end(start, end)
    elif prev == "house" and _is_same_house(walk, token, start):
        walk.extend_house(end)
    elif prev == "name" and walk.seen("unit", "floor", "room"):
        walk.room_end(start, end)  # 三楼男装部15号
    else:
        walk.add("house", start, end)


def _is_number_one(token: re.Match[str]) -> bool:
    return token.lastindex == SPELT or token[DIGITS] == "1"


def _is_same_house(walk: Walk, token: re.Match[str], start: int) -> bool:
    """True for what belongs to the number before it: 1号附5号, 6排3号, and runs of houses (65号-67号, not 12号-3号)."""
    first, last = plain_digits(walk.last_name()), plain_digits(token[DIGITS] or "")
    joint = walk.text[walk.pos : start].strip()
    if joint in ("-", "、") and first and last and int(first) < int(last) < int(first) + 100:
        return True
    return walk.text[start] in _BESIDES or walk.last_name()[-1:] == "排"


def _is_room_number(walk: Walk, token: re.Match[str]) -> bool:
    """True for a long number with 号 behind a tower's name (渝高大厦2810号), or where a house stands already."""
    if not token[DIGITS] or len(plain_digits(token[DIGITS])) < 3:
        return False
    return walk.last_name()[-1:] in w.TOWER_ENDS or (walk.seen("house") and not walk.next_kind(token.end()))


def _holds_a_room(walk: Walk, run: str) -> bool:
    """True for a run that ends in a room behind a name (3-501号, 2-3-8号) or in a market (B12-15号), or behind a road too
    (12-3-402号)."""
    prev, parts = walk.prev, split_run(run)
    if len(parts) > 2:
        return prev == "name" or (prev in (w.ROAD, "lane") and len(plain_digits(parts[-1][0])) >= 3)
    if prev != "name":
        return False
    if MARKET.search(walk.last_name()):
        return True
    return len(parts) > 1 and len(plain_digits(parts[-1][0])) >= 3 > len(plain_digits(parts[0][0]))


def read_house(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    """号院, 公里处, 信箱: a house, unless it is part of a name or the letter box of a flat."""
    if word == "号院" and _is_estate_one(walk, token):
        walk.name(start, token.end())
    elif walk.prev == "house" and walk.last_name()[-1:] == "排" and walk.pos == start:
        walk.extend_house(token.end())  # 二号街三排8号院
    elif word[-1] == "箱" and walk.seen("building", "villa", "unit", "floor", "room"):
        walk.room_end(start, token.end())  # 3单元302信箱: a letter box is numbered as the flat is
    elif word[-1] == "箱" and token[DIGITS] and not token[DIGITS].isalnum():
        read_run(walk, token, start, token.end())
    else:
        walk.add("house", start, token.end())


def _is_estate_one(walk: Walk, token: re.Match[str]) -> bool:
    """True for an estate that calls itself Number One: 融创壹号院3号楼, 建业一号院5号楼, but 方庄路一号院."""
    if token.lastindex != SPELT:
        return False
    called = walk.prev == "name" and walk.next_kind(token.end()) == w.BUILDING
    return token[0][0] == "壹" or (called and token[NUMERAL] == "一")


def read_lane(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """弄, 巷, 胡同: a lane, with its side (东三巷)."""
    walk.add("lane", walk.take_back(start, _LANE_SIDES), token.end())


def read_group(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """组, 队, 社, 屯: a village's group; inside a building a unit."""
    if walk.prev in INSIDE and not _is_village(walk):
        walk.add("unit", start, token.end())
    else:
        walk.add("group", walk.side_of_village(start), token.end())


def _is_village(walk: Walk) -> bool:
    """True for a village that is called after a tower, as many are: 万冢镇郭楼3组, 郭楼村委郭楼3组, but 2号楼3组."""
    name = walk.last_name()
    if _TOWER.fullmatch(name) is None or not (
        "村" in name or (len(walk.chunks) == 1 and len(name) <= _SHORT_NAME)
    ):
        return False
    _, start, end = walk.chunks[-1]
    walk.chunks[-1] = Span("name", start, end)
    return True


def read_row(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """排: a row of bungalows; the name in front (平房8排) and the village's street (孟村运河街6排) belong to it."""
    if walk.prev in INSIDE:
        walk.add("unit", start, token.end())
        return
    if walk.chunks and walk.chunks[-1].type == "name":
        name = walk.text[walk.chunks[-1].start : walk.chunks[-1].end]
        cut = end_of_village(name)
        at = walk.chunks[-1].start
        if cut and cut < len(name) and is_village(name[:cut]):
            walk.chunks[-1] = Span("name", at, at + cut)
            walk.add("group" if walk.prev != w.ROAD else "house", at + cut, token.end())
            return
        bungalows = _BUNGALOWS.search(name) if walk.chunks[-1].end == start else None
        if bungalows:
            walk.chunks[-1:] = [Span("name", at, at + bungalows.start())] if bungalows.start() else []
            start = at + bungalows.start()
    walk.add("group", start, token.end())


def read_hamlet(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """连 of the Xinjiang corps: a village."""
    company = _COMPANY.search(walk.last_name()) if walk.name_before(start) else None
    if company:
        start = walk.give_up(start - len(company[1]))
    walk.add("village", start, token.end())


def read_locker(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    """柜, 格口: a parcel locker's number, and before its name the house's."""
    if word[0] == "号" and word != "号柜" and walk.prev == w.ROAD:
        walk.add("house", start, token.start(WORD) + 1)  # 人民路88号丰巢柜
        return
    walk.add("tail", start, token.end())
