"""`waybill print` given what it can't use: told with the documented status, nothing harmed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "orders_plain.csv"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    lines = SAMPLE.read_bytes().splitlines(keepends=True)[:4]
    path = tmp_path / "orders.csv"
    path.write_bytes(b"".join(lines))
    return path


def run(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    """The command line through a shell in a folder of its own; its status is that of ``waybill``."""
    command = words.replace("WAYBILL", f"{sys.executable} -m waybill")
    environment = {
        **os.environ,
        "WAYBILL_JOURNAL": str(folder / "journal.sqlite"),
        "WAYBILL_KEYS": str(folder / "keys"),
        "WAYBILL_LANG": "en",
    }
    bash = shutil.which("bash") or "/bin/bash"
    return subprocess.run(
        [bash, "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        "keys export k",
        "orders new orders.csv",
        "reprint {} --reason jam",
        "print orders.csv --again jam",
        "template preview gbt-76x130",
    ],
)
def test_a_pipe_is_written_to_and_not_replaced(orders: Path, words: str) -> None:
    """As root a command would otherwise put a file in the place of /dev/null."""
    number = orders.read_text("utf-8-sig").splitlines()[1].split(",")[1]
    made = "echo one two three four > word; chmod 600 word; WAYBILL keys new k --passphrase-file word; WAYBILL print orders.csv -o a.pdf"
    done = run(
        orders.parent,
        f"{made}; mkfifo pipe; timeout 20 cat pipe > got & WAYBILL {words.format(number)} -o pipe; wait; test -p pipe && test -s got",
    )
    assert done.returncode == 0, done.stderr
    assert "pipe is a named pipe: this goes on when a program reads it" in done.stderr


@pytest.mark.parametrize("words", ["print {} -q", "print {} --dry-run", "print {} -o a.pdf"])
def test_no_word_of_a_pipe_where_nobody_waits_for_one_or_for_words(
    orders: Path, tmp_path: Path, words: str
) -> None:
    os.mkfifo(tmp_path / "labels.pdf")
    done = run(tmp_path, f"timeout 20 cat labels.pdf > /dev/null & WAYBILL {words.format(orders)}; kill %1")
    assert "named pipe" not in done.stderr


@pytest.mark.parametrize(("words", "status", "told"), [
    ("WAYBILL print orders.csv -o orders.csv", 3, "OUTPUT-INPUT"),
    ("ln -s orders.csv link.pdf; WAYBILL print orders.csv -o link.pdf", 3, "OUTPUT-INPUT"),
    ("mkdir keys; WAYBILL print orders.csv -o keys/index.key", 3, "OUTPUT-INPUT"),
    ("touch journal.sqlite; WAYBILL check orders.csv --rejects journal.sqlite", 3, "OUTPUT-INPUT"),
    ("WAYBILL print orders.csv -o journal.sqlite-wal", 3, "OUTPUT-INPUT"),
    ("ln -s elsewhere.db journal.sqlite; WAYBILL print orders.csv -o elsewhere.db-shm", 3, "OUTPUT-INPUT"),
    ("WAYBILL reprint SF1 --reason jam -o journal.sqlite-journal", 3, "OUTPUT-INPUT"),
    ("touch journal.sqlite; WAYBILL template preview gbt-76x130 -o journal.sqlite", 3, "OUTPUT-INPUT"),
    ("ln -s loop loop; WAYBILL print orders.csv -o loop --policy loop", 3, "POLICY-FILE"),
    ("mkfifo pipe; WAYBILL print orders.csv -o a.pdf --policy pipe", 3, "POLICY-FILE"),
    ("WAYBILL print orders.csv -o a.pdf --sender /dev/zero", 3, "PIPELINE-READ"),
    ("WAYBILL print orders.csv -o a.pdf --seal-to '*=/dev/zero'", 3, "KEYS-READ"),
    ("WAYBILL print orders.csv -o a.pdf --template /dev/zero", 6, "TEMPLATE-READ"),
    ("WAYBILL print orders.csv -o a.pdf --profile /dev/zero", 3, "INTAKE-PROFILE"),
    ("mkdir keys; ln -s /dev/zero keys/index.key; WAYBILL print orders.csv -o a.pdf", 5, "KEYS-FOLDER"),
    ("ln -s /dev/zero waybill.toml; WAYBILL print orders.csv -o a.pdf", 3, "CONFIG-READ"),
    ("WAYBILL print orders.csv -q -o b.pdf; WAYBILL reprint -o a.pdf --reason jam < /dev/zero", 3, "CLI-STDIN"),
    ("WAYBILL print orders.csv -q -o b.pdf; WAYBILL erase --phone - < /dev/zero", 3, "CLI-STDIN"),
    ("WAYBILL mask name < /dev/zero", 3, "CLI-STDIN"),
    ("WAYBILL check orders.csv --rejects keys/index.key", 3, "OUTPUT-WRITE"),
    ("mkdir keys; WAYBILL check orders.csv --rejects keys/index.key", 3, "OUTPUT-INPUT"),
    ("mkdir out; WAYBILL print orders.csv -o out", 3, "OUTPUT-WRITE"),
    ("WAYBILL print orders.csv -o no/such/a.pdf", 3, "OUTPUT-WRITE"),
    ("WAYBILL print orders.csv -o nofolder/", 3, "OUTPUT-WRITE"),
    ("WAYBILL print orders.csv -o ''", 2, "CLI-EMPTY"),
    ("WAYBILL print orders.csv -o - >&-", 3, "OUTPUT-WRITE"),
    ("WAYBILL print - -o a.pdf <&-", 3, "INTAKE-EMPTY"),
    ("mkfifo pipe; WAYBILL print pipe -o a.pdf", 3, "INTAKE-PIPE"),
    ("WAYBILL print orders.csv -o a.pdf --sort nope", 2, "PIPELINE-CHOICE"),
    ("WAYBILL print orders.csv -o a.pdf --on 订单号", 2, "PIPELINE-JOIN"),
    ("set -o pipefail; WAYBILL print orders.csv -o - | true", 130, ""),
])  # fmt: skip
def test_misuse_is_told_and_harms_nothing(tmp_path, orders, words, status, told):
    before = orders.read_bytes()
    done = run(tmp_path, words)
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (status, True, False), (
        done.stderr
    )
    assert orders.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_closed_standard_streams_do_not_hinder_printing(tmp_path, orders):
    assert run(tmp_path, "WAYBILL print orders.csv -o a.pdf >&- 2>&-").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_device_is_written_to_and_never_replaced(orders: Path, tmp_path: Path) -> None:
    """``-o /dev/null`` as root must not put a file in the device's place; a pipe stands for it here."""
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        done = run(tmp_path, f"WAYBILL print {orders} -o {pipe} --json")
        got = reader.communicate(timeout=30)[0]
    assert done.returncode == 0, done.stderr
    assert got.startswith(b"%PDF-1.7") and got.rstrip().endswith(b"%%EOF")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["link", "/proc/self/fd/1", "/dev/fd/1"])
