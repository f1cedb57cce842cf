"""Options that several commands have, each worded once, and the shape that every help has.

An option of one command alone stands in that command's own module.  An alias is a type with its flag and its help text;
the default stands in the command's signature.
"""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.cli.commands import COMMANDS
from waybill.i18n import tr


def help_text(en: str, zh: str, *examples: str) -> str:
    """A command's help: what it does, then an example or several."""
    word = tr("Example:", "示例：")
    return "\n\n".join((tr(en, zh), *(f"{word}  {example}" for example in examples)))


def group_help(name: str, example: str) -> str:
    """The help of a group of commands: its line in the list of all, and an example."""
    command = COMMANDS[name]
    return help_text(command.en, command.zh, example)


# How order files are read

OrderFiles = Annotated[
    list[str],
    typer.Argument(
        metavar="ORDERS",
        help=tr(
            "Order files, or patterns such as *.csv; - is standard input.", "订单文件或通配符；- 为标准输入。"
        ),
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="ID|FILE",
        help=tr(
            "Profile of the order file (which shop's export it is): an id or a file; default: detected.",
            "订单文件格式：名称或文件；默认自动识别。",
        ),
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=tr(
            "Encoding of the order files, e.g. big5; default: detected.",
            "订单文件编码（如 big5）；默认自动判断。",
        ),
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(
        metavar="CHARACTER",
        help=tr(
            "What stands between the columns of a text file; default: detected.",
            "文本文件分隔符；默认自动判断。",
        ),
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=tr("Read only this sheet of a workbook; default: all.", "只读这张工作表；默认全部。"),
    ),
]
Join = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help=tr(
            "File with fields that the order file lacks; needs --on.", "补充缺失字段的文件；须同时给出 --on。"
        ),
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help=tr(
            "Column that both files have, by which their rows are matched.",
            "两个文件共有、用来对应各行的列。",
        ),
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=tr(
            "Reject rows with anything that is only told otherwise: a waybill number that does not look like its carrier's, an "
            "order that was cancelled or refunded, a weight that is none.",
            "平时只作提示的行也一律拒绝：单号不像该快递公司的、订单已取消或已退款的、重量写错的。",
        ),
    ),
]
SeveralParcels = Annotated[
    bool,
    typer.Option(
        "--several-parcels",
        help=tr("One order number may stand on several labels.", "一个订单可发多个包裹。"),
    ),
]

# How labels are made

PdfOutput = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=tr("PDF to write; - is standard output.", "输出的 PDF；- 为标准输出。"),
    ),
]
Policy = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help=tr("De-identification policy (TOML): what is hidden, and how.", "去标识化策略 (TOML)。"),
    ),
]
Dpi = Annotated[
    int | None,
    typer.Option(
        help=tr(
            "Print head: 203, 300 or 600 dots per inch; default: the settings', or 203.",
            "打印头：每英寸 203、300 或 600 点；默认按设置，未设置为 203。",
        )
    ),
]
Dpis = Annotated[
    int | None,
    typer.Option(
        "--dpi",
        help=tr(
            "Print head: 203, 300 or 600 dots per inch; default: all three.",
            "打印头：每英寸 203、300 或 600 点；默认三种都查。",
        ),
    ),
]
AnyDpi = Annotated[
    int | None,
    typer.Option(
        "--dpi",
        min=100,
        max=1200,
        help=tr(
            "Dots per inch of the print head; default: the settings', or 203.",
            "打印头每英寸点数；默认按设置，未设置为 203。",
        ),
    ),
]
"""Of a PDF that any program made for any head."""
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        help=tr(
            "Processes that work; 0 = one for each core; default: the settings', or 0.",
            "工作进程数；0 为每核一个；默认按设置，未设置为 0。",
        ),
    ),
]
Form = Annotated[
    str, typer.Argument(metavar="NAME|FILE", help=tr("A form's name or file.", "模板名称或文件。"))
]

# The journal, and who acts

WaybillNumber = Annotated[str, typer.Argument(metavar="NUMBER", help=tr("The waybill number.", "运单号。"))]
Journal = Annotated[
    str | None,
    typer.Option(
        "--journal",
        metavar="URL|PATH",
        help=tr("The print journal; default: the one in the settings.", "打印台账；默认按设置。"),
    ),
]
Operator = Annotated[
    str | None,
    typer.Option(
        "--operator",
        metavar="NAME",
        help=tr("Who does this, for the journal.", "操作人，记入台账。"),
    ),
]
Phone = Annotated[
    str,
    typer.Option(
        "--phone",
        help=tr(
            "A phone number of the recipient or the sender; - reads it from standard input.",
            "收件人或寄件人的电话；- 从标准输入读。",
        ),
    ),
]
OrderNumber = Annotated[
    str,
    typer.Option(
        "--order", help=tr("The order number; - reads it from standard input.", "订单号；- 从标准输入读。")
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        help=tr(
            "Why; the journal keeps it for ever: no names, no numbers.",
            "原因；台账永久保存，请勿写姓名与号码。",
        )
    ),
]
NeededReason = Annotated[
    str,
    typer.Option(
        help=tr(
            "Why (must be given); the journal keeps it for ever: no names, no numbers.",
            "原因（必填）；台账永久保存，请勿写姓名与号码。",
        )
    ),
]
"""Not the library's own kind of required option: whether a reason is needed for a reprint is the policy's to say."""
Yes = Annotated[bool, typer.Option("--yes", "-y", help=tr("Don't ask.", "不再询问。"))]

# How the answer is told

JsonObject = Annotated[
    bool,
    typer.Option(
        "--json",
        help=tr("Answer with one JSON object on standard output.", "在标准输出以一个 JSON 对象作答。"),
    ),
]
JsonLines = Annotated[
    bool,
    typer.Option("--json", help=tr("Answer in JSON, one object a line.", "以 JSON 作答，每行一个对象。")),
]
Csv = Annotated[
    bool, typer.Option("--csv", help=tr("Answer in CSV, with a header.", "以带表头的 CSV 作答。"))
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=tr("Tell errors only.", "只报错误。"))]
