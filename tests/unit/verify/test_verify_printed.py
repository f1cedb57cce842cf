"""What paper shows and a screen does not, or the other way about; and what eyes read in another order than it was drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from edited_pdfs import Edit, edited, kinds, symbol
from foreign import NAME, PHONE, Extra, make, say
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from waybill.render.png import preview
from waybill.verify import SecretBook
from waybill.verify.pages import Char
from waybill.verify.sight import as_seen


def look(pdf: Pdf) -> Dictionary:
    box = Array([0, 0, 283, 226])
    return Dictionary(N=pdf.make_stream(symbol(), Type=Name.XObject, Subtype=Name.Form, BBox=box))


def note(pdf: Pdf, **more: Any) -> Any:
    made = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 283, 226]), AP=look(pdf), **more)
    pdf.pages[0].Annots = Array([pdf.make_indirect(made)])
    return pdf.pages[0].Annots[0]


def stamp(flags: int) -> Edit:
    return lambda pdf: note(pdf, Subtype=Name.Stamp, F=flags)


def button(pdf: Pdf) -> None:
    field = note(pdf, Subtype=Name.Widget, FT=Name.Btn, Ff=1 << 16, T=String("b"), F=4)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def layer(**states: Name) -> Edit:
    def edit(pdf: Pdf) -> None:
        usage = Dictionary(
            Print=Dictionary(PrintState=states["on_paper"]), View=Dictionary(ViewState=states["on_screen"])
        )
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a"), Usage=usage))
        asked = [
            Dictionary(Event=event, Category=Array([event]), OCGs=Array([group]))
            for event in (Name.View, Name.Print)
        ]
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(AS=Array(asked)))
        pdf.pages[0].Resources.Properties = Dictionary(L=group)
        pdf.pages[0].contents_add(pdf.make_stream(b"/OC /L BDC " + symbol() + b" EMC"))

    return edit


SHOWN: dict[str, Edit] = {
    "stamp": stamp(4),
    "stamp for paper only": stamp(4 + 32),
    "stamp for a screen only": stamp(0),
    "button": button,
    "layer for paper only": layer(on_paper=Name.ON, on_screen=Name.OFF),
    "layer for a screen only": layer(on_paper=Name.OFF, on_screen=Name.ON),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_code_is_read_wherever_it_is_shown(tmp_path: Path, what: str) -> None:
    assert kinds(edited(tmp_path / "x.pdf", SHOWN[what]), None) == {"phone"}


def test_a_preview_has_the_stamps_of_paper(tmp_path: Path) -> None:
    inked = []
    for flags in (0, 4):
        pages = list(preview(edited(tmp_path / "x.pdf", stamp(flags)), 203))
        inked.append(pages[0][1].histogram()[0])
    assert inked[1] > inked[0] + 5000


def one_by_one(canvas: Canvas) -> None:
    canvas.setFont("STSong-Light", 9)
    for index, char in enumerate(NAME):
        canvas.drawString(200, 130 - 12 * index, char)


def test_characters_by_themselves_in_a_font_that_is_not_in_the_file(tmp_path: Path, book: SecretBook) -> None:
    path = make(tmp_path / "x.pdf", one_by_one)
    assert kinds(path, book) == {"name"}
    with pypdfium2.PdfDocument(path) as document:
        if NAME[0] in document[0].get_textpage().get_text_range():
            pytest.skip("a font of this machine has them; without one a reader of pages drops them")


def later(*pieces: tuple[float, str]) -> Extra:
    """Pieces of a line, and other text between them."""
    return lambda canvas: [
        step for x, text in pieces for step in (say(text, x=x)(canvas), say("cup", x=20, y=75)(canvas))
    ]


def test_the_end_of_a_number_may_be_drawn_before_its_beginning(tmp_path: Path, book: SecretBook) -> None:
    path = make(tmp_path / "x.pdf", later((20 + 6 * 5.73, PHONE[6:]), (20, PHONE[:6])))
    for secrets in (None, book):
        assert kinds(path, secrets) == {"phone"}
    assert kinds(make(tmp_path / "y.pdf", later((120, PHONE[6:]), (20, PHONE[:6]))), None) == set()


def char(text: str, left: float, top: float, width: float = 20, height: float = 20) -> Char:
    return Char(text, left, top, left + width, top + height, True)


@pytest.mark.parametrize(
    ("chars", "seen"),
    [
        ([char("秋", 40, 2), char("清", 0, 0), char("一", 20, 9, height=2)], "清一秋"),
        ([char("1", 8, 0, 2, 16), char("8", 12, 0, 8, 16), char("3", 0, 1, 8, 16)], "318"),
        ([char("甲", 0, 0), char("乙", 40, 0), char("丙", 0, 24)], "甲\n乙\n丙"),
        ([], ""),
    ],
)  # fmt: skip
def test_lines_as_eyes_follow_them(chars: list[Char], seen: str) -> None:
    assert as_seen(chars) == seen
