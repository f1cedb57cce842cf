"""What a page's codes say, and whether the paper around them is white as far as their standards ask."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from waybill.verify.pages import Code, PageView
from waybill.verify.report import Finding
from waybill.verify.shapes import squeeze
from waybill.verify.zones import Zone, zone_at

if TYPE_CHECKING:
    from PIL.Image import Image

LINEAR_MODULES = {
    "Code128": 2,
    "Code39": 1,
    "Code93": 1,
    "ITF": 1,
    "Codabar": 1,
    "EAN13": 1,
    "EAN8": 1,
    "UPCA": 1,
}
"""Linear symbologies, and the modules of their first bar."""
_QUIET = {"linear": 10, "QRCode": 4, "DataMatrix": 1}
"""Modules of white (ISO/IEC 15417, ISO/IEC 18004, ISO/IEC 16022)."""
_FINDER = {"QRCode": 7}
"""Modules of the dark run in the top left corner (a Data Matrix has its own solid edge)."""
_SEALED_LENGTHS = frozenset({230, 296, 392})
_SEALED = re.compile(r"[0-9A-Z $%*+\-./:]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_GRACE = 1
"""Dots that an edge may stand off: the corners of a decoded symbol are whole dots."""


def is_linear(code: Code) -> bool:
    """True for a bar code proper."""
    return code.symbology in LINEAR_MODULES


def number_of(page: PageView, known: Collection[str]) -> str:
    """The page's waybill number: what all linear codes say, else the one of them that the orders know."""
    numbers = {code.text for code in page.codes if is_linear(code)}
    if len(numbers) > 1:
        numbers &= set(known)
    return numbers.pop() if len(numbers) == 1 else ""


def spoken(code: Code) -> str:
    """A code's text, and what it says behind percent signs and in Base64."""
    texts = [code.text]
    if "%" in code.text and not is_sealed(code.text):
        texts.append(unquote(code.text))
    if _BASE64.fullmatch(code.text) and len(code.text) % 4 == 0:
        try:
            texts.append(
                b64decode(code.text, altchars=b"-_" if set("-_") & set(code.text) else None).decode()
            )
        except (BinasciiError, ValueError):
            pass
    return "\n".join(texts)


def is_sealed(text: str) -> bool:
    """True for text of the sealed code's form: one of its lengths, in the QR code's alphanumeric alphabet."""
    return len(text) in _SEALED_LENGTHS and _SEALED.fullmatch(text) is not None


def check_codes(page: PageView, number: str, zones: list[Zone]) -> Iterator[Finding]:
    """A linear code must be there and agree with all others; the number must be spelled for human eyes."""
    linear = [code for code in page.codes if is_linear(code)]
    if not number or any(code.text != number for code in linear):
        yield Finding(page.number, _number_zone(zones), "VERIFY-CODE", (("codes", str(len(linear))),))
    if number and number not in squeeze(page.text):
        yield Finding(page.number, _number_zone(zones), "VERIFY-HRI")
    for code in page.codes:
        zone = zone_at(zones, page, (code.left + code.right) / 2, (code.top + code.bottom) / 2)
        if not is_linear(code) and not (number and number in code.text) and not is_sealed(code.text):
            yield Finding(page.number, zone, "VERIFY-OTHER-CODE", (("symbology", code.symbology),))
        if not _is_quiet(page, code):
            yield Finding(page.number, zone, "VERIFY-QUIET", (("symbology", code.symbology),))


def _number_zone(zones: list[Zone]) -> str:
    return next((zone.name for zone in zones if zone.name == "number_zone"), "page")


def _is_quiet(page: PageView, code: Code) -> bool:
    """White beside a linear code, all around a matrix code, as far as its standard asks, counted in dots."""
    kind = "linear" if is_linear(code) else code.symbology
    if kind not in _QUIET or code.turns < 0:
        return True
    dots, (left, top, right, bottom) = _upright(page.dots, code)
    y = (top + bottom) // 2 if kind == "linear" else top + 1
    left, first = _first_run(dots, left, y)
    module = first / (LINEAR_MODULES[code.symbology] if kind == "linear" else _FINDER.get(kind, first or 1))
    reach = int(module * _QUIET[kind]) - _GRACE
    if not first or reach < 1:
        return True
    if kind == "linear":
        inset = max(1, (bottom - top) // 8)
        right = _last_dark(dots, right, y)
        rows = (top + inset, bottom - inset)
        beside = [(left - reach, rows[0], left, rows[1]), (right + 1, rows[0], right + 1 + reach, rows[1])]
    else:
        far_x, far_y = right + 1 + _GRACE, bottom + 1 + _GRACE
        near_x, near_y = left - _GRACE, top - _GRACE
        beside = [
            (near_x - reach + _GRACE, near_y - reach + _GRACE, near_x, far_y + reach - _GRACE),
            (far_x, near_y - reach + _GRACE, far_x + reach - _GRACE, far_y + reach - _GRACE),
            (near_x, near_y - reach + _GRACE, far_x, near_y),
            (near_x, far_y, far_x, far_y + reach - _GRACE),
        ]
    return all(_is_white(dots, box) for box in beside)


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
    return dots, (left, top, right, bottom)


def _is_white(dots: Image, box: tuple[int, int, int, int]) -> bool:
    """All white, and on the paper."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return True
    if left < 0 or top < 0 or right > dots.width or bottom > dots.height:
        return False
    return bool(dots.crop(box).getextrema() == (255, 255))


def _first_run(dots: Image, x: int, y: int) -> tuple[int, int]:
    """Where the dark run begins that stands within a few dots of ``x``, and its length."""
    row = _row(dots, y)
    start = next((at for at in range(max(0, x - 3), min(len(row), x + 4)) if row[at] == 0), None)
    if start is None:
        return x, 0
    while start > 0 and row[start - 1] == 0:
        start -= 1
    end = start
    while end < len(row) and row[end] == 0:
        end += 1
    return start, end - start


def _last_dark(dots: Image, x: int, y: int) -> int:
    """The last dark dot within a few dots of ``x``."""
    row = _row(dots, y)
    return next((at for at in range(min(len(row) - 1, x + 3), max(0, x - 4), -1) if row[at] == 0), x)


def _row(dots: Image, y: int) -> bytes:
    return dots.crop((0, y, dots.width, y + 1)).tobytes()
