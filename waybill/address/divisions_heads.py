"""Beginnings of addresses that are known by heart: runs of full division names (辽宁省沈阳市和平区).

Orders repeat them, and what a chain makes of such a run depends on nothing behind it but the next few characters, which
are looked at each time.  A run is learned from a chain that was read name by name, and only where that holds: every name
in full and new, no separator between, and no longer name that the text behind the run could complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from waybill.address.divisions_fit import fitting
from waybill.address.divisions_words import ROAD_HEADS
from waybill.address.gazetteer import SHORT, Gazetteer, Unit, gazetteer
from waybill.address.span import Span

_KEY = 5
"""Characters by which a run is looked up: a province and the beginning of what follows."""
_MOST = 4096


class Head(NamedTuple):
    """What a chain has read behind a run of names."""

    spans: tuple[Span, ...]
    fits: tuple[Unit, ...]
    longer: tuple[int, ...]
    """Lengths of names that begin as the last one does and are longer."""


class Heads:
    """The runs that were met, by their text."""

    def __init__(self) -> None:
        self._known: dict[str, Head] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def find(self, text: str, gaz: Gazetteer) -> Head | None:
        """The longest known run at the beginning of a text, unless what follows could be part of its last name."""
        for length in self._lengths.get(text[:_KEY], ()):
            head = self._known.get(text[:length])
            if head is None:
                continue
            if text[length : length + 1] in ROAD_HEADS:
                return None
            if head.longer:
                last = head.spans[-1].start
                if any(text[last : last + size] in gaz.forms for size in head.longer):
                    return None
            return head
        return None

    def learn(self, text: str, spans: Sequence[Span], gaz: Gazetteer) -> None:
        """Keep the run of full names that a chain has read from the beginning of a text on."""
        names: list[Span] = []
        fits: tuple[Unit, ...] = ()
        for span in spans:
            deeper = _deeper(text, span, names[-1].end if names else 0, fits, gaz)
            if deeper is None:
                break
            names.append(span)
            fits = deeper
        if len(names) < 2 or names[-1].end < _KEY or not _is_whole(text, names, gaz):
            return
        if len(self._known) >= _MOST:
            self._known.clear()
            self._lengths.clear()
        start, end = names[-1].start, names[-1].end
        longer = tuple(size for size in gaz.lengths[text[start : start + 2]] if size > end - start)
        self._known[text[:end]] = Head(tuple(names), fits, longer)
        lengths = {end, *self._lengths.get(text[:_KEY], ())}
        self._lengths[text[:_KEY]] = tuple(sorted(lengths, reverse=True))


def _deeper(
    text: str, span: Span, at: int, fits: tuple[Unit, ...], gaz: Gazetteer
) -> tuple[Unit, ...] | None:
    """What fits behind a further name of a run; None where the span is none: no full name, or not told by itself."""
    kind, start, end = span
    name = text[start:end]
    if start != at or len(name) < 3 or name not in gaz.forms or text[end : end + 1] in ROAD_HEADS:
        return None
    match = fitting(fits, name)
    if match is None or match.rank == SHORT:
        return None
    # 上海市上海市 is a province and its city; what else stands twice is told by what surrounds it.
    return match.fits if kind == "city" or not match.repeats else None


def _is_whole(text: str, names: Sequence[Span], gaz: Gazetteer) -> bool:
    """True where no name but the last could be part of a longer one in which the text behind the run has a share."""
    end = names[-1].end
    return not any(
        _may_be(text[start:end], size, gaz)
        for _, start, stop in names[:-1]
        for size in gaz.lengths[text[start : start + 2]]
        if size > stop - start
    )


def _may_be(text: str, size: int, gaz: Gazetteer) -> bool:
    """True where a name of so many characters begins the text, or begins with it: 青岛西海岸新区 never with 青岛市市南区."""
    if size <= len(text):
        return text[:size] in gaz.forms
    return any(len(form) == size and form.startswith(text) for form in _by_start()[text[:2]])


@cache
def _by_start() -> dict[str, list[str]]:
    """The written forms of all names by their first two characters."""
    found: dict[str, list[str]] = {}
    for form in gazetteer().forms:
        found.setdefault(form[:2], []).append(form)
    return found


@cache
def heads() -> Heads:
    """The runs that this process has met."""
    return Heads()
