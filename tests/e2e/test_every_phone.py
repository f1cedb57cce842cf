"""A label that was printed from an order file is found and erased by every number of its recipient and of its sender."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from e2e_kit import house_of, page_texts, waybill

COLUMNS = "运单号,快递公司,收件人,收件人手机,收件人固话,隐私号,收货地址,寄件人,寄件人手机,寄件人固话,寄件地址,商品\n"
PLACE = "浙江省杭州市西湖区文三路478号华星时代5幢1702室"
SHOP = f"山月书屋,15811112222,0571-56781234,{PLACE},书\n"
ROWS = (
    f"JT0000000000011,极兔速递,林清秋,13700001111/13700002222,,,{PLACE},{SHOP}",
    f"JT0000000000022,极兔速递,顾北辰,13700003333,0571-87650001,,{PLACE},{SHOP}",
    f"JT0000000000033,极兔速递,章衔月,13700004444,0571-87650002,18412345678-7804,{PLACE},{SHOP}",
    f"JT0000000000044,极兔速递,山月书屋,15811112222,,,{PLACE},章衔月,13700004444,,{PLACE},书\n",
    f"JT0000000000055,极兔速递,徐永,137****5555,13700005555,,{PLACE},顾北辰,13800009999,,{PLACE},书\n",
)
FOUND_BY = {
    "13700001111": [1], "13700002222": [1], "13700003333": [2], "0571-87650001": [2], "(0571) 8765 0002": [3],
    "18412345678": [3], "13700004444": [3, 4], "15811112222": [1, 2, 3, 4], "0571-5678 1234": [1, 2, 3],
    "13700005555": [5], "+86 138 0000 9999": [5],
}  # fmt: skip


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in house_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WAYBILL_LANG", "en")
    (tmp_path / "orders.csv").write_text(COLUMNS + "".join(ROWS), "utf-8")
    done = waybill("print", "orders.csv", "-o", "labels.pdf", "-q", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    return tmp_path


def numbers_found(house: Path, phone: str) -> list[int]:
    done = waybill("find", "--phone", "-", "--json", stdin=phone.encode(), cwd=house)
    assert done.returncode == (0 if done.stdout else 9)
    assert phone.encode() not in done.stdout + done.stderr
    return [int(json.loads(line)["waybill_no"][-1]) for line in done.stdout.splitlines()]


def test_every_number_finds_its_labels(house: Path) -> None:
    assert {phone: numbers_found(house, phone) for phone in FOUND_BY} == FOUND_BY
    assert numbers_found(house, "13700009999") == []
    shown = "".join(page_texts(house / "labels.pdf"))
    assert not [digits for digits in ("7002222", "7003333", "8765", "0001111", "6781234") if digits in shown]


@pytest.mark.parametrize(
    ("phone", "jobs"), [("13700002222", "1"), ("(0571) 8765 0002", "1"), ("15811112222", "2")]
)
def test_a_person_is_erased_by_any_number_and_nobody_else_is(house: Path, phone: str, jobs: str) -> None:
    gone = FOUND_BY[phone]
    done = waybill("erase", "--phone", "-", "--reason", "request", stdin=phone.encode(), cwd=house)
    assert done.returncode == 0
    assert f"Erased {len(gone)} label(s)." in done.stderr.decode()
    left = {number: [label for label in labels if label not in gone] for number, labels in FOUND_BY.items()}
    assert {number: numbers_found(house, number) for number in FOUND_BY} == left
    assert waybill("audit", "verify", cwd=house).returncode == 0
    kept = [row.split(",")[0] for place, row in enumerate(ROWS, 1) if place not in gone]
    again = waybill("reprint", *kept, "-o", "again.pdf", "--reason", "jam", "-q", cwd=house)
    assert again.returncode == 0, again.stderr.decode()
    # The orders are at hand: the labels are made anew, and found anew.
    done = waybill("print", "orders.csv", "-o", "new.pdf", "-q", "--again", "lost", "--jobs", jobs, cwd=house)
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(numbers_found(house, phone)) == gone
    assert waybill("audit", "verify", cwd=house).returncode == 0


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "The number is the sender's on 3 of 4 label(s).\n"),
        ("zh", "4 张运单中，有 3 张的寄件人用此号码。\n"),
    ],
)
def test_where_the_number_is_the_senders_it_is_told(house: Path, lang: str, told: str) -> None:
    done = waybill("find", "--phone", "15811112222", "--lang", lang, cwd=house)
    assert done.stderr.decode() == told
    assert waybill("find", "--phone", "13700001111", "--lang", lang, cwd=house).stderr == b""
    done = waybill("erase", "--phone", "15811112222", "--lang", lang, cwd=house)
    assert done.stderr.decode().startswith(told)
