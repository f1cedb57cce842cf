"""The duplicate guard's verdicts as problems of a row."""

from __future__ import annotations

from waybill.errors import Problem
from waybill.journal import BUSY, DIFFERENT, ERASED, SAME, VOIDED, Verdict

_CODES = {
    BUSY: "PIPELINE-BUSY",
    VOIDED: "PIPELINE-VOIDED",
    ERASED: "PIPELINE-ERASED",
    SAME: "PIPELINE-DUPLICATE",
}


def problem_of(verdict: Verdict) -> Problem:
    """Why a number is not printed."""
    if verdict.status == DIFFERENT:
        return Problem(
            "PIPELINE-CONFLICT", "waybill_no", (("known", verdict.theirs), ("given", verdict.mine))
        )
    return Problem(_CODES[verdict.status], "waybill_no")
