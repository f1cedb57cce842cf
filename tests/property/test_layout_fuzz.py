"""Whatever a Label holds: every mark in its zone, no code's quiet zone touched, or LayoutError."""

from __future__ import annotations

import dataclasses
from functools import cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from waybill.errors import LayoutError, SymbolError
from waybill.fonts import chain
from waybill.label import LABEL_FIELDS, Label
from waybill.layout import Copy, Form, compile_form, load_template
from waybill.layout.fields import holds
from waybill.layout.files import names
from waybill.layout.measure import shipped_fonts
from waybill.layout.place import Part, program
from waybill.layout.samples import sample_label
from waybill.page import Bars, Collector, Mark, Matrix, Text

FORMS = [name for name, _ in names(None)]
Rectangle = tuple[float, float, float, float]


@cache
def form_of(name: str, dpi: int) -> Form:
    return compile_form(load_template(name), dpi)


@cache
def parts_of(name: str, dpi: int, reprint: int, on_missing: str) -> list[Part[Mark]]:
    return program(form_of(name, dpi), Copy(reprint), Collector(), on_missing, shipped_fonts(), {})


WORDS = [
    *(
        "长江西路",
        "737号",
        "43栋",
        "****",
        "（南段）",
        "，",
        "。",
        "；：",
        "第3单元",
        "山门府际苑",
        "500ml×2",
        "Wireless",
    ),
    *(
        "A-1-2",
        "···",
        "阿不都·吐尔逊",
        "𠮷野家",
        "Straße",
        "1******6268",
        "8:00—21:30",
        "%",
        "{}",
        "%s",
        "<b>",
    ),
    *("\u3000", "\u200b", "〓", "！！！", "“”", "３＃", "々", "ーー", " ", " "),
]
HARD = [*WORDS, "﷽", "😀", "บ้าน", "\x07"]
TEXTS = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
    st.lists(st.sampled_from(HARD), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
    st.text("一二三0123456789Aa*·，（）", max_size=200),
)
NUMBERS = st.one_of(
    st.from_regex("[A-Z]{0,3}[0-9]{8,18}", fullmatch=True),
    st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=30),
)
SEALS = st.one_of(st.just(""), st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=400))
KINDS = {"waybill_no": NUMBERS, "seal": SEALS}
VALUES = st.fixed_dictionaries({}, optional={name: KINDS.get(name, TEXTS) for name in LABEL_FIELDS})


def extent(mark: Mark) -> Rectangle:
    """Left, top, right, bottom of what a mark may blacken; of a text its em boxes."""
    match mark:
        case Text():
            top = mark.baseline_dots - (mark.size_dots * 88 + 50) // 100
            width = chain().width(mark.text.rstrip(), mark.size_dots)
            return mark.x_dots, top, mark.x_dots + width, top + mark.size_dots
        case Bars():
            width, height = sum(mark.widths) * mark.module_dots, mark.height_dots
        case Matrix():
            width = height = mark.size * mark.module_dots
        case _:
            width, height = mark.width_dots, mark.height_dots
    return mark.x_dots, mark.y_dots, mark.x_dots + width, mark.y_dots + height


def quiet(mark: Bars | Matrix) -> Rectangle:
    left, top, right, bottom = extent(mark)
    side = (10 if isinstance(mark, Bars) else 4) * mark.module_dots
    over = side if isinstance(mark, Matrix) else 0
    return left - side, top - over, right + side, bottom + over


def inside(inner: Rectangle, outer: Rectangle, slack: float = 1.0) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def meet(one: Rectangle, two: Rectangle) -> bool:
    return one[0] < two[2] and one[2] > two[0] and one[1] < two[3] and one[3] > two[1]


def check(name: str, dpi: int, label: Label, reprint: int, on_missing: str) -> int:
    """The number of marks laid out; AssertionError where one is out of place."""
    form = form_of(name, dpi)
    placed: list[tuple[str, Mark]] = []
    for part in parts_of(name, dpi, reprint, on_missing):
        if holds(part.tests, label):
            marks: list[Mark] = []
            part.step(label, marks.extend)
            placed += [(part.zone, mark) for mark in marks]
    for zone, mark in placed:
        homes = [(z.x, z.y, z.x + z.width, z.y + z.height) for z in form.zones if z.name == zone]
        assert any(inside(extent(mark), home) for home in homes), (zone, type(mark).__name__)
    everything = [*form.static, *(mark for _, mark in placed)]
    for _, code in placed:
        if isinstance(code, Bars | Matrix):
            area = quiet(code)
            assert area[0] >= 0 and area[2] <= form.grid.width_dots
            assert not any(meet(extent(mark), area) for mark in everything if mark is not code)
    texts = [extent(mark) for _, mark in placed if isinstance(mark, Text)]
    for i, one in enumerate(texts):
        shrunk = (one[0] + 1, one[1] + 1, one[2] - 1, one[3] - 1)
        assert not any(meet(shrunk, two) for two in texts[i + 1 :])
    return len(placed)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(FORMS),
    dpi=st.sampled_from((203, 300, 600)),
    values=VALUES,
    virtual=st.booleans(),
    reprint=st.integers(0, 3),
    on_missing=st.sampled_from(("reject", "geta", "geta")),
)
@example(
    name="gbt-76x130",
    dpi=203,
    values={"remark": "！" * 60, "contents": "A" * 90},
    virtual=True,
    reprint=1,
    on_missing="reject",
)
@example(
    name="gbt-76x105",
    dpi=203,
    values={"recipient_region": "", "recipient_address": "一" * 70},
    virtual=False,
    reprint=0,
    on_missing="reject",
)
def test_every_mark_is_in_its_place_or_the_label_is_refused(
    name: str, dpi: int, values: dict[str, str], virtual: bool, reprint: int, on_missing: str
) -> None:
    label = dataclasses.replace(sample_label("virtual" if virtual else "plain"), **values)  # type: ignore[arg-type]
    try:
        assert check(name, dpi, label, reprint, on_missing) > 0
    except LayoutError as error:
        assert error.facts["zone"]
    except SymbolError:
        pass
