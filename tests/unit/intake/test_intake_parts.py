"""Fields that stand in several cells, and cells that name what stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import HEADER, read, row

from waybill.errors import InputError
from waybill.intake import Party

WOO = [
    "order_number", "billing_first_name", "billing_last_name", "billing_phone", "shipping_first_name",
    "shipping_last_name", "shipping_phone", "shipping_address_1", "shipping_address_2", "shipping_city",
    "tracking_provider", "tracking_number",
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("龙旭", "林", "林龙旭"),
        ("林龙旭", "", "林龙旭"),
        ("", "林龙旭", "林龙旭"),
        ("林龙旭", "林", "林龙旭"),
        ("Jane", "Roe", "Jane Roe"),
        ("Jane", "", "Jane"),
    ],
)
def test_a_name_in_two_cells(tmp_path: Path, first: str, last: str, name: str) -> None:
    cells = [
        "5",
        "付",
        "钱",
        "13622223333",
        first,
        last,
        "15089606268",
        "长江西路737号",
        "3单元1202室",
        "泉州市",
    ]
    got = read(tmp_path, [WOO, [*cells, "极兔速递", "JT1234567890128"]])
    (order,) = got.orders
    assert (order.recipient.name, order.recipient.phone) == (name, "15089606268")
    assert (order.recipient.city, order.recipient.address) == ("泉州市", "长江西路737号3单元1202室")
    assert (order.carrier, order.waybill_no) == ("极兔速递", "JT1234567890128")


def test_the_second_line_of_an_address_stands_once(tmp_path: Path) -> None:
    header = ["Tracking Number", "Shipping Name", "Shipping Phone", "Shipping Address1", "Shipping Address2"]
    lines = [
        ("长江西路737号3单元1202室", "3单元1202室"),
        ("1 Main St", "Apt 4"),
        ("长江西路737号", ""),
        ("长江西路1202", "202"),
        ("长江西路1202号", "202"),
    ]
    rows = [[f"JT12345678901{n}8", "林龙旭", "15089606268", *both] for n, both in enumerate(lines)]
    addresses = [order.recipient.address for order in read(tmp_path, [header, *rows]).orders]
    assert addresses == [
        "长江西路737号3单元1202室",
        "1 Main St Apt 4",
        "长江西路737号",
        "长江西路1202 202",
        "长江西路1202号202",
    ]


_STREET = "泉州市长江西路737号"
_ESTATE = f"{_STREET}山门府43栋3单元1202室"


@pytest.mark.parametrize(
    ("columns", "cells", "address"),
    [
        ("收件地址,小区,楼栋,单元,房号", f"{_STREET},山门府,43,3,1202室", _ESTATE),
        ("小区名称,楼号,房号,收件地址", f"山门府,43栋3单元,1202室,{_STREET}", _ESTATE),
        ("收件地址,小区,楼栋,房号", f"{_ESTATE},山门府,43,1202室", _ESTATE),
        ("收件地址,单元", f"{_ESTATE},9", _ESTATE),
        ("收件地址,小区,单元号", f"{_STREET},,3", f"{_STREET}3单元"),
        # Another's, or nobody knows whose.
        ("收件地址,退货地址,楼栋,房号", f"{_STREET},贵阳市胜利街1938号,9,909", _STREET),
        ("收件地址,仓库,楼栋", f"{_STREET},余杭仓,9", _STREET),
        ("寄件地址,小区,楼栋,房号,收件地址", f"贵阳市胜利街1938号,乙府,9,909,{_STREET}", _STREET),
        ("客户小区,收件地址", f"乙府,{_STREET}", _STREET),
    ],
)
def test_parts_of_an_address_in_cells_of_their_own(
    tmp_path: Path, columns: str, cells: str, address: str
) -> None:
    header = ["运单号", "收件人", "收件人手机", *columns.split(",")]
    got = read(tmp_path, [header, ["JT1234567890128", "林龙旭", "15089606268", *cells.split(",")]])
    assert [order.recipient.address for order in got.orders] == [address]


@pytest.mark.parametrize(
    ("columns", "door"),
    [
        ("收件人,收件人手机,收件地址,门牌号", "9栋"),
        ("收件人,收件人手机,收件地址,门牌号,寄件人,寄件地址", "9栋"),
        ("寄件人,寄件地址,收件人,收件人手机,收件地址,门牌号", "9栋"),
        ("姓名,手机,地址,地址2,寄件人,寄件地址,地址2", "9栋"),
        ("客户姓名,客户手机,客户地址,门牌号", "9栋"),
        ("寄件人,寄件电话,寄件地址,门牌号,收件人,收件人手机,收件地址", ""),
        ("寄件地址,寄件电话,门牌号,收件人,收件人手机,收件地址", ""),
        ("业务员,业务员电话,门牌号,收件人,收件人手机,收件地址", ""),
        ("会员姓名,会员电话,会员地址,门牌号,收件人,收件人手机,收件地址", ""),
        ("客户地址,门牌号,收件人,收件人手机,收件地址", ""),
        ("收件人,收件人手机,收件地址,会员门牌号", ""),
    ],
)
def test_whose_door_it_is(tmp_path: Path, columns: str, door: str) -> None:
    cells = {
        "收件人": "林龙旭", "姓名": "林龙旭", "客户姓名": "林龙旭", "收件人手机": "15089606268", "手机": "15089606268",
        "客户手机": "15089606268", "收件地址": "长江西路737号", "地址": "长江西路737号", "寄件人": "徐永",
        "寄件地址": "胜利街1938号", "寄件电话": "18883948814", "业务员": "万雪", "业务员电话": "19161397319",
    }  # fmt: skip
    header = columns.split(",")
    cells["客户地址"] = cells["会员地址"] = "建设街1203号" if "收件地址" in header else "长江西路737号"
    values = ["9栋" if name.endswith(("门牌号", "地址2")) else cells.get(name, "") for name in header]
    (order,) = read(tmp_path, [["运单号", *header], ["JT1234567890128", *values]]).orders
    assert (order.recipient.name, order.recipient.phone) == ("林龙旭", "15089606268")
    assert order.recipient.address == "长江西路737号" + door


def test_a_door_alone_is_no_address(tmp_path: Path) -> None:
    header = ["运单号", "收件人", "收件人手机", "省", "市", "收件地址", "门牌号"]
    cells = ["JT1234567890128", "林龙旭", "15089606268", "福建省", "泉州市", "", "5栋301室"]
    (reject,) = read(tmp_path, [header, cells]).rejects
    assert [(p.code, p.column) for p in reject.problems] == [("INTAKE-MISSING", "recipient_address")]


@pytest.mark.parametrize("whose", ["", "Customer "])
def test_another_name_does_not_stand_for_the_recipients(tmp_path: Path, whose: str) -> None:
    """收件人 may be blank, and who ordered is not who receives."""
    account = [f"{whose}First Name", f"{whose}Last Name"]
    got = read(tmp_path, [[*HEADER, *account], [*row(收件人=""), "Jane", "Roe"]])
    assert [(p.code, p.column) for p in got.rejects[0].problems] == [("INTAKE-MISSING", "recipient_name")]


def test_a_customers_name_gives_way_to_the_recipients_parts(tmp_path: Path) -> None:
    header = [
        "Tracking Number",
        "Customer Name",
        "Shipping First Name",
        "Shipping Last Name",
        "Shipping Phone",
    ]
    cells = ["JT1234567890128", "Jane Roe", "龙旭", "林", "15089606268", "长江西路737号"]
    (order,) = read(tmp_path, [[*header, "Shipping Address"], cells]).orders
    assert order.recipient.name == "林龙旭"


def test_a_part_that_is_ciphertext_is_refused(tmp_path: Path) -> None:
    cells = [
        "5",
        "",
        "",
        "",
        "##RBXcYCL638I0+FwStPmZ420Rn39#1##",
        "林",
        "15089606268",
        "长江西路737号",
        "",
        "泉州市",
    ]
    got = read(tmp_path, [WOO, [*cells, "极兔速递", "JT1234567890128"]])
    assert got.orders == []
    assert ("INTAKE-CIPHERTEXT", "recipient_name") in {(p.code, p.column) for p in got.rejects[0].problems}


@pytest.mark.parametrize(
    ("cell", "carrier", "number", "told"),
    [
        ("No:JT1234567890128", "极兔速递", "JT1234567890128", "极兔速递"),
        ("运单号：JT1234567890128", "", "JT1234567890128", ""),
        ("极兔速递:JT1234567890128", "", "JT1234567890128", "极兔速递"),
        ("[中通]78885366039595", "中通快递", "78885366039595", "中通快递"),
        ("中通快递-78885366039595", "中通快递(ZTO)", "78885366039595", "中通快递(ZTO)"),
        ("中通快递(ZTO)：78885366039595", "", "78885366039595", "中通快递"),
        ("京东JDX012345678901", "", "JDX012345678901", "京东"),
    ],
)
def test_a_number_behind_its_name(tmp_path: Path, cell: str, carrier: str, number: str, told: str) -> None:
    (order,) = read(tmp_path, [HEADER, row(运单号=cell, 快递公司=carrier)]).orders
    assert (order.waybill_no, order.carrier) == (number, told)


@pytest.mark.parametrize(
    ("cell", "carrier"),
    [
        ("中通快递:78885366039595", "圆通速递"),
        ("退货JT1234567890128", "极兔速递"),
        ("作废:JT1234567890128", ""),
        ("No:123", ""),
        ("运单号:JT1234567890128;JT1234567890129", ""),
    ],
)
def test_a_number_behind_another_word_is_none(tmp_path: Path, cell: str, carrier: str) -> None:
    got = read(tmp_path, [HEADER, row(运单号=cell, 快递公司=carrier)])
    assert got.orders == [] and {p.column for p in got.rejects[0].problems} == {"waybill_no"}


def test_the_kind_of_goods_stands_for_goods_that_are_not_named(tmp_path: Path) -> None:
    header = [name if name != "商品" else "规格名称" for name in HEADER]
    (order,) = read(tmp_path, [header, row(商品="红色 大号")]).orders
    assert order.contents == "红色 大号"
    (order,) = read(tmp_path, [[*HEADER, "规格名称"], [*row(商品="保温杯"), "红色"]]).orders
    assert order.contents == "保温杯"


def test_a_required_column_is_called_as_the_form_does(tmp_path: Path) -> None:
    """A star is the form's sign; with it two numbers would be told apart by the wrong name."""
    header = ["*运单号", "*收件方姓名", "*收件方手机", "收件方电话", "*收件方详细地址"]
    got = read(tmp_path, [header, ["JT1234567890128", "林龙旭", "123", "", "长江西路737号"]])
    (reject,) = got.rejects
    assert [problem.named(got.source.names).column_name("zh") for problem in reject.problems] == [
        "收件方手机"
    ]


