"""The rejects files of ``print`` and ``check``: one for each kind of header among the sources, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from filecmp import cmp
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.i18n import tr
from waybill.intake import Reject, RejectsFile, Source
from waybill.paths import sync_folder
from waybill.pipeline.output import part_of, writing
from waybill.pipeline.targets import check_target, kept_aside, leaves_at_once, put_aside


def rejects_of(output: str) -> Path:
    """The first rejects file of a run with this output."""
    base = Path("waybill") if leaves_at_once(output) else Path(output).with_suffix("")
    return base.with_name(f"{base.name}.rejects.csv")


class Refusals:
    """Writes rejects under temporary names, to ``first`` and, for each further kind of header, ``first`` with a number;
    :meth:`release` names them.

    A rejects file may be in the midst of being corrected: an order file is never overwritten with what it gave
    rise to, and an older rejects file is kept beside the new one.
    """

    def __init__(self, first: Path, inputs: Sequence[str], kinds: int = 1) -> None:
        """InputError where one of so many kinds' files can't be written, or is one of the ``inputs``."""
        self._first = first
        self._inputs = inputs
        self._files: dict[tuple[str, ...], tuple[RejectsFile, Path]] = {}
        self.notes: list[str] = []
        """What the user should know of older rejects files; filled by :meth:`release`."""
        for number in range(kinds):
            self._check(self._target(number))

    def write(self, source: Source, reject: Reject) -> None:
        """Add one reject of a source."""
        file, target = self._files.get(source.columns) or self._begin(source.columns)
        with writing(target):
            file.write(reject, source.name)

    def _begin(self, header: tuple[str, ...]) -> tuple[RejectsFile, Path]:
        target = self._target(len(self._files))
        self._check(target)
        self._files[header] = begun = RejectsFile(part_of(target), header), target
        return begun

    def _target(self, number: int) -> Path:
        first = self._first
        return first.with_name(f"{first.stem}-{number + 1}{first.suffix}") if number else first

    def _check(self, target: Path) -> None:
        """Rows go through a file of their own beside the target, which a device or pipe can't be."""
        check_target(str(target), self._inputs)
        if leaves_at_once(target):
            raise InputError("OUTPUT-WRITE", where=Where(str(target)), reason="not a regular file")

    @property
    def names(self) -> list[str]:
        """The files, in the order in which they were begun."""
        return [str(target) for _, target in self._files.values()]

    def release(self) -> None:
        """Complete the files and give them their names."""
        for file, target in self._files.values():
            with writing(target):
                file.close()
                self._keep_older(target, file.path)
                file.path.replace(target)
            sync_folder(target.parent)
        if not self._files and self._first.is_file():
            self.notes.append(
                tr(
                    f"{self._first} is an earlier run's: this one rejected nothing",
                    f"{self._first} 是以前运行留下的：本次没有被拒的行",
                )
            )

    def _keep_older(self, target: Path, new: Path) -> None:
        """Put a rejects file aside that has the name already; somebody may be correcting it."""
        if not target.is_file() or cmp(target, new, shallow=False):
            return
        self.notes.append(kept_aside(target, put_aside(target)))

    def discard(self) -> None:
        """Forget them."""
        for file, _ in self._files.values():
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                file.path.unlink(missing_ok=True)
