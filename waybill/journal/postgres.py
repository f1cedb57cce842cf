"""PostgreSQL by psycopg 3, loaded only when a ``postgresql+psycopg://`` URL asks for it."""

from __future__ import annotations

import logging
from functools import cache
from os import environ
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from waybill.errors import JournalError
from waybill.i18n import tr
from waybill.journal.schema import ERASED
from waybill.journal.store import without_secrets

if TYPE_CHECKING:
    from waybill.journal.store import Store

try:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo
except ImportError:
    raise JournalError("JOURNAL-NO-DRIVER") from None

# What the driver logs of a connection that failed names its user; without a handler it would go to standard error.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

_WRITE_LOCK = 0x57415942  # "WAYB": one writer at a time, as with SQLite, because the chain has one end
_CODES = {
    "53100": "JOURNAL-FULL",
    "55P03": "JOURNAL-BUSY",
    "57014": "JOURNAL-BUSY",
    "40P01": "JOURNAL-BUSY",
    "40001": "JOURNAL-BUSY",
    "25006": "JOURNAL-READONLY",
    "42501": "JOURNAL-READONLY",
    "22P05": "JOURNAL-ENCODING",
    "58030": "JOURNAL-IO",
    "XX001": "JOURNAL-CORRUPT",
    "XX002": "JOURNAL-CORRUPT",
}
_LOST = ("08", "57P", "25P03")
"""How the SQLSTATE of a connection begins that the server, or its administrator, has ended."""

_NOTICED = {
    "connect_timeout": environ.get("PGCONNECT_TIMEOUT", "15"),
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}
"""Seconds and times after which a server that is gone without a word is noticed; the system would wait for two minutes at the
beginning, and for two hours later.  What the address says goes before.
"""
_SETTINGS = (
    "SET synchronous_commit TO on;"
    "SET client_min_messages TO error;"
    # Waiting for another writer ends by this; other limits of the server's would end work that goes on as it should.
    "SET lock_timeout TO '60s';"
    "SET statement_timeout TO 0;"
    # A machine that is gone, or stands still, amid a write holds all other writers up.
    "SET idle_in_transaction_session_timeout TO '5min';"
    "SET tcp_keepalives_idle TO 30; SET tcp_keepalives_interval TO 10; SET tcp_keepalives_count TO 3"
)
_NEWER_SETTINGS = {140000: "SET idle_session_timeout TO 0", 170000: "SET transaction_timeout TO 0"}
"""More limits of that kind, by the server's version that brought them."""

SCRUB_SECONDS = 60
"""How long a scrub waits for transactions that may still see what was erased."""
_PAUSE_SECONDS = 0.1

_MAY_REWRITE = (
    "SELECT pg_has_role(c.relowner, 'USAGE') OR pg_has_role(d.datdba, 'USAGE') FROM pg_class c, pg_database d"
    " WHERE c.oid = ?::regclass AND d.datname = current_database()"
)
_SAMPLED = (
    "SELECT attname, attstattarget FROM pg_stats JOIN pg_attribute USING (attname)"
    " WHERE schemaname = current_schema() AND tablename = ? AND attrelid = ?::regclass"
    " AND attname = ANY (string_to_array(?, ' '))"
)


@cache
def _with_percent(text: str) -> str:
    return text.replace("?", "%s")


