"""What the commands that look at order files without printing them have in common: ``check`` and ``orders``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from waybill.errors import UsageError

if TYPE_CHECKING:
    from waybill.errors import Problem
    from waybill.intake.options import Options
    from waybill.intake.source import Source


def reading(
    profile: str | None, encoding: str | None, delimiter: str | None, sheet: str | None, **more: Any
) -> Options:
    """How the files are read; ``more`` are other fields of Options."""
    from waybill.intake.options import Options
    from waybill.pipeline.config import Config

    return Options(profile, encoding, delimiter, sheet, Config().path("profiles"), **more)


def check_sheet(sheet: str | None, sources: Iterable[Source]) -> None:
    """UsageError PIPELINE-SHEET where a sheet is named and no file is a workbook."""
    if sheet and not any(source.sheet for source in sources):
        raise UsageError("PIPELINE-SHEET")


def tell(file: str, problem: Problem) -> None:
    """Tell what of a file is not read although the rest of it is."""
    sys.stderr.write(f"waybill: {file}: {problem.text()}\n")
