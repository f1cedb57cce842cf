"""What a text file is written in: BOM, strict UTF-8, UTF-16, GB18030; Big5 only on request.  Never a guess
that garbles.

Reading is streamed: a file is scanned once in blocks before a row is read, so that a byte that fits nothing
is told with its position and nothing has been printed yet.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from waybill.errors import InputError, UsageError, Where
from waybill.intake.opening import Opener, Readable, read_up_to
from waybill.patterns import late_pattern

BLOCK = 1 << 18
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF8_BEFORE = 12  # so many bytes of good UTF-8 beyond ASCII before a bad one: a damaged UTF-8 file, not GBK
_BEYOND_ASCII = late_pattern(rb"[\x80-\xff]")
_CONTROL = late_pattern(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_DOCUMENT = late_pattern(
    rb'(?:\xef\xbb\xbf)?\s*(?:(?P<xml><\?xml|<Workbook)|(?P<mht>MIME-Version:)|<!?[a-z]|(?P<json>\{\s*["}]|\[\s*[\[{]))',
    re.I,
)
_PROLOGUE = late_pattern(r"\s*(?P<xml><\?xml\b)?(?>(?:[^<>]*\?>|<\?[^<>]*>|<!--.*?-->)\s*)*", re.I | re.S)
_ROOT = late_pattern(r"<(?:(?P<book>(?:\w+:)?Workbook\b)|(?P<html>!doctype\s+html\b|html\b)|!?[a-z])", re.I)
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"SQLite format 3",
)
_LAST_PLANE = 2
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
NAMES = {
    "utf8": "utf-8", "utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
"""Names that ``--encoding`` accepts; GBK and GB2312 are read as their superset GB18030."""


class Encoding(NamedTuple):
    """A codec's name and the length of the byte-order mark to skip."""

    codec: str
    bom: int


class Scan:
    """Strict decoding of blocks as they pass, to find the first byte that does not belong."""

    def __init__(self, codec: str, start: int = 0) -> None:
        self.codec = codec
        self.position = start
        self.lines = 0
        """Line ends before the position; before the bad byte, once there was one."""
        self._end = {"utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}.get(codec, b"\n")
        self._decoder = codecs.getincrementaldecoder(codec)("strict")

    def feed(self, block: bytes, final: bool = False) -> int | None:
        """None, or the position in the file (0 = first byte) of the first byte that is not of this
        encoding."""
        pending = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(block, final)
        except UnicodeDecodeError as error:
            self.lines += block.count(self._end, 0, max(error.start - pending, 0))
            return self.position - pending + error.start
        self.position += len(block)
        self.lines += block.count(self._end)
        return None


def named(name: str) -> str:
    """The codec for a name given by the user.  Raises UsageError ``INTAKE-ENCODING-NAME``."""
    codec = NAMES.get(name.strip().lower())
    if codec is None:
        raise UsageError("INTAKE-ENCODING-NAME", names=", ".join(NAMES))
    return codec


def by_mark(head: bytes) -> Encoding | None:
    """What a byte-order mark, or the pattern of zero bytes in UTF-16 without one, says."""
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    sample = head[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 > len(sample) and min(even, odd) * 16 <= max(even, odd):
        return Encoding("utf-16-be" if even > odd else "utf-16-le", 0)
    return None


def refuse_binary(head: bytes, file: str) -> None:
    """Raises ``INTAKE-BINARY`` for pictures, PDFs, programs and the like, ``INTAKE-ZIP`` for archives.  Zero bytes at a
    file's end, which a power cut or a copying program leaves, are no sign of one."""
    if head.startswith(_ARCHIVES):
        raise InputError("INTAKE-ZIP", where=Where(file))
    sample = head[:65536].rstrip(b"\0")
    if head.startswith(_MAGIC) or len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise InputError("INTAKE-BINARY", where=Where(file))


def refuse_utf32(head: bytes, file: str) -> None:
    """Raises ``INTAKE-UTF-32``, with a byte-order mark or without: of the four bytes of its characters
    the first is zero, and the second a plane's number."""
    sample = head[: min(len(head), 4096) & ~3]
    marked = sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE))
    orders = ((sample[3::4], sample[2::4]), (sample[::4], sample[1::4]))
    if marked or any(first and not any(first) and max(second) <= _LAST_PLANE for first, second in orders):
        raise InputError("INTAKE-UTF-32", where=Where(file))


def page_kind(head: bytes) -> str:
    """``HTML`` or ``XML`` for a file that begins like a web page or like an XML workbook (XML Spreadsheet 2003), whatever it
    is called; "" for others."""
    marked = by_mark(head[:4096])
    begin = head[marked.bom if marked else 0 : 65536].decode(marked.codec if marked else "latin-1", "ignore")
    if begin.lstrip()[:1] != "<":
        return ""
    prologue = _PROLOGUE.match(begin)
    root = _ROOT.match(begin, prologue.end()) if prologue else None
    if not prologue or not root or (prologue["xml"] and not root["book"] and not root["html"]):
        return ""
    return "XML" if root["book"] else "HTML"


