"""Old workbooks whose tables are broken are refused before a reader follows them; whole ones pass."""

from __future__ import annotations

import io
from pathlib import Path
from struct import pack, pack_into

import pytest
from intake_tables import open_source

from waybill.errors import InputError
from waybill.intake.ole import check_ole

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
FAT_AT, DIRECTORY_AT, MINI_FAT_AT = (SECTOR * (1 + number) for number in (0, 1, 2))


def entry(kind: int, start: int, size: int) -> bytes:
    return bytes(66) + bytes((kind,)) + bytes(49) + pack("<II", start, size) + bytes(4)


def compound() -> bytearray:
    """Sectors: 0 FAT, 1 directory, 2 table of the mini stream, 3 mini stream, 4 to 11 a long stream."""
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    pack_into("<III", header, 44, 1, 1, 0)
    pack_into("<IIIII", header, 56, 4096, 2, 1, END, 0)
    header[76:] = pack("<109I", 0, *[FREE] * 108)
    fat = pack("<128I", FAT, END, END, END, *range(5, 12), END, *[FREE] * 116)
    directory = entry(5, 3, 128) + entry(2, 4, 4096) + entry(2, 0, 100) + entry(0, 0, 0)
    mini_fat = pack("<128I", 1, END, *[FREE] * 126)
    return header + fat + directory + mini_fat + bytes(9 * SECTOR)


def test_whole_files_pass() -> None:
    check_ole(io.BytesIO(compound()), "o.xls")
    sample = Path(__file__).parents[2] / "samples" / "orders_plain.xls"
    check_ole(io.BytesIO(sample.read_bytes()), "o.xls")


@pytest.mark.parametrize(
    ("at", "value", "what"),
    [
        (FAT_AT + 4 * 1, 1, "sector chain"),  # the directory follows itself
        (FAT_AT + 4 * 11, 4, "sector chain"),  # the long stream begins again at its end
        (FAT_AT + 4 * 7, 5000, "sector chain"),
        (FAT_AT + 4 * 2, 2, "sector chain"),
        (FAT_AT + 4 * 3, FREE, "sector chain"),
        (MINI_FAT_AT + 4, 0, "sector chain"),
        (DIRECTORY_AT + 128 + 116, 3, "stream size"),  # the long stream begins in the mini stream
        (DIRECTORY_AT + 128 + 120, 0x7FFFFFFF, "stream size"),
        (DIRECTORY_AT + 256 + 120, 4000, "stream size"),
        (DIRECTORY_AT + 3 * 128 + 64, 2 << 16, None),  # an entry without a size
        (48, 90, "sector chain"),
        (68, 90, "sector number"),
        (76, 90, "sector number"),
        (30, 20, "sector size"),
    ],
)
def test_broken_tables_are_told(at: int, value: int, what: str | None) -> None:
    content = compound()
    pack_into("<I", content, at, value)
    if what is None:
        check_ole(io.BytesIO(content), "o.xls")
        return
    with pytest.raises(InputError) as caught:
        check_ole(io.BytesIO(content), "o.xls")
    assert (caught.value.code, caught.value.facts["what"]) == ("INTAKE-SHEET", what)
    assert "工作簿无法读取：文件不完整或已损坏。" in caught.value.text("zh")


def test_a_table_of_tables_that_follows_itself() -> None:
    content = compound()
    pack_into("<I", content, 68, 12)
    with pytest.raises(InputError):
        check_ole(io.BytesIO(content + pack("<128I", *[FREE] * 127, 12)), "o.xls")


@pytest.mark.parametrize("name", ["o.xlsx", "o.xls"])
def test_a_workbook_with_a_password_is_told_to_have_one(tmp_path: Path, name: str) -> None:
    content = compound()
    stream = "EncryptedPackage".encode("utf-16-le")
    content[DIRECTORY_AT + 128 : DIRECTORY_AT + 128 + len(stream)] = stream
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        open_source(str(tmp_path / name))
    assert (caught.value.code, caught.value.facts["what"]) == ("INTAKE-SHEET", "it has a password")
    assert "工作簿无法读取：有打开密码。" in caught.value.text("zh")


def test_streams_that_share_their_sectors() -> None:
    content = compound()
    content[DIRECTORY_AT + 256 : DIRECTORY_AT + 512] = entry(2, 4, 4096) * 2
    many = bytes(SECTOR) + entry(2, 4, 4096) * 4 * 20
    for number in range(12, 33):
        pack_into("<I", content, FAT_AT + 4 * number, number + 1 if number < 32 else END)
    pack_into("<I", content, FAT_AT + 4, 13)
    with pytest.raises(InputError):
        check_ole(io.BytesIO(content + many), "o.xls")


@pytest.mark.parametrize("cut", [9, 511, 700, 1600])
def test_cut_off(cut: int, tmp_path: Path) -> None:
    (tmp_path / "o.xls").write_bytes(compound()[:cut])
    with pytest.raises(InputError) as caught:
        open_source(str(tmp_path / "o.xls"))
    assert (caught.value.code, caught.value.exit_code) == ("INTAKE-SHEET", 3)
