"""Shapes of phone numbers as people and platforms write them.

All patterns read text that ``marks.narrow`` made ASCII where it can be.  Between two digits up to three separators may
stand.  Every pattern is bounded, so that scanning is linear.
"""

from __future__ import annotations

import re

from waybill.deidentify import marks
from waybill.patterns import late_pattern

_S = r"[\s\-.()_\[\]·]{0,3}"
_CHINA = rf"(?:(?:\+0?|00?)?{_S}86{_S})?"


def _digits(least: int, most: int) -> str:
    return rf"(?:{_S}\d){{{least},{most}}}"


_END = rf"(?!\d)(?!{_S}\*)"
_GROUPED = r"[3-9],\d{3},\d{3},\d{3}"
"""As a spreadsheet groups the digits of a sum: 13,912,345,678."""
_MOBILE = rf"{_CHINA}(?:0{_S})?(?P<mobile>1(?:{_S}[3-9]{_digits(9, 9)}|{_GROUPED})){_END}"
_LANDLINE = rf"(?:(?:\+|00)?{_S}86{_S}0?|0){_S}(?P<area>10|2\d|(?![48]00)[3-9]\d\d){_S}(?P<landline>[2-9]{_digits(6, 7)}){_END}"
_TOLL_FREE = rf"{_CHINA}(?P<toll_free>[48]{_S}0{_S}0{_S}[1-9]{_digits(6, 6)}|080[09]{_digits(6, 6)}){_END}"
_HMT = rf"(?:\+|00)?{_S}(?:85[23]{_S}(?P<hmt>[2-9]{_digits(7, 7)})|886{_S}0?{_S}(?P<taiwan>[2-9]{_digits(7, 8)})){_END}"
_TAIWAN = rf"0{_S}(?P<taiwan_mobile>9{_digits(8, 8)}){_END}"
# Written apart from its area code, as it is where it is dialled: (02) 2345-6789, 037-234567.
_G = r"[\s\-).]{1,3}"
_TAIWAN_LINE = (
    rf"0(?P<taiwan_line>[24]{_G}[2-9]{_digits(7, 7)}|(?:[3-8]|49){_G}[1-9]{_digits(6, 6)}"
    rf"|(?:37|8[29]){_G}[1-9]{_digits(5, 5)}){_END}"
)
TAIWAN_AREA = late_pattern(r"(?!9|80)(?:8[23]6|37|49|8[29]|[2-8])")
"""The area code of a number without its leading nought; mobiles and 0800 have none."""
_ABROAD = rf"(?P<international>(?:\+|00){_S}[1-9]{_digits(6, 16)}){_END}"
_95 = r"95\d{3}(?:[\s-]?\d{4}[\s-]?\d{4,6}|\d{5,12})"
_SERVICE = rf"(?P<service>{_95}){_END}"
_SHORT = r"(?P<short>1(?:10|14|19|2[0-2])|1[0-2]\d{3}|9[56]\d{3,4})(?!\d)"
_LOCAL = rf"(?P<local>[2-9]{_digits(6, 7)}){_END}"
_OTHER = rf"(?P<other>\d(?:{_S}\d)*)"

_TO_EXTENSION = (
    r"(?:[\[(（【,;-]?\s?(?:[接拨]通|拨打|听到?提示音?)?[后请再]{0,2}(?:(?:输入|[转轉接按拨加][接拨打]?)(?:分机|分機)?[号码]{0,2}|(?:分机|分機)[号码]{0,2}|[短尾]号|内线|ext(?:ension)?\.?)"
    r"|\.(?!0(?!\d))|--|[-=]?>|[x×#,;:_\-\[(（【「{<pw/、~|+→])"
)
# An hour or a floor is no extension: 13812345678(9:00-18:00).
_EXTENSION = (
    rf"(?:\s{{0,2}}{_TO_EXTENSION}[\s:;,.#=(\[【-]{{0,3}}(?P<extension>\d{{1,6}})(?!\d)(?!{_S}\d{{2}}|:\d|\s?[点楼室栋月])[\])】）」}}>#]?"
    rf"|\s(?P<spaced>\d{{3,6}})(?!{_S}\d))?"
)

