"""One table of a template to one element."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from waybill.layout.fields import CONDITIONS, FIELD, FIELDS, Piece, pieces_of
from waybill.layout.language import ELEMENTS
from waybill.layout.tables import Table, nearest
from waybill.layout.template import (
    Area,
    BoxElement,
    CodeElement,
    CounterElement,
    Element,
    ImageElement,
    MatrixElement,
    Origin,
    TextElement,
)
from waybill.symbols import MAX_QR_VERSION

Picture = Callable[[Table], tuple[bytes, int, int]]

QUIET_MODULES = 10
"""ISO/IEC 15417:2007, 4.6 -- Dimensions: quiet zone at least 10 X on either side."""


class _Common(TypedDict):
    zone: str
    area: Area
    when: tuple[str, ...]
    origin: Origin


def build(kind: str, table: Table, zone: str, area: Area, picture: Picture) -> Element:
    """The element of a table that is known to have only keys of its kind."""
    common: _Common = {
        "zone": zone,
        "area": area,
        "when": checked_conditions(table, table.texts("when")) if kind != "counter" else (),
        "origin": table.origin(),
    }
    match kind:
        case "text":
            return _text(table, common)
        case "code128":
            return _bars(table, common)
        case "qr" | "datamatrix":
            return _matrix(kind, table, common)
        case "line":
            return _line(table, common)
        case "box":
            filled = table.text("box", "fill", ("fill", "frame")) == "fill"
            thickness = 0 if filled else table.number("thickness", 0.25, 0.01, 20)
            return BoxElement(**common, line="", thickness_mm=thickness, dash_mm=0, white=table.flag("white"))
        case "image":
            return _image(table, common, picture)
        case _:
            return CounterElement(
                **common, size_mm=table.size("size", (2.5, 2.5))[0], bold=table.flag("bold")
            )


def _bars(table: Table, common: _Common) -> CodeElement:
    module, least = table.size("module", (0.5, 0.25), 0.05, 5)
    return CodeElement(
        **common,
        pieces=_pieces(table, "code128"),
        module_mm=module,
        module_min_mm=least,
        quiet_modules=table.whole("quiet", QUIET_MODULES, 0, 100),
        align=table.text("align", "center", ELEMENTS["code128"]["align"].choices),
        optional=table.flag("optional"),
    )


def _line(table: Table, common: _Common) -> BoxElement:
    line, area = table.text("line", "h", ("h", "v")), common["area"]
    width, height = (area.width, 0) if line == "h" else (0, area.height)
    common["area"] = Area(area.x, area.y, width, height)
    return BoxElement(
        **common,
        line=line,
        thickness_mm=table.number("thickness", 0.25, 0.01, 20),
        dash_mm=table.number("dash", 0, 0, 100),
        white=table.flag("white"),
    )


def _image(table: Table, common: _Common, picture: Picture) -> ImageElement:
    grey, columns, rows = picture(table)
    return ImageElement(
        **common,
        grey=grey,
        columns=columns,
        rows=rows,
        threshold=table.whole("threshold", 128, 1, 255),
        dither=table.flag("dither"),
    )


def _text(table: Table, common: _Common) -> TextElement:
    largest, smallest = table.size("size", (3, 3), 0.5, 100)
    return TextElement(
        **common,
        pieces=_pieces(table, "text"),
        join=_join(table),
        size_mm=largest,
        size_min_mm=smallest,
        bold=table.flag("bold"),
        align=table.text("align", "left", ELEMENTS["text"]["align"].choices),
        valign=table.text("valign", "top", ELEMENTS["text"]["valign"].choices),
        max_lines=table.whole("lines", 99, 1, 99),
        leading=table.number("leading", 1.15, 0.9, 3),
        white=table.flag("white"),
        lead_bold=table.flag("lead_bold"),
    )


def _join(table: Table) -> str:
    join = table.text("join", " ")
    if join != "\n" and not join.isprintable():
        raise table.error("TEMPLATE-TEXT", "join")
    return join


def _matrix(kind: str, table: Table, common: _Common) -> MatrixElement:
    module, least = table.size("module", (1.0, 0.33), 0.05, 10)
    return MatrixElement(
        **common,
        pieces=_pieces(table, kind),
        symbology=kind,
        module_mm=module,
        module_min_mm=least,
        level=table.text("level", "M", ELEMENTS["qr"]["level"].choices) if kind == "qr" else "",
        max_version=table.whole("max_version", 10, 1, MAX_QR_VERSION) if kind == "qr" else 0,
    )


def _pieces(table: Table, key: str) -> tuple[Piece, ...]:
    """Refuse a field that no Label has, a stray brace, and an empty text."""
    texts = table.texts(key)
    for text in texts:
        for name in FIELD.findall(text):
            if name not in FIELDS:
                raise table.error("TEMPLATE-FIELD", key, "{" + name, name=name, nearest=nearest(name, FIELDS))
        if set("{}") & set(FIELD.sub("", text)) or not text.isprintable():
            raise table.error("TEMPLATE-TEXT", key)
    if not any(texts):
        raise table.error("TEMPLATE-TEXT", key)
    return pieces_of(texts)


def checked_conditions(table: Table, conditions: list[str]) -> tuple[str, ...]:
    """Refuse a condition that there is not."""
    for each in conditions:
        name = each.removeprefix("not ").strip()
        if name not in CONDITIONS:
            raise table.error("TEMPLATE-FIELD", "when", name, name=name, nearest=nearest(name, CONDITIONS))
    return tuple(conditions)
