"""Parent side of the PDF: finished pages in, one PDF 1.7 file out, streaming and the same every time.

A page's content stream is one zlib stream in two parts: a stored block, written here, with all that depends
on the page's place in the file (coordinates, the form's static art, the counter), and behind it the data that
a worker has compressed long before anybody knew that place.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from waybill.fonts import FontChain, chain
from waybill.page import Counter, Mark
from waybill.render.codec import adler_of_both, stored_block
from waybill.render.operators import literal, text_state
from waybill.render.painter import PageBytes, Painter
from waybill.render.pdf_fonts import write_font
from waybill.render.pdf_objects import ObjectWriter, PageTree, Sink
from waybill.render.static_art import StaticArt, compile_static
from waybill.units import DotGrid
from waybill.version import __version__

__all__ = ["PageBytes", "Painter", "PdfFile"]
_ZLIB_HEADER = b"\x78\x01"
_COUNTER_CHARACTERS = "0123456789/"


class PdfFile:
    """A PDF of labels on one paper.  ``out`` is only ever written to, in order.

    ``static`` is what :func:`waybill.render.static_art.compile_static` made (or its marks), ``created`` the
    time to be told in the file, ``chance`` random bytes by which no two files are the same (none: equal pages make equal
    files).  Pages come by :meth:`add`; :meth:`finish` ends the file and leaves ``out`` open.
    """

    def __init__(
        self,
        out: Sink,
        *,
        grid: DotGrid,
        static: bytes | Sequence[Mark],
        created: datetime,
        chance: bytes = b"",
    ) -> None:
        self._writer = ObjectWriter(out)
        self._tree = PageTree(self._writer)
        self._grid, self._created = grid, created
        self._fonts = chain()
        self._static = StaticArt.unpack(static if isinstance(static, bytes) else compile_static(static, grid))
        self._used: dict[int, set[str]] = {}
        self._counters: dict[Counter, _CounterArt] = {}
        self._outline: list[tuple[str, int]] = []
        self._digest = sha256(f"{created.isoformat()}{grid!r}".encode() + self._static.pack() + chance)
        x_scale, y_scale = grid.width_pt / grid.width_dots, grid.height_pt / grid.height_dots
        self._start = b"%b 0 0 %b 0 0 cm/S Do\n" % (_real(x_scale), _real(y_scale))
        self._start_adler = zlib.adler32(self._start)
        self.page_count = 0
        self._use(self._static.used)

    def add(self, page: PageBytes, *, group: str = "") -> int:
        """Append a page; its number, from 1.  A ``group`` other than the page's before becomes a bookmark."""
        self.page_count += 1
        if page.used:
            self.use(page)
        if group and (not self._outline or self._outline[-1][0] != group):
            self._outline.append((group, self.page_count - 1))
        start, start_adler = self._start, self._start_adler
        if page.counter is not None:
            start += self._counter_art(page.counter).number(self.page_count)
            start_adler = zlib.adler32(start)
        check = adler_of_both(start_adler, page.adler, page.length).to_bytes(4, "big")
        self._digest.update(check)
        number = self._writer.new()
        self._writer.stream(
            number, b"/Filter/FlateDecode", _ZLIB_HEADER, stored_block(start), page.data, check
        )
        self._tree.add(number)
        return self.page_count

    def use(self, page: PageBytes) -> None:
        """Take a page's characters into the fonts without the page: for pages of the same painter that go
        into another file.
        """
        self._use(page.used)

    def prepare(self) -> None:
        """Do ahead, while the last pages are still being painted, what :meth:`finish` will have to do."""
        for number, characters in self._used.items():
            self._fonts.face(number).prepare(map(ord, characters))

    def finish(self) -> None:
        """Write what is known only now: fonts, static art, counters' totals, page tree, cross-references."""
        writer = self._writer
        if self._counters:
            self._use(((0, _COUNTER_CHARACTERS),))
        fonts = b"".join(b"/F%d %d 0 R" % (number, self._write_font(number)) for number in sorted(self._used))
        forms = {b"S": self._static.content}
        forms |= {art.name: art.total(self.page_count) for art in self._counters.values()}
        names = b"".join(b"/%b %d 0 R" % (name, self._write_form(art, fonts)) for name, art in forms.items())
        resources = writer.new()
        writer.put(resources, b"<</Font<<%b>>/XObject<<%b>>>>" % (fonts, names))
        box = b"[0 0 %b %b]" % (_real(self._grid.width_pt), _real(self._grid.height_pt))
        pages = self._tree.finish(b"/MediaBox%b/Resources %d 0 R" % (box, resources))
        catalog, info = writer.new(), writer.new()
        outline = self._write_outline()
        view = b"/ViewerPreferences<</PrintScaling/None/PickTrayByPDFSize true>>/Lang(zh-CN)"
        writer.put(catalog, b"<</Type/Catalog/Pages %d 0 R%b%b>>" % (pages, view, outline))
        writer.put(info, self._information())
        writer.finish(catalog, info, self._digest.digest()[:16])

    def _use(self, used: Sequence[tuple[int, str]]) -> None:
        for font, characters in used:
            self._used.setdefault(font, set()).update(characters)

    def _counter_art(self, counter: Counter) -> _CounterArt:
        art = self._counters.get(counter)
        if art is None:
            name = b"N%d" % len(self._counters)
            art = self._counters[counter] = _CounterArt(counter, name, self._fonts, self._grid.height_dots)
        return art

    def _write_form(self, content: bytes, fonts: bytes) -> int:
        """8.10 Form XObjects."""
        number = self._writer.new()
        box = b"[0 0 %d %d]" % (self._grid.width_dots, self._grid.height_dots)
        entries = b"/Type/XObject/Subtype/Form/BBox%b/Resources<</Font<<%b>>>>" % (box, fonts)
        self._writer.deflated(number, entries, content)
        return number

    def _write_font(self, number: int) -> int:
        return write_font(self._writer, self._fonts.face(number).subset(map(ord, self._used[number])))

    def _write_outline(self) -> bytes:
        """12.3.3 Document outline: one bookmark where each group begins; the catalog's entries for it."""
        if not self._outline:
            return b""
        writer = self._writer
        root = writer.new()
        items = [writer.new() for _ in self._outline]
        for place, (title, page) in enumerate(self._outline):
            links = b"/Prev %d 0 R" % items[place - 1] if place else b""
            links += b"/Next %d 0 R" % items[place + 1] if place + 1 < len(items) else b""
            goal = b"/Dest[%d 0 R/Fit]" % self._tree.pages[page]
            entries = b"/Title%b/Parent %d 0 R%b%b" % (_text_string(title), root, links, goal)
            writer.put(items[place], b"<<%b>>" % entries)
        ends = (items[0], items[-1], len(items))
        writer.put(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
        return b"/Outlines %d 0 R/PageMode/UseOutlines" % root

    def _information(self) -> bytes:
        """14.3.3: nothing but the producer and the time."""
        zone = self._created.strftime("%z")
        zone = f"{zone[:3]}'{zone[3:5]}'" if zone else "Z"
        time = self._created.strftime("D:%Y%m%d%H%M%S") + zone
        return b"<</Producer(Waybill %b)/CreationDate(%b)>>" % (__version__.encode(), time.encode())


class _CounterArt:
    """``n/N`` at one place: the page's own number, right-aligned to the stroke, and the form ``name`` that tells the total."""

    def __init__(self, counter: Counter, name: bytes, fonts: FontChain, paper_height: int) -> None:
        self.name = name
        self._x, self._y = counter.x_dots, paper_height - counter.baseline_dots
        self._state = text_state(0, counter.size_dots, counter.bold)
        self._half_stroke = fonts.width("/", counter.size_dots) / 2
        self._digits = {digit: fonts.width(digit, counter.size_dots) for digit in "0123456789"}

    def number(self, page: int) -> bytes:
        """The operators of page number ``page``, and the call of the form."""
        digits = str(page)
        width = sum(map(self._digits.__getitem__, digits))
        return b"%b/%b Do\n" % (self._text(self._x - width - self._half_stroke, digits), self.name)

    def total(self, pages: int) -> bytes:
        """The form's content."""
        return self._text(self._x - self._half_stroke, f"/{pages}")

    def _text(self, x: float, text: str) -> bytes:
        return b"BT %b%d %d Td(%b)Tj ET\n" % (self._state, round(x), self._y, text.encode("utf-16-be"))


def _real(value: float) -> bytes:
    """A real with as many decimals as keep every dot of a page in place."""
    return (b"%.9f" % value).strip(b"0").rstrip(b".")


def _text_string(text: str) -> bytes:
    """7.9.2.2: a text string in UTF-16."""
    return b"(" + literal(b"\xfe\xff" + text.encode("utf-16-be")) + b")"
