"""What the commands that look at order files without printing them have in common: ``check`` and ``orders``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waybill.errors import Problem


def tell(file: str, problem: Problem) -> None:
    """Tell what of a file is not read although the rest of it is."""
    sys.stderr.write(f"waybill: {file}: {problem.text()}\n")
