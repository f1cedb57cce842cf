"""Whole addresses of many kinds, labelled before the reader saw them: every component and the masked text, exactly."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from waybill.address.detail_words import row_of
from waybill.address.parse import for_label, parse

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("address_components", "address_kept")
    for line in (Path(__file__).parents[2] / "vectors" / f"{name}.jsonl").read_text("utf-8").splitlines()
]
PARTS = row_of("town devzone village road lane house community building unit floor room rural_group")


def name_of(row: dict[str, Any]) -> str:
    return f"{row['id']}-{row['category'].replace(' ', '_')}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_every_component_is_read(row: dict[str, Any]) -> None:
    found = parse(row["raw"])
    assert {part: getattr(found, part) for part in PARTS} == {part: row.get(part) for part in PARTS}
    if row.get("ambiguous"):
        assert found.candidates
    else:
        place = (found.province, found.city, found.district)
        assert place == (row["province"], row["city"], row["district"])


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_masked_text_is_this_one(row: dict[str, Any]) -> None:
    masked = parse(row["raw"]).masked
    assert masked == row["masked"]
    assert parse(masked).masked == masked


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_spans_stand_in_order_and_hold_what_was_read(row: dict[str, Any]) -> None:
    raw, spans = row["raw"], parse(row["raw"]).spans
    assert all(0 <= span.start < span.end <= len(raw) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    texts = {raw[span.start : span.end] for span in spans}
    assert {row[part] for part in PARTS if part in row} <= texts


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_label_shows_no_more(row: dict[str, Any]) -> None:
    shown = for_label("", "", "", "", row["raw"]).masked
    doors = [row[part] for part in ("unit", "floor", "room") if part in row]
    assert [door for door in doors if len(door) > 2 and door in shown] == []


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("郫都区西华大学7栋406", "西华大学7栋***"),
        ("郫都区学院路15号院3号楼401", "学院路15号院3号楼***"),
        ("郫都区大学城中路20号7栋1704", "大学城中路20号7栋***"),
        ("郫都区实验小学3号楼201", "郫都区实验小学3号楼***"),
        ("郫都区职工大学3号楼201", "郫都区职工大学3号楼***"),
    ],
)
def test_a_district_is_written_once_unless_it_names_an_institution(detail: str, shown: str) -> None:
    found = for_label("四川省", "成都市", "郫都区", "", detail)
    assert (found.region, found.masked) == ("四川省成都市郫都区", shown)
