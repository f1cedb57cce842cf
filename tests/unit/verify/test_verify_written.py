"""Secrets in a file's own writing: comments, keys that stand twice, words behind an end, notes in pictures, Chinese codes."""

from __future__ import annotations

import io
import re
import struct
import zlib
from base64 import a85encode
from pathlib import Path

import pytest
from edited_pdfs import Edit, kinds, subset
from foreign import NAME, PHONE, make
from pikepdf import (
    Array,
    AttachedFileSpec,
    Dictionary,
    Encryption,
    Name,
    Object,
    Pdf,
    StreamDecodeLevel,
    String,
)
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject

from waybill.errors import InputError
from waybill.verify import SecretBook, verify_pdf
from waybill.verify.surplus import behind_end

DIGITS = PHONE.encode()


def edited(path: Path, edit: Edit) -> Path:
    """The file as it was edited, its streams untouched."""
    with Pdf.open(make(path), allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path, stream_decode_level=StreamDecodeLevel.none, compress_streams=False)
    return path


def rewritten(path: Path, pattern: bytes, by: bytes) -> Path:
    edited(path, lambda pdf: None)
    data, count = re.subn(pattern, by, path.read_bytes(), count=1)
    assert count == 1
    path.write_bytes(data)
    return path


WRITTEN = {
    "comment in an object": (rb"/Type /Catalog", b"/Type /Catalog %%%b\n" % DIGITS),
    "key that stands twice": (rb"/Type /Catalog", b"/A (none) /A (to %b) /Type /Catalog" % DIGITS),
    "the first of a key": (rb"/Type /Catalog", b"/A (to %b) /A (none) /Type /Catalog" % DIGITS),
    "behind a dictionary": (rb">>\s*endobj", b">> (%b)\nendobj" % DIGITS),
    "behind a stream": (rb"endstream\s*endobj", b"endstream\n%%%b\nendobj" % DIGITS),
    "object with a zero byte between its numbers": (
        rb"endobj\n",
        rb"endobj\n77\0000\0obj<</Filter/ASCIIHexDecode>>stream\n%b\nendstream endobj\n" % DIGITS.hex().encode(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRITTEN)
def test_an_object_is_read_as_it_is_written(tmp_path: Path, what: str) -> None:
    assert kinds(rewritten(tmp_path / "x.pdf", *WRITTEN[what]), None) == {"phone"}


def test_fractions_are_no_phones(tmp_path: Path, book: SecretBook) -> None:
    """A phone's seven figures are among the fractions of any large file."""
    by = b"/Type /Catalog /A [0.%b .%b] " % (DIGITS[:8], DIGITS[1:9])
    assert kinds(rewritten(tmp_path / "x.pdf", rb"/Type /Catalog", by), book) == set()


def in_object_stream(path: Path, *, gap: bytes = b" ", comment: bytes = b"", head: bytes = b"") -> Path:
    """A file of one page, its objects in one object stream."""
    members = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 283 226]/Contents 4 0 R" + comment + b"/Resources<<>>>>",
    )
    starts = [sum(len(member + gap) for member in members[:at]) for at in range(len(members))]
    index = b" ".join(b"%d %d" % (at + 1, start) for at, start in enumerate(starts)) + b" " + head
    body = zlib.compress(index + gap.join(members) + gap)
    held = (
        b"<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n" % (len(index), len(body)) + body
    )
    out, places = b"%PDF-1.7\n", []
    for number, thing in ((4, b"<</Length 3>>stream\nq Q"), (5, held)):
        places.append(len(out))
        out += b"%d 0 obj%b\nendstream endobj\n" % (number, thing)
    entries = [
        (0, 0, 65535),
        (2, 5, 0),
        (2, 5, 1),
        (2, 5, 2),
        *((1, place, 0) for place in (*places, len(out))),
    ]
    table = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    told = b"6 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    path.write_bytes(out + told + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(out))
    return path


