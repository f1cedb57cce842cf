"""Template and Label to a page of marks on the dot grid; text fitting.

``load_template`` reads a form's description, ``compile_form`` puts it on one printer's dots, ``placer`` turns
it into the function that lays out Labels.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from waybill.layout.fields import Copy
from waybill.layout.form import Form
from waybill.layout.place import placer

if TYPE_CHECKING:
    from waybill.layout.template import Template

__all__ = ["Copy", "Form", "compile_form", "load_template", "paper_of", "placer", "sound_form"]


def load_template(name_or_path: str, folder: Path | None = None) -> Template:
    """Read a template by name (the user's ``folder`` first, then the shipped ones) or by path.

    Raises TemplateError with file, line and column, and the nearest known word.
    """
    from waybill.layout import reader

    return reader.load_template(name_or_path, folder)


def paper_of(name_or_path: str, folder: Path | None = None) -> tuple[float, float]:
    """Width and height in millimetres of a template's paper, told sooner than the template is read.

    Raises TemplateError.
    """
    from waybill.layout import reader

    return reader.paper_of(name_or_path, folder)


def compile_form(template: Template, dpi: int) -> Form:
    """The form of ``template`` for a head of ``dpi`` (203, 300 or 600).  Raises TemplateError."""
    from waybill.layout import compile

    return compile.compile_form(template, dpi)


def sound_form(template: Template, dpi: int) -> Form:
    """The same, for labels that leave the house: TemplateError also for all that ``template check`` finds."""
    from waybill.layout import lint

    return lint.sound_form(template, dpi)
