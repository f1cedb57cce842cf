"""``waybill check`` and ``waybill orders``: order files looked at without printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.errors import EXIT_SOME_REJECTED, InputError, UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.errors import Problem
    from waybill.intake.check import FileReport
    from waybill.intake.order import Order
    from waybill.intake.source import Options, Source

_FILES = typer.Argument(
    metavar="FILE",
    help=tr("Order files, patterns; - is standard input.", "订单文件或通配符；- 为标准输入。"),
)
_FILE = typer.Argument(
    metavar="FILE", help=tr("Order file; - is standard input.", "订单文件；- 为标准输入。")
)
_PROFILE = typer.Option(
    help=tr("Profile: an id or a file; default: recognised.", "订单文件格式：名称或文件；默认自动识别。")
)
_ENCODING = typer.Option(help=tr("Encoding; default: found.", "编码；默认自动判断。"))
_DELIMITER = typer.Option(help=tr("Delimiter of a text file; default: found.", "分隔符；默认自动判断。"))
_SHEET = typer.Option(help=tr("The one sheet to read; default: all.", "只读这张工作表；默认全部。"))
_LEAST_NAMES = 4
"""Waybill number, name, phone, address: a row of fewer names is a title."""
_JSON = typer.Option("--json", help=tr("JSON on standard output.", "标准输出 JSON。"))


def register(app: typer.Typer) -> None:
    """Add ``check`` and the ``orders`` group."""
    app.command(
        "check",
        help=tr(
            "Report the problems of order files without printing: counts, first lines, "
            "how full each column is.\n\n"
            "No cell's value is ever shown. Exit 10 where rows would be rejected.\n\n"
            "Example:  waybill check orders.csv --rejects bad.csv",
            "只检查订单文件，不打印：各类问题的数量、首次出现的行、各列填写率。\n\n"
            "绝不显示单元格内容。有行会被拒时退出码为 10。\n\n"
            "示例：  waybill check orders.csv --rejects bad.csv",
        ),
    )(check)
    sub = typer.Typer(
        no_args_is_help=True,
        help=tr("Order file profiles: detect, list, new.", "订单文件格式：识别、列表、新建。")
        + "\n\n"
        + tr("Example:  waybill orders detect orders.csv", "示例：  waybill orders detect orders.csv"),
    )
    sub.command(
        "detect",
        help=tr(
            "Tell how a file is understood. Named are profile and why, encoding, delimiter, columns, "
            "and what was not understood.\n\n"
            "Example:  waybill orders detect orders.csv",
            "说明文件如何被理解：格式与依据、编码、分隔符、各列含义、未能识别的列。\n\n"
            "示例：  waybill orders detect orders.csv",
        ),
    )(detect)
    listed = tr(
        "List the profiles, your own first.\n\nExample:  waybill orders list",
        "列出全部格式，自定义的在前。\n\n示例：  waybill orders list",
    )
    sub.command("list", help=listed)(profiles)
    made = tr(
        "Write a profile's skeleton from a file's header.\n\n"
        "Example:  waybill orders new shop.csv -o shop.toml",
        "按文件表头生成格式文件的骨架。\n\n示例：  waybill orders new shop.csv -o shop.toml",
    )
    sub.command("new", help=made)(new)
    profile = typer.Typer(no_args_is_help=True, help=made)
    profile.command("new", help=made)(new)
    profile.command("list", help=listed)(profiles)
    sub.add_typer(profile, name="profile", hidden=True)
    app.add_typer(sub, name="orders")


def _options(
    profile: str | None, encoding: str | None, delimiter: str | None, sheet: str | None, **more: object
) -> Options:
    from waybill.intake.source import Options
    from waybill.pipeline.config import Config

    return Options(profile, encoding, delimiter, sheet, Config().path("profiles"), **more)  # type: ignore[arg-type]


def _check_sheet(sheet: str | None, sources: Iterable[Source]) -> None:
    """A sheet is named in vain where no file is a workbook."""
    if sheet and not any(source.sheet for source in sources):
        raise UsageError("PIPELINE-SHEET")


def _tell(file: str, problem: Problem) -> None:
    """What of a file is not read although the rest of it is."""
    sys.stderr.write(f"waybill: {file}: {problem.text()}\n")


def _tell_sheets(file: str, problem: Problem) -> None:
    """The same where the columns are listed anyway."""
    if problem.code not in ("INTAKE-COLUMNS-UNKNOWN", "INTAKE-COLUMNS-LACKING"):
        _tell(file, problem)


def check(
    files: Annotated[list[str], _FILES],
    profile: Annotated[str | None, _PROFILE] = None,
    encoding: Annotated[str | None, _ENCODING] = None,
    delimiter: Annotated[str | None, _DELIMITER] = None,
    sheet: Annotated[str | None, _SHEET] = None,
    join: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=tr("File that supplies missing fields.", "补充缺失字段的文件。")),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="COLUMN", help=tr("Key column of --join.", "--join 的关联列。"))
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help=tr("Waybill number shapes are binding.", "单号不符合该快递公司规则的行也拒绝。")
        ),
    ] = False,
    several_parcels: Annotated[
        bool,
        typer.Option(
            "--several-parcels", help=tr("One order may go in several parcels.", "一个订单可分多个包裹。")
        ),
    ] = False,
    merge_same_recipient: Annotated[
        bool,
        typer.Option(
            "--merge-same-recipient",
            help=tr("Report orders that could go in one parcel.", "报告收件人相同、可合并的订单。"),
        ),
    ] = False,
    rejects: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=tr("Write the bad rows here (CSV).", "把有问题的行写到此文件。")),
    ] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Check files, tell the report."""
    from waybill.cli.rejects import rejects_beside
    from waybill.intake.check import Check, total
    from waybill.intake.source import open_sources
    from waybill.order_files import expand

    if bool(join) != bool(on):
        raise UsageError("PIPELINE-JOIN")
    files = [path for pattern in files for path in expand(pattern)]
    inputs = [*files, *([join] if join else [])]
    options = _options(profile, encoding, delimiter, sheet, strict=strict, join=join, on=on, tell=_tell)
    with rejects_beside(rejects, inputs) as out:
        checker = Check(
            several_parcels=several_parcels,
            same_recipient=merge_same_recipient,
            on_reject=lambda source, reject: out.write(source.columns, source.name, reject),
            examine=_place_problems,
        )
        reports, sources = [], []
        for source in open_sources(files, options, stdin=sys.stdin.buffer):
            reports.append(checker.table(source))
            sources.append(source)
        _check_sheet(sheet, sources)
    groups = checker.recipients.groups() if checker.recipients else []
    sums = total(reports)
    if as_json:
        data = {**sums, "files": [report.as_dict() for report in reports], "rejects_files": out.names}
        if merge_same_recipient:
            data["same_recipient"] = [
                [{"file": file, "line": line} for file, line in group] for group in groups
            ]
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    else:
        for report in reports:
            sys.stdout.write(_report(report))
        for group in groups:
            places = ", ".join(f"{file}:{line}" for file, line in group)
            sys.stdout.write(tr("Same recipient: ", "收件人相同：") + places + "\n")
    if sums["rejected"]:
        raise SystemExit(EXIT_SOME_REJECTED)


