"""What the journal shows of itself: rows of labels, batches and events."""

from __future__ import annotations

from typing import NamedTuple

from waybill.journal.records import Output


class LabelRow(NamedTuple):
    """One label as the journal lists it."""

    id: int
    batch: int
    page: int
    source_line: int
    waybill_no: str
    """Empty once erased."""
    state: str
    """intended, rendered, released, reprinted, voided, erased, abandoned."""
    reprints: int
    at: str
    """When its batch began."""


class BatchRow(NamedTuple):
    """One batch as the journal lists it."""

    id: int
    started: str
    state: str
    """intended, rendered, released, abandoned."""
    actor: str
    labels: int
    template: str
    files: tuple[tuple[str, str], ...]
    outputs: tuple[Output, ...]
    policy_digest: str
    form_digest: str
    versions: tuple[tuple[str, str], ...]


class EventRow(NamedTuple):
    """One link of the audit chain.  ``facts`` is canonical JSON; hashes are 32 bytes."""

    seq: int
    at: str
    kind: str
    actor: str
    batch: int | None
    label: int | None
    facts: str
    prev: bytes
    hash: bytes
