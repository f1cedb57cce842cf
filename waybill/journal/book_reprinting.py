"""What is done with a single label that was printed: reprints and their approval, void, a look at it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waybill.errors import JournalError
from waybill.journal.open_book import OpenBook
from waybill.journal.policy import ReprintPolicy
from waybill.journal.records import Check, Refusal, Reprintable, nameable

if TYPE_CHECKING:
    from waybill.journal.reprints import Request


class ReprintingBook(OpenBook):
    """Labels again, under the reprint policy."""

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
        from waybill.journal import approvals

        random = os.urandom(approvals.CODE_BYTES)
        return approvals.approve(self._store, self._request(""), number, random)

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

    def _request(self, reason: str, approvals: Sequence[str] = (), again: bool = False) -> Request:
        from waybill.journal.approvals import code_hashes
        from waybill.journal.reprints import Request

        handed = code_hashes(self._salt, approvals)
        return Request(self._actor, self._clock(), self._act(), reason, handed, again, self._salt)
