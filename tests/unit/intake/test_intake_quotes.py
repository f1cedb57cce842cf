"""Quotes: what RFC 4180 says, and a stray one damages its own line only."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_tables import HEADER, open_source, read, row, take, text

from waybill.errors import Problem
from waybill.intake import reading, textfile
from waybill.intake.columns import NOTHING_SEEN
from waybill.intake.straight import reader_of, straight

HEAD = text([HEADER])


def lines_of(rows: list[list[str]]) -> list[str]:
    return text(rows).splitlines(keepends=True)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("rows_per_chunk", [1, 2, 3, 256])
def test_embedded_line_breaks_commas_and_quotes(tmp_path: Path, codec: str, rows_per_chunk: int) -> None:
    from intake_tables import take

    table = [HEADER, row(1, 备注="一\n二\r\n三"), row(2, 备注='"好",,"'), row(3), row(4, 商品="a\n\n\nb")]
    source = read(tmp_path, table, codec).source
    got = take(source, rows_per_chunk)
    assert [(order.line, order.remark) for order in got.orders] == [
        (2, "一 二 三"),
        (5, '"好",,"'),
        (6, "易碎品"),
        (7, "易碎品"),
    ]
    assert got.orders[3].contents == "a b"


MANY = ",".join("请轻拿轻放易碎品谢谢啦啊好的哦一二三四五六")
"""More commas than a row has."""


@pytest.mark.parametrize("rows_per_chunk", [1, 256])
@pytest.mark.parametrize("first", ["手机壳x1\n数据线x2", f"手机壳\n{MANY}\n二", f"{MANY}\n二", f"一\n{MANY}"])
def test_the_first_cell_may_have_several_lines(tmp_path: Path, first: str, rows_per_chunk: int) -> None:
    from intake_tables import take

    at = HEADER.index("商品")
    names = ["商品", *HEADER[:at], *HEADER[at + 1 :]]
    table = [[first, *row(1)[:at], *row(1)[at + 1 :]], ["杯", *row(2)[:at], *row(2)[at + 1 :]]]
    got = take(read(tmp_path, [names, *table]).source, rows_per_chunk)
    assert [order.contents for order in got.orders] == [" ".join(first.split("\n")), "杯"]


@pytest.mark.parametrize("remark", [f"一\n{MANY}\n二", f"{MANY}\n二", f"一\n{MANY}"])
def test_a_remark_of_several_lines_may_have_many_commas(tmp_path: Path, remark: str) -> None:
    got = read(tmp_path, [HEADER, row(1, 备注=remark), row(2)])
    assert [order.remark for order in got.orders] == [" ".join(remark.split("\n")), "易碎品"]


def test_a_stray_quote_before_a_row_whose_first_cell_has_one(tmp_path: Path) -> None:
    names = ["商品", "运单号", "收件人", "收件人手机", "详细地址"]
    cells = ["杯", "JT0000000000001", "林龙旭", "15089606268", "路1号"]
    got = read(tmp_path, text([names]) + '"' + text([cells]) + text([cells]).replace("杯", '杯"'))
    assert [reject.line for reject in got.rejects] == [2]


def test_quotes_inside_an_unquoted_cell_are_text(tmp_path: Path) -> None:
    line = lines_of([row(1)])[0].replace("保温杯", '5"管')
    got = read(tmp_path, HEAD + line + text([row(2)]))
    assert [order.contents for order in got.orders] == ['5"管', "保温杯"]


@pytest.mark.parametrize("column", ["订单号", "收件人", "详细地址", "备注"])
@pytest.mark.parametrize("quoted_later", [False, True])
def test_a_stray_opening_quote_costs_one_line(tmp_path: Path, column: str, quoted_later: bool) -> None:
    bad = lines_of([row(1)])[0].split(",")
    at = HEADER.index(column)
    bad[at] = '"' + bad[at]
    later = row(5, 备注="工作日送货,周末不在") if quoted_later else row(5)
    got = read(tmp_path, HEAD + ",".join(bad) + text([row(n) for n in (2, 3, 4)] + [later, row(6)]))
    assert got.codes() == [("INTAKE-QUOTE",)]
    assert got.rejects[0].line == 2
    assert [order.line for order in got.orders] == [3, 4, 5, 6, 7]


def test_two_stray_quotes_that_seem_to_match_swallow_nothing(tmp_path: Path) -> None:
    one, other = lines_of([row(1), row(4)])
    opened = one.replace("易碎品", '"易碎品')
    closed = other.replace("易碎品", '易碎品"')
    got = read(tmp_path, HEAD + opened + text([row(2), row(3)]) + closed + text([row(5)]))
    assert [reject.line for reject in got.rejects] == [2]
    assert [order.line for order in got.orders] == [3, 4, 5, 6]


def test_text_behind_a_closing_quote(tmp_path: Path) -> None:
    bad = lines_of([row(1)])[0].replace("林龙旭", '"林"龙旭')
    got = read(tmp_path, HEAD + bad + text([row(2)]))
    assert got.codes() == [("INTAKE-QUOTE",)]
    assert len(got.orders) == 1


def test_a_quote_that_never_closes_at_the_end_of_the_file(tmp_path: Path) -> None:
    got = read(tmp_path, HEAD + text([row(1)]) + '"' + text([row(2)]).rstrip())
    assert (len(got.orders), got.codes()) == (1, [("INTAKE-QUOTE",)])


def test_a_stray_quote_far_from_the_end(tmp_path: Path) -> None:
    bad = '"' + lines_of([row(1)])[0]
    got = read(tmp_path, HEAD + bad + text([row(n) for n in range(2, 700)]))
    assert (len(got.orders), got.codes(), got.rejects[0].line) == (698, [("INTAKE-QUOTE",)], 2)


def in_quotes(line: str, end: str = "") -> str:
    return '"' + line.replace('"', '""') + f'"{end}'


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["", ";;", ",,,"])
def test_lines_that_stand_in_quotes_as_wholes(tmp_path: Path, codec: str, delimiter: str, end: str) -> None:
    """What a spreadsheet saves that opened the file as one column."""
    plain = text([HEADER, row(1), row(2, 备注='"好",,"'), row(3)], delimiter)
    lines = [in_quotes(line, end) for line in plain.splitlines()]
    got = read(tmp_path, "\r\n".join(lines), codec)
    assert [(order.line, order.remark) for order in got.orders] == [
        (2, "易碎品"),
        (3, '"好",,"'),
        (4, "易碎品"),
    ]
    assert got.rejects == []


def test_of_lines_in_quotes_a_damaged_one_is_told_alone(tmp_path: Path) -> None:
    lines = [in_quotes(line) for line in text([HEADER, row(1), row(2), row(3)]).splitlines()]
    lines[2] = lines[2][:-1]
    got = read(tmp_path, "\n".join(["发货明细", *lines]))
    assert [order.line for order in got.orders] == [3, 5]
    assert [(reject.line, codes) for reject, codes in zip(got.rejects, got.codes(), strict=True)] == [
        (4, ("INTAKE-QUOTE",))
    ]


def test_a_row_of_one_quoted_cell_is_no_line_in_quotes(tmp_path: Path) -> None:
    got = read(tmp_path, text([HEADER, row(1, 备注="请,轻,放")]) + '"一,二,三"\r\n')
    assert [order.remark for order in got.orders] == ["请,轻,放"]
    assert got.codes() == [("INTAKE-CELLS-FEW",)]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_commas_of_an_input_method_between_the_cells(tmp_path: Path, codec: str) -> None:
    got = read(tmp_path, text([HEADER, row(1, 备注='"好"，轻放'), row(2)], "，"), codec)
    assert [order.remark for order in got.orders] == ['"好"，轻放', "易碎品"]


@pytest.mark.parametrize("changes", [{"备注": "轻放\n勿压"}, {"商品": "杯" * 200, "备注": "轻" * 250}])
def test_rows_of_several_lines_and_long_ones_go_the_straight_way(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    cells = row(1, **changes)
    got = read(tmp_path, [HEADER, cells])
    assert straight(reader_of(got.source.layout), 2, cells, ",".join(cells)) == got.orders[0]


@pytest.mark.parametrize("char", sorted(char for code in NOTHING_SEEN if (char := chr(code)).isprintable()))
@pytest.mark.parametrize("column", ["收件人", "商品"])
def test_letters_that_nobody_sees_are_in_no_order(tmp_path: Path, column: str, char: str) -> None:
    plain = row(1)
    seen = plain[HEADER.index(column)]
    got = read(tmp_path, [HEADER, row(1, **{column: char + seen})])
    assert got.orders[0] == read(tmp_path, [HEADER, plain]).orders[0]


@pytest.mark.parametrize("lines", [2, 5, 20, 99, 120])
def test_only_the_lines_of_a_record_are_looked_at(
    tmp_path: Path, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = []
    decode = textfile._text
    monkeypatch.setattr(textfile, "_text", lambda line, codec: decoded.append(1) or decode(line, codec))
    table = [HEADER, *(row(at, 备注="\n".join("轻" * lines)) for at in range(1, 60))]
    path = tmp_path / "o.csv"
    path.write_text(text(table), "utf-8")
    got = take(open_source(str(path)), 7)
    assert len(got.orders) == (59 if lines < 100 else 0)
    if lines < 6:
        assert len(decoded) <= 60 * 8


def test_a_chunk_is_read_once_for_all_its_rejects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = read(tmp_path, [HEADER, *map(row, range(1, 41))]).source
    (chunk,) = source.chunks(256)
    readings = []
    records = reading.records
    monkeypatch.setattr(reading, "records", lambda *given: readings.append(1) or records(*given))
    problem = (Problem("INTAKE-WAYBILL-TWICE", "waybill_no"),)
    found = [reading.reject_of(source.layout, chunk, line, problem) for line in range(2, 42)]
    assert [one.cells for one in found] == [tuple(row(at)) for at in range(1, 41)]
    assert len(readings) == 1
    with pytest.raises(ValueError, match="no row"):
        reading.reject_of(source.layout, chunk, 99, problem)
