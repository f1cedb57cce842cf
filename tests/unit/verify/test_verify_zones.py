"""Which form a page is on: its rules tell, its size alone does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from damage_campaign import FULL_FORMS
from test_verify_mutations import HEAD, ROWS

from waybill.pipeline import PrintJob, print_labels
from waybill.verify import verify_pdf
from waybill.verify.pages import Reader
from waybill.verify.zones import known_form

OWN = """\
title_en = "Own"
title_zh = "自制"
paper = [76, 130]
kind = "slip"
elements = [{ line = "h", x = 2, y = 26, width = 72 }]

[[zone]]
name = "number_zone"
box = [2, 2, 72, 24]
elements = [
  { code128 = "{waybill_no}", y = 2, height = 15 },
  { text = "{waybill_no}", y = 18, height = 5, size = [5, 2], align = "center" },
]

[[zone]]
name = "recipient_zone"
box = [2, 26, 72, 60]
elements = [
  { text = "{recipient_region}", y = 1, height = 5, size = [5, 2] },
  { text = "{recipient_address}", y = 6, height = 50, size = [5, 2] },
]
"""


def labels(folder: Path, template: str, dpi: int = 203, verify: int | None = None) -> Path:
    orders = folder / "orders.csv"
    orders.write_text(HEAD + ROWS, "utf-8")
    job = PrintJob(
        orders=(str(orders),), output=str(folder / "labels.pdf"), journal=str(folder / "journal.db"),
        keys=folder / "keys", template=template, dpi=dpi, jobs=1, verify=verify,
    )  # fmt: skip
    assert print_labels(job).pages == 3
    return folder / "labels.pdf"


@pytest.mark.parametrize("form", FULL_FORMS)
@pytest.mark.parametrize(("made", "seen"), [(203, 203), (203, 300), (300, 203), (600, 300)])
def test_a_shipped_form_is_known_by_its_rules(tmp_path: Path, form: str, made: int, seen: int) -> None:
    reader = Reader(labels(tmp_path, form, made), seen)
    for number in (1, 2, 3):
        page = reader.page(number)
        known = known_form(None, page.width_mm, page.height_mm, page.dots.size, seen)
        assert known is not None and known.is_on(page)


def test_ones_own_form_on_the_paper_of_a_shipped_one(tmp_path: Path) -> None:
    """Its texts stand where the shipped form has borders: no batch could be verified before release."""
    own = tmp_path / "own.toml"
    own.write_text(OWN, "utf-8")
    path = labels(tmp_path, str(own), verify=0)
    for template in (None, str(own)):
        assert verify_pdf(path, template=template).findings == []
    assert "VERIFY-ZONE" in {each.code for each in verify_pdf(path, template="gbt-76x130").findings}
