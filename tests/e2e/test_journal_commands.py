"""The journal's commands as a user calls them: data on stdout, words on stderr, exit codes, no value
anywhere."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import e2e_kit
import pytest

from waybill.deidentify.index import order_index, phone_index
from waybill.deidentify.keystore import index_key
from waybill.journal import Actor, BatchInfo, LabelRecord, open_journal
from waybill.label import LABEL_FIELDS, BlindIndex

PHONES = ("13800010001", "13800010002", "13800010003", "021-60010004")
ORDERS = tuple(f"ORDER2026{place:04d}" for place in range(4))
NUMBERS = tuple(f"JT96984599748{place:02d}" for place in range(4))
CANARIES = [*PHONES, *ORDERS, "60010004", "0010001"]


ORDER_FILE = (
    "订单号,运单号,快递公司,收件人,收件人手机,地址,商品\n"
    "E{0},SF000000000000{0},顺丰速运,林清秋,15089606268,福建省泉州市晋江市长江西路737号43栋3单元1202室,杯\n"
)


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a journal of four labels, 100 days old, and the key store that they were printed with."""
    key = index_key(tmp_path / "keys")
    old = datetime.now().astimezone() - timedelta(days=100)
    with open_journal(
        str(tmp_path / "journal.db"), clock=lambda: old, actor=Actor("=zhou", "pc-3")
    ) as journal:
        batch = journal.begin_batch(
            BatchInfo((("orders.csv", sha256(b"").hexdigest()),), "gbt-76x130", "f" * 64, b"form", "p" * 64)
        )
        journal.intend(batch, [record(key, place) for place in range(4)])
        journal.rendered(batch, [])
        journal.released(batch)
        journal.reprint(NUMBERS[1:2], "jam")
    return tmp_path


def record(key: bytes, place: int) -> LabelRecord:
    values = dict.fromkeys(LABEL_FIELDS, "") | {"waybill_no": NUMBERS[place], "recipient_name": "张*"}
    index = BlindIndex(
        sha256(b"%d" % place).digest()[:16], phone_index(key, PHONES[place]), order_index(key, ORDERS[place])
    )
    return LabelRecord(
        "\x1f".join(["1", *values.values()]).encode(), NUMBERS[place], index, place + 1, place + 2
    )


