"""SQLite: one file, 0600 in a 0700 folder, write-ahead log, every commit synced, deleted bytes overwritten."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

from waybill.errors import JournalError

if TYPE_CHECKING:
    from waybill.journal.store import Store

BUSY_SECONDS = 60
"""How long a process waits for another one's write before it gives up."""

_TRIES = 200
_PAUSE_SECONDS = 0.02

_CODES = {
    sqlite3.SQLITE_FULL: "JOURNAL-FULL",
    sqlite3.SQLITE_IOERR_SHMSIZE: "JOURNAL-FULL",
    sqlite3.SQLITE_BUSY: "JOURNAL-BUSY",
    sqlite3.SQLITE_LOCKED: "JOURNAL-BUSY",
    sqlite3.SQLITE_READONLY: "JOURNAL-READONLY",
    sqlite3.SQLITE_PERM: "JOURNAL-READONLY",
    sqlite3.SQLITE_CANTOPEN: "JOURNAL-OPEN",
    sqlite3.SQLITE_NOTADB: "JOURNAL-CORRUPT",
    sqlite3.SQLITE_CORRUPT: "JOURNAL-CORRUPT",
    sqlite3.SQLITE_IOERR: "JOURNAL-IO",
}

_EACH_CONNECTION = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    # Without it a REPLACE deletes rows behind the back of the delete triggers.
    "PRAGMA recursive_triggers=ON",
    "PRAGMA cache_size=-8192",
    "PRAGMA wal_autocheckpoint=4000",
)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch a new file over; SQLite does not wait by itself here when two processes do it at once."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


class Sqlite:
    """The dialect of a journal in one SQLite file."""

    name = "sqlite"
    error: tuple[type[Exception], ...] = (sqlite3.Error, UnicodeDecodeError)
    """Of a damaged schema a message may tell bytes that are no text, on which the driver stumbles."""
    unsendable: tuple[type[Exception], ...] = ()
    blob = "BLOB"
    within = "instr({}, ?)"
    shared = False
    """The write-ahead log has an index in memory, which only processes under one kernel can share."""

    def __init__(self, path: str, *, create: bool) -> None:
        self.place = os.path.expanduser(path)  # noqa: PTH111 (pathlib costs the cold start)
        if os.path.islink(self.place):  # noqa: PTH114
            # SQLite itself would make what a link leads to, readable for others.
            self.place = os.path.realpath(self.place)
        self._create = create
        self._opened = (0, 0)
        """What tells the file that is open from another one in its place."""

    def connect(self) -> sqlite3.Connection:
        """Open the file; create it private to its owner where it is not there yet."""
        if not os.path.exists(self.place):  # noqa: PTH110 (pathlib costs the cold start)
            self._make()
        if self._is_only_read():
            return self._connect_to_read()
        connection = sqlite3.connect(self.place, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                _use_write_ahead_log(connection)
            for pragma in _EACH_CONNECTION:
                connection.execute(pragma)
        except self.error:
            connection.close()
            raise
        self._opened = self._file_there()
        return connection

    def _file_there(self) -> tuple[int, int]:
        try:
            there = os.stat(self.place)  # noqa: PTH116 (pathlib costs the cold start)
        except OSError:
            return (0, 0)
        return there.st_dev, there.st_ino

    def _is_only_read(self) -> bool:
        """A copy for an auditor, on a disk that takes nothing or of mode 0400, without a log that would have to be read too.

        Opened like any other it would fail, or get a log of its own that nobody may write to afterwards.
        """
        if os.access(self.place, os.W_OK) and os.access(os.path.dirname(self.place) or ".", os.W_OK):  # noqa: PTH120
            return False
        logs = (self.place + end for end in ("-wal", "-journal"))
        return not any(os.path.exists(log) and os.path.getsize(log) for log in logs)  # noqa: PTH110, PTH202

    def _connect_to_read(self) -> sqlite3.Connection:
        """As a file that nobody writes to: whatever would write is JOURNAL-READONLY."""
        from urllib.parse import quote

        path = quote(os.path.abspath(self.place))  # noqa: PTH100
        return sqlite3.connect(f"file:{path}?immutable=1", uri=True, isolation_level=None)

    def _make(self) -> None:
        # An existing file is never opened here: closing it again would drop the locks that another connection
        # of this process holds on it.
        try:
            if not self._create:
                os.stat(self.place)  # noqa: PTH116 - tells what is in the way: no file, or a folder that may not be entered
                return
            from pathlib import Path

            from waybill.paths import private_folder

            private_folder(Path(os.path.abspath(self.place)).parent)  # noqa: PTH100
            os.close(os.open(self.place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            pass  # another process was quicker
        except OSError as error:
            raise JournalError("JOURNAL-OPEN", file=self.place, why=os.strerror(error.errno or 0)) from None

    def sql(self, text: str) -> str:
        """SQLite takes the text as it is written."""
        return text

    def begin_write(self, connection: sqlite3.Connection) -> None:
        """Take the write lock at once, so that what is read next can't change before it is written.

        A file that was removed, or another put in its place, while this one is open: what is written would be nowhere.
        """
        if self._opened not in ((0, 0), self._file_there()):
            raise JournalError("JOURNAL-REPLACED", file=self.place)
        connection.execute("BEGIN IMMEDIATE")

    def begin_read(self, connection: sqlite3.Connection) -> None:
        """A snapshot begins with the first read.  Text that is no UTF-8 is damage to be named, not an error."""
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.execute("BEGIN")

    def explain(self, error: Exception) -> JournalError:
        """The journal's error for a driver's; a trigger's or constraint's refusal is JOURNAL-GUARD."""
        damaged = isinstance(error, UnicodeDecodeError)
        extended = sqlite3.SQLITE_CORRUPT if damaged else getattr(error, "sqlite_errorcode", 0)
        number = extended & 0xFF
        if number == sqlite3.SQLITE_CONSTRAINT:
            return JournalError("JOURNAL-GUARD", why=getattr(error, "sqlite_errorname", ""))
        why = getattr(error, "sqlite_errorname", None) or type(error).__name__
        return JournalError(
            _CODES.get(extended) or _CODES.get(number, "JOURNAL-FAILED"), file=self.place, why=why
        )

    def scrub(self, store: Store) -> bool:
        """Rewrite the file without its free pages and empty the log; False, or JOURNAL-BUSY, while another process reads it."""
        store.run("PRAGMA wal_checkpoint(TRUNCATE)")
        store.run("VACUUM")
        busy = store.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return busy is not None and busy[0] == 0
