"""How much there is to do, by the sizes of files that nobody has opened yet."""

from __future__ import annotations

from pathlib import Path

from waybill.order_files import STDIN

ROWS_PER_CHUNK = 448
"""The pages of so many fit into a pipe: their worker goes on before anybody has read them."""
_BYTES_OF_A_ROW = 300
_PACKED_BYTES_OF_A_ROW = 40
_PLAIN = (".csv", ".tsv", ".txt")
_UNTOLD = 4_000
"""Rows expected of standard input, which tells no size: worth several processes, not worth what only pays for more."""


def expected_rows(paths: list[str]) -> int:
    """About how many rows there are, by the files' sizes; packed files hold more in less."""
    return sum(_rows_of(path) for path in paths)


def _rows_of(path: str) -> int:
    if path == STDIN:
        return _UNTOLD
    size = Path(path).stat().st_size if Path(path).is_file() else 0
    return size // (_BYTES_OF_A_ROW if path.lower().endswith(_PLAIN) else _PACKED_BYTES_OF_A_ROW)


def most_tasks(rows: int) -> int:
    """How many tasks about so many rows make at most: rows may be half as long as expected."""
    return 1 + 2 * rows // ROWS_PER_CHUNK
