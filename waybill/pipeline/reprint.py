"""The story of ``reprint``: numbers -> journal -> Labels -> pages -> file.  No order file, no name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from waybill.errors import JournalError, Problem, UsageError, Where
from waybill.i18n import counted, tr
from waybill.journal import (
    Check,
    Journal,
    Refusal,
    Reprintable,
    ReprintPolicy,
    files_beside,
    load_policy,
    nameable,
)
from waybill.layout import Form
from waybill.pipeline.config import Config
from waybill.pipeline.context import wall_clock
from waybill.pipeline.opening import configured_journal
from waybill.pipeline.output import Draft, Stream, all_or_nothing, draft
from waybill.pipeline.replaced import earlier_files, recovered, spare_recovered
from waybill.pipeline.stored import FormPainter, unpack_form, unpack_label
from waybill.pipeline.targets import check_target, leaves_at_once
from waybill.render.pdf import PdfFile
from waybill.render.pdf_objects import Sink

LAST_PAGE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ReprintJob:
    """What is to be printed again: numbers, or pages ``first`` to ``last`` of ``batch`` or of the file ``pdf``."""

    numbers: tuple[str, ...]
    lines: tuple[int, ...] = ()
    """The line of each number, where they came on standard input."""
    output: str = "reprint.pdf"
    reason: str = ""
    batch: int | None = None
    first: int | None = None
    last: int | None = None
    pdf: str | None = None
    approvals: tuple[str, ...] = ()
    template: str | None = None
    journal: str | None = None
    operator: str | None = None


@dataclass(slots=True)
class ReprintReport:
    """What ``reprint`` tells."""

    pages: int = 0
    output: str | None = None
    refused: int = 0
    """Of pages: labels that may not be printed again (voided, erased, or by the policy)."""
    refusals: Counter[str] = field(default_factory=Counter)
    """These by the code that tells why."""
    why: dict[str, Problem] = field(default_factory=dict)
    """With the facts that all of a code have."""
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def tell_refused(self, refused: Refusal, *, of_batch: bool) -> None:
        """Count a label that is left out, and why.  A page of a batch that is erased has no number any more."""
        named = not (of_batch and refused.code == "JOURNAL-UNKNOWN")
        number = (("number", nameable(refused.asked)),) if named else ()
        problem = Problem(refused.code, None, (*number, *refused.facts))
        self.refused += 1
        self.refusals[refused.code] += 1
        self.why[refused.code] = self.why.get(refused.code, problem).shared_with(problem)

    def as_dict(self) -> dict[str, object]:
        """For ``--json``."""
        return {
            "pages": self.pages,
            "refused": self.refused,
            "refusals": dict(self.refusals.most_common()),
            "output": self.output,
            "reprints": self.counts,
            "notes": self.notes,
        }

    def summary(self) -> str:
        """A line for people, and one for each reason why labels were refused."""
        refused = tr(f", {self.refused} refused", f"，拒绝 {self.refused} 张") if self.refused else ""
        told = tr(
            f"{counted(self.pages, 'label')} reprinted{refused} -> {self.output}",
            f"补打 {self.pages} 张{refused} -> {self.output}",
        )
        whys = (
            f"\n  {count} × {code}: {self.why[code].text()}" for code, count in self.refusals.most_common()
        )
        return told + "".join(whys)


def reprint_labels(
    job: ReprintJob, config: Config, *, clock: Callable[[], datetime] | None = None
) -> ReprintReport:
    """Make the labels again, all or none, marked and counted.

    JournalError (exit 9) for an unknown number or one that the policy refuses; the refusal is an event too.
    """
    clock = clock or wall_clock()
    _check_words(job)
    kept: list[str | Path] = [*files_beside(config.text("journal", job.journal)), config.folder("keys")]
    check_target(job.output, [job.pdf] if job.pdf else (), kept)
    policy = load_policy(config.path("reprint_policy"))
    wished = _wished_form(job, config)
    with configured_journal(config, job.journal, job.operator, clock=clock) as journal:
        report = ReprintReport(output=job.output)
        for settled in journal.resume(target=job.output):
            report.notes.append(recovered(settled))
            spare_recovered(settled, job.output)
        files: list[Draft | Stream] = []
        now, leaves = clock(), leaves_at_once(job.output)
        with all_or_nothing(files):
            # Counted before a byte of any label is on the disk or on its way to a printer; the journal does not wait
            # for who reads what leaves at once.
            check = partial(_fit, wished) if leaves else partial(_hold, job.output, wished, now, files)
            granted, refused, found = _granted(journal, job, policy, check, config.dpi())
            if leaves and granted:
                files.append(draft(job.output))
                _write(files[0], wished, now, granted)
            replaced = earlier_files(journal, [Path(job.output)], None)
            for file in files:
                file.settle()
                file.release()
        report.pages = len(granted)
        for one in refused:
            report.tell_refused(one, of_batch=job.batch is not None)
        report.counts = {one.number: one.count for one in granted}
        report.notes += [*_missing_pages(job, found), *replaced]
        return report


def _missing_pages(job: ReprintJob, found: int) -> Iterator[str]:
    """A word on pages that were asked for and that are not there: 190 to 240 of 200."""
    first, last = job.first or 1, job.last
    if last is not None and found <= last - first:
        whole_en, whole_zh = (job.pdf, job.pdf) if job.pdf else (f"batch {job.batch}", f"批次 {job.batch}")
        yield tr(
            f"of the pages {first} to {last}, {whole_en} has {found}",
            f"第 {first} 至 {last} 页中，{whole_zh} 只有 {found} 页",
        )


def _check_words(job: ReprintJob) -> None:
    """Numbers, or pages of a batch or a PDF: what is given of another would be printed too, or be left out unsaid."""
    paged = (job.batch is not None) + (job.pdf is not None)
    if not paged and (job.first, job.last) != (None, None):
        raise UsageError("PIPELINE-PAGES-OF")
    if paged + bool(job.numbers) > 1:
        raise UsageError("PIPELINE-NUMBERS-OR-BATCH")
    if not paged and not job.numbers:
        raise UsageError("PIPELINE-NO-NUMBERS")
    first, last = job.first or 1, job.last or LAST_PAGE
    if first > last:
        raise UsageError("PIPELINE-PAGES-TURNED", first=first, last=last)


class _Granted(NamedTuple):
    labels: list[Reprintable]
    refused: list[Refusal]
    found: int
    """Pages, or numbers, that there are of those asked for; of one label a PDF may have several pages."""


def _granted(journal: Journal, job: ReprintJob, policy: ReprintPolicy, check: Check, dpi: int) -> _Granted:
    """Named numbers: all or none.  Pages of a batch or a PDF: whatever of them may be printed."""
    if job.numbers:
        return _numbered(journal, job, policy, check)
    first, last = job.first or 1, job.last or LAST_PAGE
    if job.pdf is not None:
        from waybill.verify.numbers import numbers_on_pages

        journal.check_reprint(job.reason, policy)  # before hundreds of pages are looked at
        numbers = numbers_on_pages(Path(job.pdf), first, last, dpi=dpi)
        granted, refused = journal.reprint_some(
            numbers, job.reason, policy=policy, approvals=job.approvals, check=check
        )
        found = len(numbers)
    else:
        assert job.batch is not None
        if (job.first, job.last) != (None, None) and (files := journal.files_of(job.batch)) > 1:
            raise UsageError("PIPELINE-BATCH-SPLIT", batch=job.batch, files=files)
        granted, refused = journal.reprint_pages(
            job.batch, first, last, job.reason, policy=policy, approvals=job.approvals, check=check
        )
        found = len(granted) + len(refused)
    if not granted:
        raise _none_granted(job, refused[0])
    return _Granted(granted, refused, found)


def _numbered(journal: Journal, job: ReprintJob, policy: ReprintPolicy, check: Check) -> _Granted:
    numbers = [number.strip().upper() for number in job.numbers]
    try:
        granted = journal.reprint(numbers, job.reason, policy=policy, approvals=job.approvals, check=check)
    except JournalError as error:
        place = error.facts.get("place")
        if place and job.lines:
            error.where = Where("<stdin>", job.lines[int(place)])
        raise
    return _Granted(granted, [], len(numbers))


def _none_granted(job: ReprintJob, refusal: Refusal) -> JournalError:
    """The error of the first page where none may be printed.  A page of a batch that is erased has no number any more,
    and the code on a stranger's page may be anything."""
    if job.batch is not None and refusal.code == "JOURNAL-UNKNOWN":
        return JournalError("JOURNAL-UNKNOWN-BATCH", batch=job.batch)
    facts: dict[str, Any] = dict(refusal.facts)
    return JournalError(refusal.code, number=nameable(refusal.asked), **facts)


