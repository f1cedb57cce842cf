"""Sealing: what the courier needs in full, to a carrier's public key.  The printing machine holds no private key."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from waybill.deidentify.base45 import encode
from waybill.deidentify.seal_format import TooLongError, info, join_frame, key_id, pack_fields
from waybill.deidentify.sealing_protocol import SealFields
from waybill.errors import PrivacyError

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
ANY_CARRIER = "*"


class HpkeSealer:
    """Seals for several carriers in one batch: HPKE single-shot, a fresh ephemeral key for every label."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        """``keys``: carrier name as in the orders (or ``*`` for all others) to its raw X25519 public key (32 bytes)."""
        self._keys = {
            carrier: (key_id(raw), X25519PublicKey.from_public_bytes(raw)) for carrier, raw in keys.items()
        }

    def seal(self, fields: SealFields, waybill_no: str, carrier: str) -> str:
        """The code's text; empty where the carrier has no key.  PrivacyError SEAL-TOO-LONG where it can't fit."""
        key = self._keys.get(carrier) or self._keys.get(ANY_CARRIER)
        if key is None:
            return ""
        identity, public = key
        try:
            plain = pack_fields(fields)
        except TooLongError:
            raise PrivacyError("SEAL-TOO-LONG") from None
        return encode(join_frame(identity, SUITE.encrypt(plain, public, info(identity, waybill_no))))
