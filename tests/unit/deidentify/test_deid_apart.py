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
