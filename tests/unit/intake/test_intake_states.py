"""An order that was cancelled or refunded is printed, and told: whoever packs it can't see that nobody wants it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.intake.intake_tables import HEADER, Read, read, row

ENDED = (
    "已取消 已关闭 取消 买家取消 超时取消 系统自动关闭 平台取消 缺货取消 超时未支付已取消 取消申请中 申请取消 已撤销 已撤单 已退单 拒收 锁定"
    " (删除)等待出库 cancelled Canceled Canceled_by_buyer TRADE_CLOSED_BY_TAOBAO"
)
OFF = (
    "订单取消 交易关闭 交易已关闭 订单已作废 取消订单 退款成功 已退款 全额退款 已全额退款 退款中 退款处理中 退款中的订单 退款 仅退款 退款申请 卖家同意退款"
    " 申请退款 待退款 退款申请中 退货退款成功 待发货，退款成功 未发货退款成功 已发货,退款成功 待商家处理退款 交易关闭（退款成功） REFUNDED refund_pending"
)
GOOD = (
    "待发货 已付款 买家已付款，等待卖家发货 已发货，待签收 交易成功 无售后或售后取消 无售后 售后取消 售后已取消 售后关闭 退款关闭 退款已取消 退款失败"
    " 取消退款 未退款 不退款 部分退款成功 未取消 paid processing not_refunded partially_refunded 无"
    " 买家取消退款 用户已取消售后 系统关闭退款 退款申请已取消 售后单已关闭 已取消退款申请 已拒绝退款 部分已退款 取消失败 退款中止 退款（失败） 退款/退货失败"
)


def told(folder: Path, column: str, state: str, **options: bool) -> Read:
    return read(folder, [[*HEADER, column], [*row(1), state]], **options)


@pytest.mark.parametrize("state", OFF.split())
@pytest.mark.parametrize("column", ["订单状态", "售后状态"])
def test_an_order_that_is_off_is_told(tmp_path: Path, column: str, state: str) -> None:
    found = told(tmp_path, column, state.replace("_", " "))
    assert len(found.orders) == 1
    assert [(note.line, note.problem.code) for note in found.notes] == [(2, "INTAKE-CANCELLED")]


@pytest.mark.parametrize("state", ENDED.split())
def test_an_order_that_ended_is_told_and_of_an_ended_complaint_nothing(tmp_path: Path, state: str) -> None:
    state = state.replace("_", " ") if state.islower() else state
    assert [note.problem.code for note in told(tmp_path, "订单状态", state).notes] == ["INTAKE-CANCELLED"]
    assert told(tmp_path, "退款状态", state).notes == []


@pytest.mark.parametrize("state", GOOD.split())
@pytest.mark.parametrize("column", ["订单状态", "售后状态"])
def test_an_order_that_goes_on_is_not(tmp_path: Path, column: str, state: str) -> None:
    found = told(tmp_path, column, state.replace("_", " "))
    assert len(found.orders) == 1 and not found.notes


@pytest.mark.parametrize("states", [("待发货", "退款成功"), ("交易关闭", "无售后"), ("交易关闭", "退款成功")])
def test_either_column_tells_it_once(tmp_path: Path, states: tuple[str, str]) -> None:
    for columns in (["订单状态", "售后状态"], ["售后状态", "订单状态"]):
        found = read(
            tmp_path,
            [[*HEADER, *columns], [*row(1), *states], [*row(2), *reversed(states)], [*row(3), "", ""]],
        )
        assert [note.line for note in found.notes] == [2, 3]


def test_strict_refuses_it(tmp_path: Path) -> None:
    assert told(tmp_path, "Order Status", "cancelled", strict=True).codes() == [("INTAKE-CANCELLED",)]


def test_what_is_told_is_true_of_a_row_that_is_printed_and_of_one_that_is_refused(tmp_path: Path) -> None:
    printed = told(tmp_path, "订单状态", "已取消").notes[0].problem
    refused = told(tmp_path, "订单状态", "已取消", strict=True).rejects[0].problems[0]
    for lang, word in (
        ("en", "only --strict keeps its label back"),
        ("zh", "只有加 --strict 才不打印其面单"),
    ):
        assert word in printed.text(lang) and word in refused.text(lang)
