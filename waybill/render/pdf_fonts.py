"""Fonts as PDF objects: composite fonts with two-byte codes (ISO 32000-1:2008, 9.7)."""

from __future__ import annotations

from waybill.fonts.face import Embedded
from waybill.render.pdf_objects import ObjectWriter

_SYSTEM = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


def write_font(writer: ObjectWriter, font: Embedded) -> int:
    """The objects of one embedded font; the number of its Type 0 dictionary."""
    type0, descendant, to_unicode = writer.new(), writer.new(), writer.new()
    name = b"/BaseFont/" + font.name.encode()
    writer.deflated(to_unicode, b"", font.to_unicode)
    links = b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R" % (descendant, to_unicode)
    writer.put(type0, b"<</Type/Font/Subtype/Type0%b/Encoding/Identity-H%b>>" % (name, links))
    kind = b"/Subtype/CIDFontType0" if font.is_cff else b"/Subtype/CIDFontType2" + _glyph_map(writer, font)
    descriptor = _write_descriptor(writer, font)
    writer.put(
        descendant,
        b"<</Type/Font%b%b%b/FontDescriptor %d 0 R/DW 1000/W%b>>"
        % (kind, name, _SYSTEM, descriptor, font.widths),
    )
    return type0


def _glyph_map(writer: ObjectWriter, font: Embedded) -> bytes:
    number = writer.new()
    writer.deflated(number, b"", font.cid_to_gid)
    return b"/CIDToGIDMap %d 0 R" % number


def _write_descriptor(writer: ObjectWriter, font: Embedded) -> int:
    """9.8 Font descriptors, with the font program."""
    program = writer.new()
    if font.is_cff:
        writer.deflated(program, b"/Subtype/CIDFontType0C", font.program)
    else:
        writer.deflated(program, b"/Length1 %d" % len(font.program), font.program)
    heights = b"/Ascent %d/Descent %d/CapHeight %d" % (font.ascent, font.descent, font.ascent)
    entries = b"/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/StemV 80" % font.bbox + heights
    file = b"/FontFile3" if font.is_cff else b"/FontFile2"
    number = writer.new()
    name = font.name.encode()
    writer.put(number, b"<</Type/FontDescriptor/FontName/%b%b%b %d 0 R>>" % (name, entries, file, program))
    return number
