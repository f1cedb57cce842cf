"""What ``print`` tells of the rows: how many were printed, which were not and why, in which words and order."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from printed_rows import NAMES, Print, row

from waybill.errors import Problem
from waybill.intake import Note, Reject
from waybill.pipeline import PrintReport
from waybill.pipeline.report import MOST_OF_A_KIND_TOLD


def test_skipped_rows_that_are_not_blank_are_named(printing: Print) -> None:
    report = printing([NAMES, row(1), "合计,,,,,,9", "", NAMES, row(2), "共 2 单,,,,,,"])
    assert (report.rows, report.printed, report.skipped) == (6, 2, 4)
    assert "2 × INTAKE-SKIP-TOTAL: Total row, skipped. (orders.csv:3, orders.csv:7)" in report.summary()
    assert (
        "1 × INTAKE-SKIP-HEADER: The header again, or a row that explains the columns, skipped. (orders.csv:5)"
        in report.summary()
    )
    assert "SKIP-BLANK" not in report.summary()
    assert len(report.first_told) == 3
    assert report.as_dict()["left_out"] == {"INTAKE-SKIP-TOTAL": 2, "INTAKE-SKIP-HEADER": 1}


def test_whoever_finds_what_it_is_told_in_the_order_of_the_lines(printing: Print, tmp_path: Path) -> None:
    """Duplicates are found when all else of their rows is known; who corrects a file goes down its lines."""
    lines = [
        row(1),
        row(1),
        "合计,,,,,,9",
        row(1, 商品="盘"),
        row(2, 运单号=""),
        row(3, 地址="x"),
        row(4, 收件人手机="1"),
    ]
    report = printing([NAMES, *lines])
    assert (report.printed, report.rejected, report.skipped) == (1, 4, 2)
    told = [re.search(r"orders\.csv:(\d+)", line) for line in report.first_told]
    assert [found and int(found[1]) for found in told] == [3, 4, 5, 6, 7, 8]
    with (tmp_path / "labels.rejects.csv").open(encoding="utf-8-sig") as file:
        assert [line["line"] for line in csv.DictReader(file)] == ["5", "6", "7", "8"]


def test_hints_are_told_one_by_one_and_no_more_than_some(printing: Print) -> None:
    unlike = [row(n).replace(f"SF{n:013d}", f"YT{n:013d}") for n in range(1, 61)]
    report = printing([NAMES, *unlike, row(61), "合计,,,,,,9"])
    assert (report.printed, report.rejected) == (61, 0)
    assert report.hints == {"INTAKE-SHAPE": 60}
    assert len(report.first_told) == MOST_OF_A_KIND_TOLD + 1
    assert report.first_told[0].startswith("orders.csv:2 [waybill_no]: INTAKE-SHAPE: ")
    assert "SHAPE" not in report.summary()
    assert report.as_dict()["left_out"] == {"INTAKE-SKIP-TOTAL": 1}


def test_what_every_row_leaves_out_takes_no_rejects_place() -> None:
    report = PrintReport()
    for line in range(2, 302):
        report.tell_left_out("o.csv", Note(line, Problem("COORD-DATUM-UNKNOWN", "datum")))
    report.tell_reject("o.csv", Reject(302, (), (Problem("INTAKE-MISSING", "recipient_name"),)))
    assert report.first_told[-1].startswith("o.csv:302 [recipient_name]: INTAKE-MISSING")
    assert report.left_out == {"COORD-DATUM-UNKNOWN": 300}


def test_problems_are_told_by_column(printing: Print) -> None:
    report = printing([NAMES, row(1, 收件人=""), row(2, 地址=""), row(3, 地址=""), row(4)])
    assert report.as_dict()["problems"] == {"INTAKE-MISSING": 3}
    lines = report.summary().splitlines()
    assert [line.split(":")[0] for line in lines if "INTAKE-MISSING" in line] == [
        "  2 × INTAKE-MISSING", "  1 × INTAKE-MISSING",
    ]  # fmt: skip
    assert len(lines) == len(set(lines))


def test_a_problem_whose_words_name_no_column_is_told_with_it(printing: Print) -> None:
    """Two lines were the same, but for what each counted."""
    names, sender = f"{NAMES},寄件人,寄件人手机,寄件地址", "徐永,18883948814,"
    report = printing([names, f"{row(1, 地址='x')},{sender}", f"{row(2)},{sender}x"])
    lines = [line for line in report.summary().splitlines() if "UNCLEAR" in line]
    assert [line.split(":")[0] for line in lines] == [
        "  1 × DEID-ADDRESS-UNCLEAR [recipient_address]", "  1 × DEID-ADDRESS-UNCLEAR [sender_address]",
    ]  # fmt: skip


def test_what_does_not_fit_is_told_with_its_column(printing: Print, tmp_path: Path) -> None:
    """The zone alone, which holds wares and remark, did not tell which of them to shorten."""
    report = printing([f"{NAMES},备注", f"{row(1, 商品='杯' * 300)},急", f"{row(2)},{'急' * 300}"])
    lines = [line for line in report.summary().splitlines() if "LAYOUT-TEXT" in line]
    assert [line.split(":")[0] for line in lines] == [
        "  1 × LAYOUT-TEXT [contents]", "  1 × LAYOUT-TEXT [remark]",
    ]  # fmt: skip
    with (tmp_path / "labels.rejects.csv").open(encoding="utf-8-sig") as file:
        assert [line["column"] for line in csv.DictReader(file)] == ["contents", "remark"]


def test_what_is_left_out_is_told_by_column(printing: Print) -> None:
    """The column of the first was told of all, and so was what to do about it."""
    report = printing([f"{NAMES},件数,重量", f"{row(1)},x,", f"{row(2)},,x", f"{row(3)},x,"])
    told = [line for line in report.summary().splitlines() if "INTAKE-AMOUNT" in line]
    assert told == [
        "  2 × INTAKE-AMOUNT: quantity is no amount and is left off the label. (orders.csv:2, orders.csv:4)",
        "  1 × INTAKE-AMOUNT: weight_kg is no amount and is left off the label. (orders.csv:3)",
    ]
    assert report.as_dict()["left_out"] == {"INTAKE-AMOUNT": 3}


def test_files_that_call_a_column_otherwise_are_told_of_it_by_its_own_name(
    printing: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    for name, names in (("a.csv", NAMES), ("b.csv", NAMES.replace("收件人,", "买家姓名,"))):
        (tmp_path / name).write_text(f"{names}\n{row(ord(name[0]), 收件人='')}\n", "utf-8")
    told = printing(files=[tmp_path / "a.csv", tmp_path / "b.csv"]).summary()
    assert "2 × INTAKE-MISSING: 缺少 recipient_name。" in told


def test_the_summary_carries_remedies(printing: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [NAMES, row(1), row(2, 收件人="")]
    summary = printing(lines).summary()
    assert (
        "1 × INTAKE-MISSING: recipient_name is missing. (orders.csv:3)\n    Fill the cell, or supply it"
        in summary
    )
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    report = printing([NAMES, row(3), row(4, 收件人="")])
    assert "1 × INTAKE-MISSING: 缺少 收件人。 (orders.csv:3)\n    请补填" in report.summary()
    assert report.first_told == ["orders.csv:3 [收件人]: INTAKE-MISSING: 缺少 收件人。"]


def test_where_the_first_rejects_of_each_kind_stand_is_told(printing: Print) -> None:
    again = [row(number, 收件人="王芳") for number in (1, 2)]
    told = printing([NAMES, row(1), row(2), *again]).summary()
    assert "2 × INTAKE-WAYBILL-TWICE [waybill_no]: Line … has the same" in told
    assert "with other data. (orders.csv:4, orders.csv:5)" in told
    report = printing([NAMES, row(99), *(row(number, 收件人="") for number in range(1, 8))])
    first = [f"orders.csv:{line}" for line in range(3, 8)]
    assert f"is missing. ({', '.join(first)}, ...)" in report.summary()
    assert report.as_dict()["rejected_by_kind"] == [
        {"code": "INTAKE-MISSING", "column": "recipient_name", "count": 7, "first": first}
    ]


def test_what_holds_of_one_row_is_not_told_of_others(printing: Print) -> None:
    alone = printing([NAMES, row(5), row(5, 收件人="王芳")]).summary()
    assert (
        "1 × INTAKE-WAYBILL-TWICE [waybill_no]: Line 2 has the same waybill number with other data. ("
        in alone
    )


def test_times_are_told_in_columns() -> None:
    report = PrintReport(timing={"mask": 12.34, "layout+render": 5.0})
    assert report.summary().splitlines()[1:] == [
        "  mask               12.3 µs",
        "  layout+render       5.0 µs",
    ]
    assert report.as_dict()["timing_us_per_label"] == {"mask": 12.3, "layout+render": 5.0}
    assert "timing_us_per_label" not in PrintReport().as_dict()


def test_of_many_rejects_the_first_are_told_and_all_are_counted() -> None:
    from waybill.pipeline.report import MOST_TOLD

    report = PrintReport()
    for line in range(2, MOST_TOLD + 12):
        report.tell_reject("o.csv", Reject(line, (), (Problem("INTAKE-MISSING", "recipient_name"),)))
        report.tell_duplicate("o.csv", line, Problem("PIPELINE-DUPLICATE", "waybill_no"))
        report.tell_left_out("o.csv", Note(line, Problem("INTAKE-SKIP-TOTAL")))
    count = MOST_TOLD + 10
    assert len(report.first_told) == MOST_TOLD
    assert (report.rejected, report.skipped, report.duplicates) == (count, count, count)
    assert report.not_printed["INTAKE-SKIP-TOTAL", ""].first == [f"o.csv:{line}" for line in range(2, 7)]
    assert "(o.csv:2, o.csv:3, o.csv:4, o.csv:5, o.csv:6, ...)" in report.summary()


def test_a_number_that_comes_twice_is_printed_once(printing: Print) -> None:
    """The same row again is skipped, another one is rejected."""
    report = printing([NAMES, row(1), row(1), row(1, 收件人="王芳"), row(2)])
    assert (report.rows, report.printed, report.rejected, report.skipped) == (4, 2, 1, 1)
    assert (report.duplicates, [told.split(": ")[0:2] for told in report.first_told]) == (
        1, [["orders.csv:3 [waybill_no]", "INTAKE-DUPLICATE"], ["orders.csv:4 [waybill_no]", "INTAKE-WAYBILL-TWICE"]],
    )  # fmt: skip
    assert (
        "  1 × INTAKE-DUPLICATE: The same order stands in line 2 already; it is printed once. (orders.csv:3)"
        in report.summary().splitlines()
    )
    assert "PIPELINE-DUPLICATE" not in report.summary(), "nothing was released before this run"
    (rejects,) = report.rejects_files
    assert [line.split(",")[1:4] for line in Path(rejects).read_text("utf-8-sig").splitlines()[1:]] == [
        ["SF0000000000001", "顺丰速运", "王芳"]
    ]


def test_a_report_names_batch_and_files(printing: Print, tmp_path: Path) -> None:
    told = printing([NAMES, row(1), row(2)]).as_dict()
    names = [str(tmp_path / "labels.pdf")]
    assert (told["batch"], told["pages"], told["output"], told["outputs"]) == (1, 2, names[0], names)
    told = printing([NAMES, row(1), row(2), row(3)], dry_run=True).as_dict()
    assert (told["batch"], told["pages"], told["output"], told["outputs"]) == (None, 1, None, [])
    assert (told["printed"], told["duplicates"]) == (1, 2)  # known by the key that the run before made


@pytest.mark.parametrize("sort", ["file", "sku"])
def test_rejects_stand_in_the_order_of_lines_whoever_refused_them(
    printing: Print, tmp_path: Path, sort: str
) -> None:
    printing([NAMES, row(1), row(4)])
    rows = [
        row(1, 收件人="万雪菊"),
        row(2, 收件人=""),
        row(3),
        row(4),
        row(3, 商品="书"),
        row(4, 收件人="万雪菊"),
    ]
    report = printing([NAMES, *rows, row(5, 收件人="")], sort=sort)
    with (tmp_path / "labels.rejects.csv").open(encoding="utf-8-sig") as file:
        assert [each["line"] for each in csv.DictReader(file)] == ["2", "3", "6", "7", "8"]
    assert [int(each.split(":")[1].split()[0]) for each in report.first_told] == [2, 3, 5, 6, 7, 8]
    assert (report.printed, report.rejected, report.skipped) == (1, 5, 1)


def test_times_of_a_run_that_prints_nothing(printing: Print) -> None:
    assert printing([NAMES, row(1, 收件人="")], timing=True).timing == {}


def test_a_summary_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    report = PrintReport(
        rows=9, printed=1, rejected=1, skipped=7, duplicates=2, outputs=["a.pdf"], lengths=[1], seconds=0.5
    )
    assert report.summary() == (
        "1 label printed, 1 row rejected, 7 skipped, of 9 (0.50 s, 2 labels/s)\n  -> a.pdf\n"
        "  2 × PIPELINE-DUPLICATE: This waybill number was printed before with the same data; it is not printed again.\n"
        "    Use `waybill reprint`, or `waybill print --again REASON`."
    )
    nothing = PrintReport(dry_run=True)
    assert nothing.summary() == "0 labels could be printed, 0 rows rejected, 0 skipped, of 0"
    skipped = PrintReport(rows=3, skipped=3)
    split = PrintReport(rows=3, printed=3, outputs=["a.pdf", "b.pdf"], lengths=[1, 2], seconds=1)
    assert split.summary().splitlines()[1:] == ["  -> a.pdf  1 label", "  -> b.pdf  2 labels"]
    assert skipped.summary() == "0 labels printed, 0 rows rejected, 3 skipped, of 3; no new PDF"
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    assert nothing.summary() == "共 0 行：可打印 0 张，拒绝 0 行，跳过 0 行"
    assert split.summary().splitlines()[1:] == ["  -> a.pdf  1 张", "  -> b.pdf  2 张"]
    assert skipped.summary() == "共 3 行：打印 0 张，拒绝 0 行，跳过 3 行；没有新的 PDF"
    assert (
        report.summary().splitlines()[0] == "共 9 行：打印 1 张，拒绝 1 行，跳过 7 行（0.50 秒，每秒 2 张）"
    )


def test_problems_are_told_by_zone_and_a_remedy_once() -> None:
    from waybill.errors import Problem
    from waybill.intake import Reject

    report = PrintReport()
    for line, zone in enumerate(("goods", "goods", "sender"), 2):
        report.tell_reject("o.csv", Reject(line, (), (Problem("LAYOUT-TEXT", None, (("zone", zone),)),)))
    report.tell_reject("o.csv", Reject(5, (), (Problem("OF-NO-CATALOGUE"),)))
    lines = report.summary().splitlines()[1:]
    assert [line.split(":")[0] for line in lines if "×" in line] == [
        "  2 × LAYOUT-TEXT", "  1 × LAYOUT-TEXT", "  1 × OF-NO-CATALOGUE",
    ]  # fmt: skip
    assert len(lines) == 4 and lines[1].startswith("    ") and lines[3].endswith("OF-NO-CATALOGUE (o.csv:5)")
