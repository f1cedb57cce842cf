"""Whatever bytes come in: counts add up or an InputError; chunks don't matter; both ways through a row agree."""

from __future__ import annotations

import csv
import io
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waybill.intake import ChunkRows, RawChunk, open_sources, read_chunk
from waybill.intake.layout import Layout
from waybill.intake.order import Order
from waybill.intake.reading import records
from waybill.intake.records import cells_of
from waybill.intake.rows import _with_care
from waybill.intake.straight import reader_of, straight

sys.path.insert(0, str(Path(__file__).parents[1]))
from fuzz_intake import mutate, seeds, trial

HEADER = "订单号,运单号,快递公司,收件人,收件人手机,详细地址,寄件人手机,商品,三段码,备注"


def layout(delimiter: str = ",") -> Layout:
    content = HEADER.replace(",", delimiter).encode()
    return next(open_sources(["-"], stdin=io.BytesIO(content))).layout


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
@example(b'\xef\xbb\xbf"')
@example(b"\xff\xfe\x00")
def test_any_bytes(content: bytes) -> None:
    assert trial(content)
    assert trial(HEADER.encode() + b"\n" + content)


@pytest.mark.parametrize("seed", range(4))
def test_mutated_files(seed: int) -> None:
    rng, corpus = random.Random(seed), seeds()
    for _ in range(60):
        assert trial(mutate(rng.choice(corpus), rng), rng.choice([1, 3, 256]))


CELL = st.one_of(
    st.sampled_from(
        [
            "", " ", "JT1234567890123", "77123456789012", "7.7E+14", "13812345678", "13812345678.0", "0571-88884965",
            "1********35", "138^_^1234", "林龙旭", "'13812345678", '="123456789012"', "A1", "2026-11-03", "3月8日", "#N/A",
            "长江路1号2单元303室", "058-E06 105", "极兔速递", "顺丰速运", "京东-快递", "##RBXcYCL638I0Fw#1##", "路5#楼", "???",
            "260517607198974000", "８００", "a\u200bb", "x" * 70, "路" * 501, "Åäöüß", "1号楼", "18412345678-1234", "57188884965",
            "EB000717594HK", "AgAAAAFm5aYC+Q3hE1zBq", "\u3000路1号", "+8613812345678", "~x~", "是", "合计", "订单号",
            "林龙旭\n", "长江路1号\n2单元303室", " 轻放\n\n勿压 ", "无\n", "'1\n2", "138123\n45678", "路" * 400, "JT1234567890123\nYT1234567890123",
            "示例：1", "（示例）", "例外", "0000000000000", "‘13812345678", "1381234567X", "EMS1797520748241", "ZTO78885366724825",
        ]
    ),
    st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=("Cs",)), max_size=12),
)  # fmt: skip
ORDINARY = [
    "202600017",
    "JT1234567890123",
    "极兔速递",
    "林龙旭",
    "13812345678",
    "长江路1号303室",
    "13912345678",
    "杯",
    "058-E06 105",
    "轻放",
]


@given(
    st.dictionaries(st.integers(0, 9), CELL, max_size=4),
    st.sampled_from([",", "\t", ";"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@settings(max_examples=400, deadline=None)
@example({}, ",", csv.QUOTE_MINIMAL)
@example({3: " 林龙旭 "}, ",", csv.QUOTE_ALL)
@example({1: "7777777777777", 2: "韵达快递"}, ",", csv.QUOTE_MINIMAL)
@example({5: "长江路1号\n303室", 7: "杯" * 400, 9: "路" * 400}, ",", csv.QUOTE_MINIMAL)
def test_the_straight_way_and_the_careful_way_agree(
    changes: dict[int, str], delimiter: str, quoting: Any
) -> None:
    cells = [changes.get(at, cell).replace(delimiter, "") for at, cell in enumerate(ORDINARY)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="").writerow(cells)
    record = out.getvalue()
    cells = cells_of(record, delimiter) or cells
    reader = reader_of(layout(delimiter))
    quick = straight(reader, 2, list(cells), record)
    careful = _with_care(reader, 2, list(cells), record)
    if not changes:
        assert isinstance(quick, Order)
    if quick is not None:
        assert quick == careful


@given(
    st.lists(
        st.sampled_from(
            [",".join(ORDINARY), '"', 'a"', '"a,b"', "", "a,b", '""', ',"x', 'x",', "合计", '"a\nb"', "\r"]
        ),
        max_size=30,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150, deadline=None)
def test_rows_do_not_depend_on_chunks(lines: list[str], end: str) -> None:
    content = (HEADER + end + end.join(lines)).encode()

    def rows(size: int) -> tuple[list[Order], list[object], int]:
        source = next(open_sources(["-"], stdin=io.BytesIO(content)))
        parts = [read_chunk(source.layout, chunk) for chunk in source.chunks(size)]
        return (
            [order for part in parts for order in part.orders],
            [reject for part in parts for reject in part.rejects],
            sum(part.skipped for part in parts),
        )

    whole = rows(10_000)
    assert rows(1) == rows(3) == whole


@given(st.lists(st.text(max_size=8), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_a_sheets_rows_add_up(cells: list[str]) -> None:
    shape = layout()
    rows = (tuple(cells), tuple(ORDINARY), (*cells, *ORDINARY))
    chunk = RawChunk(2, b"", rows)
    read: ChunkRows = read_chunk(shape, chunk)
    assert len(read.orders) + len(read.rejects) + read.skipped == 3 == sum(1 for _ in records(shape, chunk))
    assert any(order.line == 3 for order in read.orders)
