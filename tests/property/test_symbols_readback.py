"""Whatever text goes into a symbol comes out of it, by readers that share no code with the encoders."""

from __future__ import annotations

import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from waybill.errors import SymbolError
from waybill.symbols import code128, qr
from waybill.symbols.second import read, widths_by_python_barcode

ascii_text = st.text(st.characters(max_codepoint=127), min_size=1, max_size=60)
numbers = st.from_regex(r"[A-Z]{0,4}[0-9]{1,20}(-[0-9]{1,3}-[0-9]{1,3}-)?", fullmatch=True)
printed = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=60)


def picture(rows: list[list[int]], module: int) -> Image.Image:
    """Rows of 0 and 1 (dark) with a quiet zone, enlarged."""
    wide = 20 + len(rows[0])
    quiet = [[0] * wide] * 10
    grid = [*quiet, *([0] * 10 + row + [0] * 10 for row in rows), *quiet]
    image = Image.frombytes("L", (wide, len(grid)), bytes(255 * (1 - dot) for row in grid for dot in row))
    return image.resize((wide * module, len(grid) * module), Image.Resampling.NEAREST)


@given(ascii_text)
@example("9950430591129")
@example("99")
@example("\x00\x7f")
@example("a\x01a\x01A1234567")
def test_code128_says_its_text(text: str) -> None:
    assert read(code128(text)) == text


@given(ascii_text)
def test_gs1_symbol_says_its_text_after_fnc1(text: str) -> None:
    assert read(code128(text, fnc1=True)) == "\x1d" + text


@given(numbers)
@settings(max_examples=60)
@example("990000000000")
def test_numbers_read_by_an_independent_decoder(text: str) -> None:
    row = [1 - place % 2 for place, width in enumerate(code128(text)) for _ in range(width)]
    (found,) = zxingcpp.read_barcodes(picture([row] * 30, 2), formats=zxingcpp.BarcodeFormat.Code128)
    assert found.text == text


@given(numbers)
def test_never_longer_than_the_librarys(text: str) -> None:
    widths = widths_by_python_barcode(text)
    assert read(widths) == text
    assert len(code128(text)) <= len(widths)


@given(st.binary(min_size=8, max_size=80))
def test_reader_never_crashes(widths: bytes) -> None:
    try:
        read(widths)
    except SymbolError as error:
        assert error.code == "SYMBOL-UNREADABLE"


@given(printed | numbers, st.sampled_from("LMQH"))
@settings(max_examples=80)
@example("0", "L")
@example("A", "H")
@example("𬱖·１", "M")
def test_qr_says_its_text(text: str, level: str) -> None:
    size, data = qr(text, level=level, max_version=20)
    stride = size // 8 + 1
    rows = [[data[y * stride + x // 8] >> (7 - x % 8) & 1 for x in range(size)] for y in range(size)]
    found = zxingcpp.read_barcodes(picture(rows, 3), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [text]
