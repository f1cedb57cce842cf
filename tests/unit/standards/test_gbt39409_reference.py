"""GB/T 39409-2020, chapters 7 and 8: reference codes and short codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waybill.errors import ConformanceError
from waybill.standards import gbt39409
from waybill.standards.gbt39409.reference import refer, resolve, restore, shorten


def test_the_printed_offsets() -> None:
    assert refer("N50J475493E", "N50J475492E") == "N50J475492E-10"
    assert resolve("N50J475492E-10") == "N50J475493E"
    places = {"求是塔": "N50J475491E", "办公楼": "N50J475492E", "东一门": "N50J475495E"}
    for short in ("求是塔-20", "办公楼-10", "东一门-B0"):
        assert restore(short, places) == "N50J475493E"
        name = short.partition("-")[0]
        assert shorten("N50J475493E", name, places[name]) == short


def test_a_place_may_have_a_hyphen_in_its_name() -> None:
    places = {"T3": "N50J475491E", "T3-航站楼": "N50J475492E"}
    short = shorten("N50J475493E", "T3-航站楼", places["T3-航站楼"])
    assert (short, restore(short, places)) == ("T3-航站楼-10", "N50J475493E")
    assert restore("T3-20", places) == "N50J475493E"
    for none in ("T3-航站楼", "T3航站楼-10", "T4-10"):
        with pytest.raises(ConformanceError):
            restore(none, places)


@pytest.mark.parametrize(
    ("reference", "target", "code"),
    [
        ("N50J475492E", "N50J475492E", "N50J475492E-00"),
        ("N50J475492E", "N50J475492D", "N50J475492E-0A"),
        ("N50J4754900", "N50J4754800", None),
        ("N50J4754900", "N50J47539E0", "N50J4754900-A0"),
        ("N50J475492E", "N50J475493E255", "N50J475492E-10-01-55"),
        # west and south of zero, indices count westward and southward
        ("S11J475492E", "S11J475493E", "S11J475492E-A0"),
        ("S11J475492E", "S11J475492E255", "S11J475492E-00-0A-EE"),
        # across Greenwich and the equator
        ("N31A0000000", "S30A0000000", "N31A0000000-AA"),
    ],
)
def test_offsets_by_hand(reference: str, target: str, code: str | None) -> None:
    if code is None:
        with pytest.raises(ConformanceError, match="GBT39409-REFERENCE-FAR"):
            refer(target, reference)
        return
    assert refer(target, reference) == code
    assert resolve(code) == target


@given(
    st.fractions(-180, 180), st.fractions(-87, 87), st.integers(5, 10), st.integers(0, 5),
    st.integers(-7, 7), st.integers(-7, 7),
)  # fmt: skip
def test_what_is_referred_is_resolved(lon, lat, level, finer, columns, rows) -> None:  # type: ignore[no-untyped-def]
    reference = gbt39409.encode(lon, lat, level)
    cell = gbt39409.decode(reference)
    x = cell.centre[0] + columns * (cell.east - cell.west)
    y = cell.centre[1] + rows * (cell.north - cell.south)
    x = x - 360 if x > 180 else x + 360 if x < -180 else x
    target = gbt39409.encode(x, y, min(10, level + finer))
    code = refer(target, reference)
    assert code.count("-") == 1 + min(10, level + finer) - level
    assert resolve(code) == target


@pytest.mark.parametrize(
    ("code", "error", "position"),
    [
        ("N50J475492E", "GBT39409-REFERENCE-SHAPE", 13),
        ("N50J475492E-1", "GBT39409-REFERENCE-SHAPE", 13),
        ("N50J475492E-1H", "GBT39409-REFERENCE-SHAPE", 13),
        ("N50J475492E-10-28", "GBT39409-REFERENCE-SHAPE", 16),
        ("N50J475492E-10-02", "GBT39409-REFERENCE-SHAPE", 16),
        ("N50J475492E-10-0A", "GBT39409-REFERENCE-SHAPE", 16),
        ("N50J475492E" + "-00" * 7, "GBT39409-REFERENCE-SHAPE", 13),
        ("N50J475492E-10-A0", "GBT39409-REFERENCE-SHAPE", 16),
        ("N50J475492E-10-20", "GBT39409-REFERENCE-SHAPE", 16),
        ("N50J47549-10", "GBT39409-REFERENCE-LEVEL", None),
        ("N0000000000-10", "GBT39409-REFERENCE-POLE", None),
    ],
)
def test_wrong_reference_codes(code: str, error: str, position: int | None) -> None:
    with pytest.raises(ConformanceError) as caught:
        resolve(code)
    assert caught.value.code == error
    assert caught.value.facts.get("position") == (None if position is None else str(position))


def test_refusals() -> None:
    with pytest.raises(ConformanceError, match="GBT39409-PLACE"):
        restore("nowhere-10", {})
    with pytest.raises(ConformanceError, match="GBT39409-REFERENCE-COARSER"):
        refer("N50J475492E", "N50J475492E255")


@pytest.mark.parametrize(("side", "outwards"), [("N", "1"), ("S", "A")])
def test_offsets_end_at_88_degrees(side: str, outwards: str) -> None:
    last = gbt39409.encode("0.0001", "87.9999" if side == "N" else "-87.9999", 5)
    assert refer(last, last) == f"{last}-00" and resolve(f"{last}-00") == last
    inwards = "A" if side == "N" else "1"
    assert gbt39409.neighbours(last)["S" if side == "N" else "N"] == resolve(f"{last}-0{inwards}")
    with pytest.raises(ConformanceError, match="GBT39409-REFERENCE-POLE"):
        resolve(f"{last}-0{outwards}")
    for pair in ((f"{side}0000000000", last), (last, f"{side}0000000000")):
        with pytest.raises(ConformanceError, match="GBT39409-REFERENCE-POLE"):
            refer(*pair)


def test_six_pairs_lead_from_level_5_to_level_10() -> None:
    assert resolve("N50J475492E" + "-00" * 6) == "N50J475492E" + "0" * 9
