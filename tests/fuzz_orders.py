"""Print fuzzed orders and read them back: ``python tests/fuzz_orders.py [ORDERS] [FIRST_SEED]``, by hand.

Orders of all shapes (tests/property/fuzzed_orders.py) go through ``print`` in files of 500; ``verify`` looks at every page
with the orders at hand and without them.  Tells what it finds as it goes, and the totals; ends with 1 where anything
was found.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "property"))

from fuzzed_orders import orders  # noqa: E402

from waybill.pipeline import PrintJob, print_labels  # noqa: E402
from waybill.verify import secrets_of_files, verify_pdf  # noqa: E402

FILE = 500


def one_file(count: int, seed: int) -> tuple[int, list[str]]:
    """Labels printed of one file of so many orders, and what verification found on them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "orders.csv").write_text(orders(seed, count), "utf-8")
        job = PrintJob(
            orders=(str(folder / "orders.csv"),), output=str(folder / "labels.pdf"), journal=str(folder / "journal.db"),
            keys=folder / "keys",
        )  # fmt: skip
        printed = print_labels(job, clock=lambda: datetime(2026, 11, 23, 10, 0, tzinfo=UTC)).printed
        book = secrets_of_files([str(folder / "orders.csv")])
        found = [
            f"seed {seed}, {'with' if secrets else 'without'} the orders: {finding}"
            for secrets in (book, None)
            for finding in verify_pdf(folder / "labels.pdf", secrets=secrets).findings
        ]
    return printed, found


def main() -> None:
    """Run the campaign on two processes: those of an executor, because verification starts processes of its own."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    printed = findings = 0
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        work = partial(one_file, min(count, FILE))
        for labels, found in pool.map(work, range(first, first + -(-count // FILE))):
            printed += labels
            findings += len(found)
            for line in found:
                print(line, flush=True)
    print(f"{count} orders, {printed} labels, {findings} findings")
    raise SystemExit(1 if findings else 0)


if __name__ == "__main__":
    main()
