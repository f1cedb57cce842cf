"""Pictures of a template: a PNG beside it, as grey when read and as black dots when compiled.

A picture is named without a path, so that a template can't show any other file of the machine.
"""

from __future__ import annotations

import errno
import re
from io import BytesIO
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from waybill.layout.tables import Table
from waybill.layout.template import ImageElement
from waybill.page import Image
from waybill.paths import small_file

if TYPE_CHECKING:
    from PIL.Image import Image as PngImage

MAX_BYTES = 512 * 1024
MAX_PIXELS = 4_000_000
_FILE_NAME = re.compile(r"[\w-][\w. -]*\.png", re.IGNORECASE)
_BAYER = (
    (0, 32, 8, 40, 2, 34, 10, 42),
    (48, 16, 56, 24, 50, 18, 58, 26),
    (12, 44, 4, 36, 14, 46, 6, 38),
    (60, 28, 52, 20, 62, 30, 54, 22),
    (3, 35, 11, 43, 1, 33, 9, 41),
    (51, 19, 59, 27, 49, 17, 57, 25),
    (15, 47, 7, 39, 13, 45, 5, 37),
    (63, 31, 55, 23, 61, 29, 53, 21),
)


def read_picture(table: Table) -> bytes:
    """The bytes of the file that the table names.  Raises TemplateError."""
    name = table.text("image")
    folder = table.source.path.resolve().parent
    # A name that can't be one is not even looked for: of U+0000 the system makes an error of its own.
    path = (folder / name).resolve() if _FILE_NAME.fullmatch(name) else folder
    if path.parent != folder:
        raise table.error("TEMPLATE-IMAGE", "image", reason="not a PNG's name without a path")
    try:
        return small_file(path, MAX_BYTES)
    except FileNotFoundError:
        raise table.error("TEMPLATE-IMAGE", "image", reason="no such file") from None
    except OSError as error:
        too_long = error.errno == errno.EFBIG
        reason = f"> {MAX_BYTES // 1024} KiB" if too_long else error.strerror or "not a readable PNG"
        raise table.error("TEMPLATE-IMAGE", "image", reason=reason) from None


def to_grey(table: Table, data: bytes) -> tuple[bytes, int, int]:
    """The pixels of the PNG as 8-bit grey (transparent = white), columns and rows.  Raises TemplateError."""
    from PIL import Image as Pillow

    too_large = table.error("TEMPLATE-IMAGE", "image", reason=f"> {MAX_PIXELS} pixels")
    try:
        with catch_warnings():
            simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(data), formats=("PNG",)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise too_large
                shown = _eight_bits(picture).convert("RGBA")
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise too_large from None
    except (OSError, SyntaxError, ValueError):
        raise table.error("TEMPLATE-IMAGE", "image", reason="not a readable PNG") from None
    paper = Pillow.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    grey = paper.convert("L")
    return grey.tobytes(), grey.width, grey.height


def _eight_bits(picture: PngImage) -> PngImage:
    """Grey of 16 bits as 8: ``convert`` alone would make white of all but black."""
    deep = picture.mode.startswith("I")
    return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L") if deep else picture


def to_dots(element: ImageElement, x: int, y: int, width: int, height: int) -> Image:
    """The picture in a rectangle of dots: scaled in proportion, centred, then black or white."""
    from PIL import Image as Pillow

    scale = min(width / element.columns, height / element.rows)
    size = max(1, round(element.columns * scale)), max(1, round(element.rows * scale))
    grey = Pillow.frombytes("L", (element.columns, element.rows), element.grey)
    pixels = grey.resize(size, Pillow.Resampling.BOX if scale < 1 else Pillow.Resampling.NEAREST).tobytes()
    columns, rows = size
    stride = (columns + 7) // 8
    packed = bytearray(stride * rows)
    for row in range(rows):
        for column in range(columns):
            limit = _BAYER[row % 8][column % 8] * 4 + 2 if element.dither else element.threshold
            if pixels[row * columns + column] < limit:
                packed[row * stride + column // 8] |= 0x80 >> column % 8
    return Image(x + (width - columns) // 2, y + (height - rows) // 2, columns, rows, bytes(packed))
