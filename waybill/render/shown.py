"""What a painted page shows, read back from its operators: a painter tells each character once, whichever file gets it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Set

from waybill.fonts import chain
from waybill.patterns import late_pattern
from waybill.render.painter import PageBytes

_OPERATORS = late_pattern(rb"/F(\d+) \d+ Tf |Td\(((?:[^\\()]|\\.)*)\)Tj", re.DOTALL)
_ESCAPE = late_pattern(rb"\\(.)", re.DOTALL)
_RAW_DEFLATE = -15
Codes = dict[int, set[bytes]]
"""Two-byte codes by font."""


def add_codes(page: PageBytes, codes: Codes) -> None:
    """Take a page's codes in."""
    own = codes.setdefault(0, set())
    for match in _OPERATORS.finditer(zlib.decompress(page.data, _RAW_DEFLATE)):
        font, shown = match.groups()
        if font is not None:
            own = codes.setdefault(int(font), set())
            continue
        shown = _ESCAPE.sub(lambda escape: b"\r" if escape.group(1) == b"r" else escape.group(1), shown)
        own.update(shown[at : at + 2] for at in range(0, len(shown), 2))


def characters(met: Mapping[int, Set[str]], codes: Codes) -> tuple[tuple[int, str], ...]:
    """Of the characters that a painter has met by font, those that are shown by these codes."""
    return tuple(
        (font, "".join(char for char in sorted(met[font]) if chain().face(font).encode(char) in shown))
        for font, shown in sorted(codes.items())
        if font in met
    )
