"""Chinese numerals that stand for themselves, written as the digits they are: 五〇二 -> 502, 三十三-六 -> 303-6.

One character becomes one character, so that every offset holds; the ten inside a number (三十三) becomes a nought.
Numerals that begin or end a name (五一路, 三期, 九一八大街) are left alone.
"""

from __future__ import annotations

import re

from waybill.address.detail_tokens import HAN_DIGITS
from waybill.address.detail_words import REMARK

_NUMERAL = re.compile(
    rf"[A-Z]?[{HAN_DIGITS}][{HAN_DIGITS}0-9O]{{0,6}}(?: ?- ?[A-Z]?[{HAN_DIGITS}0-9]{{1,6}}){{0,4}}[A-Z]?(?![A-Z])"
)
_DIGIT = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两廿", "0012345678912345678922", strict=True))
_AT_A_DOOR = frozenset("栋幢楼座元门层号室院弄#")
_REMARK = re.compile(REMARK)


def digits_for_numerals(folded: str) -> str:
    """The text with its bare numerals as digits; as many characters as before."""
    return _NUMERAL.sub(_digits, folded)


def _digits(found: re.Match[str]) -> str:
    run, text, end = found[0], found.string, found.end()
    behind = text[end : end + 1]
    free = not "㐀" <= behind <= "鿿" or _REMARK.match(text, end) is not None
    if "-" in run or run[0] < "㐀" or run[-1] < "㐀":
        stands = free or behind in "室房号户铺档座栋层单楼"
    elif len(run) >= 3 and not any(char in "十百千拾佰仟廿" for char in run):
        stands = free or behind in "室房户铺"
    else:
        before = text[found.start() - 1 : found.start()]
        stands = (
            free and before != "(" and bool(before) and (before in _AT_A_DOOR or not "㐀" <= before <= "鿿")
        )
    return "".join(_digit(run, index, char) for index, char in enumerate(run)) if stands else run


def _digit(run: str, index: int, char: str) -> str:
    if char in "十百千拾佰仟":
        return "0" if index and (run[index - 1] in _DIGIT or run[index - 1] in "十百千拾佰仟") else "1"
    return _DIGIT.get(char, "0" if char == "O" else char)
