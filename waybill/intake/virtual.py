"""Virtual numbers (隐私号): which phone a party has, and whether the source says that it is one."""

from __future__ import annotations

import re

from waybill.intake.cleaning import ascii_number
from waybill.patterns import late_pattern

_TO_EXTENSION = r"(?:[转轉]|[转轉]?(?:分[机機]|ext\.?)[号號]?)[\s:：]{0,2}"
_NUMBER_AND_EXTENSION = (
    rf"(1\d{{10,11}})(?:[-,#_]?{_TO_EXTENSION}|[-,#_])?(?:(?<=\D)|(?=[\[【(]))[\[【(]?(\d{{4}})"
)
_EXTENDED = late_pattern(rf"(?:\+?86-?)?{_NUMBER_AND_EXTENSION}[\]】)]?\Z", re.I)
"""A number with the extension that virtual numbers have, however it is written behind."""
_EXTENDED_WITHIN = late_pattern(
    rf"(?<!\d){_NUMBER_AND_EXTENSION}(?![\]】)]?-?\d|[/.]\d\d?(?!\d)|[年室号])", re.I
)
"""The same beside other things; an area code, a year and a door are no extension."""
_NAMES_EXTENSION = late_pattern(
    rf"(?<=\S)[\s,，]?(?:[\[［【(（]?{_TO_EXTENSION}(\d{{3,6}})[\]］】)）]?|[\[［【](\d{{3,6}})[\]］】]|[(（\-－—](\d{{4}})[)）]?)\Z",
    re.I,
)
"""The extension of a virtual number behind its name, as platforms write it: 林清秋[7804], 林清秋转7804.  Round brackets
and a hyphen (the last group) are before doors as well: an extension only of what is told to be a virtual number."""
_DOUBTFUL = 3
MAY_END_EXTENSION = frozenset("0123456789０１２３４５６７８９])］】）")
_WITHOUT_EXTENSION = late_pattern(r"\D*(?:86-?)?(?:1[3-9]\d-?\d{4}-?\d{4}|95\d{8,15})(?=\D*\Z)")

YES = frozenset((
    "是", "Y", "YES", "TRUE", "1", "有", "隐私", "虚拟", "隐私号", "虚拟号", "隐私号码", "虚拟号码", "隐私面单",
    "启用", "已启用", "开启", "已开启",
))  # fmt: skip
NO = frozenset((
    "", "否", "N", "NO", "FALSE", "0", "无", "不是", "真实", "真实号", "真实号码", "普通", "普通号码",
    "未启用", "未开启", "关闭", "已关闭",
))  # fmt: skip
FLAGS = YES | NO
"""What a column of virtual numbers holds beside numbers: whether the phone is one."""

Values = dict[str, str]


def take_phone(values: Values, who: str, virtual_extension: bool) -> bool:
    """Settle which phone a party has; True where the source says that it is a virtual number (隐私号).

    The source says so by a column of its own (a number, or yes), or for numbers with an extension by the day until
    which the virtual number is good, or by its profile: the extension may stand behind the name then.  The numbers
    that are not taken stay as the second (``*_tel``).
    """
    phone, tel, told = f"{who}_phone", f"{who}_tel", values[f"{who}_virtual"]
    if not values[phone]:
        values[phone], values[tel] = values[tel], ""
    if told in NO:
        extended = _EXTENDED.match(values[phone])
        if extended:
            is_virtual = virtual_extension or (not told and values[f"{who}_virtual_until"] != "")
            values[phone] = f"{extended[1]}-{extended[2]}" if is_virtual else values[phone]
            return is_virtual
        return virtual_extension and _extended_by_name(values, who, told_virtual=False)
    if told not in YES:
        values[tel] = "/".join(filter(None, (values[phone], values[tel])))
        values[phone] = told
    _extended_by_name(values, who, told_virtual=True)
    return bool(values[phone])


def may_be_virtual(values: Values, who: str) -> bool:
    """Whether a party's phone looks like a virtual number of which the source does not say whether it is one."""
    phone = values[f"{who}_phone"]
    return not values[f"{who}_virtual"] and bool(_EXTENDED.match(phone) or _EXTENDED_WITHIN.search(phone))


def _extended_by_name(values: Values, who: str, *, told_virtual: bool) -> bool:
    """Give a phone that has no extension the one behind its party's name, and take it from there; whether there was
    one."""
    name, phone = values[f"{who}_name"], values[f"{who}_phone"]
    found = _NAMES_EXTENSION.search(name) if name[-1:] in MAY_END_EXTENSION else None
    number = _WITHOUT_EXTENSION.match(phone) if found else None
    if not found or not number or (found.lastindex == _DOUBTFUL and not told_virtual):
        return False
    values[f"{who}_name"] = name[: found.start()]
    values[f"{who}_phone"] = f"{number[0]}-{ascii_number(found[found.lastindex or 0])}"
    return True
