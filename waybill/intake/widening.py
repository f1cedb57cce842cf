"""Headers that are wider or narrower than the rows below them, as where every row ends in a delimiter that the header lacks.

Such a row has a blank cell too many at its end, and so has a row in which a comma was not quoted and whose last cell is
blank.  The header is widened only where the cells of most rows prove to stand under their own names: then it is the
program that wrote the file, and a row that was shifted has still one cell more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from waybill.intake.cleaning import ascii_number, unmark
from waybill.intake.columns import AT
from waybill.intake.header import FirstRow
from waybill.patterns import late_pattern

_FEWEST = 4
"""A row with fewer filled cells is a total or a remark."""
_PHONE = late_pattern(r"\+?[0-9*]{3}[0-9*-]{4,20}")
_PLACE = late_pattern("[省市区县镇乡村路街道巷弄号幢栋楼座层室户]|单元")
_AMOUNT = late_pattern(rf"(?!.{{0,12}}(?:{_PLACE.pattern}))[0-9.]{{1,9}}[^0-9]{{0,3}}")
_DIVISION = late_pattern(r"[^0-9]{1,12}[省市区县旗州盟镇乡道]|北京|上海|天津|重庆", re.I)
_KINDS = {
    "waybill_no": late_pattern(r"(?=.*[0-9]{6})[0-9A-Z]{10,30}"),
    "recipient_phone": _PHONE, "recipient_tel": _PHONE, "sender_phone": _PHONE, "sender_tel": _PHONE,
    "recipient_province": _DIVISION, "recipient_city": _DIVISION, "recipient_district": _DIVISION,
    "sender_province": _DIVISION, "sender_city": _DIVISION, "sender_district": _DIVISION,
    "three_segment_code": late_pattern(r"[0-9A-Z]{3,5}-[0-9A-Z]{3,4}(?:-?[0-9A-Z]{2,4})?"),
    "ordered_at": late_pattern(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}.{0,20}"),
    "quantity": _AMOUNT, "weight_kg": _AMOUNT,
}  # fmt: skip
"""What cells of these columns look like and hardly any text does."""
_TEXTS = (
    "recipient_name",
    "recipient_address",
    "sender_name",
    "sender_address",
    "carrier",
    "contents",
    "remark",
)
_PLACES = ("recipient_address", "sender_address")
_PERSONS = ("recipient_name", "sender_name", *_PLACES)
_DOOR = late_pattern("[0-9A-Za-z#-]{0,3}[0-9]{3,4}[A-Za-z]?")
"""A room without its sign, as an address ends in; few parcels have so many pieces or kilograms."""


class _Columns(NamedTuple):
    """Where the columns stand that tell something of a row."""

    kinds: dict[int, re.Pattern[str]]
    texts: set[int]
    places: set[int]
    persons: set[int]


def without_idle_end(cells: list[str], below: Sequence[FirstRow]) -> list[str]:
    """The header without nameless cells at its end where most rows below do not have them: with them, a row
    with a cell too many would fit."""
    named = max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)
    lengths = [len(row.cells) for row in below]
    return cells[:named] if lengths.count(named) > lengths.count(len(cells)) else cells


def widened(header: list[str], index: Sequence[int], below: Sequence[FirstRow]) -> list[str]:
    """The header with a nameless column for each idle cell that all of these rows have at their end."""
    rows = [row.cells for row in below if sum(map(bool, row.cells)) >= _FEWEST]
    if not rows or min(map(len, rows)) <= len(header):
        return header
    width = Counter(map(len, rows)).most_common(1)[0][0]
    usual = [cells for cells in rows if len(cells) == width]
    idle = width - len(header)
    if any(cell.strip() for cells in usual for cell in cells[len(header) :]):
        return header
    columns = _Columns(
        {index[AT[column]]: kind for column, kind in _KINDS.items() if index[AT[column]] >= 0},
        *({index[AT[column]] for column in names} - {-1} for names in (_TEXTS, _PLACES, _PERSONS)),
    )
    proven = sum(_in_place(cells, columns, idle) for cells in usual)
    return header + [""] * idle if proven * 2 > len(usual) else header


def _in_place(cells: list[str], columns: _Columns, idle: int) -> bool:
    """Whether no cell of a row can have been broken in two.

    Every cell that can be told is under its own name; one of them is where a shifted row would have something else;
    and behind it no person's cell and its neighbour can be two halves of one.
    """
    filled = {at for at, cell in enumerate(cells) if cell.strip()}
    looks = {at: ascii_number(unmark(cells[at])) for at in columns.kinds.keys() & filled}
    if not all(columns.kinds[at].fullmatch(text) for at, text in looks.items()):
        return False

    def is_door(at: int) -> bool:
        return at - 1 in columns.places and _DOOR.fullmatch(cells[at].strip()) is not None

    def tells(at: int) -> bool:
        other = at - idle
        if columns.kinds[at] is _AMOUNT and is_door(at):
            return False
        return other in columns.texts or (other in looks and not columns.kinds[other].fullmatch(looks[at]))

    def halves(at: int) -> bool:
        if {at, at + 1} <= filled and is_door(at + 1) and columns.kinds.get(at + 1, _AMOUNT) is _AMOUNT:
            return True
        if not {at, at + 1} <= filled or {at, at + 1} & looks.keys() or not {at, at + 1} & columns.persons:
            return False
        second_is_place = _PLACE.search(cells[at + 1]) is not None
        return second_is_place if at in columns.places else not (second_is_place and at + 1 in columns.places)

    last = max((at for at in looks if tells(at)), default=-1)
    return last >= 0 and not any(map(halves, range(last + 1, len(cells))))
