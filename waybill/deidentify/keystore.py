"""The key store: a folder of mode 0700 with the secret by which blind indexes are made.

The index key never leaves the machine and is never written to the journal; whoever holds the journal without it can't
try numbers against the digests.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from waybill.errors import PrivacyError
from waybill.paths import private_folder, small_file

INDEX_KEY_BYTES = 32


def index_key(folder: Path, *, make: bool = True) -> bytes:
    """The 32-byte key of the blind indexes (``index.key``, mode 0600), made on first use.

    Without ``make`` PrivacyError KEYS-INDEX-MISSING where there is none: a new one finds nothing.
    """
    path = folder / "index.key"
    try:
        key = small_file(path)
        if path.stat().st_nlink > 1:  # whoever made it was killed before he took the draft away
            _sweep(folder)
    except FileNotFoundError:
        if not make:
            raise PrivacyError("KEYS-INDEX-MISSING", path=path) from None
        return _new_index_key(path)
    except OSError as error:
        raise PrivacyError("KEYS-FOLDER", path=path, reason=error.strerror) from error
    if len(key) != INDEX_KEY_BYTES:
        raise PrivacyError("KEYS-INDEX-DAMAGED", path=path)
    return key


def _new_index_key(path: Path) -> bytes:
    """Written aside and linked, so that two processes on a new machine agree on one whole key."""
    draft = path.with_name(f"index.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        private_folder(path.parent)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if os.write(descriptor, secrets.token_bytes(INDEX_KEY_BYTES)) < INDEX_KEY_BYTES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # half a key would stay for ever
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        # Another process may have linked its own, and swept this draft, meanwhile.
        with suppress(FileExistsError, FileNotFoundError):
            os.link(draft, path)
        return small_file(path)
    except OSError as error:
        raise PrivacyError("KEYS-FOLDER", path=path, reason=error.strerror) from error
    finally:
        _sweep(path.parent)


def _sweep(folder: Path) -> None:
    """Take drafts of the key away."""
    for draft in folder.glob("index.*.*"):
        with suppress(OSError):
            draft.unlink()
