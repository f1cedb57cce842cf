"""PostgreSQL by psycopg 3, loaded only when a ``postgresql+psycopg://`` URL asks for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from waybill.errors import JournalError

if TYPE_CHECKING:
    from waybill.journal.store import Store

try:
    import psycopg
except ImportError:
    raise JournalError("JOURNAL-NO-DRIVER") from None

_WRITE_LOCK = 0x57415942  # "WAYB": one writer at a time, as with SQLite, because the chain has one end
_CODES = {
    "53100": "JOURNAL-FULL",
    "55P03": "JOURNAL-BUSY",
    "57014": "JOURNAL-BUSY",
    "25006": "JOURNAL-READONLY",
    "42501": "JOURNAL-READONLY",
}


@cache
def _with_percent(text: str) -> str:
    return text.replace("?", "%s")


class Postgres:
    """The dialect of a journal in a PostgreSQL database."""

    name = "postgresql"
    error: type[Exception] = psycopg.Error
    blob = "BYTEA"

    def __init__(self, url: str) -> None:
        self._url = url
        self.place = (
            f"postgresql://{url.rpartition('@')[2].partition('://')[2] or url.rpartition('@')[2]}".partition(
                "?"
            )[0]
        )

    def connect(self) -> psycopg.Connection[Any]:
        """Connect in autocommit; a commit waits for the server's disk."""
        connection = psycopg.connect(self._url, autocommit=True)
        connection.execute("SET synchronous_commit TO on")
        connection.execute("SET lock_timeout TO '60s'")
        connection.execute("SET client_min_messages TO error")
        return connection

    def sql(self, text: str) -> str:
        """psycopg's mark for a value is %s."""
        return _with_percent(text)

    def begin_write(self, connection: psycopg.Connection[Any]) -> None:
        """Writers stand in one queue."""
        connection.execute("BEGIN")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITE_LOCK,))

    def begin_read(self, connection: psycopg.Connection[Any]) -> None:
        """One snapshot for the whole transaction."""
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def explain(self, error: Exception) -> JournalError:
        """The journal's error for a driver's, by SQLSTATE."""
        state = getattr(error, "sqlstate", None) or ""
        if state.startswith("23") or state == "P0001":
            return JournalError("JOURNAL-GUARD", why=state)
        code = _CODES.get(state, "JOURNAL-OPEN" if not state or state.startswith("08") else "JOURNAL-FAILED")
        return JournalError(code, file=self.place, why=state or type(error).__name__)

    def scrub(self, store: Store) -> bool:
        """Rewrite the tables that held content; the server's own log and backups are out of reach."""
        for table in ("label", "trace"):
            store.run(f"VACUUM FULL {table}")
        return True
