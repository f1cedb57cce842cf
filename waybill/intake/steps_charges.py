"""The steps that tell the courier what to collect at the door: in the remark, for which every form has room.

A parcel whose cash on delivery stands on no label is handed over without the cash.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from waybill.intake.cleaning import NOTHING, ascii_number
from waybill.intake.columns import AT, Step
from waybill.intake.damage import ERROR_MARK
from waybill.intake.virtual import NO, YES
from waybill.patterns import late_pattern

_CASH, _FREIGHT = "代收货款", "运费到付"
_NOTHING = NOTHING | NO
_NOT_DUE = late_pattern(
    r"[寄发][货件]?[方人付]|(?:运费)?预付|现[付结]|月结|第三方|卖家"
    r"|(?!.*[1-9])(?:[¥￥]?-+\Z|[×✗✘XF]\Z|不|免|[无未非](?:需|须|代收|到付)|包邮|(?:货到付款|到付)?\(?已[付支收])"
)
"""Who pays is not the recipient, or has paid; an accountant's dash is no sum, and 已付50, 尾款78 has one."""
_DUE = YES | {"√", "✓", "✔", "☑", "T", "要", "需要", "货到付款"}
"""A tick beside a charge; nobody collects one yuan."""
_NAMED = late_pattern(
    r"(?:代收(?:货款|款)?|(?:运费)?到付(?:运费|款)?|收[件货]?[方人](?:支?付款?)?)[:(]?(?=(.*?)\)?\Z)"
)
"""The charge's own name before its sum, or alone: 到付10元, 代收货款:128, 收方付."""
_SUM = late_pattern(
    r"(?:CNY|RMB|人民币|[¥￥])?(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,7}(?:\.\d*)?)(?:元整?|块钱?|RMB|CNY)?\Z"
)
_CENT = Decimal("0.01")
_COLLECTED = late_pattern(
    r"(?!.*已(?:[付收]款?|支付)[)）]?\Z)(?:\d\W?)?(?:(?P<cash>货到[付收]款|货到(?:付|现[付结金]|刷卡)|到货付款|代收(?:货款|\Z)|(?i:COD\b|cash.on.delivery))"
    r"|(?:运费|邮费|快递费?|顺丰)?到付(?P<account>月结)?|收[件货]?[方人](?:支?付|现[付结]|(?P<billed>月结)))"
)
"""Ways of payment by which somebody pays at the door, or is billed."""


def _due(charge: str, text: str) -> str:
    """``128.00`` as ``代收货款128元``, a tick as the charge alone, what is no sum as it stands; "" where nothing is due."""
    told = ascii_number(text)
    if told in _NOTHING or _NOT_DUE.match(told):
        return ""
    named = _NAMED.match(told)
    if named:
        told = text = named[1]
    if told in _DUE or (named and not told):
        return charge
    found = _SUM.match(told)
    if found is None:
        return charge + text
    cents = Decimal(found[1].replace(",", "")).quantize(_CENT)
    yuan = cents.to_integral_value()
    return f"{charge}{yuan if yuan == cents else cents}元" if cents else ""


def before_remark(values: list[str], charge: str) -> None:
    """Put it before what the remark tells, unless that tells it, too, or is an error mark."""
    remark = values[AT["remark"]]
    remark = "" if ERROR_MARK.match(remark) else remark
    if charge not in remark:
        values[AT["remark"]] = f"{charge}；{remark}" if remark else charge


def _charge(charge: str, at: int) -> Step:
    def step(values: list[str]) -> None:
        if values[at] and (due := _due(charge, values[at])):
            before_remark(values, due)

    return step


cash_on_delivery = partial(_charge, _CASH)
"""A sum that the courier collects for the shop."""
freight_collect = partial(_charge, _FREIGHT)
"""Freight that the recipient pays."""


def payment(at: int) -> Step:
    """The way of payment: told where somebody pays at the door and no sum is told."""

    def step(values: list[str]) -> None:
        found = _COLLECTED.match(values[at]) if values[at] else None
        if found is None:
            return
        charge = _CASH if found["cash"] else _FREIGHT
        if charge not in values[AT["remark"]]:
            billed = found["account"] or found["billed"] or ""
            before_remark(values, "货到付款" if found["cash"] else charge + billed)

    return step


CHARGES: dict[str, Callable[[int], Step]] = {
    "freight_collect": freight_collect,
    "cash_on_delivery": cash_on_delivery,
    "payment": payment,
    "freight_payment": payment,
}
"""The steps of the columns that tell what is collected, in their order."""