def test_between_the_objects_of_an_object_stream(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    assert kinds(in_object_stream(path), None) == set()
    assert kinds(in_object_stream(path, gap=b" (%b) " % DIGITS), None) == {"phone"}
    assert kinds(in_object_stream(path, comment=b"%%%b\n" % DIGITS), None) == {"phone"}
    assert kinds(in_object_stream(path, head=DIGITS + b" "), None) == {"phone"}


def stream_of(data: bytes, *filters: str) -> Edit:
    def edit(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(data, filter=Array([Name(name) for name in filters]))
        pdf.pages[0].contents_add(stream)

    return edit


TAILS: dict[str, Edit] = {
    "hexadecimal": stream_of(b"q Q".hex().encode() + b">" + DIGITS, "/ASCIIHexDecode"),
    "runs": stream_of(b"\2q Q\x80" + DIGITS, "/RunLengthDecode"),
    "deflated, in base 85": stream_of(
        a85encode(zlib.compress(b"q Q") + DIGITS) + b"~>", "/ASCII85Decode", "/FlateDecode"
    ),
    "deflated twice": stream_of(
        zlib.compress(zlib.compress(b"q Q") + DIGITS), "/FlateDecode", "/FlateDecode"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TAILS)
def test_behind_the_end_of_an_encoding(tmp_path: Path, what: str) -> None:
    assert kinds(edited(tmp_path / "x.pdf", TAILS[what]), None) == {"phone"}


@pytest.mark.parametrize("runs", [b"\2q Q\x80", b"\2q Q\xfdx\x80", b"\2q Q", b""])
def test_runs_that_end_or_do_not(runs: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(runs)
    stream.update({"/Filter": "/RunLengthDecode"})
    assert list(behind_end(stream)) == []


def comment(text: bytes) -> bytes:
    return b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text


def jpeg(**how: bool) -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize((64, 64)).save(target, "JPEG", **how)
    return target.getvalue()


def between_scans() -> bytes:
    data = jpeg(progressive=True)
    second = data.find(b"\xff\xda", data.find(b"\xff\xda") + 2)
    return data[:second] + comment(DIGITS) + data[second:]


def jpeg_2000() -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize((64, 64)).save(target, "JPEG2000", comment=b"call " + DIGITS)
    return target.getvalue()


CODED = {
    "between two scans": (between_scans(), "/DCTDecode"),
    "in a second photograph": (jpeg() + b"\xff\xd8" + comment(DIGITS) + jpeg()[2:], "/DCTDecode"),
    "before a last mark": (jpeg() + DIGITS + b"\xff\xd9", "/DCTDecode"),
    "in JPEG 2000": (jpeg_2000(), "/JPXDecode"),
    "in JBIG2": (
        bytes([0, 0, 0, 0, 62, 0, 1, 0, 0, 0, 16, 32, 0, 0, 0]) + b"a\0" + DIGITS + b"\0\0",
        "/JBIG2Decode",
    ),
    "behind a telefax": (bytes([0, 16, 1]) + DIGITS, "/CCITTFaxDecode"),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("what", CODED)
def test_notes_in_pictures(tmp_path: Path, what: str, packed: bool) -> None:
    data, name = CODED[what]

    def edit(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=64, Height=64)
        filters = [Name.FlateDecode, Name(name)] if packed else [Name(name)]
        stream.write(zlib.compress(data) if packed else data, filter=Array(filters))
        pdf.Root.PieceInfo = stream

    assert kinds(edited(tmp_path / "x.pdf", edit), None) == {"phone"}


IN_GBK = Object.parse(b"<" + NAME.encode("gbk").hex().encode() + b">")


def title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = IN_GBK


def note(pdf: Pdf) -> None:
    told = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=IN_GBK)
    pdf.pages[0].Annots = Array([pdf.make_indirect(told)])


def spoken(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"/Span <</ActualText %b>> BDC EMC" % IN_GBK.unparse()))


def layer(pdf: Pdf) -> None:
    name = b"".join(b"#%02X" % byte for byte in NAME.encode())
    pdf.pages[0].contents_add(pdf.make_stream(b"/OC /%b BDC EMC" % name))


def file(pdf: Pdf) -> None:
    inside = Dictionary(F=pdf.make_stream(b"-"))
    spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=IN_GBK, EF=inside))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), spec])))


def letter(pdf: Pdf) -> None:
    quoted = "".join(f"={byte:02X}" + "=\n" * (at == 4) for at, byte in enumerate(NAME.encode()))
    pdf.attachments["a.eml"] = AttachedFileSpec(pdf, quoted.encode(), filename="a.eml")


@pytest.mark.parametrize("edit", [title, note, spoken, layer, file, letter])
def test_names_as_chinese_programs_write_them(tmp_path: Path, book: SecretBook, edit: Edit) -> None:
    assert kinds(edited(tmp_path / "x.pdf", edit), book) == {"name"}


def shown(pdf: Pdf) -> bytes:
    """Operators that show the phone in a font that only this page has."""
    font, operators = subset(pdf)
    pdf.pages[0].Resources.Font["/O"] = font
    return operators


def orphan(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(shown(pdf))


def field(pdf: Pdf) -> None:
    font, operators = subset(pdf)
    drawn = pdf.make_stream(operators, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 300]))
    pdf.Root.PieceInfo = drawn
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), DR=Dictionary(Font=Dictionary(O=font)))


def mask(pdf: Pdf) -> None:
    group = pdf.make_stream(shown(pdf), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 300]))
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    pdf.pages[0].Resources.ExtGState = Dictionary(G=state)


@pytest.mark.parametrize("edit", [orphan, field, mask])
def test_text_in_the_fonts_of_another_place(tmp_path: Path, edit: Edit) -> None:
    """A page's stream that was taken from its page has no fonts of its own."""
    assert kinds(edited(tmp_path / "x.pdf", edit), None) == {"phone"}


def test_what_an_older_revision_showed(tmp_path: Path) -> None:
    path = edited(tmp_path / "x.pdf", lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(shown(pdf))))
    writer = PdfWriter(path, incremental=True)
    last = writer.pages[0].raw_get("/Contents")[-1]
    empty = DecodedStreamObject()
    empty.set_data(b"q Q")
    writer._replace_object(last, empty)
    writer.write(path)
    assert kinds(path, None) == {"phone"}


def test_an_object_of_an_encrypted_file_that_no_table_names(tmp_path: Path) -> None:
    path = make(tmp_path / "x.pdf")
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.PieceInfo = pdf.make_indirect(Dictionary(A=String(PHONE)))
        pdf.save(path, encryption=Encryption(owner="a", user="", R=6))
    data = path.read_bytes()
    told = re.search(rb"/PieceInfo (\d+) 0 R", data)
    assert told
    entry = re.search(rb"xref\n0 \d+\n", data).end() + 20 * int(told.group(1))  # type: ignore[union-attr]
    data = data[:entry] + b"0000000000 65535 f \n" + data[entry + 20 :]
    path.write_bytes(data.replace(told.group(), b" " * len(told.group())))
    assert kinds(path, None) == {"phone"}


@pytest.mark.parametrize("name", ["/Fl", "/JBIG2Decode"])
def test_what_the_library_does_not_undo_is_no_verdict(tmp_path: Path, name: str) -> None:
    path = edited(tmp_path / "x.pdf", stream_of(zlib.compress(DIGITS), name))
    with pytest.raises(InputError, match="VERIFY-NOT-PDF"):
        verify_pdf(path)
