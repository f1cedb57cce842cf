"""GB/T 39409-2020, chapter 5: codes against printed examples, the oracle and the formulae."""

from __future__ import annotations

import csv
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waybill.errors import ConformanceError
from waybill.standards import gbt39409
from waybill.standards.gbt39409.cell import dms

VECTORS = Path(__file__).parents[2] / "vectors"
LENGTHS = {1: 4, 2: 6, 3: 7, 4: 9, 5: 11, 6: 12, 7: 14, 8: 16, 9: 18, 10: 20}


def rows(name: str) -> list[dict[str, str]]:
    lines = (VECTORS / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def degrees(text: str) -> Fraction:
    d, m, s, side = text.split()
    size = Fraction(d) + Fraction(m) / 60 + Fraction(s) / 3600
    return -size if side in "WS" else size


def by_formula(lon: Fraction, lat: Fraction, level: int) -> str:
    """Annex B in fractions of a degree: cascaded floor((value - origin) / step), from the fact sheet."""
    code = "N" if lat >= 0 else "S"
    x, y = abs(lon), abs(lat)
    band = 31 + x // 6 if lon >= 0 else 30 - x // 6
    code += f"{band:02d}" + "ABCDEFGHIJKLMNOPQRSTUV"[y // 4]
    x, y = x - 6 * (x // 6), y - 4 * (y // 4)
    steps = [("1/2", "1/2"), ("1/4", "1/6"), ("1/60", "1/60"), ("1/900", "1/900"), ("1/1800", "1/1800")]
    steps += [(f"1/{14400 * 8**k}",) * 2 for k in range(4)]
    for number, (dx, dy) in enumerate(steps[: level - 1], start=2):
        a, b = x // Fraction(dx), y // Fraction(dy)
        x, y = x - a * Fraction(dx), y - b * Fraction(dy)
        code += f"{b * 2 + a}" if number in (3, 6) else f"{a:X}{b:X}"
    return code


@pytest.mark.parametrize("row", rows("gbt39409_grid_2d.csv"), ids=lambda row: row["code"])
def test_two_independent_implementations_agree(row: dict[str, str]) -> None:
    assert gbt39409.encode(row["lon"], row["lat"]) == row["code"]
    assert by_formula(Fraction(row["lon"]), Fraction(row["lat"]), 10) == row["code"]
    cell = gbt39409.decode(row["code"])
    assert cell.west <= Fraction(row["lon"]) <= cell.east
    assert cell.south <= Fraction(row["lat"]) <= cell.north


@pytest.mark.parametrize("row", rows("gbt39409_printed.csv"), ids=lambda row: row["code"])
def test_examples_printed_in_the_standard(row: dict[str, str]) -> None:
    lon, lat, level = degrees(row["lon_dms"]), degrees(row["lat_dms"]), int(row["level"])
    if row["height_m"]:
        assert gbt39409.encode_3d(lon, lat, row["height_m"], level) == row["code"]
    else:
        assert gbt39409.encode(lon, lat, level) == row["code"]


def test_south_west_corner_of_table_1() -> None:
    west, south = gbt39409.decode("N36J93078B3101524314").southwest
    assert dms(west, "lon") == "34°37'46.17236328125\"E"
    assert dms(south, "lat") == "37°38'12.326171875\"N"


@pytest.mark.parametrize(
    ("degrees_text", "axis", "text"),
    [
        ("0", "lon", "0°00'00\"E"),
        ("0", "lat", "0°00'00\"N"),
        ("1/2", "lat", "0°30'00\"N"),
        ("-1/2", "lat", "0°30'00\"S"),
        ("-1/3600", "lon", "0°00'01\"W"),
        ("179/1", "lon", "179°00'00\"E"),
        ("1/14745600", "lat", "0°00'00.000244140625\"N"),
    ],
)
def test_angles_as_text(degrees_text: str, axis: str, text: str) -> None:
    assert dms(Fraction(degrees_text), axis) == text


def test_what_is_asked_wrongly() -> None:
    with pytest.raises(ValueError, match="half a unit"):
        dms(Fraction(1, 7372800 * 3), "lon")
    with pytest.raises(ValueError, match="dimensions"):
        gbt39409.decode("N50J", dimensions=1)


@pytest.mark.parametrize(("code", "clause"), [("N50J4", "5.2"), ("N050J0093", "6.2")])
def test_which_chapter_gives_the_length(code: str, clause: str) -> None:
    with pytest.raises(ConformanceError) as caught:
        gbt39409.decode(code)
    assert (caught.value.code, caught.value.clause) == ("GBT39409-LENGTH", f"GB/T 39409-2020, {clause}")


units = st.integers(-180 * 7372800 + 1, 180 * 7372800 - 1)
edges = st.sampled_from([360, 30, 15, 10, 1]).flatmap(
    lambda minutes: st.integers(-180 * 60 // minutes + 1, 180 * 60 // minutes - 1).map(
        lambda k: Fraction(k * minutes, 60)
    )
)
exact = st.one_of(
    units.map(lambda u: Fraction(u, 7372800)), edges, st.fractions(-179, 179, max_denominator=10**9)
)


@given(exact, exact, st.integers(1, 10))
@example(Fraction(-6), Fraction(-4), 10)
@example(Fraction(0), Fraction(0), 10)
@example(Fraction(-180) + Fraction(1, 10**30), Fraction(-1, 10**30), 10)
def test_equals_the_formulae_everywhere_below_88(lon: Fraction, lat: Fraction, level: int) -> None:
    lat = lat * Fraction(22, 45)
    code = gbt39409.encode(lon, lat, level)
    assert code == by_formula(lon, lat, level)
    assert len(code) == LENGTHS[level]


@given(
    st.decimals(-180, 180, allow_nan=False, places=9),
    st.decimals(-90, 90, allow_nan=False, places=9),
    st.integers(1, 10),
)
def test_text_decimal_fraction_and_float_text_are_one(lon: Decimal, lat: Decimal, level: int) -> None:
    code = gbt39409.encode(f"{lon:f}", f"{lat:f}", level)
    assert code == gbt39409.encode(lon, lat, level) == gbt39409.encode(Fraction(lon), Fraction(lat), level)
    assert gbt39409.encode(0.1, 116.3 - 100) == gbt39409.encode(Fraction("0.1"), Fraction(repr(116.3 - 100)))


@given(st.fractions(-180, 180), st.fractions(-90, 90), st.integers(1, 10))
def test_a_cell_holds_its_point_and_its_centre_leads_back(lon: Fraction, lat: Fraction, level: int) -> None:
    code = gbt39409.encode(lon, lat, level)
    cell = gbt39409.decode(code)
    assert (cell.code, cell.level) == (code, level)
    assert cell.west <= lon <= cell.east or cell.west <= lon + 360 <= cell.east
    assert cell.south <= lat <= cell.north
    assert gbt39409.encode(*cell.centre, level) == code
    if level > 1:
        assert gbt39409.parent(code) == gbt39409.encode(lon, lat, level - 1)


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        ("0", "0", "N31A"),
        ("-0", "-0.000", "N31A"),
        ("-0.0000000001", "0", "N30A"),
        ("0", "-0.0000000001", "S31A"),
        ("-6", "0", "N29A"),
        ("6", "4", "N32B"),
        ("-5.9999999999", "-3.9999999999", "S30A"),
        ("180", "87.9999999999", "N60V"),
        ("-180", "0", "N01A"),
        ("179.9999999999", "0", "N60A"),
        ("+12.", "-88", "S000"),
    ],
)
def test_zero_edges_and_180(lon: str, lat: str, code: str) -> None:
    assert gbt39409.encode(lon, lat, 1) == code


def test_180_is_the_last_cell_of_its_own_side() -> None:
    assert gbt39409.encode("180", "0") == "N60AB01E0E0170707070"
    assert gbt39409.encode("-180", "0") == "N01AB01E0E0170707070"


def test_neighbours_across_cells_bands_the_equator_greenwich_and_180() -> None:
    assert gbt39409.neighbours("N50J47539") == {
        "N": "N50K40130",
        "NE": "N50K40140",
        "E": "N50J47549",
        "SE": "N50J47548",
        "S": "N50J47538",
        "SW": "N50J47528",
        "W": "N50J47529",
        "NW": "N50K40120",
    }
    assert gbt39409.neighbours("N31A") == {
        "N": "N31B", "NE": "N32B", "E": "N32A", "SE": "S32A", "S": "S31A", "SW": "S30A", "W": "N30A", "NW":
        "N30B",
    }  # fmt: skip
    assert gbt39409.neighbours("N60A")["E"] == "N01A"


@given(st.fractions(-180, 180), st.fractions(-87, 87), st.integers(2, 10))
def test_neighbours_are_mutual(lon: Fraction, lat: Fraction, level: int) -> None:
    code = gbt39409.encode(lon, lat, level)
    back = {"N": "S", "NE": "SW", "E": "W", "SE": "NW", "S": "N", "SW": "NE", "W": "E", "NW": "SE"}
    around = gbt39409.neighbours(code)
    assert len({code, *around.values()}) == 9
    for direction, neighbour in around.items():
        assert gbt39409.neighbours(neighbour)[back[direction]] == code


@pytest.mark.parametrize(
    ("code", "error", "position"),
    [
        ("", "GBT39409-LENGTH", None),
        ("N", "GBT39409-LENGTH", None),
        ("N50J4", "GBT39409-LENGTH", None),
        ("X50J", "GBT39409-CHARACTER", 1),
        ("N5XJ", "GBT39409-CHARACTER", 3),
        ("N50W", "GBT39409-CHARACTER", 4),
        ("N61J", "GBT39409-BAND", 2),
        ("N00J", "GBT39409-BAND", 2),
        ("N50JC7", "GBT39409-CHARACTER", 5),
        ("N50J48", "GBT39409-CHARACTER", 6),
        ("N50J476", "GBT39409-CHARACTER", 7),
        ("N50J475F9", "GBT39409-CHARACTER", 8),
        ("N50J4753A", "GBT39409-CHARACTER", 9),
        ("N50J475391F", "GBT39409-CHARACTER", 11),
        ("N50J475391E4", "GBT39409-CHARACTER", 12),
        ("N50J475391E380", "GBT39409-CHARACTER", 13),
        ("N050J0093000780B301001052043018", "GBT39409-LENGTH", None),
        ("N036J0093000780B3010010520430180", "GBT39409-CHARACTER", 31),
        ("N236J0093000780B3010010520430140", "GBT39409-CHARACTER", 2),
        ("N036J6493000780B3010010520430140", "GBT39409-HEIGHT-RANGE", None),
        ("N136J0093000780B3010010520430140", "GBT39409-HEIGHT-ZERO", 2),
        ("N00000010", "GBT39409-POLE", 8),
    ],
)
def test_errors_tell_the_position_and_the_clause_but_not_the_value(
    code: str, error: str, position: int | None
) -> None:
    with pytest.raises(ConformanceError) as caught:
        gbt39409.validate(code)
    assert caught.value.code == error
    assert caught.value.clause.startswith("GB/T 39409-2020, ")
    assert caught.value.facts.get("position") == (None if position is None else str(position))
    assert len(code) < 4 or code not in caught.value.text("en")
    assert not gbt39409.is_valid(code)


@pytest.mark.parametrize(
    ("code", "position", "expected"),
    [
        ("X50J", 1, "N/S"),
        ("N70J", 2, "0-6"),
        ("N5AJ", 3, "0-9"),
        ("N50W", 4, "A-V"),
        ("N50JC7", 5, "0-B"),
        ("N50J48", 6, "0-7"),
        ("N50J476", 7, "0-5"),
        ("N50J475F9", 8, "0-E"),
        ("N50J4753A", 9, "0-9"),
        ("N50J47539F0", 10, "0-E"),
        ("N50J475390F", 11, "0-E"),
        ("N50J475391E4", 12, "0-3"),
        ("N50J475391E380", 13, "0-7"),
        ("N50J475391E308", 14, "0-7"),
    ],
)
def test_a_wrong_character_is_told_with_its_clause_and_what_may_stand_there(
    code: str, position: int, expected: str
) -> None:
    """Annex B: as many columns and rows as each level has, letters up to V below 88 degrees."""
    with pytest.raises(ConformanceError) as caught:
        gbt39409.validate(code)
    assert caught.value.clause == "GB/T 39409-2020, 5.2"
    assert caught.value.facts == {"position": str(position), "expected": expected}


def test_what_is_valid_is_what_decodes_below_the_caps() -> None:
    """Validity is told by a pattern, the cell by arithmetic: both must take the same codes."""
    chance = random.Random(39409)
    taken = 0
    for _ in range(20_000):
        code = list(by_formula(Fraction(chance.randint(-180, 179)), Fraction(chance.randint(-87, 87)), 10))
        code[chance.randrange(20)] = chance.choice("0123456789ABCDEFGNSUVWZ")
        text = "".join(code[: chance.choice((*gbt39409.LENGTHS_2D, 5, 13))])
        try:
            gbt39409.decode(text)
        except ConformanceError:
            assert not gbt39409.is_valid(text)
            with pytest.raises(ConformanceError):
                gbt39409.validate(text)
        else:
            taken += 1
            assert gbt39409.validate(text) == text
            if text[3].isalpha():
                with pytest.raises(ConformanceError):
                    gbt39409.validate(text, dimensions=3)
    assert 5_000 < taken < 15_000


def test_a_float_on_an_edge_is_the_number_that_was_written() -> None:
    """0.3 and 0.7 degrees are 2211840 and 5160960 units; in binary both lie a little below."""
    assert Fraction(0.3) < Fraction("0.3") and Fraction(0.7) < Fraction("0.7")
    code = by_formula(Fraction("0.3"), Fraction("0.7"), 10)
    assert gbt39409.encode(0.3, 0.7) == gbt39409.encode("0.3", "0.7") == code
    assert (
        gbt39409.encode(Fraction(0.3), Fraction(0.7)) == by_formula(Fraction(0.3), Fraction(0.7), 10) != code
    )


def test_forty_decimals_are_read_to_the_last() -> None:
    almost = "5." + "9" * 40
    assert gbt39409.encode(almost, almost) == by_formula(Fraction(almost), Fraction(almost), 10)
    with pytest.raises(ConformanceError, match="GBT39409-NUMBER"):
        gbt39409.encode(almost + "9", "0")


@pytest.mark.parametrize(
    ("lon", "lat", "error"),
    [
        ("180.0000000001", "0", "GBT39409-LONGITUDE"),
        ("120", "90.0000000001", "GBT39409-LATITUDE"),
        ("39.9", "116.4", "GBT39409-SWAPPED"),
        ("90", "116.4", "GBT39409-SWAPPED"),
        ("180", "116.4", "GBT39409-LATITUDE"),
        ("1e2", "0", "GBT39409-NUMBER"),
        ("", "0", "GBT39409-NUMBER"),
        (" 1", "0", "GBT39409-NUMBER"),
        ("1", "nan", "GBT39409-NUMBER"),
        ("1", float("nan"), "GBT39409-NUMBER"),
        ("1", float("inf"), "GBT39409-NUMBER"),
        ("１１６", "0", "GBT39409-NUMBER"),
        ("1" * 50, "0", "GBT39409-NUMBER"),
    ],
)
def test_what_is_no_point(lon: str, lat: str | float, error: str) -> None:
    with pytest.raises(ConformanceError) as caught:
        gbt39409.encode(lon, lat)
    assert (caught.value.code, caught.value.clause) == (error, "GB/T 39409-2020, 4.1")


@pytest.mark.parametrize("level", [0, 11, -1])
def test_levels_are_1_to_10(level: int) -> None:
    with pytest.raises(ConformanceError, match="GBT39409-LEVEL"):
        gbt39409.encode("1", "1", level)


def test_compact_and_parent() -> None:
    assert gbt39409.validate(" n50j 47539b８ ") == "N50J47539B8"
    assert gbt39409.parent("N50J") is None
    assert gbt39409.parent("N036J0093000780B3010010520430140") == "N036J0093000780B3010010520430"
    assert gbt39409.parent("N036J00930") == "N036J00"
