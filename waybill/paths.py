"""Paths as people write them, and names that last."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISFIFO

SMALL = 1 << 20
"""Bytes of a file that people write by hand, and far more than they do: settings, policies, keys, profiles."""


def user_path(text: str) -> Path:
    """The path with ``~`` and ``~NAME`` as users' folders; where there is no such user, as it is written: pathlib would fail."""
    return Path(os.path.expanduser(text))  # noqa: PTH111


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there yet, for their owner alone: ``mkdir`` makes the upper ones as
    the umask is, and who may write to one can put another key store or journal in the place of what is in it.
    """
    for one in reversed((folder, *folder.parents)):
        one.mkdir(mode=0o700, exist_ok=True)


def small_file(path: str | Path, most: int = SMALL) -> bytes:
    """The bytes of a small file, whatever stands in its place: a device without an end, a disk's image, a pipe.

    OSError for more than ``most`` bytes (EFBIG), and for a pipe from which nothing comes (ENODATA): nobody would begin to
    write into it, and an empty file is a policy, too.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        is_pipe = S_ISFIFO(os.fstat(file.fileno()).st_mode)
        if is_pipe:
            os.set_blocking(file.fileno(), True)
        data = file.read(most + 1)
    wrong = errno.EFBIG if len(data) > most else errno.ENODATA if is_pipe and not data else 0
    if wrong:
        raise OSError(wrong, os.strerror(wrong), str(path))
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe at once, even where nobody writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def small_text(path: str | Path) -> str:
    """The text of a small UTF-8 file, with or without a byte-order mark.  OSError as above; UnicodeDecodeError."""
    text = small_file(path).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder's files to the disk, where folders can be synced: a new file's, or a rename."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
