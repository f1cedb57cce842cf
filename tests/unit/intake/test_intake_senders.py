"""Senders that stand with name, phone and address in one cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import HEADER, read, row

OWN = ("寄件人", "寄件人手机", "寄件地址")
NAMES = [name for name in HEADER if name not in OWN]
CELLS = [cell for name, cell in zip(HEADER, row(1), strict=True) if name not in OWN]


@pytest.mark.parametrize("column", ["寄件信息", "寄件人信息", "发件人信息", "寄方资料"])
@pytest.mark.parametrize(
    ("cell", "name", "phone", "address"),
    [
        ("徐永 18883948814 贵州省贵阳市胜利街1938号", "徐永", "18883948814", "贵州省贵阳市胜利街1938号"),
        (
            "寄件人：徐永，18883948814，贵州省贵阳市胜利街1938号",
            "徐永",
            "18883948814",
            "贵州省贵阳市胜利街1938号",
        ),
        (
            "（寄）徐永 18883948814 贵州省贵阳市胜利街1938号",
            "徐永",
            "18883948814",
            "贵州省贵阳市胜利街1938号",
        ),
        ("徐永18883948814", "徐永", "18883948814", ""),
        ("发哥 18883948814", "发哥", "18883948814", ""),
    ],
)
def test_a_sender_in_one_cell(
    tmp_path: Path, column: str, cell: str, name: str, phone: str, address: str
) -> None:
    got = read(tmp_path, [[*NAMES, column], [*CELLS, cell]])
    by = got.orders[0].sender
    assert (by.name, by.phone, by.address) == (name, phone, address)
    assert got.notes == []


@pytest.mark.parametrize(
    "cell",
    [
        "义乌某某电商",
        "18883948814/15089606268 贵阳市",
        "徐永 18883948814 贵阳市胜利街1号 收件人 林龙旭 15089606268",
    ],
)
def test_a_sender_that_is_not_certain_is_left_out_and_told(tmp_path: Path, cell: str) -> None:
    got = read(tmp_path, [[*NAMES, "寄件信息"], [*CELLS, cell]])
    assert (got.orders[0].sender.name, got.orders[0].sender.phone) == ("", "")
    assert [(note.problem.code, note.problem.column) for note in got.notes] == [
        ("INTAKE-SENDER", "sender_all")
    ]


def test_a_senders_own_cells_stay_as_they_are(tmp_path: Path) -> None:
    got = read(tmp_path, [[*HEADER, "寄件信息"], [*row(1), "顾北辰 13922223333 贵阳市胜利街1号"]])
    assert (got.orders[0].sender.name, got.orders[0].sender.phone) == ("徐永", "18883948814")
