"""The rows of a chunk as cells, before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from waybill.errors import InputError, Problem, Where
from waybill.intake.layout import Layout, RawChunk, Reject
from waybill.intake.opening import CHANGED
from waybill.intake.records import cells_of, span


class Record(NamedTuple):
    """One row: its line, its cells (None where its quotes are damaged), and its text as it stood in the
    file."""

    line: int
    cells: list[str] | None
    text: str


def records(layout: Layout, chunk: RawChunk) -> Iterator[Record]:
    """Each row of a chunk in file order, empty lines included."""
    delimiter, width, first = layout.delimiter, len(layout.header), chunk.line
    if chunk.rows:
        for offset, row in enumerate(chunk.rows):
            yield Record(first + offset, list(row), delimiter.join(row) if any(row) else "")
        return
    lines = text_lines(layout, chunk)
    at, end = 0, len(lines)
    while at < end:
        text = lines[at]
        if '"' not in text:
            yield Record(first + at, text.split(delimiter), text)
            at += 1
            continue
        taken = span(lines, at, delimiter, width, more=False)
        if taken > 1:
            text = "\n".join(lines[at : at + taken])
        yield Record(first + at, cells_of(text, delimiter) if taken else None, text)
        at += max(taken, 1)


def text_lines(layout: Layout, chunk: RawChunk) -> list[str]:
    """The physical lines of a text chunk without their ends; a last line end makes no further line."""
    try:
        text = chunk.data.decode(layout.encoding)
    except UnicodeDecodeError:  # the whole file was checked before its first row was read
        raise InputError("INTAKE-UNREADABLE", where=Where(layout.file, chunk.line), reason=CHANGED) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] in ("", "\x1a"):
        lines.pop()
    return lines


class _Chunk:
    """A chunk as one thing: two are the same where they are the same object."""

    __slots__ = ("chunk", "layout")

    def __init__(self, layout: Layout, chunk: RawChunk) -> None:
        self.layout = layout
        self.chunk = chunk

    def __hash__(self) -> int:
        return id(self.chunk)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Chunk) and self.chunk is other.chunk and self.layout is other.layout


@lru_cache(maxsize=1)
def _by_line(one: _Chunk) -> dict[int, Record]:
    """The chunk's rows by their lines.  Those of the last one are kept: rejects of a chunk come one after another, and
    there may be as many as rows."""
    return {record.line: record for record in records(one.layout, one.chunk)}


def reject_of(layout: Layout, chunk: RawChunk, line: int, problems: tuple[Problem, ...]) -> Reject:
    """A Reject of the chunk's row at ``line``, for what is found behind intake.

    Raises ValueError where no row begins at that line.
    """
    record = _by_line(_Chunk(layout, chunk)).get(line)
    if record is None:
        raise ValueError("no row begins at this line")
    return Reject(line, tuple(record.cells or (record.text,)), problems)
