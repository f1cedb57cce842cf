"""Tables, indexes and versions of the journal.

Labels and events are only ever added: guards (:mod:`waybill.journal.guards`) refuse everything else, except that a
label's content may become NULL together with its ``gone`` mark (the number of the event that erased it).
"""

from __future__ import annotations

import os
from collections.abc import Callable

from waybill.errors import JournalError
from waybill.journal.store import Store

TABLES = {
    "meta": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "form": "digest TEXT PRIMARY KEY, packed {blob} NOT NULL",
    "batch": "id {id}, job TEXT NOT NULL, state TEXT NOT NULL, started TEXT NOT NULL,"
    " owner TEXT NOT NULL, seen TEXT NOT NULL, form TEXT NOT NULL REFERENCES form (digest),"
    " info TEXT NOT NULL, outputs TEXT NOT NULL",
    "label": "id {id}, batch BIGINT NOT NULL REFERENCES batch (id), page BIGINT NOT NULL,"
    " line BIGINT NOT NULL, number TEXT, fingerprint {blob}, leaf {blob} NOT NULL, content {blob},"
    " number_hash {blob}, gone BIGINT",
    "trace": "label {id} REFERENCES label (id), phone {blob}, order_no {blob}",
    "event": "seq {id}, at TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, batch BIGINT,"
    " label BIGINT, facts TEXT NOT NULL, prev {blob} NOT NULL, hash {blob} NOT NULL",
}
"""The columns of each table.  ``trace`` has the keyed digests by which a label is found, apart from the label: narrow
rows are read through quickly."""

INDEXES = {
    # NULLs are distinct in both databases: tombstones don't stand in a new label's way.
    "label_number": "CREATE UNIQUE INDEX label_number ON label (number)",
    "label_tombstone": "CREATE INDEX label_tombstone ON label (number_hash) WHERE number_hash IS NOT NULL",
    "batch_unfinished": "CREATE INDEX batch_unfinished ON batch (job) WHERE state IN ('intended', 'rendered')",
    "event_label": "CREATE INDEX event_label ON event (label) WHERE label IS NOT NULL",
    "event_batch": "CREATE INDEX event_batch ON event (batch) WHERE batch IS NOT NULL",
}
"""The statement that makes each index."""

_ERASED = {"label": ("number", "fingerprint", "content"), "trace": ("phone", "order_no")}
"""Columns whose values an erasure takes away: PostgreSQL is not to keep samples of them in its statistics."""


def tables(dialect_name: str, blob: str) -> dict[str, str]:
    """The statement that makes each table, by the table's name."""
    id_type = "INTEGER PRIMARY KEY" if dialect_name == "sqlite" else "BIGINT PRIMARY KEY"
    return {
        name: f"CREATE TABLE {name} ({columns.format(blob=blob, id=id_type)})"
        for name, columns in TABLES.items()
    }


def _create(store: Store) -> None:
    """A journal in an empty database."""
    from waybill.journal import guards

    for statement in (*tables(store.dialect.name, store.dialect.blob).values(), *INDEXES.values()):
        store.run(statement)
    if store.dialect.name != "sqlite":
        for table, columns in _ERASED.items():
            for column in columns:
                store.run(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
    guards.create(store)
    rows = (("version", "0"), ("journal", os.urandom(16).hex()), ("salt", os.urandom(16).hex()))
    store.many("INSERT INTO meta (key, value) VALUES (?, ?)", rows)


STEPS: tuple[Callable[[Store], None], ...] = (_create,)
"""Step n makes schema version n of version n - 1."""


def version(store: Store) -> int:
    """The journal's schema version; 0 where there is none yet.  Raises JournalError for another program's database."""
    if store.dialect.name == "sqlite":
        tables = [row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    else:
        tables = [
            row[0]
            for row in store.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            )
        ]
    if not tables:
        return 0
    if not {"meta", "event", "label"} <= set(tables):
        raise JournalError("JOURNAL-FOREIGN", file=store.dialect.place)
    found = store.row("SELECT value FROM meta WHERE key = 'version'")
    if not found or not str(found[0]).isdecimal():
        raise store.damaged("VERSION")
    return int(found[0])


def prepare(store: Store, record: Callable[[str, dict[str, object]], object]) -> None:
    """Bring the schema to this program's version in one transaction; ``record(kind, facts)`` writes the event of it.

    Raises JournalError JOURNAL-NEWER where a newer program has migrated the journal already.
    """
    if version(store) == len(STEPS):
        return
    with store.writing():
        now = version(store)  # another process may have been quicker
        if now > len(STEPS):
            raise JournalError("JOURNAL-NEWER", file=store.dialect.place, found=now, known=len(STEPS))
        for step in STEPS[now:]:
            step(store)
        if now == len(STEPS):
            return
        store.run("UPDATE meta SET value = ? WHERE key = 'version'", (str(len(STEPS)),))
        if now == 0:
            from hashlib import sha256

            meta: dict[str, str] = dict(store.rows("SELECT key, value FROM meta"))
            record(
                "created",
                {
                    "journal": meta["journal"],
                    "salt_sha256": sha256(bytes.fromhex(meta["salt"])).hexdigest(),
                    "version": len(STEPS),
                },
            )
        else:
            record("migrated", {"from": now, "to": len(STEPS)})
