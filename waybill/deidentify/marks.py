"""Characters that every masking rule must know: marks of masking, digits of other scripts, ciphertext, controls."""

from __future__ import annotations

import re
import unicodedata

STARS = "******"
"""Six stars: the fixed pattern of a phone number's hidden part, whatever its length."""
NAME_MARK = {"standard": "**", "smile": "^_^", "tail4": "**"}
PHONE_MARK = {"standard": STARS, "smile": "^_^", "tail4": STARS}

SMILE = "^_^"
MASK_MARKS = "*＊∗✱﹡●○◯⚫⁎"
"""Characters that platforms put in the place of hidden ones."""

# Full-width forms, ideographic space and the dashes that people type, each to one ASCII character.
_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
_WIDE |= dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f"), " ")  # type: ignore[arg-type]
_WIDE |= dict.fromkeys(map(ord, MASK_MARKS), "*")  # type: ignore[arg-type]
_WIDE |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣ー─－"), "-")  # type: ignore[arg-type]

# C0, C1, zero-width, bidirectional and all other format controls, separators, surrogates, noncharacters: never printed,
# so that none may keep apart here what the label would show together.
CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001\U000e0020-\U000e007f]"
)

_CIPHER_EDGES = frozenset("#$~@")
_CIPHER_BODY = re.compile(r"[#$~@][!-~]*[#$~@]{1,2}")
_CIPHER_RUN = re.compile(
    r"[#$~][A-Za-z0-9+/_\-]{16,}={0,2}|(?<![0-9A-Za-z])(?:[0-9a-f]{32}){1,4}(?![0-9A-Za-z])|AgAAAA[A-Za-z0-9+/]{8}"
)
_BASE64 = re.compile(r"(?=[^A-Za-z]*[A-Za-z])(?=[^0-9]*[0-9])[A-Za-z0-9+/]{20,}={0,2}")
_SHORTEST_RUN = 14
_NOT_PLAIN = re.compile(r"[^\x00-\x7f\u4e00-\u9fff]")


def narrow(text: str) -> str:
    """Full-width forms, marks of masking, dashes and all digits as ASCII, one character for one, so that offsets stay."""
    if text.isascii() or _NOT_PLAIN.search(text) is None:
        return text
    text = text.translate(_WIDE)
    if text.isascii() or _NOT_PLAIN.search(text) is None:
        return text
    return "".join(_ascii_digit(char) for char in text)


def _ascii_digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None or char.isascii() else str(value)


def is_ciphertext(text: str) -> bool:
    """True for platform ciphertext (PDD ``~..~``, Taobao and Douyin ``#..#``, ``$..$``), whole, cut off or unframed.

    A nickname between tildes is no ciphertext: it has Chinese characters, or is one word of letters or a short one.
    """
    text = text.strip()
    if len(text) < 6:
        return False
    if text[0] in _CIPHER_EDGES and text[-1] in _CIPHER_EDGES and _CIPHER_BODY.fullmatch(text):
        inner = text.strip("#$~@")
        return not inner.isalpha() and (len(inner) >= 6 or not inner.isalnum())
    if _BASE64.fullmatch(text):
        return True
    return holds_ciphertext(text)


def holds_ciphertext(text: str) -> bool:
    """True where a piece of platform ciphertext stands anywhere in the text."""
    return len(text) >= _SHORTEST_RUN and _CIPHER_RUN.search(text) is not None


def may_hold_ciphertext(text: str) -> bool:
    """Cheap test: False only where :func:`holds_ciphertext` is False."""
    return "#" in text or "$" in text or "~" in text or "AgAA" in text or len(text) >= 32


def clean(text: str) -> str:
    """The text without control and format characters: line ends and tabs become blanks, the others vanish."""
    if text.isprintable() or CONTROL.search(text) is None:
        return text
    return CONTROL.sub(
        lambda found: " " if found[0] in "\t\n\r\x0b\x0c\x85\u2028\u2029" else "", text
    ).strip()
