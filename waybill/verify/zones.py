"""Where on a page something stands: the form's zone, or millimetres where no form is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waybill.verify.pages import Char, Code, PageView

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


def zones_for(
    template: Template | None, width_mm: float, height_mm: float, dots: tuple[int, int], dpi: int
) -> list[Zone]:
    """The zones of the form told, or of the only shipped form with this paper; none where there is no such form."""
    from waybill.layout import compile_form, load_template
    from waybill.layout.files import names

    papers = [template] if template else [load_template(name) for name, _ in names(None)]
    same = [p for p in papers if abs(p.width_mm - width_mm) < 0.2 and abs(p.height_mm - height_mm) < 0.2]
    if len(same) != 1:
        return []
    form = compile_form(same[0], dpi)
    x_scale, y_scale = dots[0] / form.grid.width_dots, dots[1] / form.grid.height_dots
    return [
        Zone(
            zone.name, zone.x * x_scale, zone.y * y_scale,
            (zone.x + zone.width) * x_scale, (zone.y + zone.height) * y_scale,
        )
        for zone in form.zones
    ]  # fmt: skip


def zone_at(zones: list[Zone], page: PageView, thing: Char | Code) -> str:
    """The zone that the middle of a character or code is in; without zones the place in millimetres from the top left."""
    x, y = (thing.left + thing.right) / 2, (thing.top + thing.bottom) / 2
    if zones:
        return next((zone.name for zone in zones if zone.holds(x, y)), "page")
    return f"{x * page.width_mm / page.dots.width:.0f},{y * page.height_mm / page.dots.height:.0f} mm"


def zone_of(zones: list[Zone], page: PageView, flat_index: int) -> str:
    """The zone of a character of ``page.flat``."""
    return zone_at(zones, page, page.chars[page.owner[flat_index]])
