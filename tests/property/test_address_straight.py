"""The straight way of reading an address and the whole grammar give one answer, however near the text is to the pattern."""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path

import pytest

import waybill.address.parse
from waybill.address import detail_words as w
from waybill.address.detail_tokens import kinds
from waybill.address.divisions_heads import heads
from waybill.address.gazetteer import gazetteer, town_names
from waybill.address.parse import _by_grammar, for_label, parse
from waybill.address.straight import straight
from waybill.address.straight_reading import straight_reading
from waybill.deidentify.text import tells_nothing, untouched

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
REGIONS = (
    "北京市北京市海淀区", "上海市上海市浦东新区", "福建省泉州市晋江市", "北京市通州区", "广东省深圳市福田区", "新疆维吾尔自治区乌鲁木齐市沙依巴克区", "湖北省武汉市洪山区",
    "山东省青岛市市南区", "浙江省杭州市余杭区", "海南省文昌市", "湖北省仙桃市", "广东省东莞市", "江苏省苏州市吴中区",
    "内蒙古自治区呼和浩特市赛罕区", "香港特别行政区", "河北省保定市莲池区", "吉林省长春市二道区", "四川省成都市高新区",
)  # fmt: skip
PIECES = (
    *"路街道巷弄村镇乡区城苑园府里庄楼座栋幢室户屋门东南西北中前后左右上下一二三十百零〇甲乙第附负地半顶底阁夹梯单之元层院馆厅房铺号期组队屯社墅",
    "街道", "苏木", "生态城", "地下", "小区", "东区", "新区", "开发区", "高新区", "中区", "三期", "十期", "新村", "花园", "别墅", "排屋",
    "独栋", "商铺", "车位", "丰巢", "驿站", "菜鸟", "前楼", "后院", "西厢房", "亭子间", "汽车间", "晒台", "市场", "办事处", "人民政府",
    "王小明", "先生", "收件人", "电话", "大厦", "广场", "学校", "东梯", "社", "村民小组", "十二委", "塔山", "院士", "内蒙古", "楼外楼", "道街", "路南", "社区", "村委", "宿舍", "公寓", "大学", "号院", "山庄", "公馆", "国际", "中心", "天下", "香港",
    *w.ROOM_HOLDERS, *w.LOCKER_WORDS,
)  # fmt: skip
ORDINARY = re.compile(r"(?:[一-鿿]|(?<![0-9])[0-9]{1,4}(?![0-9]))+\*\*\*")
BUILDINGS = ("栋", "幢", "座", "号楼", "号", "楼", "期", "#", "号栋", "栋楼", "排", "组", "村", "")
ENDS = (
    "室",
    "",
    "房",
    "户",
    "号",
    "室(东)",
    "室后门",
    "层",
    " ",
    "室收",
    "A",
    "室\n",
    "室(351136)",
    "(000000)",
    "室(35113)",
    "室（351136）",
)


def texts(seed: int, count: int) -> list[tuple[str, str]]:
    """Columns (or none) and addresses of the pattern's shape, most of them with one thing off it."""
    chance = random.Random(seed)
    common = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
    forms = [name for name in gazetteer().forms if len(name) < 5]
    words = [word for word in kinds() if not word.isascii()]

    def name(most: int, odd: bool) -> str:
        made = chance.choices(common, k=chance.randrange(1, most))
        if odd:
            made.insert(chance.randrange(len(made) + 1), chance.choice(chance.choice((PIECES, words, forms))))
        return "".join(made)

    found = []
    for _ in range(count):
        odd = chance.randrange(8)
        road = name(4, odd in (0, 1)) + chance.choice(
            ("路", "街", "大道", "巷", "街道", "", "南路", "胡同")[: 8 if odd == 1 else 4]
        )
        house = f"{chance.randrange(1, 200000 if odd == 2 else 2000)}{chance.choice(('号', '弄', '号院', '')) if odd == 2 else '号'}"
        estate = name(6, odd in (3, 4)) + chance.choice(("", "小区", "三期", "东区", "花园", "公寓"))
        building = f"{chance.randrange(1, 200 if odd == 5 else 50)}{chance.choice(BUILDINGS if odd == 5 else BUILDINGS[:4])}"
        unit = f"{chance.randrange(1, 30)}{chance.choice(('单元', '门', '梯')) if odd == 6 else '单元'}"
        room = (
            f"{chance.randrange(1 if odd == 7 else 101, 4000)}{chance.choice(ENDS if odd == 7 else ENDS[:2])}"
        )
        pieces = [road + house, estate, building, unit, room]
        address = "".join(piece for piece in pieces if chance.random() < 0.95)
        region = chance.choice(REGIONS)
        found.append((region, address) if chance.random() < 0.6 else ("", region + address))
    return found


