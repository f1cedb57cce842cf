"""Bookmarks, so that a shift leader can print a part of a file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from e2e_kit import SAMPLES, rows, waybill


def marks(pdf: Path) -> list[tuple[str, int]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(each.get_title(), each.get_dest().get_index()) for each in document.get_toc()]
    finally:
        document.close()


def test_bookmarks_by_file_and_by_segment(tmp_path: Path) -> None:
    first, second = SAMPLES / "orders_plain.csv", SAMPLES / "jd.csv"
    flags = ("-o", "a.pdf", "-q", "--journal", "j.db", "--bookmarks")
    assert waybill("print", first, second, *flags, "file", cwd=tmp_path).returncode == 0
    assert marks(tmp_path / "a.pdf") == [("orders_plain.csv", 0), ("jd.csv", 200)]

    sorted_by = ("--sort", "segment", "--journal", "k.db")
    assert waybill("print", first, *flags, "segment", *sorted_by, cwd=tmp_path).returncode == 0
    found = marks(tmp_path / "a.pdf")
    segments = {row["三段码"] for row in rows(first)}
    assert {title for title, _ in found} == segments
    assert len(found) == len(segments), "sorted, each code has one bookmark"
    assert [page for _, page in found] == sorted({page for _, page in found})

    assert waybill("print", first, *flags, "no", cwd=tmp_path).returncode == 2


def test_without_the_flag_there_are_none(tmp_path: Path) -> None:
    done = waybill("print", SAMPLES / "jd.csv", "-o", "a.pdf", "--journal", "j.db", cwd=tmp_path)
    assert done.returncode == 0
    assert marks(tmp_path / "a.pdf") == []
