"""Answers of small commands: each form of them, and what is told of words that ask for nothing."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from waybill.cli import journal_rows
from waybill.errors import JournalError, all_codes
from waybill.journal import current_actor, open_journal
from waybill.pipeline.context import wall_clock
from waybill.symbols import code128

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    "words", [("--lang", "fr", "explain"), ("explain", "--lang=fr"), ("explain", "--lang")]
)
def test_a_language_that_is_none(ask: Any, words: tuple[str, ...]) -> None:
    assert ask(*words) == (2, "", "waybill: --lang zh|en\n")


@pytest.mark.parametrize("words", [("--lang", "zh"), ("--lang=zh",)])
def test_the_language_may_stand_anywhere(ask: Any, words: tuple[str, ...]) -> None:
    in_front, behind = ask(*words, "explain", "INTAKE-QUOTE"), ask("explain", "INTAKE-QUOTE", *words)
    assert in_front == behind and "原因：" in behind[1]


def test_explain(ask: Any) -> None:
    status, out, _ = ask("explain")
    assert (status, [line.split()[0] for line in out.splitlines()]) == (0, all_codes())
    status, out, _ = ask("explain", "intake-quote")
    assert (status, [line.split(":")[0] for line in out.splitlines()[2:]]) == (0, ["  Cause", "  Remedy"])
    assert ask("explain", "INTAKE-QUOT")[0] == 3
    assert "The nearest is INTAKE-QUOTE." in ask("explain", "INTAKE-QUOT")[2]
    assert "nearest" not in ask("explain", "xyz")[2]


def test_config_show(ask: Any, house: Path) -> None:
    (house / "waybill.toml").write_text('operator = "zhou"\n', "utf-8")
    told = dict(line.split(" = ", 1) for line in ask("config", "show")[1].splitlines())
    assert told["dpi"] == "'203'  (default)  # Resolution of the print head: 203, 300 or 600; WAYBILL_DPI"
    assert told["operator"].startswith("'zhou'  (waybill.toml)  # ")
    assert told["journal"].startswith(f"'{house / 'journal.db'}'  (environment)  # ")
    assert json.loads(ask("config", "show", "--json")[1])["operator"] == {
        "value": "zhou",
        "origin": "waybill.toml",
    }


def test_doctor(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.pipeline.doctor import Finding

    findings = [Finding("font", True, "whole"), Finding("journal", False, "JOURNAL-OPEN")]
    monkeypatch.setattr("waybill.pipeline.doctor.examine", lambda: findings)
    assert ask("doctor") == (3, "ok    font: whole\nFAIL  journal: JOURNAL-OPEN\n", "")
    status, out, _ = ask("doctor", "--json")
    assert (status, [*map(json.loads, out.splitlines())]) == (3, [finding._asdict() for finding in findings])
    findings.pop()
    assert ask("doctor")[0] == ask("doctor", "--json")[0] == 0


def test_what_doctor_finds_of_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.pipeline import doctor

    monkeypatch.setattr(doctor, "PACKAGES", ("waybill", "no-such-package"))
    monkeypatch.setattr(doctor, "OPTIONAL", ("no-such-package",))
    found = [finding for finding in doctor.examine() if finding.name == "no-such-package"]
    assert found == [
        ("no-such-package", False, "not installed"),
        ("no-such-package", True, "not installed (optional)"),
    ]


def test_the_list_of_profiles(ask: Any) -> None:
    listed = [line.split()[0] for line in ask("orders", "list")[1].splitlines()]
    rows = [json.loads(line) for line in ask("orders", "list", "--json")[1].splitlines()]
    assert [row["id"] for row in rows] == listed and "jd" in listed
    assert {row["id"]: row["needs_join"] for row in rows}["pdd"] is True


@pytest.mark.parametrize(("words", "code"), [
    (("report", "--from", "2026-1-1"), "JOURNAL-DAY"),
    (("report", "--to", "20260101"), "JOURNAL-DAY"),
    (("report", "--from", "2026-02-30"), "JOURNAL-DAY"),
    (("report", "--from", "2026-01-02", "--to", "2026-01-01"), "JOURNAL-DAYS"),
    (("report", "--json", "--csv"), "JOURNAL-JSON-OR-CSV"),
    (("journal", "list", "--json", "--csv"), "JOURNAL-JSON-OR-CSV"),
    (("audit", "verify", "--head", "1:x"), "JOURNAL-HEAD"),
    (("purge", "--older-than", "123456d"), "JOURNAL-AGE"),
    (("purge", "--older-than", "9w"), "JOURNAL-AGE"),
    (("find",), "JOURNAL-NOTHING-ASKED"),
    (("find", "--phone", " "), "JOURNAL-NOTHING-ASKED"),
    (("erase", "--order", "''"), "JOURNAL-NOTHING-ASKED"),
    (("find", "--phone", "1", "--order", "2"), "JOURNAL-NOTHING-ASKED"),
    (("erase", "--number", "1", "--order", "2"), "JOURNAL-NOTHING-ASKED"),
    (("verify", "none.pdf", "--pages", "2-1"), "VERIFY-PAGES"),
    (("verify", "none.pdf", "--pages", "0"), "VERIFY-PAGES"),
])  # fmt: skip
def test_words_that_ask_for_nothing(ask: Any, house: Path, words: tuple[str, ...], code: str) -> None:
    open_journal(str(house / "journal.db"), clock=wall_clock(), actor=current_actor()).close()
    status, out, err = ask(*words)
    assert (status, out, err.split(":")[1].strip()) == (2, "", code)


class Terminal(io.TextIOWrapper):
    """Somebody who types."""

    def __init__(self, typed: str) -> None:
        super().__init__(io.BytesIO(typed.encode()), encoding="utf-8")

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "words", "status", "left"), [
    ("n\n", (), 130, 2),
    ("", (), 130, 2),
    ("y\n", (), 0, 0),
    ("n\n", ("--yes",), 0, 0),
])  # fmt: skip
def test_what_is_erased_for_ever_is_asked_about(
    ask: Any,
    house: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    words: tuple[str, ...],
    status: int,
    left: int,
) -> None:
    (house / "orders.csv").write_bytes(
        b"".join((SAMPLES / "orders_plain.csv").read_bytes().splitlines(True)[:3])
    )
    assert ask("print", "orders.csv", "-q")[0] == 0
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    done, out, err = ask("purge", "--older-than", "0d", *words)
    asked = "Erase all labels older than 0 days for ever?" in err
    assert (done, out.strip(), asked) == (status, "", not words)
    rows = [json.loads(line) for line in ask("journal", "export")[1].splitlines()]
    assert sum(row["state"] == "released" for row in rows) == left


@pytest.mark.parametrize(("words", "typed", "told"), [
    (("mask", "name"), "林清秋\n", "one a line, then Ctrl-D"), (("address", "decode"), "N50J47584\n", "one a line, then Ctrl-D"),
    (("find", "--order", "-"), "7\n", "then Enter"), (("reprint", "--reason", "x"), "JT1\n", "then Ctrl-D"),
])  # fmt: skip
def test_who_sits_at_a_terminal_is_asked_to_type(
    ask: Any,
    house: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    typed: str,
    told: str,
) -> None:
    (house / "orders.csv").write_bytes(
        b"".join((SAMPLES / "orders_plain.csv").read_bytes().splitlines(True)[:3])
    )
    assert ask("print", "orders.csv", "-q")[0] == 0
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert f"{told}\n" in ask(*words)[2]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    assert "then" not in ask(*words)[2]


def _no_room(_: object) -> None:
    raise JournalError("JOURNAL-FULL", file="x")


@pytest.mark.parametrize(
    ("what", "why"), [(lambda self: False, "another process"), (_no_room, "JOURNAL-FULL")]
)
def test_content_that_could_not_be_overwritten_is_told(
    ask: Any, house: Path, monkeypatch: pytest.MonkeyPatch, what: Any, why: str
) -> None:
    from waybill.journal import Journal

    open_journal(str(house / "journal.db"), clock=wall_clock(), actor=current_actor()).close()
    with monkeypatch.context() as prevented:
        prevented.setattr(Journal, "scrub", what)
        status, _, err = ask("purge", "--older-than", "0d")
    erased, told, remedy = err.splitlines()
    assert (status, erased, told.split(":")[1]) == (9, "Erased 0 label(s).", " JOURNAL-SCRUB")
    assert why in told
    command = remedy.partition("waybill ")[2].partition(" takes them away")[0]
    assert ask(*command.split())[0] == 0


def test_a_purge_of_a_copy_that_may_not_be_written_says_of_nothing_that_it_is_erased(
    ask: Any, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waybill.journal import Journal

    def refuse(_: object) -> None:
        raise JournalError("JOURNAL-READONLY", file="x", why="y")

    open_journal(str(house / "journal.db"), clock=wall_clock(), actor=current_actor()).close()
    monkeypatch.setattr(Journal, "scrub", refuse)
    status, _, err = ask("purge", "--older-than", "0d")
    assert (status, err.split(":")[1]) == (9, " JOURNAL-READONLY")


def test_what_a_killed_erasure_left_is_told_and_taken_away_by_the_same_command(ask: Any, house: Path) -> None:
    from waybill.journal import Journal

    (house / "orders.csv").write_bytes((SAMPLES / "orders_plain.csv").read_bytes())
    assert ask("print", "orders.csv", "-q")[0] == 0
    number = json.loads(ask("find", "--order", "202600000000000001", "--json")[1])["waybill_no"]
    with pytest.MonkeyPatch.context() as killed:
        killed.setattr(Journal, "scrub", _no_room)
        assert ask("erase", "--number", number)[0] == 9
    status, out, _ = ask("doctor")
    assert (status, "purge --older-than" in out) == (3, True)
    assert "purge --older-than" in ask("audit", "verify")[2]
    status, _, err = ask("erase", "--number", number)
    assert (status, err.splitlines()[0]) == (9, "Old bytes of labels that were erased before are gone now.")
    assert ask("audit", "verify")[2] == ""
    assert "Old bytes" not in ask("erase", "--number", number)[2]


def test_the_chain_as_csv_can_be_checked_by_its_recipe(ask: Any, house: Path) -> None:
    from waybill.journal import chain

    (house / "orders.csv").write_bytes((SAMPLES / "orders_plain.csv").read_bytes())
    assert ask("print", "orders.csv", "-q")[0] == 0
    assert ask("audit", "export", "--csv", "--json")[0] == 2
    rows = list(csv.DictReader(ask("audit", "export", "--csv")[1].splitlines()))
    assert [row["kind"] for row in rows] == ["created", "begin", "intend", "rendered", "released", "export"]
    prev = chain.NO_HASH
    for row in rows:
        batch, label = (int(row[name]) if row[name] else None for name in ("batch", "label"))
        prev = chain.event_hash(
            prev, int(row["seq"]), row["at"], row["kind"], row["actor"], batch, label, row["facts"]
        )
        assert prev.hex() == row["hash"]


def test_a_label_as_csv_is_one_table(ask: Any, house: Path) -> None:
    (house / "orders.csv").write_bytes((SAMPLES / "orders_plain.csv").read_bytes())
    assert ask("print", "orders.csv", "-q")[0] == 0
    shown = ask("find", "--order", "202600000000000001", "--csv")[1].splitlines()
    number = next(csv.DictReader(shown))["waybill_no"]
    head, row = ask("journal", "show", number, "--csv")[1].splitlines()
    assert head == f"{shown[0]},event,event_at,kind,actor,facts"
    assert row == f"{shown[1]},,,,,"
    ask("void", number, "--reason", "wrong")
    ask("reprint", number, "--reason", "torn", "-o", "again.pdf")
    rows = list(csv.DictReader(ask("journal", "show", number, "--csv")[1].splitlines()))
    assert [(row["waybill_no"], row["kind"]) for row in rows] == [(number, "void"), (number, "refusal")]
    assert ask("journal", "show", number, "--csv", "--json")[0] == 2


def test_rows_as_csv_and_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    """A cell that a spreadsheet would reckon is marked as text; a Chinese character is two wide."""
    rows: list[dict[str, Any]] = [
        {"n": 1, "name": "=1+1", "files": ["甲", "b"], "facts": {"k": 1}, "x": None},
        {"n": -2, "name": "甲乙丙", "files": [], "facts": {}, "x": ""},
    ]
    journal_rows.write_rows(rows, as_csv=True)
    assert capsys.readouterr().out == "n,name,files,facts,x\n1,'=1+1,甲 b,k=1,\n'-2,甲乙丙,,,\n"
    journal_rows.write_rows(rows)
    assert (
        capsys.readouterr().out
        == "n   name    files  facts  x\n1   =1+1    甲 b   k=1    -\n-2  甲乙丙  -      -      -\n"
    )
    for form in ({"as_csv": True}, {"as_json": True}, {}):
        journal_rows.write_rows([], **form)
        assert capsys.readouterr().out == ""


def test_tables_for_people_are_in_their_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON and CSV are for programs and keep the identifiers; what is a person's word (an actor named void) is kept, too."""
    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    row = {"seq": 7, "kind": "void", "actor": "void", "state": "released", "label": None}
    journal_rows.write_rows([row])
    assert capsys.readouterr().out == (
        "序号  事件  操作人  状态    运单序号\n7     作废  void    已放出  -\n"
    )
    journal_rows.write_rows([row], as_csv=True)
    assert capsys.readouterr().out == "seq,kind,actor,state,label\n7,void,void,released,\n"
    journal_rows.write_rows([row], as_json=True)
    assert json.loads(capsys.readouterr().out) == row


