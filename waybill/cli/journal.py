"""``waybill journal``, ``find``, ``void``, ``erase``, ``purge``, ``audit`` and ``report``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli.numbers import as_printed
from waybill.errors import JournalError, UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.journal import Journal
    from waybill.journal.views import LabelRow

JournalOption = Annotated[
    str | None, typer.Option("--journal", metavar="URL|PATH", help=tr("The journal.", "打印台账。"))
]
OperatorOption = Annotated[
    str | None, typer.Option("--operator", help=tr("Who acts, for the journal.", "操作人，记入台账。"))
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=tr("JSON, one object a line.", "JSON，每行一个对象。"))
]
CsvOption = Annotated[bool, typer.Option("--csv", help=tr("CSV with a header.", "带表头的 CSV。"))]
PhoneOption = Annotated[
    str,
    typer.Option(
        "--phone",
        help=tr(
            "The recipient's phone number; - reads it from standard input.", "收件人电话；- 从标准输入读。"
        ),
    ),
]
OrderOption = Annotated[
    str,
    typer.Option(
        "--order", help=tr("The order number; - reads it from standard input.", "订单号；- 从标准输入读。")
    ),
]
ReasonOption = Annotated[
    str,
    typer.Option(help=tr("Why; kept for ever: no names, no numbers.", "原因；永久保存，请勿写姓名与号码。")),
]
NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help=tr("The waybill number.", "运单号。"))]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=tr("Don't ask.", "不再询问。"))]


def register(app: typer.Typer) -> None:
    """Add all commands of the journal."""
    from waybill.cli import journal_audit

    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=_help("The print journal.", "打印台账。", "waybill journal list"),
    )
    app.add_typer(group, name="journal")
    group.command(
        "list",
        help=_help("List batches, oldest first.", "列出批次，旧的在前。", "waybill journal list --last 20"),
    )(list_batches)
    group.command(
        "show",
        help=_help(
            "Show one label: state, batch, page, and all that happened to it.",
            "查看一张运单：状态、批次、页码与全部记录。",
            "waybill journal show JT9698459974817",
        ),
    )(show)
    group.command("find", help=_find_help("waybill journal find --phone -"))(find)
    group.command(
        "export",
        help=_help(
            "Write every label's state, without its content. The export is an event of its own.",
            "导出每张运单的状态，不含内容（导出本身记入台账）。",
            "waybill journal export --csv > labels.csv",
        ),
    )(export)
    group.command(
        "approve",
        help=_help(
            "Print a code for one more reprint of this number. Only another user may use it, and only once.",
            "给出一次性批准码，供另一用户再补打此单一次。",
            "waybill journal approve JT9698459974817",
        ),
    )(approve)
    app.command("find", help=_find_help("waybill find --order 2026112300017"))(find)
    app.command(
        "void",
        help=_help(
            "Void a waybill number: it is never printed again.",
            "作废运单号：不再打印。",
            "waybill void JT9698459974817 --reason cancelled",
        ),
    )(void)
    app.command(
        "erase",
        help=_help(
            "Erase the content of a person's labels; a tombstone stays that keeps the chain verifiable. "
            "Asks before it does; without a terminal no question is asked.",
            "删除某人运单的内容；仅留墓碑，以便审计链仍可核验。执行前询问；没有终端时不询问，直接执行。",
            "waybill erase --phone - --reason request",
        ),
    )(erase)
    app.command(
        "purge",
        help=_help(
            "Erase the labels of all batches older than the retention limit. "
            "Asks before it does; without a terminal no question is asked.",
            "清除超过保存期限的批次的运单内容。执行前询问；没有终端时不询问，直接执行。",
            "waybill purge --older-than 90d",
        ),
    )(purge)
    journal_audit.register(app)


def _help(en: str, zh: str, example: str) -> str:
    return f"{tr(en, zh)}\n\n{tr('Example:', '示例：')}  {example}"


def _find_help(example: str) -> str:
    return _help(
        "Find labels by phone or order number. Keyed digests are compared: the journal holds neither.",
        "按电话或订单号查找运单；比对的是带密钥的摘要，台账中没有原值。",
        example,
    )


def open_book(journal: str | None, operator: str | None = None) -> Journal:
    """The journal that the settings name; it must be there already."""
    from waybill.journal import current_actor, open_journal
    from waybill.pipeline.config import Config
    from waybill.pipeline.context import wall_clock

    config = Config()
    return open_journal(
        config.text("journal", journal),
        clock=wall_clock(),
        actor=current_actor(config.text("operator", operator)),
        create=False,
    )


def list_batches(
    last: Annotated[int, typer.Option(min=0, help=tr("Only so many, the newest.", "只列最近若干批。"))] = 0,
    journal: JournalOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print the batches."""
    from waybill.cli.journal_rows import batch_row, brief, write_rows

    with open_book(journal) as book:
        rows = (batch_row(batch) for batch in book.batches(last))
        write_rows(rows if as_json or as_csv else map(brief, rows), as_json=as_json, as_csv=as_csv)


