"""Addresses labelled by hand before the reader saw them: what is hidden, what stays, which place it is.

A row's ``weak`` names what the reader is known to get wrong there; it must never be what is hidden.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from waybill.address.parse import for_label, parse

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "vectors" / "address_blind.jsonl")
    .read_text("utf-8")
    .splitlines()
]
SEPARATORS = " -－~#、,，./|…=“·_+^→\u3000\u200b"


def name_of(row: dict[str, Any]) -> str:
    return str(row["id"])


def digits(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(
        str.maketrans("零〇一二三四五六七八九", "00123456789")
    )
    return re.sub("[^0-9]", "", text)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_nothing_that_must_be_hidden_is_left(row: dict[str, Any]) -> None:
    found = parse(row["raw"])
    hidden = {at for start, end in found.hide for at in range(start, end)}
    for span in row["must_hide"]:
        left = "".join(row["raw"][at] for at in range(span["start"], span["end"]) if at not in hidden)
        assert not left.strip(SEPARATORS + "()（）,"), span["text"]
    for span in row["should_hide"]:
        assert hidden & set(range(span["start"], span["end"])), span["text"]


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_what_a_courier_needs_stays(row: dict[str, Any]) -> None:
    if "keep" not in row.get("weak", ()):
        masked = parse(row["raw"]).masked
        assert [text for text in row["must_keep"] if text not in masked] == []


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_unit_floor_room_and_division(row: dict[str, Any]) -> None:
    found, weak = parse(row["raw"]), row.get("weak", ())
    for field in ("unit", "floor", "room"):
        if row["category"] != "division" and field not in weak:
            assert getattr(found, field) == row.get(field), field
    if "division" in weak:
        return
    if row.get("ambiguous"):
        assert row["city"] or not found.city
    else:
        assert (found.province, found.city, found.district) == (
            row["province"],
            row["city"],
            row["district"],
        )


def test_few_rows_are_weak() -> None:
    assert len([row for row in ROWS if "weak" in row]) * 25 < len(ROWS)


def with_room(row: dict[str, Any]) -> bool:
    """Rows whose room is a number of three or four digits at a building or unit, found nowhere else in the text."""
    room = row.get("room", "")
    return (
        bool(re.fullmatch("[0-9]{3,4}[室房号户]?", room)) and row["raw"].count(room.rstrip("室房号户")) == 1
    )


def variants(raw: str, room: str) -> list[str]:
    number = room.rstrip("室房号户")
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
    han = number.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    at = raw.index(room)
    written = [
        wide,
        han,
        number + "室",
        number + "房",
        number + " 室",
        han + "室",
        number + "#",
        f"({number})",
    ]
    texts = [raw[:at] + text + raw[at + len(room) :] for text in (number, *written)]
    texts += [
        raw[:at] + mark + text + raw[at + len(room) :]
        for mark in "-－~ ，、…=/·|\t"
        for text in (number, han)
    ]
    texts += [
        raw[: at + len(room)] + after
        for after in ("放门口", "请打电话", "，王芳收", "13812345678", " 微信abc_12", "！")
    ]
    return texts


@pytest.mark.parametrize("row", [row for row in ROWS if with_room(row)], ids=name_of)
def test_a_room_stays_hidden_however_it_is_written(row: dict[str, Any]) -> None:
    number = digits(row["room"])
    for text in variants(row["raw"], row["room"]):
        assert number not in digits(parse(text).masked), text
        assert number not in digits(for_label("", "", "", "", text).masked), text
