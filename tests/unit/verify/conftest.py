"""What most of these tests know of the orders: one row."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited_pdfs import HEADER, ROW

from waybill.verify import SecretBook, secrets_of_files


@pytest.fixture
def book(tmp_path: Path) -> SecretBook:
    """The secrets of that row."""
    (tmp_path / "orders.csv").write_text(HEADER + ROW, "utf-8")
    return secrets_of_files([str(tmp_path / "orders.csv")])
