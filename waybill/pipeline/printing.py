"""The story of ``print`` on one screen: orders -> labels -> pages -> file -> journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_bytes
from time import perf_counter

from waybill.collector import looking_seldom
from waybill.deidentify.index import key_mark
from waybill.deidentify.keystore import INDEX_KEY_BYTES, index_key
from waybill.errors import PrivacyError, UsageError
from waybill.i18n import tr
from waybill.journal import (
    BatchInfo,
    Journal,
    current_actor,
    file_of,
    files_beside,
    load_policy,
    open_journal,
    without_secrets,
)
from waybill.layout import Form
from waybill.order_files import STDIN, without_numbers
from waybill.paths import user_path
from waybill.pipeline.book import Book, DryBook
from waybill.pipeline.chunk import Recipe
from waybill.pipeline.context import wall_clock
from waybill.pipeline.forms import compiled_form
from waybill.pipeline.job import PrintJob
from waybill.pipeline.output import check_target, leaves_at_once
from waybill.pipeline.pool import Pool, pool_for
from waybill.pipeline.press import Press
from waybill.pipeline.refusals import Refusals, rejects_of
from waybill.pipeline.replaced import earlier_files, recovered, spare_recovered
from waybill.pipeline.report import PrintReport
from waybill.pipeline.run import Run
from waybill.pipeline.sources import Sources

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
    if not job.seal_to:
        report.notes.append(
            tr(
                "no carrier key was given (--seal-to): the QR code carries the waybill number only",
                "未给出快递公司公钥 (--seal-to)：二维码只含运单号",
            )
        )
    with ExitStack() as stack:
        stack.enter_context(looking_seldom())
        if pool is None:
            pool = stack.enter_context(pool_for(job.orders, job.jobs))
        sources = Sources(job)
        report.notes += sources.notes
        report.asides += sources.asides
        inputs = _checked_inputs(job, sources)
        form = compiled_form(job.template, job.templates, job.dpi)
        has_printed = (job.keys / "index.key").is_file()
        recipe = _recipe(job, form, now)
        pool.use(recipe)
        # What leaves at once can't be discarded afterwards: a dry run must not begin to write it.
        output = os.devnull if job.dry_run and leaves_at_once(job.output) else job.output
        refusals = Refusals(rejects_of(job.output), inputs, sources.kinds)
        press = Press(output, job.split, form, now)
        book = stack.enter_context(_book(job, clock, sources, recipe, form.digest, report, has_printed))
        run = Run(job, press, refusals, book, report, sources, form, pool.rows)
        with _whole(press, refusals, book):
            for arrived in pool.results(sources.tasks(), run.do_ahead):
                run.take(arrived)
                if on_progress:
                    on_progress(run.made, sources.share)
            run.end()
            _release(job, press, refusals, book, report)
    if report.printed:
        report.notes += _told_of_no_sender(job, sources, form)
    if not report.rows:
        report.notes.append(tr("the order files hold no orders", "订单文件中没有订单"))
    report.seconds = perf_counter() - started
    return report


def _told_of_no_sender(job: PrintJob, sources: Sources, form: Form) -> list[str]:
    """A note on files that name no sender where nothing else does, either: a label without one can't go back."""
    if job.sender or job.reading.join or "sender_name" not in form.fields():
        return []
    names = ", ".join(source.name for source in sources.sources if not source.tells_sender)
    if not names:
        return []
    return [
        tr(
            f"{names}: no column tells who sends and no --sender is given; the labels name no sender",
            f"{names}：没有寄件人列，也未给出 --sender，面单上没有寄件人",
        )
    ]


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
            one.path, secrets=secrets, dpi=job.dpi, pages=pages, jobs=job.jobs, on_portion=on_portion
        )
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


@contextmanager
def _existing(job: PrintJob, clock: Callable[[], datetime]) -> Iterator[Journal | None]:
    """The journal if there is one already; a dry run makes none."""
    file = file_of(job.journal)
    if file is not None and not user_path(file).is_file():
        yield None
        return
    with open_journal(job.journal, clock=clock, actor=current_actor(job.operator)) as journal:
        yield journal


@contextmanager
def _book(
    job: PrintJob,
    clock: Callable[[], datetime],
    sources: Sources,
    recipe: Recipe,
    form_digest: str,
    report: PrintReport,
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
    from waybill.version import __version__

    join = without_numbers(str(job.reading.join))  # as an order file's name
    info = BatchInfo(
        files=sources.digests(recipe.index_key),
        template=job.template,
        form_digest=form_digest,
        form=recipe.form,
        policy_digest=job.policy.digest,
        options="|".join((job.output, job.sort, job.split, str(sorted(job.seal_to)), join, job.again)),
        versions=(("waybill", __version__),),
        key_mark=key_mark(recipe.index_key),
    )
    with open_journal(job.journal, clock=clock, actor=current_actor(job.operator)) as journal:
        if job.again:
            journal.check_reprint(job.again, load_policy(job.reprint_policy))
        for settled in journal.resume(info, target=job.output):
            report.notes.append(recovered(settled))
            if not settled.same_job:
                spare_recovered(settled, job.output, in_parts=bool(job.split))
        if has_printed and journal.is_new():
            place = without_secrets(job.journal)
            report.notes.append(
                tr(
                    f"a new journal is begun: {place}; it knows no label that was printed before",
                    f"已新建台账：{place}；此前打印的运单不在其中",
                )
            )
        if journal.key_has_changed(info.key_mark):
            report.notes.append(_told_of_another_key())
        yield Book(journal, journal.begin_batch(info), again=bool(job.again))


def _told_of_another_key() -> str:
    return tr(
        "the index key is another one than at your last batch: find and erase don't find what was printed with that one, and"
        " the same orders pass for other data; if it was lost, put index.key back from a copy",
        "索引密钥与您上一批所用的不同：find 与 erase 找不到用原密钥打印的运单，相同订单会被当作不同数据；"
        "若密钥丢失，请用备份恢复 index.key",
    )
