"""One label again, from the journal alone."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from e2e_kit import SAMPLES, bars, codes, join, one_bit_pages, page_texts, rows, waybill

from waybill.page import Bars, Page
from waybill.render.pdf import Painter, PdfFile
from waybill.symbols import code128
from waybill.units import DotGrid

TEMPLATES = Path(__file__).parents[2] / "templates"
PLAIN = SAMPLES / "orders_plain.csv"
NUMBER = "JT9698459974817"


@pytest.fixture
def house(house: Path) -> Path:
    """With five printed labels, whose order file is gone."""
    orders = house / "orders.csv"
    orders.write_bytes(b"\n".join(PLAIN.read_bytes().splitlines()[:6]) + b"\n")
    done = waybill("print", orders, "-o", house / "labels.pdf", "--quiet")
    assert done.returncode == 0, done.stderr.decode()
    orders.unlink()
    return house


def test_same_label_marked_and_counted(house: Path) -> None:
    first = join(page_texts(house / "labels.pdf")[:1])
    for count in (1, 2):
        done = waybill("reprint", NUMBER, "-o", house / "again.pdf", "--reason", "torn", "--json")
        assert done.returncode == 0, done.stderr.decode()
        assert json.loads(done.stdout)["pages"] == 1
        (text,) = page_texts(house / "again.pdf")
        assert f"补打{count}" in join([text])
        row = rows(PLAIN)[0]
        for piece in (row["三段码"].replace(" ", ""), row["收件人"][0] + "**", row["快递公司"]):
            assert piece in join([text]) and piece in first
        (page,) = one_bit_pages(house / "again.pdf")
        assert set(codes(page)["Code128"]) == {NUMBER}


@pytest.mark.parametrize(("first", "last", "told"), [(4, 9, True), (4, 5, False), (1, 6, True)])
def test_pages_that_a_batch_has_not_got_are_told(house: Path, first: int, last: int, told: bool) -> None:
    done = waybill(
        "reprint", "--batch", "1", "--from", str(first), "--to", str(last), "-o", house / "again.pdf", "--reason", "jam"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert len(page_texts(house / "again.pdf")) == 6 - first
    word = f"of the pages {first} to {last}, batch 1 has {6 - first}"
    assert (word in done.stderr.decode()) == told


def test_numbers_from_a_scanner(house: Path) -> None:
    numbers = [row["运单号"] for row in rows(PLAIN)[:3]]
    done = waybill(
        "reprint", "-o", house / "again.pdf", "--reason", "jam", stdin="\r\n".join(numbers).encode()
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [
        number
        for number, text in zip(numbers, page_texts(house / "again.pdf"), strict=True)
        if number not in join([text])
    ] == []


WIDE = NUMBER.translate({ord(c): ord(c) + 0xFEE0 for c in NUMBER})


@pytest.mark.parametrize("typed", [
    WIDE, f"{NUMBER.lower()},", f'"{NUMBER}"', f"{WIDE}；{NUMBER}", f'="{NUMBER}"', f"No：{NUMBER}", f"\u200b{NUMBER}\u2060",
])  # fmt: skip
def test_a_number_is_known_as_an_input_method_or_a_copied_cell_gives_it(house: Path, typed: str) -> None:
    """A scanner types through the input method: full-width characters, where that is how it stands."""
    done = waybill("reprint", "-o", house / "again.pdf", "--reason", "torn", stdin=f"{typed}\r\n".encode())
    assert done.returncode == 0, done.stderr.decode()
    assert len(page_texts(house / "again.pdf")) == 1
    word = typed.partition("；")[0]
    for words in (
        ("reprint", word, "-o", house / "again.pdf", "--reason", "torn"),
        ("journal", "show", word),
        ("journal", "approve", word),
        ("template", "preview", "gbt-76x130", "-o", house / "look.png", "--number", word),
        ("void", word, "--reason", "torn"),
        ("erase", "--number", word, "--reason", "request"),
    ):
        done = waybill(*words, cwd=house)
        assert done.returncode == 0, (words, done.stderr.decode())


def test_a_list_may_have_its_columns_name_above_it(house: Path) -> None:
    first, second = (row["运单号"] for row in rows(PLAIN)[:2])
    asked = ("reprint", "-o", house / "again.pdf", "--reason", "jam")
    assert waybill(*asked, stdin=f"运单号\r\n{first}\r\n{second}\r\n".encode()).returncode == 0
    assert len(page_texts(house / "again.pdf")) == 2
    for wrong, line in ((f"运单号\n{first}\n王芳\n", 3), ("王芳\n", 1)):
        done = waybill(*asked, stdin=wrong.encode())
        assert (done.returncode, f"<stdin>:{line}: " in done.stderr.decode()) == (9, True)


@pytest.mark.parametrize("typed", ["１３８００１３８０００", "+86 138 0013 8000", "138 0013 8000", "王芳"])
def test_what_is_no_number_is_not_echoed(house: Path, typed: str) -> None:
    done = waybill("reprint", typed, "-o", house / "again.pdf", "--reason", "torn")
    assert (done.returncode, b"JOURNAL-UNKNOWN" in done.stderr) == (9, True)
    for piece in (typed, "13800138000", "138 0013"):
        assert piece not in done.stderr.decode()


def test_a_number_as_an_argument_may_be_written_in_groups(house: Path) -> None:
    grouped = f"{NUMBER[:2]} {NUMBER[2:8]}\u3000{NUMBER[8:]}"
    done = waybill("reprint", grouped, "-o", house / "again.pdf", "--reason", "torn")
    assert done.returncode == 0, done.stderr.decode()


def test_numbers_from_a_file_that_notepad_wrote(house: Path) -> None:
    numbers = b"\xef\xbb\xbf" + f"{NUMBER}\r\n".encode()
    done = waybill("reprint", "-o", house / "again.pdf", "--reason", "jam", stdin=numbers)
    assert done.returncode == 0, done.stderr.decode()
    assert len(page_texts(house / "again.pdf")) == 1


@pytest.mark.parametrize("wrong", ["15089606268", "SF0000000000000", "林清秋"])
def test_a_wrong_number_in_a_list_is_told_with_its_line(house: Path, wrong: str) -> None:
    listed = f"{NUMBER} {NUMBER}\n\n{wrong}\n".encode()
    done = waybill("reprint", "-o", house / "again.pdf", "--reason", "jam", stdin=listed)
    assert (done.returncode, b"JOURNAL-UNKNOWN: <stdin>:3: " in done.stderr) == (9, True), (
        done.stderr.decode()
    )
    assert wrong.startswith("SF") or wrong not in done.stderr.decode()
    assert not (house / "again.pdf").exists()


def test_unknown_number(house: Path) -> None:
    done = waybill("reprint", "SF0000000000000", "-o", house / "again.pdf", "--reason", "torn")
    assert done.returncode == 9
    assert b"JOURNAL-" in done.stderr and b"Traceback" not in done.stderr
    assert not (house / "again.pdf").exists()


@pytest.mark.parametrize(("words", "status", "told"), [
    ([NUMBER, "-o", "."], 3, "OUTPUT-WRITE"),
    ([NUMBER, "-o", ""], 2, "CLI-EMPTY"),
    ([NUMBER, "-o", "no/such/again.pdf"], 3, "OUTPUT-WRITE"),
    ([NUMBER, "-o", "nofolder/"], 3, "OUTPUT-WRITE"),
    ([NUMBER, "--template", "gbt-76x13"], 6, "TEMPLATE-UNKNOWN"),
    ([NUMBER, "--batch", "1"], 2, "PIPELINE-NUMBERS-OR-BATCH"),
    ([NUMBER, "--pdf", "labels.pdf"], 2, "PIPELINE-NUMBERS-OR-BATCH"),
    (["--pdf", "labels.pdf", "--batch", "1"], 2, "PIPELINE-NUMBERS-OR-BATCH"),
    (["--pdf", "labels.pdf", "-o", "labels.pdf"], 3, "OUTPUT-INPUT"),
    (["--pdf", "labels.pdf", "--from", "6"], 3, "RENDER-PAGE"),
    (["--pdf", "labels"], 3, "VERIFY-READ"),
    (["--pdf", "blank.pdf"], 8, "VERIFY-NO-NUMBER"),
    (["--pdf", "labels.pdf", "--from", "4", "--to", "2"], 2, "PIPELINE-PAGES-TURNED"),
    (["--batch", "1", "--from", "4", "--to", "2"], 2, "PIPELINE-PAGES-TURNED"),
    (["--from", "2"], 2, "PIPELINE-PAGES-OF"),
    ([NUMBER, "--to", "2"], 2, "PIPELINE-PAGES-OF"),
])  # fmt: skip
def test_what_can_not_be_done_counts_as_no_reprint(
    house: Path, words: list[str], status: int, told: str
) -> None:
    before = waybill("audit", "head").stdout
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(200, 300)
    blank.save(house / "blank.pdf")
    done = waybill("reprint", *words, "--reason", "torn", cwd=house)
    assert (done.returncode, told in done.stderr.decode()) == (status, True), done.stderr.decode()
    assert waybill("audit", "head").stdout == before


@pytest.mark.parametrize(
    "text", ["18812345678", "SF1\x1b]0;there\x07", "SF79\n1234567", "LIN QINGQIU 1202", "057187654321"]
)
def test_what_a_forged_file_says_is_not_repeated(house: Path, text: str) -> None:
    """Neither to a terminal nor to a log; the refusal is written down."""
    bars(house / "forged.pdf", text)
    done = waybill("reprint", "--pdf", house / "forged.pdf", "-o", house / "x.pdf", "--reason", "jam")
    assert (done.returncode, "JOURNAL-UNKNOWN" in done.stderr.decode()) == (9, True)
    assert f"of {len(text)} characters" in done.stderr.decode() and text.encode() not in done.stderr
    assert '"refusal"' in waybill("audit", "export").stdout.decode().splitlines()[-2]
    assert not (house / "x.pdf").exists()


def test_a_file_of_labels_is_under_the_policy_like_numbers(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label that is in the file twice, or in two files, comes once each time and is counted; others are refused."""
    bars(house / "twice.pdf", NUMBER, NUMBER, "JT0000000000000")
    (house / "policy.toml").write_text('[reprint]\nmax_count = 1\nreasons = ["jam"]\n')
    monkeypatch.setenv("WAYBILL_REPRINT_POLICY", str(house / "policy.toml"))
    words = ("reprint", "--pdf", house / "twice.pdf", "--to", "3", "-o", house / "x.pdf", "--reason")
    assert b"JOURNAL-REASON-LIST" in waybill(*words, "torn").stderr
    done = waybill(*words, "jam")
    told, why = done.stderr.decode().splitlines()
    assert (done.returncode, told) == (10, f"1 label reprinted, 1 refused -> {house / 'x.pdf'}")
    assert why.startswith(
        "  1 × JOURNAL-UNKNOWN: The journal does not know the waybill number JT0000000000000 "
    )
    for file in ("twice.pdf", "x.pdf"):
        done = waybill("reprint", "--pdf", house / file, "-o", house / "y.pdf", "--reason", "jam")
        assert (done.returncode, b"JOURNAL-REPRINT-COUNT" in done.stderr) == (9, True)
    kinds = [json.loads(line)["kind"] for line in waybill("audit", "export").stdout.splitlines()]
    assert kinds.count("reprint") == 1 and kinds.count("refusal") == 5


