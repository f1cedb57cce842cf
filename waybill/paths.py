"""Paths as people write them, and names that last."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def user_path(text: str) -> Path:
    """The path with ``~`` and ``~NAME`` as users' folders; where there is no such user, as it is written: pathlib would fail."""
    return Path(os.path.expanduser(text))  # noqa: PTH111


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder's files to the disk, where folders can be synced: a new file's, or a rename."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
