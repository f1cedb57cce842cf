"""The picking order: pages as the files have them, or sorted by segment, carrier or SKU.

Sorting needs every label before the first page; finished labels wait in an unnamed temporary file (they are
de-identified already), and only their keys stay in memory.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from waybill.errors import InputError, Where
from waybill.intake.carriers import names_of_carrier
from waybill.pipeline.chunk import Printed

_FIELD = {"segment": "three_segment_code", "carrier": "carrier", "sku": "sku"}


class Waiting:
    """Labels that wait for their turn."""

    def __init__(self, sort: str) -> None:
        self._field = _FIELD[sort]
        with _told():
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the run
        self._places: list[tuple[str, int, int, int]] = []

    def put(self, source: int, printed: Printed) -> None:
        """Keep one label."""
        key = getattr(printed.key, self._field)
        if self._field == "carrier":
            key = names_of_carrier(key)[0]
        self._places.append((key, len(self._places), self._file.tell(), source))
        # The SKU is a cell as the order file has it: like every key it stays in memory.
        without = printed._replace(key=printed.key._replace(sku=""))
        with _told():
            pickle.dump(without, self._file, pickle.HIGHEST_PROTOCOL)

    def in_order(self) -> Iterator[tuple[int, Printed]]:
        """Source and label, sorted by key and, where keys are equal, in the files' order."""
        with _told():
            self._file.flush()
        for _, _, offset, source in sorted(self._places):
            with _told():
                self._file.seek(offset)
                printed = pickle.load(self._file)  # noqa: S301 - our own unnamed file
            yield source, printed

    def close(self) -> None:
        """Let go of the file, which is gone then."""
        with suppress(OSError):  # what the disk has no room for is not wanted any more
            self._file.close()


@contextmanager
def _told() -> Iterator[None]:
    """A file without a name is told by its folder, if there is one that can be used: nothing is wrong with the output."""
    try:
        yield
    except OSError as error:
        folder = Where(tempfile.tempdir or "TMPDIR")
        raise InputError("OUTPUT-TEMPORARY", where=folder, reason=error.strerror) from error
