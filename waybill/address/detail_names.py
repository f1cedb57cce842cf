"""Tell the plain names between the numbers apart: road, village, community."""

from __future__ import annotations

import re
from collections.abc import Sequence

from waybill.address.detail_endings import is_mall
from waybill.address.detail_state import SEPARATORS
from waybill.address.divisions_words import HONG_KONG_QUARTERS
from waybill.address.gazetteer import simplified
from waybill.address.span import Span
from waybill.patterns import late_pattern

_ROAD = late_pattern(
    r"(?P<road>[^ ,]{1,12}?(?:大道|大街|公路|国道|省道|县道|胡同|(?<![铁马公])路(?!大[街道])|路(?!街(?![道坊])|大[街道])|街(?!道|区|坊|路|口[东南西北内外前后]{0,2}大?街|(?<=天街)(?! ?[0-9-]{1,6}号))|道街|(?<!知)道(?!口|观|街|国际|(?<=[头一二三四五六七八九十]道)[沟河营湾岭江梁坎桥岗林洼凹弯坝壕泉坡阳])|巷|[一二三四五六七八九十头]条(?!胡同|[路街巷])|[一二三四五六]环|[海河湖池][东南西北]沿)"
    r"(?:[东南西北中上下][段路]|[东南西北中]?[一二三四五六七八九十0-9]{1,3}段|东段|西段|辅路|支路|[东南西北中]$"
    r"|[^ ,路街道]{2,5}段$|[^ ,路街道]{1,3}大街段$)?)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_ESTATE_BEFORE = late_pattern(
    "[^ ,]{2,8}?(?:小区|社区|新村|花园|家园|碧桂园|广场|大厦|市场|商贸城)(?:[东南西北]区|[0-9A-Z一二三四五六七八九十]{1,2}[期区])?"
    "(?!新?[老大小]?[东南西北中上下前后内外环纵横支]{0,2}[一二三四五六七八九十0-9]{0,3}(?:大道|大街|公路|路|街|道|巷|弄|条|支路))(?=[^ ,]{3})"
)
"""An estate that stands before the road: 塔山小区古寨南路, but 新村南路 is a road."""
_ROAD_CHARACTERS = frozenset("路街道巷同条环沿")
_ROAD_IN_NAME = late_pattern(
    r"^(?:小区|社区|花园(?![东西南北中]?[路街])|家属|新村|家园|苑|村|市场|口|站(?!前)|桥|交叉|交汇|街道(?!口)|菜场|农贸|派出所|小学|中学|委(?!员))"
)
_ROADSIDE = late_pattern("(?:[米会村处]|[东南西北村]头)路[东南西北](?:[侧边面]|$|第)")
"""Which side of an unnamed road: 村西50米路南."""
_JUNCTION = late_pattern(
    "(?:与|和|跟|及|、)?[^ ,]{1,8}?[路街道巷](?:交叉路?口|交汇处?|交界处?|交口|路口)(?:[东南西北]{1,2}[角侧边面])?"
)
_SIDE_OF_ROAD = late_pattern("[东南西北]{1,2}[侧边](?=[^ ,]{2})")
"""The side of the road that an estate lies on (解放北路西侧滑州花园): no part of its name."""
_QUARTER = late_pattern("[^ ,]{1,8}?(?:社区(?:居民委员会|居委会?)?|居民委员会|居委会?)")
"""A neighbourhood of a town, as a village is one: before a road it is no part of the road's name."""
_PARK = late_pattern(
    "(?:(?P<estate>[^ ,路街道巷]{0,10}?(?:工业(?:园区|集中区|[园区])|(?:产业|科技|创业|物流|开发)园区?|(?:科技|工业)城|开发区|高新区|经开区|[农林牧茶渔盐一二三四五六七八九十]场|[0-9]团(?:团?部)?)(?:[东南西北A-Z一二三四五六七八九十0-9]区)?"
    "|(?P<twice>[^ ,路街道巷]{2,4})[区城镇]?(?=(?P=twice)))"
    "|[老新主]?城区|县城|(?<=县)城(?![关隍站厢郊门墙河桥基建乡内外区]))"
    "(?![东南西北中横纵经纬一二三四五六七八九十0-9]{0,3}(?:[路街巷道]|大[道街]))"
)
"""An industrial estate, a farm, a corps' regiment, the county's seat: before a road that has a name of its own no part of
it (古山工业区创业路); nor is what the road is called after (净月区净月大街)."""
_PARK_CHARACTERS = frozenset("区园场城团")
_HONG_KONG = late_pattern(
    f"(?P<quarter>{HONG_KONG_QUARTERS})[ ,/-]*+(?=[^ ,路街道]{{2,6}}(?:[道街路里坊]|公路))"
)
"""A quarter of Hong Kong before a road that is not called after it (旺角弥敦道, but 观塘道)."""
_VILLAGE = late_pattern(
    r"(?P<village>[^ ,]{1,10}?(?:村民委员会|村委会|村委|行政村|自然村|嘎查|[村屯]社区(?:居民?委会)?|[村屯](?![庄镇上口]|社区|居委)))(?P<rest>.*)",
    re.DOTALL,
)
_CAMPUS = late_pattern(
    r"(?:(?:大学|学院|校区|师专|高专)((?!城)[^大校路街]{1,8}(?:公寓|宿舍|园|舍|区|苑|斋))"
    r"|校区((?![东南西北]门)[^大校路街部院]{1,6})|(?:大学|学院)((?![附东南西北][属门])[^大校路街部院城生属门科附]{1,2}))$"
)
"""What of a campus the number of a building goes with: 西南大学橘园八舍, 前湖校区修贤20栋, 大学北三5栋."""
_IN_A_HALL = frozenset(("floor", "room"))
_ROAD_WORD = late_pattern(r"[东南西北中]{0,2}(?:大街|大道|路|街|道|巷)")
_NO_VILLAGE = late_pattern("(?:新村|花园村|度假村|大学村|世纪村|民俗村|地球村|工人村)$")
_TOWNS = frozenset("镇乡道处")
_RURAL_TOWNS = frozenset("镇乡")
_VILLAGE_STREET = late_pattern("[东南西北中前后]{1,2}大?街")
"""A village's street: 留史镇北沙口村东大街, where 中关村大街 in a city is a road."""
_OWN_PLACE = late_pattern(
    "(?!小区|花园|新村|家园|公寓|国际|社区|广场|市场|村委|工业|科技|产业|安置|拆迁|回迁|农贸|自建|统建|商业|综合|[东南西北中上下新老]+[区村苑园])[^ ,]{2,12}?"
    "(?:工业[园区城]|[产创][业意]园|园区|科技园|物流园|新[村邨]|公寓|花园|家园|小区|大厦|广场|市场|中心|[苑城庭墅湾府村]|厂|公司)"
    "(?:[0-9A-Z一二三四五六七八九十东南西北]{1,2}[区期])?$"
)
"""A place with a name of its own, not one that is called after its village (蒋村花园, 刘屋村工业区)."""
_HALL = late_pattern(
    "(?:大学|学院|校区|医院|分院|大厦|广场|中心|国际)((?:(?:住院|[^大学院厦场心际城区园酒茶钟鼓]){0,5}大?楼|[东南西北主]座|[东南西北主]塔)(?:[A-Z]区)?)$"
)
"""The building of a campus, a hospital or a complex: 黑龙江大学汇文楼, 飞亚达大厦西座."""
_LETTERED_PART = late_pattern("(?:(?<=[^ -~、])([A-Z][0-9]?区|(?<=[^ -~、].)[东南西北主副]楼))$")
"""A part of a complex with floors of its own: 环球广场A区8层."""
_SIDE_BUILDING = late_pattern("(?<=[^ -~、].)([东南西北主副]楼)$")
_IN_A_PART = frozenset(("unit", "floor", "room"))
_BEFORE_A_SIDE = frozenset("园苑区院庭寓学心楼舍") | frozenset(SEPARATORS)
_PART_OF_BUILDING = late_pattern(
    r"(?:(?<![0-9A-Z])[0-9A-Z]{1,4}|(?<![0-9])[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[东南西北中])(?:期|区|组团|地块)$"
)


