"""`waybill print --again REASON` prints released numbers once more, under the same policy as `waybill reprint`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, join, page_texts, rows, waybill

PLAIN = SAMPLES / "orders_plain.csv"


@pytest.fixture
def house(house: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With four released labels; ``policy.toml`` there is the reprint policy in force."""
    (house / "orders.csv").write_bytes(b"".join(PLAIN.read_bytes().splitlines(keepends=True)[:5]))
    assert waybill("print", "orders.csv", "-q", cwd=house).returncode == 0
    monkeypatch.setenv("WAYBILL_REPRINT_POLICY", str(house / "policy.toml"))
    return house


def again(house: Path, policy: str, *words: str, reason: str = "roll lost") -> tuple[int, dict, str]:
    (house / "policy.toml").write_text(f"[reprint]\n{policy}\n", "utf-8")
    done = waybill("print", "orders.csv", "-o", "again.pdf", "--again", reason, "--json", *words, cwd=house)
    return done.returncode, json.loads(done.stdout or b"{}"), done.stderr.decode()


def events(house: Path, kind: str) -> list[dict]:
    chain = waybill("audit", "export", cwd=house).stdout.splitlines()
    return [event["facts"] for event in map(json.loads, chain) if event["kind"] == kind]


@pytest.mark.parametrize("sort", ["file", "segment"])
def test_numbers_beyond_the_count_are_rejected_and_the_rest_is_printed(house: Path, sort: str) -> None:
    orders = rows(PLAIN)[:4]
    number = orders[2]["运单号"]
    (house / "policy.toml").write_text("[reprint]\n")
    assert waybill("reprint", number, "--reason", "torn", "-q", cwd=house).returncode == 0
    status, report, _ = again(house, "max_count = 1", "--sort", sort)
    assert (status, report["printed"], report["rejected"]) == (10, 3, 1)
    assert report["problems"] == {"JOURNAL-REPRINT-COUNT": 1}
    assert len(page_texts(house / "again.pdf")) == 3
    (rejected,) = rows(house / "again.rejects.csv")
    assert (rejected["code"], rejected["line"]) == ("JOURNAL-REPRINT-COUNT", "4")
    assert rejected["运单号"] == number, "the row can be corrected: its cells are there"
    assert events(house, "refusal")[-1] == {"code": "JOURNAL-REPRINT-COUNT", "of": "reprint"}
    assert again(house, "max_count = 1", "--sort", sort)[1]["printed"] == 0


@pytest.mark.parametrize(("policy", "code"), [
    ('reasons = ["jam"]', "JOURNAL-REASON-LIST"),
    ('users = ["somebody-else"]', "JOURNAL-NOT-ALLOWED"),
    ("max_cuont = 1", "JOURNAL-POLICY"),
])  # fmt: skip
def test_a_run_that_may_not_reprint_is_refused_whole(house: Path, policy: str, code: str) -> None:
    status, _, told = again(house, policy)
    assert (status, code in told) == (9, True), told
    assert not (house / "again.pdf").exists()
    assert events(house, "reprint") == []


def test_a_reason_with_somebodys_number_never_gets_into_the_chain(house: Path) -> None:
    status, _, told = again(house, "", reason="for 15089606268")
    assert (status, "JOURNAL-REASON-PERSONAL" in told) == (9, True)
    assert b"15089606268" not in waybill("audit", "export", cwd=house).stdout


def test_approval_is_asked_for_as_reprint_does(house: Path) -> None:
    status, report, _ = again(house, "approval_above = 1")
    assert (status, report["printed"]) == (0, 4)
    status, report, _ = again(house, "approval_above = 1")
    assert (status, report["printed"], report["problems"]) == (10, 0, {"JOURNAL-APPROVAL": 4})


def test_another_form_than_the_first_is_laid_out_anew(house: Path) -> None:
    """Labels that were painted for other paper would be cut off by this one's edges."""
    status, report, _ = again(house, "", "--template", "gbt-100x150")
    assert (status, report["printed"]) == (0, 4)
    assert waybill("verify", "again.pdf", "--template", "gbt-100x150", cwd=house).returncode == 0
    assert all("补打 1" in text for text in page_texts(house / "again.pdf"))


