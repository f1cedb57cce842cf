"""``template check``: what would make a label hard to scan, to read or to tear, found before paper is spent."""

from __future__ import annotations

from waybill.errors import TemplateError
from waybill.layout.compile import compile_form
from waybill.layout.findings import Finding
from waybill.layout.form import Form
from waybill.layout.lint_alone import counters, elements, paper, zones
from waybill.layout.lint_dots import on_dots
from waybill.layout.lint_texts import texts_without_room
from waybill.layout.lint_together import grounds, left_out, overlaps
from waybill.layout.template import Template


def check(template: Template, dpis: tuple[int, ...]) -> list[Finding]:
    """All findings, in the order of the file, each once.  An empty list means a clean template.

    Raises TemplateError where a fixed text can't be set at all.
    """
    found = [*paper(template), *zones(template), *elements(template), *counters(template)]
    found += [*grounds(template), *overlaps(template), *left_out(template)]
    for dpi in dpis:
        found += [*on_dots(template, dpi), *texts_without_room(template, dpi)]
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
