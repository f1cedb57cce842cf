"""What comes on standard input: always UTF-8, whatever the locale, and without a byte-order mark, as Notepad writes it.

InputError CLI-STDIN for what can't be meant, as a film instead of a list, before it has filled the memory.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from waybill.cli.streams import say
from waybill.errors import InputError, Where
from waybill.i18n import tr

LONGEST = 1 << 26
"""Bytes of all of it: four million waybill numbers."""
LONGEST_LINE = 1 << 20


def _invite(en: str, zh: str) -> None:
    """A word for who sits at a terminal, where waiting for what is typed looks like work."""
    if sys.stdin.isatty():
        say(tr(en, zh))


def text() -> str:
    """All of it."""
    _invite("type or scan, then Ctrl-D", "请输入或扫描，以 Ctrl-D 结束")
    return _within(LONGEST, sys.stdin.buffer.read(LONGEST + 1)).decode("utf-8-sig", "replace")


def line() -> str:
    """The first line."""
    _invite("type or scan it, then Enter", "请输入或扫描，然后按回车")
    return next(_lines(), "")


def lines() -> Iterator[str]:
    """Each line without its end; a line feed ends a line and nothing else does."""
    _invite("type or scan, one a line, then Ctrl-D", "请逐行输入或扫描，以 Ctrl-D 结束")
    yield from _lines()


def _lines() -> Iterator[str]:
    number = 0
    while raw := sys.stdin.buffer.readline(LONGEST_LINE + 1):
        number += 1
        _within(LONGEST_LINE, raw, number)
        yield raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").rstrip("\r\n")


def _within(limit: int, data: bytes, number: int | None = None) -> bytes:
    if len(data) > limit:
        raise InputError("CLI-STDIN", where=Where("<stdin>", number), limit=limit)
    return data


def json_string(line: str) -> str | None:
    """The text that a line holds as a JSON string; None where it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None
