# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Numbers to call in spellings of all kinds, and the numbers of articles and orders, which stay."""

from __future__ import annotations

import pytest

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_numbers import is_article

POLICY = Policy.default()
TELLING = {
    "地址3d502": "地址***",
    "我家3d502": "我家***",
    "搬到3d502": "搬到***",
    "住3d502请放门口": "住***请放门口",
    "小区3d502": "小区***",
    "5/3/1702": "***",
    "送5/3/1702门口": "送***门口",
    "阳光花园5/3/1702": "阳光花园***",
    "3幢/502": "3幢***",
    "1*3*8*1*2*3*4*5*6*7*8": "***",
    "1丶3丶8丶1丶2丶3丶4丶5丶6丶7丶8": "***",
    "138加12加34加56加78": "***",
    "138开头5678结尾": "***结尾",
    "0 5 1 2 6 5 4 3 2 1 0 9": "***",
    "138****1234（中间四个5678）": "***（***）",
    "订单号13812345678": "订单号***",
    "订单号320502199001011234": "订单号***",
    "前三位138后八位12345678": "前三位***",
    "手机头三位138，然后12345678": "手机头三位***",
    "生日：90年1月1日": "***",
    "孩子2015.06.01出生": "孩子***出生",
    "2015年6月1日生": "***生",
    "电动车牌苏州123456": "电动车牌***",
    "0755 8321 4567 转 302": "***",
    "021.6543.2109转8006": "***",
    "美国 626-555-0173": "美国 ***",
    "扣扣2.3.4.5.6.7.8.9": "***",
    "手机是138那个0013再加8765": "手机是***",
    "电话是135(四个6)1234": "电话是***",
    "采购单13812345678": "采购单***",
    "PO13812345678": "PO***",
    "8613812345678": "***",
    "4902430698857 纸尿裤": "*** 纸尿裤",
    "单号TEL13812345678": "单号TEL***",
    "快递单号V8613812345678": "快递单号***",
    "单号008613812345678": "单号***",
    "订单2026112313812345678": "订单***",
    "物流单号057188884965": "物流单号***",
    "运单号 1380013800012": "运单号 ***",
    "单号110101900307123": "单号***",
    "订单号6222021234567890123": "订单号***",
    "运单号6228481234567890": "运单号***",
}
STAYING = (
    "12/5/2025|2025/3/1702|尺寸10/3/1200|规格 5/6/720|价格5/6/700|5座/301不锈钢|1/2/301不锈钢|3栋/4栋都可|5d702面料|"
    "0 1 2 3 4 5 6 7 8 9|尺码 0 2 4 6 8|1*3*8*10 螺丝|138开头的都行|点读笔138点12|"
    "订单号 260517-607198974342268|单号SF1385628716739|运单YT8962646785389|原单号JT5261988016578|快递单号：463431409940372|2025.06.01生产|2025.06.01生效|2025.06.01生日宴|5日生鲜|车牌架 2个|车牌架白色12345|车牌螺丝10000颗|车牌边框123456|车牌支架100000|"
    "4902430698856 纸尿裤 L码54片|8801062333509 饼干|PO#4500012345 写箱上|采购单CG2026110023|合同号：HT20261108-02|货号=13698001|批号A2403156"
    "|货号201-305-1234|货号 201-305-1234|款号：201-305-1234|AB-201-305-1234|版本 010.234.5678.9|手机150元1000台2000部|工单号=GD2026112901"
).split("|")


@pytest.mark.parametrize("text", TELLING)
def test_a_number_is_hidden_however_it_is_written(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == TELLING[text]


@pytest.mark.parametrize("text", STAYING)
def test_numbers_of_articles_and_orders_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


@pytest.mark.parametrize(
    ("number", "article"),
    [("4902430698856", True), ("4902430698857", False), ("8613800138006", False), ("490243069885", False)],
)
def test_the_bar_code_of_an_article_has_its_check_digit(number: str, article: bool) -> None:
    assert is_article(number) is article
