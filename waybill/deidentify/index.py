"""Blind index: keyed digests by which the journal finds a label without holding a phone or an order number.

HMAC-SHA-256, cut to 16 bytes, over ``kind NUL normal form``.  The key stays on the printing machine; without it the digests
can't be tried against the few thousand million phone numbers that there are.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from waybill.deidentify import marks
from waybill.deidentify.phone_shapes import AROUND_VIRTUAL, NUMBER, NUMBER_700, PLAIN_MOBILE, digits
from waybill.frozen import made
from waybill.intake.order import Order, Party
from waybill.label import BlindIndex

SIZE = 16
_BLOCK = 64
"""Bytes that SHA-256 takes at a time."""
_MOST_MAIN_DIGITS = 17


def phone_index(key: bytes, phone: str) -> bytes:
    """The digest of a phone number, the same for all its spellings; empty for an empty key and for a masked or no number.

    +86, blanks, hyphens, full-width digits and the extension make no difference; of several numbers the first counts.
    """
    number = normal_phone(phone)
    return _digest(key, b"phone\0", number) if key and number else b""


def order_index(key: bytes, order_no: str) -> bytes:
    """The digest of an order number without blanks and in capitals; empty for an empty key or number."""
    number = "".join(marks.narrow(order_no).split()).upper() if order_no else ""
    return _digest(key, b"order\0", number) if key and number else b""


def normal_phone(phone: str) -> str:
    """The main number's digits without country code 86 and without extension; empty where there are none to go by."""
    if PLAIN_MOBILE.fullmatch(phone):
        return phone
    text = marks.narrow(marks.clean(phone)).replace(marks.SMILE, "*")
    virtual = NUMBER_700.fullmatch(AROUND_VIRTUAL.sub("", text))
    if virtual:
        return digits(virtual[1])
    found = NUMBER.search(text)
    if found is None or "*" in text or marks.is_ciphertext(text):
        return ""
    if found["mobile"]:
        return digits(found["mobile"])
    if found["toll_free"]:
        return digits(found["toll_free"])
    if found["landline"]:
        return f"0{found['area']}{digits(found['landline'])}"
    end = (
        found.start("extension")
        if found["extension"]
        else found.start("spaced")
        if found["spaced"]
        else found.end()
    )
    number = digits(text[found.start() : end])
    return (number.removeprefix("00") if found["international"] else number)[:_MOST_MAIN_DIGITS]


def blind_index(key: bytes, order: Order, sender: Party) -> BlindIndex:
    """The three digests of an order; all empty without a key."""
    if not key:
        return BlindIndex(b"")
    to = order.recipient
    content = "\x1f".join(
        (
            order.waybill_no, order.carrier, order.contents, order.quantity, order.weight_kg, order.three_segment_code,
            order.consolidation_hub, order.remark, order.lon, order.lat, order.height_m, order.datum, order.show_exception,
            to.name, to.phone, to.province, to.city, to.district, to.town, to.address, to.virtual_until,
            sender.name, sender.phone, sender.province, sender.city, sender.district, sender.town, sender.address,
        )
    )  # fmt: skip
    fingerprint = _digest(key, b"label\0", content)
    return made(BlindIndex, (fingerprint, phone_index(key, to.phone), order_index(key, order.order_no)))


class _Keyed(NamedTuple):
    """HMAC's two hashes (RFC 2104): the inner one after key and kind, the outer one after the key."""

    inner: hashlib._Hash
    outer: hashlib._Hash


@lru_cache(maxsize=8)
def _keyed(key: bytes, kind: bytes) -> _Keyed:
    """The states to go on from; copying them is quicker than keying anew for every label."""
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + kind)
    return _Keyed(inner, hashlib.sha256(bytes(byte ^ 0x5C for byte in block)))


def _digest(key: bytes, kind: bytes, text: str) -> bytes:
    keyed = _keyed(key, kind)
    inner, outer = keyed.inner.copy(), keyed.outer.copy()
    inner.update(text.encode("utf-8", "surrogatepass"))
    outer.update(inner.digest())
    return outer.digest()[:SIZE]
