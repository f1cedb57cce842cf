"""Pages as the dots a print head burns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waybill.confined import Confined
from waybill.errors import InputError
from waybill.units import MM_PER_INCH, PT_PER_INCH, DotGrid

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

THRESHOLD = 128


def preview(
    pdf_path: str | Path, dpi: int, pages: Sequence[int] | None = None
) -> Iterator[tuple[int, Picture]]:
    """``(page number, 1-bit picture)`` of each page, or of those asked for (from 1): exactly the dots of a
    head of ``dpi``.  Raises InputError ``RENDER-PDF`` for a file that is no PDF or has a page that can't be read,
    ``RENDER-PAGE`` for a page it has not got, and those of :class:`Confined`.
    """
    with Confined(Path(pdf_path), partial(_open, Path(pdf_path)), 1) as document:
        length = document.result_of(document.give(len))
        wanted = range(1, length + 1) if pages is None else pages
        beyond = next((number for number in wanted if not 1 <= number <= length), None)
        if beyond is not None:
            raise InputError("RENDER-PAGE", page=beyond, pages=length)
        for number in wanted:
            yield number, document.result_of(document.give(_picture, number - 1, dpi, pdf_path))


def _open(path: Path) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(path)
    except (PdfiumError, OSError):
        raise InputError("RENDER-PDF", file=path) from None


def _picture(document: Any, index: int, dpi: int, path: str | Path) -> Picture:
    from pypdfium2 import PdfiumError

    try:
        return raster(document, index, dpi).point(_black_or_white, "1")
    except PdfiumError:
        raise InputError("RENDER-PDF", file=path) from None


def _black_or_white(level: int) -> int:
    return 255 if level >= THRESHOLD else 0


def raster(document: Any, index: int, dpi: int) -> Picture:
    """A page (from 0) of a pypdfium2 document in grey, one pixel a dot of the page's grid."""
    from pypdfium2 import PdfBitmap, raw

    page = document[index]
    width_pt, height_pt = page.get_size()
    grid = DotGrid(_millimetres(width_pt), _millimetres(height_pt), dpi)
    bitmap = PdfBitmap.new_native(grid.width_dots, grid.height_dots, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, grid.width_dots, grid.height_dots)
    shown = raw.FPDF_PRINTING | raw.FPDF_ANNOT
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, grid.width_dots, grid.height_dots, 0, shown)
    picture: Picture = bitmap.to_pil()
    page.close()
    return picture


def _millimetres(points: float) -> float:
    return round(points * MM_PER_INCH / PT_PER_INCH, 3)
