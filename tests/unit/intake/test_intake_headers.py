"""The header: where it is, what its names mean, and that a row of data is never taken, or shown, for one."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from intake_tables import HEADER, read, row, take, text

from waybill.errors import InputError, Where
from waybill.intake import Options, open_sources
from waybill.intake.match import understand
from waybill.intake.skeleton import skeleton

SYNONYMS = [
    "订单编号", "快递单号", "物流公司", "收货人", "联系手机", "省份", "城市", "区县", "收货地址", "发件人", "发件人电话",
    "发件地址", "商品名称", "数量", "重量(KG)", "大头笔", "买家留言",
]  # fmt: skip


def refused(folder: Path, content: object, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        read(folder, content, **options)  # type: ignore[arg-type]
    return caught.value


def test_synonyms_give_the_same_order(tmp_path: Path) -> None:
    one = read(tmp_path, [HEADER, row(1)]).orders
    other = read(tmp_path, [SYNONYMS, row(1)]).orders
    assert one == other


def test_names_with_blanks_marks_and_full_width_brackets(tmp_path: Path) -> None:
    names = [f" {name}\u3000" for name in HEADER]
    names[HEADER.index("重量kg")] = "重量（kg）"
    names[HEADER.index("收件人")] = "*收件人："
    names[HEADER.index("收件人手机")] = "收件人\n手机（必填）"
    names[HEADER.index("详细地址")] = "\u200b详细 地址"
    order, plain = read(tmp_path, [names, row(1)]).orders[0], read(tmp_path, [HEADER, row(1)]).orders[0]
    assert (order.line, replace(order, line=2)) == (3, plain)


def test_title_rows_above_the_header(tmp_path: Path) -> None:
    table = [["XX 仓 2026-11-21 发货表"], [], HEADER, row(1)]
    assert [order.line for order in read(tmp_path, table).orders] == [4]


def test_two_header_rows_with_merged_groups(tmp_path: Path) -> None:
    above = ["", "", "收件人", "", "", "寄件人", "", ""]
    below = ["订单号", "运单号", "姓名", "手机", "地址", "姓名", "手机", "地址"]
    cells = [
        "A1",
        "JT1234567890123",
        "林龙旭",
        "15089606268",
        "福建省泉州市路1号",
        "徐永",
        "18883948814",
        "贵阳市路2号",
    ]
    order = read(tmp_path, [above, below, cells]).orders[0]
    assert order.line == 3
    assert (order.recipient.name, order.recipient.phone) == ("林龙旭", "15089606268")
    assert (order.sender.name, order.sender.phone, order.sender.address) == (
        "徐永",
        "18883948814",
        "贵阳市路2号",
    )


@pytest.mark.parametrize(
    ("sender", "recipient"), [("寄件人信息", "收件人信息"), ("发件信息", "收货信息"), ("寄件人", "收件人")]
)
def test_two_header_rows_with_groups_that_are_no_names(tmp_path: Path, sender: str, recipient: str) -> None:
    above = ["订单信息", "", sender, "", "", recipient, "", "", "货品信息", ""]
    below = ["订单号", "运单号", "姓名", "手机", "地址", "姓名", "手机", "地址", "商品", "件数"]
    cells = [
        "A1",
        "JT1234567890123",
        "徐永",
        "18883948814",
        "贵阳市路2号",
        "林龙旭",
        "15089606268",
        "泉州市路1号",
        "杯",
        "2",
    ]
    order = read(tmp_path, [above, below, cells]).orders[0]
    assert (order.recipient.name, order.sender.name, order.sender.phone) == ("林龙旭", "徐永", "18883948814")
    assert (order.order_no, order.waybill_no, order.contents, order.quantity) == (
        "A1",
        "JT1234567890123",
        "杯",
        "2",
    )


def test_a_senders_column_never_becomes_the_recipients(tmp_path: Path) -> None:
    above = ["", "收件人", "", "", "寄件人", ""]
    below = ["运单号", "姓名", "手机", "地址", "联系人", "联系地址"]
    cells = ["JT1234567890123", "林龙旭", "15089606268", "泉州市路1号", "徐永", "贵阳市路2号"]
    recipient = read(tmp_path, [above, below, cells]).orders[0].recipient
    assert (recipient.name, recipient.address) == ("林龙旭", "泉州市路1号")


RECIPIENT = ("林龙旭", "15089606268", "泉州市路1号")
SENDER = ("徐永", "18883948814", "贵阳市路2号")


@pytest.mark.parametrize(
    "names",
    [
        "寄件人 电话 地址 收件人 电话 地址",
        "寄件人 联系电话 寄件地址 收件人 电话 收件地址",
        "发件人 手机 联系地址 收件人 电话 收件地址",
        "寄件人姓名 手机 详细地址 收件人姓名 手机号 地址",
        "寄件人 寄件电话 寄件地址 姓名 电话 地址",
        "发货人 发货电话 地址 收货人 收货电话 详细地址",
        "Sender Phone Address Receiver Phone Address",
        "收件人 电话 地址 寄件人 电话 地址",
        "收件人 联系方式 收件地址 寄件人 手机 寄件地址",
        "收件人 收件人手机 地址 寄件人 电话 详细地址",
        "寄件人 单位 电话 邮编 地址 收件人 单位 手机 邮编 收件地址",
        "收件人 收货电话 联系地址 寄件人 公司 联系方式 地址",
    ],
)
def test_what_stands_behind_a_sender_is_his(tmp_path: Path, names: str) -> None:
    people = iter(RECIPIENT + SENDER if names.startswith("收") else SENDER + RECIPIENT)
    cells = ["某" if name in ("单位", "公司", "邮编") else next(people) for name in names.split()]
    table = [["运单号", "快递", *names.split(), "商品"], ["JT1234567890123", "极兔速递", *cells, "杯"]]
    one = read(tmp_path, table).orders[0]
    assert (one.recipient.name, one.recipient.phone, one.recipient.address) == RECIPIENT
    assert (one.sender.name, one.sender.phone, one.sender.address) == SENDER


@pytest.mark.parametrize(
    "names",
    [
        "收件人 电话 地址 寄件人 寄件电话 商品 省 市",
        "收件人 电话 地址 寄件人 寄件地址 省 市",
        "寄件人 寄件电话 寄件地址 省 市 地址 收件人 手机",
        "寄件人 电话 地址 省 市 收件地址 收件人 手机",
    ],
)
def test_divisions_behind_a_senders_address_are_the_recipients(tmp_path: Path, names: str) -> None:
    cells = {
        "运单号": "JT1234567890123",
        "收件人": "林龙旭",
        "寄件人": "徐永",
        "省": "福建省",
        "市": "泉州市",
    } | dict.fromkeys(["地址", "收件地址", "寄件地址"], "长江西路737号")
    header = ["运单号", *names.split()]
    one = read(tmp_path, [header, [cells.get(name, "15089606268") for name in header]]).orders[0]
    assert (one.recipient.province, one.recipient.city) == ("福建省", "泉州市")
    assert (one.sender.province, one.sender.city) == ("", "")


@pytest.mark.parametrize(
    "names",
    [
        "收件人 寄件人 电话 地址",
        "寄件人 运单号 收件人 电话 地址",
        "寄件人 姓名 电话 地址",
        "寄件人 商品 收件人 手机 地址",
    ],
)
def test_what_stands_behind_a_sender_is_the_recipients_where_he_has_no_other(
    tmp_path: Path, names: str
) -> None:
    cells = {"运单号": "JT1234567890123", "寄件人": SENDER[0], "商品": "杯"}
    people = iter(RECIPIENT)
    table = [names.split(), [cells.get(name) or next(people) for name in names.split()]]
    if "运单号" not in names:
        table = [["运单号", *table[0]], [cells["运单号"], *table[1]]]
    one = read(tmp_path, table).orders[0]
    assert (one.recipient.name, one.recipient.phone, one.recipient.address) == RECIPIENT
    assert (one.sender.name, one.sender.phone, one.sender.address) == (SENDER[0], "", "")


@pytest.mark.parametrize(
    ("names", "whose"),
    [
        ("寄件人 寄件电话 省 市 地址 收件人 手机 收件地址", "SSSSSRRR"),
        ("寄件人 寄件电话 寄件地址 省市区 地址 收件人 手机", "SSSRRRR"),
        ("寄件人 收件电话 地址 收件人 寄件地址", "SRRRS"),
        ("寄件人 寄件地址 地址 收件人 手机", "SSRRR"),
        ("寄件人 电话 地址 联系地址 省 收件人 手机", "SSSRRRR"),
        ("寄件人 _ 电话 地址 收件人 手机 收件地址", "S-SSRRR"),
        ("寄件人 _ 寄件电话 省 市 地址 收件人 手机 收件地址", "S-SSSSRRR"),
        ("业务员 收货电话 地址 收件人 省", "-RRRR"),
        ("业务员 省 市 收货地址 收件人 手机", "-RRRRR"),
        ("业务员 手机 区 收货地址 收件人 收件电话", "--RRRR"),
        ("买家昵称 省 市 收货地址 收件人 手机", "-RRRRR"),
        ("买家应付货款 城市 收货人 手机 收货地址", "-RRRR"),
        ("会员编号 区县 收货地址 收件人 手机", "-RRRR"),
        ("会员姓名 城市 收货人 手机 收货地址", "--RRR"),
    ],
)
def test_a_run_goes_as_far_as_its_person(tmp_path: Path, names: str, whose: str) -> None:
    """Each cell is the recipient's, the sender's or nobody's; ``_`` is a column without a name."""
    header = names.replace("_", "").split(" ")
    cells = [
        f"1508960626{at}" if name[-2:] in ("电话", "手机") else f"某{at}" for at, name in enumerate(header)
    ]
    table = [["运单号", "快递", *header, "商品"], ["JT1234567890123", "极兔速递", *cells, "杯"]]
    one = read(tmp_path, table).orders[0]
    told = {"R": one.recipient, "S": one.sender}
    for owner, party in told.items():
        has = {getattr(party, field.name) for field in fields(party)}
        assert has & set(cells) == {cell for cell, his in zip(cells, whose, strict=True) if his == owner}


