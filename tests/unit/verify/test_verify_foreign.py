"""The verifier on other programs' PDFs: each fault is found, named and placed; a good label is left in peace."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from zlib import compress

import pypdfium2
import pytest
from foreign import HEIGHT, MODULE, NAME, NUMBER, PHONE, WIDTH, Extra, bars, good, han, make, say, square
from pikepdf import ObjectStreamMode, Pdf
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from waybill.errors import InputError
from waybill.symbols import code128
from waybill.verify import Finding, SecretBook, secrets_of_files, verify_pdf
from waybill.verify.characters import check_text
from waybill.verify.pages import Char, PageView
from waybill.verify.spelling import readable

ORDERS = (
    "运单号,快递公司,收件人,收件人手机,省,市,区,详细地址,寄件人,寄件人手机,寄件地址,商品,备注\n"
    f"{NUMBER},顺丰速运,{NAME},{PHONE},福建省,泉州市,晋江市,长江西路737号山门府43栋3单元1202室,"
    "Mary Poppins,0755-86541234,贵州省贵阳市观山湖区胜利街1938号26幢2206室,保温杯,加微信poppins_1964\n"
)


@pytest.fixture
def book(tmp_path: Path) -> SecretBook:
    (tmp_path / "orders.csv").write_text(ORDERS, "utf-8")
    return secrets_of_files([str(tmp_path / "orders.csv")])


def kinds(findings: list[Finding]) -> set[str]:
    return {f"{f.code}:{dict(f.facts)['kind']}" if f.code == "VERIFY-LEAK" else f.code for f in findings}


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_good_label_is_left_in_peace(tmp_path: Path, book: SecretBook, dpi: int) -> None:
    path = make(tmp_path / "x.pdf")
    for secrets in (None, book):
        report = verify_pdf(path, secrets=secrets, dpi=dpi)
        assert report.findings == [] and report.exit_code == 0
        assert (report.pages, report.checked, report.codes) == (1, 1, 1)


def test_a_damaged_page_is_told_without_what_stands_there(tmp_path: Path) -> None:
    """In a process of its own: what a library logs goes to the terminal where nobody listens."""
    writer = PdfWriter()
    for _ in range(2):
        writer.append(make(tmp_path / "x.pdf"))
    writer.root_object["/Pages"]["/Kids"][1] = NumberObject(PHONE)  # type: ignore[index]
    writer.write(tmp_path / "y.pdf")
    words = [sys.executable, "-m", "waybill", "verify", str(tmp_path / "y.pdf")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, "VERIFY-NOT-PDF: " in done.stderr, PHONE in done.stderr) == (3, True, False), (
        done.stderr
    )


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    say(PHONE)(canvas)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(20, 90)
    text.setFont("Vera", 9)
    text.setTextRenderMode(3)
    text.textOut(PHONE)
    canvas.drawText(text)


def covered(canvas: Canvas) -> None:
    say(PHONE)(canvas)
    canvas.rect(15, 85, 120, 18, stroke=0, fill=1)


def behind_a_white_box(canvas: Canvas) -> None:
    say(PHONE)(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(15, 85, 120, 18, stroke=0, fill=1)


def one_by_one(canvas: Canvas) -> None:
    canvas.setFont("Vera", 9)
    for index, digit in enumerate(PHONE):
        canvas.drawString(20 + 9 * index, 90, digit)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("inside")
    say(PHONE)(canvas)
    canvas.endForm()
    canvas.doForm("inside")


LEAKS: dict[str, tuple[Callable[[Canvas], object], str, bool]] = {
    "phone": (say(PHONE), "phone", True),
    "phone with blanks": (say("138 0013 8765"), "phone", True),
    "phone with hyphens": (say("138-0013-8765"), "phone", True),
    "phone with country code": (say(f"+86{PHONE}"), "phone", True),
    "seven digits of it": (say("***0013876*"), "phone", False),
    "four digits hidden": (say("138****8765"), "phone", True),
    "four digits hidden, in a QR code": (lambda c: square(c, "138****8765", 150, 40), "phone", True),
    "sender's landline": (say("0755-86541234"), "phone", True),
    "digit by digit": (one_by_one, "phone", True),
    "in a form": (in_a_form, "phone", True),
    "name": (han(NAME), "name", False),
    "name behind its title": (han(f"收件人：{NAME}"), "name", True),
    "given name": (han("**清秋"), "name", False),
    "Latin name": (say("M*** POPPINS"), "name", False),
    "room": (han("43栋3单元1202室"), "room", False),
    "room alone": (han("1202室"), "room", False),
    "unit": (han("3单元"), "room", False),
    "account in the remark": (say("poppins_1964"), "contact", False),
    "white on white": (white, "phone", True),
    "invisible": (invisible, "phone", True),
    "in a QR code": (lambda c: square(c, json.dumps({"n": NUMBER, "tel": PHONE}), 150, 40), "phone", True),
    "in a QR code, Base64": (
        lambda c: square(c, b64encode(f"{PHONE}.".encode()).decode(), 150, 40),
        "phone",
        True,
    ),
    "in a QR code, percent": (lambda c: square(c, f"http://a.cn/?n={quote(NAME)}", 150, 40), "name", False),
}


@pytest.mark.parametrize("what", LEAKS)
def test_leaks_on_the_page(tmp_path: Path, book: SecretBook, what: str) -> None:
    extra, kind, by_pattern = LEAKS[what]
    path = make(tmp_path / "x.pdf", lambda canvas: None, extra)
    report = verify_pdf(path, secrets=book)
    assert f"VERIFY-LEAK:{kind}" in kinds(report.findings)
    leak = next(f for f in report.findings if f.code == "VERIFY-LEAK")
    assert leak.page == 2 and leak.zone.endswith("mm")
    assert report.exit_code == 5
    if by_pattern:
        assert f"VERIFY-LEAK:{kind}" in kinds(verify_pdf(path).findings)
    told = "\n".join(f.text() for f in report.findings) + repr(report)
    assert PHONE not in told and NAME not in told and "1202" not in told


def test_place_of_a_leak(tmp_path: Path, book: SecretBook) -> None:
    path = make(tmp_path / "x.pdf", say(PHONE, x=100, y=HEIGHT - 40))
    (leak,) = (f for f in verify_pdf(path, secrets=book).findings if f.code == "VERIFY-LEAK")
    across, down = (float(part.removesuffix(" mm")) for part in leak.zone.split(","))
    assert 34 <= across <= 40 and 11 <= down <= 15


@pytest.mark.parametrize("extra", [white, invisible, covered, behind_a_white_box, say("1 2 3 4", size=0.4)])
def test_hidden_text(tmp_path: Path, extra: Callable[[Canvas], object]) -> None:
    path = make(tmp_path / "x.pdf", extra)
    for dpi in (203, 300):
        assert "VERIFY-HIDDEN" in kinds(verify_pdf(path, dpi=dpi).findings)


def test_identity_number(tmp_path: Path) -> None:
    assert kinds(verify_pdf(make(tmp_path / "x.pdf", say("110101199003078515"))).findings) == {
        "VERIFY-LEAK:identity number"
    }


def test_a_phone_is_no_waybill_number_whatever_bars_say_it(tmp_path: Path) -> None:
    """Nor may the text repeat it because a code says it too."""
    path = make(tmp_path / "x.pdf", base=lambda canvas: good(canvas, PHONE))
    assert kinds(verify_pdf(path).findings) == {"VERIFY-LEAK:phone"}


def spoken_otherwise(text: str) -> Extra:
    """Marked content whose words for a reader's voice are others than those shown."""
    return lambda canvas: canvas._code.append(f"/Span <</ActualText ({text})>> BDC EMC")