def test_pages_of_one_file_of_a_split_run(house: Path) -> None:
    """A label's n/N counts the pages of its file: of the batch, these would be other labels."""
    orders = house / "more.csv"
    orders.write_bytes(
        b"\n".join([*PLAIN.read_bytes().splitlines()[:1], *PLAIN.read_bytes().splitlines()[6:13]])
    )
    done = waybill("print", orders, "-o", house / "day.pdf", "--split", "4", "--quiet")
    assert done.returncode == 0, done.stderr.decode()
    words = ("reprint", "-o", house / "again.pdf", "--reason", "jam", "--from", "2", "--to", "9")
    done = waybill(*words, "--batch", "2")
    assert (done.returncode, b"PIPELINE-BATCH-SPLIT" in done.stderr) == (2, True), done.stderr.decode()
    done = waybill(*words, "--pdf", house / "day-0002.pdf")
    assert done.returncode == 0, done.stderr.decode()
    assert f"of the pages 2 to 9, {house / 'day-0002.pdf'} has 2" in done.stderr.decode()
    pages = page_texts(house / "again.pdf")
    assert [rows(PLAIN)[place]["运单号"] in page for place, page in zip((10, 11), pages, strict=True)] == [
        True,
        True,
    ]


def test_a_label_on_two_pages_is_printed_once(house: Path) -> None:
    pdf, twice = pypdfium2.PdfDocument(house / "labels.pdf"), pypdfium2.PdfDocument.new()
    twice.import_pages(pdf, [0, 1, 1, 2])
    twice.save(house / "twice.pdf")
    words = ("reprint", "--pdf", house / "twice.pdf", "--from", "1", "--to", "4")
    done = waybill(*words, "-o", house / "again.pdf", "--reason", "jam")
    assert (done.returncode, b"of the pages" in done.stderr) == (0, False), done.stderr.decode()
    assert len(page_texts(house / "again.pdf")) == 3


