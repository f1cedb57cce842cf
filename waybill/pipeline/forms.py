"""A form made ready to print: template, dot grid and static art in one packed value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from waybill.layout import Form, compile_form, load_template


def compiled_form(template: str, folder: Path | None, dpi: int) -> Form:
    """The compiled form with its static art drawn.  Raises TemplateError."""
    from waybill.render.static_art import compile_static

    form = compile_form(load_template(template, folder), dpi)
    return replace(form, static_art=compile_static(form.static, form.grid))
