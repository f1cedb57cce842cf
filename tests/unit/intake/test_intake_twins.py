"""Names that a header has for two persons, numbered by a program or told by the company before them, and names that stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import Read, read

from waybill.errors import InputError

TO = ("林龙旭", "15089606268", "福建省泉州市长江西路737号")
BY = ("徐永", "18883948814", "贵州省贵阳市胜利街1938号")
NUMBER = "JT1234567890128"


def table(folder: Path, header: str, *parties: tuple[str, ...]) -> Read:
    return read(
        folder, [["运单号", *header.split()], [NUMBER, *(cell for party in parties for cell in party)]]
    )


def told(got: Read) -> tuple[tuple[str, ...], tuple[str, ...]]:
    (order,) = got.orders
    return (
        (order.recipient.name, order.recipient.phone, order.recipient.address),
        (order.sender.name, order.sender.phone, order.sender.address),
    )


@pytest.mark.parametrize("sign", ["2", ".1", "_1", "(2)", "（2）", "1"])
def test_a_second_persons_columns_that_a_program_numbered(tmp_path: Path, sign: str) -> None:
    assert told(table(tmp_path, f"寄件人 电话 地址 收件人 电话{sign} 地址{sign}", BY, TO)) == (TO, BY)
    assert told(table(tmp_path, f"收件人 电话 地址 寄件人 电话{sign} 地址{sign}", TO, BY)) == (TO, BY)


@pytest.mark.parametrize(
    "header",
    [
        "联系人 手机 地址 联系人2 手机2 地址2",
        "联系人 手机 地址 联系人.1 手机.1 地址.1",
        "姓名 电话 地址 姓名2 电话3 地址4",
        "公司 姓名 电话 公司2 姓名2 电话2",
    ],
)
def test_two_persons_of_whom_nothing_is_told(tmp_path: Path, header: str) -> None:
    """Which of the two is the recipient, nobody knows."""
    with pytest.raises(InputError) as caught:
        table(tmp_path, header, BY, TO)
    assert (caught.value.code, caught.value.where and caught.value.where.line) == ("INTAKE-COLUMN-TWICE", 1)


def test_what_is_numbered_for_one_person_stays_his(tmp_path: Path) -> None:
    got = table(
        tmp_path, "收件人 手机 手机2 地址 地址2 寄件人", TO[:2], ("0595-85678901", TO[2], "9栋", "徐永")
    )
    assert told(got) == ((*TO[:2], TO[2] + "9栋"), ("徐永", "", ""))
    assert got.orders[0].recipient.other_phones == "0595-85678901"


@pytest.mark.parametrize(
    ("sender", "recipient"),
    [("寄件公司", "收件公司"), ("寄方公司名称", "到方公司名称"), ("发货单位", "收货单位")],
)
def test_persons_behind_their_companies(tmp_path: Path, sender: str, recipient: str) -> None:
    header = f"{sender} 联系人 联系电话 详细地址 {recipient} 联系人 联系电话 详细地址"
    assert told(table(tmp_path, header, ("某厂", *BY), ("某店", *TO))) == (TO, BY)
    header = f"{recipient} 联系人 联系电话 详细地址 {sender} 联系人 联系电话 详细地址"
    assert told(table(tmp_path, header, ("某店", *TO), ("某厂", *BY))) == (TO, BY)


@pytest.mark.parametrize(
    "names",
    [
        "寄-姓名 寄-电话 寄-地址 收-姓名 收-电话 收-地址",
        "姓名(寄) 电话(寄) 地址(寄) 姓名(收) 电话(收) 地址(收)",
        "姓名【寄件】 电话【寄件】 地址【寄件】 姓名【收件】 电话【收件】 地址【收件】",
    ],
)
def test_a_party_in_one_sign(tmp_path: Path, names: str) -> None:
    assert told(table(tmp_path, names, BY, TO)) == (TO, BY)


def test_groups_in_one_sign(tmp_path: Path) -> None:
    rows = [
        ["", "（寄）", "", "", "（收）", "", ""],
        ["运单号", *["姓名", "电话", "地址"] * 2],
        [NUMBER, *BY, *TO],
    ]
    assert told(read(tmp_path, rows)) == (TO, BY)


def test_groups_with_a_forms_hints_over_numbered_names(tmp_path: Path) -> None:
    groups = ["", "寄件方信息(选填)", "", "", "收件方信息（必填）", "", ""]
    for names in (
        ["联系人*", "手机*", "详细地址*"] * 2,
        ["联系人", "手机", "地址", "联系人2", "手机2", "地址2"],
    ):
        assert told(read(tmp_path, [groups, ["运单号", *names], [NUMBER, *BY, *TO]])) == (TO, BY)


def test_a_groups_word_in_the_middle_of_its_columns(tmp_path: Path) -> None:
    """Filled to the right, 寄件人 would leave his name to nobody and take the recipient's."""
    rows = [
        ["", "", "寄件人", "", "", "收件人", ""],
        ["运单号", *["姓名", "电话", "地址"] * 2],
        [NUMBER, *BY, *TO],
    ]
    with pytest.raises(InputError) as caught:
        read(tmp_path, rows)
    assert caught.value.code == "INTAKE-GROUPS"


