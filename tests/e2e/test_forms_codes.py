"""Every form, every platform's file, both resolutions, sealed and not: all codes read from the 1-bit dots.

Twelve pages spread over the files are looked at for each form.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from damage_campaign import DAMAGES, FORMS, campaign, public_key
from e2e_kit import SAMPLES
from PIL import Image

from waybill.journal import current_actor, open_journal
from waybill.label import Label
from waybill.pipeline import PrintJob, print_labels
from waybill.render.png import preview
from waybill.verify import verify_pdf

SOURCES = (
    "orders_plain.csv",
    "orders_plain.xls",
    "douyin.csv",
    "jd.csv",
    "kuaishou.csv",
    "taobao_classic_gbk.csv",
)
CARRIERS = (
    *("中通快递", "京东快递", "京东物流", "圆通速递", "极兔速递", "申通快递"),
    *("邮政电商标快", "韵达快递", "顺丰速运"),
)
LOOKED_AT = 12
POPPLER = shutil.which("pdftoppm")
KINDS = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode)


def read(picture: Image.Image) -> list[str]:
    """Without zxing-cpp's own scaling down, which once in a thousand pages sees a second, wrong number in a
    flawless code."""
    found = zxingcpp.read_barcodes(picture, formats=KINDS, try_downscale=False)
    return sorted(code.text for code in found)


def wanted(label: Label, form: str) -> list[str]:
    linear = 1 if form in ("gbt-76x105", "reprint-small") else 2
    return sorted([label.waybill_no] * linear + [label.code_text] * (form != "reprint-small"))


def one_bit(picture: Image.Image) -> Image.Image:
    return picture.convert("L").point(lambda level: 255 if level >= 128 else 0)


def by_poppler(pdf: Path, dpi: int, page: int) -> Image.Image:
    target = pdf.with_suffix("")
    command = [POPPLER or "", "-r", str(dpi), "-gray", "-f", str(page), "-singlefile", str(pdf), str(target)]
    subprocess.run(command, check=True)
    with Image.open(target.with_suffix(".pgm")) as picture:
        return one_bit(picture)


def labels_of(journal: Path, pages: list[int]) -> Iterator[Label]:
    actor = current_actor("")
    with open_journal(str(journal), clock=lambda: datetime.now(UTC), actor=actor) as book:
        numbers = {row.page: row.waybill_no for row in book.labels()}
        for page in pages:
            yield Label.unpack(book.peek(numbers[page]))


def press(folder: Path, form: str, dpi: int, seal_to: Mapping[str, bytes]) -> tuple[Path, Path, int]:
    pdf, journal = folder / "labels.pdf", folder / "journal.db"
    report = print_labels(
        PrintJob(
            orders=tuple(str(SAMPLES / name) for name in SOURCES),
            output=str(pdf),
            template=form,
            dpi=dpi,
            journal=str(journal),
            keys=folder / "keys",
            seal_to=seal_to,
        )
    )
    return pdf, journal, report.pages


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("form", FORMS)
def test_codes_of_every_platform_read(tmp_path: Path, form: str, dpi: int, sealed: bool) -> None:
    key = public_key()
    pdf, journal, count = press(tmp_path, form, dpi, dict.fromkeys(CARRIERS, key) if sealed else {})
    assert count > 400
    first = random.Random(f"{form} {dpi} {sealed}").randrange(count // LOOKED_AT)
    pages = list(range(first + 1, count + 1, count // LOOKED_AT))[:LOOKED_AT]
    labels = list(labels_of(journal, pages))
    assert not sealed or any(label.seal for label in labels)
    for label, (_, picture) in zip(labels, preview(pdf, dpi, pages), strict=True):
        assert read(picture.convert("L")) == wanted(label, form)
    if POPPLER:
        for label, page in list(zip(labels, pages, strict=True))[::4]:
            assert read(by_poppler(pdf, dpi, page)) == wanted(label, form)
    if not sealed:
        report = verify_pdf(pdf, dpi=dpi, pages=pages, template=form)
        assert report.findings == []


def test_the_second_reader_is_here() -> None:
    """Skipped aloud, so that nobody takes pdfium's word for two."""
    if not POPPLER:
        pytest.skip("pdftoppm is not installed: codes were read by pdfium alone (install poppler-utils)")
    assert os.access(POPPLER, os.X_OK)


NUMBERS = {
    "9900000000017": 2,
    "1234567890123": 2,
    "12345678": 2,
    "AB123456789012345678": 2,
    "A1B2C3D4E5F6G7H8": 1,
    "ABCEFGHKMN123456": 1,
    "123456789012345678901234567890": 1,
}
"""Waybill numbers of all shapes, and how many of the two linear codes of the 76 mm form can carry each."""


def test_a_number_that_the_main_code_carries_always_prints(tmp_path: Path) -> None:
    header, *rows = (SAMPLES / "orders_plain.csv").read_text("utf-8-sig").splitlines(keepends=True)
    orders = tmp_path / "orders.csv"
    old = [row.split(",")[1] for row in rows]
    numbered = [row.replace(*pair) for row, *pair in zip(rows, old, NUMBERS, strict=False)]
    orders.write_text(header + "".join(numbered), "utf-8")
    for form in FORMS:
        for dpi in (203, 300, 600):
            pdf = tmp_path / f"{form}-{dpi}.pdf"
            job = PrintJob(
                orders=(str(orders),),
                output=str(pdf),
                template=form,
                dpi=dpi,
                journal=str(pdf.with_suffix(".db")),
                keys=tmp_path / "keys",
            )
            report = print_labels(job)
            assert (report.printed, report.rejected) == (len(NUMBERS), 0), form
            assert verify_pdf(pdf, dpi=dpi, template=form).findings == []
            for (number, linear), (_, picture) in zip(NUMBERS.items(), preview(pdf, dpi), strict=True):
                codes = zxingcpp.read_barcodes(picture.convert("L"), formats=KINDS[0])
                assert {code.text for code in codes} == {number}
                if form == "gbt-76x130":
                    assert len(codes) == linear, number


FLOORS = {
    "undamaged": 1.0,
    "+10 %": 1.0,
    "-10 %": 1.0,
    "dropout seen": 0.95,
    "column seen": 0.5,
    "skew": 1.0,
    "photo": 0.25,
}
"""The share of codes that must still read, the small Code 128 of two dots a module among them; the full
table is in templates/README."""


@pytest.mark.parametrize("form", ["gbt-76x130", "gbt-100x150"])
def test_damaged_codes_of_forms_read(tmp_path: Path, form: str) -> None:
    found, modules = campaign(tmp_path, form, 203, labels=4, columns=4)
    assert set(found) == {"main Code 128", "small Code 128", "QR unsealed", "QR sealed"}
    assert modules["main Code 128"] >= 0.37
    assert modules["QR sealed"] >= 0.49
    for kind, row in found.items():
        assert set(row) == set(DAMAGES)
        low = {name: row[name] for name, floor in FLOORS.items() if row[name] < floor}
        assert not low, kind
        if kind != "small Code 128":
            assert min(row["column seen"], row["photo"]) >= 0.9, kind
