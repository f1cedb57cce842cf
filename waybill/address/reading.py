"""Find everything in one address: division, door, persons; and settle what is hidden.

``parse`` and ``for_label`` both read with this one grammar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from waybill.address import mask
from waybill.address.detail import walk_detail
from waybill.address.detail_han import digits_for_numerals
from waybill.address.detail_latin import has_han, has_latin_word, latin_names, walk_latin
from waybill.address.detail_tokens import fold
from waybill.address.divisions import Located, locate
from waybill.address.gazetteer import simplified
from waybill.address.owners import find_owners, named_before
from waybill.address.people import find_names
from waybill.address.people_cued import names_between
from waybill.address.people_phones import blank, find_codes, find_phones, find_times, with_labels
from waybill.address.span import Span
from waybill.patterns import late_pattern

LONGEST = 500
"""Characters of an address that are read; no address is longer, and what stands behind them is hidden."""

_PLAIN = frozenset(("name", "remark"))
_A_DOOR = frozenset(("unit", "floor", "room"))

_BROKEN_WORD = late_pattern("([0-9A-Z]|[一二三四五六七八九十东西南北中])单( {1,2})元")

_CIPHER = late_pattern(r"(?:[#$~@^][0-9A-Za-z+/=#$~@|:._-]{15,}|[0-9A-Za-z+/=_-]{24,})")


def opaque_kind(text: str) -> str:
    """ "empty" or "ciphertext" where there is nothing to read, else ""."""
    if not text or text.isspace():
        return "empty"
    return "ciphertext" if text[0] < "\x7f" and _CIPHER.fullmatch(text.strip()) else ""


class Reading(NamedTuple):
    """What was found: chunks in the text's order, persons, the joined hidden ranges, and why they are hidden."""

    folded: str
    located: Located
    chunks: list[Span]
    people: list[Span]
    ranges: list[tuple[int, int]]
    issues: list[str]


class _Numbers(NamedTuple):
    """An address without what is none: ``folded`` has separators where phones, codes and times stood, and persons before
    phones."""

    folded: str
    located: Located
    phones: list[tuple[int, int]]
    told: list[tuple[int, int]]
    """The phones with the words that announce them."""
    named: list[tuple[int, int]]
    """Persons who stand before a phone."""
    codes: list[tuple[int, int]]


class _Detail(NamedTuple):
    """What stands behind the division, and a door written before it."""

    folded: str
    chunks: list[Span]
    latin: bool
    odd: bool
    """Whether it is irregular: what is left of it once parts are hidden can read differently."""


def read(text: str, begin: int = 0, again: int = 4) -> Reading:
    """Find everything in ``text``; ``begin`` is where the detail begins at the earliest.

    ``again``: how many rounds may be taken until what is left has nothing more to hide; 0 for a single look.
    """
    numbers = _numbers(text[:LONGEST])
    located, codes = numbers.located, numbers.codes
    begin = max(begin, located.end)
    folded, chunks, latin, odd = _detail(text, numbers, begin)
    people = _people(text[:LONGEST], numbers, folded, chunks, begin, latin=latin)
    if len(text) > LONGEST:
        chunks.append(Span("tail", LONGEST, len(text)))
    doors = sorted(chunks + [Span("code", *span) for span in codes], key=_start) if codes else chunks
    backwards = latin or (located.start > 0 and located.end == len(text))
    ranges, issues = mask.hidden_ranges(doors, small_first=backwards)
    if len(text) > LONGEST:
        issues.append("too_long")
    if people:
        issues = [issue for issue in issues if issue != "nothing_to_hide"]
        ranges = sorted(ranges + [(start, end) for _, start, end in people])
    joined = mask.join(text, ranges)
    if again and joined and (people or odd or not _settled(text, chunks, joined)):
        joined = _settle(text, joined, again)
    return Reading(folded, located, chunks, people, joined, issues)


def _numbers(text: str) -> _Numbers:
    folded = simplified(fold(text))
    if "单 " in folded:
        folded = _BROKEN_WORD.sub(_mended, folded)
    folded = digits_for_numerals(folded)
    phones = find_phones(folded)
    codes = find_codes(text) if "(" in folded else []
    located = locate(text)
    told = with_labels(folded, phones)
    named = named_before(folded, told, located.code) if told else []
    if phones or codes:
        folded = blank(folded, named + told + codes)
    if "点" in folded or ":" in folded or "月" in folded or "件" in folded:
        folded = blank(folded, find_times(folded))
    return _Numbers(folded, located, phones, told, named, codes)


