"""Names that tell nobody (电话, 地址), told by where they stand: behind 寄件人 they are the sender's, behind 业务员 his."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waybill.intake.column_names import ELSEWHERE
from waybill.intake.columns import ADDRESS_PARTS, FIELDS
from waybill.patterns import late_pattern

_SENDER, _RECIPIENT = "寄件人", "收件人"
_CALLS = frozenset({"sender_phone", "sender_tel"})
_BESIDE_HIM = frozenset({"sender_region", *FIELDS} - _CALLS - {"sender_address"})
"""What is no sender's behind his address or a column of nobody: a 省 or a 隐私号 there is the recipient's."""
_PARTS = frozenset({*ADDRESS_PARTS, "recipient_family", "recipient_given"})
"""Parts of a field that only a recipient has columns for."""
_ESTATE = frozenset(ADDRESS_PARTS[:-1])
_ONLY_EXTENSION = late_pattern("转?分机(?:号码?)?|ext(?:ension)?")
"""What belongs to the number in the column before it."""
_DIVISIONS = frozenset(f"sender_{part}" for part in ("province", "city", "district", "town", "region"))
_STAFF = late_pattern(
    "(?:.{0,20}(?<![会学团队])员|.{0,20}(?:主播|导购|客服|司机|店铺|网店|店名)|[审制打经复拣配][核单办手货]人)"
)
"""Who has a phone, and no province: behind 业务员 or 店铺 it is the recipient's."""
_OF_ANYONE = late_pattern(
    "邮编|邮政编码|邮箱|e?-?mail|公司(?:名称?)?|单位(?:名称?)?|部门|职[务位]|称呼|性别|国家|国别|(?:身份证|证件)号?码?|传真|微信号?|qq号?|(?:月结)?(?:卡号|账号)|客户编[码号]"
)
"""What people have besides: between a sender's columns it ends nothing."""
_NAME = late_pattern("(.+?)(?:的?(?:姓名|名称|名字))")
_STRANGER = late_pattern(
    r"(?:买家|会员|客户|顾客|用户)(?!.{0,20}(?:昵称|网名|旺旺|id|编[号码]|账号|等级|级别|类型|标签|留言|金额|货款|邮费|积分)\Z).{0,20}|.{0,20}(?:[人员长商师手]|代理|导购|客服|司机|店铺|网店|店名|门店|仓库|网点|驿站)"
    "|(?:bill(?:ing|to)|soldto|buyer|seller|customer|warehouse|store|shop|supplier|vendor|payer|agent)(?:name|contact)?"
)
"""Names without a meaning that are somebody's all the same; by a nickname or an account nobody is called or visited."""


def with_persons(names: Sequence[str], column_of: Callable[[str], str], recipient: int) -> list[str]:
    """The compared names, and those of nobody in the run behind a person's name with him: 寄件人电话, 业务员地址; of the
    recipient's, whose name stands at ``recipient``, the numbers.

    A column of another ends the run, and a second one of a meaning that he has, unless it is a number beside a number.
    One of nobody (单位, 邮编, 商品) ends it too, but for a sender's numbers and address.  A second line (门牌号) goes
    with the address before it: behind another's it means nothing.
    """
    return _Header(names, column_of, recipient).read()


