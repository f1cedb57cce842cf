"""Damage that spreadsheets and people do to cells: found by its code and column, or repaired where that is certain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from intake_tables import HEADER, open_source, read, row, take, text

from waybill.intake.duplicates import Duplicates

CASES = [
    ("运单号", "7.73268E+14", "INTAKE-SCIENTIFIC", "waybill_no"),
    ("运单号", "773268000000001.0", "INTAKE-FLOAT", "waybill_no"),
    ("运单号", "773,268,000,000,001", "INTAKE-FLOAT", "waybill_no"),
    ("运单号", "2026/11/3", "INTAKE-DATE", "waybill_no"),
    ("运单号", "#REF!", "INTAKE-NA", "waybill_no"),
    ("运单号", "########", "INTAKE-NA", "waybill_no"),
    ("运单号", "771234567890124000", "INTAKE-TRUNCATED", "waybill_no"),
    ("运单号", "中通快递 78885366724825 78885366724826", "INTAKE-SEVERAL-WAYBILLS", "waybill_no"),
    ("运单号", "７８８８５３６６７２４８２５ 78885366724826", "INTAKE-SEVERAL-WAYBILLS", "waybill_no"),
    ("运单号", "YT1234567890123、YT1234567890124、YT1234567890125", "INTAKE-SEVERAL-WAYBILLS", "waybill_no"),
    ("收件人手机", "1508960626X", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "00000000000", "INTAKE-PHONE", "recipient_phone"),
    ("运单号", "JT1234567890123,JT1234567890124", "INTAKE-SEVERAL-WAYBILLS", "waybill_no"),
    ("运单号", "JT1234567890123 JT1234567890124", "INTAKE-SEVERAL-WAYBILLS", "waybill_no"),
    ("运单号", "JT1234567890123JT1234567890124", "INTAKE-SEVERAL-WAYBILLS", "waybill_no"),
    ("运单号", "JT1234567890123 x2", "INTAKE-WAYBILL", "waybill_no"),
    ("运单号", "JT1234567890123 X12", "INTAKE-WAYBILL", "waybill_no"),
    ("运单号", "待发货", "INTAKE-WAYBILL", "waybill_no"),
    ("运单号", "0000000000000", "INTAKE-WAYBILL", "waybill_no"),
    ("运单号", "EB000717594HK", "INTAKE-S10", "waybill_no"),
    ("运单号", "", "INTAKE-MISSING", "waybill_no"),
    ("订单号", "2.026E+17", "INTAKE-SCIENTIFIC", "order_no"),
    ("订单号", "3月8日", "INTAKE-DATE", "order_no"),
    ("收件人手机", "1.38E+10", "INTAKE-SCIENTIFIC", "recipient_phone"),
    ("收件人手机", "13812345678.0", "INTAKE-FLOAT", "recipient_phone"),
    ("收件人手机", "57188884965", "INTAKE-LOST-ZERO", "recipient_phone"),
    ("收件人手机", "1088886666", "INTAKE-LOST-ZERO", "recipient_phone"),
    ("收件人手机", "571-88884965", "INTAKE-LOST-ZERO", "recipient_phone"),
    ("收件人手机", "1381234567", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "138123456789", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "13812345", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "-88884394", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "571.0-88884965", "INTAKE-FLOAT", "recipient_phone"),
    ("收件人手机", "泉州市长江西路737号43栋1202室", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", '="138"&"12345678"', "INTAKE-FORMULA", "recipient_phone"),
    ("收件人", '=HYPERLINK("a","林龙旭")', "INTAKE-FORMULA", "recipient_name"),
    ("详细地址", "=B2&C2", "INTAKE-FORMULA", "recipient_address"),
    ("收件人手机", "138-1234-567", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "+86-138-1234-567", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "+86-1381234567", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "+861381234567", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "###", "INTAKE-NA", "recipient_phone"),
    ("收件人手机", "1381234567O", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "l381234567８", "INTAKE-PHONE", "recipient_phone"),
    ("寄件人手机", "13812B45678", "INTAKE-PHONE", "sender_phone"),
    ("收件人手机", "1380013800013900139000", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "#N/A", "INTAKE-NA", "recipient_phone"),
    ("收件人手机", "", "INTAKE-MISSING", "recipient_phone"),
    ("收件人手机", "YT0004034366227", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "78001234567890", "INTAKE-PHONE", "recipient_phone"),
    ("收件人手机", "9f86d081884c7d659a2feaa0c55ad015", "INTAKE-CIPHERTEXT", "recipient_phone"),
    ("收件人手机", "12812345678", "INTAKE-PHONE", "recipient_phone"),
    ("运单号", "15089606268", "INTAKE-WAYBILL-PHONE", "waybill_no"),
    ("运单号", "8615089606268", "INTAKE-WAYBILL-PHONE", "waybill_no"),
    ("收件人", "qO9cX2p0V7mW3kQZ1tYbNw==", "INTAKE-CIPHERTEXT", "recipient_name"),
    ("收件人", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "INTAKE-CIPHERTEXT", "recipient_name"),
    ("详细地址", "5rWZ5rGf55yB5p2t5bee5biC6KW/5rmW5Yy6OTDlj7c=", "INTAKE-CIPHERTEXT", "recipient_address"),
    ("详细地址", "%E6%B5%99%E6%B1%9F%E7%9C%81", "INTAKE-CIPHERTEXT", "recipient_address"),
    ("详细地址", "\\u6d59\\u6c5f\\u7701", "INTAKE-CIPHERTEXT", "recipient_address"),
    ("收件人", "同上", "INTAKE-DITTO", "recipient_name"),
    ("详细地址", "〃", "INTAKE-DITTO", "recipient_address"),
    ("寄件人", "同上", "INTAKE-DITTO", "sender_name"),
    ("收件人手机", "$$uyr6j+IxFU6XifZ/yi4/chys5Q0MA$1$$", "INTAKE-CIPHERTEXT", "recipient_phone"),
    ("收件人", "##RBXcYCL638I0+FwStPmZ420Rn39#1##", "INTAKE-CIPHERTEXT", "recipient_name"),
    ("收件人", "~AgAAAAFm5aYC+Q3hE1zBq~1~", "INTAKE-CIPHERTEXT", "recipient_name"),
    ("收件人", "#jc2h#d5/RxMj2iU+ZE9pw#1##", "INTAKE-CIPHERTEXT", "recipient_name"),
    ("收件人", "???", "INTAKE-MOJIBAKE", "recipient_name"),
    ("收件人", "锟斤拷", "INTAKE-MOJIBAKE", "recipient_name"),
    ("收件人", "林\x00旭", "INTAKE-CONTROL", "recipient_name"),
    ("收件人", "", "INTAKE-MISSING", "recipient_name"),
    ("收件人", "王" * 65, "INTAKE-LENGTH", "recipient_name"),
    ("详细地址", "2003/2/1", "INTAKE-DATE", "recipient_address"),
    (
        "详细地址",
        "~8Nqi~mrQAn2d5NOELP6LtQjLLbJTNo8OajPAb7KBMR0Ly~1~~",
        "INTAKE-CIPHERTEXT",
        "recipient_address",
    ),
    ("详细地址", "路" * 501, "INTAKE-LENGTH", "recipient_address"),
    ("寄件人手机", "1.89E+10", "INTAKE-SCIENTIFIC", "sender_phone"),
    ("三段码", "2026/3/8", "INTAKE-DATE", "three_segment_code"),
    ("三段码", "8-Mar", "INTAKE-DATE", "three_segment_code"),
    ("三段码", "3月8日", "INTAKE-DATE", "three_segment_code"),
    ("收件人", "张??", "INTAKE-MOJIBAKE", "recipient_name"),
    ("收件人", "?莉", "INTAKE-MOJIBAKE", "recipient_name"),
    ("寄件人", "李?明", "INTAKE-MOJIBAKE", "sender_name"),
    ("收件人", "æ¬§é˜³è‹¥å…°", "INTAKE-MOJIBAKE", "recipient_name"),
    ("收件人", "å¼\xa0ä¼Ÿ", "INTAKE-MOJIBAKE", "recipient_name"),
    ("收件人", " å¼\xa0ä¼\x9f", "INTAKE-MOJIBAKE", "recipient_name"),
    ("详细地址", "é•¿æ±Ÿè¥¿è·¯737å·", "INTAKE-MOJIBAKE", "recipient_address"),
    ("收件人", "#", "INTAKE-NA", "recipient_name"),
    ("详细地址", "中山??路97号", "INTAKE-MOJIBAKE", "recipient_address"),
    ("快递公司", "??快递", "INTAKE-MOJIBAKE", "carrier"),
    ("备注", "???????送", "INTAKE-MOJIBAKE", "remark"),
    ("商品", "保温\ufffd杯", "INTAKE-MOJIBAKE", "contents"),
]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("备注", "今天能发吗??"), ("商品", "新款???手机壳"), ("备注", "#"), ("备注", "###"), ("商品", "#"), ("详细地址", "中山路97号??"), ("收件人", "你猜?")],
)  # fmt: skip
def test_what_people_write_is_no_damage(tmp_path: Path, column: str, cell: str) -> None:
    got = read(tmp_path, [HEADER, row(1, **{column: cell})])
    order = got.orders[0]
    assert cell in (order.remark, order.contents, order.recipient.address, order.recipient.name)
    assert got.notes == []


@pytest.mark.parametrize("column", ["备注", "商品", "件数", "重量kg"])
def test_an_error_mark_in_a_text_or_amount_is_left_off_and_told(tmp_path: Path, column: str) -> None:
    got = read(tmp_path, [HEADER, row(1, **{column: "#N/A"})])
    (order,) = got.orders
    assert "#N/A" not in (order.remark, order.contents, order.quantity, order.weight_kg)
    assert [note.problem.code for note in got.notes] == ["INTAKE-ERROR-MARK"]


AMOUNTS = [
    ("重量kg", "1斤", "0.5"), ("重量kg", "500g", "0.5"), ("重量kg", "0.30000000000000004", "0.3"), ("重量kg", "1.50", "1.5"),
    ("重量kg", "2", "2"), ("重量kg", "2.000 公斤", "2"), ("重量kg", "３ＫＧ", "3"), ("重量kg", "100", "100"), ("重量kg", "0.5千克", "0.5"),
    ("重量kg", ".25", "0.25"), ("重量kg", "0.00", "0"), ("重量kg", "重", ""), ("重量kg", "-1", ""), ("重量kg", "1,5", ""),
    ("重量kg", "2026-1-1", ""), ("重量kg", "", ""),
    ("件数", "1个", "1"), ("件数", "2 件", "2"), ("件数", "3.0", "3"), ("件数", "012", "12"), ("件数", "共4箱", "4"), ("件数", "×2", "2"), ("件数", "x2", "2"), ("件数", "*3件", "3"), ("件数", "2pcs", "2"), ("件数", "100", "100"),
    ("件数", "2026-1-1", ""), ("件数", "一箱", ""), ("件数", "1.5", ""), ("件数", "0", ""), ("件数", "1+1", ""), ("件数", "", ""),
]  # fmt: skip


@pytest.mark.parametrize("remark", ["易碎品", "好吗?"])  # the second is read with care, the first straight
@pytest.mark.parametrize(("column", "cell", "amount"), AMOUNTS)
def test_amounts_are_numbers(tmp_path: Path, column: str, cell: str, amount: str, remark: str) -> None:
    got = read(tmp_path, [HEADER, row(1, 备注=remark, **{column: cell})])
    order = got.orders[0]
    assert (order.weight_kg if column == "重量kg" else order.quantity) == amount
    assert [note.problem.code for note in got.notes] == (["INTAKE-AMOUNT"] if cell and not amount else [])


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_damage_is_told_by_code_and_column(tmp_path: Path, codec: str) -> None:
    table = [HEADER, row(0)]
    for number, (column, cell, _, _) in enumerate(CASES, 1):
        table.append(row(number, **{column: cell}))
    got = read(tmp_path, table, codec)
    told = {reject.line: [(p.code, p.column) for p in reject.problems] for reject in got.rejects}
    assert told == {at: [(code, column)] for at, (_, _, code, column) in enumerate(CASES, 3)}
    assert [order.line for order in got.orders] == [2]


REPAIRED = [
    ("备注", "放门口\x0b谢谢", "remark", "放门口 谢谢"),
    ("备注", "A&amp;B&nbsp;牌 &#39;大&#39;", "remark", "A&B 牌 '大'"),
    ("备注", "AT&T; 1&2", "remark", "AT&T; 1&2"),
    ("商品", "杯&#x5f20;&lt;大&gt;", "contents", "杯张<大>"),
    ("运单号", "ＪＴ１２３４５６７８９０１２３", "waybill_no", "JT1234567890123"),
    ("运单号", " jt1234567890123\u3000", "waybill_no", "JT1234567890123"),
    ("运单号", "'773268000000001", "waybill_no", "773268000000001"),
    ("运单号", '="773268000000001"', "waybill_no", "773268000000001"),
    ("运单号", "\u200b773268000000001\ufeff", "waybill_no", "773268000000001"),
    ("运单号", "\t773268000000001", "waybill_no", "773268000000001"),
    ("运单号", "EB000717595HK", "waybill_no", "EB000717595HK"),
    ("运单号", "JT1234567890123,", "waybill_no", "JT1234567890123"),
    ("运单号", "JT1234567890123；jt1234567890123", "waybill_no", "JT1234567890123"),
    ("运单号", "JT1234567890123 JT1234567890123", "waybill_no", "JT1234567890123"),
    ("运单号", "/JT1234567890123", "waybill_no", "JT1234567890123"),
    ("订单号", "'260517607198974000", "order_no", "260517607198974000"),
    ("订单号", '="260517607198974000"', "order_no", "260517607198974000"),
    ("运单号", "'JT1234567890123", "waybill_no", "JT1234567890123"),
    ("运单号", '"JT1234567890123"', "waybill_no", "JT1234567890123"),
    ("备注", "'易碎品", "remark", "易碎品"),
    ("备注", "'", "remark", ""),
    ("备注", "'易碎'", "remark", "易碎"),
    ("备注", "“易碎”“勿压”", "remark", "“易碎”“勿压”"),
    ("运单号", "“JT1234567890123”", "waybill_no", "JT1234567890123"),
    ("运单号", "”JT1234567890123”", "waybill_no", "JT1234567890123"),
    ("运单号", "「JT1234567890123」", "waybill_no", "JT1234567890123"),
    ("商品", '"苹果"和"梨"', "contents", '"苹果"和"梨"'),
    ("订单号", "202600000000000000", "order_no", "202600000000000000"),
    ("订单号", "260517-607198974342268", "order_no", "260517-607198974342268"),
    ("三段码", "058-E06\u3000105", "three_segment_code", "058-E06 105"),
    ("商品", "'-5折 5#楼", "contents", "-5折 5#楼"),
    ("备注", " 一楼\xa0放门口 ", "remark", "一楼 放门口"),
]


@pytest.mark.parametrize(("column", "cell", "field", "clean"), REPAIRED)
def test_what_is_certain_is_repaired(tmp_path: Path, column: str, cell: str, field: str, clean: str) -> None:
    got = read(tmp_path, [HEADER, row(1, **{column: cell})])
    assert got.rejects == []
    assert getattr(got.orders[0], field) == clean


PHONES = [
    ("１３８１２３４５６７８", "13812345678"),
    ("138 1234 5678", "13812345678"),
    ("0571-88884965", "0571-88884965"),
    ("400-820-8820", "400-820-8820"),
    ("4008208820", "4008208820"),
    ("+86 13812345678", "+8613812345678"),
    ("8613812345678", "8613812345678"),
    ("1******5519", "1******5519"),
    ("138^_^5678", "138^_^5678"),
    ("85212345678", "85212345678"),
    ("88884965", "88884965"),
    ("700123456789012", "700123456789012"),
    ("13800138000 13900139000", "13800138000/13900139000"),
    ("13800138000\n13900139000", "13800138000/13900139000"),
    ("1******5519 13900139000", "1******5519/13900139000"),
    ("0571-88884965 13900139000", "0571-88884965/13900139000"),
    ("18433217364 9868", "18433217364-9868"),
    ("18433217364 98", "18433217364/98"),
    ("１８４３３２１７３６４　９８６８", "18433217364-9868"),
    ("0571 88884965", "057188884965"),
    ("86 0571 8888 4965", "86057188884965"),
    ("400 820 8820", "4008208820"),
    ("1380013 8000", "13800138000"),
    ("138 0013 8000 139 0013 9000", "13800138000/13900139000"),
    ("138-0013-8000 139-0013-9000", "138-0013-8000/139-0013-9000"),
    ("138 0013 8000 13900139000", "13800138000/13900139000"),
    ("13800138000 139 0013 9000", "13800138000/13900139000"),
    ("138 0013 8000 139 0013 9000 158 0015 8000", "13800138000/13900139000/15800158000"),
    ("+86 138 0013 8000 +86 139 0013 9000", "+8613800138000/+8613900139000"),
    ("138 0013 8000 010 6234 5678", "13800138000/01062345678"),
    ("138 0013 8000 / 139 0013 9000", "13800138000/13900139000"),
    ("184 3321 7364 9868", "18433217364-9868"),
    ("+86 10 6234 5678", "+861062345678"),
    ("+86 571 8888 4965", "+8657188884965"),
    ("86 571 8888 4965", "8657188884965"),
    ("+86-138-1234-5678", "+86-138-1234-5678"),
    ("+86-571-88884965", "+86-571-88884965"),
    ("+86-10-62345678", "+86-10-62345678"),
    ("+86-400-820-8820", "+86-400-820-8820"),
    ("86-571-88884965", "86-571-88884965"),
    ("138‑1234‑5678", "138-1234-5678"),
    ("138−1234−5678", "138-1234-5678"),
    ("138—1234—5678", "138-1234-5678"),
    ("138·1234·5678", "138.1234.5678"),
    ("138_1234_5678", "138_1234_5678"),
    ("138 ‒ 1234 ‒ 5678", "138-1234-5678"),
    ("13812345678 2026-01-01", "13812345678"),
    ("2026-01-01 10:30 13812345678", "13812345678"),
    ("18433217364-9868 2026/12/01 10:00:00", "18433217364-9868"),
    ("①13812345678", "13812345678"),
    ("13812345678②", "13812345678"),
    ("①13800138000②13900139000", "13800138000/13900139000"),
    ("138××××5678", "138××××5678"),
    ("138○○○○5678", "138○○○○5678"),
    ("138∗∗∗∗5678", "138∗∗∗∗5678"),
    ("138▇▇▇▇5678", "138▇▇▇▇5678"),
    ("138####5678", "138####5678"),
    ("138____5678", "138____5678"),
    ("138····5678", "138....5678"),
]


@pytest.mark.parametrize(("cell", "clean"), PHONES)
def test_phones_of_all_kinds_pass(tmp_path: Path, cell: str, clean: str) -> None:
    got = read(tmp_path, [HEADER, row(1, 收件人手机=cell)])
    assert got.rejects == []
    assert got.orders[0].recipient.phone == clean
    assert not got.orders[0].recipient.phone_is_virtual


def test_all_problems_of_a_row_are_told_together(tmp_path: Path) -> None:
    got = read(
        tmp_path,
        [HEADER, row(1, 运单号="7.7E+14", 收件人="", 收件人手机="13812345678.0", 三段码="2026-03-08")],
    )
    assert set(got.codes()[0]) == {"INTAKE-SCIENTIFIC", "INTAKE-MISSING", "INTAKE-FLOAT", "INTAKE-DATE"}


def test_cells_too_many_and_too_few(tmp_path: Path) -> None:
    table = [HEADER, row(1), [*row(2), "x"], row(3)[:-1], row(4)[:9], ["一行字"]]
    got = read(tmp_path, table)
    assert [order.line for order in got.orders] == [2]
    assert got.codes() == [("INTAKE-CELLS-MANY",)] + [("INTAKE-CELLS-FEW",)] * 3
    assert dict(got.rejects[0].problems[0].facts) == {"found": "18", "expected": "17"}


def test_trailing_commas_in_the_header_too(tmp_path: Path) -> None:
    got = read(tmp_path, [[*HEADER, "", ""], [*row(1), "", ""], row(2)])
    assert (len(got.orders), got.rejects) == (2, [])


def shifted(number: int) -> list[str]:
    """A row in which a comma of the address was not quoted, and whose last cell is blank."""
    cells = row(number, 备注="")
    at = HEADER.index("详细地址")
    return [*cells[:at], "建设街123号", "30幢5单元", *cells[at + 1 :]]


@pytest.mark.parametrize("ends", [0, 1, 2])
@pytest.mark.parametrize("header_only", [False, True])
def test_a_cell_too_many_is_told_where_the_last_is_blank(
    tmp_path: Path, ends: int, header_only: bool
) -> None:
    blank = [""] * ends
    tail = [] if header_only else blank
    got = read(tmp_path, [[*HEADER, *blank], [*row(1), *tail], [*shifted(2), *tail], [*row(3), *tail]])
    assert [order.line for order in got.orders] == [2, 4]
    assert [(reject.line, reject.problems[0].code) for reject in got.rejects] == [(3, "INTAKE-CELLS-MANY")]


PLAIN = ["运单号", "快递", "收件人", "手机", "地址", "商品"]


def plain(
    number: int, address: str = "福建省泉州市晋江市长江西路737号3单元1202室", goods: str = "杯"
) -> list[str]:
    return [f"JT{number:013d}", "极兔速递", "林龙旭", "15089606268", address, goods]


@pytest.mark.parametrize("ends", [1, 2])
@pytest.mark.parametrize(("header", "make"), [(HEADER, row), (PLAIN, plain)])
def test_a_delimiter_behind_every_row_that_the_header_lacks(
    tmp_path: Path, ends: int, header: list[str], make: Callable[[int], list[str]]
) -> None:
    tail = [""] * ends
    whole = [[*make(n), *tail] for n in range(1, 5)]
    bare = read(tmp_path, [header, *(make(n) for n in range(1, 5))]).orders
    got = read(tmp_path, [header, *whole, ["合计", *[""] * (len(header) - 2), "4", *tail]])
    assert (got.orders, got.rejects, got.skipped) == (bare, [], 1)
    cut = header.index("地址" if make is plain else "详细地址")
    halves = [*whole[1][:cut], "建设街123号", "30幢5单元", *whole[1][cut + 1 :]]
    got = read(tmp_path, [header, whole[0], halves, *whole[2:]])
    assert [(reject.line, reject.problems[0].code) for reject in got.rejects] == [(3, "INTAKE-CELLS-MANY")]


@pytest.mark.parametrize("second", ["长江西路737号3单元1202室", "30幢", "1202", "3-1202", "A1202"])
def test_addresses_in_halves_are_no_delimiter_behind_the_rows(tmp_path: Path, second: str) -> None:
    halves = [[*plain(n)[:4], "福建省泉州市晋江市", second, ""] for n in range(5)]
    assert read(tmp_path, [PLAIN, *halves]).codes() == [("INTAKE-CELLS-MANY",)] * 5
    numbers = [["快递", "收件人", "地址", "商品编码", "运单号", "手机"]]
    numbers += [
        ["极兔速递", "林", "福建省泉州市", "路1号", "69012345678", "7712345678901", ""] for _ in range(3)
    ]
    assert read(tmp_path, numbers).orders == []


@pytest.mark.parametrize("second", ["5栋", "3单元", "1202"])
def test_a_room_is_no_number_of_pieces(tmp_path: Path, second: str) -> None:
    header = ["运单号", "快递", "收件人", "手机", "地址", "件数", "备注", "店铺"]
    halves = [*plain(1)[:4], "福建省泉州市晋江市长江西路737号", second, "2", "易碎", ""]
    assert read(tmp_path, [header, halves]).codes() == [("INTAKE-CELLS-MANY",)]
    whole = [*plain(1)[:5], "2", "易碎", "一店", ""]
    assert [order.quantity for order in read(tmp_path, [header, whole]).orders] == ["2"]


def test_blank_cells_too_many_in_every_row_are_told(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, *(shifted(n) for n in range(5))])
    assert got.codes() == [("INTAKE-CELLS-MANY",)] * 5


def test_rows_that_are_no_orders_are_skipped_and_counted(tmp_path: Path) -> None:
    blank = [""] * len(HEADER)
    total = ["合计", *["-"] * len(blank[1:-2]), "120", ""]
    count = ["共 120 单", *blank[1:]]
    table = [HEADER, row(1), blank, HEADER, row(2), [" ", *blank[1:]], total, count]
    got = read(tmp_path, text(table) + "\r\n\r\n\x1a")
    assert [order.line for order in got.orders] == [2, 5]
    assert got.rejects == []
    assert [note.problem.code for note in got.notes] == [
        "INTAKE-SKIP-BLANK",
        "INTAKE-SKIP-HEADER",
        "INTAKE-SKIP-BLANK",
        "INTAKE-SKIP-TOTAL",
        "INTAKE-SKIP-TOTAL",
        "INTAKE-SKIP-BLANK",
        "INTAKE-SKIP-BLANK",
    ]
    assert got.skipped == 7


@pytest.mark.parametrize("remark", ["易碎品", "好吗?"])  # the second is read with care, the first straight
@pytest.mark.parametrize(
    ("first", "skipped"),
    [("示例", True), ("填写示例：", True), ("（示例）", True), ("Example", True), ("1", False), ("示例街店", False), ("", False),
     ("示例：2026001", True), ("（示例，请删除）", True), ("例：1", True), ("【样例1】", True), ("例外", False)],
)  # fmt: skip
def test_a_forms_example_is_no_order(tmp_path: Path, first: str, skipped: bool, remark: str) -> None:
    got = read(tmp_path, [["序号", *HEADER], [first, *row(1, 备注=remark)], ["2", *row(2)]])
    assert [order.line for order in got.orders] == ([3] if skipped else [2, 3])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-EXAMPLE"] * skipped


def test_goods_that_stand_first_may_be_samples(tmp_path: Path) -> None:
    names = ["商品", *(name for name in HEADER if name != "商品")]
    orders = [dict(zip(HEADER, row(number), strict=True)) for number in (1, 2, 3)]
    for order, goods in zip(orders, ("样例", "示例", "杯"), strict=True):
        order["商品"] = goods
    got = read(tmp_path, [names, *([order[name] for name in names] for order in orders)])
    assert [order.contents for order in got.orders] == ["样例", "杯"]
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-EXAMPLE"]


@pytest.mark.parametrize(
    ("column", "cell", "skipped"),
    [("收件人", "张三（示例）", True), ("备注", "示例行，导入前请删除", True), ("商品", "定制相框(示例图)", False), ("备注", "按示例包装", False),
     ("收件人", "示例，请删除", True), ("备注", "样例数据可忽略", True), ("备注", "（示例）", True), ("备注", "【样例】", True), ("商品", "此行为示例，请忽略", True),
     # Samples are what is sent.
     ("商品", "色卡（样例）", False), ("商品", "教材(范例)", False), ("商品", "示例图册，已删减", False), ("备注", "请附样例，勿忽略", False),
     ("备注", "样例删减版一本", False)],
)  # fmt: skip
def test_an_example_may_say_so_in_any_cell(tmp_path: Path, column: str, cell: str, skipped: bool) -> None:
    got = read(tmp_path, [HEADER, row(1, **{column: cell}), row(2)])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-EXAMPLE"] * skipped
    assert all("示例" in note.problem.remedy() for note in got.notes)
    assert len(got.orders) == 2 - skipped


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"件数": "9"}, "INTAKE-SKIP-TOTAL"), ({"件数": "9", "重量kg": "12.5"}, "INTAKE-SKIP-TOTAL"), ({"序号": "9"}, "INTAKE-SKIP-BLANK"),
     ({"订单号": "202600000000000018"}, ""), ({"订单号": "1000123", "件数": "1"}, ""), ({"订单号": "12", "件数": "9"}, "INTAKE-SKIP-TOTAL"), ({"收件人手机": "15089606268"}, ""), ({"商品": "杯"}, "")],
)  # fmt: skip
def test_a_row_of_nothing_but_counts_is_no_order(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    names = ["序号", *HEADER]
    got = read(tmp_path, [names, ["1", *row(1)], [cells.get(name, "") for name in names]])
    assert [note.problem.code for note in got.notes] == ([code] if code else [])
    assert len(got.rejects) == (not code)


@pytest.mark.parametrize(
    ("cells", "skipped"),
    [(["文本"] * len(HEADER), True), (["string"] * len(HEADER), True), (["最多50字", *["11位数字"] * (len(HEADER) - 1)], True),
     (["请按实填写"] * len(HEADER), True), (["", "件", "", "kg", *[""] * (len(HEADER) - 4)], True), (["同上"] * 4 + [""] * (len(HEADER) - 4), False)],
)  # fmt: skip
def test_a_row_that_tells_what_columns_are_to_hold_is_no_order(
    tmp_path: Path, cells: list[str], skipped: bool
) -> None:
    got = read(tmp_path, [HEADER, cells, row(1)])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-HEADER"] * skipped
    assert (len(got.orders), len(got.rejects)) == (1, not skipped)


def test_a_total_may_stand_behind_its_serial_number(tmp_path: Path) -> None:
    total = ["2", "合计", *[""] * (len(HEADER) - 2), "9"]
    got = read(tmp_path, [["序号", *HEADER], ["1", *row(1)], total])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-TOTAL"]


def test_a_round_apostrophe_before_a_number_is_one(tmp_path: Path) -> None:
    cells = row(1)
    marked = [f"‘{cell}" if cell.isdigit() else cell for cell in cells]
    got, plain = (read(tmp_path, [HEADER, one]).orders for one in (marked, cells))
    assert got == plain


@pytest.mark.parametrize("number", ["0000000000000", "7777777777777"])
@pytest.mark.parametrize("carrier", ["韵达快递", "圆通速递", ""])
def test_one_digit_repeated_is_no_waybill_number(tmp_path: Path, number: str, carrier: str) -> None:
    assert read(tmp_path, [HEADER, row(1, 运单号=number, 快递公司=carrier)]).codes() == [("INTAKE-WAYBILL",)]


@pytest.mark.parametrize(
    ("carrier", "cell", "number"),
    [("EMS", "EMS1797520748241", "1797520748241"), ("", "ZTO78885366724825", "78885366724825"), ("", "YTOYT1234567890123", "YTOYT1234567890123"),
     ("中通快递", "*78885366724825*", "78885366724825"), ("中通快递", "（78885366724825）", "78885366724825"), ("", "#78885366724825", "78885366724825"),
     ("中通快递", "78885366724825 中通快递", "78885366724825"), ("", "78885366724825（中通快递）", "78885366724825")],
)  # fmt: skip
def test_a_waybill_number_beside_its_carrier_or_in_a_frame(
    tmp_path: Path, carrier: str, cell: str, number: str
) -> None:
    (order,) = read(tmp_path, [HEADER, row(1, 快递公司=carrier, 运单号=cell)]).orders
    assert order.waybill_no == number


@pytest.mark.parametrize(
    "cell", ["78885366724825（补发）", "78885366724825-1", "**78885366724825", "78885366724825（圆通速递）"]
)
def test_a_waybill_number_beside_anything_else_is_refused(tmp_path: Path, cell: str) -> None:
    got = read(tmp_path, [HEADER, row(1, 快递公司="中通快递", 运单号=cell)])
    assert got.codes() == [("INTAKE-WAYBILL",)]


@pytest.mark.parametrize("cell", ["(空白)", "（无）", "<null>", "（空）", "(blank)", "...", "……"])
def test_words_and_dots_for_nothing(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, [HEADER, row(1, 详细地址=cell)]).codes() == [("INTAKE-MISSING",)]


def test_sums_below_the_orders_are_no_order(tmp_path: Path) -> None:
    blank = [""] * (len(HEADER) - 3)
    got = read(
        tmp_path,
        [HEADER, row(1), ["总件数：2", "总重量：3kg", "总金额:9", *blank], ["总数量", "2", "", *blank]],
    )
    assert (len(got.orders), got.rejects) == (1, [])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-TOTAL"] * 2


@pytest.mark.parametrize(
    "total",
    [
        "合计金额",
        "总计重量：3.5公斤",
        "合计：2",
        "合计: 2 单",
        "总计2件",
        "共计：￥1,039.90元",
        "小计：共2票",
        "总计：3.5kg",
    ],
)
@pytest.mark.parametrize("width", [1, 3, len(HEADER) - 1])
def test_a_total_with_its_figure_in_the_numbers_column_is_no_order(
    tmp_path: Path, total: str, width: int
) -> None:
    names = [HEADER[1], HEADER[0], *HEADER[2:]]
    first, second, *others = row(1)
    got = read(tmp_path, [names, [second, first, *others], [total, *[""] * (width - 1)]])
    assert (len(got.orders), got.rejects) == (1, [])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-TOTAL"]


def test_a_number_abroad_is_written_with_its_country(tmp_path: Path) -> None:
    table = [HEADER, row(1, 收件人手机="6591234567"), row(2, 收件人手机="+6591234567")]
    got = read(tmp_path, table)
    assert got.codes() == [("INTAKE-LOST-ZERO",)]
    assert "+65" in got.rejects[0].problems[0].remedy()
    assert got.orders[0].recipient.phone == "+6591234567"


@pytest.mark.parametrize(
    ("first", "cell"), [("件数", "2件"), ("商品", "5条"), ("备注", "汇总"), ("备注", "合计：3")]
)
def test_an_order_that_begins_like_a_total_is_an_order(tmp_path: Path, first: str, cell: str) -> None:
    names = [first, *(name for name in HEADER if name != first)]
    order = dict(zip(HEADER, row(1), strict=True)) | {first: cell}
    bare = dict.fromkeys(HEADER, "") | {first: cell, "收件人": "林龙旭"}
    total = dict.fromkeys(HEADER, "") | {first: cell, "运单号": "12", "收件人手机": "共3单"}
    got = read(tmp_path, [names, *([cells[name] for name in names] for cells in (order, bare, total))])
    assert [order.line for order in got.orders] == [2]
    assert [reject.line for reject in got.rejects] == [3]
    assert [(note.line, note.problem.code) for note in got.notes] == [(4, "INTAKE-SKIP-TOTAL")]


def test_a_carriers_number_shape_is_a_hint_and_binds_only_when_strict(tmp_path: Path) -> None:
    table = [HEADER, row(1, 快递公司="顺丰速运")]
    loose = read(tmp_path, table)
    assert (len(loose.orders), [note.problem.code for note in loose.notes]) == (1, ["INTAKE-SHAPE"])
    assert read(tmp_path, table, strict=True).codes() == [("INTAKE-SHAPE",)]


def test_an_unknown_carrier_has_no_shape(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, row(1, 快递公司="村口快运")], strict=True)
    assert (len(got.orders), got.notes) == (1, [])


def test_masked_cells_pass_as_masked(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, row(1, 收件人="林**", 收件人手机="1********35", 详细地址="中山路97****")])
    recipient = got.orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == ("林**", "1********35", "中山路97****")


@pytest.mark.parametrize(
    "cell", ["null", "NULL", "None", "(null)", "NaN", "\\N", "无", "-", "/", " -- ", "------", "———", '="-"']
)
def test_words_for_nothing(tmp_path: Path, cell: str) -> None:
    columns = ("订单号", "省", "寄件人", "寄件地址", "商品", "件数", "三段码", "备注")
    got = read(tmp_path, [HEADER, *(row(n, **dict.fromkeys(columns, cell)) for n in (1, 2))])
    assert (len(got.orders), got.notes) == (2, [])
    one = got.orders[0]
    assert {
        one.order_no, one.recipient.province, one.sender.name, one.sender.address, one.contents, one.quantity,
        one.three_segment_code, one.remark,
    } == {""}  # fmt: skip
    seen = Duplicates()
    assert [seen.judge_order(order) for order in got.orders] == [None, None]
    lost = read(tmp_path, [HEADER, row(1, 收件人=cell), row(2, 详细地址=cell)])
    assert lost.codes() == [("INTAKE-MISSING",)] * 2


@pytest.mark.parametrize("name", ["Na", "Nan", "Nil", "无名"])
def test_names_that_look_like_words_for_nothing(tmp_path: Path, name: str) -> None:
    assert [one.recipient.name for one in read(tmp_path, [HEADER, row(1, 收件人=name)]).orders] == [name]


@pytest.mark.parametrize("cell", ["null", "NULL", "无", "-", "/", " -- "])
def test_words_for_no_number(tmp_path: Path, cell: str) -> None:
    got = read(
        tmp_path,
        [
            [*HEADER, "收件人电话"],
            [*row(1, 收件人手机=cell), "0571-88884965"],
            [*row(2, 收件人手机=cell), cell],
        ],
    )
    assert [order.recipient.phone for order in got.orders] == ["0571-88884965"]
    assert [(p.code, p.column) for p in got.rejects[0].problems] == [("INTAKE-MISSING", "recipient_phone")]


@pytest.mark.parametrize(
    "cell",
    [
        "林龙旭，86-13812345678，福建省泉州市路1号",
        "林龙旭,13812345678,福建省泉州市路1号",
        "林龙旭 13812345678 福建省泉州市路1号",
        "林龙旭\n13812345678\n福建省泉州市路1号",
        "林龙旭；13812345678； 福建省泉州市路1号",
    ],
)
def test_name_phone_and_address_in_one_cell(tmp_path: Path, cell: str) -> None:
    got = read(
        tmp_path, [["运单号", "快递公司", "收件信息", "商品"], ["JT1234567890123", "极兔速递", cell, "杯"]]
    )
    recipient = got.orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == (
        "林龙旭",
        "13812345678",
        "福建省泉州市路1号",
    )


def test_one_cell_that_does_not_come_apart_is_rejected(tmp_path: Path) -> None:
    got = read(
        tmp_path,
        [
            ["运单号", "快递公司", "收件信息", "商品"],
            ["JT1234567890123", "极兔速递", "泉州路1号林龙旭", "杯"],
        ],
    )
    assert got.codes() == [("INTAKE-IN-ONE",)]


def test_signs_between_the_parts_of_an_address(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, row(1, 详细地址="青阳街道^^^ ^^^长江西路737号")])
    assert got.orders[0].recipient.address == "青阳街道   长江西路737号"


def test_a_column_that_was_rounded_throughout(tmp_path: Path) -> None:
    rounded = [HEADER, *(row(n, 订单号=f"26325{n:010d}0") for n in range(1, 8))]
    assert read(tmp_path, rounded).codes() == [("INTAKE-TRUNCATED",)] * 7
    some = [*rounded, row(9, 订单号="2632500000000017")]
    assert read(tmp_path, some).rejects == []
    marked = [HEADER, *(row(n, 订单号=f"'26325{n:010d}0") for n in range(1, 8))]
    assert read(tmp_path, marked).rejects == []
    for cell in ("'2632500000000090", '="2632500000000090"'):
        got = read(tmp_path, [*rounded, row(9, 订单号=cell)])
        assert got.codes() == [("INTAKE-TRUNCATED",)] * 7
        assert [order.order_no for order in got.orders] == ["2632500000000090"]


def test_files_pasted_together(tmp_path: Path) -> None:
    turned = [*HEADER[:3], HEADER[4], HEADER[3], *HEADER[5:]]
    table = [HEADER, row(1), ["\ufeff" + HEADER[0], *HEADER[1:]], row(2), turned, row(3)]
    got = read(tmp_path, table)
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-HEADER"]
    assert got.codes() == [("INTAKE-HEADER-AGAIN",), ("INTAKE-HEADER-OTHER",)]
    assert [order.line for order in got.orders] == [2, 4]


@pytest.mark.parametrize(("own", "other"), [("收件人", "寄件人"), ("寄件人", "收件人")])
def test_a_header_that_has_the_sender_in_the_recipients_place_is_another(
    tmp_path: Path, own: str, other: str
) -> None:
    """Its rows were printed with the sender as the recipient."""
    names = ["运单号", own, *(["收件人姓名"] if own == "寄件人" else []), "手机", "地址", "商品"]
    cells = ["JT1234567890123", *["林龙旭"] * names.count(own), "15089606268", "福建省泉州市路7号", "杯"]
    cells[1:1] = ["林龙旭"] * (len(names) - len(cells))
    again = [cells[0].replace("3", "4"), *cells[1:]]
    got = read(tmp_path, [names, cells, [other if name == own else name for name in names], again])
    assert got.codes() == [("INTAKE-HEADER-AGAIN",), ("INTAKE-HEADER-OTHER",)]
    assert [order.line for order in got.orders] == [2]


def test_a_header_that_has_the_recipient_where_the_sender_stood_is_another(tmp_path: Path) -> None:
    """The table's own has the recipient in one cell, so that no column of his is in another place."""
    own = ["运单号", "收件信息", "寄件人", "寄件人手机", "寄件地址", "商品"]
    whole = "林龙旭，15089606268，福建省泉州市晋江市长江西路737号"
    cells = ["JT1234567890123", whole, "顾北辰", "13971820645", "上海市浦东新区张江路268弄9号", "杯"]
    other = ["运单号", "备注", "收件人", "收件人手机", "收件地址", "商品"]
    got = read(tmp_path, [own, cells, other, ["JT1234567890124", *cells[1:]]])
    assert got.codes() == [("INTAKE-HEADER-AGAIN",), ("INTAKE-HEADER-OTHER",)]
    assert [order.recipient.name for order in got.orders] == ["林龙旭"]


