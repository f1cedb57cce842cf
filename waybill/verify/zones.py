"""Where on a page something stands: the form's zone, or millimetres where no form is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waybill.verify.pages import Char, Code, PageView

_INK = 160
"""Grey below this is ink, also of a rule that lies between two dots of another head than it was made for."""

if TYPE_CHECKING:
    from waybill.layout.template import Template


class Zone(NamedTuple):
    """A named box in dots of the page as it was rendered."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it, or on its edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class KnownForm(NamedTuple):
    """Where a form has its zones and its rules, on pages of one size."""

    zones: list[Zone]
    rules: list[tuple[int, int, int, int]]
    """Left, top, right and bottom of what every page of the form shows black."""

    def is_on(self, page: PageView) -> bool:
        """Whether the page shows every rule of the form, give or take a dot: paper of its size alone may be another's."""
        return bool(self.rules) and all(_is_ruled(page, *rule) for rule in self.rules)


def known_form(
    template: Template | None, width_mm: float, height_mm: float, dots: tuple[int, int], dpi: int
) -> KnownForm | None:
    """The form told, or the only shipped one with this paper; None where there is no such form."""
    from waybill.layout import compile_form, load_template, paper_of
    from waybill.layout.files import names
    from waybill.page import Box

    own = width_mm, height_mm
    if template is None:
        known = [name for name, _ in names(None) if _are_same(paper_of(name), own)]
        template = load_template(known[0]) if len(known) == 1 else None
    if template is None or not _are_same((template.width_mm, template.height_mm), own):
        return None
    form = compile_form(template, dpi)
    x_scale, y_scale = dots[0] / form.grid.width_dots, dots[1] / form.grid.height_dots
    zones = [
        Zone(
            zone.name, zone.x * x_scale, zone.y * y_scale,
            (zone.x + zone.width) * x_scale, (zone.y + zone.height) * y_scale,
        )
        for zone in form.zones
    ]  # fmt: skip
    boxes = [mark for mark in form.static if isinstance(mark, Box) and not mark.white]
    rules = [
        (
            round(box.x_dots * x_scale), round(box.y_dots * y_scale),
            round((box.x_dots + box.width_dots) * x_scale), round((box.y_dots + box.height_dots) * y_scale),
        )
        for box in boxes
    ]  # fmt: skip
    return KnownForm(zones, rules)


def _is_ruled(page: PageView, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether there is ink all along a rule."""
    around = page.dots.crop((left - 1, top - 1, right + 1, bottom + 1))
    columns, rows = around.point(lambda grey: grey < _INK).getprojection()
    along = columns if right - left >= bottom - top else rows
    return all(along[2:-2])


def _are_same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < 0.2 for a, b in zip(one, other, strict=True))


def zone_at(zones: list[Zone], page: PageView, thing: Char | Code) -> str:
    """The zone that the middle of a character or code is in; without zones the place in millimetres from the top left."""
    x, y = (thing.left + thing.right) / 2, (thing.top + thing.bottom) / 2
    if zones:
        return next((zone.name for zone in zones if zone.holds(x, y)), "page")
    return f"{x * page.width_mm / page.dots.width:.0f},{y * page.height_mm / page.dots.height:.0f} mm"


def zone_of(zones: list[Zone], page: PageView, flat_index: int) -> str:
    """The zone of a character of ``page.flat``."""
    return zone_at(zones, page, page.chars[page.owner[flat_index]])
