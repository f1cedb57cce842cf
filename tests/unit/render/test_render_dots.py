"""Every symbol lies on the dots: no grey in a smoothed render, the right dots black, all codes read."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from render_kit import PAPERS, codes, grey, label, pdf, symbol_places

from waybill.page import Bars, Box, Mark, Matrix, Page
from waybill.page import Image as Dots
from waybill.render.operators import bars_path, bitmap
from waybill.symbols import code128, qr
from waybill.units import DotGrid

rng = random.Random(41833)
NUMBERS = [
    "9950430591129",
    "SF1234567890123",
    "JT0004454320070",
    "78412345678901",
    "JDVA12345678901",
    "EA123456785CN",
]
ids = [f"{grid.width_mm:g}x{grid.height_mm:g} at {grid.dpi}" for grid in PAPERS]


def expected(marks: list[Mark], grid: DotGrid) -> Image.Image:
    """The dots that marks mean, set one by one."""
    picture = Image.new("L", (grid.width_dots, grid.height_dots), 255)
    for mark in marks:
        if isinstance(mark, Box):
            fill(picture, mark.x_dots, mark.y_dots, mark.width_dots, mark.height_dots)
        elif isinstance(mark, Bars):
            x = mark.x_dots
            for place, width in enumerate(mark.widths):
                if place % 2 == 0:
                    fill(picture, x, mark.y_dots, width * mark.module_dots, mark.height_dots)
                x += width * mark.module_dots
        elif isinstance(mark, Matrix | Dots):
            columns = mark.size if isinstance(mark, Matrix) else mark.width_dots
            count = mark.size if isinstance(mark, Matrix) else mark.height_dots
            unit = mark.module_dots if isinstance(mark, Matrix) else 1
            row_bytes = (columns + 7) // 8
            for y in range(count):
                for x in range(columns):
                    if mark.rows[y * row_bytes + x // 8] >> (7 - x % 8) & 1:
                        fill(picture, mark.x_dots + x * unit, mark.y_dots + y * unit, unit, unit)
    return picture


def fill(picture: Image.Image, x: int, y: int, width: int, height: int) -> None:
    picture.paste(0, (x, y, x + width, y + height))


def crowded(grid: DotGrid) -> list[Mark]:
    """Symbols, boxes and a picture at odd places, down to one-dot modules and rules, to the paper's edges."""
    widths = code128("9950430591129")
    marks: list[Mark] = [Bars(7 + 2 * module, 1 + 60 * module, module, 50, widths) for module in (1, 2, 3)]
    size, rows = qr("".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=120)))
    marks += [
        Matrix(13, 251, 1, size, rows),
        Matrix(101, 257, 2, size, rows),
        Matrix(250, 301, 3, size, rows),
    ]
    marks += [Box(0, 0, 1, grid.height_dots), Box(grid.width_dots - 1, 0, 1, grid.height_dots)]
    marks += [
        Box(0, 0, grid.width_dots, 1),
        Box(0, grid.height_dots - 1, grid.width_dots, 1),
        Box(501, 333, 3, 1),
    ]
    marks.append(
        Dots(401, 11, 50, 40, bytes(rng.randrange(256) & (0xC0 if i % 7 == 6 else 0xFF) for i in range(280)))
    )
    return marks


@pytest.mark.parametrize("grid", PAPERS, ids=ids)
def test_every_mark_is_exactly_its_dots(grid: DotGrid) -> None:
    marks = crowded(grid)
    wanted = expected(marks, grid)
    for static in (False, True):  # through the painter, and through the form's static art
        data = pdf([Page([] if static else marks, None)], grid, marks if static else ())
        assert grey(data, grid.dpi).tobytes() == wanted.tobytes()


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed")
@pytest.mark.parametrize("grid", PAPERS[:3], ids=ids[:3])
@pytest.mark.parametrize("mode", ["-gray", "-mono"])
def test_poppler_burns_the_same_dots(grid: DotGrid, mode: str, tmp_path: Path) -> None:
    marks = crowded(grid)
    (tmp_path / "a.pdf").write_bytes(pdf([Page(marks, None)], grid))
    size = ["-scale-to-x", str(grid.width_dots), "-scale-to-y", str(grid.height_dots)]
    subprocess.run(["pdftoppm", mode, *size, "a.pdf", "page"], cwd=tmp_path, check=True)
    (picture,) = tmp_path.glob("page*")
    assert Image.open(picture).convert("L").tobytes() == expected(marks, grid).tobytes()


