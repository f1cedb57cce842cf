"""``waybill address parse``: addresses in, one JSON object a line out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import typed
from waybill.cli.options import help_text
from waybill.cli.streams import json_line, say
from waybill.errors import EXIT_SOME_REJECTED, InputError, Where
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.address.parse import Address


Texts = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TEXT",
        help=tr(
            "Addresses; none or -: one a line from standard input.",
            "地址；不给出或为 - 时从标准输入逐行读取。",
        ),
    ),
]
Jsonl = Annotated[
    bool,
    typer.Option(
        "--jsonl",
        help=tr("Each line of standard input is a JSON string.", "标准输入的每行是一个 JSON 字符串。"),
    ),
]


def register_parse(group: typer.Typer) -> None:
    """Add the command ``parse`` to ``waybill address``."""
    group.command(
        "parse",
        help=help_text(
            "Parse addresses, one JSON object a line. It has the components with their places, what must be hidden, "
            "and the masked text.\n\n"
            "With --jsonl, a line that is no JSON string gives its error and a message, exit status 10.",
            "解析地址：各组成部分及位置、须隐藏的部分、去标识化文本。每行输出一个 JSON 对象。\n\n"
            "用 --jsonl 时，不是 JSON 字符串的行输出其错误码并报错，退出码 10。",
            "waybill address parse 江苏省南京市鼓楼区中山路8号3栋2单元501室",
        ),
    )(_parse)


def _parse(texts: Texts = None, jsonl: Jsonl = False) -> None:
    from waybill.address.parse import parse

    bad = False
    for text in texts if texts and texts != ["-"] else _lines(jsonl):
        if isinstance(text, InputError):
            bad = True
            line = text.where.line if text.where else None
            told: dict[str, object] = {"line": line, "error": text.code}
            sys.stdout.flush()
            say(text.text())
        else:
            told = _plain(parse(text))
        sys.stdout.write(json_line(told) + "\n")
    if bad:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _lines(jsonl: bool) -> Iterator[str | InputError]:
    """What each line says; for a bad one the error, for the lines behind it are no worse for that."""
    for number, line in enumerate(typed.lines(), 1):
        text = typed.json_string(line) if jsonl and line.strip() else line
        yield InputError("ADDRESS-JSON-LINE", where=Where("<stdin>", number)) if text is None else text


def _plain(address: Address) -> dict[str, object]:
    """The address as JSON values, keys in the documented order."""
    names = "province city district town devzone village road lane house community building unit floor room rural_group division_code"
    result: dict[str, object] = {name: getattr(address, name) for name in names.split()}
    result["spans"] = [span._asdict() for span in address.spans]
    result["hide"] = [{"start": start, "end": end} for start, end in address.hide]
    for name in ("masked", "candidates", "confidence", "issues"):
        result[name] = getattr(address, name)
    return result
