"""A sealed code as far as it can be judged without its key: its form, and whether it says in clear what it should hide."""

from __future__ import annotations

import re
from functools import lru_cache

from waybill.deidentify.base45 import ALPHABET, decode
from waybill.verify.spelling import words_in

_LENGTHS = frozenset({230, 296, 392})
_TEXT = re.compile(f"[{re.escape(ALPHABET)}]+")
_VERSION = 1
_HEADER = 1 + 4 + 32
"""Version and number, key id, ephemeral key."""
_SAME = re.compile(rb"(.)\1{7}", re.DOTALL)
"""So many equal bytes in a row are filling that nobody has encrypted."""
_LONG_INTEGER = re.compile(rb"\x1b(\0\0.{6})", re.DOTALL)
"""A CBOR number of eight bytes that is no longer than a phone (RFC 8949, 3.1)."""


@lru_cache(maxsize=64)
def frame_of(text: str) -> bytes:
    """The bytes of a text that has the form of a sealed code (README, byte format); nothing where it has not."""
    if len(text) not in _LENGTHS or not _TEXT.fullmatch(text):
        return b""
    try:
        frame = decode(text)
    except ValueError:
        return b""
    return frame if frame[0] >> 4 == _VERSION and not _SAME.search(frame, _HEADER) else b""


def said_in_clear(frame: bytes) -> str:
    """What a frame says whose cipher did nothing: its texts, in UTF-8 and GB 18030, and its numbers."""
    body = frame[_HEADER:]
    told = [*words_in(body), *(str(int.from_bytes(match, "big")) for match in _LONG_INTEGER.findall(body))]
    for start in (0, 1):
        pairs = (body[at : at + 2] for at in range(start, len(body) - 1, 2))
        told.append("".join(pair.decode("gb18030", "replace") for pair in pairs))
    return "|".join(told)
