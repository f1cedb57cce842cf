"""``--join``: what the order file lacks comes from another file, by a column that both have."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from intake_tables import HEADER, Read, open_source, row, take, text

from waybill.errors import InputError
from waybill.intake import Options, open_sources

SAMPLES = Path(__file__).parents[2] / "samples"
ANSWER = ["订单编号", "收货人", "手机", "收件地址", "三段码", "隐私号"]


def joined(
    folder: Path, orders: Sequence[Sequence[str]], answer: Sequence[Sequence[str]], on: str = "订单号"
) -> Read:
    (folder / "orders.csv").write_text(text(orders), "utf-8")
    (folder / "answer.csv").write_text(text(answer), "gbk")
    return take(open_source(str(folder / "orders.csv"), join=str(folder / "answer.csv"), on=on))


def key(number: int) -> str:
    return row(number)[0]


def test_pinduoduo_prints_through_a_join(tmp_path: Path) -> None:
    raw = [line.split(",") for line in (SAMPLES / "pdd.csv").read_text("utf-8-sig").splitlines()[1:]]
    answer = [ANSWER] + [
        [cells[1], "王**", "1********35", "解放路1号****", "058-E06 105", ""] for cells in raw[:39]
    ]
    (tmp_path / "answer.csv").write_text(text(answer), "utf-8")
    got = take(open_source(str(SAMPLES / "pdd.csv"), join=str(tmp_path / "answer.csv"), on="订单号"))
    assert len(got.orders) == 39
    assert got.orders[0].recipient.address == "解放路1号****"
    assert got.orders[0].recipient.province == "天津市"
    assert got.orders[0].three_segment_code == "058-E06 105"
    assert got.codes() == [("INTAKE-NO-RECIPIENT", "INTAKE-JOIN-NONE")]


def test_it_fills_what_is_empty_ciphertext_or_masked_and_keeps_the_rest(tmp_path: Path) -> None:
    orders = [
        HEADER,
        row(1, 收件人="##RBXcYCL638I0+FwStPmZ420Rn39#1##", 收件人手机="1********35", 三段码=""),
        row(2, 收件人="林龙旭", 收件人手机=""),
        row(3),
    ]
    answer = [
        ANSWER,
        [key(1), "欧阳娜娜", "13812345678", "别处", "001-A1 002", ""],
        [f"'{key(2)}", "林**", "", "", "", "18412345678-1234"],
    ]
    got = joined(tmp_path, orders, answer)
    assert got.rejects == []
    first, second, third = got.orders
    assert (first.recipient.name, first.recipient.phone) == ("欧阳娜娜", "13812345678")
    assert (first.three_segment_code, first.recipient.address) == ("001-A1 002", row(1)[8])
    assert second.recipient.name == "林龙旭"
    assert (second.recipient.phone, second.recipient.phone_is_virtual) == ("18412345678-1234", True)
    assert third.recipient.phone == "15089606268"


def test_words_for_nothing_are_filled_and_are_no_key(tmp_path: Path) -> None:
    orders = [HEADER, row(1, 收件人="null", 三段码="-"), row(2, 订单号="-", 三段码="")]
    answer = [ANSWER, [key(1), "林龙旭", "", "", "001-A1 002", ""], ["-", "", "", "", "003-A1 004", ""]]
    first, second = joined(tmp_path, orders, answer).orders
    assert (first.recipient.name, first.three_segment_code) == ("林龙旭", "001-A1 002")
    assert second.three_segment_code == ""


def test_a_key_with_two_different_rows_is_refused(tmp_path: Path) -> None:
    one, other = [key(1), "甲甲", "13812345678", "", "", ""], [key(1), "乙乙", "13812345678", "", "", ""]
    same = [key(2), "丙丙", "13812345678", "", "", ""]
    got = joined(tmp_path, [HEADER, row(1), row(2)], [ANSWER, one, other, same, same])
    assert got.codes() == [("INTAKE-JOIN-TWICE",)]
    assert len(got.orders) == 1


def test_another_waybill_number_in_the_join_file_is_a_conflict(tmp_path: Path) -> None:
    answer = [["订单号", "运单号"], [key(1), "JT9999999999999"], [key(2), row(2)[1].lower()]]
    got = joined(tmp_path, [HEADER, row(1), row(2)], answer)
    assert [(p.code, p.column) for p in got.rejects[0].problems] == [("INTAKE-JOIN-DIFFERS", "waybill_no")]
    assert len(got.orders) == 1


@pytest.mark.parametrize("on", ["订单号", "订单编号", "order_no", "Order_No"])
def test_the_column_by_either_name_or_the_standard_one(tmp_path: Path, on: str) -> None:
    got = joined(tmp_path, [HEADER, row(1, 收件人="")], [ANSWER, [key(1), "甲甲", "", "", "", ""]], on)
    assert got.orders[0].recipient.name == "甲甲"


@pytest.mark.parametrize("on", ["内部号", ""])
def test_a_column_that_is_not_in_both(tmp_path: Path, on: str) -> None:
    with pytest.raises(InputError) as caught:
        joined(tmp_path, [HEADER, row(1)], [ANSWER, [key(1), "", "", "", "", ""]], on)
    assert caught.value.code == "INTAKE-JOIN-COLUMN"


def test_missing_columns_may_come_from_the_join(tmp_path: Path) -> None:
    got = joined(
        tmp_path,
        [["订单号", "运单号", "快递公司"], row(1)[:3]],
        [ANSWER, [key(1), "甲甲", "13812345678", "路1号", "", ""]],
    )
    assert got.orders[0].recipient.address == "路1号"


def test_the_layout_stays_small_and_picklable(tmp_path: Path) -> None:
    answer = [ANSWER] + [[key(n), "甲甲", "13812345678", "路1号", "", ""] for n in range(2000)]
    layout = joined(tmp_path, [HEADER, row(1)], answer).source.layout
    packed = pickle.dumps(layout)
    assert len(packed) < 5000
    assert pickle.loads(packed) == layout


def test_a_changed_join_file_is_read_again(tmp_path: Path) -> None:
    orders = [HEADER, row(1, 收件人="")]
    assert (
        joined(tmp_path, orders, [ANSWER, [key(1), "甲甲", "", "", "", ""]]).orders[0].recipient.name
        == "甲甲"
    )
    assert (
        joined(tmp_path, orders, [ANSWER, [key(1), "乙乙乙", "", "", "", ""]]).orders[0].recipient.name
        == "乙乙乙"
    )


def test_all_visible_sheets_of_a_join_workbook_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"  # type: ignore[union-attr]
    for name, header, cells in (
        ("甲", ["订单号", "收件人"], [key(1), "甲甲"]),
        ("乙", ["收件人", "手机", "订单号"], ["乙乙", "13912345678", key(2)]),
        ("隐藏", ["订单号", "收件人"], [key(3), "丙丙"]),
    ):
        sheet = book.create_sheet(name)
        sheet.append(header)
        sheet.append(cells)
    book["隐藏"].sheet_state = "hidden"
    book.save(tmp_path / "answer.xlsx")
    (tmp_path / "orders.csv").write_text(
        text([HEADER, row(1, 收件人=""), row(2, 收件人="", 收件人手机=""), row(3, 收件人="")]), "utf-8"
    )
    got = take(open_source(str(tmp_path / "orders.csv"), join=str(tmp_path / "answer.xlsx"), on="订单号"))
    assert [order.recipient.name for order in got.orders] == ["甲甲", "乙乙"]
    assert got.orders[1].recipient.phone == "13912345678"
    assert got.codes() == [("INTAKE-MISSING", "INTAKE-JOIN-NONE")]


@pytest.mark.parametrize(("orders", "answer"), [("gbk", "utf-8"), ("big5", "utf-8"), ("big5", "big5")])
def test_a_join_file_has_an_encoding_of_its_own(tmp_path: Path, orders: str, answer: str) -> None:
    names = ["訂單編號", "運單號", "收件人", "收件人電話", "地址"]
    (tmp_path / "orders.csv").write_bytes(
        text([names, ["A1", "JT0000000000001", "", "13812345678", "信義路五段"]]).encode(orders)
    )
    (tmp_path / "answer.csv").write_bytes(text([["訂單編號", "收件人"], ["A1", "王曉明"]]).encode(answer))
    got = take(
        open_source(
            str(tmp_path / "orders.csv"), join=str(tmp_path / "answer.csv"), on="order_no", encoding=orders
        )
    )
    assert got.orders[0].recipient.name == "王曉明"


def test_sheets_of_a_join_file_that_are_not_read_are_told_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "一仓"
    tables = {
        "一仓": ANSWER,
        "二仓": ["运单号", "收货人", "手机", "收件地址"],
        "说明": ["请勿修改"],
        "旧": ANSWER,
    }
    for name, header in tables.items():
        sheet = book.active if name == "一仓" else book.create_sheet(name)
        sheet.append(header)
        sheet.append([key(1), "甲甲", "13812345678", "路1号", "058-E06 105", ""])
    book["旧"].sheet_state = "hidden"
    book.save(tmp_path / "answer.xlsx")
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(text([HEADER, row(1)]), "utf-8")
    told: list[tuple[str, str, dict[str, str]]] = []
    options = Options(
        join=str(tmp_path / "answer.xlsx"),
        on="订单号",
        tell=lambda file, problem: told.append((file, problem.code, dict(problem.facts))),
    )
    sources = list(open_sources([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")], options))
    assert [len(take(source).orders) for source in sources] == [1, 1]
    assert [(file, code, facts["sheet"]) for file, code, facts in told] == [
        ("answer.xlsx", "INTAKE-SHEET-SKIPPED", "二仓"),
        ("answer.xlsx", "INTAKE-SHEET-SKIPPED", "说明"),
        ("answer.xlsx", "INTAKE-SHEET-HIDDEN", "旧"),
    ]
    assert "--on" in told[0][2]["why"]


def test_what_is_collected_is_told_from_either_file_beside_the_other_ones_remark(tmp_path: Path) -> None:
    orders = [
        [*HEADER, "代收货款", "支付方式"],
        [*row(1, 备注=""), "128", ""],
        [*row(2, 备注="易碎品"), "", ""],
        [*row(3, 备注=""), "", "货到付款"],
        [*row(4, 备注=""), "66", ""],
    ]
    answer = [
        ["订单编号", "备注", "代收货款", "到付"],
        [key(1), "放门口", "", ""],
        [key(2), "放门口", "30", "是"],
        [key(3), "", "30", ""],
        [key(4), "放门口", "66", ""],
    ]
    assert [order.remark for order in joined(tmp_path, orders, answer).orders] == [
        "代收货款128元；放门口",
        "代收货款30元；运费到付；易碎品",
        "货到付款；代收货款30元",
        "代收货款66元；放门口",
    ]


def test_a_state_in_the_other_file_is_told(tmp_path: Path) -> None:
    got = joined(
        tmp_path, [HEADER, row(1), row(2)], [["订单编号", "订单状态"], [key(1), "已取消"], [key(2), "待发货"]]
    )
    assert [(note.line, note.problem.code) for note in got.notes] == [(2, "INTAKE-CANCELLED")]
