"""Cells that hold several things of a person: name, phone and address, or two of them.

Only what is certain is taken apart; a cell that can be read in two ways gives None.
"""

from __future__ import annotations

import re

from waybill.intake.cleaning import BETWEEN, CUT
from waybill.patterns import late_pattern

_IN_ONE = late_pattern(
    r"([^\s,，;；:：]{1,40}+)[\s,，;；]{1,3}+(?:86-)?(\+?[\d*^_\-]{7,24}+)[\s,，;；]{1,3}+(\S.*)\Z", re.S
)
_LABELS = late_pattern(
    r"(?:收[件货]人?|联系人?)?(?:姓名|名字|电话|手机号?码?|地址|住址|所在地区|详细地址|联系电话|联系方式)\s*[:：]|(?:收[件货]人|联系人)\s*[:：]"
    r"|(?<![^\W_])(?:收|[Tt][Oo]|(?:所在)?(?:省份?|城?市|区县?|县区?|省市区?县?|地区|区域|街道|乡镇|小区|门牌号?))\s*[:：]|邮(?:政编码|编)\s*[:：]?\s*\d{6}(?!\d)"
    r"|[(（\[【]收[)）\]】]|[(（]?微信同号[)）]?|(?:电话|手机号?码?)(?=\s*[+\d])"
)
_SERIAL = late_pattern(r"\s*(?:\d{1,3}\s*[.、．)）]|[(（]\d{1,3}[)）])\s*(?=[A-Za-z\u3400-\u9fff])")
"""What a list of people's messages numbers them with: 12. 林清秋 13800138000 ..."""
_DASHED = late_pattern(r"(?<=[\u3400-\u9fff])\s*[-—–－]\s*(1[3-9]\d{9})\s*[-—–－]\s*(?=[\u3400-\u9fff])")
"""林清秋-13800138000-浙江省...: dashes on both sides of a number are no extension's."""
_LEFT_OF_LABELS = late_pattern(rf"[{BETWEEN}]*\n[{BETWEEN}]*")
_ANOTHERS = late_pattern(
    r"(?:[寄发][件货]?|退[件货])[人方者]?(?:信息|姓名|电话|手机|地址)?\s*[:：]|(?:sender|from)\s*[:：]", re.I
)
"""What tells in a recipient's cell that somebody else's data stands there too."""
SENDERS_LABEL = late_pattern(
    r"\s*(?:[(（\[【][寄发](?:[件货][人方]?)?[)）\]】]\s*[:：]?|[寄发](?:[件货][人方]?)?(?:信息)?\s*[:：]|[寄发][件货][人方]\s)"
)
"""What a sender's cell begins with."""
MOBILE = late_pattern(r"(?<![\d*])(?:[(（]?(?:\+|00)?86[)）]?[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\d*-])")
"""A mobile number, perhaps in groups and with its country code: group 1 is the number."""
_NAME = late_pattern(r"(?![^,]*(?:[省市区县镇乡村路街号楼室栋店]|小区)\Z)[A-Za-z\u3400-\u9fff·]{2,8}")
_PHONE = late_pattern(
    r"(?<![\d*])(?:[(（]?(?:\+|00)?86[)）]?[ -]?)?(?P<number>1[3-9]\d[ -]?\d{4}[ -]?\d{4}|1\d{10,11}(?=-\d{4})|1\d{0,2}\*{4,8}\d{2,4}|\d{3}\^_\^\d{4}"
    r"|95\d{8,15}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4})"
    r"(?:(?:[-－—]|\s?(?:[转轉](?:分[机機])?|分[机機]|ext\.?)[号號]?[\s:：]{0,2}|[\[［【])(?P<extension>\d{3,6})[\]］】]?| (?P<four>\d{4}))?(?![\d*])",
    re.I,
)
"""A whole phone, masked ones included, with the extension behind it."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_BEFORE_PHONE, _BEHIND_PHONE = BETWEEN + ":：-－—_+(（<", BETWEEN + ":：-－—_+)）>"
_BRACKETED = late_pattern(r"\s*[(（]([^()（）]+)[)）]\s*")
_ONLY_NAME = late_pattern(r"[^\d,，;；:：]{1,40}(?:[\[［【]\d{3,6}[\]］】])?")
"""What may stand beside a phone as its person's name, perhaps with the extension of a virtual number."""
SHORTEST_ADDRESS = 6
"""Characters that an address has at the least."""
_ENDS_ADDRESS = late_pattern(r"[\dA-Za-z号室楼层幢栋座单元路街巷弄村店院园苑厦城场]\Z")
"""What stands before a number that is not somebody else's (业务员:徐永 188..., 客服电话 188...)."""


