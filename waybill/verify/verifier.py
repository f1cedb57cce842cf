"""The verifier's story: the file's contents, then page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from waybill.layout import compile_form, load_template
from waybill.layout.reader import names as template_names
from waybill.verify.checks import (
    check_codes,
    check_patterns,
    check_secrets,
    check_text,
    check_zones,
    digit_runs,
    number_of,
)
from waybill.verify.contents import contents
from waybill.verify.pages import PageView, views
from waybill.verify.report import Finding, VerifyReport
from waybill.verify.secrets import Secrets, squeeze

Zones = list[tuple[str, float, float, float, float]]


def verify_pdf(
    path: Path,
    *,
    secrets: Mapping[str, Secrets] | None = None,
    dpi: int = 203,
    pages: Sequence[int] | None = None,
    template: str | None = None,
) -> VerifyReport:
    """Everything wrong with a PDF of labels.

    ``secrets``: by waybill number, what the pages must not show; without them the verifier looks for what is shaped
    like a phone, an identity number or a name.  ``template``: the form whose zones the text must keep.
    """
    report = VerifyReport(path.name)
    report.findings += _check_contents(path, secrets or {})
    zones: Zones | None = None
    for count, page in views(path, dpi, pages):
        if zones is None:
            zones = _zones(template, page, dpi)
        report.pages = count
        report.checked += 1
        report.codes += len(page.codes)
        report.findings += _check_page(page, secrets, zones)
    return report


def _check_page(page: PageView, secrets: Mapping[str, Secrets] | None, zones: Zones) -> Iterator[Finding]:
    number = number_of(page)
    yield from check_codes(page, number)
    yield from check_text(page)
    yield from check_zones(page, zones)
    if secrets is None:
        yield from check_patterns(page, number)
        return
    own = secrets.get(number)
    if own is None:
        yield Finding(page.number, "number_zone", "VERIFY-STRANGER")
    else:
        yield from check_secrets(page, own)


def _check_contents(path: Path, secrets: Mapping[str, Secrets]) -> Iterator[Finding]:
    """All orders' secrets in what no page shows; digits and ciphertexts everywhere."""
    names = {name for each in secrets.values() for name in each.names if len(name) > 1}
    digits = {run for each in secrets.values() for run in each.digits}
    numbers = "\n".join(secrets)
    opaque = {value for each in secrets.values() for value in each.opaque}
    for content in contents(path):
        if not secrets:
            continue
        text = squeeze(content.text)
        if any(run in digits and run not in numbers for run in digit_runs_unjoined(content.text)):
            yield Finding(0, content.place, "VERIFY-LEAK", (("kind", "phone"),))
        if any(value in text for value in opaque):
            yield Finding(0, content.place, "VERIFY-LEAK", (("kind", "ciphertext"),))
        if not content.place.startswith("stream") and any(name in text for name in names):
            yield Finding(0, content.place, "VERIFY-LEAK", (("kind", "name"),))


def digit_runs_unjoined(text: str) -> Iterator[str]:
    """Runs of seven digits as they stand: in drawing operators, neighbouring numbers are not one."""
    return digit_runs(text.replace(" ", "x").replace("\n", "x").replace("-", "x").replace(".", "x"))


def _zones(template: str | None, page: PageView, dpi: int) -> Zones:
    """The zones of the named form, or of the only shipped form with this paper."""
    names = [template] if template else [name for name, _ in template_names(None)]
    forms = [compile_form(load_template(name), dpi) for name in names]
    same = [
        f
        for f in forms
        if abs(f.grid.width_mm - page.width_mm) < 0.2 and abs(f.grid.height_mm - page.height_mm) < 0.2
    ]
    if len(same) != 1:
        return []
    (form,) = same
    x_scale, y_scale = page.dots.width / form.grid.width_dots, page.dots.height / form.grid.height_dots
    return [
        (
            zone.name,
            zone.x * x_scale,
            zone.y * y_scale,
            (zone.x + zone.width) * x_scale,
            (zone.y + zone.height) * y_scale,
        )
        for zone in form.zones
    ]