def show(number: NumberArgument, journal: JournalOption = None, as_json: JsonOption = False) -> None:
    """Print a label's row and its events."""
    from waybill.cli.journal_rows import brief, event_row, write_rows

    with open_book(journal) as book:
        label = book.label(as_printed(number))
        write_rows([label._asdict()], as_json=as_json)
        events = map(event_row, book.events(label.id))
        write_rows(events if as_json else map(brief, events), as_json=as_json)


def find(
    phone: PhoneOption = "",
    order: OrderOption = "",
    journal: JournalOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print the labels found; exit 9 where there is none."""
    from waybill.cli.journal_rows import write_rows

    with open_book(journal) as book:
        rows = _found(book, phone, order)
        write_rows((row._asdict() for row in rows), as_json=as_json, as_csv=as_csv)


def _found(book: Journal, phone: str, order: str) -> list[LabelRow]:
    from waybill.deidentify.index import order_index, phone_index
    from waybill.deidentify.keystore import index_key
    from waybill.pipeline.config import Config

    if bool(phone) == bool(order):
        raise UsageError("JOURNAL-NOTHING-ASKED")
    value = phone or order
    if value == "-":
        value = sys.stdin.buffer.readline().decode("utf-8-sig", "replace")
    value = value.strip(" \t\r\n'\"")  # a copied cell brings the quotes along that made it text
    folder = Config().path("keys")
    assert folder is not None
    key = index_key(folder)
    rows = book.find(phone=phone_index(key, value)) if phone else book.find(order_no=order_index(key, value))
    if not rows:
        raise JournalError("JOURNAL-NOT-FOUND")
    return rows


def export(
    batch: Annotated[int, typer.Option(min=0, help=tr("Only this batch.", "只导出此批次。"))] = 0,
    journal: JournalOption = None,
    operator: OperatorOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Print every label's row: JSON lines unless CSV is asked for."""
    from waybill.cli.journal_rows import check_form, write_rows

    check_form(as_json, as_csv)  # before the export is written down as one that was made
    with open_book(journal, operator) as book:
        if batch and next(book.labels(batch), None) is None:
            raise JournalError("JOURNAL-UNKNOWN-BATCH", batch=batch)
        book.record("export", {"what": "labels"}, batch=batch or None)
        rows = (row._asdict() for row in book.labels(batch))
        write_rows(rows, as_json=not as_csv, as_csv=as_csv)


def approve(number: NumberArgument, journal: JournalOption = None, operator: OperatorOption = None) -> None:
    """Print the code."""
    with open_book(journal, operator) as book:
        typer.echo(book.approve(as_printed(number)))


def void(
    number: NumberArgument,
    reason: ReasonOption = "",
    journal: JournalOption = None,
    operator: OperatorOption = None,
) -> None:
    """Void one number."""
    number = as_printed(number)
    with open_book(journal, operator) as book:
        book.void(number, reason)
    typer.echo(tr(f"Voided {number}.", f"已作废 {number}。"), err=True)


def erase(
    phone: PhoneOption = "",
    order: OrderOption = "",
    number: Annotated[str, typer.Option("--number", help=tr("The waybill number.", "运单号。"))] = "",
    reason: ReasonOption = "",
    yes: YesOption = False,
    journal: JournalOption = None,
    operator: OperatorOption = None,
) -> None:
    """Erase the labels found."""
    if number and (phone or order):
        raise UsageError("JOURNAL-NOTHING-ASKED")
    with open_book(journal, operator) as book:
        rows = [book.label(as_printed(number))] if number else _found(book, phone, order)
        count = len(rows)
        question = f"Erase the content of {count} label(s) for ever?"
        _confirm(tr(question, f"永久删除 {count} 张运单的内容？"), yes)
        by = "number" if number else "phone" if phone else "order"
        erased = book.erase([row.id for row in rows], by, reason)
        _scrub(book, erased)


def purge(
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="DAYS", help=tr("Age, e.g. 90d.", "期限，如 90d。"))
    ] = "",
    yes: YesOption = False,
    journal: JournalOption = None,
    operator: OperatorOption = None,
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
        _scrub(book, book.purge(days))


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
    done = book.scrub()
    typer.echo(tr(f"Erased {erased} label(s).", f"已删除 {erased} 张运单的内容。"), err=True)
    if not done:
        raise JournalError("JOURNAL-SCRUB")
