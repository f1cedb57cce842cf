"""A page as a scanner and a reader see it: dots, decoded codes, characters with their boxes, fonts."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, suppress
from importlib import import_module
from logging import NullHandler, getLogger
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from waybill.errors import InputError, Where
from waybill.units import MM_PER_INCH, PT_PER_INCH
from waybill.verify.layers import may_have_layers
from waybill.verify.shapes import plain

if TYPE_CHECKING:
    from PIL.Image import Image

DARK = 128
_LARGEST_SIDE = 20_000
_NOBODY = NullHandler()


class Char(NamedTuple):
    """One character: its text, its box in dots, and whether its font told what it is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    mapped: bool


class Code(NamedTuple):
    """One decoded symbol: its box in dots, and quarter turns from upright (-1: at another angle)."""

    symbology: str
    text: str
    left: int
    top: int
    right: int
    bottom: int
    turns: int


class PageView(NamedTuple):
    """Everything that one page shows."""

    number: int
    width_mm: float
    height_mm: float
    dots: Image
    codes: list[Code]
    chars: list[Char]
    """Without blanks."""
    text: str
    """As a reader would copy it."""
    flat: str
    """The characters in order, plain, without blanks; ``owner[i]`` is the index in ``chars`` of its i-th."""
    owner: list[int]
    loose_fonts: set[str]
    """Names of fonts that are used and not embedded."""


def load_readers() -> None:
    """Load what a page is read with: for processes that are to share it."""
    with suppress(ImportError):  # told where it is missed
        for name in ("PIL.Image", "pypdfium2.raw", "zxingcpp"):
            import_module(name)


class Reader:
    """A PDF opened for its pages."""

    def __init__(self, path: Path, dpi: int) -> None:
        """InputError VERIFY-NOT-PDF where it is no PDF to be read."""
        import pypdfium2

        getLogger("pypdfium2").addHandler(_NOBODY)  # of forms that it can't fill in
        try:
            self._document = pypdfium2.PdfDocument(path)
            self._document.init_forms()
            self._layers = may_have_layers(path)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise InputError("VERIFY-NOT-PDF", where=Where(str(path))) from error
        self._path = path
        self._unreadable = (
            pypdfium2.PdfiumError,
            ValueError,
        )  # of a page whose crop box lies beside its paper
        self._scale = dpi / PT_PER_INCH
        self.pages = len(self._document)

    def page(self, number: int) -> PageView:
        """One page, counted from 1.  InputError VERIFY-LARGE where it is no label's size, VERIFY-NOT-PDF where it is damaged."""
        try:
            with closing(self._document[number - 1]) as page:
                return _view(page, number, self._scale, layers=self._layers)
        except self._unreadable as error:
            raise InputError("VERIFY-NOT-PDF", where=Where(str(self._path))) from error


def _view(page: Any, number: int, scale: float, *, layers: bool) -> PageView:
    width, height = page.get_size()
    if max(width, height) * scale > _LARGEST_SIDE:
        raise InputError("VERIFY-LARGE", page=number, limit=_LARGEST_SIDE)
    printed = _dots(page, scale, "print")
    codes = _codes(printed)
    if layers or _has_notes(page):  # which may be for paper only, or for a screen only
        shown = _dots(page, scale, None)
        if shown.tobytes() != printed.tobytes():
            codes += [code for code in _codes(shown) if code not in codes]
    with closing(page.get_textpage()) as reader:
        chars = list(_chars(reader, page, printed.width, printed.height))
        text = reader.get_text_range()
    pieces = [plain(char.text) for char in chars]
    mm = MM_PER_INCH / PT_PER_INCH
    return PageView(
        number, width * mm, height * mm, printed, codes, chars, text, "".join(pieces),
        [index for index, piece in enumerate(pieces) for _ in piece], _loose_fonts(page),
    )  # fmt: skip


