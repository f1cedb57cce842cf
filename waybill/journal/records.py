"""What goes into the journal and what comes out of it: small tuples, no raw value among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from waybill.i18n import tr
from waybill.label import BlindIndex
from waybill.patterns import SOMEBODYS


class Actor(NamedTuple):
    """Who acts.  ``user`` and ``host`` come from the operating system, ``operator`` is what ``--operator`` claims."""

    user: str
    host: str
    operator: str = ""
    groups: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.user}@{self.host}" + (f" ({self.operator})" if self.operator else "")


class Act(NamedTuple):
    """What everything that is written down says of itself: when, and by whom."""

    at: str
    """Local time with its zone, as the journal writes it."""
    actor: str
    owner: str
    """The process that a batch belongs to (see :mod:`waybill.journal.owner`)."""


class BatchInfo(NamedTuple):
    """What one run of ``print`` is made from.  All digests are hexadecimal SHA-256."""

    files: tuple[tuple[str, str], ...]
    """Order files: name without folder, keyed digest of the bytes (empty for a stream that was not read yet)."""
    template: str
    form_digest: str
    form: bytes
    """The compiled form (``Form.pack()``), kept once per digest so that a reprint needs no template."""
    policy_digest: str
    options: str = ""
    """Whatever else changes the pages or where they go, as canonical text; two equal texts are the same job."""
    versions: tuple[tuple[str, str], ...] = ()
    key_mark: str = ""
    """What tells the key of the blind indexes from others (``deidentify.index.key_mark``); empty where there is none."""


class LabelRecord(NamedTuple):
    """One label on its way into the journal.  ``page`` counts from 1."""

    label: bytes
    waybill_no: str
    index: BlindIndex  # type: ignore[assignment]  # hides tuple.index, which nobody calls here
    page: int
    source_line: int


class Output(NamedTuple):
    """One file of a batch: where it ends up, the temporary file beside it, bytes, hexadecimal SHA-256."""

    final: str
    temp: str
    size: int
    sha256: str


NEW = "new"
SAME = "same"
DIFFERENT = "different"
BUSY = "busy"
VOIDED = "voided"
ERASED = "erased"


class Verdict(NamedTuple):
    """What the duplicate guard says of one number.

    ``status``: NEW (print it), SAME (printed before, same data), DIFFERENT (printed before, other data), BUSY
    (another running process is printing it), VOIDED, ERASED (printed once, content erased since).  ``batch``
    and ``at`` tell where and when; ``mine`` and ``theirs`` are the first 12 hexadecimal digits of the two
    fingerprints.
    """

    status: str
    batch: int = 0
    at: str = ""
    mine: str = ""
    theirs: str = ""


class Settled(NamedTuple):
    """What became of a batch whose process had died.

    ``outcome``: "released" (the finished file was there, or its rename was made up for), "taken" (it had been
    finished but the file is gone or went to a stream: counted as released, so that nothing prints twice
    unasked), "abandoned" (no page had left: its labels are wiped and may be printed).
    """

    batch: int
    outcome: str
    labels: int
    outputs: tuple[Output, ...]
    same_job: bool = False
    """It was the job that is about to run; otherwise look whether its files have the names about to be written."""


class Reprintable(NamedTuple):
    """A label to be printed again: packed Label, packed form, and ``count``: its first reprint is 1.

    Label and form are empty where the label was erased and is to be made anew from its order.
    """

    label: bytes
    form: bytes
    count: int  # type: ignore[assignment]  # hides tuple.count, likewise
    label_id: int
    form_digest: str
    number: str


Check = Callable[[list[Reprintable]], list[Reprintable]]
"""Asked before reprints are written down, with the labels that may be reprinted: returns those that can be made, and fit
the form that is asked for.  Where it raises, none counts as reprinted."""


class Refusal(NamedTuple):
    """A reprint that was refused: the number (or page) as asked, the error's code and its facts."""

    asked: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()


_PHONE_BEGINS = {10: ("0",), 11: ("1", "0"), 12: ("0",), 13: ("861",)}
"""How phone numbers of so many digits begin."""


def nameable(asked: str) -> str:
    """What a message may say of a number that somebody typed: a mistyped phone or identity number or name is not echoed."""
    plain = asked.isascii() and asked.isalnum() and any(c.isdigit() for c in asked)
    phone = asked.isdigit() and asked.startswith(_PHONE_BEGINS.get(len(asked), ()))
    somebodys = phone or SOMEBODYS.fullmatch(asked)
    return (
        asked
        if plain and not somebodys and 8 <= len(asked) <= 24
        else tr(f"of {len(asked)} characters", f"({len(asked)} 个字符)")
    )
