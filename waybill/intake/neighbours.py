"""Names that tell nobody (电话, 地址), told by where they stand: behind 寄件人 they are the sender's, behind 业务员 his."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waybill.patterns import late_pattern

_SENDER = "寄件人"
_STRANGER = late_pattern(
    r"(?:买家|会员|客户|顾客|用户).{0,20}|.{0,20}(?:[人员长商师手]|代理|导购|客服|门店|仓库|网点|驿站)"
)
"""Names without a meaning that are a person's all the same."""


def with_persons(names: Sequence[str], column_of: Callable[[str], str], recipient: int) -> list[str]:
    """The compared names, and those of nobody in the run behind another person than the recipient (whose name stands at
    ``recipient``) with him: 寄件人电话, 业务员地址.

    A column of parcels or goods ends the run, and a second one of a meaning that he has: it is another person's.
    """
    near: list[str] = []
    whose = ""
    has: set[str] = set()
    for at, name in enumerate(names):
        column, his = column_of(name), column_of(_SENDER + name)
        if column == "sender_name":
            whose, has = _SENDER, {column}
        elif at != recipient and "收" not in name and _is_stranger(name, column):
            whose, has = name, {"sender_name"}
        elif whose == _SENDER and column.startswith("sender_"):
            has.add(column)
        elif whose and column.startswith("recipient_") and his.startswith("sender_") and his not in has:
            has.add(his)
            name = whose + name
        elif name:
            whose = ""
        near.append(name)
    return near


def _is_stranger(name: str, column: str) -> bool:
    return column == "recipient_name" or (not column and _STRANGER.fullmatch(name) is not None)
