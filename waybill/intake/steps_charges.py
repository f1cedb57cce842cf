"""The steps that tell the courier what to collect at the door: in the remark, for which every form has room.

A parcel whose cash on delivery stands on no label is handed over without the cash.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from waybill.intake.cleaning import NOTHING, ascii_number
from waybill.intake.columns import AT, Step
from waybill.intake.virtual import NO, YES
from waybill.patterns import late_pattern

_CASH, _FREIGHT = "代收货款", "运费到付"
_NOT_DUE = NOTHING | NO
_DUE = YES | {"√", "到付", "代收", "货到付款", _CASH, _FREIGHT}
"""A tick beside a charge; nobody collects one yuan."""
_SUM = late_pattern(
    r"(?:CNY|RMB|人民币|[¥￥])?(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,7}(?:\.\d*)?)(?:元整?|RMB|CNY)?\Z"
)
_CENT = Decimal("0.01")
_COLLECTED = late_pattern(r"(?P<cash>货到[付收]款|货到付|COD\Z)|(?:运费)?到付|收[件货]?[方人](?:支?付|现结)")
"""Ways of payment by which somebody pays at the door."""


def _due(charge: str, text: str) -> str:
    """``128.00`` as ``代收货款128元``, a tick as the charge alone, what is no sum as it stands; "" where nothing is due."""
    told = ascii_number(text)
    if told in _NOT_DUE:
        return ""
    if told in _DUE:
        return charge
    found = _SUM.match(told)
    if found is None:
        return charge + text
    cents = Decimal(found[1].replace(",", "")).quantize(_CENT)
    yuan = cents.to_integral_value()
    return f"{charge}{yuan if yuan == cents else cents}元" if cents else ""


def _note(values: list[str], charge: str) -> None:
    """Put it before what the remark tells, unless that tells it, too."""
    remark = values[AT["remark"]]
    if charge not in remark:
        values[AT["remark"]] = f"{charge}；{remark}" if remark else charge


def _charge(charge: str, at: int) -> Step:
    def step(values: list[str]) -> None:
        if values[at] and (due := _due(charge, values[at])):
            _note(values, due)

    return step


cash_on_delivery = partial(_charge, _CASH)
"""A sum that the courier collects for the shop."""
freight_collect = partial(_charge, _FREIGHT)
"""Freight that the recipient pays."""


def payment(at: int) -> Step:
    """The way of payment: told where somebody pays at the door and no sum is told."""

    def step(values: list[str]) -> None:
        found = _COLLECTED.match(values[at]) if values[at] else None
        charge = (_CASH if found["cash"] else _FREIGHT) if found else ""
        if charge and charge not in values[AT["remark"]]:
            _note(values, "货到付款" if charge == _CASH else charge)

    return step
