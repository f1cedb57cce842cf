"""What the end-to-end tests share: run the installed command, read pages as a scanner and as an attacker would."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import zxingcpp
from ready_waybill import started as started
from ready_waybill import waybill as waybill

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def house_of(folder: Path) -> dict[str, str]:
    """The environment in which commands have their journal and keys in this folder, where several tests share it."""
    return {"WAYBILL_JOURNAL": str(folder / "journal.db"), "WAYBILL_KEYS": str(folder / "keys")}


def rows(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    """The rows of a CSV file as the file has them."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def one_bit_pages(pdf: Path, dpi: int = 203) -> Iterator[object]:
    """Each page as a 1-bit picture at a head's resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield (
                page.render(scale=dpi / 72, grayscale=True)
                .to_pil()
                .point(lambda value: 255 if value > 127 else 0)
            )
    finally:
        document.close()


def codes(image: object) -> dict[str, list[str]]:
    """Decoded texts by symbology, e.g. ``{"Code128": [...], "QRCode": [...]}``."""
    found: dict[str, list[str]] = {}
    for code in zxingcpp.read_barcodes(image, try_downscale=False):
        found.setdefault(code.format.name, []).append(code.text)
    return found


def bars(path: Path, *texts: str) -> None:
    """A PDF that somebody has made: a page with a bar code for each text."""
    from reportlab.graphics.barcode.code128 import Code128
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(400, 200))
    for text in texts:
        Code128(text, barWidth=1.05, barHeight=40).drawOn(canvas, 20, 100)
        canvas.showPage()
    canvas.save()


def page_texts(pdf: Path) -> list[str]:
    """The text of each page as a reader would copy it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def everything(pdf: Path) -> bytes:
    """The file's bytes and each stream inflated: all that a patient thief could search, hex strings decoded too."""
    raw = pdf.read_bytes()
    parts = [raw]
    for match in STREAM.finditer(raw):
        try:
            plain = zlib.decompressobj().decompress(match.group(1))
        except zlib.error:
            continue
        parts.append(plain)
        parts += [
            bytes.fromhex(word.decode()).decode("utf-16-be", "replace").encode()
            for word in re.findall(rb"<((?:[0-9A-Fa-f]{4})+)>", plain)
        ]
    return b"\n".join(parts)


def needles(row: dict[str, str]) -> list[str]:
    """What of an order must be nowhere: names, phones and their 7-digit runs, unit and room."""
    found: list[str] = []
    for name, phone, address in (("收件人", "收件人手机", "详细地址"), ("寄件人", "寄件人手机", "寄件地址")):
        found.append(row[name])
        digits = re.sub(r"\D", "", row[phone])
        found += [digits[start : start + 7] for start in range(len(digits) - 6)]
        tail = re.search(r"(\d+单元)(\d+室)$", row[address])
        if tail:
            found += [tail.group(0), tail.group(2)]
    return found


def join(values: Sequence[str]) -> str:
    """Texts as one, blanks removed (a page breaks lines where it likes)."""
    return re.sub(r"\s+", "", "".join(values))
