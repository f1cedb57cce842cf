"""What ``print`` tells beside its figures: what of the order files was not printed, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import waybill
from waybill.i18n import use_lang
from waybill.pipeline import PrintReport

NAMES = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品"


def row(n: int, **changes: str) -> str:
    cells = dict(
        zip(
            NAMES.split(","),
            [f"E{n}", f"SF{n:013d}", "顺丰速运", "林清秋", "15089606268", "福建省泉州市晋江市长江西路737号43栋3单元1202室", "杯"],
            strict=True,
        )
    )  # fmt: skip
    return ",".join((cells | changes).values())


Print = Callable[..., PrintReport]


@pytest.fixture
def printing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """Prints lines of text as an order file, or files that are there already."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    use_lang("en")

    def run(lines: Sequence[str] = (), files: Sequence[Path] = (), **options: object) -> PrintReport:
        if lines:
            (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n", "utf-8")
            files = [tmp_path / "orders.csv"]
        job = waybill.PrintJob.from_config(
            waybill.Config(), list(map(str, files)), str(tmp_path / "labels.pdf"), jobs=1, **options
        )  # type: ignore[arg-type]
        return waybill.print_labels(job)

    return run


def test_skipped_rows_that_are_not_blank_are_named(printing: Print) -> None:
    report = printing([NAMES, row(1), "合计,,,,,,9", "", NAMES, row(2), "共 2 单,,,,,,"])
    assert (report.rows, report.printed, report.skipped) == (6, 2, 4)
    assert "2 × INTAKE-SKIP-TOTAL: Total row, skipped. (orders.csv:3, orders.csv:7)" in report.summary()
    assert "1 × INTAKE-SKIP-HEADER: Repeated header row, skipped. (orders.csv:5)" in report.summary()
    assert "SKIP-BLANK" not in report.summary()
    assert len(report.first_rejects) == 3
    assert report.as_dict()["passed_over"] == {"INTAKE-SKIP-TOTAL": 2, "INTAKE-SKIP-HEADER": 1}
