"""What the columns of a header mean: by a profile's names, by the common synonyms, by the parts that names are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from waybill.intake.column_names import (
    ANYBODYS,
    CALLS,
    CUSTOMERS,
    PARTS,
    Words,
    column_of,
    gives,
    words_of,
)
from waybill.intake.columns import AT, FIELDS, REGIONS
from waybill.intake.meanings import meanings, not_understood
from waybill.intake.neighbours import with_persons
from waybill.intake.profile import Profile, normal_name
from waybill.intake.twins import second_before_its_person, told_apart

_ONE_IS_ENOUGH = frozenset(
    {
        "sender_all",
        "contents",
        "remark",
        "sku",
        "ordered_at",
        "payment",
        "freight_payment",
        "order_state",
        "after_sales",
    }
)
"""Of columns of one name the first is read; of all others nobody knows which is meant."""
MUST = ("waybill_no", "recipient_name", "recipient_phone", "recipient_address")
"""The columns without which there is no label."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a header was understood.  Only names that the catalogue knows or that look like headers are ever shown."""

    profile: Profile
    index: tuple[int, ...]
    """For each standard column its position in the row, -1 where the file has none."""
    understood: tuple[tuple[str, str], ...]
    """(header name, standard column)."""
    ignored: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    """(header name or its position where it may be a value, nearest known name or "")."""
    missing: tuple[str, ...]
    """Required standard columns that no header name gives."""
    twice: tuple[str, ...]
    """Header names that stand twice for one standard column."""
    recognised: tuple[str, ...]
    """The header names by which the profile was recognised."""
    plain: Profile
    """The profile that holds the common synonyms."""
    others: tuple[tuple[str, int], ...] = ()
    """(standard column, position) of further columns that mean the same, the best first; a virtual number and the flag
    that there is one do not."""
    calls: tuple[int, ...] = ()
    """Positions of further numbers of the recipient, the best first."""
    repeated: tuple[str, ...] = ()
    """Header names that stand twice, of which the first is read."""
    passed_over: tuple[tuple[str, str], ...] = ()
    """(name of a column that is read, name of one that means the same and tells other things)."""

    def column_named(self, name: str) -> str | None:
        """The standard column that a header name, a synonym or a standard name means; None where it means none."""
        return column_of(name, (self.profile, self.plain)) or None

    def lacking(self, supplied: Iterable[str] = ()) -> tuple[str, ...]:
        """Carrier and goods, where neither a column nor the profile gives them."""
        found = {column for _, column in self.understood} | set(supplied)
        if "carrier_waybill" in found or self.profile.carrier_by_prefix:
            found.add("carrier")
        return tuple(column for column in ("carrier", "contents") if column not in found)


def understand(
    cells: Sequence[str], profile: Profile, plain: Profile, recognised: tuple[str, ...] = ()
) -> Match:
    """Map a header's cells to standard columns: the profile's names first, then the common synonyms.  What stands behind
    another person is his, unless the recipient would lack it."""
    words = words_of(profile, plain)
    names = told_apart([normal_name(cell) for cell in cells], words.column)
    alone = _understand(cells, names, words, recognised)
    meant = [words.meaning(name) for name in names]
    second = _second_of_nobody(meant) or second_before_its_person(names, meant)
    if second:
        return replace(alone, twice=(*alone.twice, cells[second].strip()))
    recipient = alone.index[AT["recipient_name"]]
    told = with_persons(names, words.column, recipient)
    near = [name if name in words.own else by_place for name, by_place in zip(names, told, strict=True)]
    if near == names:
        return alone
    match = _understand(cells, near, words, recognised)
    lacking = [column for column in match.missing if column not in alone.missing]
    # Another's address, and a sender's number, that stand before his name are not his, even where he would lack them.
    senders = {match.index[AT[field]] for field in FIELDS if field.startswith("sender_")}
    not_his = {
        field
        for field, at in zip(FIELDS, alone.index, strict=True)
        if 0 <= at < recipient and (field == "recipient_address" or (field in CALLS and at in senders))
    }
    return alone if lacking and gives(not_his).isdisjoint(lacking) else match