def _detail(text: str, numbers: _Numbers, begin: int) -> _Detail:
    """The chunks of the detail, which begins at ``begin``, by the grammar of its script."""
    folded, located, phones = numbers.folded, numbers.located, numbers.phones
    odd = has_latin_word(folded)
    latin = odd and not has_han(folded, 0 if located.start else begin)
    if latin:
        if has_han(folded, 0):
            # A Chinese place before it: its last character would pass for a letter of 徐汇区Room.
            folded = " " * begin + folded[begin:]
        chunks = walk_latin(folded, begin)
    else:
        walk = walk_detail(folded, begin)
        odd, chunks = odd or walk.odd, walk.chunks
    if located.start and not latin:
        odd, chunks = True, _before_prefix(folded, located.start) + chunks
    if phones and chunks:
        chunks = [_with_remark(chunk, phones, text) for chunk in chunks]
    return _Detail(folded, chunks, latin, odd)


def _people(
    text: str, numbers: _Numbers, folded: str, chunks: list[Span], begin: int, *, latin: bool
) -> list[Span]:
    """Persons, phones and codes; of persons a name by itself only where something tells that one may stand there."""
    _, located, phones, told, named, codes = numbers
    people = (
        [Span("person_name", *span) for span in named]
        + [Span("phone", *span) for span in phones]
        + [Span("code", *span) for span in codes]
    )
    if latin:
        return people + [name for name in latin_names(folded) if not _is_place(name, located)]
    if (
        phones
        or located.start
        or begin == 0
        or "收)" in folded
        or "收 )" in folded
        or (chunks and (chunks[-1].type in _PLAIN or _is_behind_a_door(chunks)))
    ):
        unnamed = [phone for phone in told if not any(_is_beside(folded, one, phone) for one in named)]
        people += find_names(text, folded, located.start, begin, chunks, unnamed)
    apart = names_between(folded, begin, located.code, chunks)
    between = [Span("person_name", *span) for span in apart]
    people += [one for one in between if one not in people]
    return people + find_owners(folded, chunks, people, located.code)


def _mended(found: re.Match[str]) -> str:
    """单元 in one piece: behind digits, which may stand apart from their word, the blanks go before it."""
    number, blanks = found.groups()
    return f"{number}{blanks}单元" if number.isascii() else f"{number}单元{blanks}"


def _is_behind_a_door(chunks: Sequence[Span]) -> bool:
    """True where plain text stands behind a door: somebody's name, whatever number follows it (503室李晓梅 310000)."""
    return any(one.type in _A_DOOR and two.type in _PLAIN for one, two in pairwise(chunks))


def _is_place(name: Span, located: Located) -> bool:
    """True for what names a division: Hong Kong before a phone."""
    return any(name.start < span.end and span.start < name.end for span in located.spans)


def _is_beside(folded: str, name: tuple[int, int], phone: tuple[int, int]) -> bool:
    return name[1] <= phone[0] and not folded[name[1] : phone[0]].strip(" ,:(")


def _start(span: Span) -> int:
    return span.start


def _settled(text: str, chunks: list[Span], ranges: list[tuple[int, int]]) -> bool:
    """True where one mask runs to the end of the text and what stands before it is of the ordinary kind."""
    start, end = ranges[0]
    return end == len(text) and mask.is_regular(tuple([chunk[0] for chunk in chunks if chunk[1] < start]))


def _settle(text: str, ranges: list[tuple[int, int]], again: int) -> list[tuple[int, int]]:
    """Ranges whose masked text, read anew, has nothing more to hide: masking twice changes nothing.

    What is left of an irregular address can read differently once parts of it are gone.  Where four rounds do not
    settle it, everything from the first hidden character is hidden.  A mask that runs to the end needs no round.
    """
    masked = mask.cover(text, ranges)
    more = read(masked, again=0).ranges
    if mask.cover(masked, more) == masked:
        return ranges
    if again == 1:
        return [(ranges[0][0], len(text))]
    return _settle(text, mask.join(text, sorted(ranges + mask.back(ranges, more))), again - 1)


def _before_prefix(folded: str, end: int) -> list[Span]:
    """The numbers that stand before the division prefix: a door written first, or a list number, which is no door."""
    chunks = [
        Span("remark", *chunk[1:]) if chunk.type == "name" else chunk
        for chunk in walk_detail(folded[:end], 0).chunks
    ]
    if any(chunk.type in ("building", "unit", "floor") for chunk in chunks):
        return chunks
    return [
        Span("tail", *chunk[1:]) if folded[chunk.start : chunk.end].isdigit() else chunk for chunk in chunks
    ]


def _with_remark(chunk: Span, phones: list[tuple[int, int]], text: str) -> Span:
    """A room with the phone in brackets behind it: a remark with a number belongs to the room."""
    if chunk.type == "room":
        for start, end in phones:
            if start == chunk.end and text[start] in "(（":
                return Span("room", chunk.start, end)
    return chunk
