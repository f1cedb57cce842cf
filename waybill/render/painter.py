"""Worker side of the PDF: marks become content operators, and a page of them finished, compressed content that only has
to be put into a file.

Nothing here depends on what page it will be or on what other processes do: fonts have codes that need no
agreement, and the part of a page that knows its number is written by the parent in front of this part.  The operators
of a mark stand for themselves and leave no state behind, so that whoever has them may use them on many pages.
"""

from __future__ import annotations

from codecs import utf_16_be_encode
from collections.abc import Callable
from typing import NamedTuple

from waybill.fonts import FontChain, chain
from waybill.frozen import made
from waybill.page import Bars, Box, Counter, Image, Mark, Matrix, Page, Text
from waybill.render.codec import Codec, best, stored_block
from waybill.render.operators import SPECIAL, Dense, bars, bars_path, bitmap, box, escaped, text_state
from waybill.units import DotGrid


class PageBytes(NamedTuple):
    """A painted page: raw deflate data, its plain length and Adler-32, and what the parent must know."""

    data: bytes
    length: int
    adler: int
    counter: Counter | None
    used: tuple[tuple[int, str], ...]
    """Font number and characters that no earlier page of the same painter has used."""


class Painter:
    """Paints pages of one paper; remembers which characters it has met.

    A painter belongs to one job, for as many chunks as a process paints of it.  Every page it makes must be
    added to the job's file, or told to it by ``use``: a page's ``used`` names only what no earlier one has
    named.  What :meth:`draw` and :meth:`line` made goes on pages of this painter only, for the same reason.
    """

    def __init__(self, grid: DotGrid, fonts: FontChain | None = None, codec: Codec | None = None) -> None:
        fonts = fonts or chain()
        self._height = grid.height_dots
        self._deflate, self._adler32 = (codec or best())[1:3]
        self._starts = _TextStarts(grid.height_dots)
        self._encoders = _Encoders(fonts)
        self._met: dict[int, set[str]] = {}
        """Characters by font."""
        self._news: dict[int, str] = {}
        """Those met since the last page."""
        self._widths = self._path = b""

    def meet(self, text: str, font: int) -> None:
        """Take characters into the next page's ``used``, unless an earlier one had them."""
        met = self._met.setdefault(font, set())
        fresh = set(text) - met
        if fresh:
            met |= fresh
            self._news[font] = self._news.get(font, "") + "".join(fresh)

    def line(
        self, x_dots: int, baseline_dots: int, size_dots: int, bold: bool, text: str, font: int, white: bool
    ) -> bytes:
        """The operators of one line of text, all characters of which were met before."""
        codes, _ = utf_16_be_encode(text)
        if font or len(codes) != 2 * len(text):
            codes = self._encoders[font](text)
        if codes.translate(None, SPECIAL) != codes:
            codes = escaped(codes)
        start = self._starts[x_dots, baseline_dots, size_dots, bold, font, white]
        return b"%b%b)Tj ET 0 g 0 G\n" % (start, codes) if white else b"%b%b)Tj ET\n" % (start, codes)

    def draw(self, mark: Mark) -> bytes:
        """The operators of one mark."""
        if type(mark) is Text:
            self.meet(mark.text, mark.font)
            return self.line(*mark)
        if type(mark) is Bars:
            if mark.widths != self._widths:
                self._widths, self._path = mark.widths, bars_path(mark.widths)
            foot = self._height - mark.y_dots - mark.height_dots
            return bars(mark.x_dots, foot, mark.module_dots, mark.height_dots, self._path)
        if type(mark) is Matrix or type(mark) is Image:
            return bitmap(mark, self._height)
        if type(mark) is Box:
            return box(mark, self._height)
        raise TypeError(type(mark).__name__)

    def finish(self, page: Page[bytes]) -> PageBytes:
        """The page, compressed, without number and static art.  ``page``: what :meth:`draw` made of its marks, in order.

        A matrix symbol comes first, stored as it is: a quick coder would make it a quarter longer, and no element of a form
        lies over another.  (Of several the first: forms with more are few.)
        """
        marks = page.marks
        kinds = [*map(type, marks)]
        if Dense not in kinds:
            content = b"".join(marks)
            data, check, length = self._deflate(content), self._adler32(content), len(content)
        else:
            at = kinds.index(Dense)
            symbol, content = marks[at], b"".join(marks[:at] + marks[at + 1 :])
            data = stored_block(symbol) + self._deflate(content)
            check, length = self._adler32(content, self._adler32(symbol)), len(symbol) + len(content)
        return made(PageBytes, (data, length, check, page.counter, self._untold()))

    def paint(self, page: Page[Mark]) -> PageBytes:
        """A page of marks, drawn and finished."""
        return self.finish(Page([self.draw(mark) for mark in page.marks], page.counter))

    def _untold(self) -> tuple[tuple[int, str], ...]:
        """What was met since the last page, sorted."""
        if not self._news:
            return ()
        news = tuple((font, "".join(sorted(self._news[font]))) for font in sorted(self._news))
        self._news.clear()
        return news


class _TextStarts(dict[tuple[int, int, int, bool, int, bool], bytes]):
    """The operators before a line's codes, by the pen's place and the text state; a form has a few thousand at most.

    Made anew they take six times as long, a dozen times a label.
    """

    def __init__(self, paper_height: int) -> None:
        super().__init__()
        self._height = paper_height

    def __missing__(self, key: tuple[int, int, int, bool, int, bool]) -> bytes:
        x, baseline, size, bold, font, white = key
        colour = b"1 g 1 G " if white else b""
        state = text_state(font, size, bold)
        start = self[key] = b"%bBT\n%b%d %d Td(" % (colour, state, x, self._height - baseline)
        return start


class _Encoders(dict[int, Callable[[str], bytes]]):
    """Text to codes, by font."""

    def __init__(self, fonts: FontChain) -> None:
        super().__init__()
        self._fonts = fonts

    def __missing__(self, font: int) -> Callable[[str], bytes]:
        encoder = self[font] = self._fonts.face(font).encode
        return encoder
