"""Orders of all shapes, from a seed: names, phones, addresses and remarks as people and platforms write them."""

from __future__ import annotations

import csv
import io
import random

HEADER = (
    "运单号", "快递公司", "收件人", "收件人手机", "虚拟号", "省", "市", "区", "详细地址", "寄件人", "寄件人手机",
    "寄件地址", "商品", "件数", "重量kg", "三段码", "备注",
)  # fmt: skip
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗阙麴訾逄郗仉璩禚"
_COMPOUND = ("欧阳", "司马", "诸葛", "上官", "皇甫", "尉迟", "第五", "东方", "亓官", "呼延")
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂澍璟泓翦昊翥鄯珏鞠旻阗溟鬈蘅骛昶矍沅霈濯"
_PLACES = (
    ("福建省", "泉州市", "晋江市"), ("广东省", "深圳市", "福田区"), ("北京市", "北京市", "通州区"), ("上海市", "", "浦东新区"),
    ("新疆维吾尔自治区", "乌鲁木齐市", "沙依巴克区"), ("海南省", "", "文昌市"), ("内蒙古自治区", "呼和浩特市", "赛罕区"),
    ("重庆市", "重庆市", "渝北区"), ("浙江", "杭州", "滨江区"), ("广东省", "东莞市", ""), ("四川省", "凉山彝族自治州", "西昌市"),
)  # fmt: skip
_ROADS = [
    "长江西路",
    "建设街",
    "解放东路",
    "人民大道",
    "文化巷",
    "中山街",
    "科技园南二道",
    "环城北路",
    "振兴路",
    "胜利街",
    "学府路",
    "滨海大街",
]
_ESTATES = [
    "山门府",
    "锦桥家园",
    "光河利公寓",
    "门塘苑",
    "御府三期",
    "恒桃公寓",
    "碧澜城",
    "万象汇",
    "金桂花园",
    "创大苑东区",
]
_GOODS = [
    "保温杯500ml",
    "坚果礼盒",
    "四件套床单",
    "婴儿湿巾80抽",
    "手机壳 iPhone15",
    "图书3册",
    "连衣裙L码",
    "咖啡豆1kg*2",
    "A4纸 5包",
]
_TITLES = ("先生", "女士", "老师", "(收)", "（代收）")


def name(chance: random.Random) -> str:
    """A recipient's or sender's name."""
    han = "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 1, 2, 2, 2))))
    match chance.randrange(14):
        case 0:
            return chance.choice(_COMPOUND) + han
        case 1:
            return chance.choice(_SURNAMES) + han + chance.choice(_TITLES)
        case 2:
            return "阿依" + han + chance.choice("·•・．") + "买买提" + chance.choice(_GIVEN)
        case 3:
            return chance.choice(
                ("Mary Poppins", "John Smith-Fields", "ZHANG Wenqing", "Zoe Quartermain", "Nguyen Van Trang")
            )
        case 4:
            return chance.choice(("Amy", "Kevin", "Linda")) + chance.choice(_SURNAMES) + han
        case 5:
            return (
                chance.choice(("爱吃鱼的", "小仙女", "快乐的", "隔壁老"))
                + han
                + chance.choice(("", "🐟", "~", "❤"))
            )
        case 6:
            return (
                chance.choice(("苏州", "深圳市", "大连"))
                + han
                + chance.choice(("贸易有限公司", "便利店", "五金商行"))
            )
        case 7:
            return (
                f"{chance.choice(_SURNAMES)}{han} {phone(chance)}"
                if chance.random() < 0.5
                else chance.choice("𠮷𡈽㛃") + han
            )
        case _:
            return chance.choice(_SURNAMES) + han


def phone(chance: random.Random) -> str:
    """A phone number as it is typed."""
    mobile = f"1{chance.choice('3456789')}{chance.randrange(10**9):09d}"
    match chance.randrange(12):
        case 0:
            return f"+86 {mobile}"
        case 1:
            return f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"
        case 2:
            return f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
        case 3:
            return f"0{chance.choice(('10', '21', '755', '591', '931'))}-{chance.randrange(2 * 10**7, 9 * 10**7)}"
        case 4:
            return f"0{chance.choice(('571', '898'))}{chance.randrange(2 * 10**7, 9 * 10**7)}-{chance.randrange(100, 9999)}"
        case 5:
            return (
                f"{mobile}/{chance.choice('3578')}"[:11]
                + f"/1{chance.choice('3578')}{chance.randrange(10**9):09d}"
            )
        case 6:
            return "".join(chr(ord(digit) + 0xFEE0) for digit in mobile)
        case 7:
            return chance.choice(
                (f"+852 {chance.randrange(5 * 10**7, 10**8)}", f"+1 415 {chance.randrange(10**6, 10**7)}")
            )
        case _:
            return mobile


