"""An order file opened: its encoding, delimiter, header and profile found, its rows handed out in chunks.

Reading streams: memory does not grow with the file.  The parent process only cuts bytes at record boundaries; decoding,
parsing and judging rows is the workers' work (:func:`waybill.intake.rows.read_chunk`).
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from waybill.errors import InputError, Where
from waybill.intake.encoding import Encoding, checked, detect
from waybill.intake.header import LOOK_AHEAD, Match, choose, grouped, is_header, recognised_count, understand
from waybill.intake.layout import Layout, RawChunk
from waybill.intake.profile import Profile, available, by_id
from waybill.intake.records import MAX_LINES, cells_of, span

HEAD = 1 << 20
"""So many first bytes are looked at for encoding, delimiter and header."""
LINE_LIMIT = 1 << 20
"""A longer physical line (in bytes) is not an order file's."""
DELIMITERS = (",", "\t", ";", "|")

Opener = Callable[[], BinaryIO]


class Source:
    """One table of orders: a text file, or one sheet of a workbook."""

    def __init__(self, layout: Layout, match: Match, chunks: Callable[[int], Iterator[RawChunk]], first_line: int) -> None:
        self.layout = layout
        self.match = match
        self.first_line = first_line
        """Line of the first row behind the header."""
        self._chunks = chunks

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return self.layout.file

    @property
    def columns(self) -> tuple[str, ...]:
        """The header as found."""
        return self.layout.header

    def chunks(self, rows_per_chunk: int = 256) -> Iterator[RawChunk]:
        """The rows behind the header in file order, in chunks of about so many; streaming.  A pipe can be read once."""
        return self._chunks(rows_per_chunk)


def open_source(
    path: str,
    *,
    stdin: BinaryIO | None = None,
    profile: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    profile_folder: Path | None = None,
    strict: bool = False,
) -> Source:
    """Open an order file; ``-`` reads ``stdin``.  Raises InputError for a file that is none or can't be understood."""
    profiles = available(profile_folder)
    if path == "-":
        if stdin is None:
            raise InputError("INTAKE-NO-FILE", where=Where("<stdin>"))
        name, head = "<stdin>", _read_up_to(stdin, HEAD)
        found = detect(head, None, encoding, name)
        opener: Opener = lambda: _Joined(head, stdin)  # type: ignore[return-value]  # noqa: E731
    else:
        file = Path(path)
        name = file.name
        opener = lambda: _open(file)  # noqa: E731
        with opener() as stream:
            head = stream.read(HEAD)
        found = detect(head, opener, encoding, name)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError("INTAKE-EMPTY", where=Where(name))
    return _text_source(name, head, found, opener, profiles, profile, delimiter, strict)


