"""``waybill audit`` and ``waybill report``."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from waybill.cli import options
from waybill.cli.book import open_book
from waybill.cli.options import help_text
from waybill.errors import JournalError, UsageError
from waybill.i18n import tr

KeptHead = Annotated[
    str,
    typer.Option(
        "--head",
        metavar="HEAD",
        help=tr("A head kept elsewhere, NUMBER:HASH.", "另存的链头，序号:哈希。"),
    ),
]
FirstDay = Annotated[
    str, typer.Option("--from", metavar="DAY", help=tr("First day, YYYY-MM-DD.", "起始日 YYYY-MM-DD。"))
]
LastDay = Annotated[
    str, typer.Option("--to", metavar="DAY", help=tr("Last day, YYYY-MM-DD.", "截止日 YYYY-MM-DD。"))
]
_HEAD = re.compile("[0-9]+:[0-9a-fA-F]{64}")


def register(app: typer.Typer) -> None:
    """Add both commands."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=help_text("The audit chain.", "审计链。", "waybill audit verify"),
    )
    app.add_typer(group, name="audit")
    group.command(
        "verify",
        help=help_text(
            "Check every event and label against the chain. Exit 9 and the first bad row if one was changed. "
            "Only --head, a head kept elsewhere, tells an older copy, a cut end or a rewritten journal.",
            "逐条核验事件与运单；有改动时退出码 9 并指出首个坏行。\n\n"
            "旧副本、截尾、整体重写只有加 --head（另存的链头）才能发现。",
            'waybill audit verify --head "$(cat head.txt)"',
        ),
    )(verify)
    group.command(
        "head",
        help=help_text(
            "Print the chain's end as NUMBER:HASH, for keeping elsewhere.",
            "输出链尾 序号:哈希，供另行保存。",
            "waybill audit head > head.txt",
        ),
    )(head)
    group.command(
        "export",
        help=help_text(
            "Write the chain as JSON lines, or as CSV (an event of its own).",
            "以 JSON 行或 CSV 导出审计链（导出本身记入台账）。",
            "waybill audit export > chain.jsonl",
        ),
    )(export)
    app.command(
        "report",
        help=help_text(
            "Labels, exceptions, reprints, unseals, erasures, refusals by day.",
            "按日统计：打印、例外、补打、解密、删除、拒绝。",
            "waybill report --from 2026-11-01 --to 2026-11-30 --csv",
        ),
    )(report)


def verify(
    kept: KeptHead = "",
    journal: options.Journal = None,
    as_json: options.JsonObject = False,
) -> None:
    """Print the outcome; exit 9 where something was found."""
    from waybill.cli.journal_rows import write_rows

    if kept and not _HEAD.fullmatch(kept.strip()):
        raise UsageError("JOURNAL-HEAD")
    with open_book(journal) as book:
        audit = book.verify(kept)
    findings = [finding._asdict() for finding in audit.findings]
    if as_json:
        write_rows([audit._asdict() | {"findings": findings}], as_json=True)
    elif findings:
        write_rows(findings)
    else:
        typer.echo(
            tr(
                f"Whole: {audit.events} events, {audit.labels} labels, head {audit.head}",
                f"完好：{audit.events} 条事件，{audit.labels} 张运单，链头 {audit.head}",
            )
        )
    if audit.set_back and not as_json:
        count, event = len(audit.set_back), audit.set_back[0]
        typer.echo(
            tr(
                f"{count} event(s) are dated before the one before them, the first is {event}: a clock was set back."
                " Ages (reprints, retention) that were reckoned then may be wrong.",
                f"有 {count} 条事件的时间早于前一条，首条为 {event}：时钟曾被调回；当时计算的期限（补打、保存）可能有误。",
            ),
            err=True,
        )
    if audit.unscrubbed and not as_json:
        typer.echo(
            tr(
                f"Old bytes of what event {audit.unscrubbed} and those before it erased may still be there:"
                " waybill purge --older-than 36500d takes them away.",
                f"事件 {audit.unscrubbed} 及之前所删内容的旧字节可能仍在："
                "执行 waybill purge --older-than 36500d 即可清除。",
            ),
            err=True,
        )
    if audit.findings:
        first = audit.findings[0]
        raise JournalError(
            "JOURNAL-AUDIT", table=first.table, row=first.row, what=_WORDS[first.what](), count=len(findings)
        )


_WORDS = {
    "changed": lambda: tr("not as it was written", "与写入时不符"),
    "missing": lambda: tr("missing", "缺失"),
    "extra": lambda: tr("never written by Waybill", "并非 Waybill 写入"),
    "unlinked": lambda: tr("does not follow the event before it", "与前一事件不衔接"),
    "damaged": lambda: tr("the database's own check fails", "数据库自检不通过"),
    "head": lambda: tr(
        "the kept head is not in this chain (an older copy, a cut end, or another journal)",
        "链中没有另存的链头（旧副本、被截尾或另一台账）",
    ),
}


def head(journal: options.Journal = None) -> None:
    """Print the head."""
    with open_book(journal) as book:
        typer.echo(book.head())


def export(
    journal: options.Journal = None,
    operator: options.Operator = None,
    as_json: options.JsonLines = False,
    as_csv: options.Csv = False,
) -> None:
    """Print all events: JSON lines unless CSV is asked for, in which facts stand as they are hashed."""
    from waybill.cli.journal_rows import check_form, event_row, write_rows

    check_form(as_json, as_csv)  # before the export is written down as one that was made
    with open_book(journal, operator) as book:
        book.record("export", {"what": "chain"})
        rows = (event_row(event) | ({"facts": event.facts} if as_csv else {}) for event in book.events())
        write_rows(rows, as_json=not as_csv, as_csv=as_csv)


def report(
    first: FirstDay = "",
    last: LastDay = "",
    journal: options.Journal = None,
    as_json: options.JsonLines = False,
    as_csv: options.Csv = False,
) -> None:
    """Print one row a day."""
    from waybill.cli.journal_rows import write_rows
    from waybill.journal.report import by_day

    days = _day("--from", first), _day("--to", last) or "9999"
    if days[0] > days[1]:
        raise UsageError("JOURNAL-DAYS")
    with open_book(journal) as book:
        write_rows((day._asdict() for day in by_day(book.events(), *days)), as_json=as_json, as_csv=as_csv)


def _day(flag: str, text: str) -> str:
    """A day as it was written; UsageError where it is none."""
    try:
        if text and date.fromisoformat(text).isoformat() != text:
            raise ValueError
    except ValueError:
        raise UsageError("JOURNAL-DAY", flag=flag) from None
    return text
