"""The per-label program: a compiled form becomes closures, and a Label becomes a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from waybill.errors import LayoutError
from waybill.frozen import made
from waybill.label import Label
from waybill.layout.fields import Copy, condition, for_copy, reader
from waybill.layout.fitting import BREAK, Fit, fitter
from waybill.layout.form import CodeOp, CounterOp, Form, MarksOp, MatrixOp, TextOp
from waybill.layout.measure import Fonts, Widths, shipped_fonts
from waybill.page import Bars, Counter, Mark, Matrix, Page

Put = Callable[[list[Mark]], None]
Step = Callable[[Label, Put], None]
Symbol = tuple[int, bytes]
Holds = Callable[[Label], bool]

_REMEMBERED = 512
"""Fitted texts kept per element: senders, carriers, hubs and wares come back again and again."""

_PERSONAL = frozenset(
    {"waybill_no", "code_text", "seal", "recipient_name", "recipient_phone", "recipient_address"}
)
"""Fields that hardly ever come back: not remembered."""

_COPIES = 16
"""Programs kept for different copies (first print, first reprint ...)."""

_QUIET_MATRIX = {"qr": 4, "datamatrix": 1}
"""Quiet zone in modules: ISO/IEC 18004:2015, 6.3.8; ISO/IEC 16022:2006, 5.5."""


def placer(form: Form, *, on_missing: str = "reject", fonts: Fonts | None = None) -> Placer:
    """What lays out Labels on ``form``: called with a Label and a Copy, it gives the page.

    It raises LayoutError (naming the zone) when a text or symbol does not fit or a character can't be drawn
    (``on_missing="geta"`` draws 〓 instead), and SymbolError when a number can't be encoded.
    """
    return Placer(form, on_missing, fonts or shipped_fonts())


class Placer:
    """A compiled form as a program; see :func:`placer`."""

    def __init__(self, form: Form, on_missing: str, fonts: Fonts) -> None:
        self._form, self._on_missing, self._fonts = form, on_missing, fonts
        self._counter = next(
            (
                Counter(op.x, op.baseline, op.size, op.bold)
                for op in form.program
                if isinstance(op, CounterOp)
            ),
            None,
        )
        self._programs: dict[Copy, list[Step]] = {}
        self._drawn: dict[tuple[str, str, int], Symbol] = {}

    def __call__(self, label: Label, copy: Copy) -> Page:
        """The page of one Label."""
        marks: list[Mark] = []
        put = marks.extend
        for step in self._programs.get(copy) or self._prepare(copy):
            step(label, put)
        return made(Page, (marks, self._counter if copy.counter else None))

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

    def _prepare(self, copy: Copy) -> list[Step]:
        if len(self._programs) >= _COPIES:
            self._programs.clear()
        parts = program(self._form, copy, on_missing=self._on_missing, fonts=self._fonts, drawn=self._drawn)
        self._programs[copy] = steps = _gathered(parts)
        return steps


class Part(NamedTuple):
    """One step of a program: the zone it draws in, when, and how."""

    zone: str
    holds: Holds | bool
    step: Step


def program(
    form: Form,
    copy: Copy,
    *,
    on_missing: str = "reject",
    fonts: Fonts | None = None,
    drawn: dict[tuple[str, str, int], Symbol] | None = None,
) -> list[Part]:
    """The steps that lay out a Label for one kind of copy, in the order of the template.

    ``drawn`` holds QR symbols made ahead, by text, level and greatest version.
    """
    fonts = fonts or shipped_fonts()
    widths = {(bold, also): Widths(fonts, bold, also) for bold in (False, True) for also in ("", BREAK)}
    encode = _encoder()
    conditions: dict[tuple[str, ...], Holds | bool] = {}
    parts: list[Part] = []
    for op in form.program:
        if isinstance(op, CounterOp):
            continue
        if op.when not in conditions:
            conditions[op.when] = condition(op.when, copy)
        holds = conditions[op.when]
        if holds is False:
            continue
        match op:
            case TextOp():
                own = widths[op.bold, BREAK if op.join == BREAK else ""]
                step = _text_step(op, copy, fitter(op, fonts, own, on_missing))
            case CodeOp():
                step = _code_step(op, copy, encode)
            case MatrixOp():
                step = _matrix_step(op, copy, {} if drawn is None else drawn)
            case MarksOp():
                step = _marks_step(op)
        parts.append(Part(op.zone, holds, step))
    return parts


def _gathered(parts: list[Part]) -> list[Step]:
    """The unconditional steps, then one step for each condition, which is so asked once a label."""
    steps = [part.step for part in parts if part.holds is True]
    groups: dict[Holds, list[Step]] = {}
    for part in parts:
        if not isinstance(part.holds, bool):
            groups.setdefault(part.holds, []).append(part.step)
    return steps + [_under(holds, group) for holds, group in groups.items()]


def _under(holds: Holds, steps: list[Step]) -> Step:
    def all_of(label: Label, put: Put) -> None:
        if holds(label):
            for step in steps:
                step(label, put)

    return all_of


def _marks_step(op: MarksOp) -> Step:
    marks = list(op.marks)
    return lambda _label, put: put(marks)


Encode = Callable[[str], tuple[bytes, int]]


def _text_step(op: TextOp, copy: Copy, fit: Fit) -> Step:
    read = reader(for_copy(op.pieces, copy), op.join)
    known: dict[str, list[Mark]] = {}
    if any(name in _PERSONAL for _, names in op.pieces for name in names):

        def straight(label: Label, put: Put) -> None:
            text = read(label)
            if text:
                put(fit(text))

        return straight

    def step(label: Label, put: Put) -> None:
        text = read(label)
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


def _code_step(op: CodeOp, copy: Copy, encode: Encode) -> Step:
    read = reader(for_copy(op.pieces, copy), "")
    x, y, width, height, quiet, modules = op.x, op.y, op.width, op.height, 2 * op.quiet_modules, op.modules
    shift = {"left": 0, "center": 1, "right": 2}[op.align]

    def step(label: Label, put: Put) -> None:
        text = read(label)
        if not text:
            return
        widths, total = encode(text)
        for module in modules:
            spare = width - (total + quiet) * module
            if spare >= 0:
                start = x + quiet * module // 2 + spare * shift // 2
                put([made(Bars, (start, y, module, height, widths))])
                return
        if op.optional:
            return
        raise LayoutError(
            "LAYOUT-CODE", zone=op.zone, characters=len(text), modules=total + quiet, dots=width
        )

    return step


def _matrix_step(op: MatrixOp, copy: Copy, drawn: dict[tuple[str, str, int], Symbol]) -> Step:
    from waybill import symbols

    read = reader(for_copy(op.pieces, copy), "")
    quiet = 2 * _QUIET_MATRIX[op.symbology]
    side = min(op.width, op.height)
    level, max_version = op.level, op.max_version
    square = op.symbology == "qr"

    def step(label: Label, put: Put) -> None:
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
        put([made(Matrix, (left, top, module, size, rows))])

    return step