class _Header:
    """A header that is read from left to right: whose run the last column stands in, and what he has by now."""

    def __init__(self, names: Sequence[str], column_of: Callable[[str], str], recipient: int) -> None:
        self._names, self._column_of, self._recipient = names, column_of, recipient
        self._told = frozenset(names)
        self._is_called = any(column_of(name) in _CALLS for name in self._told)
        """Whether the sender has a number whose name tells that it is his."""
        has_told = any(
            name.startswith("收") and column_of(name).replace("recipient_", "sender_") in _DIVISIONS
            for name in names
        )
        self._by_place = _CALLS | {"sender_address"} | (frozenset() if has_told else _DIVISIONS)
        """What is told to be the recipient's by its place: his division, where no name tells it."""
        self._near: list[str] = []
        self._whose = ""
        """The name of the person, empty between two runs."""
        self._has: set[str] = set()
        """His columns, as those of a sender."""
        self._last = ""
        self._place = ""
        """Another's address, with which a second line would go."""

    def read(self) -> list[str]:
        """The names as they are to be compared."""
        for at, name in enumerate(self._names):
            if self._near and _ONLY_EXTENSION.fullmatch(name):
                name = self._near[-1] + name
            column = self._column_of(name)
            other = self._owner_of_part(name, column)
            if not other:
                self._take(at, name, column)
            elif column in ADDRESS_PARTS and not self._is_part(at + 1):
                self._take(at, other + name, "")
            else:
                self._near.append(other + name)
                if column not in ADDRESS_PARTS:  # the other half of his name goes with it
                    self._has.add(column)
        return self._near

    def _is_part(self, at: int) -> bool:
        """Whether a further part of an address stands there, which goes with the one before."""
        return at < len(self._names) and self._column_of(self._names[at]) in ADDRESS_PARTS

    def _owner_of_part(self, name: str, column: str) -> str:
        """Whose a part is that only a recipient has columns for, where it is another's."""
        if column not in _PARTS or self._column_of(_RECIPIENT + name) not in (column, "recipient_name"):
            return ""
        if column in ADDRESS_PARTS and self._place:
            return self._place
        if self._whose not in ("", _RECIPIENT) and column not in self._has:
            return self._whose
        behind_his = self._near and self._column_of(self._near[-1]).startswith("recipient_")
        return ELSEWHERE if column in _ESTATE and not behind_his else ""

    def _take(self, at: int, name: str, column: str) -> None:
        """The next column: it begins a run, goes on with one or ends it."""
        his = self._as_his(name, column)
        if at == self._recipient:
            self._whose, self._has = _RECIPIENT, set()
        elif column == "sender_name":
            self._whose, self._has = _SENDER, {column}
        elif _is_stranger(name, column):
            named = _NAME.fullmatch(name)
            self._whose, self._has = named[1] if named else name, {"sender_name"}
        elif his.startswith("sender_"):
            name = self._with_him(name, his)
        else:
            self._pass(name, column)
        if self._whose != _RECIPIENT and "sender_address" in (his, column):
            self._has |= _BESIDE_HIM
        self._last = his or column
        self._note_place(name, column)
        self._near.append(name)

    def _as_his(self, name: str, column: str) -> str:
        """What a column of nobody in particular would be of the run's person, as of a sender."""
        if not self._whose or not column.startswith("recipient_") or name.startswith("收"):
            return ""
        his = self._column_of(_SENDER + name)
        if his in _DIVISIONS and _STAFF.fullmatch(self._whose):
            self._whose = ""
            return ""
        return his

    def _with_him(self, name: str, his: str) -> str:
        """The name with the run's person; as it is, and the run at its end, where he has such a column."""
        if his in self._has and not {his, self._last} <= _CALLS:
            self._whose = ""
            return name
        self._has.add(his)
        if self._whose == _RECIPIENT and his not in self._by_place:
            return name
        both = self._whose + name
        if self._column_of(both) == "recipient_name_phone":  # 姓名 and 手机 side by side are no 姓名手机
            both = ELSEWHERE + name
        return both if both not in self._told else f"{both}2"

    def _pass(self, name: str, column: str) -> None:
        """A column that tells its owner, or is nobody's: it ends another's run."""
        owner = column or self._column_of(name[-2:])
        if self._whose == _SENDER and _OF_ANYONE.fullmatch(name):
            return
        if name and self._whose == _SENDER and _is_nobodys(name, owner):
            self._has |= _BESIDE_HIM | (_CALLS if self._is_called or self._has & _CALLS else set())
        elif name and not _goes_on(self._whose, name, owner):
            self._whose = ""
        self._has.add(column)

    def _note_place(self, name: str, column: str) -> None:
        if self._whose == _RECIPIENT or not self._last.startswith("sender_"):
            another = column == "recipient_address" and _is_anothers(name, self._names, self._column_of)
            unknown = not column and name.endswith(("地址", "住址", "address"))
            self._place = name if another or unknown else ""
        elif self._last == "sender_address":
            self._place = name


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