@pytest.mark.parametrize(
    ("columns", "cell", "told"),
    [
        ("收件人,收件人手机,详细地址,快递信息", "林龙旭,15089606268,长江西路737号,", "运单号（快递信息）"),
        (
            "运单号,收件信息",
            "JT1234567890128,林龙旭，1508960626，长江西路737号3单元1202室",
            "收件人手机（收件信息）",
        ),
    ],
)
def test_what_a_composite_cell_lacks_is_told_with_its_column(
    tmp_path: Path, columns: str, cell: str, told: str
) -> None:
    got = read(tmp_path, [columns.split(","), cell.split(",")])
    names = [p.named(got.source.names).column_name("zh") for reject in got.rejects for p in reject.problems]
    assert names == [told]


def test_a_hint_row_may_say_how(tmp_path: Path) -> None:
    hints = ["（必填，11位）" if name == "收件人手机" else "必填" for name in HEADER]
    got = read(tmp_path, [HEADER, [*hints[:-1], "选填；80字以内"], row()])
    assert (len(got.orders), got.rejects, got.skipped) == (1, [], 1)


@pytest.mark.parametrize(
    ("header", "cell", "weight"),
    [
        ("重量(g)", "850", "0.85"),
        ("重量（克）", "1200.0", "1.2"),
        ("包裹重量/g", "85", "0.085"),
        ("重量(斤)", "3", "1.5"),
        ("Weight (g)", "500", "0.5"),
        ("重量(g)", "0.85kg", "0.85"),
        ("重量(g)", "2斤", "1"),
        ("重量(kg)", "0.85", "0.85"),
        ("毛重(公斤)", "2", "2"),
        ("重量(千克)", "2", "2"),
    ],
)
def test_a_weights_unit_in_the_header(tmp_path: Path, header: str, cell: str, weight: str) -> None:
    names = [header if name == "重量kg" else name for name in HEADER]
    got = read(tmp_path, [names, row(重量kg=cell), row(2, 重量kg="")])
    assert [order.weight_kg for order in got.orders] == [weight, ""]


