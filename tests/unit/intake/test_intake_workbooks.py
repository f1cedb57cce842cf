"""Workbooks: cells as text without loss, several sheets, and limits against files made to exhaust the machine."""

from __future__ import annotations

import datetime
import gzip
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from intake_tables import HEADER, open_source, row, take, text

from waybill.errors import InputError
from waybill.intake import Options, ods, open_sources, read_chunk, workbook_check
from waybill.intake.duplicates import Duplicates
from waybill.intake.merged import Merged
from waybill.intake.workbook import open_workbook, text_of
from waybill.intake.workbook_check import check_zip


def save(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(path)
    return path


def cells(number: int = 1, **changes: object) -> list[object]:
    found: dict[str, object] = dict(zip(HEADER, row(number), strict=True))
    return list((found | changes).values())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123", "00123"),
        ("202600000000000012", "'202600000000000012"),
        (13812345678.0, "13812345678"),
        (6.55, "6.55"),
        (123456789012345.0, "123456789012345"),
        (202600000000000012.0, "2.02600000000000E+17"),
        (True, "TRUE"),
        (datetime.datetime(2026, 11, 3, 9, 5), "2026-11-03 09:05:00"),
        (datetime.datetime(2026, 11, 3, 9, 4, 59, 999_000), "2026-11-03 09:05:00"),
        (datetime.datetime(9999, 12, 31, 23, 59, 59, 997_000), "9999-12-31 23:59:59"),
        (datetime.date(2026, 3, 8), "2026-03-08"),
        (datetime.time(3, 4), "03:04:00"),
        (datetime.timedelta(hours=26), "1 day, 2:00:00"),
        (7, "7"),
    ],
)
def test_cells_as_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_sheet_reads_as_the_csv_does(tmp_path: Path) -> None:
    table = [HEADER, cells(1), cells(2, 收件人手机=13812345678, 件数=2, 重量kg=6.5, 备注="一\n二")]
    got = take(open_source(str(save(tmp_path / "o.xlsx", 订单=table))), 1)
    assert [order.line for order in got.orders] == [2, 3]
    assert got.orders[0].recipient.name == "林龙旭"
    second = got.orders[1]
    assert (second.recipient.phone, second.quantity, second.weight_kg, second.remark) == (
        "13812345678",
        "2",
        "6.5",
        "一 二",
    )


def test_damage_in_typed_cells(tmp_path: Path) -> None:
    table = [
        ["发货表"],
        HEADER,
        cells(1, 订单号=202600000000000012),
        cells(2, 三段码=datetime.date(2026, 3, 8)),
        cells(3, 收件人手机="#N/A"),
        cells(4, 收件人手机=57188884965),
        cells(5, 订单号="260517607198974000"),
        [None] * len(HEADER),
        ["合计", None, 5],
    ]
    got = take(open_source(str(save(tmp_path / "o.xlsx", a=table))))
    assert [(r.line, *(p.code for p in r.problems)) for r in got.rejects] == [
        (3, "INTAKE-SCIENTIFIC"),
        (4, "INTAKE-DATE"),
        (5, "INTAKE-NA"),
        (6, "INTAKE-LOST-ZERO"),
    ]
    assert [order.order_no for order in got.orders] == ["260517607198974000"]
    assert got.skipped == 2


def test_all_sheets_with_orders_and_one_by_name(tmp_path: Path) -> None:
    path = save(
        tmp_path / "o.xlsx",
        说明=[["本表说明"], ["联系仓库"]],
        甲=[HEADER, cells(1)],
        空=[],
        乙=[HEADER, cells(2), cells(3)],
    )
    told: list[tuple[str, str, dict[str, str]]] = []
    options = Options(tell=lambda file, problem: told.append((file, problem.code, dict(problem.facts))))
    sources = list(open_sources([str(path)], options))
    assert [source.name for source in sources] == ["o.xlsx", "o.xlsx[乙]"]
    assert [(file, code, facts["sheet"]) for file, code, facts in told] == [
        ("o.xlsx", "INTAKE-SHEET-SKIPPED", "说明")
    ]
    assert [len(take(source).orders) for source in sources] == [1, 2]
    assert len(take(open_source(str(path), sheet="乙")).orders) == 2
    with pytest.raises(InputError) as caught:
        open_source(str(path), sheet="丙")
    assert (caught.value.code, caught.value.facts["names"]) == ("INTAKE-SHEET-UNKNOWN", "说明, 甲, 空, 乙")
    with pytest.raises(InputError) as caught:
        open_source(str(path), sheet="说明")
    assert caught.value.code == "INTAKE-NO-HEADER"


