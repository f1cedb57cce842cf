"""The file as text that can be searched: every stream decoded, metadata, annotations, attachments, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from waybill.errors import InputError, Where
from waybill.verify.leftovers import Leftovers, leftovers, replaced

_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*+)\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_FONT_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LARGEST_STREAM = 64 * 1024 * 1024
_DEEPEST_FORM = 8
_FEW_ENTRIES = 100_000
_BYTES_OF_AN_ENTRY = 64
_LONG_NUMBER = 10**9
"""What counts objects, bytes or units of a glyph is smaller; a phone is not."""


class Content(NamedTuple):
    """Searchable text of one place in the file."""

    place: str
    text: str


class Contents:
    """A PDF opened for what is in it."""

    def __init__(self, path: Path) -> None:
        """InputError VERIFY-NOT-PDF where the file can't be read."""
        from pypdf import PdfReader, apply_configuration
        from pypdf.errors import PyPdfError

        self._errors = (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
        self._path, self._where = path, Where(str(path))
        try:
            with apply_configuration(**_limits(path)):
                self._reader = PdfReader(path)
                self._pages = list(self._reader.pages)
        except self._errors as error:
            raise InputError("VERIFY-NOT-PDF", where=self._where) from error
        self._read: dict[int, Content] = {}

    def drawn(self, number: int) -> list[Content]:
        """The streams that draw a page (counted from 1): its contents and the forms that it uses."""
        try:
            page = self._pages[number - 1]
            streams = _drawing(page, _DEEPEST_FORM)
            return [self._content(identity, stream) for identity, stream in streams.items()]
        except self._errors as error:
            raise InputError("VERIFY-NOT-PDF", where=self._where) from error

    def _content(self, identity: int, stream: Any) -> Content:
        known = self._read.get(identity)
        if known is None:
            known = Content(f"stream {identity}", readable(stream.get_data()[:_LARGEST_STREAM]))
            if stream.get("/Subtype") == "/Form":
                # Forms are shared by many pages; a page's own contents are read once, and not kept.
                self._read[identity] = known
            else:
                self._reader.resolved_objects.pop((0, identity), None)
        return known

    def elsewhere(self) -> Iterator[Content]:
        """Everything that draws no page: metadata, annotations, attachments, bookmarks, other objects."""
        try:
            drawing = {identity for page in self._pages for identity in _drawing(page, _DEEPEST_FORM)}
            yield from self._objects(drawing)
            yield Content(
                "metadata", "\n".join(str(value) for value in (self._reader.metadata or {}).values())
            )
            yield Content("bookmarks", "\n".join(_titles(self._outline())))
            for name, data in self._reader.attachments.items():
                pieces = data if isinstance(data, list) else [data]
                yield Content("attachment", "\n".join([name, *map(readable, pieces)]))
        except self._errors as error:
            raise InputError("VERIFY-NOT-PDF", where=self._where) from error

    def _outline(self) -> Any:
        from pypdf import apply_configuration

        with apply_configuration(**_limits(self._path)):
            return self._reader.outline

    def _objects(self, drawing: set[int]) -> Iterator[Content]:
        from pypdf.generic import IndirectObject, StreamObject

        tables = self._reader.xref.values()
        numbers = {number for table in tables for number in table} | set(self._reader.xref_objStm)
        objects = [
            (number, IndirectObject(number, 0, self._reader).get_object())
            for number in sorted(numbers - drawing)
        ]
        members: dict[int, set[int]] = {}
        for member, (holder, _) in self._reader.xref_objStm.items():
            members.setdefault(holder, set()).add(member)
        fonts, maps = _font_parts(thing for _, thing in objects)
        for number, thing in objects:
            if isinstance(thing, StreamObject) and thing.get("/Type") == "/ObjStm":
                # It holds objects, which are read one by one, and what it holds of older revisions.
                data = thing.get_data()[:_LARGEST_STREAM]
                for member, body in replaced(data, thing["/First"], members.get(number, ())):
                    yield Content(f"stream {member}", readable(body))
            elif number not in fonts:
                yield from _texts(number, thing, is_map=number in maps)

    def leftovers(self) -> Leftovers:
        """What the file holds beside the objects that count."""
        inside = self._reader.xref_objStm
        places = [at for number, at in self._reader.xref.get(0, {}).items() if number not in inside]
        return leftovers(self._path.read_bytes(), places)

    def left_over(self, found: Leftovers) -> Iterator[Content]:
        """The same as text."""
        yield Content("between objects", readable(found.between))
        for piece in found.objects:
            try:
                yield from list(_texts(piece.number, self._object_at(piece.start)))
            except self._errors:
                yield Content(f"stream {piece.number}", readable(piece.body))

    def _object_at(self, start: int) -> Any:
        from pypdf.generic import read_object

        stream = self._reader.stream
        stream.seek(start)
        self._reader.read_object_header(stream)
        return read_object(stream, self._reader)


def _limits(path: Path) -> dict[str, Any]:
    """The library's guards against files that pretend to have endless pages, in proportion to the file.

    As they come, they take 100,000 labels for an attack.
    """
    entries = max(_FEW_ENTRIES, path.stat().st_size // _BYTES_OF_AN_ENTRY)
    return {
        "page_tree_maximum_entries": entries,
        "page_tree_maximum_page_entries": 20 * entries,
        "outline_maximum_entries": entries,
    }


def _drawing(holder: Any, depth: int) -> dict[int, Any]:
    """Streams by object number that draw a page or a form, nested forms and annotations' appearances included."""
    found: dict[int, Any] = {}
    pending = [(holder, depth)]
    while pending:
        thing, left = pending.pop()
        contents = thing.raw_get("/Contents") if "/Contents" in thing and "/Parent" in thing else None
        if contents is not None:
            body = contents.get_object()
            parts = list(body) if isinstance(body, list) else [contents]
            found |= {part.idnum: part.get_object() for part in parts if hasattr(part, "idnum")}
        resources = thing["/Resources"] if "/Resources" in thing and left else {}
        forms: Any = resources.get("/XObject", {})
        for key in forms:
            form = forms.raw_get(key)
            body = form.get_object()
            if hasattr(form, "idnum") and body.get("/Subtype") == "/Form" and form.idnum not in found:
                found[form.idnum] = body
                pending.append((body, left - 1))
    return found


def _font_parts(things: Iterator[Any]) -> tuple[set[int], set[int]]:
    """Object numbers of font programs, and of maps from codes to glyphs and characters."""
    programs: set[int] = set()
    maps: set[int] = set()
    for thing in things:
        if isinstance(thing, dict):
            for keys, found in (
                (_FONT_PROGRAMS, programs),
                (("/ToUnicode", "/CIDToGIDMap", "/Encoding"), maps),
            ):
                parts: list[Any] = [thing.raw_get(key) for key in keys if key in thing]  # type: ignore[attr-defined]
                found.update(part.idnum for part in parts if hasattr(part, "idnum"))
    return programs, maps


def _texts(number: int, thing: Any, *, is_map: bool = False) -> Iterator[Content]:
    """What an object says, and its stream; pictures are not read, nor outlines of glyphs: numbers that mean no one."""
    from pypdf.generic import StreamObject

    if isinstance(thing, StreamObject):
        if thing.get("/Subtype") == "/Image":
            return
        data = thing.get_data()[:_LARGEST_STREAM]
        # A map lists the characters in use by code point: neighbours in it are no name.
        yield Content(f"stream {number}", data.decode("latin-1") if is_map else readable(data))
    is_note = isinstance(thing, dict) and thing.get("/Type") == "/Annot"
    yield Content("annotation" if is_note else f"object {number}", "\n".join(_strings(thing, _DEEPEST_FORM)))


def _strings(thing: Any, depth: int) -> Iterator[str]:
    """The strings, names and long whole numbers of an object, not those behind references: these are objects of their own."""
    if isinstance(thing, bytes):
        yield readable(thing)
    elif isinstance(thing, str) or (isinstance(thing, int) and abs(thing) >= _LONG_NUMBER):
        yield str(thing)
    elif depth and isinstance(thing, dict):
        for key in thing:
            yield from _strings(thing.raw_get(key), depth - 1)  # type: ignore[attr-defined]
    elif depth and isinstance(thing, list):
        for value in list.__iter__(thing):
            yield from _strings(value, depth - 1)


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(getattr(entry, "title", ""))


def readable(data: bytes) -> str:
    """Bytes as text, their hexadecimal and literal strings replaced by what these spell, in UTF-16 where it can be."""
    spelled: list[str] = []

    def spell(raw: bytes) -> bytes:
        spelled.append(raw.decode("latin-1"))
        if len(raw) % 2 == 0:
            spelled.append(raw.decode("utf-16-be", "replace"))
        return b" "

    def spell_hex(match: re.Match[bytes]) -> bytes:
        digits = match.group(1).translate(None, b" \t\r\n\f\0")
        return spell(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))

    rest = _HEX.sub(spell_hex, data)
    rest = _LITERAL.sub(lambda match: spell(_unescaped(match.group(1))), rest)
    whole = data.decode("utf-16", "replace") if data[:2] in (b"\xfe\xff", b"\xff\xfe") else ""
    # An attachment or a comment may be written in GB 18030; anything but text would be read as chance characters.
    national = rest.decode("gb18030", "replace") if not rest.isascii() and not _CONTROLS.search(rest) else ""
    return "\n".join([rest.decode("utf-8", "replace"), whole, national, *spelled])


def _unescaped(raw: bytes) -> bytes:
    """A literal string's bytes (ISO 32000-1, 7.3.4.2)."""
    if b"\\" not in raw:
        return raw

    def one(match: re.Match[bytes]) -> bytes:
        escape = match.group(1)
        if escape[0] in b"01234567":
            return bytes([int(escape, 8) & 0xFF])
        return _ESCAPED.get(escape, escape)

    return _ESCAPE.sub(one, raw)
