"""The checks of one page.  Each takes what the page shows and yields findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waybill.verify.pages import Char, Code, PageView
from waybill.verify.report import Finding
from waybill.verify.secrets import RUN, Secrets, squeeze

LINEAR = frozenset({"Code128", "Code39", "ITF", "Codabar", "EAN13"})
_SEAL = re.compile(r"[0-9A-Z $%*+\-./:]{100,}")
_JOINED = re.compile(r"(?<=\d)[\s\-–—.]+(?=\d)")
_DIGITS = re.compile(r"\d{7,}")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:86)?(1[3-9]\d{9})(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?!\d)")
_NAMED = re.compile(r"(?:收件人|寄件人|收货人|发件人)[:：\s]*([㐀-鿿]{2,4})(?![*＊㐀-鿿])")
_VIRTUAL_NEAR = 60


def number_of(page: PageView) -> str:
    """The waybill number that the page's linear codes tell; empty where they tell none or several."""
    numbers = {code.text for code in page.codes if code.symbology in LINEAR}
    return numbers.pop() if len(numbers) == 1 else ""


def check_codes(page: PageView, number: str) -> Iterator[Finding]:
    """A linear code must be there, agree with all others, and be spelled on the page for human eyes."""
    if not number:
        count = sum(code.symbology in LINEAR for code in page.codes)
        yield Finding(page.number, "number_zone", "VERIFY-CODE", (("codes", str(count)),))
        return
    if number not in squeeze(page.text):
        yield Finding(page.number, "number_zone", "VERIFY-HRI")
    for code in page.codes:
        if code.symbology not in LINEAR and number not in code.text and not _SEAL.fullmatch(code.text):
            yield Finding(page.number, "code", "VERIFY-OTHER-CODE", (("symbology", code.symbology),))
    for code in page.codes:
        if code.upright and not _quiet(page, code):
            yield Finding(page.number, code.symbology, "VERIFY-QUIET", (("symbology", code.symbology),))


def _quiet(page: PageView, code: Code) -> bool:
    """White on both sides for 10 modules (linear, ISO/IEC 15417) or 4 (matrix, ISO/IEC 18004), measured on the dots."""
    y = (code.top + code.bottom) // 2 if code.symbology in LINEAR else code.top + 1
    first = _run(page, code.left, y)
    module, modules = (first / 2, 10) if code.symbology in LINEAR else (first / 7, 4)
    reach = int(module * modules) - 1
    if first == 0 or reach < 1 or code.symbology not in (*LINEAR, "QRCode"):
        return True
    inset = max(1, (code.bottom - code.top) // 8)
    top, bottom = (
        (code.top + inset, code.bottom - inset) if code.symbology in LINEAR else (code.top, code.bottom)
    )
    sides = ((code.left - 1 - reach, code.left - 1), (code.right + 2, code.right + 2 + reach))
    for left, right in sides:
        if left < 0 or right > page.dots.width:
            return False
        if page.dots.crop((left, top, right, bottom)).getextrema()[0] == 0:
            return False
    return True


def _run(page: PageView, x: int, y: int) -> int:
    """Dots of the dark run that begins within two dots of ``x``."""
    width = page.dots.width
    row = page.dots.crop((0, y, width, y + 1)).tobytes()
    start = next((at for at in range(max(0, x - 2), min(width, x + 4)) if row[at] == 0), None)
    if start is None:
        return 0
    end = start
    while end < width and row[end] == 0:
        end += 1
    return end - start


def check_text(page: PageView) -> Iterator[Finding]:
    """Each character is known, embedded, on the paper, and leaves ink."""
    for name in sorted(page.loose_fonts):
        yield Finding(page.number, "font", "VERIFY-FONT", (("font", name),))
    unknown = [char for char in page.chars if not char.mapped]
    if unknown:
        yield Finding(page.number, "text", "VERIFY-GLYPH", (("count", str(len(unknown))),))
    outside = [char for char in page.chars if not _on_paper(page, char)]
    if outside:
        yield Finding(page.number, "paper", "VERIFY-OUTSIDE", (("count", str(len(outside))),))
    inkless = [
        char for char in page.chars if char.mapped and _on_paper(page, char) and not _inked(page, char)
    ]
    if inkless:
        yield Finding(page.number, "text", "VERIFY-HIDDEN", (("count", str(len(inkless))),))


def _on_paper(page: PageView, char: Char) -> bool:
    return (
        char.left >= -1
        and char.top >= -1
        and char.right <= page.dots.width + 1
        and char.bottom <= page.dots.height + 1
    )


def _inked(page: PageView, char: Char) -> bool:
    """Some dark and some light: ink on paper, or paper in a black box."""
    box = (int(char.left) - 1, int(char.top) - 1, int(char.right) + 2, int(char.bottom) + 2)
    if box[2] - box[0] <= 2 or box[3] - box[1] <= 2:
        return True
    low, high = page.dots.crop(box).getextrema()
    return bool(low != high)


def check_zones(page: PageView, zones: list[tuple[str, float, float, float, float]]) -> Iterator[Finding]:
    """No character crosses the border of a zone (boxes in dots, one dot of grace)."""
    for name, left, top, right, bottom in zones:
        for char in page.chars:
            x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
            inside = left <= x <= right and top <= y <= bottom
            if inside and not (
                char.left >= left - 1
                and char.right <= right + 1
                and char.top >= top - 1
                and char.bottom <= bottom + 1
            ):
                yield Finding(page.number, name, "VERIFY-ZONE")
                break


def check_secrets(page: PageView, secrets: Secrets) -> Iterator[Finding]:
    """Nothing of the page's own order is on it, in its text or in its codes."""
    text = squeeze(page.text) + "\n" + "\n".join(squeeze(code.text) for code in page.codes)
    for kind, values in (("name", secrets.names), ("room", secrets.rooms), ("ciphertext", secrets.opaque)):
        if any(value in text for value in values):
            yield Finding(page.number, _zone_of(page, values), "VERIFY-LEAK", (("kind", kind),))
    if any(
        run in secrets.digits
        for run in digit_runs(page.text + "\n" + "\n".join(code.text for code in page.codes))
    ):
        yield Finding(page.number, "text", "VERIFY-LEAK", (("kind", "phone"),))


def _zone_of(page: PageView, values: frozenset[str]) -> str:
    return "code" if any(value in squeeze(code.text) for value in values for code in page.codes) else "text"


def digit_runs(text: str) -> Iterator[str]:
    """All runs of seven digits, also over blanks and hyphens between digits."""
    for version in {text, _JOINED.sub("", text)}:
        for match in _DIGITS.finditer(version):
            digits = match.group()
            for start in range(len(digits) - RUN + 1):
                yield digits[start : start + RUN]


def check_patterns(page: PageView, number: str) -> Iterator[Finding]:
    """Without the orders: what looks like a mobile number, an identity number, a whole name."""
    text = _JOINED.sub("", page.text)
    for match in _PHONE.finditer(text):
        before = text[max(0, match.start() - _VIRTUAL_NEAR) : match.end() + _VIRTUAL_NEAR]
        if match.group() not in number and "隐私号" not in before and "虚拟号" not in before:
            yield Finding(page.number, "text", "VERIFY-LEAK", (("kind", "phone"),))
            break
    if any(match.group() not in number for match in _IDENTITY.finditer(text)):
        yield Finding(page.number, "text", "VERIFY-LEAK", (("kind", "identity number"),))
    if _NAMED.search(page.text):
        yield Finding(page.number, "text", "VERIFY-LEAK", (("kind", "name"),))
