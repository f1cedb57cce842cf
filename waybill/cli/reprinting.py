"""What ``waybill reprint`` does once its words are understood, by whichever way they came in."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from waybill.pipeline.config import Config
from waybill.pipeline.reprint import ReprintJob, reprint_labels


def reprint(
    numbers: Sequence[str] | None = None,
    *,
    output: str = "reprint.pdf",
    reason: str = "",
    journal: str | None = None,
    batch: int | None = None,
    first: int | None = None,
    last: int | None = None,
    approval: Sequence[str] | None = None,
    template: str | None = None,
    operator: str | None = None,
    as_json: bool = False,
    quiet: bool = False,
) -> None:
    """Reprint and tell how many; no numbers (or ``-``) reads them from standard input, as a scanner types them."""
    if batch is None and (not numbers or list(numbers) == ["-"]):
        numbers = sys.stdin.read().split()
    job = ReprintJob(
        numbers=tuple(numbers or ()), output=output, reason=reason, batch=batch, first=first, last=last,
        approvals=tuple(approval or ()), template=template, journal=journal, operator=operator,
    )  # fmt: skip
    report = reprint_labels(job, Config())
    if as_json:
        import json

        (sys.stderr if output == "-" else sys.stdout).write(
            json.dumps(report.as_dict(), ensure_ascii=False) + "\n"
        )
    elif not quiet:
        sys.stderr.write(report.summary() + "\n")
