"""``waybill mask`` as users call it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from waybill.cli import run


def call(monkeypatch, capfd, *argv, stdin=""):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")), encoding="utf-8"))
    try:
        run(["mask", *argv])
        status = 0
    except SystemExit as stop:
        status = stop.code or 0
    out, err = capfd.readouterr()
    return status, out, err


def test_values_become_lines(monkeypatch, capfd):
    assert call(monkeypatch, capfd, "name", "王小明", "欧阳娜娜") == (0, "王**\n欧**\n", "")
    assert call(monkeypatch, capfd, "phone", "+86 13812345678", "--style", "smile")[1] == "1^_^5678\n"
    assert call(monkeypatch, capfd, "phone", "--virtual", "18412345678-7804")[1] == "18412345678 转 7804\n"
    assert call(monkeypatch, capfd, "text", "放3单元501")[1] == "放***\n"
    assert call(monkeypatch, capfd, "text", "杯2个 电13812345678")[1] == "杯2个 电***\n"


def test_an_address_goes_through_its_own_room(monkeypatch, capfd):
    status, out, _ = call(monkeypatch, capfd, "address", "浙江省杭州市西湖区文三路478号5幢3单元1702室")
    assert status == 0
    assert out.startswith("浙江省杭州市西湖区文三路478号") and "1702" not in out


def test_one_line_out_for_each_line_in(monkeypatch, capfd):
    status, out, err = call(monkeypatch, capfd, "name", stdin="王小明\r\n\n先生\n李雷")
    assert status == 10
    assert out == "王**\n\n\n李**\n"
    assert "waybill: 2: DEID-NAME-EMPTY" in err and "waybill: 3: DEID-NAME-EMPTY" in err
    assert "先生" not in err


def test_jsonl_keeps_order_and_tells_why(monkeypatch, capfd):
    lines = ['"13812345678"', '"#aB3dE6#Q1w2E3r4T5y6==#1##"', "17", "{", '"1381234567"', '"\\ud83d"']
    status, out, err = call(monkeypatch, capfd, "phone", "--jsonl", stdin="\n".join(lines) + "\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 10
    assert err == ""
    assert [row["masked"] for row in found] == ["1******5678", None, None, None, "******", None]
    assert found[0] == {
        "masked": "1******5678",
        "kind": "mobile",
        "rule": "first-and-last-four",
        "hidden": 6,
        "issues": [],
    }
    assert [row["issues"] for row in found[1:5]] == [
        ["DEID-CIPHERTEXT"],
        ["DEID-JSON"],
        ["DEID-JSON"],
        ["DEID-PHONE-INVALID"],
    ]


def test_json_nested_beyond_reason_is_a_bad_line(monkeypatch, capfd):
    status, out, _ = call(monkeypatch, capfd, "name", "--jsonl", stdin="[" * 100_000 + '\n"王小明"\n')
    assert status == 10
    assert [json.loads(line)["masked"] for line in out.splitlines()] == [None, "王**"]


@pytest.mark.parametrize("kind", ["name", "phone", "address", "text"])
def test_ciphertext_is_never_printed(monkeypatch, capfd, kind):
    status, out, err = call(monkeypatch, capfd, kind, "##Q1w2E3r4T5y6u7I8o9P0==#1##")
    assert (status, out) == (10, "\n")
    assert "DEID-CIPHERTEXT" in err and "Q1w2" not in err


def test_a_policy_file_is_heeded_and_a_weak_one_refused(monkeypatch, capfd, tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text("phone_visible_max = 4\n", "utf-8")
    assert call(monkeypatch, capfd, "phone", "--policy", str(path), "13812345678")[1] == "******5678\n"
    path.write_text("phone_visible_max = 7\n", "utf-8")
    status, out, err = call(monkeypatch, capfd, "phone", "--policy", str(path), "13812345678")
    assert (status, out) == (5, "")
    assert "GB/T 41833-2022" in err and "policy.toml:1" in err


def test_usage_errors(monkeypatch, capfd):
    assert call(monkeypatch, capfd, "colour", "x")[0] == 2
    assert call(monkeypatch, capfd, "phone", "--style", "loud", "x")[0] == 2


def test_a_mistyped_option_is_no_value(monkeypatch, capfd):
    """It was masked like one, and what it meant was left out: a stricter policy."""
    for words in (("--polici", "strict.toml", "林清秋"), ("--stile=smile", "林清秋")):
        status, out, _ = call(monkeypatch, capfd, "name", *words)
        assert (status, out) == (2, "")
    assert call(monkeypatch, capfd, "phone", "--", "-13812345678")[1] == "1******5678\n"


def test_help_has_an_example(monkeypatch, capfd):
    assert "waybill mask phone" in call(monkeypatch, capfd, "--help")[1]
