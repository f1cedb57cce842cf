"""Key pairs of the sealed code: private keys encrypted under a passphrase (mode 0600), public keys as files to share.

In the key store's folder: ``NAME.key.pem`` (PKCS #8, encrypted), ``NAME.pub.pem`` (SubjectPublicKeyInfo), and
``NAME.retired`` once a key is no longer to be sealed to.  A retired private key still reads old labels.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from waybill.deidentify.base45 import encode
from waybill.deidentify.key_file import encrypted
from waybill.deidentify.public_keys import KeyInfo, check_name, list_keys, public_path, show_key
from waybill.deidentify.seal_format import MESSAGES, join_frame, key_id
from waybill.errors import InputError, PrivacyError, Where
from waybill.paths import private_folder, small_file

MINIMUM_PASSPHRASE = 8


def new_key(folder: Path, name: str, passphrase: bytes) -> KeyInfo:
    """Make a pair.  InputError where the name is taken, PrivacyError where the passphrase is short or the folder not
    writable.
    """
    check_name(name)
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise PrivacyError("KEYS-PASSPHRASE-SHORT", minimum=MINIMUM_PASSPHRASE)
    private = _generate()
    pem = encrypted(private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), passphrase)
    secret = folder / f"{name}.key.pem"
    if (folder / f"{name}.pub.pem").exists():
        raise InputError("KEYS-TAKEN", name=name)
    try:
        private_folder(folder)
        _write_new(secret, pem, 0o600)
        try:
            _write_new(folder / f"{name}.pub.pem", _public_pem(private.public_key()), 0o644)
        except OSError:
            secret.unlink()
            raise
    except OSError as error:
        if secret.exists():
            raise InputError("KEYS-TAKEN", name=name) from None
        raise PrivacyError("KEYS-FOLDER", path=folder, reason=error.strerror) from error
    return show_key(folder, name)


def _generate() -> X25519PrivateKey:
    """A key whose codes don't begin with a blank, which a scanner or a shell might trim."""
    while True:
        private = X25519PrivateKey.generate()
        identity = key_id(private.public_key().public_bytes_raw())
        starts = (encode(join_frame(number, identity, b"", b"")) for number in range(MESSAGES))
        if not any(text.startswith(" ") for text in starts):
            return private


def retire_key(folder: Path, name: str) -> KeyInfo:
    """Mark a key as one that nothing is to be sealed to any more."""
    public_path(folder, name)
    (folder / f"{name}.retired").touch(mode=0o600)
    return show_key(folder, name)


def find_private(folder: Path, identity: bytes) -> Path | None:
    """The file of the private key with this id, or None."""
    for info in list_keys(folder):
        if info.private and info.key_id == identity.hex():
            return folder / f"{info.name}.key.pem"
    return None


def read_private(path: Path, passphrase: bytes) -> X25519PrivateKey:
    """Decrypt a private key.  PrivacyError KEYS-PASSPHRASE for a wrong passphrase or a damaged file."""
    try:
        key = load_pem_private_key(small_file(path), passphrase)
    except OSError as error:
        raise InputError("KEYS-READ", where=Where(str(path)), reason=error.strerror) from error
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise PrivacyError("KEYS-PASSPHRASE") from None
    if not isinstance(key, X25519PrivateKey):
        raise PrivacyError("KEYS-PASSPHRASE")
    return key


def read_passphrase(path: Path) -> bytes:
    """The first line of a passphrase file.  InputError KEYS-PASSPHRASE-READ where it can't be read, PrivacyError
    KEYS-PASSPHRASE-FILE where it is empty or others may read it.
    """
    try:
        shared = path.stat().st_mode & 0o077
        first = small_file(path).split(b"\n", 1)[0].removesuffix(b"\r")
    except OSError as error:
        raise InputError("KEYS-PASSPHRASE-READ", where=Where(str(path)), reason=error.strerror) from None
    if shared or not first:
        raise PrivacyError("KEYS-PASSPHRASE-FILE", where=Where(str(path)))
    return first


def _public_pem(key: X25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            # Whatever the umask: a private key is nobody else's, a public key is anybody's.
            os.fchmod(descriptor, mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()  # half a key would take the name for ever
        raise
