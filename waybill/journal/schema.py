"""Tables, indexes and versions of the journal.

Labels and events are only ever added: guards (:mod:`waybill.journal.guards`) refuse everything else, except that a
label's content may become NULL together with its ``gone`` mark (the number of the event that erased it).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from waybill.errors import JournalError
from waybill.i18n import tr
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
    "sender": "first {id} REFERENCES label (id), last BIGINT, phones {blob}",
    "event": "seq {id}, at TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, batch BIGINT,"
    " label BIGINT, facts TEXT NOT NULL, prev {blob} NOT NULL, hash {blob} NOT NULL",
}
"""The columns of each table.  ``trace`` has the keyed digests by which a label is found, apart from the label: narrow
rows are read through quickly.  ``sender`` has those of the sender's phones once for a run of labels, for a shop sends
thousands; runs don't overlap."""

INDEXES = {
    # NULLs are distinct in both databases: tombstones don't stand in a new label's way.
    "label_number": "CREATE UNIQUE INDEX label_number ON label (number)",
    "label_tombstone": "CREATE INDEX label_tombstone ON label (number_hash) WHERE number_hash IS NOT NULL",
    "batch_unfinished": "CREATE INDEX batch_unfinished ON batch (job) WHERE state IN ('intended', 'rendered')",
    "event_label": "CREATE INDEX event_label ON event (label) WHERE label IS NOT NULL",
    "event_batch": "CREATE INDEX event_batch ON event (batch) WHERE batch IS NOT NULL",
}
"""The statement that makes each index."""

ERASED = {
    "label": ("number", "fingerprint", "content"),
    "trace": ("phone", "order_no"),
    "sender": ("phones",),
}
"""Columns whose values an erasure takes away.  PostgreSQL is not to keep samples of them in its statistics."""


def tables(dialect_name: str, blob: str) -> dict[str, str]:
    """The statement that makes each table, by the table's name."""
    id_type = "INTEGER PRIMARY KEY" if dialect_name == "sqlite" else "BIGINT PRIMARY KEY"
    return {
        name: f"CREATE TABLE {name} ({columns.format(blob=blob, id=id_type)})"
        for name, columns in TABLES.items()
    }


