"""One run as it goes on: results come in, the duplicate guard judges, pages go to the press, the rest is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from waybill.errors import Problem
from waybill.frozen import made
from waybill.i18n import tr
from waybill.intake import Note, Reject, reject_of
from waybill.intake.duplicates import Duplicates
from waybill.journal import ERASED, NEW, SAME, LabelRecord, Verdict, load_policy
from waybill.label import MOST_DIGESTS
from waybill.layout import Form
from waybill.order_files import without_numbers
from waybill.pipeline.again import AgainPainter
from waybill.pipeline.book import Book, DryBook
from waybill.pipeline.chunk import Printed
from waybill.pipeline.job import PrintJob
from waybill.pipeline.picking import Waiting
from waybill.pipeline.pool import Arrived, Task
from waybill.pipeline.press import Press
from waybill.pipeline.refusals import Refusals
from waybill.pipeline.report import TWICE, PrintReport
from waybill.pipeline.sources import Sources
from waybill.pipeline.timing import STAGES, Stages
from waybill.pipeline.verdicts import problem_of
from waybill.render.pdf import PageBytes

GROUP = 896
"""So many labels are written to the journal in one transaction."""
_DUPLICATE = frozenset({TWICE, problem_of(Verdict(SAME)).code})
_PRINT, _BARRED = Verdict(NEW), Verdict(ERASED)


def _on_page(record: LabelRecord, page: int, others: Mapping[str, list[bytes]]) -> LabelRecord:
    """The record with what a worker can't know: its page, and ``others``, further orders that go in the same parcel."""
    label, number, index, _, line = record
    if number in others:
        orders = [each for each in dict.fromkeys((index.order_no, *others[number])) if each]
        index = index._replace(order_no=b"".join(orders[:MOST_DIGESTS]))
    return made(LabelRecord, (label, number, index, page, line))


