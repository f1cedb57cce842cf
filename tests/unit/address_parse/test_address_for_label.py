"""The short way of printing: region once, the rest without its door, the secrets for searching free text."""

from __future__ import annotations

import pytest

from waybill.address.parse import for_label


def test_columns_and_detail() -> None:
    label = for_label("江苏省", "苏州市", "昆山市", "", "新华路1112号碧林佳园4幢4单元1208室")
    assert label.region == "江苏省苏州市昆山市"
    assert label.masked == "新华路1112号碧林佳园4幢***"
    assert label.division_code == "320583"
    assert "1208" in label.secrets
    assert "4单元1208室" in label.secrets


def test_a_municipality_is_named_once() -> None:
    label = for_label("北京市", "北京市", "朝阳区", "", "和平东路1477号中阳佳园35号楼2单元206室")
    assert label.region == "北京市朝阳区"
    assert label.masked == "和平东路1477号中阳佳园35号楼***"


def test_the_whole_address_in_one_column() -> None:
    label = for_label("", "", "", "", "山东省济南市历下区高新西路249号御仕万苑1栋1单元1307室")
    assert label.region == "山东省济南市历下区"
    assert label.masked == "高新西路249号御仕万苑1栋***"


@pytest.mark.parametrize(
    "detail", ["江苏省苏州市昆山市花桥镇绿地大道1555号1103室", "花桥镇绿地大道1555号1103室"]
)
def test_a_repeated_prefix_and_the_town_go_to_the_region(detail: str) -> None:
    label = for_label("江苏省", "苏州市", "昆山市", "", detail)
    assert label.region == "江苏省苏州市昆山市花桥镇"
    assert label.masked == "绿地大道1555号***"


@pytest.mark.parametrize(
    ("detail", "region", "rest"),
    [
        ("昱东街道办前园北路25号百川新城6幢702", "昱东街道", "前园北路25号百川新城6幢***"),
        ("昱东街道办事处前园北路25号百川新城6幢702", "昱东街道", "前园北路25号百川新城6幢***"),
        ("昱东街道办公楼702", "昱东街道", "办公楼***"),
    ],
)
def test_the_office_of_a_quarter_goes_with_its_name(detail: str, region: str, rest: str) -> None:
    label = for_label("安徽省", "黄山市", "屯溪区", "", detail)
    assert label.region == "安徽省黄山市屯溪区" + region
    assert label.masked == rest


