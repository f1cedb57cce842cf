"""A private key's file: PKCS #8, encrypted under a passphrase by PBES2 (RFC 8018) with scrypt (RFC 7914) and AES-256-CBC.

The library's own writer derives the key by 2,048 rounds of HMAC, which tries a million passphrases a second on one
graphics card.  It reads this file like any other PKCS #8, as OpenSSL does; only the envelope is written out here.
"""

from __future__ import annotations

from base64 import b64encode
from os import urandom

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7

COST = 1 << 14
BLOCKS = 8
LANES = 5
"""scrypt's parameters: 16 MB, which is all that OpenSSL allows while it reads a key, five times over (0.2 s)."""
_SALT_BYTES = 16
_KEY_BYTES = 32
_INTEGER, _OCTETS, _OBJECT, _SEQUENCE = 0x02, 0x04, 0x06, 0x30
_PBES2 = bytes.fromhex("2a864886f70d01050d")  # 1.2.840.113549.1.5.13
_SCRYPT = bytes.fromhex("2b06010401da47040b")  # 1.3.6.1.4.1.11591.4.11
_AES_256_CBC = bytes.fromhex("60864801650304012a")  # 2.16.840.1.101.3.4.1.42


def encrypted(key: bytes, passphrase: bytes) -> bytes:
    """PEM text of a PKCS #8 key (DER) under a passphrase."""
    salt, start = urandom(_SALT_BYTES), urandom(algorithms.AES.block_size // 8)
    wrap = Scrypt(salt=salt, length=_KEY_BYTES, n=COST, r=BLOCKS, p=LANES).derive(passphrase)
    padder = PKCS7(algorithms.AES.block_size).padder()
    encryptor = Cipher(algorithms.AES(wrap), modes.CBC(start)).encryptor()
    sealed = encryptor.update(padder.update(key) + padder.finalize()) + encryptor.finalize()
    derivation = _of(_OCTETS, salt) + b"".join(map(_whole, (COST, BLOCKS, LANES, _KEY_BYTES)))
    scheme = _sequence(
        _sequence(_of(_OBJECT, _SCRYPT), _sequence(derivation)),
        _sequence(_of(_OBJECT, _AES_256_CBC), _of(_OCTETS, start)),
    )
    envelope = _sequence(_sequence(_of(_OBJECT, _PBES2), scheme), _of(_OCTETS, sealed))
    text = b64encode(envelope)
    body = b"".join(text[place : place + 64] + b"\n" for place in range(0, len(text), 64))
    return b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + body + b"-----END ENCRYPTED PRIVATE KEY-----\n"


def _of(tag: int, content: bytes) -> bytes:
    """One DER element (ITU-T X.690, clause 8.1); none here is longer than 255 bytes."""
    length = bytes([len(content)]) if len(content) < 0x80 else bytes([0x81, len(content)])
    return bytes([tag]) + length + content


def _sequence(*elements: bytes) -> bytes:
    return _of(_SEQUENCE, b"".join(elements))


def _whole(number: int) -> bytes:
    return _of(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))
