"""Fuzzed orders printed and verified: nothing of anybody gets out, whatever the row looks like."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fuzzed_orders import orders

from waybill.pipeline import PrintJob, print_labels
from waybill.verify import secrets_of_files, verify_pdf

COUNT = 150
"""Orders of each seed; tests/fuzz_orders.py runs ten thousand and more."""


@pytest.mark.parametrize("seed", [1, 2])
def test_fuzzed_orders_leave_no_leak(tmp_path: Path, seed: int) -> None:
    (tmp_path / "orders.csv").write_text(orders(seed, COUNT), "utf-8")
    job = PrintJob(
        orders=(str(tmp_path / "orders.csv"),), output=str(tmp_path / "labels.pdf"), journal=str(tmp_path / "journal.db"),
        keys=tmp_path / "keys", jobs=1,
    )  # fmt: skip
    report = print_labels(job, clock=lambda: datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    assert report.rows == COUNT and report.printed > COUNT * 0.8, report.problems
    book = secrets_of_files([str(tmp_path / "orders.csv")])
    assert all(book.by_number[number].digits for number in book.by_number)
    for secrets in (book, None):
        found = verify_pdf(tmp_path / "labels.pdf", secrets=secrets)
        assert [f for f in found.findings if f.code != "VERIFY-OUTSIDE"] == []
        assert found.findings == []


def test_campaign_runs_as_the_readme_says() -> None:
    campaign = Path(__file__).parents[1] / "fuzz_orders.py"
    done = subprocess.run([sys.executable, str(campaign), "12", "5"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "12 orders, 12 labels, 0 findings\n"), done.stderr
