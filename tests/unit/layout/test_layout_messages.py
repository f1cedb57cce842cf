"""The sentences of layout and templates can be said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from waybill.errors import all_codes, entry, sentence

PACKAGE = Path(__file__).resolve().parents[3] / "waybill"
CODES = [code for code in all_codes() if code.startswith(("TEMPLATE-", "LAYOUT-"))]
RAISED = re.compile(r'"((?:TEMPLATE|LAYOUT)-[A-Z-]+)"')


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_can_be_said(code: str) -> None:
    found = entry(code)
    assert found is not None
    for lang in ("en", "zh"):
        for kind in ("", "cause_", "remedy_"):
            text = sentence(code, {}, lang, kind)
            assert "{}" not in text
            if kind:
                assert "?" not in text
    assert sentence(code, {}, "en", "remedy_")


def test_what_is_raised_is_in_the_catalogue_and_the_other_way_round() -> None:
    sources = [*PACKAGE.glob("layout/*.py"), PACKAGE / "cli" / "template.py"]
    raised = {code for path in sources for code in RAISED.findall(path.read_text("utf-8"))}
    assert raised == set(CODES)
