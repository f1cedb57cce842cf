"""The shapes of carriers' waybill numbers: a hint, since public tables disagree (see the data file's
provenance).

A number that a standard gives a check digit is refused by ``rules`` where that is wrong, whoever carries it (UPU S10).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_SHORTEST_OF_TWO = 12
"""Characters.  No carrier's numbers are as long as two of these."""


@cache
def _table() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The names that a carrier goes by, the one that columns are called after first, and the pattern of its numbers."""
    data = tomllib.loads((files("waybill") / "intake" / "carriers.toml").read_text("utf-8"))
    return tuple(
        (tuple(entry["names"]), re.compile("(?:" + "|".join(entry["shapes"]) + r")\Z"))
        for entry in data["carrier"]
    )


@cache
def shapes() -> dict[str, re.Pattern[str]]:
    """Carrier's name as written -> the pattern of its numbers."""
    return {name: shape for names, shape in _table() for name in names}


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    return {name: names for names, _ in _table() for name in names}


def names_of_carrier(carrier: str) -> tuple[str, ...]:
    """All names that a carrier goes by (中通, 中通快递, ZTO), the same for each of them; itself alone where it is not known."""
    return _by_name().get(carrier, (carrier,))


def shape_fits(carrier: str, waybill_no: str) -> bool:
    """Whether a number has a shape that the carrier is known to use; True for carriers that the table does
    not know."""
    shape = shapes().get(carrier)
    return shape is None or shape.match(waybill_no) is not None


def are_two(carrier: str, waybill_no: str) -> bool:
    """Whether a number that has none of its carrier's shapes is two that have, with nothing between them."""
    half, odd = divmod(len(waybill_no), 2)
    both = waybill_no[:half], waybill_no[half:]
    return half >= _SHORTEST_OF_TWO and not odd and all(shape_fits(carrier, number) for number in both)
