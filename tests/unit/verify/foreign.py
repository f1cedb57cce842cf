"""Labels as another program would make them: with reportlab, with nothing of Waybill's own rendering."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import reportlab
from reportlab.graphics.barcode import qr
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from waybill.symbols import code128

WIDTH, HEIGHT = 100 * mm, 80 * mm
"""A paper that no shipped form has."""
MODULE = 3 * 72 / 203
NUMBER = "SF1234567890123"
NAME = "诸葛清秋"
PHONE = "13800138765"
Extra = Callable[[Canvas], Any]

pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
pdfmetrics.registerFont(TTFont("Vera-Bold", Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"))
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def bars(canvas: Canvas, text: str, x: float, y: float, height: float = 40, ink: float = 1.0) -> float:
    """A Code 128 symbol; ``ink`` widens the bars.  Its right end."""
    for index, width in enumerate(code128(text)):
        if index % 2 == 0:
            canvas.rect(x, y, width * MODULE * ink, height, stroke=0, fill=1)
        x += width * MODULE
    return x


def square(canvas: Canvas, text: str, x: float, y: float, side: float = 70) -> None:
    """A QR code; ``side`` includes no quiet zone."""
    symbol = qr.QrCodeWidget(text, barBorder=0, barWidth=side, barHeight=side, barLevel="M")
    drawing = Drawing(side, side)
    drawing.add(symbol)
    drawing.drawOn(canvas, x, y)


def good(canvas: Canvas, number: str = NUMBER) -> None:
    """A label with which nothing is wrong."""
    bars(canvas, number, 40, 150)
    canvas.setFont("Vera", 9)
    canvas.drawString(60, 138, number)
    canvas.drawString(20, 60, "Z** 1******8765")
    canvas.drawString(20, 45, "0.45 kg  2026-11-23 14:05")


def say(text: str, *, x: float = 20, y: float = 90, font: str = "Vera", size: float = 9) -> Extra:
    """Text on top of a good label."""

    def extra(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return extra


def han(text: str) -> Extra:
    """Chinese text in a font that the file doesn't hold."""
    return say(text, font="STSong-Light")


def make(
    path: Path, *pages: Extra, base: Extra | None = good, size: tuple[float, float] = (WIDTH, HEIGHT)
) -> Path:
    """A PDF with one page for each ``extra`` on top of a good label."""
    canvas = Canvas(str(path), pagesize=size)
    for extra in pages or (lambda canvas: None,):
        if base:
            base(canvas)
        extra(canvas)
        canvas.showPage()
    canvas.save()
    return path
