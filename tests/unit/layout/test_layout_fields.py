"""What a template may name."""

from __future__ import annotations

import pytest

from waybill.layout import fields
from waybill.layout.fields import Copy, condition, exclusive, for_copy, pieces_of, reader
from waybill.layout.samples import sample_label

PLAIN, VIRTUAL = sample_label("plain"), sample_label("virtual")


@pytest.mark.parametrize(
    ("texts", "join", "expected"),
    [
        (["{carrier}"], " ", "样例速递"),
        (["100%{quantity}%"], " ", "100%6%"),
        (["共{quantity}件 {weight_kg}kg"], " ", "共6件 6.55kg"),
        (["共{quantity}件", "{exception}", "{weight_kg}kg"], "/", "共6件/6.55kg"),
        (["{exception}"], " ", ""),
        (["例外：{exception}"], " ", ""),
        (
            ["{recipient_region}", "{recipient_address}"],
            "%",
            "福建省泉州市晋江市%长江西路737号山门府际苑东区43栋***",
        ),
        (["签收", "{exception}"], " ", "签收"),
        (["固定%"], " ", "固定%"),
    ],
)
def test_texts(texts: list[str], join: str, expected: str) -> None:
    assert reader(for_copy(pieces_of(texts), Copy()), join)(PLAIN) == expected


@pytest.mark.parametrize(
    ("reprint", "expected"), [(0, "JT0000000000000"), (3, "JT0000000000000 第3次 补打 3 100%")]
)
def test_copy_facts(reprint: int, expected: str) -> None:
    pieces = pieces_of(["{waybill_no}", "第{reprint_count}次", "{reprint_mark} 100%"])
    assert reader(for_copy(pieces, Copy(reprint)), " ")(PLAIN) == expected


def test_conditions() -> None:
    def holds(*names: str, reprint: int = 0) -> list[bool]:
        tests = condition(names, Copy(reprint))
        return [tests is not None and fields.holds(tests, label) for label in (PLAIN, VIRTUAL)]

    assert holds() == [True, True]
    assert holds("virtual_number") == [False, True]
    assert holds("not virtual_number") == [True, False]
    assert holds("remark", "sealed") == [False, True]
    assert holds("reprint_mark") == [False, False]
    assert holds("reprint_mark", "sealed", reprint=1) == [False, True]
    assert holds("not reprint_count") == [True, True]


def test_exclusive_conditions() -> None:
    assert exclusive(("virtual_number",), ("remark", "not recipient_phone_note"))
    assert exclusive(("not sealed",), ("seal",))
    assert not exclusive(("virtual_number",), ("not sender_virtual_number",))
    assert not exclusive((), ("not remark",))
