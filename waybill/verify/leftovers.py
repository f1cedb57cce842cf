"""What a file holds beside the objects that count: older revisions, objects that no table names, bytes outside all objects.

A PDF is changed by writing behind its end (ISO 32000-1, 7.5.6): what a later revision replaces or takes away is still there
for whoever looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj\b")
_REAL = re.compile(rb"(?<![\d.])\d{0,6}\.\d{4,}(?![\d.])")
_ENDOBJ = re.compile(rb"endobj")
_ENDSTREAM = re.compile(rb"endstream\s*endobj")
_NO_BLANK = re.compile(rb"\S")
_TABLES = re.compile(
    rb"xref\s+(?:\d+\s+\d+\s+(?:\d{10}\s\d{5}\s[nf]\s*)*)+|startxref\s+\d+|/(?:Prev|XRefStm)\s+\d+"
)
"""Places in the file: figures that mean no one."""
_FIELDS = ("kind", "place", "generation or index")
"""Of an entry of a cross-reference stream."""
_IN_USE, _PACKED = 1, 2
_GENERATIONS = (0, 1, 65_535)
_END = b"%%EOF"
_HEAD = 1024


class Piece(NamedTuple):
    """An object as it is written in the file: its number, where it begins, its bytes."""

    number: int
    start: int
    body: bytes


class Leftovers(NamedTuple):
    """Objects that no table names, and the text outside all objects."""

    objects: list[Piece]
    between: bytes
    within: bytes
    """What the objects that count say as they are written: comments, keys that stand twice, words behind their end."""
    revisions: int
    """Ends of file; a file that was made for reading over a network has one more than revisions, not counted here."""
    behind: int
    """Bytes behind the last end of file, blanks not counted."""


def leftovers(raw: bytes, places: Iterable[int]) -> Leftovers:
    """What is in the file beside the objects that begin at these places, or behind blanks there."""
    live = {match.start() for match in map(_NO_BLANK.search, repeat(raw), places) if match}
    found = [(int(match.group(1)), match.start()) for match in _OBJECT.finditer(raw)]
    starts = [start for _, start in found] + [len(raw)]
    gaps = [raw[: starts[0]]]
    objects: list[Piece] = []
    within: list[bytes] = []
    for (number, start), (_, following) in zip(found, pairwise(starts), strict=True):
        end = _end_of(raw, start, following)
        gaps.append(raw[end:following])
        if start in live:
            within += _around_data(raw[start:end])
        else:
            objects.append(Piece(number, start, raw[start:end]))
    between = b"\n".join(gap for gap in gaps if gap.strip())
    ends = between.count(_END) - (b"/Linearized" in raw[:_HEAD])
    behind = raw[raw.rfind(_END) + len(_END) :].strip() if ends > 0 else b""
    return Leftovers(
        objects, _TABLES.sub(b" ", between), without_reals(b"\n".join(within)), ends, len(behind)
    )


def _around_data(body: bytes) -> tuple[bytes, ...]:
    """An object without its stream's data."""
    end = body.rfind(b"endstream")
    return (body,) if end < 0 else (body[: body.find(b"stream")], body[end:])


def _end_of(raw: bytes, start: int, following: int) -> int:
    """Where an object's own words end."""
    match = _ENDSTREAM.search(raw, start, following) or _ENDOBJ.search(raw, start, following)
    return match.end() if match else following


def without_reals(data: bytes) -> bytes:
    """Without fractions of seven figures or so: among thousands of them is a piece of somebody's phone."""
    return _REAL.sub(b" ", data)


def odd_entries(data: bytes, widths: Sequence[int], size: int, length: int) -> bytes:
    """Entries of a cross-reference stream (ISO 32000-1, 7.5.8.3) that lead nowhere in a file of ``length`` bytes with
    objects up to ``size``, and what stands behind them.

    The others are places, whose bytes spell names by chance: among 100,000 labels almost surely.
    """
    step = sum(widths)
    if len(widths) != len(_FIELDS) or step <= 0:
        return data
    kind_end, place_end = widths[0], widths[0] + widths[1]
    odd = []
    for at in range(0, len(data), step):
        entry = data[at : at + step]
        kind = int.from_bytes(entry[:kind_end], "big") if kind_end else _IN_USE
        place, last = (
            int.from_bytes(entry[kind_end:place_end], "big"),
            int.from_bytes(entry[place_end:], "big"),
        )
        leads = place < size and last < size if kind == _PACKED else place < length and last in _GENERATIONS
        if kind > _PACKED or not leads or len(entry) < step:
            odd.append(entry)
    return b"".join(odd)
