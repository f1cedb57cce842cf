"""Names that tell nobody (电话, 地址), told by where they stand: behind 寄件人 they are the sender's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_SENDER = "寄件人"


def with_sender(names: Sequence[str], column_of: Callable[[str], str]) -> list[str]:
    """The compared names, and those of nobody in the run behind a sender's name with him: 寄件人电话.

    Another's column ends the run, one of parcels or goods, and a second one of a meaning that he has: it is another
    person's.
    """
    near: list[str] = []
    has: set[str] = set()
    for name in names:
        column, his = column_of(name), column_of(_SENDER + name)
        if column == "sender_name":
            has = {column}
        elif has and column.startswith("sender_"):
            has.add(column)
        elif has and column.startswith("recipient_") and his.startswith("sender_") and his not in has:
            has.add(his)
            name = _SENDER + name
        elif name:
            has = set()
        near.append(name)
    return near
