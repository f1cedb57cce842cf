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