@pytest.fixture
def waybill(home: Path) -> Callable[..., Run]:
    def call(*words: str, stdin: str = "", lang: str = "en") -> Run:
        done = e2e_kit.waybill(
            *words,
            stdin=stdin.encode(),
            cwd=home,
            HOME=str(home),
            WAYBILL_LANG=lang,
            **e2e_kit.house_of(home),
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err
        assert [canary for canary in CANARIES if canary in out + err] == []
        return Run(done.returncode, out, err)

    return call


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_list_and_show(waybill):
    (batch,) = lines(waybill("journal", "list", "--json").out)
    assert (batch["batch"], batch["state"], batch["labels"], batch["files"]) == (
        1,
        "released",
        4,
        ["orders.csv"],
    )
    header, row = waybill("journal", "list").out.splitlines()
    assert header.split()[:4] == ["batch", "started", "state", "labels"]
    assert row.split()[2:4] == ["released", "4"]
    (table,) = csv.DictReader(io.StringIO(waybill("journal", "list", "--csv").out))
    assert table["actor"] == "'=zhou@pc-3"  # a table program must not take it for a formula
    label, event = lines(waybill("journal", "show", NUMBERS[1], "--json").out)
    assert (label["state"], label["reprints"], label["page"]) == ("reprinted", 1, 2)
    assert (event["kind"], event["facts"]) == ("reprint", {"count": 1, "reason": "jam"})


@pytest.mark.parametrize("name", ["＝1+1.csv", " =1+1.csv", " ＠SUM(1).csv", "-1.csv"])
def test_no_spreadsheet_runs_what_a_file_is_called(waybill, home, name):
    (home / name).write_text(ORDER_FILE.format(1), "utf-8")
    assert waybill("print", f"./{name}", "-o", "labels.pdf").code == 0
    *_, batch = csv.DictReader(io.StringIO(waybill("journal", "list", "--csv").out))
    assert batch["files"].startswith("'")
    assert lines(waybill("journal", "list", "--json").out)[-1]["files"] == [name]


def test_an_export_and_what_is_found_come_in_the_form_that_is_asked_for(waybill):
    exported = lines(waybill("journal", "export", "--json").out)
    assert [row["waybill_no"] for row in exported] == list(NUMBERS)
    assert lines(waybill("journal", "export").out) == exported
    table = list(csv.DictReader(io.StringIO(waybill("journal", "export", "--csv").out)))
    assert [row["waybill_no"] for row in table] == list(NUMBERS)
    (row,) = csv.DictReader(io.StringIO(waybill("find", "--phone", PHONES[2], "--csv").out))
    assert row == table[2]
    for words in (("journal", "export"), ("find", "--phone", PHONES[2])):
        run = waybill(*words, "--json", "--csv")
        assert (run.code, run.out, run.err.split(":")[1]) == (2, "", " JOURNAL-JSON-OR-CSV")
    assert [event["kind"] for event in lines(waybill("audit", "export").out)].count("export") == 4


def test_find_by_phone_and_order(waybill):
    for words, stdin, place in (
        (("find", "--phone", PHONES[2]), "", 2),
        (("find", "--phone", "+86 138-0001-0003"), "", 2),
        (("find", "--phone", "-"), PHONES[3] + "\n", 3),
        (("journal", "find", "--order", ORDERS[0]), "", 0),
        (("find", "--order", "-"), f'="{ORDERS[1]}"\r\n', 1),
    ):
        (row,) = lines(waybill(*words, "--json", stdin=stdin).out)
        assert row["waybill_no"] == NUMBERS[place]
    assert waybill("find", "--phone", "13800010009")[:2] == (9, "")
    assert "JOURNAL-NOTHING-ASKED" in waybill("find").err
    assert "JOURNAL-NOTHING-ASKED" in waybill("find", "--phone", PHONES[0], "--order", ORDERS[0]).err


def test_without_the_key_nothing_is_found(waybill, home):
    (home / "keys" / "index.key").write_bytes(bytes(32))
    assert waybill("find", "--phone", PHONES[2]).code == 9
    (home / "keys" / "index.key").unlink()
    (home / "keys").rmdir()
    for words in (("find", "--phone", PHONES[2]), ("erase", "--order", ORDERS[0], "--reason", "request")):
        run = waybill(*words)
        assert (run.code, "KEYS-INDEX-MISSING" in run.err) == (5, True)
    assert not (home / "keys").exists()


def test_an_order_under_two_numbers_is_found_without_knowing_it(waybill, home):
    assert (waybill("find", "--repeated").code, waybill("find", "--repeated").out) == (0, "")
    for place in (1, 2):
        text = ORDER_FILE.format(place).replace(f"E{place},", "E7,")
        (home / f"orders{place}.csv").write_text(text, "utf-8")
        assert waybill("print", f"orders{place}.csv", "-o", f"{place}.pdf").code == 0
    rows = lines(waybill("find", "--repeated", "--json").out)
    assert [(row["group"], row["waybill_no"]) for row in rows] == [
        (1, "SF0000000000001"),
        (1, "SF0000000000002"),
    ]
    assert waybill("find", "--repeated", "--phone", PHONES[0]).code == 2
    assert waybill("erase", "--number", "SF0000000000001").code == 0
    assert waybill("find", "--repeated", "--json").out == ""


def test_whether_a_pdf_is_the_one_that_was_printed_is_told_by_its_digest(waybill, home):
    (home / "orders.csv").write_text(ORDER_FILE.format(1), "utf-8")
    assert waybill("print", "orders.csv", "-o", "labels.pdf").code == 0
    batch = lines(waybill("journal", "list", "--json").out)[-1]
    assert batch["output_digests"] == [sha256((home / "labels.pdf").read_bytes()).hexdigest()]
    assert batch["output_digests"][0] not in waybill("journal", "list").out


def test_what_was_printed_with_another_key_is_told_as_not_searched(waybill, home):
    """Who answers a person's request after a key was lost must not read "none was found" as "there is none"."""
    (home / "orders.csv").write_text(ORDER_FILE.format(1), "utf-8")
    assert waybill("print", "orders.csv", "-o", "first.pdf").code == 0
    asked = ("find", "--phone", "15089606268")
    assert "another index key" not in waybill(*asked).err
    (home / "keys" / "index.key").write_bytes(bytes(32))
    for words in (asked, ("erase", "--phone", "15089606268", "--reason", "request")):
        run = waybill(*words)
        assert (run.code, "1 batch(es) were printed with another index key" in run.err) == (9, True)
    assert "另一索引密钥" in waybill(*asked, lang="zh").err
    (home / "orders.csv").write_text(ORDER_FILE.format(2), "utf-8")
    assert "the index key is another one" in waybill("print", "orders.csv", "-o", "second.pdf").err
    (home / "orders.csv").write_text(ORDER_FILE.format(3), "utf-8")
    assert "the index key is another one" not in waybill("print", "orders.csv", "-o", "third.pdf").err
    found = waybill(*asked, "--json")
    assert [row["waybill_no"] for row in lines(found.out)] == ["SF0000000000002", "SF0000000000003"]
    assert "1 batch(es) were printed with another index key" in found.err
    assert waybill("erase", "--number", "SF0000000000001", "--reason", "request").code == 0
    assert "another index key" not in waybill(*asked).err
    assert waybill("audit", "verify").code == 0


def test_erase_leaves_a_tombstone_and_no_bytes(waybill, home):
    assert waybill("erase", "--phone", "-", "--reason", "request", stdin=PHONES[2]).code == 0
    assert waybill("erase", "--order", ORDERS[0]).code == 0
    assert waybill("erase", "--number", NUMBERS[3]).code == 0
    held = b"".join(part.read_bytes() for part in home.glob("journal.db*"))
    key = index_key(home / "keys")
    for place in (0, 2, 3):
        gone = (NUMBERS[place].encode(), phone_index(key, PHONES[place]), order_index(key, ORDERS[place]))
        assert [value for value in gone if value in held] == []
    assert NUMBERS[1].encode() in held
    assert waybill("erase", "--phone", PHONES[2]).code == 9
    assert waybill("journal", "show", NUMBERS[2]).code == 9
    assert waybill("audit", "verify").code == 0
    assert [row["state"] for row in lines(waybill("journal", "export").out)] == [
        "erased", "reprinted", "erased", "erased"
    ]  # fmt: skip


def test_purge_by_age_and_by_policy(waybill, home):
    assert waybill("purge", "--older-than", "101d").err.startswith("Erased 0")
    for wrong in ("90x", "-1d", "", "٣d"):
        assert waybill("purge", "--older-than", wrong).code == 2
    (home / "rules.toml").write_text("[retention]\ndays = 90\n")
    (home / "waybill.toml").write_text('reprint_policy = "rules.toml"\n')
    assert waybill("purge").err.startswith("Erased 4")
    assert NUMBERS[0].encode() not in b"".join(part.read_bytes() for part in home.glob("journal.db*"))
    assert waybill("audit", "verify").code == 0


def test_a_clock_that_was_set_is_told(waybill, home):
    assert waybill("audit", "verify").err == ""
    ahead = datetime.now().astimezone() + timedelta(days=400)
    with open_journal(str(home / "journal.db"), clock=lambda: ahead, actor=Actor("zhou", "pc-3")) as journal:
        batch = journal.begin_batch(BatchInfo((), "gbt-76x130", "f" * 64, b"form", "p" * 64))
        extra = record(index_key(home / "keys"), 0)._replace(waybill_no="JT9698459974899")
        journal.intend(batch, [extra])
        journal.rendered(batch, [])
        journal.released(batch)
    purged = waybill("purge", "--older-than", "90d")
    assert "1 batch(es) are dated in the future" in purged.err and "Erased 4" in purged.err
    checked = waybill("audit", "verify")
    assert (checked.code, "1 event(s) are dated before the one before them" in checked.err) == (0, True)
    assert "时钟曾被调回" in waybill("audit", "verify", lang="zh").err
    assert waybill("erase", "--number", "JT9698459974899").code == 0
    assert "future" not in waybill("purge", "--older-than", "90d").err


def test_void_and_approve(waybill):
    assert waybill("void", NUMBERS[0]).code == 2
    assert waybill("void", NUMBERS[0], "--reason", "cancelled").code == 0
    assert "JOURNAL-VOIDED" in waybill("void", NUMBERS[0], "--reason", "cancelled").err
    code = waybill("journal", "approve", NUMBERS[1]).out.strip()
    assert len(code) == 8
    assert "JOURNAL-UNKNOWN" in waybill("journal", "approve", PHONES[0]).err


def test_audit(waybill, home):
    head = waybill("audit", "head").out.strip()
    chain = lines(waybill("audit", "export").out)
    assert chain[-1]["facts"] == {"what": "chain"}
    assert head == f"{chain[-2]['seq']}:{chain[-2]['hash']}"
    assert waybill("audit", "verify", "--head", head).out.startswith("Whole: ")
    assert waybill("audit", "verify", lang="zh").out.startswith("完好")
    refused = waybill("audit", "verify", "--head", "12:" + "0" * 64)
    assert refused.code == 9
    assert "kept head" in refused.err
    for wrong in ("x", head.partition(":")[2], head[:-1], f"{head}0", "12:" + "g" * 64):
        told = waybill("audit", "verify", "--head", wrong)
        assert (told.code, told.out) == (2, "") and "NUMBER:HASH" in told.err and "changed" not in told.err
    with sqlite3.connect(home / "journal.db") as file:
        file.execute("DROP TRIGGER event_no_update")
        file.execute("UPDATE event SET actor = 'li' WHERE seq = 4")
    file.close()
    broken = waybill("audit", "verify")
    assert broken.code == 9
    assert "event row 4" in broken.err
    assert "guard  event_no_update  missing" in broken.out
    assert "guard  event_no_update  缺失" in waybill("audit", "verify", lang="zh").out
    (outcome,) = lines(waybill("audit", "verify", "--json").out)
    assert outcome["findings"][0] == {"table": "event", "row": "4", "what": "changed"}


def test_report(waybill):
    rows = list(csv.DictReader(io.StringIO(waybill("report", "--csv").out)))
    assert [(row["labels"], row["reprints"]) for row in rows] == [("4", "1")]
    (row,) = lines(waybill("report", "--json").out)
    assert row["batches"] == 1
    assert waybill("report", "--from", "2999-01-01").out == ""
    for wrong in ("yesterday", "2026-13-01", "2026-02-30", "20261130", "2026-W48-1", "2026-1-2"):
        for flag in ("--from", "--to"):
            told = waybill("report", flag, wrong)
            assert (
                (told.code, told.out) == (2, "") and f"{flag} wants" in told.err and "YYYY-MM-DD" in told.err
            )


def test_a_journal_that_is_not_there_is_not_made(waybill, home):
    missing = waybill("journal", "list", "--journal", str(home / "none" / "journal.db"))
    assert (missing.code, missing.out) == (9, "")
    assert "JOURNAL-OPEN" in missing.err
    assert not (home / "none").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "command",
    [
        "journal", "journal list", "journal show", "journal find", "journal export", "journal approve",
        "find", "void", "erase", "purge", "audit", "audit verify", "audit head", "audit export", "report",
    ],
)  # fmt: skip
def test_every_help_has_an_example(monkeypatch, capsys, command, lang):
    from waybill.cli import run

    with pytest.raises(SystemExit) as end:
        run([*command.split(), "--help", "--lang", lang])
    assert end.value.code == 0
    assert f"waybill {command.split()[0]}" in capsys.readouterr().out


def test_config_show_keeps_the_databases_password(home):
    for words in ((), ("--json",)):
        place = "postgresql+psycopg://zhou:s3cret@db/wb"
        done = e2e_kit.waybill("config", "show", *words, HOME=str(home), WAYBILL_JOURNAL=place)
        assert done.returncode == 0 and b"postgresql+psycopg://db/wb" in done.stdout
        assert b"s3cret" not in done.stdout
