"""The duplicate guard's verdicts as problems of a row, and a stand-in for the journal on a dry run."""

from __future__ import annotations

from collections.abc import Sequence

from waybill.errors import Problem
from waybill.journal import BUSY, DIFFERENT, ERASED, NEW, SAME, VOIDED, Journal, LabelRecord, Verdict

_CODES = {BUSY: "PIPELINE-BUSY", VOIDED: "PIPELINE-VOIDED", ERASED: "PIPELINE-ERASED", SAME: "PIPELINE-DUPLICATE"}


def problem_of(verdict: Verdict) -> Problem:
    """Why a number is not printed."""
    if verdict.status == DIFFERENT:
        return Problem("PIPELINE-CONFLICT", "waybill_no", (("known", verdict.theirs), ("given", verdict.mine)))
    return Problem(_CODES[verdict.status], "waybill_no")


class RunGuard:
    """Judges numbers in the order of the files without writing: by the journal, where there is one, and by this run."""

    def __init__(self, journal: Journal | None) -> None:
        self._journal = journal
        self._seen: dict[str, bytes] = {}

    def judge(self, records: Sequence[LabelRecord]) -> list[Verdict]:
        """One verdict for each record."""
        known = self._journal.check_numbers(records) if self._journal else [Verdict(NEW)] * len(records)
        return [self._of_run(record, verdict) for record, verdict in zip(records, known, strict=True)]

    def _of_run(self, record: LabelRecord, verdict: Verdict) -> Verdict:
        mine = record.index.fingerprint
        first = self._seen.setdefault(record.waybill_no, mine)
        if verdict.status != NEW or first is mine:
            return verdict
        return Verdict(SAME) if first == mine else Verdict(DIFFERENT, 0, "", mine[:6].hex(), first[:6].hex())
