"""What ``--split`` and ``--sort`` make of the same labels: every label once, in the file and at the place that its fields say."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Dictionary, Pdf
from PIL import Image

import waybill
import waybill.verify
from waybill.errors import PrivacyError
from waybill.layout import compile_form, load_template
from waybill.layout.form import CounterOp
from waybill.pipeline import PrintReport
from waybill.pipeline.book import Book
from waybill.pipeline.output import Draft
from waybill.pipeline.run import GROUP
from waybill.render.pdf import PdfFile
from waybill.render.png import raster

HEADER = "订单号,运单号,快递公司,三段码,收件人,收件人手机,地址,商品,商家编码\n"
LABELS = [  # carrier, segment, code of the ware; the number is the place
    ("顺丰速运", "755-B02", "c"),
    ("圆通/速递", "010-A01", "b"),
    ("顺丰速运", "", "a"),
    ("", "010-A01", ""),
    ("圆通/速递", "755-B02", "b"),
]
FORM = compile_form(load_template("gbt-76x130"), 203)
PRINTED_AT = "1796000000"
"""A label shows the minute of its printing: pages that are compared must show the same."""
Print = Callable[..., PrintReport]


def number(place: int) -> str:
    return f"SF{place:013d}"


@pytest.fixture
def printing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """Prints the labels of these places."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRINTED_AT)

    def run(places: range = range(5), **flags: str) -> PrintReport:
        lines = [
            f"E{place},{number(place)},{carrier},{segment},林清秋,15089606268,福建省泉州市晋江市长江西路7号,杯{place},{sku}\n"
            for place, (carrier, segment, sku) in enumerate(LABELS)
            if place in places
        ]
        (tmp_path / "orders.csv").write_text(HEADER + "".join(lines), "utf-8")
        job = waybill.PrintJob.from_config(
            waybill.Config(), [str(tmp_path / "orders.csv")], str(tmp_path / "labels.pdf"), jobs=1, **flags
        )  # type: ignore[arg-type]
        return waybill.print_labels(job)

    return run


