"""Reading the journal: batches, labels and their states, labels by keyed digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from waybill.journal.batches import has_content, ranges
from waybill.journal.duplicates import select_in
from waybill.journal.recovery import outputs_of
from waybill.journal.store import ROWS_AT_ONCE, Row, Store, blob
from waybill.journal.views import BatchRow, EventRow, LabelRow
from waybill.label import DIGEST_BYTES, MOST_DIGESTS

_ALL = 2**63 - 1
"""More rows than there are."""

_LABELS = (
    "SELECT l.id, l.batch, l.page, l.line, l.number, l.gone, b.state, b.started FROM label l"
    " JOIN batch b ON b.id = l.batch WHERE {where} ORDER BY l.id LIMIT {limit}"
)
_EVENTS = "SELECT seq, at, kind, actor, batch, label, facts, prev, hash FROM event WHERE {where} ORDER BY seq"

_REPEATED = (
    "WITH place (first) AS (VALUES {places}), one (order_no, label) AS"
    " (SELECT substr(order_no, first, {size}), label FROM trace, place WHERE length(order_no) >= first)"
    " SELECT order_no, label FROM one WHERE order_no IN"
    " (SELECT order_no FROM one GROUP BY order_no HAVING count(*) > 1) ORDER BY label"
)
"""Each order's digest of those that stand one behind the other."""


def batches(store: Store, last: int = 0) -> Iterator[BatchRow]:
    """All batches, oldest first, or the ``last`` so many."""
    text = "SELECT id, started, state, info, outputs, form FROM batch ORDER BY id DESC LIMIT ?"
    for ident, started, state, info, outputs, form in reversed(store.rows(text, (min(last or _ALL, _ALL),))):
        facts = json.loads(info)
        begun = store.row("SELECT actor FROM event WHERE batch = ? AND kind = 'begin'", (ident,))
        yield BatchRow(
            ident,
            started,
            state,
            begun[0] if begun else "",
            sum(count for _, count, _ in ranges(store, ident)),
            facts["template"],
            tuple((name, digest) for name, digest in facts["files"]),
            outputs_of(outputs),
            facts["policy"],
            form,
            tuple(facts["versions"].items()),
        )


def files_of(store: Store, batch: int) -> int:
    """How many files a batch was written into."""
    row = store.row("SELECT outputs FROM batch WHERE id = ?", (batch,))
    return len(outputs_of(row[0])) if row else 0


def labels(store: Store, batch: int = 0) -> Iterator[LabelRow]:
    """All labels in the order they were written, or those of one batch."""
    last = 0
    where = "l.id > ?" + (" AND l.batch = ?" if batch else "")
    if batch:
        spans = list(ranges(store, batch))
        last = spans[0][0] - 1 if spans else 0
    while True:
        values = (last, batch) if batch else (last,)
        rows = store.rows(_LABELS.format(where=where, limit=ROWS_AT_ONCE), values)
        if not rows:
            return
        yield from _with_states(store, rows)
        last = rows[-1][0]


def label_by_number(store: Store, number: str) -> LabelRow | None:
    """The label that has this waybill number now."""
    rows = store.rows(_LABELS.format(where="l.number = ?", limit=1), (number,))
    return _with_states(store, rows)[0] if rows else None


def labels_by_digest(store: Store, *, phone: bytes, order_no: bytes) -> list[LabelRow]:
    """Labels of which a phone of the recipient or sender, or else the order number, has this keyed digest.

    The narrow trace table is read through once (a tenth of a second for a million labels): an index would
    cost every print a random write for what is asked a few times a day.
    """
    if phone:
        has = store.dialect.within.format("phone")
        received = store.rows(f"SELECT label FROM trace WHERE {has} > 0", (phone,))  # noqa: S608
        found = sorted({row[0] for row in received}.union(labels_sent(store, phone)))
    elif order_no:
        has = store.dialect.within.format("order_no")
        found = [row[0] for row in store.rows(f"SELECT label FROM trace WHERE {has} > 0", (order_no,))]  # noqa: S608
    else:
        return []
    if not found:
        return []
    rows = select_in(store, _LABELS.format(where="l.id IN ({marks})", limit=ROWS_AT_ONCE), found)
    return _with_states(store, rows)


