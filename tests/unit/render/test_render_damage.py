"""Codes after what printers, heads and phones do to them: rates of reading, none below a stated floor.

Thirty labels at each resolution carry a Code 128 of 0.25 mm modules or more and a QR code of 0.33 mm or more.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from render_kit import PAPERS, grey, pdf

from waybill.page import Bars, Matrix, Page
from waybill.symbols import code128, qr
from waybill.units import DotGrid

LABELS = 30
UP = 10


def numbers() -> list[str]:
    rng = random.Random(60)
    heads = ("99", "JT0", "SF1", "784", "YT2", "JDVA")
    return [
        head + "".join(rng.choices("0123456789", k=15 - len(head)))
        for head in heads
        for _ in range(LABELS // 6)
    ]


def page(number: str, dpi: int) -> Page:
    size, rows = qr(f"SEAL {number} " + "A1$" * 12)
    module = 2 if dpi == 203 else 3
    return Page(
        [
            Bars(60, 60, module, 100, code128(number)),
            Matrix(80, 240, module + 1, size, rows),
        ],
        None,
    )


def growth(picture: Image.Image, module: int, share: float) -> Image.Image:
    """Every upright edge moved by half of ``share`` of a module."""
    wide = picture.resize((picture.width * UP, picture.height), Image.Resampling.NEAREST)
    reach = round(abs(share) * module * UP / 2)
    mix = ImageChops.darker if share > 0 else ImageChops.lighter
    moved = mix(mix(wide, ImageChops.offset(wide, reach, 0)), ImageChops.offset(wide, -reach, 0))
    return moved.resize((picture.width * 2, picture.height * 2), Image.Resampling.BOX)


def dropout(picture: Image.Image, module: int) -> Image.Image:
    del module
    rng = random.Random(2)
    dots = picture.load()
    for _ in range(picture.width * picture.height // 50):
        dots[rng.randrange(picture.width), rng.randrange(picture.height)] = 255
    return picture


def dead_column(picture: Image.Image, module: int) -> Image.Image:
    """One heating element dead: a white line along the paper's way, through both codes."""
    picture.paste(255, (60 + 37 * module, 0, 61 + 37 * module, picture.height))
    return picture


def skew(picture: Image.Image, module: int) -> Image.Image:
    del module
    large = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.NEAREST)
    return large.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def photograph(picture: Image.Image, module: int) -> Image.Image:
    """Two pixels for a module, slightly blurred."""
    scale = 2 / module
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.6))


DAMAGE: dict[str, tuple[Callable[[Image.Image, int], Image.Image], float]] = {
    "none": (lambda picture, module: picture, 1.0),
    "bars 10 % wider": (lambda picture, module: growth(picture, module, 0.1), 1.0),
    "bars 10 % narrower": (lambda picture, module: growth(picture, module, -0.1), 1.0),
    "2 % of dots missing": (dropout, 0.95),
    "dead head column": (
        dead_column,
        0.5,
    ),  # it takes half of a narrow bar away, on every line of a linear code
    "3 degrees askew": (skew, 0.95),
    "photograph": (photograph, 0.95),
}


def rate(pictures: list[Image.Image], damage: str, module: int) -> dict[str, float]:
    """The share of labels of which each kind of code reads right."""
    kinds = {"Code128": zxingcpp.BarcodeFormat.Code128, "QRCode": zxingcpp.BarcodeFormat.QRCode}
    read = dict.fromkeys(kinds, 0)
    for picture, number in zip(pictures, numbers(), strict=True):
        damaged = DAMAGE[damage][0](picture.copy(), module)
        for kind, wanted in kinds.items():
            texts = [found.text for found in zxingcpp.read_barcodes(damaged, formats=wanted)]
            read[kind] += (
                texts == [number] if kind == "Code128" else [text[5:20] for text in texts] == [number]
            )
    return {kind: count / LABELS for kind, count in read.items()}


@pytest.fixture(scope="module", params=PAPERS[:2], ids=["203 dpi", "300 dpi"])
def burnt(request: pytest.FixtureRequest) -> tuple[list[Image.Image], int]:
    grid: DotGrid = request.param
    data = pdf([page(number, grid.dpi) for number in numbers()], grid)
    corner = (0, 0, grid.width_dots, 420)
    return [grey(data, grid.dpi, index).crop(corner) for index in range(LABELS)], 2 if grid.dpi == 203 else 3


@pytest.mark.parametrize("damage", DAMAGE)
def test_codes_read_after_damage(burnt: tuple[list[Image.Image], int], damage: str) -> None:
    pictures, module = burnt
    rates = rate(pictures, damage, module)
    assert min(rates.values()) >= DAMAGE[damage][1], rates
