"""Worker side of the PDF: a Page becomes finished, compressed content that only has to be put into a file.

Nothing here depends on what page it will be or on what other processes do: fonts have codes that need no
agreement, and the part of a page that knows its number is written by the parent in front of this part.
"""

from __future__ import annotations

import re
import zlib
from codecs import utf_16_be_encode
from collections.abc import Callable
from typing import NamedTuple

from waybill.fonts import FontChain, chain
from waybill.frozen import made
from waybill.page import Bars, Box, Counter, Image, Matrix, Page, Text
from waybill.render.codec import Codec, best
from waybill.render.operators import bars, bars_path, bitmap, box_path, literal, text_state
from waybill.units import DotGrid

_GAP = "\ue0db"
"""Between the lines of a page while their codes are made: of private use, so in no text; and no two characters side by
side have its bytes across them, because DB begins a surrogate only."""
_PATIENCE = 100
"""Pages with unknown characters after which the pattern of the known ones is made anew."""
_GAP_CODES = b"\xe0\xdb"


class PageBytes(NamedTuple):
    """A painted page: raw deflate data, its plain length and Adler-32, and what the parent must know."""

    data: bytes
    length: int
    adler: int
    counter: Counter | None
    used: tuple[tuple[int, str], ...]
    """Font number and characters that no earlier page of the same painter has used."""


def page_painter(
    grid: DotGrid, *, fonts: FontChain | None = None, codec: Codec | None = None
) -> Callable[[Page], PageBytes]:
    """A painter for pages of one paper.

    A painter belongs to one job, for as many chunks as a process paints of it.  Every page it makes must be
    added to the job's file, or told to it by ``use``: a page's ``used`` names only what no earlier one has
    named.
    """
    return Painter(grid, fonts or chain(), codec or best()).paint


class Painter:
    """Paints pages of one paper; remembers which characters it has already told of."""

    def __init__(self, grid: DotGrid, fonts: FontChain, codec: Codec) -> None:
        self._height = grid.height_dots
        self._face = fonts.face
        self._encoders = {0: fonts.face(0).encode}
        self._deflate = codec.deflate
        self._told: dict[int, _Told] = {}

    def paint(self, page: Page) -> PageBytes:
        """The page's content without number and static art."""
        content, texts = self.content(page)
        data, check = self._deflate(content), zlib.adler32(content)
        return made(PageBytes, (data, len(content), check, page.counter, self._untold(texts)))

    def content(self, page: Page) -> tuple[bytes, dict[int, str]]:
        """The content operators, and what is written in each font, by its number."""
        parts: list[bytes] = []
        add = parts.append
        height = self._height
        in_text = white = now_bold = False
        now_size = now_font = -1
        line_x, line_y = 0, height
        widths = path = b""
        lines = [mark for mark in page.marks if type(mark) is Text]
        texts = _by_font(lines)
        next_literal = iter(self._literals(lines, texts)).__next__
        for mark in page.marks:
            if type(mark) is Text:
                x, y, size, bold, _, font, is_white = mark
                if not in_text:
                    add(b"BT\n")
                    in_text, line_x, line_y = True, 0, height
                if is_white is not white:
                    add(b"1 g 1 G\n" if is_white else b"0 g 0 G\n")
                    white = is_white
                if size != now_size or bold is not now_bold or font != now_font:
                    add(text_state(font, size, bold))
                    now_size, now_bold, now_font = size, bold, font
                add(b"%d %d Td(%b)Tj\n" % (x - line_x, line_y - y, next_literal()))
                line_x, line_y = x, y
                continue
            if in_text:
                add(b"ET\n")
                in_text = False
            if white:
                add(b"0 g 0 G\n")
                white = False
            if type(mark) is Bars:
                if mark.widths != widths:
                    widths = mark.widths
                    path = bars_path(widths)
                foot = height - mark.y_dots - mark.height_dots
                add(bars(mark.x_dots, foot, mark.module_dots, mark.height_dots, path))
            elif type(mark) is Box:
                path_of_box = box_path(mark, height)
                add(b"1 g\n%bf 0 g\n" % path_of_box if mark.white else path_of_box + b"f\n")
            elif type(mark) is Matrix or type(mark) is Image:
                add(bitmap(mark, height))
        if in_text:
            add(b"ET\n")
        return b"".join(parts), texts

    def _literals(self, lines: list[Text], texts: dict[int, str]) -> list[bytes]:
        """The codes of each line as a literal string; of all lines at once where none needs a second font."""
        if len(texts) == 1 and 0 in texts:
            text = _GAP.join([line[4] for line in lines])
            codes, _ = utf_16_be_encode(text)
            if len(codes) == 2 * len(text) and text.count(_GAP) == len(lines) - 1:
                return literal(codes).split(_GAP_CODES)
        return [literal(self._encoder(line.font)(line.text)) for line in lines]

    def _encoder(self, font: int) -> Callable[[str], bytes]:
        if font not in self._encoders:
            self._encoders[font] = self._face(font).encode
        return self._encoders[font]

    def _untold(self, texts: dict[int, str]) -> tuple[tuple[int, str], ...]:
        """What of these texts no earlier page has used, sorted; remembered from now on."""
        news = []
        for font, text in texts.items():
            fresh = self._told.setdefault(font, _Told()).news(text)
            if fresh:
                news.append((font, fresh))
        return tuple(news) if len(news) < 2 else tuple(sorted(news))


def _by_font(lines: list[Text]) -> dict[int, str]:
    fonts = {line[5] for line in lines}
    if len(fonts) == 1:
        return dict.fromkeys(fonts, "".join([line[4] for line in lines]))
    return {font: "".join([line[4] for line in lines if line[5] == font]) for font in fonts}


class _Told:
    """The characters told of in one font.

    A compiled pattern of them finds a stranger in a page's text some ten times faster than a set does; it is
    made anew, which takes a millisecond, only when the set has been asked often.
    """

    def __init__(self) -> None:
        self._characters: set[str] = set()
        self._asked = 0
        self._stranger: Callable[[str], object] | None = None

    def news(self, text: str) -> str:
        """The text's characters that were not told of before, sorted."""
        if self._stranger is not None and self._stranger(text) is None:
            return ""
        fresh = set(text) - self._characters
        self._characters |= fresh
        self._asked += 1
        if self._asked > _PATIENCE:
            self._learn()
        return "".join(sorted(fresh))

    def _learn(self) -> None:
        self._asked = 0
        known = "".join(sorted(self._characters))
        self._stranger = re.compile(f"[^{re.escape(known)}]").search if known else None
