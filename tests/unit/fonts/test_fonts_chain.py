"""Coverage, widths and codes of the font chain."""

from __future__ import annotations

import os
from pathlib import Path
from struct import pack

import pytest
from font_kit import make_truetype

from waybill.errors import LayoutError, all_codes
from waybill.fonts import chain
from waybill.fonts.chain import PARTS, FontChain, shipped_font
from waybill.fonts.sfnt import Sfnt, members

VECTORS = Path(__file__).parents[2] / "vectors"
RARE = "\U0002ebf0"  # CJK Extension I, in no font that is known
alone = FontChain((), system=False)


def level_2() -> str:
    lines = (VECTORS / "fonts_gb18030_2022_level2.csv").read_text().splitlines()
    return "".join(chr(int(line[2:], 16)) for line in lines if line.startswith("U+"))


def test_shipped_font_alone_has_gb18030_level_1() -> None:
    gb2312 = bytes(byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    assert alone.missing(gb2312.decode("gb2312", errors="ignore")) == ""
    assert alone.missing("".join(map(chr, range(0x4E00, 0x9FF0)))) == ""


def test_shipped_font_alone_has_the_name_characters_of_level_2() -> None:
    characters = level_2()
    assert len(characters) == 193
    assert alone.missing(characters) == ""
    assert alone.runs(characters) == [(0, characters)]


def test_shipped_font_alone_has_all_of_extension_a() -> None:
    assert alone.missing("".join(map(chr, range(0x3400, 0x4DB6)))) == ""


def test_label_punctuation_and_marks_are_there() -> None:
    assert alone.missing("·・•，。：；（）【】《》—–…*＊#＃/／①②③㊞℃×〓￥¥ＡＢ１２") == ""


def test_digits_are_tabular_and_han_are_one_em() -> None:
    assert {alone.width(digit, 1000) for digit in "0123456789"} == {555.0}
    assert alone.width("广东省", 24) == pytest.approx(72)
    assert alone.width("1" * 20, 24) == pytest.approx(alone.width("8" * 20, 24))
    assert alone.width("", 24) == 0


def test_missing_names_each_character_once_in_order() -> None:
    assert alone.missing(f"王{RARE}\x07{RARE}\U0010ffff") == f"{RARE}\x07\U0010ffff"
    assert alone.missing(f"王{RARE}") == RARE  # asked again, from memory


def test_codes_are_utf16_or_places_in_the_astral_list() -> None:
    face = alone.face(0)
    assert face.encode("运单A1") == "运单A1".encode("utf-16-be")
    places = {char: face.font.astral.index(ord(char)) for char in "𬱖𠙶"}
    codes = face.encode("张𬱖𠙶")
    assert codes[:2] == "张".encode("utf-16-be")
    assert codes[2:] == b"".join((0xD800 + places[char]).to_bytes(2, "big") for char in "𬱖𠙶")
    everything = "".join(map(chr, face.font.astral))
    assert len(set(face.astral_cids.values())) == len(everything) <= 2048
    assert face.encode(everything)[::2].strip(bytes(range(0xD8, 0xE0))) == b""


def test_a_font_of_the_users_own_fills_a_gap_under_its_own_number(tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    path.write_bytes(make_truetype(first=ord(RARE)))
    extra = FontChain((path,), system=False)
    assert extra.runs(f"张{RARE}三") == [(0, "张"), (PARTS, RARE), (0, "三")]
    assert extra.missing(RARE) == ""
    assert extra.width(f"张{RARE}", 1000) == 1600


def test_chain_is_made_once() -> None:
    assert chain() is chain()


def test_unusable_font_files_are_refused_or_left_out(tmp_path: Path) -> None:
    for number, data in enumerate(
        (b"", b"OTTO", b"\0\1\0\0" + b"\xff" * 40, shipped_font().read_bytes()[:3000])
    ):
        path = tmp_path / f"broken{number}.otf"
        path.write_bytes(data)
        with pytest.raises(LayoutError, match=f"FONT-BROKEN.*{path.name}"):
            Sfnt(path)
        assert FontChain((path,), system=False).missing(RARE) == RARE


def damaged(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) == 1 and len(old) == len(new)
    return data.replace(old, new)


def test_a_font_of_symbols_without_unicode_does_not_stop_the_search(tmp_path: Path) -> None:
    good = make_truetype(first=ord(RARE))
    (tmp_path / "symbols.ttf").write_bytes(
        damaged(good, pack(">HHHHL", 0, 1, 3, 10, 12), pack(">HHHHL", 0, 1, 3, 0, 12))
    )
    (tmp_path / "good.ttf").write_bytes(good)
    extra = FontChain((tmp_path / "symbols.ttf", tmp_path / "good.ttf"), system=False)
    assert extra.runs(RARE) == [(2 * PARTS, RARE)]


def test_a_damaged_map_of_characters_ends_where_characters_and_glyphs_end(tmp_path: Path) -> None:
    path = tmp_path / "endless.ttf"
    run = pack(">LLL", 0x20000, 0x20000, 3)
    endless = pack(">LLL", 0x20000, 0xFFFFFFFF, 3)
    path.write_bytes(damaged(make_truetype(), run, endless))
    assert Sfnt(path).astral == [0x20000]
    overlapping = pack(">LLL", 0x20000, 0x20001, 3) + pack(">LLL", 0x20000, 0xFFFFFFFF, 2)
    path.write_bytes(
        damaged(make_truetype(2), pack(">LLL", 65, 66, 1) + pack(">LLL", 0x20000, 0x20001, 3), overlapping)
    )
    assert Sfnt(path).astral == [0x20000, 0x20001, 0x20002]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (pack(">HQQ", 1000, 0, 0), pack(">HQQ", 0, 0, 0)),
        (pack(">HHH", 0, 0, 4), pack(">HHH", 0, 0, 0)),
    ],
)
def test_a_font_without_units_or_widths_is_broken(old: bytes, new: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    data = make_truetype()
    at = data.index(old)
    path.write_bytes(data[:at] + new + data[at + len(old) :])
    with pytest.raises(LayoutError, match="FONT-BROKEN"):
        Sfnt(path)


def test_the_members_of_a_damaged_collection_are_not_endless(tmp_path: Path) -> None:
    path = tmp_path / "a.ttc"
    path.write_bytes(b"ttcf\0\1\0\0" + b"\xff" * 4)
    assert members(path) == 1000
    assert FontChain((path,), system=False).missing(RARE) == RARE


def test_font_number_of_another_machine_is_an_error() -> None:
    with pytest.raises(LayoutError, match="FONT-GONE"):
        alone.face(77 * PARTS)


def test_messages() -> None:
    assert {"FONT-BROKEN", "FONT-GONE"} <= set(all_codes())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_only_has_a_fonts_name_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "a.ttf")
    (tmp_path / "b.otf").symlink_to("/dev/zero")
    (tmp_path / "c.ttc").mkdir()
    monkeypatch.setattr("waybill.fonts.system.folders", lambda: [tmp_path])
    assert FontChain((), system=True).missing(RARE) == RARE


def test_folders_that_may_not_be_entered_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that runs as another user than the one whose HOME it was given."""

    def denied(*_: object) -> bool:
        raise PermissionError

    with monkeypatch.context() as system:
        system.setattr("waybill.fonts.system.folders", lambda: [tmp_path])
        for owner, name in ((Path, "is_dir"), (Path, "is_file"), (os, "scandir"), (os, "stat")):
            system.setattr(owner, name, denied)
        assert FontChain().missing(f"王{RARE}") == RARE


def test_who_has_no_home_has_the_systems_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number of its own."""

    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", unknown)
    assert FontChain().missing(f"王{RARE}") == RARE
