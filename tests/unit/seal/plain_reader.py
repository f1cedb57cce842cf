"""A reader and writer of the sealed code made from its published format alone, on plain primitives.

X25519, HMAC-SHA256 and ChaCha20Poly1305 are taken as given; HPKE's key schedule (RFC 9180, clauses 4 and 5), Base45 and
CBOR are written out here once more, and nothing of the package is imported.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
KEM_SUITE = b"KEM" + (0x0020).to_bytes(2, "big")
HPKE_SUITE = b"HPKE" + (0x0020).to_bytes(2, "big") + (0x0001).to_bytes(2, "big") + (0x0003).to_bytes(2, "big")


def labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    whole = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    out, block = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(prk, block + whole + bytes([counter]), "sha256")
        out += block
    return out[:length]


class Context(NamedTuple):
    shared_secret: bytes
    key: bytes
    base_nonce: bytes

    def nonce(self, sequence: int) -> bytes:
        return (int.from_bytes(self.base_nonce, "big") ^ sequence).to_bytes(12, "big")

    def seal(self, plain: bytes, aad: bytes = b"", sequence: int = 0) -> bytes:
        return ChaCha20Poly1305(self.key).encrypt(self.nonce(sequence), plain, aad)

    def open(self, sealed: bytes, aad: bytes = b"", sequence: int = 0) -> bytes:
        return ChaCha20Poly1305(self.key).decrypt(self.nonce(sequence), sealed, aad)


def schedule(dh: bytes, enc: bytes, public: bytes, info: bytes) -> Context:
    """RFC 9180, 4.1 (ExtractAndExpand of the KEM) and 5.1 (KeySchedule, mode_base)."""
    prk = labeled_extract(KEM_SUITE, b"", b"eae_prk", dh)
    shared = labeled_expand(KEM_SUITE, prk, b"shared_secret", enc + public, 32)
    psk_id = labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", b"")
    context = b"\0" + psk_id + labeled_extract(HPKE_SUITE, b"", b"info_hash", info)
    secret = labeled_extract(HPKE_SUITE, shared, b"secret", b"")
    key = labeled_expand(HPKE_SUITE, secret, b"key", context, 32)
    return Context(shared, key, labeled_expand(HPKE_SUITE, secret, b"base_nonce", context, 12))


def setup_receiver(enc: bytes, private: bytes, info: bytes) -> Context:
    own = X25519PrivateKey.from_private_bytes(private)
    dh = own.exchange(X25519PublicKey.from_public_bytes(enc))
    return schedule(dh, enc, own.public_key().public_bytes_raw(), info)


def setup_sender(ephemeral: bytes, public: bytes, info: bytes) -> tuple[bytes, Context]:
    own = X25519PrivateKey.from_private_bytes(ephemeral)
    enc = own.public_key().public_bytes_raw()
    return enc, schedule(own.exchange(X25519PublicKey.from_public_bytes(public)), enc, public, info)


def from_base45(text: str) -> bytes:
    out = bytearray()
    for start in range(0, len(text), 3):
        group = [BASE45.index(character) for character in text[start : start + 3]]
        number = sum(value * 45**power for power, value in enumerate(group))
        out += number.to_bytes(len(group) - 1, "big")
    return bytes(out)


def to_base45(data: bytes) -> str:
    text = ""
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            text += BASE45[digit]
    return text


def cbor(data: bytes, at: int = 0) -> tuple[Any, int]:
    """The item at an offset and the offset behind it: the five types that the format uses."""
    kind, small = data[at] >> 5, data[at] & 31
    at += 1
    if data[at - 1] == 0xF6:
        return None, at
    if small < 24:
        number = small
    else:
        size = 1 << (small - 24)
        number = int.from_bytes(data[at : at + size], "big")
        at += size
    if kind == 0:
        return number, at
    if kind in (2, 3):
        raw = data[at : at + number]
        return (raw if kind == 2 else raw.decode("utf-8")), at + number
    if kind == 6 and number == 2:
        raw, at = cbor(data, at)
        return int.from_bytes(raw, "big"), at
    if kind != 4:
        raise ValueError(f"CBOR type {kind}")
    items = []
    for _ in range(number):
        item, at = cbor(data, at)
        items.append(item)
    return items, at


def grid_code(number: bytes) -> str:
    value, text = int.from_bytes(number, "big"), ""
    while value:
        value, digit = divmod(value, 36)
        text = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + text
    return text


def info_for(key_id: bytes) -> bytes:
    return b"waybill-seal" + b"\x01" + key_id


def read(text: str, private: bytes, waybill_no: str) -> list[Any]:
    """Name, phone, address, address code (grid code alone where packed), expiry (day number or None)."""
    frame = from_base45(text)
    first, key_id, enc, sealed = frame[0], frame[1:5], frame[5:37], frame[37:]
    version, number = first >> 4, first & 15
    assert version == 1
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    assert key_id == hashlib.sha256(public).digest()[:4]
    context = setup_receiver(enc, private, info_for(key_id))
    plain = context.open(sealed, waybill_no.encode("ascii"), number)
    (name, phone, address, code, expiry), end = cbor(plain)
    assert not plain[end:].strip(b"\0")
    words = [value.decode("gb18030") if isinstance(value, bytes) else value for value in (name, address)]
    return [words[0], str(phone), words[1], grid_code(code) if isinstance(code, bytes) else code, expiry]


def write(plain: bytes, ephemeral: bytes, public: bytes, waybill_no: str, number: int = 0) -> str:
    """The code's text around a padded plaintext."""
    key_id = hashlib.sha256(public).digest()[:4]
    enc, context = setup_sender(ephemeral, public, info_for(key_id))
    sealed = context.seal(plain, waybill_no.encode("ascii"), number)
    return to_base45(bytes([0x10 + number]) + key_id + enc + sealed)
