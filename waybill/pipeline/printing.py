"""The story of ``print`` on one screen: orders -> labels -> pages -> file -> journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_bytes
from time import perf_counter

from waybill.collector import looking_seldom
from waybill.deidentify.keystore import INDEX_KEY_BYTES, index_key
from waybill.errors import PrivacyError, UsageError
from waybill.i18n import tr
from waybill.journal import files_beside
from waybill.layout import Form
from waybill.order_files import STDIN
from waybill.pipeline.book import Book, DryBook, journal_of, opened_book
from waybill.pipeline.charges import told_of_charges
from waybill.pipeline.chunk import Recipe
from waybill.pipeline.context import wall_clock
from waybill.pipeline.forms import compiled_form
from waybill.pipeline.job import PrintJob
from waybill.pipeline.pool import Pool, pool_for
from waybill.pipeline.press import Press
from waybill.pipeline.refusals import Refusals, rejects_of
from waybill.pipeline.replaced import earlier_files
from waybill.pipeline.report import PrintReport
from waybill.pipeline.run import Run
from waybill.pipeline.sender import told_of_no_sender
from waybill.pipeline.sources import Sources
from waybill.pipeline.targets import check_target, leaves_at_once

Tick = Callable[[int, float], None]
"""Called with the labels that were made so far and the share of the input that was read (0 to 1)."""


def print_labels(
    job: PrintJob,
    *,
    pool: Pool | None = None,
    on_progress: Tick | None = None,
    clock: Callable[[], datetime] | None = None,
) -> PrintReport:
    """Print the orders of ``job`` and tell what became of every row.

    ``pool``: processes that get ready already, for these orders; whoever started them ends them.

    Rows that can't be printed go to the rejects file and the rest is printed.  Nothing has its final name until every
    page is on the disk and the journal knows it.  Raises WaybillError where the run as a whole can't go on.
    """
    started = perf_counter()
    clock = clock or wall_clock()
    now = clock()
    report = PrintReport(dry_run=job.dry_run)
    with ExitStack() as stack:
        stack.enter_context(looking_seldom())
        if pool is None:
            pool = stack.enter_context(pool_for(job.orders, job.jobs))
        sources = Sources(job)
        report.notes += [*_told_of_no_key(job), *sources.notes]
        report.asides += sources.asides
        inputs = _checked_inputs(job, sources)
        form = compiled_form(job.template, job.templates, job.dpi)
        has_printed = (job.keys / "index.key").is_file()
        if not (has_printed or job.dry_run):
            # Whoever finds the key, which is made next, finds this journal, too: no other run then calls its own a new one.
            journal_of(job, clock).close()
        recipe = _recipe(job, form, now)
        pool.use(recipe)
        # What leaves at once can't be discarded afterwards: a dry run must not begin to write it.
        output = os.devnull if job.dry_run and leaves_at_once(job.output) else job.output
        refusals = Refusals(rejects_of(job.output), inputs, sources.kinds)
        press = Press(output, job.split, form, now)
        book = stack.enter_context(
            opened_book(job, clock, sources, recipe, form.digest, report, has_printed=has_printed)
        )
        run = stack.enter_context(closing(Run(job, press, refusals, book, report, sources, form, pool.rows)))
        with _whole(press, refusals, book):
            for arrived in pool.results(sources.tasks(), run.do_ahead):
                run.take(arrived)
                if on_progress:
                    on_progress(run.made, sources.share)
            run.end()
            _release(job, press, refusals, book, report)
    report.notes += _told_at_the_end(job, sources, form, report)
    report.seconds = perf_counter() - started
    return report


def _told_of_no_key(job: PrintJob) -> Iterator[str]:
    if not job.seal_to:
        yield tr(
            "no carrier key was given (--seal-to): the QR code carries the waybill number only",
            "未给出快递公司公钥 (--seal-to)：二维码只含运单号",
        )


def _told_at_the_end(job: PrintJob, sources: Sources, form: Form, report: PrintReport) -> Iterator[str]:
    """Notes on what is missing: a sender, without whom a label can't go back, where nothing names one; sums; or any order."""
    if report.printed and not job.sender and not job.reading.join and "sender_name" in form.fields():
        yield from told_of_no_sender(sources.sources)
    if report.printed:
        yield from told_of_charges(sources.sources)
    if not report.rows:
        yield tr("the order files hold no orders", "订单文件中没有订单")


