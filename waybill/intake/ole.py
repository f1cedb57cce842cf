"""OLE compound files, in which old XLS workbooks live ([MS-CFB]): their chains are checked before a reader follows
them.

A file is cut into sectors; a table (FAT) tells of each sector which one follows it.  A chain that turns back on
itself, or a size that no chain has, lets a reader ask for memory until the machine has none.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from struct import unpack_from
from typing import BinaryIO

from waybill.errors import InputError, Where

_HEADER = 512
_ENTRY = 128
"""Bytes of a directory entry."""
_DIFAT_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Greater numbers are no sectors: end of chain, free, used by a table."""
_END = 0xFFFFFFFE
_STREAM, _ROOT = 2, 5
_MINI_CUTOFF = 4096
"""Shorter streams are kept in the mini stream, in sectors of 64 bytes with a table of their own."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a workbook with a password lies ([MS-OFFCRYPTO])."""
_MINI_SECTOR = 64


class _BrokenError(Exception):
    """A table or chain that can't be followed."""


class _EncryptedError(Exception):
    """A workbook that opens with a password only."""


def locked(name: str) -> InputError:
    """What is said of a workbook that has a password."""
    return InputError("INTAKE-SHEET", where=Where(name), what="it has a password")


def check_ole(stream: BinaryIO, name: str) -> None:
    """Raises ``INTAKE-SHEET`` for a file whose tables or chains are broken, or that has a password."""
    try:
        _Tables(stream).check()
    except _EncryptedError:
        raise locked(name) from None
    except _BrokenError as error:
        raise InputError(
            "INTAKE-SHEET", where=Where(name), what=str(error), what_zh="文件不完整或已损坏"
        ) from None


class _Tables:
    """The tables of one file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._size = stream.seek(0, 2)
        stream.seek(0)
        self._header = stream.read(_HEADER)
        if len(self._header) < _HEADER:
            raise _BrokenError("cut off")
        shift = unpack_from("<H", self._header, 30)[0]
        if shift not in (9, 12):
            raise _BrokenError("sector size")
        self._sector = 1 << shift
        self._fat = self._table(self._fat_sectors())

    def check(self) -> None:
        """Follow the chain of every stream, and of the tables themselves."""
        directory, mini_fat = unpack_from("<I", self._header, 48)[0], unpack_from("<I", self._header, 60)[0]
        mini = self._table(self._chain(self._fat, mini_fat)) if mini_fat < _LAST_SECTOR else array("I")
        size_format = "<II" if self._sector == _HEADER else "<IQ"  # only version 4 has sizes of 64 bits
        left = len(self._fat) + len(mini)
        for sector in self._chain(self._fat, directory):
            entries = self._read(sector)
            for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
                if entries.startswith(_ENCRYPTED, at):
                    raise _EncryptedError
                kind, start, size = entries[at + 66], *unpack_from(size_format, entries, at + 116)
                if kind in (_STREAM, _ROOT) and size:
                    in_mini = kind == _STREAM and size < _MINI_CUTOFF
                    chain = self._chain(mini if in_mini else self._fat, start)
                    if size > len(chain) * (_MINI_SECTOR if in_mini else self._sector):
                        raise _BrokenError("stream size")
                    left -= len(chain)
                    if left < 0:  # no sector is of two streams
                        raise _BrokenError("sector chain")

    def _read(self, sector: int) -> bytes:
        # Sector 0 stands behind the header, which takes a whole sector.
        self._stream.seek((sector + 1) * self._sector)
        data = self._stream.read(self._sector)
        if sector >= _LAST_SECTOR or not data:
            raise _BrokenError("sector number")
        return data.ljust(self._sector, b"\0")

    def _table(self, sectors: Sequence[int]) -> array[int]:
        table = array("I", b"".join(map(self._read, sectors)))
        if sys.byteorder == "big":
            table.byteswap()
        return table

    def _fat_sectors(self) -> list[int]:
        """Where the FAT itself is: up to 109 sectors in the header, more in a chain of sectors of their own."""
        found = list(unpack_from(f"<{_DIFAT_IN_HEADER}I", self._header, 76))
        following, most = unpack_from("<I", self._header, 68)[0], self._size // self._sector
        while following < _LAST_SECTOR:
            *sectors, following = self._table([following])
            found += sectors
            if len(found) > most + _DIFAT_IN_HEADER + self._sector:
                raise _BrokenError("sector chain")
        return [sector for sector in found if sector < _LAST_SECTOR]

    def _chain(self, table: Sequence[int], start: int) -> list[int]:
        """The sectors of a chain.  A chain longer than its table turns back on itself."""
        chain: list[int] = []
        while start < _LAST_SECTOR:
            if start >= len(table) or len(chain) > len(table):
                raise _BrokenError("sector chain")
            chain.append(start)
            start = table[start]
        if start != _END:
            raise _BrokenError("sector chain")
        return chain
