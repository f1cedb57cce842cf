"""Rendering alone: ``render_labels.py JOURNAL PDF PROCESSES``.

The finished Labels of a journal are laid out, painted and written, to the byte the pages of ``waybill print``: what is left
of it without reading, cleaning, parsing, masking, encoding, sealing and writing the journal.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from waybill.journal.chain import NONCE_BYTES
from waybill.label import Label
from waybill.layout import Copy, placer
from waybill.pipeline.forms import compiled_form
from waybill.render.painter import PageBytes, Painter
from waybill.render.pdf import PdfFile
from waybill.symbols.qr import expect_many

CHUNK = 512


@cache
def tools():
    expect_many()
    form = compiled_form("gbt-76x130", None, 203)
    painter = Painter(form.grid)
    return placer(form, pen=painter), painter.finish


def painted(chunk: list[bytes]) -> list[tuple]:
    """The pages of packed Labels."""
    place, paint = tools()
    labels = [Label.unpack(packed) for packed in chunk]
    place.draw_ahead(labels, Copy())
    return [(*paint(place(label, Copy())),) for label in labels]


def chunks(journal: str) -> Iterator[list[bytes]]:
    """Packed Labels as the journal has them."""
    rows = sqlite3.connect(journal).execute("SELECT content FROM label ORDER BY id")
    while found := rows.fetchmany(CHUNK):
        yield [content[NONCE_BYTES:] for (content,) in found]


def main() -> None:
    """Write the file."""
    journal, pdf, processes = sys.argv[1:4]
    if processes == "1":
        write(pdf, map(painted, chunks(journal)))
    else:
        with get_context("fork").Pool(int(processes)) as pool:
            write(pdf, pool.imap(painted, chunks(journal)))


def write(pdf: str, pages: Iterable[list[tuple]]) -> None:
    """All pages as one PDF."""
    form = compiled_form("gbt-76x130", None, 203)
    with Path(pdf).open("wb") as out:
        file = PdfFile(out, grid=form.grid, static=form.static_art, created=datetime.now(UTC))
        for chunk in pages:
            for page in chunk:
                file.add(PageBytes(*page))
        file.finish()


if __name__ == "__main__":
    main()
