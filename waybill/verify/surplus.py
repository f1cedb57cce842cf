"""Bytes of a stream that no reader of pages looks at: behind compressed data, behind a picture's last row, before its first."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from waybill.verify.packed import LARGEST
from waybill.verify.spelling import readable

_NOTED = {"/DCTDecode": (b"\xff\xda", b"\xff\xd9"), "/JPXDecode": (b"jp2c", b"\xff\xd9")}
"""Filters of pictures with notes in them: what begins the picture proper, and what ends it."""
_PLAIN = frozenset(
    {"", "/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode"}
)
"""Filters behind which the picture's own rows stand."""
_COLOURS = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
}


def behind_end(stream: Any) -> Iterator[str]:
    """What stands behind the end of a stream's compressed data: readers stop where the compression says."""
    filters = _filters(stream)
    if filters[:1] != ["/FlateDecode"]:
        return
    unpacker = zlib.decompressobj()
    with suppress(zlib.error):
        unpacker.decompress(stream._data, LARGEST)
        if unpacker.unused_data.strip():
            yield readable(unpacker.unused_data)


def beside_pixels(stream: Any) -> bytes:
    """What a picture's stream says beside the picture: comments, EXIF, XMP, bytes behind the last row; all of it where it is
    text and no picture."""
    filters = _filters(stream)
    last = filters[-1] if filters else ""
    if last in _NOTED:
        data: bytes = stream.get_data()[:LARGEST]
        begin, end = _NOTED[last]
        behind = data.rfind(end) + len(end)
        return data[: max(data.find(begin), 0)] + (data[behind:] if behind > len(end) else b"")
    if not _PLAIN.issuperset(filters):
        return b""
    data = stream.get_data()
    return data if _is_text(data) else data[_size(stream) :]


def _filters(stream: Any) -> list[str]:
    filters = stream.get("/Filter", [])
    return [str(one) for one in (filters if isinstance(filters, list) else [filters])]


def _is_text(data: bytes) -> bool:
    text = data.decode("utf-8", "replace").rstrip("\ufffd")  # the last row may cut a character
    return "\ufffd" not in text and all(char.isprintable() or char in "\t\r\n" for char in text)


def _size(stream: Any) -> int:
    """Bytes of the picture's rows (8.9.5.2); of an unknown colour space as many as there can be."""
    space = stream.get("/ColorSpace", "/DeviceGray")
    name = str(space[0] if isinstance(space, list) and space else space)
    bits = 1 if stream.get("/ImageMask") else int(stream.get("/BitsPerComponent", 8))
    return -(-int(stream["/Width"]) * bits * _COLOURS.get(name, 32) // 8) * int(stream["/Height"])
