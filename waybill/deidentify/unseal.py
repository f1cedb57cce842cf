"""Unsealing on the authorised side: scanned text, waybill number and private key to the fields, or one of four errors.

A wrong key, another parcel's number and any damage to the sealed bytes end in one and the same error.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag

from waybill.deidentify.base45 import decode
from waybill.deidentify.hpke import set_up_receiver
from waybill.deidentify.seal_format import Frame, MalformedError, bound, info, split_frame, unpack_fields
from waybill.deidentify.seal_keys import find_private, read_private
from waybill.deidentify.sealing_protocol import SealFields
from waybill.errors import PrivacyError


class SealedCode(NamedTuple):
    """A scanned code whose key is in the store: what is left to do is to name the parcel and give the passphrase."""

    frame: Frame
    key_file: Path


def read_code(text: str, folder: Path) -> SealedCode:
    """Parse scanned text.  PrivacyError SEAL-MALFORMED or SEAL-UNKNOWN-KEY."""
    try:
        frame = split_frame(decode(text.strip("\r\n").upper()))
    except ValueError:
        raise PrivacyError("SEAL-MALFORMED") from None
    key_file = find_private(folder, frame.key_id)
    if key_file is None:
        raise PrivacyError("SEAL-UNKNOWN-KEY", key=frame.key_id.hex())
    return SealedCode(frame, key_file)


def unseal(code: SealedCode, waybill_no: str, passphrase: bytes, today: date) -> SealFields:
    """The fields.  PrivacyError SEAL-AUTHENTICATION, SEAL-EXPIRED, SEAL-MALFORMED, KEYS-PASSPHRASE."""
    private = read_private(code.key_file, passphrase)
    try:
        frame = code.frame
        context = set_up_receiver(frame.enc, private, info(frame.key_id))
        plain = context.open(frame.number, bound(waybill_no), frame.sealed)
    except (InvalidTag, ValueError):
        raise PrivacyError("SEAL-AUTHENTICATION") from None
    try:
        fields = unpack_fields(plain)
    except MalformedError:
        raise PrivacyError("SEAL-MALFORMED") from None
    if fields.expires and date.fromisoformat(fields.expires) < today:
        raise PrivacyError("SEAL-EXPIRED", day=fields.expires)
    return fields
