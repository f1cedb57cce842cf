"""Phones, contacts, days and times, and codes in an address, all found by their shape."""

from __future__ import annotations

from collections.abc import Sequence

from waybill.patterns import late_pattern

_EXTENSION = r"(?:[- ,]{0,2}(?:转|EXT\.?|分机|#|-|,|\*)[:. ]{0,2}[0-9]{1,6}(?![0-9]))?"
_MAYBE_PHONE = late_pattern(
    r"[0-9零〇一二三四五六七八九](?:[0-9 ()*-]{5,40}[0-9]|[零〇一二三四五六七八九]{6})"
)
_CHINA = r"(?:\(?(?:\+|00)?86\)?[- ]{0,2})?"
_MOBILE = r"1[3-9][0-9]{9}(?![0-9])"
_BEHIND_A_ROOM = rf"(?:(?<=[^0-9][0-9]{{3}})|(?<=[^0-9][0-9]{{4}})){_MOBILE}"
"""A mobile glued to a door: 120313800138000."""
_IN_GROUPS = (
    rf"{_CHINA}(?<![0-9])1[3-9][0-9][- ]?[0-9]{{4}}[- ]?[0-9]{{4}}(?![0-9]){_EXTENSION}"
    rf"|{_CHINA}(?<![0-9])\(?0[0-9]{{2,3}}\)?[- ]{{0,2}}[0-9]{{3,4}}[- ]?[0-9]{{4}}(?![0-9]){_EXTENSION}"
    rf"|(?<![0-9])[48]00[- ]?[0-9]{{3,4}}[- ]?[0-9]{{3,4}}(?![0-9]){_EXTENSION}"
)
"""A mobile, a landline with its area code, a firm's 400 number."""
_ABROAD = r"\+[0-9]{1,3}[- ]?[0-9][0-9 -]{5,14}[0-9]"
_MASKED = r"(?<![0-9*])1[0-9]{0,2}\*{3,8}[0-9]{2,4}(?![0-9*])"
_ANY_LONG = rf"(?<![0-9])(?![0-9]{{3,4}}{_MOBILE})[0-9]{{7,40}}(?![0-9]){_EXTENSION}"
_TOLD = rf"(?<=电话|手机)(?:号码?)?[:. ]{{0,3}}[0-9][0-9 -]{{4,18}}[0-9](?![0-9]){_EXTENSION}"
_SPELT = "[零〇一二三四五六七八九]{7,15}"
_PHONE = late_pattern("|".join((_BEHIND_A_ROOM, _IN_GROUPS, _ABROAD, _MASKED, _ANY_LONG, _TOLD, _SPELT)))
_MAYBE_CONTACT = late_pattern("微信|薇信|威信|V信|VX|WX|WECHAT|QQ|扣扣|旺旺")
_CONTACT = late_pattern(
    r"(?:请?加)?(?:[微薇威]信|V信|VX|WX(?!ID)|WECHAT|QQ|扣扣|旺旺)(?:同?号|ID|名)?(?:是|为)?[:. ]{0,3}[A-Z0-9][A-Z0-9_-]{3,30}"
)
"""With its word, so that who stands before the word stands beside the contact: 小黄微信xh6600."""
_HOUR = "(?:[01]?[0-9]|2[0-4])"
_MINUTE = "[0-5][0-9](?![0-9])"
_CLOCK = f"{_HOUR}:{_MINUTE}(?![室房号户])"
_PAST_THE_HOUR = f"(?:半|{_MINUTE}分?)?"
_ABOUT = "[以之]?[前后](?!门)|左右"
_IN_WORDS = rf"(?<![0-9A-Z#-]){_HOUR}点(?=[前后半钟到至以之左送派来 ,.;()-]|{_MINUTE}|$){_PAST_THE_HOUR}"
_BY_THE_CLOCK = rf"(?<![0-9A-Z#元栋幢楼座号层:-])(?:(?<=[午上早晚]){_CLOCK}|{_CLOCK}(?=[- 至到]{{1,2}}{_CLOCK}|{_ABOUT}|[送派来]))"
_UNTIL = rf"(?:[- 至到]{{1,2}}(?:{_HOUR}点{_PAST_THE_HOUR}|{_CLOCK}))?"
_DAY = "(?<![0-9A-Z])(?:1[0-2]|0?[1-9])月(?:[12][0-9]|3[01]|0?[1-9])[日号](?![0-9楼栋幢座院室])"
_TIME = late_pattern(
    rf"(?:{_DAY}|(?:{_IN_WORDS}|{_BY_THE_CLOCK}){_UNTIL})(?:{_ABOUT})?|(?:(?<=[ ,:])[1-9]|(?<=[(共码色款号各买要发寄])(?<![0-9]号)[0-9]{{1,2}})件"
)
"""A day, an hour with its word, or a clock's time where something tells that it is none of building 5, room 12; and how
many goods behind what tells of them: 共2件, but 3栋502件放门口 is a room."""
_LABEL = late_pattern(
    "(?<!打)(?:(?:联系|收[件货]人?|我的|本人)?(?:电话|手机|方式|号码)(?:号码?)?(?:是|为)?|TEL|PHONE|MOBILE)[:. ]{0,3}$"
)
_LONGEST_LABEL = 14
_CODE = late_pattern(r"[\[【［]\s?\d{3,8}\s?[\]】］]|[(（]\d{6}[)）]")


def find_phones(folded: str) -> list[tuple[int, int]]:
    """Where phones stand, extensions included."""
    phones = [found.span() for found in _CONTACT.finditer(folded)] if _MAYBE_CONTACT.search(folded) else []
    if phones:
        folded = blank(folded, phones)
    if not _MAYBE_PHONE.search(folded):
        return phones
    for found in _PHONE.finditer(folded):
        start, end = found.span()
        if start and folded[start - 1] == "(" and folded[end : end + 1] == ")":
            start, end = start - 1, end + 1
        elif folded[start] == "(" and ")" not in folded[start:end]:  # (0731-23011111)
            start, end = (start, end + 1) if folded[end : end + 1] == ")" else (start + 1, end)
        phones.append((start, end))
    return sorted(phones)


def with_labels(folded: str, phones: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The phones together with the words that announce them, so that who stands before 联系电话 stands beside the phone."""
    found: list[tuple[int, int]] = []
    for start, end in phones:
        label = _LABEL.search(folded, max(0, start - _LONGEST_LABEL), start)
        found.append((label.start() if label else start, end))
    return found


def find_times(folded: str) -> list[tuple[int, int]]:
    """Days and times (12月3号前送到, 22点前送, 9:00-18:00) and numbers of goods (2件), which are wishes and no doors."""
    return [match.span() for match in _TIME.finditer(folded)]


def blank(folded: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with the ranges turned into separators, so that nothing else is read from them."""
    for start, end in ranges:
        folded = folded[:start] + "," * (end - start) + folded[end:]
    return folded


def find_codes(text: str) -> list[tuple[int, int]]:
    """Bracketed codes such as [1234], which platforms append for their virtual numbers, and bracketed post codes."""
    return [match.span() for match in _CODE.finditer(text)]
