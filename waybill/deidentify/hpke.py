"""HPKE in base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305: many messages of one setup.

The primitives are cryptography's.  Its own HPKE takes no additional data and seals one message per setup, which costs
five times the rest of a label's sealing; the key schedule is therefore written out here and held to the RFC's vectors.
"""

from __future__ import annotations

from hmac import digest
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_KEM = b"KEM\x00\x20"
_HPKE = b"HPKE\x00\x20\x00\x01\x00\x03"
_MODE_BASE = b"\0"
_HASH_BYTES = 32
_KEY_BYTES = 32
_NONCE_BYTES = 12


class Context(NamedTuple):
    """An encryption context (clause 5.2).  ``sequence``: the message's number from 0; a sender uses each one once."""

    aead: ChaCha20Poly1305
    base_nonce: int

    def seal(self, sequence: int, aad: bytes, plain: bytes) -> bytes:
        """Ciphertext and tag."""
        return self.aead.encrypt(self._nonce(sequence), plain, aad)

    def open(self, sequence: int, aad: bytes, sealed: bytes) -> bytes:
        """The plaintext.  cryptography's InvalidTag where anything differs from what was sealed."""
        return self.aead.decrypt(self._nonce(sequence), sealed, aad)

    def _nonce(self, sequence: int) -> bytes:
        return (self.base_nonce ^ sequence).to_bytes(_NONCE_BYTES, "big")

    def __repr__(self) -> str:
        return "Context(...)"


def set_up_sender(public: X25519PublicKey, info: bytes) -> tuple[bytes, Context]:
    """SetupBaseS (clause 5.1.1) with a fresh ephemeral key: ``enc`` (32 bytes), which goes with each message, and a context."""
    ephemeral = X25519PrivateKey.generate()
    enc = ephemeral.public_key().public_bytes_raw()
    return enc, _context(ephemeral.exchange(public), enc, public, info)


def set_up_receiver(enc: bytes, private: X25519PrivateKey, info: bytes) -> Context:
    """SetupBaseR (clause 5.1.1).  ValueError where ``enc`` is no key to agree with (clause 7.1.4)."""
    shared = private.exchange(X25519PublicKey.from_public_bytes(enc))
    return _context(shared, enc, private.public_key(), info)


def _context(agreed: bytes, enc: bytes, receiver: X25519PublicKey, info: bytes) -> Context:
    """ExtractAndExpand (clause 4.1), then KeySchedule (clause 5.1) with the default PSK."""
    prk = _extract(_KEM, b"", b"eae_prk", agreed)
    shared = _expand(_KEM, prk, b"shared_secret", enc + receiver.public_bytes_raw(), _HASH_BYTES)
    bound = _MODE_BASE + _extract(_HPKE, b"", b"psk_id_hash", b"") + _extract(_HPKE, b"", b"info_hash", info)
    secret = _extract(_HPKE, shared, b"secret", b"")
    key = _expand(_HPKE, secret, b"key", bound, _KEY_BYTES)
    base_nonce = _expand(_HPKE, secret, b"base_nonce", bound, _NONCE_BYTES)
    return Context(ChaCha20Poly1305(key), int.from_bytes(base_nonce, "big"))


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    """LabeledExtract (clause 4).  An empty salt is a hash of zeros (RFC 5869, clause 2.2), which HMAC makes of it."""
    return digest(salt, b"HPKE-v1" + suite + label + material, "sha256")


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand (clause 4): all that is asked for here fits HKDF's first block."""
    asked = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return digest(prk, asked + b"\x01", "sha256")[:length]