def test_numbers_in_a_pages_stream_that_it_does_not_show(tmp_path: Path) -> None:
    """Without the orders too; also where the page may show another number."""
    virtual = say("17012345678-1234"), say("虚拟号", font="STSong-Light", y=75)
    for hidden, told in ((PHONE, {"VERIFY-LEAK:phone"}), ("17012345678", set())):
        path = make(tmp_path / "x.pdf", together(*virtual, spoken_otherwise(hidden)))
        assert kinds(verify_pdf(path).findings) - {"VERIFY-FONT", "VERIFY-HIDDEN"} == told


def together(*draw: Extra) -> Extra:
    return lambda canvas: [each(canvas) for each in draw]


def test_one_number_may_be_shown_under_a_marked_exception(tmp_path: Path) -> None:
    marked = say("例外显示姓名、电话 理由:急救", font="STSong-Light", y=75)
    other_field = say("例外显示姓名 理由:急救", font="STSong-Light", y=75)
    for draw, told in (
        (together(marked, say(PHONE)), set()),
        (together(marked, say("138****8765")), set()),
        (together(other_field, say("138****8765")), {"VERIFY-LEAK:phone"}),
        (together(marked, say(PHONE), say("13912340000", y=105)), {"VERIFY-LEAK:phone"}),
        (together(other_field, say(PHONE)), {"VERIFY-LEAK:phone"}),
    ):
        path = make(tmp_path / "x.pdf", draw)
        assert kinds(verify_pdf(path).findings) - {"VERIFY-FONT", "VERIFY-HIDDEN"} == told


