"""``template check``: what would make a label hard to scan, to read or to tear, found before paper is spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from waybill.errors import Problem, SymbolError, TemplateError, Where
from waybill.i18n_words import ZONES
from waybill.label import LABEL_FIELDS, WaybillNo
from waybill.layout.compile import MODULE_TOLERANCE_MM, compile_form, layer_of
from waybill.layout.elements import QUIET_MODULES
from waybill.layout.fields import Copy, condition, exclusive, for_copy, reader
from waybill.layout.form import CodeOp, Form, MatrixOp
from waybill.layout.measure import shipped_fonts
from waybill.layout.samples import sample_label
from waybill.layout.template import (
    PAGE,
    Area,
    BoxElement,
    CodeElement,
    CounterElement,
    Element,
    MatrixElement,
    Origin,
    Template,
    TextElement,
)

TEXT_MIN_MM = 2.0
"""16 dots at 203 dpi: below that, ideographs of many strokes run together."""
MODULE_MIN_MM = 0.25
"""X-dimension below which hand scanners and worn heads fail."""
BAR_HEIGHT_MIN_MM = 5.0
BAR_HEIGHT_SHARE = 0.15
"""ISO/IEC 15417:2007, annex on dimensions -- for hand scanning at least 5 mm and 15 % of the symbol's width."""
LONGEST_NUMBER = "AB123456789012345678"
"""Two letters and eighteen digits: no carrier's number is known to be longer."""
LONGEST_COUNTER = "99999/99999"


class Finding(NamedTuple):
    """One fault of a template and where it is written."""

    problem: Problem
    where: Where
    column: int
    inside: str
    """File and line in the part that the place uses, if it does."""

    def text(self) -> str:
        """File, line, column, code and sentence."""
        inside = f" ({self.inside})" if self.inside else ""
        return f"{self.where}:{self.column}{inside}: {self.problem.code}: {self.problem.text()}"


def check(template: Template, dpis: tuple[int, ...]) -> list[Finding]:
    """All findings, in the order of the file, each once.  An empty list means a clean template.

    Raises TemplateError where a fixed text can't be set at all.
    """
    found = [*_paper(template), *_zones(template), *_elements(template), *_counters(template)]
    found += [*_grounds(template), *_pairs(template), *_left_out(template)]
    for dpi in dpis:
        found += _on_dots(template, dpi)
    return sorted(
        dict.fromkeys(found), key=lambda each: (each.where.file or "", each.where.line or 0, each.column)
    )


def sound_form(template: Template, dpi: int) -> Form:
    """The form of ``template``, for labels that leave the house.  Raises TemplateError where :func:`check` finds anything."""
    findings = check(template, (dpi,))
    if findings:
        problem = findings[0].problem
        raise TemplateError(problem.code, where=findings[0].where, **dict(problem.facts))
    return compile_form(template, dpi)


def _finding(code: str, origin: Origin, **facts: str) -> Finding:
    where = Where(origin.file, origin.line)
    return Finding(Problem(code, None, tuple(facts.items())), where, origin.column, origin.inside)


def _top(template: Template) -> Origin:
    return Origin(template.file.replace("\\", "/").rpartition("/")[2], 1, 1)


def _paper(template: Template) -> Iterator[Finding]:
    total = sum(template.plies_mm)
    if abs(total - template.height_mm) > 0.01:
        height = f"{template.height_mm:g}"
        yield _finding("TEMPLATE-PLIES", _top(template), total=f"{total:g}", height=height)
    for tear in template.tears_mm:
        clear = template.tear_clear_mm
        band = Area(0, tear - clear, template.width_mm, 2 * clear)
        inked = [(area, each.origin) for each in template.elements for area in _inks(each)]
        for area, origin in [*((zone.area, zone.origin) for zone in template.zones), *inked]:
            if area.meets(band):
                yield _finding("TEMPLATE-TEAR", origin, tear=f"{tear:g}", clear=f"{clear:g}")


def _zones(template: Template) -> Iterator[Finding]:
    present = {zone.name for zone in template.zones}
    if template.kind == "waybill":
        for name, chinese in ZONES.items():
            if name not in present:
                yield _finding("TEMPLATE-ZONE-MISSING", _top(template), zone=name, zh=chinese)
    page = Area(0, 0, template.width_mm, template.height_mm)
    for zone in template.zones:
        if not page.holds(zone.area):
            yield _finding("TEMPLATE-OFF-PAPER", zone.origin, zone=zone.name)
    for first, second in combinations(template.zones, 2):
        if first.area.meets(second.area):
            yield _finding("TEMPLATE-ZONE-OVERLAP", second.origin, zone=second.name, other=first.name)
    if not any(isinstance(each, CodeElement) and _carries_number(each) for each in template.elements):
        yield _finding("TEMPLATE-NO-NUMBER", _top(template))


