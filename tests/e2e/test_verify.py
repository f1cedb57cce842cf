"""``waybill verify``: nothing to find in what Waybill prints from every sample, and a verdict that scripts can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from damage_campaign import FULL_FORMS
from e2e_kit import SAMPLES, house_of, waybill

FILES = ["orders_plain.csv", "douyin.csv", "kuaishou.csv", "jd.csv", "taobao_classic_gbk.csv"]
LINES = 25
"""Rows of a sample in the suite; all rows were verified by hand."""


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("carrier")
    (folder / "passphrase").write_text("correct horse battery")
    (folder / "passphrase").chmod(0o600)
    done = waybill("keys", "new", "carrier", "--passphrase-file", folder / "passphrase", **house_of(folder))
    assert done.returncode == 0, done.stderr.decode()
    return folder / "keys" / "carrier.pub.pem"


def printed(folder: Path, name: str, *flags: str, lines: int = LINES) -> tuple[Path, Path]:
    orders = folder / name
    orders.write_bytes(b"".join((SAMPLES / name).read_bytes().splitlines(keepends=True)[: lines + 1]))
    done = waybill("print", orders, "-o", folder / "labels.pdf", "--quiet", *flags, **house_of(folder))
    assert done.returncode in (0, 10), done.stderr.decode()
    return folder / "labels.pdf", orders


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("dpi", [203, 300])
def test_no_false_alarm(tmp_path: Path, name: str, dpi: int, key: Path) -> None:
    """With and without a seal, with and without the orders, each once at either resolution."""
    pdf, orders = printed(
        tmp_path, name, *(("--seal-to", f"*={key}") if dpi == 203 else ()), "--dpi", str(dpi)
    )
    for with_orders in ((), ("--orders", orders)):
        done = waybill("verify", pdf, "--dpi", dpi, "--json", *with_orders)
        report = json.loads(done.stdout)
        assert report["findings"] == [] and done.returncode == 0
        assert report["checked"] == report["pages"] > 10
        assert report["codes"] == 3 * report["pages"]


def test_orders_that_were_not_printed(tmp_path: Path) -> None:
    """Another file's orders: every page is a stranger, and its masked people are not among them."""
    pdf, _ = printed(tmp_path, "jd.csv", lines=5)
    done = waybill("verify", pdf, "--orders", SAMPLES / "kuaishou.csv", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 7
    assert {finding["code"] for finding in report["findings"]} == {"VERIFY-STRANGER"}
    assert {finding["zone"] for finding in report["findings"]} == {"number_zone"}


def test_for_people(tmp_path: Path) -> None:
    pdf, orders = printed(tmp_path, "jd.csv", lines=5)
    for lang, words in (
        ("en", "5 of 5 pages, 15 codes, 0 findings"),
        ("zh", "核验 5/5 页，15 个码，0 个问题"),
    ):
        done = waybill("verify", pdf, "--orders", orders, "--lang", lang)
        assert done.returncode == 0 and done.stdout.decode().strip() == words and done.stderr == b""
    done = waybill("verify", pdf, "--pages", "2,4-5")
    assert b"3 of 5 pages" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("none.pdf",), 3, b"VERIFY-READ: none.pdf: The file can't be read (No such file or directory)."),
        ((".",), 3, b"VERIFY-READ"),
        (("text.pdf",), 3, b"VERIFY-NOT-PDF"),
        (("text.pdf", "--pages", "x"), 2, b"VERIFY-PAGES"),
    ],
)
def test_what_it_cannot_read(tmp_path: Path, arguments: tuple[str, ...], status: int, code: bytes) -> None:
    (tmp_path / "text.pdf").write_text("no PDF")
    done = waybill("verify", *arguments, cwd=tmp_path)
    assert done.returncode == status and code in done.stderr
    assert b"Traceback" not in done.stderr and done.stdout == b""


@pytest.mark.parametrize("pages", ["all", "3"])
def test_print_verifies_before_release(tmp_path: Path, pages: str) -> None:
    pdf, _ = printed(tmp_path, "jd.csv", "--verify", pages, lines=8)
    assert pdf.stat().st_size > 1000


def test_a_reprint_is_clean_too(tmp_path: Path, key: Path) -> None:
    _, orders = printed(tmp_path, "jd.csv", "--seal-to", f"*={key}", lines=3)
    done = waybill(
        "reprint",
        "--batch",
        "1",
        "-o",
        tmp_path / "again.pdf",
        "--reason",
        "torn",
        "--quiet",
        **house_of(tmp_path),
    )
    assert done.returncode == 0, done.stderr.decode()
    done = waybill("verify", tmp_path / "again.pdf", "--orders", orders)
    assert done.returncode == 0, done.stdout.decode()