def test_virtual_numbers_may_be_shown_where_the_page_says_so(tmp_path: Path) -> None:
    path = make(
        tmp_path / "x.pdf",
        lambda canvas: (say("17012345678-1234")(canvas), say("虚拟号", font="STSong-Light", y=75)(canvas)),
    )
    assert kinds(verify_pdf(path).findings) - {"VERIFY-HIDDEN"} == {"VERIFY-FONT"}


def edited(source: Path, edit: Callable[[PdfWriter], object]) -> Path:
    writer = PdfWriter(clone_from=source)
    edit(writer)
    target = source.with_name("edited.pdf")
    writer.write(target)
    return target


def unreferenced(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"call {PHONE}".encode())
    writer._add_object(stream.flate_encode())


def xmp(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta><dc:creator>{NAME}</dc:creator></x:xmpmeta>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)


def comment(writer: PdfWriter) -> None:
    contents = writer.pages[0].get_contents()
    assert contents is not None
    stream = DecodedStreamObject()
    stream.set_data(contents.get_data() + f"\n% {NAME} 3单元1202室\n".encode())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def script(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{PHONE}')"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def hold(writer: PdfWriter, thing: NameObject | NumberObject) -> None:
    writer._add_object(DictionaryObject({NameObject("/K"): thing}))


def packed(path: Path) -> Path:
    """The file with its objects in object streams."""
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=ObjectStreamMode.generate)
    assert b"/ObjStm" in path.read_bytes()
    return path


