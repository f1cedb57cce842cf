"""A chunk of rows in, finished pages and journal records out: pure, picklable, the same on any machine.

Everything that a worker needs is in its Recipe; nothing relies on shared memory, so an engine that spreads functions
over machines can run :meth:`Worker.chunk` as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from waybill.deidentify.door import Door, RowRejected
from waybill.deidentify.policy import Policy
from waybill.deidentify.sealing_protocol import Sealer
from waybill.errors import LayoutError, Problem, SymbolError
from waybill.intake import ChunkRows, Layout, RawChunk, Reject, read_chunk
from waybill.intake.order import Order, Party
from waybill.journal import LabelRecord
from waybill.layout import Copy, Form, placer
from waybill.page import Page
from waybill.pipeline.timing import Stages
from waybill.render.codec import best
from waybill.render.painter import PageBytes, page_painter


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


class ChunkResult(NamedTuple):
    """What became of one chunk; ``rows`` = printed + rejected + skipped."""

    source: int
    rows: int
    printed: list[Printed]
    rejects: list[Reject]
    skipped: int
    spent: dict[str, int]
    """Nanoseconds by stage; empty unless the Recipe asks for timing."""


class Worker:
    """A compiled Recipe."""

    def __init__(self, recipe: Recipe) -> None:
        form = Form.unpack(recipe.form)
        sealer = _sealer(recipe)
        self._read: Callable[[Layout, RawChunk], ChunkRows] = read_chunk
        self._codec = best()
        self._stages = Stages() if recipe.timing else None
        if self._stages:
            self._stages.watch_libraries()
            self._read = self._stages.wrap("intake", read_chunk)
            self._codec = self._codec._replace(deflate=self._stages.wrap("deflate", self._codec.deflate))
            if sealer:
                sealer.seal = self._stages.wrap("seal", sealer.seal)  # type: ignore[method-assign]
        self._door = Door(
            policy=recipe.policy,
            sealer=sealer,
            index_key=recipe.index_key,
            printed_at=recipe.printed_at,
            default_sender=recipe.default_sender,
        )
        self._grid = form.grid
        self._pass = self._door.pass_through
        self._place = placer(form, on_missing=recipe.policy.on_missing)
        if self._stages:
            self._pass = self._stages.wrap("mask", self._pass)
            self._place = self._stages.wrap("layout", self._place)

    def chunk(self, source: int, layout: Layout, raw: RawChunk) -> ChunkResult:
        """Read, de-identify, lay out and paint the rows of one chunk, in file order."""
        rows = self._read(layout, raw)
        paint = page_painter(self._grid, codec=self._codec)
        if self._stages:
            paint = self._stages.wrap("render", paint)
        rejects = list(rows.rejects)
        printed: list[Printed] = []
        for order in rows.orders:
            try:
                printed.append(self._label(order, paint))
            except RowRejected as rejected:
                rejects.append(rows.reject(order, rejected.problems))
            except (LayoutError, SymbolError) as error:
                rejects.append(rows.reject(order, (Problem(error.code, None, tuple(error.facts.items())),)))
            except Exception as error:
                # A fault of ours costs one row, never the batch; what it says may be a cell's value and is not kept.
                rejects.append(rows.reject(order, (_fault(error),)))
        rejects.sort(key=lambda reject: reject.line)
        count = len(rows.orders) + len(rows.rejects) + rows.skipped
        return ChunkResult(
            source, count, printed, rejects, rows.skipped, self._stages.take() if self._stages else {}
        )

    def _label(self, order: Order, paint: Callable[[Page], PageBytes]) -> Printed:
        label, index = self._pass(order)
        page = paint(self._place(label, Copy()))
        record = LabelRecord(label.pack(), label.waybill_no, index, 0, order.line)
        key = SortKey(label.three_segment_code, label.carrier, order.sku)
        return Printed(record, page, key, bool(label.exception))


def _fault(error: Exception) -> Problem:
    last = extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return Problem("PIPELINE-FAULT", None, (("kind", type(error).__name__), ("place", place)))


def _sealer(recipe: Recipe) -> Sealer | None:
    if not recipe.seal_to:
        return None
    from waybill.deidentify.seal import HpkeSealer

    return HpkeSealer(recipe.seal_to)