@pytest.mark.parametrize(
    "names",
    [
        "业务员 联系电话 地址 收件人 电话 收货地址",
        "团长 手机号 联系地址 收货人 联系电话 地址",
        "客户名称 手机 详细地址 收货人 电话 地址",
        "会员名 手机 地址 收货人 收货电话 详细地址",
        "收件人 电话 地址 付款人 手机 详细地址",
        "客户姓名 电话 地址 业务员 联系电话 详细地址",
        "下单人 客户电话 地址 收件人 电话 详细地址",
        "发票收件人 手机 联系地址 收件人 联系电话 详细地址",
    ],
)
def test_what_stands_behind_a_stranger_is_nobodys(tmp_path: Path, names: str) -> None:
    people = RECIPIENT + SENDER if names.startswith(("收", "客户姓名")) else SENDER + RECIPIENT
    table = [["运单号", "快递", *names.split(), "商品"], ["JT1234567890123", "极兔速递", *people, "杯"]]
    one = read(tmp_path, table).orders[0]
    assert (one.recipient.name, one.recipient.phone, one.recipient.address) == RECIPIENT
    assert (one.sender.name, one.sender.phone, one.sender.address) == ("", "", "")


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        ("寄件人 手机号码 手机 地址 收件人 电话 地址", [*SENDER[:2], SENDER[1], SENDER[2], *RECIPIENT]),
        ("寄件人 寄件人手机 手机 地址 收件人 电话 地址", [*SENDER[:2], SENDER[1], SENDER[2], *RECIPIENT]),
        ("寄件人 寄件电话 固话 地址 收件人 电话 地址", [*SENDER[:2], "", SENDER[2], *RECIPIENT]),
        (
            "收件人 固话 手机 地址 寄件人 电话 手机号 地址",
            [RECIPIENT[0], "", *RECIPIENT[1:], *SENDER[:2], "", SENDER[2]],
        ),
        ("收件人 电话 地址 业务员 业务员电话 手机", [*RECIPIENT, *SENDER[:2], SENDER[1]]),
        ("收件人 电话 地址 客户姓名 客户手机 城市", [*RECIPIENT, *SENDER[:2], "贵阳市"]),
    ],
)
def test_persons_with_more_than_one_number(tmp_path: Path, names: str, cells: list[str]) -> None:
    table = [["运单号", "快递", *names.split(), "商品"], ["JT1234567890123", "极兔速递", *cells, "杯"]]
    one = read(tmp_path, table).orders[0]
    assert (one.recipient.name, one.recipient.phone, one.recipient.address) == RECIPIENT
    assert one.recipient.city == ""
    if "寄件人" in names:
        assert (one.sender.name, one.sender.phone, one.sender.address) == SENDER


