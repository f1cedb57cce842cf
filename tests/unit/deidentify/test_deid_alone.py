# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Given names that stand alone are hidden where a name stands; everyday words of the same characters stay there."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_alone import alone_spans, may_stand_alone

POLICY = Policy.default()
PEOPLE = {
    "放福顺那里": "放***那里",
    "雨薇代收": "***代收", "雨薇签收": "***签收", "雨薇的": "***的", "雨薇要的": "***要的", "雨薇的快递": "***的快递", "给雨薇": "给***", "给 雨薇": "给 ***", "送给雨薇": "送给***", "给雨薇买的": "给***买的", "找雨薇": "找***",
    "转铁生": "转***", "致雨薇": "致***", "赠 雨薇": "赠 ***", "联系雨薇": "联系***", "打雨薇电话": "打***电话", "雨薇电话": "***电话", "雨薇宝贝生日快乐": "***宝贝生日快乐", "雨薇小公主": "***小公主", "子轩妈妈代收": "***妈妈代收",
    "雨薇妈收": "***妈收", "雨薇奶奶": "***奶奶", "雨薇家长": "***家长", "雨薇老师": "***老师", "雨薇同学毕业快乐": "***同学毕业快乐", "雨薇我爱你": "***我爱你", "雨薇，嫁给我吧": "***，嫁给我吧",
    "雨薇&海涛": "***&***", "雨薇和海涛新婚快乐": "***和***新婚快乐", "祝雨薇与海涛百年好合": "祝***与***百年好合", "海涛 love 雨薇": "*** love ***", "刻雨薇 & 海涛": "刻*** & ***",
    "刻字：雨薇": "刻字：***", "刻 雨薇": "刻 ***", "绣雨薇": "绣***", "印名字：雨薇": "印名字：***", "雨薇敬上": "***敬上", "雨薇惠存": "***惠存", "雨薇赠": "***赠", "雨薇亲启": "***亲启", "放铁生家": "放***家", "放铁柱修车行": "放***修车行", "给俊杰": "给***", "大班梓涵妈妈": "大班***妈妈", "愿子轩健康成长": "愿***健康成长", "姓宋名雨薇": "姓***",
    "李娜本人": "***本人", "万茜女士收": "***女士收", "汪苏泷先生": "***先生", "郭襄女士": "***女士", "王芳小朋友收": "***小朋友收", "致朱自强": "致***", "亲爱的毛阿敏": "亲爱的***", "爱你的冯唐英": "爱你的***", "联系万茜": "联系***", "给钱枫": "给***", "打牛莉电话": "打***电话", "放易建那里": "放***那里", "补发李娜": "补发***", "殷桃的快递": "***的快递",
    "张伟明和李四新婚快乐": "***和***新婚快乐", "姓宋名叫雨薇": "姓***", "姓宋叫雨薇": "姓***", "我姓宋，叫雨薇": "我姓***", "卡片 爱你 你的雨薇": "卡片 爱你 你的***",
}  # fmt: skip
NOBODY = (
    "放鑫源烟酒|放永兴五金|放福顺水果|小爱同学音箱|钱大妈|时尚女士|高端女士|周末先生|患者本人|客户本人|李老先生|礼仪小姐|联系石家庄|致石墨烯|赠石榴汁|给农民|给卫士|找关系|找高峰期|绣龙凤呈祥|农民的|单程的|放大伯家|放天花板|文学的|康佳的|可以的|真丝的|英语老师|音乐老师|钢琴老师|新生家长|给国家|给男生|给太太买的|找平衡|叫可乐|转山东|转运珠|转角沙发|致青春|精致优雅|款式一致|买一赠一|联系客服|通知物业|可爱宝贝|健康宝宝|新生宝宝衣服|文艺小清新"
    "|刻字：平安|刻字：初心|刻字 清欢|刻字：永恒|刻龙凤|绣荷花|绣樱花|印红心|印国徽|印星星|水印文字|永恒和真爱|春天和夏天|平安和健康|山河&远方|愿平安喜乐|愿岁岁平安|愿家家幸福|愿国泰民安|愿永远幸福|你的健康|你的善良|珠子要的|男童的|春秋的"
    "|雅培的奶粉|佳能的相机|天青的|随赠金桔|花园和阳台|森林&海洋|文明赠书|芬达的|花仙小公主"
).split("|")


@pytest.mark.parametrize("text", PEOPLE)
def test_given_names_alone_are_hidden(text: str) -> None:
    assert not untouched(text, ())
    masked = mask_text(text, POLICY).masked
    assert masked == PEOPLE[text]
    assert mask_text(masked, POLICY).masked == masked


@pytest.mark.parametrize("text", NOBODY)
def test_everyday_words_of_such_characters_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


def test_goods_are_called_so_and_engraved_names_are_not() -> None:
    assert mask_text("雨薇的 连衣裙", POLICY, goods=True).masked == "雨薇的 连衣裙"
    assert mask_text("项链 刻字：雨薇", POLICY, goods=True).masked == "项链 刻字：***"


WORDS = "雨薇 海涛 刻 字 名字 ： 给 找 的 要的 妈妈 宝贝 老师 敬上 我爱你 ， & 和 love 新婚 祝 愿 健康 姓宋 名 叫 联系 打 电话 你的 赠 放 家 亲启 邹市明 万茜 先生 女士 本人 致 亲爱的 那里".split()


@settings(max_examples=3000)
@given(st.lists(st.sampled_from((*WORDS, " ")), max_size=6))
@example(["刻", "雨薇", " ", "&", " ", "海涛"])
@example(["姓宋", "名", "叫", "雨薇"])
def test_the_cheap_test_lets_through_whatever_is_found(words: list[str]) -> None:
    text = "".join(words)
    if not may_stand_alone(text):
        assert not list(alone_spans(text))


@pytest.mark.parametrize("unit", ["雨薇", "雨薇&", "给雨薇", "刻字", "姓宋", "雨薇 love "])
def test_work_grows_with_length_only(unit: str) -> None:
    text = unit * 20000  # a third of a second; squared it would be minutes
    begun = process_time()
    list(alone_spans(text))
    assert process_time() - begun < 4
