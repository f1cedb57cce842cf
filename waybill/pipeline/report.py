"""What a run tells: counts that add up, files, figures; never a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waybill.errors import Problem
from waybill.i18n import counted, tr

if TYPE_CHECKING:
    from waybill.intake import Note, Reject

MOST_TOLD = 200
MOST_OF_A_KIND_TOLD = 50
"""Of what is left out: every row may have such a cell, and the rejects are to be told, too."""
MOST_PLACES_TOLD = 5
"""Of each kind of problem, and of each reason to skip rows."""
Kind = tuple[str, str]
"""A code, and the column, or the label's zone, that the problem is in."""
TWICE = "INTAKE-DUPLICATE"
"""The same order a second time in one run; what an earlier run released is another thing to be told."""


@dataclass(slots=True)
class Tally:
    """Rows that have one kind of problem."""

    problem: Problem
    """With the facts that all the rows have: what is one row's is not told of the others."""
    count: int = 0
    first: list[str] = field(default_factory=list)
    """Where the first few are."""

    def add(self, problem: Problem, place: str) -> None:
        """Count a row."""
        self.count += 1
        self.problem = self.problem.shared_with(problem)
        if len(self.first) < MOST_PLACES_TOLD:
            self.first.append(place)

    def places(self) -> str:
        """Where the first few are, in words."""
        return ", ".join(self.first) + (", ..." if self.count > len(self.first) else "")