@pytest.mark.parametrize(
    "other",
    [
        "物流编号,寄件人,手机,地址,商品",
        "快递编号,发货人姓名,发货人电话,发货地址,商品",
        "Tracking,Sender,Phone,Address,Item",
        "tracking_number,sender_name,sender_phone,sender_address,goods",
        "运单号,退货人,退货电话,退货地址,商品",
        "编号,寄件人,手机,地址,商品",
        "运单号,客服,客服电话,地址,商品",
    ],
)
@pytest.mark.parametrize("sheet", [False, True])
def test_a_header_with_another_person_where_the_recipient_stood_is_another(
    tmp_path: Path, other: str, sheet: bool
) -> None:
    cells = "{},林龙旭,15089606268,福建省泉州市路7号,杯"
    lines = [
        "运单号,收件人,手机,地址,商品",
        cells.format("JT1234567890123"),
        other,
        cells.format("JT1234567890124"),
    ]
    if sheet:
        book = openpyxl.Workbook()
        for line in lines:
            book.worksheets[0].append(line.split(","))
        book.save(tmp_path / "o.xlsx")
        got = take(open_source(str(tmp_path / "o.xlsx")))
    else:
        got = read(tmp_path, "\n".join(lines))
    assert got.codes() == [("INTAKE-HEADER-AGAIN",), ("INTAKE-HEADER-OTHER",)]
    assert [order.line for order in got.orders] == [2]