def test_where_a_hidden_sheet_alone_holds_the_orders_that_is_told(tmp_path: Path) -> None:
    path = save(tmp_path / "o.xlsx", 说明=[["请看下表"]], 选项=[["中通"], ["圆通"]], 订单=[HEADER, cells(1)])
    book = openpyxl.load_workbook(path)
    book["选项"].sheet_state, book["订单"].sheet_state = "hidden", "veryHidden"
    book.save(path)
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert (caught.value.code, caught.value.facts["sheet"]) == ("INTAKE-SHEET-HIDDEN", "订单")
    assert len(take(open_source(str(path), sheet="订单")).orders) == 1
    del book["订单"]
    book.save(path)
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert caught.value.code == "INTAKE-NO-HEADER"  # a list of choices is no table of orders


def save_merged(path: Path, table: list[list[object]], merged: list[str]) -> Path:
    book = openpyxl.Workbook()
    for table_row in table:
        book.active.append(table_row)
    for cell_range in merged:
        book.active.merge_cells(cell_range)
    book.save(path)
    return path


def test_what_is_merged_over_rows_belongs_to_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for at, table_row in enumerate([HEADER, cells(1), cells(2), cells(3), []], 4):
        for column, value in enumerate(table_row, 3):
            sheet.cell(at, column, value)
    first = {name: sheet.cell(4, column).column_letter for column, name in enumerate(HEADER, 3)}
    sheet.merge_cells("C2:E3")
    for name, last in (("寄件人", 8), ("寄件地址", 6), ("快递公司", 7)):
        sheet.merge_cells(f"{first[name]}5:{first[name]}{last}")
    book.save(tmp_path / "o.xlsx")
    got = take(open_source(str(tmp_path / "o.xlsx")))
    assert [(one.line, one.carrier, one.sender.name, bool(one.sender.address)) for one in got.orders] == [
        (5, "极兔速递", "徐永", True),
        (6, "极兔速递", "徐永", True),
        (7, "极兔速递", "徐永", True),
    ]
    assert got.rejects == []


def test_what_is_merged_goes_no_further_than_its_last_row(tmp_path: Path) -> None:
    sender = openpyxl.utils.get_column_letter(HEADER.index("寄件人") + 1)
    table = [HEADER, cells(1), cells(2, 寄件人=None, 订单号=None), cells(3, 寄件人=None)]
    got = take(open_source(str(save_merged(tmp_path / "o.xlsx", table, ["A2:A3", f"{sender}2:{sender}3"]))))
    assert [one.sender.name for one in got.orders] == ["徐永", "徐永", ""]
    first, second, third = (one.order_no for one in got.orders)
    assert first == second != third


@pytest.mark.parametrize("goods", ["棉袜", "保温杯"])
@pytest.mark.parametrize("merged", ["ABCDEFGHI", "ABCDEFGHIJKLNOPQ", "ACDEFGHI", "DEFGHI"])
def test_goods_beside_a_merged_order_are_told(tmp_path: Path, goods: str, merged: str) -> None:
    table = [HEADER, cells(1), [*[None] * HEADER.index("商品"), goods], cells(2)]
    got = take(
        open_source(str(save_merged(tmp_path / "o.xlsx", table, [f"{one}2:{one}3" for one in merged])))
    )
    assert [one.line for one in got.orders] == [2, 4]
    assert got.codes() == [("INTAKE-GOODS-ONLY",)]


def test_an_order_below_the_merged_number_of_another_is_told(tmp_path: Path) -> None:
    table = [HEADER, cells(1), cells(2, 运单号=None, 收件人="王芳")]
    got = take(open_source(str(save_merged(tmp_path / "o.xlsx", table, ["B2:B3"]))))
    seen = Duplicates()
    told = [seen.judge_order(one) for one in got.orders]
    assert [problem.code if problem else "" for problem in told] == ["", "INTAKE-WAYBILL-TWICE"]


