"""A small TrueType font, made here: .notdef, A (a box), B (two of A), and boxes beyond the BMP."""

from __future__ import annotations

import struct

_BOX = struct.pack(">hhhhh", 1, 100, 0, 500, 700) + struct.pack(">HH", 3, 0) + bytes((1,) * 4)
_BOX += struct.pack(">4h", 100, 400, 0, -400) + struct.pack(">4h", 0, 0, 700, 0)
# a composite: the box twice, with word offsets (0x0001 words, 0x0002 offsets, 0x0020 more)
_PAIR = struct.pack(">hhhhh", -1, 100, 0, 1100, 700)
_PAIR += struct.pack(">HHhh", 0x0023, 1, 0, 0) + struct.pack(">HHhh", 0x0003, 1, 600, 0)


def make_truetype(astral: int = 1, first: int = 0x20000) -> bytes:
    """The font's file, with ``astral`` characters beyond the BMP from ``first`` on."""
    glyphs = [_BOX, _BOX, _PAIR] + [_BOX] * astral
    padded = [glyph + b"\0" * (-len(glyph) % 4) for glyph in glyphs]
    offsets = [0]
    for glyph in padded:
        offsets.append(offsets[-1] + len(glyph))
    groups = struct.pack(">LLL", 65, 66, 1) + struct.pack(">LLL", first, first + astral - 1, 3)
    cmap = (
        struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, 2) + groups
    )
    head = struct.pack(
        ">LLLLHHQQhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 100, 0, 1100, 700, 0, 8, 2, 1, 0
    )
    hhea = struct.pack(
        ">LhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, 1200, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)
    )
    advances = [600, 600, 1200] + [600] * astral
    tables = {
        b"cmap": cmap,
        b"glyf": b"".join(padded),
        b"head": head,
        b"hhea": hhea,
        b"hmtx": b"".join(struct.pack(">Hh", advance, 100) for advance in advances),
        b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        b"maxp": struct.pack(">LH26x", 0x10000, len(glyphs)),
    }
    start = 12 + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sLLL", tag, 0, start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return struct.pack(">LHHHH", 0x10000, len(tables), 0, 0, 0) + directory + body
