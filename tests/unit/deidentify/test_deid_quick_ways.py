"""What is made quickly on the way to a label is what the plain way makes."""

from __future__ import annotations

import hmac
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waybill.deidentify import marks, text_shapes
from waybill.deidentify.base45 import decode, encode
from waybill.deidentify.called import called
from waybill.deidentify.index import order_index, phone_index
from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, tells_nothing, untouched
from waybill.deidentify.text_own import piece_spans
from waybill.frozen import maker
from waybill.label import Label


@given(st.binary(min_size=1, max_size=200), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_digests_are_hmac(key: bytes, phone: str) -> None:
    assert phone_index(key, phone) == hmac.digest(key, b"phone\0" + phone.encode(), "sha256")[:16]
    assert order_index(key, phone) == hmac.digest(key, b"order\0" + phone.encode(), "sha256")[:16]


def test_quick_label_is_a_label() -> None:
    values = [f"v{number}" for number in range(len(fields(Label)))]
    quick, plain = maker(Label)(*values), Label(*values)  # type: ignore[arg-type]
    assert type(quick) is Label
    assert quick == plain
    assert hash(quick) == hash(plain)
    assert quick.pack() == plain.pack()
    with pytest.raises(FrozenInstanceError):
        quick.seal = "x"


@given(st.binary(max_size=300))
def test_base45_comes_back(data: bytes) -> None:
    text = encode(data)
    assert decode(text) == data
    assert len(text) == len(data) // 2 * 3 + len(data) % 2 * 2


@pytest.mark.parametrize("goods", ["四件套床单", "纯棉短袖T恤", "洗衣液3kg", "送货单", "数据线1.2m"])
def test_goods_are_seen_at_once_to_tell_nothing(goods: str) -> None:
    assert untouched(goods, ())
    assert not text_shapes.may_tell(goods, rooms=True)


@pytest.mark.parametrize("door", ["3单元", "床单放3单元", "单元号12"])
def test_entrances_are_looked_at_closely(door: str) -> None:
    assert text_shapes.may_tell(door, rooms=True)


def test_a_repeated_text_is_judged_by_each_rows_own_data() -> None:
    assert untouched("周静最爱的茶", ("李明",))
    assert not untouched("周静最爱的茶", ("周静",))
    assert mask_text("周静最爱的茶", Policy.default(), pieces=("周静",)).masked == "***最爱的茶"
    assert untouched("周静最爱的茶", ("李明",))


PIECES = st.text(
    st.sampled_from("王小明静ＭａMaryARY0123456789３单元室栋·•.(收)（代）先生 　-𠮷"), max_size=12
)


@settings(max_examples=1500)
@given(
    PIECES,
    st.lists(st.one_of(PIECES, st.sampled_from(("送到", "床单", " 1 2 3 ", "500ml"))), max_size=4),
    st.data(),
)
def test_what_is_left_out_holds_no_piece(piece: str, others: list[str], data: st.DataObject) -> None:
    """Whatever the pieces are made of, and whichever part of them a text has."""
    start = data.draw(st.integers(0, len(piece)))
    part = piece[start : data.draw(st.integers(start, len(piece)))]
    written = data.draw(st.sampled_from(([part], [part.swapcase()], [part, part.swapcase()])))
    text = "".join(data.draw(st.permutations([*others, *written])))
    pieces = (piece, *called(piece))
    if untouched(text, pieces):
        assert not [span for each in pieces for span in piece_spans(marks.narrow(text), each)]


PHONES = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}-[0-9]{3,6}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{1,2}-?[0-9]{7,8}(-[0-9]{2,4})?", fullmatch=True),
    st.from_regex(r"(\+86 |\(86\))?[0-9]{3}[ -][0-9]{4}[ -][0-9]{4}", fullmatch=True),
    st.from_regex(r"1[0-9]{2}\*{4}[0-9]{4}(-[0-9]{4})?", fullmatch=True),
)


@settings(max_examples=1500)
@given(
    PHONES,
    st.lists(st.sampled_from(("送到", "床单", "12", "500ml", "302室", "路737号")), max_size=4),
    st.data(),
)
def test_what_is_left_out_holds_no_part_of_a_phone(
    phone: str, others: list[str], data: st.DataObject
) -> None:
    """Extensions of virtual numbers, masks and spellings: of a masked number nothing is looked for."""
    start = data.draw(st.integers(0, len(phone)))
    part = phone[start : data.draw(st.integers(start, len(phone)))]
    text = "".join(data.draw(st.permutations([*others, part, part.replace("-", "")])))
    found = list(piece_spans(marks.fold(text), phone))
    ordinary = sum(map(str.isdigit, text)) <= 6 and "*" not in text
    if untouched(text, (phone,)) or "*" in phone or (ordinary and tells_nothing(text, "", phone)):
        assert not found
