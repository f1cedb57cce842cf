"""Names that tell nobody (电话, 地址), told by where they stand: behind 寄件人 they are the sender's, behind 业务员 his."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waybill.intake.columns import ADDRESS_PARTS, FIELDS
from waybill.patterns import late_pattern

_SENDER, _RECIPIENT = "寄件人", "收件人"
_CALLS = frozenset({"sender_phone", "sender_tel"})
_BESIDE_HIM = frozenset({"sender_region", *FIELDS} - _CALLS - {"sender_address"})
"""What is no sender's behind his address or a column of nobody: a 省 or a 隐私号 there is the recipient's."""
_PARTS = frozenset({*ADDRESS_PARTS, "recipient_family", "recipient_given"})
"""Parts of a field that only a recipient has columns for."""
_ESTATE = frozenset(ADDRESS_PARTS[:-1])
_ELSEWHERE = "别处"
"""Whose 小区 and 楼栋 are that stand behind no column of the recipient's."""
_ONLY_EXTENSION = late_pattern("转?分机(?:号码?)?|ext(?:ension)?")
"""What belongs to the number in the column before it."""
_DIVISIONS = frozenset(f"sender_{part}" for part in ("province", "city", "district", "town", "region"))
_STAFF = late_pattern("(?:.{0,20}(?<![会学团队])员|.{0,20}(?:主播|导购|客服)|[审制打经复拣配][核单办手货]人)")
"""Who has a phone, and no province: behind 业务员 it is the recipient's."""
_STRANGER = late_pattern(
    r"(?:买家|会员|客户|顾客|用户)(?!.{0,20}(?:昵称|网名|旺旺|id|编[号码]|账号|等级|级别|类型|标签|留言|金额|货款|邮费|积分)\Z).{0,20}|.{0,20}(?:[人员长商师手]|代理|导购|客服|门店|仓库|网点|驿站)"
)
"""Names without a meaning that are somebody's all the same; by a nickname or an account nobody is called or visited."""


def with_persons(names: Sequence[str], column_of: Callable[[str], str], recipient: int) -> list[str]:
    """The compared names, and those of nobody in the run behind a person's name with him: 寄件人电话, 业务员地址; of the
    recipient's, whose name stands at ``recipient``, the numbers.

    A column of another ends the run, and a second one of a meaning that he has, unless it is a number beside a number.
    One of nobody (单位, 邮编, 商品) ends it too, but for a sender's numbers and address.  A second line (门牌号) goes
    with the address before it: behind another's it means nothing.
    """
    near: list[str] = []
    whose = last = place = ""
    has: set[str] = set()
    told = frozenset(names)
    for at, name in enumerate(names):
        if near and _ONLY_EXTENSION.fullmatch(name):
            name = near[-1] + name
        column, his = column_of(name), ""
        if column in _PARTS and column_of(_RECIPIENT + name) in (column, "recipient_name"):
            other = place if column in ADDRESS_PARTS else ""
            other = other or (whose if whose != _RECIPIENT and column not in has else "")
            if column in _ESTATE and not (near and column_of(near[-1]).startswith("recipient_")):
                other = other or _ELSEWHERE
            if other and column not in ADDRESS_PARTS:  # the other half of his name goes with it
                near.append(other + name)
                has.add(column)
                continue
            if other:
                if names[at + 1 : at + 2] and column_of(names[at + 1]) in ADDRESS_PARTS:  # which goes with it
                    near.append(other + name)
                    continue
                name, column = other + name, ""
        if whose and column.startswith("recipient_") and not name.startswith("收"):
            his = column_of(_SENDER + name)
            if his in _DIVISIONS and _STAFF.fullmatch(whose):
                whose = his = ""
        if at == recipient:
            whose, has = _RECIPIENT, set()
        elif column == "sender_name":
            whose, has = _SENDER, {column}
        elif _is_stranger(name, column):
            whose, has = name, {"sender_name"}
        elif not his.startswith("sender_"):
            owner = column or column_of(name[-2:])
            if name and whose == _SENDER and _is_nobodys(name, owner):
                has |= _BESIDE_HIM
            elif name and not _goes_on(whose, name, owner):
                whose = ""
            has.add(column)
        elif his not in has or {his, last} <= _CALLS:
            has.add(his)
            if whose != _RECIPIENT or his in _CALLS:
                name = whose + name if whose + name not in told else f"{whose}{name}2"
        else:
            whose = ""
        if whose != _RECIPIENT and "sender_address" in (his, column):
            has |= _BESIDE_HIM
        last = his or column
        if whose == _RECIPIENT or not last.startswith("sender_"):
            another = column == "recipient_address" and _is_anothers(name, names, column_of)
            place = name if another or (not column and name.endswith(("地址", "住址", "address"))) else ""
        elif last == "sender_address":
            place = name
        near.append(name)
    return near


def _is_stranger(name: str, column: str) -> bool:
    if name.startswith("收"):
        return False
    return column == "recipient_name" or (not column and _STRANGER.fullmatch(name) is not None)


def _is_anothers(name: str, names: Sequence[str], column_of: Callable[[str], str]) -> bool:
    """Whether an address is a customer's in a file that has the recipient's too."""
    return _STRANGER.fullmatch(name) is not None and any(
        each.startswith("收") and column_of(each) == "recipient_address" for each in names
    )


def _is_nobodys(name: str, column: str) -> bool:
    return not (column.startswith(("sender_", "recipient_")) or name.endswith("人"))


def _goes_on(whose: str, name: str, column: str) -> bool:
    """Whether a column that tells its owner is of the run's person."""
    if whose == _SENDER:
        return column.startswith("sender_")
    return column.startswith("recipient_") and (whose == _RECIPIENT or not name.startswith("收"))