def test_what_a_strangers_page_says_is_not_echoed(house: Path) -> None:
    grid = DotGrid(76, 130, 203)
    with (house / "stranger.pdf").open("wb") as file:
        pdf = PdfFile(file, grid=grid, static=[], created=datetime(2026, 11, 23))
        pdf.add(Painter(grid).paint(Page([Bars(40, 40, 2, 100, code128("13812345678"))], None)))
        pdf.finish()
    done = waybill("reprint", "--pdf", house / "stranger.pdf", "-o", house / "again.pdf", "--reason", "jam")
    assert (done.returncode, b"JOURNAL-UNKNOWN: " in done.stderr) == (9, True), done.stderr.decode()
    assert b"13812345678" not in done.stderr


def test_an_erased_page_of_a_batch_has_no_number(house: Path) -> None:
    assert waybill("erase", "--number", NUMBER, "--reason", "request").returncode == 0
    done = waybill("reprint", "--batch", "1", "--to", "1", "-o", house / "again.pdf", "--reason", "jam")
    assert (done.returncode, b"JOURNAL-UNKNOWN-BATCH: " in done.stderr) == (9, True), done.stderr.decode()


def test_what_of_a_batch_is_refused_is_told_with_the_reason(house: Path) -> None:
    numbers = [row["运单号"] for row in rows(PLAIN)[:4]]
    assert waybill("erase", "--number", numbers[0], "--reason", "request").returncode == 0
    assert waybill("void", numbers[1], "--reason", "cancelled").returncode == 0
    words = ("reprint", "--batch", "1", "--to", "4", "-o", house / "again.pdf", "--reason", "jam")
    done = waybill(*words, "--lang", "zh")
    assert (done.returncode, done.stderr.decode().splitlines()[1:]) == (10, [
        "  1 × JOURNAL-UNKNOWN: 台账中没有运单号 …：未在此打印，或已删除。",
        f"  1 × JOURNAL-VOIDED: 运单 {numbers[1]} 已作废。",
    ])  # fmt: skip
    done = waybill(*words, "--json", "-q")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["refused"]) == (10, b"", 2)
    assert told["refusals"] == {"JOURNAL-UNKNOWN": 1, "JOURNAL-VOIDED": 1}


