"""Cells made clean: marks that programs put around text, and profile steps that take composite cells apart.

Only what is certain is done here: a mark is removed, a number never made up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial

from waybill.intake.carriers import shapes
from waybill.intake.columns import AT, FIELDS, NOTHING_SEEN
from waybill.patterns import late_pattern

_FORMULA_TEXT = late_pattern(r'=\s*"(.*)"\s*\Z', re.S)
_MARKED = late_pattern(
    rf"[0-9A-Z=+\-@#$~*＝＋－＠﹦﹢﹣﹫\s{''.join(map(chr, NOTHING_SEEN))}\u3400-\u9fff]|null\Z|\Z"
)
"""What stands behind an apostrophe that makes a cell text: also all that the rejects file puts one before."""
_QUOTED = late_pattern(r'"([^"]*+)"\Z')
_EDGES = " \t\r\n\u3000\xa0"
_BLANKS = str.maketrans(dict.fromkeys("\t\n\x0b\x0c\r\u3000\xa0\u2002\u2003\u2009\u202f", " "))
NOTHING = frozenset({"Null", "None", "NaN", "Undefined", "无", "暂无", "没有", "－", "/", "／"}).union(*(
    (word, word.upper())
    for word in ("null", "(null)", "none", "nil", "nan", "undefined", "n/a", "na", "<na>", "\\n")
), ("-" * count for count in range(1, 9)), ("—" * count for count in range(1, 5)))  # fmt: skip
"""What stands in a cell that has nothing, as programs and people write it; Na and Nan are names."""
ENTITY = late_pattern(r"&(?:amp|lt|gt|quot|apos|nbsp|ensp|emsp|middot|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
"""A character as HTML writes it, which shops' exports of web pages leave in names, goods and addresses."""
_NO_PREFIX = late_pattern(r"no\s*[:：.]\s*", re.I)
_POSTCODE = late_pattern(r"\s*[(（\[【]\s*\d{6}\s*[)）\]】]\s*\Z")
_REGION = late_pattern(
    r"(\S{2,8}(?:省|市|自治区|特别行政区)) +(\S{2,12}) +(\S{2,14}?)"
    r"(?: +(\S{2,12}(?:街道|镇|乡|苏木)))? +(\S.*)\Z",
    re.S,
)
_IN_ONE = late_pattern(
    r"([^\s,，;；]{1,40}+)[\s,，;；]{1,3}+(?:86-)?(\+?[\d*^_\-]{7,24}+)[\s,，;；]{1,3}+(\S.*)\Z", re.S
)
_BETWEEN = " \t\r\n\u3000,，;；、/|"
_CUT = late_pattern(rf"[{_BETWEEN}]+")
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
_LABELS = late_pattern(
    r"(?:收[件货]人?|联系人?)?(?:姓名|电话|手机号?码?|地址|所在地区|详细地址|联系电话)\s*[:：]|(?:收[件货]人|联系人)\s*[:：]"
)
_MOBILE = late_pattern(r"(?<![\d*])(?:\+?86-?)?(1[3-9]\d{9})(?![\d*-])")
_NAME = late_pattern(r"(?![^,]*(?:[省市区县镇乡村路街号楼室栋店]|小区)\Z)[A-Za-z\u3400-\u9fff·]{2,8}")
_ONE_PHONE = late_pattern(
    r"(?:(?:\+|00)?86-?)?(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})\Z|\d{7,8}\Z|[48]00-?\d{3}-?\d{4}\Z"
)
_EXTENDED = late_pattern(r"(1\d\d ?\d{4} ?\d{4}) (\d{4})\Z")
_IN_GROUPS = late_pattern(r"(?<![\d*-])((?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}) (?=[+\d])")
"""A whole mobile in groups, and behind it another number."""
_BETWEEN_PHONES = late_pattern(r"(?<=[\d*]{7}) (?=[\d+])")
_SHORTEST_ADDRESS = 6
_DIVISIONS = ("province", "city", "district", "town")
_NAMED_NUMBER = late_pattern(
    r"[\[(【]?([\u3400-\u9fffA-Z&]{2,8}?)(?:\([A-Z]{2,10}\))?[\])】]?[.:_-]{0,2}(?=[0-9A-Z]{8,30}\Z)"
)
_NUMBER_NAMES = frozenset({"NO", "运单号", "快递单号", "物流单号", "面单号", "运单", "快递", "单号"})
_CARRIER_NUMBER = late_pattern(r"([^\-:：,，;；_ ]{2,20})[-:：_ ]{1,3}([0-9A-Za-z]{6,30})\Z")
_IN_REMARK = late_pattern(
    r"(?:运单|快递|物流|面单)(?:单?号|编号)?\s*[:：]?\s*([A-Z]{0,4}[0-9]{8,18}[A-Z]{0,2})(?![0-9A-Za-z])"
)

