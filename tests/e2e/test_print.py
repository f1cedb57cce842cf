"""The main job: an order file in, privacy waybills out."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from e2e_kit import SAMPLES, codes, everything, join, needles, one_bit_pages, page_texts, rows, waybill

from waybill.pipeline.timing import STAGES

PLAIN = SAMPLES / "orders_plain.csv"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("print")
    done = waybill(
        "print", PLAIN, "-o", folder / "labels.pdf", "--json",
        WAYBILL_JOURNAL=str(folder / "journal.db"), WAYBILL_KEYS=str(folder / "keys"), SOURCE_DATE_EPOCH="1795000000",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    report = json.loads(done.stdout)
    assert (report["rows"], report["printed"], report["rejected"], report["pages"]) == (200, 200, 0, 200)
    return folder / "labels.pdf"


def test_timing_tells_each_stage(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(
        X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    done = waybill(
        "print", PLAIN, "-o", tmp_path / "labels.pdf", "--timing", "--json", "--seal-to", f"*={tmp_path / 'key.pem'}"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    spent = json.loads(done.stdout)["timing_us_per_label"]
    assert set(spent) == set(STAGES)
    assert min(spent.values()) > 0


def test_every_code_decodes_to_its_row(printed: Path) -> None:
    for row, page in zip(rows(PLAIN), one_bit_pages(printed), strict=True):
        found = codes(page)
        assert set(found["Code128"]) == {row["运单号"]}
        assert len(found["Code128"]) == 2
        assert found["QRCode"] == [row["运单号"]]


def test_text_is_real_unicode_and_tells_no_one(printed: Path) -> None:
    for row, text in zip(rows(PLAIN), page_texts(printed), strict=True):
        flat = join([text])
        assert row["三段码"].replace(" ", "") in flat
        assert row["快递公司"] in flat
        assert row["商品"].replace(" ", "") in flat
        assert row["市"] in flat
        assert row["收件人"][0] + "**" in flat
        assert [needle for needle in needles(row) if needle in flat] == []


def test_nothing_is_left_in_the_file(printed: Path) -> None:
    everything_in_it = everything(printed).decode("utf-8", "replace")
    for row in rows(PLAIN):
        # Room numbers of three or four digits stand by chance in coordinates; the other test holds them to the page's text.
        assert [n for n in needles(row) if not re.fullmatch(r"\d{1,6}室?", n) and n in everything_in_it] == []


def test_same_input_same_bytes(printed: Path, tmp_path: Path) -> None:
    again = tmp_path / "labels.pdf"
    done = waybill("print", PLAIN, "-o", again, "--quiet", "--jobs", "1", SOURCE_DATE_EPOCH="1795000000")
    assert done.returncode == 0, done.stderr.decode()
    assert again.read_bytes() == printed.read_bytes()


def test_gbk_file_of_the_same_rows_gives_the_same_labels(printed: Path, tmp_path: Path) -> None:
    gbk = tmp_path / "orders_plain.csv"
    gbk.write_bytes(PLAIN.read_bytes().decode("utf-8-sig").encode("gb18030"))
    done = waybill("print", gbk, "-o", tmp_path / "labels.pdf", "--quiet", SOURCE_DATE_EPOCH="1795000000")
    assert done.returncode == 0, done.stderr.decode()
    assert page_texts(tmp_path / "labels.pdf") == page_texts(printed)


def test_standard_streams(tmp_path: Path) -> None:
    done = waybill("print", "-", "-o", "-", "--json", stdin=PLAIN.read_bytes(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.startswith(b"%PDF-1.7")
    assert json.loads(done.stderr.splitlines()[0])["printed"] == 200
    assert b"\x1b" not in done.stderr, "no progress bar on a pipe"


def test_dry_run_to_standard_output_says_nothing_there(tmp_path: Path) -> None:
    done = waybill("print", SAMPLES / "orders_plain.csv", "-o", "-", "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == b""
    assert b"200 labels" in done.stderr


def test_dry_run_leaves_nothing(tmp_path: Path) -> None:
    done = waybill(
        "print",
        PLAIN,
        "-o",
        tmp_path / "labels.pdf",
        "--dry-run",
        "--json",
        WAYBILL_JOURNAL=str(tmp_path / "j.db"),
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["printed"] == 200
    assert list(tmp_path.glob("*.pdf")) == []
    assert not (tmp_path / "j.db").exists()


def test_dry_run_leaves_its_rejects_to_be_corrected(tmp_path: Path) -> None:
    text = HEADER + GOOD.format(n=1) + BAD_ROWS["no phone"]
    status, said, pdf = print_text(tmp_path, text, "--dry-run")
    (row,) = rows(tmp_path / "labels.rejects.csv")
    assert (status, row["line"], row["code"]) == (10, "3", "INTAKE-MISSING")
    assert "labels.rejects.csv" in said and not pdf.exists()
    assert stat.S_IMODE((tmp_path / "labels.rejects.csv").stat().st_mode) == 0o600


HEADER = "订单号,运单号,快递公司,收件人,收件人手机,省,市,区,详细地址,寄件人,寄件人手机,寄件地址,商品\n"
GOOD = "{n},SF{n:013d},顺丰速运,林清秋,15089606268,福建省,泉州市,晋江市,长江西路737号山门府43栋3单元1202室,徐永,18883948814,贵州省贵阳市观山湖区胜利街1938号26幢3单元2206室,保温杯\n"


def print_text(folder: Path, text: str | bytes, *flags: str) -> tuple[int, str, Path]:
    orders = folder / "orders.csv"
    orders.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = waybill("print", orders, "-o", folder / "labels.pdf", "-v", *flags)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stderr.decode(), folder / "labels.pdf"


BAD_ROWS = {
    "bad quote": '2,SF0000000000002,顺丰速运,"林清秋,15089606268,福建省,泉州市,晋江市,长江西路737号,徐永,18883948814,贵州省贵阳市观山湖区胜利街1938号,保温杯\n',
    "long address": GOOD.format(n=2).replace(
        "长江西路737号山门府43栋3单元1202室", "长江西路" + "金桂花园" * 75
    ),
    "no phone": GOOD.format(n=2).replace("15089606268", ""),
    "no waybill number": GOOD.format(n=2).replace("SF0000000000002", ""),
    "too few cells": "2,SF0000000000002,顺丰速运\n",
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_is_rejected_and_the_others_are_printed(name: str, tmp_path: Path) -> None:
    text = HEADER + GOOD.format(n=1) + BAD_ROWS[name] + GOOD.format(n=3)
    status, said, pdf = print_text(tmp_path, text)
    assert status == 10, said
    assert len(page_texts(pdf)) == 2
    rejects = tmp_path / "labels.rejects.csv"
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    (row,) = rows(rejects)
    assert row["line"] == "3" and row["code"]
    for secret in ("林清秋", "15089606268", "1202室", "徐永"):
        assert secret not in said


@pytest.mark.parametrize("name", ["林清秋\U0001f34b", "林\x00清秋", "\U0001f34b\U0001f34b"])
def test_emoji_and_nul_never_stop_a_batch(name: str, tmp_path: Path) -> None:
    text = HEADER + GOOD.format(n=1) + GOOD.format(n=2).replace("林清秋", name) + GOOD.format(n=3)
    status, said, pdf = print_text(tmp_path, text)
    assert status in (0, 10), said
    assert len(page_texts(pdf)) == (3 if status == 0 else 2)
    assert "清秋" not in said and "清秋" not in join(page_texts(pdf))


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 3),
        (b"\x00\x01\x02\xff\xfe\x93PK" * 300, 3),
        ("商品,件数\n杯,1\n".encode(), 3),
        (b"\xef\xbb\xbf", 3),
    ],
    ids=["empty", "binary", "missing columns", "only a byte order mark"],
)
def test_a_file_that_is_no_order_file_is_refused(content: bytes, status: int, tmp_path: Path) -> None:
    code, said, pdf = print_text(tmp_path, content)
    assert code == status, said
    assert "orders.csv" in said
    assert not pdf.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = waybill("print", tmp_path / "nothing.csv", "-o", tmp_path / "labels.pdf")
    assert done.returncode == 3
    assert b"nothing.csv" in done.stderr and b"Traceback" not in done.stderr
