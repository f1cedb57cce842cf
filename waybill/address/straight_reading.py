"""The reading of an address of the commonest shape, without a walk through the grammar.

:mod:`waybill.address.straight` recognises the shape.  Both ways read the same.
"""

from __future__ import annotations

import re
from functools import cache

from waybill.address.detail_tokens import kinds
from waybill.address.divisions_reader import Located
from waybill.address.reading import Reading
from waybill.address.span import Span
from waybill.address.straight import Recognised, recognise
from waybill.frozen import made

_OF_THE_GRAMMAR = re.compile("组|[吊地][0-9]")
"""A village's group before a road; a number that hangs together with the character before it."""


def straight_reading(text: str) -> Reading | None:
    """Read ``text`` (divisions, then detail); None where the grammar is needed, as for one with a postcode."""
    found = None if " " in text else recognise(text)
    if found is None or found.detail[6] is not None:
        return None
    if found.detail[4].startswith(_behind_number()) or _OF_THE_GRAMMAR.search(text):
        return None
    chunks = _chunks(found.detail)
    hidden = found.detail.end(1), len(text)
    return made(Reading, (text, _located(found), chunks, [], [hidden], []))


@cache
def _behind_number() -> tuple[str, ...]:
    """What is read together with the 号 of a house, whatever it counts: 18号院, 2号桥."""
    return tuple(word[1:] for word in kinds() if word[0] == "号" and len(word) > 1)


def _located(found: Recognised) -> Located:
    head, _, town, code, detail = found
    (unit,), spans, end = head.fits, head.spans, detail.start()
    if town:
        spans = (*spans, made(Span, ("town", end - len(town), end)))
    divisions = unit.province, unit.city, unit.district, town or None, None
    return made(Located, (*divisions, code, end, spans, (), (), 0))


def _chunks(detail: re.Match[str]) -> list[Span]:
    """The pieces as the grammar finds them: names that are not told apart yet, numbers with their words."""
    chunks = []
    if detail[2] is not None:
        chunks = [made(Span, ("name", *detail.span(2))), made(Span, ("house", *detail.span(3)))]
    start, number = detail.span(4)
    shown_end, room = detail.end(1), detail.start(5)
    chunks += (made(Span, ("name", start, number)), made(Span, ("building", number, shown_end)))
    if room > shown_end:
        chunks.append(made(Span, ("unit", shown_end, room)))
    chunks.append(made(Span, ("room", room, detail.end())))
    return chunks
