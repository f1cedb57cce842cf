"""The surroundings of a run: the clock.  Only here is the environment asked for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime


def wall_clock() -> Callable[[], datetime]:
    """The time, with its zone.  ``SOURCE_DATE_EPOCH`` (seconds, UTC) stops the clock for reproducible output."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        stopped = datetime.fromtimestamp(int(epoch), UTC)
        return lambda: stopped
    return lambda: datetime.now().astimezone()
