"""Deflate: the fastest coder that is installed, all of them writing what every PDF reader reads.

The bytes differ from coder to coder, the pages do not; one installation always makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

Deflate = Callable[[bytes], bytes]
_BASE = 65521  # RFC 1950, the modulus of Adler-32


class Codec(NamedTuple):
    """A coder: its name, raw deflate (RFC 1951) of one page, the page's Adler-32 (RFC 1950), and zlib streams (RFC 1950)
    of what a file has once, a font most of all.
    """

    name: str
    deflate: Deflate
    adler32: Callable[..., int]
    """Of data, or of data that follow what has the given Adler-32."""
    compress: Deflate


@cache
def best() -> Codec:
    """isal, which takes a tenth of zlib's time for a sixth more bytes; where it is not installed, Python's own zlib."""
    try:
        return _isal()
    except ImportError:
        return stock()


def stock() -> Codec:
    """Python's own zlib."""
    import zlib

    return Codec(
        "zlib", lambda data: zlib.compress(data, 1, -15), zlib.adler32, lambda data: zlib.compress(data, 1)
    )


def _isal() -> Codec:
    from isal import igzip_lib, isal_zlib

    raw, deflate = igzip_lib.COMP_DEFLATE, igzip_lib.compress
    # A page takes a fifth of the time at level 0; a font, of which there is one, is a quarter smaller at level 1.
    return Codec(
        "isal",
        lambda data: deflate(data, 0, raw),
        isal_zlib.adler32,
        lambda data: isal_zlib.compress(data, 1),
    )


def adler_of_both(first: int, second: int, second_length: int) -> int:
    """The Adler-32 of two pieces of data, one after the other, from the checksums of each (RFC 1950)."""
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + second_length * ((first & 0xFFFF) - 1)
    return (high % _BASE) << 16 | low % _BASE


def stored_block(data: bytes) -> bytes:
    """RFC 1951, 3.2.4: a block of at most 65,535 bytes as they are, not the last one, at a byte boundary."""
    length = len(data)
    return b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + data
