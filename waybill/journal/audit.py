"""``audit verify``: is the journal what Waybill wrote, from the first event to the last?

Found without any help from outside: an event or label that was changed, removed, added, replaced or put
elsewhere; a changed index, batch, form or tombstone; a missing guard.  Found only against a head that was
kept elsewhere: an older copy put back, the end cut off, the whole journal rewritten by somebody who
recomputed every hash.  Told, though it is no fault of the chain: a clock that was set back; erased bytes that were not
taken away.  Not found at all: events that somebody with the right to write to the file appends after the kept head, as the
program itself would; when an unfinished batch was last heard of; an emptied row of ``sender`` that was removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from waybill.errors import JournalError
from waybill.journal import chain, guards, schema
from waybill.journal.audit_labels import Chunk, Erasure, check_labels, stored_bytes
from waybill.journal.batches import job_digest
from waybill.journal.erasure import unscrubbed
from waybill.journal.store import ROWS_AT_ONCE, Store

_LONGEST_KEY = 40
_CLOCKS_DIFFER = timedelta(minutes=5)
_EVENTS = (
    "SELECT seq, at, kind, actor, batch, label, facts, prev, hash FROM event {after} ORDER BY seq LIMIT ?"
)
_ENDS = ("released", "abandon")
_TAKEOVER = "takeover"
_STATE = {"begin": "intended", "rendered": "rendered", "released": "released", "abandon": "abandoned"}


class Finding(NamedTuple):
    """One thing that is not as it was written.  ``what``: changed, missing, extra, unlinked, damaged, head."""

    table: str
    row: str
    what: str


class Audit(NamedTuple):
    """The outcome: nothing found means whole.  ``since_head`` events follow the kept head, where one was given."""

    findings: tuple[Finding, ...]
    events: int
    labels: int
    head: str
    since_head: int | None
    set_back: tuple[int, ...]
    """Events that are dated before the one before them by more than what clocks of several machines differ."""
    unscrubbed: int
    """The last erasing event after which old bytes were not taken away; 0 for none, or where anything was found."""


class _Begun(NamedTuple):
    at: str
    facts: str
    form: str
    form_sha256: str
    job: str


class _Story:
    """What the events say that the tables must hold."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.erasures: dict[int, Erasure] = {}
        self.begun: dict[int, _Begun] = {}
        self.states: dict[int, str] = {}
        self.outputs: dict[int, str] = {}
        self.ends: dict[int, str] = {}
        """When each finished batch ended.  Its row stays as it is then."""
        self.owners: dict[int, str] = {}
        """The process that each batch belongs to; older programs did not tell which."""
        self.created: dict[str, Any] = {}
        self.version: Any = None
        self.set_back: list[int] = []
        self._last: datetime | None = None

    def tell_time(self, seq: int, at: str) -> None:
        """Take an event's time in.  Raises TypeError or ValueError for what is none."""
        time = datetime.fromisoformat(at)
        if self._last and time < self._last - _CLOCKS_DIFFER:
            self.set_back.append(seq)
        self._last = time

    def tell(self, seq: int, at: str, kind: str, batch: int | None, text: str) -> None:
        """Take one event in.  Raises KeyError, TypeError or ValueError for facts that Waybill never wrote."""
        facts = json.loads(text)
        if kind in ("created", "migrated"):
            self.created = self.created or facts
            self.version = schema.version_told(facts)
        elif kind == "intend":
            self.chunks.append(
                Chunk(
                    seq,
                    int(batch or 0),
                    facts["first"] + 0,
                    facts["count"] + 0,
                    facts["page"] + 0,
                    facts["digest"],
                )
            )
        elif kind in ("erase", "purge", "abandon"):
            self.erasures[seq] = Erasure(kind, facts["count"], facts["digest"])
        if batch is None or kind not in (*_STATE, _TAKEOVER):
            return
        if "owner" in facts:
            self.owners[batch] = facts["owner"]
        if kind == _TAKEOVER:
            return
        self.states[int(batch)] = _STATE[kind]
        if kind in _ENDS:
            self.ends[batch] = at
        if kind == "rendered":
            self.outputs[batch] = chain.canonical(facts["outputs"])
        elif kind == "begin":
            digests = [digest for _, digest in facts["files"]]
            job = job_digest(digests, facts["form"], facts["policy"], facts["options"])
            self.begun[batch] = _Begun(at, text, facts["form"], facts["form_sha256"], job)


