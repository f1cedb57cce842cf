"""The rows of a chunk as cells, before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator
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


def reject_of(layout: Layout, chunk: RawChunk, line: int, problems: tuple[Problem, ...]) -> Reject:
    """A Reject of the chunk's row at ``line``, for what is found behind intake.  Rows are read again: rejects
    are few.

    Raises ValueError where no row begins at that line.
    """
    for record in records(layout, chunk):
        if record.line == line:
            return Reject(line, tuple(record.cells or (record.text,)), problems)
    raise ValueError("no row begins at this line")
