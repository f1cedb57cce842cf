"""What the formats of a workbook's cells show besides their values."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from intake_tables import HEADER, open_source, row, take

from waybill.intake.workbook_formats import telling_styles


def book(path: Path, *, far: bool = False, **cells: tuple[object, str]) -> Path:
    """A workbook of two ordinary orders; in the first these cells have a value and a format."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for cells_of_row in (HEADER, row(1), row(2)):
        sheet.append(cells_of_row)
    for name, (value, number_format) in cells.items():
        cell = sheet.cell(2, HEADER.index(name) + 1, value)
        cell.number_format = number_format
    if far:
        sheet.cell(900_000, 300, "完")
    workbook.save(path)
    return path


@pytest.mark.parametrize("far", [False, True])
def test_a_label_has_what_the_eye_sees(tmp_path: Path, far: bool) -> None:
    path = book(
        tmp_path / "o.xlsx",
        far=far,
        运单号=(5261988016578, '"JT"0'),
        件数=(2, '0"件"'),
        重量kg=(500, '0"g"'),
        寄件人手机=(57188001122, "000000000000"),
        寄件地址=("贵阳市观山湖区胜利街1938号", '"贵州省"@'),
    )
    first, second = take(open_source(str(path))).orders[:2]
    assert (first.waybill_no, first.quantity, first.weight_kg) == ("JT5261988016578", "2", "0.5")
    assert (first.sender.phone, first.sender.address) == (
        "057188001122",
        "贵州省贵阳市观山湖区胜利街1938号",
    )
    assert (second.waybill_no, second.weight_kg) == ("JT0000000000002", "6.55")


@pytest.mark.parametrize(
    ("code", "value", "seen"),
    [
        ('"JT"0', "5261988016578", "JT5261988016578"),
        (r"\J\T0", "5", "JT5"),
        ('"JT"General', "5", "JT5"),
        ('0.00"斤"', "1.5", "1.5斤"),
        ("0斤", "3", "3斤"),
        ('#,##0"件"_);[Red]\\-0', "1200", "1200件"),
        ("000-0000-0000", "5788001122", "05788001122"),
        ('"江苏"@', "南京", "江苏南京"),
        ('"江苏"@', "'123456789012345678", "江苏123456789012345678"),
        ('[Red]"JT"0', "5", "JT5"),
        ("(000)0000-0000", "13812345678", "13812345678"),
        ("[$$-409]#,##0.00", "1280", "$1280"),
        ("[$US$-409] 0.00;[Red]-0", "1280", "US$ 1280"),
        ('_("$"* #,##0.00_)', "1280", "$1280"),
        ("[$元-804]0", "5", "元5"),
        ('"8"0', "81", "881"),
        # The header of a column whose format is meant for the rest, and what was pasted with its letters.
        ('"JT"@', "运单号", "运单号"),
        ('"江苏省"@', "详细地址", "详细地址"),
        ('"JT"@', "JT5261988016578", "JT5261988016578"),
        ('"0571"@', "057188001122", "0571057188001122"),
        # What is no plain number of this cell: damage, days.
        ('"JT"0', "1.23456789012345E+15", "1.23456789012345E+15"),
        ('"JT"0', "2026-05-12", "2026-05-12"),
        ('"JT"0', "", ""),
    ],
)
def test_a_format_puts_text_and_zeros_around_a_value(code: str, value: str, seen: str) -> None:
    (shown,) = telling_styles(styles(code)).values()
    assert shown.of(value) == seen


@pytest.mark.parametrize(
    "code",
    [
        "0", "0.00", "#,##0.00", '"¥"#,##0.00', "@", "General", "0%", "[$¥-804]#,##0.00", "[$-804]0.00", "@*.",  "0.00E+00", "yyyy-mm-dd", 'm"月"d"日"', 'h"时"',
        r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ ', r'0\.0,"万"', '0,"千"', '0"月"d', '"a"0"b"0', "# ?/?",
        '[<=100]0"g";0"kg"',
    ],
)  # fmt: skip
def test_other_formats_tell_nothing(code: str) -> None:
    assert telling_styles(styles(code)) == {}


@pytest.mark.parametrize("unit", "本支张把罐桶组对片卷块朵束枚颗粒株盆提筐")
def test_goods_are_counted_as_people_count_them(tmp_path: Path, unit: str) -> None:
    path = book(tmp_path / "o.xlsx", 件数=(3, f'0"{unit}"'), 重量kg=(1.5, '"约"0.0"kg"'))
    told = take(open_source(str(path)))
    assert (told.orders[0].quantity, told.orders[0].weight_kg, told.notes) == ("3", "1.5", [])


def styles(code: str) -> bytes:
    """The part of a workbook that has one format."""
    escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="{escaped}"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="164"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    ).encode()


def test_an_error_mark_stays_one(tmp_path: Path) -> None:
    path = book(tmp_path / "o.xlsx", 收件人手机=("#N/A", '"电话"@'))
    assert take(open_source(str(path))).codes() == [("INTAKE-NA",)]