def test_an_order_whose_numbers_stand_in_groups_is_no_header(tmp_path: Path) -> None:
    """Its cells may be words that name columns, and an address may end like one (到了打电话)."""
    words = {
        "寄件人": "寄件人",
        "寄件人手机": "",
        "商品": "商品",
        "备注": "地址",
        "详细地址": "和平路7号到了打电话",
    }
    grouped = {"订单号": "A2", "运单号": "JT 123456 789012 4", "收件人手机": "150-8960-6268"}
    got = read(tmp_path, [HEADER, row(1), row(2, **grouped, **words), row(3)])
    assert got.rejects == []
    assert [order.line for order in got.orders] == [2, 3, 4]


PARTIES = ("收件人", "收件人手机", "详细地址"), ("寄件人", "寄件人手机", "寄件地址")


def _swapped(cells: list[str], *pairs: tuple[str, str]) -> list[str]:
    """A row or header with the cells of these columns in each other's place."""
    cells = list(cells)
    for first, second in pairs:
        a, b = HEADER.index(first), HEADER.index(second)
        cells[a], cells[b] = cells[b], cells[a]
    return cells


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "words",
    [
        {},
        {"收件人": "收货人姓名", "寄件人": "发货人", "运单号": "快递单号", "商品": "货品名称"},
    ],
)
@pytest.mark.parametrize("rows_per_chunk", [1, 3, 256])
def test_rows_under_another_header_are_rejected_until_the_first_comes_again(
    tmp_path: Path, codec: str, words: dict[str, str], rows_per_chunk: int
) -> None:
    pairs = list(zip(*PARTIES, strict=True))
    other = [words.get(name, name) for name in _swapped(HEADER, *pairs)]
    theirs = [_swapped(row(n), *pairs) for n in range(3, 7)]
    table = [HEADER, row(1), row(2, 备注="多行\n备注 运单号"), other, *theirs, [""] * 17, HEADER, row(7)]
    file = tmp_path / "pasted.csv"
    file.write_bytes(text(table).encode(codec))
    got = take(open_source(str(file)), rows_per_chunk)
    assert [order.line for order in got.orders] == [2, 3, 12]
    assert {order.recipient.name for order in got.orders} == {"林龙旭"}
    assert got.codes() == [("INTAKE-HEADER-AGAIN",), *[("INTAKE-HEADER-OTHER",)] * 4]
    assert [reject.line for reject in got.rejects] == [5, 6, 7, 8, 9]
    assert {fact for reject in got.rejects[1:] for fact in reject.problems[0].facts} == {("line", "5")}
    assert got.skipped == 2
    assert all(len(reject.cells) == 1 for reject in got.rejects)  # nothing stands under a wrong name


