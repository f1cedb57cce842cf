"""Every way of writing a door that the requirement names, and the ways in which it fails safe."""

from __future__ import annotations

import pytest

from waybill.address.parse import for_label, parse
from waybill.address.reading import LONGEST

SHAPES = [
    # written, masked, building, unit, floor, room
    ("阳光花园3-2-501", "阳光花园3-***", "3", "2", None, "501"),
    ("阳光花园3幢2单元501室", "阳光花园3幢***", "3幢", "2单元", None, "501室"),
    ("阳光花园5栋B座1203", "阳光花园5栋B座***", "5栋B座", None, None, "1203"),
    ("阳光花园12号楼3门502", "阳光花园12号楼***", "12号楼", "3门", None, "502"),
    ("阳光花园二单元六楼东户", "阳光花园***", None, "二单元", "六楼", "东户"),
    ("阳光花园二单元门口", "阳光花园***口", None, "二单元门", None, None),
    ("阳光花园A1-1-2304", "阳光花园A1-***", "A1", "1", None, "2304"),
    ("阳光花园3#1102", "阳光花园3#***", "3#", None, None, "1102"),
    ("科技大厦19楼E座1905", "科技大厦***E座***", "E座", None, "19楼", "1905"),
    ("商贸城10B-25B号商铺", "商贸城***", None, None, None, "10B-25B号商铺"),
    ("华中师范大学2舍305", "华中师范大学2舍***", "2舍", None, None, "305"),
    ("漕宝路88弄3号601", "漕宝路88弄3号***", None, None, None, "601"),
    ("国际公寓17C", "国际公寓***", None, None, None, "17C"),
    ("国际公寓十二楼B", "国际公寓***", None, None, "十二楼", "B"),
    ("建设大厦1801", "建设大厦***", None, None, None, "1801"),
    ("紫荆公寓203B", "紫荆公寓***", None, None, None, "203B"),
    ("时代广场负一层B12", "时代广场***", None, None, "负一层", "B12"),
    ("阳光花园3单元1502室（按门铃2号）", "阳光花园***", None, "3单元", None, "1502室（按门铃2号）"),
    ("阳光花园地下室", "阳光花园***", None, None, None, "地下室"),
    ("阳光花园3栋501后门", "阳光花园3栋***", "3栋", None, None, "501后门"),
    ("科技大厦A座2201-2205", "科技大厦A座***", "A座", None, None, "2201-2205"),
    ("阳光小区B懂1097", "阳光小区B懂***", "B懂", None, None, "1097"),
    ("阳光小区3栋2单园501", "阳光小区3栋***", "3栋", "2单园", None, "501"),
    ("阳光小区12好楼3单元402", "阳光小区12好楼***", "12好楼", "3单元", None, "402"),
    ("阳光小区３栋２单元５０１", "阳光小区３栋***", "３栋", "２单元", None, "５０１"),
    ("阳光小区三栋二单元五〇一", "阳光小区三栋***", "三栋", "二单元", None, "五〇一"),
    ("香山小区3栋5-2", "香山小区3栋***", "3栋", None, None, "5-2"),
    ("阳光小区3栋1-502", "阳光小区3栋***", "3栋", "1", None, "502"),
    ("方庄芳群园18楼1203", "方庄芳群园18楼***", "18楼", None, None, "1203"),
    ("劲松105楼2门402", "劲松105楼***", "105楼", "2门", None, "402"),
    ("渝高大厦28楼2810号", "渝高大厦***", None, None, "28楼", "2810号"),
    ("天山路600弄1号18楼D座", "天山路600弄1号***", None, None, "18楼", "D座"),
    ("旺角中心12/F B室", "旺角中心***", None, None, "12/F", "B室"),
    ("信义路五段7號35樓之2", "信义路五段7號***", None, None, "35樓", "之2"),
    ("中山大学园西区745栋梯2601房", "中山大学园西区745栋***", "园西区745栋", "梯2", None, "601房"),
    ("财富中心T5 1203", "财富中心T5 ***", "T5", None, None, "1203"),
    ("科技大厦5F501", "科技大厦***", None, None, "5F", "501"),
    ("Room 501, Unit 2, Building 3, No. 88 Zhongshan Road", "***, Building 3, No. 88 Zhongshan Road",
     "Building 3", "Unit 2", None, "Room 501"),
    ("Flat B, 12/F, Block 3, City Garden", "***, Block 3, City Garden", "Block 3", None, "12/F", "Flat B"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "building", "unit", "floor", "room"), SHAPES)
