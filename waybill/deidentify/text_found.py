"""What a text tells of people besides the order's own data, and where it says the same once more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from waybill.deidentify.name_words import TITLES
from waybill.deidentify.text_alone import alone_spans, may_stand_alone
from waybill.deidentify.text_cued import cued_spans
from waybill.deidentify.text_given import likely_spans, may_be_likely
from waybill.deidentify.text_latin import latin_spans, may_be_latin
from waybill.deidentify.text_numbers import is_article, shows_too_much
from waybill.deidentify.text_people import FREQUENT, GUESSED, NO_NAME, SOMEBODY, may_name_somebody
from waybill.deidentify.text_pet import may_be_pet, pet_spans
from waybill.deidentify.text_words import is_likely
from waybill.patterns import late_pattern

BLANK = frozenset(" \t-_.·•・,/()「」【】、+|~^=\"'“”")
_THANKS = late_pattern(r"谢谢|拜托|[感多]谢(?![^\W\x00-\xff])")
"""What is said behind a name without a sign before it: 户名 龚晓峰谢谢."""
_STOPS = late_pattern(r"[!。]|(?<!~)~(?![~0-9])")
"""Behind them a sentence ends as behind a comma, which the patterns of doors and numbers look for: 地址：B1203~谢谢."""
_NO_PEOPLE = frozenset(("secret", "account", "plate", "number", "own", "escaped"))
_NO_GIVEN = frozenset(TITLES)
"""联系王老师 tells no given name."""
_ANYBODY = late_pattern(
    r"(?:张三(?<![\d一二两三四五六七八九十几每整半多纸夸扩开紧主慌伸]..)|李四|王五|赵六)"
    r"(?![丰疯光角折寸尺米层元年月季日天人个件条块把页点号档级分合厘毫一二三四五六七八九十百千万口门里居室金粮福轮川香安])"
)
"""As examples call people, and as orders are signed whose buyers give no name; no 纸张三层."""
_ESCAPED = late_pattern(
    r"(?:%[0-9A-Fa-f]{2}){3,}|(?:=[0-9A-F]{2}){3,}|(?:\\u[0-9A-Fa-f]{4}){2,}|(?:&#x?[0-9A-Fa-f]{2,6};){2,}"
    r"|(?<![A-Za-z0-9+/])(?=[0-9+/a-z]*[A-Z])(?=[A-Za-z+/]*[0-9])[A-Za-z0-9+/]{10,}={1,2}(?![A-Za-z0-9=])"
)
"""Words that a program coded, as %E5%BC%A0, \\u5f20, &#24352; or in Base64: nobody reads them, and they may be a name."""
_SELDOM_SEEN = late_pattern(r"[三四五六%=\\&](?:(?<=张三)|(?<=李四)|(?<=王五)|(?<=赵六)|(?<=[%=\\&]))")
"""What no text without one of the two has."""
_DOWNWARDS = len("王 建 国")
_COLOURS = frozenset("红黄蓝白黑绿紫粉灰青橙金银")
_CHOICES = frozenset("长宽高深厚方圆扁鼠牛虎兔龙蛇马羊猴鸡狗猪凤")
"""Measures, shapes and animals to choose from."""
LONG_NUMBER = late_pattern(r"[0-9]{3,}")
MEASURE = late_pattern(
    r"[0-9A-Za-z]|\s?[*×]\s?[0-9]|\s?[毫克升斤片只个支包袋瓶盒件条张抽粒枚米元寸码瓦伏套双罐箱卷本度年款]|[那这]款|规格|胶|不锈|钢(?!琴)|牛仔|流明"
)
"""After a number: it counts or measures something and is no room."""


def shape_spans(plain: str, shapes: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Where the patterns of ``shapes`` stand: start, end, kind."""
    if "。" in plain or "!" in plain or "~" in plain:
        plain = _STOPS.sub(",", plain)
    at = 0
    while found := shapes.search(plain, at):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if kind in GUESSED and NO_NAME.match(plain, start):
            at = found.start() + 1
            continue
        if kind == "masked" and not shows_too_much(found):
            # The last pattern: nothing else is found where it begins.
            at = found.start() + 1
            continue
        at = found.end()
        if kind != "keep" and not (kind == "number" and is_article(found[kind])):
            yield start, end, kind


def people_spans(plain: str, goods: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where others are named; looked for on their own, as few texts name anybody."""
    if "谢" in plain or "拜托" in plain:
        plain = _THANKS.sub(",,", plain)
    if may_name_somebody(plain):
        yield from shape_spans(plain, SOMEBODY)
    if may_be_likely(plain):
        yield from likely_spans(plain, goods)
    if may_be_latin(plain):
        yield from latin_spans(plain)
    if may_be_pet(plain):
        yield from pet_spans(plain)
    if may_stand_alone(plain):
        yield from alone_spans(plain, goods)
    yield from cued_spans(plain, goods)
    if _SELDOM_SEEN.search(plain):
        yield from ((*found.span(), "anybody") for found in _ANYBODY.finditer(plain))
        yield from ((*found.span(), "escaped") for found in _ESCAPED.finditer(plain))
    if len(plain) == _DOWNWARDS and _is_downwards(plain):
        yield 0, len(plain), "downwards"


def _is_downwards(plain: str) -> bool:
    """Whether the text is a name that was written a character a line, and nothing else."""
    name, between = plain[::2], plain[1::2]
    return (
        between in ("  ", "||", "\n\n")
        and name[0] in FREQUENT
        and not _COLOURS.issuperset(name[1:])
        and not _CHOICES.issuperset(name)
        and is_likely(name, 0, len(name))
    )


def said_again(plain: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Where the number of a room, or the given name of a person, that was found stands once more.

    放602门口，602不在放物业; 王小小的妈妈收，小小在上课.
    """
    rooms: set[str] = set()
    given: dict[str, str] = {}
    for start, end, kind in spans:
        if kind == "room":
            rooms.update(LONG_NUMBER.findall(plain, start, end))
        elif kind not in _NO_PEOPLE and end - start == len("王小小") and plain[start:end].isalpha():
            given[plain[start + 1 : end]] = kind
    return [*_rooms_again(plain, rooms), *_given_again(plain, given)]


def _rooms_again(plain: str, rooms: set[str]) -> Iterator[tuple[int, int, str]]:
    for found in LONG_NUMBER.finditer(plain) if rooms else ():
        if found[0] in rooms or (found[0][0] == "0" and found[0][1:] in rooms):
            before = plain[found.start() - 1 : found.start()]
            if not (before.isascii() and before.isalnum()) and not MEASURE.match(plain, found.end()):
                yield *found.span(), "room"


def _given_again(plain: str, given: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """``given``: what kind of person bears it; a text may name hundreds, so that it is gone through once for all."""
    names = {name for name in given if not name.isascii() and name not in _NO_GIVEN}
    if not names:
        return
    places = [place for place, char in enumerate(plain) if char not in BLANK]
    for first, last in pairwise(places):
        if (name := plain[first] + plain[last]) in names:
            yield first, last + 1, given[name]
