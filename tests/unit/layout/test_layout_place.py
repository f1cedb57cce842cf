"""Labels on the shipped forms: codes, copies, virtual numbers, faithful forms."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from waybill.errors import LayoutError, Where
from waybill.label import Label
from waybill.layout import Copy, Form, compile_form, load_template, placer
from waybill.layout.samples import sample_label
from waybill.page import Bars, Box, Matrix, Text

FORM = compile_form(load_template("gbt-76x130"), 203)
PLACE = placer(FORM)


def label(**changes: str) -> Label:
    return dataclasses.replace(sample_label("plain"), **changes)  # type: ignore[arg-type]


def texts(made: Label, copy: Copy = Copy()) -> list[str]:  # noqa: B008
    return [mark.text for mark in PLACE(made, copy).marks if isinstance(mark, Text)]


def bars(number: str, form: Form = FORM) -> list[Bars]:
    page = placer(form)(label(waybill_no=number), Copy())
    return [mark for mark in page.marks if isinstance(mark, Bars)]


def test_pack_is_faithful_and_guards_itself() -> None:
    drawn = dataclasses.replace(FORM, static_art=b"q 1 0 0 1 \n Q\n\x00")
    packed = drawn.pack()
    again = Form.unpack(packed)
    assert again == drawn
    assert again.digest == FORM.digest
    assert again.pack() == packed
    assert placer(again)(label(), Copy()) == PLACE(label(), Copy())
    with pytest.raises(ValueError, match="packed form"):
        Form.unpack(packed.replace(b"recipient_name", b"recipient_phon"))
    assert compile_form(load_template("gbt-76x130"), 203).pack() == FORM.pack()
    assert compile_form(load_template("gbt-76x130"), 300).digest != FORM.digest


def test_the_module_shrinks_by_whole_dots_then_the_number_is_refused() -> None:
    main = [bars(number)[0] for number in ("73610555582883", "JT9698459974817", "ABCDEF12345678901")]
    assert [mark.module_dots for mark in main] == [4, 3, 2]
    for mark in main:
        assert mark.x_dots - FORM.grid.x_dots(2.5) >= 10 * mark.module_dots
    with pytest.raises(LayoutError) as caught:
        bars("A" * 30)
    assert caught.value.code == "LAYOUT-CODE"
    assert caught.value.facts["zone"] == "number_zone"


def test_two_codes_of_one_number() -> None:
    first, second = bars("990000000000001")
    assert first.widths == second.widths
    assert first.module_dots > second.module_dots == 2


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_code_keeps_its_quiet_zone_on_the_side_that_it_is_set_to(align: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        f"""\
title_en = "t"
title_zh = "t"
kind = "slip"
paper = [76, 30]
[[zone]]
name = "number_zone"
box = [0, 0, 76, 30]
elements = [{{ code128 = "{{waybill_no}}", x = 3, y = 3, width = 70, height = 12, align = "{align}" }}]
""",
        "utf-8",
    )
    form = compile_form(load_template(str(path)), 203)
    (code,) = bars("SF0123456789012", form)
    left, width = form.grid.x_dots(3), form.grid.x_dots(73) - form.grid.x_dots(3)
    module, drawn = code.module_dots, sum(code.widths) * code.module_dots
    assert width - 20 * module - drawn > 2
    starts = {
        "left": left + 10 * module,
        "center": left + (width - drawn) // 2,
        "right": left + width - 10 * module - drawn,
    }
    assert code.x_dots == starts[align]


def test_reprint_mark_and_counter() -> None:
    assert not [text for text in texts(label()) if "补打" in text]
    assert "补打 3" in texts(label(), Copy(reprint=3))
    assert texts(label()) == texts(label(), Copy(reprint=0))
    assert PLACE(label(), Copy()).counter is not None


def test_a_virtual_number_is_large_and_whole() -> None:
    page = PLACE(sample_label("virtual"), Copy())
    sizes = {mark.text: mark.size_dots for mark in page.marks if isinstance(mark, Text)}
    assert sizes["13200000000 转 0000"] > sizes["林**"]
    assert "隐私号 2026-11-30止" in sizes


def test_without_a_routing_code_the_place_stands_large() -> None:
    page = PLACE(label(three_segment_code="", consolidation_hub="", address_code=""), Copy())
    sizes = [
        mark.size_dots for mark in page.marks if isinstance(mark, Text) and mark.text == "福建省泉州市晋江市"
    ]
    assert len(sizes) == 2
    assert max(sizes) > 1.5 * min(sizes)
    assert not [mark for mark in page.marks if isinstance(mark, Text) and mark.text in ("集", "寄递地址编码")]


def test_units_vanish_with_their_values() -> None:
    assert "共6件  6.55kg" in texts(label())
    assert "6.55kg" in texts(label(quantity=""))
    assert not [text for text in texts(label(quantity="", weight_kg="")) if "kg" in text or "共" in text]


def test_the_seal_takes_a_larger_symbol_of_whole_dots() -> None:
    plain, sealed = (
        next(mark for mark in PLACE(sample_label(name), Copy()).marks if isinstance(mark, Matrix))
        for name in ("plain", "virtual")
    )
    assert plain.size < sealed.size
    assert plain.module_dots > sealed.module_dots >= 3


def test_remembered_texts_do_not_leak_between_labels() -> None:
    one, two = label(remark="甲"), label(remark="乙")
    first = texts(one)
    assert texts(two) != first
    assert texts(one) == first


def test_rare_and_impossible_characters() -> None:
    with pytest.raises(LayoutError) as caught:
        PLACE(label(recipient_name="林*😀"), Copy())
    assert caught.value.facts == {"zone": "recipient_zone", "code_point": "U+1F600"}
    page = placer(FORM, on_missing="geta")(label(recipient_name="林*😀"), Copy())
    assert any("林*〓" in mark.text for mark in page.marks if isinstance(mark, Text))


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(LayoutError) as caught:
        PLACE(label(recipient_address="长江西路" * 75), Copy())
    assert caught.value.code == "LAYOUT-TEXT"
    assert caught.value.facts["zone"] == "recipient_zone"


@pytest.mark.parametrize(
    ("field", "text", "column"),
    [
        ("recipient_address", "长江西路" * 75, "recipient_address"),
        ("recipient_region", "某某省" * 100, "recipient_address"),
        ("remark", "请送前打电话" * 60, "remark"),
        ("contents", "保温杯" * 120, "contents"),
        ("carrier", "快递" * 60, "carrier"),
        ("recipient_name", "林*😀", "recipient_name"),
        ("recipient_phone", "1******0000😀", "recipient_phone"),
    ],
)
def test_what_is_refused_names_the_column_to_be_mended(field: str, text: str, column: str) -> None:
    with pytest.raises(LayoutError) as caught:
        PLACE(label(**{field: text}), Copy())
    assert caught.value.where == Where(column=column)


def test_many_wares_and_a_long_remark_share_the_room() -> None:
    wares = "；".join(f"纯棉毛巾{number}号×2" for number in range(18))
    ordinary = [mark for mark in PLACE(label(), Copy()).marks if isinstance(mark, Text)]
    shared = texts(label(contents=wares, remark="生鲜急件"))
    assert "备注 生鲜急件" in shared and "备注" in [mark.text for mark in ordinary]
    assert "".join(shared).count("×2") == 18
    remark = "勿放门口，送前打电话，轻拿轻放。" * 11
    told = texts(label(contents="保温杯", remark=remark))
    assert remark in "".join(told).replace("备注 ", "", 1)
    # The next label has its ordinary places again, and a reprint of a crowded one its mark.
    assert [mark for mark in PLACE(label(), Copy()).marks if isinstance(mark, Text)] == ordinary
    again = PLACE(label(contents=wares), Copy(reprint=2)).marks
    assert "补打 2" in [mark.text for mark in again if isinstance(mark, Text)]


@pytest.mark.parametrize(
    ("elements", "printed"),
    [
        ('{ text = "{recipient_phone}", size = 3 }', False),
        ('{ text = "{sender_name}", size = 3 }, { text = "验", size = 3, when = "not exception" }', False),
        (
            '{ text = "{recipient_phone}", size = 3 }, { text = "例外", y = 9, size = 3, when = "exception" }',
            True,
        ),
        ('{ text = "{recipient_phone}", size = 3 }, { text = "{exception}", y = 9, size = 2 }', True),
        ('{ text = "{recipient_region} {waybill_no}", size = 3 }', True),
    ],
)
def test_an_exception_is_marked_or_not_printed(tmp_path: Path, elements: str, printed: bool) -> None:
    path = tmp_path / "mine.toml"
    head = 'title_en = "t"\ntitle_zh = "t"\nkind = "slip"\npaper = [60, 40]\n'
    head += '[[zone]]\nname = "all"\nbox = [0, 0, 60, 40]\n'
    path.write_text(f"{head}elements = [{elements}]\n", "utf-8")
    place = placer(compile_form(load_template(str(path)), 203))
    assert place(label(), Copy()).marks
    if printed:
        assert place(label(exception="例外显示电话"), Copy()).marks
        return
    with pytest.raises(LayoutError) as caught:
        place(label(exception="例外显示电话"), Copy())
    assert (caught.value.code, caught.value.where) == ("LAYOUT-EXCEPTION", Where(column="show_exception"))


def test_a_negative_size_reaches_up_to_that_far_from_the_edge(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """\
title_en = "t"
title_zh = "t"
kind = "slip"
paper = [60, 40]
[[zone]]
name = "number_zone"
box = [10, 10, 40, 20]
elements = [
  { box = "fill", x = 5, width = -5, y = 2, height = -4 },
  { box = "fill", x = -5, width = -2, y = -4, height = -1 },
]
""",
        "utf-8",
    )
    template = load_template(str(path))
    assert [dataclasses.astuple(each.area) for each in template.elements] == [
        (15, 12, 30, 14),
        (45, 26, 3, 3),
    ]


def test_datamatrix_repeat_and_dashes_of_a_users_template(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """\
title_en = "t"
title_zh = "t"
kind = "slip"
paper = [50, 30]
[[zone]]
name = "number_zone"
box = [0, 0, 50, 30]
elements = [
  { datamatrix = "{waybill_no}", x = 1, y = 1, width = 20, height = 20, when = "not exception" },
  { repeat = 3, dy = 8, elements = [{ text = "<n>. {carrier}", x = 25, height = 4, size = 3 }] },
  { line = "h", x = 1, y = 28, width = 20, dash = 2 },
]
""",
        "utf-8",
    )
    form = Form.unpack(compile_form(load_template(str(path)), 203).pack())
    page = placer(form)(label(), Copy())
    (symbol,) = (mark for mark in page.marks if isinstance(mark, Matrix))
    assert symbol.module_dots >= 3
    assert symbol.x_dots >= 8 + symbol.module_dots
    written = [(mark.text, mark.baseline_dots) for mark in page.marks if isinstance(mark, Text)]
    assert [text for text, _ in written] == ["1. 样例速递", "2. 样例速递", "3. 样例速递"]
    assert written[1][1] - written[0][1] == written[2][1] - written[1][1] == 64
    assert [(mark.x_dots, mark.width_dots) for mark in form.static if isinstance(mark, Box)] == [
        (8 + 32 * i, 16) for i in range(5)
    ]
    marks = placer(form)(label(exception="例外"), Copy()).marks
    assert not [mark for mark in marks if isinstance(mark, Matrix)]
