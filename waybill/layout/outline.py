"""The zones of a form as marks, for ``template preview --zones``."""

from __future__ import annotations

from waybill.layout.form import Form
from waybill.layout.measure import Fonts, shipped_fonts
from waybill.layout.template import ZONES
from waybill.page import Box, Mark, Text

_NAME_MM = 2.2
_INSET_MM = 0.5


def zone_marks(form: Form, *, fonts: Fonts | None = None) -> list[Mark]:
    """A frame inside each zone and its name, knocked out, in its lower right corner."""
    fonts = fonts or shipped_fonts()
    per_mm = form.grid.width_dots / form.grid.width_mm
    inset, thick, size = round(_INSET_MM * per_mm), max(1, round(0.25 * per_mm)), round(_NAME_MM * per_mm)
    marks: list[Mark] = []
    for name, x, y, width, height in form.zones:
        left, top, right, bottom = x + inset, y + inset, x + width - inset, y + height - inset
        marks += [
            Box(left, top, right - left, thick),
            Box(left, bottom - thick, right - left, thick),
            Box(left, top, thick, bottom - top),
            Box(right - thick, top, thick, bottom - top),
        ]
        text = f"{ZONES[name]} {name}" if name in ZONES else name
        length = round(fonts.width(text, size)) + size // 2
        marks.append(Box(right - length, bottom - size - size // 4, length, size + size // 4))
        pen, baseline = right - length + size // 4, bottom - size // 4
        marks.append(Text(pen, baseline, size, False, text, 0, True))
    return marks
