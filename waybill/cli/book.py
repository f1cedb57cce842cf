"""The journal, for commands that need one that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waybill.journal import Journal


def open_book(journal: str | None, operator: str | None = None) -> Journal:
    """The journal that the flags or the settings name.  JournalError JOURNAL-OPEN where there is none."""
    # Imported here: a help must not wait for what opens a database.
    from waybill.pipeline.config import Config
    from waybill.pipeline.opening import configured_journal

    return configured_journal(Config(), journal, operator)
