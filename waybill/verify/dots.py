"""The dots of a page by rows: a page has hundreds of characters, and each is looked at more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from PIL.Image import Image

INK, PAPER = b"\0", b"\xff"

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in dots; the right column and the bottom row are no part of it."""


class Dots(NamedTuple):
    """A picture of nothing but ink and paper."""

    picture: Image
    rows: bytes
    width: int
    height: int

    @classmethod
    def of(cls, picture: Image) -> Self:
        """The same by rows; ``picture`` has one byte a dot."""
        return cls(picture, picture.tobytes(), *picture.size)

    def has(self, colour: bytes, box: Box) -> bool:
        """Whether a dot of a box on the paper has this colour; the middle row, which mostly tells, is looked at first."""
        left, top, right, bottom = box
        first, last, width = top * self.width, bottom * self.width, self.width
        middle = (top + bottom) // 2 * width
        if top < bottom and self.rows.find(colour, middle + left, middle + right) >= 0:
            return True
        return any(self.rows.find(colour, row + left, row + right) >= 0 for row in range(first, last, width))

    def lines(self, box: Box) -> list[bytes]:
        """The rows of a box, top down; what is beside the paper is dark."""
        left, top, right, bottom = box
        width = self.width
        if left < 0 or top < 0 or right > width or bottom > self.height:
            own, cut = right - left, self.picture.crop(box).tobytes()
            return [cut[at : at + own] for at in range(0, len(cut), own)]
        return [self.rows[row * width + left : row * width + right] for row in range(top, bottom)]
