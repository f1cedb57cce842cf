"""The surroundings of a run: the clock and who is acting.  Only here is the environment asked for them."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime

from waybill.journal import Actor
from waybill.pipeline.config import Config


def wall_clock() -> Callable[[], datetime]:
    """The time, with its zone.  ``SOURCE_DATE_EPOCH`` (seconds, UTC) stops the clock for reproducible output."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        stopped = datetime.fromtimestamp(int(epoch), UTC)
        return lambda: stopped
    return lambda: datetime.now().astimezone()


def actor(config: Config, operator: str | None = None) -> Actor:
    """Who acts, for the journal: the named operator or the system's user, and the host."""
    return Actor(operator=config.text("operator", operator) or _system_user(), host=socket.gethostname(), pid=os.getpid())


def _system_user() -> str:
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return os.environ.get("USERNAME", "") or str(getattr(os, "getuid", lambda: 0)())