BEHIND: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "author": (lambda p: make(p, lambda c: c.setAuthor(NAME)), "name", "metadata"),
    "title": (lambda p: make(p, lambda c: c.setTitle(f"label {PHONE}")), "phone", "metadata"),
    "annotation": (lambda p: make(p, lambda c: c.textAnnotation(NAME, [10, 10, 40, 40])), "name", "annotation"),
    "room in an annotation": (lambda p: make(p, lambda c: c.textAnnotation("to 3单元1202室", [10, 10, 40, 40])), "room", "annotation"),
    "field": (lambda p: make(p, lambda c: c.acroForm.textfield(value=PHONE, x=20, y=90, width=90, height=16)), "phone", ""),
    "bookmark": (lambda p: make(p, lambda c: (c.bookmarkPage("a"), c.addOutlineEntry(NAME, "a"))), "name", ""),
    "attachment": (lambda p: edited(make(p), lambda w: w.add_attachment("a.csv", ORDERS.encode("gb18030"))), "name", ""),
    "attachment's name": (lambda p: edited(make(p), lambda w: w.add_attachment(f"{NAME}.txt", b"-")), "name", ""),
    "XMP": (lambda p: edited(make(p), xmp), "name", "stream"),
    "object that nothing refers to": (lambda p: edited(make(p), unreferenced), "phone", "stream"),
    "comment in the page's stream": (lambda p: edited(make(p), comment), "name", "stream"),
    "name of a key": (lambda p: edited(make(p), lambda w: hold(w, NameObject(f"/{NAME}"))), "name", "object"),
    "whole number": (lambda p: edited(make(p), lambda w: hold(w, NumberObject(int(PHONE)))), "phone", "object"),
    "in an object stream": (lambda p: packed(make(p, lambda c: c.setAuthor(NAME))), "name", "object"),
    "script": (lambda p: edited(make(p), script), "phone", "object"),
}  # fmt: skip


@pytest.mark.parametrize("what", BEHIND)
def test_leaks_behind_the_page(tmp_path: Path, book: SecretBook, what: str) -> None:
    build, kind, place = BEHIND[what]
    path = build(tmp_path / "x.pdf")
    report = verify_pdf(path, secrets=book)
    leaks = [f for f in report.findings if f.code == "VERIFY-LEAK"]
    assert f"VERIFY-LEAK:{kind}" in kinds(leaks)
    assert any(place in f.zone for f in leaks)
    if kind == "phone":
        assert "VERIFY-LEAK:phone" in kinds(verify_pdf(path).findings), "without the orders too"


def taken_away(path: Path) -> Path:
    """The file with its document information emptied by an update behind its end."""
    writer = PdfWriter(path, incremental=True)
    writer.metadata = None
    writer.add_metadata({"/Author": "nobody"})
    writer.write(path)
    assert path.read_bytes().count(b"%%EOF") == 2
    return path


def with_bytes(path: Path, behind: bytes) -> Path:
    path.write_bytes(path.read_bytes() + behind)
    return path


LEFT: dict[str, tuple[Callable[[Path], Path], set[str]]] = {
    "older revision": (lambda p: taken_away(make(p, lambda c: c.setAuthor(PHONE))), {"VERIFY-REVISIONS", "VERIFY-LEAK:phone"}),
    "older revision in an object stream": (
        lambda p: taken_away(packed(make(p, lambda c: c.setAuthor(NAME)))), {"VERIFY-REVISIONS", "VERIFY-LEAK:name"},
    ),
    "harmless older revision": (lambda p: taken_away(make(p)), {"VERIFY-REVISIONS"}),
    "comment behind the end": (lambda p: with_bytes(make(p), f"\n%{NAME}".encode()), {"VERIFY-BEHIND", "VERIFY-LEAK:name"}),
    "object behind the end": (
        lambda p: with_bytes(make(p), f"\n99 0 obj\n({PHONE})\nendobj\n".encode()), {"VERIFY-BEHIND", "VERIFY-LEAK:phone"},
    ),
    "stream behind the end": (
        lambda p: with_bytes(
            make(p),
            b"\n99 0 obj\n<</Filter/FlateDecode>>stream\n%b\nendstream endobj\n" % compress(PHONE.encode()),
        ), {"VERIFY-BEHIND", "VERIFY-LEAK:phone"},
    ),
    "object that is none": (lambda p: with_bytes(make(p), f"\n99 0 obj\n<<{PHONE}".encode()), {"VERIFY-BEHIND", "VERIFY-LEAK:phone"}),
    "blanks behind the end": (lambda p: with_bytes(make(p), b"\r\n \n"), set()),
}  # fmt: skip


