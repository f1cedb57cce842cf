"""``waybill check`` and ``waybill orders``."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from intake_tables import HEADER, row, text

from waybill.cli import run
from waybill.intake.profile import parse, shipped

SAMPLES = Path(__file__).parents[2] / "samples"


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        run(list(arguments))
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "profiles").mkdir()
    monkeypatch.setenv("WAYBILL_PROFILES", str(tmp_path / "profiles"))
    monkeypatch.setenv("WAYBILL_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_check_refuses_what_the_door_of_print_refuses(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under the settings' policy; a row that is refused is not the first of two that are alike."""
    header = [*HEADER, "例外显示", "例外理由", "同意凭据"]
    exception = [*row(2), "电话", "药品当面签收", "同意书3"]
    unclear = [*row(1, 省="", 市="", 区="", 详细地址="七天连锁"), "", "", ""]
    (tmp_path / "o.csv").write_text(text([header, unclear, unclear, exception]), "utf-8")
    code, out, _ = call(capsys, "check", "o.csv", "--rejects", "bad.csv")
    assert (code, "o.csv  plain  utf-8  3 rows: 1 good, 2 rejected, 0 skipped" in out) == (10, True), out
    assert "2  DEID-ADDRESS-UNCLEAR [recipient_address]" in out and "lines 2, 3" in out
    assert (tmp_path / "bad.csv").read_text("utf-8").count("DEID-ADDRESS-UNCLEAR") == 2
    (tmp_path / "p.toml").write_text('exceptions = "forbid"', "utf-8")
    monkeypatch.setenv("WAYBILL_POLICY", "p.toml")
    assert "DEID-EXCEPTION-FORBIDDEN" in call(capsys, "check", "o.csv")[1]


def test_check_counts_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "check", "--json", *(str(path) for path in sorted(SAMPLES.glob("*.csv"))))
    told = json.loads(out)
    assert code == 10
    assert err.startswith("waybill: douyin.csv, jd.csv") and err.count("\n") == 1, (
        "none of them tells who sends"
    )
    assert told["rows"] == 200 + 200 + 120 + 80 + 90 + 60 + 40
    assert told["rows"] == told["orders"] + told["rejected"] + told["skipped"]
    assert told["skipped"] == 200  # the GBK copy's orders are the same ones
    assert [one["profile"] for one in told["files"]] == [
        "douyin",
        "jd",
        "kuaishou",
        "plain",
        "plain",
        "pdd",
        "taobao",
    ]
    douyin = told["files"][0]
    assert douyin["problems"][0]["remedy"].startswith("Have it decrypted by the platform")
    assert douyin["problems"][0] | {"text": "", "remedy": ""} == {
        "code": "INTAKE-CIPHERTEXT", "column": "recipient_name", "count": 26, "first_lines": [3, 7, 8, 13, 15], "text": "", "remedy": "",
    }  # fmt: skip
    assert douyin["filled"]["recipient_town"] == 0
    assert douyin["filled"]["recipient_phone"] == 90


def test_check_of_a_good_file_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "check", str(SAMPLES / "orders_plain.csv"))
    assert code == 0
    assert out.startswith("orders_plain.csv  plain  utf-8  200 rows: 200 good, 0 rejected, 0 skipped\n")
    assert "     16%  lon" in out


