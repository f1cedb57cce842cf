"""The file: structure, counter, text, bookmarks, determinism, and what it must not tell."""

from __future__ import annotations

import io
import pickle
import random
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from render_kit import CREATED, PAPERS, TEXTS, grey, label, pdf, pdf_by

from waybill.errors import LayoutError
from waybill.fonts import FontChain
from waybill.layout import Copy, compile_form, load_template, placer
from waybill.layout.samples import sample_label
from waybill.page import Bars, Box, Counter, Mark, Matrix, Page, Text
from waybill.render.codec import Codec, adler_of_both, best, stock, stored_block
from waybill.render.operators import text_state
from waybill.render.painter import Painter
from waybill.render.pdf import PdfFile
from waybill.units import DPIS, DotGrid

GRID = PAPERS[0]
FORM = compile_form(load_template("gbt-76x130"), 203)
STATIC: list[Mark] = [
    Box(10, 10, 300, 2),
    Text(20, 60, 32, True, "收"),
    Text(60, 60, 32, False, "静态·(文)"),
    Box(20, 80, 60, 40),
    Text(22, 110, 24, False, "已验", 0, True),
    Box(20, 140, 300, 120),
    Text(30, 250, 110, True, "白", 0, True),
    Text(330, 250, 110, True, "黑"),
    Box(160, 150, 60, 60, True),
    Box(170, 160, 20, 20),
    Box(175, 165, 5, 5, True),
    Bars(330, 10, 2, 40, bytes((2, 1, 1, 3))),
]


def labels(count: int) -> list[Page]:
    return [label(GRID, f"JT{number:013d}") for number in range(count)]


def text_of(data: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(data)
    text: str = document[page].get_textpage().get_text_range()
    document.close()
    return text


def test_same_input_same_bytes() -> None:
    first = pdf(labels(3), GRID, STATIC)
    assert first == pdf(labels(3), GRID, STATIC)
    assert first != pdf(labels(4)[1:], GRID, STATIC)
    first_id, other_id = (
        pypdf.PdfReader(io.BytesIO(data)).trailer["/ID"][0]
        for data in (first, pdf(labels(4)[1:], GRID, STATIC))
    )
    assert first_id != other_id
    assert len(first_id.original_bytes) == 16


def test_text_extracts_as_it_was_set() -> None:
    data = pdf(labels(2), GRID, STATIC)
    extracted = text_of(data, 1)
    for text in (*TEXTS, "JT0000000000001", "代收", "收", "静态·(文)", "已验"):
        assert text in extracted
    assert re.search(r"2\s*/2", extracted)
    with_pypdf = pypdf.PdfReader(io.BytesIO(data), strict=True).pages[1].extract_text()
    for text in TEXTS:
        assert text in with_pypdf


@pytest.mark.parametrize("tool", ["pdftotext", "mutool"])
def test_other_readers_extract_the_same(tool: str, tmp_path: Path) -> None:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(labels(1), GRID))
    command = (
        ["pdftotext", "-raw", str(path), "-"]
        if tool == "pdftotext"
        else ["mutool", "draw", "-q", "-F", "text", str(path)]
    )
    done = subprocess.run(command, capture_output=True, check=True)
    for text in TEXTS:
        assert text in done.stdout.decode()
    assert tool == "mutool" or done.stderr == b""


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(labels(70), GRID, STATIC, groups=["058-E06"] * 70))
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors" in done.stdout
    assert done.stderr == ""


def test_the_file_asks_for_its_own_paper_unscaled_and_unturned() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(labels(1), DotGrid(100, 180, 300))), strict=True)
    assert reader.pdf_header == "%PDF-1.7"
    assert [float(side) for side in reader.pages[0].mediabox] == pytest.approx(
        [0, 0, 100 / 25.4 * 72, 180 / 25.4 * 72], abs=1e-6
    )
    assert "/Rotate" not in reader.pages[0]
    assert reader.pages[0].cropbox == reader.pages[0].mediabox
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/PrintScaling"] == "/None"


def test_metadata_tell_producer_and_time_only() -> None:
    zone = timezone(timedelta(hours=8))
    out = io.BytesIO()
    file = PdfFile(out, grid=GRID, static=[], created=datetime(2026, 5, 6, 7, 8, 9, tzinfo=zone))
    file.finish()
    reader = pypdf.PdfReader(out)
    assert set(reader.metadata or {}) == {"/Producer", "/CreationDate"}
    assert reader.trailer["/Info"]["/CreationDate"] == "D:20260506070809+08'00'"
    assert "/Metadata" not in reader.trailer["/Root"]


SPECIAL = "尨(\\嘍⠩⤨) ) (("
"""In UTF-16, bytes of every kind that a literal string can't hold as they are: 5C 28, 0D, 29."""


def test_bookmarks_of_any_characters() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(labels(1), GRID, groups=[SPECIAL])), strict=True)
    assert reader.outline[0].title == SPECIAL  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("font", "size", "bold", "state"),
    [
        (0, 24, False, b"0 Tr /F0 24 Tf\n"),
        (0, 30, True, b".9 w 2 Tr /F0 30 Tf\n"),
        (2, 33, True, b".99 w 2 Tr /F2 33 Tf\n"),
        (10, 100, True, b"3 w 2 Tr /F10 100 Tf\n"),
    ],
)
def test_the_stroke_of_bold_text(font: int, size: int, bold: bool, state: bytes) -> None:
    assert text_state(font, size, bold) == state


