"""GB/T 2260, codes for the administrative divisions of China (行政区划代码): the shape, not the gazetteer.

Six digits: two for the province, two for the prefecture, two for the county (``00`` = the unit itself).
Nine digits: the county's six and three for the town (GB/T 10114: 001-099 street offices, 100-199 towns,
200-399 townships, 400-599 units that are enterprise and government in one).

>>> decode("110105").level
'county'
>>> parent("110105"), parent("330100"), parent("330000")
('110100', '330000', None)
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from waybill.errors import ConformanceError

STANDARD = "GB/T 2260-2007"
TOWN_STANDARD = "GB/T 10114-2003"
Level = Literal["province", "prefecture", "county", "town"]

PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
    "21": "辽宁省", "22": "吉林省", "23": "黑龙江省",
    "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
    "37": "山东省",
    "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区",
    "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
    "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区",
}  # fmt: skip
"""The province-level units by their two digits."""


class Division(NamedTuple):
    """A division code read: its level and its province's name."""

    code: str
    level: Level
    province: str


def compact(code: str) -> str:
    """The code without blanks, full-width digits as half-width ones; nothing is checked."""
    if code.isascii():
        return "".join(code.split())
    from unicodedata import normalize

    return "".join(normalize("NFKC", code).split())


def decode(code: str) -> Division:
    """Level and province of a code, or ConformanceError with position and clause."""
    text = compact(code)
    clause = f"{STANDARD}, 3"
    if len(text) not in (6, 9):
        raise ConformanceError("GBT2260-LENGTH", clause=clause, length=len(text))
    for at, character in enumerate(text, start=1):
        if character not in "0123456789":
            raise ConformanceError("GBT2260-CHARACTER", clause=clause, position=at)
    province = PROVINCES.get(text[:2])
    if province is None:
        raise ConformanceError("GBT2260-PROVINCE", clause=clause, position=1)
    if text[2:4] == "00" and text[4:6] != "00":
        raise ConformanceError("GBT2260-LEVEL", clause=clause, position=3)
    if len(text) == 9:
        if text[6:] == "000" or text[2:4] == "00":
            clause = f"{TOWN_STANDARD}, 3"
            raise ConformanceError("GBT2260-TOWN", clause=clause, position=7 if text[6:] == "000" else 3)
        return Division(text, "town", province)
    level: Level = "county" if text[4:] != "00" else "prefecture" if text[2:4] != "00" else "province"
    return Division(text, level, province)


def encode(province: str, prefecture: str = "00", county: str = "00", town: str = "") -> str:
    """The code made of two digits each and, where given, a town's three."""
    return validate(province + prefecture + county + town)


def validate(code: str) -> str:
    """The compact code, or ConformanceError."""
    return decode(code).code


def is_valid(code: str) -> bool:
    """Whether :func:`validate` would accept the code."""
    try:
        decode(code)
    except ConformanceError:
        return False
    return True


def parent(code: str) -> str | None:
    """The code of the division above (town, county, prefecture, province), None above a province."""
    division = decode(code)
    if division.level == "town":
        return division.code[:6]
    if division.level == "county":
        return division.code[:4] + "00"
    return division.code[:2] + "0000" if division.level == "prefecture" else None
