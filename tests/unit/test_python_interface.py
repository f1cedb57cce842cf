"""What `import waybill` offers, called as README tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import waybill


def test_masks_need_no_policy_and_take_one() -> None:
    assert waybill.mask_name("林清秋").masked == "林**"
    assert waybill.mask_phone("15089606268").masked == "1******6268"
    assert waybill.mask_phone("13812345678-0001", virtual=True).masked == "13812345678 转 0001"
    assert "15089606268" not in (waybill.mask_text("电话15089606268").masked or "")
    assert "清秋" not in (waybill.mask_text("给清秋的杯子", pieces=["清秋"]).masked or "")
    assert waybill.mask_address("晋江市长江西路737号43栋3单元1202室").masked == "晋江市长江西路737号43栋***"
    smiling = replace(waybill.Policy.default(), style="smile")
    assert waybill.mask_name("林清秋", smiling).masked != waybill.mask_name("林清秋").masked


def test_every_name_is_there() -> None:
    for name in waybill.__all__:
        assert getattr(waybill, name) is not None
    assert set(dir(waybill)) == set(waybill.__all__)


def test_a_pdf_is_verified_against_its_orders(tmp_path: Path, samples: Path) -> None:
    orders = str(samples / "jd.csv")
    waybill.print_labels(
        waybill.PrintJob.from_config(waybill.Config(), [orders], str(tmp_path / "labels.pdf"))
    )
    own, others = orders, str(samples / "kuaishou.csv")
    for files, codes in ((own, set()), (others, {"VERIFY-STRANGER"})):
        found = waybill.verify_pdf(
            tmp_path / "labels.pdf", pages=[1], secrets=waybill.secrets_of_files([files])
        )
        assert {finding.code for finding in found.findings} == codes
