"""What an order's page must not show: its names, phone digits, unit and room, and any platform ciphertext."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from waybill.address import for_label
from waybill.intake import open_source, read_chunk
from waybill.intake.order import Order, Party

RUN = 7
"""So many digits of a phone number in a row are a leak: six must be hidden, and eleven less six leave five."""
_SHORTEST_ROOM = 3
_NOT_A_DIGIT = re.compile(r"\D+")
_CIPHERTEXT = re.compile(r"[#$~].{8,}[#$~]\d*[#$~]{1,2}|~.{12,}~")
_MASK = re.compile(r"[*＊^]")
_FULL_700 = re.compile(r"700\d{12}")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Secrets:
    """Of one order; ``names``, ``rooms`` and ``opaque`` without blanks, ``digits`` all runs of seven."""

    waybill_no: str = field(repr=False)
    names: frozenset[str] = field(repr=False)
    digits: frozenset[str] = field(repr=False)
    rooms: frozenset[str] = field(repr=False)
    opaque: frozenset[str] = field(repr=False)


def runs(digits: str) -> set[str]:
    """All runs of seven digits in a string of digits."""
    return {digits[start : start + RUN] for start in range(len(digits) - RUN + 1)}


def squeeze(text: str) -> str:
    """Text without blanks: a page breaks its lines where it likes."""
    return _BLANK.sub("", text)


def secrets_of_files(paths: Iterable[str], profile: str | None = None) -> dict[str, Secrets]:
    """By waybill number, for all rows of the order files that can be read."""
    found: dict[str, Secrets] = {}
    for path in paths:
        source = open_source(path, profile=profile)
        for chunk in source.chunks():
            for order in read_chunk(source.layout, chunk).orders:
                found[order.waybill_no.strip().upper()] = secrets_of(order)
    return found


def secrets_of(order: Order) -> Secrets:
    """The Secrets of one order.  Fields that a lawful exception shows are not among them."""
    shown = set(re.split(r"[,，、;； ]+", order.show_exception.lower())) if order.show_exception else set()
    names: set[str] = set()
    digits: set[str] = set()
    rooms: set[str] = set()
    opaque: set[str] = set()
    for party in (order.recipient, order.sender):
        opaque |= {
            squeeze(cell)
            for cell in (party.name, party.phone, party.address)
            if _CIPHERTEXT.match(cell.strip())
        }
        if "name" not in shown and not _MASK.search(party.name):
            names |= _names(party)
        if "phone" not in shown and not _virtual(party):
            for number in re.split(r"[或/、;；]", party.phone):
                digits |= runs(_NOT_A_DIGIT.sub("", number))
        if "address" not in shown:
            rooms |= _rooms(party)
    allowed = squeeze(
        order.waybill_no
        + order.recipient.address
        + order.sender.address
        + order.contents
        + order.consolidation_hub
    )
    return Secrets(
        waybill_no=order.waybill_no.strip().upper(),
        # A name that is also a piece of the road or the goods is shown as that, not as the name.
        names=frozenset(name for name in names if name not in allowed and name not in _region(order)),
        digits=frozenset(digits - runs(_NOT_A_DIGIT.sub("", order.waybill_no))),
        rooms=frozenset(rooms),
        opaque=frozenset(opaque),
    )


def _names(party: Party) -> set[str]:
    name = squeeze(party.name)
    return {name} if len(name) > 1 else set()


def _virtual(party: Party) -> bool:
    return party.phone_is_virtual or bool(_FULL_700.fullmatch(_NOT_A_DIGIT.sub("", party.phone)))


def _region(order: Order) -> str:
    return "".join(p.province + p.city + p.district + p.town for p in (order.recipient, order.sender))


def _rooms(party: Party) -> set[str]:
    """Hidden pieces long enough to be told from chance; a bare number only with the character before it."""
    if not party.address or _MASK.search(party.address) or _CIPHERTEXT.match(party.address.strip()):
        return set()
    address = squeeze(party.address)
    found: set[str] = set()
    for hidden in for_label(party.province, party.city, party.district, party.town, party.address).secrets:
        piece = squeeze(hidden)
        at = address.find(piece)
        if piece.isdecimal() and at > 0:
            piece = address[at - 1] + piece
        if len(piece) >= _SHORTEST_ROOM and at >= 0:
            found.add(piece)
    return found
