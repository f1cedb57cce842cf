"""``waybill print`` and ``waybill reprint``."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.i18n import tr


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(
        "print",
        help=tr(
            "Read order files, write one PDF of privacy waybills, one label a page, in order.\n\n"
            "Rows that can't be printed go to OUTPUT.rejects.csv; the rest is printed (exit 10).\n\n"
            "Example:  waybill print orders.csv -o labels.pdf\n\n"
            "Example:  zcat orders.csv.gz | waybill print - -o - | lp",
            "读订单文件，输出隐私运单 PDF，一页一张，顺序不变。\n\n"
            "不能打印的行写入 OUTPUT.rejects.csv，其余照常打印（退出码 10）。\n\n"
            "示例：  waybill print orders.csv -o labels.pdf\n\n"
            "示例：  zcat orders.csv.gz | waybill print - -o - | lp",
        ),
    )(print_orders)
    app.command(
        "reprint",
        help=tr(
            "Make labels again from the journal alone, marked 补打 and counted.\n\n"
            "Example:  waybill reprint JT9698459974817 -o again.pdf --reason torn\n\n"
            "Example:  waybill reprint --batch 12 --from 211 --to 240 -o again.pdf --reason jam",
            "仅凭打印台账补打运单，标记“补打”与次数。\n\n"
            "示例：  waybill reprint JT9698459974817 -o again.pdf --reason 破损\n\n"
            "示例：  waybill reprint --batch 12 --from 211 --to 240 -o again.pdf --reason 卡纸",
        ),
    )(reprint_command)


Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=tr("PDF to write; - is standard output.", "输出的 PDF；- 为标准输出。"),
    ),
]
JournalOption = Annotated[
    str | None, typer.Option("--journal", metavar="URL|PATH", help=tr("The journal.", "打印台账。"))
]
OperatorOption = Annotated[
    str | None, typer.Option("--operator", help=tr("Who prints, for the journal.", "操作人，记入台账。"))
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=tr("One JSON object on standard output.", "标准输出一个 JSON 对象。"))
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help=tr("Say nothing but errors.", "只报错误。"))]


def print_orders(
    orders: Annotated[
        list[str],
        typer.Argument(
            metavar="ORDERS",
            help=tr("Order files, globs; - is standard input.", "订单文件或通配符；- 为标准输入。"),
        ),
    ],
    output: Output = "labels.pdf",
    template: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|FILE",
            help=tr(
                "Form: a name or a file; gbt-76x130 unless set.",
                "面单模板：名称或文件；未设置时为 gbt-76x130。",
            ),
        ),
    ] = None,
    journal: JournalOption = None,
    policy: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=tr("De-identification policy (TOML).", "去标识化策略 (TOML)。")),
    ] = None,
    sender: Annotated[
        str | None, typer.Option(metavar="FILE", help=tr("Default sender (TOML).", "默认寄件人 (TOML)。"))
    ] = None,
    seal_to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CARRIER=FILE", help=tr("Seal for a carrier's public key.", "用快递公司公钥加密。")
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            help=tr("Worker processes; 0 (unless set) = all cores.", "工作进程数；0（未设置时）为全部核。"),
        ),
    ] = None,
    dpi: Annotated[
        int | None,
        typer.Option(
            help=tr("Print head: 203 (unless set), 300 or 600.", "打印头：203（未设置时）、300 或 600。")
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="ID|FILE",
            help=tr(
                "Order file profile: an id or a file; default: recognised.",
                "订单文件格式：名称或文件；默认自动识别。",
            ),
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help=tr("Encoding of the order files; default: found.", "订单文件编码；默认自动判断。")),
    ] = None,
    join: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=tr("File that supplies missing fields.", "补充缺失字段的文件。")),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="COLUMN", help=tr("Key column of --join.", "--join 的关联列。"))
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help=tr("Order of pages: file, segment, carrier, sku.", "页序：file、segment、carrier、sku。"),
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help=tr(
                "One PDF for each: carrier, segment, template, or a count.",
                "分文件：carrier、segment、template 或每份张数。",
            ),
        ),
    ] = None,
    bookmarks: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help=tr("A bookmark where it changes: segment or file.", "每遇变化加书签：segment 或 file。"),
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help=tr("Waybill number shapes are binding.", "单号不符合该快递公司规则的行也拒绝。")
        ),
    ] = False,
    delimiter: Annotated[
        str | None,
        typer.Option(help=tr("Delimiter of a text file; default: found.", "文本文件分隔符；默认自动判断。")),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help=tr("The one sheet of a workbook to read.", "只读工作簿中的这一张表。"))
    ] = None,
    several_parcels: Annotated[
        bool,
        typer.Option(
            "--several-parcels", help=tr("One order may go in several parcels.", "一个订单可发多个包裹。")
        ),
    ] = False,
    again: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help=tr("Print released numbers again, counted as reprints.", "已放出的运单再次打印，计为补打。"),
        ),
    ] = None,
    verify: Annotated[
        str | None,
        typer.Option(
            metavar="all|N",
            help=tr("Verify all pages or N of them before release.", "放出前核验全部或 N 页。"),
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help=tr(
                "Finish an interrupted batch; the same command again does it too.",
                "续打中断的批次；重复同一命令效果相同。",
            ),
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=tr("Everything but the PDF and the journal.", "只演练，不写 PDF 与台账。")
        ),
    ] = False,
    timing: Annotated[
        bool, typer.Option("--timing", help=tr("Tell the time of each stage.", "给出各阶段耗时。"))
    ] = False,
    operator: OperatorOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help=tr("Name every rejected or skipped row.", "逐行列出被拒和跳过的行。")
        ),
    ] = False,
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


def reprint_command(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NUMBER",
            help=tr(
                "Waybill numbers; none or - reads standard input, one a line.",
                "运单号；不给或 - 则从标准输入逐行读。",
            ),
        ),
    ] = None,
    output: Output = "reprint.pdf",
    reason: Annotated[str, typer.Option(help=tr("Why, for the journal.", "原因，记入台账。"))] = "",
    journal: JournalOption = None,
    batch: Annotated[
        int | None, typer.Option(help=tr("Reprint pages of this batch.", "补打此批次的页。"))
    ] = None,
    first: Annotated[
        int | None, typer.Option("--from", min=1, help=tr("First page of the batch.", "批次起始页。"))
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", min=1, help=tr("Last page of the batch.", "批次末页。"))
    ] = None,
    approval: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=tr("One-use code of a second person.", "第二人的一次性批准码。")),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(metavar="NAME|FILE", help=tr("Another form than the one first used.", "改用其他模板。")),
    ] = None,
    operator: OperatorOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Parse the flags; the work is the same as on the short way (``plain``)."""
    from waybill.cli import doing

    doing.reprint(
        numbers, output=output, reason=reason, journal=journal, batch=batch, first=first, last=last,
        approval=approval, template=template, operator=operator, as_json=as_json, quiet=quiet,
    )  # fmt: skip
