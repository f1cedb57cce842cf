"""Names of order files for what outlives them."""

from __future__ import annotations

import pytest

from waybill.order_files import without_numbers


@pytest.mark.parametrize(("name", "told"), [
    ("orders.csv", "orders.csv"),
    ("订单20261129143005.csv", "订单20261129143005.csv"),
    ("orders 2026-11-29 14.30.05.csv", "orders 2026-11-29 14.30.05.csv"),
    ("1764400000000.csv", "1764400000000.csv"),
    ("JD_9912345678901.csv", "JD_9912345678901.csv"),
    ("订单_13822223333.xlsx", "订单_***.xlsx"),
    ("138-2222-3333 (2).csv", "*** (2).csv"),
    ("13822223333_13911112222.csv", "***_***.csv"),
    ("138—2222—3333.csv", "***.csv"),
    ("订单138·2222·3333.csv", "订单***.csv"),
    ("batch 0591-87654321.csv", "batch ***.csv"),
    ("110101199003074518.csv", "***.csv"),
    ("11010119900307451X.csv", "***.csv"),
    ("+8613822223333.csv", "+***.csv"),
    ("008613822223333.csv", "***.csv"),
    ("86 138 2222 3333.csv", "***.csv"),
    ("8613822223333_2.csv", "***_2.csv"),
    ("１３８２２２２３３３３.csv", "***.csv"),
    ("第１２批.csv", "第１２批.csv"),
])  # fmt: skip
def test_numbers_of_people_are_left_out(name: str, told: str) -> None:
    assert without_numbers(name) == told
