"""Digits and phone numbers as the verifier reads them from a page."""

from __future__ import annotations

import pytest

from waybill.verify.shapes import digit_runs, digits_of, phones, runs, squeeze, weak_masks

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
    "text",
    ["(138) 1234-5678", "13812345678", "１３８１２３４５６７８", "138 1234 5678", "电话:138-1234-5678。"],
)
def test_a_phone_is_seen(text: str) -> None:
    assert {match[1] for match in phones(text)} == {"13812345678"}
    assert {match[1] for match in phones(text, joined=False)} == (
        {"13812345678"} if len(text) == 11 else set()
    )


def test_squeezed() -> None:
    assert squeeze("Ａ１ ⼀\n王") == "A1一王"
    assert digits_of("运单１2-3 号4") == "1234"


@pytest.mark.parametrize(
    "text",
    [
        "138****5678", "１３８＊＊＊＊５６７８", "13*****5678", "1381****678", "1381234****", "138 **** 5678", "138-****-5678", "138xxxx5678",
        "138••••5678", "138^_^5678", "1881^_^1234", "0755****1234", "0755-****1234", "010****1234",
        "张** 138****5678 2026-11-23 14:05", "2026-11-23 138****5678", "收138****5678寄1******8765",
    ],
)  # fmt: skip
def test_a_mask_of_fewer_than_six_digits_is_seen(text: str) -> None:
    (told,) = weak_masks(text)
    assert 5 < len(digits_of(told)) < 9


@pytest.mark.parametrize(
    "text",
    [
        "1******5678", "******5678", "******34", "******34-****", "1******5678-****", "1^_^5678", "^_^5678-^_^", "400****1234", "13812***",
        "1388***2024", "18000*20000", "****5678", "SF138****5678", "1381****\n678", "138****567", "共12件 1****2", "43栋***",
    ],
)  # fmt: skip
def test_other_masks_are_left_in_peace(text: str) -> None:
    assert list(weak_masks(text)) == []
