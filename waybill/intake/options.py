"""How order files are to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from waybill.errors import Problem
from waybill.intake.header import LEAST
from waybill.intake.layout import JoinSpec


@dataclass(frozen=True, slots=True)
class Options:
    """How order files are to be read; everything not told is found out."""

    profile: str | None = None
    """Id of a profile, or the path of its file."""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    """Name of the one sheet of a workbook to read."""
    profile_folder: Path | None = None
    """Where a user's own profiles are."""
    strict: bool = False
    """Whether hints reject a row."""
    join: str | None = None
    """A file that supplies what this one lacks ..."""
    on: str | None = None
    """... by this column, which both have."""
    supplied: frozenset[str] = frozenset()
    """Standard columns that may be missing here."""
    least_columns: int = LEAST
    """So many known columns make a row the header."""
    joined: JoinSpec | None = None
    """The join file, once it was looked at."""
    tell: Callable[[str, Problem], None] | None = None
    """Is told, by the file's name, what of a file is not read although the rest of it is."""

    def note(self, file: str, code: str, **facts: str) -> None:
        """Tell something of a file."""
        if self.tell:
            self.tell(file, Problem(code, None, tuple(facts.items())))


AS_FOUND = Options()
"""Encoding, profile and all else as the files tell."""
