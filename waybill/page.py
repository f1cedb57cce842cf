"""A finished page: marks on the dot grid, before any output language.

Layout makes Pages from a template and a Label; render turns them into bytes.  All lengths are whole printer dots, x to
the right and y down from the paper's top left corner.  A mark is a small tuple so that thousands a second are cheap.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, Protocol, TypeVar


class Text(NamedTuple):
    """One line of text in one font.  ``x_dots``, ``baseline_dots`` are the pen's start; ``size_dots`` the em."""

    x_dots: int
    baseline_dots: int
    size_dots: int
    bold: bool
    text: str
    font: int = 0
    """Index into the font chain (0 = the shipped font)."""
    white: bool = False
    """True for text knocked out of a black box."""


class Bars(NamedTuple):
    """A linear symbol: ``widths`` alternates bar, space, bar ... in modules of ``module_dots``."""

    x_dots: int
    y_dots: int
    module_dots: int
    height_dots: int
    widths: bytes


class Matrix(NamedTuple):
    """A square matrix symbol: ``rows`` has one packed row after another, most significant bit first, each padded to
    whole bytes; 1 = dark.  The quiet zone is not part of it."""

    x_dots: int
    y_dots: int
    module_dots: int
    size: int
    rows: bytes


class Box(NamedTuple):
    """A filled rectangle (a rule is a thin box)."""

    x_dots: int
    y_dots: int
    width_dots: int
    height_dots: int
    white: bool = False


class Image(NamedTuple):
    """A 1-bit picture, one dot a pixel: ``rows`` packed like Matrix.rows, 1 = black."""

    x_dots: int
    y_dots: int
    width_dots: int
    height_dots: int
    rows: bytes


Mark = Text | Bars | Matrix | Box | Image


class Counter(NamedTuple):
    """Where ``n/N`` goes: N and n are known only when the page is joined to the file.  The text is centred on
    ``x_dots`` (the stroke between n and N)."""

    x_dots: int
    baseline_dots: int
    size_dots: int
    bold: bool = False


Drawn = TypeVar("Drawn")
"""What a renderer makes of a mark; the mark itself where nobody renders yet."""


class Page(NamedTuple, Generic[Drawn]):
    """What differs from page to page of one form, in drawing order; the form's static marks are not repeated here."""

    marks: list[Drawn]
    counter: Counter | None


Made = TypeVar("Made", covariant=True)


class Pen(Protocol[Made]):
    """Whoever makes something of the marks as they are placed: a renderer, or one that only collects them."""

    def meet(self, text: str, font: int) -> None:
        """Be told of characters before the first line that has them."""
        ...

    def line(
        self, x_dots: int, baseline_dots: int, size_dots: int, bold: bool, text: str, font: int, white: bool
    ) -> Made:
        """What becomes of a line of text; see :class:`Text`."""
        ...

    def draw(self, mark: Mark) -> Made:
        """What becomes of any mark."""
        ...


class Collector:
    """The Pen of whoever wants the marks themselves."""

    def meet(self, text: str, font: int) -> None:
        """Marks need no fonts."""

    def line(
        self, x_dots: int, baseline_dots: int, size_dots: int, bold: bool, text: str, font: int, white: bool
    ) -> Mark:
        """The line as a mark."""
        return Text(x_dots, baseline_dots, size_dots, bold, text, font, white)

    def draw(self, mark: Mark) -> Mark:
        """The mark."""
        return mark