def test_a_sum_that_is_merged_over_parcels_is_none_of_theirs(tmp_path: Path) -> None:
    table = [HEADER, cells(1, 件数=2, 重量kg=3), cells(2, 件数=None, 重量kg=None, 收件人=None)]
    at = {
        name: openpyxl.utils.get_column_letter(HEADER.index(name) + 1)
        for name in ("件数", "重量kg", "收件人")
    }
    got = take(
        open_source(str(save_merged(tmp_path / "o.xlsx", table, [f"{one}2:{one}3" for one in at.values()])))
    )
    assert [(one.recipient.name, one.quantity, one.weight_kg) for one in got.orders] == [
        ("林龙旭", "2", "3"), ("林龙旭", "", ""),
    ]  # fmt: skip


def test_what_is_merged_beside_the_table_or_from_its_header_on_fills_nothing(tmp_path: Path) -> None:
    beside = "{0}2:{0}3".format(openpyxl.utils.get_column_letter(len(HEADER) + 1))
    table = [HEADER, cells(1, 寄件人=None), cells(2)]
    got = take(open_source(str(save_merged(tmp_path / "o.xlsx", table, ["J1:J2", "Z1:Z3", "Y2:Z3", beside]))))
    assert [one.sender.name for one in got.orders] == ["", "徐永"]


def test_a_table_far_down_a_sheet_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "o.xlsx", 甲=[HEADER, cells(1)], 乙=[*[[]] * 40, HEADER, cells(2)])
    sources = list(open_sources([str(path)], Options()))
    assert [[one.line for one in take(source).orders] for source in sources] == [[2], [42]]


def test_a_cell_far_below_the_table_is_told_and_the_blank_rows_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADER, cells(1)):
        sheet.append(line)
    sheet.cell(700, 3, "x")
    sheet.cell(200_000, 3, "x")
    error = sheet.cell(500, HEADER.index("收件人手机") + 1, "#N/A")
    error.data_type = "e"
    book.save(tmp_path / "o.xlsx")
    got = take(open_source(str(tmp_path / "o.xlsx")), 64)
    assert [order.line for order in got.orders] == [2]
    assert [r.line for r in got.rejects] == [500, 700, 200_000]
    assert "INTAKE-NA" in got.codes()[0]
    assert got.skipped == 200_000 - 5
    blank = [note.line for note in got.notes if note.problem.code == "INTAKE-SKIP-BLANK"]
    assert blank == [*range(3, 500), *range(501, 700), *range(701, 200_000)]


def test_hidden_sheets_and_rows(tmp_path: Path) -> None:
    path = save(
        tmp_path / "o.xlsx", 甲=[HEADER, cells(1)], 乙=[HEADER, cells(2)], 丙=[HEADER, cells(3)], 丁=[]
    )
    book = openpyxl.load_workbook(path)
    book["乙"].sheet_state = "hidden"
    book["丙"].sheet_state = "veryHidden"
    book["丁"].sheet_state = "hidden"
    book.save(path)
    told: list[tuple[str, str]] = []
    options = Options(tell=lambda _, problem: told.append((problem.code, dict(problem.facts)["sheet"])))
    assert [
        order.waybill_no for source in open_sources([str(path)], options) for order in take(source).orders
    ] == ["JT0000000000001"]
    assert told == [("INTAKE-SHEET-HIDDEN", "乙"), ("INTAKE-SHEET-HIDDEN", "丙")]
    assert len(take(open_source(str(path), sheet="乙")).orders) == 1
    told.clear()
    book["乙"].sheet_state = "visible"
    book["乙"].row_dimensions[2].hidden = True
    book["甲"].column_dimensions["B"].hidden = True
    book.save(path)
    assert [len(take(source).orders) for source in open_sources([str(path)], options)] == [1, 1]
    assert told == [("INTAKE-ROWS-HIDDEN", "乙"), ("INTAKE-SHEET-HIDDEN", "丙")]


@pytest.mark.parametrize(("height", "hidden"), [("0", True), ("0.0", True), ("0.75", False), ("20", False)])
def test_a_row_without_height_is_hidden(tmp_path: Path, height: str, hidden: bool) -> None:
    sheet = sheet_xml("A1", "A2").replace('<row r="2"', f'<row r="2" ht="{height}" customHeight="1"')
    (opened,) = open_workbook(archive(tmp_path / "o.xlsx", sheet), "o.xlsx")
    assert opened.hidden_rows is hidden


