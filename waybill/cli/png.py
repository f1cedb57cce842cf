"""Pictures of pages, written as PNG files."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from waybill.cli.streams import tell_of_a_pipe
from waybill.pipeline.output import write_whole

if TYPE_CHECKING:
    from PIL.Image import Image


def save(picture: Image, output: Path, dpi: int) -> None:
    """A 1-bit PNG that tells its resolution, whole or not at all; ``-`` is standard output.  InputError OUTPUT-WRITE."""
    png = BytesIO()
    picture.save(png, format="PNG", dpi=(dpi, dpi))
    if str(output) == "-":
        sys.stdout.buffer.write(png.getvalue())
        return
    tell_of_a_pipe(str(output))
    write_whole(output, png.getvalue())
