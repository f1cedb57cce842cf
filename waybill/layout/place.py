"""The per-label program: a compiled form becomes closures, and a Label becomes a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Generic, NamedTuple, overload

from waybill.errors import LayoutError, Where
from waybill.frozen import made
from waybill.label import Label
from waybill.layout.fields import Copy, Piece, Test, asks_room, condition, for_copy, holds, needed, reader
from waybill.layout.fitting import BREAK, fitter
from waybill.layout.form import CodeOp, CounterOp, Form, MarksOp, MatrixOp, TextOp
from waybill.layout.measure import Fonts, Widths, shipped_fonts
from waybill.layout.steps import Ahead, Put, Step, code_step, encoder, marks_step, matrix_step, text_step
from waybill.page import Collector, Counter, Drawn, Mark, Page, Pen

_SHOWN = frozenset(
    f"{who}_{what}" for who in ("recipient", "sender") for what in ("name", "phone", "address")
)
"""Fields that a lawful exception may show in clear."""

_COPIES = 16
"""Programs kept for different copies (first print, first reprint ...)."""
_KINDS = 256
"""Selections of a program's steps kept for Labels that have, and lack, different texts."""


@overload
def placer(form: Form, *, on_missing: str = "reject") -> Placer[Mark]: ...


@overload
def placer(form: Form, *, on_missing: str = "reject", pen: Pen[Drawn]) -> Placer[Drawn]: ...


def placer(form: Form, *, on_missing: str = "reject", pen: Pen[Any] | None = None) -> Placer[Any]:
    """What lays out Labels on ``form``: called with a Label and a Copy, it gives the page.

    ``pen`` makes of each mark what a renderer writes for it; what was drawn of a text that comes again is used again.
    Without a pen the page holds the marks.  It raises LayoutError (naming the zone) when a text or symbol does not fit or
    a character can't be drawn (``on_missing="geta"`` draws 〓 instead), and SymbolError when a number can't be encoded.
    """
    return Placer(form, on_missing, pen or Collector())


class Placer(Generic[Drawn]):
    """A compiled form as a program; see :func:`placer`."""

    def __init__(self, form: Form, on_missing: str, pen: Pen[Drawn]) -> None:
        self._form, self._on_missing, self._pen = form, on_missing, pen
        self._fonts = shipped_fonts()
        self._counter = next(
            (
                Counter(op.x, op.baseline, op.size, op.bold)
                for op in form.program
                if isinstance(op, CounterOp)
            ),
            None,
        )
        self._makes_room = any(asks_room(op.when) for op in form.program if not isinstance(op, CounterOp))
        self._programs: dict[Copy, Program[Drawn]] = {}
        self._drawn: Ahead = {}

    def __call__(self, label: Label, copy: Copy) -> Page[Drawn]:
        """The page of one Label."""
        marks: list[Drawn] = []
        put = marks.extend
        try:
            for step in (self._programs.get(copy) or self._prepare(copy)).steps(label):
                step(label, put)
        except LayoutError as error:
            if error.code != "LAYOUT-TEXT" or copy.crowded or not self._makes_room:
                raise
            return self(label, copy._replace(crowded=True))
        return made(Page, (marks, self._counter))

    def draw_ahead(self, labels: Sequence[Label], copy: Copy) -> None:
        """Make the QR symbols of these Labels, which are to be placed next: together they cost a third.

        What can't be made is left to its own Label's turn.
        """
        from waybill.symbols import qr_many

        self._drawn.clear()
        for op in self._form.program:
            if isinstance(op, MatrixOp) and op.symbology == "qr":
                texts = filter(None, map(reader(for_copy(op.pieces, copy), ""), labels))
                made_ahead = qr_many(texts, level=op.level, max_version=op.max_version)
                self._drawn |= {(text, op.level, op.max_version): made_ahead[text] for text in made_ahead}

    def _prepare(self, copy: Copy) -> Program[Drawn]:
        if len(self._programs) >= _COPIES:
            self._programs.clear()
        parts = program(self._form, copy, self._pen, self._on_missing, self._fonts, self._drawn)
        self._programs[copy] = prepared = Program(parts)
        return prepared


class Part(NamedTuple, Generic[Drawn]):
    """One step of a program: the zone it draws in, for which Labels, and how."""

    zone: str
    tests: tuple[Test, ...]
    step: Step[Drawn]


class Program(Generic[Drawn]):
    """The steps for one kind of copy.  Which of them a Label needs is asked once for all Labels with the same texts empty."""

    def __init__(self, parts: list[Part[Drawn]]) -> None:
        self._parts = parts
        # Two names at least: of one alone, attrgetter would not make a tuple.
        names = {test.attribute for part in parts for test in part.tests} | {"waybill_no", "carrier"}
        self._texts: Callable[[Label], tuple[str, ...]] = attrgetter(*sorted(names))
        self._selected: dict[tuple[bool, ...], list[Step[Drawn]]] = {}

    def steps(self, label: Label) -> list[Step[Drawn]]:
        """The steps that draw something for a Label, in the order of the template."""
        kind = tuple(map(bool, self._texts(label)))
        selected = self._selected.get(kind)
        if selected is None:
            if len(self._selected) >= _KINDS:
                self._selected.clear()
            selected = [part.step for part in self._parts if holds(part.tests, label)]
            self._selected[kind] = selected
        return selected


def program(
    form: Form,
    copy: Copy,
    pen: Pen[Drawn],
    on_missing: str,
    fonts: Fonts,
    drawn: Ahead,
) -> list[Part[Drawn]]:
    """The steps that lay out a Label for one kind of copy, in the order of the template."""
    widths = {also: Widths(fonts, also, pen.meet) for also in ("", BREAK)}
    encode = encoder()

    def filled(op: TextOp | CodeOp | MatrixOp, pieces: tuple[Piece, ...]) -> Step[Drawn]:
        match op:
            case TextOp():
                own = widths[BREAK if op.join == BREAK else ""]
                return text_step(op, pieces, fitter(op, fonts, own, on_missing, pen))
            case CodeOp():
                return code_step(op, pieces, encode, pen)
            case MatrixOp():
                return matrix_step(op, pieces, drawn, pen)

    parts: list[Part[Drawn]] = []
    for op in form.program:
        if isinstance(op, CounterOp):
            continue
        tests = condition(op.when, copy)
        if tests is None:
            continue
        if isinstance(op, MarksOp):
            parts.append(Part(op.zone, tests, marks_step(op, pen)))
        elif pieces := for_copy(op.pieces, copy):
            parts.append(Part(op.zone, tests + needed(pieces), filled(op, pieces)))
    if not _tells_exceptions(form):
        parts.append(Part("", (Test("exception", True),), _refuse_exception))
    return parts


def _tells_exceptions(form: Form) -> bool:
    """Whether a label under a lawful exception is marked as such; one that shows nobody has nothing to mark."""
    ops = [op for op in form.program if not isinstance(op, CounterOp)]
    printed = {name for op in ops if not isinstance(op, MarksOp) for _, names in op.pieces for name in names}
    return not printed & _SHOWN or "exception" in printed.union(*(op.when for op in ops))


def _refuse_exception(_label: Label, _put: Put[Drawn]) -> None:
    raise LayoutError("LAYOUT-EXCEPTION", where=Where(column="show_exception"))
