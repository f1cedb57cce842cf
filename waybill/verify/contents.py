"""The file as bytes that can be searched: every stream decoded, metadata, annotations, attachments, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from waybill.errors import InputError, Where

_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_FONT_PROGRAMS = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})
_LARGEST_STREAM = 64 * 1024 * 1024


class Content(NamedTuple):
    """Searchable text of one place in the file."""

    place: str
    text: str


def contents(path: Path) -> Iterator[Content]:
    """Every place.  InputError VERIFY-NOT-PDF where the file can't be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        fonts = _font_programs(reader)
        for number, thing in _objects(reader):
            yield from _of_object(number, thing, number in fonts)
        yield Content("metadata", " ".join(str(value) for value in (reader.metadata or {}).values()))
        yield Content("bookmarks", " ".join(_titles(reader.outline)))
        for name, data in reader.attachments.items():
            yield Content(
                "attachment",
                name + " " + " ".join(map(_readable, data if isinstance(data, list) else [data])),
            )
    except (PyPdfError, OSError, ValueError, RecursionError) as error:
        raise InputError("VERIFY-NOT-PDF", where=Where(str(path))) from error


def _objects(reader: Any) -> Iterator[tuple[int, Any]]:
    from pypdf.generic import IndirectObject

    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield number, IndirectObject(number, 0, reader).get_object()


def _font_programs(reader: Any) -> set[int]:
    found: set[int] = set()
    for _, thing in _objects(reader):
        if isinstance(thing, dict):
            found |= {
                thing.raw_get(key).idnum
                for key in _FONT_PROGRAMS & thing.keys()
                if hasattr(thing.raw_get(key), "idnum")
            }
    return found


def _of_object(number: int, thing: Any, is_font: bool) -> Iterator[Content]:
    from pypdf.generic import StreamObject

    if isinstance(thing, dict) and thing.get("/Type") == "/Annot":
        yield Content("annotation", str(dict(thing)))
    if isinstance(thing, StreamObject):
        # Outlines of glyphs are numbers that mean no one; what the glyphs say is in the text.
        if not is_font and thing.get("/Subtype") != "/Image":
            data = thing.get_data()[:_LARGEST_STREAM]
            yield Content(f"stream {number}", _readable(data))
    elif thing is not None and not isinstance(thing, dict):
        yield Content(f"object {number}", str(thing))
    elif isinstance(thing, dict):
        yield Content(
            f"object {number}", " ".join(str(value) for value in thing.values() if isinstance(value, str))
        )


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(getattr(entry, "title", ""))


def _readable(data: bytes) -> str:
    """The bytes as text, with hexadecimal strings replaced by what they spell, literal strings as UTF-16 too."""
    spelled: list[str] = []

    def spell(match: re.Match[bytes]) -> bytes:
        digits = re.sub(rb"\s", b"", match.group(1))
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        spelled.append(raw.decode("utf-16-be", "replace") if len(raw) % 2 == 0 else "")
        spelled.append(raw.decode("latin-1"))
        return b" "

    rest = _HEX.sub(spell, data)
    for match in _LITERAL.finditer(rest):
        raw = re.sub(rb"\\(.)", rb"\1", match.group(1), flags=re.DOTALL)
        spelled.append(raw.decode("utf-16-be", "replace") if len(raw) % 2 == 0 else "")
    return "\n".join([rest.decode("utf-8", "replace"), *spelled])
