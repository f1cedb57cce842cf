"""The same number twice: told once where the data agree, refused where they differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from intake_tables import HEADER, read, row, take, text

from waybill.errors import Problem
from waybill.intake import open_sources
from waybill.intake.duplicates import Duplicates, SameRecipients
from waybill.intake.order import Order


def judged(folder: Path, rows: list[list[str]], **options: bool) -> list[Problem | None]:
    guard = Duplicates(**options)
    return [guard.judge_order(order) for order in read(folder, [HEADER, *rows]).orders]


def test_same_data_other_data(tmp_path: Path) -> None:
    told = judged(
        tmp_path, [row(1), row(2), row(1), row(2, 收件人="别人"), row(3, 运单号="JT0000000000099"), row(3)]
    )
    assert [problem and (problem.code, dict(problem.facts)["line"]) for problem in told] == [
        None,
        None,
        ("INTAKE-DUPLICATE", "2"),
        ("INTAKE-WAYBILL-TWICE", "3"),
        None,
        ("INTAKE-ORDER-TWICE", "6"),
    ]


def test_other_places_and_other_exceptions_are_other_data() -> None:
    """Whatever a label shows or a seal holds, as ``print`` has it in the fingerprint."""
    for field in ("lon", "datum", "show_exception", "exception_reason", "consent_reference"):
        guard, order = Duplicates(), Order("a.csv", 2, "JT0000000000018")
        assert guard.judge_order(order) is None
        problem = guard.judge_order(replace(order, line=3, **{field: "1"}))
        assert problem and problem.code == "INTAKE-WAYBILL-TWICE", field
        again = guard.judge_order(replace(order, file="b.csv", line=3, order_no="1", sku="1", ordered_at="1"))
        assert again and again.code == "INTAKE-DUPLICATE"


def test_several_parcels_of_one_order(tmp_path: Path) -> None:
    told = judged(tmp_path, [row(1), row(2, 订单号=row(1)[0])], several_parcels=True)
    assert told == [None, None]


def test_orders_without_number_do_not_meet(tmp_path: Path) -> None:
    assert judged(tmp_path, [row(1, 订单号=""), row(2, 订单号="")]) == [None, None]


def test_many_numbers_stay_apart_and_are_all_remembered() -> None:
    guard = Duplicates()
    assert all(guard.judge(f"JT{n:013d}", f"A{n}", n, n) is None for n in range(20_000))
    assert all(
        (told := guard.judge(f"JT{n:013d}", f"A{n}", n, 0)) and told.code == "INTAKE-DUPLICATE"
        for n in range(20_000)
    )


def test_same_recipients_are_reported(tmp_path: Path) -> None:
    groups = SameRecipients()
    for order in read(
        tmp_path, [HEADER, row(1), row(2, 收件人="别人"), row(3, 详细地址=" " + row(3)[8])]
    ).orders:
        groups.add(order)
    assert groups.groups() == [[("orders.csv", 2), ("orders.csv", 4)]]


def test_the_other_line_may_be_in_another_file(tmp_path: Path) -> None:
    files = []
    for name, numbers in (("a.csv", (1, 2)), ("b.csv", (3,)), ("c.csv", (4, 2, 3, 4))):
        (tmp_path / name).write_text(text([HEADER, *(row(n, 备注=name + str(n)) for n in numbers)]), "utf-8")
        files.append(str(tmp_path / name))
    seen = Duplicates()
    found = [
        (order.line, problem)
        for source in open_sources(files)
        for order in take(source).orders
        if (problem := seen.judge_order(order))
    ]
    assert [(line, problem.code, dict(problem.facts)) for line, problem in found] == [
        (3, "INTAKE-WAYBILL-TWICE", {"line": "3", "file": " (a.csv)"}),
        (4, "INTAKE-WAYBILL-TWICE", {"line": "2", "file": " (b.csv)"}),
        (5, "INTAKE-DUPLICATE", {"line": "2", "file": ""}),
    ]
    assert found[0][1].text("en") == "Line 3 (a.csv) has the same waybill number with other data."
    assert found[2][1].text("zh") == "第 2 行已有完全相同的订单；只打印一次。"
