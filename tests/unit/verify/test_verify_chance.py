"""What looks like something by chance: rows of a QR code read as bars, places in the file that spell names."""

from __future__ import annotations

import random

import pytest

from waybill.verify.fonts import font_texts
from waybill.verify.leftovers import odd_entries
from waybill.verify.pages import Code, _lies_in

QR = Code("QRCode", "sealed", 359, 698, 571, 910, 0)
NUMBER = Code("Code128", "JT0000000000018", 86, 261, 520, 353, 0)


@pytest.mark.parametrize(
    ("box", "by_chance"),
    [
        ((363, 742, 560, 745), True),
        ((363, 742, 591, 745), True),  # with the rule of the frame beside the symbol
        ((363, 742, 563, 742), True),  # one row
        ((300, 900, 420, 960), False),
        ((363, 920, 560, 960), False),
        ((300, 600, 700, 1000), False),
    ],
)
def test_bars_within_a_matrix_code_are_no_code(box: tuple[int, int, int, int], by_chance: bool) -> None:
    assert _lies_in(Code("Codabar", "B28D", *box, 2), QR) is by_chance


def test_codes_beside_each_other_are_codes() -> None:
    assert not _lies_in(NUMBER, QR)
    assert not _lies_in(QR, NUMBER)
    assert not _lies_in(QR, QR)


LENGTH, SIZE = 10_000_000, 2_000


@pytest.mark.parametrize(
    ("figures", "told"),
    [("0123456789", ""), ("1345678", ""), ("13812345678", "13812345678"), ("7654321", "7654321")],
)
def test_the_figures_that_a_font_has_are_no_phone(figures: str, told: str) -> None:
    charset = f"/{figures}AB".encode("utf-16-be")
    assert "".join(font_texts(b"\1\0\4\4" + charset)).strip("|/ ") == told


def entry(kind: int, place: int, last: int) -> bytes:
    return bytes([kind]) + place.to_bytes(5, "big") + last.to_bytes(2, "big")


def test_places_in_the_file_are_not_read_as_text() -> None:
    rng = random.Random(1)
    table = [entry(0, 0, 65_535), *(entry(1, rng.randrange(LENGTH), 0) for _ in range(999))]
    table += [entry(2, rng.randrange(SIZE), rng.randrange(200)) for _ in range(1_000)]
    assert odd_entries(b"".join(table), [1, 5, 2], SIZE, LENGTH) == b""
    narrow = b"".join(each[1:6] for each in table[1:1_000])  # all in use, of no generation that is told
    assert odd_entries(narrow, [0, 5, 0], SIZE, LENGTH) == b""


@pytest.mark.parametrize(
    "odd",
    [
        entry(1, LENGTH, 0), entry(1, 12, 7), entry(2, SIZE, 0), entry(2, 12, SIZE), entry(3, 12, 0),
        bytes([1]) + b"1380013", b"behind", b"8000" + b"13800138000 8000 ",
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_read(odd: bytes) -> None:
    table = entry(1, 15, 0) * 3
    assert odd_entries(table + odd, [1, 5, 2], SIZE, LENGTH) == odd


def test_a_table_that_can_t_be_understood_is_read_whole() -> None:
    assert odd_entries(b"13800138000", [1, 5], SIZE, LENGTH) == b"13800138000"
    assert odd_entries(b"13800138000", [0, 0, 0], SIZE, LENGTH) == b"13800138000"