def _carries_number(element: CodeElement) -> bool:
    """Whatever the number: a code that may be left out does not count."""
    return element.pieces == (("%s", ("waybill_no",)),) and not element.optional


def _elements(template: Template) -> Iterator[Finding]:
    page = Area(0, 0, template.width_mm, template.height_mm)
    for element in template.elements:
        homes = [zone.area for zone in template.zones if zone.name == element.zone]
        if not page.holds(element.area):
            yield _finding("TEMPLATE-OFF-PAPER", element.origin, zone=element.zone)
        elif element.zone != PAGE and not any(home.holds(element.area) for home in homes):
            yield _finding("TEMPLATE-OUTSIDE-ZONE", element.origin, zone=element.zone)
        match element:
            case TextElement():
                yield from _text(element)
            case CodeElement():
                yield from _code(element)
            case MatrixElement() if element.module_min_mm < MODULE_MIN_MM:
                yield _small_module(element, element.module_min_mm)
            case _:
                pass


def _text(element: TextElement) -> Iterator[Finding]:
    if element.size_min_mm < TEXT_MIN_MM:
        yield _finding(
            "TEMPLATE-TEXT-SMALL", element.origin, size=f"{element.size_min_mm:g}", least=f"{TEXT_MIN_MM:g}"
        )
    if element.size_min_mm > element.area.height + 0.05:
        yield _finding("TEMPLATE-TEXT-ROOM", element.origin, height=f"{element.area.height:g}")


def _counters(template: Template) -> Iterator[Finding]:
    """A page has one counter, on every copy, and room for it."""
    counters = [each for each in template.elements if isinstance(each, CounterElement)]
    for number, counter in enumerate(counters):
        if number or counter.when:
            yield _finding("TEMPLATE-COUNTER", counter.origin)
        if counter.size_mm < TEXT_MIN_MM:
            yield _finding(
                "TEMPLATE-TEXT-SMALL", counter.origin, size=f"{counter.size_mm:g}", least=f"{TEXT_MIN_MM:g}"
            )
        if counter.size_mm > counter.area.height + 0.05:
            yield _finding("TEMPLATE-TEXT-ROOM", counter.origin, height=f"{counter.area.height:g}")
        needed = shipped_fonts().width(LONGEST_COUNTER, 1000) * counter.size_mm / 1000
        if needed > counter.area.width + 0.05:
            yield _finding(
                "TEMPLATE-COUNTER-WIDE", counter.origin, longest=LONGEST_COUNTER, needed=f"{needed:.1f}"
            )


def _code(element: CodeElement) -> Iterator[Finding]:
    if element.module_min_mm < MODULE_MIN_MM:
        yield _small_module(element, element.module_min_mm)
    if element.quiet_modules < QUIET_MODULES:
        yield _finding(
            "TEMPLATE-QUIET", element.origin, quiet=str(element.quiet_modules), least=str(QUIET_MODULES)
        )


def _small_module(element: Element, module_mm: float) -> Finding:
    return _finding("TEMPLATE-MODULE", element.origin, module=f"{module_mm:.3g}", least=f"{MODULE_MIN_MM:g}")


