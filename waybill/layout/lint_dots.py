"""What depends on the print head: symbols at their largest, on whole dots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from waybill.errors import SymbolError
from waybill.label import LABEL_FIELDS, WaybillNo
from waybill.layout.compile import MODULE_TOLERANCE_MM, compile_form
from waybill.layout.fields import Copy, condition, for_copy, reader
from waybill.layout.findings import Finding, finding
from waybill.layout.form import QUIET_MATRIX, CodeOp, MatrixOp
from waybill.layout.samples import sample_label
from waybill.layout.steps import matrix_maker
from waybill.layout.template import SLACK_MM, CodeElement, MatrixElement, Template

BAR_HEIGHT_MIN_MM = 5.0
BAR_HEIGHT_SHARE = 0.15
"""ISO/IEC 15417:2007, annex on dimensions -- for hand scanning at least 5 mm and 15 % of the symbol's width."""
LONGEST_NUMBER = "AB123456789012345678"
"""Two letters and eighteen digits: no carrier's number is known to be longer."""


def on_dots(template: Template, dpi: int) -> Iterator[Finding]:
    """What depends on the head: symbols at their largest on whole dots."""
    form = compile_form(template, dpi)
    per_mm = form.grid.width_dots / form.grid.width_mm
    ops = iter(op for op in form.program if isinstance(op, CodeOp | MatrixOp))
    for element in template.elements:
        if not isinstance(element, CodeElement | MatrixElement):
            continue
        op = next(ops)
        yield from _module_on_dots(element, op, per_mm, dpi)
        try:
            if isinstance(element, CodeElement) and isinstance(op, CodeOp):
                yield from _code_on_dots(element, op, per_mm, dpi)
            elif isinstance(element, MatrixElement) and isinstance(op, MatrixOp):
                yield from _matrix_on_dots(element, op, per_mm, dpi)
        except SymbolError as error:
            yield finding("TEMPLATE-CODE-TEXT", element.origin, reason=error.code)


def _module_on_dots(
    element: CodeElement | MatrixElement, op: CodeOp | MatrixOp, per_mm: float, dpi: int
) -> Iterator[Finding]:
    """A module that lies between two whole numbers of dots: the larger one is burned, which nobody asked for."""
    module_mm = (op.modules[0] if isinstance(op, CodeOp) else op.module_max) / per_mm
    if module_mm > element.module_mm + MODULE_TOLERANCE_MM:
        sizes = {"wished": element.module_mm, "least": element.module_min_mm, "module": module_mm}
        told = {name: f"{size:.3g}" for name, size in sizes.items()}
        yield finding("TEMPLATE-MODULE-DOTS", element.origin, dpi=str(dpi), **told)


def _code_on_dots(element: CodeElement, op: CodeOp, per_mm: float, dpi: int) -> Iterator[Finding]:
    from waybill.symbols import code128

    texts = (LONGEST_NUMBER, _text(element, "long", ascii_only=True))
    total = max(sum(code128(text)) for text in texts if text)
    fits = [module for module in op.modules if (total + 2 * op.quiet_modules) * module <= op.width]
    if not fits and element.optional:
        return
    if not fits:
        needed = f"{(total + 2 * op.quiet_modules) * op.modules[-1] / per_mm:.1f}"
        yield finding("TEMPLATE-CODE-WIDE", element.origin, needed=needed, dpi=str(dpi))
        return
    least = max(BAR_HEIGHT_MIN_MM, BAR_HEIGHT_SHARE * total * fits[0] / per_mm)
    if element.area.height + SLACK_MM < least:
        height = f"{element.area.height:g}"
        yield finding(
            "TEMPLATE-BAR-HEIGHT", element.origin, dpi=str(dpi), height=height, least=f"{least:.1f}"
        )


def _matrix_on_dots(element: MatrixElement, op: MatrixOp, per_mm: float, dpi: int) -> Iterator[Finding]:
    make = matrix_maker(op)
    modules = max(make(text)[0] for text in (LONGEST_NUMBER, _text(element, "virtual")) if text)
    try:
        modules = max(modules, make(_text(element, "long") or LONGEST_NUMBER)[0])
    except SymbolError:
        if op.symbology != "qr":
            raise
        # The side of the largest: a label whose code is longer is refused by itself.
        modules = 17 + 4 * op.max_version
    modules += 2 * QUIET_MATRIX[op.symbology]
    if modules * op.module_min > min(op.width, op.height):
        needed = f"{modules * op.module_min / per_mm:.1f}"
        yield finding("TEMPLATE-CODE-WIDE", element.origin, needed=needed, dpi=str(dpi))


def _text(element: CodeElement | MatrixElement, sample: str, *, ascii_only: bool = False) -> str:
    """What the code may have to carry: its own words, the longest number, and the fields of a sample (``long``: near their limits).

    ``ascii_only``: a field that may hold other characters counts as a number, for not every order's does.
    """
    copy = Copy(reprint=1)
    label = replace(sample_label(sample), waybill_no=WaybillNo(LONGEST_NUMBER))
    tests = condition(element.when, copy) or ()
    empty = {test.attribute: "" for test in tests if not test.wanted}
    texts = {name: empty.get(name, getattr(label, name)) for name in LABEL_FIELDS}
    if ascii_only:
        texts = {name: text if text.isascii() else LONGEST_NUMBER for name, text in texts.items()}
    return reader(for_copy(element.pieces, copy), "")(replace(label, **texts))