def test_a_workbook_of_which_all_sheets_with_orders_are_hidden(tmp_path: Path) -> None:
    path = save(tmp_path / "o.xlsx", 甲=[], 乙=[HEADER, cells(2)])
    book = openpyxl.load_workbook(path)
    book["乙"].sheet_state = "hidden"
    book.save(path)
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert caught.value.code == "INTAKE-SHEET-HIDDEN"


def test_patterns_and_several_files(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx"):
        save(tmp_path / name, s=[HEADER, cells(1)])
    assert [source.name for source in open_sources([str(tmp_path / "*.xlsx")])] == ["a.xlsx", "b.xlsx"]
    with pytest.raises(InputError) as caught:
        list(open_sources([str(tmp_path / "*.csv")], Options()))
    assert caught.value.code == "INTAKE-NO-FILE"


def test_from_a_pipe_and_through_gzip(tmp_path: Path) -> None:
    content = save(tmp_path / "o.xlsx", s=[HEADER, cells(1)]).read_bytes()
    assert len(take(open_source("-", stdin=io.BytesIO(content))).orders) == 1
    (tmp_path / "o.xlsx.gz").write_bytes(gzip.compress(content))
    assert len(take(open_source(str(tmp_path / "o.xlsx.gz"))).orders) == 1


def test_a_table_that_does_not_begin_at_a1(tmp_path: Path) -> None:
    table: list[list[object]] = [
        [],
        [],
        [None, None, *HEADER],
        [None, None, *cells(1)],
        [None, None, *cells(2, 三段码="#N/A")],
    ]
    got = take(open_source(str(save(tmp_path / "o.xlsx", s=table))))
    assert [order.line for order in got.orders] == [4]
    assert [(r.line, r.problems[0].code, r.problems[0].column) for r in got.rejects] == [
        (5, "INTAKE-NA", "three_segment_code")
    ]


def archive(path: Path, sheet: str | bytes, extra: dict[str, bytes] | None = None) -> Path:
    """A workbook of which every part can be chosen."""
    save(path, s=[HEADER, cells(1)])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode() if isinstance(sheet, str) else sheet
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (parts | (extra or {})).items():
            new.writestr(name, data)
    return path


def sheet_xml(*cells: str) -> str:
    rows = "".join(
        f'<row r="{"".join(c for c in cell if c.isdigit())}"><c r="{cell}"><v>1</v></c></row>'
        for cell in cells
    )
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("sheet", "limit"),
    [
        (sheet_xml("A1", "NTP2"), "columns of a sheet"),
        (sheet_xml("A1", "XFD2"), "columns of a sheet"),
        (sheet_xml("A1", "B1048577"), "rows of a sheet"),
        (
            "<worksheet><sheetData><row>" + "<c><v>1</v></c>" * 10_000 + "</row></sheetData></worksheet>",
            "columns of a sheet",
        ),
        (b"<worksheet>" + b" " * (80 << 20) + b"</worksheet>", "unpacked bytes per packed byte"),
    ],
)
def test_bombs_are_refused_with_their_limit(tmp_path: Path, sheet: str | bytes, limit: str) -> None:
    with pytest.raises(InputError) as caught:
        open_source(str(archive(tmp_path / "o.xlsx", sheet)))
    assert caught.value.code == "INTAKE-LIMIT"
    assert caught.value.facts["what"] == limit
    assert caught.value.facts["limit"].replace(",", "").isdigit()


FAR = sheet_xml("A1", "ZA1048576")
WIDE = (
    "<worksheet><sheetData><row>"
    + "<c><v>1</v></c>" * 600
    + "</row>"
    + "<row/>" * 60_000
    + "</sheetData></worksheet>"
)


def reader_takes(path: Path) -> tuple[int, int]:
    """How many rows and columns of the first sheet its reader makes room for."""
    with path.open("rb") as stream:
        _, anew = check_zip(stream, path.name)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(anew or path.read_bytes()))
    sheet = book.get_sheet_by_index(0)
    return sheet.height, sheet.width


