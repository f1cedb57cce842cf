"""``waybill check``: what is wrong with order files, without printing them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from waybill.cli import options
from waybill.cli.options import help_text
from waybill.cli.streams import json_line, say
from waybill.cli.tables import tell
from waybill.errors import EXIT_SOME_REJECTED
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.intake.check import Check, Examined, FileReport
    from waybill.intake.order import Order
    from waybill.pipeline.refusals import Refusals

MergeSameRecipient = Annotated[
    bool,
    typer.Option(
        "--merge-same-recipient",
        help=tr("Report orders that could go in one parcel.", "报告收件人相同、可合并的订单。"),
    ),
]
Rejects = Annotated[
    str | None,
    typer.Option(metavar="FILE", help=tr("Write the bad rows here (CSV).", "把有问题的行写到此文件。")),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check",
        help=help_text(
            "Report the problems of order files without printing: how many of each kind, the first lines, "
            "how full each column is.\n\n"
            "No cell's value is ever shown. Exit 10 where rows would be rejected. What was printed before, and what does "
            "not fit the form, tells waybill print --dry-run.",
            "只检查订单文件，不打印：各类问题的数量、首次出现的行、各列填写率。\n\n"
            "绝不显示单元格内容。有行会被拒时退出码为 10。是否打印过、面单是否排得下，用 waybill print --dry-run 检查。",
            "waybill check orders.csv --rejects bad.csv",
        ),
    )(check)


def check(
    files: options.OrderFiles,
    profile: options.Profile = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    join: options.Join = None,
    on: options.On = None,
    strict: options.Strict = False,
    several_parcels: options.SeveralParcels = False,
    merge_same_recipient: MergeSameRecipient = False,
    rejects: Rejects = None,
    as_json: options.JsonObject = False,
) -> None:
    """Check files, tell the report."""
    from dataclasses import replace
    from itertools import chain

    from waybill.intake.check import Check
    from waybill.intake.files import open_sources
    from waybill.order_files import expand
    from waybill.pipeline.charges import told_of_charges
    from waybill.pipeline.config import Config
    from waybill.pipeline.reading import check_sheet, reading
    from waybill.pipeline.sender import told_of_no_sender

    config = Config()
    how = reading(
        config, profile=profile, encoding=encoding, delimiter=delimiter, sheet=sheet, join=join, on=on,
        strict=strict,
    )  # fmt: skip
    files = [path for pattern in files for path in expand(pattern)]
    inputs = [*files, *([join] if join else [])]
    with _refusals(rejects, inputs) as refusals:
        checker = Check(
            several_parcels=several_parcels,
            same_recipient=merge_same_recipient,
            on_reject=refusals.write if refusals else None,
            examine=_door(),
        )
        sources = []
        reports = []
        for source in open_sources(files, replace(how, tell=tell), stdin=sys.stdin.buffer):
            sources.append(source)
            reports.append(checker.table(source))
        check_sheet(how, sources)
    unsent = () if join or config.path("sender") else told_of_no_sender(sources)
    for note in chain(unsent, told_of_charges(sources)):
        say(note)
    if as_json:
        written = refusals.names if refusals else []
        sys.stdout.write(json_line(_as_dict(checker, reports, written)) + "\n")
    else:
        sys.stdout.write(_as_text(checker, reports))
    if any(report.rejected for report in reports):
        raise SystemExit(EXIT_SOME_REJECTED)


@contextmanager
def _refusals(path: str | None, inputs: Sequence[str]) -> Iterator[Refusals | None]:
    """Where the bad rows go, if anywhere: whole, or not at all where the check ends early."""
    if path is None:
        yield None
        return
    if path == "-":
        told = tr("give a file's name: standard output has the report", "请给出文件名：标准输出用于报告")
        raise typer.BadParameter(told, param_hint="--rejects")
    from waybill.journal import files_beside
    from waybill.pipeline.config import Config
    from waybill.pipeline.refusals import Refusals
    from waybill.pipeline.targets import check_target

    config = Config()
    check_target(path, inputs, [*files_beside(config.text("journal")), config.folder("keys")])
    refusals = Refusals(Path(path), inputs)
    try:
        yield refusals
        refusals.release()
    except BaseException:
        refusals.discard()
        raise
    for note in refusals.notes:
        say(note)


def _door() -> Callable[[Order], Examined]:
    """What the door says of an order under the settings by which ``print`` would open it, with a key that is forgotten
    afterwards: what is the same order, ``print`` tells by the door's digests.
    """
    from secrets import token_bytes

    from waybill.deidentify.door import Door, RowRejected
    from waybill.deidentify.keystore import INDEX_KEY_BYTES
    from waybill.deidentify.policy import Policy
    from waybill.intake.check import Examined
    from waybill.pipeline.config import Config
    from waybill.pipeline.sender import read_sender

    config = Config()
    policy, sender = config.path("policy"), config.path("sender")
    door = Door(
        Policy.load(policy) if policy else Policy.default(),
        index_key=token_bytes(INDEX_KEY_BYTES),
        printed_at="",
        default_sender=read_sender(sender) if sender else None,
    )

    def examine(order: Order) -> Examined:
        try:
            admitted = door.admit(order)
        except RowRejected as refused:
            return Examined(refused.problems)
        index = admitted.index
        return Examined((), admitted.told, (admitted.shown[0], index.order_no, index.fingerprint))

    return examine


def _as_dict(checker: Check, reports: list[FileReport], rejects_files: list[str]) -> dict[str, Any]:
    from waybill.intake.check import total

    told = {
        **total(reports),
        "files": [report.as_dict() for report in reports],
        "rejects_files": rejects_files,
    }
    if checker.recipients is not None:
        told["same_recipient"] = [
            [{"file": file, "line": line} for file, line in group] for group in checker.recipients.groups()
        ]
    return told


def _as_text(checker: Check, reports: list[FileReport]) -> str:
    told = [_report(report) for report in reports]
    for group in checker.recipients.groups() if checker.recipients is not None else ():
        places = ", ".join(f"{file}:{line}" for file, line in group)
        told.append(tr("Same recipient: ", "收件人相同：") + places + "\n")
    return "".join(told)


def _report(report: FileReport) -> str:
    head = tr("{} rows: {} good, {} rejected, {} skipped", "{} 行：可打印 {}，拒绝 {}，跳过 {}").format(
        report.rows, report.orders, report.rejected, report.skipped
    )
    lines = [f"{report.file}  {report.profile}  {report.encoding}  {head}"]
    rejected = [("", finding) for finding in report.problems.values()]
    told = [(tr("note: ", "提示："), finding) for finding in report.notes.values()]
    for kind, finding in rejected + told:
        column = finding.problem.column_name()
        where = f" [{column}]" if column else ""
        at = ", ".join(map(str, finding.lines)) + (", ..." if finding.count > len(finding.lines) else "")
        lines.append(f"  {finding.count:>7}  {finding.problem.code}{where}  {kind}{finding.problem.text()}")
        lines.append(tr("           lines ", "           行 ") + at)
        remedy = finding.problem.remedy()
        lines += [f"           {remedy}"] if remedy else []
    lines.append(tr("  filled:", "  填写率："))
    blank = report.notes.get(("INTAKE-SKIP-BLANK", None))
    rows = report.rows - (blank.count if blank else 0)
    for name, count in report.filled.items():
        share = f"{100 * count // rows}%" if rows else "-"
        lines.append(f"  {share:>7}  {tr(name, report.names.get(name, name))}")
    return "\n".join(lines) + "\n"