@pytest.mark.parametrize("what", LEFT)
def test_what_is_left_in_the_file(tmp_path: Path, book: SecretBook, what: str) -> None:
    """With the orders and without; a name alone is known from the orders only."""
    build, told = LEFT[what]
    path = build(tmp_path / "x.pdf")
    assert kinds(verify_pdf(path, secrets=book).findings) == told
    assert kinds(verify_pdf(path).findings) == told - {"VERIFY-LEAK:name"}


def test_a_file_of_very_many_pages_is_read(tmp_path: Path) -> None:
    """The PDF library's own guard gives up at a count of pages that a day's labels reach."""

    def pages(canvas: Canvas) -> None:
        canvas.bookmarkPage("first")
        canvas.addOutlineEntry("first", "first")
        for _ in range(6):
            canvas.showPage()
            good(canvas)

    path = make(tmp_path / "x.pdf", pages)
    with apply_configuration(page_tree_maximum_entries=2, outline_maximum_entries=0):
        report = verify_pdf(path)
    assert report.pages == 7 and report.findings == []


@pytest.mark.parametrize(
    ("created", "told"),
    [("D:20261123100000+00'00'", set()), ("D:20261323100000", {"VERIFY-LEAK:phone"}), ("2026-11-23T10:00:00Z", set())],
)  # fmt: skip
def test_the_date_of_the_document_is_no_phone(tmp_path: Path, created: str, told: set[str]) -> None:
    """A landline's seven digits may stand in it by chance; what is no date is looked through."""
    (tmp_path / "orders.csv").write_text(ORDERS.replace("0755-86541234", "010-62310000/2323100000"), "utf-8")
    chance = secrets_of_files([str(tmp_path / "orders.csv")])
    assert {"2310000", "2323100"} & chance.by_number[NUMBER].digits
    path = make(tmp_path / "x.pdf", lambda c: c.setKeywords(created))
    assert kinds(verify_pdf(path, secrets=chance).findings) == told


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("044168788513e78d47b751369d69d53f", set()),
        (b"<13812345678>".hex() + "000000", {"VERIFY-LEAK:phone"}),
    ],
)
def test_the_figures_of_a_file_identifier_are_no_phone(tmp_path: Path, mark: str, told: set[str]) -> None:
    path = make(tmp_path / "x.pdf")
    path.write_bytes(re.sub(rb"<[0-9a-f]{32}>", f"<{mark}>".encode(), path.read_bytes()))
    assert kinds(verify_pdf(path).findings) == told


def closer(x: float) -> Callable[[Canvas], object]:
    return lambda canvas: canvas.rect(x, 150, 1, 40, stroke=0, fill=1)


RIGHT = 40 + sum(code128(NUMBER)) * MODULE


def only(*draw: Callable[[Canvas], object]) -> Callable[[Canvas], object]:
    def base(canvas: Canvas) -> None:
        canvas.setFont("Vera", 9)
        canvas.drawString(60, 138, NUMBER)
        for each in draw:
            each(canvas)

    return base


