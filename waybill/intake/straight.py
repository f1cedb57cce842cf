"""The straight way: the Order of a row in which nothing needs a closer look.

Most rows of most files are whole and ordinary, and speed counts there.  A handful of tests over the whole row
and over the fields that matter say so; for every row that fails one of them this returns None, and the
careful way of ``waybill.intake.rows``, which knows every rule, decides.  Both ways give the same Order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from waybill.intake.amounts import kilograms, pieces
from waybill.intake.carriers import shapes
from waybill.intake.cleaning import DITTO, ENTITY, NOTHING, content, unmark
from waybill.intake.columns import AT, Step
from waybill.intake.damage import DATE, DOORS
from waybill.intake.examples import EXAMPLES, IN_AN_EXAMPLE
from waybill.intake.layout import Layout
from waybill.intake.order import Order, Party
from waybill.intake.profile import normal_name
from waybill.intake.quick import makers
from waybill.intake.steps import steps
from waybill.intake.virtual import MAY_END_EXTENSION
from waybill.patterns import late_pattern

LONGEST = 500
"""Rows with longer cells take the careful way, so that none of a straight row can exceed its limit unseen."""
_NUMBER = re.compile(
    r"(?!1[3-9][0-9]{9}\Z|(.)\1+\Z|EMS|[ZYS]TO|YUNDA)(?=(?:[A-Z]*[0-9]){6})[0-9A-Z]{10,17}\Z"
)
_PHONE = re.compile(r"1[3-9][0-9]{9}\Z|0[1-9][0-9]{1,2}-[0-9]{7,8}\Z|1[0-9]?[0-9]?\*{4,8}[0-9]{2,4}\Z")
_EXTENSION = late_pattern(r"1[0-9]{10,11}-[0-9]{4}\Z")
_CODE = re.compile(r"[0-9A-Z]{3,5}(?:[ -][0-9A-Z]{3,4}){1,3}\Z|\Z")
_ORDER_NO = re.compile(r"(?!\d{4}-\d|\d{1,2}-[A-Za-z])(?=[0-9-]*\Z|[A-Z]{2})[0-9A-Z-]*(?<!000)\Z")
_QUANTITY = re.compile(r"[1-9][0-9]{0,5}\Z|\Z")
_WEIGHT = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{0,2}[1-9])?\Z|\Z")
_HASH = late_pattern(r"(?<!\w)#")
_ODD = late_pattern("[\x00-9=\xc0-\xff]|[a-z]{3}-[0-9]|[!-~]{9}", re.I)
_WORDS = NOTHING | DITTO
_TELLING = (
    "waybill_no", "carrier_waybill", "recipient_name", "recipient_phone", "recipient_tel", "recipient_address",
    "recipient_all", "recipient_name_phone", "recipient_family", "recipient_given",
)  # fmt: skip
_WAYBILL_NO = AT["waybill_no"]
_CARRIER = AT["carrier"]
_SENDER_ALL = AT["sender_all"]
_STATE = AT["order_state"]


class Reader(NamedTuple):
    """What a Layout means, precompiled once per worker."""

    layout: Layout
    get: Callable[[list[str]], tuple[str, ...]]
    steps: tuple[Step, ...]
    width: int
    names: tuple[str, ...]
    """The header's names as they are compared."""
    needed: int
    """Cells up to the last one that has a name: a row may end there, and nowhere between there and the width."""
    telling: tuple[int, ...]
    """Positions of the waybill number and the recipient."""
    doors: tuple[int, ...]
    """Which of an Order's fields are parts of the address that have cells of their own."""
    blank_after: str
    blank_before: str
    shapes: dict[str, re.Pattern[str]]
    make_order: Callable[..., Order]
    make_party: Callable[..., Party]


@lru_cache(maxsize=16)
def reader_of(layout: Layout) -> Reader:
    """The Reader of a Layout."""
    named = [position for position, name in enumerate(layout.header) if name.strip()]
    return Reader(
        layout,
        itemgetter(*layout.index),
        steps(layout.clean),
        len(layout.header),
        tuple(map(normal_name, layout.header)),
        max(named, default=-1) + 1,
        tuple(position for column in _TELLING if (position := layout.index[AT[column]]) >= 0),
        tuple(AT[column] for column in DOORS if layout.index[AT[column]] >= 0),
        layout.delimiter + " ",
        " " + layout.delimiter,
        shapes(),
        *makers(),
    )


def carrier_for(layout: Layout, waybill_no: str) -> str:
    """The carrier that the profile names for numbers that begin so; "" where it names none."""
    return next((carrier for start, carrier in layout.carrier_by_prefix if waybill_no.startswith(start)), "")


def _ordinary(text: str) -> bool:
    """No sign of ciphertext, error marks, lost or escaped characters."""
    if (
        "~" in text
        or "$" in text
        or "?" in text
        or "\ufffd" in text
        or "\u951f" in text
        or "AgAAAA" in text
        or "^^^" in text
    ):
        return False
    if "#" in text and (text.count("#") > 1 or _HASH.search(text)):
        return False
    return not ("&" in text and ENTITY.search(text))


