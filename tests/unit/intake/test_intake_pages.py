"""Web pages and XML that are called .xls: read as the sheets that a spreadsheet program shows."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest
from intake_tables import HEADER, Read, open_source, read, row, take

from waybill.errors import InputError
from waybill.intake import Options, open_sources

OFFICE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>订单</x:Name></x:ExcelWorkbook></xml><![endif]-->"
    '<style><!-- td {{mso-number-format:"\\@"; }} --></style></head><body>'
)
_END = "</body></html>"


def tr(cells: Sequence[str], tag: str = "td", told: str = "") -> str:
    """A row of a web page's table."""
    return f"<tr{told}>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>\n"


TOP, FIRST, SECOND = tr(HEADER, "th"), tr(row(1)), tr(row(2))


def page(*rows: str) -> str:
    """A page with one table."""
    return f"<table>{''.join(rows)}</table>"


def same(got: Read, lines: Sequence[int], folder: Path) -> None:
    """The orders of rows 1, 2, ... as a CSV gives them, at these lines."""
    wanted = read(folder, [HEADER, *(row(n) for n in range(1, len(lines) + 1))]).orders
    assert [order.line for order in got.orders] == list(lines)
    assert [(o.waybill_no, o.recipient, o.sender, o.order_no, o.contents) for o in got.orders] == [
        (o.waybill_no, o.recipient, o.sender, o.order_no, o.contents) for o in wanted
    ]
    assert got.rejects == []


@pytest.mark.parametrize(
    ("charset", "codec", "mark"),
    [
        ("gb2312", "gb18030", ""),
        ("utf-8", "utf-8", ""),
        ("gb2312", "utf-8", ""),
        ("utf-8", "utf-8", "\ufeff"),
        ("utf-16", "utf-16-le", "\ufeff"),
    ],
)
def test_a_page_as_offices_write_it(tmp_path: Path, charset: str, codec: str, mark: str) -> None:
    table = f"<table border=1><thead>{TOP}</thead><tbody>{FIRST}{SECOND}</tbody></table>"
    same(read(tmp_path, mark + OFFICE.format(charset) + table + _END, codec), [2, 3], tmp_path)


def test_big5_where_the_page_says_so(tmp_path: Path) -> None:
    table = page(
        tr(["運單號", "收件人", "手機", "地址"]),
        tr(["JT1234567890128", "林大文", "13800138000", "臺北市中山路7號"]),
    )
    (order,) = read(tmp_path, OFFICE.replace("订单", "").format("big5") + table, "big5").orders
    assert (order.recipient.name, order.recipient.address) == ("林大文", "臺北市中山路7號")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (page(TOP, FIRST, SECOND), [2, 3]),
        ("<table><tr><th>" + "<th>".join(HEADER) + "<tr><td>" + "<td>".join(row(1)) + "</table>", [2]),
        ("<!-- made by <shop> --><!doctype html><TABLE>" + TOP.upper() + FIRST + "</TABLE>", [2]),
        ('<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html>' + page(TOP, FIRST), [2]),
        (page("<tr><td colspan=17>订单导出</td></tr>", TOP, FIRST), [3]),
        (page(TOP) + page(FIRST, SECOND), [2, 3]),
        (page(tr(["店铺", "杯店"])) + "<p>订单</p>" + page(TOP, FIRST) + page(TOP, SECOND), [3, 5]),
        ("<table><tr><td>" + page(TOP, FIRST, SECOND) + "</td></tr></table>", [2, 3]),
        ("<table><tr><td>订单" + page(TOP, FIRST) + "</td></tr></table>", [3]),
        (page(TOP, FIRST, "<tr style='display:none'><td width=72></td></tr>"), [2]),
        (page("<![if !excel]>", TOP, "<![endif]><?php ?><!x>", FIRST), [2]),
        (page("<tr></tr>", TOP, "<tr></tr>", FIRST), [4]),
        ("<table><script>'<tr><td>'</script>" + TOP + FIRST + "</table>", [2]),
    ],
)
def test_rows_of_pages(tmp_path: Path, content: str, lines: list[int]) -> None:
    same(read(tmp_path, content), lines, tmp_path)


