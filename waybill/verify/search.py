"""Many words looked for in a text at once: of ten thousand orders' names, the few that could stand there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_FEW = 64
"""Words that are looked for one by one sooner than by their beginnings."""


def candidates(words: frozenset[str], text: str) -> Iterable[str]:
    """The words of which the first two characters stand in the text: all that can be found in it, and few others."""
    if len(words) <= _FEW:
        return words
    by_start = _by_start(words)
    starts = by_start.keys() & ({text[at : at + 2] for at in range(len(text) - 1)} | set(text))
    return [word for start in starts for word in by_start[start]]


def first_place(words: frozenset[str], text: str) -> int:
    """Where the first of the words begins; -1 where none stands in the text."""
    return min((at for at in map(text.find, candidates(words, text)) if at >= 0), default=-1)


@lru_cache(maxsize=16)
def _by_start(words: frozenset[str]) -> dict[str, list[str]]:
    """Words by their first two characters; those of one character by that."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:2], []).append(word)
    return found
