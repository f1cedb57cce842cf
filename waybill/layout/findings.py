"""What a check of a template finds."""

from __future__ import annotations

from typing import NamedTuple

from waybill.errors import Problem, Where
from waybill.layout.template import Origin


class Finding(NamedTuple):
    """One fault of a template and where it is written."""

    problem: Problem
    where: Where
    column: int
    inside: str
    """File and line in the part that the place uses, if it does."""

    def text(self) -> str:
        """File, line, column, code and sentence."""
        inside = f" ({self.inside})" if self.inside else ""
        return f"{self.where}:{self.column}{inside}: {self.problem.code}: {self.problem.text()}"


def finding(code: str, origin: Origin, **facts: str) -> Finding:
    """A fault of what is written at ``origin``."""
    where = Where(origin.file, origin.line)
    return Finding(Problem(code, None, tuple(facts.items())), where, origin.column, origin.inside)
