"""Pages as the dots a print head burns, and pictures as the dots a template prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from waybill.errors import InputError, TemplateError
from waybill.page import Image
from waybill.units import MM_PER_INCH, PT_PER_INCH, DotGrid

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

THRESHOLD = 128
LARGEST_FILE = 4_000_000
LARGEST_PIXELS = 16_000_000
# An ordered dither of 4 by 4 dots (Bayer): in which order the dots of a cell turn white as it gets lighter.
_BAYER = (0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5)


def preview(
    pdf_path: str | Path, dpi: int, pages: Iterable[int] | None = None
) -> Iterator[tuple[int, Picture]]:
    """``(page number, 1-bit picture)`` of each page, or of those asked for (from 1): exactly the dots of a
    head of ``dpi``.  Raises InputError ``RENDER-PDF`` for a file that is no PDF, ``RENDER-PAGE`` for a page
    it has not got.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(Path(pdf_path))
    except (PdfiumError, OSError):
        raise InputError("RENDER-PDF", file=Path(pdf_path).name) from None
    try:
        for number in range(1, len(document) + 1) if pages is None else pages:
            if not 1 <= number <= len(document):
                raise InputError("RENDER-PAGE", page=number, pages=len(document))
            yield number, raster(document, number - 1, dpi).point(_black_or_white, "1")
    finally:
        document.close()


def _black_or_white(level: int) -> int:
    return 255 if level >= THRESHOLD else 0


def raster(document: object, index: int, dpi: int) -> Picture:
    """A page (from 0) of a pypdfium2 document in grey, one pixel a dot of the page's grid."""
    from pypdfium2 import PdfBitmap, raw

    page = document[index]  # type: ignore[index]
    width_pt, height_pt = page.get_size()
    grid = DotGrid(_millimetres(width_pt), _millimetres(height_pt), dpi)
    bitmap = PdfBitmap.new_native(grid.width_dots, grid.height_dots, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, grid.width_dots, grid.height_dots)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, grid.width_dots, grid.height_dots, 0, raw.FPDF_PRINTING)
    picture: Picture = bitmap.to_pil()
    page.close()
    return picture


def _millimetres(points: float) -> float:
    return round(points * MM_PER_INCH / PT_PER_INCH, 3)


def load_image(
    path: Path, width_dots: int, height_dots: int, dither: Literal["threshold", "ordered"]
) -> Image:
    """A PNG picture scaled to whole dots at (0, 0), black or white by threshold or by ordered dither.

    Raises TemplateError ``RENDER-IMAGE`` for what is no PNG picture, ``RENDER-IMAGE-SIZE`` for a file over 4
    MB or a picture of more than 16 million pixels.
    """
    from PIL import Image as Pillow
    from PIL import ImageChops, UnidentifiedImageError

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TemplateError("RENDER-IMAGE-SIZE", file=path.name)
        with Pillow.open(path, formats=["PNG"]) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise TemplateError("RENDER-IMAGE-SIZE", file=path.name)
            colour = picture.convert("RGBA")
    except Pillow.DecompressionBombError:
        raise TemplateError("RENDER-IMAGE-SIZE", file=path.name) from None
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError):
        raise TemplateError("RENDER-IMAGE", file=path.name) from None
    paper = Pillow.new("RGBA", colour.size, (255, 255, 255, 255))
    size = (width_dots, height_dots)
    grey = Pillow.alpha_composite(paper, colour).convert("L").resize(size, Pillow.Resampling.LANCZOS)
    if dither == "ordered":
        cell = bytes(255 - (16 * place + 8) for place in _BAYER)
        rows = b"".join(
            (cell[4 * (y % 4) : 4 * (y % 4) + 4] * (width_dots // 4 + 1))[:width_dots]
            for y in range(height_dots)
        )
        grey = ImageChops.add(grey, Pillow.frombytes("L", size, rows)).point(
            lambda level: 255 * (level == 255)
        )
    ink = grey.point(lambda level: 0 if level >= THRESHOLD else 255, "1")
    return Image(0, 0, width_dots, height_dots, ink.tobytes())
