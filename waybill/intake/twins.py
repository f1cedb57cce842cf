"""Names that stand in a header for two persons: numbered by a program because each must be there once (电话, 电话2), or told by
the company before them alone (寄件公司, 联系人, 电话, 收件公司, 联系人, 电话)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waybill.intake.column_names import CALLS, ELSEWHERE
from waybill.patterns import late_pattern

_NUMBERED = late_pattern(r"(.*[^0-9._(（\[-])(?:[._-]?[1-9]|[(（\[][1-9][)）\]])")
"""电话.1 (pandas), 电话_1 (Power Query), 电话2 (a table in Excel), 电话(2)."""
_COMPANY = late_pattern("(?:(寄)[件方]?|(发)[件货]方?|([收到])[件货方]?)(?:公司|单位|企业)(?:名称)?")
_A_NAME = late_pattern("联[系络]人(?:姓名)?|姓名")
_STREETS = ("street", "street1")
_ENDS = frozenset("123456789)）]")
_NEAR = 2
"""A company's own person is named within so many columns."""


def told_apart(names: Sequence[str], column_of: Callable[[str], str]) -> list[str]:
    """The compared names, each that belongs to another person than its twin as what it is: 电话2 behind a second person is a
    电话, and 联系人 behind 收件公司 is the 收件人."""
    return _of_companies(_without_numbers(_without_streets(names, column_of), column_of), column_of)


def _without_streets(names: Sequence[str], column_of: Callable[[str], str]) -> Sequence[str]:
    """Each Street as nobody's where the same person has an address, too: what programs call the 街道, or a part of that.
    Address1 is the part, and Street the whole."""
    streets = {name for name in names if name.endswith(_STREETS)}
    if not streets:
        return names
    others = [
        (column_of(name), name)
        for name in names
        if name not in streets and column_of(name).endswith("_address")
    ]
    twice = {
        street
        for street in streets
        for column, name in others
        if column == column_of(street) and name != street.replace("street", "address") + "1"
    }
    return [ELSEWHERE + name if name in twice else name for name in names]


def _without_numbers(names: Sequence[str], column_of: Callable[[str], str]) -> list[str]:
    """A second person's numbered names without their number.  What is numbered for one person (手机2, 地址2) stays."""
    found = list(names)
    for at, name in enumerate(names):
        twin = without_number(name)
        if twin and twin in names[:at]:
            since = found[names.index(twin) + 1 : at]
            if _is_of_another(twin, since, column_of):
                found[at] = twin
    return found


def without_number(name: str) -> str:
    """The name of which this one may be the second (电话 of 电话2); "" of one without a number."""
    found = _NUMBERED.fullmatch(name) if name[-1:] in _ENDS else None
    return found[1] if found else ""


def _is_of_another(name: str, since: Sequence[str], column_of: Callable[[str], str]) -> bool:
    """Whether a name that comes again is a second person's: a person, or behind one who has no such column yet."""
    if _begins_person(name, column_of):
        return True
    persons = [at for at, each in enumerate(since) if _begins_person(each, column_of)]
    his = since[persons[-1] + 1 :] if persons else ()
    return bool(persons) and _kind(column_of(name)) not in {_kind(column_of(each)) for each in his}


def _kind(column: str) -> str:
    return column.partition("_")[2]


def _begins_person(name: str, column_of: Callable[[str], str]) -> bool:
    """Whether a column begins with a person: what stands behind it is his."""
    return column_of(name) in ("recipient_name", "sender_name") or _COMPANY.fullmatch(name) is not None


def second_before_its_person(names: Sequence[str], meant: Sequence[tuple[str, int]]) -> int:
    """The position of a second person's number where each stands before its person (电话, 收件人, 电话, 寄件人), of which
    nothing else tells whose it is; 0 where there is none."""
    persons = [at for at, (column, _) in enumerate(meant) if column in ("recipient_name", "sender_name")]
    first = persons[0] - 1 if persons else -1
    if first < 0 or meant[first][0] not in CALLS:
        return 0
    others = [at for at in range(first + 1, len(names)) if names[at] == names[first]]
    return others[0] if others and all(at + 1 in persons for at in others) else 0


def _of_companies(names: list[str], column_of: Callable[[str], str]) -> list[str]:
    """The person behind a company's name as the sender or the recipient that the company is, unless another column is; a
    sending company without one as the sender."""
    for at, name in enumerate(names):
        company = _COMPANY.fullmatch(name)
        if not company:
            continue
        is_sender = company[1] or company[2]
        person = _person_behind(names, at) or (at if is_sender and _is_reached(names, at, column_of) else 0)
        if person and not any(
            column_of(each) == "sender_name"
            if is_sender
            else each.startswith("收") and column_of(each) == "recipient_name"
            for each in names
        ):
            names[person] = "寄件人" if is_sender else "收件人"
    return names


def _is_reached(names: Sequence[str], at: int, column_of: Callable[[str], str]) -> bool:
    """Whether the company's number or place stands behind its name: 发货公司 alone may be the carrier."""
    behind = names[at + 1] if at + 1 < len(names) else ""
    return column_of(behind).startswith(("recipient_", "sender_")) and not behind.startswith("收")


def _person_behind(names: Sequence[str], at: int) -> int:
    """The position of the person within reach of a company's column; 0 where there is none."""
    near = range(at + 1, min(at + 1 + _NEAR, len(names)))
    return next((position for position in near if _A_NAME.fullmatch(names[position])), 0)