def labels_of_repeated_orders(store: Store) -> list[tuple[int, LabelRow]]:
    """Labels whose order number another label has, too: several parcels of one order, or one parcel under two numbers.

    With each the number of its group, from 1.  Labels of different index keys are not compared, nor what is erased.
    """
    longest = store.row("SELECT max(length(order_no)) FROM trace")
    most = min(int((longest and longest[0]) or 1), MOST_DIGESTS * DIGEST_BYTES)
    places = ",".join(f"({place})" for place in range(1, most + 1, DIGEST_BYTES))
    groups: dict[bytes, list[int]] = {}
    for order, label in store.rows(_REPEATED.format(places=places, size=DIGEST_BYTES)):
        groups.setdefault(blob(order), []).append(label)
    ids = sorted({label for labels in groups.values() for label in labels})
    if not ids:
        return []
    found = select_in(store, _LABELS.format(where="l.id IN ({marks})", limit=ROWS_AT_ONCE), ids)
    rows = {row.id: row for row in _with_states(store, found)}
    return [(number, rows[label]) for number, labels in enumerate(groups.values(), 1) for label in labels]


def labels_sent(store: Store, phone: bytes) -> list[int]:
    """Ids of the labels of which a phone of the sender has this keyed digest."""
    has = store.dialect.within.format("phones")
    runs = store.rows(f"SELECT first, last FROM sender WHERE {has} > 0", (phone,))  # noqa: S608
    return [label for first, last in runs for label in range(first, last + 1)]


def batches_of_other_keys(store: Store, mark: str) -> list[int]:
    """Batches whose labels are found by another index key than the one with this mark; not what is erased, nor what older
    programs printed, which did not tell their key.
    """
    released = store.rows("SELECT id, info FROM batch WHERE state = 'released' ORDER BY id")
    others = [batch for batch, info in released if json.loads(info).get("key", mark) != mark]
    return [batch for batch in others if has_content(store, batch)]


def last_key(store: Store, actor: str) -> str:
    """The mark of the index key of the last batch of this actor; empty where there is none, or it did not tell."""
    text = "SELECT facts FROM event WHERE kind = 'begin' AND actor = ? ORDER BY seq DESC LIMIT 1"
    row = store.row(text, (actor,))
    return str(json.loads(row[0]).get("key", "")) if row else ""


def page_labels(store: Store, batch: int, first: int, last: int) -> list[int]:
    """Ids of the labels on pages ``first`` to ``last`` of a batch, in the order of pages."""
    found: list[int] = []
    for start, count, page in ranges(store, batch):
        low, high = max(first, page), min(last, page + count - 1)
        found += range(start + low - page, start + high - page + 1)
    return found


def events(store: Store, *, label: int = 0) -> Iterator[EventRow]:
    """All events, or those of one label, in the order of the chain."""
    if label:
        yield from _event_rows(store.rows(_EVENTS.format(where="label = ?"), (label,)))
        return
    last = 0
    while True:
        rows = store.rows(_EVENTS.format(where="seq > ?") + f" LIMIT {ROWS_AT_ONCE}", (last,))
        if not rows:
            return
        yield from _event_rows(rows)
        last = rows[-1][0]


def _event_rows(rows: Sequence[Row]) -> Iterator[EventRow]:
    return (EventRow._make((*row[:7], blob(row[7]), blob(row[8]))) for row in rows)


def _with_states(store: Store, rows: Sequence[Row]) -> list[LabelRow]:
    low, high = min(row[0] for row in rows), max(row[0] for row in rows)
    text = (
        "SELECT label, kind, count(*) FROM event WHERE label BETWEEN ? AND ? AND kind IN ('reprint', 'void')"
        " GROUP BY label, kind"
    )
    counts = {(label, kind): count for label, kind, count in store.rows(text, (low, high))}
    gone = {row[5] for row in rows if row[5] is not None}
    kinds: dict[int, str] = dict(
        select_in(store, "SELECT seq, kind FROM event WHERE seq IN ({marks})", sorted(gone))
    )
    found: list[LabelRow] = []
    for ident, batch, page, line, number, erased, state, started in rows:
        reprints = counts.get((ident, "reprint"), 0)
        if erased is not None:
            state = "abandoned" if kinds.get(erased) == "abandon" else "erased"
        elif (ident, "void") in counts:
            state = "voided"
        elif reprints:
            state = "reprinted"
        found.append(LabelRow(ident, batch, page, line, number or "", state, reprints, started))
    return found