def test_a_street_column_with_doors_is_the_address(tmp_path: Path) -> None:
    names = ["街道" if name == "详细地址" else name for name in HEADER]
    party = read(tmp_path, [names, row()]).orders[0].recipient
    assert (party.town, party.address) == ("", "长江西路737号山门府43栋3单元1202室")
    with pytest.raises(InputError, match="recipient_address"):
        read(tmp_path, [names, row(详细地址="青阳街道"), row(2, 详细地址="梅岭街道")])


@pytest.mark.parametrize(
    ("names", "cells", "told"),
    [
        (
            "收货地址 详细地址",
            ["福建省 泉州市 晋江市", "长江西路737号"],
            ("福建省 泉州市 晋江市", "长江西路737号"),
        ),
        (
            "收件人地址（省市区） 详细地址",
            ["江苏省南京市鼓楼区", "汉口路22号"],
            ("江苏省南京市鼓楼区", "汉口路22号"),
        ),
        ("详细地址 收件人住址", ["浙江台州路桥区", "银座街8号"], ("浙江台州路桥区", "银座街8号")),
        (
            "收货地址 详细地址",
            ["福建省晋江市长江西路737号", "长江西路737号"],
            ("", "福建省晋江市长江西路737号"),
        ),
        ("收货地址 详细地址", ["福建省晋江市长江西路737号", "长江西路739号"], ("", "长江西路739号")),
        ("收货地址 详细地址", ["福建省晋江市", "江苏省南京市鼓楼区"], ("", "江苏省南京市鼓楼区")),
        ("收货地址 联系地址", ["江苏南京鼓楼区汉口路22号", "福建省晋江市"], ("", "江苏南京鼓楼区汉口路22号")),
        ("收货地址 详细地址", ["", "江苏省南京市鼓楼区汉口路22号"], ("", "江苏省南京市鼓楼区汉口路22号")),
        ("收货地址 省 详细地址", ["泉州市晋江市", "福建省", "长江西路737号"], ("福建省", "长江西路737号")),
    ],
)
def test_a_division_in_a_second_address(
    tmp_path: Path, names: str, cells: list[str], told: tuple[str, str]
) -> None:
    for turn in (1, -1):
        header = ["运单号", "收件人", "手机", *names.split()[::turn], "商品"]
        data = ["JT1234567890123", "林龙旭", "15089606268", *cells[::turn], "杯"]
        party = read(tmp_path, [header, data]).orders[0].recipient
        assert (party.province, party.address) == told


