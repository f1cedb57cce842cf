"""Pictures: only a PNG beside the template, within limits, as whole black dots."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Pillow

from waybill.errors import TemplateError
from waybill.layout import compile_form, load_template
from waybill.page import Image

HEAD = """\
title_en = "t"
title_zh = "t"
paper = [76, 130]
kind = "slip"
[[zone]]
name = "z"
box = [0, 0, 76, 130]
"""


def template(tmp_path: Path, element: str) -> str:
    path = tmp_path / "t.toml"
    path.write_text(f"{HEAD}elements = [{element}]\n", "utf-8")
    return str(path)


def drawn(tmp_path: Path, more: str = "") -> Image:
    element = f"{{ image = 'p.png', x = 1, y = 1, width = 1, height = 1{more} }}"
    (mark,) = compile_form(load_template(template(tmp_path, element)), 203).static
    assert isinstance(mark, Image)
    return mark


def ascii_art(mark: Image) -> list[str]:
    stride = (mark.width_dots + 7) // 8
    rows = [mark.rows[i : i + stride] for i in range(0, len(mark.rows), stride)]
    return [
        "".join("#" if row[x // 8] >> 7 - x % 8 & 1 else "." for x in range(mark.width_dots)) for row in rows
    ]


def test_threshold_and_transparency(tmp_path: Path) -> None:
    picture = Pillow.new("RGBA", (4, 2), (0, 0, 0, 0))
    picture.putpixel((0, 0), (0, 0, 0, 255))
    picture.putpixel((1, 1), (100, 100, 100, 255))
    picture.putpixel((2, 1), (200, 200, 200, 255))
    picture.save(tmp_path / "p.png")
    mark = drawn(tmp_path)
    assert (mark.x_dots, mark.y_dots, mark.width_dots, mark.height_dots) == (8, 10, 8, 4)
    assert ascii_art(mark) == ["##......", "##......", "..##....", "..##...."]
    assert ascii_art(drawn(tmp_path, ", threshold = 210"))[2] == "..####.."


def test_sixteen_bits_of_grey(tmp_path: Path) -> None:
    """Dark grey was drawn as white, so that a logo all but went away."""
    picture = Pillow.new("I;16", (4, 1))
    for column, grey in enumerate((0, 20000, 40000, 65535)):
        picture.putpixel((column, 0), grey)
    picture.save(tmp_path / "p.png")
    assert ascii_art(drawn(tmp_path)) == ["####....", "####...."]


def test_ordered_dither_keeps_the_share_of_black(tmp_path: Path) -> None:
    Pillow.new("L", (8, 8), 128).save(tmp_path / "p.png")
    art = ascii_art(drawn(tmp_path, ", dither = true"))
    assert sum(row.count("#") for row in art) == 32
    assert len(set(art)) > 1


@pytest.mark.parametrize(
    "name", ["../p.png", "/etc/p.png", "sub/p.png", "p.svg", "none.png", "..png", "link.png"]
)
def test_only_a_png_beside_the_template(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    Pillow.new("L", (8, 8)).save(tmp_path / "p.png")
    (folder / "link.png").symlink_to(tmp_path / "p.png")
    (folder / "p.svg").write_text("<svg/>")
    with pytest.raises(TemplateError) as caught:
        load_template(template(folder, f"{{ image = '{name}', width = 5, height = 5 }}"))
    assert caught.value.code == "TEMPLATE-IMAGE"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    """It was a fault in Waybill itself."""
    with pytest.raises(TemplateError, match="TEMPLATE-IMAGE"):
        load_template(template(tmp_path, r'{ image = "p\u0000.png", width = 5, height = 5 }'))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a", b"x" * (600 * 1024)])
def test_broken_and_huge_files(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.png").write_bytes(content)
    with pytest.raises(TemplateError, match="TEMPLATE-IMAGE"):
        drawn(tmp_path)


@pytest.mark.parametrize("side", [2500, 10000, 20000])
def test_too_many_pixels(tmp_path: Path, side: int, recwarn: pytest.WarningsRecorder) -> None:
    """Told as that, and by nobody but Waybill: the reader of pictures has limits of its own."""
    Pillow.new("1", (side, side)).save(tmp_path / "p.png")
    with pytest.raises(TemplateError, match="TEMPLATE-IMAGE") as caught:
        drawn(tmp_path)
    assert caught.value.facts["reason"] == "> 4000000 pixels"
    assert not recwarn.list
