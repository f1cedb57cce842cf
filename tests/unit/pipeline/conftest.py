"""Printing in this process, in a house of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from printed_rows import Print

import waybill
from waybill.pipeline import PrintReport


@pytest.fixture
def printing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """Prints lines of text as an order file, or files that are there already."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr("waybill.i18n._chosen", "en")

    def run(lines: Sequence[str] = (), files: Sequence[Path] = (), **options: object) -> PrintReport:
        if lines:
            (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n", "utf-8")
            files = [tmp_path / "orders.csv"]
        job = waybill.PrintJob.from_config(
            waybill.Config(), list(map(str, files)), str(tmp_path / "labels.pdf"), jobs=1, **options
        )  # type: ignore[arg-type]
        return waybill.print_labels(job)

    return run
