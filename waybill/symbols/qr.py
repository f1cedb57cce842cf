"""QR Code Model 2 (ISO/IEC 18004:2015): text to modules.

One segment in the densest mode that holds the text, the smallest version, tables for correction and placement
(see ``qr_tables``), and a data mask by the standard's penalty where a choice pays.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat

from waybill.errors import SymbolError
from waybill.symbols.qr_geometry import Geometry, capacities, geometry
from waybill.symbols.qr_mask import penalty
from waybill.symbols.qr_segments import ALPHANUMERIC_COUNT_BITS, Segment, segment_of
from waybill.symbols.qr_tables import tables

FIXED_MASK = 2
"""The data mask of versions 7 and up."""
_SCORED_UP_TO = 6
_FEWEST = 32
"""Symbols of one length for which arrays pay."""


def qr(text: str, *, level: str = "M", max_version: int = 12) -> tuple[int, bytes]:
    """``(size, rows)`` of the smallest QR symbol for ``text``; ``rows`` as :class:`waybill.page.Matrix` takes
    them.

    ``level`` is L, M, Q or H.  Text outside ASCII is UTF-8 with its ECI header.  Up to version 6 the mask is
    the one of least penalty; above, it is fixed: what needs such a symbol on a waybill is a sealed code, and
    ciphertext favours no mask, so scoring eight of them would buy nothing.  Raises SymbolError
    ``SYMBOL-EMPTY``, ``SYMBOL-QR-TOO-LONG`` or ``SYMBOL-ALPHABET`` (a lone surrogate, which no UTF-8 has).
    """
    shape, codewords = _encoded(text, level, max_version)
    return shape.size, _masked(shape, tables(shape).modules([codewords])[0])


def qr_many(texts: Iterable[str], *, level: str = "M", max_version: int = 12) -> dict[str, tuple[int, bytes]]:
    """:func:`qr` of each text, together at a tenth of the price; texts that have no symbol are left out."""
    found: dict[str, tuple[int, bytes]] = {}
    if _with_arrays:
        found, texts = _by_arrays(texts, level, max_version)
    shapes: dict[Geometry, dict[str, int]] = {}
    for text in texts:
        try:
            shape, codewords = _encoded(text, level, max_version)
        except SymbolError:
            continue
        shapes.setdefault(shape, {})[text] = codewords
    for shape, symbols in shapes.items():
        for text, modules in zip(symbols, tables(shape).modules([*symbols.values()]), strict=True):
            found[text] = shape.size, _masked(shape, modules)
    return found


_with_arrays = False


def expect_many() -> None:
    """Tell that many thousand symbols will be asked for: from now on :func:`qr_many` takes numpy, where it is installed."""
    global _with_arrays
    # numpy's linear algebra, which nobody here uses, would start threads that wait busily for work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import numpy  # noqa: F401
    except ImportError:
        return
    _with_arrays = True


def _by_arrays(
    texts: Iterable[str], level: str, max_version: int
) -> tuple[dict[str, tuple[int, bytes]], list[str]]:
    """The symbols of all texts that come in large groups of one length and have a fixed mask, and the other texts."""
    from waybill.symbols.qr_arrays import rows_of

    by_length: dict[int, list[str]] = {}
    for text in texts:
        by_length.setdefault(len(text), []).append(text)
    found: dict[str, tuple[int, bytes]] = {}
    others: list[str] = []
    for length, group in by_length.items():
        shape = _alphanumeric_shape(length, level, max_version)
        rows = None
        if shape and len(group) >= _FEWEST and not any(map(str.isdecimal, group)):
            rows = rows_of(group, shape, FIXED_MASK)
        if shape and rows:
            found.update(zip(group, zip(repeat(shape.size), rows), strict=True))
        else:
            others += group
    return found, others


@lru_cache(maxsize=256)
def _alphanumeric_shape(length: int, level: str, max_version: int) -> Geometry | None:
    """The smallest shape for alphanumeric text of a length, where its mask is the fixed one."""
    bits = 11 * (length // 2) + 6 * (length % 2)
    for version, room in enumerate(capacities(level)[:max_version], 1):
        if room >= 4 + ALPHANUMERIC_COUNT_BITS[version > 9] + bits:
            return geometry(version, level) if version > _SCORED_UP_TO else None
    return None


def qr_with(text: str, *, version: int, level: str, mask: int) -> tuple[int, bytes]:
    """The symbol of exactly this version and mask, for comparison with other encoders."""
    shape = geometry(version, level)
    segment = segment_of(text)
    if shape.data_bits < _length(segment, version):
        raise SymbolError("SYMBOL-QR-TOO-LONG", length=len(text), level=level, version=version)
    modules = tables(shape).modules([_codewords(segment, shape)])[0]
    return shape.size, _rows(shape, modules ^ shape.frame(mask))


def _encoded(text: str, level: str, max_version: int) -> tuple[Geometry, int]:
    """The smallest shape that holds the text, and all data codewords in one number."""
    if not text:
        raise SymbolError("SYMBOL-EMPTY")
    segment = segment_of(text)
    for version, room in enumerate(capacities(level)[:max_version], 1):
        if room >= _length(segment, version):
            shape = geometry(version, level)
            return shape, _codewords(segment, shape)
    raise SymbolError("SYMBOL-QR-TOO-LONG", length=len(text), level=level, version=max_version)


def _masked(shape: Geometry, data: int) -> bytes:
    """The rows under the mask of least penalty, or under the fixed one in the versions that have it."""
    if shape.version > _SCORED_UP_TO:
        return _rows(shape, data ^ shape.frame(FIXED_MASK))
    return _rows(
        shape,
        min((data ^ shape.frame(mask) for mask in range(8)), key=lambda rows: penalty(rows, shape.size)),
    )


def _rows(shape: Geometry, modules: int) -> bytes:
    return modules.to_bytes(shape.size * shape.row_bytes, "big")


def _length(segment: Segment, version: int) -> int:
    return segment.header_bits + segment.count_bits[version > 9] + segment.bits


def _codewords(segment: Segment, shape: Geometry) -> int:
    """ISO/IEC 18004:2015 -- 7.4.9 Terminator, 7.4.10 Bit stream to codeword conversion: all data codewords in
    one number.
    """
    wide = segment.count_bits[shape.version > 9]
    stream = (segment.header << wide | segment.length) << segment.bits | segment.value
    used = segment.header_bits + wide + segment.bits
    return stream << (shape.data_bits - used) | shape.ending(used)