def _place_problems(order: Order) -> Iterable[Problem]:
    """What is wrong with an order's coordinates; a file without them never loads what knows."""
    if not order.lon and not order.lat:
        return ()
    from waybill.deidentify.door import place_problems

    return place_problems(order)


def _report(report: FileReport) -> str:
    head = tr("{} rows: {} good, {} rejected, {} skipped", "{} 行：可打印 {}，拒绝 {}，跳过 {}").format(
        report.rows, report.orders, report.rejected, report.skipped
    )
    lines = [f"{report.file}  {report.profile}  {report.encoding}  {head}"]
    for finding in (*report.problems.values(), *report.notes.values()):
        column = finding.problem.column_name()
        where = f" [{column}]" if column else ""
        at = ", ".join(map(str, finding.lines)) + (", ..." if finding.count > len(finding.lines) else "")
        lines.append(f"  {finding.count:>7}  {finding.problem.code}{where}  {finding.problem.text()}")
        lines.append(tr("           lines ", "           行 ") + at)
        remedy = finding.problem.remedy()
        lines += [f"           {remedy}"] if remedy else []
    lines.append(tr("  filled:", "  填写率："))
    for name, count in report.filled.items():
        share = f"{100 * count // report.rows}%" if report.rows else "-"
        lines.append(f"  {share:>7}  {tr(name, report.names.get(name, name))}")
    return "\n".join(lines) + "\n"