OLD, NEW = "福建省 泉州市 晋江市 长江西路737号", "江苏省 南京市 鼓楼区 汉口路22号"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("", ("林龙旭", "15089606268", "晋江市", "长江西路737号")),
        ("null", ("林龙旭", "15089606268", "晋江市", "长江西路737号")),
        ("否", ("林龙旭", "15089606268", "晋江市", "长江西路737号")),
        (NEW, ("林龙旭", "15089606268", "鼓楼区", "汉口路22号")),
        (f"{NEW} (210008)", ("林龙旭", "15089606268", "鼓楼区", "汉口路22号")),
        (f"徐永，86-18883948814，{NEW}", ("徐永", "18883948814", "鼓楼区", "汉口路22号")),
    ],
)
def test_a_changed_address_goes_before_the_first(
    tmp_path: Path, changed: str, told: tuple[str, str, str, str]
) -> None:
    names = ["订单编号", "买家会员名", "收货人姓名", "收货地址 ", "联系手机", "修改后的收货地址", "物流单号 "]
    cells = ["1", "某", "林龙旭", OLD, "15089606268", changed, "JT1234567890123"]
    got = read(tmp_path, [names, cells])
    party = got.orders[0].recipient
    assert got.source.layout.profile == "taobao"
    assert (party.name, party.phone, party.district, party.address) == told


@pytest.mark.parametrize(
    ("changed", "parts"),
    [
        ("江苏省南京市鼓楼区汉口路22号", ("", "", "江苏省南京市鼓楼区汉口路22号")),
        ("江苏南京鼓楼区汉口路22号", ("", "", "江苏南京鼓楼区汉口路22号")),
        ("盐城市亭湖区汉口路22号", ("", "", "盐城市亭湖区汉口路22号")),
        ("青阳街道汉口路22号", ("福建省", "泉州市", "青阳街道汉口路22号")),
        ("解放路城市花园3栋502", ("福建省", "泉州市", "解放路城市花园3栋502")),
        ("张家菜市场东门5号", ("福建省", "泉州市", "张家菜市场东门5号")),
        ("永辉超市旁边3号楼", ("福建省", "泉州市", "永辉超市旁边3号楼")),
        ("江苏中路228号", ("福建省", "泉州市", "江苏中路228号")),
        ("上海大厦小区8号", ("福建省", "泉州市", "上海大厦小区8号")),
        ("无需修改收货地址", ("福建省", "泉州市", "长江西路737号山门府43栋3单元1202室")),
        ("与原地址一致", ("福建省", "泉州市", "长江西路737号山门府43栋3单元1202室")),
        ("2026-11-20 12:00:00", ("福建省", "泉州市", "长江西路737号山门府43栋3单元1202室")),
    ],
)
def test_a_changed_address_with_its_own_division(
    tmp_path: Path, changed: str, parts: tuple[str, str, str]
) -> None:
    got = read(tmp_path, [[*HEADER, "修改后的收货地址"], [*row(), changed]])
    party = got.orders[0].recipient
    assert (party.province, party.city, party.address) == parts


