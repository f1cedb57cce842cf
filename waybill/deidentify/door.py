"""The door: an Order goes in; a Label comes out, or the row is rejected with all its problems.

Nothing of a party reaches a Label but through a masking rule.  Every other text is searched for the row's own name and
phone and for what tells a person; a row that has platform ciphertext anywhere, or a field that can't be masked with
certainty, is rejected.  Control and format characters are taken out of every field (a NUL rejects the row), pictures
(emoji) out of every text that is printed: no label field holds any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from waybill.address.code import AddressCodes, delivery_address_code
from waybill.deidentify import marks
from waybill.deidentify.called import familiar, own, pet_names
from waybill.deidentify.controls import clean_party, without_controls
from waybill.deidentify.exceptions import NOTHING, exception_mark, read_exception
from waybill.deidentify.index import blind_index, normal_phone
from waybill.deidentify.parties import (
    NOBODY,
    MaskedParty,
    MaskedPlace,
    dialled,
    in_clear,
    mask_party,
    settle,
    whole_address,
)
from waybill.deidentify.phones import expiry
from waybill.deidentify.policy import Policy
from waybill.deidentify.sealing_protocol import Sealer, SealFields
from waybill.deidentify.text import both_untouched, hide_own, mask_text
from waybill.deidentify.text_shapes import announces, may_be_coded
from waybill.errors import PrivacyError, Problem
from waybill.frozen import made, maker
from waybill.intake.order import Order, Party
from waybill.label import BlindIndex, Label, MaskedText, WaybillNo
from waybill.patterns import late_pattern

WAYBILL_NO = re.compile(r"[A-Z0-9]{8,30}")
_BLANK = late_pattern(r"[\s\u200b-\u200f\ufeff'`-]+")
_CODES = ("carrier", "three_segment_code", "consolidation_hub", "quantity", "weight_kg")
_all_of_party = attrgetter(*(field.name for field in fields(Party)))
_MOST_SENDERS = 256
_LONGEST_PHONE = 13
_BLOCK = re.compile(r"([A-Za-z])[座栋幢楼塔区]\*")


class RowRejected(Exception):  # noqa: N818 - the pipeline speaks of rejected rows
    """A row that can't become a label; ``problems`` tells all that is wrong with it, never a value."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


class Passed(NamedTuple):
    """What came out of the door."""

    label: Label
    index: BlindIndex  # type: ignore[assignment]  # hides tuple.index, which nobody calls here
    told: tuple[Problem, ...]
    """What the label does without: coordinates that can't be right or tell less than they are written for, a phone that is none."""


class Admitted(NamedTuple):
    """An order that passed every rule: what the label shows, and in clear what only the seal may hold."""

    shown: tuple[str, ...]
    """The Label's fields up to ``printed_at``."""
    mark: str
    index: BlindIndex  # type: ignore[assignment]  # hides tuple.index, which nobody calls here
    clear: SealFields | None
    """None where nothing is to be sealed."""
    told: tuple[Problem, ...]

    def __repr__(self) -> str:
        return "Admitted(...)"


