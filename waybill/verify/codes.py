"""What a page's codes say, and whether the paper around them is white as far as their standards ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from waybill.patterns import late_pattern
from waybill.verify.encoded import sayings
from waybill.verify.pages import Code, PageView
from waybill.verify.report import Finding
from waybill.verify.sealed import frame_of, said_in_clear
from waybill.verify.shapes import squeeze
from waybill.verify.spelling import readable
from waybill.verify.zones import Zone, zone_at

if TYPE_CHECKING:
    from PIL.Image import Image

LINEAR = frozenset({"Code128", "Code39", "Code93", "ITF", "Codabar", "EAN13", "EAN8", "UPCA"})
_QUIET = {"linear": 10, "QRCode": 4, "DataMatrix": 1}
"""Modules of white (ISO/IEC 15417, ISO/IEC 18004, ISO/IEC 16022)."""
_BARS = late_pattern(r"\bq \d+ 0 0 \d+\.9992 \d+\.0004 \d+\.0004 cm\n\d+ 0 \d+\.9992 1 re f\n")
"""How Waybill begins to draw a linear code: no other program writes these fractions, so that none is taken for one."""
_GRACE = 1
"""Dots that an edge may stand off: the corners of a decoded symbol are whole dots."""


def is_linear(code: Code) -> bool:
    """True for a bar code proper."""
    return code.symbology in LINEAR


def number_of(page: PageView, known: Collection[str]) -> str:
    """The page's waybill number: what all linear codes say, else the one of them that the orders know."""
    numbers = {code.text for code in page.codes if is_linear(code)}
    if len(numbers) > 1:
        numbers = {
            number for number in numbers if number in known
        }  # of which there may be a hundred thousand
    return numbers.pop() if len(numbers) == 1 else ""


def spoken(code: Code) -> str:
    """A code's text, and what it says in other words."""
    frame = frame_of(code.text)
    return said_in_clear(frame) if frame else "\n".join([*sayings(code.text), *_in_its_bytes(code.text)])


def _in_its_bytes(text: str) -> Iterator[str]:
    """A code of plain bytes doesn't tell its alphabet: a reader takes Chinese in GB 18030 for Latin letters."""
    with suppress(UnicodeEncodeError):
        if not text.isascii():
            yield readable(text.encode("latin-1"))


def check_codes(page: PageView, number: str, zones: list[Zone]) -> Iterator[Finding]:
    """A linear code must be there and agree with all others; the number must be spelled for human eyes."""
    linear = [code for code in page.codes if is_linear(code)]
    if not number or any(code.text != number for code in linear):
        yield Finding(page.number, _number_zone(zones), "VERIFY-CODE", (("codes", str(len(linear))),))
    if number and number not in squeeze(page.text):
        yield Finding(page.number, _number_zone(zones), "VERIFY-HRI")
    for code in page.codes:
        zone = zone_at(zones, page, code)
        if not is_linear(code) and not (number and number in code.text) and not frame_of(code.text):
            yield Finding(page.number, zone, "VERIFY-OTHER-CODE", (("symbology", code.symbology),))
        if not _is_quiet(page, code):
            yield Finding(page.number, zone, "VERIFY-QUIET", (("symbology", code.symbology),))


