"""A fault of ours costs one row and tells no value."""

from __future__ import annotations

from pathlib import Path

import pytest

import waybill

HEADER = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品\n"
ROW = "{n},SF{n:013d},顺丰速运,林清秋,15089606268,福建省泉州市晋江市长江西路737号43栋3单元1202室,{goods}\n"


def test_a_fault_costs_its_row_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.deidentify import door

    honest = door.Door.admit

    def faulty(self: door.Door, order: object) -> object:
        if getattr(order, "contents", "") == "妖怪":
            raise KeyError("林清秋 15089606268")
        return honest(self, order)  # type: ignore[arg-type]

    monkeypatch.setattr(door.Door, "admit", faulty)
    orders = tmp_path / "orders.csv"
    orders.write_text(
        HEADER + "".join(ROW.format(n=n, goods="妖怪" if n == 2 else "杯") for n in (1, 2, 3)), "utf-8"
    )
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    job = waybill.PrintJob.from_config(waybill.Config(), [str(orders)], str(tmp_path / "labels.pdf"), jobs=1)
    report = waybill.print_labels(job)
    assert (report.printed, report.rejected) == (2, 1)
    assert dict(report.problems) == {"PIPELINE-FAULT": 1}
    (told,) = report.first_rejects
    assert "KeyError" in told and "林" not in told and "1508" not in told
