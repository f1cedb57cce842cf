"""The life of a batch: begun, its labels intended before any byte leaves, rendered, released.

A label row is written once.  Whether it is intended, rendered or released is its batch's state, so that going
on costs one row and not a million.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from os import urandom
from typing import Any

from waybill.errors import JournalError
from waybill.journal import chain
from waybill.journal import owner as owners
from waybill.journal.duplicates import Judged, judge
from waybill.journal.erasure import ADD_RUN, wipe
from waybill.journal.records import ERASED, NEW, Act, BatchInfo, LabelRecord, Output, Verdict
from waybill.journal.store import Store

_LABEL = (
    "INSERT INTO label (id, batch, page, line, number, fingerprint, leaf, content) VALUES (?,?,?,?,?,?,?,?)"
)
_TRACE = "INSERT INTO trace (label, phone, order_no) VALUES (?,?,?)"
UNFINISHED = "SELECT id, owner, seen, state, job FROM batch WHERE state IN ('intended', 'rendered')"

_STREAM = "-"
"""What stands for the name of a file where pages go to a stream."""


def job_of(info: BatchInfo) -> str:
    """The digest that two runs of the same command over the same bytes share; empty where a file's is not known."""
    digests = [digest for _, digest in info.files]
    return job_digest(digests, info.form_digest, info.policy_digest, info.options)


def job_digest(digests: list[str], form_digest: str, policy_digest: str, options: str) -> str:
    """The same from its parts."""
    if not all(digests):
        return ""
    return sha256(chain.canonical([digests, form_digest, policy_digest, options]).encode()).hexdigest()


def begin(store: Store, act: Act, info: BatchInfo) -> int:
    """Write down a batch before its first label; its number.  Raises JOURNAL-BUSY-BATCH as :func:`refuse_twin` does."""
    job = job_of(info)
    facts: dict[str, Any] = {
        "files": [[chain.printable(name), digest] for name, digest in info.files],
        "form": info.form_digest,
        "form_sha256": sha256(info.form).hexdigest(),
        "options": info.options,
        "owner": act.owner,
        "policy": info.policy_digest,
        "template": info.template,
        "versions": dict(info.versions),
    }
    if info.key_mark:
        facts["key"] = info.key_mark
    text = chain.canonical(facts)
    with store.writing():
        refuse_twin(store, act.at, job)
        if store.row("SELECT 1 FROM form WHERE digest = ?", (info.form_digest,)) is None:
            store.run("INSERT INTO form (digest, packed) VALUES (?,?)", (info.form_digest, info.form))
        last = store.row("SELECT max(id) FROM batch")
        batch = ((last and last[0]) or 0) + 1
        store.run(
            "INSERT INTO batch (id, job, state, started, owner, seen, form, info, outputs)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (batch, job, "intended", act.at, act.owner, act.at, info.form_digest, text, "[]"),
        )
        chain.append(store, act, "begin", facts, batch=batch)
    return batch


def refuse_twin(store: Store, now: str, job: str) -> None:
    """Raise JournalError JOURNAL-BUSY-BATCH where a living process does the same job: two would share out its labels."""
    for batch, owner, seen, _, _ in store.rows(UNFINISHED + " AND job = ? AND job <> ''", (job,)):
        if owners.alive(owner, seen, now, shared=store.dialect.shared):
            raise JournalError("JOURNAL-BUSY-BATCH", batch=batch)


def intend(
    store: Store, act: Act, salt: bytes, batch: int, records: Sequence[LabelRecord], again: bool
) -> Judged:
    """Judge and write the labels of one chunk in one transaction (see Journal.intend).

    Where the batch of a dead process stands in the way, nothing is written and that batch is named.
    """
    with store.writing():
        judged = judge(store, salt, act.at, batch, records)
        if judged.dead:
            return judged
        wanted = (NEW, ERASED) if again else (NEW,)
        _advance(store, act, batch, "intended", "intended")
        for page, run in _runs(records, judged.verdicts, wanted):
            _write(store, act, batch, page, run)
    if again:
        fresh = Verdict(NEW)
        return Judged([fresh if v.status == ERASED else v for v in judged.verdicts], set())
    return judged


def _runs(
    records: Sequence[LabelRecord], verdicts: Sequence[Verdict], wanted: Sequence[str]
) -> list[tuple[int, list[LabelRecord]]]:
    """The accepted records on consecutive pages, and the first page of each such run."""
    runs: list[tuple[int, list[LabelRecord]]] = []
    run: list[LabelRecord] = []
    refused, following = 0, None
    for record, verdict in zip(records, verdicts, strict=True):
        if verdict.status not in wanted:
            refused += 1
            continue
        page = record.page - refused
        if page != following:
            run = []
            runs.append((page, run))
        run.append(record)
        following = page + 1
    return runs


