"""Guards: triggers that refuse whatever is not an addition to the journal, and how it is told that they are all there.

They protect against mistakes and careless tools.  Whoever may drop a trigger, or make one, gets round them; ``audit
verify`` then names what is missing or strange.
"""

from __future__ import annotations

from collections.abc import Collection

from waybill.journal import schema
from waybill.journal.store import Store

_NAMES = " ".join(schema.TABLES)
_PG_TRIGGERS = (
    "SELECT tgname, pg_get_triggerdef(t.oid, true), tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
    " WHERE NOT tgisinternal AND c.relnamespace = quote_ident(current_schema())::regnamespace"
    " AND c.relname = ANY (string_to_array(?, ' '))"
)
_PG_INDEXES = (
    "SELECT c.relname, pg_get_indexdef(c.oid, 0, true) FROM pg_index i JOIN pg_class c ON c.oid = indexrelid"
    " WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND indisvalid"
)
_PG_TABLES = (
    "SELECT relname, oid FROM pg_class c WHERE relnamespace = quote_ident(current_schema())::regnamespace"
    " AND relkind = 'r' AND relpersistence = 'p' AND NOT relrowsecurity"
    " AND NOT EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = c.oid)"
)
"""Plain tables: none that forgets in a crash, none with rows that are hidden from somebody or lie in another table."""
_PG_COLUMNS = (
    "SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END"
    " || CASE WHEN atthasdef OR attidentity <> '' THEN ' and more' ELSE '' END"
    " FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)
_PG_CONSTRAINTS = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ? AND contype <> 'n'"
"""Keys, references and checks; not the NOT NULLs, which later servers count among them."""
_PG_RULES = (
    "SELECT rulename FROM pg_rules WHERE schemaname = current_schema()"
    " AND tablename = ANY (string_to_array(?, ' '))"
)
_PG_FUNCTION = (
    "SELECT 1 FROM pg_proc p JOIN pg_language l ON l.oid = prolang WHERE proname = 'waybill_append_only' AND prosrc = ?"
    " AND pronargs = 0 AND lanname = 'plpgsql' AND pronamespace = quote_ident(current_schema())::regnamespace"
)
_PG_PUBLIC = (
    "SELECT 1 FROM pg_class WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind = 'r'"
    " AND relname = ANY (string_to_array(?, ' ')) AND has_any_column_privilege('public', oid, 'SELECT')"
)

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
    ("sender_no_delete", "DELETE", "sender", ""),
    (
        "sender_shorten_only",
        "UPDATE",
        "sender",
        "(NEW.first = OLD.first AND ((NEW.last IS NULL AND NEW.phones IS NULL)"
        " OR (NEW.last < OLD.last AND NEW.phones = OLD.phones))) IS NOT TRUE",
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
    ("sender_no_replace", "sender", "EXISTS (SELECT 1 FROM sender WHERE first = NEW.first)"),
    ("batch_no_replace", "batch", "EXISTS (SELECT 1 FROM batch WHERE id = NEW.id)"),
    ("form_no_replace", "form", "EXISTS (SELECT 1 FROM form WHERE digest = NEW.digest)"),
    ("meta_no_replace", "meta", "EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)"),
)


def statements(dialect_name: str, tables: Collection[str] = schema.TABLES) -> dict[str, str]:
    """The statement that makes each guard of some tables, by the guard's name."""
    guards = [guard for guard in _GUARDS if guard[2] in tables]
    if dialect_name == "sqlite":
        checks = [(name, f"BEFORE {verb} ON {table}", when) for name, verb, table, when in guards]
        checks += [
            (name, f"BEFORE INSERT ON {table}", when)
            for name, table, when in _REPLACE_GUARDS
            if table in tables
        ]
        return {
            name: f"CREATE TRIGGER {name} {event}{f' WHEN {when}' if when else ''}"
            f" BEGIN SELECT RAISE(ABORT, 'waybill: append-only'); END"
            for name, event, when in checks
        }
    made = {
        name: f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW"
        f"{f' WHEN ({when})' if when else ''} EXECUTE FUNCTION waybill_append_only()"
        for name, verb, table, when in guards
    }
    for table in tables:
        name = f"{table}_no_truncate"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
            " EXECUTE FUNCTION waybill_append_only()"
        )
    return made


