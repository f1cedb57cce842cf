"""``waybill check``: what is wrong with order files, without printing.  Counts, lines and columns; never a
value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from waybill.errors import Problem
from waybill.i18n import Lang
from waybill.intake.columns import FIELDS
from waybill.intake.duplicates import Duplicates, SameRecipients
from waybill.intake.layout import Note, Reject
from waybill.intake.order import Order
from waybill.intake.reading import records
from waybill.intake.rows import ChunkRows, read_chunk
from waybill.intake.source import Source
from waybill.intake.straight import Reader, reader_of

FIRST_LINES = 5
"""So many lines are named for each problem."""


class Examined(NamedTuple):
    """What is said of an order that intake takes by what comes behind intake."""

    refused: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()
    """What is not printed of it."""
    same: tuple[str, str | bytes, Hashable] | None = None
    """Waybill number, order number and data as :meth:`Duplicates.judge` compares them; None: as the row has them."""


@dataclass(slots=True)
class Finding:
    """How often one problem occurs, with the facts that all its rows have, and where first."""

    problem: Problem
    count: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class FileReport:
    """What was found in one table: rows = orders + rejected + skipped."""

    file: str
    profile: str
    encoding: str
    rows: int = 0
    orders: int = 0
    rejected: int = 0
    skipped: int = 0
    problems: dict[tuple[str, str | None], Finding] = field(default_factory=dict)
    """Reasons of rejects."""
    notes: dict[tuple[str, str | None], Finding] = field(default_factory=dict)
    """Hints, and reasons of skipping."""
    filled: dict[str, int] = field(default_factory=dict)
    """For each standard column that the file has: rows in which it is not blank."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Standard columns as the file calls them."""

    def as_dict(self, lang: Lang | None = None) -> dict[str, object]:
        """The report as plain data (``waybill check --json``)."""
        return {
            "file": self.file,
            "profile": self.profile,
            "encoding": self.encoding,
            "rows": self.rows,
            "orders": self.orders,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "problems": [_plain(finding, lang) for finding in self.problems.values()],
            "notes": [_plain(finding, lang) for finding in self.notes.values()],
            "filled": self.filled,
        }


def _plain(finding: Finding, lang: Lang | None) -> dict[str, object]:
    problem = finding.problem
    return {
        "code": problem.code,
        "column": problem.column,
        "count": finding.count,
        "first_lines": finding.lines,
        "text": problem.text(lang),
        "remedy": problem.remedy(lang),
    }


class Check:
    """Goes through tables; duplicates are found across all of them."""

    def __init__(
        self,
        *,
        several_parcels: bool = False,
        same_recipient: bool = False,
        on_reject: Callable[[Source, Reject], None] | None = None,
        examine: Callable[[Order], Examined] = lambda _: Examined(),
    ) -> None:
        self._duplicates = Duplicates(several_parcels=several_parcels)
        self._on_reject = on_reject
        self._examine = examine
        self.recipients = SameRecipients() if same_recipient else None

    def table(self, source: Source) -> FileReport:
        """The report on one table."""
        layout = source.layout
        report = FileReport(layout.file, layout.profile, layout.encoding, names=source.names)
        reader = reader_of(layout)
        report.filled = {
            name: 0 for name, position in zip(FIELDS, layout.index, strict=True) if position >= 0
        }
        for chunk in source.chunks(1024):
            rows = read_chunk(layout, chunk)
            for record in records(layout, chunk):
                report.rows += 1
                for name in _filled(reader, record.cells):
                    report.filled[name] += 1
            self._take(source, report, rows)
        return report

    def _take(self, source: Source, report: FileReport, rows: ChunkRows) -> None:
        report.skipped += rows.skipped
        rejects, notes = list(rows.rejects), list(rows.notes)
        for order in rows.orders:
            refused, left_out, same = self._examine(order)
            if refused:
                rejects.append(rows.reject(order, refused))
                continue
            judge = self._duplicates
            twice = judge.judge(*same, order.line, order.file) if same else judge.judge_order(order)
            if twice is None:
                report.orders += 1
                notes += [Note(order.line, problem) for problem in left_out]
                if self.recipients:
                    self.recipients.add(order)
            elif twice.code == "INTAKE-DUPLICATE":
                report.skipped += 1
                notes.append(Note(order.line, twice))
            else:
                rejects.append(rows.reject(order, (twice,)))
        for note in sorted(notes, key=lambda one: one.line):
            _count(report.notes, note.problem.named(source.names), note.line)
        for reject in sorted((one.named(source.names) for one in rejects), key=lambda one: one.line):
            report.rejected += 1
            for problem in reject.problems:
                _count(report.problems, problem, reject.line)
            if self._on_reject:
                self._on_reject(source, reject)


def _filled(reader: Reader, cells: list[str] | None) -> Iterator[str]:
    """The standard columns of which a row's cell is not blank; none of a row that is, or has another width."""
    if cells and any(cells) and len(cells) == reader.width:
        for name, cell in zip(FIELDS, reader.get([*cells, ""]), strict=True):
            if cell and not cell.isspace():
                yield name


def _count(findings: dict[tuple[str, str | None], Finding], problem: Problem, line: int) -> None:
    finding = findings.setdefault((problem.code, problem.column), Finding(problem))
    finding.problem = finding.problem.shared_with(problem)
    finding.count += 1
    if len(finding.lines) < FIRST_LINES:
        finding.lines.append(line)


def total(reports: Iterable[FileReport]) -> dict[str, int]:
    """The counts of all tables together."""
    counts = [(one.rows, one.orders, one.rejected, one.skipped) for one in reports]
    sums = [sum(column) for column in zip(*chain([(0, 0, 0, 0)], counts), strict=True)]
    return dict(zip(("rows", "orders", "rejected", "skipped"), sums, strict=True))
