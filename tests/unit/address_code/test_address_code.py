"""The delivery address code of an order: source, precision, cap."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waybill.address import code as room
from waybill.address import divisions
from waybill.address.code import AddressCodes, delivery_address_code
from waybill.errors import Problem
from waybill.standards import gbt39409, gbt41832


class Point(NamedTuple):
    lon: str
    lat: str
    level: int
    source: str


@pytest.fixture
def known_point(monkeypatch: pytest.MonkeyPatch) -> None:
    room._of_division.cache_clear()
    monkeypatch.setattr(
        divisions,
        "reference_point",
        lambda code: Point("116.41", "39.93", 3, "test") if code == "110101" else None,
    )
    yield
    room._of_division.cache_clear()


def position(code: str) -> str:
    return gbt41832.decode(code).position


def test_the_full_code_is_fine_and_the_printed_one_is_capped() -> None:
    codes = delivery_address_code("116.3912757", "39.906217", "CGCS2000", "", "110101", 4)
    assert position(codes.full) == "N50J47584752212471"
    assert position(codes.printed) == "N50J47584"
    assert (codes.level, codes.issues) == (9, ())


@pytest.mark.parametrize(
    ("lon", "lat", "level"),
    [
        ("116", "40", 1),
        ("116.4", "39.9", 3),
        ("116.39", "39.91", 4),
        ("116.391", "39.906", 5),
        ("116.3913", "39.9062", 6),
        ("116.39128", "39.90622", 7),
        ("116.391276", "39.906217", 9),
        ("116.3912757", "39.9062170", 10),
        ("116.3912757", "39.9", 3),
        ("116°23'28\"", "39°54'22\"", 6),
        ("116°23'", "39°54'", 4),
    ],
)
def test_no_code_claims_more_than_its_source_was_written_to(lon: str, lat: str, level: int) -> None:
    codes = delivery_address_code(lon, lat, "WGS84", "", "110101", 10)
    assert codes.level == level
    assert codes.printed == codes.full
    cell = gbt41832.decode(codes.full).cell
    assert cell.level == level


def test_converted_and_unknown_datums_claim_less() -> None:
    converted = delivery_address_code("116.39751670", "39.90761820", "GCJ-02", "", "110101", 4)
    assert converted.level == 7
    assert position(converted.full) == gbt39409.encode("116.3912757", "39.906217", 7)
    unknown = delivery_address_code("116.3912757", "39.906217", "", "", "110101", 10)
    assert (unknown.level, unknown.issues) == (4, (Problem("COORD-DATUM-UNKNOWN", "datum"),))


def test_a_height_makes_the_full_code_three_dimensional_only() -> None:
    codes = delivery_address_code("116.3912757", "39.906217", "WGS84", "43.5", "110101", 4)
    assert position(codes.full) == gbt39409.encode_3d("116.3912757", "39.906217", "43.5", 9)
    assert position(codes.printed) == "N50J47584"
    whole_metres = delivery_address_code("116.3912757", "39.906217", "WGS84", "43", "110101", 4)
    assert whole_metres.level == 7
    coarse = delivery_address_code("116.39", "39.90", "WGS84", "43.5", "110101", 10)
    assert position(coarse.printed) == "N50J47584"
    assert position(coarse.full) == gbt39409.encode_3d("116.39", "39.90", "43.5", 4)
    wrong = delivery_address_code("116.3912757", "39.906217", "WGS84", "high", "110101", 4)
    assert wrong.issues == (Problem("COORD-HEIGHT", "height_m"),)
    assert wrong.level == 9


def test_the_reference_point_stands_in(known_point: None) -> None:
    codes = delivery_address_code("", "", "", "", "110101", 4)
    assert codes == AddressCodes(gbt41832.encode("N50J475"), gbt41832.encode("N50J475"), 3, ())
    assert delivery_address_code("", "", "", "", "110101", 2).printed == gbt41832.encode("N50J47")
    assert delivery_address_code("", "", "", "", "999999", 4) == AddressCodes("", "", 0, ())
    assert delivery_address_code("", "", "", "", "", 4) == AddressCodes("", "", 0, ())


@pytest.mark.parametrize(
    ("lon", "lat", "datum", "issue", "column"),
    [
        ("0", "0.0", "WGS84", "COORD-ZERO", "lon"),
        ("39.906217", "116.3912757", "WGS84", "COORD-SWAPPED", "lon"),
        ("43.8", "87.6", "WGS84", "COORD-SWAPPED", "lon"),
        ("-74.0445", "40.6892", "WGS84", "COORD-OUTSIDE", "lon"),
        ("116.39", "", "WGS84", "COORD-HALF", "lat"),
        ("", "39.9", "WGS84", "COORD-HALF", "lon"),
        ("116.39", "北纬", "WGS84", "COORD-NUMBER", "lat"),
        ("abc", "39.9", "WGS84", "COORD-NUMBER", "lon"),
        ("181", "39.9", "WGS84", "COORD-RANGE", "lon"),
        ("116.39", "39.9", "北京54", "COORD-DATUM", "datum"),
    ],
)
def test_impossible_coordinates_give_way_to_the_reference_point(
    known_point: None, lon: str, lat: str, datum: str, issue: str, column: str
) -> None:
    codes = delivery_address_code(lon, lat, datum, "", "110101", 4)
    assert [(found.code, found.column) for found in codes.issues] == [(issue, column)]
    assert position(codes.printed) == "N50J475"


@given(
    st.text(max_size=20), st.text(max_size=20), st.text(max_size=8), st.text(max_size=8), st.integers(1, 10)
)
def test_it_never_raises_for_what_an_order_holds(
    lon: str, lat: str, datum: str, height_m: str, cap_level: int
) -> None:
    codes = delivery_address_code(lon, lat, datum, height_m, "", cap_level)
    assert isinstance(codes, AddressCodes)


@given(
    st.decimals(73, 135, places=6), st.decimals(18, 53, places=6), st.integers(1, 10),
    st.sampled_from(["WGS84", "GCJ02", "BD09", ""]), st.sampled_from(["", "5", "43.55"]),
)  # fmt: skip
def test_the_printed_code_is_a_part_of_the_full_one_within_the_cap(lon, lat, cap, datum, metres) -> None:  # type: ignore[no-untyped-def]
    codes = delivery_address_code(str(lon), str(lat), datum, metres, "110101", cap)
    printed, full = gbt41832.decode(codes.printed).cell, gbt41832.decode(codes.full).cell
    assert printed.dimensions == 2
    assert printed.level <= cap
    assert printed.box.west <= full.box.west < full.box.east <= printed.box.east
    assert printed.box.south <= full.box.south < full.box.north <= printed.box.north
