"""Whether a file may show other things on paper than on a screen by its layers: most files have none.

A layer (optional content, ISO 32000-1, 8.11) is bound to what it shows by an entry ``OC`` of a form or a picture, or by
marks in a page's contents that name an entry of the resources' ``Properties``.  A file in which neither name is
written, as it stands or in an object stream, shows all it has, whatever a reader of PDFs makes of the rest of it.
"""

from __future__ import annotations

import re
import zlib
from mmap import ACCESS_READ, mmap
from pathlib import Path

from waybill.verify.packed import LARGEST


def _spelled(name: str) -> bytes:
    """A name, each of its characters as it is or escaped (7.3.5), by whatever figures a lenient reader takes."""
    return b"".join(b"(?:%b|#..)" % char.encode() for char in name)


_NAMES = b"|".join(map(_spelled, ("OC", "Properties", "Encrypt", "ObjStm")))
_ENDS = rb"(?=[\0\t\n\v\f\r ()<>\[\]{}/%\x80\xff]|\Z)"
"""Delimiters and blanks (7.2.2), and two bytes that a lenient reader takes for blanks."""
_NAMED = re.compile(rb"/(?:%b)%b" % (_NAMES, _ENDS), re.DOTALL)
"""What binds a layer, and what these names can be packed in."""
_HEAD = re.compile(
    rb"<<(?:\s*/(?:Type\s*/ObjStm|(?:N|First|Length)\s+\d+|Filter\s*/FlateDecode))+\s*>>\s*stream\r?\n"
)
"""How an object stream (7.5.7) begins that is deflated and no more."""
_LONGEST_HEAD = 200
_PORTION = 1 << 14


def may_have_layers(path: Path) -> bool:
    """False where the file has none; True also where that can't be told without reading it as a PDF."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as raw:
        return any(
            named.group() != b"/ObjStm" or _may_pack(raw, named.start()) for named in _NAMED.finditer(raw)
        )


def _may_pack(raw: mmap, at: int) -> bool:
    """Whether one of the names may be in the object stream whose head has its type there."""
    start = raw.rfind(b"<<", max(0, at - _LONGEST_HEAD), at)
    head = _HEAD.match(raw, start) if start >= 0 else None
    if head is None or head.end() < at:
        return True
    try:
        objects = _inflated(raw, head.end())
    except zlib.error:
        return True
    return objects is None or _NAMED.search(objects) is not None


def _inflated(raw: mmap, start: int) -> bytes | None:
    """The data of a stream that begins there; None where they have no end, or are more than is read."""
    unpacker, pieces, left = zlib.decompressobj(), list[bytes](), LARGEST
    for at in range(start, len(raw), _PORTION):
        pieces.append(unpacker.decompress(raw[at : at + _PORTION], left))
        left -= len(pieces[-1])
        if unpacker.eof:
            return b"".join(pieces)
        if left <= 0:
            break
    return None
