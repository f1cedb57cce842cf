"""``waybill orders``: how order files are understood, and profiles of one's own."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from waybill.cli import options
from waybill.cli.options import group_help, help_text
from waybill.cli.streams import json_line, on_screen, say
from waybill.cli.tables import tell
from waybill.errors import InputError
from waybill.i18n import tr
from waybill.order_files import shown_name

if TYPE_CHECKING:
    from waybill.errors import Problem
    from waybill.intake.options import Options
    from waybill.intake.source import Source

OrderFile = Annotated[
    str,
    typer.Argument(metavar="FILE", help=tr("Order file; - is standard input.", "订单文件；- 为标准输入。")),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=tr("Profile to write; - is standard output.", "输出的格式文件；- 为标准输出。"),
    ),
]
_LEAST_NAMES = 4
"""Waybill number, name, phone, address: a row of fewer names is a title."""


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        help=group_help("orders", "waybill orders detect orders.csv"),
    )
    group.command(
        "detect",
        help=help_text(
            "Tell how a file is understood. Named are profile and why, encoding, delimiter, columns, "
            "and what was not understood.",
            "说明文件如何被理解：格式与依据、编码、分隔符、各列含义、未能识别的列。",
            "waybill orders detect orders.csv",
        ),
    )(detect)
    # Both ways of saying it: `orders list`, and `orders profile list`.
    profile = typer.Typer(no_args_is_help=True)
    for place in (group, profile):
        place.command(
            "list",
            help=help_text(
                "List the profiles, your own first.", "列出全部格式，自定义的在前。", "waybill orders list"
            ),
        )(profiles)
        place.command(
            "new",
            help=help_text(
                "Write a profile to begin with, made from a file's header.",
                "按文件表头生成格式文件的骨架。",
                "waybill orders new shop.csv -o shop.toml",
            ),
        )(new)
    group.add_typer(profile, name="profile", hidden=True)
    app.add_typer(group, name="orders")


def _tell_unless_listed(file: str, problem: Problem) -> None:
    """What of a file is not read, but for its columns, which are listed anyway."""
    if problem.code not in ("INTAKE-COLUMNS-UNKNOWN", "INTAKE-COLUMNS-LACKING"):
        tell(file, problem)


def detect(
    file: OrderFile,
    profile: options.Profile = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    as_json: options.JsonLines = False,
) -> None:
    """Tell how a file is understood."""
    from waybill.intake.columns import FIELDS
    from waybill.intake.files import open_tables
    from waybill.pipeline.config import Config
    from waybill.pipeline.reading import check_sheet, reading

    how = reading(Config(), profile=profile, encoding=encoding, delimiter=delimiter, sheet=sheet)
    how = replace(how, supplied=frozenset(FIELDS), tell=_tell_unless_listed)
    sources = list(open_tables(file, how, stdin=sys.stdin.buffer))
    check_sheet(how, sources)
    for source in sources:
        told = _understood(source)
        if as_json:
            sys.stdout.write(json_line(told._asdict()) + "\n")
        else:
            sys.stdout.write(on_screen(_explain(told)))


class _Understood(NamedTuple):
    """What ``detect`` tells of a table; the names are those of its JSON."""

    file: str
    profile: str
    because: tuple[str, ...]
    encoding: str
    delimiter: str
    header_line: int
    columns: dict[str, str]
    ignored: tuple[str, ...]
    not_understood: dict[str, str]
    missing: tuple[str, ...]
    needs_join: bool


def _understood(source: Source) -> _Understood:
    match, layout = source.match, source.layout
    columns: dict[str, str] = {}
    for name, column in match.understood:  # two columns may have one name: 电话 of both parties
        columns[name] = f"{columns[name]}, {column}" if name in columns else column
    return _Understood(
        source.name, layout.profile, match.recognised, layout.encoding, layout.delimiter, source.first_line - 1,
        columns, match.ignored, dict(match.unknown), match.missing, match.profile.join_needed,
    )  # fmt: skip


def _explain(told: _Understood) -> str:
    names = ", ".join(told.because) or tr("common synonyms", "常用列名")
    delimiter = "TAB" if told.delimiter == "\t" else told.delimiter
    lines = [
        f"{told.file}  {told.profile}  {told.encoding}  {delimiter}",
        tr("  recognised by: ", "  识别依据：") + names,
        *(f"  {name} -> {column}" for name, column in told.columns.items()),
        *(
            tr("  not understood: ", "  未能识别：") + name + (f" ~ {guess}?" if guess else "")
            for name, guess in told.not_understood.items()
        ),
    ]
    if told.missing:
        lines.append(tr("  missing: ", "  缺少：") + ", ".join(told.missing))
    if told.ignored:
        lines.append(tr("  not needed: ", "  不需要：") + ", ".join(told.ignored))
    if told.needs_join:
        lines.append(
            tr(
                "  has no recipient: print with --join FILE --on COLUMN",
                "  没有收件人：打印时请加 --join 文件 --on 列名",
            )
        )
    return "\n".join(lines) + "\n"


def profiles(as_json: options.JsonLines = False) -> None:
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
            sys.stdout.write(json_line(row) + "\n")
        else:
            sys.stdout.write(f"{profile.id:<14}{title}\n")


def _first_table(file: str, how: Options) -> Source:
    """The table that a profile is to be made of: where no row has names that are known, the first one that may be a
    header."""
    from waybill.intake.files import open_tables

    try:
        return next(open_tables(file, how, stdin=sys.stdin.buffer))
    except InputError as error:
        if error.code != "INTAKE-NO-HEADER" or file == "-":
            raise
        source = next(open_tables(file, replace(how, least_columns=0)))
        if sum(map(bool, map(str.strip, source.columns))) < _LEAST_NAMES:
            raise
        return source


def new(
    file: OrderFile,
    output: Output = "-",
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
) -> None:
    """Write a profile's skeleton."""
    import shlex

    from waybill.cli.files import write_new
    from waybill.intake.columns import FIELDS
    from waybill.intake.skeleton import skeleton
    from waybill.pipeline.config import Config
    from waybill.pipeline.reading import check_sheet, reading
    from waybill.pipeline.targets import check_target

    check_target(output, [file])
    how = reading(Config(), encoding=encoding, delimiter=delimiter, sheet=sheet)
    how = replace(how, supplied=frozenset(FIELDS), least_columns=2)
    name = "own" if output == "-" else shown_name(Path(output).stem)
    source = _first_table(file, how)
    check_sheet(how, [source])
    text = skeleton(source, name)
    if output == "-":
        sys.stdout.write(text)
    else:
        write_new(output, text.encode())
        told = tr("sort its columns, then use it: ", "整理其中各列后使用：")
        command = shlex.join(("waybill", "print", file, "--profile", output))
        say(f"{told}{command}")
