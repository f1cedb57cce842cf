"""What the commands that look at order files without printing them have in common: ``check`` and ``orders``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waybill.cli.streams import say

if TYPE_CHECKING:
    from waybill.errors import Problem


def tell(file: str, problem: Problem) -> None:
    """Tell what of a file is not read although the rest of it is."""
    say(f"{file}: {problem.text()}")
