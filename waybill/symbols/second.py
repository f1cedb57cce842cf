"""A second opinion on Code 128, for ``doctor`` and the tests: python-barcode, and a reader.

python-barcode encodes with its own code and tables; ``read`` tells what any symbol says.  Both are slow and
careful, and neither is on the way of a label that is printed.  Importing python-barcode takes longer than
making a label, hence the late import.
"""

from __future__ import annotations

from itertools import groupby

from waybill.errors import SymbolError
from waybill.symbols.code128 import (
    CODE_A,
    CODE_B,
    CODE_C,
    FNC1,
    GS,
    PATTERNS,
    SHIFT,
    START_A,
    START_C,
    STOP,
)


def widths_by_python_barcode(text: str) -> bytes:
    """The widths that python-barcode draws for ``text``, as :func:`waybill.symbols.code128` gives its own.

    python-barcode 0.16.1 takes the pair 99 at the beginning for a change of code set and drops it; here it is
    kept from doing so.  Raises SymbolError ``SYMBOL-ALPHABET``.
    """
    from barcode.codex import Code128
    from barcode.errors import BarcodeError

    class Whole(Code128):  # type: ignore[misc]  # the library has no type hints
        def _try_to_optimize(self, encoded: list[int]) -> list[int]:
            return encoded if text.startswith("99") else list(super()._try_to_optimize(encoded))

    try:
        modules = Whole(text).build()[0]
    except (BarcodeError, RuntimeError, KeyError):
        raise SymbolError("SYMBOL-ALPHABET", symbology="python-barcode", code_point="?") from None
    return bytes(len(list(run)) for _, run in groupby(modules))


def read(widths: bytes) -> str:
    """What a scanner would tell of a Code 128 symbol (ISO/IEC 15417:2007, Annex A); FNC1 as U+001D.

    Raises SymbolError ``SYMBOL-UNREADABLE`` for wrong patterns, a wrong check character, no start or no stop.
    """
    by_pattern = {pattern: value for value, pattern in enumerate(PATTERNS)}
    pieces = [widths[i : i + 6] for i in range(0, len(widths) - 7, 6)] + [widths[-7:]]
    values = [by_pattern.get(piece, -1) for piece in pieces]
    start, *data, check, stop = values if len(values) > 2 else (-1, -1, -1)
    weighed = start + sum(place * value for place, value in enumerate(data, 1))
    if min(values) < 0 or not START_A <= start <= START_C or stop != STOP or weighed % 103 != check:
        raise SymbolError("SYMBOL-UNREADABLE", symbology="Code 128")
    return "".join(_characters(start, data))


def _characters(start: int, data: list[int]) -> list[str]:
    """The characters of the data, with the code set followed through changes and shifts."""
    sets = {CODE_A: "A", CODE_B: "B", CODE_C: "C"}
    code_set, once, found = "ABC"[start - START_A], "", []
    for value in data:
        now, once = once or code_set, ""
        if value == FNC1:
            found.append(GS)
        elif now == "C" and value < 100:
            found.append(f"{value:02d}")
        elif value in sets and sets[value] != now:
            code_set = sets[value]
        elif value == SHIFT and now != "C":
            once = "B" if now == "A" else "A"
        elif value < 96:
            found.append(chr(value - 64) if now == "A" and value >= 64 else chr(value + 32))
        else:
            raise SymbolError("SYMBOL-UNREADABLE", symbology="Code 128")
    return found
