"""The labelled addresses: what must be hidden is hidden, what a courier needs is not, doors are read right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from waybill.address.parse import Address, parse

VECTORS = Path(__file__).parents[2] / "vectors"
SETS = ("addresses", "address_details")

# Rows whose labels call a unit a part of the building (18号2单元, 1号楼B单元).  The requirement hides units whole.
UNIT_LABELLED_BUILDING = {"a1-059", "a3-029"}


def rows(name: str) -> list[dict[str, Any]]:
    lines = (VECTORS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def characters(spans: list[dict[str, Any]]) -> set[int]:
    return {index for span in spans for index in range(span["start"], span["end"])}


def hidden(address: Address) -> set[int]:
    return {index for start, end in address.hide for index in range(start, end)}


@pytest.mark.parametrize("name", SETS)
def test_nothing_that_must_be_hidden_is_shown(name: str) -> None:
    for row in rows(name):
        gone = hidden(parse(row["raw"]))
        for key in ("must_hide", "must_hide_phone", "should_hide"):
            assert characters(row[key]) <= gone, (row["id"], key)
        for person in row["must_hide_name"]:
            assert characters([person]) <= gone, row["id"]


@pytest.mark.parametrize("name", SETS)
def test_roads_communities_and_buildings_stay(name: str) -> None:
    over = []
    for row in rows(name):
        gone = hidden(parse(row["raw"]))
        kept = characters(
            [span for span in row["spans"] if span["type"] in ("road", "community", "building")]
        )
        if kept & gone:
            over.append(row["id"])
    assert set(over) <= UNIT_LABELLED_BUILDING


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("part", ["unit", "floor", "room", "rural_group"])
def test_doors_are_read(name: str, part: str) -> None:
    labelled = rows(name)
    right = sum(getattr(parse(row["raw"]), part) == row.get(part) for row in labelled)
    assert right >= 0.95 * len(labelled)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    ("part", "share"),
    [
        ("road", 0.92),
        ("lane", 0.97),
        ("house", 0.93),
        ("village", 0.97),
        ("building", 0.88),
        ("community", 0.85),
    ],
)
def test_what_leads_to_the_door_is_read(name: str, part: str, share: float) -> None:
    labelled = rows(name)
    right = sum(getattr(parse(row["raw"]), part) == row.get(part) for row in labelled)
    assert right >= share * len(labelled)


@pytest.mark.parametrize("name", SETS)
def test_masking_twice_changes_nothing(name: str) -> None:
    for row in rows(name):
        masked = parse(row["raw"]).masked
        assert parse(masked).masked == masked, row["id"]


@pytest.mark.parametrize("name", SETS)
def test_spans_and_masked_text_agree_with_the_original(name: str) -> None:
    for row in rows(name):
        raw = row["raw"]
        address = parse(raw)
        for part in ("road", "lane", "house", "community", "unit", "floor", "room", "village"):
            value = getattr(address, part)
            if value is not None:
                assert value in {raw[span.start : span.end] for span in address.spans if span.type == part}
        kept = "".join(char for index, char in enumerate(raw) if index not in hidden(address))
        assert address.masked.replace("***", "") == kept.replace("***", "")
