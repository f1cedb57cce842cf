"""The journal as its users see it: one open book, every act one call.

The acts are grouped by what they are for, one module ``book_*`` each.  They are short: the work is done in the module
that they import when first called, for a reprint must not wait for what an audit needs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from waybill.journal.book_erasing import ErasingBook
from waybill.journal.book_printing import PrintingBook
from waybill.journal.book_reading import ReadingBook
from waybill.journal.book_reprinting import ReprintingBook
from waybill.journal.records import Actor
from waybill.journal.store import open_store


class Journal(PrintingBook, ReprintingBook, ReadingBook, ErasingBook):
    """An open journal.  Not for several threads, not across a fork; close it or use it as a context."""


def open_journal(
    url_or_path: str, *, clock: Callable[[], datetime], actor: Actor, create: bool = True
) -> Journal:
    """Open or create a journal: a path, ``sqlite:///path`` or ``postgresql+psycopg://user@host/name``.

    ``clock`` must return local time with its zone; days in reports are days of that zone.  Without
    ``create``, a file that is not there is JOURNAL-OPEN, and one that holds no journal JOURNAL-NONE, as is a database.
    """
    store = open_store(url_or_path, create=create)
    try:
        return Journal(store, clock, actor, create=create)
    except BaseException:
        store.close()
        raise
