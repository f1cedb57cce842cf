"""What single names of columns mean, how surely, and what columns give: by profiles, common synonyms, their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from waybill.intake.columns import ADDRESS_PARTS
from waybill.intake.profile import Profile, normal_name
from waybill.patterns import late_pattern

_LOOKS_PERSONAL = late_pattern(r"\d{4}|[*#$~@^]|1[3-9]\d")
TOLD = ("收", "recipient", "receiver", "consignee")
"""So names begin that tell whose they are; others (姓名, 手机) may be anybody's."""
ANYBODYS = 1500
"""The rank from which names may be anybody's."""
_ANY_PLACE = 1400
"""The rank from which an address or a division may be anybody's."""
_ADDRESSES = ("地址", "详细地址", "街道地址", "联系地址", "address")
"""Addresses that go behind those of which is told whose they are."""
PARTS, APART = 1300, 350
"""The rank of names understood by their parts, and how far those of nobody and of a customer are behind it."""
CUSTOMERS = PARTS + 2 * APART
"""The rank from which names are a customer's."""
_PERSONS = ("recipient_name", "recipient_phone", "recipient_tel")
CALLS = frozenset({"recipient_phone", "recipient_tel"})
_DIVISIONS = frozenset(f"recipient_{part}" for part in ("region", "province", "city", "district", "town"))
_THREE = frozenset(f"recipient_{part}" for part in ("province", "city", "district"))
ELSEWHERE = "别处"
"""Whose columns are that are taken for nobody's: a 小区 behind no column of the recipient's, the 手机 behind another's 姓名."""
NAME_PARTS = frozenset({"recipient_family", "recipient_given"})
_ANY_NUMBER = ("单号", "母单号")
"""Waybill numbers only where no other column is one: that of an order, or of the first of several parcels."""


@lru_cache(maxsize=64)
def names_of(profile: Profile) -> dict[str, tuple[str, int]]:
    """Header name -> (standard column, rank)."""
    table: dict[str, tuple[str, int]] = {}
    for column, names in profile.columns:
        for rank, name in enumerate((*names, column)):
            table.setdefault(normal_name(name), (column, rank))
    return table


def may_show(name: str) -> bool:
    """Whether a header name may be told in a message: short, and nothing like a number, mask or address."""
    return 0 < len(name) <= 20 and name.isprintable() and not _LOOKS_PERSONAL.search(name)


def common_meaning(name: str, common: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The column and rank of a name that the profile does not list: a common synonym, or a name made of known parts;
    ("", 0) where it is neither.  Who is told in the name goes before who is not."""
    if name in common:
        column, rank = common[name]
        told = name.startswith(TOLD)
        if (column in _PERSONS and not told) or name in _ANY_NUMBER:
            return column, rank + ANYBODYS
        may_be_anybodys = name in _ADDRESSES or (column in _DIVISIONS and not told)
        return column, rank + (_ANY_PLACE if may_be_anybodys else 1000)
    from waybill.intake.naming import by_parts

    found = by_parts(name)
    return (found.column, PARTS + APART * found.whom + found.rank) if found else ("", 0)


class Words(NamedTuple):
    """What names mean in a profile's files: its own names go before the common ones."""

    profile: Profile
    plain: Profile
    own: dict[str, tuple[str, int]]
    common: dict[str, tuple[str, int]]

    def meaning(self, name: str) -> tuple[str, int]:
        """Standard column and rank; ("", 0) for a name that means none."""
        return self.own.get(name) or common_meaning(name, self.common)

    def column(self, name: str) -> str:
        """The standard column alone."""
        return self.meaning(name)[0]


def words_of(profile: Profile, plain: Profile) -> Words:
    """``plain`` is the profile that holds the common synonyms."""
    return Words(profile, plain, {} if profile is plain else names_of(profile), names_of(plain))


def settles(told: set[str]) -> frozenset[str]:
    """The columns of a recipient that others can't add to, where these are told to be the recipient's."""
    settled = told - {""}
    if told & CALLS:
        settled |= CALLS | {"recipient_extension", "recipient_name_phone"}
    if "recipient_name_phone" in told:
        settled |= {"recipient_name", *CALLS, *NAME_PARTS}
    if "recipient_name" in told:
        settled |= NAME_PARTS
    if told & NAME_PARTS:
        settled |= {"recipient_name"}
    if "recipient_address" in told:
        settled |= _DIVISIONS | {*ADDRESS_PARTS}
    if "recipient_region" in told:
        settled |= _DIVISIONS - {"recipient_town"}
    return frozenset(settled)


def divisions_of_others(meant: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of what names mean (column, rank), divisions that are somebody else's: where one is told to be the recipient's (收货市)
    and another of its kind is not (市), all that are not told (省, 市, 区), as a shop's.  收货地区 alone may be the last of three."""
    told = {column for column, rank in meant if column in _DIVISIONS and rank < _ANY_PLACE}
    others = {(column, rank) for column, rank in meant if column in _DIVISIONS and rank >= _ANY_PLACE}
    kinds = {column for column, _ in others}
    is_told_whole = "recipient_region" in told and kinds >= _THREE
    return others if told & kinds or is_told_whole else set()


def gives(columns: Iterable[str]) -> set[str]:
    """The required columns that these columns give, composite ones included."""
    found = set(columns)
    if found & {"carrier_waybill", "seller_remark", "waybill_no_new"}:
        found.add("waybill_no")
    if "recipient_all" in found:
        found |= {"recipient_name", "recipient_phone", "recipient_address"}
    if "recipient_name_phone" in found:
        found |= {"recipient_name", "recipient_phone"}
    if found & {"recipient_tel", "recipient_virtual"}:
        found.add("recipient_phone")
    if found & NAME_PARTS:
        found.add("recipient_name")
    return found


def column_of(name: str, profiles: Sequence[Profile]) -> str:
    """The standard column that a name means in one of the profiles, or by its parts; "" where it means none."""
    wanted = normal_name(name)
    listed = next((names_of(profile)[wanted][0] for profile in profiles if wanted in names_of(profile)), "")
    return listed or (common_meaning(wanted, {})[0] if wanted else "")
