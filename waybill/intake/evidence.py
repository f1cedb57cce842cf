"""What the first rows tell of columns that the header's names alone leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from waybill.intake.carriers import shapes
from waybill.intake.cleaning import ascii_number, content
from waybill.intake.columns import AT
from waybill.intake.composite import apart, name_and_phone
from waybill.intake.profile import normal_name
from waybill.intake.steps_changed import TELLS_DIVISION
from waybill.patterns import late_pattern

if TYPE_CHECKING:
    from waybill.intake.match import Match

_LONGEST_AMOUNT = 6
_FURTHER = ("recipient_tel", "recipient_tel_2")
_RECIPIENT = ("recipient_name", "recipient_phone", "recipient_address")
_NAME_AND_PLACE = ("recipient_name", "recipient_address")
_DIVISIONS = tuple(
    f"{who}_{part}" for who in ("recipient", "sender") for part in ("province", "city", "district")
)
_SALES_REGION = late_pattern(r"(?:中国)?(?:华[东南西北中]|[东西][南北])(?:[大片战]?区|地区|区域)?")
"""What 地区 means in some sales tables; no part of an address."""
_DIVISION = late_pattern(
    r"(?!.*(?:[巷弄号栋幢室苑]|路(?!桥区)|楼(?!区)|村(?!街道)|小区))[\u4e00-\u9fff][\u4e00-\u9fff\s/,，-]{1,30}(?:[市区县旗州盟镇乡]|街道)"
)
"""A cell that holds nothing but province, city, county, perhaps the town."""
_PLACE = late_pattern(r"[\u4e00-\u9fff0-9A-Za-z](?:[省市区县旗州盟镇乡村路街道巷弄里号栋幢楼座室苑园]|小区)")
"""What parts of an address have and ticks and remarks in a column of nobody's have not."""
_NUMBERED = late_pattern(r"[0-9０-９]|[一二三四五六七八九十][号栋幢单座楼层室]")
"""What an address has and no town."""
_WAYS = late_pattern("(?:配送|物流|快递|发货|运输|运送|寄送|送货)(?:方式|渠道|类型|模板)(?:名称?)?")
"""Ways to send; what some shops write there is the carrier."""
_SENT, _CALLING = "发货信息", late_pattern(r"\d{3}-?\d{4}")
_STATE = "state"
"""An address's province, or the state that an order is in."""
_PROVINCE = late_pattern(r"[\u4e00-\u9fff]{2,8}(?:[省市]|自治区|特别行政区)")


