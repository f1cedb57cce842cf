"""The order's own data in a text: name, phone and the hidden parts of the address, however they are written there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from waybill.deidentify import marks
from waybill.deidentify.called import called
from waybill.deidentify.name_words import HONORIFICS
from waybill.deidentify.phone_shapes import digits
from waybill.deidentify.text_doors import ARTICLE
from waybill.deidentify.text_found import BLANK, LONG_NUMBER, MEASURE
from waybill.deidentify.text_numbers import RUN
from waybill.patterns import late_pattern

SEVEN_DIGITS = re.compile(r"[^0-9]*+(?:[0-9][^0-9]*+){7}")
_SIMPLE = re.compile(r"[0-9\u3400-\u9fff]+")
"""A name or a door as most are: what is found of it begins with its first two characters."""
_LETTER = late_pattern(r"[A-Za-z]")
LATIN_WORDS = late_pattern(r"[A-Za-z]+")
_WORDS_OF_OTHERS = late_pattern(r"[\u0370-\u1fff\uac00-\ud7a3]{3,}")
"""Each of a name in Greek, Cyrillic and other letters but Latin ones."""
_HUMPS = late_pattern(r"[A-Z][a-z]{2,}")
"""The words of MissFang and JackieChan."""
_SYLLABLE = r"(?:[zcs]h|ly|ny|[b-df-hj-np-tw-z])?[aeiouvü]{1,3}(?:ng|[nr])?"
SYLLABLES = late_pattern(
    rf"(?<![A-Za-z]){_SYLLABLE}(?:[\s._',-]{{0,2}}{_SYLLABLE}){{1,3}}(?![A-Za-z])", re.IGNORECASE
)
"""As a Chinese name of two to four characters is spelled."""
_SHORTEST_WORD = 3
"""Letters of a Latin word that is looked for alone."""
_DOOR = late_pattern(r"[A-Za-z][0-9]{2,5}|[0-9]{2,4}[A-Za-z]")
_PARTS = late_pattern(r"[A-Za-z]+|[0-9]+")
_FIGURES = late_pattern(r"[0-9*+() -]+")


def piece_spans(plain: str, piece: str) -> Iterator[tuple[int, int, str]]:
    """Where a piece of the row's own data stands, blanks and points between its characters or not."""
    if not piece.isascii() and _LETTER.search(plain):
        yield from _spelled_spans(plain, piece)
    piece = marks.fold(marks.without_pictures(marks.clean(piece))).strip()
    if "*" in piece:
        return
    numbers = digits(piece)
    if len(numbers) >= RUN:
        yield from _number_spans(plain, numbers)
    for number in LONG_NUMBER.findall(piece):
        yield from _ascii_spans(plain, number)
    if _DOOR.fullmatch(piece):
        yield from _door_spans(plain, piece)
    words = LATIN_WORDS.findall(piece)
    humps = (word for word in _HUMPS.findall(piece) if word.lower() not in HONORIFICS)
    for word in dict.fromkeys((*words, *humps)):
        if len(word) >= _SHORTEST_WORD:
            yield from _ascii_spans(plain.lower(), word.lower())
    if len(words) > 1:
        yield from _latin_spans(plain, words)
    if not piece.isascii():
        for word in _WORDS_OF_OTHERS.findall(piece):
            yield from ((*found.span(), "own") for found in re.finditer(word, plain, re.IGNORECASE))
        door = 0 < len(numbers) < RUN
        for word in dict.fromkeys((piece, *(piece.split() if door else called(piece)))):
            yield from _han_spans(plain, word)


