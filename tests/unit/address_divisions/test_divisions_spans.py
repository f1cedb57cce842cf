"""Where ``locate`` says that the names stand, and where the detail begins."""

from __future__ import annotations

import re

import pytest

from waybill.address.divisions import locate
from waybill.address.parse import for_label


def written(text: str) -> list[tuple[str, str]]:
    return [(span.type, text[span.start : span.end]) for span in locate(text).spans]


MARKED = [
    "{p浙江省}{c杭州市}{d西湖区}文三路1号",
    "{p北京市}{c北京市}{d朝阳区}建国路",
    "{p湖北省}{o省直辖县级行政区划}{d潜江市}{t周矶街道}紫月路1号",
    "{p江西}{c南昌市}{d新建区}{t松湖镇}{o江西省南昌市新建区松湖镇}中心小学",
    "【{p浙江省}-{c杭州市}】{d西湖区}，({o310012}) 文三路",
    "{p浙江省}{c杭州市}{d西湖区}（文三路旁）",
    "张三 18800001111 {p上海市}{d徐汇区}虹桥路",
    "{c济南市}{d中区}经七路8号",
    "{p香港}{d九龙}清水湾",
    "{p陕西省}{c西安市}{d雁塔区}{z高新区}科技路",
    "{c南京市}{d栖霞区}南京市第一医院",
    "{p臺灣省}{c臺北市}{d信義區}市府路",
    "{p山东省}{c莱芜市}{d莱城区}{t凤城街道}文化南路",
    "{p浙江}{c温州}{d龙港市}龙翔路1188号",
]
KINDS = {"p": "province", "c": "city", "d": "district", "t": "town", "z": "devzone", "o": "other"}


@pytest.mark.parametrize("marked", MARKED)
def test_spans_and_the_beginning_of_the_detail(marked: str) -> None:
    expected = [(KINDS[kind], name) for kind, name in re.findall(r"\{(.)(.+?)\}", marked)]
    text = re.sub(r"\{.(.+?)\}", r"\1", marked)
    assert written(text) == expected
    rest = marked.rpartition("}")[2].lstrip(")） ")
    assert text[locate(text).end :] == rest


def test_start_tells_what_stands_before_the_divisions() -> None:
    text = "收货地址：浙江省杭州市西湖区文三路"
    assert text[: locate(text).start] == "收货地址："


@pytest.mark.parametrize(
    "text",
    [
        "Room 501, 88 Jianguo Road, Chaoyang District, Beijing, P.R. China",
        "88 Jianguo Lu, Chaoyang Qu, Beijing Shi 100022",
        "Chaoyang, 88 Jianguo Rd; Chaoyang District; Beijing",
        "Beijing Shi Chaoyang Qu Jianguo Lu 88 Hao 501 Shi",
    ],
)
def test_latin_letters(text: str) -> None:
    found = locate(text)
    assert (found.province, found.city, found.district) == ("北京市", "北京市", "朝阳区")
    assert found.end == 0


@pytest.mark.parametrize(
    ("text", "district", "code"),
    [
        ("Kunshan, Suzhou, Jiangsu", "昆山市", "320583"),
        ("88 Chouzhou Road, Yiwu, Zhejiang, China", "义乌市", "330782"),
        ("Jinjiang, Quanzhou", "晋江市", "350582"),
        ("Nanshan, Shenzhen", "南山区", "440305"),
        ("Chaoyang, Beijing", "朝阳区", "110105"),
        ("Minhang District, Shanghai", "闵行区", "310112"),
        ("Guoyang County, Bozhou", "涡阳县", "341621"),
        ("She County, Huangshan", "歙县", "341021"),
        ("Shan County, Heze", "单县", "371722"),
        ("Shen County, Liaocheng", "莘县", "371522"),
        ("Xinhua, Shenzhen", None, "440300"),
    ],
)
def test_counties_in_latin_letters(text: str, district: str | None, code: str) -> None:
    found = locate(text)
    assert (found.district, found.code) == (district, code)


@pytest.mark.parametrize(
    "text",
    [
        "Gulou District",
        "Suzhou Road 5",
        "Xinhua District, Henan Road",
        "Room 5",
        "Kunshan",
    ],
)
def test_latin_letters_are_not_guessed_from(text: str) -> None:
    assert locate(text).district is None and locate(text).code == ""


def test_a_town_decides_between_namesakes() -> None:
    found = locate("南山区粤海街道科苑路15号")
    assert (found.province, found.city, found.code) == ("广东省", "深圳市", "440305007")


def test_a_zone_in_several_districts_keeps_them_as_candidates() -> None:
    found = locate("江苏省苏州市工业园区星湖街328号")
    assert (found.province, found.city, found.district, found.devzone) == (
        "江苏省",
        "苏州市",
        None,
        "工业园区",
    )
    assert found.candidates == ("江苏省苏州市虎丘区", "江苏省苏州市吴中区") and "devzone" in found.issues
    decided = locate("江苏省苏州市工业园区唯亭街道")
    assert (decided.district, decided.candidates, decided.issues) == ("吴中区", (), ())


@pytest.mark.parametrize(
    ("columns", "region", "code"),
    [
        (("浙江省", "杭州市", "西湖区", "翠苑街道"), "浙江省杭州市西湖区翠苑街道", "330106005"),
        (("浙江", "杭州", "西湖", ""), "浙江省杭州市西湖区", "330106"),
        (("北京", "北京市", "朝阳区", ""), "北京市朝阳区", "110105"),
        (("北京市", "市辖区", "朝阳区", ""), "北京市朝阳区", "110105"),
        (("重庆市", "县", "忠县", ""), "重庆市忠县", "500233"),
        (("广东省", "东莞市", "长安镇", ""), "广东省东莞市长安镇", "441900119"),
        (("广东省", "东莞市", "东莞市", "长安镇"), "广东省东莞市长安镇", "441900119"),
        (("湖北省", "仙桃市", "仙桃市", ""), "湖北省仙桃市", "429004"),
        (("", "", "西湖区", ""), "西湖区", ""),
    ],
)
def test_columns(columns: tuple[str, str, str, str], region: str, code: str) -> None:
    label = for_label(*columns, "文一路1号")
    assert (label.region, label.division_code, label.masked) == (region, code, "文一路***")


def test_a_hostile_text_is_read_in_bounded_steps() -> None:
    for piece in ("北京市", "浙江省杭州市西湖区", "镇", "中国", "高新区", "310012 ", "芒市"):
        text = "浙江省" + piece * 3000
        found = locate(text)
        assert found.end <= len(text) and len(found.spans) <= 40
