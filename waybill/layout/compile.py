"""Template to form: millimetres become dots of one printer, once."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from waybill.errors import LayoutError, TemplateError, Where
from waybill.layout.fitting import fitter
from waybill.layout.form import CodeOp, CounterOp, Form, MarksOp, MatrixOp, Op, TextOp, ZoneDots
from waybill.layout.measure import Widths, shipped_fonts
from waybill.layout.template import (
    Area,
    BoxElement,
    CodeElement,
    CounterElement,
    Element,
    ImageElement,
    MatrixElement,
    Template,
    TextElement,
)
from waybill.page import Box, Collector, Mark
from waybill.units import DPIS, DotGrid

MODULE_TOLERANCE_MM = 0.005
"""So far from what a template says may a module of whole dots be: 0.25 mm is three dots of 0.0846 mm."""

_STEP = 0.94
"""Each size tried is this much of the one before."""


def compile_form(template: Template, dpi: int) -> Form:
    """The form of ``template`` for a head of ``dpi``.  Raises TemplateError when a fixed text does not fit."""
    if dpi not in DPIS:
        raise TemplateError("TEMPLATE-DPI", dpi=dpi)
    grid = DotGrid(template.width_mm, template.height_mm, dpi)
    maker = _Maker(grid)
    static: list[Mark] = []
    program: list[Op] = []
    for element in template.elements:
        op = maker.op(element)
        if isinstance(op, TextOp) and not any(names for _, names in op.pieces):
            op = MarksOp(op.zone, op.when, maker.fixed(op, element))
        if isinstance(op, MarksOp) and layer_of(element) == 0:
            static.extend(op.marks)
        else:
            program.append(op)
    zones = tuple(ZoneDots(zone.name, *maker.rect(zone.area)) for zone in template.zones)
    return Form(template.name, grid, zones, tuple(static), tuple(program), template.digest).sealed()


def layer_of(element: Element) -> int:
    """The order in which a page is drawn: 0 = what is the same on every page, 1 = the counter, 2 = all else; within a
    layer as in the template."""
    if isinstance(element, CounterElement):
        return 1
    fixed = isinstance(element, BoxElement | ImageElement) or (
        isinstance(element, TextElement) and not any(names for _, names in element.pieces)
    )
    return 0 if fixed and not element.when else 2


class _Maker:
    """Elements on one grid."""

    def __init__(self, grid: DotGrid) -> None:
        self._grid = grid
        self._fonts = shipped_fonts()
        self.per_mm = grid.width_dots / grid.width_mm

    def rect(self, area: Area) -> tuple[int, int, int, int]:
        """x, y, width, height in dots; neighbours in millimetres are neighbours in dots."""
        x, y = self._grid.x_dots(area.x), self._grid.y_dots(area.y)
        return x, y, self._grid.x_dots(area.right) - x, self._grid.y_dots(area.bottom) - y

    def op(self, element: Element) -> Op:
        """The element's step."""
        match element:
            case TextElement():
                return self._text(element)
            case CodeElement():
                return self._code(element)
            case MatrixElement():
                return self._matrix(element)
            case BoxElement():
                return MarksOp(element.zone, element.when, tuple(self._box(element)))
            case ImageElement():
                from waybill.layout.picture import to_dots

                x, y, width, height = self.rect(element.area)
                return MarksOp(element.zone, element.when, (to_dots(element, x, y, width, height),))
            case CounterElement():
                return self._counter(element)
            case _:
                raise TypeError(type(element).__name__)

    def fixed(self, op: TextOp, element: Element) -> tuple[Mark, ...]:
        """The marks of a text without fields."""
        text = op.join.join(form % () for form, _ in op.pieces)
        try:
            return tuple(fitter(op, self._fonts, Widths(self._fonts), "reject", Collector())(text))
        except LayoutError as error:
            origin = element.origin
            where = Where(origin.file, origin.line)
            raise TemplateError(
                "TEMPLATE-FIXED-TEXT",
                where=where,
                zone=element.zone,
                position=origin.column,
                reason=error.code,
            ) from None

    def _text(self, element: TextElement) -> TextOp:
        smallest, size = self._size(element.size_min_mm), self._size(element.size_mm)
        sizes = [size]
        while sizes[-1] > smallest:
            sizes.append(max(smallest, min(sizes[-1] - 1, floor(sizes[-1] * _STEP))))
        return TextOp(
            element.zone,
            element.when,
            element.pieces,
            element.join,
            *self.rect(element.area),
            sizes=tuple(sizes),
            bold=element.bold,
            align=element.align,
            valign=element.valign,
            max_lines=element.max_lines,
            leading_percent=round(element.leading * 100),
            white=element.white,
            lead_bold=element.lead_bold,
        )

    def _size(self, size_mm: float) -> int:
        return round(size_mm * self.per_mm)

    def modules(self, module_mm: float, module_min_mm: float) -> tuple[int, ...]:
        """Whole dots from the wished module down to the least; at least one, so that the lint can tell of it."""
        largest = floor(module_mm * self.per_mm + 1e-6)
        least = -floor(-(module_min_mm - MODULE_TOLERANCE_MM) * self.per_mm)
        return tuple(range(max(largest, least), least - 1, -1))

    def _code(self, element: CodeElement) -> CodeOp:
        modules = self.modules(element.module_mm, element.module_min_mm)
        return CodeOp(
            element.zone,
            element.when,
            element.pieces,
            *self.rect(element.area),
            modules=modules,
            quiet_modules=element.quiet_modules,
            align=element.align,
            optional=element.optional,
        )

    def _matrix(self, element: MatrixElement) -> MatrixOp:
        modules = self.modules(element.module_mm, element.module_min_mm)
        return MatrixOp(
            element.zone,
            element.when,
            element.pieces,
            element.symbology,
            *self.rect(element.area),
            module_max=modules[0],
            module_min=modules[-1],
            level=element.level,
            max_version=element.max_version,
        )

    def _counter(self, element: CounterElement) -> CounterOp:
        x, y, width, height = self.rect(element.area)
        size = self._size(element.size_mm)
        return CounterOp(
            element.zone, x + width // 2, y + (height - size) // 2 + round(size * 0.88), size, element.bold
        )

    def _box(self, element: BoxElement) -> Iterable[Box]:
        x, y, width, height = self.rect(element.area)
        thick = max(1, round(element.thickness_mm * self.per_mm))
        if element.line:
            yield from self._rule(element, x, y, width, height, thick)
        elif element.is_fill:
            yield Box(x, y, width, height, element.white)
        else:
            yield Box(x, y, width, thick)
            yield Box(x, y + height - thick, width, thick)
            yield Box(x, y + thick, thick, height - 2 * thick)
            yield Box(x + width - thick, y + thick, thick, height - 2 * thick)

    def _rule(
        self, element: BoxElement, x: int, y: int, width: int, height: int, thick: int
    ) -> Iterable[Box]:
        """A rule is centred on its line; a dashed one begins and ends with a dash."""
        flat = element.line == "h"
        if flat:
            y -= thick // 2
        else:
            x -= thick // 2
        length = width if flat else height
        dash = round(element.dash_mm * self.per_mm) or length
        at = 0
        while at < length:
            piece = min(dash, length - at)
            yield (
                Box(x + at, y, piece, thick, element.white)
                if flat
                else Box(x, y + at, thick, piece, element.white)
            )
            at += 2 * dash
