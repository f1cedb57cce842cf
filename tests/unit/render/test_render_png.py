"""Previews as dots."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NullObject
from render_kit import PAPERS, grey, label, pdf

from waybill.errors import InputError, all_codes
from waybill.render.png import preview

GRID = PAPERS[0]


def test_preview_is_the_heads_dots(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    data = pdf([label(GRID, "9950430591129"), label(GRID, "JT0004454320070")], GRID)
    path.write_bytes(data)
    pictures = dict(preview(path, 203))
    assert list(pictures) == [1, 2]
    assert {(picture.mode, picture.size) for picture in pictures.values()} == {("1", (608, 1039))}
    burnt = grey(data, 203, 1).point(lambda level: 255 if level >= 128 else 0)
    assert pictures[2].convert("L").tobytes() == burnt.tobytes()
    assert [number for number, _ in preview(path, 300, [2])] == [2]


@pytest.mark.parametrize(
    ("width_mm", "dpi", "dots"), [(76, 203, 608), (100, 203, 800), (76, 300, 898), (127, 200, 1000)]
)
def test_preview_has_the_grids_size(width_mm: float, dpi: int, dots: int, tmp_path: Path) -> None:
    from waybill.units import DotGrid

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([label(GRID, "JT1")], DotGrid(width_mm, 100, dpi)))
    ((_, picture),) = preview(path, dpi)
    assert picture.width == dots == DotGrid(width_mm, 100, dpi).width_dots


def test_preview_refuses_what_is_no_pdf_and_pages_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for data in (b"", b"no pdf at all"):
        path.write_bytes(data)
        with pytest.raises(InputError, match="RENDER-PDF"):
            list(preview(path, 203))
    with pytest.raises(InputError, match="VERIFY-READ"):
        list(preview(tmp_path / "missing.pdf", 203))
    path.write_bytes(pdf([label(GRID, "JT1")], GRID))
    for page in (0, 2):
        with pytest.raises(InputError, match=rf"RENDER-PAGE.* {page}\b"):
            list(preview(path, 203, [page]))


def test_preview_refuses_a_damaged_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    writer = PdfWriter(BytesIO(pdf([label(GRID, "JT1"), label(GRID, "JT2")], GRID)))
    writer.root_object["/Pages"]["/Kids"][1] = NullObject()
    writer.write(path)
    pages = preview(path, 203)
    assert next(pages)[0] == 1
    with pytest.raises(InputError, match="RENDER-PDF"):
        next(pages)


def test_messages() -> None:
    assert {"RENDER-PDF", "RENDER-PAGE"} <= set(all_codes())
