"""The rejects file: what was not printed and why, in a form that can be corrected and read again.

UTF-8 with a byte-order mark (spreadsheets then read it rightly), the order file's own columns, then line,
column, code and reason.  It holds personal data as the order file does, so it is readable by its owner only.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Self, TextIO

from waybill.errors import Problem
from waybill.i18n import Lang
from waybill.intake.columns import NOTHING_SEEN, REJECT_COLUMNS
from waybill.intake.layout import Reject

_DANGEROUS = tuple("=+-@＝＋－＠﹦﹢﹣﹫\t\r\n")
"""So begins what spreadsheets run as a formula, some of them in full width too; what is blank or not seen may stand before it."""
_BEFORE = " \u3000\xa0" + "".join(map(chr, NOTHING_SEEN))
_SPREADSHEET_DIGITS = 12  # from here on a spreadsheet shows, and saves, 1.23E+11


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula or rounds as a number: marked as text by a leading
    apostrophe."""
    if cell.lstrip(_BEFORE).startswith(_DANGEROUS) or (
        cell.isdigit() and (len(cell) >= _SPREADSHEET_DIGITS or (cell[0] == "0" and len(cell) > 1))
    ):
        return "'" + cell
    return cell


class RejectsFile:
    """Written row by row; the file exists only once there is a reject.  Mode 0600."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        columns: Sequence[str],
        lang: Lang | None = None,
        *,
        anew: bool = False,
    ) -> None:
        """``anew``: a file of this name that is there already, or a link, is an error and not written over."""
        self.path = Path(path)
        self._present = os.O_EXCL if anew else os.O_TRUNC
        self.count = 0
        self._columns = list(columns)
        self._lang = lang
        self._own = len(columns)
        if tuple(self._columns[-len(REJECT_COLUMNS) :]) == REJECT_COLUMNS:
            self._own -= len(REJECT_COLUMNS)
        self._file: TextIO | None = None

    def write(self, reject: Reject, file: str = "") -> None:
        """Add one reject; ``file`` names its order file."""
        if self._file is None:
            self._file = self._open()
        cells = list(reject.cells[: self._own])
        cells += [""] * (self._own - len(cells))
        columns = ";".join(
            dict.fromkeys(problem.column or "" for problem in reject.problems if problem.column)
        )
        codes = ";".join(dict.fromkeys(problem.code for problem in reject.problems))
        reason = " ".join(dict.fromkeys(map(self._sentence, reject.problems)))
        told = file, str(reject.line), columns, codes, reason
        csv.writer(self._file).writerow(map(safe_cell, (*cells, *told)))
        self.count += 1

    def _sentence(self, problem: Problem) -> str:
        return f"{problem.text(self._lang)} {problem.remedy(self._lang)}".rstrip()

    def _open(self) -> TextIO:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | self._present, 0o600)
        os.fchmod(descriptor, 0o600)
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def write_rejects(
    path: str | os.PathLike[str], columns: Sequence[str], rejects: Iterable[Reject], file: str = ""
) -> int:
    """Write all rejects of one source; returns how many.  No rejects, no file."""
    with RejectsFile(path, columns) as out:
        for reject in rejects:
            out.write(reject, file)
        return out.count


class RejectsFiles:
    """Rejects of several sources: one file for each kind of header, ``bad.csv``, ``bad-2.csv`` ...; none
    without a path."""

    def __init__(self, path: str | os.PathLike[str] | None, allow: Callable[[str], None]) -> None:
        """``allow`` raises for the name of a file that may not be written."""
        self._path = Path(path) if path is not None else None
        self._allow = allow
        self._files: dict[tuple[str, ...], RejectsFile] = {}

    def write(self, columns: tuple[str, ...], file: str, reject: Reject) -> None:
        """Add one reject of a source with these columns."""
        if self._path is None:
            return
        if columns not in self._files:
            mark = f"-{len(self._files) + 1}" if self._files else ""
            name = self._path.with_name(f"{self._path.stem}{mark}{self._path.suffix}")
            self._allow(str(name))
            self._files[columns] = RejectsFile(name, columns)
        self._files[columns].write(reject, file)

    @property
    def names(self) -> list[str]:
        """The files written."""
        return [str(file.path) for file in self._files.values()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()
