"""Read what comes after the division prefix: road, house, community, building, unit, floor, room, village.

One walk over the numbered tokens, left to right.  What a number counts is told by its word (栋, 单元, 室) and,
where the word has several meanings or is missing, by what stands before it and by the token behind it.  Whatever
bears a number and is not recognised becomes a ``tail``, which masking hides: the walk fails safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from waybill.address import detail_words as w
from waybill.address.detail_bare import read_bare, read_run
from waybill.address.detail_latin import ROADS
from waybill.address.detail_numbers import plain_digits, split_run
from waybill.address.detail_state import INSIDE, Walk, end_of_village
from waybill.address.detail_storey import MARKET, read_floor, read_storey
from waybill.address.detail_tokens import (
    COUNTED,
    DIGITS,
    LONG,
    NUMERAL,
    NUMERAL_ALONE,
    SPECIAL,
    SPELT,
    STAR,
    WORD,
    han_value,
    kinds,
    weak_words,
)
from waybill.address.span import Span
from waybill.patterns import late_pattern

_SKIPPED = frozenset((w.NAME, w.ZONE, w.ROAD, w.SECTION))
_PLACES_WITH_NUMBERED_ROADS = frozenset(("", *" 区园城镇市县与和、"))
_ROAD_ENDS = frozenset("路街道巷段弄")
_A_ROOM = frozenset(("bare", w.ROOM, w.NUMBER, w.STOREY, w.FLOOR, "star"))
_IN_A_BUILDING = _A_ROOM - {w.NUMBER} | {w.UNIT}
_INSIDE_OR_ROOM = INSIDE | {"room"}
_AT_A_DOOR = INSIDE | {"house", "lane"}
_VILLA = ("别墅", "墅", "排屋", "联排", "独栋")
_VILLA_ENDS = frozenset(word[-1] for word in _VILLA)
_STREET = late_pattern(rf" (?:[A-Z.']{{2,20}} ){{1,4}}(?:{ROADS})\b")
_FLAT = late_pattern("[0-9]{1,2}-?[A-Z]")
_STOREY = late_pattern("B?[0-9]{1,2}/?F")
_LANE_SIDES = "东南西北横直上下前后"
_BESIDES = "附副特临增"
_HALLS = frozenset(("舍", "斋", "公寓"))
_CAMPUS = late_pattern("大学|学院|校区|中学|师专|高专")
_STORES = late_pattern("物流|仓储|园|港|保税")
_IN_A_WARD = w.words("病室 号病室 病房 号病房 床 号床 床位 号床位")
_ESTATE = late_pattern("(?:小区|新[村邨]|公寓|山庄|[苑园庭墅邨])$")
_PLATES = ("门牌", "门号")
_UPSTAIRS = ("上", "下")
_BUNGALOWS = late_pattern("(?:平房|瓦房|排房|^[前后东西南北])$")


def walk_detail(text: str, begin: int) -> Walk:
    """Walk over the folded ``text`` from ``begin``; the chunks are in the order of the text."""
    walk = Walk(text, begin)
    kind_of, weak = kinds(), weak_words()
    for index, token in enumerate(walk.tokens):
        start = token.start()
        if start < walk.pos:
            continue
        walk.index = index
        shape = token.lastindex
        if shape in (COUNTED, SPELT):
            word = token[WORD]
            kind = kind_of[word]
            if kind in _SKIPPED:
                if (word in w.NAMED_LIKE_HOUSES and text[start - 1 : start] in _ROAD_ENDS) or (
                    word == "号路" and _is_at_a_crossing(walk, token)
                ):
                    walk.gap(start)
                    walk.add("house", start, token.start(WORD) + 1)
                elif kind in (w.ZONE, w.ROAD) and _is_part_of_floor(walk, token, kind):
                    walk.gap(start)
                    walk.room_end(start, token.end())
                elif shape == COUNTED and _is_room_after_all(walk, token, kind):
                    walk.gap(start)
                    read_bare(walk, token, start, token.end(DIGITS))
                continue
            if (
                shape == SPELT
                and word in weak
                and walk.before(start) not in _INSIDE_OR_ROOM
                and not _is_hall(walk, token, word)
            ):
                continue
            if start != walk.pos:
                walk.gap(start)
            _WORDS[kind](walk, token, start, word)
        elif shape == NUMERAL_ALONE:
            _han_bare(walk, token, start)
        elif shape in _SHAPES:
            if start != walk.pos:
                walk.gap(start)
            _SHAPES[shape](walk, token, start)
    walk.gap(len(text))
    return walk


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
    if before in INSIDE or before == "room" or _is_whole_door(token[DIGITS]):
        return True
    return kind == w.NAME and len(plain_digits(token[DIGITS])) >= 3 and token[WORD] not in w.LONG_NUMBERED


def _building(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    if _is_no_building(walk, token, word):
        if token.lastindex == COUNTED and _STOREY.fullmatch(token[DIGITS]):  # 19F#
            walk.add("floor", start, token.end())
        else:
            walk.room_end(start, token.end())
        return
    if word in ("#", "座") and token.lastindex == COUNTED and _is_whole_door(token[DIGITS]):
        read_run(walk, token, start, token.end())
        return
    if word == "号楼" and walk.prev == w.ROAD and walk.text[token.end() : token.end() + 1] in _UPSTAIRS:
        walk.add("house", start, token.end() - 1)  # 人民路45号楼下
        return
    villa = walk.prev == "name" and walk.last_name()[-1:] in _VILLA_ENDS and walk.last_name().endswith(_VILLA)
    walk.add("villa" if villa else "building", start, token.end())


def _is_whole_door(run: str) -> bool:
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
    if token[DIGITS] and (
        _STOREY.fullmatch(token[DIGITS]) or (word == "座" and len(digits) >= 3 and token[DIGITS].isalnum())
    ):
        return True
    ends = not walk.next_kind(token.end())
    tower = prev == "name" and walk.last_name()[-1:] in w.TOWER_ENDS
    if word == "座":  # 18楼D座, 利丰大厦8C座
        return ends and (
            prev in ("floor", "room") or (tower and _FLAT.fullmatch(token[DIGITS] or "") is not None)
        )
    return prev == "room" or (ends and (len(digits) >= 3 or tower))


def _unit(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    end = token.end()
    if word[-1] == "区":
        walk.add("unit", walk.ward(start), end)
        return
    if (
        word[-1] in "门洞"
        and word != "单元门"
        and walk.prev not in _AT_A_DOOR
        and _is_gate(walk, token, word)
    ):
        walk.name(start, end)
        return
    long = walk.prev in INSIDE and token[DIGITS] and token[DIGITS].isdigit() and len(token[DIGITS]) >= 3
    if long and (token[DIGITS][0] != "0" or walk.next_kind(end) not in _A_ROOM):  # not 5号楼031单元301
        walk.room_end(start, end)  # 19座2402单元, as Fuzhou writes
        return
    parts = split_run(token[DIGITS]) if token[DIGITS] and not token[DIGITS].isalnum() else ()
    if len(parts) in (2, 3) and walk.prev not in INSIDE:  # 3-1单元, 10-3-1单元
        walk.odd = walk.odd or "-" not in token[DIGITS] or "F" in token[DIGITS]
        at = token.start(DIGITS)
        walk.add("building", start, at + parts[-2].end())
        walk.add("unit", at + parts[-1].start(), end)
        return
    walk.add("unit", start, end)


def _is_gate(walk: Walk, token: re.Match[str], word: str) -> bool:
    """True for 三门 and 3号门 that stand outside any building with no room behind them."""
    if walk.next_kind(token.end()) in ("bare", w.ROOM, w.STOREY, w.FLOOR, "star"):
        return False
    if walk.next_kind(token.end()) == w.ROAD and MARKET.search(walk.last_name()):
        return False  # 国际商贸城三区63号门12街23865
    return token.lastindex == SPELT or word[0] == "号"


def _room(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    if word == "户" and walk.prev in ("group", "village"):
        walk.add("house", start, token.end())
    elif word[0] == "号" and walk.prev == w.ROAD and _announces_another(walk, token, word):
        walk.add("house", start, token.start(WORD) + 1)  # 218号门面3
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


def _number(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """号: a room inside a building; a building of a campus or community where a room follows; else a house."""
    end, prev = token.end(), walk.prev
    if prev == "holder" and walk.last_name().endswith(_PLATES) and walk.seen("group"):
        walk.add("house", walk.holder(start), end)  # 13队门牌042号
    elif prev in INSIDE or prev == "holder":
        walk.room_end(walk.holder(start), end)
    elif prev == "room" and walk.text[start - 1] in "区院街":
        walk.room_end(start, end)
    elif prev == "locker" or prev == "room" or prev == "tail":
        walk.add("tail", start, end)
    elif token[DIGITS] and not token[DIGITS].isalnum() and _holds_a_room(token[DIGITS], prev):
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
    else:
        walk.add("house", start, end)


def _is_number_one(token: re.Match[str]) -> bool:
    return token.lastindex == SPELT or token[DIGITS] == "1"


def _is_hall(walk: Walk, token: re.Match[str], word: str) -> bool:
    """True for a numbered hall of residence of a campus: 西南大学橘园八舍216."""
    return word in _HALLS and _CAMPUS.search(walk.text, walk.pos, token.start()) is not None


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


def _holds_a_room(run: str, prev: str) -> bool:
    """True for a run that ends in a room behind a name (3-501号, 2-3-8号), or behind a road too (12-3-402号)."""
    parts = split_run(run)
    if len(parts) > 2:
        return prev == "name" or (prev in (w.ROAD, "lane") and len(plain_digits(parts[-1][0])) >= 3)
    if prev != "name":
        return False
    return len(parts) > 1 and len(plain_digits(parts[-1][0])) >= 3 > len(plain_digits(parts[0][0]))


def _house(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
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


def _lane(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    walk.add("lane", walk.take_back(start, _LANE_SIDES), token.end())


def _group(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    if walk.prev in INSIDE:
        walk.add("unit", start, token.end())
    else:
        walk.add("group", walk.side_of_village(start), token.end())


def _row(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    """排: a row of bungalows; the name in front (平房8排) and the village's street (孟村运河街6排) belong to it."""
    if walk.prev in INSIDE:
        walk.add("unit", start, token.end())
        return
    if walk.chunks and walk.chunks[-1].type == "name":
        name = walk.text[walk.chunks[-1].start : walk.chunks[-1].end]
        cut = end_of_village(name)
        at = walk.chunks[-1].start
        if cut and cut < len(name):
            walk.chunks[-1] = Span("name", at, at + cut)
            walk.add("group" if walk.prev != w.ROAD else "house", at + cut, token.end())
            return
        bungalows = _BUNGALOWS.search(name) if walk.chunks[-1].end == start else None
        if bungalows:
            walk.chunks[-1:] = [Span("name", at, at + bungalows.start())] if bungalows.start() else []
            start = at + bungalows.start()
    walk.add("group", start, token.end())


def _hamlet(walk: Walk, token: re.Match[str], start: int, _word: str) -> None:
    walk.add("village", start, token.end())


def _locker(walk: Walk, token: re.Match[str], start: int, word: str) -> None:
    if word[0] == "号" and word != "号柜" and walk.prev == w.ROAD:
        walk.add("house", start, token.start(WORD) + 1)  # 人民路88号丰巢柜
        return
    walk.add("tail", start, token.end())


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
    elif "第" in text and not walk.seen("unit", "floor"):
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
    before = walk.before(start)
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
    w.BUILDING: _building,
    w.UNIT: _unit,
    w.STOREY: read_storey,
    w.FLOOR: read_floor,
    w.ROOM: _room,
    w.NUMBER: _number,
    w.HOUSE: _house,
    w.LANE: _lane,
    w.GROUP: _group,
    w.ROW: _row,
    w.HAMLET: _hamlet,
    w.LOCKER: _locker,
}
_SHAPES: dict[int, Callable[[Walk, re.Match[str], int], None]] = {
    DIGITS: _plain_number,
    SPECIAL: _special,
    STAR: _star,
    LONG: _long,
}
