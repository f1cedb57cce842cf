"""The print journal (打印台账): Labels, never Orders; reprints; the audit chain.

``from waybill.journal import open_journal`` and the tuples of :mod:`waybill.journal.records` are all that
other rooms need.  What is protected against whom is told in README.
"""

from __future__ import annotations

from waybill.journal.book import Journal, open_journal
from waybill.journal.owner import current_actor
from waybill.journal.policy import ReprintPolicy, load_policy
from waybill.journal.records import (
    BUSY,
    DIFFERENT,
    ERASED,
    NEW,
    SAME,
    VOIDED,
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
from waybill.journal.store import file_of, files_beside, without_secrets

__all__ = [
    "BUSY",
    "DIFFERENT",
    "ERASED",
    "NEW",
    "SAME",
    "VOIDED",
    "Actor",
    "BatchInfo",
    "Check",
    "Journal",
    "LabelRecord",
    "Output",
    "Refusal",
    "ReprintPolicy",
    "Reprintable",
    "Settled",
    "Verdict",
    "current_actor",
    "file_of",
    "files_beside",
    "load_policy",
    "nameable",
    "open_journal",
    "without_secrets",
]