@dataclass(slots=True)
class PrintReport:
    """``rows`` = ``printed`` + ``rejected`` + ``skipped``."""

    rows: int = 0
    printed: int = 0
    rejected: int = 0
    skipped: int = 0
    pages: int = 0
    output: str | None = None
    outputs: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    """How many labels each of the outputs has."""
    rejects_files: list[str] = field(default_factory=list)
    """One for each kind of header."""
    batch: int | None = None
    duplicates: int = 0
    """Of the skipped: rows whose label was released before from the same data, or stands earlier in this run's files."""
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    """Notes that hardly matter."""
    unsealed: Counter[str] = field(default_factory=Counter)
    """Printed labels of carriers without a key, where other carriers have one."""
    first_told: list[str] = field(default_factory=list)
    """Sentences on the first rows that were rejected, or skipped though they are not blank, and the first hints."""
    problems: Counter[str] = field(default_factory=Counter)
    """Rejected rows by code."""
    kinds: dict[Kind, Tally] = field(default_factory=dict)
    """Rejected rows by kind."""
    not_printed: dict[Kind, Tally] = field(default_factory=dict)
    """Skipped rows that are not blank, cells that hold nothing to print or to encode, by kind."""
    left_out: Counter[str] = field(default_factory=Counter)
    """The same by code."""
    hints: Counter[str] = field(default_factory=Counter)
    """Of printed rows, by code: a waybill number unlike its carrier's; told one by one only, in ``first_told``."""
    timing: dict[str, float] | None = None
    """Microseconds a label by stage, where asked for."""
    dry_run: bool = False

    def tell_reject(self, file: str, reject: Reject) -> None:
        """Count a rejected row and keep its sentence while there are few."""
        self.rejected += 1
        self.problems.update(list(dict.fromkeys(problem.code for problem in reject.problems)))
        for kind, problem in {_kind(problem): problem for problem in reject.problems}.items():
            self.kinds.setdefault(kind, Tally(problem)).add(problem, f"{file}:{reject.line}")
        if len(self.first_told) < MOST_TOLD:
            self.first_told += [_line(file, reject.line, problem) for problem in reject.problems]

    def tell_duplicate(self, file: str, line: int, problem: Problem) -> None:
        """Count a row whose label was released before from the same data, or stands earlier in this run's files."""
        self.skipped += 1
        self.duplicates += 1
        if problem.code == TWICE:
            self._leave_out(file, line, problem)
        elif len(self.first_told) < MOST_TOLD:
            self.first_told.append(_line(file, line, problem))

    def tell_left_out(self, file: str, note: Note) -> None:
        """Count a skipped row or a cell that is not printed (the chunk's count of skipped rows has it already), or a
        hint."""
        from waybill.intake.rows import HINTS

        if note.problem.code in HINTS:
            self.hints[note.problem.code] += 1
            self._tell_one(file, note.line, note.problem, self.hints)
        else:
            self._leave_out(file, note.line, note.problem)

    def _leave_out(self, file: str, line: int, problem: Problem) -> None:
        self.left_out[problem.code] += 1
        self.not_printed.setdefault(_kind(problem), Tally(problem)).add(problem, f"{file}:{line}")
        self._tell_one(file, line, problem, self.left_out)

    def _tell_one(self, file: str, line: int, problem: Problem, told: Counter[str]) -> None:
        """``told``: how many of each code there are so far."""
        if told[problem.code] <= MOST_OF_A_KIND_TOLD and len(self.first_told) < MOST_TOLD:
            self.first_told.append(_line(file, line, problem))

    @property
    def labels_per_second(self) -> float:
        """Printed labels over the whole run's seconds."""
        return self.printed / self.seconds if self.seconds else 0.0

    def as_dict(self) -> dict[str, object]:
        """For ``--json``."""
        told: dict[str, object] = {
            "rows": self.rows,
            "printed": self.printed,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "duplicates": self.duplicates,
            "pages": self.pages,
            "output": self.output,
            "outputs": self.outputs,
            "rejects_file": self.rejects_files[0] if self.rejects_files else None,
            "rejects_files": self.rejects_files,
            "batch": self.batch,
            "seconds": round(self.seconds, 3),
            "labels_per_second": round(self.labels_per_second, 1),
            "problems": dict(self.problems.most_common()),
            "rejected_by_kind": [
                {"code": code, "column": column, "count": tally.count, "first": tally.first}
                for (code, column), tally in _most_first(self.kinds)
            ],
            "left_out": dict(self.left_out.most_common()),
            "notes": self.notes,
            "unsealed": dict(self.unsealed),
        }
        if self.timing is not None:
            told["timing_us_per_label"] = {stage: round(us, 1) for stage, us in self.timing.items()}
        return told

    def summary(self) -> str:
        """One or a few lines for people."""
        lines = [self._figures(), *self._files()]
        lines += self._released_before()
        lines += self._rejected_by_kind()
        lines += self._not_printed_by_code()
        for carrier, count in self.unsealed.most_common():
            lines.append(
                tr(
                    f"  no key for {carrier or '-'}: {count} not sealed",
                    f"  {carrier or '-'} 没有公钥：{count} 张未加密",
                )
            )
        lines += [tr(f"  rejected rows: {name}", f"  被拒的行：{name}") for name in self.rejects_files]
        if self.rejects_files and not self.dry_run:
            lines.append(
                tr(
                    "    Correct them there and print that file like any other.",
                    "    改正后，该文件可像订单文件一样打印。",
                )
            )
        if self.timing is not None:
            lines += [f"  {stage:14s} {us:8.1f} µs" for stage, us in self.timing.items()]
        return "\n".join(lines)

    def _figures(self) -> str:
        done_en, done_zh = ("could be printed", "可打印") if self.dry_run else ("printed", "打印")
        figures = tr(
            f"{counted(self.printed, 'label')} {done_en}, {counted(self.rejected, 'row')} rejected,"
            f" {self.skipped} skipped, of {self.rows}",
            f"共 {self.rows} 行：{done_zh} {self.printed} 张，拒绝 {self.rejected} 行，跳过 {self.skipped} 行",
        )
        if self.printed:
            rate = self.labels_per_second
            return figures + tr(
                f" ({self.seconds:.2f} s, {rate:.0f} labels/s)",
                f"（{self.seconds:.2f} 秒，每秒 {rate:.0f} 张）",
            )
        return figures if self.dry_run else figures + tr("; no new PDF", "；没有新的 PDF")

    def _files(self) -> list[str]:
        """The files, and of several how many labels are in each: whoever carries the piles counts them."""
        if len(self.outputs) < 2:
            return [f"  -> {name}" for name in self.outputs]
        return [
            f"  -> {name}  {tr(counted(length, 'label'), f'{length} 张')}"
            for name, length in zip(self.outputs, self.lengths, strict=True)
        ]

    def _released_before(self) -> list[str]:
        """How many labels are not printed because an earlier run released them, and what to do about it."""
        count = self.duplicates - self.left_out[TWICE]
        if not count:
            return []
        known = Problem("PIPELINE-DUPLICATE")
        return [f"  {count} × {known.code}: {known.text()}", f"    {known.remedy()}"]

    def _rejected_by_kind(self) -> list[str]:
        """Rejected rows by kind of problem, and where the first stand; a remedy that several kinds share is told once."""
        lines: list[str] = []
        for _, tally in _most_first(self.kinds):
            problem = tally.problem
            column, text = problem.column_name(), problem.text()
            # The words may hold a column's name by chance: contents is no word of contents_zone.
            told = "zone" not in dict(problem.facts) and column in text
            where = f" [{column}]" if column and not told else ""
            lines.append(f"  {tally.count} × {problem.code}{where}: {text} ({tally.places()})")
            remedy = f"    {problem.remedy()}"
            lines += [remedy] if remedy.strip() and remedy not in lines else []
        return lines

    def _not_printed_by_code(self) -> list[str]:
        """What is not printed although its row was skipped or printed, and where the first of it stands."""
        lines: list[str] = []
        for (code, _), tally in _most_first(self.not_printed):
            problem = tally.problem
            lines.append(f"  {tally.count} × {code}: {problem.text()} ({tally.places()})")
            # A cell can be mended; a row that was skipped needs nothing.
            lines += [f"    {problem.remedy()}"] if problem.column and code != TWICE else []
        return lines


def _most_first(tallies: Mapping[Kind, Tally]) -> list[tuple[Kind, Tally]]:
    return sorted(tallies.items(), key=lambda entry: -entry[1].count)


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.column or str(dict(problem.facts).get("zone", ""))


def _line(file: str, line: int, problem: Problem) -> str:
    column = f" [{problem.column_name()}]" if problem.column else ""
    return f"{file}:{line}{column}: {problem.code}: {problem.text()}"
