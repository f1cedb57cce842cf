"""The sealed code from key to courier: keys made, labels printed, scanned off the page, unsealed, written down."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, codes, house_of, join, one_bit_pages, page_texts, rows, waybill

from waybill.deidentify import unseal as unsealing
from waybill.deidentify.public_keys import read_public
from waybill.deidentify.seal import HpkeSealer
from waybill.deidentify.seal_keys import read_private
from waybill.deidentify.sealing_protocol import SealFields

PLAIN = SAMPLES / "orders_plain.csv"
PASSPHRASE = "correct horse battery"
COUNT = 60


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two carriers' keys, and labels printed for one of them and for all others; the orders are gone afterwards."""
    folder = tmp_path_factory.mktemp("shop")
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    secret.chmod(0o600)
    house = house_of(folder)
    for name in ("jitu", "others"):
        done = waybill("keys", "new", name, "--passphrase-file", secret, "--json", **house)
        assert done.returncode == 0, done.stderr.decode()
    orders = folder / "orders.csv"
    orders.write_bytes(b"".join(PLAIN.read_bytes().splitlines(keepends=True)[: COUNT + 1]))
    for name in ("jitu", "others"):
        done = waybill("keys", "export", name, "-o", folder / f"{name}.pub.pem", **house)
        assert done.returncode == 0, done.stderr.decode()
    done = waybill(
        "print", orders, "-o", folder / "labels.pdf", "--json", "--seal-to", f"极兔速递={folder / 'jitu.pub.pem'}",
        "--seal-to", f"*={folder / 'others.pub.pem'}", **house,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    report = json.loads(done.stdout)
    assert report["printed"] == COUNT and report["notes"] == []
    orders.unlink()
    return folder


@pytest.fixture(scope="module")
def scanned(shop: Path) -> list[str]:
    """Each page's sealed code as a scanner at 203 dpi types it."""
    return [codes(page)["QRCode"][0] for page in one_bit_pages(shop / "labels.pdf")]


def test_scanned_labels_unseal_to_their_rows(
    shop: Path, scanned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {
        name: read_private(shop / "keys" / f"{name}.key.pem", PASSPHRASE.encode())
        for name in ("jitu", "others")
    }
    monkeypatch.setattr(unsealing, "read_private", lambda path, _: keys[path.name.removesuffix(".key.pem")])
    used = set()
    for row, text in zip(rows(PLAIN)[:COUNT], scanned, strict=True):
        code = unsealing.read_code(text, shop / "keys")
        used.add((row["快递公司"] == "极兔速递", code.key_file.name))
        fields = unsealing.unseal(code, row["运单号"], b"", date(2026, 11, 23))
        assert (fields.name, fields.phone) == (row["收件人"], row["收件人手机"])
        assert (
            fields.address
            == row["省"] + (row["市"] if row["市"] != row["省"] else "") + row["区"] + row["详细地址"]
        )
        if row["经度"]:
            assert len(fields.address_code) > 15
    assert used == {(True, "jitu.key.pem"), (False, "others.key.pem")}


def test_a_typical_order_has_230_characters(scanned: list[str]) -> None:
    lengths = sorted(map(len, scanned))
    assert set(lengths) <= {230, 296, 392}
    assert lengths.count(230) >= 0.9 * COUNT


def test_unseal_as_json_and_text(shop: Path, scanned: list[str]) -> None:
    row = rows(PLAIN)[0]
    for arguments, stdin in ((["-"], scanned[0]), ([], scanned[0] + "\r\n"), ([scanned[0]], "")):
        done = waybill(
            "unseal", "--number", row["运单号"].lower(), "--passphrase-file", shop / "passphrase", "--json", *arguments,
            stdin=stdin.encode(), **house_of(shop),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        fields = json.loads(done.stdout)
        assert fields["waybill_no"] == row["运单号"]
        assert (fields["name"], fields["phone"]) == (row["收件人"], row["收件人手机"])
        assert done.stderr == b""
    done = waybill(
        "unseal",
        "-n",
        row["运单号"],
        "--passphrase-file",
        shop / "passphrase",
        stdin=scanned[0].encode(),
        **house_of(shop),
    )
    assert f"name: {row['收件人']}\n" in done.stdout.decode()


def test_what_a_stranger_sealed_does_not_speak_to_the_terminal(shop: Path) -> None:
    """Anyone who has the public key can seal other fields to a number."""
    seal = HpkeSealer({"*": read_public(shop / "jitu.pub.pem")}).start()
    text = seal(SealFields("林\x1b[2J\nphone: 110", "13900000000", "路", "", ""), "SF1234567890123", "")
    done = waybill(
        "unseal", "-n", "SF1234567890123", "--passphrase-file", shop / "passphrase", text, **house_of(shop)
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 6) and b"\x1b" not in done.stdout


def refuse(shop: Path, text: str, number: str, code: str, **house: str) -> str:
    done = waybill(
        "unseal",
        "--number",
        number,
        "--passphrase-file",
        shop / "passphrase",
        stdin=text.encode(),
        **(house_of(shop) | house),
    )
    assert done.returncode == 5, done.stderr.decode()
    assert done.stdout == b"" and b"Traceback" not in done.stderr
    assert code in done.stderr.decode()
    return done.stderr.decode()


def test_refusals(shop: Path, scanned: list[str], tmp_path: Path) -> None:
    first, second = (row["运单号"] for row in rows(PLAIN)[:2])
    other_parcel = refuse(shop, scanned[0], second, "SEAL-AUTHENTICATION")
    damaged = refuse(
        shop, scanned[0][:-4] + ("0" if scanned[0][-4] != "0" else "1") + scanned[0][-3:], first, "SEAL-"
    )
    assert other_parcel == damaged or "SEAL-MALFORMED" in damaged
    refuse(shop, scanned[0][:-3], first, "SEAL-MALFORMED")
    refuse(shop, first, first, "SEAL-MALFORMED")
    refuse(shop, "", first, "SEAL-MALFORMED")
    refuse(shop, scanned[0], first, "SEAL-UNKNOWN-KEY", WAYBILL_KEYS=str(tmp_path))
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase")
    wrong.chmod(0o600)
    done = waybill(
        "unseal", "-n", first, "--passphrase-file", wrong, stdin=scanned[0].encode(), **house_of(shop)
    )
    assert done.returncode == 5 and b"KEYS-PASSPHRASE:" in done.stderr


def events(folder: Path) -> list[dict[str, object]]:
    done = waybill("audit", "verify", **house_of(folder))
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    with sqlite3.connect(folder / "journal.db") as book:
        return [
            {"facts": facts, "label": label}
            for facts, label in book.execute("SELECT facts, label FROM event WHERE kind = 'unseal'")
        ]


def test_every_reading_is_written_down_and_erased_with_the_label(
    tmp_path: Path, scanned: list[str], shop: Path
) -> None:
    """Granted and refused; after an erasure the journal no longer holds the number in any form it could be read from."""
    for name in ("journal.db", "passphrase"):
        (tmp_path / name).write_bytes((shop / name).read_bytes())
    (tmp_path / "passphrase").chmod(0o600)
    (tmp_path / "keys").symlink_to(shop / "keys")
    number = rows(PLAIN)[0]["运单号"]
    before = len(events(tmp_path))
    done = waybill(
        "unseal",
        "-n",
        number,
        "--passphrase-file",
        tmp_path / "passphrase",
        stdin=scanned[0].encode(),
        **house_of(tmp_path),
    )
    assert done.returncode == 0
    refuse(tmp_path, scanned[1], number, "SEAL-AUTHENTICATION")
    refuse(tmp_path, scanned[1], "13900000000", "SEAL-AUTHENTICATION")
    granted, refused, phone = events(tmp_path)[before:]
    assert '"granted":true' in str(granted["facts"]).replace(" ", "") and granted["label"] is not None
    assert "SEAL-AUTHENTICATION" in str(refused["facts"]) and refused["label"] == granted["label"]
    assert "number_hash" not in str(phone["facts"]) and phone["label"] is None, (
        "a phone typed by mistake leaves no trace"
    )
    done = waybill("erase", "--number", number, "--reason", "demand", **house_of(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    events(tmp_path)
    for path in tmp_path.glob("journal.db*"):
        assert number.encode() not in path.read_bytes(), path.name


def test_a_reading_that_the_key_store_fails_is_written_down_too(
    tmp_path: Path, scanned: list[str], shop: Path
) -> None:
    shutil.copytree(shop / "keys", tmp_path / "keys")
    shutil.copy(shop / "journal.db", tmp_path)
    (tmp_path / "keys" / "jitu.pub.pem").write_text("no key")
    before = len(events(tmp_path))
    unseal = ("unseal", "-n", rows(PLAIN)[0]["运单号"], "--passphrase-file", shop / "passphrase")
    done = waybill(*unseal, stdin=scanned[0].encode(), **house_of(tmp_path))
    assert (done.returncode, done.stdout) == (3, b"")
    (refused,) = events(tmp_path)[before:]
    assert json.loads(str(refused["facts"])) == {"code": "KEYS-NOT-PUBLIC", "granted": False}


def test_keys_commands(tmp_path: Path, shop: Path) -> None:
    house = house_of(tmp_path)
    done = waybill("keys", "new", "jitu-2026", "--passphrase-file", shop / "passphrase", **house)
    assert done.returncode == 0
    assert stat.S_IMODE((tmp_path / "keys" / "jitu-2026.key.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys" / "jitu-2026.pub.pem").stat().st_mode) == 0o644
    (told,) = [json.loads(line) for line in waybill("keys", "list", "--json", **house).stdout.splitlines()]
    assert told["name"] == "jitu-2026" and told["private"] and not told["retired"]
    shown = waybill("keys", "show", "jitu-2026", **house).stdout.decode()
    assert told["key_id"] in shown and told["fingerprint"] in shown
    exported = waybill("keys", "export", "jitu-2026", **house).stdout
    assert exported.startswith(b"-----BEGIN PUBLIC KEY-----")
    done = waybill("keys", "new", "jitu-2026", "--passphrase-file", shop / "passphrase", **house)
    assert done.returncode == 3 and b"KEYS-TAKEN" in done.stderr
    assert waybill("keys", "retire", "jitu-2026", **house).returncode == 0
    (told,) = [json.loads(line) for line in waybill("keys", "list", "--json", **house).stdout.splitlines()]
    assert told["retired"]
    public = tmp_path / "copy.pem"
    public.write_bytes(exported)
    shown = waybill("keys", "show", public, **house_of(tmp_path / "printer")).stdout.decode()
    assert told["fingerprint"] in shown and "in use" in shown, "whoever prints has the file alone"
    (file,) = [json.loads(waybill("keys", "show", public, "--json", **house).stdout)]
    assert file == told | {"name": "copy.pem", "private": False}, (
        "a key that the store knows as retired is told as that"
    )
    wrong = waybill("keys", "show", tmp_path / "keys" / "jitu-2026.key.pem", **house)
    assert (wrong.returncode, b"KEYS-NOT-PUBLIC" in wrong.stderr) == (3, True)
    (tmp_path / "jitu-2026").write_text("a file that is called like a key", "utf-8")
    assert waybill("keys", "show", "jitu-2026", cwd=tmp_path, **house).returncode == 0
    for file in (tmp_path / "keys" / "jitu-2026.pub.pem", public):
        done = waybill("print", PLAIN, "-o", tmp_path / "labels.pdf", "--seal-to", f"*={file}", **house)
        assert done.returncode == 5 and b"KEYS-RETIRED" in done.stderr
    assert not (tmp_path / "labels.pdf").exists()


def test_wrong_seal_to(tmp_path: Path) -> None:
    (tmp_path / "no-key.pem").write_text("hello")
    for value, code in (("jitu.pem", b"KEYS-SEAL-TO"), ("=x", b"KEYS-SEAL-TO"), ("A=", b"KEYS-SEAL-TO"),
                        (f"A={tmp_path / 'missing.pem'}", b"KEYS-READ"), (f"A={tmp_path / 'no-key.pem'}", b"KEYS-NOT-PUBLIC")):  # fmt: skip
        done = waybill(
            "print", PLAIN, "-o", tmp_path / "labels.pdf", "--seal-to", value, **house_of(tmp_path)
        )
        assert done.returncode == (2 if code == b"KEYS-SEAL-TO" else 3) and code in done.stderr
        assert b"Traceback" not in done.stderr and not (tmp_path / "labels.pdf").exists()


def test_without_a_key_print_says_so_once(tmp_path: Path, shop: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_bytes(b"".join(PLAIN.read_bytes().splitlines(keepends=True)[:4]))
    done = waybill("print", orders, "-o", tmp_path / "labels.pdf", **house_of(tmp_path))
    assert done.returncode == 0
    assert done.stderr.decode().count("QR code carries the waybill number only") == 1
    assert [codes(page)["QRCode"] for page in one_bit_pages(tmp_path / "labels.pdf")] == [
        [row["运单号"]] for row in rows(orders)
    ]


def test_what_is_sealed_is_not_in_the_page_or_the_journal(shop: Path) -> None:
    flat = join(page_texts(shop / "labels.pdf"))
    book = b"".join(path.read_bytes() for path in shop.glob("journal.db*"))
    for row in rows(PLAIN)[:COUNT]:
        assert row["收件人手机"] not in flat
        assert row["收件人手机"].encode() not in book and row["收件人"].encode() not in book


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[int, str]]]:
    """Run the command on a terminal of its own and answer its questions."""

    def run(*arguments: str | Path, answers: list[str], **environment: str) -> tuple[int, str]:
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(
                sys.executable,
                [sys.executable, "-m", "waybill", *map(str, arguments)],
                os.environ | environment,
            )
        told, waiting = "", list(answers)
        while True:
            ready, _, _ = select.select([terminal], [], [], 30)
            assert ready, told
            try:
                piece = os.read(terminal, 4096).decode("utf-8", "replace")
            except OSError:
                break
            if not piece:
                break
            told += piece
            while waiting and told.count(": ") > len(answers) - len(waiting):
                os.write(terminal, (waiting.pop(0) + "\n").encode())
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), told

    yield run


def test_passphrase_is_asked_for_twice_and_not_shown(
    terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    status, told = terminal("keys", "new", "jitu", answers=[PASSPHRASE, PASSPHRASE], **house_of(tmp_path))
    assert status == 0, told
    assert PASSPHRASE not in told and re.search(r"[0-9a-f]{8}  jitu", told)
    assert read_private(tmp_path / "keys" / "jitu.key.pem", PASSPHRASE.encode())


@pytest.mark.parametrize(("name", "code"), [("jitu", "KEYS-TAKEN"), ("a/b", "KEYS-NAME")])
def test_no_passphrase_is_asked_for_a_name_that_is_refused(
    terminal: Callable[..., tuple[int, str]], tmp_path: Path, name: str, code: str
) -> None:
    assert terminal("keys", "new", "jitu", answers=[PASSPHRASE] * 2, **house_of(tmp_path))[0] == 0
    status, told = terminal("keys", "new", name, answers=[], **house_of(tmp_path))
    assert status != 0 and code in told
    assert "Passphrase" not in told


def test_without_a_terminal_a_file_is_asked_for(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "waybill", "keys", "new", "jitu"],
        env=os.environ | house_of(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 2 and b"KEYS-NO-PASSPHRASE" in done.stderr
    assert not (tmp_path / "keys" / "jitu.key.pem").exists()
