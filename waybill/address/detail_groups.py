"""Villages' groups that have names instead of numbers: 虞姬村小李庄组, 李家屯东队."""

from __future__ import annotations

from waybill.address import detail_words as w
from waybill.patterns import late_pattern

_STREET = "(?:[前后上下东西南北中老新大小]街|[上下大小老]路)"
"""Streets and roads that groups are called after: 老街组, 大路边村民小组."""
_HAMLET = f"(?:[^村路街道]{{1,6}}?|{_STREET}[^村路街道]{{0,4}}?)"
_VILLAGE_GROUP = late_pattern(
    "(?:村(?!民小?组)(?:民委员会|委会|委)?|社区(?:居民委员会|居委会)?|居委会)[ ,]{0,2}"
    f"({_HAMLET}村小?组|{_HAMLET}?(?:村民|居民)小?组|{_HAMLET}(?:[组屯队]|(?<![报行版销作用讯茶公书棋诗影])社))?"
    "((?:前|后|东|西|南|北|中)排)?$"
)
_GROUP_WITHIN = late_pattern(
    f"(?:村(?:民委员会|委会|委)?|[屯庄]|社区|居委会)(?:[^村屯庄路街道]{{1,6}}?|{_STREET}[^村屯庄路街道]{{0,4}}?)"
    "(?:组(?![织团装长员成合])|(?<![部军支大警])队(?![伍员长部友])|屯(?![镇乡路街]|村(?![部委])|[中小]学|学校|卫生|水库|大桥|车?站|[林农]场|[煤铁]?矿))"
)
"""A named group with something behind it: 红旗村王家组王小明."""
_COMMITTEE = late_pattern("民?委员?会?")
_NOBODYS_GROUP = late_pattern("[车商球乐筑探工]队$|[模机题作]组$")
_LONE_GROUP = late_pattern("[^路街道巷]{2,6}(?:村民|居民)小?组|(?:[^路街道巷]{1,6}[寨庄屯])?.{1,5}[组队]")
_VILLAGE_BEFORE = late_pattern(".{1,8}[村屯庄寨](?!民)(?=.{2})")
"""The village before its group: 李家屯东队."""
_NO_GROUP = late_pattern("(?:警|防|支|中|军|部|车|舰|商|船|球|卫|程|法)队$")
_BEFORE_A_GROUP = frozenset(("village", "town", ""))


def end_of_village(name: str) -> int:
    """Where the last village within a name ends, its committee included; 0 for none."""
    end = name.rfind("村") + 1
    committee = _COMMITTEE.match(name, end) if end else None
    return committee.end() if committee else end


def end_of_group(name: str) -> int:
    """Where a named group ends within a name, before a person where it may be something else (but 红旗村模组厂); else 0."""
    within = _GROUP_WITHIN.search(name)
    behind = name[within.end() :] if within else ""
    if not within or not behind or (_NOBODYS_GROUP.search(within[0]) and behind[0] not in w.SURNAMES):
        return 0
    return within.end()


def parts_of_village(name: str, prev: str) -> list[tuple[str, int, int]]:
    """Kinds and offsets of what a name ends in that is a village with a group or a row of houses (仁合村杜家屯后排), or
    behind a village or town such a group alone; empty for any other.  ``prev``: what stands before the name."""
    found = _VILLAGE_GROUP.search(name)
    if found and (found[1] or found[2]):
        stop = found.start(1) if found[1] else found.start(2)
        parts = [("name", 0, len(name[:stop].rstrip(" ,")))]
        if found[1]:
            parts.append(("group", *found.span(1)))
        if found[2]:
            parts.append(("house", found.start(2), len(name)))
        return parts
    if prev in _BEFORE_A_GROUP and _LONE_GROUP.fullmatch(name) and not _NO_GROUP.search(name):
        village = _VILLAGE_BEFORE.match(name)
        cut = village.end() if village else 0
        return [("name", 0, cut)] * bool(cut) + [("group", cut, len(name))]
    return []
