"""The figures in templates/README.md are those of the forms."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from waybill.label import WaybillNo
from waybill.layout import Copy, compile_form, load_template, placer
from waybill.layout.files import names, shipped_folder
from waybill.layout.samples import sample_label
from waybill.layout.template import TextElement
from waybill.page import Bars, Matrix

LABEL = dataclasses.replace(sample_label("virtual"), waybill_no=WaybillNo("JT0000000000018"))


def row(name: str) -> str:
    """One line of the table: paper, modules of a 15-character number and of an ordinary sealed code, text."""
    template = load_template(name)
    paper = f"{template.width_mm:g} × {template.height_mm:g}"
    if len(template.plies_mm) > 1:
        paper += f" ({' + '.join(f'{ply:g}' for ply in template.plies_mm)})"
    modules: list[tuple[str, ...]] = []
    for dpi in (203, 300):
        form = compile_form(template, dpi)
        per_mm = form.grid.width_dots / form.grid.width_mm
        marks = placer(form)(LABEL, Copy()).marks
        bars = [f"{mark.module_dots / per_mm:.2f}" for mark in marks if isinstance(mark, Bars)]
        squares = [f"{mark.module_dots / per_mm:.2f}" for mark in marks if isinstance(mark, Matrix)]
        modules.append((*bars, *["–"] * (2 - len(bars)), *squares, *["–"] * (1 - len(squares))))
    pairs = [f"{one} / {other}" if one != "–" else "–" for one, other in zip(*modules, strict=True)]
    sizes = [element for element in template.elements if isinstance(element, TextElement)]
    code = max(element.size_mm for element in sizes)
    least = min(element.size_min_mm for element in sizes)
    return f"| `{name}` | {paper} | {' | '.join(pairs)} | {code:g} | {least:g} |"


@pytest.mark.parametrize("name", [name for name, _ in names(None)])
def test_the_table_of_forms_is_true(name: str) -> None:
    text = (Path(shipped_folder()) / "README.md").read_text("utf-8")
    assert row(name) in text