def detect(
    file: Annotated[str, _FILE],
    profile: Annotated[str | None, _PROFILE] = None,
    encoding: Annotated[str | None, _ENCODING] = None,
    delimiter: Annotated[str | None, _DELIMITER] = None,
    sheet: Annotated[str | None, _SHEET] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Tell how a file is understood."""
    from waybill.intake.columns import FIELDS
    from waybill.intake.source import open_tables

    options = _options(profile, encoding, delimiter, sheet, supplied=frozenset(FIELDS), tell=_tell_sheets)
    sources = list(open_tables(file, options, stdin=sys.stdin.buffer))
    _check_sheet(sheet, sources)
    for source in sources:
        data = _understood(source)
        if as_json:
            sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(_explain(data))


def _understood(source: Source) -> dict[str, object]:
    match, layout = source.match, source.layout
    columns: dict[str, str] = {}
    for name, column in match.understood:  # two columns may have one name: 电话 of both parties
        columns[name] = f"{columns[name]}, {column}" if name in columns else column
    return {
        "file": source.name,
        "profile": layout.profile,
        "because": list(match.recognised),
        "encoding": layout.encoding,
        "delimiter": layout.delimiter,
        "header_line": source.first_line - 1,
        "columns": columns,
        "ignored": list(match.ignored),
        "not_understood": dict(match.unknown),
        "missing": list(match.missing),
        "needs_join": match.profile.join_needed,
    }


def _explain(data: dict[str, object]) -> str:
    columns, unknown = data["columns"], data["not_understood"]
    assert isinstance(columns, dict) and isinstance(unknown, dict)
    because = data["because"]
    names = ", ".join(because) if isinstance(because, list) and because else tr("common synonyms", "常用列名")
    delimiter = {"\t": "TAB"}.get(str(data["delimiter"]), data["delimiter"])
    lines = [
        f"{data['file']}  {data['profile']}  {data['encoding']}  {delimiter}",
        tr("  recognised by: ", "  识别依据：") + names,
        *(f"  {name} -> {column}" for name, column in columns.items()),
        *(
            tr("  not understood: ", "  未能识别：") + name + (f" ~ {guess}?" if guess else "")
            for name, guess in unknown.items()
        ),
    ]
    for key, words in (
        ("missing", tr("  missing: ", "  缺少：")),
        ("ignored", tr("  not needed: ", "  不需要：")),
    ):
        found = data[key]
        if isinstance(found, list) and found:
            lines.append(words + ", ".join(found))
    if data["needs_join"]:
        lines.append(
            tr(
                "  has no recipient: print with --join FILE --on COLUMN",
                "  没有收件人：打印时请加 --join 文件 --on 列名",
            )
        )
    return "\n".join(lines) + "\n"


def profiles(as_json: Annotated[bool, _JSON] = False) -> None:
    """List the profiles."""
    from waybill.intake.profile import available
    from waybill.pipeline.config import Config

    for profile in available(Config().path("profiles")):
        title = tr(profile.title_en, profile.title_zh)
        if as_json:
            row = {
                "id": profile.id,
                "title": title,
                "recognise": profile.recognise,
                "needs_join": profile.join_needed,
            }
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{profile.id:<14}{title}\n")


def _first_table(file: str, options: Options) -> Source:
    """The table that a profile is to be made of: where no row has names that are known, the first one that may be a
    header."""
    from dataclasses import replace

    from waybill.intake.source import open_tables

    try:
        return next(open_tables(file, options, stdin=sys.stdin.buffer))
    except InputError as error:
        if error.code != "INTAKE-NO-HEADER" or file == "-":
            raise
        source = next(open_tables(file, replace(options, least_columns=0)))
        if sum(map(bool, map(str.strip, source.columns))) < _LEAST_NAMES:
            raise
        return source


def new(
    file: Annotated[str, _FILE],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=tr("Profile to write; - is standard output.", "输出的格式文件；- 为标准输出。"),
        ),
    ] = "-",
    encoding: Annotated[str | None, _ENCODING] = None,
    delimiter: Annotated[str | None, _DELIMITER] = None,
    sheet: Annotated[str | None, _SHEET] = None,
) -> None:
    """Write a profile's skeleton."""
    import shlex

    from waybill.cli.files import write_new
    from waybill.intake.columns import FIELDS
    from waybill.intake.skeleton import skeleton
    from waybill.pipeline.output import check_target

    check_target(output, [file])
    options = _options(None, encoding, delimiter, sheet, supplied=frozenset(FIELDS), least_columns=2)
    name = "own" if output == "-" else Path(output).stem
    source = _first_table(file, options)
    _check_sheet(sheet, [source])
    text = skeleton(source, name)
    if output == "-":
        sys.stdout.write(text)
    else:
        write_new(output, text.encode())
        told = tr("sort its columns, then use it: ", "整理其中各列后使用：")
        command = shlex.join(("waybill", "print", file, "--profile", output))
        sys.stderr.write(f"waybill: {told}{command}\n")
