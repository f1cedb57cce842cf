"""Shipped forms: pages as readable text, codes and their quiet zones, everything on dots."""

from __future__ import annotations

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from waybill.label import Label, WaybillNo
from waybill.layout import Copy, Form, compile_form, load_template, placer
from waybill.layout.files import names
from waybill.layout.samples import SAMPLES, sample_label
from waybill.page import Bars, Box, Image, Mark, Matrix, Page, Text
from waybill.units import DPIS

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "pages"
FORMS = [name for name, _ in names(None)]


def page_of(form: Form, sample: str) -> Page:
    return placer(form)(sample_label(sample), Copy(reprint=SAMPLES.index(sample)))


def line(mark: Mark) -> str:
    match mark:
        case Text():
            style = ("bold " if mark.bold else "") + ("white " if mark.white else "")
            return f"text   {mark.x_dots},{mark.baseline_dots} size {mark.size_dots} {style}{mark.text!r}"
        case Box():
            colour = " white" if mark.white else ""
            return f"box    {mark.x_dots},{mark.y_dots} {mark.width_dots}x{mark.height_dots}{colour}"
        case Bars():
            digest = sha256(mark.widths).hexdigest()[:8]
            place = f"{mark.x_dots},{mark.y_dots} height {mark.height_dots}"
            return f"bars   {place} module {mark.module_dots} x {sum(mark.widths)} {digest}"
        case Matrix():
            return f"matrix {mark.x_dots},{mark.y_dots} module {mark.module_dots} x {mark.size}"
        case Image():
            return f"image  {mark.x_dots},{mark.y_dots} {mark.width_dots}x{mark.height_dots}"


def listing(name: str, sample: str) -> str:
    form = compile_form(load_template(name), 203)
    page = page_of(form, sample)
    counter = page.counter
    end = f"counter {counter.x_dots},{counter.baseline_dots} size {counter.size_dots}\n" if counter else ""
    marks = [line(mark) for mark in (*form.static, *page.marks)]
    return (
        f"{name} {form.grid.width_dots}x{form.grid.height_dots} dots, {sample}\n"
        + "\n".join(marks)
        + "\n"
        + end
    )


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", FORMS)
def test_pages(name: str, sample: str) -> None:
    """After a change that is meant, and for a new form: run this file as a program, then look at the previews."""
    golden = GOLDEN / f"{name}-{sample}.txt"
    assert golden.is_file(), f"no golden page of this form: python {Path(__file__).name} writes it"
    assert listing(name, sample) == golden.read_text("utf-8")


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FORMS)
def test_main_code_and_quiet_zones(name: str, dpi: int) -> None:
    form = compile_form(load_template(name), dpi)
    for sample in SAMPLES:
        page = page_of(form, sample)
        marks = [*form.static, *page.marks]
        codes = [mark for mark in page.marks if isinstance(mark, Bars)]
        per_mm = form.grid.width_dots / form.grid.width_mm
        assert codes
        assert max(code.module_dots for code in codes) / per_mm >= 0.25 - 1e-6
        for code in codes:
            assert (
                code.height_dots / per_mm >= max(5, 0.15 * sum(code.widths) * code.module_dots / per_mm) - 0.1
            )
            quiet = 10 * code.module_dots
            reach = (
                code.x_dots - quiet,
                code.y_dots,
                code.x_dots + sum(code.widths) * code.module_dots + quiet,
            )
            assert not [
                mark
                for mark in marks
                if mark is not code and touches(mark, (*reach, code.y_dots + code.height_dots))
            ]
        for matrix in (mark for mark in page.marks if isinstance(mark, Matrix)):
            quiet, side = 4 * matrix.module_dots, matrix.size * matrix.module_dots
            x, y = matrix.x_dots - quiet, matrix.y_dots - quiet
            area = (x, y, x + side + 2 * quiet, y + side + 2 * quiet)
            assert not [mark for mark in marks if mark is not matrix and touches(mark, area)]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", [name for name in FORMS if name != "reprint-small"])
@pytest.mark.parametrize(("who", "length"), [("recipient", 50), ("sender", 35)])
def test_a_virtual_number_leaves_room_for_a_long_address(name: str, dpi: int, who: str, length: int) -> None:
    """A third line of a long place and its address: such rows were refused."""
    number, until = "13200000000 转 0000", "隐私号 2026-11-30止"
    address = (
        "查鲁盖西路3巷18号金三角水岸花园小区12号楼***（老供销社家属院后面第二排红砖房旁边代收点）" * 2
    )[:length]
    facts = {
        f"{who}_region": "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县察布查尔镇",
        f"{who}_address": address,
        f"{who}_phone": number,
        f"{who}_phone_note": until,
    }
    label = replace(sample_label("plain"), **facts)
    page = placer(compile_form(load_template(name), dpi))(label, Copy())
    shown = "".join(mark.text for mark in page.marks if isinstance(mark, Text)).replace(" ", "")
    assert all(fact.replace(" ", "") in shown for fact in facts.values())