def test_check_writes_rejects_and_finds_duplicates(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = [HEADER, row(1), row(1), row(1, 收件人="别人"), row(2, 收件人=""), row(3), row(4)]
    (tmp_path / "o.csv").write_text(text(table), "utf-8")
    code, out, _ = call(capsys, "check", "o.csv", "--rejects", "bad.csv", "--json", "--merge-same-recipient")
    told = json.loads(out)
    assert (code, told["rows"], told["orders"], told["rejected"], told["skipped"]) == (10, 6, 3, 2, 1)
    assert [(one["code"], one["count"]) for one in told["files"][0]["notes"]] == [("INTAKE-DUPLICATE", 1)]
    assert told["same_recipient"] == [[{"file": "o.csv", "line": line} for line in (2, 6, 7)]]
    assert told["rejects_files"] == ["bad.csv"]
    assert len((tmp_path / "bad.csv").read_text("utf-8-sig").splitlines()) == 3
    out = call(capsys, "check", "o.csv")[1]
    assert "1  INTAKE-DUPLICATE [waybill_no]  note: " in out, "what is no reject is not told like one"
    assert "1  INTAKE-WAYBILL-TWICE [waybill_no]  Line 2 " in out and out.count("note: ") == 1


def test_what_holds_of_one_row_is_not_told_of_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    short = [row(1)[:-1], row(2)[:-2], row(3)[:-1]]
    (tmp_path / "o.csv").write_text(text([HEADER, *short[:2]]), "utf-8")
    expected = f"The row has … cells, the header {len(HEADER)}."
    assert expected in call(capsys, "check", "o.csv")[1]
    told = json.loads(call(capsys, "check", "o.csv", "--json")[1])["files"][0]["problems"]
    assert [(one["count"], one["text"]) for one in told] == [(2, expected)]
    (tmp_path / "o.csv").write_text(text([HEADER, short[0], short[2]]), "utf-8")
    assert f"The row has {len(HEADER) - 1} cells, the header" in call(capsys, "check", "o.csv")[1]


SENDER = {"寄件人": "徐永", "寄件人手机": "18883948814", "寄件地址": "浙江省杭州市西湖区文三路8号"}
TWO_ROWS = {
    "another order number, one parcel": ({}, {"订单号": "B7"}, "INTAKE-DUPLICATE"),
    "an order number in small letters": ({"订单号": "ab-7"}, {"订单号": "AB-7", "运单号": "JT0000000000099"}, "INTAKE-ORDER-TWICE"),
    "another name": ({}, {"收件人": "别人"}, "INTAKE-WAYBILL-TWICE"),
    "other goods": ({}, {"商品": "杯子"}, "INTAKE-WAYBILL-TWICE"),
    "a reason without an exception": ({}, {"例外理由": "药品"}, "INTAKE-DUPLICATE"),
    "a second phone": ({}, {"收件人电话": "021-65123456"}, "INTAKE-DUPLICATE"),
    "the settings' sender in the cells": (dict.fromkeys(SENDER, ""), SENDER, "INTAKE-DUPLICATE"),
}  # fmt: skip


@pytest.mark.parametrize("case", TWO_ROWS)
def test_check_and_print_agree_on_what_is_the_same_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    first, second, code = TWO_ROWS[case]
    header = [*HEADER, "例外理由", "收件人电话"]
    plain = dict(zip(header, [*row(1), "", ""], strict=True))
    rows = [list((plain | cells).values()) for cells in (first, first | second)]
    (tmp_path / "o.csv").write_text(text([header, *rows]), "utf-8")
    party = dict(zip(("name", "phone", "address"), SENDER.values(), strict=True))
    (tmp_path / "s.toml").write_text("\n".join(f'{key} = "{word}"' for key, word in party.items()), "utf-8")
    monkeypatch.setenv("WAYBILL_SENDER", "s.toml")
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    (told,) = json.loads(call(capsys, "check", "o.csv", "--json")[1])["files"]
    printed = json.loads(call(capsys, "print", "o.csv", "-o", "a.pdf", "--json", "--resume")[1])
    found = {one["code"]: one["count"] for one in (*told["problems"], *told["notes"])}
    assert found == printed["problems"] | printed["left_out"] == {code: 1}
    assert [told[name] for name in ("orders", "rejected", "skipped")] == [
        printed[name] for name in ("printed", "rejected", "skipped")
    ]


def test_check_writes_one_rejects_file_for_each_kind_of_header(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = [HEADER, row(1, 收件人="")]
    for name, table in (("a", bad), ("b", [cells[1:] for cells in bad]), ("c", bad)):
        (tmp_path / f"{name}.csv").write_text(text(table), "utf-8")
    (tmp_path / "bad.csv").write_text("older\n", "utf-8")
    (tmp_path / "bad.csv").chmod(0o644)
    code, out, err = call(capsys, "check", "a.csv", "b.csv", "c.csv", "--rejects", "bad.csv", "--json")
    assert (code, json.loads(out)["rejects_files"]) == (10, ["bad.csv", "bad-2.csv"])
    assert "kept as bad.csv~" in err and (tmp_path / "bad.csv~").read_text() == "older\n"
    for name, lines in (("bad.csv", 3), ("bad-2.csv", 2)):
        assert len((tmp_path / name).read_text("utf-8-sig").splitlines()) == lines
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_check_writes_no_rejects_to_what_is_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A pipe would wait for its reader; as for a device, it would be shut to everybody else."""
    (tmp_path / "o.csv").write_text(text([HEADER, row(1, 收件人="")]), "utf-8")
    os.mkfifo(tmp_path / "bad.csv", 0o666)
    before = (tmp_path / "bad.csv").stat().st_mode
    code, out, err = call(capsys, "check", "o.csv", "--rejects", "bad.csv")
    assert (code, out, err.split(": ")[1:3]) == (3, "", ["OUTPUT-WRITE", "bad.csv"])
    assert (tmp_path / "bad.csv").stat().st_mode == before
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["bad.csv", "o.csv"]


@pytest.mark.parametrize(
    "command",
    [["check", "o.csv", "--rejects", "./o.csv"], ["check", "o*.csv", "--rejects", "o.csv"], ["orders", "new", "o.csv", "-o", "o.csv"],
     ["check", "o.csv", "--join", "j.csv", "--on", "订单号", "--rejects", "j.csv"]],
)  # fmt: skip
def test_no_command_writes_over_what_it_reads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    for name in ("o.csv", "j.csv"):
        (tmp_path / name).write_bytes(text([HEADER, row(1, 收件人="")]).encode())
    code, _, err = call(capsys, *command)
    assert (code, err.split()[1]) == (3, "OUTPUT-INPUT:")
    for name in ("o.csv", "j.csv"):
        assert (tmp_path / name).read_bytes().decode() == text([HEADER, row(1, 收件人="")])


def test_check_writes_no_further_rejects_file_over_what_it_reads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "o.csv").write_text(text([HEADER, row(1, 收件人="")]), "utf-8")
    other = text([HEADER[1:], row(2, 收件人="")[1:]])
    (tmp_path / "bad-2.csv").write_bytes(other.encode())
    code, _, err = call(capsys, "check", "o.csv", "bad-2.csv", "--rejects", "bad.csv")
    assert (code, err.split()[1]) == (3, "OUTPUT-INPUT:")
    assert (tmp_path / "bad-2.csv").read_bytes().decode() == other
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["bad-2.csv", "o.csv"]


def test_check_with_a_join(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(text([HEADER, row(1, 收件人="")]), "utf-8")
    (tmp_path / "j.csv").write_text(text([["订单号", "收件人"], [row(1)[0], "林**"]]), "utf-8")
    assert call(capsys, "check", "o.csv")[0] == 10
    assert call(capsys, "check", "o.csv", "--join", "j.csv", "--on", "订单号")[0] == 0


def test_problems_carry_a_remedy_and_in_chinese_the_files_own_names(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ["收货人姓名" if name == "收件人" else name for name in HEADER]
    (tmp_path / "o.csv").write_text(text([names, row(1, 收件人=""), row(2, 件数="一箱")]), "utf-8")
    _, out, _ = call(capsys, "check", "o.csv", "--rejects", "bad.csv")
    assert "INTAKE-MISSING [recipient_name]  recipient_name is missing." in out
    assert "           Fill the cell, or supply it from another file" in out
    reason = (tmp_path / "bad.csv").read_text("utf-8-sig").splitlines()[1]
    assert "recipient_name is missing. Fill the cell" in reason
    _, out, _ = call(capsys, "--lang", "zh", "check", "o.csv", "--rejects", "bad.csv")
    assert "INTAKE-MISSING [收货人姓名]  缺少 收货人姓名。" in out
    assert "INTAKE-AMOUNT [件数]  提示：件数 不是数量或重量" in out
    reason = (tmp_path / "bad.csv").read_text("utf-8-sig").splitlines()[1]
    assert ",recipient_name,INTAKE-MISSING,缺少 收货人姓名。 请补填" in reason


def test_check_tells_coordinates_that_no_code_is_made_of(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With the file's own column name, a remedy, and no figure of theirs."""
    names = [*HEADER, "经度", "纬度", "坐标系"]
    rows = [[*row(n), *place] for n, place in enumerate((("118.5512", "24.8012", "WGS84"), ("24.8012", "118.5512", "WGS84"), ("", "", "")))]  # fmt: skip
    (tmp_path / "o.csv").write_text(text([names, *rows]), "utf-8")
    code, out, _ = call(capsys, "--lang", "zh", "check", "o.csv")
    assert code == 0 and out.count("COORD-") == 1 and "24.8" not in out
    assert (
        "        1  COORD-SWAPPED [经度]  提示：经度与纬度可能写反。\n           行 3\n           请先写经度，再写纬度。\n"
        in out
    )


def test_check_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = text([HEADER, row(1)]).encode("gbk")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    code, out, _ = call(capsys, "check", "-")
    assert code == 0
    assert out.startswith("<stdin>  plain  gb18030  1 rows")


def test_check_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        _, out, _ = call(capsys, "--lang", "zh", "check", str(SAMPLES / "pdd.csv"))
    finally:
        from waybill import i18n

        i18n._chosen = None
    assert "没有收件人" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "taobao_classic_gbk.csv",
            ["taobao  gb18030", "recognised by: 订单编号, 买家会员名", "收货地址 -> recipient_address"],
        ),
        (
            "pdd.csv",
            [
                "pdd  utf-8",
                "missing: recipient_name, recipient_phone, recipient_address",
                "--join FILE --on COLUMN",
            ],
        ),
        (
            "orders_plain.csv",
            ["plain  utf-8", "recognised by: common synonyms", "三段码 -> three_segment_code"],
        ),
    ],
)
def test_detect(capsys: pytest.CaptureFixture[str], name: str, words: list[str]) -> None:
    code, out, _ = call(capsys, "orders", "detect", str(SAMPLES / name))
    assert code == 0
    assert all(word in out for word in words)