def test_a_header_that_says_the_same_in_other_words_moves_no_cell(tmp_path: Path) -> None:
    words = {"收件人": "收货人姓名", "收件人手机": "收货人电话", "运单号": "快递单号", "商品": "货品名称"}
    got = read(tmp_path, [HEADER, row(1), [words.get(name, name) for name in HEADER], row(2)])
    assert [order.line for order in got.orders] == [2, 4]


def test_a_header_of_two_rows_is_one_header(tmp_path: Path) -> None:
    words = {
        "快递公司": "shipping_name",
        "收件人": "consignee",
        "运单号": "waybill_no",
        "详细地址": "address",
    }
    got = read(tmp_path, [HEADER, [words.get(name, name) for name in HEADER], row(1), row(2)])
    assert [order.line for order in got.orders] == [3, 4]


def test_what_rows_say_of_columns_makes_no_header(tmp_path: Path) -> None:
    got = read(
        tmp_path, [HEADER, row(1), row(2, 备注="运单号、收件人、地址写错"), row(3, 收件人="", 商品="收件人")]
    )
    assert [order.line for order in got.orders] == [2, 3]
    assert got.codes() == [("INTAKE-MISSING",)]


def test_a_row_of_characters_that_nobody_sees_is_blank(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, ["\u200b", "\u3000\f", "\ufeff", *[""] * (len(HEADER) - 3)]])
    assert (got.skipped, got.rejects) == (1, [])


