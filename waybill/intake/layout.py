"""What goes from the reader of a file to the workers: the Layout once, RawChunks of whole rows, and what
comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from waybill.errors import Problem


class JoinSpec(NamedTuple):
    """A join file as workers find it again: each process reads it once and keeps it."""

    path: str
    on: str
    """The key column, as it was named."""
    supplies: tuple[str, ...]
    """Standard columns that its sheets have."""
    state: tuple[int, int]
    """Size and time of change, so that a changed file is read again."""
    encoding: str | None
    profile_folder: Path | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read the rows of one source; small and picklable."""

    file: str
    """Name of the order file without its folder, or ``<stdin>``; for a further sheet ``name.xlsx[sheet]``."""
    encoding: str
    """Codec of the chunks' bytes, always one in which ASCII bytes are ASCII characters."""
    delimiter: str
    header: tuple[str, ...]
    """The header's cells as found."""
    profile: str
    index: tuple[int, ...]
    """For each of ``columns.FIELDS`` its position in a row, -1 where the file has none."""
    clean: tuple[tuple[str, str], ...] = ()
    carrier_by_prefix: tuple[tuple[str, str], ...] = ()
    virtual_extension: bool = False
    strict: bool = False
    """Whether hints (waybill number shapes) reject a row."""
    rounded: tuple[str, ...] = ()
    """Columns in which a spreadsheet rounded every long number, by the evidence of the first rows."""
    join: JoinSpec | None = None
    join_key: int = -1
    """Position of the join's key in this source's rows."""


class RawChunk(NamedTuple):
    """Whole rows of a source in file order: undecoded bytes of a text file, or the cells of a sheet."""

    line: int
    """Line of the first row; 1 is the file's first line."""
    data: bytes
    rows: tuple[tuple[str, ...], ...] = ()
    """A sheet's rows; then ``data`` is empty."""
    under: int = 0
    """Line of another header that they stand under (see :mod:`waybill.intake.stacked`), which is their first row or
    before them; 0 for rows of the table itself."""

    def __repr__(self) -> str:
        return f"RawChunk(line={self.line}, {len(self.data)} bytes, {len(self.rows)} rows)"


class Reject(NamedTuple):
    """A row that can't be an order: where, its cells as found, all its problems.

    A row that does not fit its header (damaged quotes, too many or too few cells) is one cell, the line as it stood:
    put under the header's columns, its cells could be taken for what they are not when the row comes back.
    """

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]

    def named(self, names: Mapping[str, str]) -> Reject:
        """The same, with its columns as the file calls them."""
        return self._replace(problems=tuple(problem.named(names) for problem in self.problems))

    def __repr__(self) -> str:
        return f"Reject(line={self.line}, problems={self.problems!r})"


class Note(NamedTuple):
    """Something to be told of a row that does not stop it (or that skipped it)."""

    line: int
    problem: Problem
