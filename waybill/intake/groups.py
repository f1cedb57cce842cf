"""Headers of two rows: a group (收件人) stands above the names (姓名, 电话, 地址) that tell nothing without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from waybill.intake.columns import AT
from waybill.intake.match import TOLD, Match, column_of, settles
from waybill.intake.profile import Profile
from waybill.intake.twins import without_number
from waybill.patterns import late_pattern

_SENDER = late_pattern(r"[寄发卖]|商家|sender|shipper", re.I)
_HINT = late_pattern(r"[(（\[【](?:非?必填|选填|可选)[^()（）\[\]【】]*[)）\]】]|\*")
_IN_ONE_SIGN = {"寄": "寄件人", "发": "寄件人", "收": "收件人"}
"""A group as a form's corner says it: （寄）."""
_CALLS = frozenset({"recipient_phone", "recipient_tel"})
_OF_A_PERSON = frozenset({*_CALLS, "recipient_name", "recipient_address"})


def grouped(above: Sequence[str], cells: Sequence[str], profiles: Sequence[Profile]) -> list[str]:
    """A header of two rows as one: the group above (收件人 or 收件人信息, filled to the right) before each name (姓名)
    that means nothing without it, or something else with it.  Where a group is the recipient's, another's 电话 or 地址
    (开票信息, 仓库) is not."""
    pairs = _in_groups(above, cells, profiles)
    both = [cell if cell.startswith(group) else group.removesuffix("信息") + cell for group, cell in pairs]
    settled = settles(
        {
            column_of(name, profiles)
            for name, (group, cell) in zip(both, pairs, strict=True)
            if cell and group.startswith(TOLD)
        }
    )
    if settled & _CALLS and "recipient_address" in settled:  # he is whole there
        settled |= _OF_A_PERSON
    names: list[str] = []
    for name, (group, cell) in zip(both, pairs, strict=True):
        alone = column_of(cell, profiles)
        others = (
            alone.startswith("recipient") and "收" not in cell and (_SENDER.search(group) or alone in settled)
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
        if column in _CALLS and (group, "recipient_name") not in meant and _is_party(group)
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


def left_of_its_group(names: Sequence[str], alone: Sequence[str], match: Match) -> str:
    """The recipient's name that stands under no group where his address does, and another of that name under another
    group: a group's word in the middle of its columns, read from there on, takes the next person's name for his."""
    at, address = match.index[AT["recipient_name"]], match.index[AT["recipient_address"]]
    if (
        min(at, address) < 0
        or names[at].strip() != alone[at].strip()
        or names[address].strip() == alone[address].strip()
    ):
        return ""
    name = alone[at].strip()
    return (
        name if any(cell.strip() == name and names[other] != name for other, cell in enumerate(alone)) else ""
    )