@pytest.mark.parametrize("cell", [
    "林龙旭13812345678福建省泉州市路1号", "福建省泉州市路1号，林龙旭，13812345678", "13812345678 林龙旭 福建省泉州市路1号",
    "福建省泉州市路1号 13812345678 林龙旭", "林龙旭，福建省泉州市路1号，13812345678",
    "林龙旭 电话13812345678(微信同号) 福建省泉州市路1号", "【收】林龙旭 138 1234 5678 福建省泉州市路1号", "林龙旭（收），+86 13812345678，福建省泉州市路1号",
    "收件人：林龙旭 手机：13812345678 地址：福建省泉州市路1号", "姓名:林龙旭;电话:13812345678;详细地址:福建省泉州市路1号",
    "林龙旭｜13812345678｜福建省泉州市路1号", "林龙旭 (86)13812345678 福建省泉州市路1号", "林龙旭，（+86）13812345678，福建省泉州市路1号",
    "姓名：林龙旭 联系方式：13812345678 邮编：362200 地址：福建省泉州市路1号", "名字：林龙旭 手机：13812345678 住址：福建省泉州市路1号",
    "收件人：林龙旭 收件人联系方式：13812345678 收件人地址：福建省泉州市路1号",
    "收：林龙旭 13812345678 福建省泉州市路1号", "To: 林龙旭，13812345678，福建省泉州市路1号",
])  # fmt: skip
def test_one_cell_in_any_order_comes_apart(tmp_path: Path, cell: str) -> None:
    got = read(
        tmp_path, [["运单号", "快递公司", "收件信息", "商品"], ["JT1234567890123", "极兔速递", cell, "杯"]]
    )
    recipient = got.orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == (
        "林龙旭",
        "13812345678",
        "福建省泉州市路1号",
    )


