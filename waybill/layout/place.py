"""The per-label program: a compiled form becomes closures, and a Label becomes a page."""

from __future__ import annotations

from collections.abc import Callable

from waybill.errors import LayoutError
from waybill.label import Label
from waybill.layout.fields import Copy, condition, reader
from waybill.layout.fitting import Fit, fitter
from waybill.layout.form import CodeOp, CounterOp, Form, MarksOp, MatrixOp, Op, TextOp
from waybill.layout.measure import Fonts, Widths, shipped_fonts
from waybill.page import Bars, Counter, Mark, Matrix, Page

Put = Callable[[list[Mark]], None]
Step = Callable[[Label, Copy, Put], None]
Place = Callable[[Label, Copy], Page]

_REMEMBERED = 512
"""Fitted texts kept per element: senders, carriers, hubs and wares come back again and again."""

_QUIET_MATRIX = {"qr": 4, "datamatrix": 1}
"""Quiet zone in modules: ISO/IEC 18004:2015, 6.3.8; ISO/IEC 16022:2006, 5.5."""


def placer(form: Form, *, on_missing: str = "reject", fonts: Fonts | None = None) -> Place:
    """The function that lays out Labels on ``form``.

    It raises LayoutError (naming the zone) when a text or symbol does not fit or a character can't be drawn
    (``on_missing="geta"`` draws 〓 instead), and SymbolError when a number can't be encoded.
    """
    steps = [step for _, step in program(form, on_missing=on_missing, fonts=fonts)]
    counters = [
        Counter(op.x, op.baseline, op.size, op.bold) for op in form.program if isinstance(op, CounterOp)
    ]
    counter = counters[0] if counters else None

    def place(label: Label, copy: Copy) -> Page:
        marks: list[Mark] = []
        put = marks.extend
        for step in steps:
            step(label, copy, put)
        return Page(marks, counter if copy.counter else None)

    return place


def program(form: Form, *, on_missing: str = "reject", fonts: Fonts | None = None) -> list[tuple[str, Step]]:
    """The form's steps with the zone each one draws in."""
    fonts = fonts or shipped_fonts()
    widths = {bold: Widths(fonts, bold) for bold in (False, True)}
    encode = _encoder()
    steps: list[tuple[str, Step]] = []
    for op in form.program:
        step = _step(op, fonts, widths, on_missing, encode)
        if step is not None:
            steps.append((op.zone, _under(op, step)))
    return steps


Encode = Callable[[str], tuple[bytes, int]]


def _step(op: Op, fonts: Fonts, widths: dict[bool, Widths], on_missing: str, encode: Encode) -> Step | None:
    match op:
        case TextOp():
            return _text_step(op, fitter(op, fonts, widths[op.bold], on_missing))
        case CodeOp():
            return _code_step(op, encode)
        case MatrixOp():
            return _matrix_step(op)
        case MarksOp():
            marks = list(op.marks)
            return lambda _label, _copy, put: put(marks)
        case CounterOp():
            return None


def _under(op: Op, step: Step) -> Step:
    if isinstance(op, CounterOp) or not op.when:
        return step
    holds = condition(op.when)

    def conditional(label: Label, copy: Copy, put: Put) -> None:
        if holds(label, copy):
            step(label, copy, put)

    return conditional


def _text_step(op: TextOp, fit: Fit) -> Step:
    read = reader(op.pieces, op.join)
    known: dict[str, list[Mark]] = {}

    def step(label: Label, copy: Copy, put: Put) -> None:
        text = read(label, copy)
        if not text:
            return
        marks = known.get(text)
        if marks is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            marks = known[text] = fit(text)
        put(marks)

    return step


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


def _code_step(op: CodeOp, encode: Encode) -> Step:
    read = reader(op.pieces, "")
    x, y, width, height, quiet, modules = op.x, op.y, op.width, op.height, 2 * op.quiet_modules, op.modules
    shift = {"left": 0, "center": 1, "right": 2}[op.align]

    def step(label: Label, copy: Copy, put: Put) -> None:
        text = read(label, copy)
        if not text:
            return
        widths, total = encode(text)
        for module in modules:
            spare = width - (total + quiet) * module
            if spare >= 0:
                start = x + quiet * module // 2 + spare * shift // 2
                put([Bars(start, y, module, height, widths)])
                return
        raise LayoutError(
            "LAYOUT-CODE", zone=op.zone, characters=len(text), modules=total + quiet, dots=width
        )

    return step


def _matrix_step(op: MatrixOp) -> Step:
    from waybill import symbols

    read = reader(op.pieces, "")
    quiet = 2 * _QUIET_MATRIX[op.symbology]
    side = min(op.width, op.height)
    level, max_version = op.level, op.max_version
    square = op.symbology == "qr"

    def step(label: Label, copy: Copy, put: Put) -> None:
        text = read(label, copy)
        if not text:
            return
        size, rows = (
            symbols.qr(text, level=level, max_version=max_version) if square else symbols.datamatrix(text)
        )
        module = min(side // (size + quiet), op.module_max)
        if module < op.module_min:
            raise LayoutError(
                "LAYOUT-CODE", zone=op.zone, characters=len(text), modules=size + quiet, dots=side
            )
        left = op.x + (op.width - size * module) // 2
        top = op.y + (op.height - size * module) // 2
        put([Matrix(left, top, module, size, rows)])

    return step
