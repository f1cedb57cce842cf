"""The audit chain: every event carries the hash of the one before, and labels hang on it by their leaves.

Canonical forms (any other program may verify a journal by them):

* facts: JSON, keys sorted, no blanks, characters as themselves (a lone surrogate as ``\\udcff``), UTF-8;
* event hash: SHA-256( hash of the event before (32 zero bytes for the first) ‖ JSON array
  ``[seq,at,kind,actor,batch,label]`` in the same manner ‖ ``\\n`` ‖ facts );
* leaf of a label: SHA-256( nonce (16 bytes) ‖ for each of waybill number, fingerprint, digests of the recipient's
  phones, digests of the orders: its length (1 byte) and its bytes ‖ the same of the digests of the sender's phones, where it
  has any ‖ packed Label, which begins with 1 (49), a length that no digests have ).  The nonce is random and erased
  with the content: the leaf that stays behind in a tombstone can't be tried against guesses;
* chunk digest in an ``intend`` event: SHA-256( pages ‖ source lines (each an unsigned 32-bit big-endian
  number) ‖ leaves, in the order of label ids );
* erasure digest in an ``erase``, ``purge`` or ``abandon`` event: SHA-256 over, in the order of label ids, id
  (64-bit big-endian) ‖ leaf ‖ number hash (16 bytes, absent after ``abandon``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from struct import pack
from typing import Any

from waybill.journal.records import Act
from waybill.journal.store import Store, blob
from waybill.label import DIGEST_BYTES

NO_HASH = bytes(32)
NONCE_BYTES = 16
LONGEST_REASON = 200

_INSERT = (
    "INSERT INTO event (seq, at, kind, actor, batch, label, facts, prev, hash) VALUES (?,?,?,?,?,?,?,?,?)"
)
SENDER_OF = "(SELECT phones FROM sender WHERE first = (SELECT max(first) FROM sender WHERE first <= l.id) AND last >= l.id)"
"""The digests of the phones of a label's sender, in a query of which the label is ``l``."""


def canonical(value: Any) -> str:
    """JSON with one spelling; a file name's undecodable byte (a lone surrogate) as its escape, which no database refuses."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()


def printable(text: str) -> str:
    """``text`` without control characters and lone surrogates, which no two databases keep alike."""
    return "".join(c if c.isprintable() else "?" for c in text)


def event_hash(
    prev: bytes, seq: int, at: str, kind: str, actor: str, batch: int | None, label: int | None, facts: str
) -> bytes:
    """The hash of one event (see the module's text)."""
    return sha256(prev + f"{canonical([seq, at, kind, actor, batch, label])}\n{facts}".encode()).digest()


def head(store: Store) -> tuple[int, bytes]:
    """Number and hash of the last event; (0, zeros) in an empty journal."""
    last = store.row("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    return (last[0], blob(last[1])) if last else (0, NO_HASH)


def append(
    store: Store,
    act: Act,
    kind: str,
    facts: dict[str, Any],
    *,
    batch: int | None = None,
    label: int | None = None,
) -> int:
    """Add one event at the end, inside a write transaction; its number."""
    seq, prev = head(store)
    seq += 1
    text = canonical(facts)
    link = event_hash(prev, seq, act.at, kind, act.actor, batch, label, text)
    store.run(_INSERT, (seq, act.at, kind, act.actor, batch, label, text, prev, link))
    return seq


def leaf(
    nonce: bytes,
    number: bytes,
    fingerprint: bytes,
    phones: bytes,
    order: bytes,
    packed: bytes,
    sender_phones: bytes = b"",
) -> bytes:
    """The commitment to one label's content (see the module's text)."""
    return sha256(
        b"%b%c%b%c%b%c%b%c%b%b%b"
        % (
            nonce,
            len(number),
            number,
            len(fingerprint),
            fingerprint,
            len(phones),
            phones,
            len(order),
            order,
            b"%c%b" % (len(sender_phones), sender_phones) if sender_phones else b"",
            packed,
        )
    ).digest()


def leaf_of_stored(
    nonce: bytes,
    number: bytes,
    fingerprint: bytes,
    phones: bytes,
    order: bytes,
    packed: bytes,
    sender_phones: bytes,
) -> bytes | None:
    """The leaf of what stands in the journal; None where no label was ever written so.

    What is moved between the sender's digests and the packed Label would not change the hash, hence both must look like what
    they are: digests are whole, and a Label's first byte is no length that they could have.
    """
    longest = max(map(len, (number, fingerprint, phones, order, sender_phones)))
    if longest > 255 or len(sender_phones) % DIGEST_BYTES or not packed or packed[0] % DIGEST_BYTES == 0:
        return None
    return leaf(nonce, number, fingerprint, phones, order, packed, sender_phones)


def chunk_digest(pages: Sequence[int], lines: Sequence[int], leaves: Sequence[bytes]) -> str:
    """The digest by which an ``intend`` event covers its labels."""
    count = len(leaves)
    return sha256(pack(f">{count}I{count}I", *pages, *lines) + b"".join(leaves)).hexdigest()


class ErasureDigest:
    """The digest by which an erasing event covers its tombstones, fed in the order of label ids."""

    def __init__(self) -> None:
        self._hash = sha256()
        self.count = 0

    def add(self, label: int, leaf_: bytes, number_hash: bytes | None) -> None:
        """One tombstone."""
        self._hash.update(pack(">Q", label) + leaf_ + (number_hash or b""))
        self.count += 1

    def hexdigest(self) -> str:
        """Hexadecimal."""
        return self._hash.hexdigest()


def number_hash(salt: bytes, number: str) -> bytes:
    """What a tombstone keeps of a waybill number: enough to know it again, not to read it (16 bytes)."""
    return sha256(salt + number.encode()).digest()[:16]
