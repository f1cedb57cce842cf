"""A form's static art: rules, boxes, pictures and fixed text, drawn once per form with reportlab.

What comes out is plain bytes that are stored with the compiled form: a reprint needs no drawing library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from types import ModuleType
from typing import Any, NamedTuple

from waybill.fonts import chain
from waybill.page import Bars, Box, Mark, Text
from waybill.render.operators import BOLD_STROKE, bars, bars_path, bitmap
from waybill.units import DotGrid


class StaticArt(NamedTuple):
    """Content operators in dots with y upwards, and the characters they use by font number."""

    content: bytes
    used: tuple[tuple[int, str], ...]

    def pack(self) -> bytes:
        """A line with each font's number and characters, U+001F between fonts; then the operators."""
        return (
            "\x1f".join(f"{font} {characters}" for font, characters in self.used).encode()
            + b"\n"
            + self.content
        )

    @classmethod
    def unpack(cls, data: bytes) -> StaticArt:
        """What :meth:`pack` made."""
        head, _, content = data.partition(b"\n")
        fonts = [entry.partition(" ") for entry in head.decode().split("\x1f")] if head else []
        return cls(content, tuple((int(font), characters) for font, _, characters in fonts))


def compile_static(marks: Sequence[Mark], grid: DotGrid) -> bytes:
    """The marks as :class:`StaticArt`, packed."""
    _take_no_settings()
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(BytesIO(), pagesize=(grid.width_dots, grid.height_dots), pageCompression=0)
    used: dict[int, set[str]] = {}
    for mark in marks:
        if isinstance(mark, Text):
            used.setdefault(mark.font, set()).update(mark.text)
        _draw(canvas, mark, grid.height_dots)
    content = canvas.getCurrentPageContent().encode("latin-1")
    return StaticArt(content, tuple((font, "".join(sorted(used[font]))) for font in sorted(used))).pack()


def _take_no_settings() -> None:
    """A form is the same for everybody: reportlab is to find nothing of its own in the user's home, where it runs what it finds."""
    for name in ("reportlab_mods", "reportlab_settings"):
        sys.modules.setdefault(name, ModuleType(name))


def _draw(canvas: Any, mark: Mark, height: int) -> None:
    if isinstance(mark, Text):
        _draw_text(canvas, mark, height)
    elif isinstance(mark, Box):
        canvas.setFillGray(1 if mark.white else 0)
        y = height - mark.y_dots - mark.height_dots
        # a little inside its dots, as all rectangles are (see operators)
        sides = (mark.x_dots + 0.0004, y + 0.0004, mark.width_dots - 0.0008, mark.height_dots - 0.0008)
        canvas.rect(*sides, stroke=0, fill=1)
        canvas.setFillGray(0)
    elif isinstance(mark, Bars):
        foot = height - mark.y_dots - mark.height_dots
        operators = bars(mark.x_dots, foot, mark.module_dots, mark.height_dots, bars_path(mark.widths))
        canvas.addLiteral(operators.decode("latin-1"))
    else:
        canvas.addLiteral(bitmap(mark, height).decode("latin-1"))


def _draw_text(canvas: Any, mark: Text, height: int) -> None:
    """One line through reportlab's text object, in a font that hands it our two-byte codes."""
    _register(mark.font)
    canvas.saveState()  # a text object takes the render mode to be 0, whatever the last one has left
    text = canvas.beginText(mark.x_dots, height - mark.baseline_dots)
    text.setFont(f"waybill{mark.font}", mark.size_dots)
    gray = 1 if mark.white else 0
    text.setFillGray(gray)
    if mark.bold:
        canvas.setStrokeGray(gray)
        canvas.setLineWidth(mark.size_dots * BOLD_STROKE)
    text.setTextRenderMode(2 if mark.bold else 0)
    text.textOut(mark.text)
    canvas.drawText(text)
    canvas.restoreState()


class _ChainFace(NamedTuple):
    name: str


class _ChainFont:
    """One face of the font chain, as reportlab's text objects want a font that makes its own codes."""

    _dynamicFont = 1  # noqa: N815 - its name
    _multiByte = 1  # noqa: N815 - its name
    shapable = False

    def __init__(self, number: int) -> None:
        self.fontName = f"waybill{number}"
        self.face = _ChainFace(self.fontName)
        self._number = number

    def splitString(self, text: str, doc: object) -> Iterator[tuple[int, bytes]]:  # noqa: N802 - its name
        """The text's codes, all in one subset."""
        del doc
        yield 0, chain().face(self._number).encode(text)

    def getSubsetInternalName(self, subset: int, doc: object) -> str:  # noqa: N802 - its name
        """The font's name in the page's resources."""
        del subset, doc
        return f"/F{self._number}"

    def stringWidth(self, text: str, size: float, encoding: str) -> float:  # noqa: N802 - its name
        """The text's advance."""
        del encoding
        return chain().width(text, size)

    def addObjects(self, doc: object) -> None:  # noqa: N802 - its name
        """Nothing: the font program is written with the file's other fonts."""


def _register(number: int) -> None:
    from reportlab.pdfbase import pdfmetrics

    if f"waybill{number}" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(_ChainFont(number))
