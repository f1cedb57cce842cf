"""A chunk of raw rows to Orders and rejects: what a worker does.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waybill.errors import Problem
from waybill.intake.cleaning import content
from waybill.intake.columns import AT, FIELDS
from waybill.intake.damage import LIMIT, LIMITS
from waybill.intake.join import fill
from waybill.intake.layout import Layout, Note, RawChunk, Reject
from waybill.intake.order import Order, Party
from waybill.intake.reading import records, reject_of
from waybill.intake.rules import examine
from waybill.intake.skipped_rows import why_skipped
from waybill.intake.steps_apart import phone_beside_name
from waybill.intake.straight import Reader, carrier_for, reader_of, straight
from waybill.intake.virtual import Values

_PLAIN = (
    "waybill_no", "carrier", "order_no", "contents", "quantity", "weight_kg", "three_segment_code",
    "consolidation_hub", "remark", "ordered_at", "lon", "lat", "height_m", "datum", "sku",
    "show_exception", "exception_reason", "consent_reference",
)  # fmt: skip
"""Columns that go into an Order under their own name."""


_LEFT_OUT = frozenset(
    {
        "INTAKE-SKIP-TOTAL",
        "INTAKE-SKIP-HEADER",
        "INTAKE-SKIP-REMARK",
        "INTAKE-SKIP-EXAMPLE",
        "INTAKE-ERROR-MARK",
        "INTAKE-AMOUNT",
        "INTAKE-SENDER",
        "INTAKE-EXTENSION-HIDDEN",
        "INTAKE-CANCELLED",
    }
)

HINTS = frozenset({"INTAKE-SHAPE", "INTAKE-TRUNCATED"})
"""What is told of a row that is printed whole."""


class ChunkRows(NamedTuple):
    """A chunk read: rows = orders + rejects + skipped."""

    orders: list[Order]
    rejects: list[Reject]
    skipped: int
    """Blank rows, total rows, repeated header rows."""
    notes: tuple[Note, ...]
    """Hints about orders, and why rows were skipped."""
    layout: Layout
    chunk: RawChunk

    def left_out(self) -> list[Note]:
        """The notes on what is not printed (rows that are not blank, cells that hold nothing to print), and the hints."""
        return [note for note in self.notes if note.problem.code in _LEFT_OUT or note.problem.code in HINTS]

    def reject(self, order: Order, problems: tuple[Problem, ...]) -> Reject:
        """The Reject of one of the orders, for what is found wrong with it behind intake."""
        return reject_of(self.layout, self.chunk, order.line, problems)

    def __repr__(self) -> str:
        return f"ChunkRows({len(self.orders)} orders, {len(self.rejects)} rejects, {self.skipped} skipped)"


_BLANK_ROW = Problem("INTAKE-SKIP-BLANK")

Told = Order | Reject | Note | tuple[Order, list[Note]]


def read_chunk(layout: Layout, chunk: RawChunk) -> ChunkRows:
    """The orders, rejects and skipped rows of one chunk, each in file order.

    Raises nothing for bad rows: they are rejects.  (Bytes that are not of the encoding were refused before.)
    """
    if chunk.rows and not any(map(any, chunk.rows)):
        return _blank(layout, chunk)
    if chunk.under:
        return _under_another_header(layout, chunk)
    reader = reader_of(layout)
    orders: list[Order] = []
    rejects: list[Reject] = []
    notes: list[Note] = []
    skipped = 0
    for line, cells, record in records(layout, chunk):
        order = straight(reader, line, cells, record) if cells and record else None
        if order is not None:
            orders.append(order)
            continue
        told = _with_care(reader, line, cells, record)
        if isinstance(told, Order):
            orders.append(told)
        elif isinstance(told, Reject):
            rejects.append(told)
        elif isinstance(told, Note):
            skipped += 1
            notes.append(told)
        else:
            orders.append(told[0])
            notes += told[1]
    return ChunkRows(orders, rejects, skipped, tuple(notes), layout, chunk)


def _blank(layout: Layout, chunk: RawChunk) -> ChunkRows:
    """A chunk of blank rows: one cell in a sheet's last row has a million of them before it."""
    notes = tuple(Note(line, _BLANK_ROW) for line in range(chunk.line, chunk.line + len(chunk.rows)))
    return ChunkRows([], [], len(notes), notes, layout, chunk)


