"""A character's box on the dots of a page: whether it lies on the paper, and whether it is a missing one's picture."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from waybill.verify.characters import _is_hidden, _is_tofu, _on_paper
from waybill.verify.dots import INK, PAPER, Dots
from waybill.verify.pages import Char

SIZE = 40


def page(*lines: tuple[int, int, int, int]) -> Dots:
    """A white page with strokes."""
    picture = Image.new("L", (SIZE, SIZE), 255)
    for line in lines:
        ImageDraw.Draw(picture).line(line, 0)
    return Dots.of(picture)


@pytest.mark.parametrize(
    ("box", "on_it"),
    [
        ((0, 0, SIZE, SIZE), True),
        ((-1, -1, SIZE + 1, SIZE + 1), True),  # a stroke's edge may be rounded outwards
        ((-1.5, 5, 10, 10), False),
        ((5, -1.5, 10, 10), False),
        ((30, 5, SIZE + 1.5, 10), False),
        ((5, 30, 10, SIZE + 1.5), False),
    ],
)
def test_all_of_a_character_must_be_on_the_paper(box: tuple[float, ...], on_it: bool) -> None:
    assert _on_paper(page(), Char("王", *box, True)) is on_it


@pytest.mark.parametrize("side", [2, 20])
@pytest.mark.parametrize(
    ("text", "hidden"),
    [(each, True) for each in ("王", "7", "x", "々", "⽴", "⻢", "㈱", "°", *"\ud873\udc56")]
    + [(each, False) for each in "』〖·—＿︱｜│□"],
)
def test_a_character_without_ink_is_hidden_where_it_could_tell_anything(
    text: str, hidden: bool, side: int
) -> None:
    """A thin line at 2 mm leaves no dot; a radical reads as its character; one beyond the BMP comes in halves."""
    assert _is_hidden(page(), Char(text, 9, 9, 9 + side, 9 + side, True)) is hidden


@pytest.mark.parametrize("row", [0, SIZE - 1])
def test_ink_in_the_papers_first_or_last_row_is_ink(row: int) -> None:
    char = Char("王", 0, row, 20, row + 1, True)
    assert not _is_hidden(page((0, row, 20, row)), char)
    assert _is_hidden(page(), char)


BOX = [(9, 9, 29, 9), (9, 29, 29, 29), (9, 9, 9, 29), (29, 9, 29, 29)]
CROSS = [(9, 9, 29, 29), (29, 9, 9, 29)]
CHAR = Char("王", 9, 9, 30, 30, True)


@pytest.mark.parametrize(
    ("lines", "text", "tofu"),
    [
        (BOX, "王", True),
        (BOX + CROSS, "王", True),
        (BOX, "口", False),
        (BOX[:3], "王", False),
        ([*BOX, (9, 19, 29, 19)], "王", False),  # 日
        ([*BOX, *CROSS, (9, 19, 29, 19)], "王", False),
        ([*BOX[1:], (9, 9, 19, 9), (20, 10, 29, 10)], "王", False),  # an edge in two pieces
        ([], "王", False),
    ],
)
def test_an_empty_or_crossed_box_is_a_missing_character(
    lines: list[tuple[int, int, int, int]], text: str, tofu: bool
) -> None:
    assert _is_tofu(page(*lines), CHAR._replace(text=text)) is tofu


def test_too_small_a_box_may_be_any_sign() -> None:
    lines = [(10, 10, 13, 10), (10, 13, 13, 13), (10, 10, 10, 13), (13, 10, 13, 13)]
    assert not _is_tofu(page(*lines), Char("王", 10, 10, 14, 14, True))


@pytest.mark.parametrize("row", [10, 11, 15, 18, 19])
@pytest.mark.parametrize("column", [10, 19])
def test_one_dot_of_a_box_is_enough(row: int, column: int) -> None:
    """Wherever it is; one beside the box is none of it."""
    box = (10, 10, 20, 20)
    assert page((column, row, column, row)).has(INK, box)
    assert page().has(PAPER, box) and not page().has(INK, box)
    assert not page((9, row, 9, row), (20, row, 20, row)).has(INK, box)
    assert not page((column, 9, column, 9), (column, 20, column, 20)).has(INK, box)


def test_beside_the_paper_all_is_dark() -> None:
    """A character that hangs over the edge has the rest of its box there."""
    dots = page((0, 1, 0, 1))
    assert dots.lines((0, 0, 2, 2)) == [b"\xff\xff", b"\0\xff"]
    assert dots.lines((-1, -1, 2, 2)) == [b"\0\0\0", b"\0\xff\xff", b"\0\0\xff"]
    assert dots.lines((SIZE - 1, SIZE - 1, SIZE + 1, SIZE + 1)) == [b"\xff\0", b"\0\0"]


@pytest.mark.parametrize("place", [SIZE + 1, -1])
def test_a_character_of_no_width_at_the_papers_edge_has_no_ink(place: int) -> None:
    assert _is_hidden(page(), Char("王", place, 5, place, 25, True))
