"""Canaries: orders full of unique names, phones, addresses and remarks go through everything that can happen to them.

Afterwards every byte that was written or said is searched for every canary and its telling pieces.  The rejects file
(mode 0600) is the one place that may hold a raw row.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e_kit import bars, codes, everything, one_bit_pages, page_texts, started

NAMES = ["阙骞澍", "亓官璟", "麴甯泓", "訾翦昊", "逄鹄翥", "郗鄯珏", "仉鞠旻", "璩阗溟"]
SENDERS = ["禚鬈蘅", "蹇骛昶", "夔矍沅", "鄢霈濯"]
COUNT = 12
PASSPHRASE = "canary passphrase 41833"


class Canary:
    """One order whose every personal piece is found nowhere else."""

    def __init__(self, index: int) -> None:
        self.number = f"SF79{index:011d}"
        self.name = NAMES[index % len(NAMES)] + ("", "娅")[index // len(NAMES)]
        self.phone = f"1{'3579'[index % 4]}{(968_531_427 + index * 7_771_777) % 10**9:09d}"
        self.line = f"6{(1_732_951 + index * 473_787) % 10**7:07d}"
        self.sender = SENDERS[index % len(SENDERS)]
        self.sender_phone = f"18{(182_739_651 + index * 3_331_313) % 10**9:09d}"
        self.unit, self.room = f"{index + 61}单元", f"{7403 + index * 13}室"
        self.sender_room = f"{8407 + index * 17}室"
        self.friend = f"15{(746_193_582 + index * 9_137_731) % 10**9:09d}"
        self.account = f"canary_wx_{index:04d}"

    def row(self, *, number: str | None = None, address: str | None = None) -> str:
        detail = f"长江西路{index_of(self)}号山门府43栋{self.unit}{self.room}"
        place, friend = self.written(detail), self.friend
        if address is not None:
            place = f"福建省,泉州市,晋江市,{address}"
        if index_of(self) == 6:
            friend = "📱📱📱📱".join((friend[:3], friend[3:7], friend[7:]))
        return (
            f"20260000{index_of(self):04d},{self.number if number is None else number},顺丰速运,{self.name},{self.phone},0595-{self.line},"
            f"{place},{self.sender},{self.sender_phone},贵州省贵阳市观山湖区胜利街1938号26幢3单元{self.sender_room},保温杯,"
            f"打{friend}找{self.name} 微信{self.account} 放{self.room},{self.name}{self.phone},{self.account}{self.friend}\n"
        )

    def written(self, detail: str) -> str:
        """Province, city, district, address: in their columns, or as people write them."""
        return {
            2: f",,,{self.name} {self.phone} 广东省东莞市南城街道{detail}",
            3: f",,,{detail}，江苏省南京市",
            4: f"福建省,泉州市,{detail},长江西路",
            5: f"福建省,{self.name},{self.phone},{detail}",
        }.get(index_of(self), f"福建省,泉州市,晋江市,{detail}")

    def secrets(self) -> tuple[str, ...]:
        return self.name, self.phone, f"0595-{self.line}", f"0595{self.line}", self.sender_phone

    def pieces(self) -> Iterator[str]:
        yield from (self.name, self.name[1:], self.sender, self.sender[1:], self.account)
        yield from (self.unit + self.room, self.room, self.sender_room)
        for phone in (self.phone, self.sender_phone, self.friend):
            yield from (phone[start : start + 7] for start in range(5))
        yield from (self.line[:7], self.line[1:])


def index_of(canary: Canary) -> int:
    return int(canary.number[4:])


CANARIES = [Canary(index) for index in range(COUNT)]
BAD = Canary(COUNT)
HEAD = (
    "订单号,运单号,快递公司,收件人,收件人手机,收件人固话,省,市,区,详细地址,寄件人,寄件人手机,寄件地址,商品,备注,"
    f"SKU,找{BAD.name}{BAD.friend}\n"
)
"""The last two columns are not printed; nobody has a use for the very last, whose name tells of somebody too."""
BROKEN_ROWS = (
    BAD.row(number="运单号未填"),
    BAD.row(number="SF7900000000091").replace("打", '"打', 1),
    BAD.row(number="SF7900000000092", address="\0" + "长江西路"),
    BAD.row(number="SF7900000000093", address="金桂花园" * 200),
    BAD.row(number=BAD.phone),
)
ALL = [*CANARIES, BAD]
NEEDLES = sorted({piece for canary in ALL for piece in canary.pieces()})


HASHES = re.compile(rb"(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9a-f])")
"""Seven digits of a phone turn up in some thousand of them by chance."""


def found_in(data: bytes) -> list[str]:
    """Needles in bytes, in the encodings that programs write; hashes in hexadecimal are left out."""
    data = HASHES.sub(b"", data)
    texts = [
        data.decode("utf-8", "replace"),
        data.decode("utf-16-le", "replace"),
        data.decode("utf-16-be", "replace"),
    ]
    texts += [data[1:].decode("utf-16-be", "replace"), data.decode("gb18030", "replace")]
    return [needle for needle in NEEDLES if any(needle in text for text in texts)]


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything happened; ``said`` holds each command's standard output and error."""
    top = tmp_path_factory.mktemp("canary")
    folder, temporary, said = top / "house", top / "tmp", top / "said"
    for each in (folder, temporary, said):
        each.mkdir()
    house = {
        "WAYBILL_JOURNAL": str(folder / "journal.db"),
        "WAYBILL_KEYS": str(folder / "keys"),
        "TMPDIR": str(temporary),
    }
    counter = iter(range(1000))

    def run(*arguments: str | Path, expect: int, stdin: bytes | None = None) -> None:
        done = started(*arguments, stdin=stdin, cwd=folder, **house)
        (said / f"{next(counter):02d}").write_bytes(done.stdout + b"\n" + done.stderr)
        assert done.returncode == expect, done.stderr.decode()
        assert b"Traceback" not in done.stderr

    orders = top / "orders.csv"
    orders.write_text(HEAD + "".join(canary.row() for canary in CANARIES) + "".join(BROKEN_ROWS), "utf-8")
    secret = top / "passphrase"
    secret.write_text(PASSPHRASE)
    secret.chmod(0o600)
    run("keys", "new", "carrier", "--passphrase-file", secret, expect=0)
    seal = ("--seal-to", f"*={folder / 'keys' / 'carrier.pub.pem'}")
    run("check", orders, expect=10)
    run("print", orders, "-o", folder / "dry.pdf", "--dry-run", "-v", expect=10)
    run("print", orders, "-o", folder / "labels.pdf", "-v", *seal, expect=10)
    run("print", orders, "-o", folder / "again.pdf", "-v", *seal, expect=10)
    run(
        "print",
        orders,
        "-o",
        folder / "json.pdf",
        "--json",
        "--again",
        "torn",
        "--jobs",
        "2",
        "--verify",
        "all",
        *seal,
        expect=10,
    )
    again = ("--again", "torn", "--timing", "--bookmarks", "segment", "--verify", "1")
    run(
        "print",
        orders,
        "-o",
        folder / "sorted.pdf",
        "-v",
        "--sort",
        "sku",
        "--split",
        "carrier",
        *again,
        *seal,
        expect=10,
    )
    run("print", orders, "-o", folder / "none.pdf", "--again", f"打{BAD.phone}", expect=9)
    run("print", orders, "-o", folder / "none.pdf", "--operator", BAD.phone, expect=9)
    joined = top / f"+86{BAD.phone}.csv"
    joined.write_text(f"订单号,三段码\n{BAD.number},1\n", "utf-8")
    run(
        "print",
        orders,
        "-o",
        folder / "joined.pdf",
        "--again",
        "torn",
        "--join",
        joined,
        "--on",
        "订单号",
        expect=10,
    )
    joined.unlink()
    named = top / f"订单 {BAD.phone}.csv"
    named.write_text(HEAD + CANARIES[4].row(), "utf-8")
    run("print", named, "-o", folder / "named.pdf", "-q", "--again", "torn", "--bookmarks", "file", expect=0)
    named.unlink()
    run("orders", "detect", orders, expect=0)
    run("print", top / "missing.csv", "-o", folder / "none.pdf", "-v", expect=3)
    run("reprint", CANARIES[0].number, "-o", folder / "reprint.pdf", "--reason", "torn", expect=0)
    run("reprint", BAD.phone, "-o", folder / "none.pdf", "--reason", "torn", expect=9)
    pages = ("-o", folder / "pages.pdf", "--reason", "jam")
    run("reprint", "--pdf", folder / "labels.pdf", "--from", "2", "--to", "99", *pages, expect=0)
    for said_in_bars in (CANARIES[1].phone, f"SF79 {CANARIES[1].phone}", CANARIES[1].name.encode().hex()):
        bars(folder / "forged.pdf", said_in_bars)
        run("reprint", "--pdf", folder / "forged.pdf", *pages, expect=9)
        run("verify", folder / "forged.pdf", "--orders", orders, expect=5)
        (folder / "forged.pdf").unlink()
    for suffix, text in as_other_files(orders.read_text("utf-8")).items():
        other = top / f"other{suffix}"
        other.write_text(text, "utf-8")
        told = ("--delimiter", ";") if suffix == ".txt" else ()
        run("check", other, *told, "--rejects", folder / f"other{suffix}.rejects.csv", expect=10)
        run("check", other, *told, "--json", expect=10)
        run("orders", "detect", other, *told, "--json", expect=0)
        run("print", other, *told, "-o", folder / "other.pdf", "-v", "--again", "torn", expect=10)
        run("verify", folder / "labels.pdf", "--orders", other, *told, expect=0)
        other.unlink()
    run("verify", folder / "labels.pdf", "--orders", orders, expect=0)
    run("verify", folder / "labels.pdf", "--json", expect=0)
    elsewhere = {
        "--policy": 3,
        "--sender": 3,
        "--template": 6,
        "--profile": 3,
        "--journal": 9,
        "--seal-to": 3,
    }
    for option, status in elsewhere.items():
        wrong = top / f"orders{'.toml' if status != 9 else '.db'}"
        wrong.write_bytes(orders.read_bytes())
        value = f"*={wrong}" if option == "--seal-to" else wrong
        run("print", orders, "-o", folder / "none.pdf", "-v", option, value, expect=status)
        wrong.unlink()
    run("verify", orders, "--orders", orders, expect=3)
    run("preview", orders, "-o", folder / "dots", expect=3)
    run("reprint", "--pdf", orders, *pages, expect=3)
    run("audit", "verify", "--journal", orders, expect=9)
    leaking(folder / "leak.pdf", CANARIES[1])
    run("verify", folder / "leak.pdf", "--orders", orders, expect=5)
    run("verify", folder / "leak.pdf", "--json", expect=5)
    (folder / "leak.pdf").unlink()
    text = codes(next(iter(one_bit_pages(folder / "labels.pdf"))))["QRCode"][0]
    unseal = ("unseal", "--passphrase-file", secret, "-n")
    run(*unseal, CANARIES[1].number, expect=5, stdin=text.encode())
    run(*unseal, CANARIES[0].phone, expect=5, stdin=text.encode())
    run(*unseal, CANARIES[0].number, expect=5, stdin=text[:-9].encode())
    # The one command that is there to tell: what it tells is checked here and not searched.
    done = started(*unseal, CANARIES[0].number, stdin=text.encode(), **house)
    assert CANARIES[0].phone in done.stdout.decode() and done.stderr == b""
    run("find", "--phone", "-", expect=0, stdin=CANARIES[0].phone.encode())
    run("find", "--phone", "-", expect=0, stdin=f"0595 {CANARIES[1].line}".encode())
    run("find", "--phone", "-", expect=0, stdin=CANARIES[1].sender_phone.encode())
    run("find", "--phone", "-", expect=9, stdin=BAD.phone.encode())
    run("find", "--order", "-", expect=9, stdin=BAD.name.encode())
    run("find", "--repeated", "--json", expect=0)
    for words in (
        ("void", "--reason", "lost"),
        ("journal", "approve"),
        ("journal", "show"),
        ("erase", "--number"),
    ):
        run(*words, BAD.phone, expect=9)
        run(*words, BAD.name, expect=9)
    run("void", CANARIES[2].number, "--reason", f"找{BAD.phone}", expect=9)
    run("template", "preview", "gbt-76x130", "-o", folder / "look.png", "--number", BAD.phone, expect=9)
    run("erase", "--number", CANARIES[3].number, "--reason", "request", expect=0)
    run("erase", "--phone", "-", "--reason", "request", expect=0, stdin=CANARIES[5].sender_phone.encode())
    run("erase", "--phone", "-", "--reason", f"找{BAD.phone}", expect=9, stdin=CANARIES[4].phone.encode())
    run("purge", "--older-than", "90d", expect=0)
    run("journal", "export", "--csv", expect=0)
    run("audit", "export", expect=0)
    run("report", expect=0)
    run("doctor", expect=0)
    run("journal", "list", expect=0)
    run("journal", "show", CANARIES[0].number, expect=0)
    run("audit", "verify", expect=0)
    killed(orders, folder, house)
    return top