def _create(store: Store) -> dict[str, object]:
    """A journal of the newest version in an empty database; the facts of the event of it."""
    from hashlib import sha256

    _add(store, TABLES)
    for statement in INDEXES.values():
        store.run(statement)
    journal, salt = os.urandom(16).hex(), os.urandom(16)
    rows = (("version", str(_newest())), ("journal", journal), ("salt", salt.hex()))
    store.many("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
    return {"journal": journal, "salt_sha256": sha256(salt).hexdigest(), "version": _newest()}


def _by_every_phone(store: Store) -> None:
    """Labels are found by every phone: of the recipient, whose digests stand one behind the other in ``trace``, and of
    the sender.  A program that knows one number only would not find all labels that a person wants erased."""
    if "sender" in _tables_there(store):
        raise store.damaged("VERSION")  # it was newer already: somebody has set the version back
    _add(store, ["sender"])


def _add(store: Store, names: Collection[str]) -> None:
    """New tables and their guards."""
    from waybill.journal import guards

    made = tables(store.dialect.name, store.dialect.blob)
    for name in names:
        store.run(made[name])
        for column in ERASED.get(name, ()) if store.dialect.name != "sqlite" else ():
            store.run(f"ALTER TABLE {name} ALTER COLUMN {column} SET STATISTICS 0")
    guards.create(store, names)


STEPS: tuple[Callable[[Store], None], ...] = (_by_every_phone,)
"""What brings a journal of version 1, 2, … to the next one.  A new journal is made of ``TABLES`` and ``INDEXES`` alone, so
that a new column stands in both: in ``TABLES`` as the table's last, where ``ALTER TABLE`` puts it, and in a step of its own.
What is written into it is bound by the label's leaf (:func:`waybill.journal.chain.leaf`), and what tells a person is in
``ERASED`` and in the table's guard."""


_LONGEST_VERSION = 9


def _newest() -> int:
    return len(STEPS) + 1


_SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_PG_TABLES = (
    "SELECT n.nspname, c.relname FROM (SELECT current_schema() AS name) s LEFT JOIN pg_namespace n ON n.nspname = s.name"
    " LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT EXISTS"
    " (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')"
)
"""Whatever is there, whether this role may look at it or not; but for what an extension of the server brought along."""


def _tables_there(store: Store) -> set[str]:
    """Names of the tables of the file, or of the schema that is the first in PostgreSQL's search path."""
    if store.dialect.name == "sqlite":
        return {row[0] for row in store.rows(_SQLITE_TABLES)}
    found = store.rows(_PG_TABLES)
    if found == [(None, None)]:
        why = tr("no schema of its search_path is there for this user", "search_path 中没有该用户可用的模式")
        raise JournalError("JOURNAL-OPEN", file=store.dialect.place, why=why)
    return {table for _, table in found if table}


def version(store: Store) -> int:
    """The journal's schema version; 0 where there is none yet.  Raises JournalError for another program's database."""
    there = _tables_there(store)
    if not there:
        return 0
    if not {"meta", "event", "label"} <= there:
        raise JournalError("JOURNAL-FOREIGN", file=store.dialect.place)
    found = store.row("SELECT value FROM meta WHERE key = 'version'")
    text = str(found[0])[:_LONGEST_VERSION] if found else ""
    if not text.isdecimal() or found != (str(int(text)),) or text == "0":
        raise store.damaged("VERSION")
    return int(text)


def prepare(store: Store, record: Callable[[str, dict[str, object]], object], *, create: bool) -> bool:
    """Bring the schema to this program's version in one transaction; ``record(kind, facts)`` writes the event of it.

    Whether the journal is made by this.  Raises JournalError JOURNAL-NEWER where a newer program has migrated it already,
    JOURNAL-NONE where there is none and none is to be made.
    """
    now = version(store)
    if now == _newest():
        return False
    if now == 0 and not create:
        raise _none_yet(store)
    with store.writing():
        now = version(store)  # another process may have been quicker
        if now > _newest():
            raise _newer(store, now)
        if now == 0:
            record("created", _create(store))
        elif now < _newest():
            for step in STEPS[now - 1 :]:
                step(store)
            store.run("UPDATE meta SET value = ? WHERE key = 'version'", (str(_newest()),))
            record("migrated", {"from": now, "to": _newest()})
        return now == 0


def _newer(store: Store, now: int) -> JournalError:
    """JOURNAL-NEWER; JOURNAL-CORRUPT where the chain tells of no such version: somebody has set it, to lock the others out."""
    told = store.row(
        "SELECT facts FROM event WHERE kind IN ('created', 'migrated') ORDER BY seq DESC LIMIT 1"
    )
    with suppress(AttributeError, TypeError, ValueError):
        if told and version_told(json.loads(told[0])) == now:
            return JournalError("JOURNAL-NEWER", file=store.dialect.place, found=now, known=_newest())
    return store.damaged("VERSION")


def version_told(facts: dict[str, Any]) -> Any:
    """The schema version that an event ``created`` or ``migrated`` tells of."""
    return facts.get("to", facts.get("version"))


def _none_yet(store: Store) -> JournalError:
    """JOURNAL-NONE; JOURNAL-READONLY where this role could not even make one."""
    may = "SELECT has_schema_privilege(current_schema(), 'CREATE') AND current_setting('transaction_read_only') = 'off'"
    if store.dialect.name != "sqlite" and store.row(may) != (True,):
        return JournalError("JOURNAL-READONLY", file=store.dialect.place, why="CREATE")
    return JournalError("JOURNAL-NONE", file=store.dialect.place)
