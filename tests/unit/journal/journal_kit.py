"""What the journal's tests are made with: a clock that is set by hand, labels, batches, raw access to the
file."""

from __future__ import annotations

import ctypes
import functools
import os
import sqlite3
import sys
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest

from waybill.journal import Actor, BatchInfo, Journal, LabelRecord, Output, open_journal
from waybill.label import LABEL_FIELDS, BlindIndex

CHINA = timezone(timedelta(hours=8))
FORM = b"a compiled form"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 16, 30, tzinfo=CHINA)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


def digest(text: str) -> bytes:
    """A blind index as the door makes them (there with a key)."""
    return sha256(text.encode()).digest()[:16]


def number(place: int) -> str:
    return f"99{place:011d}"


def record(place: int, *, data: str = "", page: int | None = None) -> LabelRecord:
    """Label ``place`` of an imaginary order file; ``data`` changes what the order says.  Three have the same sender."""
    values = dict.fromkeys(LABEL_FIELDS, "") | {
        "waybill_no": number(place),
        "recipient_name": f"CANARYNAME{place:05d}*",
        "recipient_address": f"CANARYROAD{place:05d}{data}",
        "seal": f"CANARYSEAL{place:05d}" * 4,
    }
    packed = "\x1f".join(["1", *values.values()]).encode()
    index = BlindIndex(
        digest(f"print {place} {data}"),
        digest(f"phone {place}"),
        digest(f"order {place}"),
        digest(f"sender {place // 3}"),
    )
    return LabelRecord(packed, number(place), index, place if page is None else page, place + 1)


def records(first: int, last: int) -> list[LabelRecord]:
    return [record(place, page=place - first + 1) for place in range(first, last + 1)]


def info(job: str = "a", form: bytes = FORM) -> BatchInfo:
    return BatchInfo(
        files=((f"{job}.csv", sha256(job.encode()).hexdigest()),),
        template="gbt-76x130",
        form_digest=sha256(form).hexdigest()[:16],
        form=form,
        policy_digest="p" * 16,
        versions=(("waybill", "0.1.0"),),
    )


ZHOU = Actor("zhou", "pc-3", "", ("dispatch",))
WANG = Actor("wang", "pc-4", "", ("office",))


def as_an_ordinary_user(test: Callable[..., None]) -> Callable[..., None]:
    """The test in a process for which the modes of files count, where the tests are run by root."""

    @functools.wraps(test)
    def run(*arguments: object, **named: object) -> None:
        if os.getuid() != 0:
            test(*arguments, **named)
            return
        if sys.platform != "linux":
            pytest.skip("root may write everywhere")
        child = os.fork()
        if child == 0:
            try:
                _obey_modes()
                test(*arguments, **named)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    return run


def _obey_modes() -> None:
    """Give up CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capset(2)): the least two bits but one."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    for which in (0, 1):  # effective, permitted
        sets[which] &= ~0b110
    assert libc.capset(header, sets) == 0


def open_at(place: str | Path, clock: Clock | None = None, actor: Actor = ZHOU) -> Journal:
    return open_journal(str(place), clock=clock or Clock(), actor=actor)


def printed(journal: Journal, first: int, last: int, job: str = "a", outputs: tuple[Output, ...] = ()) -> int:
    """A whole batch, from begin to released."""
    batch = journal.begin_batch(info(job))
    assert {v.status for v in journal.intend(batch, records(first, last))} == {"new"}
    journal.rendered(batch, outputs)
    journal.released(batch)
    return batch


def raw(path: Path) -> sqlite3.Connection:
    """The file as any other program opens it: no guards switched on or off, every statement committed."""
    return sqlite3.connect(path, isolation_level=None)


def all_bytes(path: Path) -> bytes:
    """Database, write-ahead log and shared memory as they lie on the disk."""
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))
