"""Every error code of these rooms has its sentences, and the examples in the docstrings are true."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import waybill
from waybill.errors import all_codes, entry

ROOT = Path(waybill.__file__).parent
SOURCES = [
    *ROOT.glob("standards/**/*.py"),
    *(ROOT / "address" / f"{name}.py" for name in ("angles", "coordinates", "code", "encode_lines")),
    ROOT / "cli" / "address_codes.py",
]
CODE = re.compile(r'"((?:GBT\d+|S10|COORD)-[A-Z-]+)"')


def raised() -> set[str]:
    return {code for path in SOURCES for code in CODE.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("code", sorted(raised()))
def test_every_code_is_explained_in_both_languages(code: str) -> None:
    found = entry(code)
    assert found is not None
    assert found.get("", "en") != found.get("", "zh")


def test_no_explanation_is_left_over() -> None:
    ours = {code for code in all_codes() if re.match(r"GBT(39409|41832|2260)-|S10-|COORD-", code)}
    assert ours == raised()


@pytest.mark.parametrize(
    "module",
    [
        "standards.gbt39409", "standards.gbt39409.reference", "standards.gbt41832", "standards.gbt2260",
        "standards.upu_s10", "standards.iso7064", "address.coordinates",
    ],
)  # fmt: skip
def test_docstring_examples(module: str) -> None:
    results = doctest.testmod(import_module(f"waybill.{module}"))
    assert results.attempted > 0
    assert results.failed == 0
