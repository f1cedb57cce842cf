"""The extension of a virtual number: with the phone or, as some platforms have it, behind the name."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import HEADER, read, row

from waybill.intake.straight import reader_of, straight

NUMBER = "17012345678"
WECHAT = [
    "订单号", "订单下单时间", "收件人姓名", "收件人地址", "省", "市", "区", "收件人手机", "买家备注", "物流公司", "快递单号",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "phone", "told", "expected"),
    [
        ("林清秋[7804]", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋[7804]", "", NUMBER, ("林清秋", f"{NUMBER}-7804")),
        ("林清秋［7804］", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋【７８０４】", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋 [780]", NUMBER, "是", ("林清秋", f"{NUMBER}-780")),
        ("林清秋[780412]", NUMBER, "是", ("林清秋", f"{NUMBER}-780412")),
        ("林清秋转7804", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋 转 7804", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋（分机号:7804）", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋,转分机7804", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋(7804)", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋（7804）", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("林清秋-7804", NUMBER, "是", ("林清秋", f"{NUMBER}-7804")),
        ("Lin Qingqiu [7804]", NUMBER, "是", ("Lin Qingqiu", f"{NUMBER}-7804")),
        ("林清秋[7804]", "+86 170 1234 5678", "是", ("林清秋", "+8617012345678-7804")),
        ("林清秋[7804]", "9501312345678", "是", ("林清秋", "9501312345678-7804")),
        # The phone has its own, or is a whole number of another kind.
        ("林清秋[7804]", f"{NUMBER}-7804", "是", ("林清秋[7804]", f"{NUMBER}-7804")),
        ("林清秋[7804]", f"{NUMBER}-1234", "是", ("林清秋[7804]", f"{NUMBER}-1234")),
        ("林清秋[7804]", f"{NUMBER}转1234", "是", ("林清秋[7804]", f"{NUMBER}转1234")),
        ("林清秋[7804]", f"{NUMBER}1234", "是", ("林清秋[7804]", f"{NUMBER}1234")),
        ("林清秋[7804]", "700123456789012", "是", ("林清秋[7804]", "700123456789012")),
        # No extensions.
        ("林清秋[78]", NUMBER, "是", ("林清秋[78]", NUMBER)),
        ("林清秋[7804123]", NUMBER, "是", ("林清秋[7804123]", NUMBER)),
        ("林清秋-302", NUMBER, "是", ("林清秋-302", NUMBER)),
        ("林清秋2026", NUMBER, "是", ("林清秋2026", NUMBER)),
        ("[7804]", NUMBER, "是", ("[7804]", NUMBER)),
        # Nobody says that it is a virtual number.
        ("林清秋[7804]", NUMBER, "", ("林清秋[7804]", NUMBER)),
        ("林清秋[7804]", NUMBER, "否", ("林清秋[7804]", NUMBER)),
    ],
)
def test_the_extension_behind_the_name(
    tmp_path: Path, name: str, phone: str, told: str, expected: tuple[str, str]
) -> None:
    got = read(tmp_path, [[*HEADER, "隐私号"], [*row(1, 收件人=name, 收件人手机=phone), told]])
    to = got.orders[0].recipient
    assert (to.name, to.phone) == expected
    assert to.phone_is_virtual == (told not in ("", "否"))


@pytest.mark.parametrize(
    ("phone", "told", "until", "virtual"),
    [
        (f"{NUMBER}-7804", "", "2026-12-31", True),
        (f"{NUMBER}-7804", "", "", False),
        (f"{NUMBER}-7804", "否", "2026-12-31", False),
        (NUMBER, "", "2026-12-31", False),
    ],
)
def test_the_day_until_which_it_is_good_tells_a_number_with_an_extension(
    tmp_path: Path, phone: str, told: str, until: str, virtual: bool
) -> None:
    rows = [[*HEADER, "是否隐私号", "隐私号有效期"], [*row(1, 收件人手机=phone), told, until]]
    to = read(tmp_path, rows).orders[0].recipient
    assert (to.phone, to.phone_is_virtual) == (phone, virtual)


def test_the_senders_too(tmp_path: Path) -> None:
    got = read(tmp_path, [[*HEADER, "寄件人隐私号"], [*row(1, 寄件人="徐永[7804]", 寄件人手机=NUMBER), "是"]])
    sender = got.orders[0].sender
    assert (sender.name, sender.phone, sender.phone_is_virtual) == ("徐永", f"{NUMBER}-7804", True)


@pytest.mark.parametrize(
    ("name", "phone", "expected"),
    [
        ("林清秋[7804]", NUMBER, ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋转7804", NUMBER, ("林清秋", f"{NUMBER}-7804", True)),
        # May be a door behind the name, and the phone a person's own.
        ("林清秋(1203)", NUMBER, ("林清秋(1203)", NUMBER, False)),
        ("林清秋-1203", NUMBER, ("林清秋-1203", NUMBER, False)),
        ("林清秋", NUMBER, ("林清秋", NUMBER, False)),
        # Its own extension, however it is written.
        ("林清秋", f"{NUMBER}-7804", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER}转7804", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER} 转 7804", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER}[7804]", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER}（７８０４）", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER}-分机7804", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER},7804", ("林清秋", f"{NUMBER}-7804", True)),
        ("林清秋", f"{NUMBER}-78041", ("林清秋", f"{NUMBER}-78041", False)),
    ],
)
def test_on_a_platform_whose_numbers_with_an_extension_are_virtual(
    tmp_path: Path, name: str, phone: str, expected: tuple[str, str, bool]
) -> None:
    line = ["37300001", "2026-11-20", name, "福华路100号", "广东省", "深圳市", "福田区"]
    table = [WECHAT, [*line, phone, "轻放", "中通快递", "73610555582883"]]
    got = read(tmp_path, table)
    assert got.source.layout.profile == "wechat"
    to = got.orders[0].recipient
    assert (to.name, to.phone, to.phone_is_virtual) == expected
    quick = straight(reader_of(got.source.layout), 2, table[1], ",".join(table[1]))
    assert quick in (None, got.orders[0])


@pytest.mark.parametrize(
    ("names", "cells", "profile"),
    [
        (
            ["订单编号", "买家会员名", "收货人姓名", "收货地址", "联系手机", "物流单号"],
            ["219", "t", "林清秋", "广东省 深圳市 福田区 福华路100号", f"'{NUMBER}-7804", "No:JT1234567890123"],
            "taobao",
        ),
        (
            ["订单号", "商品总价(元)", "用户实付金额(元)", "商家实收金额(元)", "快递单号", "收件人", "手机", "地址"],
            ["241121-1", "1", "1", "1", "JT1234567890123", "林清秋", f"{NUMBER}转7804", "深圳市福华路100号"],
            "pdd",
        ),
    ],
)  # fmt: skip
def test_platforms_whose_numbers_with_an_extension_are_virtual(
    tmp_path: Path, names: list[str], cells: list[str], profile: str
) -> None:
    got = read(tmp_path, [names, cells])
    assert got.source.layout.profile == profile
    to = got.orders[0].recipient
    assert (to.phone, to.phone_is_virtual) == (f"{NUMBER}-7804", True)


DESK = "0571-88884965"


@pytest.mark.parametrize(
    ("phone", "told", "until", "hidden"),
    [
        (f"{NUMBER}-7804", "", "", True),
        (f"{NUMBER}转7804", "", "", True),
        (f"{NUMBER}[7804]", "", "", True),
        (f"{NUMBER}-7804", "是", "", False),
        (f"{NUMBER}-7804", "否", "", False),
        (f"{NUMBER}-7804", "", "2026-12-31", False),
        (NUMBER, "", "", False),
        (f"{DESK}-8801", "", "", False),
        (f"{NUMBER}-7804（有效期至2026-12-31）", "", "", True),
        (f"请拨{NUMBER}转7804 晚上打", "", "", True),
        (f"{NUMBER}-7804/13922223333", "", "", True),
        (f"{NUMBER}/13922223333", "", "", False),
        ("13812345678,0571-88001122", "", "", False),
        ("13812345678(0571)88001122", "", "", False),
        ("13812345678(2026-05-01)", "", "", False),
        ("13812345678,2026/5/1", "", "", False),
        ("13812345678,1204室", "", "", False),
    ],
)
def test_a_number_that_may_be_virtual_and_is_hidden_is_told(
    tmp_path: Path, phone: str, told: str, until: str, hidden: bool
) -> None:
    """The courier would have no number to call, and nobody knew why."""
    rows = [[*HEADER, "是否隐私号", "隐私号有效期"], [*row(1, 收件人手机=phone), told, until]]
    notes = [(note.line, note.problem.code, note.problem.column) for note in read(tmp_path, rows).notes]
    assert notes == [(2, "INTAKE-EXTENSION-HIDDEN", "recipient_phone")] * hidden


@pytest.mark.parametrize(
    ("names", "cells", "phone", "virtual"),
    [
        (["手机", "分机号"], [NUMBER, "7804"], f"{NUMBER}-7804", False),
        (["手机", "分机号"], [NUMBER, "'0804"], f"{NUMBER}-0804", False),
        (["手机", "虚拟号", "分机"], ["13812345678", NUMBER, "7804"], f"{NUMBER}-7804", True),
        (["手机", "虚拟号", "分机"], [NUMBER, "是", "７８０４"], f"{NUMBER}-7804", True),
        (["virtual_number", "identify_number"], [NUMBER, "7804"], f"{NUMBER}-7804", True),
        (["收件人手机", "收件人分机号"], [NUMBER, "7804"], f"{NUMBER}-7804", False),
        (["电话", "分机"], [DESK, "801"], f"{DESK}-801", False),
        # The number has it already, or there is none.
        (["手机", "分机"], [f"{NUMBER}-7804", "7804"], f"{NUMBER}-7804", False),
        (["手机", "分机"], [f"{NUMBER}转7804", "7804"], f"{NUMBER}转7804", False),
        (["手机", "分机"], [NUMBER, "无"], NUMBER, False),
        (["手机", "分机"], [NUMBER, "0"], NUMBER, False),
        (["手机", "分机"], ["170****5678", "7804"], "170****5678", False),
        # Another number's: of the switchboard beside a mobile, of whoever has the number before it.
        (["手机", "电话", "分机"], ["13812345678", DESK, "8801"], "13812345678", False),
        (["客服电话", "分机号", "手机"], [DESK, "8801", "13812345678"], "13812345678", False),
        (["业务员", "分机", "手机"], ["小周", "8801", "13812345678"], "13812345678", False),
        (["买家手机", "买家分机号", "收件人手机"], ["13912345678", "8801", "13812345678"], "13812345678", False),
        (["寄件人", "寄件电话", "分机", "收件人手机"], ["徐永", DESK, "8801", "13812345678"], "13812345678", False),
        (["手机", "备用电话", "分机"], ["13812345678", DESK, "8801"], "13812345678", False),
    ],
)  # fmt: skip
def test_the_extension_in_a_column_of_its_own(
    tmp_path: Path, names: list[str], cells: list[str], phone: str, virtual: bool
) -> None:
    got = read(
        tmp_path, [["运单号", "收件人", *names, "地址"], ["JT1234567890123", "林清秋", *cells, "泉州市路1号"]]
    )
    assert got.rejects == []
    to = got.orders[0].recipient
    assert (to.phone, to.phone_is_virtual) == (phone, virtual)


@pytest.mark.parametrize(
    ("phone", "extension"),
    [(NUMBER, "804"), (NUMBER, "7804.0"), (NUMBER, "7804/7805"), (f"{NUMBER}-7804", "7805"), (f"{NUMBER}/{DESK}", "7804")],
)  # fmt: skip
def test_what_can_not_be_the_extension_is_refused(tmp_path: Path, phone: str, extension: str) -> None:
    got = read(
        tmp_path,
        [
            ["运单号", "收件人", "手机", "分机", "地址"],
            ["JT1234567890123", "林清秋", phone, extension, "泉州市路1号"],
        ],
    )
    assert got.codes() == [("INTAKE-EXTENSION",)]


@pytest.mark.parametrize(
    ("names", "cells", "phone"),
    [
        (["手机", "解密手机"], ["138****5678", "13812345678"], "13812345678"),
        (["收件人手机", "手机（明文）"], ["$idx$An4bY5v7iSTPED$1$$", "13812345678"], "13812345678"),
        (["解密后的手机号", "收件人手机号"], ["13812345678", "138****5678"], "13812345678"),
        (["手机", "解密手机"], ["13812345678", ""], "13812345678"),
        (["手机", "解密买家手机", "买家手机(明文)"], ["13812345678", "13912345678", "13912345678"], "13812345678"),
        (["手机", "寄件人手机", "解密寄件人手机"], ["13812345678", "188****8814", "18883948814"], "13812345678"),
    ],
)  # fmt: skip
def test_what_was_decrypted_goes_before_its_mask(
    tmp_path: Path, names: list[str], cells: list[str], phone: str
) -> None:
    got = read(
        tmp_path, [["运单号", "收件人", "地址", *names], ["JT1234567890123", "林清秋", "泉州市路1号", *cells]]
    )
    assert got.orders[0].recipient.phone == phone


@pytest.mark.parametrize(
    ("names", "cells", "number"),
    [
        (["运单号", "新运单号"], ["YT9100000000028", "JT1234567890123"], "JT1234567890123"),
        (["运单号", "换单后运单号"], ["YT9100000000028", ""], "YT9100000000028"),
        (["原运单号", "新运单号"], ["YT9100000000028", "JT1234567890123"], "JT1234567890123"),
    ],
)
def test_a_new_waybill_number_goes_before_the_old_one(
    tmp_path: Path, names: list[str], cells: list[str], number: str
) -> None:
    table = [[*names, "收件人", "手机", "地址"], [*cells, "林清秋", "13812345678", "泉州市路1号"]]
    assert [order.waybill_no for order in read(tmp_path, table).orders] == [number]


@pytest.mark.parametrize(
    "name", ["安全号码", "收件人安全号", "小号", "隐私小号", "收货人小号", "阿里小号", "虚拟手机号", "中间号"]
)
def test_names_of_virtual_numbers(tmp_path: Path, name: str) -> None:
    got = read(tmp_path, [[*HEADER, name], [*row(1), "17012345678-7804"]])
    to = got.orders[0].recipient
    assert (to.phone, to.phone_is_virtual, to.other_phones) == ("17012345678-7804", True, "15089606268")


def test_a_column_of_small_sizes_is_none(tmp_path: Path) -> None:
    got = read(tmp_path, [[*HEADER, "大号", "小号"], [*row(1), "1", "2"]])
    assert (got.orders[0].recipient.phone, got.orders[0].recipient.phone_is_virtual) == ("15089606268", False)


@pytest.mark.parametrize(
    "name", ["虚拟号码过期时间", "隐私号失效时间", "虚拟号有效期至", "收件人隐私号到期日期"]
)
def test_names_of_their_last_day(tmp_path: Path, name: str) -> None:
    got = read(tmp_path, [[*HEADER, name], [*row(1, 收件人手机="17012345678-7804"), "2026-12-09"]])
    to = got.orders[0].recipient
    assert (to.phone, to.phone_is_virtual, to.virtual_until) == ("17012345678-7804", True, "2026-12-09")


@pytest.mark.parametrize(
    ("flag", "expected"),
    [("虚拟", True), ("隐私面单", True), ("已启用", True), ("真实号码", False), ("未启用", False)],
)
def test_words_of_a_column_that_flags_virtual_numbers(tmp_path: Path, flag: str, expected: bool) -> None:
    got = read(tmp_path, [[*HEADER, "是否虚拟号"], [*row(1, 收件人手机="17012345678-7804"), flag]])
    to = got.orders[0].recipient
    assert (to.phone, to.phone_is_virtual) == ("17012345678-7804", expected)
