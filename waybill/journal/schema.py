"""Tables, guards and versions of the journal.

Labels and events are only ever added.  Guards (triggers) refuse everything else, except that a label's
content may become NULL together with its ``gone`` mark (the number of the event that erased it).  They
protect against mistakes and careless tools; whoever can drop a trigger is found by ``audit verify``.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from waybill.errors import JournalError
from waybill.journal.store import Store

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE form (digest TEXT PRIMARY KEY, packed {blob} NOT NULL)",
    "CREATE TABLE batch (id {id}, job TEXT NOT NULL, state TEXT NOT NULL, started TEXT NOT NULL,"
    " owner TEXT NOT NULL, seen TEXT NOT NULL, form TEXT NOT NULL REFERENCES form (digest),"
    " info TEXT NOT NULL, outputs TEXT NOT NULL)",
    "CREATE TABLE label (id {id}, batch BIGINT NOT NULL REFERENCES batch (id), page BIGINT NOT NULL,"
    " line BIGINT NOT NULL, number TEXT, fingerprint {blob}, leaf {blob} NOT NULL, content {blob},"
    " number_hash {blob}, gone BIGINT)",
    "CREATE TABLE trace (label {id} REFERENCES label (id), phone {blob}, order_no {blob})",
    "CREATE TABLE event (seq {id}, at TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, batch BIGINT,"
    " label BIGINT, facts TEXT NOT NULL, prev {blob} NOT NULL, hash {blob} NOT NULL)",
    # NULLs are distinct in both databases: tombstones don't stand in a new label's way.
    "CREATE UNIQUE INDEX label_number ON label (number)",
    "CREATE INDEX label_tombstone ON label (number_hash) WHERE number_hash IS NOT NULL",
    "CREATE INDEX batch_unfinished ON batch (job) WHERE state IN ('intended', 'rendered')",
    "CREATE INDEX event_label ON event (label) WHERE label IS NOT NULL",
    "CREATE INDEX event_batch ON event (batch) WHERE batch IS NOT NULL",
)

_NAMES = " ".join(statement.split()[2] for statement in _TABLES if " TABLE " in statement)
_PG_TRIGGERS = (
    "SELECT tgname, pg_get_triggerdef(t.oid, true), tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
    " WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    " AND c.relname = ANY (string_to_array(?, ' '))"
)
_PG_INDEXES = (
    "SELECT c.relname, pg_get_indexdef(c.oid, 0, true) FROM pg_index i JOIN pg_class c ON c.oid = indexrelid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND indisvalid"
)
_PG_TABLES = (
    "SELECT relname FROM pg_class c WHERE relnamespace = current_schema()::regnamespace"
    " AND relkind = 'r' AND relpersistence = 'p' AND NOT relrowsecurity"
    " AND NOT EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = c.oid)"
)
"""Plain tables: none that forgets in a crash, none with rows that are hidden from somebody or lie in another table."""
_PG_RULES = (
    "SELECT rulename FROM pg_rules WHERE schemaname = current_schema()"
    " AND tablename = ANY (string_to_array(?, ' '))"
)

_ERASED = {"label": ("number", "fingerprint", "content"), "trace": ("phone", "order_no")}
"""Columns whose values an erasure takes away: PostgreSQL is not to keep samples of them in its statistics."""

_REFUSAL = " BEGIN RAISE EXCEPTION 'waybill: append-only'; END "
"""The body of PostgreSQL's trigger function."""

_GUARDS: tuple[tuple[str, str, str, str], ...] = (
    ("event_no_update", "UPDATE", "event", ""),
    ("event_no_delete", "DELETE", "event", ""),
    ("label_no_delete", "DELETE", "label", ""),
    (
        "label_erase_only",
        "UPDATE",
        "label",
        "(OLD.gone IS NULL AND NEW.gone IS NOT NULL AND NEW.content IS NULL AND NEW.number IS NULL"
        " AND NEW.fingerprint IS NULL AND NEW.id = OLD.id AND NEW.batch = OLD.batch AND NEW.page = OLD.page"
        " AND NEW.line = OLD.line AND NEW.leaf = OLD.leaf) IS NOT TRUE",
    ),
    ("trace_no_delete", "DELETE", "trace", ""),
    (
        "trace_erase_only",
        "UPDATE",
        "trace",
        "(NEW.label = OLD.label AND NEW.phone IS NULL AND NEW.order_no IS NULL) IS NOT TRUE",
    ),
    ("batch_no_delete", "DELETE", "batch", ""),
    (
        "batch_forward_only",
        "UPDATE",
        "batch",
        "(NEW.id = OLD.id AND NEW.job = OLD.job AND NEW.started = OLD.started AND NEW.form = OLD.form"
        " AND NEW.info = OLD.info AND (NEW.state = OLD.state"
        " OR (OLD.state = 'intended' AND NEW.state IN ('rendered', 'abandoned'))"
        " OR (OLD.state = 'rendered' AND NEW.state IN ('released', 'abandoned')))) IS NOT TRUE",
    ),
    ("form_no_update", "UPDATE", "form", ""),
    ("form_no_delete", "DELETE", "form", ""),
    ("meta_no_delete", "DELETE", "meta", ""),
    ("meta_version_only", "UPDATE", "meta", "(OLD.key = 'version' AND NEW.key = 'version') IS NOT TRUE"),
)