@pytest.mark.parametrize(
    "sheet",
    [
        FAR,
        FAR.replace('"', "'"),
        FAR.replace(' r="', ' r = "'),
        FAR.replace("<c ", "<c\t").replace('"', "'"),
        FAR.replace("<", "<x:").replace("<x:/", "</x:").replace(" xmlns=", " xmlns:x="),
    ],
)
def test_cells_far_from_one_another_cost_no_room(tmp_path: Path, sheet: str) -> None:
    path = archive(tmp_path / "o.xlsx", sheet)
    assert reader_takes(path) == (2, 2)
    first, *blank, last = open_workbook(path, "o.xlsx")[0].rows()
    assert (first, last) == (("1", *[""] * 676), (*[""] * 676, "1"))
    assert len(blank) == 1048574 and not any(blank[0]) and all(row is blank[0] for row in blank)


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_in_order_above_blank_rows_cost_no_room(tmp_path: Path, prefix: str) -> None:
    sheet = WIDE.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
    path = archive(tmp_path / "o.xlsx", sheet)
    assert reader_takes(path) == (1, 600)
    assert list(open_workbook(path, "o.xlsx")[0].rows()) == [("1",) * 600]


@pytest.mark.parametrize("end", ["/>", " />", "></c>"])
def test_a_format_far_away_is_nothing(tmp_path: Path, end: str) -> None:
    sheet = sheet_xml("A1", "B2", "XFD1048576").replace(
        '<c r="XFD1048576"><v>1</v></c>', f'<c r="XFD1048576" s="1"{end}'
    )
    path = archive(tmp_path / "o.xlsx", sheet)
    assert reader_takes(path) == (2, 2)
    with path.open("rb") as stream:
        assert check_zip(stream, "o.xlsx")[1] is None, "a frame around a million cells would take long"


def test_a_full_sheet_is_refused_by_its_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "o.xlsx", s=[HEADER, *map(cells, range(1, 60))])
    monkeypatch.setattr(workbook_check, "SHEET_CELLS", 60 * len(HEADER))
    assert len(take(open_source(str(path))).orders) == 59
    monkeypatch.setattr(workbook_check, "SHEET_CELLS", 60 * len(HEADER) - 1)
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert caught.value.facts["what"] == "cells of a sheet"


@pytest.mark.parametrize("blank", ["\n  ", "\n<v/>\n", "<v> </v>", "<f>B1</f>\n"])
def test_a_sheet_far_and_wide_that_is_written_for_the_eye(tmp_path: Path, blank: str) -> None:
    """Line ends within cells are none of them, and a blank cell before all others moves none."""
    cell = '<c r="{}" t="str">\n  <v>{}</v>\n</c>'
    rows = [
        f'<row r="1">\n<c r="A1">{blank}</c>{cell.format("C1", "x")}</row>',
        f'<row r="9">{cell.format("B9", "y")}{cell.format("D9", "z")}</row>',
        f'<row r="900000"><c r="E900000">{blank}</c></row>',
    ]
    sheet = f"<worksheet>\n<sheetData>\n{chr(10).join(rows)}\n</sheetData></worksheet>"
    sheet = sheet.replace(
        "</sheetData>", '<row r="1048576"><c r="ZA1048576" t="e"><v>#N/A</v></c></row></sheetData>'
    )
    (opened,) = open_workbook(archive(tmp_path / "o.xlsx", sheet), "o.xlsx")
    rows_read = list(opened.rows())
    found = {
        cell: (at, column)
        for at in (0, 8, 1048575)
        for column, cell in enumerate(rows_read[at])
        if cell.strip()
    }
    left = found["x"][1] - 2
    assert found == {
        "x": (0, left + 2),
        "y": (8, left + 1),
        "z": (8, left + 3),
        "#N/A": (1048575, left + 676),
    }


def test_a_binary_workbook_is_to_be_saved_as_another(tmp_path: Path) -> None:
    path = archive(tmp_path / "o.xlsb", sheet_xml("A1"), {"xl/workbook.bin": b"\x83\x01\x00"})
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert caught.value.code == "INTAKE-SHEET"
    assert "binary workbook" in caught.value.text("en") and "二进制" in caught.value.text("zh")