@pytest.mark.skipif(not shutil.which("mutool"), reason="mupdf is not installed")
@pytest.mark.parametrize("grid", PAPERS[:3], ids=ids[:3])
def test_mupdf_burns_the_same_dots(grid: DotGrid, tmp_path: Path) -> None:
    marks = crowded(grid)
    (tmp_path / "a.pdf").write_bytes(pdf([Page(marks, None)], grid))
    size = ["-f", "-w", str(grid.width_dots), "-h", str(grid.height_dots)]
    command = ["mutool", "draw", "-q", "-c", "gray", *size, "-o", "page.png", "a.pdf"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert Image.open(tmp_path / "page.png").convert("L").tobytes() == expected(marks, grid).tobytes()


@pytest.mark.parametrize("grid", PAPERS, ids=ids)
def test_all_codes_of_every_number_format_read(grid: DotGrid) -> None:
    data = pdf([label(grid, number, seal=f"SEAL {number} $%*+-./:") for number in NUMBERS], grid)
    for page, number in enumerate(NUMBERS):
        found = codes(grey(data, grid.dpi, page))
        assert found == [("Code128", number), ("Code128", number), ("QRCode", f"SEAL {number} $%*+-./:")]


@pytest.mark.parametrize("grid", PAPERS[:2], ids=ids[:2])
def test_no_grey_inside_symbols_of_a_whole_label(grid: DotGrid) -> None:
    page = label(grid, "9950430591129", "A1B2 C3" * 20)
    picture = grey(pdf([page], grid), grid.dpi)
    assert set(symbol_places(grid)) == {"main", "small", "matrix"}
    for mark in page.marks:
        if isinstance(mark, Bars):
            width, height = sum(mark.widths) * mark.module_dots, mark.height_dots
        elif isinstance(mark, Matrix):
            width = height = mark.size * mark.module_dots
        else:
            continue
        x, y = mark.x_dots, mark.y_dots
        histogram = picture.crop((x, y, x + width, y + height)).histogram()
        assert sum(histogram[1:255]) == 0 < histogram[0]


def test_matrix_whose_bytes_look_like_the_end_of_an_image_is_written_in_hexadecimal() -> None:
    grid = PAPERS[0]
    rows = bytearray(25 * 4)
    rows[40:44] = b" EI "
    mark = Matrix(40, 60, 4, 25, bytes(rows[:100]))
    data = pdf([Page([mark], None)], grid)
    assert grey(data, 203).tobytes() == expected([mark], grid).tobytes()


@given(st.binary(min_size=100, max_size=100))
@example(b"EI" * 50)
@example(bytes(98) + b"EI")
@example(bytes(99) + b"E")
def test_an_inline_image_ends_where_it_ends(rows: bytes) -> None:
    head, _, rest = bitmap(Matrix(40, 60, 4, 25, rows), 1039).partition(b"\nID ")
    data, _, after = rest.partition(b"EI")
    assert after == b" Q\n"
    assert data == (rows.hex().encode() + b">\n" if b"/F/AHx" in head else rows + b"\n")
    assert (b"/F/AHx" in head) == (b"EI" in rows)


@pytest.mark.parametrize("size", [10, 12, 17, 21, 22, 25, 29, 32])
def test_two_dots_a_module_whatever_the_last_byte_of_a_row_holds(size: int) -> None:
    stride = (size + 7) // 8
    spare = 8 * stride - size
    rows = b"".join((rng.getrandbits(size) << spare).to_bytes(stride, "big") for _ in range(size))
    mark = Matrix(33, 47, 2, size, rows)
    assert grey(pdf([Page([mark], None)], PAPERS[0]), 203).tobytes() == expected([mark], PAPERS[0]).tobytes()


@given(st.binary(min_size=1, max_size=60).map(lambda widths: bytes(1 + width % 8 for width in widths)))
@example(code128("JT0000000000018"))
@example(code128("99" * 40))
@example(code128("A" * 60))  # 64 characters and the closing bar
@example(code128("A" * 61))
@example(code128("A" * 200))
@example(b"\x02\x01\x02\x02\x02\x02" * 64)
@example(b"\x02\x01\x02\x02\x02\x02" * 2 + b"\x01\x01\x01\x01\x01\x01\x07")
def test_bars_stand_where_their_widths_say(widths: bytes) -> None:
    edges = list(accumulate(widths, initial=0))
    assert _rectangles_of(bars_path(widths)) == list(zip(edges[::2], widths[::2], strict=False))


def _rectangles_of(path: bytes) -> list[tuple[int, int]]:
    """Left edge and nominal width of each rectangle of height 1 that a path's operators fill; each is a little narrower."""
    step = re.compile(rb"1 0 0 1 (\d+) 0 cm |(\d+) 0 (\d*)\.9992 1 re f\n")
    filled, at, end = [], 0, 0
    while end < len(path):
        found = step.match(path, end)
        assert found, path[end : end + 40]
        end = found.end()
        if found[1]:
            at += int(found[1])
        else:
            filled.append((at + int(found[2]), 1 + int(found[3] or 0)))
    return filled