def test_every_column_state_and_event_has_a_chinese_word(monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.cli import words
    from waybill.journal.report import Day
    from waybill.journal.views import EventRow, LabelRow

    monkeypatch.setattr("waybill.i18n._chosen", "zh")
    shown = {*LabelRow._fields, *EventRow._fields, *Day._fields} - {"prev", "hash"}
    assert {column for column in shown if words.heading(column) == column} == set()
    states = ("intended", "rendered", "released", "reprinted", "voided", "erased", "abandoned")
    assert not [state for state in states if words.value("state", state) == state]


def test_of_many_findings_the_first_are_told(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.verify.report import Finding, VerifyReport

    for count in (50, 53):
        found = [Finding(page, "page", "VERIFY-CODE") for page in range(count)]
        monkeypatch.setattr(
            "waybill.verify.verify_pdf", lambda *_, found=found, **__: VerifyReport("x.pdf", 60, 60, 9, found)
        )
        status, out, _ = ask("verify", "x.pdf")
        lines = out.splitlines()
        assert status == 8 and lines[-1] == f"60 of 60 pages, 9 codes, {count} findings"
        assert lines[:50] == [one.text() for one in found[:50]]
        assert lines[50:-1] == (["... +3"] if count == 53 else [])


def test_pages_of_a_preview(ask: Any, house: Path) -> None:
    (house / "orders.csv").write_bytes(
        b"".join((SAMPLES / "orders_plain.csv").read_bytes().splitlines(True)[:5])
    )
    assert ask("print", "orders.csv", "-q")[0] == 0
    names = [f"png/labels-000{page}.png\n" for page in (1, 2, 3, 4)]
    assert ask("preview", "labels.pdf", "--pages", "2-3") == (0, "".join(names[1:3]), "")
    assert ask("preview", "labels.pdf", "--pages", "4") == (0, names[3], "")
    for wrong in ("3-2", "x", "1-x", "-2"):
        assert ask("preview", "labels.pdf", f"--pages={wrong}")[0] == 2


def test_a_template_that_can_not_be_read_is_listed_with_its_code(
    ask: Any, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "mine.toml").write_text("paper = 76\n", "utf-8")
    monkeypatch.setenv("WAYBILL_TEMPLATES", str(house))
    (row,) = (line for line in ask("template", "list")[1].splitlines() if line.startswith("mine"))
    assert row.split("  ")[1:] == ["-", row.split("  ")[2], str(house / "mine.toml")]
    assert row.split("  ")[2].startswith("TEMPLATE-")


def test_progress_is_told_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.cli.progress import progress

    for enabled, terminal in ((True, True), (True, False), (False, True)):
        screen = io.StringIO()
        monkeypatch.setattr(screen, "isatty", lambda terminal=terminal: terminal)
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr("time.monotonic", lambda: 1.0)
        with progress(enabled=enabled) as tick:
            tick(7, 0.5)
        assert ("7 ·" in screen.getvalue(), bool(screen.getvalue())) == (enabled and terminal,) * 2


def test_a_passphrase_in_bytes_of_no_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a terminal of another encoding sends it."""
    from waybill.cli.passphrase import passphrase_of

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "\udcbf\udcda-correct")
    assert passphrase_of(None) == b"\xbf\xda-correct"


def test_nobody_is_asked_for_the_passphrase_of_a_name_that_is_refused(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waybill.cli.passphrase._has_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "correct horse battery")
    assert ask("keys", "new", "a/b")[2].split(":")[1] == " KEYS-NAME"
    assert ask("keys", "new", "jitu")[0] == 0
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("asked"))
    for name, code in (("jitu", "KEYS-TAKEN"), ("a/b", "KEYS-NAME")):
        assert ask("keys", "new", name)[2].split(":")[1] == f" {code}"


@pytest.mark.parametrize(("flags", "out", "err"), [
    ((), [], ["note", "summary"]),
    (("--verbose",), [], ["reject", "aside", "note", "summary"]),
    (("--json",), ["json"], ["note"]),
    (("--json", "-v"), ["json"], ["reject", "aside", "note"]),
    (("--quiet",), [], []),
    (("--quiet", "--json", "-v"), ["json"], []),
    (("-o", "-", "--json"), [], ["json", "note"]),
])  # fmt: skip
def test_what_print_tells_and_where(
    ask: Any, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...], out: list[str], err: list[str]
) -> None:
    from waybill.pipeline import PrintReport

    report = PrintReport(
        rows=1, rejected=1, first_told=["the reject"], asides=["the aside"], notes=["the note"]
    )
    monkeypatch.setattr("waybill.pipeline.printing.print_labels", lambda *_, **__: report)
    lines = {
        "reject": "the reject", "aside": "waybill: the aside", "note": "waybill: the note",
        "json": json.dumps(report.as_dict()), "summary": report.summary(),
    }  # fmt: skip
    told = ["".join(f"{lines[name]}\n" for name in names) for names in (out, err)]
    assert ask("print", "orders.csv", *flags) == (10, *told)
    report.rejected = 0
    assert ask("print", "orders.csv", "-q")[0] == 0


def test_what_doctor_finds(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.pipeline.config import config_folder
    from waybill.pipeline.doctor import OPTIONAL, PACKAGES, examine

    first_use = "(made on first use)"
    found = examine()
    assert [finding.name for finding in found[:-9]] == ["python", *PACKAGES, *OPTIONAL]
    assert found[-9:] == [
        ("font", True, "shipped font covers the label"),
        ("template", True, "gbt-76x130, 76×130 mm, 203 dpi"),
        ("symbols", True, "Code 128 agrees with python-barcode"),
        ("journal", True, str(house)),
        ("settings", True, "policies, sender and keys can be read"),
        ("secrets", True, "no others may read keys or journal"),
        ("keys", True, f"{house / 'keys'} {first_use}"),
        ("working folder", True, str(house)),
        ("configuration", True, f"{config_folder()} {first_use}"),
    ]
    open_journal(str(house / "journal.db"), clock=wall_clock(), actor=current_actor()).close()
    assert ("journal", True, str(house / "journal.db")) in examine()


@pytest.mark.parametrize(("patched", "value", "expected"), [
    ("waybill.fonts.chain", lambda: SimpleNamespace(missing=lambda text: "AB"), ("font", False, "missing 2 characters")),
    ("waybill.symbols.second.widths_by_python_barcode", lambda number: code128(f"{number}00"), (
        "symbols", False, "Code 128 differs from python-barcode",
    )),
])  # fmt: skip
def test_what_is_wrong_with_an_installation_is_found(
    monkeypatch: pytest.MonkeyPatch, patched: str, value: object, expected: tuple[str, bool, str]
) -> None:
    from waybill.pipeline import doctor
    from waybill.pipeline.config import Config

    monkeypatch.setattr(patched, value)
    assert doctor._LOOKS[expected[0]](Config()) == expected


@pytest.mark.parametrize(("content", "code"), [
    (b"dpi = \n", "CONFIG-SYNTAX"), (b"dpii = 300\n", "CONFIG-UNKNOWN"), (b'operator = "\xd6\xdc"\n', "CONFIG-SYNTAX"),
])  # fmt: skip
@pytest.mark.parametrize("of_user", [False, True])
def test_a_settings_file_that_is_wrong_is_one_finding_among_the_others(
    house: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, code: str, of_user: bool
) -> None:
    """The other file still counts, and so does the environment."""
    from waybill.pipeline.doctor import examine

    monkeypatch.setenv("XDG_CONFIG_HOME", str(house))
    (house / "waybill").mkdir()
    files = [house / "waybill.toml", house / "waybill" / "config.toml"]
    files[of_user].write_bytes(content)
    files[not of_user].write_text("dpi = 300\n", "utf-8")
    found = {finding.name: finding for finding in examine()}
    assert [name for name, finding in found.items() if not finding.ok] == ["settings file"]
    place = files[1] if of_user else Path("waybill.toml")
    assert found["settings file"].detail.startswith(f"{code}: {place}: ")
    assert found["template"].detail.endswith("300 dpi")


def test_without_a_home_everything_else_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.errors import InputError
    from waybill.pipeline import config, doctor

    def nowhere(*_: object) -> Path:
        raise InputError("CONFIG-HOME")

    monkeypatch.setattr(config, "_users_own", nowhere)
    failed = {finding.name: finding.detail for finding in doctor.examine() if not finding.ok}
    assert set(failed) == {"template", "settings", "configuration"}
    assert all("CONFIG-HOME" in detail for detail in failed.values())


def test_what_print_would_stumble_over_is_found(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile that can't be read stops every run, and so does an index key that was cut."""
    from waybill.pipeline.doctor import examine

    monkeypatch.setenv("WAYBILL_PROFILES", str(house))
    (house / "shop.toml").write_text("id = \n", "utf-8")
    (house / "keys").mkdir(mode=0o700)
    (house / "keys" / "index.key").write_bytes(b"short")
    (house / "keys" / "index.key").chmod(0o600)
    failed = {finding.name: finding.detail.partition(":")[0] for finding in examine() if not finding.ok}
    assert failed == {"settings": "INTAKE-PROFILE", "keys": "KEYS-INDEX-DAMAGED"}


@pytest.mark.parametrize("scheme", ["", "sqlite:///"])
def test_what_is_wrong_with_settings_and_journal_is_found(
    house: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    from waybill.pipeline.doctor import examine

    (house / "journal.db").write_bytes(b"no database" * 100)
    (house / "journal.db").chmod(0o644)
    monkeypatch.setenv("WAYBILL_JOURNAL", f"{scheme}{house / 'journal.db'}")
    monkeypatch.setenv("WAYBILL_TEMPLATE", "mine")
    told = f"others may read {house / 'journal.db'}; to be mended by chmod 600"
    assert [finding for finding in examine() if not finding.ok] == [
        ("template", False, "mine: TEMPLATE-UNKNOWN"), ("journal", False, "JOURNAL-CORRUPT"), ("secrets", False, told),
    ]  # fmt: skip


@pytest.mark.parametrize("pages", ["x", "1-x", "0-", "2-1", "9" * 5000, f"1-{'9' * 5000}"])
def test_pages_to_preview_that_are_none(ask: Any, pages: str, tmp_path: Path) -> None:
    (tmp_path / "labels.pdf").write_bytes(b"%PDF-1.7\n")
    status, _, told = ask("preview", "labels.pdf", "--pages", pages)
    assert status in (2, 3) and "CLI-FAULT" not in told


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("journal", "list", "--last"), 0),
        (("journal", "export", "--batch"), 9),
        (("reprint", "-o", "x.pdf", "--reason", "torn", "--batch"), 9),
    ],
)
def test_a_number_beyond_those_that_a_database_counts_to(
    ask: Any, words: tuple[str, ...], status: int, house: Path
) -> None:
    with open_journal(str(house / "journal.db"), clock=wall_clock(), actor=current_actor()):
        pass
    assert ask(*words, str(2**64))[0] == status
