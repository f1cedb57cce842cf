"""TOML as people write it, with one error for all that is none.

tomllib has its own error for wrong syntax, but lets two faults of a text out as Python's: brackets nested too deep, and
a number of more digits than Python reads.  For a key of 100,000 parts it would take hours, and all memory.
"""

from __future__ import annotations

import tomllib
from typing import Any

_MOST_DOTS = 200
"""On one line that is no comment; keys of ours have two."""


class NotToml(ValueError):  # noqa: N818 - what it says; each room makes an error of its own of it
    """A text that is no TOML.  Its words may hold a piece of the text; they end in tomllib's place where it told one."""


def loads(text: str) -> dict[str, Any]:
    """The table that a TOML text describes.  Raises NotToml."""
    if text.count(".") > _MOST_DOTS and any(map(_has_too_many_dots, text.splitlines())):
        raise NotToml("a key has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NotToml("brackets are nested too deep") from None
    except ValueError as error:
        raise NotToml(str(error)) from None


def _has_too_many_dots(line: str) -> bool:
    return line.count(".") > _MOST_DOTS and not line.lstrip().startswith("#")
