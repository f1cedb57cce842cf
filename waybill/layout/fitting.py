"""Text into a rectangle: wrap, then set smaller, then region and address in one run, then refuse.  Nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Any, NamedTuple

from waybill.errors import LayoutError
from waybill.layout.fields import exclusive
from waybill.layout.form import TextOp
from waybill.layout.lines import Line, after_a_name, after_a_part, balance, wrap
from waybill.layout.measure import EM, Fonts, Widths, drawable
from waybill.page import Drawn, Pen

LEAST_BOLD = 28
"""Dots: below this size, bold is for digits and Latin letters; the strokes of an ideograph would run together."""
_ASCENT_PERCENT = 88
"""The em box of an ideograph reaches from 12 % below the baseline to 88 % above it."""

BREAK = "\n"
"""Where a template ends a line by itself; no Label holds it."""

_REMEMBERED = 512
"""First paragraphs kept per element: regions come back again and again."""
_REGIONS = ((("%s", ("recipient_region",)),), (("%s", ("sender_region",)),))
"""What a text of the place alone consists of."""

Fit = Callable[[str], list[Drawn]]
Draw = Callable[[int, int, int, bool, str, int, bool], Drawn]


class _Try(NamedTuple):
    """One size to try: how many lines of what width (thousandths of the size) it allows."""

    size: int
    lines: int
    limit: int
    leading: int
    baselines: tuple[int, ...]
    """Of the first line, where there are one, two ... lines."""


def fitter(op: TextOp, fonts: Fonts, widths: Widths, on_missing: str, pen: Pen[Drawn]) -> Fit[Drawn]:
    """The function that sets one text element in lines.  It raises LayoutError naming the zone."""
    tries = [_try(op, size, lines) for size in op.sizes if (lines := _lines_that_fit(op, size))]
    if not tries:
        return _refuse(op)
    first, room = tries[0].size, op.width * EM
    baseline = tries[0].baselines[0]
    x, bold, white, width_of, line = op.x, op.bold, op.white, widths.__getitem__, _line(op, pen, first)
    shift = {"left": 0, "center": 1, "right": 2}[op.align]
    paragraphs = op.join == BREAK
    flows = paragraphs and op.pieces[:1] in _REGIONS and not exclusive(op.when, ("crowded",))
    in_pair = _pair(op, tries[0], width_of, pen)

    def fit(text: str) -> list[Drawn]:
        asked = None
        try:
            if paragraphs:
                drawn = in_pair(text)
                if drawn:
                    return drawn
            else:
                spare = room - sum(map(width_of, text)) * first
                if spare >= 0:
                    start = x + (spare // EM * shift >> 1) if shift else x
                    return [line(start, baseline, first, bold, text, 0, white)]
            sums = [0, *accumulate(map(width_of, text))]
        except KeyError:
            lines = text.split(BREAK) if paragraphs else [text]
            text = BREAK.join(drawable(each, op.zone, fonts, on_missing) for each in lines)
            sums = [0, *accumulate(0 if char == BREAK else widths.of(char) for char in text)]
            asked = fonts
        wrapped = _wrapped(op, tries, text, sums)
        if wrapped is not None:
            return _set(op, text, sums, *wrapped, pen, asked)
        if flows and BREAK in text:  # a region's last line has room for the address
            return fit(text.replace(BREAK, " ", 1))
        raise LayoutError("LAYOUT-TEXT", zone=op.zone, characters=len(text), lines=tries[-1].lines)

    return fit


def _pair(
    op: TextOp, tried: _Try, width_of: Callable[[str], int], pen: Pen[Drawn]
) -> Callable[[str], list[Drawn] | None]:
    """Two paragraphs (region and address) that fit at the largest size in a line each, as most do; None for all others."""
    size, most, limit, leading, baselines = tried
    x, white, lead, rest, line = op.x, op.white, op.bold or op.lead_bold, op.bold, _line(op, pen, size)
    fits = op.align == "left" and most > 1
    first = baselines[1] if fits else 0
    leads: dict[str, Drawn] = {}

    def in_pair(text: str) -> list[Drawn] | None:
        one, found, other = text.partition(BREAK)
        if not fits or not found or BREAK in other or one[:1] == " " or other[:1] == " ":
            return None
        lead_line = leads.get(one)
        if lead_line is None:
            if sum(map(width_of, one)) > limit:
                return None
            if len(leads) >= _REMEMBERED:
                leads.clear()
            lead_line = leads[one] = line(x, first, size, lead, one, 0, white)
        if sum(map(width_of, other)) > limit:
            return None
        return [lead_line, line(x, first + leading, size, rest, other, 0, white)]

    return in_pair


def _line(op: TextOp, pen: Pen[Drawn], size: int) -> Draw[Drawn]:
    """What draws lines of a size, in bold where their characters bear it, and those of masked names and phones alike."""
    if size >= LEAST_BOLD or not (op.bold or op.lead_bold):
        return pen.line

    def light(x: int, baseline: int, size: int, bold: bool, text: str, font: int, white: bool) -> Drawn:
        strong = bold and text.isascii() and "*" not in text  # as light as 林** beside it
        return pen.line(x, baseline, size, strong, text, font, white)

    return light


def _try(op: TextOp, size: int, lines: int) -> _Try:
    baselines = tuple(_baseline(op, size, count) for count in range(1, lines + 1))
    return _Try(size, lines, op.width * EM // size, _leading(op, size), baselines)


def _refuse(op: TextOp) -> Fit[Any]:
    def fit(text: str) -> list[Any]:
        raise LayoutError("LAYOUT-TEXT", zone=op.zone, characters=len(text), lines=0)

    return fit


def _wrapped(op: TextOp, tries: list[_Try], text: str, sums: list[int]) -> tuple[_Try, list[Line]] | None:
    """The largest size at which the text fits, and its lines at that size; None where it fits at none."""
    total, room = sums[-1], op.width * EM
    for tried in tries:
        size, count, limit, _, _ = tried
        if total * size <= room * count:
            tear = size == op.sizes[-1] and count > 1
            lines = _paragraphs(text, sums, limit, count, tear=tear, places=_places(op, text))
            if lines is not None:
                return tried, lines
    return None


def _places(op: TextOp, text: str) -> str:
    """What the first paragraph tells of a place: its ``region``, the ``address`` alone, or nothing.

    Behind a region the next paragraph is the address.
    """
    alone = len(op.pieces) == 1
    if op.pieces[:1] not in _REGIONS or not (alone or op.join == BREAK):
        return ""
    return "region" if alone or BREAK in text else "address"


def _paragraphs(
    text: str, sums: list[int], limit: int, count: int, *, tear: bool, places: str
) -> list[Line] | None:
    """The lines of all paragraphs, at most ``count``; ``places`` as :func:`_places` tells."""
    lines: list[Line] = []
    start = 0
    while start <= len(text):
        stop = text.find(BREAK, start)
        stop = len(text) if stop < 0 else stop
        if sums[stop] - sums[start] <= limit:
            if len(lines) == count:
                return None
            lines.append((start, stop))
        else:
            found = wrap(text, sums, limit, count - len(lines), start=start, stop=stop, tear=tear)
            if found is None:
                return None
            if not places:
                lines += balance(text, sums, found, limit)
            elif start or places == "address":
                lines += after_a_part(text, sums, found, limit)
            else:
                lines += after_a_name(text, sums, balance(text, sums, found, limit), limit)
        start = stop + 1
    return lines


def _lines_that_fit(op: TextOp, size: int) -> int:
    if size > op.height:
        return 0
    return min(op.max_lines, 1 + (op.height - size) // _leading(op, size))


def _leading(op: TextOp, size: int) -> int:
    return (size * op.leading_percent + 50) // 100


def _baseline(op: TextOp, size: int, count: int) -> int:
    spare = op.height - size - (count - 1) * _leading(op, size)
    top = op.y + (0 if op.valign == "top" else spare // 2 if op.valign == "middle" else spare)
    return top + (size * _ASCENT_PERCENT + 50) // 100


def _set(
    op: TextOp,
    text: str,
    sums: list[int],
    tried: _Try,
    lines: list[Line],
    pen: Pen[Drawn],
    fonts: Fonts | None,
) -> list[Drawn]:
    """The lines, drawn; ``fonts`` is asked which font draws what only where the text is not plain."""
    drawn: list[Drawn] = []
    size, _, _, leading, baselines = tried
    line = _line(op, pen, size)
    baseline, align, white = baselines[len(lines) - 1], op.align, op.white
    lead_end = text.find(BREAK) if op.lead_bold else -1
    for start, end in lines:
        while start < end and text[start] == " ":
            start += 1
        x = op.x
        if align != "left":
            spare = op.width - -(-(sums[end] - sums[start]) * size // EM)
            x += spare // 2 if align == "center" else spare
        bold = op.bold or end <= lead_end
        if fonts is None:
            drawn.append(line(x, baseline, size, bold, text[start:end], 0, white))
        else:
            offset = start
            for font, piece in fonts.runs(text[start:end]):
                pen.meet(piece, font)
                at = x + (sums[offset] - sums[start]) * size // EM
                drawn.append(line(at, baseline, size, bold, piece, font, white))
                offset += len(piece)
        baseline += leading
    return drawn
