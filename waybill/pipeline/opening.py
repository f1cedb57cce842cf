"""The journal that the settings name, opened in the name of whoever is at work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from waybill.journal import Journal, current_actor, open_journal
from waybill.pipeline.config import Config
from waybill.pipeline.context import wall_clock


def configured_journal(
    config: Config,
    journal: str | None = None,
    operator: str | None = None,
    *,
    clock: Callable[[], datetime] | None = None,
    create: bool = False,
) -> Journal:
    """The open journal; ``journal`` and ``operator`` are the flags that go before the settings.

    Raises JournalError JOURNAL-OPEN where there is none, unless it may be created.
    """
    actor = current_actor(config.text("operator", operator))
    return open_journal(
        config.text("journal", journal), clock=clock or wall_clock(), actor=actor, create=create
    )
