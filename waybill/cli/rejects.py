"""The rejects files of ``waybill check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path

from typer import BadParameter

from waybill.errors import InputError, Where
from waybill.i18n import tr
from waybill.intake.rejects import RejectsFiles
from waybill.pipeline.output import check_target, kept_aside, put_aside


@contextmanager
def rejects_beside(path: str | None, inputs: Sequence[str]) -> Iterator[RejectsFiles]:
    """Writes to ``path``, if there is one.  A file that is there already may be in the midst of being corrected: it is
    kept beside the new one, as ``print`` keeps it."""
    kept: dict[Path, Path] = {}

    def allow(name: str) -> None:
        check_target(name, inputs)
        target = Path(name)
        if target.is_file() and not target.is_symlink():
            kept[target] = put_aside(target)

    if path == "-":
        told = tr("give a file's name: standard output has the report", "请给出文件名：标准输出用于报告")
        raise BadParameter(told, param_hint="--rejects")
    if path is not None:
        check_target(path, inputs)
    try:
        with RejectsFiles(path, allow) as out:
            yield out
    except OSError as error:
        if path is None:
            raise
        raise InputError("OUTPUT-WRITE", where=Where(path), reason=error.strerror) from error
    finally:
        for target, older in kept.items():
            _settle(target, older)


def _settle(target: Path, older: Path) -> None:
    """Put back or take away what is not needed, and tell what is kept, also of a check that ended early."""
    if not target.exists():
        older.replace(target)
    elif cmp(target, older, shallow=False):
        older.unlink()
    else:
        sys.stderr.write(f"waybill: {kept_aside(target, older)}\n")
