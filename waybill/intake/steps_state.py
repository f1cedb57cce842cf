"""The steps that read what became of an order: one that was cancelled or refunded is printed and told, not shipped unseen."""

from __future__ import annotations

from functools import lru_cache

from waybill.intake.columns import AT, Step
from waybill.patterns import late_pattern

_OFF = late_pattern(
    r"(?<!售后)(?<!退款)(?<!退货)(?:(?:已|被|买家|卖家|商家|用户|客户|系统|超时|交易|订单)(?:取消|关闭|作废)|(?:取消|关闭|作废)(?:订单|交易)|\A(?:取消|关闭|作废)\Z)"
    r"|(?<!部分)(?<!未)(?<!不)退[款货](?:退款)?(?:成功|完成|中\Z|处理中|申请中|待处理)|(?<!未)已(?:全额)?退[款货]|(?<!未)(?:全额|申请|待)退款"
    r"|(?i:\A(?:cancell?ed|refunded|voided|refund.?(?:pending|requested))\Z)"
)
"""Cancelled, refunded, or to be; 无售后或售后取消, 退款关闭, 未退款 and 部分退款成功 are not."""


@lru_cache(maxsize=256)
def _is_off(state: str) -> bool:
    return _OFF.search(state) is not None


def state(at: int) -> Step:
    """A state in which nothing should be sent stays, as the order's; of all others nothing is told."""
    order_state = AT["order_state"]

    def step(values: list[str]) -> None:
        told = values[at]
        if told:
            values[at] = ""
            if _is_off(told):
                values[order_state] = told

    return step
