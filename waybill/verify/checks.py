"""The checks of one page.  Each takes what the page shows and yields findings; a finding never tells what leaked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from waybill.verify.codes import spoken
from waybill.verify.pages import Char, PageView
from waybill.verify.report import Finding
from waybill.verify.search import candidates, first_place
from waybill.verify.secrets import Secrets
from waybill.verify.shapes import (
    IDENTITY,
    NAMED,
    digit_runs,
    digits_of,
    phones,
    plain,
    readings,
    squeeze,
    weak_masks,
)
from waybill.verify.zones import Zone, zone_at, zone_of

EXCEPTION_MARK = "例外显示"
_EXCEPTION = re.compile(EXCEPTION_MARK + r"((?:(?:姓名|电话|地址)、?)+)")
_VIRTUAL_WORDS = ("隐私号", "虚拟号")
_TINY = 2.0
"""Dots: a letter of this height is there for machines, not for readers."""
_BOX_LIKE = frozenset("口囗□▢◻☐⬜〇ロ⊠☒▣回日曰")
_SMALLEST_TOFU = 10


def check_text(page: PageView, zones: list[Zone]) -> Iterator[Finding]:
    """Each character is known, embedded, on the paper, leaves ink, and is no box in a missing character's place."""
    for name in sorted(page.loose_fonts):
        yield Finding(page.number, "font", "VERIFY-FONT", (("font", name),))
    if not page.chars:
        yield Finding(page.number, "page", "VERIFY-NO-TEXT")
    outside = [char for char in page.chars if not _on_paper(page, char)]
    inside = [char for char in page.chars if _on_paper(page, char)]
    hidden = [char for char in inside if char.mapped and _is_hidden(page, char)]
    unknown = [char for char in page.chars if not char.mapped or _is_tofu(page, char)]
    yield from _counted(page, zones, "VERIFY-GLYPH", unknown)
    yield from _counted(page, zones, "VERIFY-OUTSIDE", outside)
    yield from _counted(page, zones, "VERIFY-HIDDEN", hidden)


def _counted(page: PageView, zones: list[Zone], code: str, chars: list[Char]) -> Iterator[Finding]:
    if chars:
        yield Finding(page.number, zone_at(zones, page, chars[0]), code, (("count", str(len(chars))),))


def _on_paper(page: PageView, char: Char) -> bool:
    width, height = page.dots.size
    return char.left >= -1 and char.top >= -1 and char.right <= width + 1 and char.bottom <= height + 1


