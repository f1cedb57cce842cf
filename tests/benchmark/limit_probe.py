"""The rendering limit: the same bytes per label from precomputed pieces, no parsing, sealing or journal.

``limit_probe.py ORDERS PDF PIECES PROCESSES``.  Reads only how many orders there are; joins the pieces of each page,
deflates them with Waybill's own coder, and writes a valid PDF in the simplest way there is: a stream and a page object for each
label, one list of pages, one cross-reference table.  Its pages have no fonts: it is a limit, not a label file.
"""

from __future__ import annotations

import pickle
import sys
from multiprocessing import get_context
from pathlib import Path
from zlib import adler32

from waybill.render.codec import best

CHUNK = 512
HEADER = b"%PDF-1.7\n"
CATALOG, TREE = 1, 2


def pages(start_count: tuple[int, int]) -> list[bytes]:
    """Finished content streams of one chunk."""
    start, count = start_count
    deflate = best().deflate
    made = []
    for number in range(start, start + count):
        content = b"%% %d\n" % number + b"".join(PAGES[number % len(PAGES)])
        made.append(b"\x78\x01%b%b" % (deflate(content), adler32(content).to_bytes(4, "big")))
    return made


def main() -> None:
    """Write the file."""
    global PAGES
    orders, pdf, piece_file, processes = sys.argv[1:5]
    PAGES = pickle.loads(Path(piece_file).read_bytes())
    with Path(orders).open("rb") as file:
        labels = sum(1 for _ in file) - 1
    chunks = [(start, min(CHUNK, labels - start)) for start in range(0, labels, CHUNK)]
    with Path(pdf).open("wb") as out:
        if processes == "1":
            write(out, map(pages, chunks))
        else:
            with get_context("fork").Pool(int(processes)) as pool:
                write(out, pool.imap(pages, chunks))


def write(out, chunks) -> None:
    """Objects and a cross-reference table."""
    places = {}
    at = out.write(HEADER)
    number = TREE + 1
    for chunk in chunks:
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
        b"%d 0 obj<</Type/Pages/MediaBox[0 0 216 369]/Count %d/Kids[%b]>>endobj\n"
        % (TREE, (number - TREE - 1) // 2, kids)
    )
    entries = b"".join([b"%010d 00000 n \n" % places[each] for each in range(1, number)])
    trailer = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (number, CATALOG, at)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (number, entries, trailer))


if __name__ == "__main__":
    main()