def by_contents(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> Match:
    """The match as the rows below the header bear it out."""
    for column, position in match.others:
        if not _has_content(below, match.index[AT[column]]) and _has_content(below, position):
            match = _instead(match, header, column, position)
    for who in ("recipient", "sender"):
        match = _two_addresses(match, header, below, who)
        match = _two_phones(match, header, below, who)
    match = _further_phones(match, header, below)
    match = _small_numbers(match, header, below)
    for column in _DIVISIONS:
        if _are_sales_regions(_cells(below, match.index[AT[column]])):
            match = _without(match, header, column)
    if "recipient_address" in match.missing and _are_addresses(
        _cells(below, match.index[AT["recipient_town"]])
    ):
        match = _renamed(match, "recipient_town", "recipient_address")
    if _are_goods_sent(match, header, below):
        match = _goods_sent(match, header)
    if match.lacking()[:1] == ("carrier",):
        match = _carrier_by_its_ways(match, header, below)
    if match.index[AT["recipient_province"]] < 0 <= match.index[AT["recipient_city"]]:
        match = _province_by_its_names(match, header, below)
    if "recipient_phone" in match.missing and _most(
        name_and_phone, _cells(below, match.index[AT["recipient_name"]])
    ):
        match = _renamed(match, "recipient_name", "recipient_name_phone", "recipient_phone")
    found = [column for column in _RECIPIENT if match.index[AT[column]] >= 0]
    if len(found) == 1 and sum(column in match.missing for column in _RECIPIENT) == 2:
        match = _all_in_one(match, found[0], below)
    match = replace(match, passed_over=_passed_over(match, header, below))
    nameless = tuple((f"#{at + 1}", "") for at in _unnamed(header, below))
    return replace(match, unknown=(*match.unknown, *nameless)) if nameless else match


def goes_on(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """How many nameless columns behind the recipient's address hold its further parts, as under a header cell that is
    merged over all of them."""
    at = match.index[AT["recipient_address"]]
    count = 0
    while 0 <= at < len(header) - 1 - count and not header[at + 1 + count].strip():
        filled = [cell for cell in _cells(below, at + 1 + count) if cell]
        if not filled or sum(_PLACE.search(cell) is not None for cell in filled) * 2 <= len(filled):
            break
        count += 1
    return count


def _most(take: Callable[[str], object], cells: Sequence[str]) -> bool:
    """Whether most cells that are not blank can be taken apart so."""
    filled = [cell for cell in cells if cell]
    return sum(take(cell) is not None for cell in filled) * 2 > len(filled)


def _unnamed(header: Sequence[str], below: Sequence[Sequence[str]]) -> list[int]:
    """The positions of columns without a name in which something stands."""
    return [at for at, name in enumerate(header) if not name.strip() and _has_content(below, at)]


def _has_content(rows: Sequence[Sequence[str]], position: int) -> bool:
    return any(_cells(rows, position))


def _cells(rows: Sequence[Sequence[str]], position: int) -> list[str]:
    return [content(cells[position]) for cells in rows if 0 <= position < len(cells)]


def _are_sales_regions(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_SALES_REGION.fullmatch, filled))


def _two_addresses(match: Match, header: Sequence[str], below: Sequence[Sequence[str]], who: str) -> Match:
    """The match as two columns of one's address bear it out, where no other tells the division: one may hold the division
    (收货地址) of the other (详细地址), or the whole of which the other is the end."""
    column = f"{who}_address"
    others = [position for means, position in match.others if means == column]
    parts = ("province", "city", "district")
    if len(others) != 1 or any(match.index[AT[f"{who}_{part}"]] >= 0 for part in parts):
        return match
    at, position = match.index[AT[column]], others[0]
    pairs = [(_cell(cells, at), _cell(cells, position)) for cells in below]
    pairs = [pair for pair in pairs if all(pair)]

    def most(holds: Callable[[str, str], object]) -> bool:
        return sum(bool(holds(*pair)) for pair in pairs) * 2 > len(pairs)

    if most(lambda first, second: _DIVISION.fullmatch(first) and not _DIVISION.fullmatch(second)):
        match, at, position = _instead(match, header, column, position), position, at
    elif most(lambda first, second: second != first and second.endswith(first)):
        return _instead(match, header, column, position)
    elif not most(lambda first, second: not _DIVISION.fullmatch(first) and _DIVISION.fullmatch(second)):
        return match
    if sum(TELLS_DIVISION.match(_cell(cells, at)) is not None for cells in below) * 2 > len(below):
        return match  # the other is somebody else's
    return _taken_as(match, header, position, f"{who}_province")


def _passed_over(
    match: Match, header: Sequence[str], below: Sequence[Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Columns of a recipient's name or address (收件人, 收货人) of which one is read, and where the other is not blank it mostly
    tells something else."""
    found: dict[str, str] = {}
    for column, position in match.others:
        at = match.index[AT[column]]
        if column in _NAME_AND_PLACE and at >= 0 and position not in match.index:
            pairs = [(_cell(cells, at), _cell(cells, position)) for cells in below]
            both = [pair for pair in pairs if all(pair)]
            if sum(a not in b and b not in a for a, b in both) * 2 > len(both):
                found.setdefault(header[at].strip(), header[position].strip())
    return tuple(found.items())


def _two_phones(match: Match, header: Sequence[str], below: Sequence[Sequence[str]], who: str) -> Match:
    """The match with the second of two columns of one's phone (收件人电话, 收件人固定电话) as that of his second number, where
    no other is."""
    phone, tel = f"{who}_phone", f"{who}_tel"
    for first, free in ((phone, tel), (tel, phone)):
        found = [at for means, at in match.others if means == first and at != match.index[AT[first]]]
        if match.index[AT[free]] < 0 and found and _has_content(below, found[0]):
            match = match if free == tel else _renamed(match, tel, phone)
            return _taken_as(match, header, found[0], tel)
    return match


def _further_phones(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> Match:
    """The match with further numbers of the recipient (a second 手机, 备用电话) in the places that are free behind those that
    he has."""
    for at in match.calls:
        if at in match.index or not _has_content(below, at):
            continue
        if match.index[AT["recipient_phone"]] < 0:
            match = _renamed(match, "recipient_tel", "recipient_phone")
        free = next((column for column in _FURTHER if match.index[AT[column]] < 0), "")
        match = _taken_as(match, header, at, free) if free else match
    return match


def _small_numbers(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> Match:
    """The match without a column 小号 that holds small sizes and no virtual numbers."""
    at = match.index[AT["recipient_virtual"]]
    if at < 0 or not header[at].strip().endswith("小号"):
        return match
    filled = [cell for cell in _cells(below, at) if cell]
    numbers = sum(len(ascii_number(cell)) > _LONGEST_AMOUNT for cell in filled)
    return match if numbers * 2 > len(filled) else _without(match, header, "recipient_virtual")


def _are_goods_sent(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether 发货信息 is what is sent, as in forms of printing programs: no cell of it has a number that calls who sends."""
    at = match.index[AT["sender_all"]]
    found = at >= 0 and normal_name(header[at]) == _SENT
    return found and not any(map(_CALLING.search, _cells(below, at)))


def _goods_sent(match: Match, header: Sequence[str]) -> Match:
    """The match with 发货信息 as the goods, where no other column has them; else as a column that is not understood."""
    if "contents" in match.lacking():
        return _renamed(match, "sender_all", "contents")
    without = _without(match, header, "sender_all")
    return replace(without, ignored=match.ignored, unknown=(*match.unknown, (without.ignored[-1], "")))


def _carrier_by_its_ways(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> Match:
    """The match with a column of ways to send (配送方式) as the carrier, where most of them are carriers' names."""
    for position, name in enumerate(header):
        if _WAYS.fullmatch(normal_name(name)):
            filled = [cell for cell in _cells(below, position) if cell]
            if sum(cell in shapes() for cell in filled) * 2 > len(filled):
                return _taken_as(match, header, position, "carrier")
    return match


def _province_by_its_names(match: Match, header: Sequence[str], below: Sequence[Sequence[str]]) -> Match:
    """The match with a column State as the province, where most of its cells are one."""
    for position, name in enumerate(header):
        if normal_name(name) == _STATE and _most(_PROVINCE.fullmatch, _cells(below, position)):
            return _taken_as(match, header, position, "recipient_province")
    return match


def _taken_as(match: Match, header: Sequence[str], position: int, column: str) -> Match:
    """The match with a column that its name left out as what it holds: a second address as a division."""
    index = list(match.index)
    index[AT[column]], name = position, header[position].strip()
    return replace(
        match,
        index=tuple(index),
        understood=(*match.understood, (name, column)),
        ignored=tuple(each for each in match.ignored if each != name),
        unknown=tuple(each for each in match.unknown if each[0] != name),
    )


def _cell(cells: Sequence[str], position: int) -> str:
    return content(cells[position]) if 0 <= position < len(cells) else ""


def _are_addresses(cells: Sequence[str]) -> bool:
    """Whether most cells of a column 街道 go on to a number, as where it is the last of a file's 省, 市, 区, 街道."""
    filled = [cell for cell in cells if cell]
    return sum(_NUMBERED.search(cell) is not None for cell in filled) * 2 > len(filled)


def _renamed(match: Match, before: str, now: str, gives: str = "") -> Match:
    """The match with a column as another one that is missing, or that gives what is."""
    index = list(match.index)
    index[AT[now]], index[AT[before]] = index[AT[before]], -1
    understood = tuple((name, now if column == before else column) for name, column in match.understood)
    missing = tuple(column for column in match.missing if column != (gives or now))
    return replace(match, index=tuple(index), understood=understood, missing=missing)


def _without(match: Match, header: Sequence[str], column: str) -> Match:
    """The match without a column that is something else than its name says."""
    index = list(match.index)
    name, index[AT[column]] = header[index[AT[column]]].strip(), -1
    understood = tuple(pair for pair in match.understood if pair != (name, column))
    return replace(match, index=tuple(index), understood=understood, ignored=(*match.ignored, name))


def _instead(match: Match, header: Sequence[str], column: str, position: int) -> Match:
    """The match with another column of the same meaning, as where 收货人 is blank in every row and 收件人 is not."""
    index = list(match.index)
    before, index[AT[column]] = header[index[AT[column]]].strip(), position
    now = header[position].strip()
    understood = tuple((now, column) if pair == (before, column) else pair for pair in match.understood)
    ignored = tuple(before if name == now else name for name in match.ignored)
    return replace(match, index=tuple(index), understood=understood, ignored=ignored)


def _all_in_one(match: Match, column: str, below: Sequence[Sequence[str]]) -> Match:
    """The match with the recipient's only column as one of name, phone and address, where most first rows come apart."""
    at = match.index[AT[column]]
    if not _most(apart, _cells(below, at)):
        return match
    index = list(match.index)
    index[AT[column]], index[AT["recipient_all"]] = -1, at
    understood = ((name, "recipient_all" if means == column else means) for name, means in match.understood)
    missing = tuple(name for name in match.missing if name not in _RECIPIENT)
    return replace(match, index=tuple(index), understood=tuple(understood), missing=missing)
