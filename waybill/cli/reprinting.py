"""``waybill reprint``."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.cli import options
from waybill.cli.options import help_text
from waybill.i18n import tr

Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NUMBER",
        help=tr(
            "Waybill numbers; none or - reads them from standard input.", "运单号；不给或 - 则从标准输入读。"
        ),
    ),
]
Batch = Annotated[
    int | None, typer.Option(min=1, help=tr("Reprint pages of this batch.", "补打此批次的页。"))
]
PdfPages = Annotated[
    str | None,
    typer.Option(
        "--pdf", metavar="FILE", help=tr("Reprint pages of this PDF of labels.", "补打此面单 PDF 的页。")
    ),
]
First = Annotated[
    int | None,
    typer.Option("--from", min=1, help=tr("First page of the batch or the PDF.", "批次或 PDF 的起始页。")),
]
Last = Annotated[
    int | None,
    typer.Option("--to", min=1, help=tr("Last page of the batch or the PDF.", "批次或 PDF 的末页。")),
]
Approval = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE",
        help=tr(
            "One-use code that a second person got by `waybill journal approve`.",
            "第二人用 waybill journal approve 取得的一次性批准码。",
        ),
    ),
]
Template = Annotated[
    str | None,
    typer.Option(metavar="NAME|FILE", help=tr("Another form than the one first used.", "改用其他模板。")),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "reprint",
        help=help_text(
            "Make labels again from the journal alone, marked 补打 and counted.",
            "仅凭打印台账补打运单，标记“补打”与次数。",
            tr(
                "waybill reprint JT9698459974817 -o again.pdf --reason torn",
                "waybill reprint JT9698459974817 -o again.pdf --reason 破损",
            ),
            tr(
                "waybill reprint --pdf labels.pdf --from 211 --to 240 -o again.pdf --reason jam",
                "waybill reprint --pdf labels.pdf --from 211 --to 240 -o again.pdf --reason 卡纸",
            ),
        ),
    )(reprint)


def reprint(
    numbers: Numbers = None,
    output: options.PdfOutput = "reprint.pdf",
    reason: options.NeededReason = "",
    journal: options.Journal = None,
    batch: Batch = None,
    first: First = None,
    last: Last = None,
    pdf: PdfPages = None,
    approval: Approval = None,
    template: Template = None,
    operator: options.Operator = None,
    as_json: options.JsonObject = False,
    quiet: options.Quiet = False,
) -> None:
    """Parse the flags; the work is the same as on the short way (``plain``)."""
    from waybill.cli import doing

    doing.reprint(
        numbers, output=output, reason=reason, journal=journal, batch=batch, first=first, last=last, pdf=pdf,
        approval=approval, template=template, operator=operator, as_json=as_json, quiet=quiet,
    )  # fmt: skip
