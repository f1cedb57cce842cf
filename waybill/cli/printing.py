"""``waybill print``."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.cli import options
from waybill.cli.options import help_text
from waybill.i18n import tr

Template = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help=tr(
            "Form: a name or a file; default: the settings', or gbt-76x130.",
            "面单模板：名称或文件；默认按设置，未设置为 gbt-76x130。",
        ),
    ),
]
Sender = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help=tr("Sender of orders that name none (TOML).", "订单未写寄件人时所用的寄件人 (TOML)。"),
    ),
]
SealTo = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CARRIER=FILE",
        help=tr(
            "Seal the QR codes of this carrier's labels with its public key; * is every other carrier.",
            "用快递公司公钥加密其运单的二维码；* 为其余公司。",
        ),
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        metavar="KEY",
        help=tr(
            "Order of the pages by: file (the default), segment (三段码), carrier or sku.",
            "页序：file（默认）、segment（三段码）、carrier 或 sku。",
        ),
    ),
]
Split = Annotated[
    str | None,
    typer.Option(
        metavar="KEY",
        help=tr(
            "Several PDFs: one for each carrier, segment or template, or for each N labels.",
            "分成多个 PDF：按 carrier、segment、template，或每 N 张一个。",
        ),
    ),
]
Bookmarks = Annotated[
    str | None,
    typer.Option(
        metavar="KEY",
        help=tr(
            "PDF bookmarks wherever this changes: segment or file.",
            "在此项变化处加 PDF 书签：segment 或 file。",
        ),
    ),
]
Again = Annotated[
    str | None,
    typer.Option(
        metavar="REASON",
        help=tr(
            "Print numbers again that were printed before, counted as reprints.",
            "打印过的运单再次打印，计为补打。",
        ),
    ),
]
Verify = Annotated[
    str | None,
    typer.Option(
        metavar="all|N",
        help=tr(
            "Read all pages, or N of them, back before the file gets its name.",
            "成品文件命名前回读核验全部或 N 页。",
        ),
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help=tr(
            "Finish an interrupted batch; the same command again does it too.",
            "续打中断的批次；重复同一命令效果相同。",
        ),
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help=tr("Do everything but write the PDF and the journal.", "只演练，不写 PDF 与台账。"),
    ),
]
Timing = Annotated[
    bool,
    typer.Option(
        "--timing",
        help=tr("Tell how long each stage took, in microseconds a label.", "给出各阶段每张耗时（微秒）。"),
    ),
]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help=tr(
            "Name the rejected, skipped and doubtful rows one by one, the first 200 of them.",
            "逐行列出被拒、跳过和存疑的行（最多 200 行）。",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "print",
        help=help_text(
            "Read order files, write one PDF of privacy waybills, one label a page, in order.\n\n"
            "Rows that can't be printed go to a file beside it, labels.rejects.csv for labels.pdf; the rest is printed "
            "(exit 10).",
            "读订单文件，输出隐私运单 PDF，一页一张，顺序不变。\n\n"
            "不能打印的行写入同一目录的文件（labels.pdf 对应 labels.rejects.csv），其余照常打印（退出码 10）。",
            "waybill print orders.csv -o labels.pdf",
            "zcat orders.csv.gz | waybill print - -o - | lp",
        ),
    )(print_orders)


def print_orders(
    orders: options.OrderFiles,
    output: options.PdfOutput = "labels.pdf",
    template: Template = None,
    journal: options.Journal = None,
    policy: options.Policy = None,
    sender: Sender = None,
    seal_to: SealTo = None,
    jobs: options.Jobs = None,
    dpi: options.Dpi = None,
    profile: options.Profile = None,
    encoding: options.Encoding = None,
    join: options.Join = None,
    on: options.On = None,
    sort: Sort = None,
    split: Split = None,
    bookmarks: Bookmarks = None,
    strict: options.Strict = False,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    several_parcels: options.SeveralParcels = False,
    again: Again = None,
    verify: Verify = None,
    resume: Resume = False,
    dry_run: DryRun = False,
    timing: Timing = False,
    operator: options.Operator = None,
    as_json: options.JsonObject = False,
    quiet: options.Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Parse the flags; the work is the same as on the short way (``plain``)."""
    from waybill.cli import doing

    del resume  # a batch that did not end is always finished: the journal knows what was released
    doing.print_orders(
        orders, output=output, template=template, journal=journal, policy=policy, sender=sender, seal_to=seal_to or (),
        jobs=jobs, dpi=dpi, profile=profile, encoding=encoding, join=join, on=on, sort=sort, split=split, strict=strict,
        bookmarks=bookmarks, delimiter=delimiter, sheet=sheet, several_parcels=several_parcels,
        again=again, verify=verify, dry_run=dry_run, timing=timing, operator=operator,
        as_json=as_json, quiet=quiet, verbose=verbose,
    )  # fmt: skip