def test_a_changed_address_has_nothing_of_the_first(tmp_path: Path) -> None:
    names = [*HEADER, "门牌号", "经度", "纬度", "修改后的收货地址"]
    order = read(tmp_path, [names, [*row(), "9栋901", "118.5", "24.8", NEW]]).orders[0]
    assert (order.recipient.address, order.lon, order.lat) == (NEW, "", "")


FIRST = ("林龙旭", "15089606268", "福建省", "泉州市", "晋江市", "长江西路737号山门府43栋3单元1202室")


def changed(folder: Path, **cells: str) -> Party:
    """The recipient of an ordinary row with columns for what was changed behind it."""
    return read(folder, [[*HEADER, *cells], [*row(), *cells.values()]]).orders[0].recipient


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"改后收件人": "徐永", "改后电话": "18883948814"}, ("徐永", "18883948814", *FIRST[2:])),
        ({"改后收件人": "徐永", "改后电话": ""}, ("徐永", *FIRST[1:])),
        ({"改后收件人": "", "改后电话": "18883948814"}, ("林龙旭", "18883948814", *FIRST[2:])),
        ({"改后收件人": "null", "改后电话": "-"}, FIRST),
        ({"改后收件人": "徐永 18883948814"}, ("徐永", "18883948814", *FIRST[2:])),
        ({"改后收件人": "徐永18883948814", "改后电话": "18883948810"}, ("徐永", "18883948810", *FIRST[2:])),
        (
            {"改后收件信息": "徐永，18883948814，江苏省南京市鼓楼区汉口路22号"},
            ("徐永", "18883948814", "", "", "", "江苏省南京市鼓楼区汉口路22号"),
        ),
        ({"改后收件信息": "无"}, FIRST),
        ({"改后收件人": "否", "改后电话": "未修改"}, FIRST),
        ({"改后收件人": "与原收件人一致", "改后电话": "N"}, FIRST),
        (
            {"改后收件人": "徐永", "改后电话": "188 8394 8814", "改后地址": "江苏省南京市鼓楼区汉口路22号"},
            ("徐永", "18883948814", "", "", "", "江苏省南京市鼓楼区汉口路22号"),
        ),
        (
            {"改后地址": "徐永，18883948814，青阳街道汉口路22号", "改后电话": "18883948815"},
            ("徐永", "18883948815", *FIRST[2:5], "青阳街道汉口路22号"),
        ),
        (
            {"改后省": "江苏省", "改后市": "南京市", "改后区": "", "改后详细地址": "国际大厦1206"},
            ("林龙旭", "15089606268", "江苏省", "南京市", "", "国际大厦1206"),
        ),
        (
            {"改后省市区": "江苏省 南京市 鼓楼区", "改后详细地址": "汉口路22号"},
            ("林龙旭", "15089606268", "江苏省 南京市 鼓楼区", "", "", "汉口路22号"),
        ),
        (
            {"改后省": "", "改后市": "", "改后区": "石狮市", "改后详细地址": "汉口路22号"},
            ("林龙旭", "15089606268", "福建省", "泉州市", "石狮市", "汉口路22号"),
        ),
    ],
)
def test_a_changed_recipient_goes_before_the_first(
    tmp_path: Path, cells: dict[str, str], told: tuple[str, ...]
) -> None:
    party = changed(tmp_path, **cells)
    assert told == (party.name, party.phone, party.province, party.city, party.district, party.address)


def test_a_changed_phone_has_none_of_the_first_ones_beside_it(tmp_path: Path) -> None:
    party = changed(tmp_path, 固话="0571-88001122", 隐私号="18400123456-8842", 改后电话="18883948814")
    assert (party.phone, party.phone_is_virtual) == ("18883948814", False)


def test_a_changed_recipient_that_does_not_come_apart_is_told(tmp_path: Path) -> None:
    cell = "徐永和18883948814和徐宁18883948815都可以，汉口路22号"
    got = read(tmp_path, [[*HEADER, "改后收件信息"], [*row(), cell]])
    problems = [(problem.code, problem.column) for problem in got.rejects[0].problems]
    assert problems == [("INTAKE-IN-ONE", "recipient_all_new")]


