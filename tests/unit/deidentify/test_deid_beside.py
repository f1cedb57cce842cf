# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names beside a number to call, an order, a class, an engraving; and words that stand there as often."""

from __future__ import annotations

from time import process_time

import pytest

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_beside import beside_spans

POLICY = Policy.default()
PEOPLE = {
    "转交三年二班钱多多": "转交三年二班***",
    "给高一2班的尤思敏": "给高一2班的***",
    "孔令辉订的": "***订的",
    "王晓明买的那件": "***买的那件",
    # before and behind a number
    "明小雨 13712345678 换货": "*** *** 换货",
    "改地址：宁不凡 13712345678 江苏省南京市": "改地址：*** *** 江苏省南京市",
    "马克·吐尔逊江 转 张王子涵 13712345678": "马克·吐尔逊江 转 *** ***",
    "备用电话152 1234 5678蒲公瑾": "备用电话***",
    "实名：童谣 320106199203041234": "实名：*** ***",
    # of an order
    "补发江河那单": "补发***那单",
    "荣荣那单改地址": "***那单改地址",
    "尤加利换36码": "***换36码",
    "郝多多的单子合并郝少少的单子": "***的单子合并***的单子",
    "司徒美堂拍了两个，退一个": "***拍了两个，退一个",
    "补发时雨的配件": "补发***的配件",
    "张三丰和李芳的一起发": "***和***的一起发",
    # written, of a class, of an age
    "手链刻婉清两个字": "手链刻***两个字",
    "刻“瓜瓜”两个字": "刻“***”两个字",
    "笔上刻 高二(3)班 戚少商": "笔上刻 高二(3)班 ***",
    "骨科5床 计春华": "骨科*** ***",
    "蛋糕插牌写可儿6岁啦": "蛋糕插牌写***6岁啦",
    "定制：陈一一百日宴": "定制：***百日宴",
}
NOBODY = (
    "三年二班图书角|初一2班全体同学|一班班服|二班的班旗|安全帽买的大了|高价买的|许多人买的|有事打电话 13712345678|急事 13712345678|短信 13712345678|成都市 13712345678|13712345678 谢谢|龙珠退一盒|汤圆那份|毛领那件|小青龙退货|昨天那单"
    "|珠子要白色|桌子要原木色|石榴要软籽|康乃馨要粉的|颜色换黑色|两件换大码|补发同款的配件|补发黄金的吊坠|补发安卓的线|刻两个字：平安|绣两个字 吉祥|写上名字的字样不要"
    "|白班 7点|班服 40套|床 四件套|祝外婆八十岁|写宝宝周岁|三岁玩具|安尔乐|发货要快"
).split("|")


@pytest.mark.parametrize("text", PEOPLE)
def test_who_is_named_beside_it_is_hidden(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == PEOPLE[text]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_stand_there_stay(text: str) -> None:
    shown = mask_text(text, POLICY).masked or ""
    assert shown == text.replace("13712345678", "***")


@pytest.mark.parametrize(
    "unit", ["明小雨 ", "明小雨13712345678", "荣荣那单", "司徒美堂", "班 戚少商", "写可儿6岁", "***和"]
)
def test_work_grows_with_length_only(unit: str) -> None:
    text = unit * 20000  # a second at most; squared it would be minutes
    begun = process_time()
    list(beside_spans(text))
    assert process_time() - begun < 4