def test_a_second_column_of_one_name(tmp_path: Path) -> None:
    header = ["运单号", "收件人", "手机", "地址", "手机", "运单号", "商品", "商品"]
    cells = [NUMBER, *TO, "0595-85678901", NUMBER, "杯", "壶"]
    other = [*cells[:5], "JT1234567890999", "杯", "壶"]
    notes: list[tuple[str, str]] = []
    got = read(
        tmp_path,
        [header, cells, other],
        tell=lambda _, problem: notes.append((problem.code, problem.text("en"))),
    )
    (order,) = got.orders
    assert (order.waybill_no, order.recipient.other_phones, order.contents) == (NUMBER, "0595-85678901", "杯")
    assert got.codes() == [("INTAKE-SEVERAL-WAYBILLS",)]
    assert notes == [("INTAKE-COLUMN-REPEATED", "The header has column 商品 twice; the first is read.")]


def test_a_second_column_of_one_name_where_the_first_is_blank(tmp_path: Path) -> None:
    (order,) = read(
        tmp_path, [["运单号", "收件人", "手机", "地址", "手机"], [NUMBER, TO[0], "", TO[2], TO[1]]]
    ).orders
    assert order.recipient.phone == TO[1]


@pytest.mark.parametrize(
    ("groups", "names"),
    [
        (" 收件人   寄件人 ", "姓名 电话 地址 联系人 手机 联系地址"),
        ("  收件人    寄件人", "姓名 电话 省 市 地址 姓名 手机 地址"),
        (" 买家   收件人 ", "名称 电话 地址 联系人 手机 地址"),
        ("门店     收件人 ", "名称 电话 姓名 手机 省 市 地址"),
        ("收件人   寄件人     ", "姓名 电话 省 市 区 地址 联系人 手机 联系地址"),
    ],
)
def test_groups_that_are_displaced_are_refused(tmp_path: Path, groups: str, names: str) -> None:
    above = ["", *groups.split(" ")]
    header = ["运单号", *names.split()]
    above += [""] * (len(header) - len(above))
    with pytest.raises(InputError) as caught:
        read(tmp_path, [above, header, [NUMBER, *["林龙旭"] * (len(header) - 1)]])
    assert (caught.value.code, caught.value.where and caught.value.where.line) == ("INTAKE-GROUPS", 1)


def test_a_recipient_who_stands_whole_under_no_persons_group(tmp_path: Path) -> None:
    rows = [
        ["基本信息", "", "", "", "寄件信息", "", "", "安装信息", "", ""],
        ["运单号", "联系人", "电话", "地址", "姓名", "电话", "地址", "姓名", "手机", "联系地址"],
        [NUMBER, *TO, *BY, "顾北辰", "13922223333", "昆明市翠湖路5号"],
    ]
    assert told(read(tmp_path, rows)) == (TO, BY)


def test_a_name_beside_the_recipients_group(tmp_path: Path) -> None:
    rows = [
        ["", "", "收货信息", "", "寄件信息", "", ""],
        ["运单号", *["姓名", "电话", "地址"] * 2],
        [NUMBER, *TO, *BY],
    ]
    assert told(read(tmp_path, rows)) == (TO, BY)


def test_what_is_called_a_name_of_a_party(tmp_path: Path) -> None:
    rows = [
        ["", "寄件方", "", "", "收件方", "", "", "会员信息", "", "托寄物"],
        ["运单号", *["名称", "电话", "地址"] * 2, "姓名", "电话", "名称"],
        [NUMBER, *BY, *TO, "顾北辰", "13922223333", "杯"],
    ]
    assert told(read(tmp_path, rows)) == (TO, BY)


@pytest.mark.parametrize("names", ["姓名 电话 联系人 手机 地址", "联系人 电话 地址 姓名 手机 联系地址"])
def test_two_persons_by_other_words_of_whom_nothing_is_told(tmp_path: Path, names: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, [["运单号", *names.split()], [NUMBER, *["1"] * len(names.split())]])
    assert caught.value.code == "INTAKE-COLUMN-TWICE"


