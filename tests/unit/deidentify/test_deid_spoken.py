"""The order's own door in the words of a remark: numerals, floors, and what merely looks like them."""

from __future__ import annotations

import pytest

from waybill.address.parse import for_label
from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched

POLICY = Policy.default()
FIFTH = ("2单元501室", "501")
TWELFTH = ("12楼1203室", "1203")
SAID = [
    (FIFTH, "五零一", "***"),
    (FIFTH, "放五零一，谢谢", "放***，谢谢"),
    (FIFTH, "五〇一门口", "***门口"),
    (FIFTH, "伍零壹", "***"),
    (FIFTH, "五百零一", "***"),
    (FIFTH, "五 零 一", "***"),
    (FIFTH, "5零1", "***"),
    (FIFTH, "五零一收", "***收"),
    (FIFTH, "送五层", "送***"),
    (FIFTH, "5F", "***"),
    (FIFTH, "五楼没有电梯", "***没有电梯"),
    (FIFTH, "5楼，无电梯", "***，无电梯"),
    (FIFTH, "5-0-1", "***"),
    (FIFTH, "放5.0.1 谢谢", "放*** 谢谢"),
    (FIFTH, "5 0 1", "***"),
    (FIFTH, "５、０、１", "***"),
    (FIFTH, "五-零-一", "***"),
    (FIFTH, "五、零、一", "***"),
    (TWELFTH, "1-2-0-3", "***"),
    (TWELFTH, "一二〇三", "***"),
    (TWELFTH, "幺二零三", "***"),
    (TWELFTH, "十二零三", "***"),
    (TWELFTH, "一千二百零三", "***"),
    (TWELFTH, "貳層 壹貳零參", "貳層 ***"),
    (TWELFTH, "十二层", "***"),
    (TWELFTH, "放12层电梯口", "放***电梯口"),
    (TWELFTH, "12F 左手", "*** 左手"),
    (("三单元五零二",), "五零二", "***"),
    (("十二楼东户",), "十二层", "***"),
]
MEANS_SOMETHING_ELSE = [
    (FIFTH, "五一劳动节后发货"),
    (FIFTH, "五花肉一斤"),
    (FIFTH, "五零一个"),
    (FIFTH, "五零一二三"),
    (FIFTH, "五百件"),
    (FIFTH, "5-0-1-2"),
    (FIFTH, "版本 5.0.2"),
    (FIFTH, "1.5.0.1"),
    (FIFTH, "5-0-1个"),
    (FIFTH, "3、4、5号送"),
    (FIFTH, "5F 法拉电容"),
    (FIFTH, "LED5F"),
    (FIFTH, "五层收纳架"),
    (FIFTH, "五层无纺布口罩"),
    (TWELFTH, "五楼没有电梯，请搬上楼"),
    (TWELFTH, "12层收纳盒"),
    (TWELFTH, "十二层 蛋糕架"),
    (TWELFTH, "十二生肖摆件"),
    (("203室",), "易碎，多裹两层"),
    (("105室",), "多包一层"),
    (("203室",), "外面再套了两层，谢谢"),
    (TWELFTH, "十二三岁"),
    (TWELFTH, "二零二六年挂历"),
    (("张三", "13912345678"), "五零一"),
    (("021-51234567",), "二一"),
]


@pytest.mark.parametrize(("pieces", "text", "masked"), SAID)
def test_the_own_door_is_found_however_it_is_said(pieces, text, masked):
    assert not untouched(text, pieces)
    assert mask_text(text, POLICY, pieces=pieces).masked == masked


@pytest.mark.parametrize(("pieces", "text"), MEANS_SOMETHING_ELSE)
def test_other_numerals_stay(pieces, text):
    assert mask_text(text, POLICY, pieces=pieces).masked == text


@pytest.mark.parametrize("address", ["华星路8号3幢三单元五零二", "华星路8号3幢五零二室"])
def test_a_door_in_numerals_is_looked_for_in_digits_too(address):
    secrets = for_label("浙江省", "杭州市", "西湖区", "", address).secrets
    assert "502" in secrets
    assert mask_text("放502旁", POLICY, pieces=secrets).masked == "放***旁"
