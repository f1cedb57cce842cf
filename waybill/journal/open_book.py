"""An open journal as such: opened, written to, closed.  What can be done with it stands in the modules ``book_*``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from waybill.errors import WaybillError
from waybill.journal import chain, owner, schema
from waybill.journal.records import Act, Actor
from waybill.journal.store import Store


class OpenBook:
    """What every act on a journal needs: the store, the time, who acts, the salt; and the way to write an event."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], actor: Actor, *, create: bool = True
    ) -> None:
        self._store = store
        self._clock = clock
        self._actor = Actor(
            chain.printable(actor.user),
            chain.printable(actor.host),
            chain.printable(actor.operator),
            actor.groups,
        )
        self._name = str(self._actor)
        self._owner = owner.register()
        self.is_new = schema.prepare(store, self.record, create=create)
        """Whether the journal was made when this book was opened."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; what stumbled over a value that is damaged is told as JOURNAL-CORRUPT."""
        found = None
        try:
            if error is not None and not isinstance(error, WaybillError):
                from waybill.journal.damage import damage_behind

                found = damage_behind(error, self._store)
        finally:
            self.close()
        if found:
            raise self._store.damaged(found) from None

    def close(self) -> None:
        """Close the book; a batch that is unfinished then counts as a dead process's."""
        owner.release(self._owner)
        self._store.close()

    @cached_property
    def _salt(self) -> bytes:
        """What numbers are hashed with.  JOURNAL-CORRUPT where it is gone: without it an erased number is a new one."""
        found = self._store.row("SELECT value FROM meta WHERE key = 'salt'")
        try:
            return bytes.fromhex(found[0] if found else None)  # type: ignore[arg-type]  # None is damage, too
        except (TypeError, ValueError):
            raise self._store.damaged("SALT") from None

    def _at(self) -> str:
        now = self._clock()
        if now.tzinfo is None:
            raise ValueError("the journal's clock must know its time zone")
        return now.isoformat(timespec="seconds")

    def _act(self) -> Act:
        return Act(self._at(), self._name, self._owner)

    def try_writing(self) -> None:
        """Raise JournalError where nothing can be written; nothing is."""
        with self._store.writing():
            self._store.run("UPDATE meta SET value = value WHERE 1 = 0")

    def record(self, kind: str, facts: dict[str, Any], *, number: str = "", batch: int | None = None) -> int:
        """Write down an event of another room (unseal, exception, export ...); its number in the chain.

        ``facts`` are counts, codes, digests: never a person's value.  ``number`` is a waybill number; the chain, which
        never forgets, gets the label it belongs to or a salted hash instead.
        """
        label = None
        with self._store.writing():
            if number:
                row = self._store.row("SELECT id FROM label WHERE number = ?", (number,))
                label = row[0] if row else None
                if label is None:
                    facts = facts | {"number_hash": chain.number_hash(self._salt, number).hex()}
            return chain.append(self._store, self._act(), kind, facts, batch=batch, label=label)