def _under_another_header(layout: Layout, chunk: RawChunk) -> ChunkRows:
    """A chunk of rows that stand in the columns of another header: each as it stood, that header among them."""
    reader = reader_of(layout)
    rejects: list[Reject] = []
    notes: list[Note] = []
    for line, cells, record in records(layout, chunk):
        why = why_skipped(reader, cells) if cells else ""
        if why:
            notes.append(Note(line, Problem(why)))
            continue
        problem = Problem("INTAKE-HEADER-OTHER", None, (("line", str(chunk.under)),))
        rejects.append(
            Reject(line, (record,), (Problem("INTAKE-HEADER-AGAIN") if line == chunk.under else problem,))
        )
    return ChunkRows([], rejects, len(notes), tuple(notes), layout, chunk)


def _fit(reader: Reader, cells: list[str]) -> Problem | None:
    """Bring a row that ends with the last named column to the header's width; else the problem.

    A blank cell too many is one too many: it may stand in the middle, and shift all cells behind it.
    """
    width = reader.width
    if len(cells) == reader.needed:
        cells += [""] * (width - len(cells))
    if len(cells) == width:
        return None
    code = "INTAKE-CELLS-MANY" if len(cells) > width else "INTAKE-CELLS-FEW"
    return Problem(code, None, (("found", str(len(cells))), ("expected", str(width))))


def _overlong(clean: Sequence[str]) -> tuple[Problem, ...]:
    """The problems of cells too long for any column.  No other rule looks at them: its search could take for ever."""
    return tuple(
        Problem("INTAKE-LENGTH", column, (("limit", str(LIMITS.get(column, LIMIT))),))
        for column, text in zip(FIELDS, clean, strict=True)
        if len(text) > LIMIT
    )


def _with_care(reader: Reader, line: int, cells: list[str] | None, record: str) -> Told:
    """Judge a row by every rule."""
    layout = reader.layout
    if cells is None:
        return Reject(line, (record,), (Problem("INTAKE-QUOTE"),))
    why = why_skipped(reader, cells)
    if why:
        return Note(line, Problem(why))
    misfit = _fit(reader, cells)
    if misfit:
        return Reject(line, (record,), (misfit,))
    found: Sequence[str] = reader.get([*cells, ""])
    clean = [content(cell) if cell else cell for cell in found]
    if len(record) > LIMIT and (overlong := _overlong(clean)):
        return Reject(line, tuple(cells), overlong)
    for step in reader.steps:
        step(clean)
    joined: list[Problem] = []
    if layout.join is not None:
        found = list(found)
        joined = fill(layout, layout.join, cells, clean, found)
    phone_beside_name(clean)
    if not clean[AT["carrier"]]:
        clean[AT["carrier"]] = carrier_for(layout, clean[AT["waybill_no"]])
    values = dict(zip(FIELDS, clean, strict=True))
    told = examine(values, dict(zip(FIELDS, found, strict=True)), layout.virtual_extension, layout.rounded)
    problems, hints = (told.problems + told.hints, []) if layout.strict else (told.problems, told.hints)
    if joined and (problems or joined[0].code != "INTAKE-JOIN-NONE"):
        problems = problems + joined
    if problems:
        return Reject(line, tuple(cells), tuple(problems))
    order = Order(
        layout.file,
        line,
        recipient=_party(values, "recipient", told.recipient_virtual),
        sender=_party(values, "sender", told.sender_virtual),
        **{name: values[name] for name in _PLAIN},
    )
    return (order, [Note(line, hint) for hint in hints]) if hints else order


def _party(values: Values, who: str, virtual: bool) -> Party:
    return Party(
        values[f"{who}_name"], values[f"{who}_phone"], values[f"{who}_province"], values[f"{who}_city"],
        values[f"{who}_district"], values[f"{who}_town"], values[f"{who}_address"], virtual,
        values[f"{who}_virtual_until"], values[f"{who}_tel"],
    )  # fmt: skip
