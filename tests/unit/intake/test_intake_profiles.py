"""Platform profiles: data files that are recognised by their headers and clean their cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import Read, read

from waybill.errors import InputError, Where
from waybill.intake.columns import FIELDS
from waybill.intake.profile import available, find, parse, shipped

IDS = {"taobao", "taobao-2026", "jd", "douyin", "kuaishou", "pdd", "wechat", "youzan", "plain"}
TAOBAO = [
    "订单编号",
    "买家会员名",
    "收货人姓名",
    "收货地址 ",
    "联系电话 ",
    "联系手机",
    "宝贝标题 ",
    "物流单号 ",
    "物流公司",
]
TAOBAO_2026 = [
    "订单编号", "支付单号", "买家应付货款", "买家应付邮费", "总金额", "买家实付金额", "订单状态", "收货地址", "运送方式",
    "订单创建时间", "商品标题", "宝贝种类", "物流单号", "物流公司", "备注标签", "商家备注", "宝贝总数量", "开票信息",
    "手机订单", "商品属性SKU", "发货时间",
]  # fmt: skip
WECHAT = [
    "订单号",
    "订单下单时间",
    "收件人姓名",
    "收件人地址",
    "省",
    "市",
    "区",
    "收件人手机",
    "买家备注",
    "物流公司",
    "快递单号",
]
YOUZAN = [
    "订单号", "收货人手机号/提货人手机号", "全部商品名称", "收货人/提货人", "收货人省份", "收货人地区", "详细收货地址/提货地址",
    "物流公司", "物流单号",
]  # fmt: skip
DOUYIN = [
    "主订单编号",
    "子订单编号",
    "选购商品",
    "收件人",
    "收件人手机号",
    "省",
    "市",
    "区",
    "详细地址",
    "快递信息",
]
JD = ["订单号", "商品名称", "京东价", "下单帐号", "客户姓名", "客户地址", "联系电话", "订单备注", "商家备注"]


def taobao(folder: Path, **cells: str) -> Read:
    ordinary = dict(
        zip(
            TAOBAO,
            [
                '="2600"',
                "tb1",
                "梁京",
                "山东省 青岛市 市南区 路1号",
                "'null",
                "'13042444519",
                "杯",
                "No:771251519706377",
                "申通快递",
            ],
            strict=False,
        )
    )
    return read(folder, [TAOBAO, list((ordinary | cells).values())], "gbk")


def test_every_platform_has_its_profile() -> None:
    assert {profile.id for profile in shipped()} == IDS
    for profile in shipped():
        assert profile.title_en and profile.title_zh
        assert {column for column, _ in profile.columns} <= set(FIELDS)
        assert profile.id == "plain" or len(profile.recognise) >= 4


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("山东省 青岛市 市南区 凤凰路6号(351136)", ("山东省", "青岛市", "市南区", "", "凤凰路6号")),
        ("江苏省 南京市 建邺区 沙洲街道****", ("江苏省", "南京市", "建邺区", "", "沙洲街道****")),
        (
            "江苏省 南京市 建邺区 沙洲街道 路 1 号（000000）",
            ("江苏省", "南京市", "建邺区", "沙洲街道", "路 1 号"),
        ),
        ("北京市 北京市 丰台区 路1号", ("北京市", "北京市", "丰台区", "", "路1号")),
        ("路1号(后门)", ("", "", "", "", "路1号(后门)")),
    ],
)
def test_taobao_addresses(tmp_path: Path, written: str, parts: tuple[str, ...]) -> None:
    recipient = taobao(tmp_path, **{"收货地址 ": written}).orders[0].recipient
    assert (
        recipient.province,
        recipient.city,
        recipient.district,
        recipient.town,
        recipient.address,
    ) == parts


def test_tmall_puts_the_recipient_into_one_cell(tmp_path: Path) -> None:
    got = taobao(
        tmp_path,
        **{
            "收货人姓名": "",
            "联系手机": "'null",
            "收货地址 ": "梁京，86-13042444519，山东省 青岛市 市南区 路1号3室",
        },
    )
    recipient = got.orders[0].recipient
    assert (recipient.name, recipient.phone) == ("梁京", "13042444519")
    assert (recipient.city, recipient.address) == ("青岛市", "路1号3室")


def test_taobao_null_and_landline(tmp_path: Path) -> None:
    assert taobao(tmp_path).orders[0].recipient.phone == "13042444519"
    got = taobao(tmp_path, **{"联系手机": "'null", "联系电话 ": "'0571-80030307"})
    assert got.orders[0].recipient.phone == "0571-80030307"
    assert taobao(tmp_path, 联系手机="'null").codes() == [("INTAKE-MISSING",)]


def test_taobao_2026_has_no_recipient(tmp_path: Path) -> None:
    cells = dict.fromkeys(TAOBAO_2026, "") | {
        "订单编号": "'2600000000000000017",
        "收货地址": "江苏省 南京市 建邺区 沙洲街道****",
        "物流单号": "JT1234567890123",
        "物流公司": "极兔速递",
    }
    got = read(tmp_path, [TAOBAO_2026, list(cells.values())])
    assert got.source.layout.profile == "taobao-2026"
    assert [(p.code, p.column) for p in got.rejects[0].problems] == [
        ("INTAKE-MISSING", "recipient_name"),
        ("INTAKE-MISSING", "recipient_phone"),
    ]


def test_wechat(tmp_path: Path) -> None:
    line = [
        "37",
        "2026-11-20",
        "林**",
        "路****",
        "广东省",
        "深圳市",
        "福田区",
        "12345678901-1234",
        "轻放",
        "中通快递",
        "73610555582883",
    ]
    got = read(tmp_path, [WECHAT, line])
    assert got.source.layout.profile == "wechat"
    assert got.orders[0].recipient.phone_is_virtual


def test_youzan(tmp_path: Path) -> None:
    line = [
        "E20261120",
        "13812345678",
        "杯",
        "林龙旭",
        "广东省",
        "深圳市福田区",
        "路1号2单元301",
        "圆通速递",
        "YT8962646785389",
    ]
    got = read(tmp_path, [YOUZAN, line])
    assert got.source.layout.profile == "youzan"
    assert got.orders[0].recipient.district == "深圳市福田区"


@pytest.mark.parametrize(
    ("cell", "carrier", "number", "codes"),
    [
        ("中通快递-78885366724825", "中通快递", "78885366724825", []),
        ("顺丰速运:SF7555661123880", "顺丰速运", "SF7555661123880", []),
        ("78885366724825", "", "78885366724825", []),
        ("中通快递-78885366724825,", "中通快递", "78885366724825", []),
        ("某某物流-78885366724825；某某物流-78885366724825", "某某物流", "78885366724825", []),
        ("中通快递-78885366724825;圆通速递-YT8962646785389", "", "", [("INTAKE-SEVERAL-WAYBILLS",)]),
        ("", "", "", [("INTAKE-MISSING",)]),
    ],
)
def test_douyin_carrier_and_number_in_one_cell(
    tmp_path: Path, cell: str, carrier: str, number: str, codes: list[tuple[str, ...]]
) -> None:
    line = [
        "'69001",
        "'69001",
        "杯",
        "林龙旭",
        "18433217364-9868",
        "广东省",
        "深圳市",
        "福田区",
        "路1号",
        cell,
    ]
    got = read(tmp_path, [DOUYIN, line])
    assert got.codes() == codes
    assert [(order.carrier, order.waybill_no) for order in got.orders] == (
        [] if codes else [(carrier, number)]
    )


@pytest.mark.parametrize(
    ("remark", "number", "codes"),
    [
        ("运单 JDX509661902827", "JDX509661902827", []),
        ("客户急要，运单号：JDVA01234567890 已备货", "JDVA01234567890", []),
        ("快递单号SF7555661123880", "SF7555661123880", []),
        ("运单 JDX509661902827 运单 JDX509661902828", "", [("INTAKE-SEVERAL-WAYBILLS",)]),
        ("电话 13812345678", "", [("INTAKE-MISSING",)]),
    ],
)
def test_jd_number_in_the_sellers_remark(
    tmp_path: Path, remark: str, number: str, codes: list[tuple[str, ...]]
) -> None:
    line = ["310000000097", "杯", "", "", "于汉虎", "山东省济南市路1号", "1******5519", "易碎", remark]
    got = read(tmp_path, [JD, line])
    assert got.codes() == codes
    assert [order.waybill_no for order in got.orders] == ([] if codes else [number])
    assert [order.carrier for order in got.orders] == (
        [] if codes else ["京东快递" if number[:2] == "JD" else ""]
    )


@pytest.mark.parametrize(
    "address",
    ["苏州工业园 星湖街1号2单元502 15866022784", "北京昌平 人民路1301号3单元502，电话15866022784", "北京市昌平区人民路1301号3单元502 阳光花园 15866022784"],
)  # fmt: skip
def test_an_address_beside_name_and_phone_stays_whole(tmp_path: Path, address: str) -> None:
    line = ["310000000097", "杯", "", "", "于汉虎", address, "15866022784", "易碎", "运单 JDX509661902827"]
    without_phone = [*line[:6], "", *line[7:8], "运单 JDX509661902828"]
    got = read(tmp_path, [JD, line, without_phone])
    assert [order.recipient.address for order in got.orders] == [address] * 2
    assert [order.recipient.phone for order in got.orders] == ["15866022784"] * 2


def test_an_address_with_a_number_beside_a_name_alone(tmp_path: Path) -> None:
    line = [
        "310000000097",
        "杯",
        "",
        "",
        "于汉虎",
        "于汉虎 15866022784 山东省济南市路1号",
        "",
        "",
        "运单 JDX509661902827",
    ]
    recipient = read(tmp_path, [JD, line]).orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == (
        "于汉虎",
        "15866022784",
        "山东省济南市路1号",
    )


def test_a_users_profile_comes_first_and_may_replace_one(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'id = "jd"\nrecognise = ["甲", "乙"]\n[columns]\nwaybill_no = ["甲"]\nrecipient_name = ["乙"]\n'
        'recipient_phone = ["丙"]\nrecipient_address = ["丁"]\n',
        "utf-8",
    )
    profiles = available(tmp_path)
    assert profiles[0].columns[0] == ("waybill_no", ("甲",))
    assert sorted(profile.id for profile in profiles) == sorted(IDS)
    content = "甲;乙;丙;丁\nJT1234567890123;林龙旭;13812345678;路1号\n"
    got = read(tmp_path, content, profile_folder=tmp_path)
    assert got.orders[0].recipient.name == "林龙旭"


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ("id = ", "Invalid value (at end of document)"),
        ('id = "x"', "KeyError (columns)"),
        ('id = "x"\ncolumns = 1', "AttributeError"),
        ('id = "x"\n[columns]\norder_no = "单号"', "order_no"),
        ('id = "x"\nrecognise = "单号"\n[columns]\norder_no = ["单号"]', "recognise"),
        ('id = "x"\n[columns]\nwaybil_no = ["a"]', "waybil_no"),
        ('id = "x"\n[columns]\nwaybill_no = ["a"]\n[clean]\nwaybill_no = ["scrub"]', "scrub"),
    ],
)
def test_wrong_profiles_are_told(toml: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(toml, "x.toml")
    assert caught.value.code == "INTAKE-PROFILE"
    assert what in caught.value.facts["what"]


@pytest.mark.parametrize("by_name", [True, False])
def test_a_users_profile_that_is_no_utf_8_is_told(tmp_path: Path, by_name: bool) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes('id = "店"\n[columns]\nwaybill_no = ["单号"]\n'.encode("gbk"))
    with pytest.raises(InputError) as caught:
        find(str(file), ()) if by_name else available(tmp_path)
    assert (caught.value.code, caught.value.where) == ("INTAKE-PROFILE", Where("mine.toml"))
    assert "UTF-8" in caught.value.text("zh")


def test_a_profile_folder_holds_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError, match="INTAKE-PROFILE") as caught:
        available(tmp_path)
    assert caught.value.where == Where("folder.toml")


def test_a_users_profile_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('id = "mine"\n[columns]\nwaybill_no = ["甲"]\n', "utf-8-sig")
    assert available(tmp_path)[0].id == "mine"