FULL = [name for name in FORMS if name != "reprint-small"]


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FULL)
def test_a_long_sender_and_routing_code_fit_every_full_form(name: str, dpi: int) -> None:
    """The sender's is the same on every label of a shop; on the smallest form the shop had none printed."""
    facts = {
        "sender_region": "广西壮族自治区防城港市东兴市",
        "sender_address": "北仑大道（中段）1203号锦桥家园物流产业园三期综合保税仓库西侧***卸货平台",
        "three_segment_code": "CN-WUH-3421 A081-00 052 77-B",
    }
    page = placer(compile_form(load_template(name), dpi))(replace(sample_label("plain"), **facts), Copy())
    shown = "".join(mark.text for mark in page.marks if isinstance(mark, Text)).replace(" ", "")
    assert all(fact.replace(" ", "") in shown for fact in facts.values())


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FORMS)
def test_a_routing_code_in_words_takes_a_second_line(name: str, dpi: int) -> None:
    """Some carriers write out where a parcel goes (大头笔); beyond a line such rows were refused."""
    code = "浙江杭州萧山区转运中心-滨江江南大道网点 A12-03"
    label = replace(sample_label("plain"), three_segment_code=code)
    page = placer(compile_form(load_template(name), dpi))(label, Copy())
    lines = [mark.text for mark in page.marks if isinstance(mark, Text) and mark.text in code]
    assert code.replace(" ", "") in "".join(lines).replace(" ", "")


def touches(mark: Mark, area: tuple[int, int, int, int]) -> bool:
    x, y, right, bottom = extent(mark)
    return x < area[2] and right > area[0] and y < area[3] and bottom > area[1]