def _has_notes(page: Any) -> bool:
    """Annotations of any kind, fields of forms among them."""
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFPage_GetAnnotCount(page))


def _dots(page: Any, scale: float, mode: str | None) -> Image:
    grey: Image = page.render(scale=scale, grayscale=True, optimize_mode=mode).to_pil()
    return grey.point([0] * DARK + [255] * (256 - DARK))


def _codes(dots: Image) -> list[Code]:
    import zxingcpp

    found = []
    for code in zxingcpp.read_barcodes(
        dots,
        try_downscale=False,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=zxingcpp.Binarizer.FixedThreshold,
    ):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        found.append(Code(code.format.name, code.text, *box, _turns(at)))
    return [code for code in found if not any(_lies_in(code, other) for other in found)]


def _lies_in(code: Code, other: Code) -> bool:
    """Mostly inside the box of a larger code: a few of a matrix code's rows, alone or with a rule beside them, happen to
    read as bars (as Codabar, which has no check, on one page of some thousands).
    """
    across = min(code.right, other.right) + 1 - max(code.left, other.left)
    down = min(code.bottom, other.bottom) + 1 - max(code.top, other.top)
    shared = max(across, 0) * max(down, 0)
    return _area(code) < _area(other) and 2 * shared >= _area(code)


def _area(code: Code) -> int:
    return (code.right + 1 - code.left) * (code.bottom + 1 - code.top)


def _turns(position: Any) -> int:
    """Quarter turns clockwise of the symbol's first edge; -1 where it lies at another angle."""
    across = position.top_right.x - position.top_left.x
    down = position.top_right.y - position.top_left.y
    if abs(down) <= max(2, abs(across) // 50):
        return 0 if across > 0 else 2
    if abs(across) <= max(2, abs(down) // 50):
        return 1 if down > 0 else 3
    return -1


def _chars(reader: Any, page: Any, width: int, height: int) -> Iterator[Char]:
    import pypdfium2.raw as pdfium

    left_pt, bottom_pt, right_pt, top_pt = page.get_bbox()
    turned = page.get_rotation() != 0
    x_scale, y_scale = width / (right_pt - left_pt), height / (top_pt - bottom_pt)
    box = [ctypes.c_double() for _ in range(4)]
    sides = [ctypes.byref(side) for side in box]
    left, right, bottom, top = box
    to_x, to_y = ctypes.c_int(), ctypes.c_int()
    for index in range(reader.count_chars()):
        point = pdfium.FPDFText_GetUnicode(reader, index)
        if point in (0x20, 0xA0, 0x0D, 0x0A) or pdfium.FPDFText_IsGenerated(reader, index) == 1:
            continue
        pdfium.FPDFText_GetCharBox(reader, index, *sides)
        mapped = pdfium.FPDFText_HasUnicodeMapError(reader, index) != 1 and point not in (0, 0xFFFD)
        if turned:
            corners = []
            for x, y in ((left.value, bottom.value), (right.value, top.value)):
                pdfium.FPDF_PageToDevice(
                    page, 0, 0, width, height, 0, x, y, ctypes.byref(to_x), ctypes.byref(to_y)
                )
                corners.append((to_x.value, to_y.value))
            (x1, y1), (x2, y2) = corners
            yield Char(chr(point), min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), mapped)
            continue
        yield Char(
            chr(point), (left.value - left_pt) * x_scale, (top_pt - top.value) * y_scale,
            (right.value - left_pt) * x_scale, (top_pt - bottom.value) * y_scale, mapped,
        )  # fmt: skip


def _loose_fonts(page: Any) -> set[str]:
    import pypdfium2.raw as pdfium

    found: set[str] = set()
    known: set[int] = set()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        font = pdfium.FPDFTextObj_GetFont(thing)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address in known:
            continue
        known.add(address)
        if pdfium.FPDFFont_GetIsEmbedded(font) != 1:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
            found.add(name.value.decode("utf-8", "replace"))
    return found
