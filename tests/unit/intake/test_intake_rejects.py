"""The rejects file: private, harmless to spreadsheets, and input again once corrected."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from intake_tables import HEADER, Read, open_source, read, row, take, text, write_rejects

from waybill.errors import Problem
from waybill.intake import Reject
from waybill.intake.rejects import safe_cell

SAMPLES = Path(__file__).parents[2] / "samples"


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))


def bad(folder: Path) -> Read:
    return read(
        folder,
        [
            HEADER,
            row(1),
            row(2, 收件人="", 三段码="3月8日"),
            row(3, 备注="=1+1", 收件人手机="1.38E+10"),
            row(4)[:-1],
        ],
    )


def test_the_file(tmp_path: Path) -> None:
    got = bad(tmp_path)
    path = tmp_path / "x.rejects.csv"
    write_rejects(path, got.source.columns, got.rejects, "orders.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    header, *rows = table(path)
    assert header == [*HEADER, "file", "line", "column", "code", "reason"]
    assert [line[-5:-1] for line in rows] == [
        ["orders.csv", "3", "recipient_name;three_segment_code", "INTAKE-MISSING;INTAKE-DATE"],
        ["orders.csv", "4", "recipient_phone", "INTAKE-SCIENTIFIC"],
        ["orders.csv", "5", "", "INTAKE-CELLS-FEW"],
    ]
    assert all(len(line) == len(header) for line in rows)
    assert rows[1][HEADER.index("备注")] == "'=1+1"


@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_is_there_is_not_written_to(tmp_path: Path, link: bool) -> None:
    path, other = tmp_path / "x.csv", tmp_path / "other.csv"
    other.write_text("old")
    path.symlink_to(other) if link else path.write_text("old")
    with pytest.raises(FileExistsError):
        write_rejects(path, HEADER, bad(tmp_path).rejects)
    assert (path.read_text(), other.read_text()) == ("old", "old")


def test_no_rejects_no_file(tmp_path: Path) -> None:
    write_rejects(tmp_path / "x.csv", HEADER, [])
    assert not (tmp_path / "x.csv").exists()


def test_corrected_rejects_are_input(tmp_path: Path) -> None:
    got = bad(tmp_path)
    path = tmp_path / "x.csv"
    write_rejects(path, got.source.columns, got.rejects, "orders.csv")
    header, *rows = table(path)
    rows[0][HEADER.index("收件人")] = "林龙旭"
    rows[0][HEADER.index("三段码")] = "058-E06 105"
    rows[1][HEADER.index("收件人手机")] = "13812345678"
    assert rows[2][1 : len(HEADER)] == [""] * (len(HEADER) - 1)
    rows[2][: len(HEADER)] = [*rows[2][0].removeprefix("'").split(","), "易碎品"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    again = take(open_source(str(path)))
    assert not again.source.match.unknown
    assert [order.waybill_no for order in again.orders] == [row(n)[1] for n in (2, 3, 4)]
    assert again.orders[1].remark == "=1+1"
    assert [order.order_no for order in again.orders] == [row(n)[0] for n in (2, 3, 4)]


def test_a_row_that_did_not_fit_never_fits_by_itself(tmp_path: Path) -> None:
    middle = row(1)
    del middle[6]
    line = '"' + ",".join(row(3))
    got = read(tmp_path, text([HEADER, middle, [*row(2)[:8], "多", *row(2)[8:]]]) + line)
    assert len(got.rejects) == 3
    write_rejects(tmp_path / "x.csv", got.source.columns, got.rejects, "orders.csv")
    again = take(open_source(str(tmp_path / "x.csv")))
    assert (len(again.rejects), again.orders) == (3, [])


@pytest.mark.parametrize("number", ["771234567890124000", "7712345678901240"])
def test_a_number_that_was_rounded_is_not_said_to_be_right(tmp_path: Path, number: str) -> None:
    table = [HEADER, *(row(at, 运单号=number[:10] + str(at) + number[11:]) for at in range(1, 8))]
    first = read(tmp_path, table)
    assert first.codes() == [("INTAKE-TRUNCATED",)] * 7
    write_rejects(tmp_path / "r.csv", first.source.columns, first.rejects)
    assert take(open_source(str(tmp_path / "r.csv"))).codes() == [("INTAKE-TRUNCATED",)] * 7


def test_rejected_again_it_has_the_extra_columns_once(tmp_path: Path) -> None:
    got = bad(tmp_path)
    write_rejects(tmp_path / "x.csv", got.source.columns, got.rejects, "orders.csv")
    again = take(open_source(str(tmp_path / "x.csv")))
    write_rejects(tmp_path / "y.csv", again.source.columns, again.rejects, "x.csv")
    assert table(tmp_path / "y.csv")[0] == table(tmp_path / "x.csv")[0]
    assert table(tmp_path / "y.csv")[1][-4] == "2"


@pytest.mark.parametrize("name", ["douyin.csv", "pdd.csv", "kuaishou.csv"])
def test_platform_rejects_come_back_as_the_same_rejects(tmp_path: Path, name: str) -> None:
    got = take(open_source(str(SAMPLES / name)))
    write_rejects(tmp_path / "x.csv", got.source.columns, got.rejects, name)
    again = take(open_source(str(tmp_path / "x.csv")))
    assert again.source.layout.profile == got.source.layout.profile
    assert [reject.problems for reject in again.rejects] == [reject.problems for reject in got.rejects]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+8613812345678", "'+8613812345678"),
        ("-5折", "'-5折"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\n=x", "'\n=x"),
        ("＝SUM(A1)", "'＝SUM(A1)"),
        ("＋5", "'＋5"),
        ("－5折", "'－5折"),
        ("＠x", "'＠x"),
        ("﹦x", "'﹦x"),
        (" =x", "' =x"),
        ("\u200b\u3000=x", "'\u200b\u3000=x"),
        (" 林龙旭", " 林龙旭"),
        ("a=x", "a=x"),
        ("202600000000000001", "'202600000000000001"),
        ("0571", "'0571"),
        ("0", "0"),
        ("13812345678", "13812345678"),
        ("林龙旭", "林龙旭"),
        ("", ""),
        ("5-12", "'5-12"),
        ("3/8", "'3/8"),
        ("3-12-5", "'3-12-5"),
        ("12E3", "'12E3"),
        ("1.38E+10", "1.38E+10"),
        ("2026-11-03 09:05", "2026-11-03 09:05"),
        ("5-1203", "5-1203"),
        ("058-E06 105", "058-E06 105"),
    ],
)
def test_cells_are_safe_for_spreadsheets(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


@pytest.mark.parametrize("remark", ["=1+1", "＝1+1", " ＋1", "\u200b@x", "\n-5折", "﹣5折"])
def test_a_safe_cell_comes_back_as_it_was(tmp_path: Path, remark: str) -> None:
    first = read(tmp_path, [HEADER, row(1, 备注=remark)]).orders[0].remark
    assert first and read(tmp_path, [HEADER, row(1, 备注=safe_cell(remark))]).orders[0].remark == first


@pytest.mark.parametrize("door", ["5-12", "12E3"])
def test_a_door_that_a_spreadsheet_would_change_comes_back_as_it_was(tmp_path: Path, door: str) -> None:
    header, cells = [*HEADER, "门牌号"], [*row(1, 详细地址="长江西路737号", 收件人=""), door]
    got = read(tmp_path, [header, cells])
    write_rejects(tmp_path / "r.csv", got.source.columns, got.rejects)
    assert table(tmp_path / "r.csv")[1][len(HEADER)] == "'" + door
    back = (tmp_path / "r.csv").read_text("utf-8-sig").replace("极兔速递,,", "极兔速递,林龙旭,")
    (order,) = read(tmp_path, back).orders
    assert order.recipient.address == "长江西路737号" + door


@pytest.mark.parametrize("day", ["5月12日", "2026-05-12", "12-May", "2026/5/12"])
@pytest.mark.parametrize(("name", "whole"), [("门牌号", "502"), ("楼栋", "3"), ("单元", "2")])
def test_a_door_that_became_a_day_is_told(tmp_path: Path, name: str, whole: str, day: str) -> None:
    at = HEADER.index("详细地址") + 1

    def beside(cells: list[str], door: str) -> list[str]:
        return [*cells[:at], door, *cells[at:]]

    rows = [beside(row(n, 详细地址="长江西路737号"), whole if n < 6 else day) for n in range(1, 7)]
    got = read(tmp_path, [beside(HEADER, name), *rows])
    assert (len(got.orders), got.codes()) == (5, [("INTAKE-DATE",)])


def test_the_name_of_a_file_can_be_a_formula_too(tmp_path: Path) -> None:
    write_rejects(tmp_path / "x.csv", ["a"], [Reject(2, ("a",), (Problem("INTAKE-QUOTE"),))], "=cmd.csv")
    assert table(tmp_path / "x.csv")[1][1] == "'=cmd.csv"


def test_a_header_cell_can_be_a_formula_too(tmp_path: Path) -> None:
    write_rejects(tmp_path / "x.csv", ["=cmd", *HEADER], [Reject(2, ("a",), (Problem("INTAKE-QUOTE"),))])
    assert table(tmp_path / "x.csv")[0][0] == "'=cmd"


def test_nothing_of_a_row_is_in_a_repr(tmp_path: Path) -> None:
    got = bad(tmp_path)
    chunk = next(got.source.chunks())
    shown = repr(got.rejects) + repr(got.orders) + repr(chunk)
    assert not any(cell in shown for cell in row(2) if len(cell) > 2)


@pytest.mark.parametrize(("lang", "word"), [("zh", "缺少"), ("en", "missing")])
def test_the_language_of_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, word: str
) -> None:
    monkeypatch.setattr("waybill.i18n._chosen", lang)
    write_rejects(
        tmp_path / "x.csv", HEADER, [Reject(2, ("a",), (Problem("INTAKE-MISSING", "recipient_name"),))]
    )
    assert word in table(tmp_path / "x.csv")[1][-1]
