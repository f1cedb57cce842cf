"""栋, 单元, 室: a building, a unit in it, a room; and what the same words say elsewhere (3号门 of an estate, 18楼D座)."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
from waybill.address.detail_numbers import plain_digits, split_run
from waybill.address.detail_runs import read_run
from waybill.address.detail_state import INSIDE, SEPARATORS, Walk
from waybill.address.detail_storey import MARKET
from waybill.address.detail_tokens import (
    COUNTED,
    DIGITS,
    NUMERAL,
    SPELT,
    WORD,
    han_value,
)
from waybill.patterns import late_pattern

_A_ROOM = frozenset(("bare", w.ROOM, w.NUMBER, w.STOREY, w.FLOOR, "star"))
_AT_A_DOOR = INSIDE | {"house", "lane"}
_VILLA = ("别墅", "墅", "排屋", "联排", "独栋")
_VILLA_ENDS = frozenset(word[-1] for word in _VILLA)
_LONGEST_BUILDING = 3
"""Digits of a building's number before #; a longer one opens a door."""
_FLAT = late_pattern("[0-9]{1,2}-?[A-Z]")
_STOREY = late_pattern("B?[0-9]{1,2}/?F")
_STORES = late_pattern("物流|仓储|园|港|保税")
_IN_A_WARD = w.words("病室 号病室 病房 号病房 床 号床 床位 号床位")
_OUTSIDE = frozenset((w.ROAD, "name"))
_OPEN_AIR = frozenset((w.ROAD, "village", "group", "town"))
"""What has no gates of its own: a number there is a house's."""
_UPSTAIRS = ("上", "下")
_OUTER = _OPEN_AIR | {"name", ""}
_GATES = frozenset(("号门", "号门洞"))
_PUBLIC = late_pattern(
    "(?:(?:[场站局所店厂]|(?<!公)馆|商贸?城|(?:[配材装革器具码]|精品|家居|影视|[万印]象|大悦|银泰)城|天[地街]|奥莱|百货|超市|万达|吾悦|美凯龙|居然之家|宜家"
    "|中心|大学|学校|[中小]学|附中|校区|幼儿园|[医分学法剧影]院|(?:卫生|保健|研究|检察|敬老|养老|福利)院|[院诊]部|[年化]宫|政府|银行"
    "|公园|景区|乐园|航站楼|码头|[工产]业园?|(?:科技|物流|创意|软件)园|园区|保税区|基地|公司|集团)"
    "(?:[A-Z0-9一二三四五六七八九十东南西北]{1,2}[区期])?|[东西南北正侧后大]门)$"
)
"""What has gates and no homes: a gate's number there is nobody's."""