@pytest.mark.parametrize("sort", ["file", "segment"])
def test_what_does_not_fit_on_the_other_form_counts_as_no_reprint(house: Path, sort: str) -> None:
    text = (house / "orders.csv").read_text("utf-8-sig")
    goods, number = rows(PLAIN)[0]["商品"], rows(PLAIN)[0]["运单号"]
    (house / "orders.csv").write_text(text.replace(goods, "玻璃杯" * 60, 1), "utf-8")
    (house / "journal.db").unlink()
    assert waybill("print", "orders.csv", "--template", "gbt-100x180", "-q", cwd=house).returncode == 0
    status, report, _ = again(house, "max_count = 1", "--template", "gbt-76x105", "--sort", sort)
    assert (status, report["printed"], report["problems"]) == (10, 3, {"LAYOUT-TEXT": 1})
    assert len(events(house, "reprint")) == 3
    assert waybill("reprint", number, "-o", "one.pdf", "--reason", "torn", cwd=house).returncode == 0
    assert "补打1" in join(page_texts(house / "one.pdf"))


@pytest.mark.parametrize("sort", ["file", "segment"])
def test_an_erased_number_is_printed_anew_with_a_reason_only(house: Path, sort: str) -> None:
    number = rows(PLAIN)[0]["运单号"]
    assert waybill("erase", "--number", number, "--reason", "request", "-y", cwd=house).returncode == 0
    done = waybill("print", "orders.csv", "-o", "next.pdf", "--json", "--sort", sort, cwd=house)
    assert json.loads(done.stdout)["problems"] == {"PIPELINE-ERASED": 1}
    status, report, _ = again(house, "", "--sort", sort)
    assert (status, report["printed"]) == (0, 4)
    assert ["补打1" in join([text]) for text in page_texts(house / "again.pdf")] == [True] * 4
    assert len(events(house, "reprint")) == 4, (
        "there is a label with this number already: this is no first one"
    )
    assert waybill("reprint", number, "-o", "one.pdf", "--reason", "torn", cwd=house).returncode == 0
    assert "补打2" in join(page_texts(house / "one.pdf"))


def test_a_batch_that_was_printed_wrongly_is_erased_whole_and_printed_anew(house: Path) -> None:
    """Its labels named no sender: one by one, nobody would erase eight thousand."""
    order = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品\nE9,SF0000000000009,顺丰速运,林清秋,15089606268,福建省泉州市晋江市长江西路737号,杯\n"
    (house / "policy.toml").write_text("[reprint]\n", "utf-8")
    (house / "shop.csv").write_text(order, "utf-8")
    (house / "sender.toml").write_text(
        'name = "林记"\nphone = "15089606269"\naddress = "福建省厦门市思明区软件园二期12号"\n', "utf-8"
    )
    assert waybill("print", "shop.csv", "-o", "shop.pdf", "-q", cwd=house).returncode == 0
    anew = (
        "print",
        "shop.csv",
        "-o",
        "anew.pdf",
        "--again",
        "no sender",
        "--sender",
        "sender.toml",
        "--json",
    )
    assert json.loads(waybill(*anew, cwd=house).stdout)["problems"] == {"PIPELINE-CONFLICT": 1}
    erase = ("erase", "--reason", "no sender", "-y", "--batch")
    for words, told in (
        ("3", "JOURNAL-UNKNOWN-BATCH"),
        ("2 --number SF0000000000009", "JOURNAL-NOTHING-ASKED"),
    ):
        assert told in waybill(*erase, *words.split(), cwd=house).stderr.decode()
    assert events(house, "erase") == []
    assert b"Erased 1 label(s)." in waybill(*erase, "2", cwd=house).stderr
    assert [(each["by"], each["count"]) for each in events(house, "erase")] == [("batch", 1)]
    assert waybill(*erase, "2", cwd=house).returncode == 9, "nothing is left of it"
    assert json.loads(waybill(*anew, cwd=house).stdout)["printed"] == 1
    assert "厦门市" in join(page_texts(house / "anew.pdf")) and "补打1" in join(
        page_texts(house / "anew.pdf")
    )
    assert waybill("reprint", rows(PLAIN)[0]["运单号"], "--reason", "torn", "-q", cwd=house).returncode == 0
    assert waybill("audit", "verify", cwd=house).returncode == 0


