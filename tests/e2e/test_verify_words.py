"""``waybill verify`` does what its options say or tells that it can't: no verdict on what was not looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, waybill


@pytest.fixture
def labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    rows = (SAMPLES / "orders_plain.csv").read_bytes().splitlines(keepends=True)[:4]
    Path("orders.csv").write_bytes(b"".join(rows))
    assert waybill("print", "orders.csv", "-q").returncode == 0
    return Path("labels.pdf")


@pytest.mark.parametrize(("status", "pages"), [
    *((3, pages) for pages in ("4", "99", "2-4")),
    *((2, pages) for pages in ("0", "0-2", "3-1", "x", "1,,2", "-1", "1-99999999999")),
])  # fmt: skip
def test_pages_that_are_not_there(labels: Path, status: int, pages: str) -> None:
    done = waybill("verify", labels, f"--pages={pages}")
    assert (done.returncode, b"VERIFY-PAGES" in done.stderr, done.stdout) == (status, True, b""), done.stderr


def test_pages_that_are_there(labels: Path) -> None:
    done = waybill("verify", labels, "--pages", "1,2-3,1", "--json")
    assert (done.returncode, json.loads(done.stdout)["checked"]) == (0, 3)


def test_a_form_of_another_paper_is_told_with_both(labels: Path) -> None:
    assert waybill("verify", labels, "--template", "gbt-76x130").returncode == 0
    done = waybill("verify", labels, "--template", "gbt-100x150", "--json")
    findings = json.loads(done.stdout)["findings"]
    assert [(f["page"], f["code"]) for f in findings] == [(page, "VERIFY-PAPER") for page in (1, 2, 3)]
    assert findings[0]["facts"] == {"form": "100 × 150", "own": "76 × 130"}
    assert done.returncode == 7


def test_installed_forms_are_known(labels: Path) -> None:
    done = waybill("verify", labels, "--template", "mine")
    assert (done.returncode, b"TEMPLATE-UNKNOWN" in done.stderr) == (6, True)
    assert waybill("template", "new", "mine").returncode == 0
    assert waybill("template", "install", "mine.toml").returncode == 0
    done = waybill("verify", labels, "--template", "mine")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_sample_of_each_part_is_verified_before_release(labels: Path) -> None:
    done = waybill(
        "print", "orders.csv", "-o", "again.pdf", "--again", "torn", "--split", "2", "--verify", "3"
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_pattern_of_order_files_that_the_shell_spelt_out(labels: Path) -> None:
    header, *rows = Path("orders.csv").read_text("utf-8").splitlines()
    for number, row in enumerate(rows):
        Path(f"orders{number}.csv").write_text(f"{header}\n{row}\n", "utf-8")
    files = [f"orders{number}.csv" for number in range(len(rows))]
    for words in ((labels, "--orders", *files), ("--orders", files[0], labels, *files[1:])):
        done = waybill("verify", *words, "--json")
        assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, []), done.stderr
    done = waybill("verify", labels, "--orders", *files[1:], "--json")
    assert [f["page"] for f in json.loads(done.stdout)["findings"]] == [1]


def test_what_a_second_file_supplied_is_looked_for_too(labels: Path) -> None:
    """The page shows 红富士苹果; by the second file that is somebody's name."""
    shop = {"订单号": "A1", "运单号": "SF1234567890123", "快递公司": "顺丰", "商品": "红富士苹果"}
    buyer = {
        "订单号": "A1",
        "收件人": "红富士",
        "手机": "18900000000",
        "地址": "北京市海淀区中关村大街1号3单元502",
    }
    for name, row in (("shop.csv", shop), ("buyer.csv", buyer)):
        Path(name).write_text("\n".join((",".join(row), ",".join(row.values()), "")), "utf-8")
    whole = shop | buyer | {"收件人": "王小明"}
    Path("whole.csv").write_text("\n".join((",".join(whole), ",".join(whole.values()), "")), "utf-8")
    assert waybill("print", "whole.csv", "-o", "new.pdf", "--journal", "new.db").returncode == 0
    assert waybill("verify", "new.pdf", "--orders", "whole.csv").returncode == 0
    done = waybill("verify", "new.pdf", "--orders", "shop.csv", "--join", "buyer.csv", "--on", "订单号")
    assert (done.returncode, b"(name)" in done.stdout) == (5, True), done.stdout + done.stderr
