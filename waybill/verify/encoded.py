"""What a text says behind the usual ways of carrying text in text: signs before figures, entities, escapes, Base64, UTF-7."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

from waybill.verify.packed import is_archive, unpacked
from waybill.verify.spelling import readable

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_FOLDED = re.compile(r"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,}[ \t]*\r?\n[ \t]*)+[A-Za-z0-9+/]*")
"""Base64 in lines, as letters have it (RFC 2045, 6.8) and contacts (vCard): a line may end in the midst of a character."""
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){6,}(?![0-9A-Fa-f])")
_ENDLESS = re.compile(r"&#[0-9]{1000,}")
"""No character's number; Python reads none of so many digits."""
_SOFT_BREAK = re.compile(r"=\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}(?:=\r?\n)?){2,}")
"""Bytes as letters and vCards quote them (RFC 2045, 6.7), over soft line breaks."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_UTF7 = re.compile(r"\+([A-Za-z0-9+/]{3,})")
"""Characters outside ASCII as old letters have them (RFC 2152)."""
_SHORTEST = 8
_ROUNDS = 2
"""Base64 is often percent-encoded once more."""
_LONGEST = 1_000_000
"""Characters of a text that is looked into."""


def sayings(text: str) -> list[str]:
    """The text, and what it says in other words.  UnreadError where an archive in it holds more than is read."""
    told, latest = [text], [text[:_LONGEST]]
    for _ in range(_ROUNDS):
        latest = [other for one in latest for other in _other_words(one)]
        told += latest
    return told


def _other_words(text: str) -> Iterator[str]:
    text = _QUOTED.sub(lambda run: _SOFT_BREAK.sub("", run.group()).replace("=", "%"), text)
    if "%" in text:
        for codec in ("utf-8", "gb18030"):
            plain = unquote(text, codec)
            if plain != text:
                yield plain
    if "&#" in text:
        yield unescape(_ENDLESS.sub(" ", text))
    if "\\u" in text:
        units = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
        yield units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "+" in text:
        yield _UTF7.sub(_of_utf7, text)
    words = [word for data in (*_from_base64(text), *_from_hex(text)) for word in _as_text(data)]
    if words:
        yield "\n".join(words)


def _from_base64(text: str) -> Iterator[bytes]:
    """Both alphabets, with or without padding, in one line or folded; a slash or a hyphen may also stand before the word."""
    words = [match.group() for match in _BASE64.finditer(text)]
    for match in _FOLDED.finditer(text):
        lines = match.group().split()
        words += ["".join(lines), "".join(lines[:-1])]  # the last one may be what follows, a contact's END
    for whole in words:
        for word in {whole, *re.split(r"[/_-]", whole)}:
            if len(word) >= _SHORTEST and len(word) % 4 != 1:
                with suppress(BinasciiError):
                    yield b64decode(word.translate(_URL_SAFE) + "=" * (-len(word) % 4))


_URL_SAFE = str.maketrans("-_", "+/")


def _from_hex(text: str) -> Iterator[bytes]:
    return (bytes.fromhex(match.group()) for match in _HEX.finditer(text))


def _of_utf7(match: re.Match[str]) -> str:
    """Units of UTF-16 in Base64 without padding; what is none stays as it is."""
    digits = match.group(1)
    with suppress(BinasciiError, UnicodeDecodeError):
        units = b64decode(digits + "A" * (-len(digits) % 4))
        return units[: len(digits) * 6 // 16 * 2].decode("utf-16-be")
    return match.group()


def _as_text(data: bytes) -> Iterator[str]:
    """Anything but text is chance: of two bytes by chance GB 18030 makes a character more often than not, GB 2312 seldom."""
    if is_archive(data):
        yield from map(readable, unpacked(data))
    for codec in ("utf-8", "gb2312"):
        with suppress(UnicodeDecodeError):
            text = data.decode(codec)
            if all(char.isprintable() or char.isspace() for char in text):
                yield text
                return
