"""Limits against files that are made, or broken, to exhaust the machine.  Each refusal names its limit."""

from __future__ import annotations

from waybill.errors import InputError, Where

LINE_BYTES = 1 << 20
"""A longer physical line is not an order file's."""
COLUMNS = 700
"""Platform exports have up to about 100 columns."""
UNPACKED_BYTES = 4 << 30
"""A gzip file or workbook may unpack to so much in all."""
UNPACK_RATIO = 200
"""... and to so many times its own size, from the first 64 MiB on."""
UNPACK_FREE = 64 << 20
SHEET_CELLS = 32_000_000
"""Rows x columns of a sheet, empty ones included: about 1 GB while it is read."""
SHEET_ROWS = 1 << 20
"""No spreadsheet has more."""
SHEET_ROOM = 1 << 20
"""So many cells, most of them blank, are read as they stand: about 32 MB."""
WORKBOOK_PARTS = 10_000
PAGE_BYTES = 512 << 20
"""A web page or XML is read from its beginning to its end."""
PAGE_DEPTH = 16
"""Tables of a web page that stand within one another."""
PENDING = 4 << 20
"""So many bytes at most are one tag or one comment."""
STDIN_WORKBOOK = 512 << 20
"""A workbook from a pipe is held in memory."""


def refuse(what: str, limit: int, file: str, line: int | None = None) -> InputError:
    """The error for a file that exceeds a limit."""
    return InputError("INTAKE-LIMIT", where=Where(file, line), what=what, limit=f"{limit:,}")


def check_unpacked(packed: int, unpacked: int, file: str) -> None:
    """Raises ``INTAKE-LIMIT`` for what unpacks to more than a file of orders can."""
    if unpacked > UNPACKED_BYTES:
        raise refuse("unpacked bytes", UNPACKED_BYTES, file)
    if unpacked > UNPACK_FREE and unpacked > packed * UNPACK_RATIO:
        raise refuse("unpacked bytes per packed byte", UNPACK_RATIO, file)