@pytest.mark.parametrize(("cell", "address"), [
    ("姓名:林龙旭 手机:13812345678 省市区:福建省泉州市晋江市 详细地址:路1号", "福建省泉州市晋江市 路1号"),
    ("林龙旭 13812345678\n所在地区: 福建省泉州市晋江市\n详细地址: 路1号", "福建省泉州市晋江市 路1号"),
    ("姓名：林龙旭，电话：13812345678，省：福建省，市：泉州市，区：晋江市，门牌号：路1号", "福建省 泉州市 晋江市 路1号"),
    ("福建省泉州市青阳街道：路1号 林龙旭 13812345678", "福建省泉州市青阳街道：路1号"),
    ("姓名：林龙旭 电话：13812345678 地址：福建省泉州市路1号 支付方式：到付", "福建省泉州市路1号 支付方式：到付"),
])  # fmt: skip
def test_one_cell_in_which_the_address_has_labels_within(tmp_path: Path, cell: str, address: str) -> None:
    recipient = read(tmp_path, [["运单号", "收件信息"], ["JT1234567890123", cell]]).orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == ("林龙旭", "13812345678", address)


@pytest.mark.parametrize("second", ["13912345678", "0595-22276600"])
@pytest.mark.parametrize(
    "cell", ["林龙旭 13812345678 {} 福建省泉州市路1号", "林龙旭，13812345678，福建省泉州市路1号，{}"]
)
def test_one_cell_with_two_numbers_of_one_person(tmp_path: Path, cell: str, second: str) -> None:
    table = [["运单号", "收件信息"], ["JT1234567890123", cell.format(second)]]
    recipient = read(tmp_path, table).orders[0].recipient
    assert (recipient.phone, recipient.address) == (f"13812345678/{second}", "福建省泉州市路1号")


