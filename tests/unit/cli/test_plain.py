"""The short way reads the plain forms of print and reprint exactly as the ordinary way does, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from waybill.cli.commands import command_line
from waybill.cli.plain import plain

PLAIN = [
    ["reprint", "SF1234567890123"],
    ["reprint", "SF1234567890123", "JT9698459974817", "-o", "again.pdf", "--reason", "torn"],
    ["reprint", "-", "--output=x.pdf", "--reason=two words", "--quiet"],
    ["reprint", "-o", "-", "--json", "--journal", "j.db", "--operator", "zhou", "--reason", "破损"],
    ["reprint", "--reason", "-", "NO1"],
    ["print", "orders.csv"],
    ["print", "a.csv", "b*.xlsx", "-o", "labels.pdf", "--quiet"],
    ["print", "-", "-o", "-", "--json", "-j", "2", "--dpi=300"],
    ["print", "o.csv", "--seal-to", "极兔速递=a.pem", "--seal-to=*=b.pem", "--jobs", "0", "--timing", "-v"],
    ["print", "o.csv", "--template", "x.toml", "--policy=p.toml", "--sender", "s.toml", "--profile", "pdd", "--sort=segment"],
    ["print", "o.csv", "--split", "500", "--again", "jam", "--verify=all", "--dry-run", "--journal=j.db", "--operator", "周"],
]  # fmt: skip
OTHER = [
    ["print"],
    ["print", "-o", "labels.pdf"],
    ["print", "--help"],
    ["print", "o.csv", "--jobs", "two"],
    ["print", "o.csv", "--jobs", "-1"],
    ["print", "o.csv", "--jobs", "9" * 5000],
    ["print", "o.csv", "--output"],
    ["print", "o.csv", "--strict"],
    ["print", "o.csv", "-qv"],
    ["print", "o.csv", "--quiet=1"],
    ["print", "o.csv", "-o=x.pdf"],
    ["print", "o.csv", "--strict="],
    ["print", "--", "-o.csv"],
    ["check", "orders.csv"],
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
    words = "numbers" if argv[0] == "reprint" else "orders"

    def listen(given: list[str] | None = None, **named: Any) -> None:
        heard.append({words: list(given or [])} | named)

    monkeypatch.setattr("waybill.cli.doing.reprint", listen)
    monkeypatch.setattr("waybill.cli.doing.print_orders", listen)
    command_line(argv)(args=argv, prog_name="waybill", standalone_mode=False)
    short = plain(argv)
    assert short is not None and short.command == argv[0]
    assert {key: value for key, value in heard[0].items() if key in short.arguments} == short.arguments
    defaults = {"output": "reprint.pdf" if argv[0] == "reprint" else "labels.pdf", "reason": ""}
    for key, value in heard[0].items():
        assert key in short.arguments or value in (None, (), [], False, defaults.get(key)), key


@pytest.mark.parametrize("argv", OTHER, ids=" ".join)
def test_everything_else_goes_the_ordinary_way(argv: list[str]) -> None:
    assert plain(argv) is None
