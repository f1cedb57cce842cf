"""What a run tells: counts that add up, files, figures; never a value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waybill.errors import Problem
from waybill.i18n import tr

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
    kinds: Counter[Kind] = field(default_factory=Counter)
    """Rejected rows by kind."""
    of_kind: dict[Kind, Problem] = field(default_factory=dict)
    """With the facts that all problems of the kind have, of rejected rows or of what was left out."""
    places_of_kind: dict[Kind, list[str]] = field(default_factory=dict)
    """Where the first rejected rows of the kind are."""
    left_out: Counter[str] = field(default_factory=Counter)
    """What was not printed, by code: skipped rows that are not blank, cells that hold nothing to print or to encode."""
    kinds_left_out: Counter[Kind] = field(default_factory=Counter)
    first_left_out: dict[Kind, list[str]] = field(default_factory=dict)
    """Where the first of them are."""
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
            self.kinds[kind] += 1
            self._note_of_kind(kind, problem)
            places = self.places_of_kind.setdefault(kind, [])
            if len(places) < MOST_PLACES_TOLD:
                places.append(f"{file}:{reject.line}")
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
        kind = _kind(problem)
        self.left_out[problem.code] += 1
        self.kinds_left_out[kind] += 1
        self._note_of_kind(kind, problem)
        places = self.first_left_out.setdefault(kind, [])
        if len(places) < MOST_PLACES_TOLD:
            places.append(f"{file}:{line}")
        self._tell_one(file, line, problem, self.left_out)

    def _note_of_kind(self, kind: Kind, problem: Problem) -> None:
        """Keep what all of a kind have in common: what is one row's is not told of the others."""
        self.of_kind[kind] = self.of_kind.setdefault(kind, problem).shared_with(problem)

    def _tell_one(self, file: str, line: int, problem: Problem, counted: Counter[str]) -> None:
        few = counted[problem.code] <= MOST_OF_A_KIND_TOLD
        if few and len(self.first_told) < MOST_TOLD:
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
                {
                    "code": code,
                    "column": column,
                    "count": count,
                    "first": self.places_of_kind[code, column],
                }
                for (code, column), count in self.kinds.most_common()
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
            f"{_count(self.printed, 'label')} {done_en}, {_count(self.rejected, 'row')} rejected,"
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
            f"  -> {name}  {tr(_count(length, 'label'), f'{length} 张')}"
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
        for kind, count in self.kinds.most_common():
            problem = self.of_kind[kind]
            column, text = problem.column_name(), problem.text()
            # The words may hold a column's name by chance: contents is no word of contents_zone.
            told = "zone" not in dict(problem.facts) and column in text
            where = f" [{column}]" if column and not told else ""
            places = _places(self.places_of_kind[kind], count)
            lines.append(f"  {count} × {problem.code}{where}: {text} ({places})")
            remedy = f"    {problem.remedy()}"
            lines += [remedy] if remedy.strip() and remedy not in lines else []
        return lines

    def _not_printed_by_code(self) -> list[str]:
        """What is not printed although its row was skipped or printed, and where the first of it stands."""
        lines: list[str] = []
        for kind, count in self.kinds_left_out.most_common():
            problem, places = self.of_kind[kind], _places(self.first_left_out[kind], count)
            lines.append(f"  {count} × {problem.code}: {problem.text()} ({places})")
            # A cell can be mended; a row that was skipped needs nothing.
            lines += [f"    {problem.remedy()}"] if problem.column and problem.code != TWICE else []
        return lines


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _places(first: list[str], count: int) -> str:
    return ", ".join(first) + (", ..." if count > len(first) else "")


def _kind(problem: Problem) -> Kind:
    return problem.code, problem.column or str(dict(problem.facts).get("zone", ""))


def _line(file: str, line: int, problem: Problem) -> str:
    column = f" [{problem.column_name()}]" if problem.column else ""
    return f"{file}:{line}{column}: {problem.code}: {problem.text()}"