def test_pages_of_a_reprint(house: Path) -> None:
    numbers = [row["运单号"] for row in rows(PLAIN)[:4]]
    assert waybill("reprint", *numbers, "-o", house / "again.pdf", "--reason", "torn").returncode == 0
    assert waybill("void", numbers[2], "--reason", "cancelled").returncode == 0
    done = waybill(
        "reprint", "--pdf", house / "again.pdf", "--from", "3", "-o", house / "jam.pdf", "--reason", "jam"
    )
    told, why = done.stderr.decode().splitlines()
    assert (done.returncode, told) == (10, f"1 label reprinted, 1 refused -> {house / 'jam.pdf'}")
    assert why == f"  1 × JOURNAL-VOIDED: Waybill {numbers[2]} was voided."
    (page,) = page_texts(house / "jam.pdf")
    assert numbers[3] in page and "补打2" in join([page])


def test_labels_of_two_forms_count_as_no_reprint(house: Path) -> None:
    orders = house / "more.csv"
    orders.write_bytes(b"\n".join(PLAIN.read_bytes().splitlines()[:8]) + b"\n")
    done = waybill("print", orders, "-o", house / "more.pdf", "--template", "gbt-100x150", "--quiet")
    assert done.returncode == 0, done.stderr.decode()
    before = waybill("audit", "head").stdout
    numbers = [rows(PLAIN)[place]["运单号"] for place in (0, 6)]
    done = waybill("reprint", *numbers, "-o", house / "again.pdf", "--reason", "torn")
    assert (done.returncode, b"PIPELINE-FORMS" in done.stderr) == (9, True)
    assert waybill("audit", "head").stdout == before


def test_a_form_that_can_not_hold_the_label_counts_as_no_reprint(house: Path) -> None:
    form = (TEMPLATES / "reprint-small.toml").read_text("utf-8")
    small = house / "small.toml"
    small.write_text(
        form.replace(
            'elements = [\n  { text = "{carrier}"',
            'elements = [\n  { text = "{sender_region}", x = 31, width = 13, height = 5, size = 2 },\n  { text = "{carrier}"',
            1,
        ),
        "utf-8",
    )
    before = waybill("audit", "head").stdout
    from_far = "JT3810101072162"
    done = waybill("reprint", from_far, "--template", small, "-o", house / "again.pdf", "--reason", "torn")
    assert (done.returncode, b"LAYOUT-TEXT" in done.stderr) == (7, True), done.stderr.decode()
    assert waybill("audit", "head").stdout == before
    assert not (house / "again.pdf").exists()


def test_labels_that_are_replaced_are_told(house: Path) -> None:
    done = waybill("reprint", NUMBER, "-o", house / "labels.pdf", "--reason", "torn")
    assert b"labels.pdf held labels of batch 1 (5 in all) and was replaced" in done.stderr


def test_a_journal_that_is_not_there_is_not_made(house: Path) -> None:
    place = house / "typo.db"
    done = waybill("reprint", NUMBER, "--journal", place, "-o", house / "again.pdf", "--reason", "torn")
    assert (done.returncode, b"JOURNAL-OPEN" in done.stderr, place.exists()) == (9, True, False)