@pytest.mark.parametrize("cell", [
    "林龙旭 17012345678转7804 福建省泉州市路1号", "福建省泉州市路1号 林龙旭 17012345678转7804", "林龙旭，17012345678[7804]，福建省泉州市路1号",
])  # fmt: skip
def test_one_cell_with_an_extension(tmp_path: Path, cell: str) -> None:
    recipient = read(tmp_path, [["运单号", "收件信息"], ["JT1234567890123", cell]]).orders[0].recipient
    assert (recipient.phone, recipient.address) == ("17012345678-7804", "福建省泉州市路1号")


@pytest.mark.parametrize("cell", [
    "寄件人：徐永 18883948814 收件人：林龙旭 13812345678 福建省泉州市路1号", "发货人徐永 收：林龙旭 13812345678 福建省泉州市路1号 发件电话：18883948814",
    "林龙旭 13812345678 福建省泉州市路1号；徐永 18883948814 贵阳市观山湖区胜利街1938号",
    "林龙旭 13812345678 13912345678 13712345678 福建省泉州市路1号",
    "林龙旭 13812345678 福建省泉州市路1号 业务员:徐永 18883948814", "林龙旭 13812345678 福建省泉州市路1号 客服电话18883948814",
])  # fmt: skip
def test_one_cell_with_another_persons_number_is_rejected(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, [["运单号", "收件信息"], ["JT1234567890123", cell]]).codes() == [("INTAKE-IN-ONE",)]


@pytest.mark.parametrize("cell", [
    "林龙旭13812345678或13912345678福建省泉州市路1号", "福建省泉州市丰泽区路1号13812345678", "13812345678", "林龙旭13812345678",
    "福建省泉州市13812345678丰泽区路", "称呼：林龙旭 电话：13812345678 地址：福建省泉州市路1号",
])  # fmt: skip
def test_one_cell_of_which_the_parts_are_not_certain_is_rejected(tmp_path: Path, cell: str) -> None:
    table = [["运单号", "快递公司", "收件信息", "商品"], ["JT1234567890123", "极兔速递", cell, "杯"]]
    assert read(tmp_path, table).orders == []


def test_an_order_number_that_may_be_rounded_is_told_and_printed(tmp_path: Path) -> None:
    table = [HEADER, row(1, 订单号="260517607198974000"), row(2, 订单号="260517607198974321")]
    got = read(tmp_path, table)
    assert [order.line for order in got.orders] == [2, 3]
    assert [note.problem.code for note in got.notes] == ["INTAKE-TRUNCATED"]
    for cell in ("'260517607198974000", '="260517607198974000"'):
        assert read(tmp_path, [HEADER, row(1, 订单号=cell), table[2]]).notes == []
    both = [HEADER, row(1, 订单号="260517607198974000"), row(2, 订单号="260517607198977000")]
    assert read(tmp_path, both).codes() == [("INTAKE-TRUNCATED",)] * 2


def test_a_row_that_says_which_columns_must_be_filled_is_skipped(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, ["必填" if n % 2 else "（选填）" for n in range(len(HEADER))], row(1)])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-HEADER"]
    assert len(got.orders) == 1


@pytest.mark.parametrize("english", [True, False])
def test_a_header_in_two_languages_one_below_the_other(tmp_path: Path, english: bool) -> None:
    names = ["receiver_name", "mobile", "address", "goods", "tracking_no", "id"]
    below = ["收件人", "手机", "地址", "商品", "运单号", "编号"]
    cells = ["林龙旭", "13812345678", "福建省泉州市丰泽区路1号", "杯", "JT1234567890123", "7"]
    got = read(tmp_path, [names, below, cells] if english else [below, names, cells])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-HEADER"]
    assert [(order.line, order.recipient.name) for order in got.orders] == [(3, "林龙旭")]
    assert got.rejects == []


