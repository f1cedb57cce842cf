"""``locate`` against lines whose divisions were written down by people, not by it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from waybill.address.divisions import locate

VECTORS = Path(__file__).parents[2] / "vectors"


def rows(name: str) -> list[Any]:
    lines = (VECTORS / f"divisions_{name}.jsonl").read_text("utf-8").splitlines()
    return [pytest.param(row, id=row["raw"]) for row in map(json.loads, lines)]


@pytest.mark.parametrize("row", rows("clear"))
def test_clear_lines_are_read_whole(row: dict[str, str | None]) -> None:
    found = locate(row["raw"] or "")
    levels = ("province", "city", "district", "town", "devzone")
    assert {level: getattr(found, level) for level in levels} == {level: row[level] for level in levels}
    assert found.issues == () and found.candidates == ()
    assert found.code


@pytest.mark.parametrize("row", rows("none"))
def test_roads_and_people_name_no_division(row: dict[str, str]) -> None:
    found = locate(row["raw"])
    assert (found.province, found.city, found.district, found.town) == (None, None, None, None)
    assert found.spans == () and found.end == 0 and found.code == ""


@pytest.mark.parametrize("row", rows("ambiguous"))
def test_an_ambiguous_name_is_not_guessed(row: dict[str, Any]) -> None:
    found = locate(row["raw"])
    assert (found.province, found.city, found.code) == (None, None, "")
    assert found.district == row["district"]
    assert len(found.candidates) >= row["candidates"]
    assert "ambiguous" in found.issues


@pytest.mark.parametrize("row", rows("contradiction"))
def test_names_that_contradict_each_other_are_not_guessed(row: dict[str, str]) -> None:
    found = locate(row["raw"])
    assert (found.city, found.district, found.code) == (row.get("city"), None, "")
    assert found.issues == ("contradiction",)
    assert len(found.candidates) > 1
