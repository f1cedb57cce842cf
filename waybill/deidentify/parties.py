"""A party (recipient or sender) as a label may show it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from waybill.address.divisions import EMPTY_CELLS
from waybill.address.parse import LabelAddress, for_label
from waybill.deidentify import marks
from waybill.deidentify.called import own
from waybill.deidentify.exceptions import Shown
from waybill.deidentify.index import normal_phone
from waybill.deidentify.names import mask_name
from waybill.deidentify.phone_shapes import PLAIN_MOBILE
from waybill.deidentify.phones import expiry, mask_phone
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.deidentify.text import MARK, hide_contacts, mask_text, tells_nothing, untouched
from waybill.deidentify.text_own import piece_spans
from waybill.errors import Problem
from waybill.frozen import made
from waybill.intake.order import Party
from waybill.label import MaskedAddress, MaskedName, MaskedPhone
from waybill.patterns import late_pattern

_HYPHENS = late_pattern(r"[\s-]")


class MaskedPlace(NamedTuple):
    """An address as the label shows it."""

    region: MaskedAddress = MaskedAddress("")
    rest: MaskedAddress = MaskedAddress("")
    division_code: str = ""
    secrets: tuple[str, ...] = ()
    """What was hidden, to be searched for in free text."""
    came_masked: bool = False

    def __repr__(self) -> str:
        return "MaskedPlace(...)"


class MaskedParty(NamedTuple):
    """A party as the label shows it, and which of its fields came masked already (those are never sealed)."""

    name: MaskedName
    phone: MaskedPhone
    phone_note: str
    address: MaskedPlace
    name_came_masked: bool = False
    phone_came_masked: bool = False
    told: tuple[Problem, ...] = ()
    """What the label does without: of a number that is none, no digit is shown."""

    def __repr__(self) -> str:
        return "MaskedParty(...)"


NOWHERE = MaskedPlace()
NOBODY = MaskedParty(MaskedName(""), MaskedPhone(""), "", NOWHERE)


def mask_party(party: Party, who: str, policy: Policy, problems: list[Problem]) -> MaskedParty:
    """The party masked; what can't be is added to ``problems``.  ``who``: recipient (all fields are needed) or sender."""
    name = mask_name(party.name, policy)
    phone = mask_phone(party.phone, policy, virtual=party.phone_is_virtual, until=party.virtual_until)
    if name.masked is None or phone.masked is None:
        must = who == "recipient"
        settle(name, f"{who}_name", must or bool(party.name), problems)
        settle(phone, f"{who}_phone", must or bool(party.phone), problems)
    note = virtual_note(party) if phone.kind == "virtual" else ""
    place = mask_place(party, who, policy, problems)
    texts = name.masked or "", phone.masked or "", note
    told = _told(who, name, phone) if name.issues or phone.issues else ()
    return made(MaskedParty, (*texts, place, name.kind == "masked", phone.kind == "masked", told))


def _told(who: str, name: Masked, phone: Masked) -> tuple[Problem, ...]:
    """What is printed of a name or phone, and not as its writer meant; several numbers, each masked, are no such thing."""
    columns = (f"{who}_name", name), (f"{who}_phone", phone)
    return tuple(
        Problem(code, column)
        for column, masked in columns
        if masked.masked is not None
        for code in masked.issues
        if code != "DEID-PHONE-SEVERAL"
    )


def settle(masked: Masked, column: str, wanted: bool, problems: list[Problem]) -> None:
    """Make a problem of a value of which nothing may be printed, where the column is wanted or holds ciphertext."""
    if masked.masked is None and (wanted or masked.kind == "ciphertext"):
        problems.append(Problem(masked.issues[0], column))


def virtual_note(party: Party) -> str:
    """What stands beside a virtual number: 隐私号, with the day until which it works where that is known."""
    day = expiry(party.virtual_until) if party.virtual_until else ""
    return f"隐私号 {day}止" if day else "隐私号"