def turned(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(60, 10)
    canvas.rotate(90)
    bars(canvas, NUMBER, 10, -40)
    canvas.restoreState()


CODES: dict[str, tuple[Callable[[Canvas], object], set[str]]] = {
    "no code": (only(), {"VERIFY-CODE"}),
    "bars run together": (only(lambda c: bars(c, NUMBER, 40, 150, ink=1.9)), {"VERIFY-CODE"}),
    "bars too fine for the head": (only(lambda c: (c.scale(0.2, 1), bars(c, NUMBER, 40, 150))), {"VERIFY-CODE"}),
    "two codes, two numbers": (
        only(lambda c: bars(c, NUMBER, 40, 150), lambda c: bars(c, "SF9999999999999", 40, 20)), {"VERIFY-CODE"},
    ),
    "another number than is spelled": (only(lambda c: bars(c, "SF9999999999999", 40, 150)), {"VERIFY-HRI"}),
    "rule left": (lambda c: (good(c), closer(40 - 9 * MODULE)(c)), {"VERIFY-QUIET"}),
    "rule right": (lambda c: (good(c), closer(RIGHT + 8.5 * MODULE)(c)), {"VERIFY-QUIET"}),
    "rules far enough": (lambda c: (good(c), closer(40 - 11.5 * MODULE)(c), closer(RIGHT + 10.5 * MODULE)(c)), set()),
    "at the paper's edge": (only(lambda c: bars(c, NUMBER, 3 * MODULE, 150)), {"VERIFY-QUIET"}),
    "turned": (only(turned), set()),
    "turned, rule below": (only(turned, lambda c: c.rect(60, 10.5, 40, 1, stroke=0, fill=1)), {"VERIFY-QUIET"}),
    "QR": (lambda c: (good(c), square(c, NUMBER, 180, 30)), set()),
    "QR with text under it": (lambda c: (good(c), square(c, NUMBER, 180, 30), say("scan", x=190, y=25)(c)), {"VERIFY-QUIET"}),
    "QR with a rule beside it": (lambda c: (good(c), square(c, NUMBER, 180, 30), c.rect(252, 30, 1, 70, fill=1)), {"VERIFY-QUIET"}),
    "QR of somebody else": (lambda c: (good(c), square(c, "https://example.cn/x", 180, 30)), {"VERIFY-OTHER-CODE"}),
}  # fmt: skip


@pytest.mark.parametrize("what", CODES)
@pytest.mark.parametrize("dpi", [203, 300])
def test_codes(tmp_path: Path, what: str, dpi: int) -> None:
    base, expected = CODES[what]
    report = verify_pdf(make(tmp_path / "x.pdf", base=base), dpi=dpi)
    assert kinds(report.findings) == expected
    assert (
        report.exit_code == {"VERIFY-CODE": 8, "VERIFY-QUIET": 8}.get(*expected, 7)
        if expected
        else report.exit_code == 0
    )  # type: ignore[misc]


def test_a_number_that_no_order_has(tmp_path: Path, book: SecretBook) -> None:
    """The page is then held to all orders' secrets."""
    base = only(
        lambda c: bars(c, "SF9999999999999", 40, 150), say("SF9999999999999", y=120), say(PHONE, y=60)
    )
    assert kinds(verify_pdf(make(tmp_path / "x.pdf", base=base), secrets=book).findings) == {
        "VERIFY-STRANGER",
        "VERIFY-LEAK:phone",
    }


def test_an_unreadable_code_does_not_hide_a_leak(tmp_path: Path, book: SecretBook) -> None:
    for number in (NUMBER, "?"):
        base = only(say(PHONE, y=60)) if number == NUMBER else say(PHONE, y=60)
        assert "VERIFY-LEAK:phone" in kinds(
            verify_pdf(make(tmp_path / "x.pdf", base=base), secrets=book).findings
        )


def test_font_that_is_not_in_the_file(tmp_path: Path) -> None:
    path = make(tmp_path / "x.pdf", say("Helvetica", font="Helvetica"))
    (found,) = verify_pdf(path).findings
    assert found.code == "VERIFY-FONT" and dict(found.facts) == {"font": "Helvetica"}


def test_missing_glyph(tmp_path: Path) -> None:
    """Vera has no Chinese: it draws an empty box, whatever the file says that it means."""
    for dpi in (203, 300):
        assert kinds(verify_pdf(make(tmp_path / "x.pdf", say("诸", size=16)), dpi=dpi).findings) == {
            "VERIFY-GLYPH"
        }


def test_letters_like_boxes_are_no_missing_glyphs(tmp_path: Path) -> None:
    path = make(tmp_path / "x.pdf", say("X HO08 DBQ [] |=|", size=16))
    assert verify_pdf(path).findings == []


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("font", ["Vera", "Vera-Bold"])
def test_upright_strokes_are_no_crossed_boxes(tmp_path: Path, font: str, dpi: int) -> None:
    path = make(
        tmp_path / "x.pdf", *(say("CI785CN I l | 1 i.", size=size, font=font) for size in range(6, 19, 2))
    )
    assert verify_pdf(path, dpi=dpi).findings == []


@pytest.mark.parametrize(
    ("width", "height", "stroke"),
    [
        (14, 18, 1),
        (20, 40, 1),
        (20, 40, 2),
        (30, 40, 3),
        (40, 44, 2),
        (40, 44, 5),
        (90, 100, 2),
        (90, 100, 8),
    ],
)
def test_crossed_boxes_are_missing_glyphs(width: int, height: int, stroke: int) -> None:
    """As many fonts draw a character that they don't have."""
    dots = Image.new("L", (width + 20, height + 20), 255)
    pen, (left, top, right, bottom) = ImageDraw.Draw(dots), (10, 10, 9 + width, 9 + height)
    pen.rectangle((left, top, right, bottom), outline=0, width=stroke)
    pen.line((left, top, right, bottom), fill=0, width=stroke)
    pen.line((left, bottom, right, top), fill=0, width=stroke)
    char = Char("诸", left, top, right + 1, bottom + 1, True)
    page = PageView(1, 30.0, 30.0, dots, [], [char], "诸", "诸", [0], set())
    assert [found.code for found in check_text(page, [])] == ["VERIFY-GLYPH"]


def test_text_off_the_paper(tmp_path: Path) -> None:
    for place in ({"x": -30.0}, {"x": WIDTH - 12}, {"y": HEIGHT + 20}):
        assert "VERIFY-OUTSIDE" in kinds(
            verify_pdf(make(tmp_path / "x.pdf", say("Outside", **place))).findings
        )


def test_text_that_leaves_its_zone(tmp_path: Path) -> None:
    from reportlab.lib.units import mm

    paper = (76 * mm, 130 * mm)
    path = make(tmp_path / "x.pdf", say("W" * 40, x=60, y=120), base=None, size=paper)
    assert "VERIFY-ZONE" in kinds(verify_pdf(path, template="gbt-76x130").findings)
    assert "VERIFY-ZONE" not in kinds(verify_pdf(path).findings), "another form has other zones"
    path = make(tmp_path / "x.pdf", say("W", x=100, y=180), base=None, size=paper)
    assert kinds(verify_pdf(path, template="gbt-76x130").findings) == {"VERIFY-CODE"}


def test_a_picture_of_a_label(tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(make(tmp_path / "x.pdf"))[0].render(scale=203 / 72).to_pil()
    raw = io.BytesIO()
    page.save(raw, "PNG")
    raw.seek(0)
    picture = make(
        tmp_path / "y.pdf", lambda c: c.drawImage(ImageReader(raw), 0, 0, WIDTH, HEIGHT), base=None
    )
    assert {"VERIFY-NO-TEXT", "VERIFY-HRI"} <= kinds(verify_pdf(picture).findings)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages(tmp_path: Path, degrees: int) -> None:
    def turn(writer: PdfWriter) -> None:
        writer.pages[0].rotate(degrees)

    assert verify_pdf(edited(make(tmp_path / "x.pdf"), turn)).findings == []
    assert "VERIFY-LEAK:phone" in kinds(
        verify_pdf(edited(make(tmp_path / "x.pdf", say(PHONE)), turn)).findings
    )


def test_a_page_box_that_begins_elsewhere(tmp_path: Path) -> None:
    def shift(writer: PdfWriter) -> None:
        page = writer.pages[0]
        page.mediabox.lower_left, page.mediabox.upper_right = (10, 10), (float(WIDTH), float(HEIGHT))
        page.cropbox = page.mediabox

    assert verify_pdf(edited(make(tmp_path / "x.pdf"), shift)).findings == []


def test_files_that_are_none(tmp_path: Path) -> None:
    good_file = make(tmp_path / "x.pdf").read_bytes()
    locked = PdfWriter(clone_from=tmp_path / "x.pdf")
    locked.encrypt("secret")
    locked.write(tmp_path / "locked.pdf")
    for name, data in (
        ("empty", b""),
        ("text", b"hello"),
        ("half", good_file[:300]),
        ("locked", (tmp_path / "locked.pdf").read_bytes()),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError) as refused:
            verify_pdf(tmp_path / name)
        assert refused.value.code == "VERIFY-NOT-PDF"
    with pytest.raises(InputError, match="VERIFY-READ"):
        verify_pdf(tmp_path / "missing.pdf")


def test_a_page_too_large_for_a_label(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        verify_pdf(make(tmp_path / "x.pdf", size=(14000, 14000)), dpi=203)
    assert refused.value.code == "VERIFY-LARGE"


def test_several_processes_find_the_same(tmp_path: Path, book: SecretBook) -> None:
    pages = [say(PHONE) if index % 20 == 7 else (lambda canvas: None) for index in range(60)]
    path = make(tmp_path / "x.pdf", *pages)
    alone, together = verify_pdf(path, secrets=book), verify_pdf(path, secrets=book, jobs=2)
    assert together == alone
    assert [f.page for f in alone.findings] == [8, 28, 48]
    some = verify_pdf(path, secrets=book, pages=[8, 9])
    assert (some.checked, [f.page for f in some.findings]) == (2, [8])


def test_reader_agrees_with_another_reader(tmp_path: Path) -> None:
    """What the checks rest on: the text that pypdf reads is the text that was checked."""
    path = make(tmp_path / "x.pdf")
    assert "".join(PdfReader(path).pages[0].extract_text().split()).find(NUMBER) >= 0


@pytest.mark.parametrize(
    ("data", "spelled"),
    [
        (rb"(a\101\8b)", "aA8b"),
        (rb"(\7\19\(\\)", "\x07\x019(\\"),
        (rb"(\n\q\777)", "\nq\xff"),
        (b"(\\\r\nx)", "x"),
    ],
)
def test_literal_strings_are_spelled(data: bytes, spelled: str) -> None:
    """ISO 32000-1, 7.3.4.2; an image's bytes look like one by chance, and may hold any escape."""
    assert spelled in readable(data).split("\n") or spelled in readable(data)


def test_the_secrets_of_every_sheet_are_known(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for index, name in enumerate(("阙骞澍", "麴甯泓")):
        sheet = book.active if not index else book.create_sheet()
        sheet.append(["运单号", "收件人", "收件人手机", "详细地址"])
        sheet.append(
            [f"SF790000000000{index}", name, "13971820645", "福建省泉州市晋江市长江西路1号3单元7403室"]
        )
    book.save(tmp_path / "orders.xlsx")
    known = secrets_of_files([str(tmp_path / "orders.xlsx")]).everything()
    assert {"阙骞澍", "麴甯泓"} <= known.names


def test_the_beginning_of_a_phone_is_no_room(tmp_path: Path) -> None:
    """A phone in groups in the address cell: 172 stands also in the road's 1725."""
    address = "周军 172 2780 5829 新疆维吾尔自治区乌鲁木齐市沙依巴克区人民大道1725号碧澜城12#1912"
    rows = f"运单号,收件人,收件人手机,详细地址\nSF7900000000001,周军,17227805829,{address}\n"
    (tmp_path / "orders.csv").write_text(rows, "utf-8")
    rooms = secrets_of_files([str(tmp_path / "orders.csv")]).everything().rooms
    assert any("1912" in room for room in rooms)
    assert not any("道172" in room for room in rooms)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_that_only_some_viewers_know_of_are_no_pdf_to_be_read(tmp_path: Path, count: int) -> None:
    path = make(tmp_path / "labels.pdf", say("a"), say(PHONE))
    path.write_bytes(path.read_bytes().replace(b"/Count 2", b"/Count %d" % count))
    with pytest.raises(InputError, match="VERIFY-NOT-PDF"):
        verify_pdf(path)
