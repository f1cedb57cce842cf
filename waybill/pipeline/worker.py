"""A chunk of rows in, finished pages and journal records out: pure, picklable, the same on any machine.

Everything that a worker needs is in its Recipe; nothing relies on shared memory, so an engine that spreads functions
over machines can run :meth:`Worker.chunk` as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from waybill.deidentify.door import Door, RowRejected
from waybill.deidentify.policy import Policy
from waybill.deidentify.sealing_protocol import Sealer
from waybill.errors import LayoutError, Problem, SymbolError
from waybill.intake import ChunkRows, Layout, Note, RawChunk, read_chunk
from waybill.intake.order import Order
from waybill.label import BlindIndex, Label
from waybill.layout import Copy, Form, placer
from waybill.page import Page
from waybill.pipeline.chunk import ChunkResult, Flat, Recipe
from waybill.pipeline.timing import Stages
from waybill.render.codec import best
from waybill.render.painter import PageBytes, Painter

Row = TypeVar("Row")
Given = TypeVar("Given")
Made = TypeVar("Made")

_FIRST_PRINT = Copy()


_NAMES = ("王小明", "王先生(收)", "Anna Li", "王**")
_ADDRESSES = (
    "福建省泉州市晋江市长江三路737号三山府际苑东区43栋3单元1202室",
    "上海市浦东新区东方路8号国贸广场A座12楼1203 放门口",
    "杭州市高新技术产业开发区东门大院后楼三楼西户",
    "河北省邯郸市王家庄村三组12号大学北门创意园B区2F-203室",
)
"""Invented, and between them of the shapes that most order files hold."""


def get_ready() -> None:
    """Load and compile now what the first labels would wait for; it depends on no Recipe."""
    from waybill.address.code import delivery_address_code
    from waybill.address.parse import for_label
    from waybill.deidentify.names import mask_name
    from waybill.deidentify.text import both_untouched, hide_contacts
    from waybill.layout.measure import Widths, shipped_fonts
    from waybill.symbols import code128, qr_many

    policy = Policy.default()
    for address in _ADDRESSES:
        for_label("", "", "", "", address)
    for name in _NAMES:
        mask_name(name, policy)
    hide_contacts("大学路12号电话13900000000", ("王小明",))
    both_untouched("保温杯500ml 2件", "周末送，勿放柜子", ("王小明",))
    Widths(shipped_fonts(), "", lambda *_: None)["件"]
    code128("SF1234567890123")
    for sealed in (230, 296):
        qr_many(f"{number:A>{sealed}X}" for number in range(64))
    delivery_address_code("114.05", "22.54", "", "", "", 7)


class Worker:
    """A compiled Recipe."""

    def __init__(self, recipe: Recipe) -> None:
        form = Form.unpack(recipe.form)
        sealer = _sealer(recipe)
        self._read: Callable[[Layout, RawChunk], ChunkRows] = read_chunk
        codec = best()
        self._stages = Stages() if recipe.timing else None
        if self._stages:
            self._stages.watch_libraries()
            self._read = self._stages.wrap("intake", read_chunk)
            codec = codec._replace(deflate=self._stages.wrap("deflate", codec.deflate))
            if sealer:
                start, wrap = sealer.start, self._stages.wrap
                sealer.start = lambda: wrap("seal", start())  # type: ignore[method-assign]  # of this one sealer
        self._door = Door(
            policy=recipe.policy,
            sealer=sealer,
            index_key=recipe.index_key,
            printed_at=recipe.printed_at,
            default_sender=recipe.default_sender,
        )
        # One painter for the whole run: it tells each character once, and the press notes every page that arrives.
        painter = Painter(form.grid, codec=codec)
        place = placer(form, on_missing=recipe.policy.on_missing, pen=painter)
        self._admit = self._door.admit
        self._place: Callable[[Label, Copy], Page[bytes]] = place
        self._draw_ahead = place.draw_ahead
        self._finish = painter.finish
        if self._stages:
            self._admit = self._stages.wrap("mask", self._admit)
            self._place = self._stages.wrap("layout+render", self._place)
            self._finish = self._stages.wrap("layout+render", self._finish)
            self._draw_ahead = self._stages.wrap("symbols", self._draw_ahead)

    def chunk(self, source: int, layout: Layout, raw: RawChunk) -> ChunkResult:
        """Read, de-identify, lay out and paint the rows of one chunk, in file order.

        Each step goes over the whole chunk before the next one begins, so that the tables it works with stay
        in the processor's cache: a QR symbol in between other work costs five times as much.
        """
        rows = self._read(layout, raw)
        rejects = list(rows.rejects)

        def refuse(order: Order, error: Exception) -> None:
            rejects.append(rows.reject(order, _problems(error)))

        admitted = _each(self._admit, zip(rows.orders, rows.orders, strict=True), refuse)
        passed = _each(self._door.sealing(), admitted, refuse)
        labels = [label for _, (label, _, _) in passed]
        self._draw_ahead(labels, _FIRST_PRINT)
        painted = _each(
            self._page, zip(passed, labels, strict=True), lambda row, error: refuse(row[0], error)
        )
        flat = [_flat(order, label, index, page) for (order, (label, index, _)), page in painted]
        left_out = rows.left_out()
        left_out += [
            Note(order.line, problem) for (order, (_, _, told)), _ in painted if told for problem in told
        ]
        left_out.sort(key=lambda note: note.line)
        rejects.sort(key=lambda reject: reject.line)
        count = len(rows.orders) + len(rows.rejects) + rows.skipped
        return ChunkResult(
            source, count, flat, rejects, rows.skipped, left_out,
            self._stages.take() if self._stages else {},
        )  # fmt: skip

    def _page(self, label: Label) -> PageBytes:
        return self._finish(self._place(label, _FIRST_PRINT))


def _each(
    step: Callable[[Given], Made], rows: Iterable[tuple[Row, Given]], refuse: Callable[[Row, Exception], None]
) -> list[tuple[Row, Made]]:
    """What the step makes of each row; a row at which it fails is refused and left out."""
    made: list[tuple[Row, Made]] = []
    for row, given in rows:
        try:
            made.append((row, step(given)))
        except Exception as error:
            refuse(row, error)
    return made


def _flat(order: Order, label: Label, index: BlindIndex, page: PageBytes) -> Flat:
    key = (label.three_segment_code, label.carrier, order.sku)
    return label.pack(), label.waybill_no, (*index,), order.line, (*page,), key, bool(label.exception)


def _problems(error: Exception) -> tuple[Problem, ...]:
    """What the rejects file says of an error."""
    if isinstance(error, RowRejected):
        return error.problems
    if isinstance(error, LayoutError | SymbolError):
        return (error.problem(),)
    # A fault of ours costs one row, never the batch; what it says may be a cell's value and is not kept.
    return (_fault(error),)


def _fault(error: Exception) -> Problem:
    last = extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return Problem("PIPELINE-FAULT", None, (("kind", type(error).__name__), ("place", place)))


def _sealer(recipe: Recipe) -> Sealer | None:
    if not recipe.seal_to:
        return None
    from waybill.deidentify.seal import HpkeSealer

    return HpkeSealer(recipe.seal_to)
