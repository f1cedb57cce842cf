"""The door: an Order goes in; a Label comes out, or the row is rejected with all its problems.

Nothing of a party reaches a Label but through a masking rule.  Every other text is searched for the row's own name and
phone and for what tells a person; a row that has platform ciphertext anywhere, or a field that can't be masked with
certainty, is rejected.  Control and format characters are taken out of every field (a NUL rejects the row), pictures
(emoji) out of every text that is printed: no label field holds any.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import NamedTuple

from waybill.deidentify import marks
from waybill.deidentify.exceptions import NOTHING, Shown, read_exception
from waybill.deidentify.index import blind_index, normal_phone
from waybill.deidentify.names import mask_name
from waybill.deidentify.phone_shapes import PLAIN_MOBILE
from waybill.deidentify.phones import expiry, mask_phone
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.deidentify.sealing_protocol import Sealer, SealFields
from waybill.deidentify.text import hide_contacts, hide_own, mask_text
from waybill.errors import PrivacyError, Problem
from waybill.intake.order import Order, Party
from waybill.label import BlindIndex, Label, MaskedAddress, MaskedName, MaskedPhone, MaskedText, WaybillNo

WAYBILL_NO = re.compile(r"[A-Z0-9]{8,30}")
_BLANK = re.compile(r"[\s\u200b-\u200f\ufeff'`-]+")
_PICTURES = re.compile(r"[\U0001f000-\U0001faff\U000e0000-\U000e007f\u20e3\ufe00-\ufe0f\u2600-\u2604\u2607-\u263f\u2641\u2643-\u27bf\u2b50\u2b55]+")
_ORDER_TEXTS = (
    "carrier", "order_no", "contents", "quantity", "weight_kg", "three_segment_code", "consolidation_hub", "remark",
    "ordered_at", "lon", "lat", "height_m", "datum", "sku", "show_exception", "exception_reason", "consent_reference",
)  # fmt: skip
_PARTY_TEXTS = tuple(field.name for field in fields(Party) if field.name != "phone_is_virtual")
_MOST_SENDERS = 256


class RowRejected(Exception):  # noqa: N818 - the pipeline speaks of rejected rows
    """A row that can't become a label; ``problems`` tells all that is wrong with it, never a value."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


class Passed(NamedTuple):
    """What came out of the door."""

    label: Label
    index: BlindIndex  # type: ignore[assignment]


class MaskedParty(NamedTuple):
    """A party as the label shows it, and what of it only the seal and the text search need."""

    name: str
    phone: str
    phone_note: str
    region: str
    address: str
    division_code: str
    secrets: tuple[str, ...]
    name_masked: bool
    phone_masked: bool
    address_masked: bool

    def __repr__(self) -> str:
        return "MaskedParty(...)"