def test_shape(
    written: str, masked: str, building: str | None, unit: str | None, floor: str | None, room: str | None
) -> None:
    address = parse(written)
    assert address.masked == masked
    assert (address.building, address.unit, address.floor, address.room) == (building, unit, floor, room)


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("建设路12号", "建设路***"),
        ("建设路12号附5号", "建设路***"),
        ("文一西路969号阿里巴巴西溪园区", "文一西路***阿里巴巴西溪园区"),
        ("文一西路969号西溪园区3号楼", "文一西路***西溪园区3号楼"),
        ("三合村4组38号", "三合村***"),
        ("仁合村杜家屯后排第3家", "仁合村***"),
        ("孟村运河街6排3号", "孟村***"),
        ("碧桂园别墅12栋", "碧桂园别墅***"),
        ("永丰村委会张家组第1家", "永丰村委会***"),
        ("新丰村14组282户", "新丰村***"),
        ("金融南路827号府荷苑", "金融南路***府荷苑"),
        ("东城区交道口南大街136号院4号", "东城区交道口南大街136号院***"),
        ("深南大道1203", "深南大道***"),
    ],
)
def test_without_a_room_the_finest_number_is_hidden_and_said(written: str, masked: str) -> None:
    address = parse(written)
    assert address.masked == masked
    assert "no_room_finest_hidden" in address.issues


def test_a_building_alone_is_shown_and_said() -> None:
    address = parse("碧桂园3栋")
    assert address.masked == "碧桂园3栋"
    assert "nothing_to_hide" in address.issues


@pytest.mark.parametrize(
    "written",
    [
        "酒仙桥路798艺术区",
        "阳光100国际新城D座",
        "三里屯",
        "三间房东路",
        "8号大街",
        "318国道",
        "一号公馆",
        "华府大道一段",
        "经纬七道街",
        "八一小区",
        "工人三村",
        "地铁1号线世纪大道站A口",
    ],
)
def test_numbers_in_names_stay(written: str) -> None:
    assert parse(written).masked == written


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        ("西湖国贸1105创业服务公司", "1105"),
        ("创业大厦502健身房", "502"),
        ("国际公寓1203工业设计公司", "1203"),
        ("大厦1203度假公司", "1203"),
        ("阳光小区3单元501中", "501"),
        ("渝高大厦2810号 3楼", "2810"),
        ("北联市场2楼1105号", "2楼"),
        ("国际大厦12-1203", "12-"),
        ("建设路12号501张三烤鸭店", "501"),
        ("阳光小区3栋501 502", "502"),
        ("阳光小区丰巢柜12号", "12号"),
        ("阳光小区3栋501门禁密码9527", "9527"),
        ("3栋501室 江苏省南京市鼓楼区中山路", "501"),
        ("阳光小区（3号楼2单元402）", "2单元"),
        ("阳光小区③栋②单元④⓪②", "④⓪②"),
        ("融创玖玺台4-1-18-3", "18"),
        ("岐山北路768号301单元之139", "139"),
        ("旺角中心 Flat B 12/F", "Flat B"),
        ("阳光小区3号楼2单元六楼右陈小英收", "右"),
    ],
)
def test_a_room_never_passes_for_a_name(written: str, secret: str) -> None:
    assert secret not in parse(written).masked


@pytest.mark.parametrize(
    "written", ["解放南路74****", "解放路12号****", "****", "江苏省**市**区兴业街**号**小区", "阳光花园3-***"]
)
def test_masked_text_stays(written: str) -> None:
    address = parse(written)
    assert address.masked == written
    assert "already_masked" in address.issues


def test_a_mask_that_shows_part_of_a_room_is_deepened() -> None:
    assert parse("阳光花园3栋2单元15**").masked == "阳光花园3栋***"


@pytest.mark.parametrize("written", ["", " ", "\u3000\t"])
def test_empty(written: str) -> None:
    assert parse(written).issues == ("empty",)
    assert for_label("江苏省", "南京市", "鼓楼区", "", written).issues == ("empty",)


@pytest.mark.parametrize(
    "written",
    [
        "##h15JwdVNRC4FkHakdVGg9GW5Yt8HuXX08NQjG2M2DMYpDbGLdUBHsOb9Q#1##",
        "~8Nqi~mrQAn2d5NOELP6LtQjLLbJTNo8OajPAb7KBMR0Ly0fcHFSKcQFw~1~~",
        "$$uyr6j+IxFU6XifZ/yi4/chys5Q0MA/4PbNNlsRqiHY3J$1$$",
    ],
)
def test_ciphertext_is_hidden_whole(written: str) -> None:
    address = parse(written)
    assert address.issues == ("ciphertext",)
    assert address.masked == "***"
    assert for_label("江苏省", "南京市", "鼓楼区", "", written).masked == "***"


def test_what_stands_behind_the_longest_address_is_hidden() -> None:
    address = parse("江苏省南京市鼓楼区中山路8号3栋501" + "，" * LONGEST + "张三13812345678")
    assert "too_long" in address.issues
    assert "张三" not in address.masked
    assert "138" not in address.masked


@pytest.mark.parametrize(
    "piece", ["1", "路", "一", "1-", "3单元", "(1", "刘洋 13812345678,", "村三组", "AB ", "13楼B座", "*1"]
)
def test_ten_thousand_characters_are_read(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    address = parse(text)
    assert parse(address.masked).masked == address.masked


def test_repr_shows_no_part_of_the_address() -> None:
    written = "江苏省南京市鼓楼区中山路8号阳光花园3栋2单元501室"
    for shown in (repr(parse(written)), repr(for_label("", "", "", "", written))):
        assert not any(piece in shown for piece in ("江苏", "中山路", "阳光", "501"))