def refuse_document(head: bytes, file: str) -> None:
    """Raises ``INTAKE-DOCUMENT`` for HTML, XML and JSON, which web shops name ``.xls`` or ``.csv``."""
    found = _DOCUMENT.match(head)
    if found:
        kinds = (name.upper() for name, text in found.groupdict().items() if text)
        kind = next(kinds, "HTML")
        raise InputError("INTAKE-DOCUMENT", where=Where(file), kind=kind)


def _bad(file: str, position: int, codec: str, lines: int) -> InputError:
    """The error for a byte behind so many line ends."""
    shown = {"big5hkscs": "Big5", "gb18030": "GB18030"}.get(codec, codec.upper())
    return InputError("INTAKE-ENCODING", where=Where(file, lines + 1), position=position, encoding=shown)


class _Passed(NamedTuple):
    """What a scan saw: the first bad byte's position, how many line ends and (if not many) bytes beyond ASCII before it."""

    bad: int | None
    lines: int
    beyond_ascii: int


def _scan(stream: Readable, encoding: Encoding, whole: bool) -> _Passed:
    scan, beyond = Scan(encoding.codec, len(read_up_to(stream, encoding.bom))), 0
    while block := stream.read(BLOCK):
        bad = scan.feed(block)
        if bad is not None:
            good = block[: max(bad - scan.position, 0)]
            return _Passed(bad, scan.lines, beyond + _beyond_ascii(good))
        if beyond < _UTF8_BEFORE:
            beyond += _beyond_ascii(block)
    return _Passed(scan.feed(b"", final=True) if whole else None, scan.lines, beyond)


def _beyond_ascii(block: bytes) -> int:
    """How many bytes of the block are beyond ASCII; no more than matter are looked for."""
    return sum(1 for _ in islice(_BEYOND_ASCII.finditer(block), _UTF8_BEFORE))


def detect(head: bytes, reopen: Opener | None, wanted: str | None, file: str) -> Encoding:
    """The encoding of a text file that begins with ``head``.

    ``reopen`` gives the file from its first byte again, so that all of it is checked before a row is read;
    None for a pipe, which can be read once only: there the head decides, and :func:`blocks_of` checks the
    rest. Raises InputError ``INTAKE-ENCODING`` with the position of the first byte that does not belong, or
    ``INTAKE-ENCODING-FOREIGN``.
    """
    refuse_utf32(head, file)
    marked = by_mark(head)
    if wanted:
        codec = named(wanted)
        if codec == "utf-16":
            codec = marked.codec if marked and marked.codec.startswith("utf-16") else "utf-16-le"
        fits = marked and (marked.codec == codec or marked.codec == "utf-8")
        tries = [Encoding(codec, marked.bom if marked and fits else 0)]
    elif marked:
        # Some programs put the mark of UTF-8 before GBK.
        tries = [marked, Encoding("gb18030", marked.bom)] if marked.codec == "utf-8" else [marked]
    else:
        refuse_binary(head, file)
        tries = [Encoding("utf-8", 0), Encoding("gb18030", 0)]
    furthest, lines, closest = -1, 0, tries[0]
    for encoding in tries:
        with closing(reopen() if reopen else BytesIO(head)) as stream:
            bad, before, beyond = _scan(stream, encoding, whole=reopen is not None)
        if bad is None:
            if encoding.codec == "gb18030" and not wanted:
                _refuse_foreign(head[encoding.bom :], file)
            return encoding
        if bad > furthest:
            furthest, lines, closest = bad, before, encoding
        if beyond >= _UTF8_BEFORE:
            break
    if closest.codec == "gb18030" and not wanted:
        _refuse_foreign(head[closest.bom :], file)
    raise _bad(file, furthest, closest.codec, lines)


def _refuse_foreign(head: bytes, file: str) -> None:
    """Raises ``INTAKE-ENCODING-FOREIGN`` for what is no Chinese in GB18030, although its bytes could be."""
    from waybill.intake.foreign import foreign

    if encoding := foreign(head):
        raise InputError("INTAKE-ENCODING-FOREIGN", where=Where(file), encoding=encoding)


def blocks_of(stream: Readable, encoding: Encoding, file: str, *, check: bool) -> Iterator[bytes]:
    """The stream's blocks without its byte-order mark.

    ``check`` makes sure that each is of the encoding before it is handed on, where nobody has looked at it yet.
    """
    scan = Scan(encoding.codec, len(read_up_to(stream, encoding.bom)))
    while block := stream.read(BLOCK):
        if check and (bad := scan.feed(block)) is not None:
            raise _bad(file, bad, encoding.codec, scan.lines)
        yield block
    if check and (bad := scan.feed(b"", final=True)) is not None:
        raise _bad(file, bad, encoding.codec, scan.lines)
