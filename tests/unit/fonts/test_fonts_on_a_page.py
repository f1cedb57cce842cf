"""The way from a character to its dots: codes, subset and embedded font of a page agree, for every kind of character."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from font_kit import make_truetype
from PIL import Image, ImageChops, ImageDraw, ImageFont

from waybill.fonts import FontChain
from waybill.page import Page, Text
from waybill.render.painter import Painter
from waybill.render.pdf import PdfFile
from waybill.render.png import raster
from waybill.units import DotGrid

GRID = DotGrid(76, 130, 203)
X, BASELINE, SIZE = 100, 300, 100


def one_line(text: str, font: int, fonts: FontChain) -> bytes:
    """A file of one page with one line."""
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("waybill.render.pdf.chain", lambda: fonts)
        file = PdfFile(out, grid=GRID, static=[], created=datetime(2026, 1, 2, tzinfo=UTC))
    page = Page([Text(X, BASELINE, SIZE, False, text, font)], None)
    file.add(Painter(GRID, fonts=fonts).paint(page))
    file.finish()
    return out.getvalue()


def burnt(text: str, font: int, fonts: FontChain) -> Image.Image:
    """The page as a 1-bit picture with white ink."""
    document = pypdfium2.PdfDocument(one_line(text, font, fonts))
    picture = raster(document, 0, 203).point(lambda level: 255 if level < 128 else 0, "1")
    document.close()
    return picture


@pytest.mark.parametrize("text", ["张", "𬱖", "A𬱖朱", "𬱖𬱖"])
def test_a_page_shows_the_shipped_fonts_own_glyphs(text: str) -> None:
    """Also beyond the BMP, where rare names have theirs: FreeType draws nearly the same dots from the whole font."""
    fonts = FontChain((), system=False)
    with pikepdf.open(io.BytesIO(one_line(text, 0, fonts))) as file:
        descendant = file.pages[0].Resources.Font.F0.DescendantFonts[0]
        assert descendant.Subtype == "/CIDFontType0"
        assert descendant.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"  # 9.9, table 126: bare CFF
    ours = burnt(text, 0, fonts)
    freetype = Image.new("L", ours.size)
    whole = ImageFont.truetype(str(fonts.face(0).font.path), SIZE, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(freetype).text((X, BASELINE), text, fill=255, font=whole, anchor="ls")
    theirs = freetype.point(lambda level: 255 if level >= 128 else 0, "1")
    both, either = (
        combine(ours, theirs).histogram()[255] for combine in (ImageChops.logical_and, ImageChops.logical_or)
    )
    assert both > 0.9 * either > 0


def test_a_page_shows_the_glyphs_of_a_further_font(tmp_path: Path) -> None:
    """A box of 400 by 700 thousandths, 100 to the right of the pen, in a font of the chain's own choice."""
    (tmp_path / "rare.ttf").write_bytes(make_truetype(first=0x31350))
    fonts = FontChain((tmp_path / "rare.ttf",), system=False)
    ((font, text),) = fonts.runs("\U00031350")
    assert font > 0
    with pikepdf.open(io.BytesIO(one_line(text, font, fonts))) as file:
        (resource,) = (file.pages[0].Resources.Font[name] for name in (f"/F{font}",))
        descendant = resource.DescendantFonts[0]
        program = descendant.FontDescriptor.FontFile2  # 9.9, table 126: TrueType
        assert descendant.Subtype == "/CIDFontType2"
        assert program.Length1 == len(program.read_bytes())
        assert descendant.CIDToGIDMap.read_bytes()[2 * 0xD800 :] == b"\0\1"
    assert burnt(text, font, fonts).getbbox() == (X + 10, BASELINE - 70, X + 50, BASELINE)
