"""Names with rare characters: printed and extracted right, or refused by code point; never a box or a blank."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from e2e_kit import join, page_texts, rows
from PIL import Image

from waybill.errors import LayoutError
from waybill.fonts import chain
from waybill.label import MaskedName
from waybill.layout import Copy, compile_form, load_template, placer
from waybill.layout.samples import sample_label
from waybill.page import Page, Text
from waybill.pipeline import PrintJob, print_labels
from waybill.render.pdf import Painter, PdfFile
from waybill.render.png import preview

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
DPI = 300


def names() -> list[tuple[str, str]]:
    text = (VECTORS / "names_rare.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [(name, fate) for name, fate in csv.reader(lines)]


def level_2() -> list[str]:
    text = (VECTORS / "fonts_gb18030_2022_level2.csv").read_text("utf-8")
    return ["王" + chr(int(line[2:], 16)) for line in text.splitlines() if line.startswith("U+")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, Page]], dict[str, str]]:
    """A PDF of all names that can be set, their pages, and the code points for which others were refused."""
    form = compile_form(load_template("gbt-100x150"), DPI)
    place, paint = placer(form), Painter(form.grid).paint
    path = tmp_path_factory.mktemp("names") / "names.pdf"
    placed: list[tuple[str, Page]] = []
    refused: dict[str, str] = {}
    with path.open("wb") as out:
        pdf = PdfFile(out, grid=form.grid, static=form.static, created=datetime(2026, 1, 1, tzinfo=UTC))
        for name in [*(name for name, _ in names()), *level_2()]:
            label = dataclasses.replace(sample_label("plain"), recipient_name=MaskedName(name))
            try:
                page = place(label, Copy())
            except LayoutError as error:
                refused[name] = dict(error.facts)["code_point"]
            else:
                placed.append((name, page))
                pdf.add(paint(page))
        pdf.finish()
    return path, placed, refused


def test_every_name_is_set_or_refused_by_code_point(
    pages: tuple[Path, list[tuple[str, Page]], dict[str, str]],
) -> None:
    _, placed, refused = pages
    done = {name for name, _ in placed}
    for name, fate in [*names(), *((name, "print") for name in level_2())]:
        if fate == "print":
            assert name in done, [f"U+{ord(char):04X}" for char in name]
        elif name not in done:
            assert refused[name] in {f"U+{ord(char):04X}" for char in fate}
    emoji = {name for name, _ in names()} & {"张😀", "王🈶", "འབྲུག", "ᠮᠣᠩᠭᠣᠯ"}
    assert len(emoji) == 4
    assert emoji <= refused.keys(), "the same on every machine, whatever fonts it has"


def test_every_set_name_extracts_as_it_is_written(
    pages: tuple[Path, list[tuple[str, Page]], dict[str, str]],
) -> None:
    path, placed, _ = pages
    document = pypdfium2.PdfDocument(path)
    for (name, _), page in zip(placed, document, strict=True):
        assert name in page.get_textpage().get_text_range(), [f"U+{ord(char):04X}" for char in name]
    document.close()


def cells(pages: list[tuple[str, Page]], pictures: Iterator[tuple[int, Image.Image]]) -> dict[str, bytes]:
    """Each character's dots where a name has it, drawn in its own em box."""
    found: dict[str, bytes] = {}
    for (name, page), (_, picture) in zip(pages, pictures, strict=True):
        size = 0
        for mark in page.marks:
            if isinstance(mark, Text) and mark.text and mark.text[0] in name and not size:
                size = mark.size_dots
            if not isinstance(mark, Text) or mark.size_dots != size or not mark.bold:
                continue
            pen = float(mark.x_dots)
            for char in mark.text:
                wide = chain().width(char, size)
                top = mark.baseline_dots - round(0.88 * size)
                if char in name and char != " ":
                    cell = picture.crop((round(pen), top, round(pen + wide), top + size)).convert("L")
                    found.setdefault(char, cell.tobytes())
                pen += wide
    return found


def test_no_character_is_a_box_or_a_blank(
    pages: tuple[Path, list[tuple[str, Page]], dict[str, str]],
) -> None:
    """A box for what is missing would look the same for two characters, a blank has no ink."""
    path, placed, _ = pages
    found = cells(placed, preview(path, DPI))
    wanted = {char for name, _ in placed for char in name}
    assert wanted <= found.keys()
    assert len(found) > 220
    for char, dots in found.items():
        assert dots.count(0) * 150 > len(dots), f"U+{ord(char):04X} is blank"
    alike = len(found) - len(set(found.values()))
    assert alike <= 2, "only dots of different alphabets may look alike (· ・ •)"


def test_rare_names_in_an_order_file(tmp_path: Path) -> None:
    """Whole program: of a name the first character at most is shown, so that a rare one matters there."""
    source = rows(Path(__file__).resolve().parents[1] / "samples" / "orders_plain.csv")[:1][0]
    orders = tmp_path / "orders.csv"
    wanted = names()
    with orders.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, source.keys())
        table.writeheader()
        for place, (name, _) in enumerate(wanted):
            number = f"JT{9698459974000 + place}"
            table.writerow(source | {"收件人": name, "运单号": number, "订单号": number})
    report = print_labels(
        PrintJob(
            orders=(str(orders),),
            output=str(tmp_path / "names.pdf"),
            journal=str(tmp_path / "journal.db"),
            keys=tmp_path / "keys",
        )
    )
    printed = {}
    for text in page_texts(tmp_path / "names.pdf"):
        flat = join([text])
        place = int(flat[flat.index("JT9698459974") :][12:15])
        printed[wanted[place][0]] = flat
    for name, fate in wanted:
        if fate == "print":
            assert name[0] in printed[name], f"U+{ord(name[0]):04X}"
        if name in printed:
            assert "〓" not in printed[name]
            assert "\ufffd" not in printed[name]
    assert report.printed == len(printed)
    if report.rejected:
        reasons = rows(tmp_path / "names.rejects.csv")
        assert all("U+" in row["reason"] or row["code"].startswith("DEIDENTIFY") for row in reasons)