def split_names(text: str, chunks: list[Span], *, hong_kong: bool) -> list[Span]:
    """The chunks with every ``name`` made a ``road``, ``village`` and ``community``; order and offsets kept."""
    result: list[Span] = []
    village = road = community = inside = False
    for index, chunk in enumerate(chunks):
        kind, start, end = chunk
        if kind != "name":
            if kind == "building" and result:
                chunk = _join_building(text, chunk, result)
            result.append(chunk)
            inside = inside or kind in _IN_A_PART
            continue
        if not road and not village and not inside:
            begin = _village(text, start, end, chunks, result) or _quarter(text, start, end, result)
            village, start = begin > 0, begin or start
        if not road:
            if hong_kong:
                start = _quarter_of_hong_kong(text, start, end, result)
            start = _park(text, start, end, result)
            begin = _road(text, start, end, result)
            road, start = begin > start, begin
        if start < end:
            behind = chunks[index + 1] if index + 1 < len(chunks) else None
            _place(text, Span("community", start, end), behind, community, result)
            community = True
    before_road = "other" if community else "community"
    return [Span(before_road, *span[1:]) if span.type == "estate" else span for span in result]


def _place(text: str, place: Span, behind: Span | None, community: bool, result: list[Span]) -> None:
    """File what is neither village nor road: a community, its building (汇文楼 before a floor), or a part of one."""
    _, start, end = place
    kind = "" if behind is None else behind.type
    if community and behind is not None and kind == "building" and behind.start == end:
        result.append(Span("building", start, end))
        return
    hall = _HALL.search(text, start, end) if kind in _IN_A_HALL else None
    if hall is None and kind in _IN_A_PART:
        hall = (_LETTERED_PART if kind == "floor" else _SIDE_BUILDING).search(text, start, end)
    if hall and hall.start(1) > start:
        stop = start + len(text[start : hall.start(1)].rstrip(SEPARATORS))
        result += (Span("community", start, stop), Span("building", hall.start(1), end))
    else:
        result.append(place)


