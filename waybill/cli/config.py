"""``waybill config``, ``doctor`` and ``explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.cli import options, words
from waybill.cli.options import help_text
from waybill.cli.streams import json_line, on_screen
from waybill.errors import InputError, all_codes, entry, sentence
from waybill.i18n import tr

Code = Annotated[str | None, typer.Argument(metavar="CODE", help=tr("An error code.", "错误代码。"))]


def register(app: typer.Typer) -> None:
    """Add the three commands."""
    config = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=help_text("Settings and where each comes from.", "各项设置及其来源。", "waybill config show"),
    )
    app.add_typer(config, name="config")
    config.command(
        "show",
        help=help_text(
            "Each setting, its value and its origin.", "各项设置的值与来源。", "waybill config show"
        ),
    )(show)
    app.command(
        "doctor",
        help=help_text(
            "Check whether this installation can print: versions, font, form, journal, settings, keys, folders. "
            "Exit 3 if anything is broken.",
            "检查能否打印：版本、字体、模板、台账、设置、密钥、目录；有问题时退出码为 3。",
            "waybill doctor",
        ),
    )(doctor)
    app.command(
        "explain",
        help=help_text(
            "Tell the cause and the remedy of an error code; without a code, list all.",
            "说明错误代码的原因与处理办法；不带代码则列出全部。",
            "waybill explain INTAKE-QUOTE",
        ),
    )(explain)


def show(as_json: options.JsonObject = False) -> None:
    """Print every setting with its origin; the journal's address without its password."""
    from waybill.journal import without_secrets
    from waybill.pipeline.config import SETTINGS, Config, Value

    config = Config()
    rows = {name: config.value(name) for name in SETTINGS}
    rows["journal"] = Value(without_secrets(rows["journal"].text), rows["journal"].origin)
    if as_json:
        typer.echo(json_line({name: {"value": row.text, "origin": row.origin} for name, row in rows.items()}))
        return
    for name, row in rows.items():
        setting = SETTINGS[name]
        typer.echo(
            f"{name} = {row.text!r}  ({_origin(row.origin)})  # {tr(setting.en, setting.zh)}; {setting.variable}"
        )


def _origin(origin: str) -> str:
    told = {"environment": tr("environment", "环境变量"), "default": tr("default", "默认")}
    return told.get(origin, origin)


def doctor(as_json: options.JsonLines = False) -> None:
    """Print the findings; exit 3 where something is broken."""
    from waybill.pipeline.doctor import examine

    findings = examine()
    if as_json:
        for finding in findings:
            typer.echo(json_line(finding._asdict()))
    else:
        for finding in findings:
            outcome = tr("ok  ", "正常") if finding.ok else tr("FAIL", "异常")
            typer.echo(on_screen(f"{outcome}  {words.examined(finding.name)}: {finding.detail}"))
    if not all(finding.ok for finding in findings):
        raise SystemExit(InputError.exit_code)


def explain(code: Code = None) -> None:
    """Print what the catalogue says."""
    if code is None:
        for each in all_codes():
            typer.echo(f"{each}  {sentence(each, {})}")
        return
    code = code.upper()
    if entry(code) is None:
        from difflib import get_close_matches

        nearest = get_close_matches(code, all_codes(), n=1)
        raise InputError("CLI-NO-CODE", nearest=nearest[0] if nearest else "-")
    typer.echo(f"{code}\n  {sentence(code, {})}")
    for kind, title in (("cause_", tr("Cause: ", "原因：")), ("remedy_", tr("Remedy: ", "处理："))):
        text = sentence(code, {}, kind=kind)
        if text:
            typer.echo(f"  {title}{text}")