class Run:
    """Takes results in the files' order and leaves pages, journal rows, rejects and counts."""

    def __init__(
        self,
        job: PrintJob,
        press: Press,
        refusals: Refusals,
        book: Book | DryBook,
        report: PrintReport,
        sources: Sources,
        form: Form,
        expected_rows: int,
    ) -> None:
        self._job = job
        self._press = press
        self._refusals = refusals
        self._book = book
        self._report = report
        self._sources = sources
        self.made = 0
        """Labels that were made so far, whether they are in the journal yet or not."""
        self._group: list[tuple[int, Task | None, Printed]] = []
        self._told: list[tuple[int, Reject | Note]] = []
        """What is not printed, by its source, of chunks whose labels wait in the group: the journal may refuse some of them,
        and rejects are written in the order of lines."""
        self._waiting = Waiting(job.sort) if job.sort != "file" else None
        self._duplicates = Duplicates(several_parcels=job.several_parcels, expected=expected_rows)
        self._latest: LabelRecord | None = None
        """The first row of a parcel that came last: mostly the others, of the same order's goods, follow it at once."""
        self._others: dict[str, list[bytes]] = {}
        """Digests of the orders of left out rows, by the waybill number of the label that they share, which may not be in the
        journal yet: it is found by them, too."""
        self._intend, self._add = book.intend, press.add
        self._stages = Stages() if job.timing else None
        self._spent: Counter[str] = Counter()
        self._keyed = frozenset() if "*" in job.seal_to else frozenset(job.seal_to)
        """The carriers that have a key, where some may have none."""
        if self._stages:
            self._intend = self._stages.wrap("journal", book.intend)
            self._add = self._stages.wrap("file", press.add)
        self._again: AgainPainter | None = None
        if job.again and book.journal:
            policy = load_policy(job.reprint_policy)
            self._again = AgainPainter(book.journal, job.again, policy, form, foresee=job.dry_run)
        self._granted: set[str] = set()
        """Numbers whose page waits for its turn as a reprint that was granted already."""
        self._erased: set[str] = set()
        """Numbers that are known as erased: those that are granted are written down anew."""
        report.batch = book.batch

    def take(self, arrived: Arrived) -> None:
        """Account for one chunk."""
        task, result = arrived
        self._report.rows += result.rows
        self._report.skipped += result.skipped
        self._spent.update(result.spent)
        told: list[Reject | Note] = [*result.rejects, *result.left_out]
        printed = result.printed()
        for one in printed:
            if one.page.used:
                self._press.use(one.page)
        fresh = [one for one in printed if self._is_first(task, one, told)]
        self.made += len(fresh)
        self._told += [(task.source, one) for one in told]
        if self._waiting:
            self._wait(self._waiting, task, fresh)
            self._tell()
        else:
            self._group += [(task.source, task, one) for one in fresh]
            if max(len(self._group), len(self._told)) >= GROUP:
                self._flush()

    def do_ahead(self) -> None:
        """While the last chunks are still being made: leave little to be done when they are there."""
        self._flush()
        self._press.prepare()

    def end(self) -> None:
        """Account for whatever still waits."""
        if self._waiting:
            for source, printed in self._waiting.in_order():
                self._group.append((source, None, printed))
                if len(self._group) >= GROUP:
                    self._flush()
        self._flush()
        self._tell_bare()
        if self._stages:
            self._spent.update(self._stages.take())
            labels = self._report.printed
            self._report.timing = {stage: self._spent[stage] / labels / 1000 for stage in STAGES if labels}

    def close(self) -> None:
        """Let go of what waits, wherever the run has ended."""
        if self._waiting:
            self._waiting.close()

    def _tell_bare(self) -> None:
        """A label printed again is the label as it was: a key that is given only now does not seal it."""
        bare = self._again.bare if self._again else Counter()
        every = "*" in self._job.seal_to
        count = sum(number for carrier, number in bare.items() if every or carrier in self._job.seal_to)
        if count:
            self._report.notes.append(
                tr(
                    f"printed again as they were, without a sealed code in spite of --seal-to: {count}",
                    f"照原样再次打印、未加密（虽给出了 --seal-to）：{count} 张",
                )
            )

    def _is_first(self, task: Task, one: Printed, told: list[Reject | Note]) -> bool:
        """Whether neither the waybill number nor the order number has come in this run; if one has, why it is left out is
        ``told``."""
        index, line = one.record.index, one.record.source_line
        file = self._sources.sources[task.source].name
        problem = self._duplicates.judge(one.record.waybill_no, index.order_no, index.fingerprint, line, file)
        if problem is None:
            self._latest = one.record
            return True
        twice = problem.code == TWICE
        if twice:
            self._keep_order(one.record.waybill_no, index.order_no)
        told.append(Note(line, problem) if twice else reject_of(task.layout, task.chunk, line, (problem,)))
        return False

    def _keep_order(self, number: str, order_no: bytes) -> None:
        latest = self._latest
        if latest is None or (number, order_no) != (latest.waybill_no, latest.index.order_no):
            self._others.setdefault(number, []).append(order_no)

    def _tell(self) -> None:
        """Account for what is not printed, in the order of its lines, whoever found it."""
        told, self._told = self._told, []
        for number, one in sorted(told, key=lambda each: (each[0], each[1].line)):
            source = self._sources.sources[number]
            if isinstance(one, Reject):
                reject = one.named(source.names)
                self._report.tell_reject(source.name, reject)
                self._refusals.write(source, reject)
            elif one.problem.code in _DUPLICATE:
                self._report.tell_duplicate(source.name, one.line, one.problem)
            else:
                self._report.tell_left_out(source.name, one._replace(problem=one.problem.named(source.names)))

    def _wait(self, waiting: Waiting, task: Task, printed: list[Printed]) -> None:
        """Judge in the files' order, where a refused row's cells are at hand; what is good waits for its turn."""
        verdicts = self._book.judge([each.record for each in printed])
        marked, denied = self._reprints(printed, verdicts)
        self._granted.update(marked)
        for one, verdict in zip(printed, verdicts, strict=True):
            number = one.record.waybill_no
            if verdict.status == NEW:
                waiting.put(task.source, one)
            elif number in marked:
                waiting.put(task.source, one._replace(page=marked[number]))
            else:
                self._refuse(task.source, task, one, verdict, denied.get(number))

    def _flush(self) -> None:
        """Write the labels that wait into the journal, then hand their pages to the press: in this order, always."""
        group, self._group = self._group, []
        if group:
            self._print(group)
            if not self._waiting:  # else all rows were read before the first label is written down
                self._others.clear()
        self._tell()

    def _print(self, group: list[tuple[int, Task | None, Printed]]) -> None:
        printed = [one for _, _, one in group]
        known = self._book.judge([one.record for one in printed]) if self._again else []
        marked, denied = self._reprints(printed, known)
        verdicts = self._write_down(printed, marked, denied)
        for (source, task, one), verdict in zip(group, verdicts, strict=True):
            number = one.record.waybill_no
            if verdict.status != NEW:
                self._refuse(source, task, one, verdict, denied.get(number))
                continue
            self._add(marked.get(number, one.page), one.key, self._bookmark(source, one))
            self._report.printed += 1
            if self._keyed and one.key.carrier not in self._keyed:
                self._report.unsealed[one.key.carrier] += 1

    def _write_down(
        self, printed: list[Printed], marked: Mapping[str, PageBytes], denied: Mapping[str, Problem]
    ) -> list[Verdict]:
        """Write labels into the journal, each with the page that it gets; what is to be done with each: NEW is printed.

        What is printed again as it was is in the journal already: it takes a page and is not written down anew.  A number
        that was erased and may not be printed again takes none.
        """
        again = (self._granted | marked.keys()) - self._erased
        barred = self._erased & denied.keys()
        with_page = (one for one in printed if one.record.waybill_no not in barred)
        fresh = [
            (page, one)
            for page, one in enumerate(with_page, self._press.pages + 1)
            if one.record.waybill_no not in again
        ]
        verdicts = self._intend([_on_page(one.record, page, self._others) for page, one in fresh])
        self._book.tell_exceptions(
            sum(one.exception and v.status == NEW for (_, one), v in zip(fresh, verdicts, strict=True))
        )
        if not again and not barred:
            return verdicts
        judged = iter(verdicts)
        return [
            _PRINT if number in again else _BARRED if number in barred else next(judged)
            for number in (one.record.waybill_no for one in printed)
        ]

    def _bookmark(self, source: int, one: Printed) -> str:
        """The title under which a page is found: its file's name, or its three-segment code."""
        if not self._job.bookmarks:
            return ""
        if self._job.bookmarks == "file":
            return without_numbers(self._sources.sources[source].name)
        return one.key.three_segment_code or "-"

    def _reprints(
        self, printed: list[Printed], verdicts: list[Verdict]
    ) -> tuple[dict[str, PageBytes], dict[str, Problem]]:
        """With ``--again``: pages marked 补打 for the numbers that were released before from the same data, or erased.

        And why some of them may not be printed again.
        """
        if not self._again:
            return {}, {}
        known = {
            one.record.waybill_no: (verdict.status, one.record.label)
            for one, verdict in zip(printed, verdicts, strict=True)
            if verdict.status in (SAME, ERASED) and one.record.waybill_no not in self._granted
        }
        self._erased.update(number for number, (status, _) in known.items() if status == ERASED)
        marked, denied = self._again.pages({number: label for number, (_, label) in known.items()})
        for page in marked.values():
            self._press.use(page)
        return marked, denied

    def _refuse(
        self, source: int, task: Task | None, one: Printed, verdict: Verdict, denied: Problem | None
    ) -> None:
        """Account for a label that is not printed: the reprint policy denies it, or the guard does."""
        problem = denied or problem_of(verdict)
        line = one.record.source_line
        told: Reject | Note
        if verdict.status == SAME and not denied:
            told = Note(line, problem)
        elif task:
            told = reject_of(task.layout, task.chunk, line, (problem,))
        else:
            told = Reject(line, (), (problem,))
        self._told.append((source, told))
