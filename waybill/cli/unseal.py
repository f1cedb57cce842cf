"""``waybill unseal``."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.cli import options, typed, words
from waybill.cli.numbers import as_printed
from waybill.cli.options import help_text
from waybill.cli.passphrase import PassphraseFile, passphrase_of
from waybill.cli.streams import json_line
from waybill.i18n import tr

Number = Annotated[
    str,
    typer.Option(
        "--number",
        "-n",
        metavar="WAYBILL_NO",
        help=tr("The waybill number on the label.", "面单上的运单号。"),
    ),
]
Text = Annotated[
    str | None,
    typer.Argument(
        metavar="TEXT",
        help=tr("The scanned text; none or -: standard input.", "扫描文本；不给或 - 则读标准输入。"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "unseal",
        help=help_text(
            "Read a sealed code on the authorised side: scanned text (argument or standard input) and the waybill number.",
            "授权方读取加密二维码：扫描文本（参数或标准输入）加运单号。",
            "waybill unseal --number SF1234567890123 < scan.txt",
        ),
    )(unseal)


def unseal(
    number: Number,
    text: Text = None,
    passphrase_file: PassphraseFile = None,
    journal: options.Journal = None,
    operator: options.Operator = None,
    as_json: options.JsonObject = False,
) -> None:
    """Unseal, leave a journal entry, print the fields."""
    from waybill.journal.chain import printable
    from waybill.pipeline.config import Config
    from waybill.pipeline.unsealing import unseal_recorded

    fields = unseal_recorded(
        Config(),
        text if text is not None and text != "-" else typed.text(),
        as_printed(number),
        lambda: passphrase_of(passphrase_file),
        journal=journal,
        operator=operator,
    )
    if as_json:
        typer.echo(json_line(fields))
        return
    for name, value in fields.items():
        # Anyone may have sealed them: a line break would be another field, an escape would speak to the terminal.
        typer.echo(f"{words.heading(name)}: {printable(value)}")
