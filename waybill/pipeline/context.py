"""The surroundings of a run: the clock.  Only here is the environment asked for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

from waybill.errors import InputError


def wall_clock() -> Callable[[], datetime]:
    """The time, with its zone.  ``SOURCE_DATE_EPOCH`` (seconds, UTC) stops the clock for reproducible output.

    InputError CONFIG-NUMBER where that is no such number, as its specification asks, or beyond all calendars.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return _now
    try:
        if not (epoch.isascii() and epoch.isdecimal()):
            raise ValueError
        stopped = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError("CONFIG-NUMBER", name="SOURCE_DATE_EPOCH", origin="environment") from None
    return lambda: stopped


def chance() -> bytes:
    """What makes a PDF unlike any other: the journal keeps its SHA-256 for ever, against which nobody is to try what an
    erased label may have said.  Nothing where ``SOURCE_DATE_EPOCH`` asks for the same bytes again.
    """
    return b"" if os.environ.get("SOURCE_DATE_EPOCH") else os.urandom(16)


def _now() -> datetime:
    """In UTC where the system's zone (``TZ``) is a day or more away from it: no calendar has such a zone."""
    now = datetime.now(UTC)
    try:
        return now.astimezone()
    except ValueError:
        return now
