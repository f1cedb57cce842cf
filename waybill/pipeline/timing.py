"""``print --timing``: where the time goes, by stage.

The stages are wrapped only when asked for; an ordinary run pays nothing.  A stage that is called inside another one is
taken out of it, so that the figures add up.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

STAGES = ("intake", "mask", "address", "seal", "symbols", "layout+render", "deflate", "journal", "file")


class Stages:
    """Nanoseconds by stage."""

    def __init__(self) -> None:
        self._spent = dict.fromkeys(STAGES, 0)
        self._inner = [0]

    def wrap(self, stage: str, function: Callable[Given, Result]) -> Callable[Given, Result]:
        """The function, timed."""

        def timed(*values: Given.args, **named: Given.kwargs) -> Result:
            self._inner.append(0)
            start = perf_counter_ns()
            try:
                return function(*values, **named)
            finally:
                whole = perf_counter_ns() - start
                self._spent[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return timed

    def take(self) -> dict[str, int]:
        """What was spent since the last call."""
        spent, self._spent = self._spent, dict.fromkeys(STAGES, 0)
        return spent

    def watch_libraries(self) -> None:
        """Wrap the functions that the rooms call in one another; for a process that times and does nothing else."""
        from waybill import symbols
        from waybill.deidentify import parties

        vars(parties)["for_label"] = self.wrap("address", vars(parties)["for_label"])
        symbols.code128 = self.wrap("symbols", symbols.code128)
        symbols.qr = self.wrap("symbols", symbols.qr)
