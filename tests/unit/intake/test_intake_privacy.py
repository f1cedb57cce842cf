"""No cell's value in any message, note, repr, report or error, whatever is wrong with the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from intake_tables import COLUMNS, HEADER, open_source, read, row, take, text

from waybill.cli import run
from waybill.errors import InputError, all_codes, entry
from waybill.intake.check import Check

CANARIES = {
    "收件人": "鑫金丝雀",
    "收件人手机": "13977701234",
    "详细地址": "金丝雀大道77号9单元1777室",
    "寄件人": "银丝雀",
    "寄件人手机": "13966609876",
    "寄件地址": "银丝雀巷66号",
    "备注": "给金丝雀的礼物",
    "商品": "丝雀食盆",
    "订单号": "99887766554433221",
    "运单号": "JT7777777777777",
}
DAMAGES = [
    {}, {"运单号": "7.7E+14"}, {"收件人手机": "13977701234.0"}, {"三段码": "3月8日"}, {"收件人": ""}, {"收件人": "鑫金丝雀\x00"},
    {"运单号": "丝雀"}, {"快递公司": "顺丰速运"}, {"备注": "给金丝雀的礼物" * 200}, {"收件人手机": "1397770123"},
]  # fmt: skip


def pieces() -> list[str]:
    return [*list(CANARIES.values()), "丝雀", "1397770", "1396660"]


def canary_rows() -> list[list[str]]:
    return [row(1, **(CANARIES | damage)) for damage in DAMAGES] + [
        row(1, **CANARIES)[:9],
        [*row(1, **CANARIES), "丝雀"],
    ]


def clean(*told: str) -> None:
    for text_ in told:
        for piece in pieces():
            assert piece not in text_


def test_problems_notes_and_reprs(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, *canary_rows()])
    assert len(got.rejects) >= 8
    problems = [problem for reject in got.rejects for problem in reject.problems] + [
        note.problem for note in got.notes
    ]
    for lang in ("zh", "en"):
        clean(*(problem.text(lang) for problem in problems))  # type: ignore[arg-type]
    clean(
        repr(got.orders),
        repr(got.rejects),
        repr(got.notes),
        repr(got.source.layout),
        repr(list(got.source.chunks())),
    )


def test_the_check_report_and_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(text([HEADER, *canary_rows(), *canary_rows()]), "utf-8")
    report = Check(same_recipient=True).table(open_source(str(path)))
    clean(repr(report), json.dumps(report.as_dict("zh"), ensure_ascii=False))
    for arguments in (
        ["check", str(path)],
        ["check", "--json", str(path)],
        ["orders", "detect", str(path)],
        ["orders", "new", str(path)],
    ):
        with pytest.raises(SystemExit):
            run(arguments)
    shown = capsys.readouterr()
    assert "INTAKE-SCIENTIFIC" in shown.out
    clean(shown.out, shown.err)


@pytest.mark.parametrize("arguments", [["check"], ["orders", "detect"], ["orders", "new"]])
@pytest.mark.parametrize("header", [False, True])
def test_a_file_that_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], header: bool
) -> None:
    names = [["订单号", "运单号", "丝雀13977701234"]] if header else []
    path = tmp_path / "orders.csv"
    path.write_text(text([*names, *(cells[3:6] for cells in canary_rows()[:1])]), "utf-8")
    with pytest.raises(SystemExit) as ended:
        run([*arguments, str(path)])
    shown = capsys.readouterr()
    assert ended.value.code == 3
    clean(shown.out, shown.err)


def test_a_bad_byte_shows_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text([HEADER, *canary_rows()]).encode() + b"\xff")
    clean(str(caught.value), repr(caught.value), str(caught.value.__cause__), str(caught.value.facts))


def test_every_code_of_intake_has_its_sentences() -> None:
    used = {
        code
        for path in (Path(__file__).parents[3] / "waybill" / "intake").glob("*.py")
        for code in path.read_text("utf-8").replace("``", '"').split('"')
        if code.startswith("INTAKE-") and code.isupper()
    }
    assert len(used) > 35
    assert used == {code for code in all_codes() if code.startswith("INTAKE-")}
    for code in used:
        texts = entry(code)
        assert texts and texts.get("", "zh") and texts.get("", "en")
        assert code.startswith("INTAKE-SKIP") or (texts.get("remedy_", "zh") and texts.get("remedy_", "en"))


def test_the_standard_names_are_what_messages_use() -> None:
    from waybill.intake.columns import AT

    assert len(COLUMNS) == 17
    assert {"recipient_name", "recipient_phone", "recipient_address", "waybill_no"} <= AT.keys()


def test_take_is_repeatable(tmp_path: Path) -> None:
    source = read(tmp_path, [HEADER, *canary_rows()]).source
    assert take(source).rejects == take(source).rejects
