"""Addresses of many kinds, each with the masked text that was written down by hand before it was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from waybill.address.parse import for_label, parse

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "vectors" / "address_masked.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def name_of(row: dict[str, Any]) -> str:
    return f"{row['id']}-{row['category']}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_masked_text_is_this_one_and_stays_it(row: dict[str, Any]) -> None:
    found = parse(row["raw"])
    assert found.masked == row["masked"]
    assert parse(found.masked).masked == row["masked"]
    if "province" in row:
        place = (found.province, found.city, found.district)
        assert place == (row["province"], row["city"], row["district"])


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_label_shows_nothing_that_is_hidden_here(row: dict[str, Any]) -> None:
    label = for_label("", "", "", "", row["raw"])
    shown = row["masked"]
    assert label.masked.count("***") == shown.count("***")
    assert label.masked in shown or label.masked.replace(" ", "") in shown.replace(" ", "")
