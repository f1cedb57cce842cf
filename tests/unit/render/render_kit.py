"""Pages to paint, and PDFs made of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pypdfium2
import zxingcpp
from PIL import Image

from waybill.page import Bars, Box, Counter, Mark, Matrix, Page, Text
from waybill.render.codec import Codec
from waybill.render.painter import Painter
from waybill.render.pdf import PdfFile
from waybill.render.png import raster
from waybill.symbols import code128, qr
from waybill.units import DotGrid

CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PAPERS = [
    DotGrid(76, 130, 203),
    DotGrid(76, 130, 300),
    DotGrid(100, 150, 203),
    DotGrid(100, 180, 300),
    DotGrid(76, 105, 600),
]
TEXTS = ("138****4814 已验视(实名)\\", "张𬱖·・１２ ＃A, 收", "朱**")


def pdf(
    pages: Sequence[Page],
    grid: DotGrid,
    static: Sequence[Mark] | bytes = (),
    groups: Sequence[str] = (),
) -> bytes:
    """A finished file."""
    out = io.BytesIO()
    file = PdfFile(out, grid=grid, static=static, created=CREATED)
    paint = Painter(grid).paint
    for number, page in enumerate(pages):
        file.add(paint(page), group=groups[number] if groups else "")
    file.finish()
    return out.getvalue()


def pdf_by(codec: Codec, pages: Sequence[Page], grid: DotGrid) -> bytes:
    """A finished file whose pages one coder has compressed."""
    out = io.BytesIO()
    file = PdfFile(out, grid=grid, static=[], created=CREATED)
    paint = Painter(grid, codec=codec).paint
    for page in pages:
        file.add(paint(page))
    file.finish()
    return out.getvalue()


def label(grid: DotGrid, number: str, seal: str = "A1B2 C3") -> Page:
    """Two linear symbols, a matrix symbol, text, a black box and a counter; symbols at ``places``."""
    unit = grid.width_dots // 300
    widths = code128(number)
    size, rows = qr(seal)
    places = symbol_places(grid)
    marks: list[Mark] = [
        Bars(places["main"][0], places["main"][1], unit, 80 * unit, widths),
        Bars(places["small"][0], places["small"][1], max(1, unit - 1), 30 * unit, widths),
        Matrix(places["matrix"][0], places["matrix"][1], unit + 1, size, rows),
        Box(5 * unit, 150 * unit, 200 * unit, 1),
        Box(10 * unit, 160 * unit, 60 * unit, 20 * unit),
        Text(14 * unit, 176 * unit, 14 * unit, False, "代收", 0, True),
    ]
    for line, text in enumerate((number, *TEXTS)):
        marks.append(Text(80 * unit, (200 + 22 * line) * unit, 16 * unit, line % 2 == 1, text))
    return Page(marks, Counter(200 * unit, 400 * unit, 12 * unit))


def symbol_places(grid: DotGrid) -> dict[str, tuple[int, int]]:
    """Upper left corners of the symbols of ``label``."""
    unit = grid.width_dots // 300
    return {
        "main": (25 * unit, 11 * unit),
        "small": (25 * unit, 110 * unit),
        "matrix": (20 * unit, 290 * unit),
    }


def grey(data: bytes, dpi: int, page: int = 0) -> Image.Image:
    """A page as grey levels, one pixel a dot."""
    document = pypdfium2.PdfDocument(data)
    picture = raster(document, page, dpi).copy()
    document.close()
    return picture


def codes(picture: Image.Image) -> list[tuple[str, str]]:
    """Kind and text of all codes of a picture made black and white."""
    burnt = picture.convert("L").point(lambda level: 255 if level >= 128 else 0)
    wanted = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode)
    return sorted((found.format.name, found.text) for found in zxingcpp.read_barcodes(burnt, formats=wanted))
