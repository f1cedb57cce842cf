"""``waybill find``, which is also ``waybill journal find``: labels by a value that the journal does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import options, typed
from waybill.cli.book import open_book
from waybill.cli.options import help_text
from waybill.errors import JournalError, UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.journal import Journal
    from waybill.journal.views import LabelRow


Repeated = Annotated[
    bool,
    typer.Option(
        "--repeated",
        help=tr(
            "Labels whose order number another label has, too.",
            "订单号与另一张运单相同的运单。",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("find", help=find_help("waybill find --order 202600000000000001"))(find)


def find_help(example: str) -> str:
    """The help, with an example for the name under which the command is called."""
    return help_text(
        "Find labels by any phone of either party, or by order number. "
        "Keyed digests are compared: the journal holds neither.",
        "按收件人或寄件人的任一电话，或按订单号查找运单；比对的是带密钥的摘要，台账中没有原值。",
        example,
    )


def find(
    phone: options.Phone = "",
    order: options.OrderNumber = "",
    repeated: Repeated = False,
    journal: options.Journal = None,
    as_json: options.JsonLines = False,
    as_csv: options.Csv = False,
) -> None:
    """Print the labels found; exit 9 where there is none, but for repeated orders."""
    from waybill.cli.journal_rows import write_rows

    if repeated and (phone or order):
        raise UsageError("JOURNAL-NOTHING-ASKED")
    with open_book(journal) as book:
        if repeated:
            rows = [{"group": group} | row._asdict() for group, row in book.repeated_orders()]
        else:
            rows = [row._asdict() for row in labels_found(book, phone, order)]
        write_rows(rows, as_json=as_json, as_csv=as_csv)


def labels_found(book: Journal, phone: str, order: str) -> list[LabelRow]:
    """The labels with this phone or order number; - reads it from standard input.  JournalError where there are none."""
    from waybill.deidentify.index import key_mark, order_index, phone_index
    from waybill.deidentify.keystore import index_key
    from waybill.pipeline.config import Config

    if bool(phone) == bool(order):
        raise UsageError("JOURNAL-NOTHING-ASKED")
    value = phone or order
    if value == "-":
        value = typed.line()
    value = value.strip(" \t\r\n='\"")  # a copied cell brings the signs along that made it text
    if not value:
        raise UsageError("JOURNAL-NOTHING-ASKED")
    key = index_key(Config().folder("keys"), make=False)
    digest = phone_index(key, value) if phone else b""
    rows = book.find(phone=digest) if phone else book.find(order_no=order_index(key, value))
    if others := book.batches_of_other_keys(key_mark(key)):
        typer.echo(
            tr(
                f"{others} batch(es) were printed with another index key: their labels are not among what is searched."
                " Search with that key (WAYBILL_KEYS), too.",
                f"有 {others} 个批次用另一索引密钥打印，未在查找之列；请再用该密钥（WAYBILL_KEYS）查找。",
            ),
            err=True,
        )
    if not rows:
        raise JournalError("JOURNAL-NOT-FOUND")
    if sent := book.count_sent(digest) if phone else 0:
        typer.echo(
            tr(
                f"The number is the sender's on {sent} of {len(rows)} label(s).",
                f"{len(rows)} 张运单中，有 {sent} 张的寄件人用此号码。",
            ),
            err=True,
        )
    return rows
