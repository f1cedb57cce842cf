"""How many addresses a second, beside the libraries people use today.

Run by hand: ``python -m tests.benchmark.addresses [rounds]``.  Prints addresses per second of one core for ``parse``
(components, spans, masked text) and for ``for_label``; and the ratio to cnloc, cpca and jionlp where they are
installed (those find province, city and district only; they mask nothing).
"""

from __future__ import annotations

import csv
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1]


def addresses() -> list[str]:
    rows = (TESTS / "vectors" / "addresses.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(row)["raw"] for row in rows]
    with (TESTS / "samples" / "orders_plain.csv").open(encoding="utf-8-sig", newline="") as file:
        texts += [row["省"] + row["市"] + row["区"] + row["详细地址"] for row in csv.DictReader(file)]
    return texts


Reader = Callable[[list[str]], object]


def rate(read: Reader, texts: list[str], rounds: int) -> float:
    """Addresses a second, best of ``rounds``; the first pass warms up and is not counted."""
    best = 0.0
    for turn in range(rounds + 1):
        start = time.process_time()
        read(texts)
        if turn:
            best = max(best, len(texts) / (time.process_time() - start))
    return best


def others() -> dict[str, Reader]:
    """Readers of the other libraries that are installed; those that take many addresses at once get them so."""
    found: dict[str, Reader] = {}
    for module, call in (("cpca", "transform"), ("cnloc", "getlocation"), ("jionlp", "parse_location")):
        try:
            function = getattr(importlib.import_module(module), call)
        except ImportError:
            continue
        found[module] = function if module != "jionlp" else _each(function)
    return found


def _each(read: Callable[..., object]) -> Reader:
    return lambda texts: [read(text) for text in texts]


def main() -> None:
    from waybill.address.parse import for_label, parse

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    texts = addresses()
    ours = rate(_each(parse), texts, rounds)
    sys.stdout.write(f"waybill parse      {ours:10.0f} addresses/s  ({1e6 / ours:.1f} us)\n")
    label = rate(_each(lambda text: for_label("", "", "", "", text)), texts, rounds)
    sys.stdout.write(f"waybill for_label  {label:10.0f} addresses/s  ({1e6 / label:.1f} us)\n")
    for name, read in others().items():
        theirs = rate(read, texts, 1)
        sys.stdout.write(
            f"{name:18} {theirs:10.0f} addresses/s  waybill is {ours / theirs:.1f} times as fast\n"
        )


if __name__ == "__main__":
    main()
