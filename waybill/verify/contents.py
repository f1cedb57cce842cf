"""The file as text that can be searched: every stream decoded, metadata, annotations, attachments, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from logging import NullHandler, getLogger
from pathlib import Path
from typing import Any

from waybill.errors import InputError, Where
from waybill.verify.fonts import font_texts
from waybill.verify.leftovers import Leftovers, leftovers, without_reals
from waybill.verify.objects import Content, beside, font_parts, strings, texts_of
from waybill.verify.packed import LARGEST, UnreadError
from waybill.verify.spelling import readable
from waybill.verify.surplus import behind_end
from waybill.verify.undrawn import lent_resources, shows_nothing, undrawn_texts

_DEEPEST_FORM = 8
_FEW_ENTRIES = 100_000
_BYTES_OF_AN_ENTRY = 64
_NOBODY = NullHandler()


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
            known = Content(f"stream {identity}", "\n".join([readable(data), *beside(stream)]))
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
        fonts, maps = font_parts(thing for _, thing in objects)
        pages = {page.indirect_reference.idnum for page in self._pages if page.indirect_reference}
        for number, thing in objects:
            if isinstance(thing, StreamObject) and thing.get("/Type") == "/ObjStm":
                # It holds objects, which are read one by one, those of older revisions, and what stands between them.
                yield Content(f"stream {number}", readable(without_reals(thing.get_data()[:LARGEST])))
            elif number in fonts and isinstance(thing, StreamObject):
                told = [*font_texts(thing.get_data()), *behind_end(thing), *strings(thing)]
                yield Content(f"object {number}", "\n".join(told))
            else:
                yield from texts_of(number, thing, self._length, is_map=number in maps)
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
                yield from list(texts_of(piece.number, thing, self._length))
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


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(getattr(entry, "title", ""))
