"""Angles as people write them, datum names, conversions and their inverses."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waybill.address import coordinates as c
from waybill.address.angles import parse_angle
from waybill.errors import ConformanceError

VECTORS = Path(__file__).parents[2] / "vectors"
FORWARD = {("WGS84", "GCJ02"): c.wgs84_to_gcj02, ("GCJ02", "BD09"): c.gcj02_to_bd09}


def rows() -> list[dict[str, str]]:
    lines = (VECTORS / "coordinates.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['from']}-{row['to']}-{row['lon']}")
def test_published_conversions(row: dict[str, str]) -> None:
    lon, lat = FORWARD[row["from"], row["to"]](float(row["lon"]), float(row["lat"]))
    assert (f"{lon:.9f}", f"{lat:.9f}") == (row["lon_out"], row["lat_out"])


lons, lats = st.floats(73, 137), st.floats(1, 55)


@given(lons, lats)
def test_inverses_are_exact_to_far_below_1e_7_degrees(lon: float, lat: float) -> None:
    gcj = c.wgs84_to_gcj02(lon, lat)
    assert 0 < abs(gcj[0] - lon) + abs(gcj[1] - lat) < 0.03
    back = c.gcj02_to_wgs84(*gcj)
    assert max(abs(back[0] - lon), abs(back[1] - lat)) < 1e-11
    bd = c.gcj02_to_bd09(*gcj)
    again = c.bd09_to_gcj02(*bd)
    assert max(abs(again[0] - gcj[0]), abs(again[1] - gcj[1])) < 1e-11
    position = c.to_cgcs2000(f"{bd[0]:.12f}", f"{bd[1]:.12f}", "BD-09")
    assert max(abs(float(position.lon) - lon), abs(float(position.lat) - lat)) < 1e-9


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_outside_china_gcj02_is_identity(lon: float, lat: float) -> None:
    if not (71 < lon < 139 and -1 < lat < 57):
        assert c.wgs84_to_gcj02(lon, lat) == (lon, lat)
        assert c.gcj02_to_wgs84(lon, lat) == (lon, lat)


@given(st.floats(71.9, 137.95), st.floats(0.7, 55.95))
@example(99.0, 0.8293)
@example(105.0, 0.8293)
@example(99.0, 55.8271)
@example(72.004, 30.0)
@example(137.8347, 30.0)
def test_the_inverse_holds_up_to_the_rim_of_the_box(lon: float, lat: float) -> None:
    """Whatever the inverse returns leads to the image again, also at the rim."""
    image = c.wgs84_to_gcj02(lon, lat)
    back = c.gcj02_to_wgs84(*image)
    again = c.wgs84_to_gcj02(*back)
    assert max(abs(again[0] - image[0]), abs(again[1] - image[1])) < 1e-11


@pytest.mark.parametrize(
    ("name", "datum"),
    [
        ("WGS84", "CGCS2000"), ("WGS-84", "CGCS2000"), ("wgs 84", "CGCS2000"), ("ＷＧＳ８４", "CGCS2000"),
        ("CGCS2000", "CGCS2000"), ("国家2000", "CGCS2000"), ("大地2000", "CGCS2000"),
        ("国家2000坐标系", "CGCS2000"),
        ("GPS", "CGCS2000"), ("EPSG:4326", "CGCS2000"), ("GCJ02", "GCJ02"),
        ("GCJ-02", "GCJ02"), ("gcj_02", "GCJ02"),
        ("火星坐标", "GCJ02"), ("火星坐标系", "GCJ02"), ("高德", "GCJ02"), ("BD09", "BD09"),
        ("bd-09", "BD09"),
        ("百度", "BD09"), ("百度坐标", "BD09"), ("bd09ll", "BD09"),
    ],
)  # fmt: skip
def test_datum_names(name: str, datum: str) -> None:
    assert c.datum_of(name) == datum


@pytest.mark.parametrize("name", ["", "Beijing54", "西安80", "UTM", "BD09MC"])
def test_unknown_datums_are_refused(name: str) -> None:
    with pytest.raises(ConformanceError, match="COORD-DATUM"):
        c.datum_of(name)


@pytest.mark.parametrize(
    ("text", "axis", "degrees", "resolution"),
    [
        ("116.3912757", "lon", "116.3912757", "1/10000000"),
        ("-43.20", "lon", "-43.2", "1/100"),
        ("+7", "lat", "7", "1"),
        ("116°23'28.5\"E", "lon", "93113/800", "1/36000"),
        ("116° 23′ 28.5″ W", "lon", "-93113/800", "1/36000"),
        ("东经116度23分28.5秒", "lon", "93113/800", "1/36000"),
        ("116 23 28.5", "lon", "93113/800", "1/36000"),
        ("西经 43.2", "lon", "-216/5", "1/10"),
        ("S 22°57'", "lat", "-459/20", "1/60"),
        ("39°54.5'N", "lat", "4789/120", "1/600"),
        ("北纬３９．９°", "lat", "399/10", "1/10"),
        ("39d54m22s", "lat", "71831/1800", "1/3600"),
        ("39°54'22''", "lat", "71831/1800", "1/3600"),
        ("180", "lon", "180", "1"),
        ("-90.0", "lat", "-90", "1/10"),
    ],
)
def test_angles(text: str, axis: str, degrees: str, resolution: str) -> None:
    angle = parse_angle(text, axis)  # type: ignore[arg-type]
    assert angle == (Fraction(degrees), Fraction(resolution))


@pytest.mark.parametrize(
    ("text", "axis", "error"),
    [
        ("", "lon", "COORD-NUMBER"),
        ("x", "lon", "COORD-NUMBER"),
        ("1e2", "lon", "COORD-NUMBER"),
        ("116.39,39.9", "lon", "COORD-NUMBER"),
        ("1 2 3 4", "lon", "COORD-NUMBER"),
        ("1163", "lon", "COORD-NUMBER"),
        ("11639E", "lon", "COORD-NUMBER"),
        ("116°2328", "lon", "COORD-NUMBER"),
        ("39 60 1", "lat", "COORD-NUMBER"),
        ("39.5 3", "lat", "COORD-NUMBER"),
        ("39'54", "lat", "COORD-NUMBER"),
        ("-39 S", "lat", "COORD-NUMBER"),
        ("1" * 61, "lat", "COORD-NUMBER"),
        ("39.9N", "lon", "COORD-SIDE"),
        ("东116", "lat", "COORD-SIDE"),
        ("180.1", "lon", "COORD-RANGE"),
        ("-90 0 1", "lat", "COORD-RANGE"),
    ],
)
def test_what_is_no_angle(text: str, axis: str, error: str) -> None:
    with pytest.raises(ConformanceError) as caught:
        parse_angle(text, axis)  # type: ignore[arg-type]
    assert caught.value.code == error
    assert len(text) < 5 or text not in caught.value.text("en")


def test_the_position_tells_the_coarser_writing_and_stays_exact() -> None:
    position = c.to_cgcs2000(" 116.3912757", "39.906 ", "WGS84")
    assert position == ("116.3912757", "39.906", Fraction(1, 1000), "CGCS2000")
    position = c.to_cgcs2000("116°23'28\"", "39.906", "WGS84")
    assert position == (
        Fraction("116") + Fraction(1408, 3600),
        Fraction("39.906"),
        Fraction(1, 1000),
        "CGCS2000",
    )


@pytest.mark.parametrize(("lon", "lat"), [("39.9", "116.39"), ("39°54'N", "116°23'E"), ("-22", "-143")])
def test_swapped_axes_are_told(lon: str, lat: str) -> None:
    with pytest.raises(ConformanceError, match="COORD-SWAPPED"):
        c.to_cgcs2000(lon, lat, "WGS84")


@pytest.mark.parametrize(("lon", "lat"), [("181", "116"), ("39.9", "")])
def test_not_every_error_is_a_swap(lon: str, lat: str) -> None:
    with pytest.raises(ConformanceError) as caught:
        c.to_cgcs2000(lon, lat, "WGS84")
    assert caught.value.code != "COORD-SWAPPED"
