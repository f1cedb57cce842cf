"""Rows of a small order file in its plainest form."""

from __future__ import annotations

from collections.abc import Callable

from waybill.pipeline import PrintReport

Print = Callable[..., PrintReport]
"""The fixture ``printing``: lines of an order file, or files; options of the job."""

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
