"""Widths of characters, and what becomes of characters that can't be drawn.

Nearly every character of a label is *plain*: the shipped font has it and it is no wider than its size.  Plain
characters are learnt once; a text of them needs no further question.  For the rest:

* invisible format characters (zero-width blanks, joiners, variation selectors, direction marks) are left out;
* a mark over or under the letter before it (e and U+0301) is drawn as one character with it where there is one (é), for
  a font sets marks beside their letters; where there is none it is refused like an emoji; the parts of a Korean
  syllable are drawn as the syllable;
* control characters are refused (LAYOUT-CONTROL);
* emoji, and letters of scripts that must be shaped (Arabic, Mongolian, Tibetan, Thai ...) or run to the left, are refused by code
  point (LAYOUT-SCRIPT), and so are characters that no font has (LAYOUT-GLYPH); where the policy says ``geta``, 〓 is drawn for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Protocol

from waybill.errors import LayoutError
from waybill.patterns import late_pattern

GETA = "〓"
EM = 1000
"""Widths are in thousandths of the font size."""

_PICTURES = late_pattern("[\U0001f000-\U0001faff]")
_SHAPED = late_pattern(
    "[\u0590-\u109f\u1780-\u18af\u1900-\u194f\u1a00-\u1c4f\ua800-\ua82f\ua840-\ua8ff\ua930-\ua95f\ua980-\uaaff"
    "\uabc0-\uabff\ufb1d-\ufdff\ufe70-\ufefe\U00010a00-\U00010a5f\U00011000-\U00011fff]"
)
_SYLLABLE = late_pattern("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
"""A Korean syllable in its parts."""
_SELECTORS = late_pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Fonts(Protocol):
    """What layout needs of the font chain."""

    def width(self, text: str, size_dots: int) -> float:
        """The text's width in dots, in bold too."""
        ...

    def missing(self, text: str) -> str:
        """The characters that no font has."""
        ...

    def runs(self, text: str) -> list[tuple[int, str]]:
        """The text cut by font: index in the chain and piece."""
        ...


class Widths(dict[str, int]):
    """Character to width.  Only plain characters are kept; asking for any other raises KeyError.

    ``also`` are characters of no width that a template itself puts in (its line breaks); ``meet`` is told of each
    character that becomes known, with its font, which is the shipped one.
    """

    def __init__(self, fonts: Fonts, also: str = "", meet: Callable[[str, int], None] | None = None) -> None:
        super().__init__(dict.fromkeys(also, 0))
        self._fonts = fonts
        self._meet = meet

    def __missing__(self, char: str) -> int:
        plain = char.isprintable() and not _is_mark(char) and not _never_set(char)
        if plain and not self._fonts.missing(char) and self._fonts.runs(char)[0][0] == 0:
            width = self.of(char)
            if width <= EM:
                self[char] = width
                if self._meet:
                    self._meet(char, 0)
                return width
        raise KeyError

    def of(self, char: str) -> int:
        """The width of any drawable character, rounded up."""
        return -int(-self._fonts.width(char, EM) // 1)


def drawable(text: str, zone: str, fonts: Fonts, on_missing: str) -> str:
    """The text as it can be drawn, by the rules above.  Raises LayoutError."""
    kept: list[str] = []
    for char in _SYLLABLE.sub(lambda parts: unicodedata.normalize("NFC", parts[0]), text):
        category = unicodedata.category(char)
        if category == "Cf" or _SELECTORS.match(char):
            continue
        if category in ("Cc", "Zl", "Zp", "Cs"):
            raise LayoutError("LAYOUT-CONTROL", zone=zone, code_point=code_point(char))
        if category[0] == "M" and kept:
            whole = unicodedata.normalize("NFC", kept[-1] + char)
            if len(whole) == 1:
                kept.pop()
                char = whole
        unset = _is_mark(char) or _never_set(char)
        if unset or fonts.missing(char):
            if on_missing != "geta":
                code = "LAYOUT-SCRIPT" if unset else "LAYOUT-GLYPH"
                raise LayoutError(code, zone=zone, code_point=code_point(char))
            char = GETA
        kept.append(char)
    return "".join(kept)


def _is_mark(char: str) -> bool:
    """Combining characters, variation selectors among them."""
    return unicodedata.category(char)[0] == "M"


def _never_set(char: str) -> bool:
    """Emoji, shaped scripts, and what runs to the left: the same answer on every machine, whatever fonts are installed."""
    shaped = _SHAPED.match(char) or unicodedata.bidirectional(char) in ("R", "AL")
    return bool(shaped or _PICTURES.match(char))


def code_point(char: str) -> str:
    """``U+`` and four to six hexadecimal digits."""
    return f"U+{ord(char):04X}"


def shipped_fonts() -> Fonts:
    """The font chain of this installation."""
    from waybill.fonts import chain

    return chain()