def test_a_strangers_phone_is_the_recipients_where_he_has_no_other(tmp_path: Path) -> None:
    table = [
        ["运单号", "业务员", "手机", "收件人", "地址"],
        ["JT1234567890123", SENDER[0], RECIPIENT[1], RECIPIENT[0], "路1号"],
    ]
    assert read(tmp_path, table).orders[0].recipient.phone == RECIPIENT[1]


def test_a_profile_goes_before_where_a_name_stands(tmp_path: Path) -> None:
    plain = read(tmp_path, [HEADER, row(1)]).source.match.plain
    profile = replace(plain, id="mine", columns=(("recipient_tel", ("联系电话",)),))
    header = ["运单号", "业务员", "联系电话", "收件人", "电话", "地址"]
    assert ("联系电话", "recipient_tel") in understand(header, profile, plain).understood
    assert ("电话", "recipient_tel") in understand(header, plain, plain).understood


@pytest.mark.parametrize("names", [
    ["运单号", "快递", "姓名", "电话", "联系地址", "商品信息"], ["运单号", "物流", "联系人", "联系电话", "地址", "商品"],
    ["运单号", "物流公司名称", "收件人名称", "收件人手机/电话", "收货地址", "商品"],
    ["【必填】运单号", "快递公司【必填】", "收件人（必填）", "【必填】收件人手机", "[选填]地址", "商品"],
])  # fmt: skip
def test_common_names(tmp_path: Path, names: list[str]) -> None:
    order = read(
        tmp_path, [names, ["JT1234567890123", "极兔速递", "林龙旭", "15089606268", "泉州市路1号", "杯"]]
    ).orders[0]
    assert (order.carrier, order.recipient.name, order.recipient.phone) == (
        "极兔速递",
        "林龙旭",
        "15089606268",
    )
    assert (order.recipient.address, order.contents) == ("泉州市路1号", "杯")


