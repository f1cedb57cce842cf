"""Secrets in other words: escapes, archives, odd strings, and glyphs that only their font's map can tell."""

from __future__ import annotations

import gzip
import io
import json
from base64 import b64encode, encodebytes
from collections.abc import Callable
from pathlib import Path
from time import process_time
from urllib.parse import quote
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from edited_pdfs import ROW, Edit, edited, kinds, picture, say_in_stream, subset
from foreign import NAME, NUMBER, PHONE, make, square
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, Stream, String

from waybill.errors import InputError
from waybill.verify import SecretBook, contents, objects, verify_pdf
from waybill.verify import packed as packing
from waybill.verify.codes import spoken
from waybill.verify.encoded import sayings
from waybill.verify.packed import unpacked
from waybill.verify.pages import Code
from waybill.verify.shapes import phones
from waybill.verify.spelling import readable

SAID = {
    "Base64 without padding": b64encode(PHONE.encode()).decode().rstrip("="),
    "Base64 in an address": "http://a.cn/t/" + b64encode(f"n={NAME}".encode()).decode(),
    "Base64 of GB 2312": b64encode(f"{NAME}1".encode("gb2312")).decode(),
    "Base64, percent": "d=" + quote(b64encode(f"tel={PHONE}!!".encode()).decode(), safe=""),
    "percent of GBK": "n=" + quote(NAME.encode("gb18030")),
    "percent twice": "n=" + quote(quote(NAME)),
    "hexadecimal": NAME.encode().hex(),
    "quoted": "N:" + "".join(f"={byte:02X}" for byte in NAME.encode()),
    "escapes": json.dumps({"n": NAME}),
    "entities": "".join(f"&#x{ord(char):X};" for char in NAME),
    "UTF-7": f"no 1 {NAME.encode('utf-7').decode()} A+B",
    "Base64 of gzip": b64encode(gzip.compress(f"n={NAME};".encode())).decode(),
}


@pytest.mark.parametrize("how", SAID)
def test_codes_and_metadata_in_other_words(tmp_path: Path, book: SecretBook, how: str) -> None:
    wanted = {"phone"} if PHONE in "\n".join(sayings(SAID[how])) else {"name"}
    assert (
        kinds(make(tmp_path / "code.pdf", lambda canvas: square(canvas, SAID[how], 150, 30, 90)), book)
        == wanted
    )
    assert kinds(make(tmp_path / "meta.pdf", lambda canvas: canvas.setSubject(SAID[how])), book) == wanted


@pytest.mark.parametrize("shift", range(19))
@pytest.mark.parametrize("behind", ["", "END:VCARD\n", "--=_part\n"])
def test_folded_base64_wherever_a_line_ends(shift: int, behind: str) -> None:
    """A line of 57 bytes cuts a Chinese character more often than not."""
    plain = "a" * shift + "备注甲乙,12\n" * 9 + f"{NAME}\n" + "丁戊己庚,3\n" * 9
    folded = encodebytes(plain.encode()).decode()
    for text in (folded, folded.replace("\n", "\r\n "), folded.rstrip("=\n") + "\n"):
        assert any(NAME in said for said in sayings("Content-Transfer-Encoding: base64\n\n" + text + behind))


def test_lines_without_end_take_no_time() -> None:
    started = process_time()
    for text in ("A" * 900_000, ("A" * 40 + "\n") * 20_000 + "?", "A" * 40 + " " * 900_000):
        sayings(text)
    assert process_time() - started < 5


def test_a_code_in_gbk_is_taken_for_latin_letters() -> None:
    told = f'{{"no":"{NUMBER}","to":"{NAME}"}}'.encode("gbk").decode("latin-1")
    assert NAME in spoken(Code("QRCode", told, 0, 0, 9, 9, 0))


