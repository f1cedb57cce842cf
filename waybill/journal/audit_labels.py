"""The labels' part of an audit: every row against the event that brought it, every tombstone against its erasure."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from waybill.journal import chain
from waybill.journal.store import ROWS_AT_ONCE, Row, Store

_ROWS = (
    "SELECT l.id, l.batch, l.page, l.line, l.number, l.fingerprint, l.leaf, l.content, l.number_hash, l.gone,"
    " t.label, t.phone, t.order_no, {sender}"
    " FROM label l LEFT JOIN trace t ON t.label = l.id"
    " {after} ORDER BY l.id LIMIT ?"
)
_COVERED = "SELECT coalesce(sum(last - first + 1), 0) FROM sender"
_ODD_RUN = (
    "SELECT 1 FROM sender s LEFT JOIN label l ON l.id = s.first"
    " WHERE (s.phones IS NULL) <> (l.gone IS NOT NULL) OR (s.phones IS NULL) <> (s.last IS NULL)"
    " OR s.last < s.first LIMIT 1"
)
"""A run that is erased where its label is not, or the other way about; or of less than no labels, which would make up in
the count for one that lies over others: labels that are found by a number that is not theirs."""


class Chunk(NamedTuple):
    """What an ``intend`` event says: labels ``first`` to ``first + count - 1`` from ``page`` on, and their digest."""

    seq: int
    batch: int
    first: int
    count: int  # type: ignore[assignment]  # hides tuple.count
    page: int
    digest: str


class Erasure(NamedTuple):
    """What an erasing event says of its tombstones."""

    kind: str
    count: int  # type: ignore[assignment]  # hides tuple.count
    digest: str


Told = tuple[str, str, str]


def check_labels(store: Store, chunks: list[Chunk], erasures: dict[int, Erasure]) -> Iterator[Told | int]:
    """Findings as (table, row, what); last, the number of label rows read."""
    rows = _rows(store)
    tombs = {seq: chain.ErasureDigest() for seq in erasures}
    total = traces = sent = 0
    row = next(rows, None)
    for chunk in sorted(chunks, key=lambda chunk: chunk.first):
        mine: list[Row] = []
        for wanted in range(chunk.first, chunk.first + chunk.count):
            while row is not None and row[0] < wanted:
                yield "label", str(row[0]), "extra"
                total, row = total + 1, next(rows, None)
            if row is None or row[0] != wanted:
                yield "label", str(wanted), "missing"
                continue
            yield from _check_row(row, chunk, erasures, tombs)
            traces += row[10] is not None
            sent += row[13] is not None
            mine.append(row)
            total, row = total + 1, next(rows, None)
        if len(mine) == chunk.count and _digest(mine) != chunk.digest:
            yield "label", f"{chunk.first}-{chunk.first + chunk.count - 1}", "changed"
    while row is not None:
        yield "label", str(row[0]), "extra"
        total, row = total + 1, next(rows, None)
    for seq, told in erasures.items():
        if (tombs[seq].count, tombs[seq].hexdigest()) != (told.count, told.digest):
            yield "label", f"erased by event {seq}", "changed"
    counted = store.row("SELECT count(*) FROM trace")
    if counted is None or counted[0] != traces:
        yield "trace", "*", "extra"
    if store.row(_ODD_RUN) or (store.row(_COVERED) or (0,))[0] != sent:
        yield "sender", "*", "extra"
    yield total


def _rows(store: Store) -> Iterator[Row]:
    # From the very first: a forger counts from below nothing.
    found = store.rows(_ROWS.format(sender=chain.SENDER_OF, after=""), (ROWS_AT_ONCE,))
    while found:
        yield from found
        found = store.rows(
            _ROWS.format(sender=chain.SENDER_OF, after="WHERE l.id > ?"), (found[-1][0], ROWS_AT_ONCE)
        )


def _digest(rows: list[Row]) -> str:
    try:
        return chain.chunk_digest(
            [row[2] for row in rows], [row[3] for row in rows], [stored_bytes(row[6]) for row in rows]
        )
    except struct.error:  # a number that is none, or does not fit 32 bits: not what was written
        return ""


def _check_row(
    row: Row, chunk: Chunk, erasures: dict[int, Erasure], tombs: dict[int, chain.ErasureDigest]
) -> Iterator[Told]:
    ident, batch, _, _, number, fingerprint, leaf, content, number_hash, gone, _, phones, order_no, sent = row
    told = ("label", str(ident), "changed")
    if batch != chunk.batch:
        yield told
    elif gone is None:
        if number_hash is not None or not isinstance(number, str) or _leaf(row) != stored_bytes(leaf):
            yield told
    elif gone not in erasures or any(
        value is not None for value in (number, fingerprint, content, phones, order_no, sent)
    ):
        yield told
    if gone in tombs:
        tombs[gone].add(ident, stored_bytes(leaf), stored_bytes(number_hash))


def _leaf(row: Row) -> bytes | None:
    _, _, _, _, number, fingerprint, _, content, _, _, _, phones, order_no, sent = row
    blob = stored_bytes(content)
    nonce, packed = blob[: chain.NONCE_BYTES], blob[chain.NONCE_BYTES :]
    digests = (fingerprint, phones, order_no, sent)
    if any(isinstance(digest, (str, int, float)) for digest in digests):
        return None  # a text of the same bytes would be found, and be nothing here
    fingerprint, phones, order_no, sent = map(stored_bytes, digests)
    name = number.encode("utf-8", "replace")
    return chain.leaf_of_stored(nonce, name, fingerprint, phones, order_no, packed, sent)


def stored_bytes(value: object) -> bytes:
    """What a database gives for a BLOB; nothing where it holds something else, which Waybill never wrote."""
    return bytes(value) if isinstance(value, (bytes, memoryview)) else b""
