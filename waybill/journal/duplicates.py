"""The duplicate guard (of waybill numbers): has this number been printed, with the same data or with other data?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from waybill.journal import owner
from waybill.journal.chain import number_hash
from waybill.journal.records import BUSY, DIFFERENT, ERASED, NEW, SAME, VOIDED, LabelRecord, Verdict
from waybill.journal.store import Row, Store, blob

_FRESH = Verdict(NEW)
_STATES = ("intended", "rendered", "released")
"""Of batches whose labels have numbers."""
_MOST_VALUES = 500
_SHOWN_BYTES = 6

_KNOWN = (
    "SELECT l.number, l.fingerprint, l.batch, l.id, b.state, b.started, b.owner, b.seen"
    " FROM label l JOIN batch b ON b.id = l.batch WHERE l.number IN ({marks})"
)
_ERASED = (
    "SELECT l.number_hash, l.batch, b.started, l.id FROM label l JOIN batch b ON b.id = l.batch"
    " WHERE l.number_hash IN ({marks}) ORDER BY l.id"
)
_VOIDED = "SELECT label FROM event WHERE kind = 'void' AND label IN ({marks})"


class Judged(NamedTuple):
    """Verdicts in the order asked, and batches of dead processes to be settled before the verdicts count."""

    verdicts: list[Verdict]
    dead: set[int]


def select_in(store: Store, text: str, values: Sequence[Any]) -> list[Row]:
    """The rows of ``text`` with ``{marks}`` standing for ``values``, however many there are."""
    found: list[Row] = []
    for start in range(0, len(values), _MOST_VALUES):
        piece = values[start : start + _MOST_VALUES]
        found += store.rows(text.format(marks=",".join("?" * len(piece))), piece)
    return found


def judge(store: Store, salt: bytes, now: str, own_batch: int, records: Sequence[LabelRecord]) -> Judged:
    """What is known of each record's number.  A number that stands twice in ``records`` is judged by its first."""
    numbers = [record.waybill_no for record in records]
    known = {row[0]: row for row in select_in(store, _KNOWN, numbers)}
    tombs = tombstones(store, salt, numbers)
    if not known and not tombs and len(set(numbers)) == len(numbers):
        return Judged([_FRESH] * len(numbers), set())
    if any(row[4] not in _STATES for row in known.values()):
        raise store.damaged("batch.state")
    labels = [row[3] for row in known.values()] + [row[3] for rows in tombs.values() for row in rows]
    voided = {row[0] for row in select_in(store, _VOIDED, labels)}
    alive = partial(owner.alive, now=now, shared=store.dialect.shared)
    first: dict[str, LabelRecord] = {}
    verdicts: list[Verdict] = []
    dead: set[int] = set()
    for record in records:
        number, mine = record.waybill_no, record.index.fingerprint
        row = known.get(number)
        if row is not None:
            verdicts.append(_of_row(row, mine, own_batch, row[3] in voided, alive, dead))
        elif number in tombs:
            verdicts.append(_of_tombs(tombs[number], mine, voided))
        elif number in first:
            verdicts.append(_compare(mine, first[number].index.fingerprint, own_batch, now))
        else:
            first[number] = record
            verdicts.append(_FRESH)
    return Judged(verdicts, dead)


def tombstones(store: Store, salt: bytes, numbers: Sequence[str]) -> dict[str, list[Row]]:
    """What is left of erased labels with these numbers: hash, batch, when it began, label id; oldest first."""
    if store.row("SELECT 1 FROM label WHERE number_hash IS NOT NULL LIMIT 1") is None:
        return {}
    by_hash = {number_hash(salt, number): number for number in numbers}
    tombs: dict[str, list[Row]] = {}
    for row in select_in(store, _ERASED, list(by_hash)):
        tombs.setdefault(by_hash[blob(row[0])], []).append(row)
    return tombs


def _of_tombs(rows: list[Row], mine: bytes, voided: set[int]) -> Verdict:
    """An erased number; one that was voided before stays voided: that is no personal data."""
    _, batch, at, _ = rows[-1]
    void = any(row[3] in voided for row in rows)
    return Verdict(VOIDED if void else ERASED, batch, at, mine[:_SHOWN_BYTES].hex())


def _of_row(
    row: Row,
    mine: bytes,
    own_batch: int,
    voided: bool,
    alive: Callable[[str, str], bool],
    dead: set[int],
) -> Verdict:
    """The verdict on a number that a label has; a dead process's batch that it is in is added to ``dead``."""
    _, theirs, batch, _, state, started, batch_owner, seen = row
    if batch != own_batch and state != "released":
        if alive(batch_owner, seen):
            return Verdict(BUSY, batch, started)
        dead.add(batch)
        if state == "intended":  # no page of it has left
            return _FRESH
    if voided:
        return Verdict(VOIDED, batch, started)
    return _compare(mine, blob(theirs), batch, started)


def _compare(mine: bytes, theirs: bytes, batch: int, at: str) -> Verdict:
    status = SAME if mine == theirs else DIFFERENT
    return Verdict(status, batch, at, mine[:_SHOWN_BYTES].hex(), theirs[:_SHOWN_BYTES].hex())
