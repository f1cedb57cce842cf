"""A house in which everything happens to the canaries that can happen to an order, one command after another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from canaries import BAD, BROKEN_ROWS, CANARIES, COUNT, HEAD
from e2e_kit import bars, codes, one_bit_pages, started

PASSPHRASE = "canary passphrase 41833"
PAGES = ("-o", "pages.pdf", "--reason", "jam")
"""Of a reprint by pages."""


class Aviary:
    """``top`` holds the orders; ``folder`` what is made of them; ``said`` each command's standard output and error."""

    def __init__(self, top: Path) -> None:
        self.top, self.folder, self.said = top, top / "house", top / "said"
        temporary = top / "tmp"
        for each in (self.folder, temporary, self.said):
            each.mkdir()
        self.house = {
            "WAYBILL_JOURNAL": str(self.folder / "journal.db"),
            "WAYBILL_KEYS": str(self.folder / "keys"),
            "TMPDIR": str(temporary),
        }
        self.orders = top / "orders.csv"
        rows = [canary.row() for canary in CANARIES]
        self.orders.write_text("".join((HEAD, *rows, *BROKEN_ROWS)), "utf-8")
        self.secret = top / "passphrase"
        self.secret.write_text(PASSPHRASE)
        self.secret.chmod(0o600)
        self.seal = ("--seal-to", f"*={self.folder / 'keys' / 'carrier.pub.pem'}")

    def live(self) -> None:
        """Everything, in this order."""
        self.print_orders()
        self.print_oddly_named_files()
        self.reprint()
        self.forge()
        self.read_other_files()
        self.mistake_the_orders_for_something_else()
        self.verify()
        self.unseal()
        self.ask()
        self.erase_and_report()
        self.kill()

    def run(self, *arguments: str | Path, expect: int, stdin: bytes | None = None) -> None:
        done = started(*arguments, stdin=stdin, cwd=self.folder, **self.house)
        (self.said / f"{len(list(self.said.iterdir())):03d}").write_bytes(done.stdout + b"\n" + done.stderr)
        assert done.returncode == expect, done.stderr.decode()
        assert b"Traceback" not in done.stderr

    def print_orders(self) -> None:
        run, orders, seal = self.run, self.orders, self.seal
        run("keys", "new", "carrier", "--passphrase-file", self.secret, expect=0)
        run("check", orders, expect=10)
        run("print", orders, "-o", "dry.pdf", "--dry-run", "-v", expect=10)
        run("print", orders, "-o", "labels.pdf", "-v", *seal, expect=10)
        run("print", orders, "-o", "again.pdf", "-v", *seal, expect=10)
        json = ["-o", "json.pdf", "--json", "--again", "torn", "--jobs", "2", "--verify", "all"]
        run("print", orders, *json, *seal, expect=10)
        many = (
            "-o sorted.pdf -v --sort sku --split carrier --again torn --timing --bookmarks segment --verify 1"
        )
        run("print", orders, *many.split(), *seal, expect=10)
        run("orders", "detect", orders, expect=0)

    def print_oddly_named_files(self) -> None:
        """Files and words that hold what should not be kept."""
        run, orders = self.run, self.orders
        run("print", orders, "-o", "none.pdf", "--again", f"打{BAD.phone}", expect=9)
        run("print", orders, "-o", "none.pdf", "--operator", BAD.phone, expect=9)
        run("print", self.top / "missing.csv", "-o", "none.pdf", "-v", expect=3)
        joined = self.top / f"+86{BAD.phone}.csv"
        joined.write_text(f"订单号,三段码\n{BAD.number},1\n", "utf-8")
        join = ("--again", "torn", "--join", joined, "--on", "订单号")
        run("print", orders, "-o", "joined.pdf", *join, expect=10)
        joined.unlink()
        named = self.top / f"订单 {BAD.phone}.csv"
        named.write_text(HEAD + CANARIES[4].row(), "utf-8")
        run("print", named, "-o", "named.pdf", "-q", "--again", "torn", "--bookmarks", "file", expect=0)
        named.unlink()

    def reprint(self) -> None:
        self.run("reprint", CANARIES[0].number, "-o", "reprint.pdf", "--reason", "torn", expect=0)
        self.run("reprint", BAD.phone, "-o", "none.pdf", "--reason", "torn", expect=9)
        self.run("reprint", "--pdf", "labels.pdf", "--from", "2", "--to", "99", *PAGES, expect=0)

    def forge(self) -> None:
        """Files whose bars say what no label's do."""
        forged = self.folder / "forged.pdf"
        for said_in_bars in (CANARIES[1].phone, f"SF79 {CANARIES[1].phone}", CANARIES[1].name.encode().hex()):
            bars(forged, said_in_bars)
            self.run("reprint", "--pdf", forged, *PAGES, expect=9)
            self.run("verify", forged, "--orders", self.orders, expect=5)
            forged.unlink()

    def read_other_files(self) -> None:
        """The same orders in other kinds of files."""
        for suffix, text in as_other_files(self.orders.read_text("utf-8")).items():
            other = self.top / f"other{suffix}"
            other.write_text(text, "utf-8")
            told = ("--delimiter", ";") if suffix == ".txt" else ()
            self.run("check", other, *told, "--rejects", f"other{suffix}.rejects.csv", expect=10)
            self.run("check", other, *told, "--json", expect=10)
            self.run("orders", "detect", other, *told, "--json", expect=0)
            self.run("print", other, *told, "-o", "other.pdf", "-v", "--again", "torn", expect=10)
            self.run("verify", "labels.pdf", "--orders", other, *told, expect=0)
            other.unlink()

    def mistake_the_orders_for_something_else(self) -> None:
        run, orders = self.run, self.orders
        statuses = {
            "--policy": 3,
            "--sender": 3,
            "--template": 6,
            "--profile": 3,
            "--journal": 9,
            "--seal-to": 3,
        }
        for option, status in statuses.items():
            wrong = self.top / f"orders{'.toml' if status != 9 else '.db'}"
            wrong.write_bytes(orders.read_bytes())
            value = f"*={wrong}" if option == "--seal-to" else wrong
            run("print", orders, "-o", "none.pdf", "-v", option, value, expect=status)
            wrong.unlink()
        run("verify", orders, "--orders", orders, expect=3)
        run("preview", orders, "-o", "dots", expect=3)
        run("reprint", "--pdf", orders, *PAGES, expect=3)
        run("audit", "verify", "--journal", orders, expect=9)

    def verify(self) -> None:
        self.run("verify", "labels.pdf", "--orders", self.orders, expect=0)
        self.run("verify", "labels.pdf", "--json", expect=0)
        leak = self.folder / "leak.pdf"
        leaking(leak)
        self.run("verify", leak, "--orders", self.orders, expect=5)
        self.run("verify", leak, "--json", expect=5)
        leak.unlink()

    def unseal(self) -> None:
        text = codes(next(iter(one_bit_pages(self.folder / "labels.pdf"))))["QRCode"][0]
        unseal = ("unseal", "--passphrase-file", self.secret, "-n")
        self.run(*unseal, CANARIES[1].number, expect=5, stdin=text.encode())
        self.run(*unseal, CANARIES[0].phone, expect=5, stdin=text.encode())
        self.run(*unseal, CANARIES[0].number, expect=5, stdin=text[:-9].encode())
        # The one command that is there to tell: what it tells is checked here and not searched.
        done = started(*unseal, CANARIES[0].number, stdin=text.encode(), **self.house)
        assert CANARIES[0].phone in done.stdout.decode() and done.stderr == b""

    def ask(self) -> None:
        """Find, and name people where numbers belong."""
        run = self.run
        run("find", "--phone", "-", expect=0, stdin=CANARIES[0].phone.encode())
        run("find", "--phone", "-", expect=0, stdin=f"0595 {CANARIES[1].line}".encode())
        run("find", "--phone", "-", expect=0, stdin=CANARIES[1].sender_phone.encode())
        run("find", "--phone", "-", expect=9, stdin=BAD.phone.encode())
        run("find", "--order", "-", expect=9, stdin=BAD.name.encode())
        run("find", "--repeated", "--json", expect=0)
        for words in ("void --reason lost", "journal approve", "journal show", "erase --number"):
            run(*words.split(), BAD.phone, expect=9)
            run(*words.split(), BAD.name, expect=9)
        run("void", CANARIES[2].number, "--reason", f"找{BAD.phone}", expect=9)
        run("template", "preview", "gbt-76x130", "-o", "look.png", "--number", BAD.phone, expect=9)

    def erase_and_report(self) -> None:
        run, erase = self.run, ("erase", "--phone", "-", "--reason")
        run("erase", "--number", CANARIES[3].number, "--reason", "request", expect=0)
        run(*erase, "request", expect=0, stdin=CANARIES[5].sender_phone.encode())
        run(*erase, f"找{BAD.phone}", expect=9, stdin=CANARIES[4].phone.encode())
        for words in (
            "purge --older-than 90d", "journal export --csv", "audit export", "report", "doctor", "journal list",
            f"journal show {CANARIES[0].number}", "audit verify",
        ):  # fmt: skip
            run(*words.split(), expect=0)

    def kill(self) -> None:
        """A run killed outright while it prints: what it leaves behind is searched like everything else."""
        many = self.top / "many.csv"
        rows = [CANARIES[index % COUNT].row(number=f"JT8{index:012d}") for index in range(6000)]
        many.write_text(HEAD + "".join(rows), "utf-8")
        output = self.folder / "killed.pdf"
        process = subprocess.Popen(
            [sys.executable, "-m", "waybill", "print", str(many), "-o", str(output), "--jobs", "2", "-v"],
            env=os.environ | self.house, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < deadline:
                parts = [path for path in self.folder.iterdir() if "killed" in path.name]
                if (
                    any(path.stat().st_size > 0 for path in parts)
                    and (self.folder / "journal.db-wal").exists()
                ):
                    break
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert process.returncode == -signal.SIGKILL, "it was killed while it worked"
        assert not output.exists()
        many.unlink()


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


def leaking(path: Path) -> None:
    """Another program's label that tells everything."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    canary = CANARIES[1]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(300, 200))
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(20, 100, f"{canary.number} {canary.name} {canary.phone} {canary.room}")
    canvas.save()