@pytest.mark.parametrize("mark", ["#SPILL!", "#GETTING_DATA", "#REF!"])
def test_every_error_mark_is_told_in_its_row(tmp_path: Path, mark: str) -> None:
    path = save(tmp_path / "o.xlsx", s=[HEADER, cells(1, 收件人="@"), cells(2)])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    error = rf'<c r="D2" t="e"><f>1</f><v>{mark}</v></c>'.encode()
    parts[sheet], count = re.subn(rb'<c r="D2"[^>]*>.*?</c>', error, parts[sheet])
    assert count == 1
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    got = take(open_source(str(path)))
    assert (got.codes(), len(got.orders)) == ([("INTAKE-NA",)], 1)


def test_a_sheet_that_is_written_anew_has_no_entities_of_its_own(tmp_path: Path) -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "1">]>' + FAR.replace("<v>1</v>", "<v>&a;</v>")
    with pytest.raises(InputError) as caught:
        open_source(str(archive(tmp_path / "o.xlsx", sheet)))
    assert caught.value.code == "INTAKE-SHEET"


def test_what_stands_far_below_is_read_as_what_stands_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for at, line in enumerate([HEADER, cells(1), cells(2), cells(3)], 3):
        for column, cell in enumerate(line, 4):
            sheet.cell(at, column, cell)
    text = openpyxl.cell.rich_text.TextBlock(openpyxl.cell.text.InlineFont(b=True), " 易<碎>&品 ")
    typed = [
        datetime.datetime(2026, 11, 3, 9, 5), datetime.date(2026, 3, 8), datetime.time(3, 4), 13812345678, 6.55,
        202600000000000012, True, "=1+1", " 前后 ", "一\n二", openpyxl.cell.rich_text.CellRichText("甲", text),
        openpyxl.worksheet.formula.ArrayFormula("C9:C9", "=1"),
    ]  # fmt: skip
    for column, value in enumerate(typed, 3):
        sheet.cell(9, column, value)
    sheet.cell(800, 12, "#N/A").data_type = "e"
    sheet.cell(900, 20, "x")
    sheet.merge_cells("E4:E6")
    sheet.merge_cells("C9:D9")
    book.save(tmp_path / "o.xlsx")

    def read() -> tuple[list[tuple[str, ...]], list[Merged]]:
        (opened,) = open_workbook(tmp_path / "o.xlsx", "o.xlsx")
        return list(opened.rows()), list(opened.merged())

    near = read()
    monkeypatch.setattr(workbook_check, "SHEET_ROOM", 0)
    assert reader_takes(tmp_path / "o.xlsx")[0] == 7
    assert read() == near
    assert near[1] == [Merged(3, 5, 2)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<v>1<", "<v>1&#11;<"),
        ("<v>1<", "<v>1\x0b<"),
        ('<row r="2"', '<row r="5"'),
    ],
)
def test_a_sheet_that_can_not_be_written_anew_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """A control character costs its row, not a large export half of whose cells are blank."""
    sheet = sheet_xml("A2", "H4").replace('"A2">', '"A2" t="str">')
    path = archive(tmp_path / "o.xlsx", sheet.replace(old, new, 1))
    monkeypatch.setattr(workbook_check, "SHEET_ROOM", 0)
    (opened,) = open_workbook(path, "o.xlsx")
    assert ["".join(cells).strip("\x0b") for cells in opened.rows()] == ["", "1", "", "1"]
    monkeypatch.setattr(workbook_check, "SHEET_CELLS", 8 * 4 - 1)
    with pytest.raises(InputError) as caught:
        open_workbook(path, "o.xlsx")
    assert caught.value.code == "INTAKE-LIMIT"


def test_a_sheet_is_measured_wherever_it_lies(tmp_path: Path) -> None:
    path = archive(tmp_path / "o.xlsx", FAR)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/elsewhere.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"worksheets/sheet1.xml", b"elsewhere.xml"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert reader_takes(path) == (2, 2)


def test_the_order_of_formulas_is_no_sheet(tmp_path: Path) -> None:
    chain = b'<calcChain><c r="A60000" i="1"/><c r="WA1" i="2"/></calcChain>'
    path = archive(tmp_path / "o.xlsx", sheet_xml("A1"), {"xl/calcChain.xml": chain})
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert caught.value.code == "INTAKE-NO-HEADER"


