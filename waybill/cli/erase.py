"""``waybill erase`` and ``waybill purge``: content of labels goes for ever."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import options
from waybill.cli.book import open_book
from waybill.cli.find import labels_found
from waybill.cli.numbers import as_printed
from waybill.cli.options import help_text
from waybill.errors import JournalError, UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.journal import Journal
    from waybill.journal.views import LabelRow

Number = Annotated[str, typer.Option("--number", help=tr("The waybill number.", "运单号。"))]
Batch = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        help=tr("All labels of this batch: they were printed wrongly.", "此批次的全部运单（整批打错时）。"),
    ),
]
OlderThan = Annotated[
    str,
    typer.Option(
        "--older-than",
        metavar="DAYS",
        help=tr(
            "Age, e.g. 90d; default: the days under [retention] of the reprint policy.",
            "期限，如 90d；默认为补打策略 [retention] 的 days。",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(
        "erase",
        help=help_text(
            "Erase the content of a person's labels, or of a batch's; a tombstone stays that keeps the chain verifiable. "
            "Asks before it does; where no terminal is, it does so without asking.",
            "删除某人或某批次运单的内容；仅留墓碑，以便审计链仍可核验。执行前询问；没有终端时不询问，直接执行。",
            tr("waybill erase --phone - --reason request", "waybill erase --phone - --reason 本人要求"),
        ),
    )(erase)
    app.command(
        "purge",
        help=help_text(
            "Erase the labels of all batches older than the retention limit. "
            "Asks before it does; where no terminal is, it does so without asking.",
            "清除超过保存期限的批次的运单内容。执行前询问；没有终端时不询问，直接执行。",
            "waybill purge --older-than 90d",
        ),
    )(purge)


def erase(
    phone: options.Phone = "",
    order: options.OrderNumber = "",
    number: Number = "",
    batch: Batch = None,
    reason: options.Reason = "",
    yes: options.Yes = False,
    journal: options.Journal = None,
    operator: options.Operator = None,
) -> None:
    """Erase the labels found."""
    if bool(number) + (batch is not None) + bool(phone or order) > 1:
        raise UsageError("JOURNAL-NOTHING-ASKED")
    with open_book(journal, operator) as book:
        rows = _asked_for(book, phone, order, number, batch)
        count = len(rows)
        question = f"Erase the content of {count} label(s) for ever?"
        _confirm(tr(question, f"永久删除 {count} 张运单的内容？"), yes)
        by = "batch" if batch else "number" if number else "phone" if phone else "order"
        erased = book.erase([row.id for row in rows], by, reason)
        _scrub(book, erased)


def _asked_for(book: Journal, phone: str, order: str, number: str, batch: int | None) -> list[LabelRow]:
    """The labels.  Where there are none, a run that was killed may have erased them: what it left of them is taken away."""
    try:
        if batch is not None:
            return _labels_of(book, batch)
        return [book.label(as_printed(number))] if number else labels_found(book, phone, order)
    except JournalError:
        with suppress(JournalError):
            if book.unscrubbed() and book.scrub():
                told = "Old bytes of labels that were erased before are gone now."
                typer.echo(tr(told, "先前已删运单的旧字节现已清除。"), err=True)
        raise


def _labels_of(book: Journal, batch: int) -> list[LabelRow]:
    """A finished batch's labels that have content.  JournalError where there are none."""
    rows = [row for row in book.labels(batch) if row.state in ("released", "reprinted", "voided")]
    if not rows:
        raise JournalError("JOURNAL-UNKNOWN-BATCH", batch=batch)
    return rows


def purge(
    older_than: OlderThan = "",
    yes: options.Yes = False,
    journal: options.Journal = None,
    operator: options.Operator = None,
) -> None:
    """Erase what is older than the limit given, or than the policy's."""
    days = _days(older_than)
    with open_book(journal, operator) as book:
        _confirm(
            tr(
                f"Erase all labels older than {days} days for ever?",
                f"永久删除 {days} 天以前的全部运单内容？",
            ),
            yes,
        )
        erased = book.purge(days)
        if ahead := book.dated_ahead():
            typer.echo(
                tr(
                    f"{ahead} batch(es) are dated in the future and keep their content: a clock was ahead."
                    " `waybill journal list` shows them; erase their labels by number.",
                    f"有 {ahead} 个批次的日期在将来，其内容未清除：时钟曾超前。用 `waybill journal list` 查看，"
                    "并按运单号删除。",
                ),
                err=True,
            )
        _scrub(book, erased)


def _days(text: str) -> int:
    from waybill.journal.policy import load_retention
    from waybill.pipeline.config import Config

    if text:
        digits = text.removesuffix("d")
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 5:
            raise UsageError("JOURNAL-AGE", given=text)
        return int(digits)
    path = Config().path("reprint_policy")
    days = load_retention(path) if path else None
    if days is None:
        raise UsageError("JOURNAL-NO-AGE")
    return days


def _confirm(question: str, yes: bool) -> None:
    if not yes and sys.stdin.isatty():
        typer.confirm(question, abort=True, err=True)


def _scrub(book: Journal, erased: int) -> None:
    """Take the old bytes away.  The content is gone already, whatever becomes of that, and who comes again finds no label."""
    why = tr("another process keeps it open", "另一进程仍在使用")
    try:
        done = book.scrub()
    except JournalError as error:  # the file is written anew, for which the disk may have no room
        if error.code == "JOURNAL-READONLY" and not erased:
            raise
        done, why = False, str(error.facts["why"]) if error.code == "JOURNAL-SCRUB" else error.code
    typer.echo(tr(f"Erased {erased} label(s).", f"已删除 {erased} 张运单的内容。"), err=True)
    if not done:
        raise JournalError("JOURNAL-SCRUB", why=why)
