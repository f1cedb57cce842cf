"""Text into rectangles: wrap, shrink, refuse; and what becomes of characters that can't be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waybill.errors import LayoutError
from waybill.layout import fitting
from waybill.layout.fitting import fitter
from waybill.layout.form import TextOp
from waybill.layout.measure import Widths
from waybill.page import Collector, Mark, Text


@dataclass
class SquareFonts:
    """Ideographs one em, all else half; 㐀 stands in a second font; 㐁 and parts of Korean syllables are missing."""

    def width(self, text: str, size_dots: int) -> float:
        return sum(size_dots if char > "\u2e80" else size_dots / 2 for char in text)

    def missing(self, text: str) -> str:
        return "".join(char for char in text if char in "㐁\ue000\u1100")

    def runs(self, text: str) -> list[tuple[int, str]]:
        runs: list[tuple[int, str]] = []
        for char in text:
            font = 1 if char == "㐀" else 0
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + char)
            else:
                runs.append((font, char))
        return runs


BASE = TextOp("zone", (), (), " ", 10, 20, 100, 20, (20, 15, 10), False, "left", "top", 99, 100, False, False)


def fit(text: str, *, on_missing: str = "reject", **changes: object) -> list[Text]:
    op = BASE._replace(**changes)
    widths = Widths(SquareFonts(), "\n" if op.join == "\n" else "")
    marks: list[Mark] = fitter(op, SquareFonts(), widths, on_missing, Collector())(text)
    return [mark for mark in marks if isinstance(mark, Text)]


def test_one_line_at_the_largest_size() -> None:
    (mark,) = fit("一二三四五")
    assert mark == Text(10, 20 + 18, 20, False, "一二三四五", 0, False)


def test_smaller_then_wrapped_smaller() -> None:
    (mark,) = fit("一二三四五六")
    assert mark.size_dots == 15
    marks = fit("一二三四五六七八九十甲乙")
    assert [(mark.size_dots, mark.text) for mark in marks] == [(10, "一二三四五六七"), (10, "八九十甲乙")]
    assert [mark.baseline_dots for mark in marks] == [29, 39]


def test_refused_with_the_zone_and_no_text() -> None:
    with pytest.raises(LayoutError) as caught:
        fit("一" * 21)
    assert caught.value.facts == {"zone": "zone", "characters": "21", "lines": "2"}
    assert "一" not in caught.value.text("en")


def test_a_rectangle_lower_than_the_least_size_refuses_everything() -> None:
    with pytest.raises(LayoutError) as caught:
        fit("一二", height=9)
    assert caught.value.facts == {"zone": "zone", "characters": "2", "lines": "0"}


@pytest.mark.parametrize(("align", "starts"), [("left", [10, 10]), ("center", [40, 25]), ("right", [70, 40])])
def test_alignment_of_two_paragraphs(align: str, starts: list[int]) -> None:
    drawn = fit("一二三\n一二三四五六", join="\n", align=align, sizes=(10,), width=90)
    assert [mark.x_dots for mark in drawn] == starts


def test_a_run_is_set_smaller_before_it_is_torn() -> None:
    (mark,) = fit("A" * 12, height=40)
    assert (mark.size_dots, mark.text) == (15, "A" * 12)
    torn = fit("A" * 24, height=40)
    assert [(mark.size_dots, mark.text) for mark in torn] == [(10, "A" * 20), (10, "A" * 4)]


@pytest.mark.parametrize(("text", "bold"), [("AB\nABC", [True, False]), ("一\nABC", [False, False])])
def test_only_the_first_paragraph_is_bold_where_the_lead_is(text: str, bold: list[bool]) -> None:
    assert [mark.bold for mark in fit(text, join="\n", height=40, lead_bold=True)] == bold


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("一二三\n甲乙", 20, ["一二三", "甲乙"]),
        ("一二三四五\n甲乙丙丁戊", 20, ["一二三四五", "甲乙丙丁戊"]),
        ("一二三四五六\n甲", 15, ["一二三四五六", "甲"]),
        ("甲\n一二三四五六", 15, ["甲", "一二三四五六"]),
        (" 一\n 二", 20, ["一", "二"]),
        ("一\n二\n三", 10, ["一", "二", "三"]),
    ],
)
def test_paragraphs_each_fit_their_line(text: str, size: int, lines: list[str]) -> None:
    drawn = fit(text, join="\n", height=40)
    assert [(mark.size_dots, mark.text) for mark in drawn] == [(size, line) for line in lines]
    assert {mark.x_dots for mark in drawn} == {10}


def test_a_missing_character_in_one_of_several_paragraphs() -> None:
    written, drawn = fit("甲㐁\n乙", join="\n", on_missing="geta"), fit("甲〓\n乙", join="\n")
    assert [mark.text for mark in written] == ["甲〓", "乙"]
    assert written == drawn


def test_line_limit() -> None:
    with pytest.raises(LayoutError):
        fit("一" * 11, max_lines=1)


@pytest.mark.parametrize(("align", "x"), [("left", 10), ("center", 40), ("right", 70)])
def test_alignment(align: str, x: int) -> None:
    assert [mark.x_dots for mark in fit("一二", align=align)] == [x]
    wrapped = fit("一二三四五六七八九十甲乙", align=align, sizes=(10,))
    starts = {"left": [10, 10], "center": [25, 35], "right": [40, 60]}
    assert [mark.x_dots for mark in wrapped] == starts[align]


@pytest.mark.parametrize(("valign", "baseline"), [("top", 38), ("middle", 58), ("bottom", 78)])
def test_vertical_alignment(valign: str, baseline: int) -> None:
    (mark,) = fit("一", valign=valign, height=60)
    assert mark.baseline_dots == baseline


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("福建省泉州市晋江市", ["福建省泉州市", "晋江市"]),
        ("湖北省荆州市沙市区", ["湖北省荆州市", "沙市区"]),
        ("甘南自治州玛曲县城", ["甘南自治州", "玛曲县城"]),
        ("一二三四五六七八九", ["一二三四五六七", "八九"]),
    ],
)
def test_a_place_is_broken_behind_a_name(text: str, lines: list[str]) -> None:
    place = {"pieces": (("%s", ("recipient_region",)),), "sizes": (10,), "width": 70}
    assert [mark.text for mark in fit(text, **place)] == lines


@pytest.mark.parametrize(
    ("pieces", "join"),
    [
        ((("%s", ("contents",)),), " "),
        ((("%s", ("recipient_region",)), ("%s", ("recipient_address",))), " "),
    ],
)
def test_no_other_text_is_broken_behind_a_name(pieces: tuple[object, ...], join: str) -> None:
    drawn = fit("福建省泉州市晋江市", pieces=pieces, join=join, sizes=(10,), width=70)
    assert [mark.text for mark in drawn] == ["福建省泉州市晋", "江市"]


def test_a_region_over_its_address_is_broken_behind_a_name_too() -> None:
    pair = {
        "pieces": (("%s", ("sender_region",)), ("%s", ("sender_address",))), "sizes": (10,), "width": 90, "height": 60,
        "max_lines": 4,
    }  # fmt: skip
    region, address = "伊犁哈萨克自治州霍尔果斯市", "福建省泉州市晋江市福建省泉州市"
    assert [mark.text for mark in fit(f"{region}\n{address}", join="\n", **pair)] == [
        "伊犁哈萨克自治州", "霍尔果斯市", "福建省泉州市晋江市", "福建省泉州市",
    ]  # fmt: skip


def test_an_address_that_has_no_region_is_broken_between_its_parts() -> None:
    """Under a lawful exception, and where the place is not known: 长江西路737号山 / 门府际苑."""
    pair = {
        "pieces": (("%s", ("sender_region",)), ("%s", ("sender_address",))), "sizes": (10,), "width": 130,
        "height": 60, "max_lines": 4,
    }  # fmt: skip
    address = "晋江市长江西路737号山门府际苑43栋"
    assert [mark.text for mark in fit(address, join="\n", **pair)] == [
        "晋江市长江西路737号",
        "山门府际苑43栋",
    ]


def test_paragraphs_break_where_the_template_says_and_the_first_is_bold() -> None:
    large = {"join": "\n", "lead_bold": True, "sizes": (28,)}
    marks = fit("一二\n三四五六七八", height=84, width=84, **large)
    assert [(mark.text, mark.bold) for mark in marks] == [
        ("一二", True),
        ("三四五", False),
        ("六七八", False),
    ]
    assert [mark.bold for mark in fit("三四", height=32, **large)] == [False]


@pytest.mark.parametrize(
    ("size", "text", "bold"),
    [
        (28, "一", True),
        (27, "一", False),
        (27, "A 1", True),
        (27, "A一", False),
        (27, "A** 1**", False),
        (28, "A** 1**", True),
    ],
)
def test_small_ideographs_are_not_bold(size: int, text: str, bold: bool) -> None:
    """On the quick way, on two lines, and where two paragraphs fit at once."""
    shape = {"bold": True, "sizes": (size,), "height": 90, "max_lines": 3}
    assert [mark.bold for mark in fit(text, **shape)] == [bold]
    assert [mark.bold for mark in fit(f"{text} {text}", width=size * len(text), **shape)] == [bold, bold]
    assert [mark.bold for mark in fit(f"{text}\n{text}", join="\n", **shape)] == [bold, bold]


def test_a_break_inside_a_field_is_a_control_character() -> None:
    with pytest.raises(LayoutError, match="LAYOUT-CONTROL"):
        fit("一\n二")


def test_runs_of_fonts() -> None:
    marks = fit("一㐀二", align="right")
    assert [(mark.x_dots, mark.font, mark.text) for mark in marks] == [
        (50, 0, "一"),
        (70, 1, "㐀"),
        (90, 0, "二"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "code_point"),
    [
        ("一㐁", "LAYOUT-GLYPH", "U+3401"),
        ("一\ue000", "LAYOUT-GLYPH", "U+E000"),
        ("快递😀", "LAYOUT-SCRIPT", "U+1F600"),
        ("ئۇيغۇر", "LAYOUT-SCRIPT", "U+0626"),
        ("བོད", "LAYOUT-SCRIPT", "U+0F56"),
        ("\U0001e900", "LAYOUT-SCRIPT", "U+1E900"),
        ("\U0001ee00", "LAYOUT-SCRIPT", "U+1EE00"),
        ("\u1b05", "LAYOUT-SCRIPT", "U+1B05"),
        ("\U00011005", "LAYOUT-SCRIPT", "U+11005"),
        ("q\u0307", "LAYOUT-SCRIPT", "U+0307"),
        ("\u0301e", "LAYOUT-SCRIPT", "U+0301"),
        ("一\x00", "LAYOUT-CONTROL", "U+0000"),
        ("一\u2028二", "LAYOUT-CONTROL", "U+2028"),
        ("一\u2029二", "LAYOUT-CONTROL", "U+2029"),
        ("一\ud800", "LAYOUT-CONTROL", "U+D800"),
    ],
)
def test_refused_characters(text: str, code: str, code_point: str) -> None:
    with pytest.raises(LayoutError) as caught:
        fit(text)
    assert caught.value.code == code
    assert caught.value.facts == {"zone": "zone", "code_point": code_point}


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("cafe\u0301", "café"),
        ("a\u0302\u0323", "ậ"),
        ("\u304b\u3099", "が"),
        ("\u1100\u1175\u11b7\u1100\u1161", "김가"),
        ("A\u0301一㐀", "Á一"),
    ],
)
def test_letters_and_their_marks_are_one_character(text: str, drawn: str) -> None:
    assert fit(text)[0].text == drawn


def test_geta_where_the_policy_says() -> None:
    assert "".join(mark.text for mark in fit("一㐁😀", on_missing="geta")) == "一〓〓"
    with pytest.raises(LayoutError, match="LAYOUT-CONTROL"):
        fit("一\x07", on_missing="geta")


def test_invisible_characters_are_left_out() -> None:
    assert "".join(mark.text for mark in fit("一\u200b二\ufe0f\u202e三\U000e0100")) == "一二三"
    assert fit("\u200b") == []


class UnevenFonts(SquareFonts):
    """With a letter of a broken width and one wider than its size."""

    def width(self, text: str, size_dots: int) -> float:
        return {"f": 333.2, "⸺": 2000.0}.get(text) or super().width(text, size_dots)


def test_plain_characters_are_learnt_once_and_told_of() -> None:
    told: list[tuple[str, int]] = []
    widths = Widths(UnevenFonts(), "\n", lambda char, font: told.append((char, font)))
    for _ in range(2):
        assert [widths[char] for char in "一af\n"] == [1000, 500, 334, 0]
    for char in "⸺㐀㐁\u3000\u0301\x07\u200b😀ب":
        with pytest.raises(KeyError):
            widths[char]
    assert widths == {"\n": 0, "一": 1000, "a": 500, "f": 334}
    assert told == [("一", 0), ("a", 0), ("f", 0)]


PARTS = st.text("一二三 AB7*㐀", max_size=14)


@given(
    st.lists(PARTS, min_size=1, max_size=3),
    st.sampled_from(("left", "center", "right")),
    st.sampled_from(("top", "middle", "bottom")),
    st.booleans(),
    st.integers(20, 90),
)
@example(["一二三", "一"], "left", "top", True, 40)
@example(["一二三", " 一"], "left", "top", True, 40)
@example(["", "一"], "left", "top", True, 40)
@example(["", ""], "left", "top", False, 40)
@example(["一二三", "一"], "left", "top", True, 39)
def test_two_lines_are_set_quickly_as_any_others_are(
    parts: list[str], align: str, valign: str, lead_bold: bool, height: int
) -> None:
    op = BASE._replace(join="\n", align=align, valign=valign, lead_bold=lead_bold, height=height)
    changes = op._asdict()

    def outcome() -> list[Text] | str:
        try:
            return fit("\n".join(parts), **changes)
        except LayoutError as error:
            return error.code

    quick = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "_pair", lambda *_: lambda text: None)
        assert quick == outcome()
