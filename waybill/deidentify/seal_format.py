"""The sealed code's bytes, version 1.  The README states the same for readers in other languages.

::

    text  = Base45(frame)                                  RFC 9285, QR alphanumeric mode
    frame = version (1 byte, 0x01) || key id (4) || enc (32) || ciphertext
    HPKE  = RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305; empty AAD
    info  = "waybill-seal" || version || key id || waybill number (ASCII)
    plain = CBOR array [name, phone, address, address code, expiry] || zero bytes up to 100, 144, 208

Names, addresses and codes are CBOR text, or byte strings in GB 18030 where that is shorter; a phone is an unsigned
integer where it is digits without a leading zero, else text; the expiry is the day's number since 1970-01-01 (valid
through that day) or null.  CBOR is deterministic (RFC 8949, clause 4.2).
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import NamedTuple

from waybill.deidentify.sealing_protocol import SealFields

VERSION = 1
KEY_ID_BYTES = 4
ENC_BYTES = 32
TAG_BYTES = 16
SIZES = (100, 144, 208)
"""Lengths of the padded plaintext: the size of a symbol tells no more than which of three it is."""
_EPOCH = date(1970, 1, 1)
_FIELDS = 5


class Frame(NamedTuple):
    """A parsed frame: whose key, and HPKE's output (enc and ciphertext together)."""

    key_id: bytes
    sealed: bytes


class TooLongError(ValueError):
    """The fields don't fit the largest symbol."""


class MalformedError(ValueError):
    """The bytes are no frame of a known version."""


def key_id(public_key: bytes) -> bytes:
    """The first four bytes of SHA-256 over the raw X25519 public key."""
    return hashlib.sha256(public_key).digest()[:KEY_ID_BYTES]


def info(key: bytes, waybill_no: str) -> bytes:
    """HPKE's info: it binds the code to the format, the key and the parcel."""
    return b"waybill-seal" + bytes([VERSION]) + key + waybill_no.encode("ascii")


def join_frame(key: bytes, sealed: bytes) -> bytes:
    """The frame around HPKE's output."""
    return bytes([VERSION]) + key + sealed


def split_frame(frame: bytes) -> Frame:
    """Take a frame apart.  MalformedError where version or length fit none."""
    overhead = 1 + KEY_ID_BYTES + ENC_BYTES + TAG_BYTES
    if frame[:1] != bytes([VERSION]) or len(frame) - overhead not in SIZES:
        raise MalformedError
    return Frame(frame[1 : 1 + KEY_ID_BYTES], frame[1 + KEY_ID_BYTES :])


def pack_fields(fields: SealFields) -> bytes:
    """The padded plaintext.  TooLongError where it exceeds the largest size."""
    import cbor2

    phone: int | str = int(fields.phone) if fields.phone.isascii() and fields.phone.isdecimal() and fields.phone[0] != "0" else fields.phone
    expiry = (date.fromisoformat(fields.expires) - _EPOCH).days if fields.expires else None
    plain = cbor2.dumps([_shorter(fields.name), phone, _shorter(fields.address), _shorter(fields.address_code), expiry], canonical=True)
    for size in SIZES:
        if len(plain) <= size:
            return plain.ljust(size, b"\0")
    raise TooLongError


def unpack_fields(plain: bytes) -> SealFields:
    """The fields of a padded plaintext.  MalformedError where a right key opened what this format never makes."""
    from io import BytesIO

    import cbor2

    stream = BytesIO(plain)
    try:
        values = cbor2.load(stream)
        name, phone, address, code, expiry = values
        expires = (_EPOCH + timedelta(days=expiry)).isoformat() if expiry is not None else ""
        fields = SealFields(_text(name), str(phone), _text(address), _text(code), expires)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, EOFError) as error:
        raise MalformedError from error
    if stream.read().strip(b"\0"):
        raise MalformedError
    return fields


def _shorter(text: str) -> str | bytes:
    national = text.encode("gb18030")
    return national if len(national) < len(text.encode()) else text


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("gb18030")
    if isinstance(value, str):
        return value
    raise MalformedError
