"""The rendering limit: order file to pages with all that can be made ahead made ahead, and nothing else done.

``limit_probe.py ORDERS PDF PROCESSES``.  One label of the same content as Waybill's, and of about as many bytes: 22 texts, Code
128 twice, a QR symbol of 230 characters, boxes.  Places and text states are fixed strings, names and phones are cut at fixed
characters, an address behind its building, lines after fifteen characters; symbols and deflate are Waybill's own.  No reading of
addresses, no check of any value, no sealing (each symbol holds the number and filler), no fitting, no font, no journal, no rejects.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from waybill.page import Matrix
from waybill.render.codec import best, stored_block
from waybill.render.operators import bars, bars_path, bitmap, literal
from waybill.symbols import code128, qr_many
from waybill.symbols.qr import expect_many

CHUNK = 512
CATALOG, TREE = 1, 2
HEIGHT = 1040
FILLER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 5
BUILDING = re.compile(r".*(?:栋|幢|号楼)")
BOXES = b"".join(b"%d.0004 %d.0004 55.9992 55.9992 re f\n" % place for place in ((24, 796), (335, 790)))


def start(x: int, y: int, size: int, bold: bool = False) -> bytes:
    """The operators before a text."""
    return b"BT\n/F0 %d Tf %b\n%d %d Td(" % (size, b"2 Tr %.2f w" % (size * 0.03) if bold else b"0 Tr", x, y)


CARRIER, PRINTED, CODE = start(24, 981, 38, True), start(421, 999, 19), start(34, 877, 96, True)
HUB, NUMBER, SMALL_NUMBER = start(88, 807, 45, True), start(170, 650, 37, True), start(301, 24, 24, True)
TO, TO_REGION, TO_LINES = (
    start(99, 600, 38, True),
    start(99, 557, 32, True),
    [start(99, 520 - 37 * n, 32) for n in range(4)],
)
BY, BY_REGION, BY_LINES = (
    start(77, 425, 26, True),
    start(77, 398, 22, True),
    [start(77, 373 - 25 * n, 22) for n in range(4)],
)
PARCEL, GOODS, REMARK = start(24, 325, 30, True), start(74, 293, 24), start(74, 216, 24)
FIXED = b"".join(
    start(*place) + literal(text.encode("utf-16-be")) + b")Tj ET\n"
    for text, place in (
        ("集", (30, 807, 44, True)), ("寄递地址编码", (344, 835, 18)), ("CN-C-N48H900C1-YT", (344, 804, 25, True)),
        ("内件", (24, 295, 21)), ("备注", (24, 218, 21)),
    )
)  # fmt: skip


def content(row: list[str]) -> bytes:
    """The operators of one label but for its matrix symbol."""
    number, carrier, name, phone, province, city, district, address = row[1:9]
    by_name, by_phone, by_address, goods, quantity, weight, code, hub, remark = row[12:21]
    path = bars_path(code128(number))
    found = BUILDING.match(address)
    shown = (found[0] if found else "") + "***"
    by_region, by_rest = by_address[:9], by_address[9:]
    found = BUILDING.match(by_rest)
    by_shown = (found[0] if found else "") + "***"
    texts = [
        (CARRIER, carrier), (PRINTED, "2026-11-28 10:00"), (CODE, code), (HUB, hub), (NUMBER, number),
        (TO, f"{name[0]}**  1******{phone[-4:]}"), (TO_REGION, province + city + district),
        *zip(TO_LINES, (shown[at : at + 15] for at in range(0, len(shown), 15)), strict=False),
        (BY, f"{by_name[0]}**  1******{by_phone[-4:]}"), (BY_REGION, by_region),
        *zip(BY_LINES, (by_shown[at : at + 22] for at in range(0, len(by_shown), 22)), strict=False),
        (PARCEL, f"共{quantity}件  {weight}kg"), (GOODS, goods), (REMARK, remark), (SMALL_NUMBER, number),
    ]  # fmt: skip
    return b"".join(
        [
            BOXES, FIXED, bars(119, 685, 3, 94, path), bars(265, 49, 2, 56, path),
            *[b"%b%b)Tj ET\n" % (before, literal(text.encode("utf-16-be"))) for before, text in texts],
        ]
    )  # fmt: skip


def pages(rows: list[list[str]]) -> list[bytes]:
    """Finished content streams of one chunk."""
    _, deflate, adler32, _ = best()
    sealed = [(row[1] + FILLER)[:230] for row in rows]
    symbols = qr_many(sealed)
    made = []
    for row, text in zip(rows, sealed, strict=True):
        size, modules = symbols[text]
        symbol, plain = bitmap(Matrix(359, 698, 4, size, modules), HEIGHT), content(row)
        check = adler32(plain, adler32(symbol)).to_bytes(4, "big")
        made.append(b"\x78\x01%b%b%b" % (stored_block(symbol), deflate(plain), check))
    return made


def chunks(orders: str) -> Iterator[list[list[str]]]:
    """The rows of the order file."""
    with Path(orders).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        while chunk := list(islice(rows, CHUNK)):
            yield chunk


def main() -> None:
    """Write the file."""
    orders, pdf, processes = sys.argv[1:4]
    expect_many()
    with Path(pdf).open("wb") as out:
        if processes == "1":
            write(out, map(pages, chunks(orders)))
        else:
            with get_context("fork").Pool(int(processes)) as pool:
                write(out, pool.imap(pages, chunks(orders)))


def write(out, made: Iterable[list[bytes]]) -> None:
    """A stream and a page object for each label, one list of pages, one cross-reference table."""
    places = {}
    at = out.write(b"%PDF-1.7\n")
    number = TREE + 1
    for chunk in made:
        for data in chunk:
            places[number] = at
            at += out.write(
                b"%d 0 obj<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream endobj\n"
                % (number, len(data), data)
            )
            places[number + 1] = at
            at += out.write(
                b"%d 0 obj<</Type/Page/Parent %d 0 R/Contents %d 0 R>>endobj\n" % (number + 1, TREE, number)
            )
            number += 2
    kids = b" ".join([b"%d 0 R" % page for page in range(TREE + 2, number, 2)])
    places[CATALOG] = at
    at += out.write(b"%d 0 obj<</Type/Catalog/Pages %d 0 R>>endobj\n" % (CATALOG, TREE))
    places[TREE] = at
    at += out.write(
        b"%d 0 obj<</Type/Pages/MediaBox[0 0 608 1040]/Count %d/Kids[%b]>>endobj\n"
        % (TREE, (number - TREE - 1) // 2, kids)
    )
    entries = b"".join([b"%010d 00000 n \n" % places[each] for each in range(1, number)])
    trailer = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (number, CATALOG, at)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (number, entries, trailer))


if __name__ == "__main__":
    main()