def read_building(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    """栋, 号楼, 座, #: a building; behind a door or a floor a room, and what holds the whole door is taken apart."""
    whole = word in ("#", "座") and token.lastindex == COUNTED and is_whole_door(token[DIGITS])
    if _is_no_building(walk, token, word) and not (whole and walk.prev == "name"):
        if token.lastindex == COUNTED and _STOREY.fullmatch(token[DIGITS]):  # 19F#
            walk.add("floor", start, token.end())
        else:
            walk.room_end(start, token.end())
        return
    if whole:
        read_run(walk, token, start, token.end())
        return
    if word == "#" and (walk.prev == "locker" or len(plain_digits(token[DIGITS] or "")) > _LONGEST_BUILDING):
        walk.add("tail", start, token.end())  # 密码88#, 按8899#
        return
    if word == "号楼" and walk.prev == w.ROAD and walk.text[token.end() : token.end() + 1] in _UPSTAIRS:
        walk.add("house", start, token.end() - 1)  # 人民路45号楼下
        return
    villa = walk.prev == "name" and walk.last_name()[-1:] in _VILLA_ENDS and walk.last_name().endswith(_VILLA)
    walk.add("villa" if villa else "building", start, token.end())


def is_whole_door(run: str) -> bool:
    """True for building, unit and room in one run with a word for a building behind them: 4-1-15-3#."""
    parts = split_run(run)
    return len(parts) > 2 or (len(parts) == 2 and len(plain_digits(parts[1][0])) >= 3)


def _is_no_building(walk: Walk, token: re.Match[str], word: str) -> bool:
    """True for a building's word behind what is a door already: 2单元#601, 18楼D座, 2楼3车间, 19F#."""
    digits, prev = plain_digits(token[DIGITS] or ""), walk.prev
    if prev in INSIDE and (
        word[0] == "#" or word in w.SLIPS or word == "车间" or (prev != "villa" and len(digits) >= 3)
    ):
        return True
    if word[0] != "#" and word != "座":
        return False
    follows = walk.next_kind(token.end())
    if token[DIGITS] and (
        _STOREY.fullmatch(token[DIGITS])
        or (word == "座" and len(digits) >= 3 and token[DIGITS].isalnum() and follows not in _A_ROOM)
    ):
        return True
    ends = not follows
    tower = prev == "name" and walk.last_name()[-1:] in w.TOWER_ENDS
    if word == "座":  # 18楼D座, 利丰大厦8C座
        return ends and (
            prev in ("floor", "room") or (tower and _FLAT.fullmatch(token[DIGITS] or "") is not None)
        )
    return prev == "room" or (ends and (len(digits) >= 3 or tower))


def read_unit(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    """单元, 门, 梯: a unit, or the estate's gate; 病区: a ward."""
    end = token.end()
    if word[-1] == "区":
        walk.add("unit", walk.ward(start), end)
        return
    if word in _GATES and walk.prev in _OUTER and _is_home(walk, start, end):
        walk.add("house", start, end)
        return
    if (
        word == "号门"
        and walk.prev in _OPEN_AIR
        and (walk.text[end : end + 1] > "~" or walk.text.startswith("*", end))
    ):
        walk.add("house", start, end - 1)  # 人民路12号门厅小学, 四方坪村5号门李建国
        return
    if (
        word[-1] in "门洞"
        and word != "单元门"
        and walk.prev not in _AT_A_DOOR
        and _is_gate(walk, token, word)
    ):
        walk.name(start, end)
        return
    if word == "门" and walk.prev == "floor" and walk.seen("unit"):
        walk.room_end(start, end)  # 3单元5楼2门
        return
    inside = walk.prev in INSIDE or (walk.prev == "house" and not walk.next_kind(end))
    long = inside and token[DIGITS] and token[DIGITS].isdigit() and len(token[DIGITS]) >= 3
    if long and (token[DIGITS][0] != "0" or walk.next_kind(end) not in _A_ROOM):  # not 5号楼031单元301
        walk.room_end(start, end)  # 19座2402单元, 492号1903单元, as Fuzhou and Xiamen write
        return
    parts = split_run(token[DIGITS]) if token[DIGITS] and not token[DIGITS].isalnum() else ()
    if len(parts) in (2, 3) and walk.prev not in INSIDE:  # 3-1单元, 10-3-1单元
        walk.odd = walk.odd or "-" not in token[DIGITS] or "F" in token[DIGITS]
        at = token.start(DIGITS)
        walk.add("building", start, at + parts[-2].end())
        walk.add("unit", at + parts[-1].start(), end)
        return
    walk.add("unit", start, end)


def _is_home(walk: Walk, start: int, end: int) -> bool:
    """True where the gate is all that an address ends with: a home's own door as like as not (阳光花园12号门)."""
    rest = walk.text[end:].strip(SEPARATORS)
    goes_on = rest and not (rest[0] == "收" and rest[1:2] in SEPARATORS)  # 12号门收, 王小明
    if goes_on or walk.seen("unit", "floor", "room", "star"):
        return False
    return _PUBLIC.search(walk.text, walk.chunks[-1].start if walk.chunks else start, start) is None


def _is_gate(walk: Walk, token: re.Match[str], word: str) -> bool:
    """True for 三门 and 3号门 that stand outside any building with no room behind them."""
    if walk.next_kind(token.end()) in ("bare", w.ROOM, w.STOREY, w.FLOOR, "star"):
        return False
    if walk.next_kind(token.end()) == w.ROAD and MARKET.search(walk.last_name()):
        return False  # 国际商贸城三区63号门12街23865
    return token.lastindex == SPELT or word[0] == "号"


def read_room(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    """室, 户, 号铺, 床: a room; where the word says so on a campus, in a park or in a village, a building or house."""
    if word == "户" and walk.prev in ("group", "village"):
        walk.add("house", start, token.end())
    elif word[0] == "号" and walk.prev in _OUTSIDE and _announces_another(walk, token, word):
        walk.add("house", start, token.start(WORD) + 1)  # 218号门面3, 西苑9号商铺106
    elif word == "宿舍" and walk.prev != "room" and _is_dormitory(token):
        walk.add("building", start, token.end())
    elif token.lastindex == SPELT or word[-1] == "床":
        walk.room_end(walk.ward(start) if word in _IN_A_WARD else start, token.end())
    elif word == "号库" and walk.prev == "name" and _STORES.search(walk.last_name()):
        walk.add("building", start, token.end())
    elif token[DIGITS].isalnum() and walk.prev != "holder":
        walk.room_end(walk.ward(start) if word in _IN_A_WARD else start, token.end())
    else:
        read_run(walk, token, start, token.end())


def _is_dormitory(token: re.Match[str]) -> bool:
    """True for a building of a campus (3宿舍, 西三宿舍), not for a room in one (305宿舍, 三〇五宿舍)."""
    return (han_value(token[NUMERAL]) or 0) < 100 if token[NUMERAL] else len(plain_digits(token[DIGITS])) < 3


def _announces_another(walk: Walk, token: re.Match[str], word: str) -> bool:
    """True for the word behind a house's number that announces the room's: 218号 门面3, 100号 车库5号."""
    behind = walk.next(token.end())
    if word[1:] not in w.ROOM_HOLDERS or behind is None or behind.start() != token.end():
        return False
    return walk.next_kind(token.end()) in ("bare", w.NUMBER, w.ROOM)
