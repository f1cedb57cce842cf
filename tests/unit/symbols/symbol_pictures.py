"""Symbols as pictures for an independent decoder, and as text for goldens."""

from __future__ import annotations

from pathlib import Path

import zxingcpp
from PIL import Image

GOLDEN = Path(__file__).parents[2] / "golden"


def bars_picture(widths: bytes, module: int = 2) -> Image.Image:
    """A linear symbol with its quiet zones."""
    row = [255] * 10
    for place, width in enumerate(widths):
        row += [255 if place % 2 else 0] * width
    row += [255] * 10
    line = bytes(level for level in row for _ in range(module))
    return Image.frombytes("L", (len(line), 40), line * 40)


def modules(size: int, rows: bytes) -> list[list[int]]:
    """A matrix symbol as rows of 0 and 1."""
    width = (size + 7) // 8
    return [[rows[y * width + x // 8] >> (7 - x % 8) & 1 for x in range(size)] for y in range(size)]


def matrix_picture(size: int, rows: bytes, module: int = 3) -> Image.Image:
    """A matrix symbol with a quiet zone of four modules."""
    light = [0] * (size + 8)
    grid = [light] * 4 + [[0] * 4 + row + [0] * 4 for row in modules(size, rows)] + [light] * 4
    data = b"".join(bytes(255 * (1 - dot) for dot in row for _ in range(module)) * module for row in grid)
    side = (size + 8) * module
    return Image.frombytes("L", (side, side), data)


def ascii_art(size: int, rows: bytes) -> str:
    """A matrix symbol as text, one character a module."""
    return "".join("".join(" #"[dot] for dot in row).rstrip() + "\n" for row in modules(size, rows))


def decoded(picture: Image.Image, kind: str = "") -> list[zxingcpp.Barcode]:
    """What zxing-cpp reads; of one kind where told: parts of a large matrix can look like another code."""
    return [found for found in zxingcpp.read_barcodes(picture) if kind in ("", found.format.name)]
