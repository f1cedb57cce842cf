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
    from waybill.layout import compile_form, load_template, paper_of
    from waybill.layout.files import names

    own = width_mm, height_mm
    if template is None:
        known = [name for name, _ in names(None) if _are_same(paper_of(name), own)]
        template = load_template(known[0]) if len(known) == 1 else None
    if template is None or not _are_same((template.width_mm, template.height_mm), own):
        return []
    form = compile_form(template, dpi)
    x_scale, y_scale = dots[0] / form.grid.width_dots, dots[1] / form.grid.height_dots
    return [
        Zone(
            zone.name, zone.x * x_scale, zone.y * y_scale,
            (zone.x + zone.width) * x_scale, (zone.y + zone.height) * y_scale,
        )
        for zone in form.zones
    ]  # fmt: skip


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
