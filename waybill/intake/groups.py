"""Headers of two rows: a group (收件人) stands above the names (姓名, 电话, 地址) that tell nothing without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from waybill.intake.column_names import CALLS, TOLD, column_of, settles
from waybill.intake.profile import Profile
from waybill.intake.twins import without_number
from waybill.patterns import late_pattern

_SENDER = late_pattern(r"[寄发卖]|商家|sender|shipper", re.I)
_HINT = late_pattern(r"[(（\[【](?:非?必填|选填|可选)[^()（）\[\]【】]*[)）\]】]|\*")
_IN_ONE_SIGN = {"寄": "寄件人", "发": "寄件人", "收": "收件人"}
"""A group as a form's corner says it: （寄）."""
_THINGS = late_pattern("订单|基本|物流|快递|运单|商品|货[物品]|托寄物|包裹|物品|内件|其[他它]|备注")
"""Groups that are nobody's."""
_KINDS = {
    "recipient_name": "name",
    "recipient_phone": "call",
    "recipient_tel": "call",
    "recipient_address": "address",
    **dict.fromkeys(
        ("recipient_province", "recipient_city", "recipient_district", "recipient_region"), "division"
    ),
}
_WHOLE = frozenset({"name", "call", "address"})
_OF_A_PERSON = frozenset({*CALLS, "recipient_name", "recipient_address"})


def grouped(above: Sequence[str], cells: Sequence[str], profiles: Sequence[Profile]) -> list[str]:
    """A header of two rows as one: the group above (收件人 or 收件人信息, filled to the right) before each name (姓名)
    that means nothing without it, or something else with it.  Where a group is the recipient's, another's 电话 or 地址
    (开票信息, 仓库) is not."""
    pairs = _in_groups(above, cells, profiles)
    both = [cell if cell.startswith(group) else group.removesuffix("信息") + cell for group, cell in pairs]
    settled = settles(
        {
            column_of(name, profiles) or column_of(cell, profiles)
            for name, (group, cell) in zip(both, pairs, strict=True)
            if cell and (group.startswith(TOLD) or cell.startswith(TOLD))
        }
    )
    if settled & CALLS and "recipient_address" in settled:  # he is whole there
        settled |= _OF_A_PERSON
    kinds = _kinds([cell if _is_nobodys(group) else "" for group, cell in pairs], profiles)
    of_nobody = _OF_A_PERSON if kinds.count("name") == 1 and {*kinds} >= _WHOLE else frozenset()
    """What is the recipient's where he stands whole under no person's group."""
    names: list[str] = []
    for name, (group, cell) in zip(both, pairs, strict=True):
        alone = column_of(cell, profiles)
        others = (
            alone.startswith("recipient")
            and "收" not in cell
            and (_SENDER.search(group) or alone in settled or (alone in of_nobody and not _is_nobodys(group)))
        )
        bare = alone and not others and not column_of(name, profiles)
        names.append((cell if bare else name) if cell else group)
    return names


def _in_groups(
    above: Sequence[str], cells: Sequence[str], profiles: Sequence[Profile]
) -> list[tuple[str, str]]:
    """Each name with its group, without the number by which it differs from its twin under another group; what is called
    名称 of a person is his name."""
    pairs: list[tuple[str, str]] = []
    group = ""
    first: dict[str, str] = {}
    """Name -> the group in which it stands first."""
    for position, cell in enumerate(map(str.strip, cells)):
        group = (_group(above[position]) if position < len(above) else "") or group
        twin = without_number(cell)
        cell = twin if twin and first.get(twin, group) != group else cell
        first.setdefault(cell, group)
        pairs.append((group, cell))
    meant = {(group, column_of(cell, profiles)) for group, cell in pairs}
    persons = {
        group
        for group, column in meant
        if column in CALLS and (group, "recipient_name") not in meant and _is_party(group)
    }
    return [
        (group, "姓名" if group in persons and _HINT.sub("", cell) == "名称" else cell)
        for group, cell in pairs
    ]


def _is_party(group: str) -> bool:
    return group.startswith(TOLD) or _SENDER.search(group) is not None


def _group(text: str) -> str:
    """A group's words without what a form says of it (收件方信息(必填)); one sign (寄) as the person it means."""
    group = _HINT.sub("", text).strip()
    return _IN_ONE_SIGN.get(group.strip("()（）[]【】"), group)


def is_displaced(above: Sequence[str], cells: Sequence[str], profiles: Sequence[Profile]) -> bool:
    """Whether groups do not stand above the first of their columns, as where somebody wrote them into the middle: filled to
    the right, each would take the next one's person.

    Then something of a person is left over before the first person's group, or a group has two names.
    """
    pairs = _in_groups(above, cells, profiles)
    kinds = _kinds([cell for _, cell in pairs], profiles)
    inside: dict[str, list[str]] = {}
    for (group, _), kind in zip(pairs, kinds, strict=True):
        if kind and not _is_nobodys(group):
            inside.setdefault(group, []).append(kind)
    if any(found.count("name") > 1 for found in inside.values()):
        return True
    persons = [group for group, found in inside.items() if "call" in found or _is_party(group)]
    starts = [at for at, (group, _) in enumerate(pairs) if group in persons and group != pairs[at - 1][0]]
    if any(at and kinds[at] == kinds[at - 1] == "division" for at in starts):
        return True
    first = starts[0] if starts else 0
    before = list(takewhile(bool, reversed(kinds[:first])))
    if not before or (before.count("name") == 1 and {*before} >= _WHOLE):
        return False
    his = inside[persons[0]]
    return not (persons[0].startswith(TOLD) and {*before}.isdisjoint(his) and {*before, *his} >= _WHOLE)


def _kinds(cells: Sequence[str], profiles: Sequence[Profile]) -> list[str]:
    """What of a person each name tells that is nobody's; "" for one that is none of a person's.  名称 before a number is a
    name."""
    kinds = [_KINDS.get(column_of(cell, profiles), "") for cell in cells]
    return [
        "name" if behind == "call" and _HINT.sub("", cell) == "名称" else kind
        for cell, kind, behind in zip(cells, kinds, [*kinds[1:], ""], strict=True)
    ]


def _is_nobodys(group: str) -> bool:
    return not group or _THINGS.search(group) is not None
