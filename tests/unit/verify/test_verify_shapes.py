"""Digits and phone numbers as the verifier reads them from a page."""

from __future__ import annotations

import pytest

from waybill.verify.shapes import digit_runs, digits_of, phones, runs, squeeze

PHONE = {"1381234", "3812345", "8123456", "1234567", "2345678"}


def test_runs_are_of_seven_digits() -> None:
    assert runs("123456") == set()
    assert runs("1234567") == {"1234567"}
    assert runs("12345678") == {"1234567", "2345678"}


@pytest.mark.parametrize(
    ("text", "together", "apart"),
    [
        ("13812345678", PHONE, PHONE),
        ("１３８１２３４５６７８", PHONE, PHONE),
        ("138 1234 5678", PHONE, set()),
        ("138.1234-5678", PHONE, set()),
        ("138\n12345678", PHONE, {"1234567", "2345678"}),
        ("1234567 x 890", {"1234567"}, {"1234567"}),
        ("12-34-56", set(), set()),
    ],
)
def test_digits_in_a_row(text: str, together: set[str], apart: set[str]) -> None:
    assert digit_runs(text) == together
    assert digit_runs(text, joined=False) == apart


@pytest.mark.parametrize(
    "text", ["13812345678", "１３８１２３４５６７８", "138 1234 5678", "电话:138-1234-5678。"]
)
def test_a_phone_is_seen(text: str) -> None:
    assert {match[1] for match in phones(text)} == {"13812345678"}
    assert {match[1] for match in phones(text, joined=False)} == (
        {"13812345678"} if len(text) == 11 else set()
    )


def test_squeezed() -> None:
    assert squeeze("Ａ１ ⼀\n王") == "A1一王"
    assert digits_of("运单１2-3 号4") == "1234"
