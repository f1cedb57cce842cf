"""A finished page: marks on the dot grid, before any output language.

Layout makes Pages from a template and a Label; render turns them into bytes.  All lengths are whole printer dots, x to
the right and y down from the paper's top left corner.  A mark is a small tuple so that thousands a second are cheap.
"""

from __future__ import annotations

from typing import NamedTuple


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


class Page(NamedTuple):
    """What differs from page to page of one form; the form's static marks are not repeated here."""

    marks: list[Mark]
    counter: Counter | None
