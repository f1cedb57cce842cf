"""The per-label program: a compiled form becomes closures, and a Label becomes a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, NamedTuple, overload

from waybill.errors import LayoutError, Where
from waybill.frozen import made
from waybill.label import LABEL_FIELDS, Label
from waybill.layout.fields import Copy, Piece, Test, asks_room, condition, for_copy, holds, needed, reader
from waybill.layout.fitting import BREAK, Fit, fitter
from waybill.layout.form import QUIET_MATRIX, CodeOp, CounterOp, Form, MarksOp, MatrixOp, TextOp
from waybill.layout.measure import Fonts, Widths, shipped_fonts
from waybill.page import Bars, Collector, Counter, Drawn, Mark, Matrix, Page, Pen

Put = Callable[[list[Drawn]], None]
Step = Callable[[Label, Put[Drawn]], None]
Symbol = tuple[int, bytes]

_REMEMBERED = 512
"""Fitted texts kept per element: senders, carriers, hubs and wares come back again and again."""

_PERSONAL = frozenset(
    {"waybill_no", "code_text", "seal", "recipient_name", "recipient_phone", "recipient_address"}
)
"""Fields that hardly ever come back: not remembered."""
_SENDERS = frozenset({"sender_name", "sender_phone", "sender_address"})
"""Fields that are the same on label after label, or else hardly ever come back: the last text is remembered."""

_SHOWN = frozenset(
    f"{who}_{what}" for who in ("recipient", "sender") for what in ("name", "phone", "address")
)
"""Fields that a lawful exception may show in clear."""

_COLUMNS = {name: name for name in LABEL_FIELDS} | {
    "recipient_region": "recipient_address",
    "recipient_phone_note": "recipient_virtual_until",
    "sender_region": "sender_address",
    "sender_phone_note": "sender_virtual_until",
    "exception": "exception_reason",
    "code_text": "waybill_no",
}
"""Field to the column of an order file that it is made of."""

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
        self._drawn: dict[tuple[str, str, int], Symbol] = {}

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
    drawn: dict[tuple[str, str, int], Symbol],
) -> list[Part[Drawn]]:
    """The steps that lay out a Label for one kind of copy, in the order of the template.

    ``drawn`` holds QR symbols made ahead, by text, level and greatest version.
    """
    widths = {
        (bold, also): Widths(fonts, bold, also, pen.meet) for bold in (False, True) for also in ("", BREAK)
    }
    encode = _encoder()
    parts: list[Part[Drawn]] = []
    for op in form.program:
        if isinstance(op, CounterOp):
            continue
        tests = condition(op.when, copy)
        if tests is None:
            continue
        if not isinstance(op, MarksOp):
            pieces = for_copy(op.pieces, copy)
            if not pieces:
                continue
            tests += needed(pieces)
        match op:
            case TextOp():
                own = widths[op.bold, BREAK if op.join == BREAK else ""]
                step = _text_step(op, pieces, fitter(op, fonts, own, on_missing, pen))
            case CodeOp():
                step = _code_step(op, pieces, encode, pen)
            case MatrixOp():
                step = _matrix_step(op, pieces, drawn, pen)
            case MarksOp():
                step = _marks_step(op, pen)
        parts.append(Part(op.zone, tests, step))
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


def _marks_step(op: MarksOp, pen: Pen[Drawn]) -> Step[Drawn]:
    drawn: list[Drawn] = []

    def step(_label: Label, put: Put[Drawn]) -> None:
        if not drawn:
            drawn.extend(map(pen.draw, op.marks))
        put(drawn)

    return step


Encode = Callable[[str], tuple[bytes, int]]


def _text_step(op: TextOp, pieces: tuple[Piece, ...], fit: Fit[Drawn]) -> Step[Drawn]:
    read = reader(pieces, op.join)
    known: dict[str, list[Drawn]] = {}
    fields = {name: None for _, names in pieces for name in names}
    most = 1 if fields.keys() & _SENDERS else _REMEMBERED
    if fields.keys() & _PERSONAL:

        def straight(label: Label, put: Put[Drawn]) -> None:
            text = read(label)
            if text:
                try:
                    put(fit(text))
                except LayoutError as error:
                    raise _blamed(error, label, fields) from None

        return straight

    def step(label: Label, put: Put[Drawn]) -> None:
        text = read(label)
        if not text:
            return
        marks = known.get(text)
        if marks is None:
            if len(known) >= most:
                known.clear()
            try:
                marks = known[text] = fit(text)
            except LayoutError as error:
                raise _blamed(error, label, fields) from None
        put(marks)

    return step


def _blamed(error: LayoutError, label: Label, fields: Iterable[str]) -> LayoutError:
    """The same error, told of the column to be mended: the one with the character that can't be drawn, else the longest."""
    char = error.facts.get("code_point")
    texts = {name: getattr(label, name, "") for name in fields}
    if char:
        texts = {name: text for name, text in texts.items() if chr(int(char[2:], 16)) in text} or texts
    name = max(texts, key=lambda name: len(texts[name]), default="")
    return LayoutError(error.code, where=Where(column=_COLUMNS.get(name)), **error.facts)


def _encoder() -> Encode:
    """Code 128 with its total width, remembering the last number: a label carries the same one twice."""
    from waybill.symbols import code128

    last = ("", b"", 0)

    def encode(text: str) -> tuple[bytes, int]:
        nonlocal last
        if last[0] != text:
            widths = code128(text)
            last = (text, widths, sum(widths))
        return last[1], last[2]

    return encode


def _code_step(op: CodeOp, pieces: tuple[Piece, ...], encode: Encode, pen: Pen[Drawn]) -> Step[Drawn]:
    read = reader(pieces, "")
    x, y, width, height, quiet, modules = op.x, op.y, op.width, op.height, 2 * op.quiet_modules, op.modules
    shift = {"left": 0, "center": 1, "right": 2}[op.align]

    def step(label: Label, put: Put[Drawn]) -> None:
        text = read(label)
        if not text:
            return
        widths, total = encode(text)
        for module in modules:
            spare = width - (total + quiet) * module
            if spare >= 0:
                start = x + quiet * module // 2 + spare * shift // 2
                put([pen.draw(made(Bars, (start, y, module, height, widths)))])
                return
        if op.optional:
            return
        error = LayoutError(
            "LAYOUT-CODE", zone=op.zone, characters=len(text), modules=total + quiet, dots=width
        )
        raise _blamed(error, label, [name for _, names in pieces for name in names])

    return step


def _matrix_step(
    op: MatrixOp, pieces: tuple[Piece, ...], drawn: dict[tuple[str, str, int], Symbol], pen: Pen[Drawn]
) -> Step[Drawn]:
    from waybill import symbols

    read = reader(pieces, "")
    quiet = 2 * QUIET_MATRIX[op.symbology]
    side = min(op.width, op.height)
    level, max_version = op.level, op.max_version
    square = op.symbology == "qr"

    def step(label: Label, put: Put[Drawn]) -> None:
        text = read(label)
        if not text:
            return
        ahead = drawn.get((text, level, max_version)) if square else symbols.datamatrix(text)
        size, rows = ahead or symbols.qr(text, level=level, max_version=max_version)
        module = min(side // (size + quiet), op.module_max)
        if module < op.module_min:
            raise LayoutError(
                "LAYOUT-CODE", zone=op.zone, characters=len(text), modules=size + quiet, dots=side
            )
        left = op.x + (op.width - size * module) // 2
        top = op.y + (op.height - size * module) // 2
        put([pen.draw(made(Matrix, (left, top, module, size, rows)))])

    return step