def test_a_table_among_the_goods_is_their_text(tmp_path: Path) -> None:
    goods = "<table><tr><td>杯</td><td>红</td></tr><tr><td>碗</td></tr></table>"
    got = read(tmp_path, page(TOP, FIRST.replace("保温杯", goods), SECOND))
    assert [(order.line, order.contents) for order in got.orders] == [(2, "杯 红 碗"), (3, "保温杯")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("&nbsp;林<b>龙</b><font color=red>旭</font>&nbsp;", "林龙旭"),
        ("\n   林龙旭\n  ", "林龙旭"),
        ("<p>林龙旭</p>", "林龙旭"),
        ("&#26519;龙旭", "林龙旭"),
        ("林龙旭<br>(前台)", "林龙旭 (前台)"),
        ("林龙旭<br/>(前台)<hr/><img hidden src='7'/>", "林龙旭 (前台)"),
        ("林龙旭<span style='DISPLAY : none'>13800138000<i>7</i></span>", "林龙旭"),
        ("林龙旭<div hidden><table><tr><td>7</td></tr></table></div>", "林龙旭"),
        ("林龙旭<script>var a='<b>';</script>", "林龙旭"),
        ("林龙旭<select><option>7<option>8", "林龙旭"),
    ],
)
def test_text_of_a_cell(tmp_path: Path, written: str, name: str) -> None:
    got = read(tmp_path, page(TOP, FIRST.replace("林龙旭", written), SECOND))
    assert [order.recipient.name for order in got.orders] == [name, "林龙旭"]


def test_a_hidden_cell_has_no_place_and_a_hidden_row_is_told(tmp_path: Path) -> None:
    rows = (FIRST.replace("<td>", "<td style='display:none'>77</td><td>", 1), tr(row(2), told=" hidden"))
    told: list[str] = []
    path = tmp_path / "orders.xls"
    path.write_text(page(TOP, *rows), encoding="utf-8")
    (source,) = open_sources([str(path)], Options(tell=lambda _, problem: told.append(problem.code)))
    same(take(source), [2, 3], tmp_path)
    assert told == ["INTAKE-ROWS-HIDDEN"]


def test_what_is_merged_over_rows_belongs_to_each(tmp_path: Path) -> None:
    merged = "<tr>" + "".join(
        f"<td>{cell}</td>" if name == "运单号" else f"<td rowspan=2>{cell}</td>"
        for name, cell in zip(HEADER, row(1), strict=True)
    )
    got = read(tmp_path, page(TOP, merged, "<tr><td>JT0000000000002</td></tr>", tr(row(3))))
    assert [(o.line, o.waybill_no, o.recipient.name) for o in got.orders] == [
        (2, "JT0000000000001", "林龙旭"),
        (3, "JT0000000000002", "林龙旭"),
        (4, "JT0000000000003", "林龙旭"),
    ]
    got = read(tmp_path, page(TOP, merged.replace("rowspan=2", "rowspan=0")) + page(SECOND))
    assert [(o.line, o.waybill_no) for o in got.orders] == [(2, "JT0000000000001"), (3, "JT0000000000002")]


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    table = page(
        "<tr><th rowspan=2>运单号</th><th colspan=3>收件人</th><th colspan=2>寄件人</th></tr>",
        tr(["姓名", "电话", "地址", "姓名", "电话"], "th"),
        tr(["JT1234567890128", "林龙旭", "15089606268", "长江西路737号", "徐永", "18883948814"]),
    )
    (order,) = read(tmp_path, table).orders
    assert (order.line, order.recipient.name, order.sender.phone) == (3, "林龙旭", "18883948814")


