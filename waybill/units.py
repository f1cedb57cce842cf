"""Millimetres, points and printer dots.

A thermal head burns whole dots.  Every length of a page is therefore a whole number of dots on the raster that a
renderer allocates for the paper at the head's resolution, and only the last step, the page's coordinate
matrix, speaks of points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

MM_PER_INCH = 25.4
PT_PER_INCH = 72.0
DPIS = (203, 300, 600)
"""The resolutions of thermal print heads that forms are made for."""


@dataclass(frozen=True, slots=True)
class DotGrid:
    """The dots of one paper at one resolution.

    ``width_dots`` and ``height_dots`` are the smallest whole raster that holds the paper at ``dpi``; the pitch is
    the paper divided by that raster, so that the last dot ends where the paper ends (76 mm at "203 dpi" is 608
    dots of exactly 1/8 mm, which is what such heads have).  x runs right, y runs down, both from the top left.
    """

    width_mm: float
    height_mm: float
    dpi: int
    width_dots: int = field(init=False)
    height_dots: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width_dots", ceil(self.width_mm * self.dpi / MM_PER_INCH - 1e-6))
        object.__setattr__(self, "height_dots", ceil(self.height_mm * self.dpi / MM_PER_INCH - 1e-6))

    @property
    def width_pt(self) -> float:
        """The paper's width in points."""
        return self.width_mm * PT_PER_INCH / MM_PER_INCH

    @property
    def height_pt(self) -> float:
        """The paper's height in points."""
        return self.height_mm * PT_PER_INCH / MM_PER_INCH

    def x_dots(self, x_mm: float) -> int:
        """The dot column nearest to ``x_mm`` from the left edge."""
        return round(x_mm * self.width_dots / self.width_mm)

    def y_dots(self, y_mm: float) -> int:
        """The dot row nearest to ``y_mm`` from the top edge."""
        return round(y_mm * self.height_dots / self.height_mm)
