"""Layers are found however they are written: a page is looked at a second time, as a screen shows it, only where there are some."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from edited_pdfs import Edit, edited, kinds, symbol
from foreign import make
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf

from waybill.pipeline import PrintJob, print_labels
from waybill.verify.layers import may_have_layers

BOX = Array([0, 0, 283, 226])


def screen_only() -> Dictionary:
    """A layer."""
    states = Dictionary(Print=Dictionary(PrintState=Name.OFF), View=Dictionary(ViewState=Name.ON))
    return Dictionary(Type=Name.OCG, Name="a", Usage=states)


def form(pdf: Pdf) -> None:
    """A form that belongs to a layer, which the catalogue does not even name."""
    drawn = pdf.make_stream(symbol(), Type=Name.XObject, Subtype=Name.Form, BBox=BOX, OC=screen_only())
    pdf.pages[0].Resources.XObject = Dictionary(S=drawn)
    pdf.pages[0].contents_add(pdf.make_stream(b"/S Do"))


def form_of_a_kept_group(pdf: Pdf) -> None:
    """The same with the group as an object of its own."""
    form(pdf)
    drawn = pdf.pages[0].Resources.XObject.S
    drawn.OC = pdf.make_indirect(screen_only())


def marks(pdf: Pdf) -> None:
    """Contents that are marked as a layer's."""
    pdf.pages[0].Resources.Properties = Dictionary(L=pdf.make_indirect(screen_only()))
    pdf.pages[0].contents_add(pdf.make_stream(b"/OC /L BDC " + symbol() + b" EMC"))


LAYERS: dict[str, Edit] = {"form": form, "form, group kept": form_of_a_kept_group, "marks": marks}


@pytest.mark.parametrize("packed", [ObjectStreamMode.disable, ObjectStreamMode.generate])
@pytest.mark.parametrize("what", LAYERS)
def test_what_only_a_screen_shows_is_read(tmp_path: Path, what: str, packed: ObjectStreamMode) -> None:
    path = edited(tmp_path / "x.pdf", LAYERS[what])
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=packed)
    assert kinds(path, None) == {"phone"}


@pytest.mark.parametrize(("name", "written"), [
    (b"/OC", b"/O#43"), (b"/OC", b"/#4fC"), (b"/OC", b"/#4F#43"), (b"/OC", b"/#3VC"), (b"/Properties", b"/P#72operties"),
])  # fmt: skip
def test_names_that_are_written_in_other_ways(tmp_path: Path, name: bytes, written: bytes) -> None:
    """The last but one as no standard has it: a lenient reader takes any letter for a figure."""
    path = edited(tmp_path / "x.pdf", marks if name == b"/Properties" else form)
    raw, count = re.subn(re.escape(name) + rb"\b", written, path.read_bytes())
    assert count == 1 and not may_have_layers(make(tmp_path / "without.pdf"))
    path.write_bytes(raw)
    assert may_have_layers(path)


def written(path: Path, objects: bytes) -> Path:
    """Something that begins as a PDF does, with these bytes in it."""
    path.write_bytes(b"%PDF-1.7\n" + objects + b"\n%%EOF\n")
    return path


def stream(data: bytes, entries: bytes = b"/Filter/FlateDecode", end: bytes = b"\n") -> bytes:
    return b"<</Type/ObjStm/N 1/First 4%b/Length %d>>stream%b%b\nendstream" % (entries, len(data), end, data)


PLAIN, LAYERED = zlib.compress(b"9 0 <</A 1>>" * 99), zlib.compress(b"9 0 <</OC 8 0 R>>" * 99)


@pytest.mark.parametrize(("objects", "may"), [
    (b"<</OCG 1/Octet 2/PropertiesOf 3/O 4/C 5>>", False),
    (b"<</OC 1 0 R>>", True),
    (b"<</OC<<>>>>", True),
    (b"<</Properties[]>>", True),
    (b"trailer<</Encrypt 1 0 R>>", True),
    (b"/OC", True),
    (stream(PLAIN), False),
    (stream(PLAIN) + stream(PLAIN, end=b"\r\n"), False),
    (stream(LAYERED), True),
    (stream(PLAIN) + stream(LAYERED), True),
    (stream(b"9 0 <</A 1>>", b""), True),
    (stream(PLAIN, b"/Filter[/FlateDecode]"), True),
    (stream(PLAIN, b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>"), True),
    (stream(PLAIN, b"/Filter/F#6cateDecode"), True),
    (stream(PLAIN).replace(b"ObjStm", b"Obj#53tm"), True),
    (stream(PLAIN[:-8]).replace(b"endstream", b""), True),
    (stream(PLAIN[9:]), True),
    (stream(zlib.compress(b"9 0 /ObjStm")), True),
    (stream(PLAIN) + b"7 0 obj /ObjStm endobj", True),
    (stream(PLAIN, end=b" \n"), True),
    (b"%" + b"x" * 300 + b"/ObjStm>>stream\n" + PLAIN, True),
])  # fmt: skip
def test_what_can_hold_a_layer(tmp_path: Path, objects: bytes, may: bool) -> None:
    assert may_have_layers(written(tmp_path / "x.pdf", objects)) is may


def test_a_long_object_stream_is_read_to_its_end(tmp_path: Path) -> None:
    numbers = b" ".join(b"%d" % (n * n) for n in range(60_000))
    for last, may in ((b"/A 1", False), (b"/OC 8 0 R", True)):
        packed = zlib.compress(numbers + b"<<" + last + b">>")
        assert len(packed) > 1 << 16
        assert may_have_layers(written(tmp_path / "x.pdf", stream(packed) + stream(PLAIN))) is may


def test_more_than_is_read_may_hold_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waybill.verify.layers.LARGEST", 1000)
    assert may_have_layers(written(tmp_path / "x.pdf", stream(PLAIN)))


def test_labels_have_none(tmp_path: Path, samples: Path) -> None:
    """Nor is an encrypted copy of them taken to have none."""
    pdf = tmp_path / "labels.pdf"
    job = PrintJob(
        orders=(str(samples / "kuaishou.csv"),), output=str(pdf), journal=str(tmp_path / "journal.db"), keys=tmp_path / "keys", jobs=1
    )  # fmt: skip
    print_labels(job, clock=lambda: datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    assert b"/ObjStm" in pdf.read_bytes() and not may_have_layers(pdf)
    with Pdf.open(pdf) as opened:
        opened.save(tmp_path / "locked.pdf", encryption=Encryption(owner="o", user=""))
    assert may_have_layers(tmp_path / "locked.pdf")
