"""The rejects files of a run: one for each kind of header among the sources, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.i18n import tr
from waybill.intake import Reject, RejectsFile, Source
from waybill.paths import sync_folder
from waybill.pipeline.output import is_one_of, kept_aside, leaves_at_once, part_of, put_aside


class Refusals:
    """Writes rejects beside the output under temporary names; :meth:`release` names them.

    A rejects file may be in the midst of being corrected: an order file is never overwritten with what it gave
    rise to, and an older rejects file is kept beside the new one.
    """

    def __init__(self, output: str, sources: list[Source], inputs: Sequence[str]) -> None:
        self._base = Path("waybill") if leaves_at_once(output) else Path(output).with_suffix("")
        self._sources = sources
        self._files: dict[tuple[str, ...], tuple[RejectsFile, Path]] = {}
        self.notes: list[str] = []
        """What the user should know of older rejects files; filled by :meth:`release`."""
        for number in range(len({source.columns for source in sources})):
            if is_one_of(self._target(number), inputs):
                raise InputError("OUTPUT-INPUT", where=Where(str(self._target(number))))

    def write(self, source: int, reject: Reject) -> None:
        """Add one reject of a source."""
        header = self._sources[source].columns
        if header not in self._files:
            target = self._target(len(self._files))
            self._files[header] = (RejectsFile(part_of(target), header, anew=True), target)
        file, target = self._files[header]
        with _told(target):
            file.write(reject, self._sources[source].name)

    def _target(self, number: int) -> Path:
        mark = f"-{number + 1}" if number else ""
        return self._base.with_name(f"{self._base.name}.rejects{mark}.csv")

    def release(self) -> list[str]:
        """Complete the files; their names."""
        for file, target in self._files.values():
            with _told(target):
                file.close()
                self._keep_older(target, file.path)
                file.path.replace(target)
            sync_folder(target.parent)
        older = self._target(0)
        if not self._files and older.is_file():
            self.notes.append(
                tr(
                    f"{older} is an earlier run's: this one rejected nothing",
                    f"{older} 是以前运行留下的：本次没有被拒的行",
                )
            )
        return [str(target) for _, target in self._files.values()]

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


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """A rejects file that can't be written is told as any other output."""
    try:
        yield
    except OSError as error:
        raise InputError("OUTPUT-WRITE", where=Where(str(target)), reason=error.strerror) from error
