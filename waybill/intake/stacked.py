"""Tables that were pasted below one another, each with a header of its own.

Rows under another header stand in its columns.  Read by the first one, a sender could become the recipient and an order
number a waybill's: until the first header comes again, such rows are none of its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from waybill.intake.column_names import column_of
from waybill.intake.columns import AT, FIELDS
from waybill.intake.header import LEAST, may_be_header
from waybill.intake.layout import Layout, RawChunk
from waybill.intake.profile import Profile, normal_name
from waybill.intake.reading import records
from waybill.patterns import late_pattern

_SIGNS = ("单号", "运单", "地址", "ddress")
"""One of these or the own name of the number's column stands in nearly every header, and in few rows."""
_PARTY = ("recipient_name", "recipient_phone", "recipient_address")
_OF_A_PARTY = late_pattern(
    r"(?:人|姓名|名称|电话|手机号?码?|联系方式|地址|客服|name|phone|mobile|tel|address|sender|shipper)\Z",
    re.I,
)
"""How the name of a column ends that holds somebody's name, phone or address."""
_NUMBER = ("waybill_no", "carrier_waybill", "seller_remark")
_LONG_NUMBER = late_pattern(rb"[0-9]{7}")
_GROUPED_NUMBER = late_pattern(r"(?:\d[ \-]?){7}")
"""A phone or waybill number as some write it, in groups: no header has one."""
_TELLING = frozenset({*_NUMBER, "recipient_name", "recipient_phone", "recipient_address"})
_FEWEST_SAME = 2
_AS_PHONE = {"recipient_tel": "recipient_phone", "sender_tel": "sender_phone"}
"""Two columns of one kind, of which a header may have both or either."""


def marked(chunks: Iterable[RawChunk], layout: Layout, profiles: Sequence[Profile]) -> Iterator[RawChunk]:
    """A table's chunks, cut where a header comes; what stands under another one is marked with that one's line.

    A header right below the table's own says once more, in English or in a program's words, what its columns are.
    """
    headers = _Headers(layout, profiles)
    under = first = 0
    for chunk in chunks:
        rest = chunk
        first = first or chunk.line
        for line, is_other in headers.within(chunk):
            if line == first:
                continue
            before, rest = _cut(rest, line - rest.line)
            if before.data or before.rows:
                yield before._replace(under=under)
            under = line if is_other else 0
        yield rest._replace(under=under) if under else rest


def _cut(chunk: RawChunk, at: int) -> tuple[RawChunk, RawChunk]:
    """A chunk in two, the second from the line so many behind its first."""
    if chunk.rows:
        return chunk._replace(rows=chunk.rows[:at]), RawChunk(chunk.line + at, b"", chunk.rows[at:])
    lines = chunk.data.splitlines(keepends=True)
    return chunk._replace(data=b"".join(lines[:at])), RawChunk(chunk.line + at, b"".join(lines[at:]))


def _may_name(sign: bytes, data: bytes) -> bool:
    """Whether a line has the sign and no long number, unlike those of a file whose every remark tells a number."""
    return any(sign in line and not _LONG_NUMBER.search(line) for line in data.splitlines())


class _Headers:
    """Finds the headers among the rows of a table."""

    def __init__(self, layout: Layout, profiles: Sequence[Profile]) -> None:
        self._layout = layout
        self._profiles = profiles
        self._names = tuple(map(normal_name, layout.header))
        self._columns = {
            at: _AS_PHONE.get(column, column)
            for column, at in zip(FIELDS, layout.index, strict=True)
            if at >= 0
        }
        own = (
            layout.header[layout.index[AT[column]]].strip()
            for column in _NUMBER
            if layout.index[AT[column]] >= 0
        )
        self._signs = tuple({*_SIGNS, *own} - {""})
        self._encoded = tuple({sign.encode(layout.encoding, "ignore") for sign in self._signs} - {b""})

    def within(self, chunk: RawChunk) -> list[tuple[int, bool]]:
        """The line of each header in a chunk, and whether it is another one than the table's."""
        if chunk.rows:
            seen = "\n".join(map("".join, chunk.rows))
            if not any(sign in seen for sign in self._signs):
                return []
        elif not any(sign in chunk.data and _may_name(sign, chunk.data) for sign in self._encoded):
            return []
        return [
            (record.line, is_other)
            for record in records(self._layout, chunk)
            if record.cells
            and any(sign in record.text for sign in self._signs)
            and may_be_header((record.text,))
            and (is_other := self._is_other(record.cells)) is not None
        ]

    def _is_other(self, cells: Sequence[str]) -> bool | None:
        """Whether a row is a header by which cells stand in other columns than by the table's; None where it is no
        header, or says the same in other words."""
        if any(map(_GROUPED_NUMBER.search, cells)):
            return None
        names = [normal_name(cell) for cell in cells]
        if self._is_own(names):
            return False
        meant = {at: column_of(name, self._profiles) for at, name in enumerate(names) if name}
        told = {at: _AS_PHONE.get(column, column) for at, column in meant.items() if column}
        columns = set(told.values())
        if len(columns) >= _FEWEST_SAME and any(
            self._columns.get(at) in _PARTY and told.get(at) != self._columns[at] and _OF_A_PARTY.search(name)
            for at, name in enumerate(names)
        ):
            return True
        if len(columns) < LEAST or len(told) * 2 < len(meant) or _TELLING.isdisjoint(columns):
            return None
        there = set(self._columns.values())
        differ = any(
            self._columns.get(at, "") != column if column in there else self._is_others(at, column)
            for at, column in told.items()
        )
        return True if differ else None

    def _is_others(self, at: int, column: str) -> bool:
        """Whether a column tells of the sender what by the table's header is the recipient's, or the other way round."""
        whose = {each.partition("_")[0] for each in (self._columns.get(at, ""), column)}
        return whose == {"sender", "recipient"}

    def _is_own(self, names: Sequence[str]) -> bool:
        """Whether every name is that of its column, or (under a group) the end of it."""
        pairs = [(name, own) for name, own in zip(names, self._names, strict=False) if name]
        return len(pairs) >= LEAST and all(own.endswith(name) for name, own in pairs)
