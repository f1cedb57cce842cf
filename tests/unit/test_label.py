"""The Label as the journal keeps it."""

from __future__ import annotations

import pytest

from waybill.label import LABEL_FIELDS, Label

KEPT = (
    "1", "JT0000000000018", "极兔速递", "058-E06 105", "泉州集", "CN-C-N50J47539-VK", "林**", "1******0000", "",
    "福建省泉州市晋江市", "长江西路737号43栋***", "徐**", "1******0001", "隐私号", "贵州省贵阳市观山湖区", "胜利街1938号***",
    "儿童保温杯500ml", "6", "6.55", "生鲜急件", "2026-11-13 09:47", "ABC", "",
)  # fmt: skip


def test_what_a_journal_keeps_is_read_by_every_later_version() -> None:
    """For a new field FORMAT counts up, and ``unpack`` goes on reading what journals keep in the former one."""
    label = Label.unpack("\x1f".join(KEPT).encode())
    assert (label.waybill_no, label.recipient_address) == ("JT0000000000018", "长江西路737号43栋***")
    assert (label.sender_phone_note, label.printed_at, label.seal) == ("隐私号", "2026-11-13 09:47", "ABC")
    assert label.pack().decode().split("\x1f") == list(KEPT)


@pytest.mark.parametrize("cells", [KEPT[:-1], (*KEPT, ""), ("2", *KEPT[1:]), LABEL_FIELDS, ("",)])
def test_what_is_no_label_is_refused(cells: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a packed Label"):
        Label.unpack("\x1f".join(cells).encode())