def address(chance: random.Random) -> str:
    """The detailed address behind its district."""
    road = f"{chance.choice(_ROADS)}{chance.randrange(1, 2000)}号"
    estate = chance.choice(_ESTATES)
    block, unit, floor = chance.randrange(1, 60), chance.randrange(1, 9), chance.randrange(1, 33)
    door = f"{floor}{chance.randrange(1, 13):02d}"
    return chance.choice(
        (
            f"{road}{estate}{block}栋{unit}单元{door}室", f"{road}{estate}{block}幢{door}室", f"{road}{estate}{block}号楼{door}",
            f"{road}{block}-{unit}-{door}", f"{estate}{block}栋{unit}单元{floor}层{door}", f"{road}{estate}{floor}楼{chance.choice('ABCD')}座",
            f"{road} {estate} {block}座 {door} 室", f"{road}{estate}{block}＃{door}", f"{road}大学城北区{block}舍{door}",
            f"{estate}镇桂花村{block}组", f"{road}{estate}{'一二三四五六七八九'[unit]}单元{'一二三四五六七八九'[unit]}零{'一二三四五六七八九'[unit - 1]}室",
            f"{road}{estate}{block}栋{unit}单元{door}室 到了打电话", f"{road}菜鸟驿站", f"{road}大厦{floor}F-{door}室",
            f"{road}{estate}{block}栋{unit}单元{door}房（门口有鞋柜）", f"{road}{estate}{chance.choice('ABCDEF')}座{door}",
        )
    )  # fmt: skip


def remark(chance: random.Random, to: str, number: str, place: str) -> str:
    """A note that may tell what the row hides."""
    return chance.choice(
        (
            "", "", "", "生鲜急件", "勿放门口", f"打{number}", f"{to}本人签收", f"送到{place[-5:]}", f"另一电话{phone(chance)}",
            f"微信wx_{chance.randrange(10**6):06d}", f"身份证11010119900307{chance.randrange(10**4):04d}",
            f"联系{name(chance)}{phone(chance)}", "放快递柜，取件码 8842", f"发票抬头{to}", "📱".join(phone(chance)), "❤".join(to),
        )
    )  # fmt: skip


def written(
    chance: random.Random, region: tuple[str, str, str], place: str, to: str, number: str
) -> tuple[str, ...]:
    """Province, city, district, address: nearly always in their columns, sometimes as people write them."""
    whole = "".join(region)
    match chance.randrange(24):
        case 0:
            return "", "", "", f"{to} {number} {whole}{place}"
        case 1:
            return "", "", "", f"{place}，{whole}"
        case 2:
            return "", "", "", f"{to}，86-{number}，{' '.join(region)} {place}"
        case 3:
            return *region[:2], place, chance.choice(_ROADS)
        case 4:
            return region[0], to, number, place
        case _:
            return *region, place


def orders(seed: int, count: int, *, first: int = 0) -> str:
    """A CSV file of ``count`` orders."""
    chance = random.Random(seed)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for index in range(first, first + count):
        region = chance.choice(_PLACES)
        to, number, place = name(chance), phone(chance), address(chance)
        by = "".join(chance.choice(_PLACES)) + address(chance)
        prefix = chance.choice(("SF", "JT", "YT", "99", "ZTO", "7"))
        virtual = chance.random() < 0.1
        writer.writerow(
            (
                f"{prefix}{index:0{15 - len(prefix)}d}", chance.choice(("顺丰速运", "极兔速递", "圆通速递", "邮政EMS")), to,
                f"17{chance.randrange(10**9):09d}-{chance.randrange(10**4):04d}" if virtual else number, "是" if virtual else "",
                *written(chance, region, place, to, number), name(chance), phone(chance), by, chance.choice(_GOODS),
                chance.randrange(1, 9), f"{chance.randrange(10, 999) / 100}", f"{chance.randrange(999):03d}-A{chance.randrange(99):02d} {chance.randrange(999):03d}",
                remark(chance, to, number, place),
            )
        )  # fmt: skip
    return text.getvalue()