def _checked_inputs(job: PrintJob, sources: Sources) -> list[str]:
    """All files that are read.  InputError or UsageError where the output can't be written, would replace one of them,
    or can't be verified.
    """
    inputs = [*sources.paths, *filter(None, [job.reading.join])]
    check_target(job.output, inputs, [*files_beside(job.journal), job.keys])
    if job.verify is not None and leaves_at_once(job.output):
        raise UsageError("PIPELINE-VERIFY-STDOUT")
    return inputs


def _recipe(job: PrintJob, form: Form, now: datetime) -> Recipe:
    """What every worker needs of the job."""
    return Recipe(
        form=form.pack(),
        policy=job.policy,
        index_key=_index_key(job),
        printed_at=now.strftime("%Y-%m-%d %H:%M"),
        default_sender=job.sender,
        seal_to=job.seal_to,
        timing=job.timing,
    )


def _index_key(job: PrintJob) -> bytes:
    """A dry run makes no key: without one it judges by one that is forgotten afterwards."""
    if job.dry_run and not (job.keys / "index.key").is_file():
        return token_bytes(INDEX_KEY_BYTES)
    return index_key(job.keys)


def _release(
    job: PrintJob, press: Press, refusals: Refusals, book: Book | DryBook, report: PrintReport
) -> None:
    """Finish, verify, name: in this order, each step in the journal before the next.

    Of a dry run the rejects file alone is left: what it holds can be corrected before anything is printed.
    """
    report.pages = press.pages
    if isinstance(book, DryBook):
        press.discard()
    else:
        outputs = press.finish()
        if job.verify is not None:
            _verify(job, press, book.tell_alive)
        book.rendered(outputs)
        targets = [one.target for one in press.drafts]
        report.notes += earlier_files(book.journal, targets, Path(job.output) if job.split else None)
        report.outputs, report.lengths = press.release(), press.lengths
        report.output = report.outputs[0] if report.outputs else None
    # Until the batch is released no other run gives its files the same names: no rejects are replaced unseen.
    refusals.release()
    book.released()
    report.rejects_files = refusals.names
    report.notes += refusals.notes


def _verify(job: PrintJob, press: Press, on_portion: Callable[[], None]) -> None:
    """Read every file back before it is released.  PrivacyError PIPELINE-VERIFY where anything is wrong."""
    from waybill.verify import secrets_of_files, verify_pdf

    files = [path for path in job.orders if path != STDIN]
    known = len(files) == len(job.orders)
    secrets = secrets_of_files(files, job.reading, exception=job.policy.show_exception) if known else None
    if secrets and len(press.drafts) > 1:
        secrets.everything()  # here, so that not every file's processes put them together anew
    for one, length in zip(press.drafts, press.lengths, strict=True):
        pages = None if job.verify == 0 else _spread(length, job.verify or 1)
        found = verify_pdf(
            one.path, secrets=secrets, dpi=job.dpi, pages=pages, template=job.template,
            templates=job.templates, jobs=job.jobs, on_portion=on_portion,
        )  # fmt: skip
        if found.findings:
            first, count = found.findings[0].text(), len(found.findings)
            raise PrivacyError("PIPELINE-VERIFY", count=count, file=one.target.name, first=first)


def _spread(pages: int, wanted: int) -> list[int]:
    """So many pages, evenly spread, the first and the last among them."""
    if wanted >= pages:
        return list(range(1, pages + 1))
    return sorted({1 + index * (pages - 1) // max(wanted - 1, 1) for index in range(wanted)})


@contextmanager
def _whole(press: Press, refusals: Refusals, book: Book | DryBook) -> Iterator[None]:
    """All or nothing: an error or an interrupt leaves no file and gives the batch up.

    Once a file is out, its labels may be on their way to the parcels: the batch then stays as a crash would leave it,
    and the next run gives the other files their names.
    """
    try:
        yield
    except BaseException as error:
        refusals.discard()
        if not press.left:
            press.discard()
            book.give_up(getattr(error, "code", type(error).__name__))
        raise
