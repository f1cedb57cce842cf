"""The file as text that can be searched: every stream decoded, metadata, annotations, attachments, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from logging import NullHandler, getLogger
from pathlib import Path
from typing import Any, NamedTuple

from waybill.errors import InputError, Where
from waybill.verify.fonts import font_texts
from waybill.verify.leftovers import Leftovers, leftovers, odd_entries, without_reals
from waybill.verify.packed import LARGEST, UnreadError, unpacked
from waybill.verify.spelling import outside_of_hex, readable, spellings, told_by_map
from waybill.verify.surplus import behind_end, beside_pixels
from waybill.verify.undrawn import lent_resources, shows_nothing, undrawn_texts

_FONT_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_OF_DRAWINGS = frozenset(
    ("/BBox", "/DecodeParms", "/Filter", "/FormType", "/Length", "/Matrix", "/Resources", "/Subtype", "/Type")
)
"""Entries of a stream that draws a page or is a form (ISO 32000-1, 7.3.8.2 and 8.10.2) that hold no texts."""
_BYTE_ORDER = (b"\xfe\xff", b"\xff\xfe")
_DEEPEST_FORM = 8
_FEW_ENTRIES = 100_000
_BYTES_OF_AN_ENTRY = 64
_LONG_NUMBER = 10**9
"""What counts objects, bytes or units of a glyph is smaller; a phone is not."""
_NOBODY = NullHandler()


class Content(NamedTuple):
    """Searchable text of one place in the file."""

    place: str
    text: str


class Contents:
    """A PDF opened for what is in it."""

    def __init__(self, path: Path) -> None:
        """InputError VERIFY-NOT-PDF where the file can't be read."""
        from pypdf import PdfReader, apply_configuration
        from pypdf.errors import DependencyError, DeprecationError, PyPdfError

        # What the library says of odd objects quotes them; it is told to whoever asked for it, not to a terminal.
        getLogger("pypdf").addHandler(_NOBODY)
        of_library = (PyPdfError, DependencyError, DeprecationError)
        of_odd_values = (ValueError, LookupError, TypeError, AttributeError, RuntimeError)
        self._errors = (*of_library, *of_odd_values, OSError)
        self._path, self._where = path, Where(str(path))
        try:
            self._length = path.stat().st_size
            with apply_configuration(**_limits(path)):
                self._reader = PdfReader(path)
                self._pages = list(self._reader.pages)
        except self._errors as error:
            raise InputError("VERIFY-NOT-PDF", where=self._where) from error
        self.pages = len(self._pages)
        self._read: dict[int, Content] = {}

    def drawn(self, number: int, *, copied: bool = False) -> list[Content]:
        """The streams that draw a page (counted from 1): its contents and the forms that it uses.

        ``copied``: also the text that another reader finds in them.
        """
        try:
            page = self._pages[number - 1]
            streams = _drawing(page, _DEEPEST_FORM)
            contents = [self._content(identity, stream) for identity, stream in streams.items()]
            if copied or any(shows_nothing(content.text) for content in contents):
                # A reader of pages leaves out what has no size; who copies the page's text gets it.
                contents.append(Content("stream", page.extract_text()))
            return contents
        except self._errors as error:
            raise InputError("VERIFY-NOT-PDF", where=self._where) from error

    def _content(self, identity: int, stream: Any) -> Content:
        known = self._read.get(identity)
        if known is None:
            data = stream.get_data()
            if len(data) > LARGEST:
                raise InputError("VERIFY-UNREAD", where=self._where)
            known = Content(f"stream {identity}", "\n".join([readable(data), *_beside(stream)]))
            if stream.get("/Subtype") == "/Form":
                # Forms are shared by many pages; a page's own contents are read once, and not kept.
                self._read[identity] = known
            else:
                self._reader.resolved_objects.pop((0, identity), None)
        return known

    def elsewhere(self) -> Iterator[Content]:
        """Everything that draws no page: metadata, annotations, attachments, bookmarks, other objects."""
        try:
            # A form may be among a page's resources and drawn by none: forms are read like all that draws nothing.
            contents = {
                identity
                for page in self._pages
                for identity, stream in _drawing(page, _DEEPEST_FORM).items()
                if stream.get("/Subtype") != "/Form"
            }
            yield from self._objects(contents)
            yield Content(
                "metadata", "\n".join(str(value) for value in (self._reader.metadata or {}).values())
            )
            yield Content("bookmarks", "\n".join(_titles(self._outline())))
            for name, pieces in self._reader.attachments.items():
                yield Content("attachment", "\n".join([name, *map(readable, pieces)]))
        except UnreadError:
            raise InputError("VERIFY-UNREAD", where=self._where) from None
        except self._errors as error:
            raise InputError("VERIFY-NOT-PDF", where=self._where) from error

    def _outline(self) -> Any:
        from pypdf import apply_configuration

        with apply_configuration(**_limits(self._path)):
            return self._reader.outline

    def _objects(self, contents: set[int]) -> Iterator[Content]:
        from pypdf.generic import IndirectObject, StreamObject

        tables = self._reader.xref.values()
        numbers = {number for table in tables for number in table} | set(self._reader.xref_objStm)
        objects = [
            (number, IndirectObject(number, 0, self._reader).get_object())
            for number in sorted(numbers - contents)
        ]
        fonts, maps = _font_parts(thing for _, thing in objects)
        pages = {page.indirect_reference.idnum for page in self._pages if page.indirect_reference}
        for number, thing in objects:
            if isinstance(thing, StreamObject) and thing.get("/Type") == "/ObjStm":
                # It holds objects, which are read one by one, those of older revisions, and what stands between them.
                yield Content(f"stream {number}", readable(without_reals(thing.get_data()[:LARGEST])))
            elif number in fonts and isinstance(thing, StreamObject):
                told = [*font_texts(thing.get_data()), *behind_end(thing), *_strings(thing)]
                yield Content(f"object {number}", "\n".join(told))
            else:
                yield from _texts(number, thing, self._length, is_map=number in maps)
                if number not in pages:
                    yield from self._undrawn(number, thing)

    def _undrawn(self, number: int, thing: Any) -> Iterator[Content]:
        with suppress(*self._errors):
            for text in undrawn_texts(self._reader, thing, self._lent):
                yield Content(f"drawing {number}", text)

    @cached_property
    def _lent(self) -> list[Any]:
        return lent_resources(self._reader, self._pages)

    def leftovers(self) -> Leftovers:
        """What the file holds beside the objects that count."""
        inside = self._reader.xref_objStm
        places = [at for number, at in self._reader.xref.get(0, {}).items() if number not in inside]
        return leftovers(self._path.read_bytes(), places)

    def left_over(self, found: Leftovers) -> Iterator[Content]:
        """The same as text."""
        yield Content("between objects", readable(found.between))
        yield Content("stream of objects", readable(found.within))
        for piece in found.objects:
            try:
                thing = self._object_at(piece.start)
                yield from list(_texts(piece.number, thing, self._length))
                yield from self._undrawn(piece.number, thing)
            except UnreadError:
                raise InputError("VERIFY-UNREAD", where=self._where) from None
            except self._errors:
                yield Content(f"stream {piece.number}", readable(piece.body))

    def _object_at(self, start: int) -> Any:
        from pypdf.generic import read_object

        stream = self._reader.stream
        stream.seek(start)
        number, generation = self._reader.read_object_header(stream)
        thing: Any = read_object(stream, self._reader)
        encryption = self._reader._encryption
        return encryption.decrypt_object(thing, number, generation) if encryption else thing


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
                (_FONT_PROGRAMS if "/FontName" in thing else (), programs),
                (("/ToUnicode", "/CIDToGIDMap", "/Encoding"), maps),
            ):
                parts: list[Any] = [thing.raw_get(key) for key in keys if key in thing]  # type: ignore[attr-defined]  # every dict here is pypdf's
                found.update(part.idnum for part in parts if hasattr(part, "idnum"))
    return programs, maps


def _texts(number: int, thing: Any, length: int, *, is_map: bool = False) -> Iterator[Content]:
    """What an object of a file of ``length`` bytes says, and its stream; pictures are not read, nor outlines of glyphs: numbers that mean no one."""
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
    yield Content("annotation" if is_note else f"object {number}", "\n".join(_strings(thing)))


def _is_picture(stream: Any) -> bool:
    return bool(stream.get("/Subtype") == "/Image" and "/Width" in stream)


def _beside(stream: Any) -> Iterator[str]:
    """What a stream that draws says without drawing: entries that no standard gives it, and bytes behind its data."""
    more = {key: stream.raw_get(key) for key in stream if key not in _OF_DRAWINGS}
    for key, value in more.items():
        yield from (key, *_strings(value))
    yield from behind_end(stream)


def _strings(thing: Any) -> Iterator[str]:
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
                pending += [one.raw_get(key), key]  # type: ignore[attr-defined]  # likewise
        elif isinstance(one, list):
            pending += reversed(list(list.__iter__(one)))


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(getattr(entry, "title", ""))
