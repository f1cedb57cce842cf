"""What a template's elements do to one another: overlaps, colours of ground and ink, fields that give way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from waybill.layout.compile import layer_of
from waybill.layout.fields import exclusive
from waybill.layout.findings import Finding, finding
from waybill.layout.template import (
    BoxElement,
    CodeElement,
    Element,
    MatrixElement,
    Template,
    TextElement,
    inks,
)


def overlaps(template: Template) -> Iterator[Finding]:
    """Elements that would be printed over one another on some label."""
    for first, second in combinations(template.elements, 2):
        if exclusive(_conditions(first), _conditions(second)):
            continue
        if any(a.meets(b) for a in inks(first) for b in inks(second)) and not _allowed(first, second):
            yield finding(
                "TEMPLATE-OVERLAP",
                second.origin,
                zone=second.zone,
                other=first.origin.inside or f"{first.origin.file}:{first.origin.line}:{first.origin.column}",
            )


def _allowed(first: Element, second: Element) -> bool:
    """Rules and boxes may meet one another; anything may stand wholly on a filled box."""
    boxes = [each for each in (first, second) if isinstance(each, BoxElement)]
    if len(boxes) == 2:
        return True
    other = second if first in boxes else first
    return bool(boxes) and boxes[0].is_fill and boxes[0].area.holds(other.area)


def grounds(template: Template) -> Iterator[Finding]:
    """What has the colour of the ground that it stands on, or may have; what a filled box is drawn over."""
    drawn = sorted(template.elements, key=layer_of)
    fills = [
        (place, each) for place, each in enumerate(drawn) if isinstance(each, BoxElement) and each.is_fill
    ]
    for place, element in enumerate(drawn):
        if isinstance(element, BoxElement):
            continue
        given = _conditions(element)
        at = [
            (fill, order > place)
            for order, fill in fills
            if fill.area.holds(element.area) and not exclusive(fill.when, given)
        ]
        white = isinstance(element, TextElement) and element.white
        covered = any(over for _, over in at)
        if covered or _colours([fill for fill, over in at if not over], given) != {not white}:
            yield finding("TEMPLATE-CONTRAST", element.origin, zone=element.zone)


def _colours(fills: list[BoxElement], given: tuple[str, ...]) -> set[bool]:
    """The colours that a ground on paper may have under filled boxes, on one label or another: True = white."""
    white = {True}
    for fill in fills:
        white = {fill.white} if set(fill.when) <= set(given) else white | {fill.white}
    return white


def left_out(template: Template) -> Iterator[Finding]:
    """Fields that stand only where there is room for them: a crowded label would lack them."""
    filled = [
        each for each in template.elements if isinstance(each, TextElement | CodeElement | MatrixElement)
    ]
    roomy = [each for each in filled if exclusive(each.when, ("crowded",))]
    kept = {name for each in filled if each not in roomy for _, names in each.pieces for name in names}
    for element in roomy:
        for name in dict.fromkeys(name for _, names in element.pieces for name in names):
            if name not in kept:
                yield finding("TEMPLATE-CROWDED", element.origin, name=name)


def _conditions(element: Element) -> tuple[str, ...]:
    """``when``, and what a text of one piece asks of its fields."""
    pieces = element.pieces if isinstance(element, TextElement) else ()
    return element.when + (pieces[0][1] if len(pieces) == 1 else ())
