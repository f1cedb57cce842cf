"""``waybill mask``: one masked value a line for names, phones, addresses and free text."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from waybill.errors import EXIT_SOME_REJECTED, entry, sentence
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.deidentify.policy import Policy
    from waybill.deidentify.result import Masked

KINDS = ("name", "phone", "address", "text")


def register(app: typer.Typer) -> None:
    """Add the command ``mask``."""
    app.command(
        "mask",
        help=tr(
            "De-identify values by the rules that printing uses (GB/T 41833-2022).",
            "按打印所用规则（GB/T 41833-2022）去标识化。",
        )
        + "\n\n"
        + tr("Example:", "示例：")
        + "  waybill mask phone 13812345678\n\n          waybill mask name --jsonl < names.jsonl",
        context_settings={"ignore_unknown_options": True},
    )(mask)


def mask(
    kind: Annotated[
        str, typer.Argument(metavar="name|phone|address|text", help=tr("What the values are.", "值的种类。"))
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="VALUE",
            help=tr("Values; none or -: one a line from stdin.", "值；不给或 - 则从标准输入逐行读。"),
        ),
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help=tr("JSON strings in, JSON objects out.", "输入 JSON 字符串，输出 JSON 对象。")
        ),
    ] = False,
    virtual: Annotated[
        bool,
        typer.Option("--virtual", help=tr("The source calls the numbers virtual.", "来源注明为隐私号。")),
    ] = False,
    style: Annotated[
        str | None, typer.Option(metavar="standard|smile|tail4", help=tr("Masking style.", "掩码样式。"))
    ] = None,
    policy: Annotated[
        str | None, typer.Option(metavar="FILE", help=tr("De-identification policy.", "去标识化策略。"))
    ] = None,
) -> None:
    """Mask values from the command line or from stdin; one line out for each."""
    if kind not in KINDS:
        raise typer.BadParameter(" | ".join(KINDS))
    rule = _rule(kind, _policy(policy, style), virtual)
    typed = values if values and values != ["-"] else None
    lines: Iterable[str] = typed or (line.rstrip("\r\n") for line in _stdin())
    refused = 0
    for number, line in enumerate(lines, 1):
        raw = _json_string(line) if jsonl and not typed else line
        result = rule(raw) if raw is not None else None
        masked = result.masked if result else None
        issues = result.issues if result else ("DEID-JSON",)
        refused += masked is None
        if jsonl:
            fields: dict[str, Any] = (
                result._asdict()
                if result
                else {"masked": None, "kind": "", "rule": "none", "hidden": 0, "issues": issues}
            )
            sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
            continue
        sys.stdout.write((masked or "") + "\n")
        if masked is None:
            sys.stdout.flush()
            sys.stderr.write(
                "".join(
                    f"waybill: {number}: {code}: {sentence(code, {})}\n" for code in issues if entry(code)
                )
            )
    if refused:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _stdin() -> Iterator[str]:
    """Lines of stdin, split at line feeds only and always read as UTF-8, whatever the locale."""
    for line in sys.stdin.buffer:
        yield line.removeprefix(BOM_UTF8).decode("utf-8", "replace")


def _policy(file: str | None, style: str | None) -> Policy:
    from dataclasses import replace

    from waybill.deidentify.policy import Policy

    chosen = Policy.load(file) if file else Policy.default()
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


def _json_string(line: str) -> str | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None