def test_detect_guesses_what_was_not_understood(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    header = ["订单号", "运单号", "收件人姓名", "收件人手机号吗", "收件人地址"]
    (tmp_path / "o.csv").write_text(text([header, row(1)[:5]]), "utf-8")
    code, out, _ = call(capsys, "orders", "detect", "--json", "o.csv")
    told = json.loads(out)
    assert code == 0
    assert told["not_understood"] == {"收件人手机号吗": "收件人手机号"}
    assert told["missing"] == ["recipient_phone"]


def test_detect_tells_both_columns_of_one_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    header = ["寄件人", "电话", "寄件地址", "收件人", "电话", "收件地址", "运单号"]
    (tmp_path / "o.csv").write_text(text([header]), "utf-8")
    _, out, _ = call(capsys, "orders", "detect", "--json", "o.csv")
    assert json.loads(out)["columns"]["电话"] == "sender_tel, recipient_tel"


def test_list_shows_a_users_profile_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "profiles" / "my.toml").write_text('id = "my"\n[columns]\nwaybill_no = ["甲"]\n', "utf-8")
    code, out, _ = call(capsys, "orders", "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [
        "my",
        *(profile.id for profile in shipped()),
    ]


@pytest.mark.parametrize("command", [["orders", "new"], ["orders", "profile", "new"]])
def test_a_new_profile_is_valid_and_recognises_its_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    header = [*HEADER[:3], "收件人姓名", "收件人手机号吗", "详细地址"]
    (tmp_path / "o.csv").write_text(text([header, [*row(1)[:5], row(1)[8]]]), "utf-8")
    made = tmp_path / "profiles" / "shop.toml"
    assert call(capsys, *command, "o.csv", "-o", str(made))[0] == 0
    toml = made.read_text("utf-8")
    assert "# not understood: 收件人手机号吗" in toml
    assert parse(toml, "shop.toml").id == "shop"
    made.write_text(toml.replace("[columns]", '[columns]\nrecipient_phone = ["收件人手机号吗"]'), "utf-8")
    code, out, _ = call(capsys, "check", "o.csv")
    assert code == 0
    assert out.startswith("o.csv  shop  ")


