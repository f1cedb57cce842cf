"""GB/T 39409-2020, chapter 6: heights and three-dimensional codes."""

from __future__ import annotations

import csv
from decimal import Context, Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waybill.errors import ConformanceError
from waybill.standards import gbt39409
from waybill.standards.gbt39409 import height

VECTORS = Path(__file__).parents[2] / "vectors"
LENGTHS = {1: 7, 2: 10, 3: 12, 4: 15, 5: 18, 6: 20, 7: 23, 8: 26, 9: 29, 10: 32}
PI = Decimal(
    "3.1415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170680"
)
DEEP = Context(prec=90)


def begin_of(n: int) -> Decimal:
    """Formula C.13 with pi as printed in any table: (1 + pi/180) ** (n / 7372800) * r0 - r0."""
    base = DEEP.ln(DEEP.add(1, DEEP.divide(PI, 180)))
    power = DEEP.exp(DEEP.divide(DEEP.multiply(n, base), 7372800))
    return DEEP.multiply(DEEP.subtract(power, 1), 6378137)


def by_bits(n: int) -> str:
    """Formula C.14: the twelve elements as the bits of n that the standard's table gives each, bit 1 the lowest."""
    bits = f"{abs(n):031b}"
    ends = (6, 9, 10, 14, 18, 19, 22, 25, 28, 31)
    a1a2, *others = (int(bits[start:end], 2) for start, end in zip((0, *ends), ends, strict=False))
    return f"{int(n < 0)}{a1a2:02d}" + "".join(f"{value:X}" for value in others)


