"""The journal as its users see it: one open book, every act one call.

Each method tells its story in the module that it names; most are imported when first needed, for a reprint
must not wait for what an audit needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any

from waybill.errors import JournalError
from waybill.journal import chain, owner, schema
from waybill.journal.policy import ReprintPolicy
from waybill.journal.records import (
    Actor,
    BatchInfo,
    LabelRecord,
    Output,
    Refusal,
    Reprintable,
    Settled,
    Verdict,
    nameable,
)
from waybill.journal.store import Store, open_store


class Journal:
    """An open journal.  Not for several threads, not across a fork; close it or use it as a context."""

    def __init__(self, store: Store, clock: Callable[[], datetime], actor: Actor) -> None:
        self._store = store
        self._clock = clock
        self._actor = Actor(
            chain.printable(actor.user),
            chain.printable(actor.host),
            chain.printable(actor.operator),
            actor.groups,
        )
        self._name = str(self._actor)
        schema.prepare(store, self.record)
        salt = store.row("SELECT value FROM meta WHERE key = 'salt'")
        self._salt = bytes.fromhex(salt[0]) if salt else b""
        self._owner = owner.register()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the book; a batch that is unfinished then counts as a dead process's."""
        owner.release(self._owner)
        self._store.close()

    @property
    def place(self) -> str:
        """The file or server, without a password."""
        return self._store.dialect.place

    def _at(self) -> str:
        now = self._clock()
        if now.tzinfo is None:
            raise ValueError("the journal's clock must know its time zone")
        return now.isoformat(timespec="seconds")

    # Printing: waybill.journal.batches, guard, recovery

    def resume(self, info: BatchInfo) -> list[Settled]:
        """Settle unfinished batches of the same job (same files, form, policy, options) whose process died.

        To be called before :meth:`begin_batch`.  A "released" or "taken" outcome means that the job is done
        already; "abandoned" or nothing, that it is to be printed.  Raises JOURNAL-BUSY-BATCH while another
        process prints it.
        """
        from waybill.journal import batches, recovery

        found = []
        for batch in recovery.dead_batches(self._store, self._at(), batches.job_of(info)):
            settled = recovery.settle(self._store, self._at(), self._name, self._owner, batch)
            if settled is not None:
                found.append(settled)
        return found

    def begin_batch(self, info: BatchInfo) -> int:
        """Write down a new batch; its number."""
        from waybill.journal import batches

        return batches.begin(self._store, self._at(), self._name, self._owner, info)

    def check_numbers(self, records: Sequence[LabelRecord], batch: int = 0) -> list[Verdict]:
        """What the duplicate guard says of each record; writes nothing (``batch``: one's own, if begun)."""
        from waybill.journal import guard

        return guard.judge(self._store, self._salt, self._at(), batch, records).verdicts

    def intend(self, batch: int, records: Sequence[LabelRecord], *, again: bool = False) -> list[Verdict]:
        """Write down the labels of one chunk before any of their bytes leaves; one transaction.

        The duplicate guard judges each record.  NEW ones are written, and get consecutive pages from the
        first record's page on; the others are not (with ``again``, ERASED numbers count as NEW).  Check and
        write are one step: of two processes with the same number, one gets NEW and the other BUSY.
        """
        from waybill.journal import batches, recovery

        while True:
            judged = batches.intend(
                self._store, self._salt, self._at(), self._name, self._owner, batch, records, again
            )
            if not judged.dead:
                return judged.verdicts
            for dead in judged.dead:
                recovery.settle(self._store, self._at(), self._name, self._owner, dead)

    def rendered(self, batch: int, outputs: Sequence[Output]) -> None:
        """The output files are complete and synced under their temporary names."""
        from waybill.journal import batches

        batches.rendered(self._store, self._at(), self._name, self._owner, batch, outputs)

    def released(self, batch: int) -> int:
        """The output files have their final names and the folder is synced; how many labels are printed by
        it."""
        from waybill.journal import batches

        return batches.released(self._store, self._at(), self._name, self._owner, batch)

    def abandon(self, batch: int, why: str) -> int:
        """Give an unfinished batch up (an error, an interrupt): its labels are wiped; how many.

        ``why`` is an error code or a word, never a value.
        """
        from waybill.journal import batches

        return batches.abandon(self._store, self._at(), self._name, self._owner, batch, why)

    # Reprinting: waybill.journal.reprints

    def reprint(
        self,
        numbers: Sequence[str],
        reason: str,
        *,
        policy: ReprintPolicy | None = None,
        approvals: Sequence[str] = (),
        again: bool = False,
    ) -> list[Reprintable]:
        """All of ``numbers``, in order, without repetitions; each a reprint event.

        Raises JournalError of the first that is refused; then none is granted and the refusals are written
        down.
        """
        from waybill.journal import reprints

        request = self._request(reason, approvals, again)
        rules = policy or ReprintPolicy()
        granted, refusals = reprints.reprint(self._store, request, rules, "number", numbers, whole=True)
        if refusals:
            raise self._as_error(refusals[0])
        return granted

    def reprint_some(
        self,
        numbers: Sequence[str],
        reason: str,
        *,
        policy: ReprintPolicy | None = None,
        approvals: Sequence[str] = (),
        again: bool = False,
    ) -> tuple[list[Reprintable], list[Refusal]]:
        """Those of ``numbers`` that may be reprinted, and the refused ones with the reason's code."""
        from waybill.journal import reprints

        request = self._request(reason, approvals, again)
        return reprints.reprint(
            self._store, request, policy or ReprintPolicy(), "number", numbers, whole=False
        )

    def record(self, kind: str, facts: dict[str, Any], *, batch: int | None = None) -> int:
        """Write down an event of another room (unseal, exception, export ...); its number.

        ``facts`` are counts, codes, digests: never a person's value.
        """
        with self._store.writing():
            return chain.append(self._store, self._at(), kind, self._name, facts, batch=batch)

    def _request(self, reason: str, approvals: Sequence[str] = (), again: bool = False) -> Any:
        from waybill.journal.reprints import Request

        return Request(self._actor, self._clock(), self._at(), reason, tuple(approvals), again, self._salt)

    @staticmethod
    def _as_error(refusal: Refusal) -> JournalError:
        facts: dict[str, Any] = dict(refusal.facts)
        return JournalError(refusal.code, number=nameable(refusal.asked), **facts)


def open_journal(url_or_path: str, *, clock: Callable[[], datetime], actor: Actor) -> Journal:
    """Open or create a journal: a path, ``sqlite:///path`` or ``postgresql+psycopg://user@host/name``.

    ``clock`` must return local time with its zone; days in reports are days of that zone.
    """
    store = open_store(url_or_path)
    try:
        return Journal(store, clock, actor)
    except BaseException:
        store.close()
        raise
