"""Tell the plain names between the numbers apart: road, village, community."""

from __future__ import annotations

import re
from collections.abc import Sequence

from waybill.address.detail import Chunk

_ROAD = re.compile(
    r"(?P<road>[^ ,]{1,12}?(?:大道|大街|公路|国道|省道|县道|胡同|路|街(?!道|区|坊)|道(?!口|观)|巷)"
    r"(?:[东南西北中上下][段路]|[一二三四五六七八九十0-9]{1,3}段|东段|西段|辅路|支路)?)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_ROAD_IN_NAME = re.compile(r"^(?:小区|社区|花园|家属|新村|家园|苑|村|市场|口|站|桥|交叉|交汇|街道|菜场|农贸|派出所|小学|中学)")
_VILLAGE = re.compile(r"(?P<village>[^ ,]{1,10}?(?:村民委员会|村委会|行政村|自然村|嘎查|村|屯)(?![庄镇上口]))(?P<rest>.*)", re.DOTALL)
_NO_VILLAGE = re.compile("(?:新村|花园村|度假村|大学村|世纪村|民俗村|地球村|工人村)$")
_TOWN = re.compile(r"[一-鿿]{1,7}?(?:街道|镇|乡|苏木)(?=[^路街政府上村]|$)")
_PART_OF_BUILDING = re.compile(r"(?:[0-9A-Z]{1,4}|[一二三四五六七八九十]{1,2}|[东南西北中])(?:期|区|组团|地块)$")


def split_names(text: str, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with every ``name`` made a ``road``, ``village`` and ``community``; order and offsets kept."""
    result: list[Chunk] = []
    rural = not any(chunk.kind in ("building", "unit", "room") for chunk in chunks)
    for index, chunk in enumerate(chunks):
        if chunk.kind != "name":
            result.append(chunk)
            continue
        behind = chunks[index + 1] if index + 1 < len(chunks) else None
        start, end = chunk.start, chunk.end
        have = {done.kind for done in result}
        if "village" not in have and "road" not in have:
            start = _village(text, start, end, rural, result)
        if start < end and "road" not in have:
            start = _road(text, start, end, result)
        if start < end:
            result.append(Chunk(_rest_kind(text[start:end], have, behind, end), start, end))
    return _buildings(text, result)


def _village(text: str, start: int, end: int, rural: bool, result: list[Chunk]) -> int:
    found = _VILLAGE.match(text, start, end)
    if found is None or _NO_VILLAGE.search(found["village"]) or (not rural and found["rest"] == ""):
        return start
    if "路" in found["village"] or (found["rest"] and not rural and _ROAD.match(found["rest"]) is None):
        return start
    result.append(Chunk("village", start, found.end("village")))
    return found.end("village")


def _road(text: str, start: int, end: int, result: list[Chunk]) -> int:
    found = _ROAD.match(text, start, end)
    if found is None or _ROAD_IN_NAME.match(found["rest"]):
        return start
    result.append(Chunk("road", start, found.end("road")))
    return found.end("road")


def _rest_kind(name: str, have: set[str], behind: Chunk | None, end: int) -> str:
    return "building" if "community" in have and behind and behind.kind == "building" and behind.start == end else "community"


def _buildings(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join adjacent pieces of one building (B区12栋, 二期19栋, 5栋B座)."""
    result: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind == "building" and result and result[-1].end == chunk.start:
            last = result[-1]
            if last.kind == "building":
                result[-1] = Chunk("building", last.start, chunk.end)
                continue
            zone = _PART_OF_BUILDING.search(text, last.start, last.end) if last.kind == "community" else None
            if zone and zone.start() > last.start and (zone[0][-1] == "期" or zone[0][0].isascii() or zone[0][0] in "东南西北中"):
                result[-1] = Chunk("community", last.start, zone.start())
                chunk = Chunk("building", zone.start(), chunk.end)
        result.append(chunk)
    return result


def find_town(text: str, begin: int) -> Chunk | None:
    """A town that the gazetteer does not know, right behind the division prefix."""
    found = _TOWN.match(text, begin)
    return Chunk("town", begin, found.end()) if found else None