def test_names_in_a_row_of_an_order_make_it_no_header(tmp_path: Path) -> None:
    names = ["receiver_name", "mobile", "address", "goods", "tracking_no"]
    cells = ["收件人", "手机", "地址", "商品", "JT1234567890123"]
    assert read(tmp_path, [names, cells]).codes() == [("INTAKE-PHONE",)]


def test_traditional_header_names_are_understood(tmp_path: Path) -> None:
    names = ["訂單編號", "運單號", "快遞公司", "收件人姓名", "收件人電話", "詳細地址", "商品名稱", "備註"]
    cells = ["1", "JT1234567890123", "极兔速递", "林龙旭", "13812345678", "福建省泉州市丰泽区路1号", "杯", ""]
    assert len(read(tmp_path, [names, cells]).orders) == 1


@pytest.mark.parametrize(
    "filled",
    [
        ["备注：以上订单请于今日发出"],
        ["制表人：某某", "审核：", "日期：2026-11-21"],
        ["注:1.共三单 2.易碎"],
        ["第 1 页 共 3 页"],
        ["--------------------"],
        ["#-----------------结束-----------"],
        ["审批：某某", "", "发货：某某"],
        ["---", ":---:", "---", "-----"],
        ["=== 第二批 ==="],
        ["制表：", "审核：", "财务：", "发货人：某某", "日期："],
    ],
)
@pytest.mark.parametrize("first", [0, 1, 3])
def test_a_line_for_people_is_skipped_and_told(tmp_path: Path, filled: list[str], first: int) -> None:
    line = [*[""] * first, *filled, *[""] * (len(HEADER) - first - len(filled))]
    got = read(tmp_path, [HEADER, row(1), line])
    assert (len(got.orders), got.rejects) == (1, [])
    assert [note.problem.code for note in got.notes] == ["INTAKE-SKIP-REMARK"]


def test_an_order_is_no_line_for_people(tmp_path: Path) -> None:
    bare = dict.fromkeys(HEADER, "")
    cells = list((bare | {"订单号": "备注：急", "运单号": "JT1234567890123"}).values())
    assert read(tmp_path, [HEADER, cells]).codes() == [("INTAKE-NO-RECIPIENT",)]
    assert read(tmp_path, [HEADER, row(1, 订单号="备注：急")]).orders[0].order_no == "备注:急"


def test_a_row_with_goods_only_belongs_to_the_order_above(tmp_path: Path) -> None:
    bare = dict.fromkeys(HEADER, "")
    goods = list((bare | {"商品": "手套", "件数": "2"}).values())
    lost = list((bare | {"订单号": "20260001", "商品": "手套"}).values())
    got = read(tmp_path, [HEADER, row(1), goods, lost])
    assert got.codes() == [("INTAKE-GOODS-ONLY",), ("INTAKE-NO-ORDER",)]


@pytest.mark.parametrize(
    "section",
    [
        "【中通快递】",
        "11月21日",
        "第二批",
        "2026-11-22",
        "11/22",
        "华东地区（12单）",
        "（注：带*为必填项）",
        "以下为加急件",
        "本页小计",
        "总件数：2",
        "平均",
    ],
)
@pytest.mark.parametrize("first", ["订单号", "运单号", "序号"])
def test_a_sections_heading_alone_in_its_row_is_skipped_and_told(
    tmp_path: Path, section: str, first: str
) -> None:
    names = [first, *(name for name in HEADER if name != first)]
    order = dict(zip(HEADER, row(1), strict=True)) | ({} if first in HEADER else {first: "1"})
    got = read(tmp_path, [names, [order[name] for name in names], [section, *[""] * (len(names) - 1)]])
    assert (len(got.orders), got.rejects) == (1, [])
    assert got.notes[-1].problem.code in ("INTAKE-SKIP-REMARK", "INTAKE-SKIP-TOTAL")


@pytest.mark.parametrize(
    ("first", "cell"),
    [
        ("订单号", "2611210001"), ("订单号", "A-17"), ("运单号", "JT12"), ("收件人", "林龙旭"), ("商品", "保温杯"),
        ("详细地址", "长江西路737号"), ("收件人手机", "电话见备注"), ("备注", "易碎品"),
    ],
)  # fmt: skip
def test_a_cell_that_an_order_may_have_left_is_refused(tmp_path: Path, first: str, cell: str) -> None:
    names = [first, *(name for name in HEADER if name != first)]
    order = dict(zip(HEADER, row(1), strict=True))
    got = read(tmp_path, [names, [order[name] for name in names], [cell, *[""] * (len(names) - 1)]])
    assert (len(got.orders), [reject.line for reject in got.rejects]) == (1, [3])


def test_the_rest_of_a_row_that_was_broken_is_no_heading(tmp_path: Path) -> None:
    """Its last cell had a line break that nobody quoted: who reads of it can mend the row above."""
    got = read(tmp_path, text([HEADER, row(1)]) + "请放门卫\r\n")
    assert got.codes() == [("INTAKE-CELLS-FEW",)]


@pytest.mark.parametrize(
    ("name", "address", "refused"),
    [
        ("花园路626号12幢1503室", "泉州市林龙旭", True),
        ("花园路626号12幢1503室", "长江西路737号", False),
        ("张姐（5号楼302）", "翠苑新村", False),
        ("长江贸易公司", "长江西路", False),
    ],
)
def test_a_street_where_the_name_should_stand(tmp_path: Path, name: str, address: str, refused: bool) -> None:
    got = read(tmp_path, [HEADER, row(1, 收件人=name, 详细地址=address)])
    assert got.codes() == ([("INTAKE-SWAPPED",)] if refused else [])


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"快递公司": "林龙旭", "收件人": "极兔速递"}, "recipient_name"),
        ({"详细地址": "林龙旭"}, "recipient_address"),
        ({"详细地址": "15089606268"}, "recipient_address"),
        ({"详细地址": "JT0000000000001"}, "recipient_address"),
    ],
)
def test_cells_that_stand_in_one_anothers_place(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    got = read(tmp_path, [HEADER, row(1, **changes)])
    assert [(problem.code, problem.column) for problem in got.rejects[0].problems] == [
        ("INTAKE-SWAPPED", column)
    ]


def test_a_carriers_station_may_receive(tmp_path: Path) -> None:
    assert (
        len(
            read(tmp_path, [HEADER, row(1, 收件人="顺丰速运"), row(2, 收件人="顺丰速运", 快递公司="")]).orders
        )
        == 2
    )


@pytest.mark.parametrize(
    ("carrier", "cell", "told"),
    [
        ("极兔速递", "JT12 3456 7890 123", "JT1234567890123"),
        ("极兔速递", "JT 1234567890123", "JT1234567890123"),
        ("圆通速递", "YT12345678 90123", "YT1234567890123"),
        ("某某物流", "1234 5678 9012 3456", "1234567890123456"),
        ("某某物流", "12345678 9012", "123456789012"),
        ("某某物流", "12345678 12345679", "INTAKE-SEVERAL-WAYBILLS"),
        ("", "AB1234567 AB1234568", "INTAKE-SEVERAL-WAYBILLS"),
        ("德邦快递", "DPK123456789012 2", "INTAKE-WAYBILL"),
        ("极兔速递", "JT1234567890123 1/2", "INTAKE-WAYBILL"),
        ("", "JT12 3456 7890 123", "JT1234567890123"),
        ("", "12345678 90123", "1234567890123"),
        ("极兔速递", "1 JT1234567890123", "INTAKE-WAYBILL"),
        ("极兔速递", "JT123456789 0123456", "JT1234567890123456"),
    ],
)
def test_blanks_in_a_waybill_number(tmp_path: Path, carrier: str, cell: str, told: str) -> None:
    """Blanks for the eye are none of it; what stands beside a number that is whole is none of it, either."""
    got = read(tmp_path, [HEADER, row(快递公司=carrier, 运单号=cell)])
    assert [order.waybill_no for order in got.orders] + [codes[0] for codes in got.codes()] == [told]