NUMBER = late_pattern(
    rf"(?<!\d)(?:{_MOBILE}|{_HMT}|{_LANDLINE}|{_TOLL_FREE}|{_ABROAD}|{_TAIWAN}|{_TAIWAN_LINE}|{_SERVICE}|{_LOCAL}|{_SHORT}){_EXTENSION}|{_OTHER}",
    re.IGNORECASE,
)
"""One number with its extension; the last group that matched among the kinds names the kind."""

PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
NUMBER_700 = late_pattern(
    rf"(?:\+?86{_S})?(7{_S}0{_S}0{_digits(8, 8)}(?:{_S}|\s?{_TO_EXTENSION}[\s:]{{0,2}}){_digits(4, 4)})",
    re.IGNORECASE,
)
"""Eleven digits that the carrier manages and four more, also written as an extension: 70012345678转9012."""
VIRTUAL = late_pattern(
    rf"{_CHINA}(?:0{_S}(?=1))?(?P<main>1{_S}[3-9]{_digits(9, 9)}|{_95})(?!\d){_EXTENSION}|(?P<joined>1[3-9]\d{{9}})(?P<tail>\d{{4}})",
    re.IGNORECASE,
)
AROUND_VIRTUAL = late_pattern(r"^[^\d+]++|(?<=\d)[^\d*]++$")
"""What stands before and behind a virtual number, of which digits alone are printed: 隐私号: … (有效)."""
_DAY = r"(?:20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}月\d{1,2}[日号]|\d{1,3}\s?(?:天|小时))(?:\s?\d{1,2}:\d\d(?::\d\d)?)?"
_EXPIRES = "[有失]效|[到过]期|截[止至]"
EXPIRY = late_pattern(
    rf"[\s(\[,;/]{{0,3}}(?:[^\d\s(\[,;/]{{0,6}}(?:{_EXPIRES})[^\d]{{0,6}}{_DAY}|{_DAY}[^\d]{{0,4}}(?:{_EXPIRES}|前))[^\d]*+\Z"
)
"""Until when a virtual number is good, behind it: 18412345678-7804(有效期至2026-12-20)."""
_A_DAY = r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_DAY_BESIDE = late_pattern(rf"\A{_A_DAY}[\s,]+(?=[\d+])|(?<=[\d#])(?:\s|\s?[(,;/])\s?{_A_DAY}\)?\Z")
"""A day and hour beside a number: when it was ordered, or until when it works."""
_SHORTEST_WITH_DAY = 17
NOT_A_NUMBER = late_pattern(
    r"\d(?:\.\d*)?E[+-]?\d{1,3}|(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|[/.年]\d{1,2}[/.月]\d{1,2})日?(?:\D.{0,20})?",
    re.IGNORECASE,
)
"""A spreadsheet's way of writing a number or a date: digits that are nobody's phone any more."""

