"""Numbers without a word of their own: 1801, 203B; those joined by hyphens are handed on."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
from waybill.address.detail_numbers import floor_matches, plain_digits, split_run
from waybill.address.detail_runs import STOREY, TOWER, is_numbered, read_run
from waybill.address.detail_state import INSIDE, SEPARATORS, Walk
from waybill.address.detail_tokens import DIGITS, SPECIAL, STAR, WORD, kinds
from waybill.patterns import late_pattern

_NAMED_NUMBER = late_pattern(
    "([^ -~、]{0,4}?)(?:艺术|文化|文创|创意|广场|公馆|酒店|宾馆|旅馆|便利|超市|烧烤|街区|天地|世纪|号线|国道|省道|公园|影城|酒吧|"
    "咖啡|网咖|健身|商城|购物|名品|步行|工业|产业|科技园|创业|大院|医院|小学|中学|学院|工厂|厂|仓|城(?=[A-Z]区|[0-9]{1,3}(?:[栋幢]|号楼)))"
)
_REMARK = late_pattern(w.REMARK)
_CELLAR_ROOM = late_pattern("(B[1-3])B[0-9]{1,4}(?:-[0-9]{1,4})?")
_PARK = late_pattern(
    "(?:艺术区|艺术园|艺术中心|文化园|文创园|创意园|产业园|科技园|工业园|文化广场|广场|公馆|街区|影城"
    "|购物(?:中心|广场|公园|城)|商场|商城|创客(?:空间|中心|工场|小镇|园)"
    rf"|(?:中心|大厦|大楼|空间|秀)(?=$|[ -~、]|[一二三四五六七八九十负地]|{w.REMARK}))"
)
"""What is itself named by a number that stands right before it: 1818中心."""
_LATIN_PARK = late_pattern("-?(?:PARK|SPACE|LOFT|MALL|PLAZA|SHOW|TOWN|CENTER|CENTRE|SOHO)(?![A-Z])")
"""The same behind a road or house only: 751D·park."""
_SUB_NUMBER = 2
"""Digits of a part of a house's number, at most."""
_SEVEN_ELEVEN = "便利", "超市", "店"
_IN_A_ZONE = late_pattern("(?:[A-Z][0-9]{0,2}|[0-9]{1,2})-[1-9][0-9]?")
"""Zone and building, of which unit and room may be hidden already: B-12-***."""
_TOWER_NUMBER = late_pattern("[A-HT][0-9]")
_PARTS_OF_TOWER = frozenset((w.STOREY, w.FLOOR, w.BUILDING))
_IN_A_TOWER = _PARTS_OF_TOWER | {w.UNIT, w.ROOM, w.NUMBER, "bare", "star"}
_ROUND = late_pattern("[1-9]0{2,3}")
_OF = late_pattern("之[0-9]")
_HOME = late_pattern(f"(?:小区|花园|家园|[苑村里庭府{''.join(sorted(w.TOWER_ENDS))}])$")
_SIDE_BUILDING = late_pattern("[东南西北中主前后]楼$")
_INITIALS = late_pattern("[A-Z](?:[.&][A-Z]){1,4}")
_NEXT_TO_ESTATE = frozenset((w.BUILDING, w.ZONE))
_AFTER_ESTATE = frozenset((w.BUILDING, w.ZONE, w.UNIT, w.STOREY, w.FLOOR, w.ROOM, w.NUMBER, w.HOUSE))