def create(store: Store, tables: Collection[str]) -> None:
    """Put every guard of these tables in force."""
    if store.dialect.name != "sqlite":
        store.run(
            "CREATE OR REPLACE FUNCTION waybill_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            f" $${_REFUSAL}$$"
        )
    for statement in statements(store.dialect.name, tables).values():
        store.run(statement)


def missing(store: Store) -> list[str]:
    """Names of the guards and indexes that are not in force as they were made."""
    wanted = statements(store.dialect.name) | schema.INDEXES
    if store.dialect.name == "sqlite":
        found = store.rows("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index')")
        return sorted(wanted.keys() - {name for name, text in found if wanted.get(name) == text})
    found = [row[:2] for row in store.rows(_PG_TRIGGERS, (_NAMES,)) if row[2] == "O"]
    found += store.rows(_PG_INDEXES)
    made = {name: _plain(text) for name, text in found}
    missing = {name for name, text in wanted.items() if made.get(name) != _plain(text)}
    if store.rows(_PG_FUNCTION, (_REFUSAL,)):
        return sorted(missing)
    return sorted(statements(store.dialect.name).keys() | missing)


_BRACKETS = str.maketrans(dict.fromkeys("()[]"))


def _plain(text: str) -> str:
    """A statement as it was written and as PostgreSQL tells it, in one spelling: no brackets, blanks and types."""
    text = text.lower().replace(" in (", " = any (array[").replace("::text", "").replace(" using btree", "")
    return "".join(text.translate(_BRACKETS).split())


def foreign(store: Store) -> list[tuple[str, str]]:
    """Kinds and names of what Waybill never made: a trigger or rule could let an event go unwritten, or write another, an
    index could refuse one, a table could keep what a journal must not.

    In a schema of PostgreSQL there may be other tables; they, and what stands on them, are no matter of the journal's.
    """
    guards = statements(store.dialect.name).keys()
    if store.dialect.name != "sqlite":
        found = store.rows(_PG_TRIGGERS, (_NAMES,)) + store.rows(_PG_RULES, (_NAMES,))
        return [("guard", name) for name in sorted({str(row[0]) for row in found} - guards)]
    ours = {*guards, *schema.INDEXES, *schema.TABLES}
    rows = store.rows("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    strange = [(str(kind), str(name)) for kind, name in rows if name not in ours]
    return sorted(("guard" if kind == "trigger" else kind, name) for kind, name in strange)


def changed_tables(store: Store) -> list[str]:
    """Names of the tables that were made otherwise: a column's own rule could ignore or replace a row in silence, or a
    column of somebody else's keep what a journal must not.
    """
    wanted = schema.tables(store.dialect.name, store.dialect.blob)
    if store.dialect.name != "sqlite":
        there: dict[str, int] = dict(store.rows(_PG_TABLES))
        return sorted(
            name for name in wanted if name not in there or _made_otherwise(store, name, there[name])
        )
    found: dict[str, str] = dict(store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    return [name for name, text in wanted.items() if found.get(name) != text]


def _made_otherwise(store: Store, table: str, oid: int) -> bool:
    """Whether a table of PostgreSQL's has other columns, keys or references than it was made with."""
    columns, constraints = _as_postgres_tells(table)
    there = [row[0] for row in store.rows(_PG_COLUMNS, (oid,))]
    return there != columns or {_plain(row[0]) for row in store.rows(_PG_CONSTRAINTS, (oid,))} != constraints


def _as_postgres_tells(table: str) -> tuple[list[str], set[str]]:
    """The columns of a table, and its keys and references, as ``_PG_COLUMNS`` and ``_PG_CONSTRAINTS`` tell them."""
    columns, constraints = [], set()
    for column in schema.TABLES[table].format(blob="BYTEA", id="BIGINT PRIMARY KEY").split(", "):
        name, kind, *more = column.split()
        rule = " ".join(more)
        columns.append(
            f"{name} {kind.lower()}" + (" not null" if rule.startswith(("NOT NULL", "PRIMARY KEY")) else "")
        )
        if "PRIMARY KEY" in rule:
            constraints.add(_plain(f"PRIMARY KEY ({name})"))
        if "REFERENCES" in rule:
            constraints.add(_plain(f"FOREIGN KEY ({name}) REFERENCES {rule.partition('REFERENCES')[2]}"))
    return columns, constraints


def everybody_reads(store: Store) -> bool:
    """Whether a table of PostgreSQL's is granted to PUBLIC."""
    return store.dialect.name != "sqlite" and bool(store.rows(_PG_PUBLIC, (_NAMES,)))
