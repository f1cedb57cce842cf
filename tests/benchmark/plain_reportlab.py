"""The label as most people write it: reportlab's canvas and its CID font, python-barcode, segno.

``plain_reportlab.py ORDERS PDF LABELS``: the same fields, masked by slicing; no address parsing, sealing or journal.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import segno
from barcode import Code128
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"


def bars(canvas: Canvas, number: str, x: float, y: float, module: float, height: float) -> None:
    """Code 128 as one rectangle a bar."""
    pattern = Code128(number).build()[0]
    start = None
    for place, module_is in enumerate(pattern + "0"):
        if module_is == "1" and start is None:
            start = place
        elif module_is == "0" and start is not None:
            canvas.rect(x + start * module, y, (place - start) * module, height, stroke=0, fill=1)
            start = None


def label(canvas: Canvas, row: dict[str, str]) -> None:
    """One page."""

    def text(x: float, y: float, size: float, words: str) -> None:
        canvas.setFont(FONT, size)
        canvas.drawString(x * mm, y * mm, words)

    for y in (116, 103, 96, 78, 55, 43, 15):
        canvas.line(2 * mm, y * mm, 74 * mm, y * mm)
    text(3, 123, 14, row["快递公司"])
    text(5, 106, 30, row["三段码"])
    text(3, 98, 14, "集 " + row["集包地"])
    bars(canvas, row["运单号"], 10 * mm, 83 * mm, 0.375 * mm, 11 * mm)
    text(22, 79, 12, row["运单号"])
    text(3, 72, 12, f"收 {row['收件人'][0]}** {row['收件人手机'][0]}******{row['收件人手机'][-4:]}")
    text(3, 66, 10, row["省"] + row["市"] + row["区"])
    text(3, 61, 9, row["详细地址"][:-8] + "***")
    text(3, 51, 9, f"寄 {row['寄件人'][0]}** {row['寄件人手机'][0]}******{row['寄件人手机'][-4:]}")
    text(3, 46, 8, row["寄件地址"][:-8] + "***")
    text(3, 38, 9, f"共{row['件数']}件 {row['重量kg']}kg {row['商品']}")
    text(3, 32, 9, row["备注"])
    for y, line in enumerate(segno.make(row["运单号"] * 6, error="m").matrix):
        for x, dark in enumerate(line):
            if dark:
                canvas.rect(48 * mm + x * 1.06, 40 * mm - y * 1.06, 1.06, 1.06, stroke=0, fill=1)
    bars(canvas, row["运单号"], 26 * mm, 6 * mm, 0.25 * mm, 7 * mm)
    text(3, 4, 8, "已验视")
    canvas.showPage()


def main() -> None:
    """Print the first LABELS orders."""
    orders, pdf, labels = sys.argv[1], sys.argv[2], int(sys.argv[3])
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(pdf, pagesize=(76 * mm, 130 * mm))
    with Path(orders).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number == labels:
                break
            label(canvas, row)
    canvas.save()


if __name__ == "__main__":
    main()