def test_bookmarks_where_groups_begin() -> None:
    data = pdf(labels(70), GRID, groups=["058-E06"] * 2 + ["059(A)", "059(A)", ""] + ["058-E06"] * 65)
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    found = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]  # type: ignore[union-attr,arg-type]
    assert found == [("058-E06", 0), ("059(A)", 2), ("058-E06", 5)]
    with pikepdf.open(io.BytesIO(data)) as file:
        outlines = file.Root.Outlines
        first, middle, last = outlines.First, outlines.First.Next, outlines.Last
        assert (outlines.Count, middle.Next.objgen, "/Next" in last) == (3, last.objgen, False)
        assert ("/Prev" in first, middle.Prev.objgen, last.Prev.objgen) == (
            False,
            first.objgen,
            middle.objgen,
        )
    assert "/Outlines" not in pypdf.PdfReader(io.BytesIO(pdf(labels(1), GRID))).trailer["/Root"]


def test_counters_differ_by_place_and_are_centred_on_the_stroke() -> None:
    data = pdf([Page([], Counter(300, 500, 20)), Page([], Counter(100, 300, 40, True)), Page([], None)], GRID)
    assert [re.sub(r"\s", "", text_of(data, page)) for page in range(3)] == ["1/3", "2/3", ""]
    burnt = grey(data, 203, 1).point(lambda level: 255 - level)
    left, top, right, bottom = burnt.getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - 100) < 3  # one digit on either side
    assert 260 < top < bottom <= 312


def test_white_text_shows_on_black_and_later_text_is_black_again() -> None:
    marks: list[Mark] = [
        Box(100, 100, 200, 100),
        Text(120, 180, 80, True, "白", 0, True),
        Text(120, 300, 80, True, "黑"),
    ]
    picture = grey(pdf([Page(marks, None)], GRID), 203)
    assert picture.crop((100, 100, 300, 200)).histogram()[255] > 500
    assert picture.crop((100, 220, 300, 320)).histogram()[0] > 500


def test_white_box_covers() -> None:
    marks: list[Mark] = [Box(10, 10, 50, 50), Box(20, 20, 10, 10, True), Box(80, 10, 5, 5)]
    picture = grey(pdf([Page(marks, None)], GRID), 203)
    assert picture.histogram()[0] == 50 * 50 - 100 + 25


def test_bold_is_bolder_and_as_wide() -> None:
    pages = [Page([Text(20, 100, 40, bold, "粗体 Bold 18")], None) for bold in (False, True)]
    thin, thick = (grey(pdf([page], GRID), 203) for page in pages)
    assert 1.15 < thick.histogram()[0] / thin.histogram()[0] < 1.9
    assert abs(ink(thin)[2] - ink(thick)[2]) <= 2


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    return picture.point(lambda level: 255 - level).getbbox() or (0, 0, 0, 0)


def test_static_art_draws_what_the_painter_draws() -> None:
    assert (
        grey(pdf([Page([], None)], GRID, STATIC), 203).tobytes()
        == grey(pdf([Page(STATIC, None)], GRID), 203).tobytes()
    )


def test_painted_page_is_small_and_travels() -> None:
    painted = Painter(GRID).paint(labels(1)[0])
    assert pickle.loads(pickle.dumps(painted)) == painted
    assert len(pickle.dumps(painted)) < 1600


def test_characters_are_told_once_and_all_of_them() -> None:
    paint = Painter(GRID).paint
    texts = [f"{chr(0x4E00 + number)}{chr(0x4E00 + number // 2)}号A" for number in range(300)]
    told: list[str] = []
    for text in texts:
        told += [characters for _, characters in paint(Page([Text(0, 40, 20, False, text)], None)).used]
    everything = "".join(told)
    assert len(everything) == len(set(everything))
    assert set(everything) == set("".join(texts))


def test_pages_that_went_into_another_file_still_lend_their_characters() -> None:
    paint = Painter(GRID).paint
    first, second = (paint(Page([Text(20, 40, 30, False, "共用字")], None)) for _ in range(2))
    assert second.used == ()
    out = io.BytesIO()
    file = PdfFile(out, grid=GRID, static=[], created=CREATED)
    file.use(first)
    file.add(second)
    file.finish()
    assert text_of(out.getvalue()) == "共用字"


def codecs() -> list[Codec]:
    return [stock(), best()]


@pytest.mark.parametrize("codec", codecs(), ids=lambda codec: codec.name)
def test_every_coder_makes_the_same_pages(codec: Codec) -> None:
    data = b"0 12 Td(" + bytes(range(256)) * 20
    assert zlib.decompress(codec.deflate(data), -15) == data
    assert codec.adler32(data) == zlib.adler32(data)
    assert (
        grey(pdf_by(codec, labels(1), GRID), 203).tobytes()
        == grey(pdf_by(stock(), labels(1), GRID), 203).tobytes()
    )


