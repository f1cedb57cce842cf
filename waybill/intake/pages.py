"""The text of web pages and XML workbooks in pieces: encoding found, size watched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator
from typing import NamedTuple

from waybill.errors import InputError, Where
from waybill.intake.encoding import Encoding, blocks_of, detect
from waybill.intake.limits import PAGE_BYTES, refuse
from waybill.intake.opening import CHANGED, Opener
from waybill.patterns import late_pattern

_TELLS_BIG5 = late_pattern(rb"""(?:charset|encoding)\s*=\s*["']?\s*(?:big5|cp950)""", re.I)
_BEGIN = 1 << 16
"""Within so many bytes a page tells what it is written in."""


class Page(NamedTuple):
    """A file that is a page or XML."""

    head: bytes
    open: Opener
    once: bool
    """Whether it can be opened once only."""
    encoding: str | None
    """As it was asked for."""
    name: str

    def text(self) -> Generator[str, None, None]:
        """The decoded text in pieces.  Raises InputError for what can't be read."""
        encoding = self._encoding()
        decoder, size = codecs.getincrementaldecoder(encoding.codec)("strict"), 0
        stream = self.open()
        try:
            for block in blocks_of(stream, encoding, self.name, check=self.once):
                size += len(block)
                if size > PAGE_BYTES:
                    raise refuse("bytes of a web page", PAGE_BYTES, self.name)
                yield decoder.decode(block)
        except UnicodeDecodeError:  # every byte was looked at before
            raise InputError("INTAKE-UNREADABLE", where=Where(self.name), reason=CHANGED) from None
        finally:
            stream.close()

    def _encoding(self) -> Encoding:
        """By its bytes, as pages that say GB2312 often are UTF-8; Big5 where they say so and are no UTF-8."""
        reopen = None if self.once else self.open
        big5 = self.encoding is None and _TELLS_BIG5.search(self.head, 0, _BEGIN) is not None
        try:
            found = detect(self.head, reopen, self.encoding, self.name)
        except InputError:
            if not big5:
                raise
            return detect(self.head, reopen, "big5", self.name)
        return detect(self.head, reopen, "big5", self.name) if big5 and found.codec == "gb18030" else found

    def broken(self) -> InputError:
        """The error for one that ends too soon or can't be followed."""
        what, what_zh = "the file is incomplete or damaged", "文件不完整或已损坏"
        return InputError("INTAKE-SHEET", where=Where(self.name), what=what, what_zh=what_zh)

    def without_tables(self, kind: str) -> InputError:
        """The error for one that has no table."""
        return InputError("INTAKE-DOCUMENT", where=Where(self.name), kind=kind)