def _has_fillers(text: str) -> bool:
    """Characters that nobody sees though Unicode takes them for letters and marks, so that ``isprintable`` lets them pass."""
    return (
        "\u3164" in text
        or "\u115f" in text
        or "\u1160" in text
        or "\uffa0" in text
        or "\u034f" in text
        or "\u17b4" in text
        or "\u17b5" in text
        or "\u180b" in text
        or "\u180c" in text
        or "\u180d" in text
        or "\u180f" in text
    )


def _cleaned(reader: Reader, values: tuple[str, ...]) -> list[str]:
    clean = [unmark(cell) if cell and (cell[0] in "'=\" " or cell[-1] == " ") else cell for cell in values]
    for step in reader.steps:
        step(clean)
    if reader.layout.carrier_by_prefix and not clean[_CARRIER]:
        clean[_CARRIER] = carrier_for(reader.layout, clean[_WAYBILL_NO])
    return clean


def _amount(of: Callable[[str], str | None], text: str) -> str | None:
    """A cell's amount; None for a careful look, also at one that is too long."""
    return (of(text) if len(text) <= 20 else None) if text else ""


def _plain_cells(reader: Reader, cells: list[str], record: str) -> Sequence[str] | None:
    """The cells of a row in the order of an Order's fields, cleaned where little is to be done; None for a careful look."""
    layout = reader.layout
    if (
        len(cells) != reader.width
        or cells[0] in EXAMPLES
        or IN_AN_EXAMPLE in record
        or len(record) > LONGEST * 10
        or layout.join is not None
        or layout.rounded
        or not _ordinary(record)
        or _has_fillers(record)
    ):
        return None
    values = reader.get([*cells, ""])
    if len(record) > LONGEST and max(map(len, values)) > LONGEST:
        return None
    seen = record if layout.delimiter != "\t" else record.replace("\t", "")
    if not seen.isprintable():  # characters that nobody sees, or lines of a cell
        if not seen.replace("\n", "").isprintable():
            return None
        values = tuple(content(cell) if "\n" in cell else cell for cell in values)
    if (
        reader.steps or '"' in record or "'" in record or "=" in record
        or reader.blank_after in record or reader.blank_before in record or record[0] == " " or record[-1] == " "
    ):  # fmt: skip
        return _cleaned(reader, values)
    return values


def straight(reader: Reader, line: int, cells: list[str], record: str) -> Order | None:
    """The Order of an ordinary row, or None.  ``record`` is the row as text, as it stood in the file."""
    layout, values = reader.layout, _plain_cells(reader, cells, record)
    if values is None:
        return None
    (
        waybill_no, carrier, order_no,
        name, phone, tel, province, city, district, town, address, virtual, until,
        s_name, s_phone, s_tel, s_province, s_city, s_district, s_town, s_address, s_virtual, s_until,
        contents, quantity, weight_kg, code, hub, remark, ordered_at, lon, lat, height_m, datum, sku,
        show, reason, consent, *_,
    ) = values  # fmt: skip
    shape = reader.shapes.get(carrier)
    number = _PHONE.match(phone)
    is_virtual = number is None and layout.virtual_extension and _EXTENSION.match(phone) is not None
    if (
        not name or not address or virtual or s_virtual or s_tel or len(name) >= len(address)
        or (shape is None and name in reader.shapes)
        or (not s_name and values[_SENDER_ALL]) or values[_STATE]
        or (name[0] <= "\xff" and _ODD.match(name)) or (address[0] <= "\xff" and _ODD.match(address))
        or (s_name[:1] <= "\xff" and _ODD.match(s_name)) or (s_address[:1] <= "\xff" and _ODD.match(s_address))
        or (carrier[:1] <= "\xff" and _ODD.match(carrier))
        or (layout.virtual_extension and (name[-1] in MAY_END_EXTENSION or s_name[-1:] in MAY_END_EXTENSION))
        or not (number or is_virtual)
        or not _WORDS.isdisjoint(values)
        or not _NUMBER.match(waybill_no)
        or not _CODE.match(code)
        or not _ORDER_NO.match(order_no)
        or (s_phone and not _PHONE.match(s_phone))
        or (tel and not _PHONE.match(tel))
        or len(carrier) > 40 or len(name) > 64 or len(s_name) > 64
        or len(hub) > 40 or len(order_no) > 64
        or (shape is not None and not shape.match(waybill_no))
        or (len(waybill_no) == 13 and waybill_no[11:].isalpha())
        or (reader.doors and any(DATE.match(values[at]) for at in reader.doors))
    ):  # fmt: skip
        return None
    if not _QUANTITY.match(quantity) or not _WEIGHT.match(weight_kg):
        counted, weighed = _amount(pieces, quantity), _amount(kilograms, weight_kg)
        if counted is None or weighed is None:
            return None
        quantity, weight_kg = counted, weighed
    party = reader.make_party
    return reader.make_order(
        layout.file, line, waybill_no, carrier, order_no,
        party(name, phone, province, city, district, town, address, is_virtual, until, tel),
        party(s_name, s_phone, s_province, s_city, s_district, s_town, s_address, False, s_until, ""),
        contents, quantity, weight_kg, code, hub, remark, ordered_at, lon, lat, height_m, datum, sku,
        show, reason, consent,
    )  # fmt: skip
