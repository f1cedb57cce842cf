"""Numbers joined by hyphens, without a word of their own: 3-2-501, 5-A402, L3-301."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
from waybill.address.detail_numbers import floor_matches, plain_digits, split_run
from waybill.address.detail_state import INSIDE, Walk
from waybill.address.detail_storey import MARKET
from waybill.address.detail_tokens import DIGITS
from waybill.patterns import late_pattern

_MOST_UNITS = 6
"""A building rarely has more units than this: a higher number in front of a room is a building's (468号10-1711)."""

_LEVEL = late_pattern("[FL][1-9]|[LU]G[1-3]?")
_MALL = late_pattern(
    rf"(?:{'|'.join(w.HIGH_HOUSES)}|城|广场|天街|天地|汇|MALL|PLAZA|PARK|IFS|购物公园|万达|吾悦|万象|印象|大悦)"
    "(?:[0-9A-Z一二三四东南西北中]{1,2}[区期馆])?$"
)
"""What has levels with shops, itself or a part of it: L3-301 is on the third one."""
STOREY = late_pattern("[0-9]{1,2}/?F")
_LETTERED = late_pattern("[AC-EGHJKM-Z][1-9][0-9]?|B(?:[4-9]|[1-9][0-9])")
TOWER = late_pattern("T[0-9]")


def read_run(walk: Walk, token: re.Match[str], start: int, end: int) -> None:
    """Numbers joined by hyphens (3-2-501): building, unit and room by their count, sizes and what stands before."""
    run = token[DIGITS]
    walk.odd = walk.odd or "F" in run or "--" in run or not run.replace("-", "").isalnum()
    at = token.start(DIGITS)
    prev, parts = walk.prev, split_run(run)
    start = walk.holder(start)
    ends = [at + part.end() for part in parts]
    starts = [at + part.start() for part in parts]
    starts[0] = start
    sizes = [len(plain_digits(part[0])) for part in parts]
    texts = [part[0] for part in parts]
    if prev == "name" and _is_floor_and_room(walk, texts):
        walk.room_end(start, end)
        return
    shape = _shape_run("house" if is_numbered(walk) else prev, texts, sizes)
    ends[-1] = end
    index = 0
    for kind, count in shape:
        first, last = index, index + count - 1
        index += count
        stop = ends[last]
        if kind == "split":  # 5-A402: building 5-A, room 402
            cut = starts[last] + 1
            walk.add("building", starts[first], cut)
            walk.room_end(cut, stop)
        elif kind == "room":
            walk.room_end(starts[first], stop)
        else:
            walk.add(kind, starts[first], stop)


def is_numbered(walk: Walk) -> bool:
    """True behind 98号 of an estate, which has buildings of its own: 御河九号18-1-1001, but not 3号楼1-1-1001."""
    return walk.prev == "building" and walk.last_name()[-1:] == "号"


def _is_floor_and_room(walk: Walk, parts: list[str]) -> bool:
    """True for 12-1203 behind the name of a tower: the twelfth floor rather than a twelfth building."""
    if _LEVEL.fullmatch(parts[0]):
        return _is_level(walk.last_name(), parts)
    if len(parts) != 2:
        return False
    floor, room = parts
    if not (room.isdigit() and len(room) >= 3 and len(floor) <= 2 and floor.lstrip("B").isdigit()):
        return False
    if not walk.last_name().endswith(w.HIGH_HOUSES):
        return False
    return floor[0] == "B" or floor_matches(int(floor), room) or room.startswith(floor)


def _is_level(mall: str, parts: list[str]) -> bool:
    """True for the level of a mall and its shop (L3-301, L3-3032, LG2-208); 世纪城F3-805 is a flat of a building."""
    if MARKET.search(mall):
        return True  # 国际商贸城二区F5-5-066
    level, shop = parts[0], plain_digits(parts[1])
    if _MALL.search(mall) is None or (len(parts) > 2 and level[0] == "F"):
        return False
    most = 3 if level[0] == "F" else 4
    return level[1] == "G" or len(shop) < 3 or (len(shop) <= most and shop[0] in ("0", level[1]))


def _shape_run(prev: str, parts: list[str], sizes: list[int]) -> list[tuple[str, int]]:
    """Kinds and how many numbers each takes, for numbers joined by hyphens."""
    count = len(parts)
    big = sizes[-1] >= 3
    if count > 1 and parts[0][-1] == "F" and parts[0][:-1].isdigit():
        return [("floor", 1), ("room", count - 1)]
    if count > 1 and prev not in INSIDE and TOWER.fullmatch(parts[0]):
        prev = "name"  # 36号T2-1102
        if count == 2 and STOREY.fullmatch(parts[1]):
            return [("building", 1), ("floor", 1)]
    noughts = count == 3 and parts[1] == "0"  # 5-0-1 is 501, digit by digit
    if count == 1 or noughts or prev in ("unit", "floor", "room", "holder", "tail") or count > 4:
        return [("room", count)]
    if all(size >= 3 for size in sizes):
        return [("house" if prev in (w.ROAD, "village") else "room", count)]
    if count == 3 and STOREY.fullmatch(parts[1]) and prev != "building":
        return [("building", 1), ("floor", 1), ("room", 1)]  # T2-15F-1508
    if prev in ("building", "villa"):
        return [("unit", 1), ("room", count - 1)] if big or count > 2 else [("room", count)]
    if prev == "house":
        return _behind_a_house(parts[0], count, big)
    if prev in ("lane", w.ROAD, "village", "group", "town"):
        if count == 2:
            return [("house", 1), ("room", 1)] if big else [("house", 2)]
        return [("house", count - 2), ("unit", 1), ("room", 1)]
    return _behind_a_name(parts, count, big)


def _behind_a_house(first: str, count: int, big: bool) -> list[tuple[str, int]]:
    """The same behind a house's number; ``big``: the last number is a room's."""
    if count == 2 and big and _is_no_unit(first):
        return [("building", 1), ("room", 1)]
    if count == 2:
        return [("unit", 1), ("room", 1)] if big else [("room", 2)]
    if count == 3 and not big:
        return [("unit", 1), ("room", 2)]  # 45号-2-6-1, as Dalian writes
    if count == 4 and not big:
        return [("building", 1), ("unit", 1), ("room", 2)]  # 69号院3-1-2-1
    return [("building", count - 2), ("unit", 1), ("room", 1)]


def _behind_a_name(parts: list[str], count: int, big: bool) -> list[tuple[str, int]]:
    """The same behind the name of an estate, or behind nothing."""
    if count == 2:
        if parts[1][0].isalpha() and big and parts[0].isdigit() and len(parts[1]) >= 4:
            return [("split", 2)]
        return [("building", 1), ("room", 1)] if big else [("room", 2)]
    if count == 4 and not big:
        return [("building", 1), ("unit", 1), ("room", 2)]  # 4-1-18-3, as Chongqing writes
    if count == 3 and not big and parts[1].isdigit() and int(parts[1]) > _MOST_UNITS:
        return [("building", 1), ("room", 2)]  # A2-8-6
    return [("building", count - 2), ("unit", 1), ("room", 1)]


def _is_no_unit(part: str) -> bool:
    """True for the number of a building before a room's: 468号10-1711, 2338号C3-502; B1 may be a basement."""
    if part.isdigit():
        return int(part) > _MOST_UNITS
    return _LETTERED.fullmatch(part) is not None
