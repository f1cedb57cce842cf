"""The journal's side of a run, and of a dry run, which writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from time import monotonic

from waybill.errors import JournalError
from waybill.journal import ERASED, NEW, Journal, LabelRecord, Output, Verdict

TELL_SECONDS = 60
"""How often a run that writes nothing tells that it is alive; much less than the journal waits (``LEASE_SECONDS``)."""


class Book:
    """The journal's side of a run; with ``again``, numbers whose content was erased may be printed once more."""

    def __init__(self, journal: Journal, batch: int, *, again: bool = False) -> None:
        self.journal = journal
        self.batch = batch
        self._again = again
        self._open = True
        self._told = monotonic()

    def judge(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """What the duplicate guard says, without writing."""
        return self.journal.check_numbers(records, self.batch)

    def intend(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """Write the labels down before any byte of them leaves."""
        return self.journal.intend(self.batch, records, again=self._again)

    def tell_exceptions(self, count: int) -> None:
        """Labels that show a field in clear by lawful exception are an event."""
        if count:
            self.journal.record("exception", {"count": count}, batch=self.batch)

    def tell_alive(self) -> None:
        """For work that writes nothing else: other machines take an owner for dead that is silent for long."""
        if monotonic() - self._told > TELL_SECONDS:
            self.journal.tell_alive(self.batch)
            self._told = monotonic()

    def rendered(self, outputs: Sequence[Output]) -> None:
        """Every page is on the disk under a temporary name."""
        self.journal.rendered(self.batch, outputs)

    def released(self) -> None:
        """Every file has its name."""
        self.journal.released(self.batch)
        self._open = False

    def give_up(self, why: str) -> None:
        """The run failed: nothing of the batch was released."""
        if self._open:
            with suppress(JournalError):
                self.journal.abandon(self.batch, why)


class DryBook:
    """A dry run's side: it judges and writes nothing."""

    batch = None

    def __init__(self, journal: Journal | None = None, *, again: bool = False) -> None:
        self.journal = journal
        self._again = again

    def judge(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """What the duplicate guard says, where there is a journal."""
        if not self.journal:
            return [Verdict(NEW)] * len(records)
        return self.journal.check_numbers(records)

    def intend(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """What writing them down would answer."""
        erased_too = (NEW, ERASED) if self._again else (NEW,)
        return [Verdict(NEW) if verdict.status in erased_too else verdict for verdict in self.judge(records)]

    def tell_exceptions(self, count: int) -> None:
        """Nothing to write."""

    def rendered(self, outputs: Sequence[Output]) -> None:
        """Nothing to write."""

    def released(self) -> None:
        """Nothing to write."""

    def give_up(self, why: str) -> None:
        """Nothing to write."""
