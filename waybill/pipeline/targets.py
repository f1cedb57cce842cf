"""Where output may go: what is asked of a target before any work is done, and the files that make room for it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.i18n import tr
from waybill.order_files import STDIN

STDOUT = "-"


def check_target(target: str, orders: Sequence[str], kept: Sequence[str | Path] = ()) -> None:
    """Refuse, before any work is done, a target that can't become a file (InputError OUTPUT-WRITE) or that is one of the
    run's inputs (OUTPUT-INPUT).

    ``kept``: files and folders in whose place nothing may come, as the journal's and the key store; they may not be there
    yet.
    """
    if target == STDOUT:
        return
    path = Path(target)
    if path.is_dir():
        raise InputError("OUTPUT-WRITE", where=Where(target), reason="Is a directory")
    if target.endswith(os.sep) or not path.parent.is_dir():
        raise InputError("OUTPUT-WRITE", where=Where(target), reason="No such directory")
    if is_one_of(path, orders) or any(map(_followed(path).is_relative_to, map(_followed, kept))):
        raise InputError("OUTPUT-INPUT", where=Where(target))


def _followed(path: str | Path) -> Path:
    """Where a path leads; a link that leads back to itself stays as it is: ``Path.resolve`` would fail."""
    return Path(os.path.realpath(path))


def is_one_of(path: Path, files: Sequence[str]) -> bool:
    """Whether a path, under whatever name, is one of these files."""
    return path.exists() and any(
        path.samefile(file) for file in files if file != STDIN and Path(file).exists()
    )


def put_aside(target: Path) -> Path:
    """Rename a file so that another can have its name: to the first of ``NAME~``, ``NAME~2`` ... that is free."""
    names = (target.with_name(f"{target.name}~{number if number > 1 else ''}") for number in count(1))
    return target.replace(next(name for name in names if not name.exists()))


def kept_aside(target: Path, older: Path) -> str:
    """The note on a file that was put aside."""
    return tr(
        f"{target} was there already, with other content: it is kept as {older}",
        f"{target} 已存在且内容不同：原文件保留为 {older}",
    )


def leaves_at_once(target: str | Path) -> bool:
    """Whether what is written to the target can't be called back: standard output, a device, a pipe."""
    path = Path(target)
    return str(target) == STDOUT or (path.exists() and (not path.is_file() or _is_open_file(path)))


def _is_open_file(path: Path) -> bool:
    """Whether a path is a name of a file that a process holds open: /dev/stdout, /dev/fd/3, or a link to such a name.

    Root could put a file in the place of /dev/stdout, and the file that it stands for would stay empty.
    """
    while path.is_symlink():
        folder = os.path.realpath(path.parent)
        if folder.startswith("/proc/") and folder.endswith("/fd"):
            return True
        path = Path(folder) / path.readlink()
    return False
