"""What an object of a PDF says: its strings, names and long numbers, its stream decoded, and what stands beside either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from waybill.verify.leftovers import odd_entries
from waybill.verify.packed import LARGEST, UnreadError, unpacked
from waybill.verify.spelling import outside_of_hex, readable, spellings, told_by_map
from waybill.verify.surplus import behind_end, beside_pixels

_FONT_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_OF_DRAWINGS = frozenset(
    ("/BBox", "/DecodeParms", "/Filter", "/FormType", "/Length", "/Matrix", "/Resources", "/Subtype", "/Type")
)
"""Entries of a stream that draws a page or is a form (ISO 32000-1, 7.3.8.2 and 8.10.2) that hold no texts."""
_BYTE_ORDER = (b"\xfe\xff", b"\xff\xfe")
_LONG_NUMBER = 10**9
"""What counts objects, bytes or units of a glyph is smaller; a phone is not."""


class Content(NamedTuple):
    """Searchable text of one place in the file."""

    place: str
    text: str


def texts_of(number: int, thing: Any, length: int, *, is_map: bool = False) -> Iterator[Content]:
    """What an object of a file of ``length`` bytes says, and its stream.  UnreadError where that is more than is read.

    Pictures are not read, nor outlines of glyphs: numbers that mean no one.  ``is_map``: of a font, from codes to characters.
    """
    from pypdf.generic import StreamObject

    if isinstance(thing, StreamObject):
        data = beside_pixels(thing) if _is_picture(thing) else thing.get_data()
        if len(data) > LARGEST:
            raise UnreadError
        if thing.get("/Type") == "/XRef":
            widths: Any = thing.get("/W", ())
            size: Any = thing.get("/Size", 0)
            data = odd_entries(data, widths, size, length)
        # A map lists the characters in use by code point: neighbours in it are no name.
        text = (
            f"{data.decode('latin-1')}\n{readable(outside_of_hex(data))}\n{told_by_map(data)}"
            if is_map
            else readable(data)
        )
        yield Content(f"stream {number}", "\n".join([text, *behind_end(thing)]))
        for piece in unpacked(data):
            yield Content(f"stream {number}", readable(piece))
    is_note = isinstance(thing, dict) and thing.get("/Type") == "/Annot"
    yield Content("annotation" if is_note else f"object {number}", "\n".join(strings(thing)))


def _is_picture(stream: Any) -> bool:
    return bool(stream.get("/Subtype") == "/Image" and "/Width" in stream)


def beside(stream: Any) -> Iterator[str]:
    """What a stream that draws says without drawing: entries that no standard gives it, and bytes behind its data."""
    more = {key: stream.raw_get(key) for key in stream if key not in _OF_DRAWINGS}
    for key, value in more.items():
        yield from (key, *strings(value))
    yield from behind_end(stream)


def strings(thing: Any) -> Iterator[str]:
    """The strings, names, keys and long whole numbers of an object, however deep.

    Not those behind references: these are objects of their own.
    """
    pending = [thing]
    while pending:
        one = pending.pop()
        if isinstance(one, bytes):
            yield readable(one)
        elif isinstance(one, str) or (isinstance(one, int) and abs(one) >= _LONG_NUMBER):
            yield str(one)
            raw = getattr(one, "original_bytes", b"")
            if raw[:2] not in _BYTE_ORDER and (b"\0" in raw or not raw.isascii()):
                yield from spellings(raw)
        elif isinstance(one, dict):
            for key in reversed(list(one)):
                pending += [one.raw_get(key), key]  # type: ignore[attr-defined]  # every dict here is pypdf's
        elif isinstance(one, list):
            pending += reversed(list(list.__iter__(one)))


def font_parts(things: Iterator[Any]) -> tuple[set[int], set[int]]:
    """Object numbers of font programs, and of maps from codes to glyphs and characters."""
    programs: set[int] = set()
    maps: set[int] = set()
    for thing in things:
        if isinstance(thing, dict):
            for keys, found in (
                (_FONT_PROGRAMS if "/FontName" in thing else (), programs),
                (("/ToUnicode", "/CIDToGIDMap", "/Encoding"), maps),
            ):
                parts: list[Any] = [thing.raw_get(key) for key in keys if key in thing]  # type: ignore[attr-defined]  # likewise
                found.update(part.idnum for part in parts if hasattr(part, "idnum"))
    return programs, maps
