"""The steps by which a profile cleans cells, puts parts together and takes composite cells apart.

Only what is certain is done here; a cell that can be read in two ways stays as it is and fails a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from waybill.intake.cleaning import NOTHING, ascii_number
from waybill.intake.columns import AT, Step
from waybill.intake.steps_apart import (
    carrier_waybill,
    name_and_phone_of,
    recipient_in_one,
    region_blanks,
    sender_in_one,
    waybill_in_remark,
)
from waybill.intake.steps_changed import changed, changed_cell
from waybill.intake.steps_charges import cash_on_delivery, freight_collect, payment
from waybill.intake.steps_state import state
from waybill.intake.virtual import FLAGS
from waybill.patterns import late_pattern

_NO_PREFIX = late_pattern(r"no\s*[:：.]\s*", re.I)
_POSTCODE = late_pattern(r"\s*[(（\[【]\s*\d{6}\s*[)）\]】]\s*\Z")
_CALLED = late_pattern(r"1[3-9]\d{9}|95\d{8,15}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4}")
"""A whole number to which an extension can belong."""
_OF_FOUR, _OF_AN_OFFICE = late_pattern(r"\d{4,6}"), late_pattern(r"\d{1,6}")
"""Extensions of virtual numbers, whose zeros a spreadsheet drops, and of switchboards."""


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


STEPS: dict[str, Callable[[int], Step]] = {
    "no-prefix": _no_prefix,
    "null": _null,
    "postcode": _postcode,
    "region-blanks": region_blanks,
    "recipient-in-one": recipient_in_one,
    "sender-in-one": sender_in_one,
    "name-and-phone": name_and_phone_of,
    "carrier-waybill": carrier_waybill,
    "waybill-in-remark": waybill_in_remark,
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
    "cash-on-delivery": cash_on_delivery,
    "freight-collect": freight_collect,
    "payment": payment,
    "state": state,
}
"""Cleaning that a profile can ask for by name, as made for the column that it is asked for."""


@lru_cache(maxsize=64)
def steps(clean: tuple[tuple[str, str], ...]) -> tuple[Step, ...]:
    """A profile's cleaning as functions that change a row's values in place."""
    return tuple(STEPS[step](AT[column]) for column, step in clean)