@pytest.mark.parametrize(
    "names",
    [
        ["运单号", "电话", "收件人", "地址", "电话", "寄件人"],
        ["运单号", "手机", "寄件人", "地址", "手机", "收件人", "地址"],
    ],
)
def test_numbers_before_their_persons_are_told_by_nobody(tmp_path: Path, names: list[str]) -> None:
    """The sender's number was taken for the recipient's, who stands before it."""
    cells = [
        "JT0000000000001",
        "15089606268",
        "林龙旭",
        "福建省晋江市长江西路737号",
        "18883948814",
        "徐永",
        "贵阳市",
    ]
    with pytest.raises(InputError) as caught:
        read(tmp_path, [names, cells[: len(names)]])
    assert caught.value.code == "INTAKE-COLUMN-TWICE"


def test_numbers_between_persons_are_those_before_them(tmp_path: Path) -> None:
    got = read(
        tmp_path,
        [
            ["运单号", "地址", "收件人", "电话", "寄件人", "电话", "经办人"],
            [NUMBER, TO[2], TO[0], TO[1], BY[0], BY[1], "王五"],
        ],
    )
    assert (got.orders[0].recipient.phone, got.orders[0].sender.phone) == (TO[1], BY[1])


OTHERS = ("湖南省", "长沙市", "岳麓区")
HIS = ("福建省", "泉州市", "晋江市")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (["省", "市", "区"], ["收货省", "收货市", "收货区"]),
        (["店铺", "省", "市", "区"], ["收件省份", "收件城市", "收件区县"]),
        (["城市"], ["收货省份", "收货城市", "收货区县"]),
        (["省", "市", "区"], ["收货省", "收货市"]),
        (["省市区"], ["收件省市区"]),
    ],
)
def test_a_division_that_is_told_to_be_the_recipients_goes_before_any_other(
    tmp_path: Path, before: list[str], behind: list[str]
) -> None:
    """A shop's province, city and district were printed before his street."""
    others = {"省": OTHERS[0], "市": OTHERS[1], "区": OTHERS[2], "城市": OTHERS[1], "省市区": "".join(OTHERS)}
    his = ["".join(HIS)] if len(behind) == 1 else HIS[: len(behind)]
    for first, second in ((before, behind), (behind, before)):
        cells = {**{name: others.get(name, "一店") for name in before}, **dict(zip(behind, his, strict=True))}
        names = ["运单号", *first, "收件人", "收件人电话", "收件地址", *(second if first is behind else [])]
        if first is before:
            names += second
        row = {**cells, "运单号": NUMBER, "收件人": TO[0], "收件人电话": TO[1], "收件地址": "长江西路737号"}
        got = read(tmp_path, [names, [row[name] for name in names]])
        to = got.orders[0].recipient
        assert to.province + to.city + to.district == "".join(HIS[: max(len(his), 3 * (len(behind) == 1))])
        assert {name for name, _ in got.source.match.unknown} >= {*before} - {"店铺"}


@pytest.mark.parametrize("call", ["联系人电话", "联系人手机", "电话"])
@pytest.mark.parametrize("sender", ["寄件人", "寄件公司", "发货单位"])
def test_a_senders_block_is_his_whatever_its_columns_are_called(
    tmp_path: Path, sender: str, call: str
) -> None:
    """His province stood before the recipient's street, and his number for the recipient's."""
    his = ["贵州省", "贵阳市", "观山湖区", "胜利街1938号"]
    block, cells = [sender, call, "省", "市", "区", "地址"], [BY[0], BY[1], *his]
    names = ["收货人", call, "收货地址"]
    for header, row in (
        (["运单号", *block, *names], [NUMBER, *cells, *TO]),
        (["运单号", *names, *block], [NUMBER, *TO, *cells]),
    ):
        (order,) = read(tmp_path, [header, row]).orders
        to, by = order.recipient, order.sender
        assert (to.name, to.phone, to.province, to.address, to.other_phones) == (*TO[:2], "", TO[2], "")
        assert (by.name, by.phone, by.province, by.address) == (*BY[:2], his[0], his[3])


@pytest.mark.parametrize("besides", ["部门", "邮编", "月结卡号", "E-mail"])
def test_what_a_sender_has_besides_does_not_end_his_block(tmp_path: Path, besides: str) -> None:
    """His province was printed before the recipient's address."""
    header = ["运单号", "寄件人", besides, "手机", "省", "市", "区", "地址", "收货人", "收货电话", "收货地址"]
    row = [NUMBER, BY[0], "x", BY[1], "贵州省", "贵阳市", "观山湖区", "胜利街1938号", *TO]
    (order,) = read(tmp_path, [header, row]).orders
    assert (order.recipient.province, order.recipient.address) == ("", TO[2])
    assert (order.sender.province, order.sender.phone) == ("贵州省", BY[1])


