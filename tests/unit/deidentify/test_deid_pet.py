# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names among friends: 阿萍, 芳姐, the daughter's given name under a card; kin, wishes and words alike stay."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_pet import may_be_pet, pet_spans

POLICY = Policy.default()
PEOPLE = {
    "不要写我名，写阿珍": "不要写我名，写***", "包裹上写阿强的名字": "包裹上写***的名字", "礼物送陶陶，帮写卡片": "礼物送***，帮写卡片", "致念念": "致***", "请联系花花": "请联系***", "晨晨我爱你": "***我爱你",
    "中二班朵朵妈妈收": "中二班***妈妈收", "小宇他爸代收": "***他爸代收", "妈妈驿站小芳代收": "妈妈驿站***代收",
    "秀芳姐的货": "***姐的货", "建国叔的一起发": "***叔的一起发", "给思雨发顺丰": "给***发顺丰", "替晓雯寄": "替***寄", "佳怡生日快乐": "***生日快乐", "梓萱小朋友收": "***小朋友收",
    "祝 云飞 小朋友 六一快乐": "祝 *** 小朋友 六一快乐", "祝愿晓琳学业有成": "祝愿***学业有成", "帮我写:梓涵,妈妈爱你": "帮我写:***,妈妈爱你", "果果，爸爸妈妈永远爱你": "***，爸爸妈妈永远爱你",
    "贺卡写：祝妈妈生日快乐，女儿晓琳": "贺卡写：祝妈妈生日快乐，女儿***", "亲爱的雯雯，生日快乐": "亲爱的***，生日快乐", "署名“永远爱你的阿鹏”": "署名“永远爱你的***”",
    "阿芳收，芳姐美发店": "***收，芳姐美发店", "To 我最爱的静静": "To 我最爱的***", "卡片落款：爱您的孙子浩浩": "卡片落款：爱您的孙子***", "萍姐代收": "***代收", "老板娘阿萍收": "老板娘***收", "客服-阿珍备注：换顺丰": "客服-***备注：换顺丰",
    "放丽姐那里": "放***那里", "交给阿强": "交给***", "强哥来取": "***来取", "落款：阿杰": "落款：***", "军哥收": "***收", "月姐家": "***家",
    "贺卡落款：爱你的志强": "贺卡落款：爱你的***", "落款 国栋": "落款 ***", "署名：永远爱你的建平": "署名：永远爱你的***",
    "妞妞收": "***收", "囡囡代收": "***代收", "海涛哥的": "***哥的", "卡片：永远在一起 to丽丽": "卡片：永远在一起 to***", "豆豆妈妈收": "***妈妈收", "送糖糖老师": "送***老师", "红色给佳佳，蓝色给阳阳": "红色给***，蓝色给***", "晚晚，嫁给我吧": "***，嫁给我吧", "木木，毕业快乐": "***，毕业快乐",
    "阿亮，生日快乐": "***，生日快乐", "爱你的鹏": "爱你的***", "贺卡：前程似锦。晓宇": "贺卡：前程似锦。***", "祝茗茗小朋友六一快乐": "祝***小朋友六一快乐", "绣乐乐": "绣***", "送给妞妞的六一礼物": "送给***的六一礼物",
    "祝小宇生日快乐": "祝***生日快乐", "卡片内容“祝亲爱的嘉怡毕业快乐”": "卡片内容“祝亲爱的***毕业快乐”", "小轩代收": "***代收",
}  # fmt: skip
NOBODY = (
    "宝宝收|叔叔收|伯伯代收|姨姨收|太太收|天天收货|卡片：祝福 to妈妈|给嘉兴发货|给美国发货|给大家多放一份|给友人寄|明天生日快乐|给全家买|祝国庆快乐|祝家庭幸福|祝一生平安|祝春天快乐|祝愿青春快乐|加油,妈妈爱你|妈妈，我爱你|老公,想你|大姐代收|小哥收|阿姨代收|李姐代收|表姐代收|姐姐代收一下|哥哥代收|叔叔收|帅哥收|干妈的亲姐代收|军嫂家|阿嬷代收|祝你越来越好，朋友真心|二婶家|快递小哥的快递|放楼下阿婆家|房东大姐收|亲爱的妈妈|亲爱的顾客您好|卡片：爱你的宝宝|贺卡 爱你的人|落款：全家福|卡片写 祝女儿健康|贺卡：祝身体健康，女儿敬上"
    "|贺卡：祝妈妈 女儿美丽|祝生意兴隆，朋友敬贺|阿胶糕 500g|阿迪达斯 女鞋|给阿迪达斯配的鞋带|阿尔卑斯糖|阿宽面皮 5袋|强哥推荐 炒货|梅姨辣椒酱|落款：爱你的妈妈|落款 全体员工|落款：永远爱你的宝贝|署名 匿名|爱你的老婆"
    "|祝大家新年快乐|祝天天快乐|祝君安康快乐|祝老师节日快乐|祝永远幸福|小店收|小区收|小妹代收|小时来取|妈妈收|给宝宝|给奶奶的礼物|爱你的心 项链|爱你的妈|谢谢，生日快乐|刻福字|祝您，平安。谢谢"
).split("|")


@pytest.mark.parametrize("text", PEOPLE)
def test_given_names_are_hidden(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == PEOPLE[text]


@pytest.mark.parametrize("text", ["送包包", "下单送贴贴", "满10送勺勺", "送盒盒", "联系谁谁", "赠品送杯杯"])
def test_a_gift_is_nobody(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


@pytest.mark.parametrize("text", NOBODY)
def test_kin_wishes_and_words_alike_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


WORDS = "阿 芳 姐 哥 收 代收 家 给 找 的 爱你 亲爱 署名 落款 雯 祝 贺卡 女儿 晓琳 ， 老板娘 ： 备注".split()


@settings(max_examples=2000)
@given(st.lists(st.sampled_from((*WORDS, " ")), max_size=8))
def test_the_cheap_test_lets_through_whatever_is_found(words: list[str]) -> None:
    text = "".join(words)
    if not may_be_pet(text):
        assert not list(pet_spans(text))


@pytest.mark.parametrize("unit", ["阿", "阿芳", "找阿芳", "祝", "祝，女儿", "亲爱的", "芳姐"])
def test_work_grows_with_length_only(unit: str) -> None:
    text = unit * 30000  # a third of a second; squared it would be minutes
    begun = process_time()
    list(pet_spans(text))
    assert process_time() - begun < 4
