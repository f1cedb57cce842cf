"""What goes to the workers and what comes back: plain enough to travel, and light, for the parent loads no more of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from waybill.frozen import made
from waybill.journal import LabelRecord
from waybill.label import BlindIndex
from waybill.page import Counter
from waybill.render.painter import PageBytes

if TYPE_CHECKING:
    from waybill.deidentify.policy import Policy
    from waybill.intake import Note, Reject
    from waybill.intake.order import Party


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is the same for all rows of a run: the compiled form, the policy, keys, the time of printing."""

    form: bytes
    """``Form.pack()``."""
    policy: Policy
    index_key: bytes = field(repr=False)
    printed_at: str
    default_sender: Party | None = field(default=None, repr=False)
    seal_to: Mapping[str, bytes] = field(default_factory=dict)
    """Carrier name to the bytes of its public sealing key."""
    timing: bool = False


class SortKey(NamedTuple):
    """What a picking order may sort or split by."""

    three_segment_code: str
    carrier: str
    sku: str


class Printed(NamedTuple):
    """One label ready for the file: its journal record (page still open), its page, its place in a picking order."""

    record: LabelRecord
    page: PageBytes
    key: SortKey
    exception: bool
    """Whether fields are shown in clear by lawful exception."""


FlatPage = tuple[bytes, int, int, Counter | None, tuple[tuple[int, str], ...]]
Flat = tuple[bytes, str, tuple[bytes, bytes, bytes, bytes], int, FlatPage, tuple[str, str, str], bool]
"""A Printed as plain tuples, which travel between processes in half the time of named ones: packed label, waybill number,
blind index, line, page, sort key, exception."""


class ChunkResult(NamedTuple):
    """What became of one chunk; ``rows`` = printed + rejected + skipped."""

    source: int
    rows: int
    flat: list[Flat]
    rejects: list[Reject]
    skipped: int
    left_out: list[Note]
    """What is not printed: skipped rows that are not blank, cells that hold nothing to print, coordinates of which
    the address code can't be made as they are written.  And hints on what is."""
    spent: dict[str, int]
    """Nanoseconds by stage; empty unless the Recipe asks for timing."""

    def printed(self) -> list[Printed]:
        """The labels of the chunk."""
        return [
            made(
                Printed,
                (
                    made(LabelRecord, (label, number, made(BlindIndex, index), 0, line)),
                    made(PageBytes, page), made(SortKey, key), exception,
                ),
            )
            for label, number, index, line, page, key, exception in self.flat
        ]  # fmt: skip