def _join_building(text: str, chunk: Span, result: list[Span]) -> Span:
    """The building together with the directly preceding piece of it (B区12栋, 二期19栋, 5栋B座), taken off ``result``."""
    kind, start, end = result[-1]
    if end != chunk.start:
        return chunk
    if kind == "building":
        result.pop()
        return Span("building", start, chunk.end)
    if kind != "community":
        return chunk
    if text[end - 1] in "东南西北" and text[end - 2] in _BEFORE_A_SIDE and end - start > 3:
        result[-1] = Span("community", start, start + len(text[start : end - 1].rstrip(SEPARATORS)))
        return Span("building", end - 1, chunk.end)  # 上海交通大学东12号楼
    if "学" in text[start:end] or "校区" in text[start:end]:
        campus = _CAMPUS.search(text, start, end)
        if campus:
            cut = campus.start(campus.lastindex or 0)
            result[-1] = Span("community", start, cut)
            return Span("building", cut, chunk.end)
    if text[end - 1] in "期区团块":
        zone = _PART_OF_BUILDING.search(text, max(start, end - 6), end)
        if zone and (zone[0][-1] == "期" or zone[0][0].isascii() or zone[0][0] in "东南西北中"):
            stop = start + len(text[start : zone.start()].rstrip(SEPARATORS))
            result[-1:] = [Span("community", start, stop)] if stop > start else []
            return Span("building", zone.start(), chunk.end)
    return chunk


def without(text: str, chunks: Sequence[Span], people: Sequence[Span]) -> list[Span]:
    """The chunks with what belongs to persons (names, phones) cut out of the plain ones."""
    kept: list[Span] = []
    for chunk in chunks:
        if chunk.type not in ("name", "remark"):
            kept.append(chunk)
            continue
        edges = [chunk.start]
        for person in sorted(people, key=_start):
            if chunk.start <= person.start and person.end <= chunk.end:
                edges += [person.start, person.end]
        edges.append(chunk.end)
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            piece = text[start:end].strip(SEPARATORS)
            if piece:
                start += text[start:end].index(piece)
                kept.append(Span(chunk.type, start, start + len(piece)))
    return kept


def _start(span: Span) -> int:
    return span.start