class Postgres:
    """The dialect of a journal in a PostgreSQL database."""

    name = "postgresql"
    error: tuple[type[Exception], ...] = (psycopg.Error,)
    unsendable: tuple[type[Exception], ...] = (psycopg.DataError,)
    """A NUL in a text; what the server itself says of data is of a class under this one."""
    blob = "BYTEA"
    within = "position(? IN {})"
    shared = True

    def __init__(self, url: str) -> None:
        self._url = url
        self._connected = False
        self.place = without_secrets(url)

    def connect(self) -> psycopg.Connection[Any]:
        """Connect in autocommit; a commit waits for the server's disk.

        Text is UTF-8, whatever the database's encoding: in SQL_ASCII, the server's default under LANG=C, the driver would
        read no text at all.
        """
        asked = make_conninfo("", **(_NOTICED | conninfo_to_dict(self._url)))
        connection = psycopg.connect(asked, autocommit=True, client_encoding="UTF8")
        version = connection.info.server_version
        newer = (setting for since, setting in _NEWER_SETTINGS.items() if version >= since)
        connection.execute(";".join((_SETTINGS, *newer)))
        self._connected = True
        return connection

    def sql(self, text: str) -> str:
        """psycopg's mark for a value is %s."""
        return _with_percent(text)

    def begin_write(self, connection: psycopg.Connection[Any]) -> None:
        """Writers stand in one queue.  What is read next is as the writer before left it, whatever the server's default."""
        connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITE_LOCK,))

    def begin_read(self, connection: psycopg.Connection[Any]) -> None:
        """One snapshot for the whole transaction."""
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def explain(self, error: Exception) -> JournalError:
        """The journal's error for a driver's, by SQLSTATE."""
        state = getattr(error, "sqlstate", None) or ""
        if state.startswith("23") or state == "P0001":
            return JournalError("JOURNAL-GUARD", why=state)
        why = state or type(error).__name__
        if state == "42501":
            why = tr("the role lacks a right to it, 42501", "该角色缺少相应权限，42501")
        if not self._connected:
            from waybill.journal.postgres_refusals import why_not_open

            code = _CODES.get(state, "JOURNAL-OPEN")
            return JournalError(code, file=self.place, why=why_not_open(error) or why)
        lost = state.startswith(_LOST) or (not state and isinstance(error, psycopg.OperationalError))
        return JournalError(
            _CODES.get(state, "JOURNAL-LOST" if lost else "JOURNAL-FAILED"), file=self.place, why=why
        )

    def scrub(self, store: Store) -> bool:
        """Rewrite the tables that held content, and what the planner knows of them; False, or JOURNAL-BUSY, while another
        process reads them or could still see what was erased.  JOURNAL-SCRUB where this role may not.

        The server's own log and backups are out of reach.
        """
        for table in ("meta", *ERASED):
            _check_owner(store, table)
        now, end = _transaction(store), monotonic() + SCRUB_SECONDS
        # Rows that an older transaction can see are copied with the others, and so are they while one writes in another
        # database of the server; it is waited for, by the smallest table.
        while not _rewritten(store, "meta", now):
            if monotonic() > end:
                return False
            sleep(_PAUSE_SECONDS)
        whole = [_rewritten(store, table, now) for table in ERASED]
        return all(whole) and _forget_samples(store)


def _check_owner(store: Store, table: str) -> None:
    """JOURNAL-SCRUB where this role may not VACUUM a table, which the server would leave out with a mere warning."""
    if store.row(_MAY_REWRITE, (table,)) != (True,):
        why = tr(f"only the role that owns {table} may rewrite it", f"只有 {table} 的所有者角色可以重写它")
        raise JournalError("JOURNAL-SCRUB", why=why)


def _transaction(store: Store) -> int:
    """The number of a transaction that is later than all that have ended."""
    row = store.row("SELECT txid_current()")
    assert row is not None
    return int(row[0])


def _rewritten(store: Store, table: str, now: int) -> bool:
    """Write a table anew; whether what was gone in transaction ``now`` is gone from its file: the server notes the oldest
    transaction that may be left in there, in 32 bits.
    """
    store.run(f"VACUUM (FULL) {table}")
    row = store.row("SELECT relfrozenxid::text::bigint FROM pg_class WHERE oid = ?::regclass", (table,))
    assert row is not None
    return 0 < (int(row[0]) - now) % (1 << 32) < 1 << 31


def _forget_samples(store: Store) -> bool:
    """Sample those columns anew that somebody wants samples of, or once did; False where the old ones stay in their file.

    A journal has none of its own accord (see ``schema``).
    """
    sampled = False
    for table, columns in ERASED.items():
        for column, target in store.rows(_SAMPLED, (table, table, " ".join(columns))):
            sampled = True
            # The server keeps an old sample for as long as none is wanted.
            store.run(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1")
            store.run(f"ANALYZE {table} ({column})")
            store.run(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {-1 if target is None else target}"
            )
    if not sampled:
        return True
    _check_owner(store, "pg_statistic")
    return _rewritten(store, "pg_statistic", _transaction(store))
