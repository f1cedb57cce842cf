"""A compiled form: a template on one dot grid, as plain data that a worker or the journal can keep.

``static`` marks are the same on every page; ``program`` says how a Label fills the rest.  ``static_art``
holds what a renderer made of the static marks, so that a reprint needs neither the template nor the
renderer's drawing library.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from waybill.layout.fields import Piece
from waybill.page import Box, Image, Mark, Text
from waybill.units import DotGrid

QUIET_MATRIX = {"qr": 4, "datamatrix": 1}
"""Quiet zone of a matrix symbol in modules: ISO/IEC 18004:2015, 6.3.8; ISO/IEC 16022:2006, 5.5."""

_MAGIC = b"waybill-form-1"


class ZoneDots(NamedTuple):
    """A zone on the grid."""

    name: str
    x: int
    y: int
    width: int
    height: int


class TextOp(NamedTuple):
    """Fit a text into a rectangle of dots."""

    zone: str
    when: tuple[str, ...]
    pieces: tuple[Piece, ...]
    join: str
    x: int
    y: int
    width: int
    height: int
    sizes: tuple[int, ...]
    """Sizes to try, largest first."""
    bold: bool
    align: str
    valign: str
    max_lines: int
    leading_percent: int
    white: bool
    lead_bold: bool
    """The first of several paragraphs is bold."""


class CodeOp(NamedTuple):
    """Draw Code 128 into a rectangle of dots with the widest of ``modules`` (dots) that leaves its quiet zones."""

    zone: str
    when: tuple[str, ...]
    pieces: tuple[Piece, ...]
    x: int
    y: int
    width: int
    height: int
    modules: tuple[int, ...]
    quiet_modules: int
    align: str
    optional: bool = False
    """Left out where it does not fit.  (The default is for forms packed before there was a choice.)"""


class MatrixOp(NamedTuple):
    """Draw a matrix symbol into a rectangle of dots."""

    zone: str
    when: tuple[str, ...]
    pieces: tuple[Piece, ...]
    symbology: str
    x: int
    y: int
    width: int
    height: int
    module_max: int
    module_min: int
    level: str
    max_version: int


class MarksOp(NamedTuple):
    """Fixed marks under a condition."""

    zone: str
    when: tuple[str, ...]
    marks: tuple[Mark, ...]


class CounterOp(NamedTuple):
    """Where the counter stands."""

    zone: str
    x: int
    baseline: int
    size: int
    bold: bool


Op = TextOp | CodeOp | MatrixOp | MarksOp | CounterOp
_OPS: dict[str, type[Op]] = {kind.__name__: kind for kind in (TextOp, CodeOp, MatrixOp, MarksOp, CounterOp)}
_MARKS: dict[str, type[Mark]] = {"Text": Text, "Box": Box, "Image": Image}


@dataclass(frozen=True, slots=True)
class Form:
    """See the module's text.  ``digest`` is the SHA-256 of all but ``static_art``."""

    name: str
    grid: DotGrid
    zones: tuple[ZoneDots, ...]
    static: tuple[Mark, ...]
    program: tuple[Op, ...]
    template_digest: str
    digest: str = ""
    static_art: bytes = b""

    def fields(self) -> frozenset[str]:
        """The fields of a Label that its texts show."""
        texts = (op for op in self.program if isinstance(op, TextOp))
        return frozenset(name for op in texts for _, names in op.pieces for name in names)

    def pack(self) -> bytes:
        """The form as bytes; equal forms give equal bytes."""
        body = self.body()
        return b"\n".join((_MAGIC, hashlib.sha256(body).hexdigest().encode(), body, self.static_art))

    def body(self) -> bytes:
        """What the digest is taken of."""
        grid = self.grid
        content = {
            "name": self.name,
            "paper": [grid.width_mm, grid.height_mm, grid.dpi],
            "zones": self.zones,
            "static": [_mark_out(mark) for mark in self.static],
            "program": [_op_out(op) for op in self.program],
            "template": self.template_digest,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpack(cls, data: bytes) -> Form:
        """The form that :meth:`pack` made.  Raises ValueError for anything else and for altered bytes."""
        magic, digest, body, art = data.split(b"\n", 3)
        if magic != _MAGIC or hashlib.sha256(body).hexdigest().encode() != digest:
            raise ValueError("not a packed form of this version")
        content = json.loads(body)
        return cls(
            name=content["name"],
            grid=DotGrid(*content["paper"]),
            zones=tuple(ZoneDots(*zone) for zone in content["zones"]),
            static=tuple(_mark_in(mark) for mark in content["static"]),
            program=tuple(_op_in(op) for op in content["program"]),
            template_digest=content["template"],
            digest=digest.decode(),
            static_art=art,
        )

    def sealed(self) -> Form:
        """The same form with its digest filled in."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return Form(**{**values, "digest": hashlib.sha256(self.body()).hexdigest()})


def _mark_out(mark: Mark) -> list[Any]:
    return [type(mark).__name__, *(base64.b64encode(v).decode() if isinstance(v, bytes) else v for v in mark)]


def _mark_in(data: list[Any]) -> Mark:
    kind, *values = data
    if kind == "Image":
        values[-1] = base64.b64decode(values[-1])
    return _MARKS[kind](*values)


def _op_out(op: Op) -> list[Any]:
    if isinstance(op, MarksOp):
        return ["MarksOp", op.zone, op.when, [_mark_out(mark) for mark in op.marks]]
    return [type(op).__name__, *op]


def _op_in(data: list[Any]) -> Op:
    kind, *values = data
    if kind == "MarksOp":
        return MarksOp(values[0], tuple(values[1]), tuple(_mark_in(mark) for mark in values[2]))
    return _OPS[kind](*(_tuples(value) for value in values))


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