def test_mobile_first_then_the_other_number(tmp_path: Path) -> None:
    header = [*HEADER, "收件人电话"]
    got = read(tmp_path, [header, [*row(1), "0571-88884965"], [*row(2, 收件人手机=""), "0571-88884965"]])
    assert [order.recipient.phone for order in got.orders] == ["15089606268", "0571-88884965"]


def test_virtual_numbers_only_by_a_column_that_says_so(tmp_path: Path) -> None:
    header = [*HEADER, "隐私号"]
    number = "18412345678-1234"
    table = [
        header,
        [*row(1), number],
        [*row(2, 收件人手机=number), "是"],
        [*row(3, 收件人手机=number), "否"],
        [*row(4, 收件人手机=number), ""],
        [*row(5, 收件人手机="$$uyr6j+IxFU6XifZ/yi4/chys5Q0MA$1$$"), number],
    ]
    got = read(tmp_path, table)
    assert [(order.recipient.phone, order.recipient.phone_is_virtual) for order in got.orders] == [
        (number, True),
        (number, True),
        (number, False),
        (number, False),
        (number, True),
    ]


def test_missing_columns_are_named_with_the_nearest_guess(tmp_path: Path) -> None:
    header = ["订单号", "运单号", "收件人", "收件人手机号吗", "详细地址"]
    error = refused(tmp_path, [header, row(1)[:5]])
    assert error.code == "INTAKE-COLUMNS"
    assert error.facts["missing"] == "recipient_phone"
    assert "收件人手机号吗 ~ 收件人手机号" in error.facts["unknown"]
    assert error.exit_code == 3


