"""What is wrong with a template's paper, zones and elements, each looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from waybill.i18n_words import ZONES
from waybill.layout.elements import QUIET_MODULES
from waybill.layout.findings import Finding, finding
from waybill.layout.measure import shipped_fonts
from waybill.layout.template import (
    PAGE,
    SLACK_MM,
    Area,
    CodeElement,
    CounterElement,
    Element,
    MatrixElement,
    Template,
    TextElement,
    inks,
)

TEXT_MIN_MM = 2.0
"""16 dots at 203 dpi: below that, ideographs of many strokes run together."""
MODULE_MIN_MM = 0.25
"""X-dimension below which hand scanners and worn heads fail."""
LONGEST_COUNTER = "99999/99999"


def paper(template: Template) -> Iterator[Finding]:
    """Plies that do not make up the paper; what stands where it is torn."""
    total = sum(template.plies_mm)
    if abs(total - template.height_mm) > 0.01:
        height = f"{template.height_mm:g}"
        yield finding("TEMPLATE-PLIES", template.origin, total=f"{total:g}", height=height)
    for tear in template.tears_mm:
        clear = template.tear_clear_mm
        band = Area(0, tear - clear, template.width_mm, 2 * clear)
        inked = [(area, each.origin) for each in template.elements for area in inks(each)]
        for area, origin in [*((zone.area, zone.origin) for zone in template.zones), *inked]:
            if area.meets(band):
                yield finding("TEMPLATE-TEAR", origin, tear=f"{tear:g}", clear=f"{clear:g}")


def zones(template: Template) -> Iterator[Finding]:
    """Zones that GB/T 41833 asks for and are missing, off the paper or over one another; a form without the number's code."""
    present = {zone.name for zone in template.zones}
    if template.kind == "waybill":
        for name, chinese in ZONES.items():
            if name not in present:
                yield finding("TEMPLATE-ZONE-MISSING", template.origin, zone=name, zh=chinese)
    page = Area(0, 0, template.width_mm, template.height_mm)
    for zone in template.zones:
        if not page.holds(zone.area):
            yield finding("TEMPLATE-OFF-PAPER", zone.origin, zone=zone.name)
    for first, second in combinations(template.zones, 2):
        if first.area.meets(second.area):
            yield finding("TEMPLATE-ZONE-OVERLAP", second.origin, zone=second.name, other=first.name)
    if not any(isinstance(each, CodeElement) and _carries_number(each) for each in template.elements):
        yield finding("TEMPLATE-NO-NUMBER", template.origin)


def _carries_number(element: CodeElement) -> bool:
    """Whatever the number: a code that may be left out does not count."""
    return element.pieces == (("%s", ("waybill_no",)),) and not element.optional


def elements(template: Template) -> Iterator[Finding]:
    """Elements outside their zone, and such as can't be read or scanned whatever they hold."""
    page = Area(0, 0, template.width_mm, template.height_mm)
    for element in template.elements:
        homes = [zone.area for zone in template.zones if zone.name == element.zone]
        if not page.holds(element.area):
            yield finding("TEMPLATE-OFF-PAPER", element.origin, zone=element.zone)
        elif element.zone != PAGE and not any(home.holds(element.area) for home in homes):
            yield finding("TEMPLATE-OUTSIDE-ZONE", element.origin, zone=element.zone)
        match element:
            case TextElement():
                yield from _type(element, element.size_min_mm)
            case CodeElement():
                yield from _module(element)
                yield from _quiet_zone(element)
            case MatrixElement():
                yield from _module(element)
            case _:
                pass


def counters(template: Template) -> Iterator[Finding]:
    """A page has one counter, on every copy, and room for it."""
    found = [each for each in template.elements if isinstance(each, CounterElement)]
    for number, counter in enumerate(found):
        if number or counter.when:
            yield finding("TEMPLATE-COUNTER", counter.origin)
        yield from _type(counter, counter.size_mm)
        needed = shipped_fonts().width(LONGEST_COUNTER, 1000) * counter.size_mm / 1000
        if needed > counter.area.width + SLACK_MM:
            told = {"longest": LONGEST_COUNTER, "needed": f"{needed:.1f}"}
            yield finding("TEMPLATE-COUNTER-WIDE", counter.origin, **told)


def _type(element: Element, size_mm: float) -> Iterator[Finding]:
    """``size_mm``: the smallest in which it may be set."""
    if size_mm < TEXT_MIN_MM:
        told = {"size": f"{size_mm:g}", "least": f"{TEXT_MIN_MM:g}"}
        yield finding("TEMPLATE-TEXT-SMALL", element.origin, **told)
    if size_mm > element.area.height + SLACK_MM:
        yield finding("TEMPLATE-TEXT-ROOM", element.origin, height=f"{element.area.height:g}")


def _module(element: CodeElement | MatrixElement) -> Iterator[Finding]:
    if element.module_min_mm < MODULE_MIN_MM:
        told = {"module": f"{element.module_min_mm:.3g}", "least": f"{MODULE_MIN_MM:g}"}
        yield finding("TEMPLATE-MODULE", element.origin, **told)


def _quiet_zone(element: CodeElement) -> Iterator[Finding]:
    if element.quiet_modules < QUIET_MODULES:
        told = {"quiet": str(element.quiet_modules), "least": str(QUIET_MODULES)}
        yield finding("TEMPLATE-QUIET", element.origin, **told)