@pytest.mark.parametrize("sort", ["file", "segment"])
def test_an_erasure_in_between_is_no_way_round_the_count(house: Path, sort: str) -> None:
    number = rows(PLAIN)[1]["运单号"]
    erase = ("erase", "--number", number, "--reason", "request", "-y")
    assert waybill(*erase, cwd=house).returncode == 0
    assert again(house, "max_count = 1", "--sort", sort)[1]["printed"] == 4
    assert waybill("reprint", number, "--reason", "torn", cwd=house).returncode == 9
    assert waybill(*erase, cwd=house).returncode == 0
    status, report, _ = again(house, "max_count = 2", "--sort", sort)
    assert (status, report["printed"]) == (0, 4)
    assert waybill(*erase, cwd=house).returncode == 0
    (house / "orders.csv").write_bytes(b"".join(PLAIN.read_bytes().splitlines(keepends=True)[:6]))
    status, report, _ = again(house, "max_count = 2", "--sort", sort)
    assert (status, report["printed"], report["problems"]) == (10, 1, {"JOURNAL-REPRINT-COUNT": 4})
    page = ("--batch", str(report["batch"]), "--from", "1", "--to", "1")
    assert waybill("reprint", *page, "-o", "one.pdf", "--reason", "jam", cwd=house).returncode == 0
    assert rows(PLAIN)[4]["运单号"] in join(page_texts(house / "one.pdf")), "what is refused takes no page"
    assert {row["运单号"] for row in rows(house / "again.rejects.csv")} >= {number}


@pytest.mark.parametrize("sort", ["file", "segment"])
def test_pages_between_reprinted_ones_are_found_by_their_place_in_the_file(house: Path, sort: str) -> None:
    lines = PLAIN.read_bytes().splitlines(keepends=True)
    (house / "orders.csv").write_bytes(b"".join([lines[0], lines[5], *lines[1:3], *lines[6:8], lines[3]]))
    status, report, _ = again(house, "", "--sort", sort)
    assert (status, report["printed"]) == (0, 6)
    texts = page_texts(house / "again.pdf")
    fresh = [page for page, text in enumerate(texts, 1) if "补打" not in text]
    assert len(fresh) == 3
    for page in fresh:
        where = ("--batch", "2", "--from", str(page), "--to", str(page))
        assert waybill("reprint", *where, "-o", "one.pdf", "--reason", "jam", cwd=house).returncode == 0
        (text,) = page_texts(house / "one.pdf")
        (number,) = [row["运单号"] for row in rows(PLAIN) if row["运单号"] in join([text])]
        assert number in join([texts[page - 1]])


def test_a_voided_number_stays_voided_when_its_content_is_erased(house: Path) -> None:
    number = rows(PLAIN)[0]["运单号"]
    assert waybill("void", number, "--reason", "cancelled", cwd=house).returncode == 0
    assert waybill("erase", "--number", number, "--reason", "request", "-y", cwd=house).returncode == 0
    status, report, _ = again(house, "")
    assert (status, report["printed"], report["problems"]) == (10, 3, {"PIPELINE-VOIDED": 1})


def test_a_dry_run_foretells_what_is_printed_again_and_writes_nothing(house: Path) -> None:
    number = rows(PLAIN)[0]["运单号"]
    assert waybill("erase", "--number", number, "--reason", "request", "-y", cwd=house).returncode == 0
    before = waybill("audit", "head", cwd=house).stdout
    for policy, printed in (("", 4), ("max_count = 0", 0)):
        status, report, _ = again(house, policy, "--dry-run")
        assert (status, report["printed"]) == (10 if policy else 0, printed)
    assert again(house, 'reasons = ["jam"]', "--dry-run")[0] == 9
    assert waybill("audit", "head", cwd=house).stdout == before
    assert not (house / "again.pdf").exists()


def test_a_key_that_is_given_only_now_seals_nothing_and_that_is_told(house: Path) -> None:
    key = waybill("keys", "new", "k", "--passphrase-file", phrase(house), cwd=house)
    assert key.returncode == 0, key.stderr.decode()
    assert waybill("keys", "export", "k", "-o", "k.pem", cwd=house).returncode == 0
    _, report, _ = again(house, "", "--seal-to", "*=k.pem")
    assert any("--seal-to: 4" in note for note in report["notes"]), report["notes"]


def phrase(house: Path) -> Path:
    path = house / "phrase"
    path.touch(0o600)
    path.write_text("correct horse\n", "utf-8")
    return path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_orders_under_another_index_key_are_told_with_where_to_look(house: Path, lang: str) -> None:
    done = waybill("print", "orders.csv", "--lang", lang, cwd=house, WAYBILL_KEYS=str(house / "others"))
    said = done.stderr.decode()
    assert (done.returncode, "PIPELINE-CONFLICT" in said, "index.key" in said) == (10, True, True), said
    assert {"en": "older version", "zh": "旧版本"}[lang] in said  # by which a fingerprint may differ, too
