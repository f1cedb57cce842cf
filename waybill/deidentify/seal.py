"""Sealing: what the courier needs in full, to a carrier's public key.  The printing machine holds no private key."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from waybill.deidentify.base45 import encode
from waybill.deidentify.hpke import Context, set_up_sender
from waybill.deidentify.seal_format import (
    MESSAGES,
    TooLongError,
    bound,
    info,
    join_frame,
    key_id,
    pack_fields,
)
from waybill.deidentify.sealing_protocol import Seal, SealFields
from waybill.errors import PrivacyError, Where

ANY_CARRIER = "*"


class HpkeSealer:
    """Seals for several carriers in one batch."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        """``keys``: carrier name as in the orders (or ``*`` for all others) to its raw X25519 public key (32 bytes)."""
        self._keys = {
            carrier: (key_id(raw), X25519PublicKey.from_public_bytes(raw)) for carrier, raw in keys.items()
        }

    def start(self) -> Seal:
        """A function that seals labels one after another.

        ``MESSAGES`` labels for one key share an ephemeral key, each under a nonce of its own.  The function must
        stay in one process (a copy of it would use its nonces again), so each chunk starts one of its own.
        """
        groups: dict[bytes, _Group] = {}

        def seal(fields: SealFields, waybill_no: str, carrier: str) -> str:
            key = self._keys.get(carrier) or self._keys.get(ANY_CARRIER)
            if key is None:
                return ""
            identity, public = key
            try:
                plain = pack_fields(fields)
            except TooLongError:
                longest = max(
                    ("recipient_address", fields.address), ("recipient_name", fields.name), key=_size
                )
                raise PrivacyError("SEAL-TOO-LONG", where=Where(column=longest[0])) from None
            group = groups.get(identity)
            if group is None or group.used == MESSAGES:
                group = groups[identity] = _Group(identity, public)
            return group.seal(waybill_no, plain)

        return seal


def _size(field: tuple[str, str]) -> int:
    return len(field[1])


class _Group:
    """One ephemeral key and the labels sealed with it."""

    def __init__(self, identity: bytes, public: X25519PublicKey) -> None:
        self._identity = identity
        self._enc: bytes
        self._context: Context
        self._enc, self._context = set_up_sender(public, info(identity))
        self.used = 0

    def seal(self, waybill_no: str, plain: bytes) -> str:
        number = self.used
        self.used += 1
        sealed = self._context.seal(number, bound(waybill_no), plain)
        return encode(join_frame(number, self._identity, self._enc, sealed))