Step = Callable[[list[str]], None]


def unmark(text: str) -> str:
    """Without what makes a spreadsheet keep a cell as text: ``="123"`` and ``'123`` become ``123``; nor quotes around
    all of it, which stood behind a blank or twice."""
    text = text.strip(_EDGES)
    if text.startswith("'") and not text.endswith("'", 1) and _MARKED.match(text, 1):
        text = text[1:]
    if text.startswith("="):
        found = _FORMULA_TEXT.match(text)
        if found:
            text = found[1].replace('""', '"')
    elif text.startswith('"') and (quoted := _QUOTED.match(text)):
        text = quoted[1]
    return text.strip(_EDGES)


def is_marked(text: str) -> bool:
    """Whether a raw cell says itself that it is text, so that no spreadsheet can have rounded it."""
    text = text.strip(_EDGES)
    return text.startswith(("'", '="'))


def visible(text: str) -> str:
    """Without characters that nobody sees (zero-width, direction marks); every kind of blank and line break
    as one blank; what a web page's text writes by name (``&nbsp;``) as it is."""
    if "&" in text:
        text = ENTITY.sub(_unescaped, text)
    seen = text.translate(NOTHING_SEEN)
    if "\n" in seen or "\r" in seen or "\t" in seen:
        return " ".join(seen.split())
    return seen.translate(_BLANKS).strip()


def _unescaped(entity: re.Match[str]) -> str:
    from html import unescape

    return unescape(entity[0])


def content(cell: str) -> str:
    """What a cell tells: visible, without marks; "" where it says that there is nothing."""
    text = visible(unmark(cell))
    return "" if text in NOTHING else text


