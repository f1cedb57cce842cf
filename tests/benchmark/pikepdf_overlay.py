"""A fast other route: content streams written by hand, pikepdf keeps the file; a template page under each label.

``pikepdf_overlay.py ORDERS PDF``: the same fields, masked by slicing; zxing-cpp makes the QR code; no address parsing,
sealing or journal; the CID font is not even embedded.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pikepdf
import zxingcpp
from barcode import Code128
from pikepdf import Array, Dictionary, Name, Pdf, Stream

MM = 72 / 25.4


def text(x: float, y: float, size: float, words: str) -> str:
    """One line of text in UCS-2 codes."""
    return f"BT /F1 {size} Tf {x * MM:.2f} {y * MM:.2f} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def bars(number: str, x: float, y: float, module: float, height: float) -> str:
    """Code 128 as one path."""
    pattern = Code128(number).build()[0] + "0"
    out, start = [], None
    for place, dark in enumerate(pattern):
        if dark == "1" and start is None:
            start = place
        elif dark == "0" and start is not None:
            out.append(
                f"{x * MM + start * module * MM:.3f} {y * MM:.2f} {(place - start) * module * MM:.3f} {height * MM:.2f} re"
            )
            start = None
    return "\n".join(out) + " f\n"


def square(words: str) -> str:
    """The QR code as one path, a rectangle a run."""
    symbol = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1)
    rows = memoryview(symbol).tolist()
    out = []
    for y, row in enumerate(rows):
        start = None
        for x, value in enumerate([*row, 255]):
            if value == 0 and start is None:
                start = x
            elif value and start is not None:
                out.append(
                    f"{48 * MM + start * 1.06:.2f} {40 * MM - y * 1.06:.2f} {(x - start) * 1.06:.2f} 1.06 re"
                )
                start = None
    return "\n".join(out) + " f\n"


def content(row: dict[str, str]) -> bytes:
    """One page's operators."""
    number = row["运单号"]
    return "".join(
        (
            "/T Do\n",
            text(3, 123, 14, row["快递公司"]),
            text(5, 106, 30, row["三段码"]),
            text(3, 98, 14, "集 " + row["集包地"]),
            bars(number, 10, 83, 0.375, 11),
            text(22, 79, 12, number),
            text(3, 72, 12, f"收 {row['收件人'][0]}** {row['收件人手机'][0]}******{row['收件人手机'][-4:]}"),
            text(3, 66, 10, row["省"] + row["市"] + row["区"]),
            text(3, 61, 9, row["详细地址"][:-8] + "***"),
            text(3, 51, 9, f"寄 {row['寄件人'][0]}** {row['寄件人手机'][0]}******{row['寄件人手机'][-4:]}"),
            text(3, 46, 8, row["寄件地址"][:-8] + "***"),
            text(3, 38, 9, f"共{row['件数']}件 {row['重量kg']}kg {row['商品']}"),
            text(3, 32, 9, row["备注"]),
            square(number * 6),
            bars(number, 26, 6, 0.25, 7),
        )
    ).encode()


def main() -> None:
    """Print all orders."""
    orders, path = sys.argv[1:3]
    pdf = Pdf.new()
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), DW=1000,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=4, FontBBox=[0, -200, 1000, 900],
                                  ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=880, StemV=80),
    )  # fmt: skip
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light"),
            Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
        )
    )
    lines = "".join(
        f"{2 * MM:.2f} {y * MM:.2f} m {74 * MM:.2f} {y * MM:.2f} l S\n"
        for y in (116, 103, 96, 78, 55, 43, 15)
    )
    template = Stream(
        pdf, lines.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 76 * MM, 130 * MM]
    )
    resources = pdf.make_indirect(
        Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(T=pdf.make_indirect(template)))
    )
    box = Array([0, 0, 76 * MM, 130 * MM])
    with Path(orders).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            stream = pdf.make_stream(content(row))
            page = Dictionary(Type=Name.Page, MediaBox=box, Resources=resources, Contents=stream)
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(path, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


if __name__ == "__main__":
    main()
