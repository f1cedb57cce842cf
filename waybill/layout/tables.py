"""Typed access to the tables of one template source, with errors that name file, line, column and nearest word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from waybill.errors import TemplateError, Where
from waybill.layout.language import Key
from waybill.layout.positions import Path, Positions
from waybill.layout.template import Origin
from waybill.paths import small_file
from waybill.toml_text import NotToml, loads

_SYNTAX_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_AT_END = "(at end of document)"
_PARAMETER = re.compile(r"<([a-z][a-z0-9_]*)>")
MAX_SOURCE_BYTES = 256 * 1024


def source_text(path: FilePath) -> str:
    """The text of a template's file, which need not be right.  TemplateError TEMPLATE-READ where it can't be read."""
    return _text(path, _bytes(path))


def _bytes(path: FilePath) -> bytes:
    try:
        return small_file(path, MAX_SOURCE_BYTES)
    except OSError as error:
        raise TemplateError("TEMPLATE-READ", where=Where(path.name), reason=error.strerror or "?") from None


def _text(path: FilePath, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise TemplateError("TEMPLATE-READ", where=Where(path.name), reason="not UTF-8") from None


class Source:
    """One TOML file: its data and the places of its values."""

    def __init__(self, path: FilePath) -> None:
        self.path = path
        self.name = path.name
        data = _bytes(path)
        self.sha256 = sha256(data).hexdigest()
        self.text = _text(path, data)
        try:
            self.data: dict[str, Any] = loads(self.text)
        except NotToml as error:
            raise self._syntax(str(error)) from None

    @cached_property
    def positions(self) -> Positions:
        """Where its values stand."""
        return Positions(self.text)

    def _syntax(self, message: str) -> TemplateError:
        found = _SYNTAX_PLACE.search(message)
        last = self.text.count("\n") + 1 if message.endswith(_AT_END) else 1
        line, column = (int(found[1]), int(found[2])) if found else (last, 1)
        reason = _SYNTAX_PLACE.sub("", message).removesuffix(_AT_END).strip()
        return TemplateError("TEMPLATE-SYNTAX", where=Where(self.name, line), position=column, reason=reason)

    def origin(self, path: Path, within: str = "") -> Origin:
        """Where a value stands."""
        place = self.positions.of(path, within)
        return Origin(self.name, place.line, place.column)

    def root(self) -> Table:
        """The whole document."""
        return Table(self, (), self.data, {})


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a source, with the values of the part's parameters."""

    source: Source
    path: Path
    data: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def check(self, keys: Mapping[str, Key], schema: FilePath) -> None:
        """Refuse unknown keys, telling the JSON Schema that completes them, and ask for those that must be there."""
        for name in self.data:
            if name not in keys:
                near = nearest(name, keys)
                raise self.error("TEMPLATE-KEY", name, key=name, nearest=near, schema=str(schema))
        for name, key in keys.items():
            if key.required and name not in self.data:
                raise self.error("TEMPLATE-MISSING-KEY", key=name)

    def error(self, code: str, at: str = "", within: str = "", /, **facts: str) -> TemplateError:
        """An error at the place of the key ``at``, or of the characters ``within`` its value."""
        origin = self.origin(at, within)
        return TemplateError(
            code, where=Where(origin.file, origin.line), position=str(origin.column), **facts
        )

    def origin(self, key: str = "", within: str = "") -> Origin:
        """Where the table or one of its values stands."""
        return self.source.origin((*self.path, key) if key else self.path, within)

    def raw(self, key: str) -> Any:
        """The value with parameters filled in; None when the key is not there."""
        return self._filled(key, self.data.get(key))

    def _filled(self, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._filled(key, each) for each in value]
        if not isinstance(value, str) or "<" not in value:
            return value
        whole = _PARAMETER.fullmatch(value)
        if whole:
            return self._parameter(key, whole[1])
        return _PARAMETER.sub(lambda match: str(self._parameter(key, match[1])), value)

    def _parameter(self, key: str, name: str) -> Any:
        if name not in self.parameters:
            raise self.error(
                "TEMPLATE-PARAMETER", key, f"<{name}>", name=name, nearest=nearest(name, self.parameters)
            )
        return self.parameters[name]

    def number(self, key: str, default: float, low: float = -2000, high: float = 2000) -> float:
        """A number between ``low`` and ``high``."""
        value = self.raw(key)
        return float(default) if value is None else self._number(key, value, low, high)

    def _number(
        self, key: str, value: Any, low: float = -2000, high: float = 2000, wanted: str = "number"
    ) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted=wanted)
        if not low <= value <= high:
            raise self.error("TEMPLATE-RANGE", key, key=key, low=f"{low:g}", high=f"{high:g}")
        return float(value)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number between ``low`` and ``high``."""
        value = self.number(key, default, low, high)
        if not value.is_integer():
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted="whole number")
        return int(value)

    def numbers(
        self, key: str, count: int | None = None, low: float = -2000, high: float = 2000
    ) -> tuple[float, ...]:
        """A list of numbers, ``count`` of them where given; empty when the key is not there."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or (count is not None and len(value) != count):
            raise self.error(
                "TEMPLATE-VALUE", key, key=key, wanted=f"list of {count or ''} numbers".replace("  ", " ")
            )
        return tuple(self._number(key, each, low, high, "list of numbers") for each in value)

    def size(
        self, key: str, default: tuple[float, float], low: float = 0.01, high: float = 200
    ) -> tuple[float, float]:
        """Largest and smallest."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, list):
            return (self._number(key, value, low, high),) * 2
        largest, smallest = self.numbers(key, 2, low, high)
        if smallest > largest:
            raise self.error("TEMPLATE-SIZES", key, key=key)
        return largest, smallest

    def text(self, key: str, default: str = "", choices: tuple[str, ...] = ()) -> str:
        """A text, one of ``choices`` where given."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted="text")
        if choices and value not in choices:
            near = nearest(value, choices)
            raise self.error(
                "TEMPLATE-CHOICE",
                key,
                key=key,
                choices=", ".join(choices),
                nearest=near if near in choices else "-",
            )
        return value

    def words(self, key: str) -> str:
        """A text for people: not blank, without control characters."""
        value = self.text(key)
        if not value.strip() or not value.isprintable():
            raise self.error("TEMPLATE-TEXT", key)
        return value

    def texts(self, key: str) -> list[str]:
        """A text or a list of texts, as a list; empty when the key is not there."""
        value = self.raw(key)
        values = [] if value is None else value if isinstance(value, list) else [value]
        if not all(isinstance(each, str) for each in values):
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted="text")
        return values

    def flag(self, key: str) -> bool:
        """True or false; false when the key is not there."""
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted="true / false")
        return bool(value)

    def table(self, key: str) -> dict[str, Any]:
        """A table's values with parameters filled in; empty when the key is not there."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted="table")
        return {name: self._filled(key, each) for name, each in value.items()}

    def tables(self, key: str) -> list[Table]:
        """A list of tables; empty when the key is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error("TEMPLATE-VALUE", key, key=key, wanted="list of tables")
        return [
            Table(self.source, (*self.path, key, i), each, self.parameters) for i, each in enumerate(value)
        ]


def nearest(word: str, words: Iterable[str]) -> str:
    """The known word that ends in ``_word``, that the word begins with, or that is spelt alike; all where none is near."""
    known, asked = list(words), word.strip().lower()
    ends = [each for each in known if asked and each.endswith(f"_{asked}")]
    begins = [each for each in known if len(each) > 1 and asked.startswith(each)]
    near = ends or sorted(begins, key=len, reverse=True) or get_close_matches(asked, known, 1)
    return near[0] if near else ", ".join(known) or "-"