def test_every_shipped_form_is_clean(tmp_path: Path, key: Path) -> None:
    """The longest sealed code included: an address that needs the largest symbol."""
    orders = tmp_path / "orders.csv"
    head = "运单号,快递公司,收件人,收件人手机,省,市,区,详细地址,寄件人,寄件人手机,寄件地址,商品,三段码\n"
    rows = [
        f"{number},极兔速递,诸葛清秋,13900000000,新疆维吾尔自治区,乌鲁木齐市,沙依巴克区,{address},徐永,18883948814,贵州省贵阳市观山湖区胜利街1938号,保温杯,058-E06 105\n"
        for number, address in (
            ("SF1234567890123", "振兴路915号28幢2单元1904室"),
            (
                "99123456789012",
                "振兴路915号碧澜城三期东区乌鲁木齐国际商贸中心物流配送园区北门第二货运仓库28幢2单元1904室",
            ),
            ("JT1234567890128", "振兴路1号"),
        )
    ]
    orders.write_text(head + "".join(rows), "utf-8")
    for form in FULL_FORMS:
        house = house_of(tmp_path / form)
        done = waybill(
            "print",
            orders,
            "-o",
            tmp_path / f"{form}.pdf",
            "--template",
            form,
            "--seal-to",
            f"*={key}",
            "--json",
            **house,
        )
        assert json.loads(done.stdout)["printed"] == 3, (
            f"{form}: {done.stdout.decode()} {done.stderr.decode()}"
        )
        done = waybill("verify", tmp_path / f"{form}.pdf", "--orders", orders, "--json", "--template", form)
        assert json.loads(done.stdout)["findings"] == [], form


def test_print_verifies_against_the_orders_as_it_read_them(tmp_path: Path) -> None:
    """What a file lacks by itself (the recipient, its encoding) verification knows as well."""
    (tmp_path / "orders.csv").write_text("訂單號,運單號,商品\n5,JT1234567890128,保溫杯\n", "big5")
    (tmp_path / "answer.csv").write_text(
        "订单号,收件人,手机,地址\n5,林清秋,15089606268,福建省泉州市晋江市长江西路737号3单元1202室\n", "utf-8"
    )
    done = waybill(
        "print", "orders.csv", "--encoding", "big5", "--join", "answer.csv", "--on", "订单号", "--verify", "all",
        "--json", cwd=tmp_path, **house_of(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["printed"] == 1


def test_a_delimiter_that_print_was_told_is_told_to_verify_too(tmp_path: Path) -> None:
    cells = ("JT1234567890128", "林清秋", "15089606268", "福建省泉州市晋江市长江西路737号3单元1202室")
    orders = tmp_path / "orders.csv"
    orders.write_text("^".join(("运单号", "收件人", "手机", "地址")) + "\n" + "^".join(cells) + "\n", "utf-8")
    told, house = ("--delimiter", "^"), house_of(tmp_path)
    assert waybill("print", orders, "-o", tmp_path / "l.pdf", *told, **house).returncode == 0
    assert waybill("verify", tmp_path / "l.pdf", "--orders", orders, **house).returncode == 3
    assert waybill("verify", tmp_path / "l.pdf", "--orders", orders, *told, **house).returncode == 0


def test_a_profile_of_ones_own_reads_the_orders(tmp_path: Path) -> None:
    own = tmp_path / "profiles"
    own.mkdir()
    (own / "club.toml").write_text(
        'id = "club"\n[columns]\nwaybill_no = ["面单"]\nrecipient_name = ["谁"]\n'
        'recipient_phone = ["打给"]\nrecipient_address = ["哪里"]\n',
        "utf-8",
    )
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "面单,谁,打给,哪里\nJT1234567890128,林清秋,15089606268,福建省泉州市晋江市长江西路737号3单元1202室\n",
        "utf-8",
    )
    house = house_of(tmp_path) | {"WAYBILL_PROFILES": str(own)}
    done = waybill("print", orders, "-o", tmp_path / "l.pdf", "--profile", "club", "--verify", "all", **house)
    assert done.returncode == 0, done.stderr.decode()
    done = waybill("verify", tmp_path / "l.pdf", "--orders", orders, "--profile", "club", **house)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