def _is_hidden(page: PageView, char: Char) -> bool:
    """No ink on paper nor paper in ink, or too small to be seen."""
    width, height = char.right - char.left, char.bottom - char.top
    if max(width, height) <= _TINY or page.dots.crop(_around(page, char, 1)).getextrema()[0]:
        return not _tells_nothing(char.text)
    # A dash or a full stop fills its box, and a heavy one a little more: only far around may it be told from a cover.
    return bool(page.dots.crop(_around(page, char, 4 + int(max(width, height)) // 2)).getextrema()[1] == 0)


def _tells_nothing(char: str) -> bool:
    """Punctuation and lines: a thin one at 2 mm, as 』 or ｜, may leave no dot, and nobody would miss it.

    All else may be part of a name: a radical in a character's place, half of a character beyond the BMP.
    """
    category = unicodedata.category(char)
    return category[0] == "P" or category == "Sm" or "\u2500" <= char <= "\u25ff"


def _around(page: PageView, char: Char, margin: int) -> tuple[int, int, int, int]:
    width, height = page.dots.size
    left, top = max(0, int(char.left) - margin), max(0, int(char.top) - margin)
    return left, top, min(width, int(char.right) + margin + 1), min(height, int(char.bottom) + margin + 1)


def _is_tofu(page: PageView, char: Char) -> bool:
    """A closed rectangle that is empty or crossed out: what fonts draw for a character that they don't have."""
    left, top, right, bottom = round(char.left), round(char.top), round(char.right), round(char.bottom)
    width, height = right - left, bottom - top
    if min(width, height) < _SMALLEST_TOFU or char.text in _BOX_LIKE:
        return False
    picture = page.dots.crop((left, top, right, bottom))
    rows = picture.tobytes()
    lines = [rows[at * width : (at + 1) * width] for at in range(height)]
    edge = max(2, min(width, height) // 8)
    if not (_has_full(lines[:edge], width) and _has_full(lines[-edge:], width)):
        return False
    columns = [rows[at::width] for at in range(width)]
    if not (_has_full(columns[:edge], height) and _has_full(columns[-edge:], height)):
        return False
    inner = picture.crop((edge, edge, width - edge, height - edge))
    ink = inner.tobytes().count(0)
    if not ink:
        return True
    return _is_crossed(inner.tobytes(), inner.width, inner.height, ink, edge)


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
        for name, left, top, right, bottom in zones:
            if left <= x <= right and top <= y <= bottom:
                if (
                    char.left < left - 1
                    or char.right > right + 1
                    or char.top < top - 1
                    or char.bottom > bottom + 1
                ):
                    crossing.add(name)
                break
    for name in sorted(crossing):
        yield Finding(page.number, name, "VERIFY-ZONE")


def check_masks(page: PageView, zones: list[Zone]) -> Iterator[Finding]:
    """Phone numbers are masked by six digits at least, whoever printed the page, but on one that is marked to show one."""
    if _shows_phone(page):
        return
    told = next(weak_masks(page.text), None)
    if told:
        at = page.flat.find(squeeze(told))
        yield _leak(page, zone_of(zones, page, at) if at >= 0 else "text", "phone")
    for code in page.codes:
        if any(weak_masks(spoken(code))):
            yield _leak(page, zone_at(zones, page, code), "phone")


def _shows_phone(page: PageView) -> bool:
    """Whether the page says that it shows the recipient's number under a lawful exception."""
    return any("电话" in match.group(1) for match in _EXCEPTION.finditer(page.flat))


def check_secrets(
    page: PageView, secrets: Secrets, drawn: Iterable[tuple[str, str]], zones: list[Zone]
) -> Iterator[Finding]:
    """Nothing of the page's order is on it: in its text, in its codes, or in what its streams hold.

    ``drawn``: the name and the readable text of each of the page's streams.
    """
    found = set()
    for kind, index in leaks(page.flat, page.text, secrets):
        found.add(kind)
        yield _leak(page, zone_of(zones, page, index) if index >= 0 else "text", kind)
    for code in page.codes:
        said = spoken(code)
        for kind, _ in leaks(squeeze(said), said, secrets):
            found.add(kind)
            yield _leak(page, zone_at(zones, page, code), kind)
    for place, text in drawn:
        for kind, _ in leaks(squeeze(text), text, secrets, operators=True):
            if kind not in found:
                found.add(kind)
                yield _leak(page, place, kind)


def leaks(flat: str, text: str, secrets: Secrets, *, operators: bool = False) -> Iterator[tuple[str, int]]:
    """Kinds of secrets that a text holds, each once, with an index into ``flat`` (-1: over several places).

    ``operators``: the text has drawing operators in it, whose figures are neither rooms nor, taken together, phones.
    """
    for kind, values in (
        ("name", secrets.names), ("ciphertext", secrets.opaque), ("contact", secrets.contacts),
    ):  # fmt: skip
        at = first_place(values, flat)
        if at >= 0:
            yield kind, at
    near = {*candidates(secrets.rooms, flat), *candidates(secrets.rooms, text)}
    rooms = [room for room in near if _shows_room(flat, text, room, operators=operators)]
    if rooms:
        yield "room", min(map(flat.find, rooms))
    if secrets.latin:
        at = first_place(secrets.latin, flat.lower())
        if at >= 0:
            yield "name", at
    told = digit_runs(text, joined=not operators) & secrets.digits
    if told:
        yield "phone", min(_digit_index(flat, run) for run in told)


def _shows_room(flat: str, text: str, room: str, *, operators: bool) -> bool:
    """Figures alone count as they are written (a date and a time are no room); 43号 is not in 143号."""
    if room.isascii():
        return not operators and room in text
    at = flat.find(room)
    if at <= 0 or not (room[0].isdecimal() and flat[at - 1].isdecimal()):
        return at >= 0
    return re.search(r"(?<!\d)" + r"\s*".join(map(re.escape, room)), plain(text)) is not None


def _digit_index(flat: str, run: str) -> int:
    """Where a run of digits begins, whatever stands between them; -1 where the text has another order."""
    digits = [(index, char) for index, char in enumerate(flat) if char.isdecimal()]
    at = "".join(char for _, char in digits).find(run)
    return digits[at][0] if at >= 0 else -1


def _leak(page: PageView, zone: str, kind: str) -> Finding:
    return Finding(page.number, zone, "VERIFY-LEAK", (("kind", kind),))


def check_patterns(
    page: PageView, number: str, drawn: Iterable[tuple[str, str]], zones: list[Zone]
) -> Iterator[Finding]:
    """Without the orders: what looks like a phone number, an identity number, a whole name.

    ``drawn``: as for :func:`check_secrets`.
    """
    own = {number} | {code.text for code in page.codes}
    found = set()
    for kind, told in patterns(page.text, lawful=_lawful_phone(page, zones)):
        if not any(told in each for each in own):
            found.add(kind)
            at = page.flat.find(squeeze(told))
            yield _leak(page, zone_of(zones, page, at) if at >= 0 else "text", kind)
    for code in page.codes:
        for kind, told in patterns(spoken(code)):
            if told not in number:
                yield _leak(page, zone_at(zones, page, code), kind)
    judged = {digits_of(match.group(1)) for match in phones(page.text)}
    for place, text in drawn:
        for kind, told in patterns(text, lawful=judged, operators=True):
            if kind not in found and not any(told in each for each in own):
                found.add(kind)
                yield _leak(page, place, kind)


def _lawful_phone(page: PageView, zones: list[Zone]) -> set[str]:
    """The recipient's number on a page that says that it shows it under a lawful exception: one, in its own zone."""
    if not _shows_phone(page):
        return set()
    for match in phones(page.text):
        at = page.flat.find(squeeze(match.group(1)))
        if at >= 0 and (not zones or zone_of(zones, page, at) == "recipient_zone"):
            return {digits_of(match.group(1))}
    return set()


def patterns(text: str, *, lawful: Collection[str] = (), operators: bool = False) -> list[tuple[str, str]]:
    """Each kind of pattern once, with what matched.

    A virtual number is printed whole and says so: as many numbers may be shown as the text says 隐私号 or 虚拟号, besides
    those that are ``lawful``.  ``operators``: the text has drawing operators in it, whose figures must not be taken
    together; the words in it were counted where they are shown.
    """
    found: dict[str, str] = {}
    numbers = {digits_of(match.group(1)): match.group(1) for match in phones(text, joined=not operators)}
    hidden = [told for digits, told in numbers.items() if digits not in lawful]
    if len(hidden) > (0 if operators else sum(map(text.count, _VIRTUAL_WORDS))):
        found["phone"] = hidden[0]
    for reading in (plain(text),) if operators else readings(text):
        for match in IDENTITY.finditer(reading):
            found.setdefault("identity number", match.group())
    named = NAMED.search(plain(text))
    if named:
        found.setdefault("name", named.group(1))
    return list(found.items())
