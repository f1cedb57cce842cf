"""Previews as dots, and pictures of templates as dots."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from render_kit import PAPERS, grey, label, pdf

from waybill.errors import InputError, TemplateError, all_codes
from waybill.render.png import LARGEST_FILE, load_image, preview

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
    with pytest.raises(InputError, match="RENDER-PDF"):
        list(preview(tmp_path / "missing.pdf", 203))
    path.write_bytes(pdf([label(GRID, "JT1")], GRID))
    for page in (0, 2):
        with pytest.raises(InputError, match=rf"RENDER-PAGE.* {page}\b"):
            list(preview(path, 203, [page]))


def ramp(path: Path) -> Path:
    Image.frombytes("L", (64, 1), bytes(range(0, 256, 4))).resize((64, 64)).save(path)
    return path


def ink(rows: bytes) -> int:
    return sum(byte.bit_count() for byte in rows)


def test_threshold_cuts_at_half(tmp_path: Path) -> None:
    image = load_image(ramp(tmp_path / "ramp.png"), 64, 64, "threshold")
    assert (image.width_dots, image.height_dots, len(image.rows)) == (64, 64, 64 * 8)
    assert image.rows == b"\xff\xff\xff\xff\0\0\0\0" * 64


def test_ordered_dither_gets_lighter_along_the_ramp(tmp_path: Path) -> None:
    image = load_image(ramp(tmp_path / "ramp.png"), 64, 64, "ordered")
    columns = [ink(bytes(image.rows[column::8])) for column in range(8)]
    assert columns == sorted(columns, reverse=True)
    assert columns[0] > 450 > 300 > columns[4] > 200 > 60 > columns[7]


def test_odd_width_is_padded_with_light_dots(tmp_path: Path) -> None:
    Image.new("L", (10, 10), 0).save(tmp_path / "black.png")
    assert load_image(tmp_path / "black.png", 11, 2, "threshold").rows == b"\xff\xe0" * 2
    assert load_image(tmp_path / "black.png", 11, 2, "ordered").rows == b"\xff\xe0" * 2


def test_transparent_is_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert load_image(tmp_path / "clear.png", 8, 8, "threshold").rows == bytes(8)


def test_only_png_pictures_of_reasonable_size(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").rename(tmp_path / "disguised.png")
    (tmp_path / "cut.png").write_bytes(ramp(tmp_path / "ramp.png").read_bytes()[:60])
    for name in ("missing.png", "disguised.png", "cut.png"):
        with pytest.raises(TemplateError, match=f"RENDER-IMAGE: .*{name}"):
            load_image(tmp_path / name, 8, 8, "threshold")
    (tmp_path / "long.png").write_bytes(b"\x89PNG" + bytes(LARGEST_FILE))
    Image.new("1", (8000, 8000)).save(tmp_path / "wide.png")
    Image.new("1", (20000, 20000)).save(tmp_path / "bomb.png")
    for name in ("long.png", "wide.png", "bomb.png"):
        with pytest.raises(TemplateError, match="RENDER-IMAGE-SIZE"):
            load_image(tmp_path / name, 8, 8, "threshold")


def test_messages() -> None:
    assert {"RENDER-PDF", "RENDER-PAGE", "RENDER-IMAGE", "RENDER-IMAGE-SIZE"} <= set(all_codes())
