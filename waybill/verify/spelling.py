"""Bytes as text that can be searched, in whatever way a PDF, or a file inside it, may have written it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_LITERAL = re.compile(rb"\(((?>(?:[^()\\]++|\\.)*))(\)?)", re.DOTALL)
"""One that has no end is passed over whole: a search from each escaped parenthesis in it would find none either."""
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_NAME = re.compile(rb"/((?:[^\s\0/<>\[\](){}%#]*+#[0-9A-Fa-f]{2})+[^\s\0/<>\[\](){}%#]*)")
"""One with bytes that are escaped."""
_OF_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WORDS = re.compile(
    rb"[\x20-\x7e]{12,}|\d[\d -]{5,}\d|(?:[\xe3-\xe9][\x80-\xbf]{2}|\xf0[\xa0-\xb3][\x80-\xbf]{2}){2,}|(?:\0\d){7,}"
)
"""Text among bytes that are none: too long, or of too odd a shape, to stand there by chance."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the workbooks of old begin, whose texts are UTF-16 or Latin between other bytes."""
_DEEPEST_NEST = 8
"""Parentheses in parentheses of a literal string: more are not looked into."""
_IDENTIFIER = re.compile(rb"<(?=(?:[0-9A-Fa-f]{2})*[89A-Fa-f])[0-9A-Fa-f]{32}>")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def readable(data: bytes) -> str:
    """Bytes as text, their hexadecimal and literal strings replaced by what these spell."""
    spelled: list[str] = []

    def spell(raw: bytes) -> bytes:
        spelled.extend(spellings(raw))
        return b" "

    def spell_hex(match: re.Match[bytes]) -> bytes:
        return spell(_of_hex(match.group(1)))

    def spell_literal(match: re.Match[bytes]) -> bytes:
        return spell(_unescaped(match.group(1))) if match.group(2) else match.group()

    rest = _HEX.sub(spell_hex, data)
    for _ in range(_DEEPEST_NEST):  # the innermost strings first
        before, rest = rest, _LITERAL.sub(spell_literal, rest)
        if rest == before:
            break
    spelled += (text for name in _NAME.findall(data) for text in spellings(_name_of(name)))
    return "\n".join([rest.decode("utf-8", "replace"), *_whole(data), *spelled])


def _name_of(escaped: bytes) -> bytes:
    """A name's bytes (ISO 32000-1, 7.3.5)."""
    return _OF_NAME.sub(lambda match: bytes.fromhex(match.group(1).decode()), escaped)


def _of_hex(digits: bytes) -> bytes:
    """A hexadecimal string's bytes (ISO 32000-1, 7.3.4.3)."""
    digits = digits.translate(None, b" \t\r\n\f\0")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def spellings(raw: bytes) -> Iterator[str]:
    """A string in the document's own alphabet, in UTF-16, and in UTF-8, GB 18030 or with its bytes the other way round."""
    yield raw.decode("latin-1")
    if len(raw) % 2 == 0:
        yield raw.decode("utf-16-be", "replace")
    if not raw.isascii():
        if raw[:2] == b"\xff\xfe":
            yield raw.decode("utf-16", "replace")
        with suppress(UnicodeDecodeError):
            yield raw.decode("utf-8-sig")
        with suppress(UnicodeDecodeError):
            text = raw.decode("gb18030")
            if is_text(text):
                yield text


def _whole(data: bytes) -> Iterator[str]:
    """A whole text in another encoding than UTF-8, as an attachment or a comment may be written.

    Anything but text would be read as chance characters.
    """
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        yield data.decode("utf-16", "replace")
    if data.startswith(_OLE):
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "replace")
    if b"\0" in data[:64]:
        for codec in _WIDE:
            with suppress(UnicodeDecodeError):
                text = data.decode(codec)
                if is_text(text):
                    yield text
    elif not data.isascii() and not _CONTROLS.search(data):
        # The figures of a file's identifier (ISO 32000-1, 14.4) are chance; what its bytes spell is read all the same.
        yield _IDENTIFIER.sub(b" ", data).decode("gb18030", "replace")


def is_text(text: str) -> bool:
    """Whether nothing but text stands in it: no control characters, none that no one has given a meaning."""
    return all(char.isprintable() or char in "\t\r\n\ufeff" for char in text)


def words_in(data: bytes) -> list[str]:
    """What stands in binary data as text: figures, longer words, Chinese characters in UTF-8."""
    return [word.replace(b"\0", b"").decode("utf-8", "replace") for word in _WORDS.findall(data)]


def told_by_map(data: bytes) -> str:
    """The hexadecimal strings of a font's map that spell more than one character, each by itself."""
    spelled = (_of_hex(match.group(1)).decode("utf-16-be", "replace") for match in _HEX.finditer(data))
    return "|".join(text for text in spelled if len(text) > 1)


def outside_of_hex(data: bytes) -> bytes:
    """The bytes without their hexadecimal strings."""
    return _HEX.sub(b" ", data)


def _unescaped(raw: bytes) -> bytes:
    """A literal string's bytes (ISO 32000-1, 7.3.4.2)."""
    if b"\\" not in raw:
        return raw

    def one(match: re.Match[bytes]) -> bytes:
        escape = match.group(1)
        if escape[0] in b"01234567":
            return bytes([int(escape, 8) & 0xFF])
        return _ESCAPED.get(escape, escape)

    return _ESCAPE.sub(one, raw)
