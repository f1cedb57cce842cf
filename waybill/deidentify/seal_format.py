"""The sealed code's bytes, version 1.  The README states the same for readers in other languages.

::

    text  = Base45(frame)                                  RFC 9285, QR alphanumeric mode
    frame = version and number (1 byte, 0x10-0x1F) || key id (4) || enc (32) || ciphertext
    HPKE  = RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305
            sequence number of the message = the first byte's low half (up to 16 labels share one enc)
    info  = "waybill-seal" || 0x01 || key id
    aad   = waybill number (ASCII)
    plain = CBOR array [name, phone, address, address code, expiry] || zero bytes up to 100, 144, 208

Name and address are CBOR text, or byte strings in GB 18030 where that is shorter and all editions agree; a phone is an unsigned integer where
it is digits without a leading zero, else text; the expiry is the day's number since 1970-01-01 (valid through that day)
or null.  The address code is text, or a byte string for the common shape ``CN-C-<grid code>-<check>``: then it is the
grid code (GB/T 39409) alone, read as a number in base 36 (0-9, A-Z), big-endian, without leading zero bytes.
CBOR is deterministic (RFC 8949, clause 4.2).
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import cbor2

from waybill.deidentify.sealing_protocol import SealFields
from waybill.errors import ConformanceError
from waybill.standards import gb18030, gbt41832

VERSION = 1
MESSAGES = 16
"""Labels that may share an ephemeral key: as many as the first byte's low half can number."""
KEY_ID_BYTES = 4
ENC_BYTES = 32
TAG_BYTES = 16
SIZES = (100, 144, 208)
"""Lengths of the padded plaintext: the size of a symbol tells no more than which of three it is.

The text is 230, 296 or 392 characters long; few orders need more than the first (README, the sealed code).
"""
_EPOCH = date(1970, 1, 1)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Frame(NamedTuple):
    """A parsed frame: the message's number, whose key, the ephemeral key, ciphertext and tag."""

    number: int
    key_id: bytes
    enc: bytes
    sealed: bytes


class TooLongError(ValueError):
    """The fields don't fit the largest symbol."""


class MalformedError(ValueError):
    """The bytes are no frame of a known version."""


def key_id(public_key: bytes) -> bytes:
    """The first four bytes of SHA-256 over the raw X25519 public key."""
    return hashlib.sha256(public_key).digest()[:KEY_ID_BYTES]


def info(key: bytes) -> bytes:
    """HPKE's info: it binds the code to the format and the key."""
    return b"waybill-seal" + bytes([VERSION]) + key


def bound(waybill_no: str) -> bytes:
    """HPKE's additional data: it binds the code to the parcel.  UnicodeEncodeError where that is no waybill number."""
    return waybill_no.encode("ascii")


def join_frame(number: int, key: bytes, enc: bytes, sealed: bytes) -> bytes:
    """The frame around HPKE's output; ``number``: of the message, below MESSAGES."""
    return bytes([VERSION * MESSAGES + number]) + key + enc + sealed


def split_frame(frame: bytes) -> Frame:
    """Take a frame apart.  MalformedError where version or length fit none."""
    enc_at = 1 + KEY_ID_BYTES
    sealed_at = enc_at + ENC_BYTES
    if len(frame) - sealed_at - TAG_BYTES not in SIZES or frame[0] // MESSAGES != VERSION:
        raise MalformedError
    return Frame(frame[0] % MESSAGES, frame[1:enc_at], frame[enc_at:sealed_at], frame[sealed_at:])


def pack_fields(fields: SealFields) -> bytes:
    """The padded plaintext.  TooLongError where it exceeds the largest size."""
    phone = fields.phone
    number: int | str = int(phone) if phone.isascii() and phone.isdecimal() and phone[0] != "0" else phone
    expiry = (date.fromisoformat(fields.expires) - _EPOCH).days if fields.expires else None
    values = [
        _shorter(fields.name),
        number,
        _shorter(fields.address),
        _pack_code(fields.address_code),
        expiry,
    ]
    plain = cbor2.dumps(values, canonical=True)
    for size in SIZES:
        if len(plain) <= size:
            return plain.ljust(size, b"\0")
    raise TooLongError


def unpack_fields(plain: bytes) -> SealFields:
    """The fields of a padded plaintext.  MalformedError where a right key opened what this format never makes."""
    from io import BytesIO

    stream = BytesIO(plain)
    try:
        name, phone, address, code, expiry = cbor2.load(stream)
        expires = (_EPOCH + timedelta(days=expiry)).isoformat() if expiry is not None else ""
        fields = SealFields(_text(name), _phone(phone), _text(address), _unpack_code(code), expires)
    except (cbor2.CBORError, ConformanceError, ValueError, TypeError, OverflowError) as error:
        raise MalformedError from error
    if stream.read().strip(b"\0"):
        raise MalformedError
    return fields


def _shorter(text: str) -> str | bytes:
    if gb18030.is_unsettled(text):
        return text
    national = text.encode("gb18030")
    return national if len(national) < len(text.encode()) else text


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("gb18030")
    if isinstance(value, str):
        return value
    raise MalformedError


def _phone(value: object) -> str:
    if isinstance(value, str) or (type(value) is int and value > 0):
        return str(value)
    raise MalformedError


@lru_cache(maxsize=4096)
def _pack_code(code: str) -> str | bytes:
    grid = code[5:].rpartition("-")[0]
    try:
        if not code.startswith("CN-C-") or gbt41832.encode(grid) != code:
            return code
    except ConformanceError:
        return code
    number = int(grid, 36)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _unpack_code(value: object) -> str:
    if isinstance(value, bytes):
        return gbt41832.encode(_base36(int.from_bytes(value, "big")))
    return _text(value)


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text