def rows() -> list[dict[str, str]]:
    lines = (VECTORS / "gbt39409_height_3d.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["place"])
def test_vectors(row: dict[str, str]) -> None:
    assert gbt39409.encode(row["lon"], row["lat"]) == row["code_2d"]
    assert "".join(height.elements_of(height.index_of(row["height_m"]), 10)) == row["height_elements"]
    assert gbt39409.encode_3d(row["lon"], row["lat"], row["height_m"]) == row["code_3d"]
    cell = gbt39409.decode(row["code_3d"])
    assert cell.bottom_m is not None and cell.top_m is not None
    assert cell.bottom_m - Decimal("0.000001") <= Decimal(row["height_m"]) <= cell.top_m
    assert cell.box == gbt39409.decode(row["code_2d"]).box


@pytest.mark.parametrize(
    ("lon", "lat", "metres", "code"),
    [
        ("151.2153", "-33.8568", "5", "S056I0023040C10D6010410275421376"),
        ("-43.2105", "-22.9519", "710", "S023F0025040C7091521734125470606"),
        ("-74.0445", "40.6892", "10", "N018K0041020210A5000041632363154"),
    ],
)
def test_other_quadrants(lon: str, lat: str, metres: str, code: str) -> None:
    assert gbt39409.encode_3d(lon, lat, metres) == code


@pytest.mark.parametrize(
    ("metres", "elements"),
    [
        ("0", "000000000000"),
        ("-0", "000000000000"),
        ("1", "000000000102"),
        ("10", "000000001234"),
        ("50", "000000006414"),
        ("100", "000000015030"),
        ("1855", "000000F02005"),
        ("1978", "000001002034"),
        ("1839.585", "000000E17777"),
        ("1839.586", "000000F00000"),
        ("1962.243", "000000F17777"),
        ("1962.244", "000001000000"),
        ("-1", "100000000103"),
        ("-10", "100000001235"),
        ("-154", "100000104061"),
        ("-11034", "100005A00777"),
        ("-0.0000000001", "100000000001"),
        ("0.0149", "000000000000"),
        ("0.015", "000000000001"),
        # the ends of the range in 6.1: n = 256 * 7372800 = 0x70800000, and its negative but for the rounding, -0x707FFFF2
        ("528680171.13", "056200000000"),
        ("-6302106.72", "15611FF17762"),
    ],
)
def test_height_elements(metres: str, elements: str) -> None:
    assert "".join(height.elements_of(height.index_of(metres), 10)) == elements


@pytest.mark.parametrize(
    ("metres", "n"),
    [
        (1e-7, 0),
        (5e-324, 0),
        (-1e-7, -1),
        (Decimal("-1E-1000000"), -1),
        (-0.0, 0),
        (43.5, 2906),
        (100, 6680),
    ],
)
def test_numbers_are_heights_whatever_their_exponent(metres: float | Decimal, n: int) -> None:
    assert height.index_of(metres) == n


@pytest.mark.parametrize(
    ("metres", "code"),
    [
        (1e16, "GBT39409-HEIGHT-RANGE"),
        (Decimal("1E+400"), "GBT39409-HEIGHT-RANGE"),
        (float("nan"), "GBT39409-HEIGHT-NUMBER"),
        (float("-inf"), "GBT39409-HEIGHT-NUMBER"),
        ("1e5", "GBT39409-HEIGHT-NUMBER"),
    ],
)
def test_what_is_no_height_is_refused(metres: float | Decimal | str, code: str) -> None:
    with pytest.raises(ConformanceError) as raised:
        height.index_of(metres)
    assert raised.value.code == code


heights = st.one_of(
    st.decimals("-6302106.72", "528680171.13", places=3),
    st.decimals("-11034", "9000", places=2),
    st.decimals("-0.1", "0.1", places=12),
)


@given(heights)
@example(Decimal("-6302106.72"))
@example(Decimal("528680171.13"))
def test_the_floor_is_certain_on_both_sides(metres: Decimal) -> None:
    n = height.index_of(metres)
    assert begin_of(n) <= metres < begin_of(n + 1)
    assert "".join(height.elements_of(n, 10)) == by_bits(n)


@given(st.integers(-1887436785, 1887436799), st.integers(25, 38))
def test_heights_a_hair_from_a_cell_edge(n: int, digits: int) -> None:
    edge = begin_of(n)
    hair = Decimal(1).scaleb(-digits)
    quantum = Decimal(1).scaleb(-digits - 1)
    above = DEEP.quantize(DEEP.add(edge, hair), quantum)
    below = DEEP.quantize(DEEP.subtract(edge, hair), quantum)
    assert height.index_of(f"{above:f}") == n
    assert height.index_of(f"{below:f}") == n - 1


@given(heights, st.integers(1, 10))
def test_codes_of_every_level_hold_their_height(metres: Decimal, level: int) -> None:
    code = gbt39409.encode_3d("116.39", "39.9", metres, level)
    assert len(code) == LENGTHS[level]
    cell = gbt39409.decode(code)
    assert (cell.level, cell.dimensions, cell.code) == (level, 3, code)
    assert cell.height_range is not None
    first, after = cell.height_range
    assert first <= height.index_of(metres) < after
    assert gbt39409.encode_3d("116.39", "39.9", metres, 10).startswith(code)


@pytest.mark.parametrize(
    ("metres", "level", "cell"),
    [
        ("1", 10, (66, 67)),
        ("-1", 10, (-67, -66)),
        ("-0.001", 10, (-1, 0)),
        ("1", 9, (64, 72)),
        ("-1", 9, (-71, -63)),
        ("1", 5, (0, 8192)),
        ("-1", 5, (-8191, 0)),
        ("-154", 5, (-16383, -8191)),
        ("528680171.13", 1, (56 << 25, 57 << 25)),
    ],
)
def test_which_n_a_cell_holds(metres: str, level: int, cell: tuple[int, int]) -> None:
    """Above the ellipsoid [k s, k s + s); below it the magnitudes k s ... k s + s - 1, and none has magnitude 0."""
    assert gbt39409.decode(gbt39409.encode_3d("116.39", "39.9", metres, level)).height_range == cell


def test_the_decimal_digits_of_a1a2() -> None:
    assert gbt39409.decode("N050J09").height_range == (9 << 25, 10 << 25)
    assert gbt39409.decode("N050J49").height_range == (49 << 25, 50 << 25)
    for code in ("N050J0A", "N050J70"):
        assert not gbt39409.is_valid(code)


def test_f_is_written_and_read() -> None:
    code = gbt39409.encode_3d("116.39", "39.9", "1855")
    assert code[17] == "F"
    assert gbt39409.validate(code) == code


@pytest.mark.parametrize(
    ("metres", "error"),
    [
        ("-6302106.73", "GBT39409-HEIGHT-RANGE"),
        ("528680171.14", "GBT39409-HEIGHT-RANGE"),
        ("", "GBT39409-HEIGHT-NUMBER"),
        ("12m", "GBT39409-HEIGHT-NUMBER"),
        ("1e3", "GBT39409-HEIGHT-NUMBER"),
        ("nan", "GBT39409-HEIGHT-NUMBER"),
    ],
)
def test_what_is_no_height(metres: str, error: str) -> None:
    with pytest.raises(ConformanceError) as caught:
        height.index_of(metres)
    assert caught.value.code == error
    assert caught.value.clause == "GB/T 39409-2020, 6.1"