def _village(text: str, start: int, end: int, chunks: Sequence[Span], result: list[Span]) -> int:
    """File the village that the name begins with: where it ends, 0 for none."""
    found = _VILLAGE.match(text, start, end)
    if found is None:
        return 0
    stop, rest = found.end("village"), found["rest"]
    rural = not any(other.type in ("building", "unit", "room") for other in chunks)
    in_town = rural and _last(text, start) in _RURAL_TOWNS
    if (_NO_VILLAGE.search(found["village"]) and not in_town) or (not rural and rest == ""):
        return 0
    on_road = _ROAD.match(found["village"])
    if on_road and not _ROAD_IN_NAME.match(on_road["rest"]):
        return 0
    if _ROAD_WORD.match(rest) and not (
        (in_town and _VILLAGE_STREET.match(rest)) or _ROADSIDE.match(text, stop - 1, end)
    ):
        return 0
    if rest and not rural and _ROAD.match(rest) is None and not _holds_place(text, start, stop, end):
        return 0
    result.append(Span("village", start, stop))
    return stop


def _holds_place(text: str, start: int, stop: int, end: int) -> bool:
    """True for a town's village or neighbourhood with a place of its own behind it: 园洲镇刘屋村深沥工业区."""
    return _last(text, start) in _TOWNS and stop - start > 2 and _OWN_PLACE.match(text, stop, end) is not None


def _last(text: str, end: int) -> str:
    """The last character before ``end`` that is no separator."""
    return text[max(0, end - 4) : end].rstrip(SEPARATORS)[-1:]


def _quarter(text: str, start: int, end: int, result: list[Span]) -> int:
    """The same of a town's neighbourhood, before a road or a place only."""
    found = _QUARTER.match(text, start, end)
    if found is None:
        return 0
    stop = found.end()
    if not _is_road(text, stop, end) and not _holds_place(text, start, stop, end):
        return 0
    result.append(Span("village", start, stop))
    return stop


def _is_road(text: str, start: int, end: int) -> bool:
    on_road = _ROAD.match(text, start, end)
    return on_road is not None and _ROAD_IN_NAME.match(on_road["rest"]) is None


def _park(text: str, start: int, end: int, result: list[Span]) -> int:
    """File the estate, the farm or the county's seat before a road: where the road begins."""
    if _PARK_CHARACTERS.isdisjoint(text[start:end]):
        return start
    found = _PARK.match(text, start, end)
    if found is None or not _is_road(text, found.end(), end):
        return start
    result.append(Span("estate" if found["estate"] else "other", start, found.end()))
    return found.end()


def _quarter_of_hong_kong(text: str, start: int, end: int, result: list[Span]) -> int:
    found = _HONG_KONG.match(simplified(text), start, end)
    if found is None:
        return start
    result.append(Span("other", start, found.end("quarter")))
    return found.end()


def _road(text: str, start: int, end: int, result: list[Span]) -> int:
    """File the road that the name begins with: where it ends, ``start`` for none."""
    name = text[start:end]
    if _ROAD_CHARACTERS.isdisjoint(name):
        return start
    plain = name[-1] in "路街" and len(name) <= 8 and _ROAD_CHARACTERS.isdisjoint(name[:-1])
    if plain and not is_mall(text, end) and _ESTATE_BEFORE.match(name) is None:
        result.append(Span("road", start, end))
        return end
    return _road_within(text, start, end, result)


def _road_within(text: str, start: int, end: int, result: list[Span]) -> int:
    """The same of a name that holds more than its road: an estate before it, a junction or a place behind."""
    found = _ROAD.match(text, start, end)
    if (
        found is None
        or _ROAD_IN_NAME.match(found["rest"])
        or _ROADSIDE.search(text, found.end("road") - 4, end)
    ):
        return start
    stop = found.end("road")
    estate = _ESTATE_BEFORE.match(text, start, stop)
    if estate:
        result.append(Span("estate", start, estate.end()))
        start = estate.end()
    if found["road"].endswith("街道") and _ROAD.match(found["rest"]):
        result.append(Span("town", start, stop))  # of an unknown division
        return _road_within(text, stop, end, result)
    result.append(Span("road", start, stop))
    junction = _JUNCTION.match(text, stop, end) or _SIDE_OF_ROAD.match(text, stop, end)
    if junction:
        result.append(Span("other", stop, junction.end()))
        stop = junction.end()
    while stop < end and text[stop] in SEPARATORS:
        stop += 1
    return stop
