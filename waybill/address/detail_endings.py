"""What a plain name is by its last characters: a mall, a building, a road, a village."""

from __future__ import annotations

from waybill.address import detail_words as w
from waybill.patterns import late_pattern

HOLDER_ENDS = frozenset(word[-1] for word in w.ROOM_HOLDERS)
LOCKER_ENDS = frozenset(word[-1] for word in w.LOCKER_WORDS)
_HOUSE_NUMBER = late_pattern(" ?[0-9-]{1,6}号")
_NO_BUILDING = late_pattern("(?:酒|茶|鼓|钟|牌|门|炮|角|骑|黄鹤|岳阳|阁|望|红|白|戏|箭|城|谯)楼$")
_NO_VILLAGE = late_pattern(
    "(?:山庄|(?:新|花园|度假|农民|工人|家属|科技|大学|奥运|世纪|山水|地球|民俗|城中|文化)村)$"
)


def is_mall(text: str, end: int) -> bool:
    """True for a mall whose name ends at ``end`` like a road's (龙湖天街), unless a house's number stands behind it."""
    return text[end - 2 : end] == "天街" and _HOUSE_NUMBER.match(text, end) is None


def is_building(name: str) -> bool:
    """True for 家属楼 and 西座, whatever number stands behind; 酒楼 and 鼓楼 are none."""
    if len(name) < 2:
        return False
    if name[-1] == "座":
        return name[-2] in "东南西北中"
    return name[-1] == "楼" and not _NO_BUILDING.search(name[-4:])


def is_road(name: str) -> bool:
    """True for what ends like a road, though not by its last character alone: a 胡同, a road's 段, 广州大道中."""
    last = name[-1]
    if last == "同":
        return name.endswith("胡同")
    if last == "段":
        return "路" in name or "街" in name or "道" in name
    return last in "东南西北中" and name[-2:-1] in ("路", "街", "道")


def is_village(name: str) -> bool:
    """True for what ends in 村, 屯, 寨 or 庄, but for estates that call themselves so: 王家村, not 工人新村."""
    return _NO_VILLAGE.search(name[-6:]) is None
