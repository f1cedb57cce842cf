"""Values that Waybill never wrote.

They are looked for once something has stumbled over one: what a damaged disk or a stranger's tool did is then told as
damage, and not as a fault of the program.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from waybill.errors import JournalError
from waybill.journal import schema
from waybill.journal.recovery import outputs_of
from waybill.journal.store import Store

_STUMBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, MemoryError)
"""What reading such a value ends in."""


def damage_behind(error: BaseException, store: Store) -> str | None:
    """Table and column of a value that has another type or shape than what is written there, if that may be the cause."""
    if not isinstance(error, _STUMBLES):
        return None
    try:
        return _odd_type(store) or _lacking(store) or _odd_shape(store)
    except JournalError:
        return None


_REFERENCES = (
    ("label", "batch", "batch", "id"),
    ("trace", "label", "label", "id"),
    ("batch", "form", "form", "digest"),
)


def _odd_type(store: Store) -> str | None:
    """PostgreSQL lets no other type in; SQLite takes any."""
    if store.dialect.name != "sqlite":
        return None
    for table in schema.tables("sqlite", store.dialect.blob):
        for _, column, declared, required, _, key in store.rows(f"PRAGMA table_info({table})"):
            kind = {"TEXT": "text", "BLOB": "blob"}.get(declared, "integer")
            allowed = (kind,) if required or key else (kind, "null")
            marks = ",".join("?" * len(allowed))
            odd = f"SELECT 1 FROM {table} WHERE typeof({column}) NOT IN ({marks}) LIMIT 1"  # noqa: S608
            if store.row(odd, allowed):
                return f"{table}.{column}"
    return None


def _lacking(store: Store) -> str | None:
    """What only an erasure takes away, and rows that others refer to."""
    for column in schema.ERASED["label"]:
        if store.row(f"SELECT 1 FROM label WHERE gone IS NULL AND {column} IS NULL LIMIT 1"):  # noqa: S608
            return f"label.{column}"
    for table, column, other, key in _REFERENCES:
        text = f"SELECT 1 FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {other}) LIMIT 1"  # noqa: S608
        if store.row(text):
            return f"{table}.{column}"
    return None


def _odd_shape(store: Store) -> str | None:
    for place, which, check in _SHAPES:
        table, _, column = place.partition(".")
        for (value,) in store.rows(f"SELECT {column} FROM {table} {which}"):  # noqa: S608
            try:
                check(value)
            except _STUMBLES:
                return place
    return None


def _check_time(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time of no zone")


def _check_info(text: str) -> None:
    facts = json.loads(text)
    dict(facts["files"]), facts["template"], facts["policy"], facts["versions"].items(), facts["form_sha256"]


def _check_facts(text: str) -> None:
    json.loads(text).keys()


def _check_run(text: str) -> None:
    facts = json.loads(text)
    facts["first"] + facts["count"] + facts["page"] + 0


def _check_scrub(text: str) -> None:
    json.loads(text)["through"] + 0


_SHAPES: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("batch.started", "", _check_time),
    ("batch.info", "", _check_info),
    ("batch.outputs", "", outputs_of),
    ("event.at", "", _check_time),
    ("event.facts", "", _check_facts),
    ("event.facts", "WHERE kind = 'intend'", _check_run),
    ("event.facts", "WHERE kind = 'scrub'", _check_scrub),
)
"""What is written in certain columns (of certain rows), by what fails for anything else."""
