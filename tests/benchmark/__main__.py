"""``python -m tests.benchmark [--labels N] [--rounds N]``: what ``waybill print`` costs beside other routes.

All are run as processes, in turns, on the same seeded orders with everything switched on for Waybill (journal, rejects,
sealing to a carrier's key).  One table: labels per second (median, min-max), peak memory, bytes a label, ratios.  Then
cold starts: what a user waits for one label.  ``--verify N`` reads N random pages of the output back.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from compileall import compile_dir
from pathlib import Path
from typing import NamedTuple

import waybill
from tests.benchmark.orders import write_orders

HERE = Path(__file__).parent
PASSPHRASE = "a passphrase for the benchmark only"


class Memory(NamedTuple):
    """Resident megabytes of all processes of a route together."""

    shared_once: float
    """Pages that several processes share counted once (PSS)."""
    each: float
    """Counted in each process (RSS)."""


class Figure(NamedTuple):
    """One run of one route."""

    seconds: float
    peak: Memory
    bytes_per_label: float


def timed(command: list[str], pdf: Path, labels: int, environment: dict[str, str]) -> Figure:
    """Run a route as a process; wall time, the largest memory of all its processes together, bytes."""
    pdf.unlink(missing_ok=True)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = Memory(0, 0)
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.1):
            peak = Memory(*map(max, peak, memory_mb(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(
            f"{command}: exit {process.returncode}\n{process.stderr.read().decode() if process.stderr else ''}"
        )
    return Figure(seconds, peak, pdf.stat().st_size / labels)


def memory_mb(pid: int) -> Memory:
    """Resident memory of a process and its children."""
    total = {"Pss:": 0.0, "Rss:": 0.0}
    for each in [pid, *children(pid)]:
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        for kind, size in (line.split()[:2] for line in lines if line[:4] in total):
            total[kind] += int(size) / 1024
    return Memory(total["Pss:"], total["Rss:"])


def children(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    try:
        found = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*found, *(each for child in found for each in children(child))]


def waybill_route(
    folder: Path, orders: Path, jobs: int, *flags: str
) -> tuple[list[str], Path, dict[str, str]]:
    """The command for ``waybill print`` with a new journal."""
    pdf = folder / "waybill.pdf"
    for old in folder.glob("journal.db*"):
        old.unlink()
    command = [
        sys.executable, "-m", "waybill", "print", str(orders), "-o", str(pdf), "--quiet", "--jobs", str(jobs),
        "--seal-to", f"*={folder / 'carrier.pub.pem'}", *flags,
    ]  # fmt: skip
    return command, pdf, {"WAYBILL_JOURNAL": str(folder / "journal.db"), "WAYBILL_KEYS": str(folder / "keys")}


def other_route(
    module: str, folder: Path, orders: Path, *arguments: str
) -> tuple[list[str], Path, dict[str, str]]:
    """The command for another route."""
    pdf = folder / f"{module}.pdf"
    return [sys.executable, str(HERE / f"{module}.py"), str(orders), str(pdf), *arguments], pdf, {}


def prepare(folder: Path, labels: int) -> Path:
    """Orders, a carrier's key, and the package's byte code, which an installation makes and a checkout may lack."""
    compile_dir(Path(waybill.__file__).parent, quiet=1)
    orders = folder / "orders.csv"
    write_orders(orders, labels)
    phrase = folder / "passphrase"
    phrase.write_text(PASSPHRASE)
    phrase.chmod(0o600)
    environment = os.environ | {"WAYBILL_KEYS": str(folder / "keys")}
    keys = [sys.executable, "-m", "waybill", "keys"]
    subprocess.run(
        [*keys, "new", "carrier", "--passphrase-file", str(phrase)],
        env=environment,
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [*keys, "export", "carrier", "-o", str(folder / "carrier.pub.pem")], env=environment, check=True
    )
    return orders


def main() -> None:
    """Run all routes in turns and print the table."""
    reader = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    reader.add_argument("--labels", type=int, default=10_000)
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--slow-labels", type=int, default=1_000, help="labels for the slow routes")
    reader.add_argument("--verify", type=int, default=0, metavar="N", help="pages to verify afterwards")
    reader.add_argument("--json", action="store_true")
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        orders = prepare(folder, asked.labels)
        few = folder / "few.csv"
        write_orders(few, asked.slow_labels)
        routes: dict[str, tuple[int, Callable[[], tuple[list[str], Path, dict[str, str]]]]] = {
            "waybill print, 2 processes": (asked.labels, lambda: waybill_route(folder, orders, 2)),
            "waybill print, 1 process": (asked.labels, lambda: waybill_route(folder, orders, 1)),
            "rendering limit, 2 processes": (
                asked.labels,
                lambda: other_route("limit_probe", folder, orders, "2"),
            ),
            "rendering limit, 1 process": (
                asked.labels,
                lambda: other_route("limit_probe", folder, orders, "1"),
            ),
            "finished labels, same pages, 2 processes": (
                asked.labels,
                lambda: other_route("render_labels", folder, folder / "journal.db", "2"),
            ),
            "pikepdf, direct content": (
                asked.slow_labels,
                lambda: other_route("pikepdf_overlay", folder, few),
            ),
            "reportlab + python-barcode + segno": (
                min(asked.slow_labels, 300),
                lambda: other_route("plain_reportlab", folder, few, "300"),
            ),
        }
        figures: dict[str, list[Figure]] = {name: [] for name in routes}
        for _ in range(asked.rounds):
            for name, (labels, build) in routes.items():
                command, pdf, environment = build()
                figures[name].append(timed(command, pdf, labels, environment))
        report({name: (routes[name][0], runs) for name, runs in figures.items()}, as_json=asked.json)
        cold_starts(folder, few, asked.rounds, as_json=asked.json)
        if asked.verify:
            verify(folder / "waybill.pdf", orders, min(asked.verify, asked.labels))


def cold_starts(folder: Path, orders: Path, rounds: int, *, as_json: bool) -> None:
    """Seconds from a command to its end, for one label."""
    one = folder / "one.csv"
    one.write_text("".join(orders.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    waybill = [sys.executable, "-m", "waybill"]
    out = folder / "one.pdf"
    printing, _, environment = waybill_route(folder, one, 1)
    printing[printing.index("-o") + 1] = str(out)
    number = one.read_text("utf-8").splitlines()[1].split(",")[1]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "waybill --help": [*waybill, "--help"],
        "waybill print, one row": [*printing, "--again", "benchmark"],
        "waybill reprint": [*waybill, "reprint", number, "-o", str(out), "--reason", "benchmark", "--quiet"],
    }
    figures = {}
    for name, command in commands.items():
        runs = []
        for _ in range(2 * rounds + 1):
            started = time.perf_counter()
            subprocess.run(command, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)
            runs.append(time.perf_counter() - started)
        figures[name] = round(statistics.median(runs), 3)
    if as_json:
        print(json.dumps(figures))
        return
    for name, seconds in figures.items():
        print(f"{name:42s} {seconds:9.3f} s")


def verify(pdf: Path, orders: Path, count: int) -> None:
    """Random pages read back with the orders at hand, and without them."""
    from waybill.verify import secrets_of_files, verify_pdf

    book = secrets_of_files([str(orders)])
    total = verify_pdf(pdf, secrets=book, pages=[1]).pages
    pages = sorted(random.Random(count).sample(range(1, total + 1), count))
    for secrets in (book, None):
        findings = verify_pdf(pdf, secrets=secrets, pages=pages, jobs=0).findings
        print(
            f"verify {'with' if secrets else 'without'} the orders: {count} pages, {len(findings)} findings"
        )


def report(figures: dict[str, tuple[int, list[Figure]]], *, as_json: bool) -> None:
    """The table, or one JSON object."""
    base = "waybill print, 2 processes"
    rates = {name: [labels / run.seconds for run in runs] for name, (labels, runs) in figures.items()}
    mine = statistics.median(rates[base])
    rows = {
        name: {
            "labels_per_second": round(statistics.median(rates[name])),
            "min": round(min(rates[name])),
            "max": round(max(rates[name])),
            "peak_mb": round(max(run.peak.shared_once for run in runs)),
            "peak_rss_mb": round(max(run.peak.each for run in runs)),
            "bytes_per_label": round(runs[-1].bytes_per_label),
            "waybill_over_it": round(mine / statistics.median(rates[name]), 3),
        }
        for name, (_, runs) in figures.items()
    }
    if as_json:
        print(json.dumps(rows))
        return
    print(
        f"{'route':42s} {'labels/s':>9s} {'min-max':>15s} {'peak MB':>8s} {'RSS MB':>7s} {'B/label':>8s} {'ratio':>7s}"
    )
    for name, row in rows.items():
        span = f"{row['min']}-{row['max']}"
        print(
            f"{name:42s} {row['labels_per_second']:>9} {span:>15s} {row['peak_mb']:>8} {row['peak_rss_mb']:>7} {row['bytes_per_label']:>8} {row['waybill_over_it']:>7}"
        )


if __name__ == "__main__":
    main()
