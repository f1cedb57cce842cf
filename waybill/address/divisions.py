"""Which province, city, district and town a text names."""

from __future__ import annotations

from typing import NamedTuple

from waybill.address.span import Span


class Located(NamedTuple):
    """What was found at the head of an address."""

    province: str | None
    city: str | None
    district: str | None
    town: str | None
    devzone: str | None
    code: str
    end: int
    spans: tuple[Span, ...]
    candidates: tuple[str, ...]
    issues: tuple[str, ...]
    start: int = 0


NOWHERE = Located(None, None, None, None, None, "", 0, (), (), ())


def locate(text: str, within: Located | None = None) -> Located:
    """Not yet: finds nothing."""
    return NOWHERE


def locate_parts(province: str, city: str, district: str, town: str) -> Located:
    """Not yet: finds nothing."""
    return NOWHERE