def ascii_number(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, without blanks, letters in capitals: for numbers of all
    kinds."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(NOTHING_SEEN)
    return "".join(text.split()).upper()


def named_number(number: str) -> tuple[str, str]:
    """(carrier, waybill number) of a cell that names one of the two before the number (``No:YT…``, ``中通快递:7…``,
    as :func:`ascii_number` gives it); ("", the cell) where it does not."""
    found = _NAMED_NUMBER.match(number)
    if found and (found[1] in _NUMBER_NAMES or found[1] in shapes()):
        return found[1] if found[1] in shapes() else "", number[found.end() :]
    return "", number


def told_once(text: str) -> str:
    """A cell without separators around what it tells, and that once where it is told again (``YT…,YT…``); the cell as it
    is where it tells more."""
    parts = set(_CUT.split(text)) - {""}
    return parts.pop() if len(parts) == 1 else text


def phone_number(text: str) -> str:
    """A phone as :func:`ascii_number` gives it, but never one number made of two: a second number stands behind
    ``/``, an extension behind a hyphen."""
    if len(text.split()) < 2 or _ONE_PHONE.match(ascii_number(text)):
        return ascii_number(text)
    apart = " ".join(map(ascii_number, text.split()))
    extended = _EXTENDED.match(apart)
    if extended:
        return f"{extended[1]}-{extended[2]}".replace(" ", "")
    return _BETWEEN_PHONES.sub("/", _IN_GROUPS.sub(r"\1/", apart)).replace(" ", "")


def _no_prefix(at: int) -> Step:
    def step(values: list[str]) -> None:
        values[at] = _NO_PREFIX.sub("", values[at], count=1) if values[at][:2].lower() == "no" else values[at]

    return step


def _null(at: int) -> Step:
    def step(values: list[str]) -> None:
        if values[at] in NOTHING:
            values[at] = ""

    return step


def _postcode(at: int) -> Step:
    def step(values: list[str]) -> None:
        if values[at][-1:] in ")）]】":
            values[at] = _POSTCODE.sub("", values[at])

    return step


def _region_blanks(at: int) -> Step:
    """``省 市 区 [街道] 地址`` in one cell, blanks between: apart, where the parts have no columns of their
    own."""
    who = "recipient" if at == AT["recipient_address"] else "sender"
    province, city, district, town = (
        AT[f"{who}_{part}"] for part in ("province", "city", "district", "town")
    )

    def step(values: list[str]) -> None:
        if values[province] or values[city] or values[district]:
            return
        found = _REGION.match(values[at])
        if found:
            values[province], values[city], values[district] = found[1], found[2], found[3]
            values[town] = found[4] or values[town]
            values[at] = found[5]

    return step


def _recipient_in_one(at: int) -> Step:
    """``姓名，86-手机，省 市 区 地址`` in one cell; fields that have a cell of their own stay as they are.

    An address beside name and phone in cells of their own stays whole, whatever else it tells: what looks like a name in
    it may be a town.
    """
    name, phone, address = AT["recipient_name"], AT["recipient_phone"], AT["recipient_address"]
    tel = AT["recipient_tel"]

    def step(values: list[str]) -> None:
        own_phone = values[phone] or values[tel]
        if at == address and values[name] and own_phone:
            return
        found = apart(values[at])
        if not found:
            return
        if at == address and (values[name] or found[0]) != found[0]:
            values[phone] = found[1]
            return
        values[name] = values[name] or found[0]
        values[phone] = values[phone] or found[1]
        if at == address or not values[address]:
            values[address] = found[2]

    return step


def apart(text: str) -> tuple[str, str, str] | None:
    """(name, phone, address) of a cell that has all three; None where it isn't certain which is which."""
    text = _LABELS.sub(",", text).strip(_BETWEEN)
    found = _IN_ONE.match(text)
    if found and (_NAME.fullmatch(found[1]) or not _NAME.fullmatch(found[3])):
        return found[1].strip(), found[2].strip(), found[3].strip()
    mobiles = list(_MOBILE.finditer(text))
    if len(mobiles) != 1:
        return None
    before, after = text[: mobiles[0].start()].strip(_BETWEEN), text[mobiles[0].end() :].strip(_BETWEEN)
    if not before or not after:
        cuts = list(_CUT.finditer(before or after))
        if not cuts:
            return None
        whole = before or after
        before, after = whole[: cuts[0].start()], whole[cuts[0].end() :]
        if not _NAME.fullmatch(before):
            before, after = whole[: cuts[-1].start()], whole[cuts[-1].end() :]
    name, address = (before, after) if _NAME.fullmatch(before) else (after, before)
    if not _NAME.fullmatch(name) or len(address) < _SHORTEST_ADDRESS:
        return None
    return name, mobiles[0][1], address


def _carrier_waybill(at: int) -> Step:
    """快递信息: ``中通快递-78885366724825``.  Several numbers in one cell stay as they are and fail the
    number's rule."""
    carrier, waybill_no = AT["carrier"], AT["waybill_no"]

    def step(values: list[str]) -> None:
        if not values[at]:
            return
        text = told_once(values[at])
        found = _CARRIER_NUMBER.match(text)
        if found:
            values[carrier] = values[carrier] or found[1].strip()
            values[waybill_no] = values[waybill_no] or found[2]
        else:
            values[waybill_no] = values[waybill_no] or text

    return step


def _waybill_in_remark(at: int) -> Step:
    """The seller's remark names the waybill number (``运单 JDX509661902827``), once."""
    waybill_no = AT["waybill_no"]

    def step(values: list[str]) -> None:
        if values[at] and not values[waybill_no]:
            found = set(_IN_REMARK.findall(values[at]))
            values[waybill_no] = ";".join(sorted(found))

    return step


def _name_parts(at: int) -> Step:
    """Family name and given name in two cells: together, as people write them, where the name has no cell of its own."""
    name, family, given = AT["recipient_name"], AT["recipient_family"], AT["recipient_given"]

    def step(values: list[str]) -> None:
        if values[name] or not values[at]:
            return
        parts = [part for part in (values[family], values[given]) if part]
        if " ".join(parts).isascii():
            values[name] = " ".join(reversed(parts))
        else:
            values[name] = parts[-1] if parts[-1].startswith(parts[0]) else "".join(parts)

    return step


def _second_line(at: int) -> Step:
    """The second line of an address (门牌号) behind the first, unless that ends with it; a door alone is no address."""
    address = AT["recipient_address"]

    def step(values: list[str]) -> None:
        first, second = values[address], values[at]
        if not first or not second or (first.endswith(second) and not first[: -len(second)][-1:].isdigit()):
            return
        between = " " if (first[-1] + second[0]).isascii() else ""
        values[address] = first + between + second

    return step


def _changed(at: int) -> Step:
    """An address that the buyer has changed after all (修改后的收货地址): instead of the first one and its door, with the name
    and phone before it; the first one's place goes, and its divisions where the new one tells its own."""
    whole = at == AT["recipient_all_new"]
    address, name, phone = AT["recipient_address"], AT["recipient_name"], AT["recipient_phone"]
    tel = AT["recipient_tel"]
    place = [AT[part] for part in ("recipient_address_2", "lon", "lat", "height_m")]
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
            values[name] = values[phone] = values[tel] = ""
            values[AT["recipient_all"]], new = new, ""
        values[address] = new
        for old in place + divisions if elsewhere or TELLS_DIVISION.match(new) else place:
            values[old] = ""

    return step


def _is_address(text: str) -> bool:
    return len(text) >= _SHORTEST_ADDRESS and _DETAIL.search(text) is not None


def _changed_cell(at: int) -> Step:
    """A name, perhaps with its phone, a phone or a division that was changed (改后收件人), instead of the first one; a phone
    takes the place of all numbers of the one before."""
    first = AT[FIELDS[at].removesuffix("_new")]
    phone = AT["recipient_phone"]
    others = [AT[each] for each in ("recipient_tel", "recipient_virtual", "recipient_virtual_until")]

    def step(values: list[str]) -> None:
        new = values[at]
        if not new or _UNCHANGED.search(new):
            return
        values[first] = new
        number = _MOBILE.search(new) if first == AT["recipient_name"] else None
        if number:
            values[first], values[phone] = new.replace(number[0], "").strip(_BETWEEN), number[1]
        if number or first == phone:
            for old in others:
                values[old] = ""

    return step


def _second_number(at: int) -> Step:
    """A second waybill number beside the first (快递单号2): the parcel's where the first is blank; of two, each belongs to
    a parcel of its own, which the number's rule tells."""
    waybill_no = AT["waybill_no"]

    def step(values: list[str]) -> None:
        if values[at] and values[at] != values[waybill_no]:
            values[waybill_no] = "/".join(filter(None, (values[waybill_no], values[at])))

    return step


def _in_unit(unit: str, at: int) -> Step:
    """A weight in a unit that the header tells (重量(g)): with it behind, unless a cell has one of its own."""

    def step(values: list[str]) -> None:
        if values[at] and ascii_number(values[at])[-1:].isdigit():
            values[at] += unit

    return step


_MAKERS: dict[str, Callable[[int], Step]] = {
    "no-prefix": _no_prefix,
    "null": _null,
    "postcode": _postcode,
    "region-blanks": _region_blanks,
    "recipient-in-one": _recipient_in_one,
    "carrier-waybill": _carrier_waybill,
    "waybill-in-remark": _waybill_in_remark,
    "name-parts": _name_parts,
    "second-line": _second_line,
    "changed": _changed,
    "changed-cell": _changed_cell,
    "second-number": _second_number,
    "grams": partial(_in_unit, "g"),
    "half-kilograms": partial(_in_unit, "斤"),
}


@lru_cache(maxsize=64)
def steps(clean: tuple[tuple[str, str], ...]) -> tuple[Step, ...]:
    """A profile's cleaning as functions that change a row's values in place."""
    return tuple(_MAKERS[step](AT[column]) for column, step in clean)
