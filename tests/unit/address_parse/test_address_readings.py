"""Addresses that read two ways at first sight: what is hidden, what stays, and what each part is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from waybill.address.detail_tokens import han_value
from waybill.address.parse import for_label, parse

PARTS = ("road", "house", "community", "village", "building", "unit", "floor", "room", "rural_group")


def check(written: str, masked: str, parts: Mapping[str, str | None]) -> None:
    """``parts`` are all parts that the address has of those that it names, and no other door."""
    found = parse(written)
    assert found.masked == masked
    assert parse(masked).masked == masked
    doors = {"building", "unit", "floor", "room", "rural_group"}
    assert {part: getattr(found, part) for part in PARTS if part in parts or part in doors} == {
        part: parts.get(part) for part in PARTS if part in parts or part in doors
    }


STOREYS = [
    ("湖滨南路388号国贸大厦15楼A单元", "湖滨南路388号国贸大厦***",
     {"house": "388号", "community": "国贸大厦", "floor": "15楼", "unit": "A单元"}),
    ("国贸大厦15楼B1单元", "国贸大厦***", {"floor": "15楼", "unit": "B1单元"}),
    ("中关村SOHO 12楼B单元", "中关村SOHO ***", {"floor": "12楼", "unit": "B单元"}),
    ("新希望国际5楼2单元", "新希望国际***", {"floor": "5楼", "unit": "2单元"}),
    ("平安金融中心28楼1-3单元", "平安金融中心***", {"floor": "28楼", "unit": "1-3单元"}),
    ("國貿大廈15樓A單元", "國貿大廈***", {"floor": "15樓", "unit": "A單元"}),
    ("湖滨南路388号15楼A单元", "湖滨南路388号***", {"floor": "15楼", "unit": "A单元"}),
    ("新希望小区5楼2单元", "新希望小区5楼***", {"building": "5楼", "unit": "2单元"}),
    ("新希望国际5楼2单元1203", "新希望国际5楼***", {"building": "5楼", "unit": "2单元", "room": "1203"}),
    ("天府大道中段1366号天府软件园E5-10楼", "天府大道中段1366号天府软件园E5-***",
     {"house": "1366号", "building": "E5", "floor": "10楼"}),
    ("宜山路700号C2-3楼", "宜山路700号C2-***", {"house": "700号", "building": "C2", "floor": "3楼"}),
    ("世纪城路天府软件园C12-8层", "世纪城路天府软件园C12-***", {"building": "C12", "floor": "8层"}),
    ("软件园A-2楼1203", "软件园A-2楼***", {"building": "A-2楼", "room": "1203"}),
    ("购物商场B1-2楼", "购物商场***", {"floor": "B1-2楼"}),
    ("88 Century Boulevard, Jin Mao Tower 45F", "88 Century Boulevard, Jin Mao Tower ***",
     {"house": "88", "floor": "45F"}),
    ("88 Century Boulevard, Jin Mao Tower 45th Floor", "88 Century Boulevard, Jin Mao Tower ***",
     {"house": "88", "floor": "45th Floor"}),
    ("88 Century Boulevard, Building 5 Floor 3", "88 Century Boulevard, Building 5 ***",
     {"building": "Building 5", "floor": "Floor 3"}),
    ("十一经路8号楼二门东", "十一经路8号楼***", {"building": "8号楼", "unit": "二门", "room": "东"}),
    ("体育场3号门东侧", "体育场3号门东侧", {}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), STOREYS)
def test_a_floor_is_no_building(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


SELDOM = [
    ("万达广场B1B05", "万达广场***", {"community": "万达广场", "floor": "B1", "room": "B05"}),
    ("文三路478号19F#1902", "文三路478号***", {"house": "478号", "floor": "19F#", "room": "1902"}),
    ("文三路478号12F-甲", "文三路478号***", {"house": "478号", "floor": "12F", "room": "甲"}),
    ("人民路45号楼下", "人民路***楼下", {"road": "人民路", "house": "45号"}),
    ("国际商贸城三区63号门12街23865", "国际商贸城三区***街***", {"unit": "63号门", "room": "12", "house": "23865"}),
    ("文三路30弄5", "文三路30弄***", {"road": "文三路", "house": "5"}),
    ("文三路30弄502", "文三路30弄***", {"road": "文三路", "room": "502"}),
    ("幸福小区3号楼5排2号", "幸福小区3号楼***", {"building": "3号楼", "unit": "5排", "room": "2号"}),
    ("文三路69号院3-1-2-1", "文三路69号院3-***", {"house": "69号院", "building": "3", "unit": "1", "room": "2-1"}),
    ("环球大厦5-10502", "环球大厦***", {"community": "环球大厦", "room": "5-10502"}),
    ("平安村二号街三排8号院", "平安村***", {"village": "平安村", "house": "二号街三排8号院"}),
    ("文三路1702中楼丽丽先生", "文三路***", {"road": "文三路", "house": "1702"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), SELDOM)
def test_what_is_seldom_written_is_hidden_as_what_it_is(
    written: str, masked: str, parts: dict[str, str]
) -> None:
    check("浙江省杭州市西湖区" + written, "浙江省杭州市西湖区" + masked, parts)


GROUPS = [
    ("镇雄县以勒镇庙埂村民委员会坝上村民小组7号", "镇雄县以勒镇庙埂村民委员会***",
     {"village": "庙埂村民委员会", "rural_group": "坝上村民小组", "house": "7号"}),
    ("广南县莲城镇小广南村民小组", "广南县莲城镇***", {"rural_group": "小广南村民小组"}),
    ("横州市校椅镇石井村委石井村民小组12号", "横州市校椅镇石井村委***",
     {"village": "石井村委", "rural_group": "石井村民小组", "house": "12号"}),
    ("横州市校椅镇石井村石井村民小组", "横州市校椅镇石井村***",
     {"village": "石井村", "rural_group": "石井村民小组"}),
    ("祥云县下庄镇大仓村委会上村3社", "祥云县下庄镇大仓村委会上村***",
     {"village": "大仓村委会", "community": "上村", "rural_group": "3社"}),
    ("陇西县文峰镇三台村上岸社85号", "陇西县文峰镇三台村***",
     {"village": "三台村", "rural_group": "上岸社", "house": "85号"}),
    ("秦安县兴国镇蔡店村蔡河社", "秦安县兴国镇蔡店村***", {"village": "蔡店村", "rural_group": "蔡河社"}),
    ("秦安县兴国镇蔡店村供销社12号", "秦安县兴国镇蔡店村供销社***",
     {"village": "蔡店村", "community": "供销社", "house": "12号"}),
    ("西关社区红旗组23号", "西关社区***", {"community": "西关社区", "rural_group": "红旗组", "house": "23号"}),
    ("屈原社区12组", "屈原社区***", {"community": "屈原社区", "rural_group": "12组"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), GROUPS)
def test_a_group_with_a_name_is_hidden_whole(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


NUMBERED = [
    ("中北路109号1818中心1205", "中北路109号1818中心***", {"house": "109号", "community": "1818中心", "room": "1205"}),
    ("广顺北大街33号1717大厦B座1203", "广顺北大街33号1717大厦B座***",
     {"community": "1717大厦", "building": "B座", "room": "1203"}),
    ("钱江新城8090创客空间3楼302", "钱江新城8090创客空间***", {"floor": "3楼", "room": "302"}),
    ("江宁路1788中心1503", "江宁路1788中心***", {"road": "江宁路", "community": "1788中心", "room": "1503"}),
    ("常德路800秀3楼", "常德路800秀***", {"community": "800秀", "floor": "3楼"}),
    ("新港中路397号T.I.T创意园B5栋301", "新港中路397号T.I.T创意园B5栋***",
     {"community": "T.I.T创意园", "building": "B5栋", "room": "301"}),
    ("酒仙桥路4号751D·park 3号楼201", "酒仙桥路4号751D·park 3号楼***",
     {"community": "751D·park", "building": "3号楼", "room": "201"}),
    ("猛追湾339购物中心3楼", "猛追湾339购物中心***", {"floor": "3楼"}),
    ("创业大厦1203中心", "创业大厦***中心", {"room": "1203"}),
    ("创业大厦1502空间设计工作室", "创业大厦***空间设计工作室", {"room": "1502"}),
    ("阳光小区2903空间", "阳光小区***空间", {"room": "2903"}),
    ("财富108广场南楼1003", "财富108广场南楼***", {"community": "财富108广场", "building": "南楼", "room": "1003"}),
    ("建设路12号501中心小学对面", "建设路12号***中心小学对面", {"house": "12号", "room": "501"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), NUMBERED)
def test_a_place_named_by_a_number_stays_but_no_room_does(
    written: str, masked: str, parts: dict[str, str]
) -> None:
    check(written, masked, parts)


NAMES_AT_A_NUMBER = [
    ("大马路18号塔山小区3号楼201", "大马路18号塔山小区3号楼***",
     {"house": "18号", "community": "塔山小区", "building": "3号楼", "room": "201"}),
    ("军垦大道388号塔里木大学3号楼201", "军垦大道388号塔里木大学3号楼***",
     {"house": "388号", "community": "塔里木大学", "building": "3号楼", "room": "201"}),
    ("孤山路30号楼外楼菜馆2楼", "孤山路30号楼外楼菜馆***",
     {"house": "30号", "community": "楼外楼菜馆", "floor": "2楼"}),
    ("人民路8号院士小区3栋2单元501", "人民路8号院士小区3栋***",
     {"house": "8号", "community": "院士小区", "building": "3栋", "unit": "2单元", "room": "501"}),
    ("大学西街235号内蒙古大学3号楼512", "大学西街235号内蒙古大学3号楼***",
     {"house": "235号", "community": "内蒙古大学", "building": "3号楼", "room": "512"}),
    ("人民路12号仓山广场A座1203", "人民路12号仓山广场A座***",
     {"house": "12号", "community": "仓山广场", "building": "A座", "room": "1203"}),
    ("人民路8号园丁小区3栋501", "人民路8号园丁小区3栋***",
     {"house": "8号", "community": "园丁小区", "building": "3栋", "room": "501"}),
    ("屯喜路2号屯门柏丽广场18楼1801室", "屯喜路2号屯门柏丽广场***",
     {"house": "2号", "community": "屯门柏丽广场", "floor": "18楼", "room": "1801室"}),
    ("人民路18号塔三单元201", "人民路18号塔***", {"building": "18号塔", "unit": "三单元", "room": "201"}),
    ("人民路18号塔东户", "人民路18号塔***", {"building": "18号塔", "room": "东户"}),
    ("人民路30号楼201", "人民路30号楼***", {"building": "30号楼", "room": "201"}),
    ("人民路8号院3栋501", "人民路8号院3栋***", {"house": "8号院", "building": "3栋", "room": "501"}),
    ("大学西街235号内3号楼512", "大学西街235号内3号楼***",
     {"house": "235号内", "building": "3号楼", "room": "512"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), NAMES_AT_A_NUMBER)
def test_a_name_begins_right_behind_the_number(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


PINYIN = [
    ("Jiangsu Sheng, Suzhou Shi, Gusu Qu, Renmin Lu 1234 Hao, 5 Dong, 2 Danyuan, 501 Shi",
     "Jiangsu Sheng, Suzhou Shi, Gusu Qu, Renmin Lu 1234 Hao, 5 Dong, ***",
     {"road": "Renmin Lu", "house": "1234 Hao", "building": "5 Dong", "unit": "2 Danyuan", "room": "501 Shi"}),
    ("Shanghai Shi Pudong Xinqu Zhangyang Lu 500 Nong 12 Hao 301 Shi",
     "Shanghai Shi Pudong Xinqu Zhangyang Lu 500 Nong 12 Hao ***",
     {"road": "Zhangyang Lu", "house": "12 Hao", "room": "301 Shi"}),
    ("Beijing Shi Chaoyang Qu Jianguo Lu 93 Hao 8 Hao Lou 15 Lou 1503 Fang",
     "Beijing Shi Chaoyang Qu Jianguo Lu 93 Hao 8 Hao Lou ***",
     {"house": "93 Hao", "building": "8 Hao Lou", "floor": "15 Lou", "room": "1503 Fang"}),
    ("88 Dong Huan Lu, Beijing Shi", "*** Dong Huan Lu, Beijing Shi", {"road": "Dong Huan Lu", "house": "88"}),
    ("Room 1501, 15/F, Tower 2, Lippo Centre, 89 Queensway, Hong Kong",
     "***, Tower 2, Lippo Centre, 89 Queensway, Hong Kong",
     {"house": "89", "building": "Tower 2", "floor": "15/F", "room": "Room 1501"}),
    ("Rm 2305, Tower A, 19A East 3rd Ring Road North, Chaoyang District, Beijing",
     "***, Tower A, 19A East 3rd Ring Road North, Chaoyang District, Beijing",
     {"house": "19A", "building": "Tower A", "room": "Rm 2305"}),
    ("Jianguo Road 93, Building 8, Unit 2, Room 1803", "Jianguo Road 93, Building 8, ***",
     {"house": "93", "building": "Building 8", "unit": "Unit 2", "room": "Room 1803"}),
    ("Jin Mao Tower 1203, 88 Queensway", "Jin Mao Tower ***, 88 Queensway", {"house": "88", "room": "1203"}),
    ("Building 5-2-501, 88 Queensway", "Building 5-***, 88 Queensway",
     {"house": "88", "building": "Building 5", "room": "2-501"}),
    ("Jin Mao Tower 1203 Shi, 88 Queensway", "Jin Mao Tower ***, 88 Queensway", {"house": "88", "room": "1203 Shi"}),
    ("Building 105, Room 502", "Building 105, ***", {"building": "Building 105", "room": "Room 502"}),
    ("Jianguo Road 93", "Jianguo Road ***", {"house": "93"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), PINYIN)
def test_latin_letters_tell_a_room_from_a_city(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


BILINGUAL = [
    ("深圳市南山区科技园 Building 3, Room 502", "深圳市南山区科技园 Building 3, ***",
     {"community": "科技园", "building": "Building 3", "room": "Room 502"}),
    ("珠江新城 Flat B, 12/F, Tower 3", "珠江新城 ***, Tower 3",
     {"building": "Tower 3", "floor": "12/F", "room": "Flat B"}),
    ("科技园Tower B 45F", "科技园Tower B ***", {"building": "Tower B", "floor": "45F"}),
    ("科技园 Tower 45F", "科技园 Tower ***", {"floor": "45F"}),
    ("南京东路300号(No. 300 East Nanjing Road)5楼502室", "南京东路300号(*** East Nanjing Road)***",
     {"house": "300号", "floor": "5楼", "room": "502室"}),
    ("南京东路300号(No. 300 East Nanjing Road)", "南京东路*** East Nanjing Road)", {"house": "300号"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), BILINGUAL)
def test_english_words_in_a_chinese_address(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


LIFTS = [
    ("天童南路535弄7号东梯502", "天童南路535弄7号***", {"house": "7号", "unit": "东梯", "room": "502"}),
    ("天童南路12号东梯601房", "天童南路12号***", {"house": "12号", "unit": "东梯", "room": "601房"}),
    ("江南大道中180号左梯402", "江南大道中180号***", {"house": "180号", "unit": "左梯", "room": "402"}),
    ("阳光花园3栋南梯六楼", "阳光花园3栋***", {"building": "3栋", "unit": "南梯", "floor": "六楼"}),
    ("中山大学园西区745栋梯2601房", "中山大学园西区745栋***", {"building": "园西区745栋", "unit": "梯2", "room": "601房"}),
    ("东梯田村12号", "东梯田村***", {"village": "东梯田村", "house": "12号"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), LIFTS)
def test_a_lift_by_its_side_is_an_entrance(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


ROADS = [
    ("哈尔滨市道外区南十六道街18号2单元403", "哈尔滨市道外区南十六道街18号***",
     {"road": "南十六道街", "house": "18号", "unit": "2单元", "room": "403"}),
    ("东三道街18号", "东三道街***", {"road": "东三道街", "house": "18号"}),
    ("经纬七道街18号", "经纬七道街***", {"road": "经纬七道街", "house": "18号"}),
    ("徐庄村委会西50米路南", "徐庄村委会西50米路南", {"road": "", "village": "徐庄村委会"}),
    ("大义堂村西头路北第三家", "大义堂村西头路北***", {"road": "", "village": "大义堂村", "house": "第三家"}),
    ("大义堂村路南12号", "大义堂村路南***", {"road": "", "village": "大义堂村", "house": "12号"}),
    ("西头路12号", "西头路***", {"road": "西头路", "house": "12号"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), ROADS)
def test_what_is_a_road(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, {part: value or None for part, value in parts.items()})


NUMBERS = [
    ("八五八农场12委3栋5号", "八五八农场12委3栋***", {"community": "八五八农场12委", "building": "3栋", "room": "5号"}),
    ("站前街道12委3组", "站前街道12委***", {"rural_group": "3组"}),
    ("阳光小区28之302室", "阳光小区***", {"room": "28之302室"}),
    ("建设路12号28之302室", "建设路12号***", {"house": "12号", "room": "28之302室"}),
    ("建设东路58甲2号", "建设东路***", {"house": "58甲2号"}),
    ("建设东路58甲2号3单元402", "建设东路58甲2号***", {"house": "58甲2号", "unit": "3单元", "room": "402"}),
    ("复兴南路12号之三4楼402", "复兴南路12号之三***", {"house": "12号之三", "floor": "4楼", "room": "402"}),
    ("复兴路12之3号4楼402", "复兴路12之3号***", {"house": "12之3号", "floor": "4楼", "room": "402"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), NUMBERS)
def test_regional_ways_of_numbering(written: str, masked: str, parts: dict[str, str]) -> None:
    check(written, masked, parts)


ZONES = [
    ("新天地小区B-12-1-602", "新天地小区B-12-***", {"building": "B-12", "unit": "1", "room": "602"}),
    ("新天地小区3-12-1-602", "新天地小区3-12-***", {"building": "3-12", "unit": "1", "room": "602"}),
    ("新天地小区A3-2-1-602", "新天地小区A3-2-***", {"building": "A3-2", "unit": "1", "room": "602"}),
    ("新天地小区B-12-602", "新天地小区B-***", {"building": "B", "unit": "12", "room": "602"}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "masked", "parts"), ZONES)
def test_a_building_in_a_zone_stays_also_when_masked_again(
    written: str, masked: str, parts: dict[str, str]
) -> None:
    check(written, masked, parts)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("江苏省苏州市昆山市新华路1112号4栋1208室", 1.0),
        ("江苏省苏州市新华路1112号4栋1208室", 0.8),
        ("江苏省新华路1112号4栋1208室", 0.5),
        ("新华路1112号4栋1208室", 0.3),
        ("江苏省苏州市昆山市新华路", 0.8),  # nothing to hide was found
        ("鼓楼区中山路8号3栋501", 0.5),  # of several cities
        ("江苏省苏州市昆山市新华路8号菜鸟驿站101", 0.7),  # with a number that is not understood
        ("", 0.0),
    ],
)
def test_how_far_a_reading_is_trusted(text: str, confidence: float) -> None:
    assert parse(text).confidence == confidence


def test_the_first_of_each_kind_is_told() -> None:
    address = parse("江苏省苏州市昆山市新华路1112号碧林佳园4栋1208室和平路5号")
    assert (address.road, address.house) == ("新华路", "1112号")


@pytest.mark.parametrize("phone", ["张三13812345678 ", "(13812345678)"])
def test_what_stands_before_a_region_that_is_not_certain_is_not_in_it(phone: str) -> None:
    label = for_label("", "", "", "", f"{phone}鼓楼区中山路8号3栋501")
    assert (label.region, label.masked) == ("鼓楼区", "中山路8号3栋***")


def test_a_single_figure_is_nothing_to_look_for() -> None:
    assert for_label("", "", "", "", "江苏省苏州市昆山市新华路8号3栋5").secrets == ()


@pytest.mark.parametrize("floor", ["顶楼", "阁楼", "夹层", "底层", "负一楼", "负1层"])
@pytest.mark.parametrize("before", ["8号3栋", "8号"])
def test_a_storey_without_a_number_is_a_floor_and_hidden(before: str, floor: str) -> None:
    address = parse(f"江苏省苏州市昆山市新华路{before}{floor}")
    assert (address.floor, address.masked) == (floor, f"江苏省苏州市昆山市新华路{before}***")


@pytest.mark.parametrize(
    ("door", "building", "unit", "room"),
    [
        ("1-1503号", None, None, "1-1503号"),
        ("2-1503号", "2", None, "1503号"),
        ("1-1-1503号", "1", "1", "1503号"),
        ("8C座", None, None, "8C座"),
        ("301座", None, None, "301座"),
    ],
)
def test_a_doors_numbers_behind_a_tower(door: str, building: str | None, unit: str | None, room: str) -> None:
    address = parse(f"江苏省苏州市昆山市新华路8号利丰大厦{door}")
    shown = f"{building}-" if building else ""
    assert (address.building, address.unit, address.room) == (building, unit, room)
    assert address.masked == f"江苏省苏州市昆山市新华路8号利丰大厦{shown}***"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("五〇二", 502), ("五零二", 502), ("一百", 100),
        ("一百二十三", 123), ("百二十", 120), ("廿三", 23), ("一千零五", 1005), ("壹佰贰拾", 120), ("两百", 200), ("三千", 3000),
        ("", None), ("十a", None),
    ],
)  # fmt: skip
def test_numerals(numeral: str, value: int | None) -> None:
    assert han_value(numeral) == value


@pytest.mark.parametrize(
    ("written", "building", "floor", "room"),
    [
        ("12楼301室", "12楼", None, "301室"),  # the room lies on another floor
        ("12楼301", "12楼", None, "301"),
        ("12楼301号", "12楼", None, "301号"),
        ("12楼1201室", None, "12楼", "1201室"),
        ("12楼1203", None, "12楼", "1203"),
        ("12楼A01", None, "12楼", "A01"),
        ("5楼301室", None, "5楼", "301室"),
        ("A2楼503室", "A2楼", None, "503室"),
        ("B1楼12号", None, "B1楼", "12号"),
    ],
)
def test_a_number_with_lou_is_a_building_or_a_floor(
    written: str, building: str | None, floor: str | None, room: str
) -> None:
    address = parse(f"江苏省苏州市昆山市新华路8号{written}")
    assert (address.building, address.floor, address.room) == (building, floor, room)
    assert address.masked == f"江苏省苏州市昆山市新华路8号{building or ''}***"
