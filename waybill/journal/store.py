"""One database behind one small door: SQLite or PostgreSQL, the same SQL text for both.

A statement is written once with ``?`` for its values.  What differs between the two (how to connect, to begin
to write, to tell an error) is in the two dialects; tables are in ``schema``, triggers in ``guards``.  Both connections run in
autocommit, so BEGIN and COMMIT are said aloud.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol

from waybill.errors import JournalError

Row = tuple[Any, ...]
"""A row of the database: what a query selects, in its order."""


ROWS_AT_ONCE = 2000
"""Rows that are read together where there may be millions."""


class Dialect(Protocol):
    """What a kind of database has of its own."""

    name: str
    error: tuple[type[Exception], ...]
    """What the driver raises."""
    unsendable: tuple[type[Exception], ...]
    """What it raises, and nothing under it, for a value that the database can't hold."""
    blob: str
    within: str
    """Where in a column (``{}``) a run of bytes (``?``) begins, from 1; 0 where it is not in there."""
    shared: bool
    """Whether several machines may have it open at once."""
    place: str
    """File or server as a message may name it (no password)."""

    def connect(self) -> Any: ...
    def sql(self, text: str) -> str: ...
    def begin_write(self, connection: Any) -> None: ...
    def begin_read(self, connection: Any) -> None: ...
    def explain(self, error: Exception) -> JournalError: ...
    def scrub(self, store: Store) -> bool: ...


class Store:
    """An open connection: ``rows``/``row`` read, ``run``/``many`` write, ``writing`` is one transaction."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._depth = 0
        try:
            self.connection = dialect.connect()
        except dialect.error as error:
            raise dialect.explain(error) from None

    def damaged(self, what: str) -> JournalError:
        """The error for a value that Waybill never wrote; ``what``: its table and column, or its name in ``meta``."""
        return JournalError("JOURNAL-CORRUPT", file=self.dialect.place, why=what)

    def close(self) -> None:
        """Close the connection; harmless when done twice."""
        try:
            self.connection.close()
        except self.dialect.error as error:
            raise self.dialect.explain(error) from None

    def run(self, text: str, values: Sequence[Any] = ()) -> int:
        """Execute one statement; the number of rows it changed."""
        try:
            return int(self.connection.execute(self.dialect.sql(text), values).rowcount)
        except self.dialect.error as error:
            raise self.dialect.explain(error) from None

    def many(self, text: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute one statement for each row of values."""
        try:
            self.connection.cursor().executemany(self.dialect.sql(text), rows)
        except self.dialect.error as error:
            raise self.dialect.explain(error) from None

    def rows(self, text: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query; none for a value that no row can have, as a number beyond those that a database counts to."""
        try:
            found: list[Row] = self.connection.execute(self.dialect.sql(text), values).fetchall()
        except self.dialect.error as error:
            if type(error) in self.dialect.unsendable:
                return []
            raise self.dialect.explain(error) from None
        except OverflowError:
            return []
        return found

    def row(self, text: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self.rows(text, values)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write transaction that no other writer can interleave; inside another one it joins it."""
        if self._depth:
            yield
            return
        with self._transaction(self.dialect.begin_write):
            yield

    def reading(self) -> AbstractContextManager[None]:
        """One unchanging view of the whole database."""
        return self._transaction(self.dialect.begin_read)

    @contextmanager
    def _transaction(self, begin: Any) -> Iterator[None]:
        error_class = self.dialect.error
        try:
            begin(self.connection)
        except error_class as error:
            raise self.dialect.explain(error) from None
        self._depth = 1
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # The database may have rolled back by itself (disk full); a second ROLLBACK then only says so.
            with suppress(*error_class):
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0


def blob(stored: object) -> bytes:
    """The bytes of a column that holds bytes.  Raises TypeError for anything else: ``bytes(9)`` would be nine of them."""
    if isinstance(stored, bytes | memoryview):
        return bytes(stored)
    raise TypeError(type(stored).__name__)


def without_secrets(url_or_path: str) -> str:
    """A journal's address as it may be shown: no user, no password, no parameters."""
    scheme, mark, rest = url_or_path.partition("://")
    if not mark and _is_no_path(url_or_path):
        return _beginning(url_or_path) + "…"
    if not mark or scheme == "sqlite":
        return url_or_path
    address = rest.partition("?")[0]
    if "@" in rest and "@" not in address:  # either mark may be part of a password
        return f"{scheme}://…"
    return f"{scheme}://{address.rpartition('@')[2]}"


_WORDS = ("host", "hostaddr", "port", "dbname", "user", "password", "service")


def _is_no_path(text: str) -> bool:
    """Whether this is an address that lacks its ``://``: as a path it would make a file that has the password for its name."""
    start = text.lstrip().lower()
    if start.startswith(("postgres", "sqlite:")):
        return ":" in start or "//" in start
    return start.partition("=")[0].rstrip() in _WORDS and "=" in start


def _beginning(text: str) -> str:
    """What stands before any user, password or host."""
    end = min(at for at in map(text.find, ":/=") if at > 0)
    return text[: end + 1].strip()


def file_of(url_or_path: str) -> str | None:
    """The file of a journal that is one, as it is written; None for a server's address, or for what is neither."""
    scheme, mark, rest = url_or_path.partition("://")
    if not mark and _is_no_path(url_or_path):
        return None
    if mark and not (scheme == "sqlite" and rest.startswith("/") and len(rest) > 1):
        return None
    return rest[1:] if mark else url_or_path


def files_beside(url_or_path: str) -> list[str]:
    """All files of a journal that is one: the database, and the logs that SQLite keeps beside it; none of a server's."""
    file = file_of(url_or_path)
    if file is None:
        return []
    place = os.path.realpath(os.path.expanduser(file))  # noqa: PTH111 (pathlib costs the cold start)
    return [place + end for end in ("", "-wal", "-shm", "-journal")]


def open_store(url_or_path: str, *, create: bool = True) -> Store:
    """Connect to ``sqlite:///path``, a bare path, or ``postgresql+psycopg://...``.  Raises JournalError."""
    file = file_of(url_or_path)
    if file is not None:
        from waybill.journal.sqlite import Sqlite

        return Store(Sqlite(file, create=create))
    scheme, mark, rest = url_or_path.partition("://")
    if mark and scheme.lower() in ("postgresql+psycopg", "postgresql", "postgres"):
        from waybill.journal.postgres import Postgres

        return Store(Postgres(f"postgresql://{rest}"))
    raise JournalError("JOURNAL-URL", scheme=scheme if mark else _beginning(url_or_path))
