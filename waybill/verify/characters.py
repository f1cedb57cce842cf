"""The characters of a page: is each known, on the paper, in its zone, to be seen, and no box in a missing one's place?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from waybill.verify.dots import INK, PAPER, Box, Dots
from waybill.verify.pages import Char, PageView
from waybill.verify.report import Finding
from waybill.verify.zones import Zone, zone_at

_TINY = 2.0
"""Dots: a letter of this height is there for machines, not for readers."""
_BOX_LIKE = frozenset("口囗□▢◻☐⬜〇ロ⊠☒▣回日曰")
"""Characters that look like what a font draws for one that it does not have."""
_SMALLEST_TOFU = 10
"""Dots: smaller boxes can't be told from strokes."""


def check_text(page: PageView, zones: list[Zone]) -> Iterator[Finding]:
    """Each character is known, embedded, on the paper, leaves ink, and is no box in a missing character's place."""
    for name in sorted(page.loose_fonts):
        yield Finding(page.number, "font", "VERIFY-FONT", (("font", name),))
    if not page.chars:
        yield Finding(page.number, "page", "VERIFY-NO-TEXT")
    dots = Dots.of(page.dots)
    outside = [char for char in page.chars if not _on_paper(dots, char)]
    inside = [char for char in page.chars if _on_paper(dots, char)] if outside else page.chars
    hidden = [char for char in inside if char.mapped and _is_hidden(dots, char)]
    unknown = [char for char in page.chars if not char.mapped or _is_tofu(dots, char)]
    yield from _counted(page, zones, "VERIFY-GLYPH", unknown)
    yield from _counted(page, zones, "VERIFY-OUTSIDE", outside)
    yield from _counted(page, zones, "VERIFY-HIDDEN", hidden)


def _counted(page: PageView, zones: list[Zone], code: str, chars: list[Char]) -> Iterator[Finding]:
    if chars:
        yield Finding(page.number, zone_at(zones, page, chars[0]), code, (("count", str(len(chars))),))


def _on_paper(dots: Dots, char: Char) -> bool:
    return (
        char.left >= -1 and char.top >= -1 and char.right <= dots.width + 1 and char.bottom <= dots.height + 1
    )


def _is_hidden(dots: Dots, char: Char) -> bool:
    """No ink on paper nor paper in ink, or too small to be seen."""
    width, height = char.right - char.left, char.bottom - char.top
    if max(width, height) <= _TINY or not dots.has(INK, _around(dots, char, 1)):
        return not _tells_nothing(char.text)
    # A dash or a full stop fills its box, and a heavy one a little more: only far around may it be told from a cover.
    return not dots.has(PAPER, _around(dots, char, 4 + int(max(width, height)) // 2))


def _tells_nothing(char: str) -> bool:
    """Punctuation and lines: a thin one at 2 mm, as 』 or ｜, may leave no dot, and nobody would miss it.

    All else may be part of a name: a radical in a character's place, half of a character beyond the BMP.
    """
    category = unicodedata.category(char)
    return category[0] == "P" or category == "Sm" or "\u2500" <= char <= "\u25ff"


def _around(dots: Dots, char: Char, margin: int) -> Box:
    left, top = max(0, int(char.left) - margin), max(0, int(char.top) - margin)
    right, bottom = int(char.right) + margin + 1, int(char.bottom) + margin + 1
    return left, top, min(dots.width, right), min(dots.height, bottom)


def _is_tofu(dots: Dots, char: Char) -> bool:
    """A closed rectangle that is empty or crossed out: what fonts draw for a character that they don't have."""
    left, top, right, bottom = round(char.left), round(char.top), round(char.right), round(char.bottom)
    width, height = right - left, bottom - top
    if min(width, height) < _SMALLEST_TOFU or char.text in _BOX_LIKE:
        return False
    edge = max(2, min(width, height) // 8)
    ends = (dots.lines((left, at, right, at + edge)) for at in (top, bottom - edge))
    if not all(_has_full(lines, width) for lines in ends):
        return False
    lines = dots.lines((left, top, right, bottom))
    columns = [bytes(column) for column in zip(*lines, strict=True)]
    if not (_has_full(columns[:edge], height) and _has_full(columns[-edge:], height)):
        return False
    inner = b"".join(line[edge : width - edge] for line in lines[edge : height - edge])
    ink = inner.count(INK)
    if not ink:
        return True
    return _is_crossed(inner, width - 2 * edge, height - 2 * edge, ink, edge)


def _has_full(lines: list[bytes], length: int) -> bool:
    return any(line.count(0) >= 0.92 * length for line in lines)


def _is_crossed(rows: bytes, width: int, height: int, ink: int, edge: int) -> bool:
    """Nearly all ink lies on the two diagonals, nearly all of both diagonals is ink, and the four fields between them are
    white: a heavy I fills its box, diagonals and all.

    ``edge``: how much of the box was taken off on each side; the diagonals are those of the whole box.
    """
    middles = ((width // 2, 0), (width // 2, height - 1), (0, height // 2), (width - 1, height // 2))
    if any(rows[y * width + x] == 0 for x, y in middles):
        return False
    reach = max(2, width // 8)
    on_diagonals, covered, crossed = 0, 0, 0
    for y in range(height):
        x = (y + edge) * (width + 2 * edge - 1) // (height + 2 * edge - 1) - edge
        within = 0 <= x < width
        near: set[int] = set()
        for centre in (x, width - 1 - x):
            band = range(max(0, centre - reach), min(width, centre + reach + 1))
            inked = [at for at in band if rows[y * width + at] == 0]
            near.update(inked)
            covered += bool(inked) and within
        crossed += within
        on_diagonals += len(near)
    return on_diagonals >= 0.95 * ink and covered >= 1.8 * crossed


def check_zones(page: PageView, zones: list[Zone]) -> Iterator[Finding]:
    """No character crosses the border of its zone (one dot of grace)."""
    crossing: set[str] = set()
    for char in page.chars:
        x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        zone = next((zone for zone in zones if zone.holds(x, y)), None)
        if zone and (
            char.left < zone.left - 1
            or char.right > zone.right + 1
            or char.top < zone.top - 1
            or char.bottom > zone.bottom + 1
        ):
            crossing.add(zone.name)
    for name in sorted(crossing):
        yield Finding(page.number, name, "VERIFY-ZONE")
