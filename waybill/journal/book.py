"""The journal as its users see it: one open book, every act one call.

Each method tells its story in the module that it names; most are imported when first needed, for a reprint
must not wait for what an audit needs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from waybill.errors import InputError, JournalError, WaybillError
from waybill.journal import chain, owner, schema
from waybill.journal.policy import ReprintPolicy
from waybill.journal.records import (
    Actor,
    BatchInfo,
    Check,
    LabelRecord,
    Output,
    Refusal,
    Reprintable,
    Settled,
    Verdict,
    nameable,
)
from waybill.journal.store import Store, open_store

if TYPE_CHECKING:
    from waybill.journal.audit import Audit
    from waybill.journal.reprints import Request
    from waybill.journal.views import BatchRow, EventRow, LabelRow


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
        self._owner = owner.register()

    def __enter__(self) -> Journal:
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
            return bytes.fromhex(found[0] if found else None)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise self._store.damaged("SALT") from None

    def _at(self) -> str:
        now = self._clock()
        if now.tzinfo is None:
            raise ValueError("the journal's clock must know its time zone")
        return now.isoformat(timespec="seconds")

    # Printing: waybill.journal.batches, guard, recovery

    def resume(self, info: BatchInfo | None = None, *, target: str = "") -> list[Settled]:
        """Settle what dead processes left of this job (same files, form, policy, options), and of other jobs
        whose files only waited for their names.

        To be called before :meth:`begin_batch`, and without a job before anything else is written.  For the same
        job, "released" or "taken" means that it is done already; "abandoned" or nothing, that it is to be printed.
        Raises JOURNAL-BUSY-BATCH while another process prints it, and OUTPUT-WRITE where a file of this job can't have
        its name, or one of another job that has the name of ``target``, or of a part of it, which would take its place.
        """
        from waybill.journal import batches, recovery

        settled = []
        job = batches.job_of(info) if info else ""
        for batch, same in recovery.in_the_way(self._store, self._at(), job):
            try:
                one = recovery.settle(self._store, self._at(), self._name, self._owner, batch)
            except InputError:
                if same or recovery.is_named_like(self._store, batch, Path(target)):
                    raise
                continue
            if one is not None:
                settled.append(one._replace(same_job=same))
        return settled

    def begin_batch(self, info: BatchInfo) -> int:
        """Write down a new batch; its number.  Raises JOURNAL-BUSY-BATCH while another process prints the same job."""
        from waybill.journal import batches

        return batches.begin(self._store, self._at(), self._name, self._owner, info)

    def check_numbers(self, records: Sequence[LabelRecord], batch: int = 0) -> list[Verdict]:
        """What the duplicate guard says of each record; writes nothing (``batch``: one's own, if begun)."""
        from waybill.journal import guard

        return guard.judge(self._store, self._salt, self._at(), batch, records).verdicts

    def intend(self, batch: int, records: Sequence[LabelRecord], *, again: bool = False) -> list[Verdict]:
        """Write down the labels of one chunk before any of their bytes leaves; one transaction.

        The duplicate guard judges each record.  NEW ones are written (with ``again``, ERASED numbers count as NEW);
        the others are not, and all behind them come a page earlier.  Pages that no record has stay free.  Check and
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

    def tell_alive(self, batch: int) -> None:
        """The batch is still being printed: to be told while nothing else is, well within ``owner.LEASE_SECONDS``."""
        from waybill.journal import batches

        batches.tell_alive(self._store, self._at(), self._owner, batch)

    def rendered(self, batch: int, outputs: Sequence[Output]) -> None:
        """The output files are complete and synced under their temporary names."""
        from waybill.journal import batches

        batches.rendered(self._store, self._at(), self._name, self._owner, batch, outputs)

    def released(self, batch: int) -> int:
        """The output files have their final names and the folder is synced; how many labels are printed by it."""
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
        check: Check | None = None,
    ) -> list[Reprintable]:
        """All of ``numbers``, in order, without repetitions; each a reprint event, but for what ``check`` leaves out.

        Raises JournalError of the first that is refused, with its place among them (from 0); then none is
        granted and the refusals are written down.
        """
        from waybill.journal import reprints

        request = self._request(reason, approvals, again)
        rules = policy or ReprintPolicy()
        granted, refusals = reprints.reprint(
            self._store, request, rules, "number", numbers, whole=True, check=check
        )
        if refusals:
            asked, code, facts = refusals[0]
            named: dict[str, Any] = dict(facts)
            raise JournalError(code, number=nameable(asked), place=numbers.index(asked), **named)
        return granted

    def reprint_some(
        self,
        numbers: Sequence[str],
        reason: str,
        *,
        policy: ReprintPolicy | None = None,
        approvals: Sequence[str] = (),
        again: bool = False,
        check: Check | None = None,
    ) -> tuple[list[Reprintable], list[Refusal]]:
        """Those of ``numbers`` that may be reprinted, and the refused ones with the reason's code.

        With ``again`` erased ones too: they come without Label and form, to be made anew from the order.  What
        ``check`` leaves out is neither.
        """
        from waybill.journal import reprints

        request = self._request(reason, approvals, again)
        rules = policy or ReprintPolicy()
        return reprints.reprint(self._store, request, rules, "number", numbers, whole=False, check=check)

    def foresee_reprints(
        self, numbers: Sequence[str], reason: str, policy: ReprintPolicy
    ) -> tuple[list[Reprintable], list[Refusal]]:
        """What :meth:`reprint_some` would answer; writes nothing.  Raises JournalError as it does."""
        from waybill.journal import reprints

        return reprints.foresee(self._store, self._request(reason, again=True), policy, numbers)

    def reprint_pages(
        self,
        batch: int,
        first: int,
        last: int,
        reason: str,
        *,
        policy: ReprintPolicy | None = None,
        approvals: Sequence[str] = (),
        check: Check | None = None,
    ) -> tuple[list[Reprintable], list[Refusal]]:
        """Labels of pages ``first`` to ``last`` of a batch, after a jam; erased and voided ones are refused.

        Raises JournalError JOURNAL-UNKNOWN-BATCH where the batch has no such pages.
        """
        from waybill.journal import queries, reprints

        labels = queries.page_labels(self._store, batch, first, last)
        if not labels:
            raise JournalError("JOURNAL-UNKNOWN-BATCH", batch=batch)
        request = self._request(reason, approvals)
        rules = policy or ReprintPolicy()
        return reprints.reprint(self._store, request, rules, "id", labels, whole=False, check=check)

    def check_reprint(self, reason: str, policy: ReprintPolicy) -> None:
        """Raise JournalError where nobody may reprint for this reason, or this user may not; an event then."""
        from waybill.journal import reprints

        reprints.check_request(self._store, self._request(reason), policy)

    def approve(self, number: str) -> str:
        """A one-use code by which another user may reprint ``number`` once more; only a slow, salted hash is kept."""
        from waybill.journal import reprints

        return reprints.approve(self._store, self._request(""), number, os.urandom(8))

    def void(self, number: str, reason: str) -> None:
        """The waybill was cancelled: it is never printed again."""
        from waybill.journal import reprints

        reprints.void(self._store, self._request(reason), number)

    def peek(self, number: str) -> bytes:
        """The packed Label of ``number`` for a preview, which is an event too.

        Raises JournalError where the number is unknown, unfinished, erased or voided.
        """
        from waybill.journal import reprints

        return reprints.peek(self._store, self._request(""), number)

    # Reading: waybill.journal.queries, report

    def batches(self, last: int = 0) -> Iterator[BatchRow]:
        """All batches, oldest first, or the ``last`` so many."""
        from waybill.journal import queries

        return queries.batches(self._store, last)

    def labels(self, batch: int = 0) -> Iterator[LabelRow]:
        """All labels with their states, or those of one batch."""
        from waybill.journal import queries

        return queries.labels(self._store, batch)

    def label(self, number: str) -> LabelRow:
        """One label by its waybill number.  Raises JOURNAL-UNKNOWN."""
        from waybill.journal import queries

        found = queries.label_by_number(self._store, number)
        if found is None:
            raise JournalError("JOURNAL-UNKNOWN", number=nameable(number))
        return found

    def find(self, *, phone: bytes = b"", order_no: bytes = b"") -> list[LabelRow]:
        """Labels by the keyed digest of the recipient's phone or of the order number."""
        from waybill.journal import queries

        return queries.labels_by_digest(self._store, phone=phone, order_no=order_no)

    def events(self, label: int = 0) -> Iterator[EventRow]:
        """The audit chain, or the events of one label (its id)."""
        from waybill.journal import queries

        return queries.events(self._store, label=label)

    # The law's duties: waybill.journal.erasure, audit

    def erase(self, labels: Sequence[int], by: str, reason: str = "") -> int:
        """Erase the content of labels (ids) on a person's demand; how many.  ``by``: phone, order or number.

        Call :meth:`scrub` afterwards: until then old bytes lie in the file.
        """
        from waybill.journal import erasure, reprints

        wrong = reprints.check_reason(reason)
        if wrong:
            raise JournalError(wrong)
        return erasure.erase(self._store, self._salt, self._at(), self._name, labels, by, reason)

    def purge(self, days: int) -> int:
        """Erase all labels of batches that began more than ``days`` days ago; how many.  Then :meth:`scrub`.

        Raises OUTPUT-WRITE where a dead process's file can't have its name, once all other batches are erased and scrubbed.
        """
        from waybill.journal import erasure, recovery

        unsettled: InputError | None = None
        for batch in recovery.dead_batches(self._store, self._at()):
            try:
                recovery.settle(self._store, self._at(), self._name, self._owner, batch)
            except InputError as error:
                unsettled = error
        erased = erasure.purge(self._store, self._salt, self._clock(), self._at(), self._name, days)
        if unsettled:
            self.scrub()
            raise unsettled
        return erased

    def scrub(self) -> bool:
        """Rewrite the file or tables so that erased bytes are gone; False while another process keeps them open."""
        try:
            return self._store.dialect.scrub(self._store)
        except JournalError as error:
            if error.code != "JOURNAL-BUSY":
                raise
            return False

    def verify(self, kept_head: str = "") -> Audit:
        """Check everything against the chain, and the chain against a head that was kept elsewhere."""
        from waybill.journal import audit

        return audit.verify(self._store, kept_head)

    def head(self) -> str:
        """The chain's end as ``number:hash``, for keeping elsewhere."""
        number, last = chain.head(self._store)
        return f"{number}:{last.hex()}"

    def record(self, kind: str, facts: dict[str, Any], *, number: str = "", batch: int | None = None) -> int:
        """Write down an event of another room (unseal, exception, export ...); its number in the chain.

        ``facts`` are counts, codes, digests: never a person's value.  ``number`` (or the fact ``waybill_no``)
        is a waybill number; the chain, which never forgets, gets the label it belongs to or a salted hash
        instead.
        """
        label = None
        number = number or str(facts.get("waybill_no", ""))
        facts = {name: value for name, value in facts.items() if name != "waybill_no"}
        with self._store.writing():
            if number:
                row = self._store.row("SELECT id FROM label WHERE number = ?", (number,))
                label = row[0] if row else None
                if label is None:
                    facts = facts | {"number_hash": chain.number_hash(self._salt, number).hex()}
            return chain.append(self._store, self._at(), kind, self._name, facts, batch=batch, label=label)

    def _request(self, reason: str, approvals: Sequence[str] = (), again: bool = False) -> Request:
        from waybill.journal.reprints import Request, code_hashes

        handed = code_hashes(self._salt, approvals)
        return Request(self._actor, self._clock(), self._at(), reason, handed, again, self._salt)


def open_journal(
    url_or_path: str, *, clock: Callable[[], datetime], actor: Actor, create: bool = True
) -> Journal:
    """Open or create a journal: a path, ``sqlite:///path`` or ``postgresql+psycopg://user@host/name``.

    ``clock`` must return local time with its zone; days in reports are days of that zone.  Without
    ``create``, a file that is not there is JOURNAL-OPEN.
    """
    store = open_store(url_or_path, create=create)
    try:
        return Journal(store, clock, actor)
    except BaseException:
        store.close()
        raise
