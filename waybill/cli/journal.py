"""``waybill journal`` and ``waybill void``."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.cli import options
from waybill.cli.book import open_book
from waybill.cli.find import find, find_help
from waybill.cli.numbers import as_printed
from waybill.cli.options import help_text
from waybill.errors import JournalError, UsageError
from waybill.i18n import tr

Last = Annotated[int | None, typer.Option(min=1, help=tr("Only so many, the newest.", "只列最近若干批。"))]
Batch = Annotated[int | None, typer.Option(min=1, help=tr("Only this batch.", "只导出此批次。"))]


def register(app: typer.Typer) -> None:
    """Add the group and ``void``."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=help_text("The print journal.", "打印台账。", "waybill journal list"),
    )
    app.add_typer(group, name="journal")
    group.command(
        "list",
        help=help_text(
            "List batches, oldest first.", "列出批次，旧的在前。", "waybill journal list --last 20"
        ),
    )(list_batches)
    group.command(
        "show",
        help=help_text(
            "Show one label: state, batch, page, and all that happened to it. With --json the first line is the label's, "
            "each other one an event's; with --csv the label stands before each event.",
            "查看一张运单：状态、批次、页码与全部记录。\n\n用 --json 时首行为运单，其后每行一条事件；用 --csv 时每条事件前均列出运单。",
            "waybill journal show JT9698459974817",
        ),
    )(show)
    group.command("find", help=find_help("waybill journal find --phone -"))(find)
    group.command(
        "export",
        help=help_text(
            "Write every label's state, without its content. The export is an event of its own.",
            "导出每张运单的状态，不含内容（导出本身记入台账）。",
            "waybill journal export --csv > labels.csv",
        ),
    )(export)
    group.command(
        "approve",
        help=help_text(
            "Print a code for one more reprint of this number. Only another user may use it, and only once.",
            "给出一次性批准码，供另一用户再补打此单一次。",
            "waybill journal approve JT9698459974817",
        ),
    )(approve)
    app.command(
        "void",
        help=help_text(
            "Void a waybill number: it is never printed again.",
            "作废运单号：不再打印。",
            tr(
                "waybill void JT9698459974817 --reason cancelled",
                "waybill void JT9698459974817 --reason 已取消",
            ),
        ),
    )(void)


def list_batches(
    last: Last = None,
    journal: options.Journal = None,
    as_json: options.JsonLines = False,
    as_csv: options.Csv = False,
) -> None:
    """Print the batches."""
    from waybill.cli.journal_rows import batch_row, brief, write_rows

    with open_book(journal) as book:
        rows = (batch_row(batch) for batch in book.batches(last or 0))
        write_rows(rows if as_json or as_csv else map(brief, rows), as_json=as_json, as_csv=as_csv)


def show(
    number: options.WaybillNumber,
    journal: options.Journal = None,
    as_json: options.JsonLines = False,
    as_csv: options.Csv = False,
) -> None:
    """Print a label's row and its events; in CSV the label stands before each of its events."""
    from waybill.cli.journal_rows import brief, check_form, event_row, label_with_events, write_rows

    check_form(as_json, as_csv)
    with open_book(journal) as book:
        label = book.label(as_printed(number))
        events = map(event_row, book.events(label.id))
        if as_csv:
            write_rows(label_with_events(label, events), as_csv=True)
            return
        write_rows([label._asdict()], as_json=as_json)
        write_rows(events if as_json else map(brief, events), as_json=as_json)


def export(
    batch: Batch = None,
    journal: options.Journal = None,
    operator: options.Operator = None,
    as_json: options.JsonLines = False,
    as_csv: options.Csv = False,
) -> None:
    """Print every label's row: JSON lines unless CSV is asked for."""
    from waybill.cli.journal_rows import check_form, write_rows

    check_form(as_json, as_csv)  # before the export is written down as one that was made
    with open_book(journal, operator) as book:
        if batch is not None and next(book.labels(batch), None) is None:
            raise JournalError("JOURNAL-UNKNOWN-BATCH", batch=batch)
        book.record("export", {"what": "labels"}, batch=batch)
        rows = (row._asdict() for row in book.labels(batch or 0))
        write_rows(rows, as_json=not as_csv, as_csv=as_csv)


def approve(
    number: options.WaybillNumber, journal: options.Journal = None, operator: options.Operator = None
) -> None:
    """Print the code."""
    with open_book(journal, operator) as book:
        typer.echo(book.approve(as_printed(number)))


def void(
    number: options.WaybillNumber,
    reason: options.NeededReason = "",
    journal: options.Journal = None,
    operator: options.Operator = None,
) -> None:
    """Void one number."""
    if not reason.strip():
        raise UsageError("JOURNAL-REASON")
    number = as_printed(number)
    with open_book(journal, operator) as book:
        book.void(number, reason)
    typer.echo(tr(f"Voided {number}.", f"已作废 {number}。"), err=True)
