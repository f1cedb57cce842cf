"""A chunk of raw rows to Orders and rejects: what a worker does.  Pure.

Most rows of most files are whole and ordinary; they take the straight way through :func:`read_chunk`.  Whatever is not
plainly ordinary goes through :func:`_with_care`, which knows every rule; both ways give the same Order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from waybill.errors import Problem
from waybill.intake.carriers import shape_fits
from waybill.intake.cleaning import Step, steps, unmark, visible
from waybill.intake.columns import AT, FIELDS
from waybill.intake.layout import ChunkRows, Layout, Note, RawChunk, Reject
from waybill.intake.order import Order, Party
from waybill.intake.records import cells_of, span
from waybill.intake.rules import examine

_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|汇总|total|sum)\s*[:：]?|(?:合计|总计|共)?\s*共?\s*\d+\s*[单条件笔行个票]", re.I)
_CAREFUL = "\"'=#$~?\ufffd\u951f"  # signs of quotes, text marks, ciphertext, errors, mojibake: look with care
_PLAIN_NUMBER = re.compile(r"[0-9A-Z]{10,20}\Z")
_PLAIN_PHONE = re.compile(r"1[3-9][0-9]{9}\Z|0[1-9][0-9]{1,2}-[0-9]{7,8}\Z")
_PLAIN_SENDER_PHONE = re.compile(r"(?:1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-[0-9]{7,8}|)\Z")
_PLAIN_CODE = re.compile(r"(?!\d{4}[-/.]|\d+/|\d{1,2}-[A-Z][a-z])[0-9A-Z]*(?:[ -][0-9A-Z]+){0,4}\Z")
_PLAIN_ORDER_NO = re.compile(r"(?!\d{4}-\d{1,2}-|\d+[Ee]\d)(?:[0-9A-Za-z_-]{0,17}|[0-9A-Za-z_-]*(?!000)[0-9A-Za-z_-]{3})\Z")

Cells = Sequence[str]


class _Reader(NamedTuple):
    """What a Layout means, precompiled once per worker."""

    get: Callable[[list[str]], tuple[str, ...]]
    steps: tuple[Step, ...]
    width: int
    needed: int
    """Cells up to the last one that has a name: rows may end there."""


@lru_cache(maxsize=16)
def _reader(layout: Layout) -> _Reader:
    named = [position for position, name in enumerate(layout.header) if name.strip()]
    return _Reader(itemgetter(*layout.index), steps(layout.clean), len(layout.header), max(named, default=-1) + 1)


class _Row(NamedTuple):
    line: int
    cells: list[str] | None
    """None where the line's quotes are damaged; then ``raw`` is all there is."""
    raw: str


def _records(layout: Layout, chunk: RawChunk) -> Iterator[_Row]:
    """The rows of a chunk with their line numbers, empty lines included."""
    if chunk.rows:
        for offset, cells in enumerate(chunk.rows):
            yield _Row(chunk.line + offset, list(cells), "")
        return
    lines = text_lines(layout, chunk)
    width, delimiter, at = len(layout.header), layout.delimiter, 0
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            yield _Row(chunk.line + at, line.split(delimiter), line)
            at += 1
            continue
        taken = span(lines, at, delimiter, width, more=False)
        record = "\n".join(lines[at : at + taken]) if taken > 1 else line
        yield _Row(chunk.line + at, cells_of(record, delimiter) if taken else None, record)
        at += max(taken, 1)


def text_lines(layout: Layout, chunk: RawChunk) -> list[str]:
    """The physical lines of a text chunk, without their ends; a last line end makes no further line."""
    text = chunk.data.decode(layout.encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] in ("", "\x1a"):
        lines.pop()
    return lines


def read_chunk(layout: Layout, chunk: RawChunk) -> ChunkRows:
    """The orders, rejects and skipped rows of one chunk, each in file order.

    Raises nothing for bad rows: they are rejects.  (Undecodable bytes were refused before the chunk was made.)
    """
    reader = _reader(layout)
    orders: list[Order] = []
    rejects: list[Reject] = []
    notes: list[Note] = []
    skipped = 0
    for line, cells, raw in _records(layout, chunk):
        order = _straight(layout, reader, line, cells, raw) if cells is not None and raw else None
        if order is not None:
            orders.append(order)
            continue
        told = _with_care(layout, reader, line, cells, raw)
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
    return ChunkRows(orders, rejects, skipped, tuple(notes))