@pytest.mark.parametrize("cell", ["1.88E+10", "$$uyr6j+IxFU6XifZ/yi4/chys5Q0MA$1$$", "1888394881"])
def test_a_damaged_changed_phone_does_not_let_the_first_through(tmp_path: Path, cell: str) -> None:
    got = read(tmp_path, [[*HEADER, "改后电话"], [*row(), cell]])
    assert got.orders == []
    assert {problem.column for problem in got.rejects[0].problems} == {"recipient_phone_new"}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (("JT1234567890123", ""), "JT1234567890123"),
        (("", "JT1234567890124"), "JT1234567890124"),
        (("JT1234567890123", "JT1234567890123"), "JT1234567890123"),
        (("JT1234567890123", "JT1234567890124"), "INTAKE-SEVERAL-WAYBILLS"),
        (("", ""), "INTAKE-MISSING"),
    ],
)
@pytest.mark.parametrize(
    "names",
    [
        ("快递单号1", "快递单号2"),
        ("运单号", "运单号2"),
        ("单号2", "单号1"),
        ("运单号", "快递单号"),
        ("物流单号", "运单号"),
        ("顺丰单号", "中通单号"),
    ],
)
def test_two_numbers_of_an_order_are_two_parcels(
    tmp_path: Path, names: tuple[str, str], numbers: tuple[str, str], told: str
) -> None:
    got = read(tmp_path, [[*HEADER[2:], *names], [*row()[2:], *numbers]])
    assert told in ([order.waybill_no for order in got.orders] or got.codes()[0])


@pytest.mark.parametrize(
    ("other", "cell"), [("母单号", "JT1234567890120"), ("单号", "20261121000017"), ("运单", "已打印")]
)
def test_another_number_beside_the_waybill_number_is_no_second_one(
    tmp_path: Path, other: str, cell: str
) -> None:
    got = read(tmp_path, [[*HEADER, other], [*row(), cell]])
    assert [order.waybill_no for order in got.orders] == [row()[1]]


TOGETHER = {
    "林清秋 13800138000": ("林清秋", "13800138000"),
    "林清秋，13800138000": ("林清秋", "13800138000"),
    "林清秋13800138000": ("林清秋", "13800138000"),
    "13800138000林清秋": ("林清秋", "13800138000"),
    "+86 13800138000 林清秋": ("林清秋", "13800138000"),
    "林清秋（13800138000）": ("林清秋", "13800138000"),
    "13800138000（林清秋）": ("林清秋", "13800138000"),
    "林清秋：１３８００１３８０００": ("林清秋", "13800138000"),
    "姓名：林清秋 电话：13800138000": ("林清秋", "13800138000"),
    "林清秋 138 0013 8000": ("林清秋", "13800138000"),
    "林清秋 13800138000转7804": ("林清秋", "13800138000-7804"),
    "林清秋 13800138000-7804": ("林清秋", "13800138000-7804"),
    "林清秋,13800138000[7804]": ("林清秋", "13800138000-7804"),
    "林清秋 13800138000 7804": ("林清秋", "13800138000-7804"),
    "林清秋 059585123456-801": ("林清秋", "059585123456-801"),
    "林清秋 95013123456789": ("林清秋", "95013123456789"),
    "林** 138****8000": ("林**", "138****8000"),
    "Jane Roe 13800138000": ("Jane Roe", "13800138000"),
    "李 明 13800138000": ("李 明", "13800138000"),
    "幸福超市 13800138000": ("幸福超市", "13800138000"),
}
"""Cells with a name and a phone, and what they are read as."""
NOT_CERTAIN = [
    "称呼：林清秋 13800138000",
    "林清秋 13800138000 13900139000",
    "林清秋 13800138000 王立",
    "福建省 泉州市 13800138000",
    "路1号林清秋13800138000",
    "幸福小区13800138000",
    "林清秋 1380013800",
    "林清秋 2号 13800138000",
]
_SEPARATE = ["运单号", "快递公司", "商品"]
_ORDER = ["JT1234567890128", "极兔速递", "杯"]
_ADDRESS = "福建省泉州市晋江市长江西路737号"


@pytest.mark.parametrize("names", ["姓名电话", "收件人及电话", "收货人信息(姓名 电话)", "收件信息"])
@pytest.mark.parametrize("cell", TOGETHER)
def test_name_and_phone_in_one_cell(tmp_path: Path, names: str, cell: str) -> None:
    got = read(tmp_path, [[*_SEPARATE, names, "收货地址"], [*_ORDER, cell, _ADDRESS]])
    (order,) = got.orders
    assert (order.recipient.name, order.recipient.phone) == TOGETHER[cell]
    assert order.recipient.address == _ADDRESS


