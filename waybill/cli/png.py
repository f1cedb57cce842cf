"""Pictures of pages, written as PNG files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waybill.errors import InputError, Where

if TYPE_CHECKING:
    from PIL.Image import Image


def save(picture: Image, output: Path, dpi: int) -> None:
    """A 1-bit PNG that tells its resolution; ``-`` is standard output."""
    target = sys.stdout.buffer if str(output) == "-" else output
    try:
        picture.save(target, format="PNG", dpi=(dpi, dpi))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError("TEMPLATE-WRITE", where=Where(str(output)), reason=error.strerror or "?") from None
