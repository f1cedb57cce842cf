"""Limits are refused by name; reading holds a small part of a file in memory."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from pathlib import Path

import pytest
from intake_tables import HEADER, open_source, read, row, take, text

from waybill.errors import InputError
from waybill.intake import read_chunk
from waybill.intake.match import understand
from waybill.intake.profile import by_id, shipped


def test_a_line_without_end(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text([HEADER, row(1)]) + "x" * (3 << 20))
    assert caught.value.code == "INTAKE-LIMIT"
    assert caught.value.facts == {"what": "bytes of a line", "limit": "1,048,576"}
    assert caught.value.where and caught.value.where.line == 3


def test_a_giant_cell_costs_its_row_only(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, row(1, 备注="多" * 200_000), row(2, 备注='"' + "多" * 70_000), row(3)])
    assert len(got.orders) == 1
    assert [codes[0] for codes in got.codes()] == ["INTAKE-LENGTH", "INTAKE-LENGTH"]


@pytest.mark.parametrize("cell", ["#aaaa" * 40_000, "a$bbbbbb" * 20_000, "AgAAAA" * 30_000])
def test_an_overlong_cell_is_searched_by_no_other_rule(tmp_path: Path, cell: str) -> None:
    begin = time.process_time()
    got = read(tmp_path, [HEADER, row(1, 收件人手机=cell, 备注=cell)])
    assert time.process_time() - begin < 5
    assert [(p.code, p.column, dict(p.facts)) for p in got.rejects[0].problems] == [
        ("INTAKE-LENGTH", "recipient_phone", {"limit": "40"}),
        ("INTAKE-LENGTH", "remark", {"limit": "1000"}),
    ]


def test_names_for_columns_that_nobody_knows_are_looked_for_so_often_only() -> None:
    plain = by_id("plain", shipped())
    match = understand([*HEADER, *(f"收件人机{n:x}" for n in range(600))], plain, plain)
    assert len(match.unknown) == 600
    assert match.unknown[0][1]
    assert sum(1 for _, guess in match.unknown if guess) == 50


def test_ten_thousand_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, [HEADER + [f"x{n}" for n in range(10_000)], row(1)])
    assert caught.value.code == "INTAKE-LIMIT"
    assert caught.value.facts["what"] == "columns of a table"


def test_a_gzip_bomb(tmp_path: Path) -> None:
    bomb = gzip.compress(text([HEADER]).encode() + b"," * (80 << 20))
    with pytest.raises(InputError) as caught:
        read(tmp_path, bomb)
    assert caught.value.code == "INTAKE-LIMIT"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "orders.csv"
    with path.open("wb") as out:
        out.write(text([HEADER]).encode(codec))
        for start in range(0, 40_000, 1000):
            out.write(
                text(
                    row(n, 备注='送"货",前' if n % 7 == 0 else "") for n in range(start, start + 1000)
                ).encode(codec)
            )
    assert path.stat().st_size > 8_000_000
    tracemalloc.start()
    source = open_source(str(path))
    rows = 0
    for chunk in source.chunks():
        part = read_chunk(source.layout, chunk)
        rows += len(part.orders)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == 40_000
    assert peak < 8_000_000


def test_chunks_are_whole_rows_and_their_lines_count(tmp_path: Path) -> None:
    table = [HEADER, *(row(n, 备注="一\n二" if n % 3 else '"') for n in range(200))]
    source = read(tmp_path, table).source
    whole = take(source, 10_000)
    for size in (1, 7, 256):
        assert take(source, size).orders == whole.orders
    assert len(whole.orders) == 200