def test_damage_and_numbers_that_are_told_to_be_text(tmp_path: Path) -> None:
    got = read(tmp_path, page(TOP, tr(row(1, 收件人手机="1.51E+10")), tr(row(2, 运单号="1.38E+10"))))
    assert got.codes() == [("INTAKE-SCIENTIFIC",), ("INTAKE-SCIENTIFIC",)]
    shown = FIRST.replace("<td>15089606268", '<td x:num="15089606268">1.51E+10')
    same(read(tmp_path, page(TOP, shown)), [2], tmp_path)
    rounded = "123456789012345000"
    cell = tr(row(1, 订单号=rounded))
    assert [n.problem.code for n in read(tmp_path, page(TOP, cell)).notes] == ["INTAKE-TRUNCATED"]
    for told in ("style=\"mso-number-format:'\\@'\"", "style='vnd.ms-excel.numberformat:@'", "x:str"):
        got = read(tmp_path, page(TOP, cell.replace(f"<td>{rounded}", f"<td {told}>{rounded}")))
        assert (got.notes, [order.order_no for order in got.orders]) == ([], [rounded])


def test_pages_from_a_pipe_through_gzip_and_by_sheet(tmp_path: Path) -> None:
    content = page(TOP, FIRST, SECOND).encode("gb18030")
    same(take(open_source("-", stdin=io.BytesIO(content))), [2, 3], tmp_path)
    path = tmp_path / "day.xls"
    path.write_bytes(gzip.compress(content))
    same(take(open_source(str(path), sheet="day")), [2, 3], tmp_path)
    with pytest.raises(InputError) as caught:
        open_source(str(path), sheet="other")
    assert caught.value.code == "INTAKE-SHEET-UNKNOWN"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OFFICE + "<table>" + TOP + FIRST, "INTAKE-SHEET"),
        (OFFICE + "<table>" + TOP + FIRST + "<tr><td>林", "INTAKE-SHEET"),
        (page(TOP, FIRST) + "<!-- " + page(SECOND), "INTAKE-SHEET"),
        (page(TOP, FIRST) + "<script>" + page(SECOND), "INTAKE-SHEET"),
        (OFFICE + "<form>请登录</form>", "INTAKE-DOCUMENT"),
    ],
)
def test_a_page_that_ends_too_soon_or_has_no_table(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.code == code
    assert "林" not in caught.value.text("zh")


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        (page("<tr>" + "<td>1" * 701), "columns of a sheet is more than 700"),
        (page("<tr><td colspan=900><td>1"), "columns of a sheet is more than 700"),
        (page("<tr><td rowspan=9 colspan=700>" * 50_000), "cells of a sheet is more than 32,000,000"),
        (page("<tr><td>" + "1" * (1 << 20) + "<b>1"), "characters of a cell is more than"),
        ("<table>" * 17, "tables within one another is more than 16"),
        (page("<tr><td a='" + "1" * (5 << 20)), "bytes of a tag is more than"),
    ],
)
def test_pages_that_exhaust_the_machine_are_refused(tmp_path: Path, content: str, limit: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.code == "INTAKE-LIMIT" and limit in caught.value.text("en")


BOOK = (
    '<?xml version="1.0" encoding="{}"?>\n<?mso-application progid="Excel.Sheet"?>\n{}'
    '<{p}Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</{p}Workbook>'
)


def book(*rows: str, encoding: str = "UTF-8", before: str = "", more: str = "", p: str = "") -> str:
    """An XML workbook with one sheet."""
    sheet = f'<{p}Worksheet ss:Name="订单"><{p}Table>{"".join(rows)}</{p}Table></{p}Worksheet>'
    return BOOK.format(encoding, before, sheet + more, p=p)


def xml_row(cells: Sequence[str], told: str = "", p: str = "") -> str:
    """A row of an XML workbook."""
    data = (
        f'<{p}Cell><{p}Data ss:Type="String">{escape(c)}</{p}Data></{p}Cell>' if c else f"<{p}Cell/>"
        for c in cells
    )
    return f"<{p}Row{told}>{''.join(data)}</{p}Row>"


X_TOP, X_FIRST = xml_row(HEADER), xml_row(row(1))


@pytest.mark.parametrize(("encoding", "codec"), [("UTF-8", "utf-8"), ("GB2312", "gb18030")])
@pytest.mark.parametrize("p", ["", "ss:"])
def test_an_xml_workbook(tmp_path: Path, encoding: str, codec: str, p: str) -> None:
    rows = (xml_row(HEADER, p=p), xml_row(row(1), p=p), xml_row(row(2), ' ss:Index="9"', p))
    same(read(tmp_path, book(*rows, encoding=encoding, p=p), codec), [2, 9], tmp_path)


def test_cells_of_an_xml_workbook(tmp_path: Path) -> None:
    def typed(kind: str, text: str, told: str = "") -> str:
        return f'<Cell{told}><Data ss:Type="{kind}">{text}</Data></Cell>'

    header = ["运单号", "收件人", "手机", "地址", "商品", "件数", "下单时间", "备注"]
    first = "<Row>" + "".join(
        (
            typed("String", "JT1234567890128", ' ss:MergeDown="1"'),
            '<Cell><ss:Data ss:Type="String" xmlns="x"><B>林</B>龙旭</ss:Data><Comment><Data ss:Type="String">7</Data></Comment></Cell>',
            typed("Number", "1.5089606268E10"),
            typed("String", "长江西路&#55;37号", ' ss:MergeAcross="1"'),
            typed("Number", "2", ' ss:Index="6"'),
            typed("DateTime", "2026-05-01T10:00:00.000"),
            typed("Error", "#REF!"),
        )
    )
    second = (
        "<Row>"
        + typed("String", "林清秋", ' ss:Index="2"')
        + typed("Number", "13800138000")
        + typed("String", "汉口路2号")
    )
    got = read(tmp_path, book(xml_row(header), first + "</Row>", second + "</Row>"))
    order = got.orders[0]
    assert (order.recipient.name, order.recipient.phone, order.recipient.address) == (
        "林龙旭",
        "15089606268",
        "长江西路737号",
    )
    assert (order.contents, order.quantity, order.ordered_at, order.remark) == (
        "",
        "2",
        "2026-05-01 10:00:00",
        "",
    )
    assert [(o.line, o.waybill_no, o.recipient.name) for o in got.orders[1:]] == [
        (3, "JT1234567890128", "林清秋")
    ]


def test_hidden_sheets_and_rows_of_an_xml_workbook(tmp_path: Path) -> None:
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    more = '<Worksheet ss:Name="旧"><Table>' + X_TOP + X_FIRST + "</Table>" + hidden
    path = tmp_path / "orders.xml"
    path.write_text(book(X_TOP, xml_row(row(1), ' ss:Hidden="1"'), more=more), encoding="utf-8")
    told: list[str] = []
    (source,) = open_sources([str(path)], Options(tell=lambda _, problem: told.append(problem.code)))
    same(take(source), [2], tmp_path)
    assert source.sheet == "订单" and sorted(told) == ["INTAKE-ROWS-HIDDEN", "INTAKE-SHEET-HIDDEN"]


def test_a_row_within_a_cell_is_nobodys(tmp_path: Path) -> None:
    got = read(tmp_path, book(X_TOP, "<Row><Cell><Row/></Cell></Row>", X_FIRST))
    assert [order.recipient.name for order in got.orders] == ["林龙旭"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(X_TOP, X_FIRST)[:-60], "INTAKE-SHEET"),
        (book(X_TOP, "<Row><Cell>&nbsp;</Cell></Row>"), "INTAKE-SHEET"),
        (book(X_TOP, before='<!DOCTYPE a [<!ENTITY a "b">]>'), "INTAKE-DOCUMENT"),
        (book(X_TOP, before='<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">'), "INTAKE-DOCUMENT"),
        ("<Workbook></Workbook>", "INTAKE-DOCUMENT"),
        (
            book(X_TOP, '<Row><Cell ss:Index="701"><Data ss:Type="String">1</Data></Cell></Row>'),
            "INTAKE-LIMIT",
        ),
        (book(X_TOP, xml_row(row(1), ' ss:Index="99999999"')), "INTAKE-LIMIT"),
        (book(f"<Row a='{'1' * (5 << 20)}'/>"), "INTAKE-LIMIT"),
    ],
)
def test_xml_workbooks_that_are_refused(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.code == code
    assert "林" not in caught.value.text("zh")
