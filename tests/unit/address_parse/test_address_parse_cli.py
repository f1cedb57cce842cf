"""``waybill address parse``: one JSON object a line, in order, whatever comes in."""

from __future__ import annotations

import json

import typer
from typer.testing import CliRunner

from waybill.cli.address_parse import register_parse

KEYS = [
    "province", "city", "district", "town", "devzone", "village", "road", "lane", "house", "community", "building",
    "unit", "floor", "room", "rural_group", "division_code", "spans", "hide", "masked", "candidates", "confidence", "issues",
]  # fmt: skip


def application() -> typer.Typer:
    app = typer.Typer()
    register_parse(app)
    app.command("other")(lambda: None)
    return app


def objects(*words: str, text: bytes | None = None) -> list[dict[str, object]]:
    result = CliRunner().invoke(application(), ["parse", *words], input=text, catch_exceptions=False)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_arguments() -> None:
    first, second = objects("江苏省南京市鼓楼区中山路8号3栋501", "中山路9号")
    assert list(first) == KEYS
    assert first["division_code"] == "320106"
    assert first["masked"] == "江苏省南京市鼓楼区中山路8号3栋***"
    assert first["hide"] == [{"start": 16, "end": 19}]
    assert {"type": "room", "start": 16, "end": 19} in first["spans"]  # type: ignore[operator]
    assert second["house"] == "9号"


def test_every_line_gives_an_object_in_order() -> None:
    lines = "中山路1号\n\n中山路2号\r\n\n中山路3号\x0b右\n".encode()
    assert [line["house"] for line in objects(text=lines)] == ["1号", None, "2号", None, "3号"]


def test_a_byte_order_mark_and_broken_bytes_do_no_harm() -> None:
    first, second = objects("-", text=b"\xef\xbb\xbf" + "中山路1号".encode() + b"\n\xff\xfe3\n")
    assert first["road"] == "中山路"
    assert second["masked"] is not None


def test_json_lines() -> None:
    lines = "\n".join(json.dumps(text) for text in ("中山路1号", "", "上\n海路2号")) + "\n"
    assert [line["house"] for line in objects("--jsonl", text=lines.encode())] == ["1号", None, "2号"]
    assert [line["house"] for line in objects("--jsonl", text=b'"x"\n\n"3\\u53f7"')] == [None, None, "3号"]


def test_a_line_that_is_no_json_string_is_named_by_its_number_and_stops_no_other() -> None:
    runner = CliRunner()
    for bad in ("建设路7号", "12", '{"a": 1}', '"建设路', "[" * 100_000):
        lines = f'"中山路1号"\n{bad}\n"中山路3号"\n'.encode()
        result = runner.invoke(application(), ["parse", "--jsonl"], input=lines)
        first, second, third = map(json.loads, result.stdout.splitlines())
        assert (first["house"], third["house"]) == ("1号", "3号")
        assert second == {"line": 2, "error": "ADDRESS-JSON-LINE"}
        assert result.exit_code == 10
        assert result.stderr.startswith("waybill: ADDRESS-JSON-LINE: <stdin>:2: ")
        assert "建设路" not in result.stderr