@pytest.mark.parametrize("cell", TOGETHER)
def test_a_phone_beside_the_name_where_its_own_cell_is_blank(tmp_path: Path, cell: str) -> None:
    (order,) = read(tmp_path, [HEADER, row(收件人=cell, 收件人手机="")]).orders
    assert (order.recipient.name, order.recipient.phone) == TOGETHER[cell]


def test_a_second_number_beside_an_address_of_its_own_is_none(tmp_path: Path) -> None:
    cell = "林清秋 13800138000 13900139000"
    got = read(tmp_path, [[*_SEPARATE, "收件信息", "收货地址"], [*_ORDER, cell, _ADDRESS]])
    assert [(p.code, p.column) for p in got.rejects[0].problems] == [("INTAKE-NAME-PHONE", "recipient_all")]


@pytest.mark.parametrize("cell", NOT_CERTAIN)
def test_name_and_phone_that_are_not_certain_are_told(tmp_path: Path, cell: str) -> None:
    got = read(tmp_path, [HEADER, row(收件人=cell, 收件人手机="")])
    assert [(p.code, p.column) for p in got.rejects[0].problems] == [("INTAKE-NAME-PHONE", "recipient_name")]
    got = read(tmp_path, [[*_SEPARATE, "姓名电话", "地址"], [*_ORDER, cell, _ADDRESS]])
    (problem,) = got.rejects[0].problems
    assert (problem.code, problem.column) == ("INTAKE-NAME-PHONE", "recipient_name_phone")
    told = problem.named(got.source.names)
    assert told.text("zh") == "姓名电话 无法确定地拆分为一个姓名和一个电话。"
    got = read(
        tmp_path,
        [
            [*_SEPARATE, "寄件人姓名电话", "收件人", "电话", "地址"],
            [*_ORDER, cell, "林龙旭", "15089606268", _ADDRESS],
        ],
    )
    assert got.codes() == [("INTAKE-NAME-PHONE",)]


def test_a_name_column_that_holds_the_phones_of_a_file_without_them(tmp_path: Path) -> None:
    header = [*_SEPARATE, "收件人", "收货地址"]
    rows = [
        [*_ORDER, "林清秋 13800138000", _ADDRESS],
        ["JT1234567890136", *_ORDER[1:], "林龙旭15089606268", _ADDRESS],
    ]
    got = read(tmp_path, [header, *rows])
    assert [(o.recipient.name, o.recipient.phone) for o in got.orders] == [
        ("林清秋", "13800138000"),
        ("林龙旭", "15089606268"),
    ]
    with pytest.raises(InputError) as caught:
        read(tmp_path, [header, [*_ORDER, "林清秋", _ADDRESS]])
    assert caught.value.code == "INTAKE-COLUMNS"


def test_a_sender_and_his_phone_in_one_cell(tmp_path: Path) -> None:
    header = [*_SEPARATE, "收件人", "电话", "地址", "寄件人/电话"]
    (order,) = read(
        tmp_path, [header, [*_ORDER, "林龙旭", "15089606268", _ADDRESS, "徐永 18883948814"]]
    ).orders
    assert (order.sender.name, order.sender.phone) == ("徐永", "18883948814")
    assert (order.recipient.name, order.recipient.phone) == ("林龙旭", "15089606268")


@pytest.mark.parametrize(
    ("name", "phone", "both", "got"),
    [
        ("林龙旭", "15089606268", "林清秋 13800138000", ("林龙旭", "15089606268")),
        ("林清秋", "", "林清秋 13800138000", ("林清秋", "13800138000")),
        ("林清秋", "", "13800138000", ("林清秋", "13800138000")),
        ("", "13800138000", "林清秋", ("林清秋", "13800138000")),
        ("", "15089606268", "林清秋 13800138000", ("林清秋", "15089606268")),
        ("林龙旭", "", "林清秋 13800138000", "INTAKE-MISSING"),
        ("", "", "林清秋", "INTAKE-MISSING"),
        ("", "", "##RBXcYCL638I0+FwStPmZ420Rn39#1##", "INTAKE-CIPHERTEXT"),
    ],
)
def test_cells_of_their_own_go_before_name_and_phone_in_one(
    tmp_path: Path, name: str, phone: str, both: str, got: object
) -> None:
    header = [*_SEPARATE, "收件人", "收件人手机", "收件人及电话", "收货地址"]
    found = read(tmp_path, [header, [*_ORDER, name, phone, both, _ADDRESS]])
    told = [(o.recipient.name, o.recipient.phone) for o in found.orders] or [
        p.code for p in found.rejects[0].problems
    ]
    assert told == [got]