def _open(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise InputError("INTAKE-NO-FILE", where=Where(file.name)) from None
    except OSError as error:
        raise InputError("INTAKE-UNREADABLE", where=Where(file.name), reason=error.strerror or "?") from None


def _read_up_to(stream: BinaryIO, size: int) -> bytes:
    parts, have = [], 0
    while have < size and (part := stream.read(size - have)):
        parts.append(part)
        have += len(part)
    return b"".join(parts)


class _Joined:
    """A pipe with its first bytes, read already, put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = BytesIO(head), rest

    def read(self, size: int) -> bytes:
        return self._head.read(size) or self._rest.read(size)

    def close(self) -> None:
        """The pipe belongs to the caller."""


def _text_source(
    name: str,
    head: bytes,
    encoding: Encoding,
    opener: Opener,
    profiles: Sequence[Profile],
    wanted: str | None,
    delimiter: str | None,
    strict: bool,
) -> Source:
    wide = encoding.codec.startswith("utf-16")
    lines = _first_lines(head, encoding)
    sep = [lines.pop(0).partition("=")[2][:1]] if lines and lines[0].lower().startswith("sep=") else []
    skipped = len(sep)
    options = [delimiter] if delimiter else sep or list(DELIMITERS)
    plain = by_id("plain", profiles)
    tables = [(option, _first_rows(lines, option)) for option in options]
    best, rows = max(tables, key=lambda table: max((recognised_count(cells, plain) for _, cells in table[1]), default=0))
    at, cells, match = find_header(rows, profiles, wanted, name)
    next_line = (rows[at + 1][0] if at + 1 < len(rows) else len(lines)) + 1 + skipped
    layout = make_layout(name, "utf-8" if wide else encoding.codec, best, cells, match, strict)

    def chunks(rows_per_chunk: int) -> Iterator[RawChunk]:
        stream = opener()
        try:
            blocks = checked(stream, encoding, name)
            if wide:
                blocks = _as_utf8(blocks, encoding.codec)
            yield from cut(blocks, layout, next_line, rows_per_chunk)
        finally:
            stream.close()

    return Source(layout, match, chunks, next_line)


def _as_utf8(blocks: Iterator[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)()
    for block in blocks:
        yield decoder.decode(block).encode()


def _first_lines(head: bytes, encoding: Encoding) -> list[str]:
    """The first physical lines of a text, without their ends."""
    text = codecs.getincrementaldecoder(encoding.codec)("replace").decode(head[encoding.bom :])
    text = text[: 1 << 18].replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n", LOOK_AHEAD * 3)
    return lines[: LOOK_AHEAD * 3]


def _first_rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """(offset of the first line, cells) of the first records."""
    rows: list[tuple[int, list[str]]] = []
    at = 0
    while at < len(lines) and len(rows) < LOOK_AHEAD:
        taken = span(lines, at, delimiter, 0, more=False)
        cells = cells_of("\n".join(lines[at : at + taken]), delimiter) if taken else None
        rows.append((at, cells or [lines[at]]))
        at += max(taken, 1)
    return rows


def find_header(
    rows: Sequence[tuple[int, list[str]]], profiles: Sequence[Profile], wanted: str | None, name: str
) -> tuple[int, list[str], Match]:
    """The header among the first rows: (its place in ``rows``, its cells, how it is understood).

    Raises InputError: ``INTAKE-NO-HEADER`` (no row names columns; no cell is shown, it may be a person's),
    ``INTAKE-COLUMNS`` (required columns are missing, with the nearest guesses).
    """
    plain = by_id("plain", profiles)
    for at, (_, cells) in enumerate(rows):
        candidates = [cells]
        if at and len(rows[at - 1][1]) > 1:
            candidates.append(grouped(rows[at - 1][1], cells))
        best = max(candidates, key=lambda row: recognised_count(row, plain))
        if not is_header(best, plain) and not choose(best, profiles):
            continue
        if at + 1 < len(rows):
            below = grouped(best, rows[at + 1][1])
            if recognised_count(below, plain) > recognised_count(best, plain):
                continue
        chosen = choose(best, profiles)
        if wanted:
            match = understand(best, by_id(wanted, profiles), plain)
        elif chosen:
            match = understand(best, chosen[0], plain, chosen[1])
        else:
            match = understand(best, plain, plain)
        if match.missing and not match.profile.join_needed:
            raise _columns_missing(match, name, rows[at][0] + 1)
        return at, best, match
    raise InputError("INTAKE-NO-HEADER", where=Where(name), looked=LOOK_AHEAD)


def _columns_missing(match: Match, name: str, line: int) -> InputError:
    guesses = "; ".join(f"{seen} ~ {guess}" if guess else seen for seen, guess in match.unknown[:20])
    return InputError("INTAKE-COLUMNS", where=Where(name, line), missing=", ".join(match.missing), unknown=guesses or "-")


def make_layout(name: str, codec: str, delimiter: str, cells: Sequence[str], match: Match, strict: bool) -> Layout:
    """The Layout for workers."""
    profile = match.profile
    return Layout(
        file=name,
        encoding=codec,
        delimiter=delimiter,
        header=tuple(cells),
        profile=profile.id,
        index=match.index,
        clean=profile.clean,
        carrier_by_prefix=profile.carrier_by_prefix,
        virtual_extension=profile.virtual_extension,
        strict=strict,
    )


def cut(blocks: Iterator[bytes], layout: Layout, first_line: int, rows_per_chunk: int) -> Iterator[RawChunk]:
    """Cut bytes into chunks of whole records, beginning at ``first_line``; quotes are respected, lines counted."""
    carry: list[bytes] = []
    tail = b""
    line = 1
    for block in chain(blocks, (None,)):
        data = tail + (block or b"")
        lines = data.splitlines(keepends=True)
        tail = b""
        if block is not None and lines and not lines[-1].endswith(b"\n"):
            tail = lines.pop()
            if len(tail) > LINE_LIMIT:
                raise InputError("INTAKE-LIMIT-LINE", where=Where(layout.file, line + len(carry) + len(lines)), limit=LINE_LIMIT)
        if line < first_line:
            drop = min(first_line - line, len(lines))
            lines, line = lines[drop:], line + drop
        carry += lines
        at = 0
        while at < len(carry):
            end = _end(carry, at, at + rows_per_chunk, layout, more=block is not None)
            if end <= at:
                break
            yield RawChunk(line, b"".join(carry[at:end]))
            line += end - at
            at = end
        del carry[:at]


def _end(lines: list[bytes], at: int, want: int, layout: Layout, more: bool) -> int:
    """Where a chunk that begins at ``at`` and wants to end at ``want`` can end; ``at`` where more lines are needed."""
    if want > len(lines):
        if more:
            return at
        want = len(lines)
    data = b"".join(lines[at:want])
    if b'"' not in data:
        return want
    codec = layout.encoding if layout.delimiter == "|" else "latin-1"
    look = [line.decode(codec, "replace").rstrip("\r\n") for line in lines[at : want + MAX_LINES]]
    spot = 0
    while spot < want - at:
        taken = span(look, spot, layout.delimiter, len(layout.header), more) if '"' in look[spot] else 1
        if taken < 0:
            return at
        spot += max(taken, 1)
    return at + spot

