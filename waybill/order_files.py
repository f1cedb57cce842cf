"""The names of order files, before anything of them is read."""

from __future__ import annotations

import errno
import glob
import os
from pathlib import Path

from waybill.errors import InputError, Where, harmless
from waybill.patterns import SOMEBODYS

STDIN = "-"
_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)}
"""Digits in full width, as some keyboards type them."""


def shown_name(path: str) -> str:
    """A file's name without its folder, as text that messages, the rejects file and the journal can hold.

    Archives of Chinese Windows leave names in GBK, whose bytes are no text elsewhere; what would move a terminal's
    cursor, or turn its writing around, is shown as such.
    """
    name = Path(path).name or path  # . and / have no name
    if name.isprintable():
        return name
    if not name.isascii() and any("\ud800" <= sign <= "\udfff" for sign in name):
        name = os.fsencode(name).decode("gb18030", "replace")
    return harmless(name)


def expand(path: str) -> list[str]:
    """The files that a path or a pattern names, in name order.  Raises ``INTAKE-NO-FILE`` where a pattern
    fits none, ``INTAKE-UNREADABLE`` where its folder may not be read."""
    there = os.path.exists(path)  # noqa: PTH110 - Path.exists raises where a folder may not be entered
    if path == STDIN or there or not glob.has_magic(path):
        return [path]
    found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not found:
        folder = os.path.dirname(path)  # noqa: PTH120 - as it was written
        if os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK):  # noqa: PTH112 - Path.is_dir may raise
            raise InputError(
                "INTAKE-UNREADABLE", where=Where(shown_name(folder)), reason=os.strerror(errno.EACCES)
            )
        raise InputError("INTAKE-NO-FILE", where=Where(shown_name(path)))
    return found


def without_numbers(name: str) -> str:
    """A file's name for what outlives the file: people keep orders under the number that they came from."""
    narrow = name if name.isascii() else name.translate(_NARROW)
    plain = SOMEBODYS.sub("***", narrow)
    return name if plain == narrow else plain