def spoken_own(plain: str, pieces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where the text says the number of the order's own door or floor."""
    # Few texts need its patterns, and compiling them costs a cold start.
    from waybill.deidentify.spoken import spoken_spans

    return spoken_spans(plain, pieces)


def may_hold(plain: str, numbers: bool, piece: str) -> bool:
    """Cheap test: False only where :func:`piece_spans` would find nothing; ``numbers``: the text has figures enough."""
    if piece.isdecimal() and piece.isascii():
        return numbers and (piece in plain or (len(piece) >= RUN and SEVEN_DIGITS.match(plain) is not None))
    if _SIMPLE.fullmatch(piece):
        if piece[0] in plain and piece[1:2] in plain and len(piece) > 1:
            return True
        if not numbers or piece.isalpha():
            return False
        return _may_share_numbers(plain, piece)
    if _FIGURES.fullmatch(piece):  # a number with its extension; of a masked one nothing is looked for
        return numbers and "*" not in piece and _may_share_numbers(plain, piece)
    if _DOOR.fullmatch(piece):
        return digits(piece) in plain
    return any(char in plain or char.swapcase() in plain for char in marks.narrow(piece) if char.isalnum())


def _may_share_numbers(plain: str, piece: str) -> bool:
    return any(number in plain for number in LONG_NUMBER.findall(piece)) or (
        SEVEN_DIGITS.match(piece) is not None and SEVEN_DIGITS.match(plain) is not None
    )


def may_spell(letters: str, pieces: Sequence[str]) -> bool:
    """Cheap test: False only where no piece is spelled in Latin letters."""
    from waybill.deidentify.spelled import may_be_spelled

    return any(may_be_spelled(letters, piece) for piece in pieces)


def _spelled_spans(plain: str, piece: str) -> Iterator[tuple[int, int, str]]:
    from waybill.deidentify.spelled import spelled_spans

    return spelled_spans(plain, piece)


def _ascii_spans(plain: str, part: str) -> Iterator[tuple[int, int, str]]:
    """A number or a Latin word, where it stands for itself."""
    at = plain.find(part)
    while at >= 0:
        end = at + len(part)
        start = at
        if part.isdigit():
            # A bell is rung by four digits: 0501 for 501.
            start -= plain[at - 1 : at] == "0"
        before = plain[start - 1 : start]
        if part.isdigit():
            alone = not (before.isascii() and before.isalnum()) and not MEASURE.match(plain, end)
        else:
            alone = not (before.isascii() and before.isalpha()) and not _LETTER.match(plain, end)
        if alone:
            yield start, end, "own"
        at = plain.find(part, at + 1)


def _door_spans(plain: str, door: str) -> Iterator[tuple[int, int, str]]:
    """A door of a letter and a number, B902, however it is written, b-902, B 902, but no article: 货号B902."""
    written = r"[\s-]?".join(_PARTS.findall(door))
    for found in re.finditer(
        rf"(?<![A-Za-z0-9.])(?<!{ARTICLE})(?<!{ARTICLE}[\s:]){written}(?![A-Za-z0-9])", plain, re.IGNORECASE
    ):
        if not MEASURE.match(plain, found.end()):
            yield *found.span(), "own"


def _latin_spans(plain: str, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """A name of several Latin words, written together or apart: Li Na, LiNa, li-na."""
    together = r"[\s._-]{0,2}".join(map(re.escape, words))
    for found in re.finditer(rf"(?<![A-Za-z]){together}(?![A-Za-z])", plain, re.IGNORECASE):
        yield *found.span(), "own"


def _han_spans(plain: str, word: str) -> Iterator[tuple[int, int, str]]:
    word = "".join(char for char in word if char not in BLANK)
    if len(word) < 2 or not any(map(str.isalnum, word)):
        return
    places = [place for place, char in enumerate(plain) if char not in BLANK]
    squeezed = "".join(plain[place] for place in places)
    at = squeezed.find(word)
    while at >= 0:
        yield places[at], places[at + len(word) - 1] + 1, "own"
        at = squeezed.find(word, at + 1)


def _number_spans(plain: str, numbers: str) -> Iterator[tuple[int, int, str]]:
    places = [place for place, char in enumerate(plain) if "0" <= char <= "9"]
    if len(places) < RUN:
        return
    joined = "".join(plain[place] for place in places)
    for start in range(len(numbers) - RUN + 1):
        run = numbers[start : start + RUN]
        at = joined.find(run)
        while at >= 0:
            yield places[at], places[at + RUN - 1] + 1, "own"
            at = joined.find(run, at + 1)
