"""``waybill verify``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import options
from waybill.cli.options import help_text
from waybill.cli.streams import json_line, on_screen
from waybill.errors import UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.pipeline.config import Config
    from waybill.verify import VerifyReport

MOST_LINES = 50
"""Findings that are told one by one."""
_RANGE = re.compile(r"([0-9]{1,6})(?:\s*-\s*([0-9]{1,6}))?")


Pdf = Annotated[
    Path, typer.Argument(metavar="PDF", readable=False, help=tr("The finished file.", "成品文件。"))
]
Orders = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILE",
        help=tr("Order files that it was printed from; may come again.", "打印所用的订单文件；可多次给出。"),
    ),
]
MoreOrders = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE", help=tr("More order files, behind --orders.", "--orders 之后的其余订单文件。")
    ),
]
"""What a shell makes of ``--orders *.csv``: the option takes the first file, the others stand by themselves."""
Pages = Annotated[
    str, typer.Option(metavar="1,5-9", help=tr("Only these pages; default: all.", "只核验这些页；默认全部。"))
]
Template = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help=tr("Form whose zones the text must keep to.", "所用模板；核验文字是否越出其分区。"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "verify",
        help=help_text(
            "Read a PDF of labels back as an attacker and as a scanner: leaks, codes, quiet zones, glyphs, zones.\n\n"
            "Exit 0 = clean, 5 = leak, 8 = code, 7 = text.",
            "以攻击者与扫描枪的眼光回读面单 PDF：泄露、条码、静区、缺字、越区。\n\n"
            "退出码 0 合格，5 泄露，8 条码，7 文字。",
            "waybill verify labels.pdf --orders orders.csv",
        ),
    )(verify)


def verify(
    pdf: Pdf,
    more_orders: MoreOrders = None,
    orders: Orders = None,
    dpi: options.AnyDpi = None,
    pages: Pages = "",
    template: Template = None,
    profile: options.Profile = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    join: options.Join = None,
    on: options.On = None,
    policy: options.Policy = None,
    jobs: options.Jobs = None,
    as_json: options.JsonObject = False,
) -> None:
    """Verify, tell, exit."""
    from waybill.pipeline.config import Config, jobs_of
    from waybill.pipeline.reading import reading
    from waybill.verify import secrets_of_files, verify_pdf

    wanted = _numbers(pages)
    given = {
        "--profile": profile, "--encoding": encoding, "--delimiter": delimiter, "--join": join, "--on": on,
        "--policy": policy,
    }  # fmt: skip
    flag = next((flag for flag, word in given.items() if word), None)
    if flag and not orders:
        raise UsageError("VERIFY-READING", flag=flag)
    if more_orders and not orders:
        raise UsageError("VERIFY-ONE")
    config = Config()
    how = reading(config, profile=profile, encoding=encoding, delimiter=delimiter, join=join, on=on)
    files = (orders or []) + (more_orders or [])
    secrets = secrets_of_files(files, how, exception=_exception(config, policy)) if files else None
    report = verify_pdf(
        pdf, secrets=secrets, dpi=dpi or config.dpi(), pages=wanted, jobs=jobs_of(config, jobs),
        template=template, templates=config.path("templates"),
    )  # fmt: skip
    if as_json:
        typer.echo(json_line(report.as_dict()))
    else:
        _tell(report)
    raise SystemExit(report.exit_code)


def _exception(config: Config, policy: str | None) -> str:
    """What the policy that the labels were printed under shows in clear by exception."""
    from waybill.deidentify.policy import Policy

    path = config.path("policy", policy)
    return Policy.load(path).show_exception if path else ""


def _tell(report: VerifyReport) -> None:
    for finding in report.findings[:MOST_LINES]:
        typer.echo(on_screen(finding.text()))
    if len(report.findings) > MOST_LINES:
        typer.echo(f"... +{len(report.findings) - MOST_LINES}")
    typer.echo(
        tr(
            f"{report.checked} of {report.pages} pages, {report.codes} codes, {len(report.findings)} findings",
            f"核验 {report.checked}/{report.pages} 页，{report.codes} 个码，{len(report.findings)} 个问题",
        )
    )


def _numbers(text: str) -> list[int] | None:
    """Page numbers in the order given, each once; None for all.  UsageError for what is no list of pages."""
    if not text:
        return None
    found: dict[int, None] = {}
    for part in text.split(","):
        range_ = _RANGE.fullmatch(part.strip())
        first, last = (int(range_[1]), int(range_[2] or range_[1])) if range_ else (0, 0)
        if not 1 <= first <= last:
            raise UsageError("VERIFY-PAGES")
        found |= dict.fromkeys(range(first, last + 1))
    return list(found)