def _grounds(template: Template) -> Iterator[Finding]:
    """What has the colour of the ground that it stands on, or may have; what a filled box is drawn over."""
    drawn = sorted(template.elements, key=layer_of)
    fills = [
        (place, each) for place, each in enumerate(drawn) if isinstance(each, BoxElement) and _is_fill(each)
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
            yield _finding("TEMPLATE-CONTRAST", element.origin, zone=element.zone)


def _colours(fills: list[BoxElement], given: tuple[str, ...]) -> set[bool]:
    """The colours that a ground on paper may have under filled boxes, on one label or another: True = white."""
    white = {True}
    for fill in fills:
        white = {fill.white} if set(fill.when) <= set(given) else white | {fill.white}
    return white


def _pairs(template: Template) -> Iterator[Finding]:
    """Overlaps."""
    for first, second in combinations(template.elements, 2):
        if exclusive(_conditions(first), _conditions(second)):
            continue
        if any(a.meets(b) for a in _inks(first) for b in _inks(second)) and not _allowed(first, second):
            yield _finding(
                "TEMPLATE-OVERLAP",
                second.origin,
                zone=second.zone,
                other=first.origin.inside or f"{first.origin.file}:{first.origin.line}",
            )


def _left_out(template: Template) -> Iterator[Finding]:
    """Fields that stand only where there is room for them: a crowded label would lack them."""
    filled = [
        each for each in template.elements if isinstance(each, TextElement | CodeElement | MatrixElement)
    ]
    roomy = [each for each in filled if exclusive(each.when, ("crowded",))]
    kept = {name for each in filled if each not in roomy for _, names in each.pieces for name in names}
    for element in roomy:
        for name in dict.fromkeys(name for _, names in element.pieces for name in names):
            if name not in kept:
                yield _finding("TEMPLATE-CROWDED", element.origin, name=name)


def _conditions(element: Element) -> tuple[str, ...]:
    """``when``, and what a text of one piece asks of its fields."""
    pieces = element.pieces if isinstance(element, TextElement) else ()
    return element.when + (pieces[0][1] if len(pieces) == 1 else ())


def _is_fill(box: BoxElement) -> bool:
    return not box.line and not box.thickness_mm


def _allowed(first: Element, second: Element) -> bool:
    """Rules and boxes may meet one another; anything may stand wholly on a filled box."""
    boxes = [each for each in (first, second) if isinstance(each, BoxElement)]
    if len(boxes) == 2:
        return True
    other = second if first in boxes else first
    return bool(boxes) and _is_fill(boxes[0]) and boxes[0].area.holds(other.area)


def _inks(element: Element) -> list[Area]:
    """The rectangles that an element may blacken: all of it, or a rule, or the four sides of a frame."""
    area = element.area
    if not isinstance(element, BoxElement) or _is_fill(element):
        return [area]
    thick = element.thickness_mm
    if element.line:
        half = thick / 2
        if element.line == "h":
            return [Area(area.x, area.y - half, area.width, thick)]
        return [Area(area.x - half, area.y, thick, area.height)]
    return [
        Area(area.x, area.y, area.width, thick),
        Area(area.x, area.bottom - thick, area.width, thick),
        Area(area.x, area.y, thick, area.height),
        Area(area.right - thick, area.y, thick, area.height),
    ]


def _on_dots(template: Template, dpi: int) -> Iterator[Finding]:
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
            yield _finding("TEMPLATE-CODE-TEXT", element.origin, reason=error.code)


def _module_on_dots(
    element: CodeElement | MatrixElement, op: CodeOp | MatrixOp, per_mm: float, dpi: int
) -> Iterator[Finding]:
    """A module that lies between two whole numbers of dots: the larger one is burned, which nobody asked for."""
    module_mm = (op.modules[0] if isinstance(op, CodeOp) else op.module_max) / per_mm
    if module_mm > element.module_mm + MODULE_TOLERANCE_MM:
        sizes = {"wished": element.module_mm, "least": element.module_min_mm, "module": module_mm}
        told = {name: f"{size:.3g}" for name, size in sizes.items()}
        yield _finding("TEMPLATE-MODULE-DOTS", element.origin, dpi=str(dpi), **told)


def _longest_text(element: CodeElement | MatrixElement, *, ascii_only: bool = False) -> str:
    """What the code may have to carry: its own words, and its fields near their limits.

    ``ascii_only``: a field that may hold other characters counts as a number, for not every order's does.
    """
    copy = Copy(reprint=1)
    label = replace(sample_label("long"), waybill_no=WaybillNo(LONGEST_NUMBER))
    tests = condition(element.when, copy) or ()
    empty = {test.attribute: "" for test in tests if not test.wanted}
    texts = {name: empty.get(name, getattr(label, name)) for name in LABEL_FIELDS}
    if ascii_only:
        texts = {name: text if text.isascii() else LONGEST_NUMBER for name, text in texts.items()}
    return reader(for_copy(element.pieces, copy), "")(replace(label, **texts))


def _matrix_on_dots(element: MatrixElement, op: MatrixOp, per_mm: float, dpi: int) -> Iterator[Finding]:
    from waybill.symbols import datamatrix

    if op.symbology == "qr":
        modules = 17 + 4 * op.max_version + 8
    else:
        texts = (LONGEST_NUMBER, _longest_text(element))
        modules = max(datamatrix(text)[0] for text in texts if text) + 2
    if modules * op.module_min > min(op.width, op.height):
        needed = f"{modules * op.module_min / per_mm:.1f}"
        yield _finding("TEMPLATE-CODE-WIDE", element.origin, needed=needed, dpi=str(dpi))


def _code_on_dots(element: CodeElement, op: CodeOp, per_mm: float, dpi: int) -> Iterator[Finding]:
    from waybill.symbols import code128

    texts = (LONGEST_NUMBER, _longest_text(element, ascii_only=True))
    total = max(sum(code128(text)) for text in texts if text)
    fits = [module for module in op.modules if (total + 2 * op.quiet_modules) * module <= op.width]
    if not fits and element.optional:
        return
    if not fits:
        needed = f"{(total + 2 * op.quiet_modules) * op.modules[-1] / per_mm:.1f}"
        yield _finding("TEMPLATE-CODE-WIDE", element.origin, needed=needed, dpi=str(dpi))
        return
    least = max(BAR_HEIGHT_MIN_MM, BAR_HEIGHT_SHARE * total * fits[0] / per_mm)
    if element.area.height + 0.05 < least:
        height = f"{element.area.height:g}"
        yield _finding(
            "TEMPLATE-BAR-HEIGHT", element.origin, dpi=str(dpi), height=height, least=f"{least:.1f}"
        )
