"""The key store: a folder of mode 0700 with the secret by which blind indexes are made.

The index key never leaves the machine and is never written to the journal; whoever holds the journal without it can't
try numbers against the digests.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from waybill.errors import PrivacyError

INDEX_KEY_BYTES = 32


def index_key(folder: Path) -> bytes:
    """The 32-byte key of the blind indexes, made on first use (``index.key``, mode 0600)."""
    path = folder / "index.key"
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return _new_index_key(path)
    except OSError as error:
        raise PrivacyError("KEYS-FOLDER", path=path, reason=error.strerror) from error
    if len(key) != INDEX_KEY_BYTES:
        raise PrivacyError("KEYS-INDEX-DAMAGED", path=path)
    return key


def _new_index_key(path: Path) -> bytes:
    key = secrets.token_bytes(INDEX_KEY_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Written aside and linked, so that two processes on a new machine agree on one whole key.
        draft = path.with_name(f"index.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, key)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise PrivacyError("KEYS-FOLDER", path=path, reason=error.strerror) from error
    return path.read_bytes()
