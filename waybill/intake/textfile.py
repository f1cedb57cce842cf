"""Text files of orders: delimiter and header found in the first rows, the rest cut into chunks of whole
records."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from waybill.errors import InputError, UsageError
from waybill.intake.encoding import Encoding
from waybill.intake.header import LOOK_AHEAD, FirstRow, recognised_count
from waybill.intake.layout import Layout, RawChunk
from waybill.intake.limits import LINE_BYTES, refuse
from waybill.intake.profile import Profile
from waybill.intake.records import MAX_LINES, cells_of, is_closed, span
from waybill.patterns import late_pattern

DELIMITERS = (",", "\t", ";", "|", "，")
_WORDS = {"tab": "\t", "\\t": "\t"}
_HEAD_CHARS = 1 << 18
_IN_QUOTES = late_pattern(rb'"([^"]*(?:""[^"]*)*)"[,;\t ]*(\r?\n?)')
"""A line that stands in quotes as a whole, the quotes in it twice, perhaps with idle delimiters behind."""
_FEWEST_WITHIN = 2
"""So many delimiters at the least are in a line that holds a row."""
_FEW_LINES = 6
"""Few records have more lines."""


class Beginning(NamedTuple):
    """How a text file begins: its delimiter, its first rows, and whether its lines stand in quotes as wholes."""

    delimiter: str
    rows: list[FirstRow]
    in_quotes: bool


def delimiter_of(word: str) -> str:
    """The character that a word of the user's stands for.  Raises UsageError ``INTAKE-DELIMITER``."""
    character = _WORDS.get(word, word)
    if len(character) != 1 or character in '"\r\n':
        raise UsageError("INTAKE-DELIMITER")
    return character


def first_rows(
    head: bytes, encoding: Encoding, delimiter: str | None, profiles: Sequence[Profile]
) -> Beginning:
    """The first rows by the delimiter by which most column names are recognised, unless told."""
    text = codecs.getincrementaldecoder(encoding.codec)("replace").decode(head[encoding.bom :])
    text = text[:_HEAD_CHARS].replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines = text.split("\n", LOOK_AHEAD * 3)[: LOOK_AHEAD * 3]
    told = lines[0][4:5] if lines[0].lower().startswith("sep=") else ""
    if told == '"' and not delimiter:
        raise InputError("INTAKE-DELIMITER")
    options = [delimiter_of(delimiter)] if delimiter else [told] if told else DELIMITERS
    tables = [_beginning(lines, option) for option in options]
    return max(tables, key=lambda table: max(recognised_count(row.cells, *profiles) for row in table.rows))


def _beginning(lines: Sequence[str], delimiter: str) -> Beginning:
    filled = [line for line in lines if line.strip()]
    in_quotes = sum(_holds_row(line, delimiter) for line in filled) * 2 > len(filled)
    if in_quotes:
        lines = [_out_of_quotes(line.encode()).decode() for line in lines]
    return Beginning(delimiter, _rows(lines, delimiter), in_quotes)


def _holds_row(line: str, delimiter: str) -> bool:
    """Whether a line is one cell in quotes that holds those of a row."""
    found = _IN_QUOTES.fullmatch(line.encode()) if line.startswith('"') else None
    return found is not None and found[1].count(delimiter.encode()) >= _FEWEST_WITHIN


def _out_of_quotes(line: bytes) -> bytes:
    """The row that a line in quotes holds; any other line, the header among such, as it is."""
    found = _IN_QUOTES.fullmatch(line) if line.startswith(b'"') else None
    return found[1].replace(b'""', b'"') + found[2] if found else line


def out_of_quotes(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks of lines that stand in quotes as wholes, as a spreadsheet saves a file that it opened as one column, without
    these."""
    tail = b""
    for block in blocks:
        lines = (tail + block).splitlines(keepends=True)
        unfinished = lines and not lines[-1].endswith(b"\n") and len(lines[-1]) <= LINE_BYTES
        tail = lines.pop() if unfinished else b""
        yield b"".join(map(_out_of_quotes, lines))
    yield _out_of_quotes(tail)


def _rows(lines: Sequence[str], delimiter: str) -> list[FirstRow]:
    rows: list[FirstRow] = []
    at = 0
    while at < len(lines) and len(rows) < LOOK_AHEAD:
        taken = span(lines, at, delimiter, 0, more=False)
        cells = cells_of("\n".join(lines[at : at + taken]), delimiter) if taken else None
        rows.append(FirstRow(at + 1, cells or [lines[at]]))
        at += max(taken, 1)
    return rows


def as_utf8(blocks: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """Blocks of UTF-16 as UTF-8, so that records can be cut at bytes."""
    decoder = codecs.getincrementaldecoder(codec)()
    for block in blocks:
        yield decoder.decode(block).encode()


def cut(blocks: Iterator[bytes], layout: Layout, first_line: int, rows_per_chunk: int) -> Iterator[RawChunk]:
    """Cut bytes into chunks of whole records, beginning at ``first_line``; quotes are respected, lines
    counted."""
    waiting: list[bytes] = []
    tail = b""
    line = 1
    for block in chain(blocks, (None,)):
        lines = (tail + (block or b"")).splitlines(keepends=True)
        tail = b""
        if block is not None and lines and not lines[-1].endswith(b"\n"):
            tail = lines.pop()
            if len(tail) > LINE_BYTES:
                raise refuse("bytes of a line", LINE_BYTES, layout.file, line + len(waiting) + len(lines))
        if line < first_line:
            drop = min(first_line - line, len(lines))
            lines, line = lines[drop:], line + drop
        waiting += lines
        at = 0
        while at < len(waiting):
            end = _end(waiting, at, at + rows_per_chunk, layout, more=block is not None)
            if end <= at:
                break
            yield RawChunk(line, b"".join(waiting[at:end]))
            line += end - at
            at = end
        del waiting[:at]


def _end(lines: list[bytes], at: int, want: int, layout: Layout, more: bool) -> int:
    """Where a chunk that begins at ``at`` and wants to end at ``want`` can end; ``at`` where more lines are
    needed."""
    if want > len(lines):
        if more:
            return at
        want = len(lines)
    if b'"' not in b"".join(lines[at:want]):
        return want
    # | can be half of a GB18030 character
    codec = "latin-1" if layout.delimiter.isascii() and layout.delimiter != "|" else layout.encoding
    spot = at
    while spot < want:
        if b'"' not in lines[spot] or is_closed(_text(lines[spot], codec), layout.delimiter):
            spot += 1
            continue
        taken = _span(lines, spot, codec, layout, more)
        if taken < 0:
            return at
        spot += max(taken, 1)
    return spot


def _span(lines: list[bytes], at: int, codec: str, layout: Layout, more: bool) -> int:
    """:func:`span` of lines in bytes; most records end soon, and only what is looked at is decoded."""
    taken = -1
    for ahead in (_FEW_LINES, MAX_LINES):
        look = [_text(line, codec) for line in lines[at : at + ahead]]
        taken = span(look, 0, layout.delimiter, len(layout.header), more or at + ahead < len(lines))
        if taken >= 0:
            break
    return taken


def _text(line: bytes, codec: str) -> str:
    return line.decode(codec, "replace").rstrip("\r\n")
