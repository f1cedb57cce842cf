"""GB/T 39409-2020, 5.3: the caps.  Counts and sizes as the text gives them; the rest as polar.py decides."""

from __future__ import annotations

from fractions import Fraction

import pytest

from waybill.errors import ConformanceError
from waybill.standards import gbt39409
from waybill.standards.gbt39409.cell import Cell


def children(cell: Cell) -> list[Cell]:
    """Every child, found by trying all elements."""
    width = gbt39409.LENGTHS_2D[cell.level + 1] - len(cell.code)
    digits = "0123456789ABCDEF"
    texts = digits if width == 1 else [a + b for a in digits for b in digits]
    return [
        gbt39409.decode(cell.code + t, dimensions=2)
        for t in texts
        if gbt39409.is_valid(cell.code + t, dimensions=2)
    ]


def area(cell: Cell) -> int:
    return (cell.box.east - cell.box.west) * (cell.box.north - cell.box.south)


def size(code: str) -> tuple[Fraction, Fraction]:
    """Width in degrees, height in minutes."""
    cell = gbt39409.decode(code, dimensions=2)
    return cell.east - cell.west, (cell.north - cell.south) * 60


@pytest.mark.parametrize("hemisphere", "NS")
def test_children_tile_their_parent_down_to_level_10(hemisphere: str) -> None:
    cells = [gbt39409.decode(f"{hemisphere}000")]
    for level in range(2, 11):
        found = []
        for cell in cells:
            below = children(cell)
            assert sum(map(area, below)) == area(cell)
            found += below
        for cell in found:
            assert gbt39409.encode(*cell.centre, level) == cell.code
        cells = found if level == 2 else [found[0], found[len(found) // 2], found[-1]]


def test_counts_and_sizes_of_the_text() -> None:
    second = children(gbt39409.decode("N000"))
    assert [cell.code[4:] for cell in second] == [a + b for a in "0123" for b in "0123"]
    assert size("N00000") == (360, 30)
    assert size("N00001") == size("N00003") == (120, 30)
    assert {size(cell.code) for cell in second[4:]} == {(60, 30)}
    third = children(gbt39409.decode("N00000"))
    assert [size(cell.code) for cell in third] == [(360, 15), (120, 15), (120, 15), (120, 15)]
    fourth = children(gbt39409.decode("N000000"))
    assert len(fourth) == 211
    assert size("N00000000") == (360, 1)
    assert {size(cell.code) for cell in fourth[1:]} == {(24, 1)}
    assert size("N0000000000") == (360, Fraction(4, 60))


@pytest.mark.parametrize("lon", ["0", "180", "-180", "-77.5"])
def test_the_pole_is_all_zeros(lon: str) -> None:
    assert gbt39409.encode(lon, "90") == "N" + "0" * 19
    assert gbt39409.encode(lon, "-90") == "S" + "0" * 19


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        ("10", "88", "N00010"),  # sector 1, row next to the equator, column next to Greenwich
        ("60", "88", "N00011"),
        ("10", "88.5", "N00012"),
        ("119.999", "88.999", "N00013"),
        ("120", "88", "N00020"),
        ("179", "88", "N00020"),
        ("-179", "88", "N00021"),
        ("180", "88", "N00020"),
        ("-180", "88", "N00021"),
        ("-120", "88", "N00021"),
        ("-119.999", "88", "N00031"),
        ("-10", "88", "N00030"),
        ("-10", "-88", "S00030"),
        ("10", "89", "N00001"),
        ("130", "89.4999999999", "N00002"),
        ("-10", "89.2", "N00003"),
        ("10", "89.5", "N00000"),
        ("-0", "88", "N00010"),
    ],
)
def test_level_2_sectors(lon: str, lat: str, code: str) -> None:
    assert gbt39409.encode(lon, lat, 2) == code


def test_columns_count_away_from_greenwich_on_both_sides() -> None:
    east, west = gbt39409.encode("10", "88.1", 10), gbt39409.encode("-10", "88.1", 10)
    assert east[6:] == west[6:]
    assert (east[4:6], west[4:6]) == ("10", "30")


def test_three_dimensional_codes_reach_the_pole() -> None:
    code = gbt39409.encode_3d("0", "90", "0")
    assert code == "N" + "0" * 31
    assert gbt39409.decode(code).dimensions == 3
    assert gbt39409.decode("N" + "0" * 19, dimensions=3).level == 6
    assert gbt39409.decode("N" + "0" * 19).dimensions == 2


@pytest.mark.parametrize(
    ("code", "dimensions", "box_of"),
    [
        ("N000009", 3, "N000"),  # seven characters: no cell of level 3, but of level 1 with a1a2 = 09
        ("N100009", 3, "N000"),
        ("N000333", 2, "N000333"),
        ("N00000", 2, "N00000"),
    ],
)
def test_a_cap_code_is_of_the_kind_that_makes_a_cell(code: str, dimensions: int, box_of: str) -> None:
    cell = gbt39409.decode(code)
    assert (cell.dimensions, cell.box) == (dimensions, gbt39409.decode(box_of).box)


def test_a_cap_code_of_neither_kind_is_told_as_a_plane_one() -> None:
    with pytest.raises(ConformanceError) as caught:
        gbt39409.decode("N000999")
    assert (caught.value.clause, caught.value.facts["position"]) == ("GB/T 39409-2020, 5.3", "5")


def test_a_centre_on_the_180th_meridian_is_west_of_it() -> None:
    assert gbt39409.decode("N00002").centre == (-180, Fraction(357, 4))


@pytest.mark.parametrize("side", "NS")
def test_the_cells_beside_the_poles_disc_of_level_10_meet_it(side: str) -> None:
    pole = side + "0" * 19
    beside = gbt39409.encode("10", Fraction(180 * 7372800 - 3, 2 * 7372800) * (1 if side == "N" else -1))
    assert beside == side + "0" * 18 + "1"
    assert gbt39409.neighbours(beside)[side] == pole


def test_neighbours_stop_at_the_pole() -> None:
    assert set(gbt39409.neighbours("N000")) == {"S"}
    assert gbt39409.neighbours("N00001")["N"] == "N00000"
    assert gbt39409.neighbours("N31V")["N"] == "N000"
