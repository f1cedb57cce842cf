"""Fuzzing of intake: files mutated at byte and cell level, for as long as one likes.

    python tests/fuzz_intake.py --minutes 10

Whatever a file holds, intake must end with orders, rejects and skipped rows that add up, or with an InputError; never
with another exception, a hang, or a full memory.  The short run in the test suite uses :func:`trial` too.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import resource
import sys
import time
import zipfile
from pathlib import Path

from waybill.errors import InputError
from waybill.intake import open_sources, read_chunk
from waybill.intake.reading import records

SAMPLES = Path(__file__).parent / "samples"
TOKENS = [
    b'"', b'""', b",", b"\n", b"\r", b"\r\n", b"\t", b";", b"|", b"\x00", b"'", b'="', b"=", b"\xff", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\x81", b"\xe4\xb8", b"#1##", b"$$", b"~1~", b"1.38E+10", b"#N/A", b"*" * 8, b"\xe2\x80\x8b", b"\x1a",
    b"sep=;\n", b"9" * 40, b'"' * 9, b"," * 50, b"\n" * 50, b"x" * 5000, "合计".encode(), "运单号,收件人".encode(),
    "\n收件人,收件人手机,运单号,详细地址\n".encode(), "\n收件人,运单号,电话,地址\n".encode("gb18030"),
    "锟斤拷".encode(), "０１２".encode(), b"\x1f\x8b", b"PK\x03\x04",
]  # fmt: skip


class OneShot(io.BytesIO):
    """A pipe: it can't be rewound."""

    def seekable(self) -> bool:
        return False


def seeds() -> list[bytes]:
    """The sample files, cut short, in several encodings and packings."""
    found: list[bytes] = []
    for path in sorted(SAMPLES.glob("*.csv")):
        content = b"".join(path.read_bytes().splitlines(keepends=True)[:6])
        found.append(content)
        text = content.decode("gb18030" if "gbk" in path.name else "utf-8-sig")
        found += [text.encode("utf-16"), text.encode("gb18030"), text.replace(",", "\t").encode()]
    found += [gzip.compress(found[0]), workbook(), b"", b"\n", b'"']
    return found


def workbook() -> bytes:
    """A small XLSX."""
    import csv

    import openpyxl

    book = openpyxl.Workbook()
    with (SAMPLES / "orders_plain.csv").open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file)):
            book.active.append(cells)  # type: ignore[union-attr]
            if number == 6:
                break
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mutate(content: bytes, rng: random.Random) -> bytes:
    """One to six changes: bytes flipped, cut out, doubled, swapped; telling pieces put in; parts of a ZIP damaged."""
    if content.startswith(b"PK") and rng.random() < 0.7:
        return _mutate_zip(content, rng)
    data = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice([1, 1, 2, 8, 64, 512]))
        choice = rng.randrange(6)
        if choice == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif choice == 1:
            del data[at:end]
        elif choice == 2:
            data[at:at] = data[at:end] * rng.choice([1, 2, 20])
        elif choice == 3:
            data[at:end] = bytes(reversed(data[at:end]))
        else:
            data[at:at] = rng.choice(TOKENS)
    return bytes(data)


def _mutate_zip(content: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    victim = rng.choice(sorted(parts))
    if rng.random() < 0.1:
        del parts[victim]
    else:
        changed = mutate(b" " + parts[victim], rng)
        parts[victim] = changed.replace(b'r="A', rng.choice([b'r="XFD', b'r="A', b'r="', b'r="A99999']), 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def trial(content: bytes, rows_per_chunk: int = 3) -> str:
    """Read a file from a pipe; "orders", or the InputError's code.  Raises AssertionError where counts don't add up."""
    try:
        for source in open_sources(["-"], stdin=OneShot(content)):
            for chunk in source.chunks(rows_per_chunk):
                rows = read_chunk(source.layout, chunk)
                found = sum(1 for _ in records(source.layout, chunk))
                assert found == len(rows.orders) + len(rows.rejects) + rows.skipped
                for order in rows.orders:
                    assert order.waybill_no.isascii() and order.recipient.name and order.recipient.phone
                    assert "\x00" not in order.recipient.name + order.recipient.address + order.remark
                for reject in rows.rejects:
                    assert reject.problems
                    for problem in reject.problems:
                        assert problem.text("en") != problem.code
    except InputError as error:
        assert error.text("en")
        return error.code
    return "orders"


def main() -> None:
    """Fuzz until the time is over; tell what was seen; stop at the first finding and leave its file behind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, corpus = random.Random(options.seed), seeds()
    seen: dict[str, int] = {}
    slowest, count = (0.0, 0, ""), 0
    end = time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        content = mutate(rng.choice(corpus), rng)
        begin = time.perf_counter()
        try:
            told = trial(content, rng.choice([1, 3, 256]))
        except BaseException:
            Path("fuzz-finding.bin").write_bytes(content)
            raise
        slowest = max(slowest, (time.perf_counter() - begin, len(content), told))
        seen[told] = seen.get(told, 0) + 1
        count += 1
        if told == "orders" and rng.random() < 0.01 and len(content) < 50_000:
            corpus.append(content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{count} files, slowest {slowest}, peak {peak} MB, {dict(sorted(seen.items()))}\n")


if __name__ == "__main__":
    main()
