"""Orders without control and format characters, which no label field holds."""

from __future__ import annotations

from dataclasses import fields, replace

from waybill.deidentify import marks
from waybill.errors import Problem
from waybill.intake.order import Order, Party

_ORDER_TEXTS = tuple(field.name for field in fields(Order) if field.type == "str" and field.name != "file")
_PARTY_TEXTS = tuple(field.name for field in fields(Party) if field.type == "str")


def without_controls(order: Order) -> tuple[Order, list[Problem]]:
    """The order without control and format characters; a NUL, the mark of a damaged file, is a problem."""
    to, by = order.recipient, order.sender
    joined = "".join(
        (
            order.waybill_no, order.carrier, order.order_no, order.contents, order.quantity, order.weight_kg,
            order.three_segment_code, order.consolidation_hub, order.remark, order.lon, order.lat, order.height_m,
            order.datum, order.show_exception, order.exception_reason, order.consent_reference,
            to.name, to.phone, to.province, to.city, to.district, to.town, to.address, to.virtual_until,
            by.name, by.phone, by.province, by.city, by.district, by.town, by.address, by.virtual_until,
        )
    )  # fmt: skip
    if joined.isprintable() or not marks.CONTROL.search(joined):
        return order, []
    problems = [Problem("DEID-NUL")] if "\0" in joined else []
    texts = {name: marks.clean(getattr(order, name)) for name in _ORDER_TEXTS}
    return replace(order, recipient=clean_party(to), sender=clean_party(by), **texts), problems  # type: ignore[arg-type]  # names of text fields alone


def clean_party(party: Party) -> Party:
    """The same of a party."""
    return replace(party, **{name: marks.clean(getattr(party, name)) for name in _PARTY_TEXTS})  # type: ignore[arg-type]  # likewise