def check_bars(page: PageView, drawn: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Every linear code that Waybill drew must decode: one that is damaged beside a whole one is a scanner's luck.

    ``drawn``: the page's streams, by place.  Of other programs' bars nobody can tell where a code begins.
    """
    count = sum(len(_BARS.findall(text)) for _, text in drawn)
    read = sum(map(is_linear, page.codes))
    if 0 < read < count:
        yield Finding(page.number, "page", "VERIFY-BARS", (("drawn", str(count)), ("codes", str(read))))


def _number_zone(zones: list[Zone]) -> str:
    return next((zone.name for zone in zones if zone.name == "number_zone"), "page")


def _is_quiet(page: PageView, code: Code) -> bool:
    """White beside a linear code, all around a matrix code, as far as its standard asks, counted in dots."""
    kind = "linear" if is_linear(code) else code.symbology
    if kind not in _QUIET or code.turns < 0:
        return True
    dots, (left, top, right, bottom) = _upright(page.dots, code)
    if kind == "linear":
        row = _row(dots, (top + bottom) // 2)
        left, right = _outermost(row, left, right)
        reach = int(_module(row[left : right + 1], code.symbology) * _QUIET[kind]) - _GRACE
        inset = max(1, (bottom - top) // 8)
        top, bottom = top + inset, bottom - inset
        beside = [(left - reach, top, left, bottom), (right + 1, top, right + 1 + reach, bottom)]
    else:
        reach = (
            int((right - left + 1) / _modules_across(dots, left, top, right, kind) * _QUIET[kind]) - _GRACE
        )
        left, top, right, bottom = left - _GRACE, top - _GRACE, right + 1 + _GRACE, bottom + 1 + _GRACE
        far = reach - _GRACE
        beside = [
            (left - far, top - far, left, bottom + far), (right, top - far, right + far, bottom + far),
            (left, top - far, right, top), (left, bottom, right, bottom + far),
        ]  # fmt: skip
    return all(_is_white(dots, box) for box in beside)


def _module(row: bytes, symbology: str) -> float:
    """Dots of one module, from a row of dots between the outermost bars.

    A Code 128 symbol character has six bars and spaces in eleven modules, the stop character seven in thirteen: their
    count tells the width in modules.  Elsewhere the narrowest bar with its space is two modules.
    """
    lengths = _runs(row)
    if symbology == "Code128" and len(lengths) % 6 == 1:
        return len(row) / ((len(lengths) - 7) / 6 * 11 + 13)
    return min((bar + space for bar, space in pairwise(lengths)), default=0) / 2


def _modules_across(dots: Image, left: int, top: int, right: int, kind: str) -> float:
    """A QR code's finder pattern is seven modules wide; a Data Matrix alternates at its upper edge."""
    row = _row(dots, top + 1)
    left, right = _outermost(row, left, right)
    lengths = _runs(row[left : right + 1])
    return (right - left + 1) / (lengths[0] / 7) if kind == "QRCode" else float(len(lengths) + 1)


def _runs(row: bytes) -> list[int]:
    return [len(list(group)) for _, group in groupby(row)]


def _outermost(row: bytes, left: int, right: int) -> tuple[int, int]:
    """The first and last dark dots of a symbol whose corners are known to a few dots."""
    first = next((at for at in range(max(0, left - 3), min(len(row), left + 4)) if row[at] == 0), left)
    while first > 0 and row[first - 1] == 0:
        first -= 1
    last = next(
        (at for at in range(min(len(row) - 1, right + 3), max(0, right - 4), -1) if row[at] == 0), right
    )
    while last < len(row) - 1 and row[last + 1] == 0:
        last += 1
    return first, last


def _upright(dots: Image, code: Code) -> tuple[Image, tuple[int, int, int, int]]:
    """The page turned so that the code stands upright, and the code's box on it."""
    from PIL.Image import Transpose

    left, top, right, bottom = code.left, code.top, code.right, code.bottom
    width, height = dots.size
    match code.turns:
        case 1:
            return dots.transpose(Transpose.ROTATE_90), (top, width - 1 - right, bottom, width - 1 - left)
        case 2:
            box = (width - 1 - right, height - 1 - bottom, width - 1 - left, height - 1 - top)
            return dots.transpose(Transpose.ROTATE_180), box
        case 3:
            return dots.transpose(Transpose.ROTATE_270), (height - 1 - bottom, left, height - 1 - top, right)
        case _:
            return dots, (left, top, right, bottom)


def _is_white(dots: Image, box: tuple[int, int, int, int]) -> bool:
    """All white, and on the paper."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return True
    if left < 0 or top < 0 or right > dots.width or bottom > dots.height:
        return False
    return bool(dots.crop(box).getextrema() == (255, 255))


def _row(dots: Image, y: int) -> bytes:
    return dots.crop((0, y, dots.width, y + 1)).tobytes()
