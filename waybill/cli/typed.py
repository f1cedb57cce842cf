"""What comes on standard input: always UTF-8, whatever the locale, and without a byte-order mark, as Notepad writes it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator


def text() -> str:
    """All of it."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def line() -> str:
    """The first line."""
    return sys.stdin.buffer.readline().decode("utf-8-sig", "replace")


def lines() -> Iterator[str]:
    """Each line without its end; a line feed ends a line and nothing else does."""
    for number, raw in enumerate(sys.stdin.buffer):
        yield raw.decode("utf-8" if number else "utf-8-sig", "replace").rstrip("\r\n")


def json_string(line: str) -> str | None:
    """The text that a line holds as a JSON string; None where it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None