@pytest.mark.parametrize(
    ("names", "cells", "name"),
    [
        ("姓,名,手机,地址", "林,清秋,13800138000", "林清秋"),
        ("名,姓,手机,地址", "清秋,林,13800138000", "林清秋"),
        ("姓氏,名字,手机,地址", "欧阳,清秋,13800138000", "欧阳清秋"),
        ("收件人姓,收件人名,手机,地址", "欧阳,清秋,13800138000", "欧阳清秋"),
        ("收货人-名,收货人-姓,手机,地址", "清秋,林,13800138000", "林清秋"),
        ("收件人名,手机,地址", "林清秋,13800138000", "林清秋"),
        ("名,手机,地址", "林清秋,13800138000", "林清秋"),
        ("姓,名,收件人姓名,手机,地址", "王,五,林清秋,13800138000", "林清秋"),
        ("收件人姓,收件人名,收件人姓名,手机,地址", "林,清秋,林清秋,13800138000", "林清秋"),
        ("寄件人,姓,名,手机,地址", "徐永,林,清秋,13800138000", "林清秋"),
        ("收件人,收件人手机,地址,寄件人,姓,名", "林清秋,13800138000,长江西路737号,徐永,徐,永", "林清秋"),
        ("姓,名,手机,地址", "Roe,Jane,13800138000", "Jane Roe"),
    ],
)
def test_surname_and_given_name_in_chinese_columns(tmp_path: Path, names: str, cells: str, name: str) -> None:
    values = cells if names.count(",") == cells.count(",") else f"{cells},长江西路737号"
    (order,) = read(tmp_path, f"运单号,{names}\nJT1234567890128,{values}\n").orders
    assert (order.recipient.name, order.recipient.address) == (name, "长江西路737号")
    assert order.sender.name in ("", "徐永")


def test_surname_and_given_name_below_a_group(tmp_path: Path) -> None:
    for group in ("姓名", "收件人"):
        table = f",{group},,,\n运单号,姓,名,手机,地址\nJT1234567890128,林,清秋,13800138000,长江西路737号\n"
        assert [order.recipient.name for order in read(tmp_path, table).orders] == ["林清秋"]


@pytest.mark.parametrize(
    "cell",
    ["中通快递-{}", "中通快递（{}）", "{}（中通快递）", "中通快递,{}", "{} 中通快递", "中通快递/{}", "快递公司：中通快递，快递单号：{}",
     "中通快递单号{}", "中通快递#{}", "【中通快递】{}", "中通快递 运单号：{}"],
)  # fmt: skip
def test_carrier_and_number_in_one_cell_in_any_order(tmp_path: Path, cell: str) -> None:
    names = ["收件人", "收件人手机", "详细地址", "快递信息"]
    cells = ["林龙旭", "15089606268", "福建省泉州市晋江市长江西路737号"]
    (order,) = read(tmp_path, [names, [*cells, cell.format("78885366724825")]]).orders
    assert (order.carrier, order.waybill_no) == ("中通快递", "78885366724825")


@pytest.mark.parametrize("cell", ["村口大叔#{}", "中通快递 {} {}1", "中通快递{}单"])
def test_what_is_not_carrier_and_number_alone_is_refused(tmp_path: Path, cell: str) -> None:
    names = ["收件人", "收件人手机", "详细地址", "快递信息"]
    cells = ["林龙旭", "15089606268", "福建省泉州市晋江市长江西路737号"]
    got = read(tmp_path, [names, [*cells, cell.format("78885366724825", "78885366724825")]])
    assert got.orders == []


@pytest.mark.parametrize(
    "cell",
    ["12. {n} {p} {a}", "3、{n}，{p}，{a}", "（5）{n} {p} {a}", "{n}-{p}-{a}", "1.{n}—{p}—{a}"],
)  # fmt: skip
def test_lists_of_people_with_numbers_and_dashes_come_apart(tmp_path: Path, cell: str) -> None:
    address = "福建省泉州市晋江市长江西路737号"
    whole = cell.format(n="林龙旭", p="15089606268", a=address)
    (order,) = read(tmp_path, [["接龙内容", "快递单号"], [whole, "JT0000000000018"]]).orders
    assert (order.recipient.name, order.recipient.phone, order.recipient.address) == (
        "林龙旭",
        "15089606268",
        address,
    )
