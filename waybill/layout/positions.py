"""Where each value of a TOML text stands, for error messages: tomllib tells only the line of a syntax error.

The text has already been parsed by tomllib, so it is valid, and this reader only follows its structure.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys and indices from the document's root to a value."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONG_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}', re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_SCALAR = re.compile(r"[^,\]}\s#]+(?: \d\d:[^,\]}\s#]+)?")


class Place(NamedTuple):
    """Line and column, both from 1, and the offset in the text."""

    line: int
    column: int
    offset: int


class Positions:
    """The places of all values of one document.  A table's place is its header or opening brace."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[Path, int] = {(): 0}
        self._document()

    def of(self, path: Path, within: str = "") -> Place:
        """The place of the value at ``path`` (or of the nearest table around it); ``within`` = of these
        characters inside the value."""
        while path not in self._found:
            path = path[:-1]
        offset = self._found[path]
        if within:
            offset = max(self._text.find(within, offset), offset)
        before = self._text[:offset]
        return Place(before.count("\n") + 1, offset - before.rfind("\n"), offset)

    def _skip(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _document(self) -> None:
        base: Path = ()
        counts: Counter[Path] = Counter()
        while True:
            self._skip()
            if self._at >= len(self._text):
                return
            if self._text[self._at] == "[":
                base = self._header(counts)
            else:
                self._pair(base)

    def _header(self, counts: Counter[Path]) -> Path:
        start, double = self._at, self._text.startswith("[[", self._at)
        self._at += 2 if double else 1
        named = self._key()
        self._at = self._text.index("]", self._at) + (2 if double else 1)
        path: Path = ()
        for key in named[:-1]:
            path = (*path, key)
            path = (*path, counts[path] - 1) if counts[path] else path
        path = (*path, named[-1])
        if double:
            counts[path] += 1
            path = (*path, counts[path] - 1)
        self._found[path] = start
        return path

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip()
            match = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
            if match is None:
                return parts
            parts.append(match.group().strip("\"'"))
            self._at = match.end()
            self._skip()
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _pair(self, base: Path) -> None:
        start = self._at
        path = (*base, *self._key())
        self._found[path] = start
        self._at = self._text.index("=", self._at) + 1
        self._value(path, start)

    def _value(self, path: Path, start: int | None = None) -> None:
        self._skip()
        self._found[path] = self._at if start is None else start
        opening = self._text[self._at]
        if opening == "[":
            self._at += 1
            index = 0
            while self._more("]"):
                self._value((*path, index))
                index += 1
        elif opening == "{":
            self._at += 1
            while self._more("}"):
                self._pair(path)
        else:
            long = _LONG_STRING.match(self._text, self._at)
            match = long or _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            self._at = match.end() if match else self._at + 1

    def _more(self, closing: str) -> bool:
        """True when another item follows; past the closing bracket otherwise."""
        self._skip()
        if self._text.startswith(",", self._at):
            self._at += 1
            self._skip()
        if self._text.startswith(closing, self._at):
            self._at += 1
            return False
        return self._at < len(self._text)
