"""All numbers of a person: one is the phone, the others are kept to find the label by, but for those that were replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import HEADER, read, row

from waybill.intake import Party
from waybill.intake.straight import reader_of, straight

FIRST, SECOND, LINE = "15089606268", "13922223333", "0595-85678901"
PLACE = "福建省泉州市晋江市长江西路737号"


def party(folder: Path, more: dict[str, str], who: str = "recipient", **cells: str) -> Party:
    """A party of an ordinary row with more columns behind it."""
    got = read(folder, [[*HEADER, *more], [*row(1, **cells), *more.values()]])
    assert got.codes() == []
    return getattr(got.orders[0], who)


@pytest.mark.parametrize(
    ("first", "more", "phone", "others"),
    [
        (FIRST, {"收件人固话": LINE}, FIRST, LINE),
        (FIRST, {"收件人固话": "（0595）8567 8901"}, FIRST, "(0595)85678901"),
        (FIRST, {"收件人固话": "无"}, FIRST, ""),
        (FIRST, {"收件人固话": ""}, FIRST, ""),
        ("", {"收件人固话": LINE}, LINE, ""),
        ("150****6268", {"收件人固话": LINE}, "150****6268", LINE),
        (f"{FIRST}/{SECOND}", {"收件人固话": LINE}, f"{FIRST}/{SECOND}", LINE),
        (FIRST, {"隐私号": "18412345678-7804"}, "18412345678-7804", FIRST),
        ("", {"隐私号": "18412345678-7804", "收件人固话": LINE}, "18412345678-7804", LINE),
        (FIRST, {"隐私号": "18412345678-7804", "收件人固话": LINE}, "18412345678-7804", f"{FIRST}/{LINE}"),
        (FIRST, {"隐私号": "是", "收件人固话": LINE}, FIRST, LINE),
        (FIRST, {"收件人移动电话": SECOND}, FIRST, SECOND),
        (FIRST, {"收件人移动电话": SECOND, "收件人固话": LINE}, FIRST, f"{LINE}/{SECOND}"),
        (FIRST, {"收件人备用电话": SECOND, "收件人固话": LINE}, FIRST, f"{LINE}/{SECOND}"),
        (FIRST, {"收件人固话": "", "收件人手机2": SECOND}, FIRST, SECOND),
        (FIRST, {"收件人移动电话": FIRST, "收件人固话": LINE}, FIRST, LINE),
        (FIRST, {"收件人及电话": f"林龙旭 {SECOND}"}, FIRST, SECOND),
        (FIRST, {"收件人及电话": f"林龙旭 {FIRST}"}, FIRST, ""),
        (FIRST, {"收件人及电话": f"顾北辰 {SECOND}"}, FIRST, ""),
        # What the buyer has replaced is somebody else's, or was wrong.
        (FIRST, {"收件人固话": LINE, "改后电话": SECOND}, SECOND, ""),
        (FIRST, {"收件人固话": LINE, "改后收件人": f"顾北辰 {SECOND}"}, SECOND, ""),
        (FIRST, {"收件人固话": LINE, "修改后的收货地址": f"顾北辰，{SECOND}，{PLACE}"}, SECOND, ""),
        (FIRST, {"隐私号": "18412345678-7804", "修改后的收货地址": f"顾北辰，{SECOND}，{PLACE}"}, SECOND, ""),
    ],
)  # fmt: skip
def test_which_number_is_the_phone_and_which_are_others(
    tmp_path: Path, first: str, more: dict[str, str], phone: str, others: str
) -> None:
    to = party(tmp_path, more, 收件人手机=first)
    assert (to.phone, to.other_phones) == (phone, others)


def test_the_senders_too(tmp_path: Path) -> None:
    more = {"寄件人固话": LINE, "寄件人隐私号": "18412345678-7804"}
    by = party(tmp_path, more, "sender", 寄件人手机=SECOND)
    assert (by.phone, by.other_phones) == ("18412345678-7804", f"{SECOND}/{LINE}")


def test_two_landlines_and_no_mobile(tmp_path: Path) -> None:
    header = ["运单号", "收件人", "收件人电话", "收件人固定电话", "收货地址"]
    cells = ["JT1234567890128", "林龙旭", "", LINE, PLACE]
    got = read(tmp_path, [header, [*cells[:2], SECOND, *cells[3:]], cells])
    assert [(one.recipient.phone, one.recipient.other_phones) for one in got.orders] == [
        (SECOND, LINE),
        (LINE, ""),
    ]


def test_one_cell_with_name_phone_and_address_beside_a_phones_own(tmp_path: Path) -> None:
    header = ["运单号", "收件人手机", "收货人信息"]
    cells = ["JT1234567890128", FIRST, f"林龙旭，{SECOND}，{PLACE}"]
    (order,) = read(tmp_path, [header, cells]).orders
    assert (order.recipient.name, order.recipient.phone, order.recipient.other_phones) == (
        "林龙旭",
        FIRST,
        SECOND,
    )


def test_a_row_with_a_second_number_goes_the_straight_way(tmp_path: Path) -> None:
    header, cells = [*HEADER, "收件人固话"], [*row(1), LINE]
    got = read(tmp_path, [header, cells])
    assert straight(reader_of(got.source.layout), 2, cells, ",".join(cells)) == got.orders[0]
    assert got.orders[0].recipient.other_phones == LINE
