"""The courier's way reads the plain form of reprint exactly as the ordinary way does, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from waybill.cli import _build
from waybill.cli.courier import plain_reprint

PLAIN = [
    ["reprint", "SF1234567890123"],
    ["reprint", "SF1234567890123", "JT9698459974817", "-o", "again.pdf", "--reason", "torn"],
    ["reprint", "-", "--output=x.pdf", "--reason=two words", "--quiet"],
    ["reprint", "-o", "-", "--json", "--journal", "j.db", "--operator", "zhou", "--reason", "破损"],
    ["reprint", "--reason", "-", "NO1"],
]
OTHER = [
    ["print", "orders.csv"],
    ["reprint", "--help"],
    ["reprint", "-h"],
    ["reprint", "NO1", "--batch", "3"],
    ["reprint", "NO1", "--approval", "CODE"],
    ["reprint", "NO1", "--output"],
    ["reprint", "NO1", "--reason", "--quiet"],
    ["reprint", "NO1", "--resaon", "x"],
    [],
]


@pytest.mark.parametrize("argv", PLAIN, ids=" ".join)
def test_both_ways_read_the_same(argv: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[dict[str, Any]] = []

    def listen(numbers: list[str] | None = None, **named: Any) -> None:
        heard.append({"numbers": list(numbers or [])} | named)

    monkeypatch.setattr("waybill.cli.reprinting.reprint", listen)
    _build(argv)(args=argv, prog_name="waybill", standalone_mode=False)
    plain = plain_reprint(argv)
    assert plain is not None
    assert {key: value for key, value in heard[0].items() if key in plain} == plain
    defaults = {"output": "reprint.pdf", "reason": "", "as_json": False, "quiet": False}
    assert all(
        value in (None, (), [], defaults.get(key)) for key, value in heard[0].items() if key not in plain
    )


@pytest.mark.parametrize("argv", OTHER, ids=" ".join)
def test_everything_else_goes_the_ordinary_way(argv: list[str]) -> None:
    assert plain_reprint(argv) is None