def test_what_is_missing_goes_before_what_was_not_understood(tmp_path: Path) -> None:
    """Guesses are told of missing columns alone, the likely ones first."""
    header = ["运单号", "寄件人称呼", "收件人", "积分", "收件人手机号吗", "详细地址"]
    error = refused(
        tmp_path, [header, ["JT1234567890128", "徐永", "林龙旭", "5", "15089606268", "长江西路737号"]]
    )
    assert error.facts["unknown"] == "收件人手机号吗 ~ 收件人手机号; 寄件人称呼; 积分"
    assert "收件人手机号吗（是“收件人手机号”？）、寄件人称呼、积分。" in error.text("zh")
    header[3] = "尾号1234积分"
    error = refused(
        tmp_path, [header, ["JT1234567890128", "徐永", "林龙旭", "5", "15089606268", "长江西路737号"]]
    )
    assert error.facts["unknown"].endswith("; #4") and "、第 4 列。" in error.text("zh")


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, [[*HEADER, "收件人"], [*row(1), "别人"]]).code == "INTAKE-COLUMN-TWICE"


@pytest.mark.parametrize("rows", [[row(1)], [row(n) for n in range(40)], [["林龙旭", "快递", "地址一"]]])
def test_a_file_without_header_is_refused_and_shows_nothing(tmp_path: Path, rows: list[list[str]]) -> None:
    error = refused(tmp_path, text(rows))
    assert error.code == "INTAKE-NO-HEADER"
    told = error.text("zh") + error.text("en") + repr(error)
    assert not any(cell in told for cell in rows[0] if len(cell) > 1)


def test_the_row_that_comes_nearest_to_a_header_is_told(tmp_path: Path) -> None:
    rows = [
        ["发货", "", ""],
        ["经销商电话", "终端客户姓名", "快递单号"],
        ["15089606268", "林龙旭", "JT1234567890128"],
    ]
    error = refused(tmp_path, text(rows))
    assert error.code == "INTAKE-NO-HEADER"
    assert "最接近的是第 2 行，其中认得的列名有：快递单号。" in error.text("zh")


def test_unknown_names_that_could_be_values_are_not_shown(tmp_path: Path) -> None:
    header = ["订单号", "运单号", "收件人", "林13812345678", "王**", "很长的" * 8]
    error = refused(tmp_path, [header[:3] + header[4:], row(1)[:5]])
    assert "王" not in error.text() and "很长" not in error.text()
    assert refused(tmp_path, [header, row(1)[:6]]).code == "INTAKE-NO-HEADER"


def test_names_that_a_form_marks_with_a_star_are_told(tmp_path: Path) -> None:
    header = ["*运单号", "*收件人", "*积分", "*收件人电话"]
    error = refused(tmp_path, [header, row(1)[:4]])
    assert error.facts["unknown"] == "*积分"
    assert refused(tmp_path, [["运单号", "收件人", "收件人电话", "*明"], row(1)[:4]]).facts["unknown"] == "#4"


