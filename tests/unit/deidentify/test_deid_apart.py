"""The same words with other signs between them: what is hidden of one spelling is hidden of the others."""

from __future__ import annotations

import pytest

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched

POLICY = Policy.default()
BLANKS = {
    "加我V zhouzhou-2011": "***",
    "车牌 苏E 8K9Z6": "车牌 ***",
    "6222 0212 0300 1234 567": "***",
    "电话 139 0013 9876": "电话 ***",
    "送 四号楼 301 室": "送 四号楼***",
    "邮箱 lele 艾特 qq 点 com": "邮箱 ***",
    "实名 童谣 收": "实名 *** 收",
}


@pytest.mark.parametrize("gap", ["  ", "   ", "\u3000\u3000", " \u00a0"])
@pytest.mark.parametrize("text", BLANKS)
def test_several_blanks_part_no_more_than_one(text: str, gap: str) -> None:
    apart = text.replace(" ", gap)
    assert not untouched(apart, ())
    assert mask_text(apart, POLICY).masked == BLANKS[text]


def test_blanks_of_a_text_that_tells_nothing_stay() -> None:
    assert mask_text("两件  一起发\u3000\u3000轻放", POLICY).masked == "两件  一起发\u3000\u3000轻放"


@pytest.mark.parametrize("thanks", ["谢谢", "，谢谢", " 多谢", "拜托"])
@pytest.mark.parametrize(
    "text",
    [
        "户名 ***",
        "贺卡 致 我最好的朋友 ***",
        "奖牌刻 第一名 ***",
        "姐姐叫***",
        "签收人必须是 ***",
        "联系人 ***",
    ],
)
def test_a_name_ends_before_thanks(text: str, thanks: str) -> None:
    assert mask_text(text.replace("***", "龚晓峰") + thanks, POLICY).masked == text + thanks


@pytest.mark.parametrize(
    "text",
    [
        "收件人：驿站谢谢",
        "电梯坏了送一楼谢谢",
        "谢谢高原红两盒",
        "贺卡写 谢谢老师",
        "感谢信 模板",
        "多谢惠顾",
    ],
)
def test_thanks_for_nobody_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


def test_who_is_thanked_is_hidden() -> None:
    assert mask_text("感谢龚晓峰", POLICY).masked == "感谢***"
    assert mask_text("谢谢龚晓峰", POLICY).masked == "谢谢***"


SIGNED = {
    "微信号:summer_rain": "微信号", "威信:hjk5566": "威信", "薇:mei_mei123": "薇", "ins:lily.wong_99": "ins", "Wechat ID:rain77": "Wechat", "密码:1234": "密码", "取件码:12345": "取件",
    "门禁:8848": "门禁", "尾号:1234": "尾号", "短号:667788": "短号", "房号:1102": "房号", "门牌号:1102": "门牌", "宿舍:512": "宿舍", "电话:62345678": "62345678",
}  # fmt: skip


@pytest.mark.parametrize("sign", [":", "：", "=", "＝", "-", "－", " - "])
@pytest.mark.parametrize("text", SIGNED)
def test_any_sign_leads_to_an_account_a_code_or_a_door(text: str, sign: str) -> None:
    shown = mask_text(text.replace(":", sign), POLICY).masked
    assert "***" in shown
    assert SIGNED[text] not in shown


@pytest.mark.parametrize(
    "text",
    [
        "密码【1234】",
        "取件码（12345）",
        "微信名叫「人间四月天」",
        "抖音搜 yaya_0808",
        "twitter.com/lily_wong99",
    ],
)
def test_an_account_or_a_code_is_hidden_in_brackets_and_without_a_sign(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked.rstrip("】）」") == "***"


@pytest.mark.parametrize(
    "text",
    [
        "京东-Apple同款",
        "电子锁-8800系列",
        "手机-128G",
        "密码锁-4位",
        "门铃-433M",
        "a.com/goods/12",
        "cm/kg_100",
    ],
)
def test_goods_behind_such_a_sign_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


@pytest.mark.parametrize("sign", "+|~=:、/#@(…→,-. ")
def test_the_digits_of_a_mobile_are_hidden_whatever_sign_parts_them(sign: str) -> None:
    text = f"打{sign.join('13900139876')}就行"
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == "打***就行"


@pytest.mark.parametrize("words", ["点", "那个", "后面是"])
def test_the_groups_of_a_mobile_behind_its_word_are_hidden_whatever_words_part_them(words: str) -> None:
    text = f"打{words.join(('139', '0013', '9876'))}就行"
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == "打***就行"


@pytest.mark.parametrize("sign", "+|~^=\"'“”·-_/、 ")
def test_the_orders_own_name_is_hidden_whatever_sign_parts_it(sign: str) -> None:
    text = f"给{sign.join('林清秋')}的"
    assert not untouched(text, ("林清秋",))
    assert mask_text(text, POLICY, pieces=("林清秋",)).masked == "给***的"


@pytest.mark.parametrize("word", ["手机", "手机：", "打", "加微信", "电话 "])
@pytest.mark.parametrize(
    "number", ["1390/0139/876", "139、0013、98、76", "1-390-0139-876", "13。900。139。876", "1390~0139~876"]
)
def test_eleven_digits_behind_a_word_are_a_mobile_however_they_are_grouped(word: str, number: str) -> None:
    shown = mask_text(f"{word}{number}，谢谢", POLICY).masked or ""
    assert "***，谢谢" in shown
    assert not any(map(str.isdecimal, shown))


@pytest.mark.parametrize("text", ["手机 13/14/15/16 通用", "手机：13/14/15/16/17 贴膜", "手机支架 1300 1500"])
def test_models_behind_such_a_word_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


@pytest.mark.parametrize("end", ["", "，好的", "!好的", "！", "~", "～好的", "。"])
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("地址：B1203", "地址：***"),
        ("送9-901", "送***"),
        ("PW 2580", "***"),
        ("2梯301", "***"),
        ("602不在放601", "***不在放***"),
        ("1.程灵素 2.阮星竹 3.白展堂", "1.*** 2.*** 3.***"),
    ],
)
def test_a_sentence_ends_with_any_sign(text: str, masked: str, end: str) -> None:
    assert mask_text(text + end, POLICY).masked == masked + end


@pytest.mark.parametrize("text", ["满300就送100!", "10~12月龄~", "好评~200~300都行!", "~~~慢点~~~"])
def test_what_ends_so_and_tells_nothing_stays(text: str) -> None:
    assert mask_text(text, POLICY).masked == text