def test_an_error_mark_is_found_where_parts_have_backslashes(tmp_path: Path) -> None:
    path = save(tmp_path / "o.xlsx", s=[HEADER, cells(1, 详细地址="=NA()")])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb'<c r="([A-Z]+2)"[^>]*><f>NA\(\)</f><v ?/?>(?:</v>)?</c>',
        rb'<c r="\1" t="e"><v>#N/A</v></c>',
        sheet,
    )
    assert parts["xl/worksheets/sheet1.xml"] != sheet
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name.replace("xl/", "xl\\").replace("worksheets/", "worksheets\\"), data)
    assert take(open_source(str(path))).codes() == [("INTAKE-NA",)]


@pytest.mark.parametrize("cut", [5, 300, 3000, -300, -30])
def test_damaged_workbooks_are_input_errors(tmp_path: Path, cut: int) -> None:
    path = save(tmp_path / "o.xlsx", s=[HEADER, *(cells(n) for n in range(50))])
    content = path.read_bytes()
    path.write_bytes(content[:cut] + b"\x00\xff" * 20 + content[cut + 40 :] if cut > 0 else content[:cut])
    try:
        source = open_source(str(path))
        for chunk in source.chunks():
            read_chunk(source.layout, chunk)
    except InputError as error:
        assert error.code in {"INTAKE-SHEET", "INTAKE-NO-HEADER", "INTAKE-BINARY", "INTAKE-EMPTY"}


def test_a_workbook_that_was_cut_off_is_told_to_be_incomplete(tmp_path: Path) -> None:
    path = save(tmp_path / "o.xlsx", s=[HEADER, *(cells(n) for n in range(50))])
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(InputError) as caught:
        open_source(str(path))
    assert caught.value.facts["what"] == "the file is incomplete or damaged"
    assert "工作簿无法读取：文件不完整或已损坏。" in caught.value.text("zh")


def test_an_archive_of_order_files_is_to_be_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "o.zip", "w") as packed:
        packed.writestr("orders.csv", "a,b,c")
    with pytest.raises(InputError) as caught:
        open_source(str(tmp_path / "o.zip"))
    assert caught.value.code == "INTAKE-ZIP"


def test_old_xls() -> None:
    got = take(open_source(str(Path(__file__).parents[2] / "samples" / "orders_plain.xls")))
    assert [order.line for order in got.orders] == [2, 3, 6]
    assert got.orders[1].recipient.phone == "19161397319"
    assert [(r.line, r.problems[0].code, r.problems[0].column) for r in got.rejects] == [
        (4, "INTAKE-SCIENTIFIC", "order_no"),
        (5, "INTAKE-DATE", "three_segment_code"),
    ]


@pytest.mark.parametrize("name", ["o.xls", "o.xlsb", "o.ods", "o.csv", "o"])
def test_a_workbook_is_known_by_its_content_not_by_its_name(tmp_path: Path, name: str) -> None:
    save(tmp_path / "o.xlsx", s=[HEADER, cells(1), cells(2)]).rename(tmp_path / name)
    assert len(take(open_source(str(tmp_path / name))).orders) == 2


@pytest.mark.parametrize("name", ["o.xlsx", "o.xlsm", "o.csv"])
def test_an_old_workbook_under_another_name(tmp_path: Path, name: str) -> None:
    sample = Path(__file__).parents[2] / "samples" / "orders_plain.xls"
    (tmp_path / name).write_bytes(sample.read_bytes())
    assert take(open_source(str(tmp_path / name))).orders


def document(path: Path, table: list[list[str]], more: str = "") -> Path:
    """An OpenDocument workbook, as LibreOffice writes one, with more rows behind the table."""

    def cell(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    idle = '<table:table-cell table:number-columns-repeated="16000"/>'
    rows = "".join(f"<table:table-row>{''.join(map(cell, line))}{idle}</table:table-row>" for line in table)
    names = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="甲">{rows}{more}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", f"<manifest:manifest {manifest}/>")
    return path


BLANK_ROWS = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


@pytest.mark.parametrize("more", ["", BLANK_ROWS])
def test_an_open_document(tmp_path: Path, more: str) -> None:
    path = document(tmp_path / "o.ods", [HEADER, row(1), row(2)], more)
    assert [order.line for order in take(open_source(str(path))).orders] == [2, 3]


def repeated(rows: str, columns: str, quote: str = '"') -> str:
    q = quote
    cell = f"<table:table-cell office:formula={q}of:=1>0{q} table:number-columns-repeated={q}{columns}{q} office:value={q}1{q}/>"
    return f"<table:table-row table:number-rows-repeated={q}{rows}{q}>{cell}</table:table-row>"


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        (repeated("150000", "600"), "cells of a sheet"),
        (repeated("150000", "600", "'"), "cells of a sheet"),
        (repeated("1", "701"), "columns of a sheet"),
        (repeated("1", "1000000000000"), "cells of a sheet"),
        (repeated("&#49;50000", "600"), "cells of a sheet"),
        (BLANK_ROWS * 2 + repeated("1", "1"), "rows of a sheet"),
    ],
)
def test_an_open_document_that_repeats_too_often(tmp_path: Path, more: str, limit: str) -> None:
    with pytest.raises(InputError) as caught:
        open_source(str(document(tmp_path / "o.ods", [HEADER, row(1)], more)))
    assert (caught.value.code, caught.value.facts["what"]) == ("INTAKE-LIMIT", limit)


