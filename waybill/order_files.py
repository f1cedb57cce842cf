"""The names of order files, before anything of them is read."""

from __future__ import annotations

import glob
from pathlib import Path

from waybill.errors import InputError, Where

STDIN = "-"


def expand(path: str) -> list[str]:
    """The files that a path or a pattern names, in name order.  Raises ``INTAKE-NO-FILE`` where a pattern
    fits none."""
    if path == STDIN or Path(path).exists() or not glob.has_magic(path):
        return [path]
    found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not found:
        raise InputError("INTAKE-NO-FILE", where=Where(Path(path).name))
    return found
