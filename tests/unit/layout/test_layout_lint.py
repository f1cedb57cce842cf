"""``template check``: each fault is found where it is written, and the shipped forms have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from waybill.errors import TemplateError, Where
from waybill.i18n_words import ZONES
from waybill.layout import compile_form, load_template, sound_form
from waybill.layout.files import names
from waybill.layout.lint import check
from waybill.units import DPIS

NUMBER = '{ code128 = "{waybill_no}", x = 2, y = 2, width = 70, height = 14 },'
GOOD = f"""\
title_en = "t"
title_zh = "t"
paper = [76, 130]
kind = "slip"
[[zone]]
name = "number_zone"
box = [0, 0, 76, 60]
elements = [
  {NUMBER}
  {{ text = "{{carrier}}", x = 2, y = 20, width = 30, height = 6, size = [4, 2] }},
]
[[zone]]
name = "other"
box = [0, 60, 76, 70]
elements = [
]
"""


def found(tmp_path: Path, source: str, dpis: tuple[int, ...] = (203,)) -> list[tuple[str, int | None]]:
    path = tmp_path / "t.toml"
    path.write_text(source, "utf-8")
    return [(each.problem.code, each.where.line) for each in check(load_template(str(path)), dpis)]


def with_element(element: str) -> str:
    return GOOD.replace("elements = [\n]", f"elements = [\n  {element},\n]")


def test_a_faulty_template_makes_no_form_for_printing(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(GOOD, "utf-8")
    assert sound_form(load_template(str(path)), 203) == compile_form(load_template(str(path)), 203)
    path.write_text(with_element('{ text = "A", size = 1, height = 4 }'), "utf-8")
    with pytest.raises(TemplateError) as raised:
        sound_form(load_template(str(path)), 203)
    assert raised.value.code == "TEMPLATE-TEXT-SMALL" and raised.value.where == Where("t.toml", 16)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("", [("TEMPLATE-CROWDED", 16)]),
        (""",\n  { text = "{remark}", y = 20, size = 2, when = "crowded" }""", []),
        (""",\n  { text = "{remark}", y = 20, size = 2, when = ["crowded", "not reprint_mark"] }""", []),
        (""",\n  { text = "{remark}", y = 20, size = 2 }""", []),
        (""",\n  { text = "{contents}", y = 20, size = 2, when = "crowded" }""", [("TEMPLATE-CROWDED", 16)]),
    ],
)
def test_what_stands_only_where_there_is_room(
    tmp_path: Path, second: str, expected: list[tuple[str, int]]
) -> None:
    first = '{ text = "备注 {remark}", height = 4, size = 3, when = ["not crowded", "remark"] }'
    assert found(tmp_path, with_element(first + second)) == expected


@pytest.mark.parametrize("name", [name for name, _ in names(None)])
def test_shipped_forms_are_clean(name: str) -> None:
    assert [each.text() for each in check(load_template(name), DPIS)] == []


def test_the_good_one_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("box = [0, 60, 76, 70]", "box = [0, 59, 76, 70]", [("TEMPLATE-ZONE-OVERLAP", 12)]),
        ("box = [0, 60, 76, 70]", "box = [0, 60, 76, 71]", [("TEMPLATE-OFF-PAPER", 12)]),
        (NUMBER, "", [("TEMPLATE-NO-NUMBER", 1)]),
        ("x = 2, y = 20", "x = 50, y = 20", [("TEMPLATE-OFF-PAPER", 10)]),
        ("y = 20, width", "y = 58, width", [("TEMPLATE-OUTSIDE-ZONE", 10)]),
        ("y = 20, width", "y = 14, width", [("TEMPLATE-OVERLAP", 10)]),
        ("[4, 2]", "[4, 1.5]", [("TEMPLATE-TEXT-SMALL", 10)]),
        ("height = 6, size", "height = 1.5, size", [("TEMPLATE-TEXT-ROOM", 10)]),
        ("height = 14", "height = 14, quiet = 5", [("TEMPLATE-QUIET", 9)]),
        ("height = 14", "height = 14, module = [0.2, 0.125]", [("TEMPLATE-MODULE", 9)]),
        (
            "height = 14",
            "height = 14, module = [0.3, 0.3]",
            [("TEMPLATE-MODULE-DOTS", 9), ("TEMPLATE-CODE-WIDE", 9)],
        ),
        ("height = 14", "height = 4", [("TEMPLATE-BAR-HEIGHT", 9)]),
        ("width = 70", "width = 40", [("TEMPLATE-CODE-WIDE", 9)]),
        ("width = 70", "width = 40, optional = true", [("TEMPLATE-NO-NUMBER", 1)]),
        ("[4, 2]", "[4, 2], white = true", [("TEMPLATE-CONTRAST", 10)]),
        ('kind = "slip"', "plies = [60, 60]\ntear_clear = 0\nkind = 'slip'", [("TEMPLATE-PLIES", 1)]),
        ('kind = "slip"', "plies = [21, 109]\nkind = 'slip'", [("TEMPLATE-TEAR", 6), ("TEMPLATE-TEAR", 11)]),
    ],
)
def test_faults(tmp_path: Path, before: str, after: str, expected: list[tuple[str, int]]) -> None:
    assert before in GOOD
    assert found(tmp_path, GOOD.replace(before, after)) == expected


def test_a_module_of_whole_dots_depends_on_the_head(tmp_path: Path) -> None:
    """0.3 mm is 2.4, 3.5 and 7.1 dots; 0.25 mm is 2, 2.95 and 5.9, which the nearest whole numbers make well enough."""
    for module, heads in ((0.3, (203, 300)), (0.25, ())):
        source = GOOD.replace("height = 14", f"height = 14, module = [{module}, {module}]")
        faulty = tuple(dpi for dpi in DPIS if ("TEMPLATE-MODULE-DOTS", 9) in found(tmp_path, source, (dpi,)))
        assert faulty == heads


def test_low_bars_are_told_for_each_head(tmp_path: Path) -> None:
    """How wide the code becomes depends on the head, and so does the height that it needs."""
    path = tmp_path / "t.toml"
    path.write_text(GOOD.replace("height = 14", "height = 4"), "utf-8")
    told = [each.problem.text("en") for each in check(load_template(str(path)), DPIS)]
    assert sorted(text.split(" dpi")[0].rpartition(" ")[2] for text in told) == ["203", "300", "600"]


FILL = '{ box = "fill", x = 2, y = 2, width = 9, height = 9 }'
FRAME = FILL.replace("fill", "frame")
TAG = '{ text = "收", x = 3, y = 3, width = 5, height = 5, size = 4 }'
WHITE_TAG = TAG.replace("size", "white = true, size")
RULE = '{ line = "h", x = 2, y = 5, width = 9 }'
REMARK = '{ text = "{remark}", height = 5, size = 4 }'


WHITE_FILL = FILL.replace("height", "white = true, height")
REMARK_ON_FILL = TAG.replace("收", "{remark}").replace("size = 4", "size = [4, 2]")
WHITE_REMARK_ON_FILL = REMARK_ON_FILL.replace("size", "white = true, size")
COUNTER = "{ counter = true, x = 2, y = 2, width = 30, height = 4, size = 3 }"
BLACK_BAND = '{ box = "fill", x = 2, y = 2, width = 30, height = 4 }'
SQUARE = '{ datamatrix = "{waybill_no}", x = 2, y = 2, width = 9, height = 9 }'


QR_BETWEEN_DOTS = '{ qr = "{waybill_no}", width = 20, height = 20, module = [0.35, 0.3] }'
SQUARE_QR = '{ qr = "{waybill_no}", x = 2, y = 2, width = 12, height = 12 }'


def under(condition: str, element: str = REMARK) -> str:
    return element.replace(" height", f' when = "{condition}", height', 1)


def bars(text: str) -> str:
    return f'{{ code128 = "{text}", x = 2, y = 2, width = 70, height = 14, module = [0.25, 0.25] }}'


def qr(max_version: int, more: str = "") -> str:
    return f'{{ qr = "{{code_text}}", width = 20, height = 20, max_version = {max_version}{more} }}'


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ([FILL], None),
        ([FILL, TAG], "TEMPLATE-CONTRAST"),
        ([FILL, WHITE_TAG], None),
        ([under("remark", FILL), WHITE_TAG], "TEMPLATE-CONTRAST"),
        ([FILL, REMARK_ON_FILL, WHITE_FILL], None),
        ([TAG, WHITE_FILL], "TEMPLATE-CONTRAST"),
        ([FILL, WHITE_FILL, REMARK_ON_FILL], None),
        ([WHITE_REMARK_ON_FILL, under("remark", FILL)], "TEMPLATE-CONTRAST"),
        ([under("remark", FILL), WHITE_REMARK_ON_FILL], None),
        ([under("sealed", FILL), REMARK_ON_FILL], "TEMPLATE-CONTRAST"),
        ([under("sealed", FILL), under("not seal", REMARK_ON_FILL)], None),
        ([under("sealed", FILL), under("sealed", TAG)], "TEMPLATE-CONTRAST"),
        ([under("sealed", WHITE_FILL), TAG], "TEMPLATE-CONTRAST"),
        ([FILL, SQUARE], "TEMPLATE-CONTRAST"),
        ([FILL, WHITE_FILL, SQUARE], None),
        ([SQUARE, under("carrier", WHITE_FILL)], "TEMPLATE-CONTRAST"),
        ([COUNTER], None),
        ([COUNTER.replace("true", "false"), TAG], None),
        ([COUNTER, COUNTER.replace("y = 2", "y = 30")], "TEMPLATE-COUNTER"),
        ([COUNTER.replace("size = 3", "size = 1.8")], "TEMPLATE-TEXT-SMALL"),
        ([COUNTER.replace("height = 4", "height = 2.5")], "TEMPLATE-TEXT-ROOM"),
        ([COUNTER.replace("width = 30", "width = 15")], "TEMPLATE-COUNTER-WIDE"),
        ([BLACK_BAND, COUNTER], "TEMPLATE-CONTRAST"),
        ([f"{{ repeat = 1, when = 'sealed', elements = [{COUNTER}] }}"], "TEMPLATE-COUNTER"),
        ([FRAME, TAG], None),
        ([TAG, RULE], "TEMPLATE-OVERLAP"),
        ([under("sealed"), under("not seal")], None),
        ([REMARK, under("not remark", TAG)], None),
        ([REMARK, TAG], "TEMPLATE-OVERLAP"),
        ([qr(15)], "TEMPLATE-CODE-WIDE"),
        ([SQUARE], None),
        ([SQUARE.replace("= 9", "= 5")], "TEMPLATE-CODE-WIDE"),
        ([qr(9, ", module = [1, 0.2]")], "TEMPLATE-MODULE"),
        ([QR_BETWEEN_DOTS], "TEMPLATE-MODULE-DOTS"),
        ([qr(10, ", module = [1, 0.25]")], None),
        ([qr(8, ", module = [1, 0.25]")], "TEMPLATE-CODE-TEXT"),
        ([qr(10, ", module = [1, 0.25], level = 'H'")], "TEMPLATE-CODE-TEXT"),
        ([under("not seal", qr(2, ", level = 'H'"))], None),
        ([SQUARE_QR], None),
        ([SQUARE_QR.replace("= 12", "= 9")], "TEMPLATE-CODE-WIDE"),
        ([SQUARE.replace("{waybill_no}", "{recipient_address}")], "TEMPLATE-CODE-WIDE"),
        ([SQUARE.replace("{waybill_no}", "{code_text}")], "TEMPLATE-CODE-TEXT"),
        ([under("not seal", SQUARE.replace("{waybill_no}", "{code_text}"))], None),
        ([bars("{waybill_no}")], None),
        ([bars("{consolidation_hub}")], None),
        ([bars("HUB-FOR-ALL-PARCELS-OF-{three_segment_code}")], "TEMPLATE-CODE-WIDE"),
        ([bars("单号{waybill_no}")], "TEMPLATE-CODE-TEXT"),
        ([bars("{seal}")], "TEMPLATE-CODE-TEXT"),
    ],
)
def test_elements_on_one_another(tmp_path: Path, elements: list[str], code: str | None) -> None:
    assert {each for each, _ in found(tmp_path, with_element(", ".join(elements)))} == (
        {code} if code else set()
    )


def test_which_of_two_elements_on_a_line_is_overlapped(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(with_element(f"{TAG}, {RULE}"), "utf-8")
    (told,) = check(load_template(str(path)), (203,))
    assert told.text().startswith(f"t.toml:16:{len(TAG) + 5}: TEMPLATE-OVERLAP")
    assert "the element at t.toml:16:3 (in other)" in told.problem.text("en")


def test_a_waybill_needs_the_six_zones(tmp_path: Path) -> None:
    faults = found(tmp_path, GOOD.replace('kind = "slip"\n', ""))
    assert faults == [("TEMPLATE-ZONE-MISSING", 1)] * (len(ZONES) - 1)


def test_a_coarser_head_needs_more_room(tmp_path: Path) -> None:
    source = GOOD.replace("width = 70", "width = 47.2")
    assert found(tmp_path, source, (203,)) == []
    assert found(tmp_path, source, (300,)) == [("TEMPLATE-CODE-WIDE", 9)]


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ('{ text = "{recipient_address}", width = 6, height = 4, size = [3, 2] }', "TEMPLATE-TEXT-PLACE"),
        ('{ text = "{waybill_no}", width = 12, height = 3, size = 3 }', "TEMPLATE-TEXT-PLACE"),
        ('{ text = "{reprint_mark}", width = 8, height = 3, size = 3, lines = 1 }', "TEMPLATE-TEXT-PLACE"),
        ('{ text = "{recipient_address}", width = 60, height = 4, size = [3, 2] }', None),
        ('{ text = "{exception}", width = 60, height = 4, size = 3 }', None),
        (
            '{ text = "{remark}{contents}", width = 20, height = 3, size = 3, when = "not crowded" },'
            '  { text = "{remark}{contents}", width = 60, height = 3, size = 3, when = "crowded" }',
            None,
        ),
    ],
)
def test_a_place_without_room_for_an_ordinary_label(tmp_path: Path, element: str, code: str | None) -> None:
    """Such a template was told to be sound, and then refused every label."""
    assert found(tmp_path, with_element(element), DPIS) == ([(code, 16)] if code else [])
