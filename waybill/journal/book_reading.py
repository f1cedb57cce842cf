"""What can be asked of the journal: batches, labels, events, and whether anybody has bent it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waybill.errors import JournalError
from waybill.journal import chain
from waybill.journal.open_book import OpenBook
from waybill.journal.records import nameable

if TYPE_CHECKING:
    from waybill.journal.audit import Audit
    from waybill.journal.views import BatchRow, EventRow, LabelRow


class ReadingBook(OpenBook):
    """Questions; none of them writes."""

    def batches(self, last: int = 0) -> Iterator[BatchRow]:
        """All batches, oldest first, or the ``last`` so many."""
        from waybill.journal import queries

        return queries.batches(self._store, last)

    def files_of(self, batch: int) -> int:
        """How many files a batch was written into; 0 where it is unknown or not finished."""
        from waybill.journal import queries

        return queries.files_of(self._store, batch)

    def labels(self, batch: int = 0) -> Iterator[LabelRow]:
        """All labels with their states, or those of one batch."""
        from waybill.journal import queries

        return queries.labels(self._store, batch)

    def label(self, number: str) -> LabelRow:
        """One label by its waybill number.  Raises JOURNAL-UNKNOWN."""
        from waybill.journal import queries

        found = queries.label_by_number(self._store, number)
        if found is None:
            raise JournalError("JOURNAL-UNKNOWN", number=nameable(number))
        return found

    def find(self, *, phone: bytes = b"", order_no: bytes = b"") -> list[LabelRow]:
        """Labels by the keyed digest of a phone, whether the recipient's or the sender's, or of the order number."""
        from waybill.journal import queries

        return queries.labels_by_digest(self._store, phone=phone, order_no=order_no)

    def repeated_orders(self) -> list[tuple[int, LabelRow]]:
        """Labels whose order number stands on another label as well, with the number of their group."""
        from waybill.journal import queries

        return queries.labels_of_repeated_orders(self._store)

    def count_sent(self, phone: bytes) -> int:
        """How many of the labels with this keyed digest of a phone have it for their sender's."""
        from waybill.journal import queries

        return len(queries.labels_sent(self._store, phone))

    def batches_of_other_keys(self, mark: str) -> int:
        """How many batches were printed with another index key than the one with this mark: no phone finds their labels."""
        from waybill.journal import queries

        return len(queries.batches_of_other_keys(self._store, mark))

    def key_has_changed(self, mark: str) -> bool:
        """Whether the last batch of whoever is at work was printed with another index key."""
        from waybill.journal import queries

        return queries.last_key(self._store, self._name) not in ("", mark)

    def events(self, label: int = 0) -> Iterator[EventRow]:
        """The audit chain, or the events of one label (its id)."""
        from waybill.journal import queries

        return queries.events(self._store, label=label)

    def verify(self, kept_head: str = "") -> Audit:
        """Check everything against the chain, and the chain against a head that was kept elsewhere."""
        from waybill.journal import audit

        return audit.verify(self._store, kept_head)

    def is_everybodys(self) -> bool:
        """Whether every user of a database server may read it; False for a file, of which its mode tells."""
        from waybill.journal import guards

        return guards.everybody_reads(self._store)

    def head(self) -> str:
        """The chain's end as ``number:hash``, for keeping elsewhere."""
        number, last = chain.head(self._store)
        return f"{number}:{last.hex()}"
