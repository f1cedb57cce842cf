"""A batch that is killed at any moment is finished by the same command: every label exactly once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, page_texts, rows, waybill

PLAIN = SAMPLES / "orders_plain.csv"
ROUNDS = int(os.environ.get("WAYBILL_KILLS", "8"))


def start(folder: Path, *flags: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "waybill",
        "print",
        str(PLAIN),
        "-o",
        str(folder / "labels.pdf"),
        "--quiet",
        *flags,
    ]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill(process: subprocess.Popen[bytes], after: float) -> None:
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_and_resumed(number: int, house: Path) -> None:
    rng = random.Random(number)
    for _ in range(2):
        kill(start(house, "--jobs", str(rng.choice((1, 2)))), rng.uniform(0.2, 1.0))
    before = (house / "labels.pdf").exists()
    done = waybill("print", PLAIN, "-o", house / "labels.pdf", "--resume", "--json")
    assert done.returncode == 0, done.stderr.decode()
    report = json.loads(done.stdout)
    assert report["printed"] + report["skipped"] == 200
    assert (report["printed"] == 200) is not before or report["skipped"] == 200
    assert len(page_texts(house / "labels.pdf")) == 200
    assert list(house.glob(".*.part")) == [], "nothing half-written is left"
    listed = [json.loads(line) for line in waybill("journal", "export").stdout.splitlines()]
    released = [row["waybill_no"] for row in listed if row["state"] == "released"]
    assert sorted(released) == sorted(row["运单号"] for row in rows(PLAIN))
    assert waybill("audit", "verify").returncode == 0


@pytest.mark.parametrize("after", [0.1, 0.25, 0.35, 0.5])
def test_interrupt_leaves_all_or_nothing(after: float, house: Path) -> None:
    """Nothing of the batch, or, where the signal came when all was done, the whole of it; then the same command ends it."""
    process = start(house)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    status = process.wait(timeout=20)
    # While the interpreter itself was starting or ending: it ends by the signal, which a shell calls 130 too, or, where it
    # was looking for its packages, with 1.  On a busy machine the first wait is no longer than that.
    if status == -signal.SIGINT or (status == 1 and list(house.iterdir()) == []):
        status = 130
    assert status in (130, 0)
    assert list(house.glob(".*.part")) == []
    whole = (house / "labels.pdf").exists()
    assert whole or status == 130
    if whole:
        assert len(page_texts(house / "labels.pdf")) == 200
    report = json.loads(waybill("print", PLAIN, "-o", house / "labels.pdf", "--json").stdout)
    assert (report["printed"], report["duplicates"]) == ((0, 200) if whole else (200, 0))
    assert waybill("audit", "verify").returncode == 0


def test_the_same_command_twice_prints_nothing_twice(house: Path) -> None:
    assert waybill("print", PLAIN, "-o", house / "labels.pdf", "--quiet").returncode == 0
    first = (house / "labels.pdf").read_bytes()
    done = waybill("print", PLAIN, "-o", house / "labels.pdf", "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["printed"], report["duplicates"]) == (0, 0, 200)
    assert (house / "labels.pdf").read_bytes() == first


def test_again_is_a_reprint_with_its_mark(house: Path) -> None:
    assert waybill("print", PLAIN, "-o", house / "labels.pdf", "--quiet").returncode == 0
    done = waybill("print", PLAIN, "-o", house / "again.pdf", "--again", "roll lost", "--json")
    assert json.loads(done.stdout)["printed"] == 200
    texts = page_texts(house / "again.pdf")
    assert len(texts) == 200 and all("补打 1" in text for text in texts)


def test_a_full_disk_is_told_and_nothing_is_lost(house: Path) -> None:
    limited = (
        f"ulimit -f 150; exec {sys.executable} -m waybill print {PLAIN} -o {house / 'labels.pdf'} --quiet"
    )
    done = subprocess.run(
        ["bash", "-c", limited], capture_output=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    assert done.returncode in (3, 9, 153, -signal.SIGXFSZ), done.stderr.decode()
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert not (house / "labels.pdf").exists()
    done = waybill("print", PLAIN, "-o", house / "labels.pdf", "--json")
    assert json.loads(done.stdout)["printed"] == 200