@pytest.mark.parametrize("his", [["省份", "城市", "区县"], ["省市区"]])
def test_the_division_beside_a_recipient_goes_before_one_of_nobody(tmp_path: Path, his: list[str]) -> None:
    """省 stood before 省份 in the list of names, whosever it was."""
    header = ["运单号", "备注", "省", "市", "区", "收件人", "手机", *his, "详细地址"]
    cells = list(HIS) if len(his) == 3 else ["".join(HIS)]
    row = [NUMBER, "", *OTHERS, *TO[:2], *cells, "长江西路737号"]
    to = read(tmp_path, [header, row]).orders[0].recipient
    assert to.province + to.city + to.district == "".join(HIS)


def test_another_name_and_number_behind_the_recipients_are_not_one_cell(tmp_path: Path) -> None:
    """姓名, 手机 behind 收件电话 were read as 姓名手机, and the number went before his."""
    header = ["运单号", "收件人", "收件联系电话", "收件地址", "姓名", "手机"]
    (order,) = read(tmp_path, [header, [NUMBER, *TO, "王五", BY[1]]]).orders
    assert (order.recipient.name, order.recipient.phone, order.recipient.other_phones) == (*TO[:2], "")


@pytest.mark.parametrize("group", ["门店信息", "业务员", "下单人"])
@pytest.mark.parametrize("recipient", ["收件信息", "收货人"])
def test_another_group_is_not_the_recipients_whose_columns_tell_themselves(
    tmp_path: Path, group: str, recipient: str
) -> None:
    """收件手机 under 收件信息 was not known to be his: the shop's 手机 went before it."""
    his = ["收件人", "收件手机", "收件地址"]
    for groups, names, row in (
        (["", recipient, "", "", group, ""], [*his, "姓名", "电话"], [*TO, "王五", BY[1]]),
        (["", group, "", recipient, "", ""], ["姓名", "手机", *his], ["王五", BY[1], *TO]),
    ):
        (order,) = read(tmp_path, [groups, ["运单号", *names], [NUMBER, *row]]).orders
        to = order.recipient
        assert (to.name, to.phone, to.address, to.other_phones) == (*TO, "")


@pytest.mark.parametrize(
    "names",
    [
        ["寄件人", "电话", "地址", "收件人", "手机", "送到哪里"],
        ["供应商", "电话", "地址", "收件人", "手机", "送到哪里"],
        ["Sender", "Tel", "Address", "Receiver", "Phone", "Where to"],
    ],
)
def test_another_s_address_before_the_recipient_is_not_his_where_his_own_is_not_known(
    tmp_path: Path, names: list[str]
) -> None:
    """The parcel would have gone back to its sender."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, [["运单号", *names], [NUMBER, *BY, *TO]])
    assert (caught.value.code, caught.value.facts["missing"]) == ("INTAKE-COLUMNS", "recipient_address")


def test_english_names_of_others_are_told_by_their_place(tmp_path: Path) -> None:
    header = "Tracking_No|Warehouse|Tel|Sender|Tel|Street|Receiver|Phone|Street|Billing_Name|Telephone"
    row = [NUMBER, "一仓", "13700003333", BY[0], BY[1], BY[2], *TO, "王五", "13700004444"]
    (order,) = read(tmp_path, [header.replace("_", " ").split("|"), row]).orders
    to, by = order.recipient, order.sender
    assert (to.name, to.phone, to.address, to.other_phones) == (*TO, "")
    assert (by.name, by.phone, by.address) == BY


def test_a_company_without_number_or_place_is_no_sender(tmp_path: Path) -> None:
    header = ["运单号", "发货公司", "收件人", "手机", "地址"]
    assert read(tmp_path, [header, [NUMBER, "中通快递", *TO]]).orders[0].sender.name == ""


@pytest.mark.parametrize("address", ["Address", "Detail_Address", "Recipient_Address", "Shipping_Address1"])
def test_a_street_beside_an_address_is_not_the_address(tmp_path: Path, address: str) -> None:
    header = f"Tracking_No|Recipient|Phone|Province|City|District|Street|{address}"
    row = [NUMBER, *TO[:2], "福建省", "泉州市", "晋江市", "青阳街道", "长江西路737号"]
    (order,) = read(tmp_path, [header.replace("_", " ").split("|"), row]).orders
    assert order.recipient.address == "长江西路737号"


def test_a_street_alone_is_the_address(tmp_path: Path) -> None:
    header = ["Tracking No", "Receiver Name", "Receiver Phone", "Receiver Street"]
    assert read(tmp_path, [header, [NUMBER, *TO]]).orders[0].recipient.address == TO[2]
    header = ["Tracking No", "Shipping Name", "Shipping Phone", "Shipping Street", "Shipping Address1"]
    assert read(tmp_path, [header, [NUMBER, *TO, "长江西路"]]).orders[0].recipient.address == TO[2]