def as_other_files(text: str) -> dict[str, str]:
    """The same orders as a web page, as XML Spreadsheet 2003 and with semicolons."""
    broken = ("SF7900000000091", "SF7900000000092")  # by quotes and bytes that only a CSV file has
    rows = [line.split(",") for line in text.splitlines() if not any(number in line for number in broken)]

    def table(row: str, cell: str, end: str) -> str:
        escaped = ((value.replace("&", "&amp;").replace("<", "&lt;") for value in values) for values in rows)
        return "".join(
            f"<{row}>{''.join(f'{cell}{value}{end}' for value in values)}</{row}>" for values in escaped
        )

    sheet = table("Row", '<Cell><Data ss:Type="String">', "</Data></Cell>")
    return {
        ".html": f"<html><body><table>{table('tr', '<td>', '</td>')}</table></body></html>",
        ".xml": '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
        f"{sheet}</Table></Worksheet></Workbook>",
        ".txt": "\n".join(";".join(values) for values in rows),
    }


def leaking(path: Path, canary: Canary) -> None:
    """Another program's label that tells everything."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(300, 200))
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(20, 100, f"{canary.number} {canary.name} {canary.phone} {canary.room}")
    canvas.save()


def killed(orders: Path, folder: Path, house: dict[str, str]) -> None:
    """A run killed outright while it prints: what it leaves behind is searched like everything else."""
    many = orders.with_name("many.csv")
    rows = [CANARIES[index % COUNT].row(number=f"JT8{index:012d}") for index in range(6000)]
    many.write_text(HEAD + "".join(rows), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "waybill", "print", str(many), "-o", str(folder / "killed.pdf"), "--jobs", "2", "-v"],
        env=os.environ | house, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            drafts = [path for path in folder.iterdir() if "killed" in path.name and path.stat().st_size > 0]
            if drafts and (folder / "journal.db-wal").exists():
                break
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert process.returncode == -signal.SIGKILL, "it was killed while it worked"
    assert not (folder / "killed.pdf").exists()
    many.unlink()


def files(top: Path) -> list[Path]:
    return [path for path in top.rglob("*") if path.is_file()]


def test_needles_are_found_where_they_are(aviary: Path) -> None:
    """The search itself works: the order file has every canary, the rejects what was refused."""
    orders = (aviary / "orders.csv").read_bytes().replace("📱".encode(), b"")
    assert set(found_in(orders)) == set(NEEDLES)
    assert found_in((aviary / "house" / "labels.rejects.csv").read_bytes())


def test_nothing_said_tells(aviary: Path) -> None:
    for path in sorted((aviary / "said").iterdir()):
        assert found_in(path.read_bytes()) == [], path.name


def test_nothing_written_tells(aviary: Path) -> None:
    """Journal with its WAL, PDFs, drafts of the killed run, temporary files, keys: every file but order and rejects files."""
    for path in files(aviary):
        if path.name in ("orders.csv", "passphrase") or ".rejects" in path.name or path.parent.name == "said":
            continue
        assert found_in(path.read_bytes()) == [], path.name
        assert PASSPHRASE.encode() not in path.read_bytes(), path.name


def test_no_digest_is_there_that_guesses_could_be_tried_against(aviary: Path) -> None:
    """Of an order file of one row, the six hidden digits of the phone are a million guesses."""
    values = [value.encode() for canary in ALL for value in canary.secrets()]
    values += [path.read_bytes() for path in aviary.glob("*.csv")]
    digests = [hashlib.new(kind, value).digest() for value in values for kind in ("sha256", "sha1", "md5")]
    for path in files(aviary):
        data = path.read_bytes()
        assert not any(digest in data or digest.hex().encode() in data for digest in digests), path.name


def test_no_stream_of_a_pdf_tells(aviary: Path) -> None:
    pdfs = [path for path in files(aviary) if path.suffix == ".pdf" or ".pdf." in path.name]
    assert {"labels.pdf", "json.pdf", "reprint.pdf", "pages.pdf", "other.pdf"} <= {path.name for path in pdfs}
    for path in pdfs:
        assert found_in(everything(path)) == [], path.name


def test_no_page_tells(aviary: Path) -> None:
    for name in ("labels.pdf", "json.pdf", "reprint.pdf", "pages.pdf", "other.pdf"):
        flat = "\n".join(re.sub(r"\s+", "", text) for text in page_texts(aviary / "house" / name))
        assert [needle for needle in NEEDLES if needle in flat] == [], name
        assert CANARIES[0].number[:-2] in flat


def test_rejects_are_for_their_owner_alone(aviary: Path) -> None:
    rejects = [path for path in files(aviary) if ".rejects" in path.name]
    assert rejects
    for path in rejects:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        printed = [canary.name for canary in CANARIES if canary.number.encode() in path.read_bytes()]
        assert printed == [], "only refused rows"


def test_every_row_was_accounted_for(aviary: Path) -> None:
    assert len(page_texts(aviary / "house" / "labels.pdf")) == COUNT
    text = (aviary / "house" / "labels.rejects.csv").read_text("utf-8-sig")
    assert len(re.findall(r"(?:DEID|INTAKE|LAYOUT|SEAL)-[A-Z0-9-]+", text)) >= len(BROKEN_ROWS) - 1
