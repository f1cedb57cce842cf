"""Ciphertext of the platforms, and the nicknames that look like it."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waybill.deidentify.marks import holds_ciphertext, is_ciphertext, may_hold_ciphertext


@pytest.mark.parametrize(
    "text",
    [
        "~AgAAabcd~",
        "#qKjfLmNbVcXz#",
        "~averyverylongnickname~",
        "#ab12cd#",
        "~123456~",
        "@abc123@",
        "$+/=a$",
        " #ab12cd# ",
        b64encode("王小明".encode()).decode(),
        b64encode("王明".encode()).decode(),
        b64encode("王李小明亮".encode()).decode(),
    ],
)
def test_ciphertext(text: str) -> None:
    assert is_ciphertext(text)


@pytest.mark.parametrize(
    "text",
    [
        "~小鱼儿~abc~",
        "~Sunshine~",
        "~iPhone~",
        "~McDonaldX~",
        "~12345~",
        "#a1b2#",
        "#ab12cd",
        "ab12cd#",
        "#ab cd ef#",
        "~Lucy Wang 520~",
        "Zhang_San_2019_Shanghai",
        "iLovePython-JavaScript-TypeScript2020",
        "tel13812345678or15987654321",
        "~~~~~",
        "5Star6Days",
        "6abc5def",
        "54265426",
    ],
)
def test_nicknames(text: str) -> None:
    assert not is_ciphertext(text)


RUNS = (
    "AgAAAAbcdefgh1234",
    "~qKjfLmNbVcXz12345",
    "#qKjfLmNb#1#",
    "$qKjf1mNbVcXz1234==",
    "0123456789abcdef0123456789abcdef",
    "#5vGMbdPD/KH=",
    "~R3m~5vGMbdPD/KHnpCY=",
)


@pytest.mark.parametrize("run", RUNS)
def test_a_run_is_found_in_the_midst_of_a_text(run: str) -> None:
    assert holds_ciphertext(f"收件人:{run} 请轻放")
    assert may_hold_ciphertext(f"收件人:{run} 请轻放")


@given(
    st.lists(st.sampled_from((*RUNS, "AgAAAA", "aB3/+", "=", "~", "#", "收", " ", "qKjfLm1NbV")), max_size=8)
)
def test_the_cheap_test_lets_no_ciphertext_by(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert may_hold_ciphertext(text) or not holds_ciphertext(text)
