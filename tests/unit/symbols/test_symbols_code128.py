"""Code 128 against the library's tables, a search of its own, a reader and an independent decoder."""

from __future__ import annotations

import random
from itertools import groupby, product

import pytest
from barcode.charsets import code128 as library
from barcode.codex import Code128
from symbol_pictures import bars_picture, decoded

from waybill.errors import SymbolError
from waybill.symbols import code128
from waybill.symbols.code128 import (
    CODE_A,
    CODE_B,
    CODE_C,
    FNC1,
    LONGEST,
    PATTERNS,
    SHIFT,
    START_A,
    characters,
)
from waybill.symbols.second import read, widths_by_python_barcode

rng = random.Random(20260101)


def digits(count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


FORMATS = {
    "SF": lambda: "SF" + digits(13),
    "JT": lambda: "JT" + digits(13),
    "YT": lambda: "YT" + digits(13),
    "JDVA": lambda: "JDVA" + digits(11),
    "JD with box": lambda: "JD" + digits(13) + "-1-1-",
    "ZTO 14": lambda: "78" + digits(12),
    "ZTO 12": lambda: digits(12),
    "STO 15": lambda: "77" + digits(13),
    "YUNDA 13": lambda: "43" + digits(11),
    "China Post 99": lambda: "99" + digits(11),
    "99 and 12 more": lambda: "99" + digits(12),
    "EMS": lambda: "E" + rng.choice("ABX") + digits(9) + "CN",
    "DPK": lambda: "DPK" + digits(12),
    "one": lambda: digits(1),
    "two": lambda: digits(2),
    "three": lambda: digits(3),
}


def test_patterns_are_the_librarys() -> None:
    widths = [bytes(len(list(run)) for _, run in groupby(code)) for code in library.CODES]
    assert list(PATTERNS[:106]) == widths[:106]
    assert PATTERNS[106] == bytes(len(list(run)) for _, run in groupby(library.STOP + "11"))


def fewest(text: str, fnc1: bool = False) -> int:
    """The number of start and data characters, by trying all sequences in order of length."""
    units = ["FNC1", *("FNC1" if char == "\x1d" else char for char in text)] if fnc1 else list(text)
    tables = {"A": library.A, "B": library.B}
    reached, count = {(0, code_set) for code_set in "ABC"}, 1
    while not any(state[0] == len(units) for state in reached if len(state) == 2):
        following: set[tuple[object, ...]] = set()
        for state in reached:
            place, code_set = state[:2]
            if len(state) == 3:  # shifted: one character of the other set
                if units[place] in tables["B" if code_set == "A" else "A"]:
                    following.add((place + 1, code_set))
                continue
            following |= {(place, other) for other in "ABC" if other != code_set}
            if units[place] == "FNC1":
                following.add((place + 1, code_set))
            elif code_set == "C":
                pair = "".join(units[place : place + 2])
                if len(pair) == 2 and pair.isdigit():
                    following.add((place + 2, "C"))
            else:
                following.add((place, code_set, "shifted"))
                if units[place] in tables[code_set]:
                    following.add((place + 1, code_set))
        reached = {
            state
            for state in following
            if state[0] <= len(units) and (len(state) == 2 or state[0] < len(units))
        }
        count += 1
    return count


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_fewest_characters_for_every_short_text(length: int) -> None:
    for text in map("".join, product("1A\x01a", repeat=length)):
        assert len(characters(text)) == fewest(text), repr(text)


def test_fewest_characters_for_digits_among_letters() -> None:
    for _ in range(1500):
        text = "".join(rng.choices("0123456789012345678A", k=rng.randint(1, 18)))
        assert len(characters(text)) == fewest(text), text


def test_fewest_characters_with_fnc1() -> None:
    for text in map("".join, product("12A\x1d", repeat=5)):
        assert len(characters(text, fnc1=True)) == fewest(text, fnc1=True), repr(text)


def test_every_character_among_controls_small_letters_and_digits() -> None:
    for char in map(chr, range(128)):
        for text in (f"\x01{char}\x02", f"a{char}z", f"\x01{char}a", f"12{char}34", f"1234{char}5678"):
            assert read(code128(text)) == text, repr(text)


@pytest.mark.parametrize("name", FORMATS)
def test_every_number_format_reads_back(name: str) -> None:
    for _ in range(25):
        number = FORMATS[name]()
        assert read(code128(number)) == number
        assert read(code128(number)) == number == read(widths_by_python_barcode(number))
        (found,) = decoded(bars_picture(code128(number)))
        assert (found.text, found.format.name) == (number, "Code128")


def test_never_longer_than_python_barcode() -> None:
    for make in FORMATS.values():
        for _ in range(10):
            number = make()
            assert len(code128(number)) <= len(widths_by_python_barcode(number))


def test_the_librarys_defect_with_99_is_still_there() -> None:
    """python-barcode 0.16.1 drops a leading 99: the day this fails, the guard in ``second`` can go."""
    plain = Code128("9950430591129").build()[0]
    widths = bytes(len(list(run)) for _, run in groupby(plain))
    assert read(widths) == "50430591129"
    assert read(widths_by_python_barcode("9950430591129")) == "9950430591129"


def test_all_of_ascii_reads_back() -> None:
    for start in range(0, 128, 16):
        text = "".join(map(chr, range(start, start + 16)))
        assert read(code128(text)) == text
        (found,) = decoded(bars_picture(code128(text)))
        assert found.bytes == text.encode()


def test_gs1_symbol_begins_with_fnc1_and_separates_with_it() -> None:
    widths = code128("10ABC\x1d2112345", fnc1=True)
    (found,) = decoded(bars_picture(widths))
    assert found.symbology_identifier == "]C1"
    assert found.bytes == b"10ABC\x1d2112345"
    assert read(widths) == "\x1d10ABC\x1d2112345"
    assert characters("00123456", fnc1=True)[:2] == bytes((START_A + 2, FNC1))


def test_reader_follows_shift_and_changes() -> None:
    assert characters("ab\x01cd") == bytes((START_A + 1, 65, 66, SHIFT, 65, 67, 68))
    assert {CODE_A, CODE_B, CODE_C} == {99, 100, 101}
    assert read(code128("ab\x01cd")) == "ab\x01cd"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "SYMBOL-EMPTY"),
        ("单号", "SYMBOL-ALPHABET"),
        ("ñ", "SYMBOL-ALPHABET"),
        ("１２", "SYMBOL-ALPHABET"),
    ],
)
def test_refusals(text: str, code: str) -> None:
    with pytest.raises(SymbolError) as caught:
        code128(text)
    assert caught.value.code == code
    assert not text or text not in str(caught.value)


def test_length_limit_is_exact() -> None:
    assert read(code128("7" * LONGEST)) == "7" * LONGEST
    with pytest.raises(SymbolError, match="SYMBOL-TOO-LONG"):
        code128("7" * (LONGEST + 1))


@pytest.mark.parametrize("place", [0, 3, 20, -1])
def test_reader_refuses_a_damaged_symbol(place: int) -> None:
    widths = bytearray(code128("SF1234567890123"))
    widths[place] = widths[place] % 4 + 1
    with pytest.raises(SymbolError, match="SYMBOL-UNREADABLE"):
        read(bytes(widths))
