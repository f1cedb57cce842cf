"""Data Matrix against the standard's example and an independent decoder, in every size."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from PIL import Image
from symbol_pictures import GOLDEN, ascii_art, decoded, matrix_picture, modules

from waybill.errors import SymbolError
from waybill.symbols import datamatrix
from waybill.symbols.datamatrix import _SIZES, Size, _ascii_words, _correction

rng = random.Random(16022)


def test_the_standards_example() -> None:
    """ISO/IEC 16022:2006, Annex O: 123456."""
    assert _ascii_words("123456") == [142, 164, 186]
    assert _correction(bytes((142, 164, 186)), 5) == bytes((114, 25, 5, 88, 102))


@pytest.mark.parametrize("shape", _SIZES, ids=lambda shape: str(shape.size))
@pytest.mark.parametrize("alphabet", ["0123456789", "ABCxyz -/", "单"])
def test_every_size_reads_back_full_and_nearly_empty(shape: Size, alphabet: str) -> None:
    size = shape.size
    lengths = [length for length in range(1, 350) if made_of(alphabet[0] * length) == size]
    assert lengths or (alphabet == "单" and size < 14)  # one such character already takes seven codewords
    for length in {min(lengths), max(lengths)} if lengths else ():
        text = "".join(rng.choices(alphabet, k=length))
        assert made_of(text) == size
        (found,) = decoded(matrix_picture(*datamatrix(text)), "DataMatrix")
        assert found.text == text


@pytest.mark.parametrize("shape", _SIZES, ids=lambda shape: str(shape.size))
def test_every_module_is_where_another_encoder_has_it(shape: Size) -> None:
    """A decoder corrects a codeword that lies wrong: equality tells.  Digits, which every encoder packs in pairs."""
    smaller = max((other.data for other in _SIZES if other.data < shape.data), default=0)
    least = next(n for n in range(2 * smaller + 2, 2 * shape.data + 1) if square("0" * n))  # not an oblong
    for length in (least, 2 * shape.data - 1, 2 * shape.data):
        text = "".join(rng.choices("0123456789", k=length))
        picture = square(text)
        assert picture and picture.width == shape.size
        theirs = [[int(picture.getpixel((x, y)) == 0) for x in range(shape.size)] for y in range(shape.size)]
        assert modules(*datamatrix(text)) == theirs


def square(text: str) -> Image.Image | None:
    """The symbol that zxing-cpp makes, a pixel a module; None for an oblong one."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(symbol, scale=1, add_quiet_zones=False))
    return picture if picture.width == picture.height else None


def made_of(text: str) -> int:
    try:
        return datamatrix(text)[0]
    except SymbolError:
        return 0


def test_waybill_numbers_read_back() -> None:
    for number in ("9950430591129", "SF1234567890123", "JT0004454320070", "JD0012345678901-1-1-"):
        (found,) = decoded(matrix_picture(*datamatrix(number)), "DataMatrix")
        assert found.text == number


def test_limits_are_exact() -> None:
    assert datamatrix("1" * 348)[0] == 48
    for text, code in (
        ("1" * 349, "SYMBOL-TOO-LONG"),
        ("", "SYMBOL-EMPTY"),
        ("单" * 100, "SYMBOL-TOO-LONG"),
        ("单\ud800", "SYMBOL-ALPHABET"),
    ):
        with pytest.raises(SymbolError) as caught:
            datamatrix(text)
        assert caught.value.code == code


def test_golden() -> None:
    golden = (GOLDEN / "symbols_datamatrix_JT0000000000018.txt").read_text()
    assert ascii_art(*datamatrix("JT0000000000018")) == golden