def extent(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right, bottom; of a text its em boxes."""
    from waybill.fonts import chain

    match mark:
        case Text():
            top = mark.baseline_dots - 0.88 * mark.size_dots
            width = chain().width(mark.text, mark.size_dots)
            return mark.x_dots, top, mark.x_dots + width, top + mark.size_dots
        case Bars():
            width = sum(mark.widths) * mark.module_dots
            return mark.x_dots, mark.y_dots, mark.x_dots + width, mark.y_dots + mark.height_dots
        case Matrix():
            side = mark.size * mark.module_dots
            return mark.x_dots, mark.y_dots, mark.x_dots + side, mark.y_dots + side
        case _:
            return mark.x_dots, mark.y_dots, mark.x_dots + mark.width_dots, mark.y_dots + mark.height_dots


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FORMS)
def test_no_text_crowds_a_rule_beside_it(name: str, dpi: int) -> None:
    """Thirty digits stood an eighth of a millimetre from the frame."""
    form = compile_form(load_template(name), dpi)
    least = 0.45 * form.grid.width_dots / form.grid.width_mm
    for sample in SAMPLES:
        label = replace(sample_label(sample), waybill_no=WaybillNo("1" * 30))
        marks = [*form.static, *placer(form)(label, Copy(reprint=1)).marks]
        rules = [extent(mark) for mark in marks if isinstance(mark, Box)]
        for mark in marks:
            if not isinstance(mark, Text) or mark.white or mark.text == "已验视":  # a stamp in its frame
                continue
            x, y, right, bottom = extent(mark)
            beside = [
                (a, c) for a, b, c, d in rules if min(bottom, d) - max(y, b) > 1 and (x < a or c < right)
            ]
            assert [mark.text for a, c in beside if max(a - right, x - c) < least] == []


def foot(text: str) -> float:
    """How deep its strokes reach below the baseline, in ems."""
    return 0.235 if set("gjpqy") & set(text) else 0.14 if set("Q,") & set(text) else 0.085


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("sample", ["plain", "virtual"])
def test_no_text_touches_a_rule_above_or_below_it(name: str, dpi: int, sample: str) -> None:
    """The tails of an English address did, of a routing code with a Q, and the wares the mark above them."""
    form = compile_form(load_template(name), dpi)
    place = placer(form)
    for words in range(1, 40):
        text = "朱家角 gypsy quay"[: 4 * words] + " gyp" * (words - 4)
        party = {"recipient_address": text[:80], "sender_address": text[:56]}
        label = replace(
            sample_label(sample), three_segment_code="Q05-Q06 1", contents=text, remark="", **party
        )  # type: ignore[arg-type]
        marks = [*form.static, *place(label, Copy(reprint=1)).marks]
        rules = [mark for mark in marks if isinstance(mark, Box) and not mark.white]
        for mark in marks:
            if not isinstance(mark, Text) or mark.white or mark.text == "已验视":
                continue
            left, _, right, _ = extent(mark)
            top = mark.baseline_dots - (0.8 if mark.text.isascii() else 0.88) * mark.size_dots
            least = mark.baseline_dots + foot(mark.text) * mark.size_dots
            across = [(y, y + height) for x, y, width, height, _ in rules if x < right and left < x + width]
            assert all(y >= least or end <= top for y, end in across), mark.text


FULL = [name for name in FORMS if name != "reprint-small"]
TEARS = {"gbt-100x150": 90, "gbt-100x180": 110}


def under_exception(reason: str, consent: str, **fields: str) -> Label:
    mark = f"例外显示姓名、电话、地址 理由:{reason} 凭据:{consent}"
    return replace(sample_label("plain"), exception=mark, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FULL)
def test_an_exception_has_room_for_its_reasons(name: str, dpi: int) -> None:
    """Thirty characters of reason and of consent, beside ordinary wares and remark, and the person in clear."""
    label = under_exception(
        "医疗急救药品需核对收件人身份并当面签收不得由他人代收或放置驿站",
        "收件人二〇二六年十一月书面同意书第〇〇一二三四五六七号存客服部",
        recipient_name="欧阳清秋",
        recipient_phone="13200000000",
        recipient_address="长江西路737号山门府际苑东区43栋3单元1202室",
        contents="儿童保温杯500ml×2只；手工红糖馒头800g",
        remark="勿放门口，送前打电话",
    )
    page = placer(compile_form(load_template(name), dpi))(label, Copy())
    text = "".join(mark.text for mark in page.marks if isinstance(mark, Text)).replace(" ", "")
    for told in (label.exception, label.contents, label.remark, label.recipient_address):
        assert told.replace(" ", "") in text


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("gbt-76x105", 125),
        ("gbt-76x130", 160),
        ("gbt-100x113", 145),
        ("gbt-100x150", 200),
        ("gbt-100x180", 200),
    ],
)
def test_much_to_say_of_the_contents_has_room(name: str, most: int, dpi: int) -> None:
    """As the README of the templates tells."""
    place = placer(compile_form(load_template(name), dpi))
    much = ("勿放门口，送前打电话；易碎品请轻拿轻放。本件为生鲜冷链" * 8)[:most]
    for label in (replace(sample_label("plain"), **{field: much}) for field in ("contents", "remark")):  # type: ignore[arg-type]
        text = "".join(mark.text for mark in place(label, Copy()).marks if isinstance(mark, Text))
        assert much in text and "内件" in text and "备注" in text


@pytest.mark.parametrize("name", TEARS)
def test_each_ply_bears_the_marks(name: str) -> None:
    form = compile_form(load_template(name), 203)
    tear = form.grid.y_dots(TEARS[name])
    page = placer(form)(under_exception("急救药品", "C-1"), Copy(reprint=2))
    for mark in ("补打 2", "例外", "显示"):
        lines = [each.baseline_dots for each in page.marks if isinstance(each, Text) and mark in each.text]
        assert min(lines) < tear < max(lines)


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", FORMS)
def test_small_chinese_is_never_bold(name: str, dpi: int) -> None:
    form = compile_form(load_template(name), dpi)
    texts = [
        mark
        for sample in SAMPLES
        for mark in (*form.static, *page_of(form, sample).marks)
        if isinstance(mark, Text) and mark.bold and not mark.text.isascii()
    ]
    assert texts and min(mark.size_dots for mark in texts) >= 28


def slip(**fields: str) -> tuple[Form, Page]:
    form = compile_form(load_template("reprint-small"), 203)
    return form, placer(form)(replace(sample_label("plain"), **fields), Copy())  # type: ignore[arg-type]


def test_a_slip_without_routing_code_names_the_place() -> None:
    form, page = slip(three_segment_code="")
    (place,) = (mark for mark in page.marks if isinstance(mark, Text) and mark.text == "福建省泉州市晋江市")
    assert place.size_dots >= 6 * form.grid.width_dots / form.grid.width_mm


def test_brackets_and_bars_of_a_slips_routing_code_stay_in_its_zone() -> None:
    form, page = slip(three_segment_code="|(Q)|;")
    (zone,) = (zone for zone in form.zones if zone.name == "destination_zone")
    (code,) = (mark for mark in page.marks if isinstance(mark, Text) and mark.text == "|(Q)|;")
    deepest = 0.29  # of the size below the baseline: the vertical bar in bold
    assert code.baseline_dots + deepest * code.size_dots < zone.y + zone.height


@pytest.mark.parametrize(("number", "module"), [("12345678901234", 3), ("JT0000000000018", 2)])
def test_a_slips_code_is_as_wide_as_it_can_be(number: str, module: int) -> None:
    _, page = slip(waybill_no=number)
    assert [mark.module_dots for mark in page.marks if isinstance(mark, Bars)] == [module]


def test_neighbouring_zones_meet_on_every_grid() -> None:
    for name in FORMS:
        template = load_template(name)
        for dpi in DPIS:
            zones = compile_form(template, dpi).zones
            for (first, one), (second, two) in zip(
                zip(template.zones[:-1], zones[:-1], strict=True),
                zip(template.zones[1:], zones[1:], strict=True),
                strict=True,
            ):
                if first.area.bottom == second.area.y:
                    assert one.y + one.height == two.y


if __name__ == "__main__":
    for each in FORMS:
        for kind in SAMPLES:
            (GOLDEN / f"{each}-{kind}.txt").write_text(listing(each, kind), "utf-8")
    sys.stdout.write(f"{len(FORMS) * len(SAMPLES)} pages written to {GOLDEN}\n")
