"""PostgreSQL by psycopg 3, loaded only when a ``postgresql+psycopg://`` URL asks for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from waybill.errors import JournalError
from waybill.i18n import tr
from waybill.journal.schema import ERASED
from waybill.journal.store import without_secrets

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
    "22P05": "JOURNAL-ENCODING",
}
# A connection that fails has no SQLSTATE; what its message says may name users and addresses and is not shown.
_REFUSED = re.compile(r'password|authentication|pg_hba|role ".*" (does not exist|is not permitted)')
_NO_DATABASE = re.compile(r'database ".*" does not exist')
_UNREACHABLE = re.compile(
    r"refused|resolve|translate host|No such file|time|unreachable|No route|Is the server"
)


def _why_not_open(error: Exception) -> str:
    """The kind of cause, where the driver's message tells it; nothing of the message itself."""
    text = str(error)
    if isinstance(error, psycopg.ProgrammingError):
        return tr("the address is not understood", "地址无法识别")
    if _NO_DATABASE.search(text):
        return tr("the server has no such database", "服务器上没有该数据库")
    if _REFUSED.search(text):
        return tr("the server refused the user or the password", "服务器拒绝了用户或口令")
    if _UNREACHABLE.search(text):
        return tr("the server can't be reached", "无法连接服务器")
    return ""


@cache
def _with_percent(text: str) -> str:
    return text.replace("?", "%s")


class Postgres:
    """The dialect of a journal in a PostgreSQL database."""

    name = "postgresql"
    error: tuple[type[Exception], ...] = (psycopg.Error,)
    blob = "BYTEA"
    within = "position(? IN {})"
    shared = True

    def __init__(self, url: str) -> None:
        self._url = url
        self.place = without_secrets(url)

    def connect(self) -> psycopg.Connection[Any]:
        """Connect in autocommit; a commit waits for the server's disk.

        Text is UTF-8, whatever the database's encoding: in SQL_ASCII, the server's default under LANG=C, the driver would
        read no text at all.
        """
        connection = psycopg.connect(self._url, autocommit=True, client_encoding="UTF8")
        connection.execute("SET synchronous_commit TO on")
        connection.execute("SET lock_timeout TO '60s'")
        connection.execute("SET client_min_messages TO error")
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
        code = _CODES.get(state, "JOURNAL-OPEN" if not state or state.startswith("08") else "JOURNAL-FAILED")
        why = _why_not_open(error) if code == "JOURNAL-OPEN" else ""
        return JournalError(code, file=self.place, why=why or state or type(error).__name__)

    def scrub(self, store: Store) -> bool:
        """Rewrite the tables that held content, and what the planner knows of them; JOURNAL-BUSY while another process
        reads them.

        The server's own log and backups are out of reach.
        """
        for table in ERASED:
            store.run(f"VACUUM (FULL, ANALYZE) {table}")  # columns may have been sampled once
        return True