def test_a_profile_by_name(tmp_path: Path) -> None:
    error = refused(tmp_path, [HEADER, row(1)], profile="nosuch")
    assert error.code == "INTAKE-PROFILE-UNKNOWN"
    assert "taobao-2026" in error.facts["profiles"]
    assert len(read(tmp_path, [HEADER, row(1)], profile="plain").orders) == 1


def test_a_long_name_is_an_unknown_column_and_no_more(tmp_path: Path) -> None:
    note = "温馨提示：本表由系统自动导出，请勿修改表头名称及顺序，否则导入时可能无法识别，如有疑问请联系客服"
    got = read(tmp_path, [[*HEADER, note], [*row(1), ""]])
    assert len(got.orders) == 1
    assert got.source.match.unknown == ((f"#{len(HEADER) + 1}", ""),)


@pytest.mark.parametrize("mark", ['="{}"', "'{}", "\t{}", '"{}"', '\t="{}"', ' "{}"'])
def test_names_are_marked_as_text_like_the_cells_below(tmp_path: Path, mark: str) -> None:
    marked = [[mark.format(cell) for cell in cells] for cells in (HEADER, row(1))]
    assert read(tmp_path, marked).orders == read(tmp_path, [HEADER, row(1)]).orders


def test_a_column_of_marked_blanks_is_blank(tmp_path: Path) -> None:
    cells = [f'="{cell}"' for cell in [*row(1, 件数=""), "3"]]
    assert read(tmp_path, [[*HEADER, "商品数量"], cells]).orders[0].quantity == "3"


def test_what_a_form_says_of_a_column_is_no_part_of_its_name(tmp_path: Path) -> None:
    names = list(HEADER)
    names[4] = (
        "收件人手机（必填，十一位手机号，若为固话请填写区号和号码，多个号码请用逗号分隔，最多可填写两个号码）"
    )
    assert len(read(tmp_path, [names, row(1)]).orders) == 1


@pytest.mark.parametrize("odd", ["打印于2026-11-21", "**必填项**", "批次20261121001"])
def test_a_cell_like_data_in_a_header(tmp_path: Path, odd: str) -> None:
    got = read(tmp_path, [[*HEADER, odd], [*row(1), ""]])
    assert (len(got.orders), got.source.match.unknown) == (1, ((f"#{len(HEADER) + 1}", ""),))
    starred = [f"**{name}" for name in HEADER]
    assert len(read(tmp_path, [starred, row(1)]).orders) == 1


def test_english_headers(tmp_path: Path) -> None:
    header = ["waybill_no", "carrier", "recipient_name", "recipient_phone", "recipient_address"]
    got = read(tmp_path, [header, ["JT1234567890123", "极兔速递", "Ann", "13812345678", "1 Road"]])
    assert got.orders[0].recipient.name == "Ann"


def test_the_first_row_may_be_the_only_one(tmp_path: Path) -> None:
    got = read(tmp_path, text([HEADER]))
    assert (got.orders, got.rejects, got.skipped) == ([], [], 0)


def test_two_columns_are_enough_where_there_are_no_more(tmp_path: Path) -> None:
    got = read(tmp_path, [["运单号", "收件信息"], ["JT1234567890123", "林龙旭，13812345678，泉州市路1号"]])
    assert got.orders[0].recipient.name == "林龙旭"


def test_a_profile_made_of_names_told_by_their_place_reads_its_file(tmp_path: Path) -> None:
    names = ["运单号", "快递", "寄件人", "电话", "地址", "收件人", "电话", "地址", "商品"]
    table = [names, ["JT1234567890123", "极兔速递", *SENDER, *RECIPIENT, "杯"]]
    made = skeleton(read(tmp_path, table).source, "mine")
    (tmp_path / "mine.toml").write_text(made, "utf-8")
    got = read(tmp_path, table, profile_folder=tmp_path)
    assert got.source.layout.profile == "mine"
    assert got.orders == read(tmp_path, table).orders