DOTS = late_pattern(r"[.·•・…‥]{2,}|[xX×#?_☆★△▲□◆◇]{3,}|-{3,}|[…]")
"""Runs that stand for hidden digits where stars don't."""
_SAID = "零〇洞一幺壹二两贰三叁四肆五伍六陆七柒拐八捌九玖勾"
SPELLED = late_pattern(rf"[{_SAID}](?>(?:[\s.-]{{0,2}}[{_SAID}]){{6,}})")
"""A number in words: 一三八零零一三八零零零."""
MASKED_PARTS = late_pattern(r"[/、;；|，或和及与\n]|(?<=\d)[\s,]+(?=1\d{0,3}\*)")
FLOAT_TAIL = late_pattern(r"(?:(?<=\d{7})|(?<=,\d{3}))\.0+$")
"""A spreadsheet's decimals, which are no extension."""
STARRED_EXTENSION = late_pattern(
    r"(1[3-9]\d{9}|\(?0(?:10|2\d|[3-9]\d\d)\)?[\s-]?[2-9]\d{2,3}[\s-]?\d{4})\*(\d{1,6})(?!\d)"
)
"""A number and its extension with a star between: no digit is hidden."""
LISTED = late_pattern(
    r"[①-⑨](?=\s?[(（+]?\d{2})|(?<=(?<!\d)1[3-9]\d{9})[①-⑨]"
    r"|(?<![\d+])[(（]?[1-9][.．、)）:：]\s?(?=(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?[2-9]\d{6,7})(?!\d))"
)
"""The number in a list beside a phone: 1.13812345678 2.13987654321."""
_NOTED = late_pattern(
    r"(?<![\d*])\*{1,2}(?=1[3-9]\d{9}(?![\d*]))"
    r"|(?<=(?<![\d*])1[3-9]\d{9})\*{1,2}(?=1[3-9]\d{9}(?![\d*])|(?!\s?[\d*]))"
)
"""A star or two beside a mobile of which no digit is missing: a footnote's, or what parts two numbers."""
_TRAILED = late_pattern(r"(?<=(?<![\d*])1[3-9]\d{9})[.·•…‥?_-]+\Z|\A[.·•…‥?_-]+(?=1[3-9]\d{9}(?![\d*]))")
"""What trails behind a whole mobile or leads to it, and hides no digit."""
_ACCOUNT = late_pattern(
    r"(?:(?:qq|[wv]x|weixin|wechat|id)[号:_\s-]{0,3}|(?<![A-Za-z])[qv][号:_\s-]{0,3}|(?:[微威v]信|旺旺|账号|群)[号:_\s-]{0,3})"
    r"(?!1[3-9]\d{9}(?!\d))\d{5,12}(?!\d)|(?<!\d)(?!1[3-9]\d{9}@)\d{5,12}@(?=[\w-]+\.)",
    re.IGNORECASE,
)
"""Digits that are the account of a messenger or a mailbox, and no number to call."""
EXTENSION_AHEAD = late_pattern(r"^\((?:转|分机号?)\s?:?\s?(\d{1,6})\)\s?(1[3-9]\d{9})(?!\d)")
"""An extension in brackets before its number: (转1234)13812345678."""
MASKED_CHINA = late_pattern(r"\s*\(?(?:\+0?|00?)?86\)?[\s-]*(?=1)")
MASKED_RUN = late_pattern(r"[\d*]+")
WITHIN_MASKED = late_pattern(r"[\s\-.()_]{0,3}")
"""Between the runs of one masked number: (0755)****1234, 139 - **** - 4321."""
LEADING_CODES = late_pattern(
    r"\*{3,4}(?=[2-9]\d{6,7}\Z)|(?:(?:00|\+)86|86(?=[\d*]{10}))0?(?:[12][\d*]|[\d*]{3})|(?:00|\+)(?:[17]|[\d*]{3})|85[23](?=[\d*]{8}\Z)|0?10|0(?:2[\d*]|[\d*]{3})"
)
"""Country and area code of a masked number, blanks taken out; one of unknown length is taken for the longest."""
CANONICAL = late_pattern(
    r"(?:1?(?:\*{6,12}|\^_\^)\d{0,4}|\*{1,12}|1\*{6,8}\d{2,4}|\d{1,5}\*{6,12}\d{0,4})(?:-(?:\*{1,6}|\^_\^))?"
)


def plain_cell(raw: str) -> str:
    """A cell of phones as the patterns read it, without pictures, numbers of a list, a spreadsheet's decimals, an expiry."""
    raw = marks.clean(marks.without_entities(raw))
    text = marks.narrow(LISTED.sub(" ", marks.without_pictures(raw, " "))).strip()
    text = EXTENSION_AHEAD.sub(r"\2-\1", text) if text[:1] == "(" else text
    text = FLOAT_TAIL.sub("", STARRED_EXTENSION.sub(r"\1-\2", text))
    if "*" in text:
        text = _NOTED.sub(" ", text).strip()
    text = _TRAILED.sub("", text)
    if "@" in text or not text.isascii() or text.upper() != text.lower():
        text = _ACCOUNT.sub(" 0 ", text)
    if len(text) >= _SHORTEST_WITH_DAY:
        text = _DAY_BESIDE.sub("", text)
    return text if text.isascii() else EXPIRY.sub("", text)


def with_stars(text: str) -> str:
    """Every mark of masking in such a text as stars."""
    return DOTS.sub(lambda run: "*" * len(run[0]), text.replace(marks.SMILE, "***"))


def digits(text: str) -> str:
    """The ASCII digits of a text, joined."""
    return "".join(char for char in text if "0" <= char <= "9")
