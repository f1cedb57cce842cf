"""The steps that take composite cells apart: several facts in one cell, each to the column that is its own.

Only what is certain is done here; a cell that can be read in two ways stays as it is and fails a rule.
"""

from __future__ import annotations

import re

from waybill.intake.carriers import shapes
from waybill.intake.cleaning import told_once
from waybill.intake.columns import AT, FIELDS, Step
from waybill.intake.composite import SENDERS_LABEL, apart, is_phone, name_and_phone
from waybill.intake.virtual import FLAGS
from waybill.patterns import late_pattern

_REGION = late_pattern(
    r"(\S{2,8}(?:省|市|自治区|特别行政区)) +(\S{2,12}) +(\S{2,14}?)"
    r"(?: +(\S{2,12}(?:街道|镇|乡|苏木)))? +(\S.*)\Z",
    re.S,
)
_CARRIER_NUMBER = late_pattern(r"([^\-:：,，;；_ ]{2,20})[-:：_ ]{1,3}([0-9A-Za-z]{6,30})\Z")
_NUMBER_AMONG = late_pattern(r"(?<![0-9A-Za-z])(?=(?:[A-Z]*\d){6})[0-9A-Z]{8,30}(?![0-9A-Za-z])")
_CALLED = late_pattern(
    r"(?:快递|物流|承运)(?:公司|商)?\s*[:：]|(?:运|面|(?<![\u3400-\u9fff])(?:快递|物流)(?:运|面)?)?单(?:编?号|号码)?\s*[:：]?\s*(?=[0-9A-Z]{8})"
)
_ROUND_A_CARRIER = " \t\r\n\u3000,，;；:：、/|｜#_-—()（）[]【】"
_IN_REMARK = late_pattern(
    r"(?:运单|快递|物流|面单)(?:单?号|编号)?\s*[:：]?\s*([A-Z]{0,4}[0-9]{8,18}[A-Z]{0,2})(?![0-9A-Za-z])"
)


def region_blanks(at: int) -> Step:
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


def recipient_in_one(at: int) -> Step:
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


def sender_in_one(at: int) -> Step:
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


def name_and_phone_of(at: int) -> Step:
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


def carrier_waybill(at: int) -> Step:
    """快递信息: ``中通快递-78885366724825``.  Several numbers in one cell stay as they are and fail the
    number's rule."""
    carrier, waybill_no = AT["carrier"], AT["waybill_no"]

    def step(values: list[str]) -> None:
        if not values[at]:
            return
        text = told_once(values[at])
        found = _CARRIER_NUMBER.match(text)
        name, number = (found[1].strip(), found[2]) if found else _carrier_and_number(text)
        values[carrier] = values[carrier] or name
        values[waybill_no] = values[waybill_no] or number

    return step


def _carrier_and_number(text: str) -> tuple[str, str]:
    """A carrier that is known and the only number, in any order (``78885366724825（中通快递）``); ("", the cell) where the
    cell holds anything else."""
    bare = _CALLED.sub(" ", text)
    numbers = _NUMBER_AMONG.findall(bare)
    if len(numbers) != 1:
        return "", text
    name = bare.replace(numbers[0], " ").strip(_ROUND_A_CARRIER)
    return (name, numbers[0]) if name in shapes() else ("", text)


def waybill_in_remark(at: int) -> Step:
    """The seller's remark names the waybill number (``运单 JDX509661902827``), once."""
    waybill_no = AT["waybill_no"]

    def step(values: list[str]) -> None:
        if values[at] and not values[waybill_no]:
            found = set(_IN_REMARK.findall(values[at]))
            values[waybill_no] = ";".join(sorted(found))

    return step
