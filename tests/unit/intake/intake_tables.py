"""Tables for the intake tests: an ordinary row, changed cell by cell; written in any encoding; read back whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from waybill.intake import Note, Options, Order, Reject, RejectsFile, Source, open_sources, read_chunk

COLUMNS = {
    "订单号": "20260000000000{:04d}7",
    "运单号": "JT{:013d}",
    "快递公司": "极兔速递",
    "收件人": "林龙旭",
    "收件人手机": "15089606268",
    "省": "福建省",
    "市": "泉州市",
    "区": "晋江市",
    "详细地址": "长江西路737号山门府43栋3单元1202室",
    "寄件人": "徐永",
    "寄件人手机": "18883948814",
    "寄件地址": "贵州省贵阳市观山湖区胜利街1938号",
    "商品": "保温杯",
    "件数": "1",
    "重量kg": "6.55",
    "三段码": "058-E06 105",
    "备注": "易碎品",
}
HEADER = list(COLUMNS)


def row(number: int = 1, **changes: str) -> list[str]:
    """An ordinary row, some of its cells changed by column name."""
    cells = {name: value.format(number) for name, value in COLUMNS.items()}
    assert not changes.keys() - cells.keys()
    return list((cells | changes).values())


def text(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Rows as a text file writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


class Read(NamedTuple):
    """A file read whole."""

    source: Source
    orders: list[Order]
    rejects: list[Reject]
    skipped: int
    notes: list[Note]

    def codes(self) -> list[tuple[str, ...]]:
        """The codes of each reject."""
        return [tuple(problem.code for problem in reject.problems) for reject in self.rejects]


def write_rejects(path: Path, columns: Sequence[str], rejects: Iterable[Reject], file: str = "o.csv") -> None:
    """All rejects of one order file."""
    out = RejectsFile(path, columns)
    for reject in rejects:
        out.write(reject, file)
    out.close()


def open_source(path: str, *, stdin: BinaryIO | None = None, **options: Any) -> Source:
    """The first table of an order file; ``-`` reads ``stdin``."""
    return next(open_sources([path], Options(**options), stdin=stdin))


def take(source: Source, rows_per_chunk: int = 256) -> Read:
    """Everything of a source."""
    read = Read(source, [], [], 0, [])
    skipped = 0
    for chunk in source.chunks(rows_per_chunk):
        part = read_chunk(source.layout, chunk)
        read.orders.extend(part.orders)
        read.rejects.extend(part.rejects)
        read.notes.extend(part.notes)
        skipped += part.skipped
    return read._replace(skipped=skipped)


def read(
    folder: Path, content: str | bytes | Iterable[Sequence[str]], codec: str = "utf-8", **options: Any
) -> Read:
    """Write content as a file and read it."""
    if not isinstance(content, str | bytes):
        content = text(content)
    path = folder / "orders.csv"
    path.write_bytes(content.encode(codec) if isinstance(content, str) else content)
    return take(open_source(str(path), **options))
