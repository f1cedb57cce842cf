"""The steps that read what became of an order: one that was cancelled or refunded is printed and told, not shipped unseen."""

from __future__ import annotations

from functools import lru_cache

from waybill.intake.columns import AT, Step
from waybill.patterns import late_pattern

_CLAUSES = late_pattern(r"[^,，;；、/|()（）]+")
_ENDED = "取消|关闭|作废|撤[单單销銷]"
_GOODS_BACK = "退[款货]"
_CANCELLED = late_pattern(
    rf"{_ENDED}|退[单單]|拒收|\A已?(?:锁定|删除)\Z|(?i:\A(?:(?:trade|order)[_ -]?)?(?:cancell?ed|voided)(?![a-z])|\Atrade[_ -]closed)"
)
_REFUNDED = late_pattern(
    rf"(?:已|全额|申请|待|同意|处理){_GOODS_BACK}|{_GOODS_BACK}(?:/?{_GOODS_BACK})?(?:申请)?(?:成功|完成|中(?!止)|处理中|审核中|待处理)"
    rf"|退款申请\Z|(?:{_ENDED})(?:订单|交易)|(?:订单|交易)(?:已|被)?(?:{_ENDED})"
    r"|(?i:\A(?:(?:order|fully)[_ -]?)?refunded(?![a-z])|\Arefund.?(?:pending|requested)\Z)"
)
_GOES_ON = late_pattern(
    rf"[未不无非可](?:被|全额)?(?:{_ENDED}|退|拒收)|部分|拒绝?(?!收)|(?:{_ENDED}|{_GOODS_BACK})(?:失败|被拒)"
    rf"|(?:售后|{_GOODS_BACK})(?:申请|单)?(?:已|被){{0,2}}(?:{_ENDED})(?!订单|交易)|(?:{_ENDED})了?(?:售后|{_GOODS_BACK}|申请\Z)"
)
"""无售后或售后取消, 退款关闭, 买家取消退款, 未退款 and 部分退款成功."""


_WANTED_BACK = frozenset({"退款", "仅退款", "退货退款", "退款退货", "退货"})
"""Whole states; 退款（失败） tells more."""


@lru_cache(maxsize=256)
def _is_off(state: str, of_the_order: bool) -> bool:
    """Whether a part of what is told says so; of an after-sales case that was closed, the order goes on."""
    if state in _WANTED_BACK:
        return True
    for clause in _CLAUSES.findall(state):
        is_off = _REFUNDED.search(clause) or (of_the_order and _CANCELLED.search(clause))
        if is_off and not _GOES_ON.search(clause):
            return True
    return False


def state(at: int) -> Step:
    """A state in which nothing should be sent stays, as the order's; of all others nothing is told."""
    order_state = AT["order_state"]

    def step(values: list[str]) -> None:
        told = values[at]
        if told:
            values[at] = ""
            if _is_off(told, at == order_state):
                values[order_state] = told

    return step
