"""Marks as PDF content operators, in dots with y upwards (ISO 32000-1:2008, clauses 8 and 9).

The page's coordinate matrix makes one unit a dot, so that every edge lies on the print head's grid: some ten-thousandths
of a dot inside the dots that a rectangle fills.  A renderer's arithmetic puts an edge a millionth of a dot to either side
of the grid line; outside, those that paint every dot touched (poppler, Ghostscript) would grow a bar by a whole dot, and
smoothing ones would tint the dot beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import accumulate, repeat
from operator import getitem
from struct import Struct

from waybill.page import Box, Image, Matrix

SPECIAL = b"()\\\r"
"""Bytes that a literal string can't hold as they are."""
BOLD_STROKE = 0.03
"""Stroke of bold text in ems, half of it outside the outline.

Chosen by looking at 203 dpi: 0.04 closes the counters of dense characters at 6 mm.  Renderers draw no line
thinner than a dot, so below 33 dots the stroke is one dot; bold below 28 dots is for digits and letters only.
"""


class Dense(bytes):
    """Operators with the data of a matrix symbol, which look like noise to a coder."""

    __slots__ = ()


def number(value: float) -> bytes:
    """A PDF number, not negative: at most three decimals, no exponent."""
    return b"%d" % value if value == int(value) else (b"%.3f" % value).strip(b"0")


def literal(codes: bytes) -> bytes:
    """7.3.4.2: a literal string of any bytes, without its parentheses."""
    return codes if codes.translate(None, SPECIAL) == codes else escaped(codes)


def escaped(codes: bytes) -> bytes:
    """The same for bytes of which some are special."""
    codes = codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return codes.replace(b"\r", b"\\r")


@cache
def text_state(font: int, size_dots: int, bold: bool) -> bytes:
    """9.3: font and size; bold is filled and stroked evenly.  In this order a quick coder makes the least of them."""
    mode = b"%s w 2 Tr" % number(size_dots * BOLD_STROKE) if bold else b"0 Tr"
    return b"%s /F%d %d Tf\n" % (mode, font, size_dots)


_SIX = 6
"""Bars and spaces of a character of Code 128."""
_CHARACTER_MODULES = 11
_NEXT = b"1 0 0 1 %d 0 cm " % _CHARACTER_MODULES
"""On to the next character.  Told by its own place a character would be the same text wherever it stands: a symbol takes a
fifth fewer bytes when it is compressed than with each bar told by its place in the symbol.
"""


class _Characters(dict[bytes, bytes]):
    """The path operators of the characters met so far, by their widths: a symbol put together of them takes a fifth of the
    time.
    """

    def __missing__(self, widths: bytes) -> bytes:
        if len(widths) == _SIX and sum(widths) != _CHARACTER_MODULES:
            raise KeyError
        operators = self[widths] = _rectangles(widths)
        return operators


@cache
def _cut(length: int) -> Callable[[bytes], tuple[bytes, ...]]:
    """Cuts a symbol of so many widths into its characters; the closing bar stays with the last one."""
    before = max(length // _SIX - 1, 0)
    return Struct(f"{_SIX}s" * before + f"{length - _SIX * before}s").unpack


def _rectangles(widths: bytes) -> bytes:
    ends = list(accumulate(widths, initial=0))
    places = zip(ends[::2], widths[::2], strict=False)
    # Each filled by itself: only what is a rectangle and nothing else is drawn without smoothing.
    return b"".join(
        [b"%d 0 %b 1 re f\n" % (at, (b"%d.9992" % (width - 1)).lstrip(b"0")) for at, width in places]
    )


_characters = _Characters()


def bars_path(widths: bytes) -> bytes:
    """A linear symbol as rectangles of height 1, in modules from its left edge."""
    try:
        return _NEXT.join(map(getitem, repeat(_characters), _cut(len(widths))(widths)))
    except KeyError:  # no characters of eleven modules
        return _rectangles(widths)


def bars(x: int, y: int, module: int, height: int, path: bytes) -> bytes:
    """A linear symbol with its lower left corner at (x, y)."""
    return b"q %d 0 0 %d.9992 %d.0004 %d.0004 cm\n%bQ\n" % (module, height - 1, x, y, path)


def bitmap(mark: Matrix | Image, paper_height: int) -> bytes:
    """8.9.7: a symbol or picture as an inline stencil mask; ones are painted."""
    kind: type[bytes] = bytes
    if isinstance(mark, Image):
        columns, lines, rows = mark.width_dots, mark.height_dots, mark.rows
        width, height = columns, lines
    else:
        columns = lines = mark.size
        rows = mark.rows
        width = height = mark.size * mark.module_dots
        if mark.module_dots == 2:  # renderers blur what they enlarge less than eightfold in area
            columns = lines = width
            rows = _doubled(mark)
        else:
            kind = Dense
    how, data = b"", rows
    if b"EI" in rows:  # could be taken for the end of the image: write hexadecimal digits
        how, data, kind = b"/F/AHx", rows.hex().encode() + b">", bytes
    y = paper_height - mark.y_dots - height
    place = b"q %d.9992 0 0 %d.9992 %d.0004 %d.0004 cm " % (width - 1, height - 1, mark.x_dots, y)
    return kind(b"%bBI/W %d/H %d/IM true/D[1 0]%b\nID %b\nEI Q\n" % (place, columns, lines, how, data))


_TWICE = tuple(int("".join(2 * bit for bit in f"{byte:08b}"), 2).to_bytes(2, "big") for byte in range(256))


def _doubled(mark: Matrix) -> bytes:
    """The rows of a symbol with two by two dots for each module."""
    stride, wide = (mark.size + 7) // 8, (2 * mark.size + 7) // 8
    parts: list[bytes] = []
    for start in range(0, stride * mark.size, stride):
        row = b"".join([_TWICE[byte] for byte in mark.rows[start : start + stride]])[:wide]
        parts += (row, row)
    return b"".join(parts)


def box(mark: Box, paper_height: int) -> bytes:
    """A filled rectangle."""
    y = paper_height - mark.y_dots - mark.height_dots
    place = (mark.x_dots, y, mark.width_dots - 1, mark.height_dots - 1)
    return (
        b"1 g %d.0004 %d.0004 %d.9992 %d.9992 re f 0 g\n"
        if mark.white
        else b"%d.0004 %d.0004 %d.9992 %d.9992 re f\n"
    ) % place