def read_bare(walk: Walk, token: re.Match[str], start: int, end: int) -> None:
    """File the number ``token[DIGITS]``, which ends at ``end``: a room, a house, a building or part of a name."""
    run, prev = token[DIGITS], walk.prev
    cellar = _CELLAR_ROOM.fullmatch(run)
    if cellar:
        room = token.start(DIGITS) + cellar.end(1)
        walk.add("floor", start, room)
        walk.room_end(room, end)  # B1B05
    elif run[-1] == "F" and run[:-1].rstrip("/").lstrip("B").isdigit() and len(run) <= 5:
        if prev == "floor" and walk.text[end : end + 1].isalnum():
            walk.room_end(start, end)  # 4楼4F06
        else:
            walk.add("floor", start, end)
    elif prev == "locker" or prev == "tail":
        walk.add("tail", start, end)
    elif prev == "house" and run.isdigit() and (walk.text[start] == "附" or _is_sub_number(walk, start, end)):
        walk.extend_house(end)  # 68号附1
    elif prev not in INSIDE and _INITIALS.fullmatch(run) and "一" <= walk.text[end : end + 1] <= "鿿":
        walk.name(start, end)  # T.I.T创意园
    elif (prev not in INSIDE or is_numbered(walk)) and _hidden_behind(walk, run, end):
        walk.add("building", start, end)
    elif run == "7-11" and prev not in INSIDE and walk.text.startswith(_SEVEN_ELEVEN, end):
        walk.name(start, end)
    elif not run.isalnum() and len(split_run(run)) > 1:
        read_run(walk, token, start, end)
    elif run.isalpha():
        _bare_letters(walk, start, end)
    elif prev == "house" and TOWER.fullmatch(run) and _is_tower(walk, run, end):
        walk.add("building", start, end)
    elif prev in INSIDE or prev in ("room", "holder") or (prev == "house" and _park(walk, end) is None):
        walk.room_end(walk.holder(start), end)
    elif prev == "lane":
        walk.add("house", start, end) if len(run) < 3 else walk.room_end(start, end)
    else:
        _bare_outside(walk, run, start, end)


def _is_sub_number(walk: Walk, start: int, end: int) -> bool:
    """True for what is joined to a house's number before a place with a door of its own: 359号-2福鑫国际大厦1703."""
    if end - start > _SUB_NUMBER or walk.text[start - 1] != "-" or walk.index + 1 == len(walk.tokens):
        return False
    return _begins_name(walk, end)


def _bare_letters(walk: Walk, start: int, end: int) -> None:
    """Letters alone are a room on a floor (十二楼B) or in a unit, or at the end inside a building; else part of a name."""
    han_follows = "一" <= walk.text[end : end + 1] <= "鿿"
    if walk.prev in ("floor", "unit") or (walk.prev in ("building", "house", "room") and not han_follows):
        walk.room_end(start, end)
    else:
        walk.name(start, end)


def _bare_outside(walk: Walk, run: str, start: int, end: int) -> None:
    """A bare number outside any building: a house behind a road or village, else a room, unless it begins a name."""
    text, prev = walk.text, walk.prev
    follows = text[end : end + 1]
    han_follows = "一" <= follows <= "鿿" and _REMARK.match(text, end) is None
    walk.odd = walk.odd or han_follows
    park = _park(walk, end)
    if park is not None:
        walk.name(start, park.end())
    elif (han_follows and _is_named(walk, run, end)) or _is_round(walk, run, end):
        walk.name(start, end)
    elif prev in (w.ROAD, "village", "town", "group"):
        walk.add("house", start, end)
    elif (prev == "name" and _is_tower(walk, run, end)) or (not han_follows and _announces(walk, run, end)):
        walk.odd = True
        walk.add("building", start, end)
    elif _OF.match(text, end):
        walk.room_end(start, end)  # 28之302室
    elif not han_follows or (prev == "name" and _is_long(run)):
        walk.room_end(start, end)
    elif _begins_name(walk, end):
        walk.name(start, end)
    else:
        walk.add("tail", start, end)


def _park(walk: Walk, end: int) -> re.Match[str] | None:
    """What a number that ends at ``end`` is the name of; behind the name of a tower or estate it is a room there."""
    if walk.prev != "name":
        return _PARK.match(walk.text, end) or _LATIN_PARK.match(walk.text, end)
    return None if _HOME.search(walk.last_name()) else _PARK.match(walk.text, end)


