"""A page as a scanner and a reader see it: dots, decoded codes, characters with their boxes, fonts.  Uses pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from waybill.errors import InputError, Where

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
DARK = 128
_LARGEST_SIDE = 20_000


class Char(NamedTuple):
    """One character: code point, box in dots (left, top, right, bottom), and whether its font told what it is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    mapped: bool


class Code(NamedTuple):
    """One decoded symbol and its corners in dots, and whether it stands upright."""

    symbology: str
    text: str
    left: int
    top: int
    right: int
    bottom: int
    upright: bool


class PageView(NamedTuple):
    """Everything that one page shows."""

    number: int
    width_mm: float
    height_mm: float
    dots: Image
    codes: list[Code]
    chars: list[Char]
    text: str
    loose_fonts: set[str]
    """Names of fonts that are used and not embedded."""


def views(path: Path, dpi: int, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, PageView]]:
    """The number of pages of the file, and each wanted page (counted from 1)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise InputError("VERIFY-NOT-PDF", where=Where(str(path))) from error
    with closing(document):
        count = len(document)
        for number in numbers or range(1, count + 1):
            if number <= count:
                with closing(document[number - 1]) as page:
                    yield count, _view(page, number, dpi)


def _view(page: Any, number: int, dpi: int) -> PageView:
    scale = dpi / POINTS_PER_INCH
    width, height = page.get_size()
    if max(width, height) * scale > _LARGEST_SIDE:
        raise InputError("VERIFY-LARGE", page=number, limit=_LARGEST_SIDE)
    grey = page.render(scale=scale, grayscale=True).to_pil()
    dots = grey.point(lambda value: 255 if value >= DARK else 0)
    with closing(page.get_textpage()) as reader:
        chars = list(_chars(reader, dots.width / width, dots.height / height, height))
        text = reader.get_text_range()
    mm = 25.4 / POINTS_PER_INCH
    return PageView(number, width * mm, height * mm, dots, _codes(dots), chars, text, _loose_fonts(page))


def _codes(dots: Image) -> list[Code]:
    import zxingcpp

    found = []
    for code in zxingcpp.read_barcodes(dots, try_downscale=False, text_mode=zxingcpp.TextMode.Plain):
        corners = [
            code.position.top_left,
            code.position.top_right,
            code.position.bottom_right,
            code.position.bottom_left,
        ]
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        upright = abs(corners[0].y - corners[1].y) <= 2 and corners[0].x < corners[1].x
        found.append(Code(code.format.name, code.text, min(xs), min(ys), max(xs), max(ys), upright))
    return found


def _chars(reader: Any, x_scale: float, y_scale: float, height_pt: float) -> Iterator[Char]:
    import pypdfium2.raw as pdfium

    box = [ctypes.c_double() for _ in range(4)]
    for index in range(reader.count_chars()):
        point = pdfium.FPDFText_GetUnicode(reader, index)
        if pdfium.FPDFText_IsGenerated(reader, index) == 1 or chr(point).isspace():
            continue
        pdfium.FPDFText_GetCharBox(reader, index, *map(ctypes.byref, box))
        left, right, bottom, top = (side.value for side in box)
        mapped = pdfium.FPDFText_HasUnicodeMapError(reader, index) != 1 and point not in (0, 0xFFFD)
        yield Char(
            chr(point),
            left * x_scale,
            (height_pt - top) * y_scale,
            right * x_scale,
            (height_pt - bottom) * y_scale,
            mapped,
        )


def _loose_fonts(page: Any) -> set[str]:
    import pypdfium2.raw as pdfium

    found: set[str] = set()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        font = pdfium.FPDFTextObj_GetFont(thing)
        if pdfium.FPDFFont_GetIsEmbedded(font) != 1:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
            found.add(name.value.decode("utf-8", "replace"))
    return found
