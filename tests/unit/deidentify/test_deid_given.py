# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names that are told by the characters of given names: on cards, in engravings, invoices, refunds; words alike stay."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_given import likely_spans, may_be_likely

POLICY = Policy.default()
PEOPLE = {
    "请写收件人林美玲谢谢": "请写收件人***谢谢", "收件人请写：戴梦瑶": "收件人请写：***", "收货人改成钱文斌 15067891234": "收货人改成*** ***",
    "寄件人写：温馨雅 不要写店名": "寄件人写：*** 不要写店名", "室友陈思琪会下来拿": "室友***会下来拿", "快递放前台交韩雪": "快递放前台交***",
    "贺卡内容 张老师教师节快乐 学生王浩然敬上": "贺卡内容 张老师教师节快乐 学生***敬上", '卡片写"To 陈宇：生日快乐 From 林小满"': '卡片写"To ***：生日快乐 From ***"',
    "刻字内容 杨柳&陈默 2024.5.20": "刻字内容 ***&*** 2024.5.20", "刻：LIU YANG 520": "刻：*** 520", "项链刻 ZHANG MIN": "项链刻 ***", "名字拼音 chenxiaoyu": "名字拼音 ***",
    '杯子上印"程一诺小朋友"': '杯子上印"***小朋友"', "姓名贴打印：曾紫涵": "姓名贴打印：***", '印章刻 "苏文轩印" 阳文': '印章刻 "***印" 阳文',
    "锦旗：赠人民医院骨科李明主任 医德高尚": "锦旗：赠人民医院骨科***主任 医德高尚", "奖牌 第一名 沈佳宜": "奖牌 第一名 ***",
    "请帮忙手写贺卡：金榜题名！祝侄子侯俊熙考上理想大学": "请帮忙手写贺卡：金榜题名！祝侄子***考上理想大学",
    "卡片：新婚快乐 祝刘洋&孙悦百年好合": "卡片：新婚快乐 祝***百年好合", "席卡打印：王建国、李淑芬、张建平": "席卡打印：***",
    "笔上刻 廖老师惠存 学生 钟楚欣": "笔上刻 廖老师惠存 学生 ***", "寿屏内容 恭祝母亲姚桂芳七十寿辰": "寿屏内容 恭祝母亲***七十寿辰",
    "骨灰盒刻字 慈父 石大海": "骨灰盒刻字 慈父 ***", "书签 刻 赠吾友崔健": "书签 刻 赠吾友***", "退款打支付宝 18812345678 吕小波": "退款打*** ***",
    "退款卡号 6222021234567890123 工商银行 任强": "退款*** 工商银行 ***", "发票寄 恒生银行 财务 汪洁": "发票寄 恒生银行 财务 ***", "印章 龙凤 陈默": "印章 龙凤 ***",
    "支付宝账号 wangli_88@126.com 王丽 退差价": "*** *** 退差价", "Recipient: Li Xiaoming": "Recipient: ***", "ask for Kevin Zhang 13912345678": "ask for ***",
    "收货信息：汤雨晴，13411112222": "收货信息：***，***", "302宿舍的程璐": "***宿舍的***", "私章 贺文静": "私章 ***", "换成我老婆收 江欣怡 13566667777": "换成我老婆收 *** ***", "收件信息改为：肖雅婷 广西": "收件信息改为：*** 广西", "急诊科 廖明辉 医生": "急诊科 *** 医生", "5号车间 质检 韦小龙": "5号车间 质检 ***",
    "贺卡抬头：To 亲爱的赵丽颖": "贺卡抬头：To 亲爱的***", "卡片 署名 陶然": "卡片 署名 ***", "开业大吉 王志强 贺": "开业大吉 *** 贺", "印章：傅雨桐 2*2cm": "印章：*** 2*2cm", "收件人：梁家辉 转 刘嘉玲": "收件人：*** 转 ***", "祝闺女周雨彤十八岁生日快乐": "祝闺女***十八岁生日快乐", "致 郑爽老师 感谢您": "致 ***老师 感谢您", "墓碑 慈母 尤桂花": "墓碑 慈母 ***",
    "姓名 梅婷 身份证": "姓名 *** 身份证", "实名 万茜": "实名 ***", "新娘 金晶": "新娘 ***", "失主徐浩": "失主***", "新年快乐 爱你的陈晨": "新年快乐 爱你的***", "孙子涵家长": "***家长", "王晓明的爸爸收": "***的爸爸收", "放门口 刘秀兰家": "放门口 ***家", "赠:黄海波师傅": "赠:***师傅", "沉痛悼念李国栋老先生": "沉痛悼念***老先生", "交给护士站付晓梅护士": "交给护士站***护士", "骨科欧阳文华主任": "骨科***主任",
}  # fmt: skip
NOBODY = (
    """
印章 黄杨木 方章|刻字 马到成功|贺卡：许愿|印字 高清 防水|刻 LOVE FOREVER|刻字 平安喜乐|祝福老师生日快乐|祝高考顺利|祝康复|由于海运延误|给孙子小宝的|给武汉大学的|周大福 足金 刻字|学生 石英表
李宁跑步鞋男42码|祝贺新春快乐|母亲石英手表|骨科李主任|儿子夏天穿|奖状 高清打印|请给高三学生|老师 马克杯 刻字|发票 李宁运动鞋|致方总|三班 高老师|贺卡 江南水乡|刻 520|收货人写张小姐|麻烦师傅明天送|江苏特产|写金玉良缘|肖像画 定制|牌子写：龙龙10岁啦|给白玉兰酒店|打印 A4 方正字体|名字 Lily|刻 LV
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("text", PEOPLE)
def test_names_on_cards_and_papers_are_hidden(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == PEOPLE[text]


@pytest.mark.parametrize("text", NOBODY)
def test_goods_and_wishes_of_such_characters_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


WORDS = (
    "陈默 刘洋 王建国 欧阳静 孙子涵 于海 戴梦瑶 李 明 给 交给 祝 祝我的 贺卡 刻 刻字 印 收件人 写 改成 侄子 母亲 学生 骨科 主任 敬上 生日 七十 From to 姓名 拼音 王 li ZHANG min "
    "*** * & 、 和 ， ： “ ( ) 1 a 店 路 方 的 应该 内 容 亲爱的 孙 马 失主 转 金晶 实名"
).split()


@settings(max_examples=2000)
@example(["给", "孙子涵"])
@given(st.lists(st.sampled_from((*WORDS, " ", "\n")), max_size=8))
def test_the_cheap_test_lets_through_whatever_is_found(words: list[str]) -> None:
    text = "".join(words)
    if not may_be_likely(text):
        assert not list(likely_spans(text))


@pytest.mark.parametrize("goods", ["四件套床单", "儿童牙刷", "马桶刷", "高跟鞋 37码"])
def test_goods_are_seen_at_once_to_name_nobody(goods: str) -> None:
    assert not may_be_likely(goods)


@pytest.mark.parametrize(
    "unit",
    ["王", "给王", "王建", "王建国", "王建国、", "贺卡", "贺卡 ", "刻 王建", "刻li ", "li", "***", "祝王建&"],
)
def test_work_grows_with_length_only(unit: str) -> None:
    text = unit * 3000
    assert len(list(likely_spans(text))) <= len(text)