NOBODY = MaskedParty("", "", "", "", "", "", (), False, False, False)


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
        self._default_sender = _clean_party(default_sender or Party())
        self._senders: dict[Party, MaskedParty] = {}

    def pass_through(self, order: Order) -> Passed:
        """The order's Label and blind index.  Raises RowRejected with every problem of the row."""
        order, problems = _without_controls(order)
        sender = order.sender if _given(order.sender) else self._default_sender
        number = self._waybill_no(order, problems)
        shown = read_exception(order, self._policy, problems) if order.show_exception else NOTHING
        to = self._party(order.recipient, "recipient", problems)
        by = self._sender(sender, problems)
        texts = self._texts(order, to, shown, problems)
        if problems:
            raise RowRejected(tuple(problems))
        to = _in_clear(to, order.recipient, shown)
        code, seal = self._code_and_seal(order, to, number)
        label = Label(
            WaybillNo(number), texts[0], texts[1], texts[2], code,
            MaskedName(to.name), MaskedPhone(to.phone), to.phone_note, MaskedAddress(to.region), MaskedAddress(to.address),
            MaskedName(by.name), MaskedPhone(by.phone), by.phone_note, MaskedAddress(by.region), MaskedAddress(by.address),
            MaskedText(texts[5]), texts[3], texts[4], MaskedText(texts[6]), self._printed_at, seal, texts[7],
        )  # fmt: skip
        return Passed(label, blind_index(self._key, order, sender))

    def _waybill_no(self, order: Order, problems: list[Problem]) -> str:
        number = order.waybill_no
        if not WAYBILL_NO.fullmatch(number):
            number = _BLANK.sub("", marks.narrow(number)).upper()
            if not number:
                problems.append(Problem("DEID-WAYBILL-MISSING", "waybill_no"))
            elif not WAYBILL_NO.fullmatch(number) or number.isalpha():
                problems.append(Problem("DEID-WAYBILL-SHAPE", "waybill_no"))
        if number.isdigit() and len(number) < 14 and number == normal_phone(order.recipient.phone):
            problems.append(Problem("DEID-WAYBILL-IS-PHONE", "waybill_no"))
        return number

    def _sender(self, sender: Party, problems: list[Problem]) -> MaskedParty:
        known = self._senders.get(sender)
        if known is None:
            before = len(problems)
            known = self._party(sender, "sender", problems) if _given(sender) else NOBODY
            if len(problems) == before:
                if len(self._senders) >= _MOST_SENDERS:
                    self._senders.clear()
                self._senders[sender] = known
        return known

    def _party(self, party: Party, who: str, problems: list[Problem]) -> MaskedParty:
        policy = self._policy
        name = mask_name(party.name, policy)
        phone = mask_phone(party.phone, policy, virtual=party.phone_is_virtual, until=party.virtual_until)
        must = who == "recipient"
        _settle(name, f"{who}_name", must or bool(party.name), problems)
        _settle(phone, f"{who}_phone", must or bool(party.phone), problems)
        region, address, code, secrets = self._address(party, who, problems)
        note = ""
        if phone.kind == "virtual":
            day = expiry(party.virtual_until) if party.virtual_until else ""
            note = f"隐私号 {day}前有效" if day else "隐私号"
        address_masked = "*" in party.address or marks.SMILE in party.address
        return MaskedParty(
            name.masked or "", phone.masked or "", note, region, address, code, secrets,
            name.kind == "masked", phone.kind == "masked", address_masked,
        )  # fmt: skip

    def _address(self, party: Party, who: str, problems: list[Problem]) -> tuple[str, str, str, tuple[str, ...]]:
        from waybill.address.parse import for_label

        column = f"{who}_address"
        if marks.is_ciphertext(party.address) or marks.holds_ciphertext(party.address):
            problems.append(Problem("DEID-CIPHERTEXT", column))
            return "", "", "", ()
        if not (party.address or party.province):
            if who == "recipient":
                problems.append(Problem("DEID-ADDRESS-EMPTY", column))
            return "", "", "", ()
        found = for_label(party.province, party.city, party.district, party.town, party.address)
        own = (party.name, party.phone)
        region, rest = hide_contacts(found.region, own).masked, hide_contacts(found.masked, own).masked
        if region is None or rest is None:
            problems.append(Problem("DEID-CIPHERTEXT", column))
            return "", "", "", ()
        if not region and not found.division_code and not found.secrets:
            problems.append(Problem("DEID-ADDRESS-UNCLEAR", column))
            return "", "", "", ()
        return _plain(region), _plain(rest), found.division_code, found.secrets

    def _texts(self, order: Order, to: MaskedParty, shown: Shown, problems: list[Problem]) -> tuple[str, ...]:
        """Carrier, segment code, hub, quantity, weight, contents, remark, exception mark: searched and hidden in."""
        own = (order.recipient.name, order.recipient.phone)
        pieces = (*own, *to.secrets)
        found: list[str] = []
        for column, text in (
            ("carrier", order.carrier), ("three_segment_code", order.three_segment_code),
            ("consolidation_hub", order.consolidation_hub), ("quantity", order.quantity), ("weight_kg", order.weight_kg),
        ):  # fmt: skip
            found.append(_opaque(column, text, own, problems) if text else "")
        for column, text in (("contents", order.contents), ("remark", order.remark), ("exception_reason", shown.mark)):
            masked = mask_text(text, self._policy, pieces=pieces)
            _settle(masked, column, True, problems)
            found.append(_plain(masked.masked or ""))
        return tuple(found)

    def _code_and_seal(self, order: Order, to: MaskedParty, number: str) -> tuple[str, str]:
        from waybill.address.code import delivery_address_code

        division = "" if to.address_masked else to.division_code
        codes = delivery_address_code(order.lon, order.lat, order.datum, order.height_m, division, self._policy.address_code_level)
        if self._sealer is None:
            return codes.printed, ""
        clear = order.recipient
        sealed = SealFields(
            name="" if to.name_masked else clear.name,
            phone="" if to.phone_masked else to.phone.replace(" 转 ", "-") if to.phone_note else _dialled(clear.phone),
            address="" if to.address_masked else whole_address(clear),
            address_code=codes.full,
            expires=expiry(clear.virtual_until) if clear.virtual_until else "",
        )
        if not (sealed.name or sealed.phone or sealed.address):
            return codes.printed, ""
        try:
            return codes.printed, self._sealer.seal(sealed, number, order.carrier)
        except PrivacyError as error:
            raise RowRejected((Problem(error.code),)) from None


