"""Names in what stands beside a photograph: comments, EXIF and IPTC fields."""

from __future__ import annotations

import io
import struct
from functools import partial
from pathlib import Path
from time import process_time

import pytest
from edited_pdfs import HEADER, ROW, Edit, edited, image, kinds
from foreign import NAME
from pikepdf import Name, Pdf
from PIL import Image

from waybill.verify import secrets_of_files
from waybill.verify.jpeg2000_notes import notes_of_jpeg_2000
from waybill.verify.jpeg_notes import notes_of
from waybill.verify.packed import UnreadError


def photograph(pdf: Pdf, **notes: object) -> None:
    target = io.BytesIO()
    Image.new("L", (16, 16)).save(target, "JPEG", **notes)
    pdf.Root.PieceInfo = image(pdf, target.getvalue(), 16)
    pdf.Root.PieceInfo.write(target.getvalue(), filter=Name.DCTDecode)


def exif(tag: int, value: object, further: int = 0, order: str = "<") -> bytes:
    """One field, of a picture's first directory or of the one that a field of this number leads to."""
    fields = Image.Exif()
    fields.endian = order
    (fields.get_ifd(further) if further else fields)[tag] = value
    return fields.tobytes()


def iptc(value: bytes) -> bytes:
    return b"Photoshop 3.0\x008BIM\4\4\0\0" + struct.pack(">I", 5 + len(value)) + b"\x1c\2\x78" + struct.pack(">H", len(value)) + value  # fmt: skip


def with_iptc(pdf: Pdf) -> None:
    note = iptc(NAME.encode("gb18030"))
    photograph(pdf)
    shot = pdf.Root.PieceInfo.read_raw_bytes()
    segment = b"\xff\xed" + struct.pack(">H", 2 + len(note)) + note
    pdf.Root.PieceInfo.write(shot[:2] + segment + shot[2:], filter=Name.DCTDecode)


def box(kind: bytes, body: bytes, *, long: bool = False) -> bytes:
    head = struct.pack(">I4sQ", 1, kind, 16 + len(body)) if long else struct.pack(">I4s", 8 + len(body), kind)
    return head + body


def picture_2000(pdf: Pdf, *, boxes: bytes = b"", bare: bool = False, **notes: object) -> None:
    """Boxes of one's own stand before the codestream."""
    target = io.BytesIO()
    Image.new("L", (16, 16)).save(target, "JPEG2000", no_jp2=bare, **notes)
    shot = target.getvalue()
    at = shot.index(b"jp2c") - 4 if boxes else 0
    pdf.Root.PieceInfo = image(pdf, shot, 16)
    pdf.Root.PieceInfo.write(shot[:at] + boxes + shot[at:], filter=Name.JPXDecode)


IN_GB18030 = NAME.encode("gb18030")
WIDE_COMMENT = b"UNICODE\0" + NAME.encode("utf-16-le")
PHOTOGRAPHS: dict[str, Edit] = {
    "comment in GB 18030": partial(photograph, comment=NAME.encode("gb18030")),
    "comment in UTF-16": partial(photograph, comment=NAME.encode("utf-16-be")),
    "EXIF, title": partial(photograph, exif=exif(0x9C9B, f"{NAME}\0".encode("utf-16-le"))),
    "EXIF, title in four bytes": partial(photograph, exif=exif(0x9C9B, NAME[:2].encode("utf-16-le"))),
    "EXIF, user's comment": partial(photograph, exif=exif(0x9286, WIDE_COMMENT, 0x8769)),
    "EXIF, place in GB 18030": partial(photograph, exif=exif(0x1C, b"ASCII\0\0\0" + NAME.encode("gb18030"), 0x8825, ">")),
    "IPTC, caption in GB 18030": with_iptc,
    "JPEG 2000, XML": partial(picture_2000, boxes=box(b"xml ", IN_GB18030)),
    "JPEG 2000, identified": partial(picture_2000, boxes=box(b"uuid", bytes(range(16)) + IN_GB18030, long=True)),
    "JPEG 2000, box in a box": partial(picture_2000, boxes=box(b"asoc", box(b"lbl ", NAME.encode("utf-16-be")))),
    "JPEG 2000, comment": partial(picture_2000, comment=IN_GB18030),
    "JPEG 2000, no boxes": partial(picture_2000, bare=True, comment=IN_GB18030),
}  # fmt: skip


@pytest.mark.parametrize("what", PHOTOGRAPHS)
def test_notes_of_a_photograph(tmp_path: Path, what: str) -> None:
    name = NAME[:2] if "four bytes" in what else NAME
    (tmp_path / "orders.csv").write_text(HEADER + ROW.replace(NAME, name), "utf-8")  # fmt: skip
    book = secrets_of_files([str(tmp_path / "orders.csv")])
    assert kinds(edited(tmp_path / "x.pdf", PHOTOGRAPHS[what]), book) == {"name"}


@pytest.mark.parametrize("cut", range(0, 90, 3))
def test_damaged_notes_are_passed_over(cut: int) -> None:
    fields = exif(0x9286, WIDE_COMMENT, 0x8769)
    for note in (fields[:cut], fields[:cut] + b"\xff" * 9 + fields[cut + 9 :], fields[:10] + b"\x0a\0\0\0"):
        list(notes_of(b"\xff\xd8\xff\xe1" + struct.pack(">H", 2 + len(note)) + note + b"\xff\xff\xfe"))


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_damaged_boxes_are_passed_over(cut: int) -> None:
    boxes = box(b"jp2h", box(b"xml ", b"<a/>")) + box(b"jp2c", b"\xff\x4f\xff\x64\0\x08\0\1none")
    for data in (boxes[:cut], boxes[:cut] + b"\0\0\0\1" + boxes[cut + 4 :], b"\xff\x4f" + boxes[cut:]):
        list(notes_of_jpeg_2000(data))


def test_boxes_in_boxes_without_end_are_refused_in_no_time() -> None:
    deep = 20_000
    body = b"\1" * 2_000_000
    heads = b"".join(struct.pack(">I4s", 8 * (deep - at) + len(body), b"asoc") for at in range(deep))
    started = process_time()
    with pytest.raises(UnreadError):
        list(notes_of_jpeg_2000(heads + body))
    assert process_time() - started < 3


def test_fields_over_one_another_take_no_time() -> None:
    entry = struct.pack("<HHII", 0x927C, 7, 60_000, 0)
    note = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 4000) + entry * 4000 + "码\1".encode() * 4000
    started = process_time()
    list(notes_of(b"\xff\xd8" + (b"\xff\xe1" + struct.pack(">H", 2 + len(note)) + note) * 50))
    assert process_time() - started < 3
