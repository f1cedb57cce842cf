"""The rendering limit: the same bytes per label from precomputed pieces, no parsing, sealing or journal.

``limit_probe.py ORDERS PDF PIECES PROCESSES``.  Reads only how many orders there are; joins the pieces of each page,
deflates them with the fastest coder installed and writes one object a page.  Not a valid label file, a limit.
"""

from __future__ import annotations

import pickle
import sys
from multiprocessing import get_context
from pathlib import Path

try:
    from zlib_ng.zlib_ng import compress
except ImportError:
    from zlib import compress

CHUNK = 256


def pages(start_count: tuple[int, int]) -> list[bytes]:
    """Finished content streams of one chunk."""
    start, count = start_count
    made = []
    for number in range(start, start + count):
        pieces = PAGES[number % len(PAGES)]
        made.append(compress(b"%% %d\n" % number + b"".join(pieces), 2))
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
    offsets, number = [], 1
    for chunk in chunks:
        for data in chunk:
            offsets.append(out.tell())
            out.write(
                b"%d 0 obj<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream endobj\n"
                % (number, len(data), data)
            )
            number += 1
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))


if __name__ == "__main__":
    main()
