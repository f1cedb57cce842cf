"""Blind index: keyed digests by which the journal finds a label without holding a phone or an order number.

HMAC-SHA-256, cut to 16 bytes, over ``kind NUL normal form``.  The key stays on the printing machine; without it the digests
can't be tried against the few thousand million phone numbers that there are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from waybill.deidentify import marks
from waybill.deidentify.phone_shapes import (
    AROUND_VIRTUAL,
    NOT_A_NUMBER,
    NUMBER,
    NUMBER_700,
    PLAIN_MOBILE,
    digits,
    plain_cell,
    with_stars,
)
from waybill.frozen import made
from waybill.intake.order import Order, Party
from waybill.label import DIGEST_BYTES, MOST_DIGESTS, BlindIndex
from waybill.patterns import late_pattern

_BLOCK = 64
"""Bytes that SHA-256 takes at a time."""
_MARK_BYTES = 8
_MOST_MAIN_DIGITS = 17
_MOST_SENDERS = 256
_PARTS = late_pattern(r"[/、;|]")
_WITHIN = late_pattern(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def phone_index(key: bytes, phone: str) -> bytes:
    """The digest of a phone number, the same for all its spellings; empty for an empty key and for a masked or no number.

    +86, blanks, hyphens, full-width digits and the extension make no difference; of several numbers the first counts.
    """
    number = normal_phone(phone)
    return _digest(key, b"phone\0", number) if key and number else b""


def phones_index(key: bytes, phone: str, others: str = "") -> bytes:
    """The digests, as of :func:`phone_index`, of every number in two cells, each once, one behind the other."""
    if not others and PLAIN_MOBILE.fullmatch(phone):
        return _digest(key, b"phone\0", phone)
    numbers = list(dict.fromkeys((*normal_phones(phone), *normal_phones(others))))
    return b"".join(_digest(key, b"phone\0", number) for number in numbers[:MOST_DIGESTS])


_senders_index = lru_cache(maxsize=_MOST_SENDERS)(phones_index)


def order_index(key: bytes, order_no: str) -> bytes:
    """The digest of an order number without blanks and in capitals; empty for an empty key or number."""
    number = "".join(marks.narrow(order_no).split()).upper() if order_no else ""
    return _digest(key, b"order\0", number) if key and number else b""


def key_mark(key: bytes) -> str:
    """What tells one key from another and nothing of it: 8 bytes of a digest, in hexadecimal."""
    return _digest(key, b"key\0", "")[:_MARK_BYTES].hex()


def normal_phone(phone: str) -> str:
    """The main number's digits without country code 86 and without extension; empty where there are none to go by."""
    return next(iter(normal_phones(phone)), "")


def normal_phones(cell: str) -> tuple[str, ...]:
    """The digits of every number in a cell, as :func:`normal_phone` has them; none of what is masked."""
    if PLAIN_MOBILE.fullmatch(cell):
        return (cell,)
    text = with_stars(plain_cell(cell))
    if marks.is_ciphertext(cell) or NOT_A_NUMBER.fullmatch(text):
        return ()
    numbers: list[str] = []
    for part in (text,) if _of_700(text) else _PARTS.split(text):
        numbers += _of_700(part) or _whole_numbers(part)
    if not numbers and "*" not in text and (found := NUMBER.search(text)):
        return (_normal(found),)
    return tuple(numbers)


def _of_700(text: str) -> list[str]:
    """The virtual number of 15 digits that a text is; empty where it is none."""
    found = NUMBER_700.fullmatch(AROUND_VIRTUAL.sub("", text))
    return [digits(found[1])] if found else []


def _whole_numbers(text: str) -> Iterator[str]:
    """The numbers by which somebody is called; what else has digits is an hour, a floor, the end of a masked number."""
    for found in NUMBER.finditer(text):
        if found["other"]:
            yield from _WITHIN.findall(found[0])
        elif not found["short"] and (found["mobile"] or not text[: found.start()].endswith("*")):
            yield _normal(found)


def _normal(found: re.Match[str]) -> str:
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
    number = digits(found.string[found.start() : end])
    return (number.removeprefix("00") if found["international"] else number)[:_MOST_MAIN_DIGITS]


def blind_index(key: bytes, order: Order, sender: Party) -> BlindIndex:
    """The digests of an order; all empty without a key."""
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
    if order.show_exception or sender.virtual_until:
        # Only then, so that the fingerprints of all other orders that a journal holds stay good.
        rare = (content, order.exception_reason, order.consent_reference, sender.virtual_until)
        content = "\x1f".join(rare)
    received = phones_index(key, to.phone, to.other_phones)
    sent = _senders_index(key, sender.phone, sender.other_phones)
    fingerprint = _digest(key, b"label\0", content)
    return made(BlindIndex, (fingerprint, received, order_index(key, order.order_no), sent))


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
    return outer.digest()[:DIGEST_BYTES]
