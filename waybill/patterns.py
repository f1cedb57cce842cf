"""Patterns that are compiled when they are first asked something.

To compile a class of Chinese characters takes longer than to read a row.  Two thirds of all patterns are for values
that few order files have: compiled ahead they were a fifth of the time in which one label is printed.  What nearly
every row is held against is better compiled at once: a late pattern answers a little more slowly (15 ns a call).

In all patterns a group that is repeated without a way back is written ``(?>(?:…)*)``: Python before 3.11.5 loses matches
where ``*+`` stands behind a group.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

_GAP = r"[\s.·–—_-]?"
PHONE_IN_GROUPS = rf"(?<!\d)(?:(?:00)?86{_GAP})?(?:1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}|0\d{{2,3}}{_GAP}\d{{3,4}}{_GAP}\d{{4}})(?!\d)"
"""A mobile or a landline in words that are kept for ever (a reason, a file's name); a day and a time are neither."""

IDENTITY_NUMBER = r"(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?!\d)"
"""A citizen's identity number (GB 11643): place, day of birth, order, check character."""


def either(*ways: str) -> str:
    """A pattern that is any of ``ways``; the first that fits counts."""
    return "|".join(ways)


def named(group: str, *ways: str) -> str:
    """A group of that name that is any of ``ways``; the first that fits counts."""
    return f"(?P<{group}>{either(*ways)})"


def late_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile(pattern, flags)`` is, but made at first use; ``re.error`` is raised no sooner."""
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))


class LatePattern(Generic[AnyStr]):
    """A pattern's text, and from its first use on the methods of the compiled one."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags
        self._compiled: re.Pattern[AnyStr] | None = None

    def __getattr__(self, name: str) -> Any:
        """Asked once for each name: the answer is kept as an attribute of this object."""
        if name.startswith("__"):  # what copy and pickle look for
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        answer = getattr(self._compiled, name)
        setattr(self, name, answer)
        return answer


SOMEBODYS = late_pattern(f"{PHONE_IN_GROUPS}|{IDENTITY_NUMBER}")
"""A phone or identity number; not what a shop numbers its files by."""
