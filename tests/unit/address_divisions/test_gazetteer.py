"""The tables: complete, consistent, lazy, and not more exact than their sources."""

from __future__ import annotations

import subprocess
import sys

import pytest

from waybill.address.divisions import locate, reference_point
from waybill.address.gazetteer import (
    DATA,
    SHORT,
    Unit,
    gazetteer,
    is_division_name,
    simplified,
    town_names,
    towns_below,
)


def official(level: int) -> list[Unit]:
    """Units of the Ministry's table."""
    units = gazetteer().units.values()
    return [u for u in units if u.level == level and u.key.isdigit() and u.key[:2] != "71" and not u.former]


def test_counts_are_the_ministrys() -> None:
    assert [len(official(level)) for level in (1, 2, 3)] == [33, 333, 2845]
    lines = (DATA / "towns.txt").read_text("utf-8").splitlines()
    assert sum(len(line.split(" ")) - 1 for line in lines) == 38723


def test_every_code_fits_its_place() -> None:
    for unit in official(3):
        assert unit.above[0].key == unit.key[:2] + "0000"
        city = gazetteer().units.get(unit.key[:4] + "00")
        assert city is None or city in unit.above


def test_towns_are_read_for_one_county_alone() -> None:
    assert town_names("330106")["翠苑街道"] == "330106005"
    assert town_names("441900")["虎门镇"] == "441900121"
    assert town_names("999999") == town_names("") == town_names("33010\n") == {}
    assert [u.name for u in towns_below("330100")["下沙街道"]] == ["钱塘区"]


def test_division_names() -> None:
    assert all(map(is_division_name, ("浙江省", "浙江", "西湖区", "下城区", "延边州", "内蒙")))
    assert not any(map(is_division_name, ("", "南京西路", "翠苑街道", "莞城区")))


def test_traditional_characters_keep_their_places() -> None:
    assert simplified("廣東省深圳市龍崗區") == "广东省深圳市龙岗区"
    assert simplified("广东省") == "广东省"
    old, new = (DATA / "traditional.txt").read_text("utf-8").split()
    assert len(old) == len(new) == len(set(old))


def test_the_tables_are_read_at_the_first_question_only() -> None:
    code = (
        "import waybill.address.divisions as d, waybill.address.gazetteer as g;"
        "assert g.gazetteer.cache_info().currsize == 0; d.locate('浙江省');"
        "assert g.gazetteer.cache_info().currsize == 1;"
        "assert g._towns_table.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_reference_points_lie_in_the_country_and_name_their_source() -> None:
    codes = [line.split(" ")[0] for line in (DATA / "points.txt").read_text("utf-8").splitlines()]
    assert len(codes) == len(set(codes)) > 8000
    for code in codes:
        point = reference_point(code)
        assert point is not None
        assert 73 < float(point.lon) < 136 and 3 < float(point.lat) < 54
        assert point.level == (3 if len(code) == 9 else 2)
        assert "GeoNames, CC BY 4.0" in point.source
        assert point.source.startswith(("place ", "mean of ", "its city's place "))
        assert code[:6] in gazetteer().units


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("330782", 120.07, 29.31),
        ("320583", 120.97, 31.38),
        ("441900", 113.75, 23.04),
        ("350583", 118.36, 25.0),
        ("330481", 120.69, 30.53),  # a town of another name, known by its county's in Latin letters
        ("222401", 129.51, 42.9),  # in a prefecture that is not called as its seat is
        ("520323", 107.19, 28.03),  # not the village of this name
        ("210106", 123.43, 41.79),  # a central district: its city
        ("420105", 114.22, 30.55),  # not 蔡甸, the 汉阳县 of once
        ("420106", 114.31, 30.55),  # not 江夏, the 武昌县 of once
    ],
)
def test_reference_points_of_known_places(code: str, lon: float, lat: float) -> None:
    point = reference_point(code)
    assert point is not None
    assert abs(float(point.lon) - lon) < 0.15 and abs(float(point.lat) - lat) < 0.15


def test_no_two_counties_have_a_place_for_their_own() -> None:
    lines = [line.split(" ") for line in (DATA / "points.txt").read_text("utf-8").splitlines()]
    own = [place for code, _, _, place in lines if len(code) == 6 and place.isdigit()]
    assert len(own) == len(set(own)) > 1000


def test_a_town_without_a_point_has_its_countys_and_unknown_codes_have_none() -> None:
    county = reference_point("330782")
    assert county is not None and reference_point("330782999") == county
    assert [
        reference_point(code) for code in ("", "330000", "999999", "33\n", "３３０７８２", "3307820041")
    ] == [None] * 6


TAIL = "建设路18号3栋501室"


def city_of(unit: Unit) -> str:
    return (
        next((u.name for u in unit.above if u.level == 2 and not u.former), "")
        if unit.key[:2] != "81"
        else ""
    )


def test_every_county_is_read_in_every_style() -> None:
    for unit in gazetteer().units.values():
        if unit.level != 3:
            continue
        province, city = unit.province or "", city_of(unit)
        want = (unit.province, unit.city, unit.district, unit.code)
        for text in (
            f"{province}{city}{unit.name}{TAIL}",
            f"{province} {city} {unit.name} {TAIL}",
            f"{province}{city}{unit.name}{province}{city}{unit.name}{TAIL}",
        ):
            found = locate(text)
            assert (found.province, found.city, found.district, found.code) == want, text
            assert text[found.end :] == TAIL


def test_every_former_name_is_read_as_todays() -> None:
    for name, forms in gazetteer().forms.items():
        for unit in [form.unit for form in forms if form.rank != SHORT]:
            if unit.level == 3:
                text = f"{unit.province}{city_of(unit)}{name}{TAIL}"
                found = locate(text)
                assert (found.province, found.city, found.district) == (
                    unit.province,
                    unit.city,
                    unit.district,
                ), text


def test_every_town_is_read_after_its_county() -> None:
    read = missed = 0
    for unit in official(3):
        for name, code in town_names(unit.key).items():
            found = locate(f"{unit.full_name}{name}{TAIL}")
            read += found.code == code
            missed += found.town != name
    assert read > 38500
    assert missed <= 2  # the two 区公所