# SQLite's INSERT OR REPLACE would delete the old row without asking the delete guards (recursive_triggers is
# off unless a connection turns it on), hence guards on INSERT as well.
_REPLACE_GUARDS: tuple[tuple[str, str, str], ...] = (
    ("event_no_replace", "event", "EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)"),
    (
        "label_no_replace",
        "label",
        "EXISTS (SELECT 1 FROM label WHERE id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM label WHERE number = NEW.number)",
    ),
    ("trace_no_replace", "trace", "EXISTS (SELECT 1 FROM trace WHERE label = NEW.label)"),
    ("batch_no_replace", "batch", "EXISTS (SELECT 1 FROM batch WHERE id = NEW.id)"),
    ("form_no_replace", "form", "EXISTS (SELECT 1 FROM form WHERE digest = NEW.digest)"),
    ("meta_no_replace", "meta", "EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)"),
)


def guards(dialect_name: str) -> dict[str, str]:
    """The statement that makes each guard, by the guard's name."""
    if dialect_name == "sqlite":
        checks = [(name, f"BEFORE {verb} ON {table}", when) for name, verb, table, when in _GUARDS]
        checks += [(name, f"BEFORE INSERT ON {table}", when) for name, table, when in _REPLACE_GUARDS]
        return {
            name: f"CREATE TRIGGER {name} {event}{f' WHEN {when}' if when else ''}"
            f" BEGIN SELECT RAISE(ABORT, 'waybill: append-only'); END"
            for name, event, when in checks
        }
    made = {
        name: f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW"
        f"{f' WHEN ({when})' if when else ''} EXECUTE FUNCTION waybill_append_only()"
        for name, verb, table, when in _GUARDS
    }
    for table in ("event", "label", "trace", "batch", "form", "meta"):
        name = f"{table}_no_truncate"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
            " EXECUTE FUNCTION waybill_append_only()"
        )
    return made


def indexes() -> dict[str, str]:
    """The statement that makes each index, by the index's name."""
    made = [statement for statement in _TABLES if " INDEX " in statement]
    return {statement.partition(" INDEX ")[2].partition(" ")[0]: statement for statement in made}


def tables(dialect_name: str, blob: str) -> dict[str, str]:
    """The statement that makes each table, by the table's name."""
    id_type = "INTEGER PRIMARY KEY" if dialect_name == "sqlite" else "BIGINT PRIMARY KEY"
    made = [statement.format(blob=blob, id=id_type) for statement in _TABLES if " TABLE " in statement]
    return {statement.split()[2]: statement for statement in made}


def missing_guards(store: Store) -> list[str]:
    """Names of the guards and indexes that are not in force as they were made."""
    wanted = guards(store.dialect.name) | indexes()
    if store.dialect.name == "sqlite":
        found = store.rows("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index')")
        return sorted(wanted.keys() - {name for name, text in found if wanted.get(name) == text})
    found = [row[:2] for row in store.rows(_PG_TRIGGERS, (_NAMES,)) if row[2] == "O"]
    found += store.rows(_PG_INDEXES)
    made = {name: _plain(text) for name, text in found}
    missing = {name for name, text in wanted.items() if made.get(name) != _plain(text)}
    if store.rows(
        "SELECT 1 FROM pg_proc WHERE proname = 'waybill_append_only' AND prosrc = ?"
        " AND pronamespace = current_schema()::regnamespace",
        (_REFUSAL,),
    ):
        return sorted(missing)
    return sorted(guards(store.dialect.name).keys() | missing)


def _plain(text: str) -> str:
    """A statement as it was written and as PostgreSQL tells it, in one spelling: no brackets, blanks and types."""
    text = text.lower().replace(" in (", " = any (array[").replace("::text", "").replace(" using btree", "")
    return "".join(text.translate(_BRACKETS).split())


_BRACKETS = str.maketrans(dict.fromkeys("()[]"))


def foreign_guards(store: Store) -> list[str]:
    """Names of triggers and rules that Waybill never made: one could let an event go unwritten, or write another.

    In a schema of PostgreSQL there may be other tables; what stands on them is no matter of the journal's.
    """
    wanted = guards(store.dialect.name).keys()
    if store.dialect.name == "sqlite":
        found = store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        found = store.rows(_PG_TRIGGERS, (_NAMES,)) + store.rows(_PG_RULES, (_NAMES,))
    return sorted({str(row[0]) for row in found} - wanted)


def changed_tables(store: Store) -> list[str]:
    """Names of the tables that were made otherwise: a column's own rule could ignore or replace a row in silence."""
    wanted = tables(store.dialect.name, store.dialect.blob)
    if store.dialect.name != "sqlite":
        return sorted(wanted.keys() - {row[0] for row in store.rows(_PG_TABLES)})
    found: dict[str, str] = dict(store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    return [name for name, text in wanted.items() if found.get(name) != text]


def _first(store: Store) -> None:
    for statement in (*tables(store.dialect.name, store.dialect.blob).values(), *indexes().values()):
        store.run(statement)
    if store.dialect.name != "sqlite":
        store.run(
            "CREATE OR REPLACE FUNCTION waybill_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            f" $${_REFUSAL}$$"
        )
        for table, columns in _ERASED.items():
            for column in columns:
                store.run(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
    for statement in guards(store.dialect.name).values():
        store.run(statement)
    rows = (("version", "0"), ("journal", os.urandom(16).hex()), ("salt", os.urandom(16).hex()))
    store.many("INSERT INTO meta (key, value) VALUES (?, ?)", rows)


STEPS: tuple[Callable[[Store], None], ...] = (_first,)
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
    """Bring the schema to this program's version in one transaction; ``record(kind, facts)`` writes the
    event.

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
