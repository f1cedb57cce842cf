"""A finding is told in the language of the process, with the page or the file, and the zone by its identifier."""

from __future__ import annotations

import pytest

from waybill.i18n import Lang, use_lang
from waybill.verify import Finding


@pytest.mark.parametrize(("lang", "page", "told"), [
    ("en", 3, "VERIFY-LEAK: page 3 [recipient_zone] Shows what must be hidden (phone)."),
    ("en", 0, "VERIFY-LEAK: file [recipient_zone] Shows what must be hidden (phone)."),
    ("zh", 3, "VERIFY-LEAK: 第 3 页 [recipient_zone] 显示了应隐藏的内容（电话）。"),
    ("zh", 0, "VERIFY-LEAK: 文件 [recipient_zone] 显示了应隐藏的内容（电话）。"),
])  # fmt: skip
def test_a_finding_as_a_sentence(lang: Lang, page: int, told: str) -> None:
    use_lang(lang)
    assert Finding(page, "recipient_zone", "VERIFY-LEAK", (("kind", "phone"),)).text() == told