def _wished_form(job: ReprintJob, config: Config) -> Form | None:
    """The form that is asked for; without one, the labels have the form that they were first printed on."""
    if not job.template:
        return None
    from waybill.pipeline.forms import compiled_form

    return compiled_form(job.template, config.path("templates"), config.dpi())


def _write(out: Sink, wished: Form | None, now: datetime, granted: list[Reprintable]) -> None:
    form = wished or _one_form(granted)
    painter = FormPainter(form)
    pdf = _pdf(out, form, now)
    for one in granted:
        pdf.add(painter.page(unpack_label(one.label), one.count))
    pdf.finish()


def _hold(
    output: str,
    wished: Form | None,
    now: datetime,
    files: list[Draft | Stream],
    granted: list[Reprintable],
) -> list[Reprintable]:
    """Make the file in memory, and room for it on the disk.  Of labels that are about to be granted: where it can't be
    made, as on a full disk, nothing counts as a reprint; and who ends the program now has no label that was not counted.
    """
    if granted:
        whole = BytesIO()
        _write(whole, wished, now, granted)
        file = Draft(Path(output))
        files.append(file)
        file.hold(whole.getvalue())
    return granted


def _fit(wished: Form | None, granted: list[Reprintable]) -> list[Reprintable]:
    """Another form than the first may be too small for a label.  LayoutError or SymbolError then."""
    if wished:
        painter = FormPainter(wished)
        for one in granted:
            painter.page(unpack_label(one.label), one.count)
    elif granted:
        _one_form(granted)
    return granted


def _one_form(granted: list[Reprintable]) -> Form:
    """The form that the labels were first printed on.  JournalError PIPELINE-FORMS where they have several: one PDF has one."""
    if len({one.form_digest for one in granted}) > 1:
        raise JournalError("PIPELINE-FORMS")
    return unpack_form(granted[0].form)


def _pdf(file: Sink, form: Form, now: datetime) -> PdfFile:
    try:
        return PdfFile(file, grid=form.grid, static=form.static_art, created=now)
    except ValueError:
        raise JournalError("PIPELINE-LABEL-DAMAGED") from None
