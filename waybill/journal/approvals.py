"""Approvals: one more reprint of a label by another user's one-use code, of which the journal keeps a slow hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import scrypt
from typing import TYPE_CHECKING

from waybill.errors import JournalError
from waybill.journal import chain
from waybill.journal.policy import ReprintPolicy
from waybill.journal.records import nameable
from waybill.journal.store import Row, Store

if TYPE_CHECKING:
    from waybill.journal.reprints import Request

CODE_BYTES = 5
_SLOW = {"n": 1 << 14, "r": 8, "p": 1, "dklen": 32}
"""scrypt's cost (RFC 7914): 50 ms and 16 MB a guess.  A code short enough to be typed has 40 bits, and who can read the
journal has its salt and, for as long as the code is good, time."""


def code_hashes(salt: bytes, codes: Iterable[str]) -> frozenset[str]:
    """Of one-use codes what the journal keeps: slow, hence to be made once and not while others wait for the journal."""
    return frozenset(
        scrypt(code.strip().upper().encode("utf-8", "replace"), salt=salt, **_SLOW).hex() for code in codes
    )


def approve(store: Store, request: Request, number: str, random: bytes) -> str:
    """A one-use code, made of :data:`CODE_BYTES` random bytes, for one more reprint of ``number`` by another user.

    Raises JournalError.
    """
    from base64 import b32encode

    code = b32encode(random).decode()
    (kept,) = code_hashes(request.salt, [code])
    with store.writing():
        row = store.row("SELECT id FROM label WHERE number = ?", (number,))
        if row is None:
            raise JournalError("JOURNAL-UNKNOWN", number=nameable(number))
        facts = {"at": request.act.at, "code": kept, "user": request.actor.user}
        chain.append(store, request.act, "approve", facts, label=row[0])
    return code


def approving(request: Request, policy: ReprintPolicy, events: Sequence[Row]) -> int | None:
    """The event that approves this reprint by another user's unused code, if one was handed over."""
    used = {json.loads(facts).get("approval") for _, kind, facts in events if kind == "reprint"}
    for seq, kind, text in events:
        if kind != "approve" or seq in used:
            continue
        facts = json.loads(text)
        age = request.now - datetime.fromisoformat(facts["at"])
        other = facts["user"] != request.actor.user
        if facts["code"] in request.approvals and other and age <= timedelta(hours=policy.approval_hours):
            return int(seq)
    return None
