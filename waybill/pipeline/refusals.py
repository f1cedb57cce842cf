"""The rejects files of a run: one for each kind of header among the sources, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.intake import Reject, RejectsFile, Source
from waybill.pipeline.output import is_one_of, leaves_at_once, part_of, sync_folder


class Refusals:
    """Writes rejects beside the output under temporary names; :meth:`release` names them."""

    def __init__(
        self, output: str, sources: list[Source], inputs: Sequence[str], *, enabled: bool = True
    ) -> None:
        """``inputs``: the files that are read, of which none is overwritten."""
        self._base = Path("waybill") if leaves_at_once(output) else Path(output).with_suffix("")
        self._sources = sources
        self._inputs = inputs
        self._enabled = enabled
        self._files: dict[tuple[str, ...], tuple[RejectsFile, Path]] = {}

    def write(self, source: int, reject: Reject) -> None:
        """Add one reject of a source."""
        if not self._enabled:
            return
        header = self._sources[source].columns
        if header not in self._files:
            target = self._free_name()
            self._files[header] = (RejectsFile(part_of(target), header), target)
        file, target = self._files[header]
        with _told(target):
            file.write(reject, self._sources[source].name)

    def _free_name(self) -> Path:
        """The next name that is neither taken in this run nor read by it: rejects that were corrected
        may come back as input."""
        taken = {target for _, target in self._files.values()}
        return next(name for name in self._names() if name not in taken and not is_one_of(name, self._inputs))

    def _names(self) -> Iterator[Path]:
        for number in count(1):
            mark = f"-{number}" if number > 1 else ""
            yield self._base.with_name(f"{self._base.name}.rejects{mark}.csv")

    def older(self) -> Path | None:
        """A rejects file of an earlier run that could be taken for this one's."""
        name = self._free_name()
        return name if self._enabled and name.exists() else None

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