def test_a_file_that_is_held_open_is_written_to_and_its_name_not_replaced(
    tmp_path: Path, orders: Path, name: str
) -> None:
    """``-o /dev/stdout > labels.pdf``: what stands there already stays before it."""
    done = run(
        tmp_path,
        f"ln -s /proc/self/fd/1 link; {{ echo before; WAYBILL print orders.csv -o {name}; }} > labels.pdf; test -L link",
    )
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "labels.pdf").read_bytes()
    assert written.startswith(b"before\n%PDF-1.7") and written.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
def test_an_answer_is_not_mixed_into_a_pdf_on_standard_output(
    tmp_path: Path, orders: Path, name: str
) -> None:
    """It took the place of the PDF's beginning."""
    done = run(tmp_path, f"WAYBILL print orders.csv -o {name} --json > labels.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert '"printed"' in done.stderr


@pytest.mark.parametrize(("words", "told"), [
    ("WAYBILL print orders.csv --seal-to x", "KEYS-SEAL-TO"),
    ("WAYBILL print orders.csv --again ' '", "PIPELINE-AGAIN"),
    ("WAYBILL print orders.csv --again ' '", "PIPELINE-AGAIN"),
    ("WAYBILL print orders.csv --sheet Sheet1", "PIPELINE-SHEET"),
    ("WAYBILL purge --older-than x", "JOURNAL-AGE"),
    ("WAYBILL purge", "JOURNAL-NO-AGE"),
    ("WAYBILL reprint --reason torn < /dev/null", "PIPELINE-NO-NUMBERS"),
    ("WAYBILL reprint --reason torn <&-", "PIPELINE-NO-NUMBERS"),
])  # fmt: skip
def test_a_wrong_command_line_is_status_2(tmp_path: Path, orders: Path, words: str, told: str) -> None:
    done = run(tmp_path, words)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "labels.pdf").exists()


def test_a_folder_whose_name_is_no_text(tmp_path: Path, orders: Path) -> None:
    """Input and output under a name with bytes that no encoding gives; found again, replaced and verified too."""
    folder = os.fsencode(tmp_path) + b"/\xff\xfe"
    Path(os.fsdecode(folder)).mkdir()
    for words in ("-o $'\\xff\\xfe/a\\xff.pdf'", "-o $'\\xff\\xfe/a\\xff.pdf' --again torn --json"):
        done = run(
            tmp_path,
            f"cp orders.csv $'\\xff\\xfe/o\\xff.csv'; WAYBILL print $'\\xff\\xfe/o\\xff.csv' {words}",
        )
        assert done.returncode == 0, done.stderr
    assert "held labels of batch 1" in done.stderr
    assert Path(os.fsdecode(folder + b"/a\xff.pdf")).read_bytes().startswith(b"%PDF")
    assert run(tmp_path, "WAYBILL audit verify && WAYBILL journal list --json").returncode == 0