def test_an_open_document_with_a_cell_far_below_costs_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, far = [HEADER, row(1)], "<table:table-row>{}</table:table-row>"
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    blank = BLANK_ROWS.replace("1048000", "600")
    twice = '<table:table-row table:number-rows-repeated="2">' + cell + "</table:table-row>"
    idle = '<table:table-row table:number-rows-repeated="3" table:style-name="a"/>'
    more = far.format("") + blank + twice + idle + blank + far.format(cell * 2) + blank
    path = document(tmp_path / "o.ods", table, more)
    (near,) = ([list(each.rows()) for each in open_workbook(path, "o.ods")],)
    assert reader_takes(path)[0] == 1 + 1 + 1 + 600 + 2 + 3 + 600 + 1
    monkeypatch.setattr(ods, "SHEET_ROOM", 0)
    assert reader_takes(path)[0] == 1 + 1 + 1 + 1 + 2 + 1 + 1 + 1
    assert [list(each.rows()) for each in open_workbook(path, "o.ods")] == near
    lines = [reject.line for reject in take(open_source(str(path))).rejects]
    assert lines == [604, 605, 1209]


def test_formulas_without_results_are_told(tmp_path: Path) -> None:
    told: list[tuple[str, dict[str, str]]] = []

    def tell(_: str, problem: object) -> None:
        told.append((problem.code, dict(problem.facts)))  # type: ignore[attr-defined]

    path = save(tmp_path / "o.xlsx", 甲=[HEADER, cells(1)], 乙=[HEADER, cells(2, 详细地址="=F2&G2")])
    sources = list(open_sources([str(path)], Options(tell=tell)))
    assert [take(source).codes() for source in sources] == [[], [("INTAKE-MISSING",)]]
    assert told == [("INTAKE-FORMULAS", {"sheet": "乙"})]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="A1"><f>B1</f></c>', True),
        ('<c r="A1" s="3"><f>B1&amp;C1</f><v></v></c>', True),
        ('<c r="A1"><f t="shared" si="0"/><v /></c>', True),
        ('<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c>', False),
        ('<c r="A1"><f>B1</f><v>7</v></c>', False),
        ('<c r="A1"><v></v></c>', False),
    ],
)
def test_a_text_result_may_be_empty(tmp_path: Path, cell: str, found: bool) -> None:
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    assert [one.no_results for one in open_workbook(archive(tmp_path / "o.xlsx", sheet), "o.xlsx")] == [found]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_rows_that_stand_in_one_column(tmp_path: Path, delimiter: str) -> None:
    """A text file that a spreadsheet opened by another delimiter, and saved."""
    rows = ["待发货", *text([HEADER, row(1), row(2, 备注="轻,放;好")], delimiter).splitlines()]
    got = take(open_source(str(save(tmp_path / "o.xlsx", 订单=[[line] for line in rows]))))
    assert [(order.line, order.remark) for order in got.orders] == [(3, "易碎品"), (4, "轻,放;好")]
    assert got.rejects == []


def test_a_sheet_under_somebodys_number_is_told_without_it(tmp_path: Path) -> None:
    book = save(tmp_path / "o.xlsx", 订单=[HEADER, cells()], 林清秋13800138000=[["随便", "写写"]])
    told: list[str] = []
    list(open_sources([str(book)], Options(tell=lambda _, problem: told.append(problem.text("zh")))))
    assert len(told) == 1
    assert "林清秋***" in told[0]
    assert "13800138000" not in told[0]
