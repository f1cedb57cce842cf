"""The same order twice in the files of one run: told once where the data agree, refused where they differ.

Memory is small: 16 bytes a slot for a waybill number and 12 for an order number, 43 bytes an order where their count
was known ahead.  Numbers are held as 64-bit digests; among a million orders two different ones meet by chance with a
probability below 1 in 10 million.  Data are held as 32-bit digests, which are compared only where a number comes again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable
from dataclasses import fields
from operator import attrgetter

from waybill.errors import Problem
from waybill.intake.order import Order

_FEWEST_SLOTS = 1 << 12
_FULL = 0.8
_LOW = (1 << 32) - 1
"""A row's data digest stands above its line, which is never 0."""

_ASIDE = frozenset({"file", "line", "order_no", "ordered_at", "sku"})
"""Fields of an Order that no label shows and no seal holds: of two orders that go in one parcel there is one label."""
_data = attrgetter(*(field.name for field in fields(Order) if field.name not in _ASIDE))


class _Table:
    """An open-addressed table: digest of a number -> what is kept of its first row (not 0)."""

    def __init__(self, expected: int, kind: str) -> None:
        """``kind``: the array type of what is kept, ``I`` (32 bits) or ``Q`` (64)."""
        self._kind = kind
        self._make(max(_FEWEST_SLOTS, int(expected / _FULL) + 1))

    def _make(self, slots: int) -> None:
        self._slots = slots
        self._room = int(_FULL * slots)
        self._keys = array("q", bytes(8 * slots))
        self._kept = array(self._kind, [0]) * slots

    def first(self, key: int, row: int) -> int:
        """What is kept of the first row with this key; 0 where this is the first."""
        at = key % self._slots
        keys, kept = self._keys, self._kept
        while kept[at]:
            if keys[at] == key:
                return kept[at]
            at = at + 1 if at + 1 < self._slots else 0
        keys[at], kept[at] = key, row
        self._room -= 1
        if not self._room:
            self._grow()
        return 0

    def _grow(self) -> None:
        keys, kept = self._keys, self._kept
        self._make(2 * self._slots)
        for key, row in zip(keys, kept, strict=True):
            if row:
                self.first(key, row)


class Duplicates:
    """Judges the orders of one run, one after another in the files' order, in one process."""

    def __init__(self, *, several_parcels: bool = False, expected: int = 0) -> None:
        """``expected``: about so many orders; more are no fault and cost a little more."""
        self._waybills = _Table(expected, "Q")
        self._orders = _Table(expected, "I")
        self._several_parcels = several_parcels
        self._files: list[str] = []
        self._starts: list[int] = []
        """The lines of all files count on: what is added to a line of each file."""
        self._end = 0

    def judge(
        self, waybill_no: str, order_no: str | bytes, data: Hashable, line: int, file: str = ""
    ) -> Problem | None:
        """None for an order not seen yet.

        ``INTAKE-DUPLICATE``: the same waybill number with the same data; print it once, reject nothing.
        ``INTAKE-WAYBILL-TWICE``, ``INTAKE-ORDER-TWICE``: the same number with other data; reject this row.
        ``order_no`` may be the number or its keyed digest, empty where there is none; ``data`` is everything
        that ends up on or in the label, or its fingerprint.
        """
        if not self._files or file != self._files[-1]:
            self._files.append(file)
            self._starts.append(self._end)
        place = self._starts[-1] + line
        self._end = max(self._end, place)
        mine = hash((waybill_no, data)) & _LOW
        first = self._waybills.first(hash(waybill_no), mine << 32 | place)
        if first:
            code = "INTAKE-DUPLICATE" if first >> 32 == mine else "INTAKE-WAYBILL-TWICE"
            return self._problem(code, "waybill_no", first & _LOW)
        if order_no and not self._several_parcels:
            first = self._orders.first(hash(order_no), place)
            if first:
                return self._problem("INTAKE-ORDER-TWICE", "order_no", first)
        return None

    def _problem(self, code: str, column: str, place: int) -> Problem:
        """The problem with the line that came first, and its file where it is another one."""
        at = bisect_left(self._starts, place) - 1
        file = self._files[at]
        other = f" ({file})" if file != self._files[-1] else ""
        return Problem(code, column, (("line", str(place - self._starts[at])), ("file", other)))

    def judge_order(self, order: Order) -> Problem | None:
        """:meth:`judge` for an Order."""
        return self.judge(order.waybill_no, order.order_no, _data(order), order.line, order.file)


class SameRecipients:
    """Which orders go to the same person at the same place, so that they could go in one parcel.  Reports;
    merges nothing."""

    def __init__(self) -> None:
        self._lines: dict[int, list[tuple[str, int]]] = {}

    def add(self, order: Order) -> None:
        """Note one order."""
        who = order.recipient
        key = hash(
            (
                who.name,
                who.phone,
                who.province,
                who.city,
                who.district,
                who.town,
                "".join(who.address.split()),
            )
        )
        self._lines.setdefault(key, []).append((order.file, order.line))

    def groups(self) -> list[list[tuple[str, int]]]:
        """(file, line) of the orders of each recipient that has several, in the files' order."""
        return [places for places in self._lines.values() if len(places) > 1]
