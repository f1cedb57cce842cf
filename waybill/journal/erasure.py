"""Erasing: a label's content, number and indexes go; a tombstone stays that keeps the chain verifiable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from waybill.journal import chain
from waybill.journal.records import Act
from waybill.journal.store import ROWS_AT_ONCE, Store, blob

_WIPE = (
    "UPDATE label SET gone = ?, number_hash = ?, content = NULL, number = NULL, fingerprint = NULL"
    " WHERE id = ?"
)
_WIPE_TRACE = "UPDATE trace SET phone = NULL, order_no = NULL WHERE label BETWEEN ? AND ?"
_RUN_UP_TO = "SELECT first, last, phones FROM sender WHERE first <= ? ORDER BY first DESC LIMIT 1"
_SHORTEN_RUN = "UPDATE sender SET last = ? WHERE first = ?"
_WIPE_RUNS = "UPDATE sender SET last = NULL, phones = NULL WHERE first BETWEEN ? AND ?"
ADD_RUN = "INSERT INTO sender (first, last, phones) VALUES (?,?,?)"


def wipe(
    store: Store,
    act: Act,
    kind: str,
    salt: bytes,
    spans: Iterable[tuple[int, int]],
    facts: dict[str, Any],
    *,
    batch: int | None = None,
) -> int:
    """Erase the labels whose ids lie in ``spans`` (first and last id, ascending) under one new event; how
    many.

    Empty ``salt`` keeps no hash of the number: the label was never printed.  Labels that are erased already
    stay.
    """
    gone = chain.head(store)[0] + 1
    digest = chain.ErasureDigest()
    for start, end in spans:
        for first in range(start, end + 1, ROWS_AT_ONCE):
            last = min(end, first + ROWS_AT_ONCE - 1)
            rows = store.rows(
                "SELECT id, leaf, number FROM label WHERE id BETWEEN ? AND ? AND gone IS NULL ORDER BY id",
                (first, last),
            )
            tombs = [
                (gone, chain.number_hash(salt, number) if salt else None, ident) for ident, _, number in rows
            ]
            for (_, kept, ident), (_, leaf, _) in zip(tombs, rows, strict=True):
                digest.add(ident, blob(leaf), kept)
            store.many(_WIPE, tombs)
            store.run(_WIPE_TRACE, (first, last))
            _wipe_sender(store, first, last)
    facts = facts | {"count": digest.count, "digest": digest.hexdigest()}
    chain.append(store, act, kind, facts, batch=batch)
    return digest.count


def dated_ahead(store: Store, now: datetime) -> int:
    """How many batches with content are dated after ``now`` by more than a day: a clock was ahead, and no retention limit
    gets at them before that day has come.
    """
    from waybill.journal.batches import has_content

    released = store.rows("SELECT id, started FROM batch WHERE state = 'released'")
    ahead = [
        batch for batch, started in released if datetime.fromisoformat(started) - now > timedelta(days=1)
    ]
    return sum(has_content(store, batch) for batch in ahead)


def _wipe_sender(store: Store, first: int, last: int) -> None:
    """Take labels ``first`` to ``last`` out of the runs of their senders: what stands before and behind them stays."""
    before, at_end = store.row(_RUN_UP_TO, (first - 1,)), store.row(_RUN_UP_TO, (last,))
    if before and (before[1] or 0) >= first:
        store.run(_SHORTEN_RUN, (first - 1, before[0]))
    store.run(_WIPE_RUNS, (first, last))
    if at_end and (at_end[1] or 0) > last:
        store.run(ADD_RUN, (last + 1, at_end[1], at_end[2]))


def _spans(labels: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ids as spans: the first and the last of each, ascending."""
    for _, run in groupby(enumerate(sorted(set(labels))), lambda placed: placed[1] - placed[0]):
        span = [label for _, label in run]
        yield span[0], span[-1]


def erase(store: Store, act: Act, salt: bytes, labels: Iterable[int], by: str, reason: str) -> int:
    """Erase single labels on a person's demand; how many.  ``by`` says how they were found, never the value."""
    facts = {"by": by, "reason": chain.printable(reason.strip())}
    with store.writing():
        return wipe(store, act, "erase", salt, _spans(labels), facts)


def unscrubbed(store: Store) -> int:
    """The last erasing event after which the old bytes were not taken away (its run was killed, or could not); 0 for none.

    Of what programs wrote that did not tell of a scrub it is not known.
    """
    erased = store.row("SELECT max(seq) FROM event WHERE kind IN ('erase', 'purge')")
    told = store.row("SELECT facts FROM event WHERE kind = 'scrub' ORDER BY seq DESC LIMIT 1")
    last = int((erased and erased[0]) or 0)
    return last if last > (json.loads(told[0])["through"] if told else 0) else 0


def purge(store: Store, act: Act, salt: bytes, now: datetime, days: int) -> int:
    """Erase what is left of finished batches that began more than ``days`` days ago; how many labels.

    One transaction and one event for each batch, so that printing can go on in between.
    """
    from waybill.journal.batches import ranges

    total = 0
    purged = {row[0] for row in store.rows("SELECT DISTINCT batch FROM event WHERE kind = 'purge'")}
    for batch, started in store.rows("SELECT id, started FROM batch WHERE state = 'released' ORDER BY id"):
        if batch in purged or now - datetime.fromisoformat(started) <= timedelta(days=days):
            continue
        with store.writing():
            spans = [(first, first + count - 1) for first, count, _ in ranges(store, batch)]
            total += wipe(store, act, "purge", salt, spans, {"days": days}, batch=batch)
    return total