def whole_address(party: Party) -> str:
    """The party's full address in one run, divisions named once."""
    text = party.address
    for part in (party.town, party.district, party.city, party.province):
        if part and part not in text[: len(part) + 24]:
            text = part + text
    return text


def _dialled(phone: str) -> str:
    """A phone as the courier dials it: blanks and hyphens out of a plain mobile, anything else as written."""
    number = marks.narrow(phone).strip()
    return normal_phone(number) if PLAIN_MOBILE.fullmatch(re.sub(r"[\s-]", "", number)) else number


def _given(party: Party) -> bool:
    return bool(party.name or party.phone or party.address)


def _settle(masked: Masked, column: str, wanted: bool, problems: list[Problem]) -> None:
    if masked.masked is None and (wanted or masked.kind == "ciphertext"):
        problems.append(Problem(masked.issues[0], column))


def _opaque(column: str, text: str, own: tuple[str, ...], problems: list[Problem]) -> str:
    """Codes and figures, opaque text: the row's own data and whole mobile numbers are hidden in them."""
    masked = hide_own(text, own)
    if masked.masked is None:
        problems.append(Problem("DEID-CIPHERTEXT", column))
    return _plain(masked.masked or "")


def _plain(text: str) -> str:
    """The text without pictures."""
    return text if text.isascii() else _PICTURES.sub("", text)


def _in_clear(to: MaskedParty, party: Party, shown: Shown) -> MaskedParty:
    """The recipient with the fields of a lawful exception in clear."""
    if "name" in shown.fields:
        to = to._replace(name=party.name)
    if "phone" in shown.fields:
        to = to._replace(phone=party.phone)
    if "address" in shown.fields:
        to = to._replace(region="", address=whole_address(party))
    return to


def _without_controls(order: Order) -> tuple[Order, list[Problem]]:
    """The order without control and format characters; a NUL, the mark of a damaged file, is a problem."""
    to, by = order.recipient, order.sender
    joined = "".join(
        (
            order.waybill_no, order.carrier, order.order_no, order.contents, order.quantity, order.weight_kg,
            order.three_segment_code, order.consolidation_hub, order.remark, order.lon, order.lat, order.height_m,
            order.datum, order.show_exception, order.exception_reason, order.consent_reference,
            to.name, to.phone, to.province, to.city, to.district, to.town, to.address, to.virtual_until,
            by.name, by.phone, by.province, by.city, by.district, by.town, by.address, by.virtual_until,
        )
    )  # fmt: skip
    if joined.isprintable() or not marks.CONTROL.search(joined):
        return order, []
    problems = [Problem("DEID-NUL")] if "\0" in joined else []
    texts = {name: marks.clean(getattr(order, name)) for name in ("waybill_no", *_ORDER_TEXTS)}
    return replace(order, recipient=_clean_party(to), sender=_clean_party(by), **texts), problems  # type: ignore[arg-type]


def _clean_party(party: Party) -> Party:
    return replace(party, **{name: marks.clean(getattr(party, name)) for name in _PARTY_TEXTS})  # type: ignore[arg-type]
