"""The steps by which a profile takes composite cells apart and puts parts together.

Only what is certain is done here; a cell that can be read in two ways stays as it is and fails a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from waybill.intake.cleaning import NOTHING, ascii_number, told_once
from waybill.intake.columns import AT, FIELDS, Step
from waybill.intake.composite import (
    SENDERS_LABEL,
    apart,
    is_phone,
    name_and_phone,
)
from waybill.intake.steps_changed import changed, changed_cell
from waybill.intake.virtual import FLAGS
from waybill.patterns import late_pattern

_NO_PREFIX = late_pattern(r"no\s*[:：.]\s*", re.I)
_POSTCODE = late_pattern(r"\s*[(（\[【]\s*\d{6}\s*[)）\]】]\s*\Z")
_REGION = late_pattern(
    r"(\S{2,8}(?:省|市|自治区|特别行政区)) +(\S{2,12}) +(\S{2,14}?)"
    r"(?: +(\S{2,12}(?:街道|镇|乡|苏木)))? +(\S.*)\Z",
    re.S,
)
_CARRIER_NUMBER = late_pattern(r"([^\-:：,，;；_ ]{2,20})[-:：_ ]{1,3}([0-9A-Za-z]{6,30})\Z")
_CALLED = late_pattern(r"1[3-9]\d{9}|95\d{8,15}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4}")
"""A whole number to which an extension can belong."""
_OF_FOUR, _OF_AN_OFFICE = late_pattern(r"\d{4,6}"), late_pattern(r"\d{1,6}")
"""Extensions of virtual numbers, whose zeros a spreadsheet drops, and of switchboards."""
_IN_REMARK = late_pattern(
    r"(?:运单|快递|物流|面单)(?:单?号|编号)?\s*[:：]?\s*([A-Z]{0,4}[0-9]{8,18}[A-Z]{0,2})(?![0-9A-Za-z])"
)


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
        beside = at != address and values[address]  # which has a cell of its own
        both = name_and_phone(values[at]) if beside else None
        found = (*both, values[address]) if both else apart(values[at])
        if not found or (beside and not any(map(str.isalpha, found[2]))):  # a second number is no address
            return
        if at == address and (values[name] or found[0]) != found[0]:
            values[phone] = found[1]
            return
        values[name] = values[name] or found[0]
        if values[name] == found[0]:
            _take_number(values, phone, tel, found[1])
        if at == address or not values[address]:
            values[address] = found[2]

    return step


def _sender_in_one(at: int) -> Step:
    """The sender's name and phone, perhaps his address, in one cell, where none of them has a cell of its own."""
    parts = [AT[f"sender_{part}"] for part in ("name", "phone", "address")]

    def step(values: list[str]) -> None:
        if values[at] and not any(values[part] for part in parts):
            label = SENDERS_LABEL.match(values[at])
            text = values[at][label.end() :] if label else values[at]
            found = apart(text) or (*(name_and_phone(text) or ("", "")), "")
            for part, value in zip(parts, found, strict=True):
                values[part] = value

    return step


def _name_and_phone(at: int) -> Step:
    """Name and phone in one cell, for those that have no cell of their own; where only one of them stands there, it is told
    to be that one.  A phone beside another name is somebody else's; one beside the phone's own cell is a second one."""
    who = FIELDS[at].removesuffix("_name_phone")
    name, phone, tel = AT[f"{who}_name"], AT[f"{who}_phone"], AT[f"{who}_tel"]

    def step(values: list[str]) -> None:
        text = values[at]
        if not text:
            return
        found = name_and_phone(text)
        if not found and not any(map(str.isdigit, text)):
            found = text, ""
        elif not found and is_phone(text):
            found = "", text
        if found and (not found[0] or values[name] in ("", found[0])):
            values[name] = values[name] or found[0]
            _take_number(values, phone, tel, found[1])

    return step


