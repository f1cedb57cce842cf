"""Marks for previews: the zones of a form (``--zones``), and what spoils the codes of a real label (``--number``)."""

from __future__ import annotations

from waybill.i18n_words import ZONES
from waybill.layout.form import Form
from waybill.layout.measure import shipped_fonts
from waybill.page import Bars, Box, Mark, Matrix, Text

_NAME_MM = 2.2
_INSET_MM = 0.5
_SPOILED = "预览"


def zone_marks(form: Form) -> list[Mark]:
    """A frame inside each zone and its name, knocked out, in its lower right corner."""
    fonts = shipped_fonts()
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


def spoiling_marks(marks: list[Mark]) -> list[Mark]:
    """A white patch with 预览 in the middle of each code: a preview of a stored label is no waybill and no
    way round the reprint policy."""
    fonts = shipped_fonts()
    patches: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Bars):
            width, height = sum(mark.widths) * mark.module_dots, mark.height_dots
            wide, high = width // 3, height
        elif isinstance(mark, Matrix):
            width = height = mark.size * mark.module_dots
            wide = high = width // 2
        else:
            continue
        size = min(high * 3 // 4, wide * 2 // 5)
        x, y = mark.x_dots + (width - wide) // 2, mark.y_dots + (height - high) // 2
        pen = x + round(wide - fonts.width(_SPOILED, size)) // 2
        patches.append(Box(x, y, wide, high, True))
        patches.append(Text(pen, y + (high + size * 76 // 100) // 2, size, True, _SPOILED))
    return patches
