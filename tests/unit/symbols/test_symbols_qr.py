"""QR against segno (same version, level, mask), the penalty spelled out, an independent decoder."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from importlib import import_module

import pytest
import segno
from symbol_pictures import GOLDEN, ascii_art, decoded, matrix_picture, modules

from waybill.errors import SymbolError
from waybill.symbols import qr, qr_many
from waybill.symbols.qr import FIXED_MASK, qr_with
from waybill.symbols.qr_arrays import rows_of
from waybill.symbols.qr_geometry import LEVELS, MAX_VERSION, capacities, geometry
from waybill.symbols.qr_mask import penalty
from waybill.symbols.qr_segments import ALPHANUMERIC, segment_of

qr_module = import_module("waybill.symbols.qr")
rng = random.Random(18004)
ALPHABETS = {"numeric": "0123456789", "alphanumeric": ALPHANUMERIC, "byte": "abcdefghijklmnopqrstuvwxyz{}~"}


def text_in(mode: str, length: int) -> str:
    last = {"numeric": "7", "alphanumeric": "Z", "byte": "z"}[mode]
    return "".join(rng.choices(ALPHABETS[mode], k=length - 1)) + last


def longest(mode: str, version: int, level: str) -> int:
    """The most characters of a mode that fit, by the symbol's own refusal."""
    room = geometry(version, level).data_bits
    length = {"numeric": room // 3, "alphanumeric": room // 5, "byte": room // 8}[mode]
    while True:
        try:
            qr_with(text_in(mode, length), version=version, level=level, mask=0)
            return length
        except SymbolError:
            length -= 1


def by_segno(text: str, version: int, level: str, mask: int) -> list[list[int]]:
    symbol = segno.make_qr(text, version=version, error=level, mask=mask, boost_error=False)
    return [list(row) for row in symbol.matrix]


def aligned(text: str, version: int) -> bool:
    """True where data and terminator end on a byte: there segno 1.6.6 pads with a zero byte too many."""
    segment = segment_of(text)
    used = segment.header_bits + segment.count_bits[version > 9] + segment.bits + 4
    return used % 8 == 0


@pytest.mark.parametrize("version", range(1, MAX_VERSION + 1))
def test_equals_segno_and_reads_back_in_every_level_and_mode(version: int) -> None:
    for level in LEVELS:
        for mode in ALPHABETS:
            full = longest(mode, version, level)
            for length in (full, max(1, full * 2 // 3)):
                text, mask = text_in(mode, length), rng.randrange(8)
                size, rows = qr_with(text, version=version, level=level, mask=mask)
                if length == full or not aligned(text, version):
                    assert modules(size, rows) == by_segno(text, version, level, mask), (
                        level,
                        mode,
                        length,
                        mask,
                    )
                (found,) = decoded(matrix_picture(size, rows), "QRCode")
                assert found.text == text


def test_capacities_are_what_the_matrix_has_room_for() -> None:
    for level in LEVELS:
        assert capacities(level) == tuple(geometry(v, level).data_bits for v in range(1, MAX_VERSION + 1))


@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize("version", [1, 2, 7, 9])
def test_every_mask_equals_segno(version: int, mask: int) -> None:
    text = text_in("alphanumeric", 9 if version < 7 else 100)
    size, rows = qr_with(text, version=version, level="M", mask=mask)
    assert not aligned(text, version)
    assert modules(size, rows) == by_segno(text, version, "M", mask)


@pytest.mark.parametrize("version", [1, 2, 7, 10, 20])
def test_terminator_and_padding_are_the_standards(version: int) -> None:
    """7.4.9 and 7.4.10 bit by bit, for all that segno is not asked above."""
    for level in LEVELS:
        shape = geometry(version, level)
        for used in range(max(0, shape.data_bits - 60), shape.data_bits + 1):
            left = shape.data_bits - used
            bits = "0000"[:left]
            bits += "0" * (-(used + len(bits)) % 8)
            bits += ("1110110000010001" * 4)[: left - len(bits)]
            assert len(bits) == left and shape.ending(used) == int(bits or "0", 2)


def test_segno_still_pads_a_byte_too_many() -> None:
    """The reason for leaving those symbols out above: the day this fails, they can be compared too."""
    text = "abcdefg"
    assert aligned(text, 2)
    assert modules(*qr_with(text, version=2, level="M", mask=0)) != by_segno(text, 2, "M", 0)


def spelled_penalty(grid: list[list[int]]) -> int:
    """ISO/IEC 18004:2015, 7.8.3, module by module."""
    size, total = len(grid), 0
    for line in [*grid, *map(list, zip(*grid, strict=True))]:
        run = 1
        for before, here in zip(line, [*line[1:], None], strict=True):
            if here == before:
                run += 1
            else:
                total += run - 2 if run >= 5 else 0
                run = 1
        for start in range(size - 6):
            if line[start : start + 7] == [1, 0, 1, 1, 1, 0, 1]:
                total += 40 * (start >= 4 and not any(line[start - 4 : start]))
                total += 40 * (start + 11 <= size and not any(line[start + 7 : start + 11]))
    for y in range(size - 1):
        for x in range(size - 1):
            total += 3 * (grid[y][x] == grid[y][x + 1] == grid[y + 1][x] == grid[y + 1][x + 1])
    dark = sum(map(sum, grid))
    return total + 10 * (abs(20 * dark - 10 * size * size) // (size * size))


@pytest.mark.parametrize("version", [1, 2, 3, 6, 9])
def test_penalty_is_the_standards(version: int) -> None:
    for mask in range(8):
        size, rows = qr_with(text_in("alphanumeric", 12), version=version, level="L", mask=mask)
        assert penalty(int.from_bytes(rows, "big"), size) == spelled_penalty(modules(size, rows))
    for _ in range(10):  # any matrix at all, patterns or not
        size = 17 + 4 * version
        grid = [rng.choices((0, 1), k=size) for _ in range(size)]
        packed = "".join("".join(map(str, row)) + "0" * (8 - size % 8) for row in grid)
        assert penalty(int(packed, 2), size) == spelled_penalty(grid)


def test_small_symbols_take_the_mask_of_least_penalty() -> None:
    for length in (5, 14, 20, 60, 150, 160, 178, 200, 230):
        text = text_in("alphanumeric", length)
        size, rows = qr(text)
        version = (size - 17) // 4
        of_masks = [qr_with(text, version=version, level="M", mask=mask) for mask in range(8)]
        if version <= 6:
            best = min(range(8), key=lambda mask: spelled_penalty(modules(*of_masks[mask])))
            assert (size, rows) == of_masks[best]
        else:
            assert (size, rows) == of_masks[FIXED_MASK]


@pytest.mark.parametrize("level", LEVELS)
def test_smallest_version_is_chosen(level: str) -> None:
    for mode in ALPHABETS:
        for version in (1, 2, 6, 9, 10):
            full = longest(mode, version, level)
            assert qr(text_in(mode, full), level=level)[0] == 17 + 4 * version
            assert qr(text_in(mode, full + 1), level=level)[0] == 21 + 4 * version


@pytest.mark.parametrize("with_arrays", [False, True])
def test_version_12_is_the_largest_unless_more_are_allowed(
    with_arrays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """12-M holds 419 alphanumeric characters (ISO/IEC 18004:2015, table 7)."""
    monkeypatch.setattr(qr_module, "_with_arrays", with_arrays)
    fits, over = ([text_in("alphanumeric", length) for _ in range(32)] for length in (419, 420))
    assert {qr(text)[0] for text in fits} == {65}
    assert qr_many(fits + over).keys() == set(fits)
    with pytest.raises(SymbolError, match="SYMBOL-QR-TOO-LONG") as caught:
        qr(over[0])
    assert caught.value.facts == {"length": "420", "level": "M", "version": "12"}
    assert qr(over[0], max_version=13)[0] == 69


def test_text_outside_ascii_is_utf8_and_says_so() -> None:
    (found,) = decoded(matrix_picture(*qr("运单 𬱖·ñ")))
    assert found.text == "运单 𬱖·ñ"

    full = "é" * 12 + "a"  # 25 bytes: a version 2-M symbol with no padding
    oracle = segno.make_qr(full, version=2, error="M", mask=0, boost_error=False, encoding="utf-8", eci=True)
    assert modules(*qr_with(full, version=2, level="M", mask=0)) == [list(row) for row in oracle.matrix]


def test_first_and_hundredth_symbol_are_made_alike() -> None:
    text = text_in("alphanumeric", 200)
    first = qr(text)
    for _ in range(100):
        qr(text_in("alphanumeric", 200))
    assert qr(text) == first


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("", {}, "SYMBOL-EMPTY"),
        ("单\ud800", {}, "SYMBOL-ALPHABET"),
        ("A" * 21, {"max_version": 1}, "SYMBOL-QR-TOO-LONG"),
        ("A" * 5000, {"max_version": 40}, "SYMBOL-QR-TOO-LONG"),
        ("A", {"level": "X"}, "SYMBOL-QR-LEVEL"),
    ],
)
def test_refusals(text: str, options: dict[str, object], code: str) -> None:
    with pytest.raises(SymbolError) as caught:
        qr(text, **options)  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize(("version", "level"), [(0, "M"), (MAX_VERSION + 1, "M"), (1, "X")])
def test_no_shape_outside_the_tables(version: int, level: str) -> None:
    with pytest.raises(SymbolError, match="SYMBOL-QR-LEVEL") as caught:
        qr_with("A", version=version, level=level, mask=0)
    assert caught.value.facts == {"level": level, "version": str(version), "limit": "20"}


@pytest.mark.parametrize("text", ["JT0000000000018", "9900000000017"])
def test_golden(text: str) -> None:
    size, rows = qr(text)
    golden = (GOLDEN / f"symbols_qr_{text}.txt").read_text()
    assert ascii_art(size, rows) == golden


@pytest.fixture
def arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a run of very many labels."""
    monkeypatch.setattr(qr_module, "_with_arrays", False)
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    qr_module.expect_many()
    assert qr_module._with_arrays


@pytest.mark.usefixtures("arrays")
@pytest.mark.parametrize("level", LEVELS)
def test_arrays_make_the_same_symbols(level: str) -> None:
    """At every version: exactly full, one character less (odd and even), and just too long for the version before."""
    chance = random.Random(18004)
    for version in range(7, MAX_VERSION + 1):
        full, before = longest("alphanumeric", version, level), longest("alphanumeric", version - 1, level)
        for length in (full, full - 1, before + 1):
            texts = ["".join(chance.choices(ALPHANUMERIC, k=length)) for _ in range(32)]
            texts[0] = "0" * (length - 1) + "Z"
            together = qr_many(texts, level=level, max_version=MAX_VERSION)
            shape = geometry(version, level)
            assert [together[text] for text in texts] == [
                (shape.size, rows) for rows in rows_of(texts, shape, FIXED_MASK) or ()
            ]
            for text in texts[:4]:
                assert together[text] == qr(text, level=level, max_version=MAX_VERSION)
            assert len(together) == len(set(texts))


def test_numpy_is_loaded_only_where_many_are_expected() -> None:
    program = """
import sys
from waybill.symbols import qr_many
assert len(qr_many([f"{place:200X}" for place in range(40)])) == 40 and "numpy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_without_numpy_each_symbol_is_made_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_module, "_with_arrays", False)
    monkeypatch.setitem(sys.modules, "numpy", None)
    qr_module.expect_many()
    assert not qr_module._with_arrays


@pytest.mark.usefixtures("arrays")
def test_large_groups_go_to_the_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{place:0200X}"[::-1] + "Z" for place in range(70)]
    alone = {text: qr(text) for text in texts}
    monkeypatch.setattr(qr_module, "_encoded", None)
    assert qr_many(texts) == alone
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


@pytest.mark.usefixtures("arrays")
def test_arrays_leave_what_is_not_theirs() -> None:
    """Another mode, another alphabet, a scored mask, a small group: each among texts of one length."""
    groups = [
        ["A" * 199 + letter for letter in ALPHANUMERIC] + ["1" * 200],
        ["A" * 209 + letter for letter in ALPHANUMERIC] + ["A" * 209 + "a"],
        ["A" * 219 + letter for letter in ALPHANUMERIC] + ["A" * 219 + "运"],
        ["A" * 229 + letter for letter in ALPHANUMERIC] + ["A" * 229 + "\ud800"],
        ["JT00000000000" + letter for letter in ALPHANUMERIC],
        ["A" * 149 + letter for letter in ALPHANUMERIC],
        ["B" * 240, "C" * 240],
        ["A" * 3000 + letter for letter in ALPHANUMERIC],
    ]
    texts = [text for group in groups for text in group]
    alone = {}
    for text in texts:
        with suppress(SymbolError):
            alone[text] = qr(text)
    assert qr_many(texts) == alone
    assert len(alone) == len(texts) - len(ALPHANUMERIC) - 1


@pytest.mark.parametrize("with_arrays", [False, True])
def test_many_together_are_what_each_is_alone(with_arrays: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all versions and modes at once, with what has no symbol among them."""
    monkeypatch.setattr(qr_module, "_with_arrays", with_arrays)
    chance = random.Random(18004)
    texts = ["", "A" * 400, "", "运单" * 90]
    for length in range(1, 300, 7):
        for alphabet in ("0123456789", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", "abc运单é"):
            texts.append("".join(chance.choices(alphabet, k=length)))
    texts *= 2
    for level, most in (("M", 12), ("Q", 20), ("L", 9)):
        alone = {}
        for text in texts:
            with suppress(SymbolError):
                alone[text] = qr(text, level=level, max_version=most)
        together = qr_many(texts, level=level, max_version=most)
        assert together == alone and len(alone) > 60
    assert qr_many([]) == {}