def _is_named(walk: Walk, run: str, end: int) -> bool:
    """True for a number that begins or stands within a name.  Behind a community's name a long one may be a room, and
    behind a road a house's, unless what it names follows at once: 365便利店, but 294阳光超市."""
    if walk.prev == "name" and _is_long(run):
        return _within_name(walk, end)
    named = _NAMED_NUMBER.match(walk.text, end)
    return (named is not None and (walk.prev != w.ROAD or len(named[1]) < 2)) or _within_name(walk, end)


def _is_round(walk: Walk, run: str, end: int) -> bool:
    """True for a number that no room has, where the estate's name ends with it and a building follows: 阳光100 3栋."""
    return (
        walk.prev == "name" and _ROUND.fullmatch(run) is not None and walk.next_kind(end) in _NEXT_TO_ESTATE
    )


def _is_long(run: str) -> bool:
    """True for as many digits as a room's number has: 1203, 12A03."""
    return sum(map(str.isdigit, run)) >= 3


def _announces(walk: Walk, run: str, end: int) -> bool:
    """True where a short number is followed by a room of its own (T5 1203)."""
    behind = walk.next(end)
    short = run.isalnum() and len(plain_digits(run)) <= 2
    if not short or len(run) > 3 or behind is None or behind.lastindex != DIGITS:
        return False
    room = behind[DIGITS]
    return room.isdigit() and len(room) >= 3 and not (run.isdigit() and floor_matches(int(run), room))


def _is_tower(walk: Walk, run: str, end: int) -> bool:
    """True for T2 before a floor, its wing or a door: 尼盛广场T2 15F 1508, 望京SOHO T3 A座, 星河湾T2 1102号."""
    behind = walk.next(end) if _TOWER_NUMBER.fullmatch(run) else None
    if behind is None:
        return False
    kinds = _IN_A_TOWER if run[0] == "T" else _PARTS_OF_TOWER
    return walk.next_kind(end) in kinds or STOREY.fullmatch(behind[0]) is not None


def _hidden_behind(walk: Walk, run: str, end: int) -> bool:
    """True for a building's number whose unit and room are hidden already (3-***)."""
    if run[-1].isalpha() and "-" in run and walk.text[end : end + 1] == "*":
        return True  # 5-A*** was 5-A402
    behind = walk.next(end) if len(run) <= 3 or _IN_A_ZONE.fullmatch(run) else None
    if behind is None or behind.lastindex != STAR:
        return False
    between = walk.text[end : behind.start()]
    joint = between.strip(" ")
    if run[0].isalpha() and joint in ("、", "+", "."):
        return True  # E2、*** was E2、12楼
    return joint in ("-", "--", "#", "/") or (
        between == " " and run.isalnum() and len(plain_digits(run)) <= 2
    )


def _within_name(walk: Walk, end: int) -> bool:
    """True for a number inside a community's name (阳光100国际新城D座): the name goes on and a building follows it."""
    index = walk.index + 1
    if index >= len(walk.tokens):
        return False
    behind = walk.tokens[index]
    name = _SIDE_BUILDING.sub("", walk.text[end : behind.start()].strip(SEPARATORS))
    kind = kinds().get(behind[WORD] or "", "")
    if not (2 <= len(name) <= 8 and name[-1] in w.ESTATE_ENDS):
        return False
    return kind in _AFTER_ESTATE or behind.lastindex in (DIGITS, STAR, SPECIAL)


def _begins_name(walk: Walk, end: int) -> bool:
    """True where the plain text up to the next token ends like a place's name (3创意产业园)."""
    stop = walk.tokens[walk.index + 1].start() if walk.index + 1 < len(walk.tokens) else len(walk.text)
    name = walk.text[end:stop].strip(SEPARATORS)
    return 2 <= len(name) <= 20 and name[-1] in w.PLACE_ENDS
