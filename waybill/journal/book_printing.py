"""What ``print`` does with the journal: a batch is begun, its labels are written down, its files are released."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

from waybill.errors import InputError, JournalError
from waybill.journal.open_book import OpenBook
from waybill.journal.records import BatchInfo, LabelRecord, Output, Settled, Verdict

NAMING_SECONDS = 60
"""How long a run waits for another one that gives its file the same name, which takes it moments."""
_PAUSE_SECONDS = 0.05


class PrintingBook(OpenBook):
    """A batch from its beginning to its release, and what dead processes left of theirs."""

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
                one = recovery.settle(self._store, self._act(), batch)
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

        return batches.begin(self._store, self._act(), info)

    def check_numbers(self, records: Sequence[LabelRecord], batch: int = 0) -> list[Verdict]:
        """What the duplicate guard says of each record; writes nothing (``batch``: one's own, if begun)."""
        from waybill.journal import duplicates

        return duplicates.judge(self._store, self._salt, self._at(), batch, records).verdicts

    def intend(self, batch: int, records: Sequence[LabelRecord], *, again: bool = False) -> list[Verdict]:
        """Write down the labels of one chunk before any of their bytes leaves; one transaction.

        The duplicate guard judges each record.  NEW ones are written (with ``again``, ERASED numbers count as NEW);
        the others are not, and all behind them come a page earlier.  Pages that no record has stay free.  Check and
        write are one step: of two processes with the same number, one gets NEW and the other BUSY.
        """
        from waybill.journal import batches, recovery

        while True:
            judged = batches.intend(self._store, self._act(), self._salt, batch, records, again)
            if not judged.dead:
                return judged.verdicts
            for dead in judged.dead:
                recovery.settle(self._store, self._act(), dead)

    def tell_alive(self, batch: int) -> None:
        """The batch is still being printed: to be told while nothing else is, well within ``owner.LEASE_SECONDS``."""
        from waybill.journal import batches

        batches.tell_alive(self._store, self._act(), batch)

    def rendered(self, batch: int, outputs: Sequence[Output]) -> None:
        """The output files are complete and synced under their temporary names.

        Waits while another process is giving a file one of these names; one that died at it is helped out, so that its
        labels are not replaced unseen.
        """
        from waybill.journal import batches, recovery

        end = monotonic() + NAMING_SECONDS
        while True:
            try:
                return batches.rendered(self._store, self._act(), batch, outputs)
            except JournalError as error:
                if error.code != "JOURNAL-BUSY-NAME" or monotonic() > end:
                    raise
                if not recovery.settle(self._store, self._act(), int(error.facts["batch"])):
                    sleep(_PAUSE_SECONDS)

    def released(self, batch: int) -> int:
        """The output files have their final names and the folder is synced; how many labels are printed by it."""
        from waybill.journal import batches

        return batches.released(self._store, self._act(), batch)

    def abandon(self, batch: int, why: str) -> int:
        """Give an unfinished batch up (an error, an interrupt): its labels are wiped; how many.

        ``why`` is an error code or a word, never a value.
        """
        from waybill.journal import batches

        return batches.abandon(self._store, self._act(), batch, why)
