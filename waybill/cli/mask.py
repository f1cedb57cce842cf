"""``waybill mask``: one masked value a line for names, phones, addresses and free text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import options, typed
from waybill.cli.options import help_text
from waybill.cli.streams import json_line, say
from waybill.errors import EXIT_SOME_REJECTED, UsageError, entry, sentence
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.deidentify.policy import Policy
    from waybill.deidentify.result import Masked

KINDS = ("name", "phone", "address", "text")


Kind = Annotated[
    str, typer.Argument(metavar="name|phone|address|text", help=tr("What the values are.", "值的种类。"))
]
Values = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="VALUE",
        help=tr("Values; none or -: one a line from standard input.", "值；不给或 - 则从标准输入逐行读。"),
    ),
]
Jsonl = Annotated[
    bool,
    typer.Option(
        "--jsonl", help=tr("JSON strings in, JSON objects out.", "输入 JSON 字符串，输出 JSON 对象。")
    ),
]
Virtual = Annotated[
    bool, typer.Option("--virtual", help=tr("The phone numbers are virtual numbers.", "电话为隐私号。"))
]
Style = Annotated[
    str | None,
    typer.Option(
        metavar="standard|smile|tail4",
        help=tr("How a mask looks; default: the policy's.", "掩码样式；默认按策略。"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "mask",
        help=help_text(
            "De-identify values by the rules that printing uses (GB/T 41833-2022).",
            "按打印所用规则（GB/T 41833-2022）去标识化。",
            "waybill mask phone 13812345678",
            "waybill mask name --jsonl < names.jsonl",
        ),
    )(mask)


def mask(
    kind: Kind,
    values: Values = None,
    jsonl: Jsonl = False,
    virtual: Virtual = False,
    style: Style = None,
    policy: options.Policy = None,
) -> None:
    """Mask values from the command line or from standard input; one line out for each."""
    from waybill.deidentify.result import Masked

    if kind not in KINDS:
        raise typer.BadParameter(" | ".join(KINDS))
    rule = _rule(kind, _policy(policy, style), virtual)
    given = values if values != ["-"] else None
    no_string = Masked(None, "", "none", 0, ("DEID-JSON",))
    refused = 0
    for number, line in enumerate(given or typed.lines(), 1):
        raw = typed.json_string(line) if jsonl and not given else line
        result = rule(raw) if raw is not None else no_string
        refused += result.masked is None
        if jsonl:
            sys.stdout.write(json_line(result._asdict()) + "\n")
        else:
            _tell(number, result)
    if refused:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _tell(number: int, result: Masked) -> None:
    """The masked value; for one that can't be masked an empty line, and why."""
    sys.stdout.write((result.masked or "") + "\n")
    if result.masked is None:
        sys.stdout.flush()
        for code in filter(entry, result.issues):
            say(f"{number}: {code}: {sentence(code, {})}")


def _policy(file: str | None, style: str | None) -> Policy:
    from dataclasses import replace

    from waybill.deidentify.policy import STYLES, Policy
    from waybill.pipeline.config import Config

    if style is not None and style not in STYLES:
        raise UsageError("PIPELINE-CHOICE", flag="--style", allowed=", ".join(STYLES))
    path = Config().path("policy", file)
    chosen = Policy.load(path) if path else Policy.default()
    return replace(chosen, style=style) if style else chosen


def _rule(kind: str, policy: Policy, virtual: bool) -> Callable[[str], Masked]:
    if kind == "name":
        from waybill.deidentify.names import mask_name

        return lambda raw: mask_name(raw, policy)
    if kind == "phone":
        from waybill.deidentify.phones import mask_phone

        return lambda raw: mask_phone(raw, policy, virtual=virtual)
    if kind == "text":
        from waybill.deidentify.text import mask_text

        return lambda raw: mask_text(raw, policy)
    from waybill.deidentify.addresses import mask_address

    return lambda raw: mask_address(raw, policy)
