"""What the courier collects stands before the remark; what is not due stands nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.intake.intake_tables import HEADER, read, row


def remark(folder: Path, column: str, cell: str, **changes: str) -> str:
    """The remark of an order with one more column."""
    told = read(folder, [[*HEADER, column], [*row(**changes), cell]])
    assert told.rejects == [] and told.notes == []
    return told.orders[0].remark


@pytest.mark.parametrize(("column", "cell", "shown"), [
    ("代收货款", "128.00", "代收货款128元；易碎品"),
    ("代收货款(元)", "1,299.50", "代收货款1299.50元；易碎品"),
    ("代收金额（元）", "￥99.9", "代收货款99.90元；易碎品"),
    ("COD Amount", "1280元", "代收货款1280元；易碎品"),
    ("货到付款金额", "０．５", "代收货款0.50元；易碎品"),
    ("是否代收货款", "是", "代收货款；易碎品"),
    ("是否货到付款", "是", "代收货款；易碎品"),
    ("代收货款", "USD 20", "代收货款USD 20；易碎品"),
    ("代收货款", "138123456", "代收货款138123456；易碎品"),
    ("代收货款", "代收货款：128元", "代收货款128元；易碎品"),
    ("代收货款", "收 128块", "代收货款收 128块；易碎品"),
    ("代收货款", "128,00", "代收货款128,00；易碎品"),
    ("代收货款", "✔", "代收货款；易碎品"),
    ("代收货款", "不含运费128", "代收货款不含运费128；易碎品"),
    ("代收货款", "已付50，尾款78", "代收货款已付50，尾款78；易碎品"),
    ("到付", "12", "运费到付12元；易碎品"),
    ("到付", "到付12块", "运费到付12元；易碎品"),
    ("运费到付", "到付", "运费到付；易碎品"),
    ("到付", "到付月结", "运费到付月结；易碎品"),
    ("到付", "收件人付", "运费到付；易碎品"),
    ("到付", "√", "运费到付；易碎品"),
    ("是否到付", "1", "运费到付；易碎品"),
    ("支付方式", "货到付款", "货到付款；易碎品"),
    ("运费付款方式", "收方付", "运费到付；易碎品"),
    ("付款方式", "到付现结", "运费到付；易碎品"),
    ("付款方式", "到付月结", "运费到付月结；易碎品"),
    ("付款方式", "收方现付", "运费到付；易碎品"),
    ("支付方式", "1-货到付款", "货到付款；易碎品"),
    ("支付方式", "货到刷卡", "货到付款；易碎品"),
    ("支付方式", "货到付款（已付定金50）", "货到付款；易碎品"),
    ("Payment Method", "COD", "货到付款；易碎品"),
    ("Payment Method", "Cash on Delivery (COD)", "货到付款；易碎品"),
])  # fmt: skip
def test_what_is_due_stands_before_the_remark(tmp_path: Path, column: str, cell: str, shown: str) -> None:
    assert remark(tmp_path, column, cell) == shown


@pytest.mark.parametrize(("column", "cell"), [
    *(("代收货款", cell) for cell in ("", "0", "0.00", "￥0", "否", "无", "N", "-", "/", "不是", "¥ -", "不代收", "无需代收", "×", "已付")),
    *(("到付", cell) for cell in ("", "0", "否", "NO", "null", "寄付", "寄付月结", "月结", "寄方付", "现付", "预付", "包邮", "不到付")),
    *(("支付方式", cell) for cell in ("", "支付宝", "微信支付", "在线支付", "寄付月结", "COD卡", "第三方付", "货到付款（已付款）")),
])  # fmt: skip
def test_what_is_not_due_is_not_told(tmp_path: Path, column: str, cell: str) -> None:
    assert remark(tmp_path, column, cell) == "易碎品"


@pytest.mark.parametrize(
    ("column", "cell", "own"),
    [
        ("代收货款", "128", "代收货款128元，请收现金"),
        ("到付", "是", "运费到付"),
        ("支付方式", "货到付款", "货到付款"),
    ],
)
def test_what_the_remark_tells_is_not_told_twice(tmp_path: Path, column: str, cell: str, own: str) -> None:
    assert remark(tmp_path, column, cell, 备注=own) == own


def test_a_sum_goes_before_the_way_in_which_it_is_paid(tmp_path: Path) -> None:
    columns = ["支付方式", "到付", "代收货款"]
    told = read(
        tmp_path,
        [
            [*HEADER, *columns],
            [*row(1, 备注=""), "货到付款", "是", "128"],
            [*row(2, 备注=""), "货到付款", "", ""],
            [*row(3, 备注=""), "支付宝", "", "66"],
        ],
    )
    assert [order.remark for order in told.orders] == ["代收货款128元；运费到付", "货到付款", "代收货款66元"]


def test_how_the_goods_and_the_freight_are_paid_are_two_things(tmp_path: Path) -> None:
    for columns in (
        ["支付方式", "运费付款方式"],
        ["运费支付方式", "订单支付方式"][::-1],
        ["支付方式", "付款方式"],
    ):
        told = read(
            tmp_path,
            [
                [*HEADER, *columns],
                [*row(1, 备注=""), "微信支付", "到付"],
                [*row(2, 备注=""), "货到付款", "寄付月结"],
                [*row(3, 备注=""), "支付宝", "寄付"],
            ],
        )
        assert [order.remark for order in told.orders] == ["运费到付", "货到付款", ""]


def test_in_a_file_of_jd_the_sum_stands_alone(tmp_path: Path) -> None:
    columns = [
        "订单号",
        "快递公司",
        "运单号",
        "支付方式",
        "下单帐号",
        "京东价",
        "客户姓名",
        "客户地址",
        "联系电话",
        "商品名称",
        "代收货款",
    ]
    cells = [
        "9",
        "极兔速递",
        "JT5261988016578",
        "货到付款",
        "a",
        "9",
        "林龙旭",
        "福建省泉州市长江西路737号",
        "15089606268",
        "杯",
        "128",
    ]
    assert read(tmp_path, [columns, cells]).orders[0].remark == "代收货款128元"


@pytest.mark.parametrize("column", ["订单状态", "支付方式", "付款方式", "售后状态"])
def test_a_column_that_stands_twice_refuses_no_file(tmp_path: Path, column: str) -> None:
    told = read(tmp_path, [[*HEADER, column, column], [*row(1), "", ""]])
    assert len(told.orders) == 1


@pytest.mark.parametrize("column", ["支付方式", "付款方式"])
def test_an_error_mark_for_the_way_of_payment_costs_no_row(tmp_path: Path, column: str) -> None:
    told = read(tmp_path, [[*HEADER, column], [*row(1), "#N/A"]])
    assert [order.remark for order in told.orders] == ["易碎品"]
    assert [note.problem.code for note in told.notes] == ["INTAKE-ERROR-MARK"]


def test_an_error_mark_for_a_sum_does(tmp_path: Path) -> None:
    assert read(tmp_path, [[*HEADER, "代收货款"], [*row(1), "#N/A"]]).codes() == [("INTAKE-NA",)]


def test_an_error_mark_for_a_remark_stands_behind_no_sum(tmp_path: Path) -> None:
    told = read(tmp_path, [[*HEADER, "代收货款"], [*row(1, 备注="#N/A"), "128"]])
    assert told.orders[0].remark == "代收货款128元"