class Door:
    """The door under one policy.  Holds no order; keeps the masked forms of the senders it has seen."""

    def __init__(
        self,
        policy: Policy,
        *,
        sealer: Sealer | None = None,
        index_key: bytes = b"",
        printed_at: str,
        default_sender: Party | None = None,
    ) -> None:
        """``printed_at``: local time of printing, YYYY-MM-DD HH:MM; ``index_key``: empty = no blind index."""
        self._policy = policy
        self._sealer = sealer
        self._key = index_key
        self._printed_at = printed_at
        self._default_sender = clean_party(default_sender or Party())
        self._senders: dict[tuple[object, ...], MaskedParty] = {}
        self._label: Callable[..., Label] = maker(Label)

    def pass_through(self, order: Order) -> Passed:
        """The order's Label and blind index.  Raises RowRejected with every problem of the row."""
        return self.sealing()(self.admit(order))

    def admit(self, order: Order) -> Admitted:
        """The first half of the way: every rule but the seal.  Raises RowRejected."""
        order, problems = without_controls(order)
        sender = order.sender if _given(order.sender) else self._default_sender
        number = _waybill_no(order, problems)
        excepted = order.show_exception or self._policy.show_exception
        shown = read_exception(order, self._policy, problems) if excepted else NOTHING
        to = mask_party(order.recipient, "recipient", self._policy, problems)
        by = self._sender(sender, problems)
        pieces = own(order.recipient.name, order.recipient.phone)
        contents, remark = self._texts(order, sender, to, pieces, problems)
        codes = _codes(order, pieces, problems)
        if problems:
            raise RowRejected(tuple(problems))
        mark = "" if shown is NOTHING else exception_mark(shown, self._policy, pieces)
        place, clear, told = self._code_and_clear(order, to)
        if not (to.address.region or codes[1] or codes[2]):
            told += (_NO_PLACE,)
        elif not to.address.rest:
            told += (_NO_STREET,)
        if mark:
            to = in_clear(to, order.recipient, shown)
        told += to.told
        fields = (
            WaybillNo(number), codes[0], codes[1], codes[2], place,
            to.name, to.phone, to.phone_note, to.address.region, to.address.rest,
            by.name, by.phone, by.phone_note, by.address.region, by.address.rest,
            MaskedText(contents), codes[3], codes[4], MaskedText(remark), self._printed_at,
        )  # fmt: skip
        return made(Admitted, (fields, mark, blind_index(self._key, order, sender), clear, told))

    def sealing(self) -> Callable[[Admitted], Passed]:
        """The second half, for the labels of one chunk: the sealed code, and with it the Label.

        What it returns raises RowRejected where a label can't be sealed, and stays in its process.
        """
        seal = self._sealer.start() if self._sealer else None

        def finish(admitted: Admitted) -> Passed:
            shown, mark, index, clear, told = admitted
            code = ""
            if clear is not None and seal is not None:
                try:
                    code = seal(clear, shown[0], shown[1])
                except PrivacyError as error:
                    column = error.where.column if error.where else None
                    raise RowRejected((Problem(error.code, column),)) from None
            return made(Passed, (self._label(*shown, code, mark), index, told))

        return finish

    def _sender(self, sender: Party, problems: list[Problem]) -> MaskedParty:
        everything = _all_of_party(sender)
        known = self._senders.get(everything)
        if known is None:
            before = len(problems)
            known = mask_party(sender, "sender", self._policy, problems) if _given(sender) else NOBODY
            if len(problems) == before:
                if len(self._senders) >= _MOST_SENDERS:
                    self._senders.clear()
                self._senders[everything] = known
        return known

    def _texts(
        self,
        order: Order,
        sender: Party,
        to: MaskedParty,
        pieces: tuple[str, ...],
        problems: list[Problem],
    ) -> tuple[str, str]:
        """Contents and remark with what tells a person hidden; ``pieces``: the recipient's own."""
        secrets = to.address.secrets
        pieces = (*pieces, *secrets, *_lettered(to.address.rest, secrets), *own(sender.name, sender.phone))
        # In remarks only: 小米 is a given name and a brand.
        given = familiar(order.recipient.name)
        if order.remark:
            given += pet_names(order.recipient.name, order.remark)
        if both_untouched(order.contents, order.remark, pieces + given):
            return order.contents, order.remark
        found = []
        for column, text, wanted in (
            ("contents", order.contents, pieces),
            ("remark", order.remark, pieces + given),
        ):
            masked = mask_text(text, self._policy, pieces=wanted, goods=column == "contents")
            settle(masked, column, True, problems)
            found.append(masked.masked or "")
        return found[0], found[1]

    def _code_and_clear(
        self, order: Order, to: MaskedParty
    ) -> tuple[str, SealFields | None, tuple[Problem, ...]]:
        """The address code for the outside, what is to be sealed, and what is wrong with the coordinates.

        Nothing that came masked is sealed or encoded.
        """
        clear = order.recipient
        codes = _place_codes(order, to.address, self._policy)
        if self._sealer is None:
            return codes.printed, None, codes.issues
        name = "" if to.name_came_masked else clear.name
        phone = "" if to.phone_came_masked else dialled(clear.phone, to)
        address = "" if to.address.came_masked else whole_address(clear)
        expires = expiry(clear.virtual_until) if clear.virtual_until else ""
        sealed = made(SealFields, (name, phone, address, codes.full, expires))
        anything = sealed.name or sealed.phone or sealed.address
        return codes.printed, sealed if anything else None, codes.issues


def _place_codes(order: Order, place: MaskedPlace, policy: Policy) -> AddressCodes:
    division = "" if place.came_masked else place.division_code
    return delivery_address_code(
        order.lon, order.lat, order.datum, order.height_m, division, policy.address_code_level
    )


_NO_PLACE = Problem("DEID-NO-PLACE", "recipient_address")
_NO_STREET = Problem("DEID-NO-STREET", "recipient_address")


@lru_cache(maxsize=1024)
def _name_somebody(carrier: str, hub: str) -> bool:
    """These two repeat as well, and are words; 成 of 成都集 alone names nobody."""
    return any(announces(marks.fold(text)) and hide_own(text, ()).masked != text for text in (carrier, hub))


def _lettered(shown: str, secrets: tuple[str, ...]) -> Iterator[str]:
    """The door as people write it whose building has a letter that the label shows: B902 for B座902."""
    if shown.endswith("***") and (block := _BLOCK.search(shown)):
        yield from (block[1] + secret for secret in secrets if secret.isdecimal())


def _given(party: Party) -> bool:
    return bool(party.name or party.phone or party.address)


def _waybill_no(order: Order, problems: list[Problem]) -> str:
    number = order.waybill_no
    if not WAYBILL_NO.fullmatch(number):
        number = _BLANK.sub("", marks.narrow(number)).upper()
        if not number:
            problems.append(Problem("DEID-WAYBILL-MISSING", "waybill_no"))
    if number and (not WAYBILL_NO.fullmatch(number) or number.isalpha()):
        problems.append(Problem("DEID-WAYBILL-SHAPE", "waybill_no"))
    looks_like_phone = number.isdecimal() and len(number) <= _LONGEST_PHONE
    if looks_like_phone and number.removeprefix("86") == normal_phone(order.recipient.phone):
        problems.append(Problem("DEID-WAYBILL-IS-PHONE", "waybill_no"))
    return number


def _codes(order: Order, pieces: tuple[str, ...], problems: list[Problem]) -> tuple[str, ...]:
    """Carrier, segment code, hub, quantity and weight: opaque, so that little but the row's own data is hidden."""
    texts: tuple[str, ...] = (
        order.carrier,
        order.three_segment_code,
        order.consolidation_hub,
        order.quantity,
        order.weight_kg,
    )
    joined = "\n".join(texts)
    if not joined.isascii() and marks.without_pictures(joined) is not joined:
        texts = tuple(map(marks.without_pictures, texts))
        joined = "\n".join(texts)
    own_data = any(map(joined.__contains__, pieces))
    if not (
        own_data
        or may_be_coded(joined)
        or _name_somebody(order.carrier, order.consolidation_hub)
        or marks.may_hold_ciphertext(joined)
    ):
        return texts
    found = []
    for column, text in zip(_CODES, texts, strict=True):
        masked = hide_own(text, pieces)
        settle(masked, column, True, problems)
        found.append(masked.masked or "")
    return tuple(found)
