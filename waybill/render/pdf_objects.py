"""A PDF file's skeleton, written as it grows: objects, object streams, page tree, cross-reference stream.

Clauses are those of ISO 32000-1:2008 (PDF 1.7).  Only cross-reference entries are kept in memory, eight
bytes for each object.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from typing import Protocol

from waybill.render.codec import best

_NODE = 64
"""Kids of a page tree node, and pages whose dictionaries share an object stream."""
_AT, _IN_STREAM = 1 << 56, 2 << 56
"""Cross-reference entries of widths 1, 5 and 2 (table 18) as numbers: an offset, or an object stream and the place in it."""
_DEFLATED = b"/Filter/FlateDecode"
_AT_ONCE = 1 << 18
"""Bytes that are handed on together: a page is small, and hashing and writing have their price for each call."""
_ENTRIES = 4096
"""Cross-reference entries written at once, so that a million of them take no memory."""


class Sink(Protocol):
    """What a file is written to: bytes in, in order."""

    def write(self, data: bytes, /) -> int:
        """Append bytes."""
        ...


class ObjectWriter:
    """Objects, numbered from 1: streams are written at once, all others wait for an object stream."""

    def __init__(self, out: Sink) -> None:
        self._out = out
        self._offset = 0
        self._places = array("Q", [0])
        self._waiting: list[tuple[int, bytes]] = []
        self._written: list[bytes] = []
        self._sent = 0
        self._write(b"%PDF-1.7\n%\xe8\xbf\x90\xe5\x8d\x95\n")

    def _write(self, *pieces: bytes) -> None:
        self._written += pieces
        self._offset += sum(map(len, pieces))
        if self._offset - self._sent >= _AT_ONCE:
            self._send()

    def _send(self) -> None:
        self._out.write(b"".join(self._written))
        self._written.clear()
        self._sent = self._offset

    def new(self) -> int:
        """A number for an object that comes later."""
        self._places.append(0)
        return len(self._places) - 1

    def stream(self, number: int, dictionary: bytes, *data: bytes) -> None:
        """7.3.8: a stream whose data, in pieces, are encoded already; ``dictionary`` holds its entries but Length."""
        self._places[number] = _AT | self._offset << 16
        head = b"%d 0 obj<<%b/Length %d>>stream\n" % (number, dictionary, sum(map(len, data)))
        self._write(head, *data, b"\nendstream endobj\n")

    def deflated(self, number: int, dictionary: bytes, data: bytes) -> None:
        """A stream that is compressed here: what a file has once, not what each page has."""
        self.stream(number, dictionary + _DEFLATED, best().compress(data))

    def put(self, number: int, value: bytes) -> None:
        """An object that is no stream."""
        self._waiting.append((number, value))
        if len(self._waiting) == 4 * _NODE:
            self._flush()

    def _flush(self) -> None:
        """7.5.7 Object streams."""
        if not self._waiting:
            return
        number = self.new()
        head, body = [], []
        offset = 0
        for place, (name, value) in enumerate(self._waiting):
            head.append(b"%d %d" % (name, offset))
            body.append(value)
            offset += len(value) + 1
            self._places[name] = _IN_STREAM | number << 16 | place
        first = b" ".join(head) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(head), len(first))
        self._waiting.clear()
        self.deflated(number, entries, first + b"\n".join(body))

    def finish(self, root: int, info: int, file_id: bytes) -> None:
        """7.5.8 Cross-reference streams, and the end of the file."""
        self._flush()
        number = self.new()
        start = self._offset
        self._places[number] = _AT | start << 16
        packer = zlib.compressobj(1)
        parts = [packer.compress(b"\0\0\0\0\0\0\xff\xff")]
        for at in range(1, len(self._places), _ENTRIES):
            entries = self._places[at : at + _ENTRIES]
            if sys.byteorder == "little":
                entries.byteswap()
            parts.append(packer.compress(entries.tobytes()))
        parts.append(packer.flush())
        digest = file_id.hex().encode()
        dictionary = b"/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            len(self._places), root, info, digest, digest,
        )  # fmt: skip
        self.stream(number, dictionary + _DEFLATED, b"".join(parts))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        self._send()


class PageTree:
    """7.7.3: pages in a tree of nodes of 64, written as nodes fill up."""

    def __init__(self, writer: ObjectWriter) -> None:
        self._writer = writer
        self._levels: list[_Node] = []
        self._contents: list[int] = []
        self.pages = array("I")
        """The object number of each page written so far."""

    def add(self, content: int) -> None:
        """A page with this content stream."""
        self._contents.append(content)
        if len(self._contents) == _NODE:
            self._close_leaf()

    def _close_leaf(self) -> None:
        contents, self._contents = self._contents, []
        node = _Node(self._writer.new())
        for content in contents:
            page = self._writer.new()
            self._writer.put(page, b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (node.number, content))
            node.add(page, 1)
            self.pages.append(page)
        self._place(node, 0)

    def _place(self, node: _Node, level: int) -> None:
        """Hang a full node under the next level's open one."""
        if level == len(self._levels):
            self._levels.append(_Node(self._writer.new()))
        parent = self._levels[level]
        self._writer.put(node.number, node.dictionary(b"/Parent %d 0 R" % parent.number))
        parent.add(node.number, node.count)
        if len(parent.kids) == _NODE:
            self._levels[level] = _Node(self._writer.new())
            self._place(parent, level + 1)

    def finish(self, inherited: bytes) -> int:
        """Close all nodes; the root gets the entries that all pages inherit.  Returns the root's number."""
        if self._contents or not self._levels:
            self._close_leaf()
        level = 0
        while level < len(self._levels) - 1:
            if self._levels[level].kids:
                self._place(self._levels[level], level + 1)
            else:
                self._writer.put(self._levels[level].number, b"null")
            level += 1
        root = self._levels[-1]
        self._writer.put(root.number, root.dictionary(inherited))
        return root.number


class _Node:
    """A node of the page tree that is being filled."""

    __slots__ = ("count", "kids", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.kids: list[int] = []
        self.count = 0

    def add(self, kid: int, count: int) -> None:
        self.kids.append(kid)
        self.count += count

    def dictionary(self, more: bytes) -> bytes:
        kids = b" ".join(b"%d 0 R" % kid for kid in self.kids)
        return b"<</Type/Pages%b/Kids[%b]/Count %d>>" % (more, kids, self.count)
