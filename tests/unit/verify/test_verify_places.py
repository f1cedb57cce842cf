"""Secrets in places of a file that no reader of pages looks at, and in a code that only looks sealed."""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from collections.abc import Callable
from functools import partial
from os import urandom
from pathlib import Path

import cbor2
import pytest
from edited_pdfs import ROW, VERA, Edit, edited, image, kinds, picture, say_in_stream, subset
from foreign import NAME, NUMBER, PHONE, make, square
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, Stream, String

from waybill.deidentify.base45 import encode
from waybill.errors import InputError
from waybill.verify import SecretBook, verify_pdf
from waybill.verify.fonts import font_texts
from waybill.verify.numbers import numbers_on_pages
from waybill.verify.sealed import frame_of

KEPT_AS = NAME.encode("utf-16-be")


def form(pdf: Pdf) -> Stream:
    return pdf.make_stream(b"0 0 m", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))


def beside_a_page(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"q Q", Secret=String(PHONE)))


def beside_a_form(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(Fx=form(pdf))
    pdf.pages[0].Resources.XObject.Fx.PieceInfo = Dictionary(X=String(KEPT_AS))
    say_in_stream(b"/Fx Do")(pdf)


def font_of(program: bytes, pdf: Pdf) -> None:
    told = Dictionary(Type=Name.FontDescriptor, FontName=Name.V, FontFile2=pdf.make_stream(program))
    pdf.Root.PieceInfo = pdf.make_indirect(told)


def named(text: str) -> bytes:
    """A font with this in its table of names, of which it has one more than Vera."""
    names = struct.pack(">9H", 0, 1, 18, 3, 1, 0x409, 1, 2 * len(text), 0) + text.encode("utf-16-be")
    (count,) = struct.unpack_from(">H", VERA, 4)
    entry = b"name" + struct.pack(">3I", 0, len(VERA), len(names))
    entries = [VERA[at : at + 16] for at in range(12, 12 + 16 * count, 16)]
    return VERA[:12] + b"".join(entry if each[:4] == b"name" else each for each in entries) + VERA[12 + 16 * count :] + names  # fmt: skip


def map_of_a_font(pdf: Pdf) -> None:
    font, _ = subset(pdf)
    told = b"<%b> pop\n" % NAME.encode("utf-16-be").hex().encode()
    font.ToUnicode = pdf.make_stream(told + font.ToUnicode.read_bytes())
    pdf.Root.PieceInfo = pdf.make_indirect(font)


def rows_of_text(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = image(pdf, (ROW.encode() * 4)[:256], 16)


def rows_of_text_and_black(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = image(pdf, ROW.encode().ljust(256, b"\0"), 16)


def behind_the_last_row(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = image(pdf, bytes(range(64)) + ROW.encode())


def behind_a_photograph(pdf: Pdf) -> None:
    shot = picture(pdf)
    data = re.sub(rb"call \d{11}", b"call 00000000000", shot.read_raw_bytes()) + ROW.encode()
    shot.write(data, filter=Name.DCTDecode)
    pdf.Root.PieceInfo = shot


def without_size(operators: bytes, pdf: Pdf) -> None:
    font, shown = subset(pdf)
    pdf.pages[0].Resources.Font["/O"] = font
    shown = shown.replace(b"/O 9 Tf", operators)
    pdf.pages[0].contents_add(pdf.make_stream(b"q " + shown + b" Q"))


def attached(data: bytes, pdf: Pdf) -> None:
    pdf.attachments["a.bin"] = AttachedFileSpec(pdf, data, filename="a.bin")


def said(text: str, pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = String(text)


LONG = (ROW * 40).encode()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PLACES: dict[str, Edit] = {
    "entry of a page's stream": beside_a_page,
    "entry of a form": beside_a_form,
    "no font at all": partial(font_of, ROW.encode()),
    "behind a font": partial(font_of, VERA + ROW.encode()),
    "a font's name": partial(font_of, named(f"{NAME} {PHONE}")),
    "a font's name, in UTF-16 alone": partial(font_of, named(NAME)),
    "within a compact font": partial(font_of, b"\1\0\4\1" + urandom(99) + f"Notice {PHONE} {NAME}".encode() + urandom(99)),
    "map of a font": map_of_a_font,
    "text as a picture's rows": rows_of_text,
    "text as a picture's first rows": rows_of_text_and_black,
    "behind a picture's last row": behind_the_last_row,
    "behind a photograph": behind_a_photograph,
    "text of size 0": partial(without_size, b"/O 0 Tf"),
    "text pressed flat": partial(without_size, b"/O 9 Tf 1 0 0 0 0 0 Tm"),
    "bzip2": partial(attached, bz2.compress(LONG)),
    "xz": partial(attached, lzma.compress(LONG)),
    "zlib": partial(attached, zlib.compress(LONG)),
    "workbook of old": partial(attached, OLE + urandom(57) + ROW.encode("utf-16-le") + urandom(40)),
    "unseen characters between": partial(said, "\u200b".join(NAME) + "\u2060".join(PHONE)),
    "variation selectors": partial(said, "\ufe00".join(NAME)),
    "figures of another script": partial(said, "".join(chr(0x660 + int(digit)) for digit in PHONE)),
}  # fmt: skip


@pytest.mark.parametrize("what", PLACES)
def test_it_is_found(tmp_path: Path, book: SecretBook, what: str) -> None:
    assert kinds(edited(tmp_path / "x.pdf", PLACES[what]), book) & {"name", "phone"}


HARMLESS: dict[str, Edit] = {
    "a font": partial(font_of, VERA),
    "a font's harmless name": partial(font_of, named("a name")),
    "a picture": lambda pdf: setattr(pdf.Root, "PieceInfo", image(pdf, urandom(64))),
    "a bit more than a picture": lambda pdf: setattr(pdf.Root, "PieceInfo", image(pdf, urandom(64) + b"\n")),
    "a black picture": lambda pdf: setattr(pdf.Root, "PieceInfo", image(pdf, bytes(64))),
    "a map": lambda pdf: setattr(pdf.Root, "PieceInfo", subset(pdf)[0]),
}


@pytest.mark.parametrize("what", HARMLESS)
def test_what_says_nothing_is_left_in_peace(tmp_path: Path, book: SecretBook, what: str) -> None:
    path = edited(tmp_path / "x.pdf", HARMLESS[what])
    assert kinds(path, book) == kinds(path, None) == set()


def test_a_font_whose_directory_leads_nowhere_is_read_whole() -> None:
    assert PHONE in "".join(font_texts(b"\0\1\0\0\0\x09" + PHONE.encode()))


def with_a_stream(path: Path, data: bytes, behind: bytes = b"") -> Path:
    """One object more, as no library would write it: ``data`` is what /Length counts, ``behind`` what it does not."""
    raw = make(path).read_bytes()
    body, table = raw[: raw.rfind(b"\nxref\n") + 1], raw[raw.rfind(b"\nxref\n") + 1 :]
    number = int(re.search(rb"/Size (\d+)", table)[1])  # type: ignore[index]
    entry = b"%010d 00000 n \n" % len(body)
    body += b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%b%b\nendstream endobj\n" % (
        number, len(data), data, behind,
    )  # fmt: skip
    table = table.replace(b"0 %d\n" % number, b"0 %d\n" % (number + 1), 1)
    table = table.replace(b"trailer", entry + b"trailer").replace(
        b"/Size %d" % number, b"/Size %d" % (number + 1)
    )
    path.write_bytes(body + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % len(body), table))
    return path


@pytest.mark.parametrize(("inside", "behind"), [(f"{NAME} {PHONE}", ""), ("", f"\n{NAME} {PHONE}\n")])
def test_bytes_behind_a_streams_compressed_data(
    tmp_path: Path, book: SecretBook, inside: str, behind: str
) -> None:
    whole = with_a_stream(tmp_path / "x.pdf", zlib.compress(b"q Q" * 9))
    assert kinds(whole, book) == set()
    path = with_a_stream(tmp_path / "x.pdf", zlib.compress(b"q Q" * 9) + inside.encode(), behind.encode())
    assert {"name", "phone"} <= kinds(path, book)
    assert "phone" in kinds(path, None)


@pytest.mark.parametrize("told", [PHONE.encode() + b"-----", KEPT_AS * 2])
def test_the_files_own_identifier(tmp_path: Path, book: SecretBook, told: bytes) -> None:
    path = make(tmp_path / "x.pdf")
    raw, count = re.subn(rb"/ID\s*\[.*?\]", b"/ID[<%b><%b>]" % (told.hex().encode(), b"00" * 16), path.read_bytes(), flags=re.DOTALL)  # fmt: skip
    # The table's place has changed: a reader looks for it.
    start = raw.rfind(b"\nxref\n") + 1
    path.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n%d" % start, raw))
    assert count == 1 and kinds(path, book) & {"name", "phone"}


HEAD = b"\x10" + urandom(36)
FIELDS = [NAME, int(PHONE), "长江西路737号", "", None]
IN_CLEAR = {
    "all fields": cbor2.dumps(FIELDS, canonical=True),
    "phone alone": cbor2.dumps(["", int(PHONE), urandom(40), "", None]),
    "name in GB 18030": cbor2.dumps([NAME.encode("gb18030"), 0, urandom(60), "", None]),
}


def padded(plain: bytes, filling: Callable[[int], bytes]) -> bytes:
    return HEAD + plain + filling(116 - len(plain))


@pytest.mark.parametrize("what", IN_CLEAR)
def test_a_sealed_code_whose_cipher_does_nothing(tmp_path: Path, book: SecretBook, what: str) -> None:
    text = encode(padded(IN_CLEAR[what], urandom))
    assert len(text) == 230 and frame_of(text)
    path = make(tmp_path / "x.pdf", lambda canvas: square(canvas, text, 150, 20, 100))
    found = verify_pdf(path, secrets=book).findings
    assert [(f.code, f.zone == "page") for f in found if f.code != "VERIFY-QUIET"] == [
        ("VERIFY-LEAK", False)
    ] * len(found)
    assert found


@pytest.mark.parametrize("text", [
    encode(padded(IN_CLEAR["all fields"], bytes)),
    encode(b"\x20" + urandom(152)),
    (ROW.encode().hex().upper() + "A" * 230)[:230],
    ":" * 230,
])  # fmt: skip
def test_what_is_no_sealed_code(text: str) -> None:
    """Filling that anybody can see, another version, another alphabet's text, groups out of range."""
    assert len(text) == 230 and not frame_of(text)


def test_a_sealed_code_is_left_in_peace(tmp_path: Path, book: SecretBook) -> None:
    text = encode(b"\x1f" + urandom(152))
    path = make(tmp_path / "x.pdf", lambda canvas: square(canvas, text, 150, 20, 100))
    assert kinds(path, book) == kinds(path, None) == set()
    assert NUMBER not in text


def test_a_page_that_shows_nothing_of_its_paper_is_damaged(tmp_path: Path) -> None:
    def crop(pdf: Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([900, 900, 1000, 1000])

    path = edited(tmp_path / "cropped.pdf", crop)
    for read in (verify_pdf, partial(numbers_on_pages, first=1, last=1, dpi=203)):
        with pytest.raises(InputError, match="VERIFY-NOT-PDF"):
            read(path)
