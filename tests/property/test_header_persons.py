"""Headers put together at random of what people have in tables: a label never gets another person's phone or address.

The recipient's columns tell that they are his (收件人电话), or stand behind his name (收件人, 电话, 地址), as do the sender's and
those of strangers, of whom some are known by their names and some are not.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from waybill.errors import InputError
from waybill.intake import Options, open_sources, read_chunk
from waybill.intake.order import Party

TO = ("林龙旭", "15089606268", "福建省", "泉州市", "晋江市", "长江西路737号43栋1202室")
BY = ("徐永", "18883948814", "贵州省", "贵阳市", "观山湖区", "胜利街1938号26幢")
NOBODY = ("顾北辰", "13922223333", "云南省昆明市五华区翠湖路5号")
NUMBER = "JT1234567890128"
PHONES = ["手机", "电话", "联系电话", "手机号", "联系方式", "手机号码"]
ADDRESSES = ["地址", "详细地址", "联系地址"]
TOLD = {
    "to": (["收件人", "收货人姓名", "收方姓名"], ["收件人手机", "收件电话", "收货人联系方式"], ["收件地址", "收货人详细地址"]),
    "by": (["寄件人", "发货人姓名", "寄方姓名"], ["寄件人手机", "寄件电话", "发货人联系方式"], ["寄件地址", "发货人详细地址"]),
}  # fmt: skip
STRANGERS = [
    "业务员", "下单人", "买家姓名", "会员姓名", "店铺", "供应商", "快递员", "团长", "客服", "开票人", "退货联系人", "门店",
    "推广员", "司机", "厂家", "办事处", "学校", "主管", "自提点", "品牌方", "发票抬头", "安装师傅", "单位", "分公司", "监护人", "驿站",
]  # fmt: skip
IDLE = ["序号", "订单状态", "支付时间", "单价", "规格", "旗帜", "打印时间", "邮编", "商品", "数量", "备注"]

Columns = list[tuple[str, str]]


def person(r: random.Random, who: str, told: bool) -> Columns:
    """The columns of recipient or sender, with divisions of their own or without."""
    names, phones, addresses = TOLD[who]
    name, phone, *divisions, place = TO if who == "to" else BY
    columns = [(r.choice(names), name), (r.choice(phones if told else PHONES), phone)]
    if r.random() < 0.4:
        before = {"to": "收件", "by": "寄件"}[who] if told else ""
        columns += [(before + each, cell) for each, cell in zip("省市区", divisions, strict=True)]
        return [*columns, (r.choice(addresses if told else ADDRESSES), place)]
    return [*columns, (r.choice(addresses if told else ADDRESSES), "".join(divisions) + place)]


def stranger(r: random.Random) -> Columns:
    who = r.choice(STRANGERS)
    told = r.random() < 0.5
    columns = [(who, NOBODY[0]), (f"{who}电话" if told else r.choice(PHONES), NOBODY[1])]
    return columns + (
        [(f"{who}地址" if told else r.choice(ADDRESSES), NOBODY[2])] if r.random() < 0.5 else []
    )


def header(r: random.Random) -> Columns:
    blocks = [person(r, "to", r.random() < 0.5)]
    if r.random() < 0.6:
        blocks.append(person(r, "by", r.random() < 0.5))
    blocks += [stranger(r) for _ in range(r.randrange(3))]
    blocks += [[(name, "1")] for name in r.sample(IDLE, r.randrange(4))]
    blocks.append([("快递单号", NUMBER)])
    r.shuffle(blocks)
    return [column for block in blocks for column in block]


def whole(party: Party) -> tuple[str, str, str]:
    place = party.province + party.city + party.district + party.address
    return party.name, party.phone, place


@pytest.mark.parametrize("seed", range(10))
def test_nobody_gets_what_is_anothers(tmp_path: Path, seed: int) -> None:
    r = random.Random(seed)
    path = tmp_path / "o.csv"
    refused = 0
    for _ in range(60):
        columns = header(r)
        path.write_text("\n".join(",".join(cells) for cells in zip(*columns, strict=True)), "utf-8")
        names = ",".join(name for name, _ in columns)
        try:
            source = next(open_sources([str(path)], Options()))
        except InputError as error:
            assert error.code == "INTAKE-COLUMN-TWICE", names
            refused += 1
            continue
        (order,) = read_chunk(source.layout, next(source.chunks(9))).orders
        assert whole(order.recipient) == (*TO[:2], "".join(TO[2:])), names
        has_sender = any(cell == BY[0] for _, cell in columns)
        assert whole(order.sender) == ((*BY[:2], "".join(BY[2:])) if has_sender else ("", "", "")), names
    assert refused < 3
