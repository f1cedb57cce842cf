"""Texts in Big5, Shift-JIS or EUC-KR whose bytes are good GB18030 as well, and would be read as other characters.

Which characters stand in a text tells them apart.  Nine of ten in Chinese texts are of the common ones, which each of
these sets has in one block; read by another set the same bytes lie all over it, among its rarest characters.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from waybill.patterns import late_pattern

SAMPLE = 1 << 16
_FEWEST = 8
"""So many different characters tell something, of so many different first bytes: Russian letters have one."""
_PLACES = frozenset(syllable.encode("euc-kr") for syllable in "시도군동로길면")
"""City, county, street ... in Korean addresses: half of the common Chinese characters lie where the Korean syllables
do, but what these bytes are in GB18030 is in hardly an address, let alone two of them."""
_GB = late_pattern(rb"[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])")
_BIG5 = late_pattern(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]")
_SHIFT_JIS = late_pattern(rb"[\xa1-\xdf]|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]")
_SIGNS = range(0xA1, 0xA4)
"""First bytes of punctuation and full-width letters in GB18030, Big5 and EUC-KR."""


class _Text(NamedTuple):
    """The different characters of a text, signs apart."""

    characters: set[bytes]

    def share(self, first: int, last: int, low: int = 0) -> float:
        """How many of them begin with a byte from ``first`` to ``last`` and go on with one from ``low`` on."""
        found = sum(first <= each[0] <= last and each[1:2] >= bytes([low]) for each in self.characters)
        return found / max(len(self.characters), 1)


def foreign(head: bytes) -> str:
    """The encoding that a text, taken for GB18030, is in by all appearance; "" where it is GB18030 or too little to tell.

    Only Chinese in GB18030 that has hardly a common character would be taken for another.
    """
    sample = head[:SAMPLE]
    text = _Text({each for each in _GB.findall(sample) if each[0] not in _SIGNS})
    if len({each[0] for each in text.characters}) < _FEWEST:
        return ""
    if text.share(0xB0, 0xC8, 0xA1) > 0.95 and len(_PLACES & text.characters) > 1 and _fits(sample, "cp949"):
        return "EUC-KR"
    if text.share(0xB0, 0xD7, 0xA1) > 0.7:
        return ""
    if _fits(sample, "big5hkscs"):
        other = _Text({each for each in _BIG5.findall(sample) if each[0] not in _SIGNS})
        if other.share(0xA4, 0xC6) > 0.85:
            return "Big5"
    if _fits(sample, "cp932"):
        other = _Text({each for each in _SHIFT_JIS.findall(sample) if each[0] != 0x81})
        if other.share(0x82, 0x83) > 0.05 and other.share(0x82, 0x97) > 0.7:
            return "Shift_JIS"
    return ""


def _fits(sample: bytes, codec: str) -> bool:
    try:
        codecs.getincrementaldecoder(codec)("strict").decode(sample)
    except UnicodeDecodeError:
        return False
    return True