def _second_of_nobody(meant: Sequence[tuple[str, int]]) -> int:
    """The position of a second person's name where neither is told to be the recipient (姓名, 电话, 联系人, 手机), each with a
    number behind; 0 where there is none."""
    persons = [
        at for at, (column, rank) in enumerate(meant) if column == "recipient_name" and rank < CUSTOMERS
    ]
    if any(meant[at][1] < ANYBODYS for at in persons):
        return 0
    with_number = [at for at in persons if at + 1 < len(meant) and meant[at + 1][0] in CALLS]
    return with_number[1] if len(with_number) > 1 else 0


def _understand(
    cells: Sequence[str], names: Sequence[str], words: Words, recognised: tuple[str, ...]
) -> Match:
    """The match of cells by the names that they are compared by."""
    meant = meanings(cells, names, words)
    ignored, unknown = not_understood(cells, names, meant, words.plain)
    best: dict[str, tuple[int, int]] = {}
    understood: list[tuple[str, str]] = []
    twice: list[str] = []
    repeated: list[str] = []
    regions = [(column, position) for position, column, _ in meant if column in REGIONS]
    taken = _with_second_number(
        [(rank, column, position) for position, column, rank in meant if column and column not in REGIONS]
    )
    for rank, column, position in taken:
        cell = cells[position].strip()
        before, at = best.get(column, (-1, -1))
        if before == rank and names[at] == names[position] and column not in CALLS:
            (repeated if column in _ONE_IS_ENOUGH else twice).append(cells[at].strip())
        understood.append((cell, column))
        if column not in best or rank < best[column][0]:
            best[column] = (rank, position)
    for region, position in regions:
        column = _part_for(region, best)
        understood.append((cells[position].strip(), column))
        best.setdefault(column, (0, position))
    index = tuple(best[field][1] if field in best else -1 for field in FIELDS)
    used = {(cells[position].strip(), column) for column, (_, position) in best.items()}
    ignored += [name for name, column in understood if (name, column) not in used]
    understood = [pair for pair in understood if pair in used]
    return Match(
        profile=words.profile,
        index=index,
        understood=tuple(understood),
        ignored=tuple(ignored),
        unknown=tuple(unknown),
        missing=tuple(column for column in MUST if column not in gives(best)),
        twice=tuple(twice),
        recognised=recognised,
        plain=words.plain,
        others=_further(taken, best),
        calls=_calls(taken, best, cells),
        repeated=tuple(repeated),
    )


def _with_second_number(taken: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    """The columns with the second-best of those with waybill numbers (运单号, 快递单号) as that of a second number: each row
    tells whether the two differ."""
    numbers = sorted(each for each in taken if each[1] == "waybill_no")
    is_told = len(numbers) > 1 and (numbers[1][0] < PARTS or numbers[1][0] == numbers[0][0])
    if not is_told or any(column == "waybill_no_2" for _, column, _ in taken):
        return taken
    return [(0, "waybill_no_2", each[2]) if each == numbers[1] else each for each in taken]


def _further(
    ranked: Iterable[tuple[int, str, int]], best: dict[str, tuple[int, int]]
) -> tuple[tuple[str, int], ...]:
    """Columns that mean the same as the one that was taken, the best first (see ``Match.others``)."""
    return tuple(
        (column, at)
        for rank, column, at in sorted(ranked)
        if rank < ANYBODYS and best[column][1] != at and not column.endswith("_virtual")
    )


def _calls(
    ranked: Iterable[tuple[int, str, int]], best: dict[str, tuple[int, int]], cells: Sequence[str]
) -> tuple[int, ...]:
    """The positions of further numbers of the recipient (see ``Match.calls``); one of nobody in particular only where its
    name is that of the number taken, and behind it."""
    used = {best[column][1] for column in CALLS if column in best}
    first = {cells[at].strip(): at for at in used}
    return tuple(
        at
        for rank, column, at in sorted(ranked)
        if column in CALLS and at not in used and (rank < ANYBODYS or first.get(cells[at].strip(), at) < at)
    )


def _part_for(region: str, known: Iterable[str]) -> str:
    """The column of a region in one cell: the first of its parts that has no column of its own.  The reader of
    addresses takes them apart."""
    who = region.removesuffix("region")
    parts = [who + part for part in ("province", "city", "district")]
    return next((part for part in parts if part not in known), parts[-1])