def verify(store: Store, kept_head: str = "") -> Audit:
    """Read everything once, in one snapshot, and tell every finding in the order of the chain, then of labels."""
    number, _, kept = kept_head.strip().lower().rpartition(":")
    story = _Story()
    findings: list[Finding] = []
    head, since, count, label_count = "0:", None, 0, 0
    with store.reading():
        made_over = [Finding("table", name, "changed") for name in guards.changed_tables(store)]
        try:
            for seq, found, hash_ in _check_events(store, story):
                findings += found
                head, count = f"{seq}:{hash_.hex()}", count + 1
                is_kept = hash_.hex() == kept and number in ("", str(seq))
                since = 0 if is_kept else None if since is None else since + 1
            if kept and since is None:
                findings.insert(0, Finding("event", number or kept[:12], "head"))
            findings += _check_meta(store, story)
            for finding in check_labels(store, story.chunks, story.erasures):
                if isinstance(finding, int):
                    label_count = finding
                else:
                    findings.append(Finding(*finding))
            findings += _check_batches(store, story)
            findings += _check_forms(store, story)
            findings += _check_guards(store)
        except JournalError as error:  # a table or column that is gone can't be read
            if error.code != "JOURNAL-FAILED" or not made_over:
                raise
        findings += made_over
        left = 0 if findings else unscrubbed(store)
    return Audit(tuple(findings), count, label_count, head, since, tuple(story.set_back), left)


def _check_events(store: Store, story: _Story) -> Iterator[tuple[int, list[Finding], bytes]]:
    seq, prev = 0, chain.NO_HASH
    rows = store.rows(_EVENTS.format(after=""), (ROWS_AT_ONCE,))
    while rows:
        for row in rows:
            number, at, kind, _, batch, _, facts, before, hash_ = row
            if number < 1:
                yield number, [Finding("event", str(number), "extra")], prev
                continue
            found: list[Finding] = []
            if number != seq + 1:
                found.append(Finding("event", str(seq + 1), "missing"))
            elif stored_bytes(before) != prev:
                found.append(Finding("event", str(number), "unlinked"))
            with suppress(TypeError, ValueError):
                story.tell_time(number, at)
            try:
                story.tell(number, at, kind, batch, facts)
                intact = stored_bytes(hash_) == chain.event_hash(stored_bytes(before), *row[:7])
            except (KeyError, TypeError, ValueError, AttributeError):
                intact = False
            if not intact:
                found.append(Finding("event", str(number), "changed"))
            seq, prev = number, stored_bytes(hash_)
            yield number, found, prev
        rows = store.rows(_EVENTS.format(after="WHERE seq > ?"), (rows[-1][0], ROWS_AT_ONCE))


def _check_meta(store: Store, story: _Story) -> Iterator[Finding]:
    meta: dict[str, Any] = dict(store.rows("SELECT key, value FROM meta"))
    if meta.get("journal") != story.created.get("journal"):
        yield Finding("meta", "journal", "changed")
    if _sha256_of_hex(meta.get("salt", "")) != story.created.get("salt_sha256"):
        yield Finding("meta", "salt", "changed")
    if meta.get("version") != str(story.version):
        yield Finding("meta", "version", "changed")
    for key in sorted(map(str, meta.keys() - {"journal", "salt", "version"})):
        yield Finding("meta", key[:_LONGEST_KEY], "extra")


def _check_batches(store: Store, story: _Story) -> Iterator[Finding]:
    there: set[int] = set()
    for ident, job, state, started, owner, seen, form, info, outputs in store.rows(
        "SELECT id, job, state, started, owner, seen, form, info, outputs FROM batch ORDER BY id"
    ):
        there.add(ident)
        begun = story.begun.get(ident)
        if begun is None:
            yield Finding("batch", str(ident), "extra")
            continue
        told = (
            begun.facts,
            begun.at,
            begun.form,
            begun.job,
            story.states[ident],
            story.outputs.get(ident, "[]"),
            story.ends.get(ident, seen),
            story.owners.get(ident, owner),
        )
        if (info, started, form, job, state, outputs, seen, owner) != told:
            yield Finding("batch", str(ident), "changed")
    for ident in sorted(story.begun.keys() - there):
        yield Finding("batch", str(ident), "missing")


def _check_forms(store: Store, story: _Story) -> Iterator[Finding]:
    rows = store.rows("SELECT digest, packed FROM form ORDER BY digest")
    there = {str(digest): sha256(stored_bytes(packed)).hexdigest() for digest, packed in rows}
    told = {begun.form: begun.form_sha256 for begun in story.begun.values()}
    for digest in sorted(there.keys() | told.keys()):
        if there.get(digest) != told.get(digest):
            what = "missing" if digest not in there else "extra" if digest not in told else "changed"
            yield Finding("form", digest[:12], what)


def _check_guards(store: Store) -> Iterator[Finding]:
    for name in guards.missing(store):
        yield Finding("guard", name, "missing")
    for kind, name in guards.foreign(store):
        yield Finding(kind, name, "extra")
    if store.dialect.name == "sqlite":
        # An index that does not tell the same as its table would hide a label from the duplicate guard.
        verdict = store.row("PRAGMA integrity_check(1)")
        if verdict is None or verdict[0] != "ok":
            yield Finding("file", "*", "damaged")


def _sha256_of_hex(text: Any) -> str:
    try:
        return sha256(bytes.fromhex(text)).hexdigest()
    except (TypeError, ValueError):
        return ""
