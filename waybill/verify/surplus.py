"""Bytes of a stream that no reader of pages looks at: behind compressed data, behind a picture's last row, before its first."""

from __future__ import annotations

import zlib
from base64 import a85decode
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from waybill.verify.jpeg2000_notes import notes_of_jpeg_2000
from waybill.verify.jpeg_notes import notes_of
from waybill.verify.packed import LARGEST
from waybill.verify.spelling import readable, words_in

_NOTED = {
    "/DCTDecode": (b"\xff\xda", b"\xff\xd9", notes_of),
    "/JPXDecode": (b"jp2c", b"\xff\xd9", notes_of_jpeg_2000),
}
"""Filters of pictures with notes in them: what begins the picture proper, what ends it, and what tells its notes."""
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
    """What stands behind the end of a stream's encoded data: readers stop where the encoding says."""
    yield from (readable(rest) for _, rest in _undone(stream) if rest.strip())


def _undone(stream: Any) -> Iterator[tuple[bytes, bytes]]:
    """The data behind each of the stream's filters in turn, as far as known, and what the filter leaves unread."""
    data = getattr(stream, "_data", b"")
    with suppress(zlib.error, ValueError, IndexError):
        for name in _filters(stream):
            if name not in _UNDO:
                return
            data, rest = _UNDO[name](data)
            yield data, rest


def _inflated(data: bytes) -> tuple[bytes, bytes]:
    unpacker = zlib.decompressobj()
    return unpacker.decompress(data, LARGEST), unpacker.unused_data


def _of_base85(data: bytes) -> tuple[bytes, bytes]:
    body, _, rest = data.partition(b"~>")
    return a85decode(body, ignorechars=b" \t\n\r\v\f\0"), rest


def _of_hex(data: bytes) -> tuple[bytes, bytes]:
    body, _, rest = data.partition(b">")
    return bytes.fromhex(body.decode("latin-1")), rest


def _run_out(data: bytes) -> tuple[bytes, bytes]:
    """Runs, each behind its length (ISO 32000-1, 7.4.5)."""
    at, told = 0, bytearray()
    while (length := data[at]) != _END_OF_RUNS:
        repeated = length > _END_OF_RUNS
        told += data[at + 1 : at + 2] * (257 - length) if repeated else data[at + 1 : at + 2 + length]
        at += 2 if repeated else 2 + length
    return bytes(told), data[at + 1 :]


_END_OF_RUNS = 128
_UNDO = {
    "/FlateDecode": _inflated,
    "/ASCII85Decode": _of_base85,
    "/ASCIIHexDecode": _of_hex,
    "/RunLengthDecode": _run_out,
}


def beside_pixels(stream: Any) -> bytes:
    """What a picture's stream says beside the picture: comments, EXIF, XMP, bytes behind the last row; all of it where it is
    text and no picture."""
    filters = _filters(stream)
    if not _PLAIN.issuperset(filters):
        undone = [data for data, _ in _undone(stream)]
        return _beside_codec(filters[-1], undone[-1] if undone else stream._data)
    data: bytes = stream.get_data()
    return data if _is_text(data) else data[_size(stream) :]


def _beside_codec(name: str, data: bytes) -> bytes:
    """Notes stand before a picture proper and behind it, and between its parts, where only what is no chance is read."""
    notes = [word.encode() for word in words_in(data)]
    if name in _NOTED:
        begin, end, told = _NOTED[name]
        behind = data.rfind(end) + len(end)
        notes += [data[: max(data.find(begin), 0)], data[behind:] if behind > len(end) else b""]
        notes += [note.encode("utf-8", "replace") for note in told(data)]
    return b"\n".join(notes)


def _filters(stream: Any) -> list[str]:
    filters = stream.get("/Filter", [])
    return [str(one) for one in (filters if isinstance(filters, list) else [filters])]


def _is_text(data: bytes) -> bool:
    written = data.rstrip(b"\0\xff")  # black or white to the last row
    text = written.decode("utf-8", "replace").rstrip("\ufffd")  # the last row may cut a character
    return (
        bool(text) and "\ufffd" not in text and all(char.isprintable() or char in "\t\r\n" for char in text)
    )


def _size(stream: Any) -> int:
    """Bytes of the picture's rows (8.9.5.2); of an unknown colour space as many as there can be."""
    space = stream.get("/ColorSpace", "/DeviceGray")
    name = str(space[0] if isinstance(space, list) and space else space)
    bits = 1 if stream.get("/ImageMask") else int(stream.get("/BitsPerComponent", 8))
    return -(-int(stream["/Width"]) * bits * _COLOURS.get(name, 32) // 8) * int(stream["/Height"])
