"""The journal's side of a run, and of a dry run, which writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from time import monotonic

from waybill.deidentify.index import key_mark
from waybill.errors import JournalError
from waybill.i18n import tr
from waybill.journal import (
    ERASED,
    NEW,
    BatchInfo,
    Journal,
    LabelRecord,
    Output,
    Verdict,
    current_actor,
    file_of,
    load_policy,
    open_journal,
    without_secrets,
)
from waybill.order_files import without_numbers
from waybill.paths import user_path
from waybill.pipeline.chunk import Recipe
from waybill.pipeline.job import PrintJob
from waybill.pipeline.replaced import recovered, spare_recovered
from waybill.pipeline.report import PrintReport
from waybill.pipeline.sources import Sources

TELL_SECONDS = 60
"""How often a run that writes nothing tells that it is alive; much less than the journal waits (``LEASE_SECONDS``)."""


class Book:
    """The journal's side of a run; with ``again``, numbers whose content was erased may be printed once more."""

    def __init__(self, journal: Journal, batch: int, *, again: bool = False) -> None:
        self.journal = journal
        self.batch = batch
        self._again = again
        self._open = True
        self._told = monotonic()

    def judge(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """What the duplicate guard says, without writing."""
        return self.journal.check_numbers(records, self.batch)

    def intend(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """Write the labels down before any byte of them leaves."""
        return self.journal.intend(self.batch, records, again=self._again)

    def tell_exceptions(self, count: int) -> None:
        """Labels that show a field in clear by lawful exception are an event."""
        if count:
            self.journal.record("exception", {"count": count}, batch=self.batch)

    def tell_alive(self) -> None:
        """For work that writes nothing else: other machines take an owner for dead that is silent for long."""
        if monotonic() - self._told > TELL_SECONDS:
            self.journal.tell_alive(self.batch)
            self._told = monotonic()

    def rendered(self, outputs: Sequence[Output]) -> None:
        """Every page is on the disk under a temporary name."""
        self.journal.rendered(self.batch, outputs)

    def released(self) -> None:
        """Every file has its name."""
        self.journal.released(self.batch)
        self._open = False

    def give_up(self, why: str) -> None:
        """The run failed: nothing of the batch was released."""
        if self._open:
            with suppress(JournalError):
                self.journal.abandon(self.batch, why)


class DryBook:
    """A dry run's side: it judges and writes nothing."""

    batch = None

    def __init__(self, journal: Journal | None = None, *, again: bool = False) -> None:
        self.journal = journal
        self._again = again

    def judge(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """What the duplicate guard says, where there is a journal."""
        if not self.journal:
            return [Verdict(NEW)] * len(records)
        return self.journal.check_numbers(records)

    def intend(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """What writing them down would answer."""
        erased_too = (NEW, ERASED) if self._again else (NEW,)
        return [Verdict(NEW) if verdict.status in erased_too else verdict for verdict in self.judge(records)]

    def tell_exceptions(self, count: int) -> None:
        """Nothing to write."""

    def rendered(self, outputs: Sequence[Output]) -> None:
        """Nothing to write."""

    def released(self) -> None:
        """Nothing to write."""

    def give_up(self, why: str) -> None:
        """Nothing to write."""


def journal_of(job: PrintJob, clock: Callable[[], datetime], *, create: bool = True) -> Journal:
    """The job's journal, opened.  JournalError JOURNAL-NONE where there is none and none is to be made."""
    return open_journal(job.journal, clock=clock, actor=current_actor(job.operator), create=create)


@contextmanager
def opened_book(
    job: PrintJob,
    clock: Callable[[], datetime],
    sources: Sources,
    recipe: Recipe,
    form_digest: str,
    report: PrintReport,
    *,
    has_printed: bool,
) -> Iterator[Book | DryBook]:
    """The journal opened and a batch begun; on a dry run a stand-in that reads the journal and writes nothing.

    ``has_printed``: whether the key store has been used before, so that a new journal is worth a word.
    """
    if job.dry_run:
        with _existing(job, clock) as known:
            if job.again and known:
                known.foresee_reprints((), job.again, load_policy(job.reprint_policy))
            yield DryBook(known, again=bool(job.again))
        return
    batch = _batch(job, sources, recipe, form_digest)
    with journal_of(job, clock) as journal:
        if job.again:
            journal.check_reprint(job.again, load_policy(job.reprint_policy))
        for settled in journal.resume(batch, target=job.output):
            report.notes.append(recovered(settled))
            if not settled.same_job:
                spare_recovered(settled, job.output, in_parts=bool(job.split))
        report.notes += _told_of_journal(journal, job, batch, has_printed)
        yield Book(journal, journal.begin_batch(batch), again=bool(job.again))


@contextmanager
def _existing(job: PrintJob, clock: Callable[[], datetime]) -> Iterator[Journal | None]:
    """The journal if there is one already; a dry run makes none."""
    file = file_of(job.journal)
    if file is not None and not user_path(file).exists():
        yield None
        return
    try:
        journal = journal_of(job, clock, create=False)
    except JournalError as error:
        if error.code != "JOURNAL-NONE":
            raise
        yield None
        return
    with journal:
        yield journal


def _batch(job: PrintJob, sources: Sources, recipe: Recipe, form_digest: str) -> BatchInfo:
    """What the journal keeps of a run for ever."""
    from waybill.version import __version__

    join = without_numbers(str(job.reading.join))  # as an order file's name
    return BatchInfo(
        files=sources.digests(recipe.index_key),
        template=job.template,
        form_digest=form_digest,
        form=recipe.form,
        policy_digest=job.policy.digest,
        options="|".join((job.output, job.sort, job.split, str(sorted(job.seal_to)), join, job.again)),
        versions=(("waybill", __version__),),
        key_mark=key_mark(recipe.index_key),
    )


def _told_of_journal(journal: Journal, job: PrintJob, batch: BatchInfo, has_printed: bool) -> Iterator[str]:
    """Notes where the journal is another one than before, or the index key is."""
    if has_printed and journal.is_new:
        place = without_secrets(job.journal)
        yield tr(
            f"a new journal is begun: {place}; it knows no label that was printed before",
            f"已新建台账：{place}；此前打印的运单不在其中",
        )
    if journal.key_has_changed(batch.key_mark):
        yield tr(
            "the index key is another one than at your last batch: find and erase don't find what was printed with that one, and"
            " the same orders pass for other data; if it was lost, put index.key back from a copy",
            "索引密钥与您上一批所用的不同：find 与 erase 找不到用原密钥打印的运单，相同订单会被当作不同数据；"
            "若密钥丢失，请用备份恢复 index.key",
        )