def _write(store: Store, act: Act, batch: int, page: int, records: Sequence[LabelRecord]) -> None:
    """Add the labels of consecutive pages, the first of them on ``page``, and the one event that covers them all."""
    count = len(records)
    last = store.row("SELECT max(id) FROM label")
    first = ((last and last[0]) or 0) + 1
    nonces = urandom(chain.NONCE_BYTES * count)
    labels: list[tuple[int, int, int, int, str, bytearray, bytearray, bytearray]] = []
    traces: list[tuple[int, bytearray, bytearray]] = []
    leaves: list[bytes] = []
    size = chain.NONCE_BYTES
    # sqlite3 asks its registry how to adapt each bytes object, which takes longer than a copy; a bytearray it takes as it is.
    make_leaf, blob = chain.leaf, bytearray
    for place, record in enumerate(records):
        packed, number, index = record.label, record.waybill_no, record.index
        nonce = nonces[place * size : place * size + size]
        fingerprint, phones, order, sender_phones = index
        leaf = make_leaf(nonce, number.encode(), fingerprint, phones, order, packed, sender_phones)
        leaves.append(leaf)
        ident = first + place
        stored = (blob(fingerprint), blob(leaf), blob(nonce + packed))
        labels.append((ident, batch, page + place, record.source_line, number, *stored))
        if phones or order:
            traces.append((ident, blob(phones), blob(order)))
    store.many(_LABEL, labels)
    store.many(_TRACE, traces)
    store.many(ADD_RUN, _sender_runs(first, records))
    digest = chain.chunk_digest(range(page, page + count), [r.source_line for r in records], leaves)
    facts = {"count": count, "digest": digest, "first": first, "page": page}
    chain.append(store, act, "intend", facts, batch=batch)


def _sender_runs(first: int, records: Sequence[LabelRecord]) -> Iterator[tuple[int, int, bytearray]]:
    """The labels from id ``first`` on as runs of one sender: first id, last id, digests of the sender's phones."""
    for phones, run in groupby(record.index.sender_phones for record in records):
        count = sum(1 for _ in run)
        if phones:
            yield first, first + count - 1, bytearray(phones)
        first += count


def tell_alive(store: Store, act: Act, batch: int) -> None:
    """The batch's process is at work.  Raises JournalError where another one has taken the batch over."""
    with store.writing():
        _advance(store, act, batch, "intended", "intended")


def rendered(store: Store, act: Act, batch: int, outputs: Sequence[Output]) -> None:
    """The files are complete and synced under their temporary names; what follows is only their renaming.

    JournalError JOURNAL-BUSY-NAME while another process is at that with a file of the same name, or died at it: neither
    could tell whose labels are replaced.
    """
    facts = {"outputs": [list(output) for output in outputs]}
    with store.writing():
        _refuse_rival(store, batch, outputs)
        _advance(store, act, batch, "intended", "rendered")
        store.run("UPDATE batch SET outputs = ? WHERE id = ?", (chain.canonical(facts["outputs"]), batch))
        chain.append(store, act, "rendered", facts, batch=batch)


def _refuse_rival(store: Store, batch: int, outputs: Sequence[Output]) -> None:
    names = {output.final for output in outputs if output.final != _STREAM}
    for other, owner, _, state, _ in store.rows(UNFINISHED):
        if other == batch or state != "rendered" or not owners.is_here(owner, shared=store.dialect.shared):
            continue
        row = store.row("SELECT outputs FROM batch WHERE id = ?", (other,))
        theirs = json.loads(row[0]) if row else ()
        if not names.isdisjoint(final for final, *_ in theirs):
            raise JournalError("JOURNAL-BUSY-NAME", batch=other)


def released(store: Store, act: Act, batch: int, outcome: str = "released") -> int:
    """The files have their final names: every label of the batch counts as printed.  How many there are."""
    with store.writing():
        _advance(store, act, batch, "rendered", "released")
        count = sum(size for _, size, _ in ranges(store, batch))
        facts = {"count": count, "outcome": outcome, "owner": act.owner}
        chain.append(store, act, "released", facts, batch=batch)
    return count


def abandon(store: Store, act: Act, batch: int, why: str) -> int:
    """No page of the batch has left: wipe its labels.  How many there were."""
    with store.writing():
        _advance(store, act, batch, None, "abandoned")
        spans = [(first, first + count - 1) for first, count, _ in ranges(store, batch)]
        return wipe(store, act, "abandon", b"", spans, {"owner": act.owner, "why": why}, batch=batch)


def ranges(store: Store, batch: int) -> Iterator[tuple[int, int, int]]:
    """The batch's labels as runs: first label id, how many, page of the first."""
    for (facts,) in store.rows(
        "SELECT facts FROM event WHERE batch = ? AND kind = 'intend' ORDER BY seq", (batch,)
    ):
        fact = json.loads(facts)
        yield fact["first"], fact["count"], fact["page"]


def has_content(store: Store, batch: int) -> bool:
    """Whether a label of the batch is not erased."""
    text = "SELECT 1 FROM label WHERE id BETWEEN ? AND ? AND gone IS NULL LIMIT 1"
    return any(store.row(text, (first, first + count - 1)) for first, count, _ in ranges(store, batch))


def _advance(store: Store, act: Act, batch: int, state: str | None, new_state: str) -> None:
    """Move a batch on; refused where it is not in that state or another process has taken it over."""
    texts = "UPDATE batch SET state = ?, seen = ? WHERE id = ? AND owner = ?"
    if state is None:
        changed = store.run(
            texts + " AND state IN ('intended', 'rendered')", (new_state, act.at, batch, act.owner)
        )
    else:
        changed = store.run(texts + " AND state = ?", (new_state, act.at, batch, act.owner, state))
    if changed != 1:
        raise JournalError("JOURNAL-BATCH-STATE", batch=batch, wanted=new_state)
