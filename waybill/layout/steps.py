"""The steps of a program: what each kind of element does with a Label, once the form is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from waybill.errors import LayoutError, Where
from waybill.frozen import made
from waybill.label import LABEL_FIELDS, Label
from waybill.layout.fields import Piece, reader
from waybill.layout.fitting import Fit
from waybill.layout.form import QUIET_MATRIX, CodeOp, MarksOp, MatrixOp, TextOp
from waybill.page import Bars, Drawn, Matrix, Pen

Put = Callable[[list[Drawn]], None]
Step = Callable[[Label, Put[Drawn]], None]
Symbol = tuple[int, bytes]
Encode = Callable[[str], tuple[bytes, int]]
Ahead = dict[tuple[str, str, int], Symbol]
"""QR symbols made ahead, by text, level and greatest version."""

_REMEMBERED = 512
"""Fitted texts kept per element: senders, carriers, hubs and wares come back again and again."""

_PERSONAL = frozenset(
    {"waybill_no", "code_text", "seal", "recipient_name", "recipient_phone", "recipient_address"}
)
"""Fields that hardly ever come back: not remembered."""
_SENDERS = frozenset({"sender_name", "sender_phone", "sender_address"})
"""Fields that are the same on label after label, or else hardly ever come back: the last text is remembered."""


_COLUMNS = {name: name for name in LABEL_FIELDS} | {
    "recipient_region": "recipient_address",
    "recipient_phone_note": "recipient_virtual_until",
    "sender_region": "sender_address",
    "sender_phone_note": "sender_virtual_until",
    "exception": "exception_reason",
    "code_text": "waybill_no",
}
"""Field to the column of an order file that it is made of."""


def marks_step(op: MarksOp, pen: Pen[Drawn]) -> Step[Drawn]:
    """Marks that are the same on every page which has them."""
    drawn: list[Drawn] = []

    def step(_label: Label, put: Put[Drawn]) -> None:
        if not drawn:
            drawn.extend(map(pen.draw, op.marks))
        put(drawn)

    return step


def text_step(op: TextOp, pieces: tuple[Piece, ...], fit: Fit[Drawn]) -> Step[Drawn]:
    """A text; LayoutError with the column to be mended where it does not fit or can't be drawn."""
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


def encoder() -> Encode:
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


def code_step(op: CodeOp, pieces: tuple[Piece, ...], encode: Encode, pen: Pen[Drawn]) -> Step[Drawn]:
    """A Code 128 of the largest module with which it and its quiet zones fit."""
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


def matrix_maker(op: MatrixOp) -> Callable[[str], Symbol]:
    """What makes a symbol of the op's symbology of a text."""
    from waybill import symbols

    match op.symbology:
        case "qr":
            return partial(symbols.qr, level=op.level, max_version=op.max_version)
        case "datamatrix":
            return symbols.datamatrix
        case _:
            raise ValueError(op.symbology)


def matrix_step(op: MatrixOp, pieces: tuple[Piece, ...], drawn: Ahead, pen: Pen[Drawn]) -> Step[Drawn]:
    """A QR code or Data Matrix of the largest module with which it and its quiet zone fit, in the middle."""
    read, make = reader(pieces, ""), matrix_maker(op)
    quiet = 2 * QUIET_MATRIX[op.symbology]
    side = min(op.width, op.height)
    level, max_version = op.level, op.max_version

    def step(label: Label, put: Put[Drawn]) -> None:
        text = read(label)
        if not text:
            return
        size, rows = drawn.get((text, level, max_version)) or make(text)
        module = min(side // (size + quiet), op.module_max)
        if module < op.module_min:
            raise LayoutError(
                "LAYOUT-CODE", zone=op.zone, characters=len(text), modules=size + quiet, dots=side
            )
        left = op.x + (op.width - size * module) // 2
        top = op.y + (op.height - size * module) // 2
        put([pen.draw(made(Matrix, (left, top, module, size, rows)))])

    return step
