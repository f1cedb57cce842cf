"""Erasing the content of labels: on a person's demand, and when the retention limit is over."""

from __future__ import annotations

from collections.abc import Sequence

from waybill.errors import InputError, JournalError
from waybill.journal.open_book import OpenBook


class ErasingBook(OpenBook):
    """Content goes for ever; what stays of it keeps the audit chain verifiable."""

    def erase(self, labels: Sequence[int], by: str, reason: str = "") -> int:
        """Erase the content of labels (ids) on a person's demand; how many.  ``by``: phone, order, number or batch.

        Call :meth:`scrub` afterwards: until then old bytes lie in the file.
        """
        from waybill.journal import erasure, reprints

        wrong = reprints.reason_fault(reason)
        if wrong:
            raise JournalError(wrong)
        return erasure.erase(self._store, self._act(), self._salt, labels, by, reason)

    def purge(self, days: int) -> int:
        """Erase all labels of batches that began more than ``days`` days ago; how many.  Then :meth:`scrub`.

        Raises OUTPUT-WRITE where a dead process's file can't have its name, once all other batches are erased and scrubbed.
        """
        from waybill.journal import erasure, recovery

        unsettled: InputError | None = None
        for batch in recovery.dead_batches(self._store, self._at(), days):
            try:
                recovery.settle(self._store, self._act(), batch)
            except InputError as error:
                unsettled = error
        erased = erasure.purge(self._store, self._act(), self._salt, self._clock(), days)
        if unsettled:
            self.scrub()
            raise unsettled
        return erased

    def dated_ahead(self) -> int:
        """How many batches with content are dated in the future, where a purge does not get at them."""
        from waybill.journal import erasure

        return erasure.dated_ahead(self._store, self._clock())

    def scrub(self) -> bool:
        """Rewrite the file or tables so that erased bytes are gone; False while another process keeps them open.

        Raises JOURNAL-SCRUB where this user may not.
        """
        erased = self.unscrubbed()
        try:
            done = self._store.dialect.scrub(self._store)
        except JournalError as error:
            if error.code != "JOURNAL-BUSY":
                raise
            return False
        if done and erased:
            self.record("scrub", {"through": erased})
        return done

    def unscrubbed(self) -> int:
        """The last erasing event that no scrub has followed; 0 for none."""
        from waybill.journal import erasure

        return erasure.unscrubbed(self._store)
