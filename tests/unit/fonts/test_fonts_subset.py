"""Subsets hold exactly the glyphs asked for, drawn as in the whole font."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from font_kit import make_truetype
from PIL import Image, ImageChops, ImageFont

from waybill.fonts.chain import FontChain
from waybill.fonts.charstring import BadCharstring, Flattener
from waybill.fonts.face import PART_SIZE, Face
from waybill.fonts.sfnt import Sfnt

alone = FontChain((), system=False)
SAMPLE = "张𬱖朱·・，Ag018/＃〓①"


def test_same_characters_same_bytes() -> None:
    face = alone.face(0)
    one, two = face.subset(map(ord, SAMPLE)), face.subset(map(ord, reversed(SAMPLE * 3)))
    assert one == two
    assert one.name != face.subset(map(ord, SAMPLE[1:])).name
    assert one.name[6] == "+"


def test_subset_is_small() -> None:
    assert len(zlib.compress(alone.face(0).subset(map(ord, "0123456789/")).program)) < 1500


def test_widths_and_unicode_of_every_character() -> None:
    embedded = alone.face(0).subset(map(ord, SAMPLE))
    assert b"47[392 555 555]" in embedded.widths
    assert b"65[608]" in embedded.widths
    cid = alone.face(0).cid(ord("𬱖"))
    assert f"<{cid:04X}><D873DC56>".encode() in embedded.to_unicode
    assert b"<5F00><5FFF><5F00>" in embedded.to_unicode


def test_cff_subset_draws_what_the_font_draws(tmp_path: Path) -> None:
    """Each glyph of the subset, through FreeType, equals the glyph of the whole font (unhinted by size: 96
    dots).
    """
    face = alone.face(0)
    path = tmp_path / "subset.otf"
    path.write_bytes(wrapped(face, SAMPLE))
    ours, whole = (
        ImageFont.truetype(str(p), 96, layout_engine=ImageFont.Layout.BASIC) for p in (path, face.font.path)
    )
    for char in SAMPLE:
        pictures = [picture(font, code) for font, code in ((ours, chr(face.cid(ord(char)))), (whole, char))]
        assert pictures[0].getbbox() is not None
        assert ImageChops.difference(*pictures).getbbox() is None, hex(ord(char))


def picture(font: ImageFont.FreeTypeFont, char: str) -> Image.Image:
    from PIL import ImageDraw

    image = Image.new("L", (140, 160))
    ImageDraw.Draw(image).text((10, 10), char, fill=255, font=font)
    return image


def wrapped(face: Face, text: str) -> bytes:
    """The bare CFF as an OpenType file whose character map gives each code (as a private character) its
    glyph.
    """
    cids = sorted(face.cid(ord(char)) for char in set(text))
    program = face.subset(map(ord, text)).program
    groups = b"".join(struct.pack(">LLL", cid, cid, place) for place, cid in enumerate(cids, 1))
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12)
    cmap += struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(cids)) + groups
    font = face.font
    hmtx = font.metrics(0) + b"".join(font.metrics(font.glyph(ord(char))) for char in by_cid(face, text))
    hhea = bytearray(font.table(b"hhea"))
    hhea[34:36] = (len(cids) + 1).to_bytes(2, "big")
    maxp = bytes(font.table(b"maxp"))[:4] + (len(cids) + 1).to_bytes(2, "big")
    tables = {b"CFF ": program, b"cmap": cmap, b"head": bytes(font.table(b"head")), b"hhea": bytes(hhea),
              b"hmtx": hmtx, b"maxp": maxp}  # fmt: skip
    head = struct.pack(">4sHHHH", b"OTTO", len(tables), 0, 0, 0)
    offset, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sLLL", tag, 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body


def by_cid(face: Face, text: str) -> list[str]:
    return sorted(set(text), key=lambda char: face.cid(ord(char)))


def test_truetype_subset_keeps_components(tmp_path: Path) -> None:
    """A made font: A is a box, B is two of A, U+20000 a box too; the subset has B, with A for its sake."""
    path = tmp_path / "made.ttf"
    path.write_bytes(make_truetype())
    face = Face(Sfnt(path), 0)
    embedded = face.subset(map(ord, "B\U00020000"))
    assert not embedded.is_cff
    subset = Sfnt(put(tmp_path / "subset.ttf", embedded.program))
    assert subset.glyph_count == 4  # .notdef, B, U+20000, and A that B is made of
    gids = [
        int.from_bytes(embedded.cid_to_gid[2 * cid : 2 * cid + 2], "big")
        for cid in (ord("B"), 0xD800, ord("A"))
    ]
    assert gids == [1, 2, 0]
    assert subset.advance(1) == 1200
    assert b"<D800><D840DC00>" in embedded.to_unicode


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_faces_split_a_long_list_of_astral_characters(tmp_path: Path) -> None:
    path = put(tmp_path / "many.ttf", make_truetype(astral=PART_SIZE + 10, first=0x30000))
    extra = FontChain((path,), system=False)
    first, last = chr(0x30000), chr(0x30000 + PART_SIZE + 9)
    assert [number for number, _ in extra.runs(first + last)] == [64, 65]
    assert extra.face(65).encode(last) == (0xD800 + 9).to_bytes(2, "big")
    assert extra.face(64).encode(first) == b"\xd8\0"


# Type 2 operators and numbers, by hand: number n (|n| < 108) is one byte, n + 139.
def n(*values: int) -> bytes:
    return bytes(value + 139 for value in values)


HSTEM, VMOVE, RLINE, CALL, RETURN, END, HSTEMHM, MASK, GLOBAL = (
    bytes((op,)) for op in (1, 4, 5, 10, 11, 14, 18, 19, 29)
)


def test_calls_are_written_out_and_bodies_kept() -> None:
    local = [n(1, 2) + RLINE + RETURN]
    code = n(10, 20) + HSTEM + n(5) + VMOVE + n(-107) + CALL + n(3, 4) + RLINE + END
    flat = n(10, 20) + HSTEM + n(5) + VMOVE + n(1, 2) + RLINE + n(3, 4) + RLINE + END
    assert Flattener(local, []).flat(code) == flat


def test_masks_are_as_long_as_the_stems_say_even_when_a_subroutine_holds_stems() -> None:
    """Nine stems, some from a subroutine, make masks of two bytes; a mask byte may look like a call."""
    local = [n(1, 1) * 4 + RETURN]
    masks = MASK + b"\x0a\x80"
    code = n(1, 1) * 5 + n(-107) + CALL + HSTEMHM + masks + n(5) + VMOVE + n(1, 2) + RLINE + masks + END
    flat = n(1, 1) * 9 + HSTEMHM + masks + n(5) + VMOVE + n(1, 2) + RLINE + masks + END
    assert Flattener(local, []).flat(code) == flat


def test_a_subroutine_may_end_the_glyph_and_call_another() -> None:
    local, global_ = [n(-107) + GLOBAL], [n(7, 7) + RLINE + END]
    code = n(5) + VMOVE + n(-107) + CALL
    assert Flattener(local, global_).flat(code) == n(5) + VMOVE + n(7, 7) + RLINE + END


@pytest.mark.parametrize(
    "code",
    [n(5) + VMOVE + n(0) + CALL, CALL, n(5) + VMOVE + CALL, n(5) + VMOVE + n(-107) + GLOBAL],
    ids=["no such subroutine", "no number", "no number in the path", "calls itself"],
)
def test_wrong_charstrings_are_refused(code: bytes) -> None:
    with pytest.raises(BadCharstring):
        Flattener([b"\x0b"], [n(-107) + GLOBAL]).flat(code)
