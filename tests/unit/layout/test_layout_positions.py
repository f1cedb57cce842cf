"""Places of values in TOML."""

from __future__ import annotations

import tomllib

from waybill.layout.positions import Path, Positions

SOURCE = '''\
# a comment with = and [
title = "a # no comment"
paper = [
  76,  # wide
  130,
]

[defaults]
size = { a = 1, "b c" = ["x", 'y]'] }

[[zone]]
name = """two
lines"""
elements = [{ text = "{nme}" }, { box = "fill", x = 1 }]

[[zone]]
name = 'z'
[zone.more]
deep.er = true
'''


def leaves(value: object, path: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        return [each for key, item in value.items() for each in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [each for i, item in enumerate(value) for each in leaves(item, (*path, i))]
    return [path]


def test_every_value_has_its_own_place() -> None:
    positions = Positions(SOURCE)
    places = [positions.of(path) for path in leaves(tomllib.loads(SOURCE))]
    assert len(set(places)) == len(places)


def test_lines_and_columns() -> None:
    positions = Positions(SOURCE)
    expected = {
        ("title",): (2, 1),
        ("paper", 1): (5, 3),
        ("defaults", "size", "b c"): (9, 17),
        ("defaults", "size", "b c", 1): (9, 31),
        ("zone", 0, "elements", 1, "x"): (14, 49),
        ("zone", 1): (16, 1),
        ("zone", 1, "name"): (17, 1),
        ("zone", 1, "more", "deep", "er"): (19, 1),
    }
    assert {path: positions.of(path)[:2] for path in expected} == expected


def test_within_a_value_and_for_a_missing_key() -> None:
    positions = Positions(SOURCE)
    assert positions.of(("zone", 0, "elements", 0, "text"), "{nme")[:2] == (14, 23)
    assert positions.of(("zone", 1, "absent"))[:2] == (16, 1)