@pytest.mark.parametrize(
    ("columns", "detail", "region", "rest"),
    [
        (("广东省", "东莞市", "长安镇", ""), "广东省东莞市长安镇乌沙兴二路12号A栋508", "广东省东莞市长安镇", "乌沙兴二路12号A栋***"),
        (("广东", "东莞", "", ""), "鸿福路200号3栋1609", "广东省东莞市", "鸿福路200号3栋***"),
        (("广东省", "中山市", "中山市", "小榄镇"), "小榄镇永宁工业大道70号3楼", "广东省中山市小榄镇", "永宁工业大道70号***"),
        (("四川省", "成都市", "高新区", ""), "四川省成都市高新区天府大道530号A座4105", "四川省成都市高新区", "天府大道530号A座***"),
        (("江苏省", "苏州市", "工业园区", ""), "苏州工业园区星湖街328号3栋401", "江苏省苏州市工业园区", "星湖街328号3栋***"),
        (("河南省", "郑州市", "高新技术产业开发区", ""), "郑州高新区莲花街8号3栋401", "河南省郑州市高新技术产业开发区", "莲花街8号3栋***"),
        (("辽宁省", "大连市", "开发区", ""), "大连开发区金马路8号3栋401", "辽宁省大连市金州区开发区", "金马路8号3栋***"),
        (("河北省", "廊坊市", "经济技术开发区", ""), "廊坊经开区四海路8号3栋401", "河北省廊坊市经济技术开发区", "四海路8号3栋***"),
        (("安徽省", "合肥市", "高新区", ""), "高新区管委会3楼", "安徽省合肥市高新区", "高新区管委会***"),
        (("广东省", "惠州市", "大亚湾区", ""), "广东省惠州市大亚湾区澳头街道8号3栋401", "广东省惠州市惠阳区大亚湾区澳头街道", "8号3栋***"),
        (("上海市", "上海城区", "静安区", ""), "南京西路1266号3908室", "上海市静安区", "南京西路1266号***"),
        (("河南省", "郑州市", "金水区", "null"), "花园路8号3栋501", "河南省郑州市金水区", "花园路8号3栋***"),
        (("河南省", "郑州市", "金水区", "暂不选择"), "花园路8号3栋501", "河南省郑州市金水区", "花园路8号3栋***"),
        (("云南省", "昆明市", "呈贡新区", ""), "彩云路8号3栋501", "云南省昆明市呈贡区", "彩云路8号3栋***"),
        (("云南省", "昆明市", "巫家坝新区", ""), "云南省昆明市呈贡区斗南街道8号3栋501", "云南省昆明市呈贡区斗南街道", "8号3栋***"),
        (("江苏省", "南京市", "玄武区", ""), "江苏南京市第一医院3号楼5楼", "江苏省南京市玄武区", "南京市第一医院3号楼***"),
        (("湖南省", "长沙市", "岳麓区", ""), "湖南长沙市湖南大学天马公寓3栋501", "湖南省长沙市岳麓区", "长沙市湖南大学天马公寓3栋***"),
        (("山东省", "青岛市", "市南区", ""), "青岛市南香港中路8号3栋501", "山东省青岛市市南区", "香港中路8号3栋***"),
        (("云南省", "昆明市", "巫家坝新区", ""), "彩云路8号3栋501", "云南省昆明市巫家坝新区", "彩云路8号3栋***"),
    ],
)  # fmt: skip
def test_what_the_columns_name_is_named_once(
    columns: tuple[str, str, str, str], detail: str, region: str, rest: str
) -> None:
    label = for_label(*columns, detail)
    assert label.region == region
    assert label.masked == rest


@pytest.mark.parametrize(
    "said", ["地址：", "收货地址: ", "收件人地址", "收件人：孙悦 电话：15812345678 地址："]
)
def test_words_that_say_no_more_than_what_follows_are_dropped(said: str) -> None:
    label = for_label("", "", "", "", said + "江苏省南京市鼓楼区中山路8号3栋502")
    assert label.region == "江苏省南京市鼓楼区"
    assert label.masked == "中山路8号3栋***"


def test_an_unknown_region_is_shown_as_written() -> None:
    label = for_label("甲省", "乙市", "丙县", "", "中山路8号501")
    assert label.region == "甲省乙市丙县"
    assert label.masked == "中山路8号***"


def test_an_unknown_region_of_any_length_is_read() -> None:
    """With a way back for each suffix this would take longer than anybody lives."""
    label = for_label("甲" + "市" * 200 + "x", "", "", "", "中山路8号501")
    assert label.masked.endswith("中山路8号***")


def test_an_ambiguous_region_is_shown_as_written() -> None:
    label = for_label("", "", "鼓楼区", "", "中山路8号3栋501")
    assert label.region == "鼓楼区"
    assert label.masked == "中山路8号3栋***"


def test_platform_masks_stay() -> None:
    label = for_label("辽宁省", "沈阳市", "和平区", "", "解放南路74****")
    assert label.masked == "解放南路74****"
    assert "already_masked" in label.issues


def test_names_and_phones_are_secrets_too() -> None:
    label = for_label("江苏省", "南京市", "鼓楼区", "", "中山路8号阳光花园3栋501 刘洋 13812345678")
    assert label.masked == "中山路8号阳光花园3栋***"
    assert "13812345678" in label.secrets
    assert any("刘洋" in secret for secret in label.secrets)


