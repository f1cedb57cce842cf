"""The steps for what a buyer has changed after all (修改后的收货地址, 改后收件人): it goes before what the order had at first."""

from __future__ import annotations

import re

from waybill.intake.cleaning import BETWEEN
from waybill.intake.columns import ADDRESS_PARTS, AT, FIELDS, Step
from waybill.intake.composite import MOBILE, SHORTEST_ADDRESS, apart
from waybill.patterns import late_pattern

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门"
)
_NOT_WITHIN = r"\W\d路街巷村号栋"
TELLS_DIVISION = late_pattern(
    rf"(?:中国)?(?:{_PROVINCES})(?:[省市\s,，]|壮族|回族|维吾尔|自治区|特别行政区|[^{_NOT_WITHIN}大]{{2,7}}?(?<!小)[市区县州盟旗])"
    rf"|(?:[\u4e00-\u9fff][城都]|[^{_NOT_WITHIN}]{{1,6}}?[^{_NOT_WITHIN}城都超夜早菜])市(?![场区民政郊口])"
)
"""How an address begins that tells its province or city; 解放路城市花园 and 永辉超市旁 do not."""
_DETAIL = late_pattern(r"[路街道巷弄村屯镇乡区县市省旗号栋幢楼室苑园座里湾]")
_UNCHANGED = late_pattern(
    r"修改|变更|[与同]原|原地址|未改|一致|相同|不变|同上|\A(?:[是否]|yes|no|true|false|[yn01])\Z", re.I
)
"""What people write into a column for what is changed, where nothing is: 无需修改, 与原地址一致, 否."""
_DIVISIONS = ("province", "city", "district", "town")
_OTHER_NUMBERS = [AT[each] for each in ("recipient_tel", "recipient_virtual", "recipient_virtual_until")]
"""What a number that was changed takes the place of, beside the phone: the label is not to be found by it."""


def changed(at: int) -> Step:
    """An address that the buyer has changed after all (修改后的收货地址): instead of the first one and its door, with the name
    and phone before it; the first one's place goes, and its divisions where the new one tells its own."""
    whole = at == AT["recipient_all_new"]
    address, name, phone = AT["recipient_address"], AT["recipient_name"], AT["recipient_phone"]
    place = [AT[part] for part in (*ADDRESS_PARTS, "lon", "lat", "height_m")]
    divisions = [AT[f"recipient_{part}"] for part in _DIVISIONS]
    told = [AT[f"recipient_{part}_new"] for part in _DIVISIONS[:2]]

    def step(values: list[str]) -> None:
        new = values[at]
        elsewhere = any(values[part] for part in told)
        if not new or _UNCHANGED.search(new) or not (elsewhere or whole or _is_address(new)):
            return
        found = apart(new)
        if found:
            values[name], values[phone], new = found
        elif whole:  # which then stays as it is, and fails the recipient's rule
            values[name] = values[phone] = ""
            values[AT["recipient_all"]], new = new, ""
        for old in _OTHER_NUMBERS if found or whole else ():
            values[old] = ""
        values[address] = new
        for old in place + divisions if elsewhere or TELLS_DIVISION.match(new) else place:
            values[old] = ""

    return step


def _is_address(text: str) -> bool:
    return len(text) >= SHORTEST_ADDRESS and _DETAIL.search(text) is not None


def changed_cell(at: int) -> Step:
    """A name, perhaps with its phone, a phone or a division that was changed (改后收件人), instead of the first one; a phone
    takes the place of all numbers of the one before."""
    first = AT[FIELDS[at].removesuffix("_new")]
    phone = AT["recipient_phone"]

    def step(values: list[str]) -> None:
        new = values[at]
        if not new or _UNCHANGED.search(new):
            return
        values[first] = new
        number = MOBILE.search(new) if first == AT["recipient_name"] else None
        if number:
            values[first], values[phone] = new.replace(number[0], "").strip(BETWEEN), number[1]
        if number or first == phone:
            for old in _OTHER_NUMBERS:
                values[old] = ""

    return step
