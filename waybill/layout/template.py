"""A template as read: paper, zones and elements in millimetres from the paper's top left corner.

Parts are already inserted, parameters filled in, repeats unrolled, relative coordinates resolved; what is
left knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waybill.layout.fields import Piece

PAGE = "page"
"""The name under which elements outside all zones (frames, rules) stand."""
SLACK_MM = 0.05
"""What two lengths of a template may differ by and be meant as the same: less than half a dot at 203 dpi."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the bottom edge."""
        return self.y + self.height

    def meets(self, other: Area) -> bool:
        """True when the two share more than :data:`SLACK_MM` in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > SLACK_MM
            and min(self.bottom, other.bottom) - max(self.y, other.y) > SLACK_MM
        )

    def holds(self, other: Area) -> bool:
        """True when ``other`` lies inside, give or take :data:`SLACK_MM`."""
        return (
            other.x >= self.x - SLACK_MM
            and other.y >= self.y - SLACK_MM
            and other.right <= self.right + SLACK_MM
            and other.bottom <= self.bottom + SLACK_MM
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an element is written: file name, line and column from 1.

    An element of a part is where the template uses the part; ``inside`` then names file and line in the part.
    """

    file: str
    line: int
    column: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """What all elements have.  ``when`` names conditions that must all hold."""

    zone: str
    area: Area
    when: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class TextElement(Element):
    """Text fitted into its area: wrapped, then set smaller down to ``size_min_mm``, then refused."""

    pieces: tuple[Piece, ...]
    join: str
    size_mm: float
    size_min_mm: float
    bold: bool
    align: str
    valign: str
    max_lines: int
    leading: float
    white: bool
    lead_bold: bool


@dataclass(frozen=True, slots=True)
class CodeElement(Element):
    """A Code 128 symbol with its quiet zones inside the area."""

    pieces: tuple[Piece, ...]
    module_mm: float
    module_min_mm: float
    quiet_modules: int
    align: str
    optional: bool
    """Left out where it does not fit; the number stands in another code."""


@dataclass(frozen=True, slots=True)
class MatrixElement(Element):
    """A QR or Data Matrix symbol, as large as whole dots and its quiet zone allow, in the middle of the area."""

    pieces: tuple[Piece, ...]
    symbology: str
    module_mm: float
    module_min_mm: float
    level: str
    max_version: int


@dataclass(frozen=True, slots=True)
class BoxElement(Element):
    """A filled rectangle, a frame (``thickness_mm`` > 0, drawn inwards), or a rule (``line`` = h or v)."""

    line: str
    thickness_mm: float
    dash_mm: float
    white: bool

    @property
    def is_fill(self) -> bool:
        """Neither a rule nor a frame."""
        return not self.line and not self.thickness_mm


@dataclass(frozen=True, slots=True)
class ImageElement(Element):
    """A picture as 8-bit grey, to be scaled to the area's dots and made 1-bit."""

    grey: bytes
    columns: int
    rows: int
    dither: bool
    threshold: int


@dataclass(frozen=True, slots=True)
class CounterElement(Element):
    """Where the page counter n/N stands, centred."""

    size_mm: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone of the paper.  A name may occur more than once (a second number zone, a second ply)."""

    name: str
    area: Area
    origin: Origin


@dataclass(frozen=True, slots=True)
class Template:
    """A whole form."""

    name: str
    title_en: str
    title_zh: str
    kind: str
    """``waybill`` must have the six zones of GB/T 41833; ``slip`` need not."""
    file: str
    files: Mapping[str, str]
    """All files it is made of (itself, parts, pictures), each with the SHA-256 (hex) of its bytes as they were read."""
    digest: str
    """SHA-256 of the resolved content: sources, parts and pictures."""
    width_mm: float
    height_mm: float
    plies_mm: tuple[float, ...]
    tear_clear_mm: float
    zones: tuple[Zone, ...]
    elements: tuple[Element, ...]

    @property
    def origin(self) -> Origin:
        """The beginning of its file, for what is wrong with the whole."""
        return Origin(self.file.replace("\\", "/").rpartition("/")[2], 1, 1)

    @property
    def tears_mm(self) -> tuple[float, ...]:
        """y of each tear line."""
        return tuple(sum(self.plies_mm[: i + 1]) for i in range(len(self.plies_mm) - 1))


def inks(element: Element) -> list[Area]:
    """The rectangles that an element may blacken: all of it, or a rule, or the four sides of a frame."""
    area = element.area
    if not isinstance(element, BoxElement) or element.is_fill:
        return [area]
    thick = element.thickness_mm
    if element.line:
        half = thick / 2
        if element.line == "h":
            return [Area(area.x, area.y - half, area.width, thick)]
        return [Area(area.x - half, area.y, thick, area.height)]
    return [
        Area(area.x, area.y, area.width, thick),
        Area(area.x, area.bottom - thick, area.width, thick),
        Area(area.x, area.y, thick, area.height),
        Area(area.right - thick, area.y, thick, area.height),
    ]