def mask_place(party: Party, who: str, policy: Policy, problems: list[Problem]) -> MaskedPlace:
    """Region and de-identified rest.  An address of which nothing is understood is a problem: it is never shown."""
    if not (party.address or party.province):
        if who == "recipient":
            problems.append(Problem("DEID-ADDRESS-EMPTY", f"{who}_address"))
        return NOWHERE
    found = for_label(party.province, party.city, party.district, party.town, party.address)
    name = party.name
    placeless = not name or name[:2] not in found.region
    if found.ordinary and placeless and tells_nothing(found.masked, name, party.phone):
        shown = found.region, found.masked, found.division_code, found.secrets, False
        return made(MaskedPlace, shown)
    column = f"{who}_address"
    plain = _plain(party)
    if plain is not party:
        # Read anew: a picture between two characters must not keep them apart.
        party, found = plain, for_label(plain.province, plain.city, plain.district, plain.town, plain.address)
    region, rest = _searched(party, found, policy)
    if region is None or rest is None:
        problems.append(Problem("DEID-CIPHERTEXT", column))
        return NOWHERE
    if not region and not found.division_code and not found.secrets:
        problems.append(Problem("DEID-ADDRESS-UNCLEAR", column))
        return NOWHERE
    came_masked = "already_masked" in found.issues or "*" in party.address or marks.SMILE in party.address
    return made(MaskedPlace, (region, rest, found.division_code, found.secrets, came_masked))


def _plain(party: Party) -> Party:
    """The party with an address without pictures."""
    texts = party.province, party.city, party.district, party.town, party.address
    plain = tuple(map(marks.without_pictures, texts))
    if plain == texts:
        return party
    province, city, district, town, address = plain
    return replace(party, province=province, city=city, district=district, town=town, address=address)


def _searched(party: Party, found: LabelAddress, policy: Policy) -> tuple[str | None, str | None]:
    """Region and rest searched for the party's own name and phone and for contacts; None for ciphertext.

    A region that the gazetteer knows is printed in the gazetteer's words and needs no search.  Where the address's own
    rules hid nothing, the rules for free text look for room numbers once more.
    """
    address = party.address
    if (address.isascii() or marks.may_hold_ciphertext(address)) and marks.is_ciphertext(address):
        return None, None
    pieces = own(party.name, party.phone)
    masked = _without_names_end(found.region, found.masked, pieces)
    if found.official and found.secrets and untouched(masked, pieces, rooms=False):
        return found.region, masked
    region = found.region if found.official else hide_contacts(found.region, pieces).masked
    rest = hide_contacts(masked, pieces) if found.secrets else mask_text(masked, policy, pieces=pieces)
    return region, rest.masked


def _without_names_end(region: str, rest: str, pieces: tuple[str, ...]) -> str:
    """``rest`` without the end of a name that began with a division: 深圳市芳便利店 was read as 深圳市 and 芳便利店."""
    joined = marks.fold(region + rest)
    ends = [
        end for piece in pieces for start, end, _ in piece_spans(joined, piece) if start < len(region) < end
    ]
    return MARK + rest[max(ends) - len(region) :] if ends else rest


def in_clear(to: MaskedParty, party: Party, shown: Shown) -> MaskedParty:
    """The recipient with the fields of a lawful exception in clear."""
    still = tuple(
        problem for problem in to.told if str(problem.column).removeprefix("recipient_") not in shown.fields
    )
    to = to._replace(told=still)
    if "name" in shown.fields:
        to = to._replace(name=MaskedName(marks.without_pictures(party.name)))
    if "phone" in shown.fields:
        to = to._replace(phone=MaskedPhone(party.phone))
    if "address" in shown.fields:
        whole = MaskedAddress(marks.without_pictures(whole_address(party)))
        to = to._replace(address=to.address._replace(region=MaskedAddress(""), rest=whole))
    return to


def whole_address(party: Party) -> str:
    """The party's full address in one run, divisions named once, without the words of cells that name none (市辖区)."""
    text = party.address
    head = len("".join((party.province, party.city, party.district, party.town))) + 8
    for part in (party.town, party.district, party.city, party.province):
        if part and part not in text[:head] and part not in EMPTY_CELLS:
            text = part + text
    return text


def dialled(phone: str, party: MaskedParty) -> str:
    """A phone as the courier dials it: 18412345678-7804, a plain mobile's digits, anything else as written."""
    if party.phone_note:
        return party.phone.replace(" 转 ", "-")
    if PLAIN_MOBILE.fullmatch(phone):
        return phone
    number = marks.narrow(phone).strip()
    return normal_phone(number) if PLAIN_MOBILE.fullmatch(_HYPHENS.sub("", number)) else number
