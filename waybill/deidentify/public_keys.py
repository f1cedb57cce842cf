"""Public keys of the sealed code, as ``print`` reads them: from a file, and never one that is retired.

In the key store's folder: ``NAME.pub.pem`` (SubjectPublicKeyInfo), beside it ``NAME.key.pem`` where the private key is
here too, and ``NAME.retired`` once a key is no longer to be sealed to.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from waybill.deidentify.seal_format import key_id
from waybill.errors import InputError, PrivacyError, UsageError, Where
from waybill.paths import small_file

_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----\r?\n([0-9A-Za-z+/]{59}=)\r?\n-----END PUBLIC KEY-----\s*")
_BEFORE_KEY = bytes.fromhex("302a300506032b656e032100")
"""What stands before the 32 bytes of an X25519 key in its SubjectPublicKeyInfo (RFC 8410, clause 4)."""


class KeyInfo(NamedTuple):
    """A key of the store as ``waybill keys list`` tells it."""

    name: str
    key_id: str
    """Eight hexadecimal digits: how a sealed code names its key.  Too short to tell a forged key by."""
    fingerprint: str
    """SHA-256 of the raw public key, hexadecimal: to be compared over another channel before a key is trusted."""
    private: bool
    retired: bool


def list_keys(folder: Path) -> list[KeyInfo]:
    """The keys of the store by name; none where there is no store yet.  InputError KEYS-READ where it may not be read."""
    try:
        files = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError("KEYS-READ", where=Where(str(folder)), reason=error.strerror) from error
    return [show_key(folder, name.removesuffix(".pub.pem")) for name in files if name.endswith(".pub.pem")]


def show_key(folder: Path, name: str) -> KeyInfo:
    """One key.  InputError KEYS-UNKNOWN where there is none of this name."""
    raw = read_public(public_path(folder, name))
    private, retired = (folder / f"{name}.key.pem").is_file(), (folder / f"{name}.retired").is_file()
    return KeyInfo(name, key_id(raw).hex(), sha256(raw).hexdigest(), private, retired)


def show_file(folder: Path, path: Path) -> KeyInfo:
    """The public key in a file, of which the store may know that it is retired.  InputError KEYS-NOT-PUBLIC for another file."""
    raw = read_public(path)
    fingerprint = sha256(raw).hexdigest()
    retired = any(known.retired and known.fingerprint == fingerprint for known in list_keys(folder))
    return KeyInfo(path.name, key_id(raw).hex(), fingerprint, private=False, retired=retired)


def public_path(folder: Path, name: str) -> Path:
    """The file that may be given to whoever prints."""
    check_name(name)
    path = folder / f"{name}.pub.pem"
    if not path.is_file():
        raise InputError("KEYS-UNKNOWN", name=name)
    return path


def read_public(path: Path) -> bytes:
    """The raw 32 bytes of a public key file.  InputError where it is none."""
    pem = read_file(path)
    raw = _usual(pem) or _unusual(pem)
    if raw is None:
        raise InputError("KEYS-NOT-PUBLIC", where=Where(str(path)))
    return raw


def read_file(path: Path) -> bytes:
    """The bytes of a key's file.  InputError KEYS-READ."""
    try:
        return small_file(path)
    except OSError as error:
        raise InputError("KEYS-READ", where=Where(str(path)), reason=error.strerror) from error


def _usual(pem: bytes) -> bytes | None:
    """The key of a file as this program and OpenSSL write it."""
    plain = _PEM.fullmatch(pem)
    der = a2b_base64(plain[1]) if plain else b""
    return der.removeprefix(_BEFORE_KEY) if der.startswith(_BEFORE_KEY) else None


def _unusual(pem: bytes) -> bytes | None:
    """Any other way to write one is left to the library, which takes as long to load as all else that a key needs."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key.public_bytes_raw() if isinstance(key, X25519PublicKey) else None


def read_sealing_key(path: Path, store: Path | None = None) -> bytes:
    """A public key to seal to.

    PrivacyError KEYS-RETIRED where it is retired beside its file or in the ``store``; InputError KEYS-NOT-PUBLIC for a
    point of small order, with which everybody agrees on the same secret (RFC 7748, clause 6.1).
    """
    raw = read_public(path)
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(raw))
    except ValueError:
        raise InputError("KEYS-NOT-PUBLIC", where=Where(str(path))) from None
    name = path.name.removesuffix(".pub.pem")
    if path.name.endswith(".pub.pem") and path.with_name(f"{name}.retired").is_file():
        raise PrivacyError("KEYS-RETIRED", name=name)
    for known in list_keys(store) if store else ():
        if known.retired and known.fingerprint == sha256(raw).hexdigest():
            raise PrivacyError("KEYS-RETIRED", name=known.name)
    return raw


def check_name(name: str) -> None:
    """UsageError KEYS-NAME for what is no name of a key."""
    if not _NAME.fullmatch(name):
        raise UsageError("KEYS-NAME")
