"""Cells of a row that stand in one another's place, as where somebody filled a form in haste or a column was moved."""

from __future__ import annotations

from waybill.errors import Problem
from waybill.intake.carriers import shapes
from waybill.intake.virtual import Values
from waybill.patterns import late_pattern

_STREET = late_pattern(r"[路街道巷弄里村].{0,6}[0-9０-９]{1,5}[号弄]")


def mixed_up(values: Values, troubled: set[str]) -> list[Problem]:
    """The problems of cells that stand in one another's place: a carrier or a street and its number for the name, or for the
    address what the row has elsewhere."""
    name, address, carrier = (values[each] for each in ("recipient_name", "recipient_address", "carrier"))
    if troubled & {"recipient_name", "recipient_address"}:
        return []
    if carrier and name in shapes() and carrier not in shapes():
        return [Problem("INTAKE-SWAPPED", "recipient_name")]
    if len(name) > len(address) and _STREET.search(name) and not any(map(str.isdigit, address)):
        return [Problem("INTAKE-SWAPPED", "recipient_name")]
    if address and address in (
        name,
        *(values[each] for each in ("recipient_phone", "waybill_no", "order_no")),
    ):
        return [Problem("INTAKE-SWAPPED", "recipient_address")]
    return []
