"""A logical face: characters to two-byte codes that need no table and no agreement between processes.

The code (CID) of a BMP character is its code point.  A character beyond the BMP gets 0xD800 plus its place in
the font's sorted list of such characters; the surrogate range has room for 2,048, so a font with more is
several faces. Writing text is then nothing but UTF-16, and the font program is arranged to fit at the end of
the job.
"""

from __future__ import annotations

from codecs import utf_16_be_encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby

from waybill.fonts.sfnt import Sfnt

FIRST_ASTRAL = 0xD800
PART_SIZE = 0x800


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font program for the characters of one job, with what a PDF must say of it."""

    name: str
    """PostScript name with the subset tag."""
    program: bytes
    is_cff: bool
    """True: bare CFF (CIDFontType0C); False: TrueType with ``cid_to_gid``."""
    cid_to_gid: bytes
    widths: bytes
    """The W array of the CIDFont, brackets included; the default width is 1000."""
    to_unicode: bytes
    bbox: tuple[int, int, int, int]
    ascent: int
    descent: int


class Face:
    """One font and one slice of its characters beyond the BMP."""

    def __init__(self, font: Sfnt, part: int) -> None:
        self.font, self.part = font, part

    @cached_property
    def astral_cids(self) -> dict[int, int]:
        """The codes of this face's characters beyond the BMP."""
        mine = self.font.astral[self.part * PART_SIZE : (self.part + 1) * PART_SIZE]
        return {code: FIRST_ASTRAL + place for place, code in enumerate(mine)}

    def advance(self, code: int) -> float:
        """A character's advance in thousandths of the em."""
        return self.font.advance(self.font.glyph(code))

    def cid(self, code: int) -> int:
        """A character's two-byte code."""
        return code if code <= 0xFFFF else self.astral_cids[code]

    def encode(self, text: str) -> bytes:
        """The two-byte codes of a text whose characters this face has."""
        codes, _ = utf_16_be_encode(text)  # str.encode looks its codec up each time, for twice the price
        if len(codes) == 2 * len(text):
            return codes
        return b"".join([self.cid(ord(char)).to_bytes(2, "big") for char in text])

    def prepare(self, codepoints: Iterable[int]) -> None:
        """Do ahead what :meth:`subset` will have to do for these characters."""
        if b"CFF " in self.font.tables:
            from waybill.fonts.cff import write_out

            write_out(self.font, [self.font.glyph(code) for code in codepoints])

    def subset(self, codepoints: Iterable[int]) -> Embedded:
        """The font program with the glyphs of these characters only: same characters, same bytes."""
        codes = dict(sorted((self.cid(code), code) for code in set(codepoints)))
        glyphs = {cid: self.font.glyph(code) for cid, code in codes.items()}
        cid_to_gid = b""
        is_cff = b"CFF " in self.font.tables
        if is_cff:
            from waybill.fonts.cff import subset_cff

            program = subset_cff(self.font, glyphs)
        else:
            from waybill.fonts.glyf import subset_glyf

            program, cid_to_gid = subset_glyf(self.font, glyphs)
        scale = 1000 / self.font.units_per_em
        left, bottom, right, top = (round(value * scale) for value in self.font.bbox)
        tag = "".join(chr(65 + byte % 26) for byte in sha256(program).digest()[:6])
        return Embedded(
            name=f"{tag}+Waybill{'CFF' if is_cff else 'TT'}",
            program=program,
            is_cff=is_cff,
            cid_to_gid=cid_to_gid,
            widths=_widths({cid: self.font.advance(glyph) for cid, glyph in glyphs.items()}),
            to_unicode=_to_unicode(codes),
            bbox=(left, bottom, right, top),
            ascent=round(self.font.ascent * scale),
            descent=round(self.font.descent * scale),
        )


def _widths(advances: dict[int, float]) -> bytes:
    """ISO 32000-1:2008, 9.7.4.3: runs of consecutive codes whose width is not the default."""
    odd = [(cid, advance) for cid, advance in advances.items() if advance != 1000]
    parts = []
    for _, run in groupby(enumerate(odd), key=lambda item: item[1][0] - item[0]):
        items = [item for _, item in run]
        parts.append(f"{items[0][0]}[{' '.join(f'{advance:g}' for _, advance in items)}]")
    return f"[{' '.join(parts)}]".encode()


def _to_unicode(codes: dict[int, int]) -> bytes:
    """ISO 32000-1:2008, 9.10.3: codes to UTF-16; whole rows of 256 for the BMP, where both are the same."""
    rows = sorted({code >> 8 for code in codes.values() if code <= 0xFFFF})
    astral = [(cid, chr(code)) for cid, code in codes.items() if code > 0xFFFF]
    ranges = [f"<{row:02X}00><{row:02X}FF><{row:02X}00>" for row in rows]
    chars = [f"<{cid:04X}><{char.encode('utf-16-be').hex().upper()}>" for cid, char in astral]
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000><FFFF> endcodespacerange",
    ]
    for kind, entries in (("bfrange", ranges), ("bfchar", chars)):
        for i in range(0, len(entries), 100):
            some = entries[i : i + 100]
            lines += [f"{len(some)} begin{kind}", *some, f"end{kind}"]
    lines.append("endcmap CMapName currentdict/CMap defineresource pop end end")
    return "\n".join(lines).encode()
