"""A good label's file, edited; and what of its order's secrets is found in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import reportlab
import segno
from foreign import NAME, NUMBER, PHONE, make
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image
from reportlab.pdfbase.ttfonts import TTFontFile

from waybill.verify import SecretBook, verify_pdf

HEADER = "运单号,收件人,收件人手机,详细地址\n"
ROW = f"{NUMBER},{NAME},{PHONE},福建省泉州市晋江市长江西路737号山门府43栋3单元1202室\n"
VERA = (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()
GLYPHS = TTFontFile(io.BytesIO(VERA)).charToGlyph
MODULE = 2.1
Edit = Callable[[Pdf], object]


def kinds(path: Path, book: SecretBook | None) -> set[str]:
    """The kinds of what the verifier finds that a file tells."""
    findings = verify_pdf(path, secrets=book).findings
    return {dict(finding.facts)["kind"] for finding in findings if finding.code == "VERIFY-LEAK"}


def edited(path: Path, edit: Edit) -> Path:
    """The file of a good label, changed by ``edit``."""
    make(path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path)
    return path


def say_in_stream(data: bytes) -> Edit:
    """More operators for the page."""
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(data))


def picture(pdf: Pdf) -> Stream:
    """A photograph whose comment has the phone."""
    target = io.BytesIO()
    Image.new("RGB", (16, 16)).save(target, "JPEG", comment=f"call {PHONE}".encode())
    stream = pdf.make_stream(target.getvalue(), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
    stream.Width = stream.Height = 16
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceRGB, 8
    return stream


def subset(pdf: Pdf) -> tuple[Object, bytes]:
    """A font whose glyphs have numbers of their own, and the operators that show the phone in it."""
    glyphs = [GLYPHS[ord(char)] for char in PHONE]
    pairs = sorted(set(zip(glyphs, PHONE, strict=True)))
    told = b" ".join(b"<%04X> <%04X>" % (glyph, ord(char)) for glyph, char in pairs)
    codes = (
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar %b endbfchar endcmap"
    )
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.V, Flags=4, FontBBox=Array([0, 0, 1000, 1000]), ItalicAngle=0,
        Ascent=900, Descent=-200, CapHeight=700, StemV=80, FontFile2=pdf.make_stream(VERA, Length1=len(VERA)),
    )  # fmt: skip
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.V, CIDSystemInfo=system, DW=600,
        FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.V, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(below)]), ToUnicode=pdf.make_stream(codes % (len(pairs), told)),
    )  # fmt: skip
    shown = b"".join(b"%04X" % glyph for glyph in glyphs)
    return pdf.make_indirect(font), b"BT /O 9 Tf 20 90 Td <%b> Tj ET" % shown


def image(pdf: Pdf, data: bytes, side: int = 8) -> Stream:
    """A grey picture of these rows, or of whatever ``data`` are."""
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip


def symbol() -> bytes:
    """Operators that draw a QR code which says the phone."""
    rows = segno.make(PHONE, micro=False).matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    squares = (
        b"%.2f %.2f %.1f %.1f re" % (150 + x * MODULE, 100 - y * MODULE, MODULE, MODULE) for x, y in dark
    )
    return b"q 0 g " + b" ".join(squares) + b" f Q"
