"""The blind index: by which numbers a label is found, and that nothing else of it changes with them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waybill.deidentify.door import Door
from waybill.deidentify.index import normal_phones, phone_index, phones_index
from waybill.deidentify.policy import Policy
from waybill.intake.order import Order, Party
from waybill.label import DIGEST_BYTES, MOST_DIGESTS, BlindIndex

KEY = b"k" * 32
VECTORS = Path(__file__).parents[2] / "vectors" / "phones_found.jsonl"
CELLS = [json.loads(line) for line in VECTORS.read_text("utf-8").splitlines()]
TO = Party(
    "章衔月", "18412345678-7804", "浙江省", "杭州市", "西湖区", "", "文三路478号华星时代5幢3单元1702室", True
)
BY = Party("顾北辰", "021-51839274", address="上海市浦东新区张江路268弄9号楼602室")
ORDER = Order("orders.csv", 2, "JT9698459974817", "极兔速递", recipient=TO, sender=BY, contents="保温杯")
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def apart(digests: bytes) -> list[bytes]:
    return [digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES)]


def index_of(order: Order) -> BlindIndex:
    return Door(Policy.default(), index_key=KEY, printed_at="2026-11-23 10:00").pass_through(order).index


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell["cell"])
def test_every_number_of_a_cell_finds_it_and_nothing_else_does(cell):
    found = apart(phones_index(KEY, cell["cell"]))
    assert sorted(found) == sorted(phone_index(KEY, number) for number in cell["numbers"])


@given(
    st.lists(MOBILES, min_size=1, max_size=4, unique=True),
    st.sampled_from(["/", "、", ";", "；", " ", "，", "\n"]),
)
def test_numbers_side_by_side(numbers: list[str], between: str) -> None:
    assert normal_phones(between.join(numbers)) == tuple(numbers)
    whole = phones_index(KEY, between.join(numbers))
    assert whole == phones_index(KEY, numbers[0], between.join(numbers[1:]))
    assert whole == b"".join(phone_index(KEY, number) for number in numbers)


def test_a_number_told_twice_counts_once_and_the_most_are_as_many_as_one_byte_can_tell() -> None:
    assert phones_index(KEY, "13971820645", "+86 139-7182-0645/021-51839274") == b"".join(
        phone_index(KEY, number) for number in ("13971820645", "021-51839274")
    )
    many = "/".join(str(13971820645 + place) for place in range(40))
    assert len(phones_index(KEY, many)) == MOST_DIGESTS * DIGEST_BYTES <= 255


def test_real_and_virtual_number_of_both_parties() -> None:
    order = replace(
        ORDER,
        recipient=replace(TO, other_phones="13971820645/0571-51839274"),
        sender=replace(BY, other_phones="13812340987"),
    )
    index = index_of(order)
    real = [phone_index(KEY, number) for number in ("18412345678", "13971820645", "0571-51839274")]
    assert apart(index.recipient_phones) == real
    assert apart(index.sender_phones) == [
        phone_index(KEY, number) for number in ("021-51839274", "13812340987")
    ]


def test_further_numbers_change_nothing_else() -> None:
    """Neither the label nor the fingerprint: an order that is read again is the same parcel."""
    door = Door(Policy.default(), index_key=KEY, printed_at="2026-11-23 10:00")
    label, index, _ = door.pass_through(ORDER)
    more = replace(ORDER, recipient=replace(TO, other_phones="13971820645"))
    label_of_more, index_of_more, _ = door.pass_through(more)
    assert label_of_more == label
    assert index_of_more == index._replace(recipient_phones=index_of_more.recipient_phones)
    assert "3971820645" not in repr(more) + repr(more.recipient)


def test_without_a_sender_or_a_key_there_is_no_digest() -> None:
    assert index_of(replace(ORDER, sender=Party())).sender_phones == b""
    bare = Door(Policy.default(), printed_at="").pass_through(ORDER).index
    assert bare == BlindIndex(b"")
