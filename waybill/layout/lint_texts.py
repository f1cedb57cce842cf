"""What an ordinary label's texts ask: a place in which even they do not fit refuses every label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waybill.errors import LayoutError
from waybill.label import Label
from waybill.layout.compile import compile_form
from waybill.layout.fields import Copy, condition, for_copy, holds, reader
from waybill.layout.findings import Finding, finding
from waybill.layout.fitting import BREAK, fitter
from waybill.layout.form import TextOp
from waybill.layout.measure import Widths, shipped_fonts
from waybill.layout.samples import sample_label
from waybill.layout.template import SLACK_MM, Element, Template, TextElement
from waybill.page import Collector

ORDINARY = ("plain", "bare")
"""The samples that every template must have room for."""
_COPIES = (Copy(reprint=1), Copy(reprint=1, crowded=True))

Texts = Sequence[tuple[Element, TextOp]]


def texts_without_room(template: Template, dpi: int, samples: Sequence[str] = ORDINARY) -> Iterator[Finding]:
    """Places that are too small for a sample's text, of a reprint, set as there is room and as for a crowded label."""
    ops = (op for op in compile_form(template, dpi).program if isinstance(op, TextOp))
    filled = (
        each
        for each in template.elements
        if isinstance(each, TextElement) and any(names for _, names in each.pieces)
    )
    texts = [
        (element, op)
        for element, op in zip(filled, ops, strict=True)
        if element.size_min_mm <= element.area.height + SLACK_MM  # else told as TEMPLATE-TEXT-ROOM
    ]
    told: set[Element] = set()
    for sample in samples:
        label = sample_label(sample)
        failing: list[Element] = []
        for copy in _COPIES:
            failing = list(_too_long(texts, label, copy))
            if not failing:
                break
        for element in failing:
            if element not in told:
                yield finding("TEMPLATE-TEXT-PLACE", element.origin, zone=element.zone, sample=sample)
        told.update(failing)


def _too_long(texts: Texts, label: Label, copy: Copy) -> Iterator[Element]:
    fonts, pen = shipped_fonts(), Collector()
    for element, op in texts:
        tests, pieces = condition(op.when, copy), for_copy(op.pieces, copy)
        if tests is None or not pieces or not holds(tests, label):
            continue
        text = reader(pieces, op.join)(label)
        widths = Widths(fonts, BREAK if op.join == BREAK else "")
        try:
            if text:
                fitter(op, fonts, widths, "reject", pen)(text)
        except LayoutError:
            yield element
