"""Where records begin in a text with quotes, so that a stray quote damages its own line and no other.

RFC 4180 says that a field that begins with a quote ends at the next single quote before a delimiter or a
line's end. A quote that somebody typed would so swallow the rest of the file.  Here a quoted field must close
within bounds, the record must then have as many cells as the header, and no line that it swallowed may look
like a row of its own: delimiters for all columns and a long number, in the quoted part of the line.  Otherwise
that one line is damaged and the next line is a record again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from waybill.patterns import late_pattern

MAX_LINES = 100
"""A quoted field closes within so many lines."""
MAX_CHARS = 65_536
"""... and within so many characters."""
_LONG_NUMBER = late_pattern(r"[0-9]{8}")
"""What every row has (a waybill number, a phone) and a text with many commas hardly ever."""


class _Patterns(NamedTuple):
    closed: re.Pattern[str]
    opens: re.Pattern[str]
    inside: re.Pattern[str]
    closes: re.Pattern[str]
    reopens: re.Pattern[str]


@lru_cache(maxsize=8)
def patterns(delimiter: str) -> _Patterns:
    """How a line can lie to quotes: closed, opening one, inside one, closing it, closing and opening
    again.  Groups are the parts of the line that are inside."""
    d = re.escape(delimiter)
    quoted = '[^"]*+(?>(?:""[^"]*+)*)'
    cell = f'(?:"{quoted}"|[^"{d}][^{d}]*+|)'
    return _Patterns(
        closed=late_pattern(f"{cell}(?>(?:{d}{cell})*)\\Z", re.S),
        opens=late_pattern(f'(?>(?:{cell}{d})*)"({quoted})\\Z', re.S),
        inside=late_pattern(f"({quoted})\\Z", re.S),
        closes=late_pattern(f'({quoted})"(?>(?:{d}{cell})*)\\Z', re.S),
        reopens=late_pattern(f'({quoted})"{d}(?>(?:{cell}{d})*)"({quoted})\\Z', re.S),
    )


def is_closed(line: str, delimiter: str) -> bool:
    """Whether the quotes of a line are well formed and closed at its end."""
    return patterns(delimiter).closed.match(line) is not None


def cells_of(record: str, delimiter: str) -> list[str] | None:
    """The cells of one whole record; None where its quotes are damaged or a cell exceeds csv's own limit."""
    try:
        rows = list(csv.reader([record], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def span(lines: Sequence[str], start: int, delimiter: str, width: int, more: bool) -> int:
    """How many lines (without line ends) the record at ``start`` takes; 0 where that line is damaged.

    -1 where the lines run out before it is known and ``more`` says that others follow.  ``width`` is the
    header's number of cells, 0 while it is not known.
    """
    shape = patterns(delimiter)
    first = lines[start]
    if '"' not in first or shape.closed.match(first):
        return 1
    opened = shape.opens.match(first)
    if not opened or _holds_row(opened, delimiter, width):
        return 0
    size = len(first)
    for index in range(start + 1, start + MAX_LINES):
        if index >= len(lines):
            return -1 if more else 0
        line = lines[index]
        size += len(line)
        closed = shape.closes.match(line)
        found = closed or shape.inside.match(line) or shape.reopens.match(line)
        if size > MAX_CHARS or not found or _holds_row(found, delimiter, width):
            return 0
        if closed:
            cells = cells_of("\n".join(lines[start : index + 1]), delimiter)
            return index + 1 - start if cells is not None and len(cells) == (width or len(cells)) else 0
    return 0


def _holds_row(line: re.Match[str], delimiter: str, width: int) -> bool:
    """Whether what a quoted field has of a line looks like a whole row."""
    return width > 2 and any(
        inside.count(delimiter) >= width - 1 and _LONG_NUMBER.search(inside) for inside in line.groups()
    )
