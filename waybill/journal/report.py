"""The figures that a privacy officer must be able to show, by day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from waybill.journal.views import EventRow


class Day(NamedTuple):
    """What happened on one day (of the zone in which the journal was written).  All but ``day`` are counts."""

    day: str
    batches: int
    labels: int
    exceptions: int
    reprints: int
    voids: int
    unseals: int
    erased: int
    purged: int
    exports: int
    refusals: int
    given_up: int
    """Labels of runs that ended before their release: who stopped one may have copied its unfinished file."""


_COLUMN = {
    "begin": "batches",
    "released": "labels",
    "exception": "exceptions",
    "reprint": "reprints",
    "void": "voids",
    "unseal": "unseals",
    "erase": "erased",
    "purge": "purged",
    "export": "exports",
    "refusal": "refusals",
    "abandon": "given_up",
}


def by_day(events: Iterable[EventRow], first: str = "", last: str = "9999") -> list[Day]:
    """One row for each day on which something happened, from ``first`` to ``last`` (YYYY-MM-DD, inclusive).

    An event that says a ``count`` counts so often; one that says ``granted: false`` is a refusal.
    """
    days: dict[str, dict[str, int]] = {}
    for event in events:
        day = event.at[:10]
        column = _COLUMN.get(event.kind)
        if column is None or not first <= day <= last:
            continue
        facts = json.loads(event.facts)
        if facts.get("granted") is False:
            column = "refusals"
        many = facts.get("count", 1) if event.kind not in ("reprint", "begin") else 1
        counts = days.setdefault(day, dict.fromkeys(Day._fields[1:], 0))
        counts[column] += many
    return [Day(day, **counts) for day, counts in sorted(days.items())]