def test_a_files_digest_can_not_be_tried_against_guesses(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chain keeps it when the label's content is erased: whoever makes the same page does not make the same file."""
    stopped = waybill.pipeline.context.wall_clock()()
    files = []
    for epoch in (PRINTED_AT, PRINTED_AT, None, None):
        (tmp_path / "journal.db").unlink(missing_ok=True)
        with monkeypatch.context() as environment:
            if epoch is None:
                environment.delenv("SOURCE_DATE_EPOCH")
                environment.setattr("waybill.pipeline.printing.wall_clock", lambda: lambda: stopped)
            printing()
        files.append((tmp_path / "labels.pdf").read_bytes())
    assert files[0] == files[1]
    assert len({*files}) == 3
    assert len({file.rpartition(b"/ID")[0] for file in files}) == 1


def pages(path: str | Path) -> list[tuple[int, Image.Image]]:
    """Place of the label in the order file, and dots, of each page."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for index in range(len(document)):
        text = document[index].get_textpage().get_text_range()
        (place,) = {int(digits) for digits in re.findall(r"SF(\d{13})", text)}
        found.append((place, raster(document, index, 203).copy()))
    document.close()
    return found


def same_label(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pages differ in nothing but the page counter."""
    (counter,) = (op for op in FORM.program if isinstance(op, CounterOp))
    place = (counter.x - 60, counter.baseline - counter.size, counter.x + 60, counter.baseline + 6)
    for picture in (one, other):
        picture.paste(255, place)
    return one.tobytes() == other.tobytes()


@pytest.mark.parametrize(
    ("split", "files"),
    [
        ("", {"labels.pdf": [0, 1, 2, 3, 4]}),
        ("1", {f"labels-000{place + 1}.pdf": [place] for place in range(5)}),
        ("2", {"labels-0001.pdf": [0, 1], "labels-0002.pdf": [2, 3], "labels-0003.pdf": [4]}),
        ("carrier", {"labels-顺丰速运.pdf": [0, 2], "labels-圆通_速递.pdf": [1, 4], "labels-none.pdf": [3]}),
        ("segment", {"labels-755-B02.pdf": [0, 4], "labels-010-A01.pdf": [1, 3], "labels-none.pdf": [2]}),
        ("template", {"labels-gbt-76x130.pdf": [0, 1, 2, 3, 4]}),
    ],
)
def test_split(printing: Print, tmp_path: Path, split: str, files: dict[str, list[int]]) -> None:
    report = printing(**({"split": split} if split else {}))
    assert (report.printed, report.pages) == (5, 5)
    assert [Path(name).name for name in report.outputs] == list(files)
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == sorted(files)
    whole = dict(pages(printing_whole(tmp_path)))
    for name, places in files.items():
        found = pages(tmp_path / name)
        assert [place for place, _ in found] == places
        assert all(same_label(picture, whole[place]) for place, picture in found)


@pytest.mark.parametrize("sort", ["file", "carrier"])
def test_a_carrier_has_one_file_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    """The first spelling names it."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    orders = tmp_path / "orders.csv"
    names = ("中通快递", "申通", "ZTO", "STO", "中通")
    rows = (
        f"7700000000000{at},{name},林清秋,1380000111{at},福建省泉州市晋江市长江路1号,杯"
        for at, name in enumerate(names)
    )
    orders.write_text("\n".join(("运单号,快递公司,收件人,手机,地址,商品", *rows)) + "\n", "utf-8")
    job = waybill.PrintJob.from_config(
        waybill.Config(), [str(orders)], str(tmp_path / "o.pdf"), split="carrier", sort=sort
    )
    report = waybill.print_labels(job)
    assert dict(zip((Path(name).name for name in report.outputs), report.lengths, strict=True)) == {
        "o-中通快递.pdf": 3,
        "o-申通.pdf": 2,
    }


def fonts(path: Path) -> set[bytes]:
    """The font programs of a file."""
    with Pdf.open(path) as pdf:
        return {
            bytes(each.FontFile3.read_bytes())
            for each in pdf.objects
            if isinstance(each, Dictionary) and "/FontFile3" in each
        }


@pytest.mark.parametrize("split", ["carrier", "1"])
def test_no_file_has_letters_of_another_files_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, split: str
) -> None:
    """Each file's font is that of a file with these labels alone."""
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    rows = {
        "顺丰速运": "E0,SF0000000000000,顺丰速运,麴清秋,15089606268,福建省泉州市晋江市长江西路7号,杯(大)",
        "圆通速递": "E1,YT0000000000001,圆通速递,𠅤井,15089606268,贵州省贵阳市观山湖区胜利街9号,碗\\碟",
    }
    head = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品"

    def run(name: str, lines: list[str], **flags: str) -> None:
        (tmp_path / "orders.csv").write_text("\n".join([head, *lines]), "utf-8")
        job = waybill.PrintJob.from_config(
            waybill.Config(), [str(tmp_path / "orders.csv")], str(tmp_path / f"{name}.pdf"), jobs=1,
            journal=str(tmp_path / f"{name}.db"), **flags,
        )  # type: ignore[arg-type]  # fmt: skip
        assert waybill.print_labels(job).printed == len(lines)

    run("all", list(rows.values()), split=split)
    for place, (carrier, row) in enumerate(rows.items()):
        run(carrier, [row])
        part = carrier if split == "carrier" else f"{place + 1:04d}"
        assert fonts(tmp_path / f"all-{part}.pdf") == fonts(tmp_path / f"{carrier}.pdf") != set()
        report = waybill.verify_pdf(tmp_path / f"all-{part}.pdf")
        assert report.findings == []


def printing_whole(folder: Path) -> Path:
    """The same labels in one file, by a journal that knows none of them."""
    job = waybill.PrintJob.from_config(
        waybill.Config(),
        [str(folder / "orders.csv")],
        str(folder / "whole"),
        jobs=1,
        journal=str(folder / "j.db"),
    )
    waybill.print_labels(job)
    return folder / "whole"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("file", [0, 1, 2, 3, 4]),
        ("segment", [2, 1, 3, 0, 4]),
        ("carrier", [3, 1, 4, 0, 2]),
        ("sku", [3, 2, 1, 4, 0]),
    ],
)
def test_sort(printing: Print, tmp_path: Path, sort: str, order: list[int]) -> None:
    assert printing(sort=sort).printed == 5
    assert [place for place, _ in pages(tmp_path / "labels.pdf")] == order