def _take_number(values: list[str], phone: int, tel: int, number: str) -> None:
    """A number that stood beside its person's name: the phone where that is blank, else the second number."""
    at = tel if values[phone] not in ("", number) else phone
    values[at] = values[at] or number


def phone_beside_name(values: list[str]) -> None:
    """The phone that stands behind or before the recipient's name, where its own cell is blank or missing."""
    name, phone = AT["recipient_name"], AT["recipient_phone"]
    if values[phone] or values[AT["recipient_tel"]] or not any(map(str.isdigit, values[name])):
        return
    if values[AT["recipient_virtual"]].upper() in FLAGS and (found := name_and_phone(values[name])):
        values[name], values[phone] = found


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


def _address_part(word: str, told: str, at: int) -> Step:
    """A part of an address that has a cell of its own (楼栋) behind the address, unless that tells it; a bare number with
    the part's word."""
    address = AT["recipient_address"]

    def step(values: list[str]) -> None:
        first, part = values[address], values[at]
        whole = part + word if part.isascii() else part
        if first and part and whole not in first and not re.search(told, first):
            values[address] = first + whole

    return step


def _extension(at: int) -> Step:
    """An extension in a cell of its own (分机号), behind the number that is called: a virtual one, else a switchboard's.
    One that can't be its stays in its cell, too, and fails a rule."""
    virtual, phone, tel = (AT[f"recipient_{kind}"] for kind in ("virtual", "phone", "tel"))

    def step(values: list[str]) -> None:
        told = ascii_number(values[at])
        there = [each for each in (virtual, phone, tel) if values[each].upper() not in FLAGS]
        if not told.strip("0") or not there:
            values[at] = ""
            return
        offices = [each for each in there if values[each][0] in "048"] if there[0] != virtual else []
        whose = (offices or there)[0]
        number = ascii_number(values[whose])
        if "*" in number or re.search(rf"\D{re.escape(told)}\Z", number):
            values[at] = ""
            return
        values[whose] = f"{number}-{told}"
        if _CALLED.fullmatch(number) and (_OF_AN_OFFICE if number[0] in "048" else _OF_FOUR).fullmatch(told):
            values[at] = ""

    return step


def _second_number(at: int) -> Step:
    """A second waybill number beside the first (快递单号2): the parcel's where the first is blank; of two, each belongs to
    a parcel of its own, which the number's rule tells."""
    waybill_no = AT["waybill_no"]

    def step(values: list[str]) -> None:
        if values[at] and values[at] != values[waybill_no]:
            values[waybill_no] = "/".join(filter(None, (values[waybill_no], values[at])))

    return step


def _further_number(at: int) -> Step:
    """A third number behind the second, for the order to be found by; alone it does not tell whom it calls."""
    phone, tel = AT["recipient_phone"], AT["recipient_tel"]

    def step(values: list[str]) -> None:
        if values[at] and (values[phone] or values[tel]) and values[at] not in (values[phone], values[tel]):
            values[tel] = "/".join(filter(None, (values[tel], values[at])))

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
    "sender-in-one": _sender_in_one,
    "name-and-phone": _name_and_phone,
    "carrier-waybill": _carrier_waybill,
    "waybill-in-remark": _waybill_in_remark,
    "name-parts": _name_parts,
    "second-line": _second_line,
    "estate": partial(_address_part, "", r"\Z(?!\Z)"),
    "building": partial(_address_part, "栋", "[栋幢座]|号楼"),
    "unit": partial(_address_part, "单元", "单元"),
    "changed": changed,
    "changed-cell": changed_cell,
    "extension": _extension,
    "second-number": _second_number,
    "further-number": _further_number,
    "grams": partial(_in_unit, "g"),
    "half-kilograms": partial(_in_unit, "斤"),
}


@lru_cache(maxsize=64)
def steps(clean: tuple[tuple[str, str], ...]) -> tuple[Step, ...]:
    """A profile's cleaning as functions that change a row's values in place."""
    return tuple(_MAKERS[step](AT[column]) for column, step in clean)