def test_an_address_that_goes_on_without_a_name_is_not_cut_short(tmp_path: Path) -> None:
    at = HEADER.index("省")
    merged = [*HEADER[:at], "收件地址", "", "", "", *HEADER[at + 4 :]]
    error = refused(tmp_path, [merged, row(1), row(2)])
    assert error.code == "INTAKE-COLUMNS-NAMELESS"
    assert (error.where, error.facts["count"]) == (Where("orders.csv", 1, "收件地址"), "3")
    door = [[*HEADER[: at + 3], *HEADER[at + 4 :], "收件地址", ""]]
    door += [[*cells[: at + 3], *cells[at + 4 :], "长江西路737号", "6幢1202"] for cells in (row(1), row(2))]
    assert refused(tmp_path, door).code == "INTAKE-COLUMNS-NAMELESS"


def test_ticks_behind_an_address_are_no_part_of_it(tmp_path: Path) -> None:
    at = HEADER.index("详细地址")
    table = [[*HEADER[:at], *HEADER[at + 1 :], "详细地址", "", ""]]
    table += [[*cells[:at], *cells[at + 1 :], cells[at], "√", "已打"] for cells in (row(1), row(2))]
    assert [order.recipient.address for order in read(tmp_path, table).orders] == [row(1)[at]] * 2


def test_a_nameless_column_with_something_in_it_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    file = tmp_path / "orders.csv"
    file.write_text(text([["", *HEADER, ""], ["1", *row(1), ""], ["2", *row(2), ""]]), "utf-8")
    options = Options(tell=lambda _, problem: told.append((problem.code, dict(problem.facts)["unknown"])))
    assert [len(take(source).orders) for source in open_sources([str(file)], options)] == [2]
    assert told == [("INTAKE-COLUMNS-UNKNOWN", "#1")]


@pytest.mark.parametrize("name", ["收件信息", "接龙内容", "报名信息"])
def test_a_serial_number_is_no_column_that_a_header_lacks(tmp_path: Path, name: str) -> None:
    whole = "林龙旭，15089606268，福建省泉州市晋江市长江西路737号"
    got = read(tmp_path, [["序号", name, "快递单号"], ["1", whole, "JT0000000000018"]])
    assert (got.orders[0].recipient.name, got.orders[0].waybill_no) == ("林龙旭", "JT0000000000018")


@pytest.mark.parametrize(
    ("cell", "province"), [("福建省", "福建省"), ("北京市", "北京市"), ("已付款", ""), ("paid", "")]
)
def test_a_state_is_a_province_where_its_cells_are(tmp_path: Path, cell: str, province: str) -> None:
    names = ["Tracking Number", "Recipient", "Phone #", "State", "City", "Detail Address"]
    cells = ["JT0000000000018", "林龙旭", "15089606268", cell, "泉州市", "长江西路737号"]
    got = read(tmp_path, [names, cells])
    assert got.orders[0].recipient.province == province
    assert ("State" in dict(got.source.match.unknown)) == (not province)


@pytest.mark.parametrize("form", ["{}（文本）", "{}[数字格式]", "({at}){}", "⑴{}", "【{}】", "[{}]"])
def test_marks_around_every_name(tmp_path: Path, form: str) -> None:
    names = [form.format(name, at=at) for at, name in enumerate(HEADER, 1)]
    assert read(tmp_path, [names, row(1)]).orders == read(tmp_path, [HEADER, row(1)]).orders


def test_the_names_of_taobaos_interface(tmp_path: Path) -> None:
    names = ["tid", "receiver_name", "receiver_state", "receiver_city", "receiver_address", "receiver_mobile"]
    cells = ["1", "林龙旭", "福建省", "泉州市", "长江西路737号", "15089606268"]
    (order,) = read(tmp_path, [[*names, "out_sid"], [*cells, "JT0000000000018"]]).orders
    assert (order.waybill_no, order.recipient.province) == ("JT0000000000018", "福建省")
