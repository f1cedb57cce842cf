"""Addresses: the reading and hiding is ``waybill.address``'s; here what is left is searched for contacts once more."""

from __future__ import annotations

from waybill.deidentify import marks
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.deidentify.text import hide_contacts


def mask_address(raw: str, policy: Policy) -> Masked:  # noqa: ARG001 - the same door as its siblings
    """A whole address in one text, its unit, floor and room hidden.

    Kinds: address, masked (it came masked), empty, ciphertext, unclear (nothing of it was understood: not printed).
    ``issues`` are codes of the catalogue, then the words of ``waybill.address.parse``.
    """
    from waybill.address.parse import parse

    text = marks.without_pictures(marks.clean(raw))
    if marks.is_ciphertext(text):
        return Masked(None, "ciphertext", "none", len(raw), ("DEID-CIPHERTEXT",))
    if not text.strip():
        return Masked(None, "empty", "none", 0, ("DEID-ADDRESS-EMPTY",))
    read = parse(text)
    found = hide_contacts(read.masked, ())
    if found.masked is None:
        return found
    # What stood beside a contact reads differently beside a mask.
    shown = parse(found.masked).masked if found.hidden else found.masked
    if not (
        read.province
        or read.city
        or read.district
        or read.hide
        or any(span.type in _PLACES for span in read.spans)
        or _is_mask(shown)
    ):
        return Masked(None, "unclear", "none", len(text), ("DEID-ADDRESS-UNCLEAR", *read.issues))
    hidden = sum(end - start for start, end in read.hide) + found.hidden
    return Masked(
        shown,
        "masked" if "already_masked" in read.issues else "address",
        "unit-floor-room",
        hidden,
        read.issues,
    )


def _is_mask(text: str) -> bool:
    """Whether nothing but a mask is left, as of an address that is a room number alone."""
    return "*" in text and not any(map(str.isalnum, text))


_PLACES = frozenset({"village", "road", "lane", "house", "community", "building", "town"})