def test_a_profile_is_used_by_its_path(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    header = [*HEADER[:3], "领用联系人", "领用方手机", "领用详细地址"]
    (tmp_path / "o.csv").write_text(text([header, [*row(1)[:5], row(1)[8]]]), "utf-8")
    code, _, err = call(capsys, "orders", "new", "o.csv", "-o", "shop.toml")
    assert (code, "waybill print o.csv --profile shop.toml" in err) == (0, True)
    toml = (tmp_path / "shop.toml").read_text("utf-8")
    columns = 'recipient_name = ["领用联系人"]\nrecipient_phone = ["领用方手机"]\nrecipient_address = ["领用详细地址"]'
    (tmp_path / "shop.toml").write_text(toml.replace("[columns]", f"[columns]\n{columns}"), "utf-8")
    code, out, _ = call(capsys, "check", "o.csv", "--profile", "shop.toml")
    assert (code, out[:12]) == (0, "o.csv  shop ")
    names = [["甲", "乙", "丙", "丁"], [row(1)[1], *row(1)[3:5], row(1)[8]]]
    (tmp_path / "p.csv").write_text(text(names), "utf-8")
    columns = (
        'waybill_no = ["甲"]\nrecipient_name = ["乙"]\nrecipient_phone = ["丙"]\nrecipient_address = ["丁"]'
    )
    (tmp_path / "p.toml").write_text(f'id = "p"\n[columns]\n{columns}\n', "utf-8")
    assert call(capsys, "check", "p.csv", "--profile", "p.toml")[0] == 0
    code, _, err = call(capsys, "check", "o.csv", "--profile", "./nosuch.toml")
    assert (code, "INTAKE-PROFILE: nosuch.toml" in err) == (3, True)


def test_a_profile_is_made_of_names_that_nobody_knows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """For such a file a profile is needed most, and the refusal to print it says so."""
    cells = [row(1)[1], *row(1)[3:5], row(1)[8]]
    (tmp_path / "o.csv").write_text(text([["甲", "乙", "丙", "丁"], cells]), "utf-8")
    code, _, err = call(capsys, "check", "o.csv")
    assert (code, "waybill orders new FILE" in err) == (3, True)
    code, out, _ = call(capsys, "orders", "new", "o.csv")
    assert code == 0
    assert [line for line in out.splitlines() if "not understood" in line] == [
        f"# not understood: {name}" for name in "甲乙丙丁"
    ]
    for rows in ([cells, cells], [["十一月的订单", "", "", ""], cells]):  # no header: data is never shown
        (tmp_path / "o.csv").write_text(text(rows), "utf-8")
        code, out, err = call(capsys, "orders", "new", "o.csv")
        assert (code, out, err.split(":")[1]) == (3, "", " INTAKE-NO-HEADER")


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["check"], ["orders"], ["orders", "detect"], ["orders", "list"], ["orders", "new"]):
        code, out, _ = call(capsys, *arguments, "--help")
        assert code == 0
        assert "Example:  waybill " in out


