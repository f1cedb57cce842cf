"""Chinese numerals that stand for themselves, written as the digits they are: 五〇二 -> 502, 三十三-六 -> 303-6.

One character becomes one character, so that every offset holds; the ten inside a number (三十三) becomes a nought.
Numerals that begin or end a name (五一路, 三期, 九一八大街) are left alone.
"""

from __future__ import annotations

import re

from waybill.address.detail_tokens import HAN_DIGITS
from waybill.address.detail_words import REMARK
from waybill.patterns import late_pattern

_SIDE = "[东南西北左右中](?:[户侧边门屋室]|$|[ -~、])"
_PERSON = "[^ -~、]{1,3}(?:收(?=$|[ -~、])|先生|女士|小姐)"
_FREE = rf"(?=$|[ -~、]|{REMARK}|{_SIDE}|{_PERSON})"
_NUMERAL = late_pattern(
    rf"[{HAN_DIGITS}](?>[{HAN_DIGITS}O]{{0,6}})(?>(?: ?- ?[A-Z]?[{HAN_DIGITS}0-9]{{1,6}}){{0,4}})(?>(?:[A-Z](?![A-Z0-9]))?)"
    rf"(?:(?P<free>{_FREE})|(?=[室房户铺号档座栋层单楼])|(?<=[{HAN_DIGITS}]{{3}}))"
)
_HAN_DIGIT = late_pattern(f"[{HAN_DIGITS}]")
_DIGIT = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两廿", "0012345678912345678922", strict=True))
_TENS = frozenset("十百千拾佰仟")
_AT_A_DOOR = frozenset("栋幢楼座元门层号室院弄梯#-")
_WORD_APART = late_pattern(" {1,3}(?:[楼层室号栋幢座房]|单元)")


def digits_for_numerals(folded: str) -> str:
    """The text with its bare numerals as digits; as many characters as before."""
    return _NUMERAL.sub(_digits, folded) if _HAN_DIGIT.search(folded) else folded


def _digits(found: re.Match[str]) -> str:
    run, text, end = found[0], found.string, found.end()
    before = text[found.start() - 1 : found.start()]
    free = found["free"] is not None
    at_a_door = before in _AT_A_DOOR
    counted = not _TENS.isdisjoint(run)
    if "-" in run or run[-1] < "㐀" or "A" <= before <= "Z":
        stands = True
    elif len(run) >= 3 and (at_a_door or not counted):
        in_a_building = at_a_door and not (counted and before in "号院弄")  # but 88号三十六中学
        stands = free or in_a_building or text[end] in "室房户铺"
    else:
        apart = at_a_door or not "㐀" <= before <= "鿿" or _WORD_APART.match(text, end) is not None
        stands = free and before != "(" and before != "" and apart
    return "".join(_digit(run, index, char) for index, char in enumerate(run)) if stands else run


def _digit(run: str, index: int, char: str) -> str:
    if char in _TENS:
        return "0" if index and (run[index - 1] in _DIGIT or run[index - 1] in _TENS) else "1"
    return _DIGIT.get(char, "0" if char == "O" else char)
