"""Columns of money that a label has no place for: whoever hands the parcel over would not know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waybill.i18n import tr
from waybill.intake import Source
from waybill.patterns import late_pattern

_CHARGE = late_pattern(
    r"代收(?:货款|金额|款)|货到付款|到付|保价|声明价值|保险金额|(?i:(?<![a-z])cod(?![a-z])|cash.on.delivery|insured|insurance|declared.value)"
)


def told_of_charges(sources: Iterable[Source]) -> Iterator[str]:
    """A note on each file with columns of cash on delivery, freight to collect or insured value, which are not printed."""
    for source in sources:
        columns = ", ".join(name for name, _ in source.match.unknown if _CHARGE.search(name))
        if columns:
            yield tr(
                f"{source.name}: not printed is {columns}; what the courier must know of it belongs in the remark",
                f"{source.name}：面单上没有 {columns}；快递员须知的请写入备注",
            )
