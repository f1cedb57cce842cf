"""The rejects files of a run: one for each kind of header among the sources, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.intake import Reject, RejectsFile, Source
from waybill.pipeline.output import leaves_at_once, part_of, sync_folder


class Refusals:
    """Writes rejects beside the output under temporary names; :meth:`release` names them."""

    def __init__(self, output: str, sources: list[Source], *, enabled: bool = True) -> None:
        self._base = Path("waybill") if leaves_at_once(output) else Path(output).with_suffix("")
        self._sources = sources
        self._enabled = enabled
        self._files: dict[tuple[str, ...], tuple[RejectsFile, Path]] = {}

    def write(self, source: int, reject: Reject) -> None:
        """Add one reject of a source."""
        if not self._enabled:
            return
        header = self._sources[source].columns
        if header not in self._files:
            mark = f"-{len(self._files) + 1}" if self._files else ""
            target = self._base.with_name(f"{self._base.name}.rejects{mark}.csv")
            self._files[header] = (RejectsFile(part_of(target), header), target)
        file, target = self._files[header]
        with _told(target):
            file.write(reject, self._sources[source].name)

    def release(self) -> list[str]:
        """Complete the files; their names."""
        for file, target in self._files.values():
            with _told(target):
                file.close()
                file.path.replace(target)
            sync_folder(target.parent)
        return [str(target) for _, target in self._files.values()]

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
