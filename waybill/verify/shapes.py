"""What a phone number, an identity number, a name behind its title look like in any text: the verifier's own patterns.

They are not those of the masking rules on purpose: a rule that overlooks something must not be checked by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

RUN = 7
"""So many digits of a phone number in a row are a leak: six must be hidden, and eleven less six leave five."""
_MOST_SHOWN = 5
_MOBILE_LENGTH, _LANDLINE_LENGTHS = 11, range(10, 13)
_BLANK = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]+"
)
"""Joiners, breaks, directions, variation selectors, tags."""
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_DIGITS = re.compile(r"\d{7,}")
_NOT_A_DIGIT = re.compile(r"\D+")
_ON_A_LINE = re.compile(r"(?<=\d)[^\S\n]*+(?:[-.·–—)][^\S\n]*+)?(?=\d)")
_OVER_LINES = re.compile(r"(?<=\d)[\s\-.·–—]+(?=\d)")

MOBILE = re.compile(r"(?<![\dA-Za-z])(?:0086|86)?(1[3-9]\d{9})(?!\d)")
LANDLINE = re.compile(r"(?<![\dA-Za-z-])(?<!\d:)(0(?:10|2\d|[3-9]\d\d)[\s)-]{0,2}[2-8]\d{6,7})(?!\d)")
_GAP = r"[^\S\n]?-?[^\S\n]?"
_STARS = re.compile(r"(?<=\d)[×•●∗xX]{4,5}(?=\d)")
_MASKED = re.compile(rf"(?<![\dA-Za-z*^])(\d{{1,8}}){_GAP}(\*{{4,5}}|\^_\^)(?:{_GAP}(\d{{1,8}}))?(?![\d*])")
IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?!\d)")
NAMED = re.compile(
    r"(?:收件人|寄件人|收货人|发件人|联系人|收件方|寄件方)(?:姓名)?[:\s]*"
    r"(?!信息|签名|签字|签收|电话|手机|姓名|地址|联系|公司|要求|同意|书面|授权|委托|本人|身份|指定|确认|[为无不已因需须系请将]|行动|视力|听力|老年|年老|年迈|高龄|残疾|住院)"
    r"([\u3400-\u9fff]{2,4})(?![*\u3400-\u9fff])"
)
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
ACCOUNT = re.compile(
    r"(?:微信|[vV]信|(?i:wechat|weixin|qq)|扣扣)(?:号|账号|(?i:id))?[\s:是为]{0,3}([A-Za-z0-9_-]{5,30})"
)
_HOURS = r"(?:[01]\d|2[0-3]):?[0-5]\d:?[0-5]\d(?!\d)"
DATE = re.compile(
    rf"(?<!\d)D:20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]){_HOURS}|(?<!\d)20\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])T{_HOURS}"
)
"""When a document was made, as PDF (ISO 32000-1, 7.9.4) and XMP write it: its figures are no one's."""
CIPHERTEXT = re.compile(r"[#$~@][!-~]{8,}[#$~@]{1,2}\d*[#$~@]{0,2}|[A-Za-z0-9+/]{32,}={0,2}")
FRAMED = re.compile(
    r"(?P<edge>[#$~])(?:[A-Za-z0-9]{0,12}(?P=edge))?(?=[A-Z0-9+/]*[a-z])[A-Za-z0-9+/]{10,}"
    r"(?:={0,2}(?P=edge)\d{1,2}(?P=edge){1,2}|={1,2}(?P=edge))"
)
"""A platform's ciphertext in its frame, ~AgAA…~1~, $idx$…$1$$, #idx#…#1##: nothing else looks so, for Base45 has no small letters."""
_NUMERAL = r"(?:[0-9A-Za-z]{1,5}|[零〇一二三四五六七八九十]{1,4})"
ROOMS = re.compile(rf"(?<![0-9A-Za-z零〇一二三四五六七八九十]){_NUMERAL}(?:单元|室|户|房(?!地产|产|屋)|层)")
LAST_NUMBER = re.compile(r"(?<=[栋幢座楼元号期])[A-Za-z]?\d{3,4}$")


def plain(text: str) -> str:
    """Compatibility forms undone: full-width digits and radicals that look like characters are what they look like.

    What nobody sees between characters is taken away, and the figures of all scripts are those of ours.
    """
    if text.isascii():
        return text
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)


def squeeze(text: str) -> str:
    """Plain text without blanks: a page breaks its lines where it likes."""
    return _BLANK.sub("", plain(text))


def digits_of(text: str) -> str:
    """The digits of a text in one run."""
    return _NOT_A_DIGIT.sub("", plain(text))


def runs(digits: str) -> set[str]:
    """All runs of seven digits in a string of digits."""
    return {digits[start : start + RUN] for start in range(len(digits) - RUN + 1)}


def readings(text: str) -> Iterator[str]:
    """The text, and with the gaps between digits closed: on a line, and over line breaks."""
    text = plain(text)
    yield text
    yield _ON_A_LINE.sub("", text)
    yield _OVER_LINES.sub("", text)


def digit_runs(text: str, *, joined: bool = True) -> set[str]:
    """All runs of seven digits; where ``joined`` also over blanks, hyphens and dots between digits."""
    found: set[str] = set()
    for reading in readings(text) if joined else (plain(text),):
        for match in _DIGITS.finditer(reading):
            found |= runs(match.group())
    return found


def phones(text: str, *, joined: bool = True) -> Iterator[re.Match[str]]:
    """What is shaped like a mobile or landline number, where ``joined`` in any reading."""
    for reading in readings(text) if joined else (plain(text),):
        yield from MOBILE.finditer(reading)
        yield from LANDLINE.finditer(reading)


def weak_masks(text: str) -> Iterator[str]:
    """Masked phone numbers with fewer than six digits hidden: ``138****5678``, ``0755****1234``, ``138^_^5678``.

    Masks of four and five characters only: three stand for a hidden piece of any text, and figures may be around it.
    """
    for match in _MASKED.finditer(_STARS.sub(lambda hidden: "*" * len(hidden.group()), plain(text))):
        before, mask, behind = match.groups(default="")
        length = len(before + mask + behind)
        mobile = before[0] == "1" and ("^" in mask or length == _MOBILE_LENGTH)
        landline = before[0] == "0" and length in _LANDLINE_LENGTHS
        if (mobile or landline) and len(before + behind) > _MOST_SHOWN:
            yield match.group()
