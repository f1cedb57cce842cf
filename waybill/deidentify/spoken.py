"""The order's own door as people say it: 五零一, 五百零一 or 5-0-1 for 501, 十二零三 for 1203, 十二层 or 12F for its floor.

A numeral alone tells nothing (五一劳动节, 三七粉), so that only those are found which are this order's own number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from waybill.address.detail_tokens import han_value
from waybill.deidentify.phone_shapes import digits
from waybill.deidentify.text_doors import ARTICLE
from waybill.deidentify.text_numbers import HAN_NUMERAL, RUN
from waybill.patterns import late_pattern

_CHARS = rf"[{HAN_NUMERAL}十百千拾佰仟0-9]"
_RUN = rf"(?<!{_CHARS})(?<![A-Za-z.]){_CHARS}(?>(?:\s?{_CHARS}){{0,6}})(?!\s?{_CHARS})"
_APART = r"[\s\-.,、·/_]"
_PARTED = late_pattern(
    rf"(?<![{HAN_NUMERAL}0-9])(?<![{HAN_NUMERAL}0-9]{_APART})[{HAN_NUMERAL}0-9](?>(?:{_APART}[{HAN_NUMERAL}0-9]){{2,4}})(?!{_APART}?[{HAN_NUMERAL}0-9])"
)
"""Digits one by one."""
_TWO_AND_TWO = late_pattern(
    rf"(?<![0-9A-Za-z.-])(?<!{ARTICLE})(?<!{ARTICLE}[\s:])[0-9]{{1,2}}-[0-9]{{2}}(?![0-9A-Za-z-])(?!之?[前后](?!台|门)|起)"
)
"""The floor and the door on it, 15-06, but no article and no date: 色号15-06, 10-06之前."""
_LEVEL = r"[层楼]|[Ff](?![A-Za-z0-9])"
_SPOKEN = re.compile(
    rf"(?=[0-9\s]{{0,6}}[{HAN_NUMERAL}十]|[0-9]{{1,3}}\s?(?:{_LEVEL}))(?P<run>{_RUN})(?:\s?(?P<level>{_LEVEL}))?"
)
_MEASURE = re.compile(
    r"[A-Za-z]|\s?[毫克升斤片只个支包袋瓶盒件条张抽粒枚米元寸码瓦伏套双罐箱卷本度年款折月日号天]"
)
"""Behind a numeral: it counts something."""
_GOES_THERE = re.compile(r"[送到在上放住去至](?:\s|第)?$")
_WRAPPED = re.compile(r"[包裹套垫缠绕贴叠铺加糊封盖捆绑][上了]?$")
"""Before a level that is a layer of wrapping: 多裹两层."""
_STANDS_THERE = re.compile(
    r"$|[^\u4e00-\u9fffA-Za-z0-9\s]|\s?[东西南北左右前后电走楼门靠]|\s?(?:没有?|无)电?梯"
)
"""Before and behind a level that is a floor: 送十二层, 12层东; a shelf has twelve levels too (12层收纳盒)."""
_TEN_AND_DIGIT = re.compile(r"([一二三四五六七八九]?十[一二三四五六七八九]?)[零〇]([一二三四五六七八九])")
_DOOR = re.compile(rf"(?<!{_CHARS}){_CHARS}{{3,5}}+(?!{_CHARS})")
_FLOOR = re.compile(rf"(?<!{_CHARS})({_CHARS}{{1,4}}+)(?:{_LEVEL})")
_SMALLEST_DOOR = 100
_LONGEST = 24
"""Characters of a hidden part of an address that is a door and no sentence."""


def spoken_spans(plain: str, pieces: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where the text says the number of a door, or its floor, that one of the pieces has."""
    doors: set[int] = set()
    floors: set[int] = set()
    for piece in pieces:
        if len(piece) <= _LONGEST and len(digits(piece)) < RUN:
            _of_piece(piece, doors, floors)
    if not doors and not floors:
        return
    for found in _SPOKEN.finditer(plain):
        run = found["run"]
        if found["level"] and _value(run) in floors and _is_floor(plain, found.start(), found.end()):
            yield *found.span(), "own"
        if not run.isascii() and _value(run) in doors and not _MEASURE.match(plain, found.end("run")):
            yield *found.span("run"), "own"
    for found in chain(_PARTED.finditer(plain), _TWO_AND_TWO.finditer(plain)):
        if _value(found[0]) in doors and not _MEASURE.match(plain, found.end()):
            yield *found.span(), "own"


def _of_piece(piece: str, doors: set[int], floors: set[int]) -> None:
    numbers = {door for run in _DOOR.findall(piece) if (door := _value(run) or 0) >= _SMALLEST_DOOR}
    doors |= numbers
    # 1203 is on the twelfth floor.
    floors.update(number // _SMALLEST_DOOR for number in numbers)
    floors.update(value for run in _FLOOR.findall(piece) if (value := _value(run)) is not None)


def _is_floor(plain: str, start: int, end: int) -> bool:
    if _WRAPPED.search(plain, max(0, start - 2), start):
        return False
    return bool(_STANDS_THERE.match(plain, end) or _GOES_THERE.search(plain, max(0, start - 3), start))


def _value(run: str) -> int | None:
    run = "".join(filter(str.isalnum, run)).replace("幺", "一")
    parted = _TEN_AND_DIGIT.fullmatch(run)
    if parted:
        return (han_value(parted[1]) or 0) * 100 + (han_value(parted[2]) or 0)
    if any(map(str.isdecimal, run)):
        run = "".join(char if char.isdecimal() else str(han_value(char)) for char in run)
    return han_value(run)