@pytest.mark.parametrize(
    ("columns", "region"),
    [
        (("上海", "市辖区", "浦东新区"), "上海市浦东新区"),
        (("北京市", "市辖区", "通州区"), "北京市通州区"),
        (("重庆", "县", "云阳县"), "重庆市云阳县"),
        (("江苏省", "南京市", "其它区"), "江苏省南京市"),
    ],
)
def test_cells_that_name_no_place_are_no_part_of_the_region(
    columns: tuple[str, str, str], region: str
) -> None:
    label = for_label(*columns, "", "紫薇路380弄12号401室")
    assert (label.region, label.masked) == (region, "紫薇路380弄12号***")


@pytest.mark.parametrize(
    ("columns", "detail", "region", "masked"),
    [
        (
            "宁夏回族自治区 银川市 金凤区",
            "宁夏银川市金凤区正源北街6号楼601",
            "宁夏回族自治区银川市金凤区",
            "正源北街6号楼***",
        ),
        (
            "湖南省 长沙市 浏阳市",
            "湖南浏阳金沙北路碧桂园2栋1702",
            "湖南省长沙市浏阳市",
            "金沙北路碧桂园2栋***",
        ),
        (
            "北京市 北京市 昌平区",
            "北京昌平回龙观龙腾苑五区22号楼601",
            "北京市昌平区",
            "回龙观龙腾苑五区22号楼***",
        ),
        ("广东省 深圳市 宝安区", "深圳宝安西乡固戍二路8号502", "广东省深圳市宝安区西乡", "固戍二路8号***"),
        ("陕西省 渭南市 富平县", "陕西富平庄里镇三河村西韩组", "陕西省渭南市富平县庄里镇", "三河村***"),
        ("吉林省 吉林市 船营区", "吉林吉林市船营区河南街89号401", "吉林省吉林市船营区", "河南街89号***"),
        (
            "河南省 郑州市 二七区",
            "河南省郑州市二七区大学路72号3号楼502",
            "河南省郑州市二七区",
            "大学路72号3号楼***",
        ),
        ("河北省 邯郸市 邯山区", "邯郸县南堡乡南堡村66号", "河北省邯郸市邯山区南堡乡", "南堡村***"),
        (
            "香港特别行政区  沙田区",
            "香港新界沙田沙田正街18号3座12楼B室",
            "香港特别行政区沙田区",
            "沙田正街18号3座***",
        ),
        ("河南省  ", "河南焦作山阳区塔南路1号楼1902", "河南省焦作市山阳区", "塔南路1号楼***"),
        ("广东省  ", "顺德碧桂园桂澜山五街12座301", "广东省佛山市顺德区", "碧桂园桂澜山五街12座***"),
        (
            "湖南省 长沙市 望城区",
            "湖南信息职业技术学院2栋331",
            "湖南省长沙市望城区",
            "湖南信息职业技术学院2栋***",
        ),
        ("香港特别行政区  观塘区", "观塘道388号2座1808室", "香港特别行政区观塘区", "观塘道388号2座***"),
        ("广东省 广州市 天河区", "广东广州天河城5楼501室", "广东省广州市天河区", "天河城***"),
        ("浙江省 台州市 路桥区", "台州路桥小商品城2楼201室", "浙江省台州市路桥区", "路桥小商品城***"),
        ("湖北省 武汉市 洪山区", "武汉洪山体育馆东门", "湖北省武汉市洪山区", "洪山体育馆东门"),
        (
            "山东省 青岛市 市南区",
            "山东青岛市南香港中路8号2楼201室",
            "山东省青岛市市南区",
            "香港中路8号***",
        ),
    ],
)
def test_a_prefix_repeated_in_short_is_left_out_and_a_place_called_so_is_not(
    columns: str, detail: str, region: str, masked: str
) -> None:
    label = for_label(*columns.split(" "), "", detail)
    assert (label.region, label.masked) == (region, masked)
