"""The secrets of all orders of a run, by waybill number, and what of them a lawful exception shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from waybill.intake import Options, open_sources, read_chunk
from waybill.intake.options import AS_FOUND
from waybill.intake.order import Order
from waybill.verify.secrets import NOTHING, Secrets, secrets_of
from waybill.verify.shapes import digits_of, runs, squeeze

_SHOWN = {
    "name": "name", "姓名": "name", "收件人": "name",
    "phone": "phone", "电话": "phone", "手机": "phone", "手机号": "phone",
    "address": "address", "地址": "address", "详细地址": "address",
}  # fmt: skip
"""The words by which an order asks for a field in clear, and the field."""
_ALL = frozenset({"all", "全部", "所有"})
_SPLIT = re.compile(r"[\s,，、;；/|+]+")


@dataclass(slots=True)
class SecretBook:
    """The secrets of all orders, by waybill number; where an exception is asked for, also without its fields.

    ``exception``: what the policy asks for, as it writes it, for every order that asks for none of its own.
    """

    by_number: dict[str, Secrets] = field(default_factory=dict, repr=False)
    marked: dict[str, Secrets] = field(default_factory=dict, repr=False)
    """What stays secret on a page that bears the mark of the exception."""
    exception: str = ""
    _all: Secrets | None = field(default=None, repr=False, compare=False)

    def add(self, order: Order) -> None:
        """Take in one order."""
        self._all = None
        number = squeeze(order.waybill_no).upper()
        self.by_number[number] = self.by_number.get(number, NOTHING).joined(secrets_of(order))
        shown = _shown(order.show_exception if order.show_exception.strip() else self.exception)
        if shown:
            self.marked[number] = self.marked.get(number, NOTHING).joined(secrets_of(order, shown))

    def of(self, number: str, *, marked: bool) -> Secrets | None:
        """What the page of a number must not show; None for a stranger."""
        found = self.by_number.get(number)
        return self.marked.get(number, found) if marked else found

    def everything(self) -> Secrets:
        """All orders' secrets at once, less what is in clear by exception and less what the numbers hold; made once for all
        the files that they are looked for in."""
        if self._all is None:
            self._all = self._united()
        return self._all

    def _united(self) -> Secrets:
        union = Secrets.of_all([self.marked.get(number, own) for number, own in self.by_number.items()])
        in_numbers = {run for number in self.by_number for run in runs(digits_of(number))}
        return replace(union, digits=union.digits - in_numbers)


def secrets_of_files(paths: Iterable[str], options: Options = AS_FOUND, *, exception: str = "") -> SecretBook:
    """The secrets of all rows of the order files, of every sheet of a workbook, that can be read.

    ``exception``: the policy's ``show_exception``, where the labels were printed under one.
    """
    book = SecretBook(exception=exception)
    for source in open_sources(paths, options):
        for chunk in source.chunks():
            for order in read_chunk(source.layout, chunk).orders:
                book.add(order)
    return book


def _shown(exception: str) -> frozenset[str]:
    """The fields that an exception asks for."""
    words = set(_SPLIT.split(exception.strip().lower()))
    return (
        frozenset(_SHOWN.values())
        if words & _ALL
        else frozenset(_SHOWN[word] for word in words if word in _SHOWN)
    )
