"""One table of orders, as it is understood: which column means what, and a way to its rows in chunks.

Reading streams: memory does not grow with a text file.  The parent process only cuts bytes at record
boundaries; decoding, parsing and judging rows is the workers' work (``waybill.intake.rows.read_chunk``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from waybill.intake.column_names import may_show
from waybill.intake.columns import FIELDS, WITHIN
from waybill.intake.layout import Layout, RawChunk
from waybill.intake.match import Match

_SENDER = tuple(name for name in FIELDS if name.startswith("sender_"))


class Source:
    """One table of orders: a text file, or one sheet of a workbook."""

    def __init__(
        self,
        layout: Layout,
        match: Match,
        first_line: int,
        chunks: Callable[[int], Iterator[RawChunk]],
        sheet: str = "",
    ) -> None:
        self.layout = layout
        """What :func:`waybill.intake.read_chunk` needs; small and picklable."""
        self.match = match
        """How the header was understood."""
        self.first_line = first_line
        """Line of the first row behind the header."""
        self.sheet = sheet
        """The workbook's sheet; "" for a text file."""
        self._chunks = chunks

    @property
    def name(self) -> str:
        """The file's name without folders; a further sheet as ``name.xlsx[sheet]``."""
        return self.layout.file

    @property
    def tells_sender(self) -> bool:
        """Whether any column is about who sends."""
        where = dict(zip(FIELDS, self.layout.index, strict=True))
        return any(where[name] >= 0 for name in _SENDER)

    @property
    def columns(self) -> tuple[str, ...]:
        """The header as found."""
        return self.layout.header

    @cached_property
    def names(self) -> dict[str, str]:
        """Standard column -> its name in this file's header, where that may be shown; else the usual one."""
        found = zip(FIELDS, self.layout.index, strict=True)
        # The star of a form's required columns is none of a mask: the name is one that is known.
        shown = {column: self.columns[at].strip("*＊ \t") for column, at in found if at >= 0}
        own = {column: name for column, name in shown.items() if may_show(name)}
        # A phone that is missing may be missing in the one column there is.
        for who in ("recipient", "sender"):
            if f"{who}_tel" in own and f"{who}_phone" not in shown:
                own[f"{who}_phone"] = own[f"{who}_tel"]
        usual = {column: names[0] for column, names in self.match.plain.columns}
        within = {
            column: f"{usual[column]}（{own[whole]}）"
            for whole, parts in WITHIN.items()
            for column in parts
            if whole in own and column not in shown
        }
        return usual | within | own

    def chunks(self, rows_per_chunk: int = 256) -> Iterator[RawChunk]:
        """The rows behind the header in file order, about so many at a time; streaming.  A pipe can be read
        once."""
        return self._chunks(rows_per_chunk)
