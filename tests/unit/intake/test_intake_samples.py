"""Every row of every sample file is an order, or a reject for the reason a person would give, or skipped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from intake_tables import Read, open_source, take

SAMPLES = Path(__file__).parents[2] / "samples"
CIPHER = tuple(("INTAKE-CIPHERTEXT", f"recipient_{what}") for what in ("name", "phone", "address"))


def sample(name: str) -> Read:
    return take(open_source(str(SAMPLES / name)), rows_per_chunk=16)


@pytest.mark.parametrize(
    ("name", "profile", "encoding", "rows", "orders"),
    [
        ("orders_plain.csv", "plain", "utf-8", 200, 200),
        ("orders_plain_gbk.csv", "plain", "gb18030", 200, 200),
        ("taobao_classic_gbk.csv", "taobao", "gb18030", 120, 120),
        ("jd.csv", "jd", "utf-8", 80, 80),
        ("douyin.csv", "douyin", "utf-8", 90, 64),
        ("kuaishou.csv", "kuaishou", "utf-8", 60, 39),
        ("pdd.csv", "pdd", "utf-8", 40, 0),
    ],
)
def test_each_row_is_accounted_for(name: str, profile: str, encoding: str, rows: int, orders: int) -> None:
    got = sample(name)
    assert (got.source.layout.profile, got.source.layout.encoding) == (profile, encoding)
    assert len(got.orders) == orders
    assert len(got.orders) + len(got.rejects) + got.skipped == rows
    lines = [order.line for order in got.orders] + [reject.line for reject in got.rejects]
    assert sorted(lines) == list(range(2, rows + 2))
    assert not got.source.match.unknown


@pytest.mark.parametrize("name", ["douyin.csv", "kuaishou.csv"])
def test_ciphertext_rows_are_told_whole_and_no_other(name: str) -> None:
    got = sample(name)
    assert {tuple((p.code, p.column) for p in reject.problems) for reject in got.rejects} == {CIPHER}
    raw = (SAMPLES / name).read_text("utf-8-sig").splitlines()
    assert {reject.line for reject in got.rejects} == {at for at, line in enumerate(raw, 1) if "#1##" in line}


def test_pinduoduo_rows_lack_their_recipient() -> None:
    assert Counter(sample("pdd.csv").codes()) == {("INTAKE-NO-RECIPIENT",): 40}


def test_plain_and_gbk_are_the_same_orders() -> None:
    one, other = sample("orders_plain.csv").orders, sample("orders_plain_gbk.csv").orders
    assert [(o.waybill_no, o.recipient, o.sender, o.remark) for o in one] == [
        (o.waybill_no, o.recipient, o.sender, o.remark) for o in other
    ]
    assert sum(order.waybill_no.startswith("99") for order in one) == 36


def test_taobao_cells_are_clean() -> None:
    first = sample("taobao_classic_gbk.csv").orders[0]
    assert first.order_no == "2600000000000000000"
    assert first.waybill_no == "771251519706377"
    assert (first.recipient.province, first.recipient.city, first.recipient.district) == (
        "山东省",
        "青岛市",
        "市南区",
    )
    assert first.recipient.address == "凤凰南路356号雅杏绿佳园3幢3单元1506室"
    assert first.recipient.phone == "13042444519"
    assert not first.recipient.phone_is_virtual


def test_douyin_numbers_with_extension_are_virtual_and_masked_ones_are_not() -> None:
    orders = sample("douyin.csv").orders
    assert all(order.recipient.phone_is_virtual == ("-" in order.recipient.phone) for order in orders)
    assert any("*" in order.recipient.phone for order in orders)
    assert {order.carrier for order in orders} == {"中通快递"}
    assert all(len(order.waybill_no) == 14 for order in orders)


def test_jd_waybill_numbers_come_from_the_sellers_remark() -> None:
    orders = sample("jd.csv").orders
    assert orders[0].waybill_no == "JDX509661902827"
    assert {order.carrier for order in orders} == {"京东快递"}
    assert "运单" not in "".join(order.remark for order in orders)