def towns(seed: int, count: int) -> list[tuple[str, str]]:
    """The same with real divisions and towns, glued or with blanks between as Taobao exports them, and with postcodes."""
    chance = random.Random(seed)
    counties = [unit for unit in gazetteer().units.values() if unit.level == 3 and not unit.former]
    details = [address for columns, address in texts(seed, count) if columns]
    found = []
    for detail in details:
        unit = chance.choice(counties)
        names = [name for name in (unit.province, unit.city, unit.district) if name]
        run = "".join(dict.fromkeys(names))
        _by_grammar(run, "长江西路7号")
        town = chance.choice(
            [*town_names(chance.choice((unit, unit, unit, chance.choice(counties))).key), ""]
        )
        postcode = chance.choice(("", "", f"({chance.randrange(10**6):06d})"))
        found += [
            (run + town, detail + postcode),
            ("", f"{run}{town}{detail}{postcode}"),
            ("", " ".join([*names, town + detail + postcode])),
            ("", " ".join([*names, *filter(None, [town]), detail + postcode])),
        ]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_both_ways_agree(seed: int) -> None:
    straights = 0
    for columns, address in texts(seed, 4000) + towns(seed, 800):
        slow = _by_grammar(columns, address)
        if straight(columns + address, len(columns)) is not None:
            straights += 1
            quick = for_label(columns, "", "", "", address)
            assert quick.ordinary and ORDINARY.fullmatch(quick.masked)
            assert sum(map(str.isdigit, quick.masked)) <= 6
            for name, phone in (
                ("王小明", "13800138000"),
                (address[:3], "0755-86541234"),
                ("", address[-9:-5]),
            ):
                if tells_nothing(quick.masked, name, phone):
                    assert untouched(quick.masked, (name, phone), rooms=False)
            assert quick[:5] == slow[:5], columns + address
    assert straights > 500


@pytest.mark.parametrize("seed", range(2))
def test_both_ways_read_the_same_components(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    straights = [
        columns + address
        for columns, address in texts(seed, 4000) + towns(seed, 800)
        if straight_reading(columns + address) is not None
    ]
    assert len(straights) > 500
    quick = [parse(text) for text in straights]
    monkeypatch.setattr(waybill.address.parse, "straight_reading", lambda _: None)
    for text, found in zip(straights, quick, strict=True):
        assert parse(text) == found, text


def labelled() -> list[str]:
    """The addresses that were labelled by hand, and their roads and places in the shape of the pattern."""
    files = (SAMPLES.parent / "vectors").glob("address*.jsonl")
    rows = [json.loads(row) for file in files for row in file.read_text("utf-8").splitlines()]
    found = {row["raw"] for row in rows}
    for row in rows:
        place = "".join(row.get(part) or "" for part in ("province", "city", "district", "town"))
        if "road" in row or "community" in row:
            road, name = row.get("road", "长江西路"), row.get("community", "晓苑")
            found.add(f"{place}{road}737号{name}43栋3单元1202室")
    return sorted(found)


def test_both_ways_read_the_labelled_rows_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = labelled()
    for _ in range(2):  # the second time their divisions are known by heart
        shown = [for_label("", "", "", "", row) for row in rows]
    assert [row[:5] for row in shown] == [_by_grammar("", row)[:5] for row in rows]
    quick = [parse(row) for row in rows]
    assert sum(straight_reading(row) is not None for row in rows) > 300
    monkeypatch.setattr(waybill.address.parse, "straight_reading", lambda _: None)
    assert [parse(row) for row in rows] == quick


@pytest.mark.parametrize(
    "detail",
    [
        "长江西路737号院晓苑43栋3单元1202室",  # 号院 or 院晓苑
        "长江西路737号桥林小区43栋3单元1202室",
        "沟村民组路737号晓苑43栋3单元1202室",
        "长江西路737号晓苑43栋3单元1202室(351136)",
    ],
)
def test_what_only_the_grammar_takes_apart(detail: str) -> None:
    _by_grammar("福建省泉州市晋江市", "长江西路7号")
    assert straight_reading("福建省泉州市晋江市长江西路737号晓苑43栋3单元1202室") is not None
    assert straight_reading("福建省泉州市晋江市" + detail) is None


def test_ordinary_orders_go_the_straight_way() -> None:
    heads.cache_clear()  # else what other tests have met may be full, and is forgotten between two rows
    with (SAMPLES / "orders_plain.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["省"], row["市"], row["区"], row["详细地址"]) for row in csv.DictReader(file)]
    columns = [province + city * (city != province) + district for province, city, district, _ in rows]
    for head, row in zip(columns, rows, strict=True):
        _by_grammar(head, row[3])
    ways = [straight(head + row[3], len(head)) for head, row in zip(columns, rows, strict=True)]
    assert sum(way is not None for way in ways) > 0.95 * len(rows)
    assert all(way.masked.endswith("***") and "单元" not in way.masked for way in ways if way)


@pytest.mark.parametrize(
    "name",
    [
        "柒快递点小区",
        "三放驿站小区",
        "五东门花园",
        "六室花园",
        "八八花园",
        "湖第小区",
        "附三小区",
        "阁楼花园",
        "店前花园",
        "门东花园",
        "楼前楼小区",
    ],
)
def test_a_numeral_that_counts_is_left_to_the_grammar(name: str) -> None:
    head = "福建省泉州市晋江市"
    _by_grammar(head, "长江西路7号")
    assert straight(f"{head}长江西路737号{name}43栋3单元1202室", len(head)) is None
    for plain in ("三盛国际", "云第公寓", "天悦阁", "门塘苑", "府荷苑", "院士小区", "江状新村", "城市之光"):
        assert straight(f"{head}长江西路737号{plain}43栋3单元1202室", len(head)) is not None


def test_a_mask_a_letter_or_a_figure_more_is_never_straight() -> None:
    head = "福建省泉州市晋江市"
    _by_grammar(head, "长江西路7号")
    assert straight(head + "长江西路737号山门府43栋3单元1202室", len(head)) is not None
    for odd in ("*", "＊", "A", " ", "1", "(", "，"):
        assert straight(f"{head}长江西路737号山门{odd}府43栋3单元1202室", len(head)) is None