def test_what_waits_for_its_turn_on_the_disk_holds_no_cell(
    printing: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People write whatever they like into the column that is sorted by."""
    kept = list[bytes]()

    class Watched(BytesIO):
        def close(self) -> None:
            kept.append(self.getvalue())
            super().close()

    monkeypatch.setattr("waybill.pipeline.picking.tempfile.TemporaryFile", Watched)
    labels = [("顺丰速运", "755-B02", "麴甯泓15089606268"), *LABELS[1:]]
    monkeypatch.setattr(sys.modules[__name__], "LABELS", labels)
    assert printing(sort="sku").printed == 5
    assert number(0).encode() in kept[0]
    assert "麴甯泓".encode() not in kept[0] and b"5089606" not in kept[0]


def test_the_journal_knows_the_page_of_each_label(printing: Print, tmp_path: Path) -> None:
    """Also where some before it are not printed, as they were printed before."""
    printing(range(1, 2))
    report = printing()
    assert (report.printed, report.duplicates) == (4, 1)
    assert [place for place, _ in pages(tmp_path / "labels.pdf")] == [0, 2, 3, 4]
    job = waybill.ReprintJob(
        (), output=str(tmp_path / "again.pdf"), reason="jam", batch=report.batch, first=2, last=3
    )
    assert waybill.reprint_labels(job, waybill.Config()).pages == 2
    assert [place for place, _ in pages(tmp_path / "again.pdf")] == [2, 3]


def test_what_is_named_was_written_and_is_in_the_journal_before(
    printing: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []

    def watch(owner: type, step: str) -> None:
        honest = getattr(owner, step)

        def told(self: object, *rest: object) -> object:
            events.append(step)
            return honest(self, *rest)

        monkeypatch.setattr(owner, step, told)

    for owner, step in ((Draft, "settle"), (Book, "rendered"), (Draft, "release"), (Book, "released")):
        watch(owner, step)
    printing(split="3")
    assert events == ["settle", "settle", "rendered", "release", "release", "released"]


@pytest.mark.parametrize(
    ("split", "verify", "asked"),
    [
        ("", "3", [[1, 3, 5]]),
        ("", "1", [[1]]),
        ("", "99", [[1, 2, 3, 4, 5]]),
        ("", "all", [None]),
        ("2", "2", [[1, 2], [1, 2], [1]]),
        ("4", "all", [None, None]),
    ],
)
def test_which_pages_of_each_file_are_verified(
    printing: Print, monkeypatch: pytest.MonkeyPatch, split: str, verify: str, asked: list[list[int] | None]
) -> None:
    pages_asked = []

    def verified(*paths: object, pages: list[int] | None, **rest: object) -> object:
        pages_asked.append(pages)
        return honest(*paths, pages=pages, **rest)  # type: ignore[arg-type]

    honest = waybill.verify.verify_pdf
    monkeypatch.setattr(waybill.verify, "verify_pdf", verified)
    flags = {"split": split} if split else {}
    assert printing(verify=verify, **flags).printed == 5
    assert pages_asked == asked


def test_of_a_file_that_shows_too_much_nothing_is_left(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of two files tells somebody's name: neither gets its own."""
    honest = PdfFile.finish

    def finish(self: PdfFile) -> None:
        if self.page_count == 2:
            self._outline.append(("林清秋", 0))
        honest(self)

    monkeypatch.setattr(PdfFile, "finish", finish)
    with pytest.raises(PrivacyError, match="PIPELINE-VERIFY") as caught:
        printing(split="3", verify="all")
    assert caught.value.facts["file"] == "labels-0002.pdf"
    told = re.sub("[0-9]+", "N", caught.value.facts["first"])
    assert told == "VERIFY-LEAK: file [object N] Shows what must be hidden (name)."
    assert sorted(path.name for path in tmp_path.iterdir() if "labels" in path.name) == []


@pytest.mark.parametrize(("before", "split"), [(1, ""), (GROUP, ""), (GROUP, "carrier")])
def test_a_character_that_a_label_not_printed_has_told_is_drawn_on_a_later_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int, split: str
) -> None:
    """A painter tells each character once: here on a label that is refused, when the first file has begun or has not."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRINTED_AT)
    rows = [
        f"A{n},{number(n)},顺丰速运,,林清秋,15089606268,福建省泉州市晋江市长江西路7号,杯\n"
        for n in range(before)
    ]
    last = f"B1,{number(9999)},京东快递,,林清秋,15089606268,福建省泉州市晋江市长江西路7号,鼗\n"
    refused = f"B0,{number(0)},顺丰速运,,林清秋,15089606268,福建省泉州市晋江市长江西路8号,鼗\n"
    pictures = []
    for name, files in (("many", [rows, [refused, last]]), ("one", [[last]])):
        paths = [tmp_path / f"{name}{place}.csv" for place in range(len(files))]
        for path, lines in zip(paths, files, strict=True):
            path.write_text(HEADER.replace(",商家编码", "") + "".join(lines), "utf-8")
        job = waybill.PrintJob.from_config(
            waybill.Config(),
            list(map(str, paths)),
            str(tmp_path / f"{name}.pdf"),
            jobs=1,
            journal=str(tmp_path / f"{name}.db"),
            split=split or None,
        )
        report = waybill.print_labels(job)
        document = pypdfium2.PdfDocument(report.outputs[-1])
        pictures.append(raster(document, len(document) - 1, 203).copy())
        document.close()
    assert (report.printed, len(report.outputs)) == (1, 1)
    assert same_label(*pictures)
