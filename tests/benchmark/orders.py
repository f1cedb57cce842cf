"""Seeded synthetic orders: the real mix of columns, 2,500 distinct characters, no real person."""

from __future__ import annotations

import csv
import random
from pathlib import Path

HEADER = [
    "订单号",
    "运单号",
    "快递公司",
    "收件人",
    "收件人手机",
    "省",
    "市",
    "区",
    "详细地址",
    "经度",
    "纬度",
    "坐标系",
    "寄件人",
    "寄件人手机",
    "寄件地址",
    "商品",
    "件数",
    "重量kg",
    "三段码",
    "集包地",
    "备注",
    "下单时间",
]

# Chinese characters of GB 2312 level 1, the 3,755 most common ones.
CHARACTERS = [
    bytes((high, low)).decode("gb2312")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
    if (high, low) < (0xD7, 0xFA)
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
REGIONS = (
    ("福建省", "泉州市", "晋江市"), ("广西壮族自治区", "南宁市", "西乡塘区"), ("黑龙江省", "哈尔滨市", "道里区"),
    ("云南省", "昆明市", "五华区"), ("北京市", "北京市", "通州区"), ("上海市", "上海市", "浦东新区"),
    ("广东省", "深圳市", "南山区"), ("浙江省", "杭州市", "余杭区"), ("江苏省", "苏州市", "吴中区"),
    ("四川省", "成都市", "郫都区"), ("湖北省", "武汉市", "洪山区"), ("陕西省", "西安市", "雁塔区"),
    ("山东省", "青岛市", "市南区"), ("河南省", "郑州市", "金水区"), ("湖南省", "长沙市", "岳麓区"),
    ("辽宁省", "沈阳市", "和平区"), ("重庆市", "重庆市", "沙坪坝区"), ("安徽省", "合肥市", "蜀山区"),
    ("贵州省", "贵阳市", "观山湖区"), ("新疆维吾尔自治区", "乌鲁木齐市", "沙依巴克区"),
)  # fmt: skip
ROADS = (
    "长江西路",
    "建设街",
    "解放东路",
    "黄河南路",
    "人民中路",
    "凤凰大道",
    "科技路",
    "环城北路",
    "学府街",
    "滨海大道",
)
CARRIERS = (
    ("极兔速递", "JT{:013d}"), ("顺丰速运", "SF1{:012d}"), ("圆通速递", "YT{:013d}"), ("申通快递", "77{:013d}"),
    ("京东物流", "JDX{:012d}"), ("邮政快递包裹", "99{:011d}"), ("中通快递", "73{:012d}"),
)  # fmt: skip
GOODS = (
    "儿童保温杯500ml",
    "坚果礼盒",
    "四件套床单",
    "记号笔12支",
    "螺蛳粉3包装",
    "纯棉短袖T恤",
    "数据线1.2m",
    "洗衣液3kg",
)
REMARKS = ("", "", "", "生鲜急件", "勿放门口", "易碎品", "工作日送货,周末不在", "放丰巢快递柜")


def write_orders(path: Path, count: int, seed: int = 41833) -> None:
    """Write ``count`` orders as UTF-8 CSV; equal seeds give equal files."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows(_row(rng, number) for number in range(count))


def _row(rng: random.Random, number: int) -> list[str]:
    carrier, shape = CARRIERS[number % len(CARRIERS)]
    region = rng.choice(REGIONS)
    located = rng.random() < 0.16
    return [
        f"2026{number:08d}{rng.randint(10_000, 99_999)}{rng.randint(1, 9)}", shape.format(number), carrier, _name(rng), _phone(rng), *region, _address(rng),
        f"{rng.uniform(100, 122):.6f}" if located else "", f"{rng.uniform(22, 45):.6f}" if located else "",
        "CGCS2000" if located else "", _name(rng), _phone(rng), "".join(dict.fromkeys(rng.choice(REGIONS))) + _address(rng),
        rng.choice(GOODS), str(rng.randint(1, 6)), f"{rng.uniform(0.2, 9):.2f}",
        f"{rng.randint(10, 799):03d}-{rng.choice('ABCDE')}{rng.randint(0, 39):02d} {rng.randint(0, 999):03d}",
        region[1].rstrip("市") + "集", rng.choice(REMARKS), f"2026-11-{rng.randint(1, 22):02d} {rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}",
    ]  # fmt: skip


def _name(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.choices(CHARACTERS[:2500], k=rng.choice((1, 2, 2, 2))))


def _phone(rng: random.Random) -> str:
    return f"1{rng.choice('35789')}{rng.randint(0, 999_999_999):09d}"


def _address(rng: random.Random) -> str:
    community = "".join(rng.choices(CHARACTERS[:2500], k=2)) + rng.choice(
        ("花园", "小区", "公寓", "家园三期", "府", "名邸")
    )
    tail = f"{rng.randint(1, 48)}{rng.choice(('栋', '幢', '号楼'))}{rng.randint(1, 4)}单元{rng.randint(1, 33)}{rng.randint(1, 6):02d}室"
    return f"{rng.choice(ROADS)}{rng.randint(1, 1999)}号{community}{tail}"
