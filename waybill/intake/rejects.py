"""The rejects file: what was not printed and why, in a form that can be corrected and read again.

UTF-8 with a byte-order mark (spreadsheets then read it rightly), the order file's own columns, then line,
column, code and reason.  It holds personal data as the order file does, so it is readable by its owner only.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from waybill.errors import Problem
from waybill.intake.columns import NOTHING_SEEN, REJECT_COLUMNS
from waybill.intake.damage import may_be_rounded
from waybill.intake.layout import Reject
from waybill.patterns import late_pattern

_DANGEROUS = tuple("=+-@＝＋－＠﹦﹢﹣﹫\t\r\n")
"""So begins what spreadsheets run as a formula, some of them in full width too; what is blank or not seen may stand before it."""
_BEFORE = " \u3000\xa0" + "".join(map(chr, NOTHING_SEEN))
_SPREADSHEET_DIGITS = 12  # from here on a spreadsheet shows, and saves, 1.23E+11
_TAKEN = late_pattern(r"\d{1,2}[-/]\d{1,2}(?:[-/]\d{1,2})?|\d{1,15}[eE]\d{1,3}")
"""What a spreadsheet takes for a day (a door 5-12, a code 3/8) or for a number with an exponent (12E3).  What it writes
itself in place of a number has a sign (1.38E+10)."""


def may_be_run(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula."""
    return cell.lstrip(_BEFORE).startswith(_DANGEROUS)


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula, rounds as a number or takes for a day: marked as text by a leading
    apostrophe.

    A number that one has rounded already is left as it is: the mark says of it that it is right.
    """
    if cell.isdigit():
        changes = len(cell) >= _SPREADSHEET_DIGITS or (cell[0] == "0" and len(cell) > 1)
        return "'" + cell if changes and not may_be_rounded(cell) else cell
    return "'" + cell if may_be_run(cell) or _TAKEN.fullmatch(cell) else cell


class RejectsFile:
    """Written row by row; the file exists only once there is a reject.  Mode 0600."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        """A file of this name that is there already, or a link, is an error and not written over."""
        self.path = path
        self._columns = list(columns)
        self._own = len(columns)
        if tuple(self._columns[-len(REJECT_COLUMNS) :]) == REJECT_COLUMNS:
            self._own -= len(REJECT_COLUMNS)
        self._file: TextIO | None = None

    def write(self, reject: Reject, file: str) -> None:
        """Add one reject; ``file`` names its order file."""
        if self._file is None:
            self._file = self._open()
        cells = list(reject.cells[: self._own])
        cells += [""] * (self._own - len(cells))
        columns = ";".join(
            dict.fromkeys(problem.column or "" for problem in reject.problems if problem.column)
        )
        codes = ";".join(dict.fromkeys(problem.code for problem in reject.problems))
        reason = " ".join(dict.fromkeys(map(_sentence, reject.problems)))
        told = file, str(reject.line), columns, codes, reason
        csv.writer(self._file).writerow(map(safe_cell, (*cells, *told)))

    def _open(self) -> TextIO:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        file = open(descriptor, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115, PTH123
        csv.writer(file).writerow([*map(safe_cell, self._columns[: self._own]), *REJECT_COLUMNS])
        return file

    def close(self) -> None:
        """Put everything on disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


def _sentence(problem: Problem) -> str:
    return f"{problem.text()} {problem.remedy()}".rstrip()
