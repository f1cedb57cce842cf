"""Text into a rectangle: wrap, then set smaller, then refuse.  Nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from waybill.errors import LayoutError
from waybill.layout.form import TextOp
from waybill.layout.lines import Line, balance, wrap
from waybill.layout.measure import EM, Fonts, Widths, drawable
from waybill.page import Mark, Text

_ASCENT_PERCENT = 88
"""The em box of an ideograph reaches from 12 % below the baseline to 88 % above it."""

BREAK = "\n"
"""Where a template ends a line by itself; no Label holds it."""

Fit = Callable[[str], list[Mark]]


def fitter(op: TextOp, fonts: Fonts, widths: Widths, on_missing: str) -> Fit:
    """The function that makes the marks of one text element.  It raises LayoutError naming the zone."""
    height, box = op.height, op.width * EM
    first = op.sizes[0]
    one_line_fits = first <= height
    baseline = _baseline(op, first, 1)
    start_x, bold, white = op.x, op.bold, op.white
    simple = op.align == "left" and one_line_fits

    def fit(text: str) -> list[Mark]:
        try:
            if simple and len(text) * first * EM <= box:
                for char in text:
                    widths[char]
                return [Text(start_x, baseline, first, bold, text, 0, white)]
            advances = [widths[char] for char in text]
        except KeyError:
            paragraphs = text.split(BREAK)
            text = BREAK.join(drawable(each, op.zone, fonts, on_missing) for each in paragraphs)
            advances = [0 if char == BREAK else widths.of(char) for char in text]
        return _wrapped(op, text, [0, *accumulate(advances)], fonts)

    return fit


def _wrapped(op: TextOp, text: str, sums: list[int], fonts: Fonts) -> list[Mark]:
    if not text.strip():
        return []
    smallest = op.sizes[-1]
    for size in op.sizes:
        count = _lines_that_fit(op, size)
        if count and sums[-1] * size <= op.width * EM * count:
            lines = _paragraphs(text, sums, op.width * EM // size, count, tear=size == smallest and count > 1)
            if lines is not None:
                return _marks(op, text, sums, size, lines, fonts)
    raise LayoutError("LAYOUT-TEXT", zone=op.zone, characters=len(text), lines=_lines_that_fit(op, smallest))


def _paragraphs(text: str, sums: list[int], limit: int, count: int, *, tear: bool) -> list[Line] | None:
    """The lines of all paragraphs, at most ``count``."""
    lines: list[Line] = []
    start = 0
    for paragraph in text.split(BREAK):
        end = start + len(paragraph)
        own = [each - sums[start] for each in sums[start : end + 1]]
        found = wrap(paragraph, own, limit, count - len(lines), tear=tear)
        if found is None:
            return None
        lines += [(start + first, start + last) for first, last in balance(paragraph, own, found, limit)]
        start = end + 1
    return lines


def _lines_that_fit(op: TextOp, size: int) -> int:
    if size > op.height:
        return 0
    return min(op.max_lines, 1 + (op.height - size) // _leading(op, size))


def _leading(op: TextOp, size: int) -> int:
    return (size * op.leading_percent + 50) // 100


def _baseline(op: TextOp, size: int, count: int) -> int:
    spare = op.height - size - (count - 1) * _leading(op, size)
    top = op.y + {"top": 0, "middle": spare // 2, "bottom": spare}[op.valign]
    return top + (size * _ASCENT_PERCENT + 50) // 100


def _marks(op: TextOp, text: str, sums: list[int], size: int, lines: list[Line], fonts: Fonts) -> list[Mark]:
    marks: list[Mark] = []
    baseline, leading = _baseline(op, size, len(lines)), _leading(op, size)
    lead_end = text.find(BREAK) if op.lead_bold else 0
    for start, end in lines:
        while start < end and text[start] == " ":
            start += 1
        spare = op.width - -(-(sums[end] - sums[start]) * size // EM)
        x = op.x + {"left": 0, "center": spare // 2, "right": spare}[op.align]
        bold = op.bold or end <= lead_end
        offset = start
        for font, piece in fonts.runs(text[start:end]):
            pen = x + (sums[offset] - sums[start]) * size // EM
            marks.append(Text(pen, baseline, size, bold, piece, font, op.white))
            offset += len(piece)
        baseline += leading
    return marks