@pytest.mark.parametrize(("words", "told"), [
    (("check", "--on", "订单号"), "PIPELINE-JOIN"),
    (("check", "--join", "orders.csv"), "PIPELINE-JOIN"),
    (("check", "--sheet", "甲"), "PIPELINE-SHEET"),
    (("orders", "detect", "--sheet", "甲"), "PIPELINE-SHEET"),
    (("orders", "new", "--sheet", "甲"), "PIPELINE-SHEET"),
])  # fmt: skip
def test_no_option_is_passed_over(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "orders.csv").write_text(text([HEADER, row(1)]), "utf-8")
    code, out, err = call(capsys, *words, "orders.csv")
    assert (code, out, err.split(":")[1].strip()) == (2, "", told)


def test_the_command_that_a_new_profile_is_told_with_can_be_pasted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "my 订单.csv").write_text(text([HEADER, row(1)]), "utf-8")
    _, _, err = call(capsys, "orders", "new", "my 订单.csv", "-o", "my shop.toml")
    assert err.endswith(": waybill print 'my 订单.csv' --profile 'my shop.toml'\n")


def test_an_order_file_that_is_not_there_is_told_beside_a_rejects_file_that_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("x\n", "utf-8")
    code, out, err = call(capsys, "check", "none.csv", "--rejects", "bad.csv")
    assert (code, out, err.split(":")[1:3]) == (3, "", [" INTAKE-NO-FILE", " none.csv"])
    assert (tmp_path / "bad.csv").read_text("utf-8") == "x\n"


