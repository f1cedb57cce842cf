"""The order files of a run: opened, digested, handed out as tasks in order."""

from __future__ import annotations

import hashlib
import hmac
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from waybill.errors import Problem
from waybill.intake import Source, open_sources
from waybill.order_files import STDIN, expand, shown_name, without_numbers
from waybill.pipeline.extent import ROWS_PER_CHUNK
from waybill.pipeline.job import PrintJob
from waybill.pipeline.pool import Task
from waybill.pipeline.reading import check_sheet


class Sources:
    """All sources of a job, in the order given."""

    def __init__(self, job: PrintJob) -> None:
        self.paths = [path for pattern in job.orders for path in expand(pattern)]
        options = replace(job.reading, tell=self._tell)
        self.notes: list[str] = []
        """What of the files is not read although the rest of them is."""
        self.asides: list[str] = []
        """The same, where it hardly matters."""
        self.sources: list[Source] = list(
            open_sources(self.paths, options, stdin=sys.stdin.buffer if sys.stdin else BytesIO())
        )
        check_sheet(options, self.sources)
        self._total = sum(Path(path).stat().st_size for path in self.paths if path != STDIN)
        self._read = 0

    def _tell(self, file: str, problem: Problem) -> None:
        notes = self.asides if problem.code == "INTAKE-COLUMNS-UNKNOWN" else self.notes
        notes.append(f"{file}: {problem.text()}")

    def digests(self, key: bytes) -> tuple[tuple[str, str], ...]:
        """Name without anybody's number and digest of each file; empty digest for standard input, which can be read only once.

        Keyed (HMAC-SHA-256), as it stays in the chain for ever: of a file with few rows, whoever knows all but the hidden
        digits of a phone could try them against a digest that anybody can make.
        """
        return tuple(
            ("<stdin>", "")
            if path == STDIN
            else (without_numbers(shown_name(path)), _keyed_digest(path, key))
            for path in self.paths
        )

    def tasks(self) -> Iterator[Task]:
        """Every chunk of every source."""
        for number, source in enumerate(self.sources):
            for chunk in source.chunks(ROWS_PER_CHUNK):
                self._read += len(chunk.data)
                yield Task(number, source.layout, chunk)

    @property
    def kinds(self) -> int:
        """How many headers there are that differ."""
        return len({source.columns for source in self.sources})

    @property
    def share(self) -> float:
        """How much of the input has been handed out, 0 to 1 (0 where that can't be known)."""
        return min(self._read / self._total, 1.0) if self._total else 0.0


def _keyed_digest(path: str, key: bytes) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, lambda: hmac.new(key, b"file\0", "sha256")).hexdigest()