def apart(text: str) -> tuple[str, str, str] | None:
    """(name, phone, address) of a cell that has all three; None where it isn't certain which is which, or whose."""
    if _ANOTHERS.search(text):
        return None
    serial = _SERIAL.match(text)
    text = _DASHED.sub(r"\n\1\n", text[serial.end() :] if serial else text)
    found = _apart(_LABELS.sub("\n", text).strip(BETWEEN))
    return (*found[:2], _LEFT_OF_LABELS.sub(" ", found[2])) if found else None


def _apart(text: str) -> tuple[str, str, str] | None:
    """The same of a cell in which a line's end stands for each label; there may be some left in the address."""
    found = _IN_ONE.match(text)
    if found and (_NAME.fullmatch(found[1]) or not _NAME.fullmatch(found[3])):
        return _with_second_number(found[1].strip(), found[2].strip(), found[3].strip())
    mobiles = list(MOBILE.finditer(text))
    if len(mobiles) != 1:
        return None
    number = _PHONE.match(text, mobiles[0].start())
    extension, end = (
        (number["extension"], number.end()) if number and number["extension"] else ("", mobiles[0].end())
    )
    before, after = text[: mobiles[0].start()].strip(BETWEEN), text[end:].strip(BETWEEN)
    if not before or not after:
        cuts = list(CUT.finditer(before or after))
        if not cuts:
            return None
        whole = before or after
        before, after = whole[: cuts[0].start()], whole[cuts[0].end() :]
        if not _NAME.fullmatch(before):
            before, after = whole[: cuts[-1].start()], whole[cuts[-1].end() :]
    name, address = (before, after) if _NAME.fullmatch(before) else (after, before)
    if not _NAME.fullmatch(name) or len(address) < SHORTEST_ADDRESS:
        return None
    return name, f"{mobiles[0][1]}-{extension}" if extension else mobiles[0][1], address


def _with_second_number(name: str, phone: str, address: str) -> tuple[str, str, str] | None:
    """The same, with a second number before or behind the address as the phone's second; None where one stands within it,
    as another person's would."""
    others = list(_PHONE.finditer(address))
    if not others:
        return name, phone, address
    before, behind = address[: others[0].start()].strip(BETWEEN), address[others[-1].end() :].strip(BETWEEN)
    if len(others) > 1 or bool(before) == bool(behind) or (before and not _ENDS_ADDRESS.search(before)):
        return None
    return name, f"{phone}/{others[0][0].strip(BETWEEN)}", before or behind


def name_and_phone(text: str) -> tuple[str, str] | None:
    """(name, phone) of a cell that has both and nothing else, as ``林清秋 13800138000``; None where that isn't certain."""
    text = _LABELS.sub(",", text.translate(_DIGITS)).strip(BETWEEN)
    numbers = list(_PHONE.finditer(text))
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before, behind = text[: number.start()], text[number.end() :]
    bracketed = _BRACKETED.fullmatch(behind)
    sides = before.rstrip(_BEFORE_PHONE), bracketed[1] if bracketed else behind.strip(_BEHIND_PHONE)
    name = "".join(sides)
    if all(sides) or not _ONLY_NAME.fullmatch(name):
        return None
    touches = sides[0] == before and sides[1] == behind
    pieces = name.split()
    if (touches or len(pieces) > 1) and not (_NAME.fullmatch("".join(pieces)) or name.isascii()):
        return None
    extension = number["extension"] or number["four"]
    return name, f"{number['number']}-{extension}" if extension else number["number"]


def is_phone(text: str) -> bool:
    """Whether a cell is one whole phone and nothing else."""
    return _PHONE.fullmatch(text.translate(_DIGITS)) is not None
