"""What ``waybill print`` and ``waybill reprint`` do once their words are understood, by whichever way they came in."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from waybill.cli.streams import is_standard_output, json_line, say, tell, tell_of_a_pipe
from waybill.errors import EXIT_SOME_REJECTED
from waybill.i18n import tr
from waybill.pipeline.config import Config, jobs_of

if TYPE_CHECKING:
    from waybill.pipeline import PrintReport


def print_orders(
    orders: Sequence[str],
    *,
    output: str = "labels.pdf",
    as_json: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    **options: Any,
) -> None:
    """Print and tell the figures; ``options`` are those of ``PrintJob.from_config``."""
    from waybill.pipeline.pool import pool_for

    config = Config()
    if not (quiet or options.get("dry_run")):
        tell_of_a_pipe(output)
    try:
        with pool_for(orders, jobs_of(config, options.get("jobs"))) as pool:
            # The processes get ready while this one loads what reads, keeps and writes.
            from waybill.cli.progress import progress
            from waybill.pipeline import PrintJob, print_labels

            job = PrintJob.from_config(config, orders, output, **options)
            with progress(enabled=not quiet) as tick:
                report = print_labels(job, pool=pool, on_progress=tick)
    except KeyboardInterrupt:
        if not quiet:
            _tell_interrupted()
        raise
    _tell(report, as_json=as_json, quiet=quiet, verbose=verbose, to_stdout=is_standard_output(output))
    if report.rejected:
        raise SystemExit(EXIT_SOME_REJECTED)


def _tell_interrupted() -> None:
    """A word for who pressed Ctrl-C and now fears for half a batch; a terminal that was closed hears nothing."""
    with suppress(OSError):
        say(
            tr(
                "interrupted; the same command again finishes the batch, with every label once",
                "已中断；再次执行同一命令即可完成本批，不漏打、不重打",
            )
        )


def _tell(report: PrintReport, *, as_json: bool, quiet: bool, verbose: bool, to_stdout: bool) -> None:
    if as_json:
        _write_json(report.as_dict(), to_stdout=to_stdout)
    if quiet:
        return
    if verbose:
        for line in report.first_told:
            tell(line)
        for aside in report.asides:
            say(aside)
    for note in report.notes:
        say(note)
    if not as_json:
        tell(report.summary())


def _write_json(values: dict[str, Any], *, to_stdout: bool) -> None:
    """One object on standard output, or beside it where the PDF goes there."""
    (sys.stderr if to_stdout else sys.stdout).write(json_line(values) + "\n")


def reprint(
    numbers: Sequence[str] | None = None,
    *,
    output: str = "reprint.pdf",
    reason: str = "",
    journal: str | None = None,
    batch: int | None = None,
    first: int | None = None,
    last: int | None = None,
    pdf: str | None = None,
    approval: Sequence[str] | None = None,
    template: str | None = None,
    operator: str | None = None,
    as_json: bool = False,
    quiet: bool = False,
) -> None:
    """Reprint and tell how many; no numbers (or ``-``) reads them from standard input, as a scanner types them."""
    from waybill.cli.numbers import as_printed

    lines: tuple[int, ...] = ()
    pages = (batch, pdf, first, last) != (None, None, None, None)
    if not pages and (not numbers or list(numbers) == ["-"]):
        numbers, lines = _typed()
    from waybill.pipeline.reprint import ReprintJob, reprint_labels

    job = ReprintJob(
        numbers=tuple(map(as_printed, numbers or ())), lines=lines, output=output, reason=reason, batch=batch, first=first, last=last,
        pdf=pdf, approvals=tuple(approval or ()), template=template, journal=journal, operator=operator,
    )  # fmt: skip
    if not quiet:
        tell_of_a_pipe(output)
    report = reprint_labels(job, Config())
    if as_json:
        _write_json(report.as_dict(), to_stdout=is_standard_output(output))
    if not quiet:
        for note in report.notes:
            say(note)
        if not as_json:
            tell(report.summary())
    if report.refused:
        raise SystemExit(EXIT_SOME_REJECTED)


def _typed() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Numbers on standard input, apart by blanks or commas, and the line of each.  A column's name above them is none."""
    from waybill.cli import typed

    lines = typed.text().splitlines()
    headed = len(lines) > 1 and not any(map(str.isdigit, lines[0]))
    found = [
        (word, line)
        for line, words in enumerate(lines[headed:], 1 + headed)
        for word in re.split(r"[\s,;，；、]+", words)
        if word
    ]
    return tuple(word for word, _ in found), tuple(line for _, line in found)