def _straight(layout: Layout, reader: _Reader, line: int, cells: list[str], raw: str) -> Order | None:
    """The Order of an ordinary row; None where anything at all needs a closer look."""
    if len(cells) != reader.width or not raw.isprintable() or reader.steps:
        return None
    for sign in _CAREFUL:
        if sign in raw:
            return None
    (
        waybill_no, carrier, order_no,
        name, phone, tel, province, city, district, town, address, virtual, until,
        s_name, s_phone, s_tel, s_province, s_city, s_district, s_town, s_address, s_virtual, s_until,
        contents, quantity, weight_kg, code, hub, remark, ordered_at, lon, lat, height_m, datum, sku,
        show, reason, consent, _all, _both, _seller,
    ) = reader.get([*cells, ""])  # fmt: skip
    if (
        tel or virtual or s_tel or s_virtual or not name or not address
        or len(raw) > 500
        or not _PLAIN_NUMBER.match(waybill_no)
        or not _PLAIN_PHONE.match(phone)
        or not _PLAIN_SENDER_PHONE.match(s_phone)
        or not _PLAIN_CODE.match(code)
        or not _PLAIN_ORDER_NO.match(order_no)
        or not shape_fits(carrier, waybill_no)
    ):  # fmt: skip
        return None
    return Order(
        layout.file, line, waybill_no, carrier, order_no,
        Party(name, phone, province, city, district, town, address, False, until),
        Party(s_name, s_phone, s_province, s_city, s_district, s_town, s_address, False, s_until),
        contents, quantity, weight_kg, code, hub, remark, ordered_at, lon, lat, height_m, datum, sku,
        show, reason, consent,
    )  # fmt: skip


def _skip(layout: Layout, cells: list[str]) -> str:
    """The code of the reason why a row is no order at all; "" where it is one."""
    filled = [cell.strip() for cell in cells if cell.strip(" \t\r\n\u3000\xa0\x00\x1a")]
    if not filled:
        return "INTAKE-SKIP-BLANK"
    if _TOTAL.fullmatch(filled[0]) or (len(filled) <= 3 and _TOTAL.match(filled[0])):
        return "INTAKE-SKIP-TOTAL"
    header = [name.strip() for name in layout.header if name.strip()]
    if filled == header or (len(filled) > 2 and set(filled) <= set(header)):
        return "INTAKE-SKIP-HEADER"
    return ""


def _fit(layout: Layout, reader: _Reader, cells: list[str]) -> Problem | None:
    """Bring a row to the header's width where only blank cells differ; else the problem."""
    width = reader.width
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        del cells[width:]
    if reader.needed <= len(cells) < width:
        cells += [""] * (width - len(cells))
    if len(cells) == width:
        return None
    code = "INTAKE-CELLS-MANY" if len(cells) > width else "INTAKE-CELLS-FEW"
    return Problem(code, None, (("found", str(len(cells))), ("expected", str(width))))


def _with_care(
    layout: Layout, reader: _Reader, line: int, cells: list[str] | None, raw: str
) -> Order | Reject | Note | tuple[Order, list[Note]]:
    if cells is None:
        return Reject(line, tuple(raw.split(layout.delimiter)), (Problem("INTAKE-QUOTE"),))
    why = _skip(layout, cells)
    if why:
        return Note(line, Problem(why))
    misfit = _fit(layout, reader, cells)
    if misfit:
        return Reject(line, tuple(cells), (misfit,))
    found = list(reader.get([*cells, ""]))
    as_found = dict(zip(FIELDS, found, strict=True))
    clean = [visible(unmark(cell)) if cell else cell for cell in found]
    for step in reader.steps:
        step(clean)
    if not clean[AT["carrier"]]:
        clean[AT["carrier"]] = _carrier(layout, clean[AT["waybill_no"]])
    values = dict(zip(FIELDS, clean, strict=True))
    problems, hints, virtual, sender_virtual = examine(values, as_found, layout.virtual_extension)
    if layout.strict:
        problems, hints = problems + hints, []
    if problems:
        return Reject(line, tuple(cells), tuple(problems))
    order = _order(layout, line, values, virtual, sender_virtual)
    return (order, [Note(line, hint) for hint in hints]) if hints else order


def _carrier(layout: Layout, waybill_no: str) -> str:
    return next((carrier for prefix, carrier in layout.carrier_by_prefix if waybill_no.startswith(prefix)), "")


def _party(values: dict[str, str], who: str, virtual: bool) -> Party:
    return Party(
        values[f"{who}_name"], values[f"{who}_phone"], values[f"{who}_province"], values[f"{who}_city"],
        values[f"{who}_district"], values[f"{who}_town"], values[f"{who}_address"], virtual,
        values[f"{who}_virtual_until"],
    )  # fmt: skip


def _order(layout: Layout, line: int, values: dict[str, str], virtual: bool, sender_virtual: bool) -> Order:
    rest = {
        name: values[name]
        for name in (
            "waybill_no", "carrier", "order_no", "contents", "quantity", "weight_kg", "three_segment_code",
            "consolidation_hub", "remark", "ordered_at", "lon", "lat", "height_m", "datum", "sku", "show_exception",
            "exception_reason", "consent_reference",
        )
    }  # fmt: skip
    recipient = _party(values, "recipient", virtual)
    return Order(layout.file, line, recipient=recipient, sender=_party(values, "sender", sender_virtual), **rest)
