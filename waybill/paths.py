"""Paths as people write them."""

from __future__ import annotations

import os
from pathlib import Path


def user_path(text: str) -> Path:
    """The path with ``~`` and ``~NAME`` as users' folders; where there is no such user, as it is written: pathlib would fail."""
    return Path(os.path.expanduser(text))  # noqa: PTH111
