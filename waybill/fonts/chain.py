"""The font chain: the shipped font first, then fonts of the system that have what it lacks.

A font number names a *logical face* and means the same in every process on one machine: file number times 64
plus part, where files are counted in a fixed order and a part is a slice of a file's characters beyond the
BMP (see ``face``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from waybill.errors import LayoutError
from waybill.fonts.face import PART_SIZE, Face
from waybill.fonts.sfnt import Sfnt
from waybill.fonts.system import Candidate, candidates

PARTS = 64


def shipped_font() -> Path:
    """Noto Sans SC, which the package pylopdf-fonts-zh-cn brings (SIL Open Font Licence 1.1)."""
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path())


@cache
def chain() -> FontChain:
    """The process's font chain: the shipped font and the system's."""
    return FontChain()


class _Numbers(dict[str, int]):
    """The font number of each character met so far; -1 where no font has it."""

    def __init__(self, owner: FontChain) -> None:
        super().__init__()
        self._owner = owner

    def __missing__(self, char: str) -> int:
        number = self[char] = self._owner.find(char)
        return number


class _Advances(dict[str, float]):
    """Advances of characters met so far, in thousandths of the em; an unknown one counts as one em."""

    def __init__(self, owner: FontChain) -> None:
        super().__init__()
        self._owner = owner

    def __missing__(self, char: str) -> float:
        number = self._owner.numbers[char]
        advance = self[char] = self._owner.face(number).advance(ord(char)) if number >= 0 else 1000.0
        return advance


class FontChain:
    """Coverage and widths over all fonts.  Which characters were met is remembered, never in which text."""

    def __init__(self, extra: Sequence[Path] = (), *, system: bool = True) -> None:
        """``extra`` font files come before the system's, which ``system`` may leave out."""
        self._extra, self._system = extra, system
        self._files: list[Candidate] | None = None
        self._shipped = Sfnt(shipped_font())
        self._fonts: dict[int, Sfnt | None] = {0: self._shipped}
        self._faces: dict[int, Face] = {}
        self.numbers = _Numbers(self)
        self._advances = _Advances(self)
        self._first: set[str] = set()

    def width(self, text: str, size_dots: float) -> float:
        """The text's advance in dots at an em of ``size_dots``; bold has the same advances."""
        return sum(map(self._advances.__getitem__, text)) * size_dots / 1000

    def missing(self, text: str) -> str:
        """The characters that no font has, each once, in order."""
        if self._first.issuperset(text):
            return ""
        lost = "".join(dict.fromkeys(char for char in text if self.numbers[char] < 0))
        self._first.update(char for char in text if self.numbers[char] == 0)
        return lost

    def runs(self, text: str) -> list[tuple[int, str]]:
        """The text cut into pieces of one font each; what no font has goes to the shipped font."""
        if self._first.issuperset(text):
            return [(0, text)]
        pieces: list[tuple[int, str]] = []
        for char in text:
            number = max(self.numbers[char], 0)
            if pieces and pieces[-1][0] == number:
                pieces[-1] = (number, pieces[-1][1] + char)
            else:
                pieces.append((number, char))
        self._first.update(char for char in text if self.numbers[char] == 0)
        return pieces

    def face(self, number: int) -> Face:
        """The logical face of a font number.  Raises LayoutError ``FONT-GONE`` for one this machine has not got."""
        if number not in self._faces:
            font = self._font(number // PARTS)
            if font is None:
                raise LayoutError("FONT-GONE", font=number)
            self._faces[number] = Face(font, number % PARTS)
        return self._faces[number]

    def find(self, char: str) -> int:
        """The font number of the first font that has the character; -1 where none has."""
        code = ord(char)
        if self._shipped.glyph(code):
            return self._number(0, code)
        if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
            return -1
        for file in range(1, self._file_count() + 1):
            font = self._font(file)
            if font is not None and font.glyph(code):
                return self._number(file, code)
        return -1

    def _number(self, file: int, code: int) -> int:
        font = self._font(file)
        part = font.astral.index(code) // PART_SIZE if font and code > 0xFFFF else 0
        return file * PARTS + part

    def _file_count(self) -> int:
        if self._files is None:
            self._files = candidates(self._extra, self._system)
        return len(self._files)

    def _font(self, file: int) -> Sfnt | None:
        if file not in self._fonts:
            if file > self._file_count():
                return None
            assert self._files is not None
            path, number = self._files[file - 1]
            try:
                font = Sfnt(path, number)
                # What can't be read, and fonts of symbols without Unicode, must not stop the search.
                font.glyph(0)
                self._fonts[file] = font if font.embeddable else None
            except LayoutError:
                self._fonts[file] = None
        return self._fonts[file]
