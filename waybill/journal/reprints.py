"""Reprints under control: who, when, why, how often; a refusal is an event like a reprint."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from waybill.errors import JournalError
from waybill.i18n import tr
from waybill.journal import approvals, chain
from waybill.journal.duplicates import select_in, tombstones
from waybill.journal.policy import ReprintPolicy
from waybill.journal.records import Act, Actor, Check, Refusal, Reprintable, nameable
from waybill.journal.store import Row, Store, blob
from waybill.patterns import PHONE_IN_GROUPS

_PERSONAL = re.compile(rf"\d{{7}}|{PHONE_IN_GROUPS}")
"""Seven digits in a row, or a phone in groups."""

_FOUND = (
    "SELECT l.number, l.id, l.content, b.state, b.started, f.packed, f.digest FROM label l"
    " JOIN batch b ON b.id = l.batch JOIN form f ON f.digest = b.form WHERE l.{column} IN ({{marks}})"
)


class Request(NamedTuple):
    """Who asks, when, and why; ``approvals`` are the hashes of the one-use codes that were handed over."""

    actor: Actor
    now: datetime
    act: Act
    reason: str
    approvals: frozenset[str]
    again: bool
    """The orders are at hand: a label that was erased can be made anew from them."""
    salt: bytes


def reprint(
    store: Store,
    request: Request,
    policy: ReprintPolicy,
    column: str,
    asked: Sequence[Any],
    *,
    whole: bool,
    check: Check | None = None,
) -> tuple[list[Reprintable], list[Refusal]]:
    """Grant or refuse each asked label and write both down, in one transaction.

    ``column`` says what ``asked`` holds: waybill numbers ("number") or label ids ("id").  ``whole``: one
    refusal refuses all (the refusals are written down none the less).  ``check`` is asked before anything is
    written: what it leaves out, or all where it raises, counts as no reprint.  Raises JournalError where the
    request itself is refused: no reason, a wrong one, a user who may not.
    """
    check_request(store, request, policy)
    with store.writing():
        decisions = _decide_all(store, request, policy, column, asked)
        granted = [decision for decision, _ in decisions if isinstance(decision, _Grant)]
        _check_forms(store, [grant.reprintable for grant in granted])
        refusals = [(decision, label) for decision, label in decisions if isinstance(decision, Refusal)]
        for (code, label), count in Counter((refusal.code, label) for refusal, label in refusals).items():
            _note(store, request, code, label, count=count)
        if whole and refusals:
            granted = []
        if check:
            possible = {one.label_id for one in check([grant.reprintable for grant in granted])}
            granted = [grant for grant in granted if grant.reprintable.label_id in possible]
        for grant in granted:
            label = grant.reprintable.label_id
            chain.append(store, request.act, "reprint", grant.facts, label=label)
    return [grant.reprintable for grant in granted], [refusal for refusal, _ in refusals]


def foresee(
    store: Store, request: Request, policy: ReprintPolicy, numbers: Sequence[str]
) -> tuple[list[Reprintable], list[Refusal]]:
    """What :func:`reprint` would say of these numbers, nothing of which is written down."""
    refused = _refuse_request(request, policy)
    if refused:
        raise _told(refused, policy)
    decisions = [decision for decision, _ in _decide_all(store, request, policy, "number", numbers)]
    granted = [decision.reprintable for decision in decisions if isinstance(decision, _Grant)]
    return granted, [decision for decision in decisions if isinstance(decision, Refusal)]


def _decide_all(
    store: Store, request: Request, policy: ReprintPolicy, column: str, asked: Sequence[Any]
) -> list[tuple[_Grant | Refusal, int | None]]:
    """The decision on each that is asked for, once, and its label, if there is one.

    What was erased still counts: nobody gets a label without a limit by erasing it in between.
    """
    keys = list(dict.fromkeys(asked))
    found = {row[column == "id"]: row for row in select_in(store, _FOUND.format(column=column), keys)}
    numbers = [row[0] for row in found.values() if row[0] is not None]
    anew = [key for key in keys if key not in found] if request.again else []
    tombs = tombstones(store, request.salt, [*numbers, *anew])
    for number in tombs.keys() & set(anew):
        _, _, started, label = tombs[number][-1]
        found[number] = (number, label, b"", "released", started, b"", "")
    earlier = {number: [row[3] for row in rows] for number, rows in tombs.items()}
    return [
        (
            _decide(store, request, policy, str(key), row, earlier.get(row[0], []) if row else []),
            row[1] if row else None,
        )
        for key, row in ((key, found.get(key)) for key in keys)
    ]


def check_request(store: Store, request: Request, policy: ReprintPolicy) -> None:
    """Raise JournalError where the request itself is refused, whatever the labels; that is written down."""
    refused = _refuse_request(request, policy)
    if refused:
        with store.writing():
            _note(store, request, refused, None)
        raise _told(refused, policy)


def _told(refused: str, policy: ReprintPolicy) -> JournalError:
    return JournalError(refused, reasons=tr(", ", "、").join(policy.reasons))


def _refuse_request(request: Request, policy: ReprintPolicy) -> str:
    """The code of why this user may not reprint for this reason, whatever the labels; empty where he may."""
    reason = request.reason.strip()
    if (policy.users or policy.groups) and not (
        request.actor.user in policy.users or set(request.actor.groups) & set(policy.groups)
    ):
        return "JOURNAL-NOT-ALLOWED"
    if policy.reason_required and not reason:
        return "JOURNAL-REASON"
    if policy.reasons and reason not in policy.reasons:
        return "JOURNAL-REASON-LIST"
    return reason_fault(reason)


def reason_fault(reason: str) -> str:
    """The code of what is wrong with a reason's text, or nothing.

    It stays in the audit chain for ever, hence no numbers that could be somebody's.
    """
    if len(reason) > chain.LONGEST_REASON:
        return "JOURNAL-REASON-LONG"
    return "JOURNAL-REASON-PERSONAL" if _PERSONAL.search(reason) else ""


class _Grant(NamedTuple):
    reprintable: Reprintable
    facts: dict[str, Any]


def _decide(
    store: Store,
    request: Request,
    policy: ReprintPolicy,
    asked: str,
    row: Row | None,
    earlier: Sequence[int],
) -> _Grant | Refusal:
    """Whether one label may be reprinted.  ``row``: what ``_FOUND`` selects of it; ``earlier``: erased labels of the same
    number, whose reprints count too.
    """
    if row is None or row[2] is None:
        return Refusal(asked, "JOURNAL-UNKNOWN")
    number, label, content, state, started, form, form_digest = row
    if state != "released":
        return Refusal(number, "JOURNAL-UNFINISHED")
    events = select_in(
        store,
        "SELECT seq, kind, facts FROM event WHERE label IN ({marks}) ORDER BY seq",
        [*{label, *earlier}],
    )
    if any(kind == "void" for _, kind, _ in events):
        return Refusal(number, "JOURNAL-VOIDED")
    count = sum(kind == "reprint" for _, kind, _ in events) + 1
    if count > policy.max_count:
        return Refusal(number, "JOURNAL-REPRINT-COUNT", (("limit", str(policy.max_count)),))
    if policy.max_age_days and request.now - datetime.fromisoformat(started) > timedelta(
        days=policy.max_age_days
    ):
        return Refusal(number, "JOURNAL-REPRINT-AGE", (("limit", str(policy.max_age_days)),))
    facts: dict[str, Any] = {"count": count, "reason": chain.printable(request.reason.strip())}
    if request.again:
        facts["again"] = True
    if policy.mark:
        facts["policy"] = policy.mark
    if policy.approval_above and count > policy.approval_above:
        approval = approvals.approving(request, policy, events)
        if approval is None:
            return Refusal(number, "JOURNAL-APPROVAL", (("limit", str(policy.approval_above)),))
        facts["approval"] = approval
    # An erased label's content is made anew from the order, which has a form of its own.
    packed = _as_written(store, label, number, content) if form else b""
    return _Grant(Reprintable(packed, blob(form), count, label, form_digest, number), facts)


def _as_written(store: Store, label: int, number: str, content: Any) -> bytes:
    """The packed Label, if it is what was written down under this number: another one put in its place would come out
    as a reprint of this one.  JOURNAL-CORRUPT where it is not.
    """
    row = store.row(
        f"SELECT l.leaf, l.fingerprint, t.phone, t.order_no, {chain.SENDER_OF}"  # noqa: S608
        " FROM label l LEFT JOIN trace t ON t.label = l.id WHERE l.id = ?",
        (label,),
    )
    if row is None:  # an index has found it that does not tell the same as its table
        raise store.damaged("label.id")
    leaf, fingerprint, *indexes = row
    kept = blob(content)
    nonce, packed = kept[: chain.NONCE_BYTES], kept[chain.NONCE_BYTES :]
    phones, order, sender = (b"" if index is None else blob(index) for index in indexes)
    pieces = number.encode(), blob(fingerprint), phones, order, packed, sender
    if chain.leaf_of_stored(nonce, *pieces) != blob(leaf):
        raise store.damaged("label.content")
    return packed


def _check_forms(store: Store, granted: Sequence[Reprintable]) -> None:
    """JOURNAL-CORRUPT where a form is not the one that was written down: it says what stands where on a label."""
    forms = {one.form_digest: one for one in granted if one.form}
    for one in forms.values():
        row = store.row(
            "SELECT b.info FROM batch b JOIN label l ON l.batch = b.id WHERE l.id = ?", (one.label_id,)
        )
        if row is None or json.loads(row[0])["form_sha256"] != sha256(one.form).hexdigest():
            raise store.damaged("form.packed")


def void(store: Store, request: Request, number: str) -> None:
    """No reprint of this number any more.  Raises JournalError for an unknown or voided one."""
    wrong = "JOURNAL-REASON" if not request.reason.strip() else reason_fault(request.reason)
    if wrong:
        raise JournalError(wrong)
    with store.writing():
        row = store.row("SELECT id FROM label WHERE number = ?", (number,))
        if row is None:
            raise JournalError("JOURNAL-UNKNOWN", number=nameable(number))
        if store.row("SELECT 1 FROM event WHERE label = ? AND kind = 'void'", (row[0],)):
            raise JournalError("JOURNAL-VOIDED", number=number)
        facts = {"reason": chain.printable(request.reason.strip())}
        chain.append(store, request.act, "void", facts, label=row[0])


def peek(store: Store, request: Request, number: str) -> bytes:
    """The packed Label of a number that is to be looked at, not printed; an event either way.

    Raises JournalError for an unknown, unfinished, erased or voided one.
    """
    text = (
        "SELECT l.id, l.content, b.state,"
        " (SELECT count(*) FROM event e WHERE e.label = l.id AND e.kind = 'void')"
        " FROM label l JOIN batch b ON b.id = l.batch WHERE l.number = ?"
    )
    code, content = "", b""
    with store.writing():
        label, content, state, voids = store.row(text, (number,)) or (None, None, "", 0)
        if content is None:
            code = "JOURNAL-UNKNOWN"
        elif state != "released":
            code = "JOURNAL-UNFINISHED"
        elif voids:
            code = "JOURNAL-VOIDED"
        if code:
            _note(store, request, code, label, of="preview")
        else:
            chain.append(store, request.act, "preview", {}, label=label)
    if code or label is None:
        raise JournalError(code, number=nameable(number))
    return _as_written(store, label, number, content)


def _note(
    store: Store, request: Request, code: str, label: int | None, of: str = "reprint", count: int = 1
) -> None:
    """Write a refusal down: what was refused (``of``) and the code of the reason.

    ``count`` numbers that no label has are one event: a forged file may name a million of them, and the chain is for ever.
    """
    facts = {"code": code, "of": of} | ({"count": count} if count > 1 else {})
    chain.append(store, request.act, "refusal", facts, label=label)