@pytest.mark.parametrize("place", ["code", "metadata"])
def test_an_archive_in_base64_that_swells_is_refused(
    tmp_path: Path, book: SecretBook, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """What stands behind what swells would not be seen."""
    monkeypatch.setattr(packing, "LARGEST", 1_000)
    bomb = b64encode(gzip.compress(bytes(1_001))).decode()
    path = make(
        tmp_path / "bomb.pdf",
        lambda canvas: square(canvas, bomb, 150, 30, 90) if place == "code" else canvas.setSubject(bomb),
    )
    with pytest.raises(InputError, match="VERIFY-UNREAD"):
        verify_pdf(path, secrets=book)


@pytest.mark.parametrize(
    "text",
    ["SF1234567890123", "JT0000000000018", "9900000000017", "2026-11-23 14:05", "100%", "a/b", "1+1=2"],
)
def test_what_is_written_plainly_says_nothing_else(text: str) -> None:
    assert set(sayings(text)) == {text}


def zipped(data: bytes, name: str = "a.csv") -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook

    book, target = Workbook(), io.BytesIO()
    book.active.append([NAME, PHONE])
    book.save(target)
    return target.getvalue()


ATTACHED: dict[str, bytes] = {
    "gzip": gzip.compress(ROW.encode() * 5),
    "second member of a gzip file": gzip.compress(b"-") + gzip.compress(ROW.encode() * 5),
    "ZIP": zipped(ROW.encode() * 5),
    "ZIP in ZIP": zipped(zipped(ROW.encode() * 5)),
    "name in a ZIP": zipped(b"-", f"{NAME}.txt"),
    "workbook": workbook(),
    "between parentheses": f"a({NAME})".encode(),
    "between parentheses, GBK": f"a({NAME})".encode("gb18030"),
    "UTF-16 without a mark": ROW.encode("utf-16-le"),
}  # fmt: skip


@pytest.mark.parametrize("what", ATTACHED)
def test_attachments(tmp_path: Path, book: SecretBook, what: str) -> None:
    def attach(pdf: Pdf) -> None:
        pdf.attachments["a.bin"] = AttachedFileSpec(pdf, ATTACHED[what], filename="a.bin")

    assert "name" in kinds(edited(tmp_path / "x.pdf", attach), book)


SWOLLEN: dict[str, Callable[[], bytes]] = {
    "a stream": lambda: bytes(packing.LARGEST) + b" ",
    "an archive": lambda: zipped(bytes(packing.LARGEST)),
    "a gzip file": lambda: gzip.compress(bytes(packing.LARGEST + 1)),
    "many parts": lambda: zipped_parts(1001),
    "many members": lambda: gzip.compress(b"") * 1001,
    "packed over and over": lambda: zipped(zipped(zipped(zipped(zipped(b"-"))))),
}


def zipped_parts(count: int) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for place in range(count):
            archive.writestr(f"{place}", b"")
    return target.getvalue()


@pytest.mark.parametrize("what", SWOLLEN)
def test_what_is_too_much_to_read_is_not_called_clean(
    tmp_path: Path, book: SecretBook, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A leak may stand behind it."""
    for module in (packing, contents, objects):
        monkeypatch.setattr(module, "LARGEST", 1 << 20)

    def attach(pdf: Pdf) -> None:
        pdf.attachments["a.bin"] = AttachedFileSpec(pdf, SWOLLEN[what](), filename="a.bin")

    with pytest.raises(InputError, match="VERIFY-UNREAD"):
        kinds(edited(tmp_path / "x.pdf", attach), book)


def test_an_archive_that_swells_is_read_so_far() -> None:
    bomb = zipped(zipped(bytes(90_000_000), "a"), "b")
    read = 0
    with pytest.raises(packing.UnreadError):
        for piece in unpacked(bomb):
            read += len(piece)
    assert 60_000_000 < read < 70_000_000
    assert not any(unpacked(bomb[:100])) and not any(unpacked(b"\x1f\x8b\0"))


@pytest.mark.parametrize("packing", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_damaged_archive_is_read_so_far(packing: int) -> None:
    whole = io.BytesIO()
    with ZipFile(whole, "w", packing) as archive:
        archive.writestr("orders.csv", ROW * 9)
    data = whole.getvalue()
    start = data.index(b"orders.csv") + len("orders.csv")
    for place in range(start, start + 60):
        read = list(unpacked(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]))
        assert read[0] == b"orders.csv"


def test_behind_a_damaged_member_the_next_one_is_read() -> None:
    archive = io.BytesIO(zipped_parts(1))
    with ZipFile(archive, "a", ZIP_DEFLATED) as both:
        both.writestr("bad", b"x" * 999)
        both.writestr("orders.csv", ROW * 9)
    data = archive.getvalue()
    start = data.index(b"bad") + len("bad")
    read = list(unpacked(data[:start] + b"\xff" + data[start + 1 :]))
    assert read == [b"0", b"", b"bad", b"orders.csv", (ROW * 9).encode()]


def test_an_entity_without_end_hides_nothing_behind_it() -> None:
    assert any(
        PHONE in said for said in sayings("&#" + "9" * 5000 + ";" + "".join(f"&#{ord(c)};" for c in PHONE))
    )


def test_strings_without_end_take_no_time() -> None:
    started = process_time()
    readable(b"(" + b"\\(" * 200_000)
    readable(b"(" * 200_000)
    assert process_time() - started < 5
    assert PHONE in readable(f"(a \\( b (c {PHONE[:5]}\\\n{PHONE[5:]})".encode())


def test_blanks_without_end_take_no_time() -> None:
    started = process_time()
    assert not list(phones("1" + " " * 20_000 + "x"))
    assert process_time() - started < 1
    assert list(phones(f"{PHONE[:3]}{' ' * 20_000}- {PHONE[3:]}"))


def deep(pdf: Pdf) -> None:
    thing: Object = Array([String(PHONE)])
    for _ in range(40):
        thing = Dictionary(A=thing)
    pdf.Root.PieceInfo = thing


def photograph(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(Im=picture(pdf))


def caption(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Alt=String(PHONE))
    stream.Width = stream.Height = 1
    pdf.Root.PieceInfo = stream


def no_picture(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(PHONE.encode(), Subtype=Name.Image)


OCTAL = b"".join(b"\\%03o" % byte for byte in PHONE.encode())
STRINGS: dict[str, Edit] = {
    "behind parentheses in parentheses": say_in_stream(b"/Span <</ActualText (a(b)" + OCTAL + b")>> BDC EMC"),
    "UTF-8 with its mark": say_in_stream(b"/Span <</ActualText <EFBBBF" + NAME.encode().hex().encode() + b">>> BDC EMC"),
    "UTF-16, low byte first": say_in_stream(
        b"/Span <</ActualText <FFFE" + NAME.encode("utf-16-le").hex().encode() + b">>> BDC EMC"
    ),
    "deep in an object": deep,
    "key": lambda pdf: pdf.pages[0].obj.__setitem__(f"/{NAME}", Name.X),
    "comment in a photograph": photograph,
    "words of a picture's own": caption,
    "no picture at all": no_picture,
}  # fmt: skip


@pytest.mark.parametrize("what", STRINGS)
def test_odd_strings(tmp_path: Path, book: SecretBook, what: str) -> None:
    assert kinds(edited(tmp_path / "x.pdf", STRINGS[what]), book) & {"name", "phone"}


def test_a_stream_that_nobody_can_read_is_no_verdict(tmp_path: Path) -> None:
    def foreign(pdf: Pdf) -> None:
        pdf.Root.PieceInfo = pdf.make_stream(b"x", Filter=Name("/Foo"))

    with pytest.raises(InputError, match="VERIFY-NOT-PDF"):
        verify_pdf(edited(tmp_path / "x.pdf", foreign))


def form(pdf: Pdf, **more: Object) -> Stream:
    font, shown = subset(pdf)
    fonts = Dictionary(Font=Dictionary(O=font))
    return pdf.make_stream(shown, BBox=Array([0, 0, 300, 300]), Resources=fonts, **more)


def stamp(pdf: Pdf) -> None:
    look = Dictionary(N=form(pdf, Subtype=Name.Form))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 300, 300]), F=4, AP=look)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def pattern(pdf: Pdf) -> None:
    tile = form(pdf, PatternType=1, PaintType=1, TilingType=1, XStep=300, YStep=300)
    pdf.pages[0].Resources.Pattern = Dictionary(P1=tile)
    say_in_stream(b"/Pattern cs /P1 scn 0 0 280 220 re f")(pdf)


def glyph(pdf: Pdf) -> None:
    font, shown = subset(pdf)
    names = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a]))
    drawn = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 300, 300]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        CharProcs=Dictionary(a=pdf.make_stream(b"1000 0 d0 " + shown)), Encoding=names, FirstChar=97, LastChar=97,
        Widths=Array([10]), Resources=Dictionary(Font=Dictionary(O=font)),
    )  # fmt: skip
    pdf.pages[0].Resources.Font["/T3"] = pdf.make_indirect(drawn)
    say_in_stream(b"BT /T3 1 Tf (a) Tj ET")(pdf)


def taken_out(pdf: Pdf) -> None:
    font, shown = subset(pdf)
    page = pdf.add_blank_page().obj
    page.Resources, page.Contents = Dictionary(Font=Dictionary(O=font)), pdf.make_stream(shown)
    pdf.Root.PieceInfo = page
    del pdf.pages[1]


def listed(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(Fx=form(pdf, Subtype=Name.Form))


def drawn(pdf: Pdf) -> None:
    listed(pdf)
    say_in_stream(b"/F#78 Do")(pdf)


UNDRAWN = {
    "stamp": stamp,
    "pattern": pattern,
    "glyph": glyph,
    "page": taken_out,
    "form": listed,
    "drawn form": drawn,
}


@pytest.mark.parametrize("what", UNDRAWN)
def test_text_that_only_its_font_tells(tmp_path: Path, book: SecretBook, what: str) -> None:
    path = edited(tmp_path / "x.pdf", UNDRAWN[what])
    assert kinds(path, book) == {"phone"}
    assert kinds(path, None) == {"phone"}