@pytest.mark.parametrize("codec", codecs(), ids=lambda codec: codec.name)
def test_a_symbol_is_stored_and_everything_else_compressed(codec: Codec) -> None:
    noise = bytes(random.Random(5).randrange(256) for _ in range(53 * 7)).replace(b"EI", b"IE")
    first, second = (Matrix(x, 20, 4, 53, noise) for x in (20, 300))
    texts: list[Mark] = [Text(20, 300 + 30 * line, 24, False, "同一行字") for line in range(9)]
    painter = Painter(GRID, codec=codec)
    alone = painter.paint(Page(texts, None))
    page = painter.paint(Page([*texts[:4], first, *texts[4:]], None))
    drawn = painter.draw(first)
    assert len(page.data) == len(alone.data) + len(drawn) + 5
    both = painter.paint(Page([first, *texts, second], None))
    for made, end in ((page, b""), (both, painter.draw(second))):
        plain = zlib.decompress(made.data, -15)
        assert plain == drawn + zlib.decompress(alone.data, -15) + end
        assert (made.length, made.adler) == (len(plain), zlib.adler32(plain))


def test_without_the_quick_coder_there_is_pythons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    assert best.__wrapped__().name == stock().name


def test_content_streams_are_valid_zlib_to_the_checksum() -> None:
    with pikepdf.open(io.BytesIO(pdf(labels(2), GRID))) as file:
        raw = file.pages[1].Contents.read_raw_bytes()
    plain = zlib.decompress(raw)  # raises on a wrong Adler-32
    assert plain.startswith(b".354330709 0 0 .354671739 0 0 cm/S Do\n")
    assert plain.count(b"BT") == plain.count(b"ET")


@pytest.mark.parametrize("dpi", DPIS)
def test_the_last_dot_of_any_paper_is_where_it_ends(dpi: int) -> None:
    """Far finer than the play that rectangles have within their dots: four ten-thousandths of one."""
    for millimetres in range(10, 501):
        grid = DotGrid(millimetres, 10, dpi)
        with pikepdf.open(io.BytesIO(pdf([Page([], None)], grid))) as file:
            pitch = float(zlib.decompress(file.pages[0].Contents.read_raw_bytes()).split()[0])
        assert abs(grid.width_pt / pitch - grid.width_dots) < 0.0001


def test_adler_of_both_is_the_adler_of_the_whole() -> None:
    for first, second in (
        (b"", b""),
        (b"a", b""),
        (b"", b"b"),
        (b"\xff" * 70000, b"\xff" * 99999),
        (b"ab", b"c" * 65521),
    ):
        assert adler_of_both(zlib.adler32(first), zlib.adler32(second), len(second)) == zlib.adler32(
            first + second
        )
    block = stored_block(b"head") + zlib.compress(b"tail", 9, -15)
    assert zlib.decompress(block, -15) == b"headtail"


def test_labels_stay_small() -> None:
    """With a sealed code of 200 characters, a label costs less than 1,600 bytes beside the font."""
    seal = "".join(chr(65 + (7 * place * place + place) % 26) for place in range(200))
    few, many = (
        pdf([label(GRID, f"JT{number:013d}", seal) for number in range(count)], GRID) for count in (100, 500)
    )
    assert (len(many) - len(few)) / 400 < 1600


def test_unknown_font_number_is_an_error_not_tofu() -> None:
    from waybill.errors import LayoutError

    with pytest.raises(LayoutError, match="FONT-GONE"):
        Painter(GRID, fonts=FontChain((), system=False)).paint(
            Page([Text(0, 40, 20, False, "字", 99999)], None)
        )


class Watching(Painter):
    """A painter that compares every line with what it has been told before."""

    def __init__(self) -> None:
        super().__init__(DotGrid(76, 130, 203))
        self.lines: list[tuple[int, str]] = []

    def line(
        self, x_dots: int, baseline_dots: int, size_dots: int, bold: bool, text: str, font: int, white: bool
    ) -> bytes:
        self.lines.append((font, text))
        return super().line(x_dots, baseline_dots, size_dots, bold, text, font, white)


@given(st.lists(st.text("林运单路号栋室１1A*· 〓👍𠮷\n", max_size=40), min_size=1, max_size=6), st.booleans())
@example(["长" * 300, "长江"], False)
@example(["𠮷", "𠮷"], False)
def test_no_page_has_a_character_that_no_page_so_far_has_told(texts: list[str], geta: bool) -> None:
    """Also where a label was refused midway, and its texts come again on another."""
    painter = Watching()
    place = placer(FORM, on_missing="geta" if geta else "reject", pen=painter)
    told: set[tuple[int, str]] = set()
    for text in texts:
        label = replace(
            sample_label("plain"), recipient_address=text, contents=text[::-1], sender_name=text[:2]
        )
        try:
            page = place(label, Copy())
        except LayoutError:
            continue
        for font, characters in painter.finish(page).used:
            told |= {(font, char) for char in characters}
        assert {(font, char) for font, line in painter.lines for char in line} <= told