def test_one_sheet_of_a_workbook_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in (("甲", [HEADER, row(1)]), ("乙", [HEADER, row(2), row(3)])):
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    book.save(tmp_path / "o.xlsx")
    code, out, _ = call(capsys, "check", "o.xlsx", "--sheet", "乙", "--json")
    assert (code, json.loads(out)["rows"]) == (0, 2)
    assert call(capsys, "orders", "detect", "o.xlsx", "--sheet", "乙")[0] == 0


def test_a_check_word_for_word(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = [row(n, 收件人="") for n in range(1, 8)]
    lines = [HEADER, *bad, row(8, 收件人手机=""), row(9), row(10, 订单号="B10")]
    (tmp_path / "o.csv").write_text(text(lines), "utf-8")
    code, out, _ = call(capsys, "check", "o.csv", "--merge-same-recipient")
    told = [line for line in out.splitlines() if not line.startswith("           Fill")]
    assert (code, told[0]) == (10, "o.csv  plain  utf-8  10 rows: 2 good, 8 rejected, 0 skipped")
    assert told[1:6] == [
        "        7  INTAKE-MISSING [recipient_name]  recipient_name is missing.",
        "           lines 2, 3, 4, 5, 6, ...",
        "        1  INTAKE-MISSING [recipient_phone]  recipient_phone is missing.",
        "           lines 9",
        "  filled:",
    ]
    assert "     100%  waybill_no" in told and "      30%  recipient_name" in told
    assert told[-1] == "Same recipient: o.csv:10, o.csv:11"


def test_blank_rows_take_no_share_of_what_is_filled(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    blank = [[""] * len(HEADER)] * 300
    (tmp_path / "o.csv").write_text(text([HEADER, row(1), *blank, row(2, 收件人="")]), "utf-8")
    _, out, _ = call(capsys, "check", "o.csv")
    assert "     100%  waybill_no" in out and "      50%  recipient_name" in out


def test_rejects_that_can_not_be_written_leave_the_older_ones_where_they_were(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "o.csv").write_text(text([HEADER, row(1, 收件人="")]), "utf-8")
    (tmp_path / "bad.csv").write_text("corrected\n", "utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("waybill.intake.rejects.RejectsFile._open", full)
    code, out, err = call(capsys, "check", "o.csv", "--rejects", "bad.csv")
    assert (code, out, err.split(": ")[1:3]) == (3, "", ["OUTPUT-WRITE", "bad.csv"])
    assert sorted(path.name for path in tmp_path.glob("bad*")) == ["bad.csv"]
    assert (tmp_path / "bad.csv").read_text("utf-8") == "corrected\n"
