"""Free text (contents, remark): what tells a person is found and replaced by a fixed mark; the rest stays as it is.

Found: phones, long numbers (ID, bank card, anything of seven digits and more that is no date), e-mail addresses, WeChat,
QQ and shop accounts, people's pages, number plates, other persons by what stands beside their names (in Chinese and Latin
letters, with and without a family name, whatever its characters behind a sure word), room numbers, coordinates, door codes,
and the row's own pieces: its name, its phone, the hidden parts of its address.  When in doubt the rule hides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from waybill.deidentify import marks
from waybill.deidentify.called import called
from waybill.deidentify.name_words import HONORIFICS, TITLES
from waybill.deidentify.phone_shapes import digits
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.deidentify.text_cued import cued_spans
from waybill.deidentify.text_given import likely_spans, may_be_likely
from waybill.deidentify.text_latin import latin_spans, may_be_latin
from waybill.deidentify.text_people import GUESSED, NO_NAME, SOMEBODY, may_name_somebody
from waybill.deidentify.text_pet import may_be_pet, pet_spans
from waybill.deidentify.text_shapes import (
    ARTICLE,
    RUN,
    announces,
    coded,
    contacts,
    everything,
    may_be_spoken,
    may_tell,
    shows_too_much,
)
from waybill.frozen import made
from waybill.patterns import late_pattern

MARK = "***"
_MOST_PASSES = 8
"""What is hidden can part two things that hid each other: the search is repeated until nothing more is found."""
_SEVEN_DIGITS = re.compile(r"[^0-9]*+(?:[0-9][^0-9]*+){7}")
_THREE_DIGITS = late_pattern(r"[0-9]{3}")
_BLANK = frozenset(" \t-_.·•・,/()「」【】、")
_NO_PEOPLE = frozenset(("secret", "account", "plate", "number", "own"))
_NO_GIVEN = frozenset(TITLES)
"""联系王老师 tells no given name."""
_SIMPLE = re.compile(r"[0-9\u3400-\u9fff]+")
"""A name or a door as most are: what is found of it begins with its first two characters."""
_LETTER = late_pattern(r"[A-Za-z]")
_LATIN_WORDS = late_pattern(r"[A-Za-z]+")
_HUMPS = late_pattern(r"[A-Z][a-z]{2,}")
"""The words of MissFang and JackieChan."""
_SYLLABLE = r"(?:[zcs]h|ly|ny|[b-df-hj-np-tw-z])?[aeiouvü]{1,3}(?:ng|[nr])?"
_SYLLABLES = late_pattern(
    rf"(?<![A-Za-z]){_SYLLABLE}(?:[\s._',-]{{0,2}}{_SYLLABLE}){{1,3}}(?![A-Za-z])", re.IGNORECASE
)
"""As a Chinese name of two to four characters is spelled."""
_SHORTEST_WORD = 3
"""Letters of a Latin word that is looked for alone."""
_DOOR = late_pattern(r"[A-Za-z][0-9]{2,5}|[0-9]{2,4}[A-Za-z]")
_PARTS = late_pattern(r"[A-Za-z]+|[0-9]+")
_LONG_NUMBER = late_pattern(r"[0-9]{3,}")
_FIGURES = late_pattern(r"[0-9*+() -]+")
_MEASURE = late_pattern(
    r"[0-9A-Za-z]|\s?[*×]\s?[0-9]|\s?[毫克升斤片只个支包袋瓶盒件条张抽粒枚米元寸码瓦伏套双罐箱卷本度年款]|[那这]款|规格|胶|不锈|钢(?!琴)|牛仔|流明"
)
"""After a number: it counts or measures something and is no room."""


def mask_text(raw: str, policy: Policy, *, pieces: Sequence[str] = (), goods: bool = False) -> Masked:  # noqa: ARG001
    """``raw`` with what tells a person hidden, and without pictures; linear in its length for a given row, never raises.

    ``pieces``: the row's own name, phone and hidden parts of its address, as written; ``goods``: the text says what is
    in the parcel, and a name that stands alone there is an author's or a brand's.  Kinds: text (nothing found),
    hidden, empty, ciphertext (nothing may be printed).  ``rule`` names what was found, joined by ``+``.
    """
    if not raw:
        return Masked("", "empty", "none", 0)
    return _mask(raw, pieces, everything, goods)


def hide_contacts(raw: str, pieces: Sequence[str]) -> Masked:
    """Like :func:`mask_text` for an address that is already masked: room numbers are not looked for again."""
    return _mask(raw, pieces, contacts)


def hide_own(raw: str, pieces: Sequence[str]) -> Masked:
    """Like :func:`mask_text` for codes, in which figures mean what they mean: ``pieces`` are hidden and what ``coded`` finds."""
    return _mask(raw, pieces, coded)


def untouched(text: str, pieces: Sequence[str], rooms: bool = True) -> bool:
    """Cheap test: True only where nothing in ``text`` would be hidden (``rooms``: room numbers count)."""
    quiet = _repeated(text) if rooms else _quiet(text, False)
    if quiet is None:
        return False
    plain, numbers, spoken, letters = quiet
    if spoken and any(_spoken_spans(plain, pieces)):
        return False
    if letters and _may_be_spelled(letters, pieces):
        return False
    for piece in pieces:
        if piece.isdecimal() and piece.isascii():
            if numbers and _holds_number(plain, piece):
                return False
        elif piece and _near(plain, numbers, piece):
            return False
    return True


def tells_nothing(address: str, name: str, phone: str) -> bool:
    """Cheap test, :func:`untouched` for a masked address that is ordinary (LabelAddress): six figures tell no phone."""
    if phone and not (phone.isdecimal() and len(phone) >= RUN) and _near(address, True, phone):
        return False
    return not announces(address) and not (name and _near(address, True, name))


class _Quiet(NamedTuple):
    """A text in which no shape can be found, narrow."""

    plain: str
    numbers: bool
    """Whether it has figures enough to hold a piece of a number."""
    spoken: bool
    """Whether it has a numeral that may be a door's."""
    letters: str
    """Its letters, small, where it has a word that may spell a Chinese name, else empty."""


def _quiet(text: str, rooms: bool) -> _Quiet | None:
    plain = marks.fold(text)
    if marks.may_hold_ciphertext(plain):
        return None
    if may_tell(plain, rooms) and any(shape_spans(plain, everything() if rooms else contacts())):
        return None
    if rooms and any(_people_spans(plain)):
        return None
    numbers = _THREE_DIGITS.search(plain) is not None or _SEVEN_DIGITS.match(plain) is not None
    letters = "".join(_LATIN_WORDS.findall(plain)).lower() if _SYLLABLES.search(plain) else ""
    return made(_Quiet, (plain, numbers, may_be_spoken(plain), letters))


@lru_cache(maxsize=1024)
def _repeated(text: str) -> _Quiet | None:
    """Free texts repeat (goods, wishes for delivery), so that they are looked through once."""
    return _quiet(text, True)


def _mask(
    raw: str, pieces: Sequence[str], shapes: Callable[[], re.Pattern[str]], goods: bool = False
) -> Masked:
    # Without pictures before anything is searched for: one between two digits must not keep them apart.
    text, hidden = _without_pictured(marks.clean(raw), pieces)
    text = marks.without_pictures(text)
    if not hidden and untouched(text, pieces, shapes is everything):
        return Masked(text, "text", "none", 0)
    if marks.holds_ciphertext(text):
        return Masked(None, "ciphertext", "none", len(raw), ("DEID-CIPHERTEXT",))
    found = {"own"} if hidden else set()
    for _ in range(_MOST_PASSES):
        plain = marks.fold(text)
        spans = [
            *shape_spans(plain, shapes()),
            *(_people_spans(plain, goods) if shapes is everything else ()),
            *(span for piece in pieces for span in piece_spans(plain, piece)),
            *(_spoken_spans(plain, pieces) if may_be_spoken(plain) else ()),
        ]
        if not spans:
            break
        spans += _again(plain, spans)
        text, more = _replace(text, spans)
        hidden += more
        found.update(kind for _, _, kind in spans)
    return Masked(text, "hidden" if found else "text", "+".join(sorted(found)) or "none", hidden)


def _without_pictured(text: str, pieces: Sequence[str]) -> tuple[str, int]:
    """The text without names of one character and pictures, 林👩‍💻, and how many: 林 alone would be any word's."""
    hidden = 0
    for piece in () if text.isascii() else map(marks.clean, pieces):
        if len(piece) > 1 and len(marks.without_pictures(piece)) == 1:
            hidden += text.count(piece)
            text = text.replace(piece, MARK)
    return text, hidden


def shape_spans(plain: str, shapes: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Where the patterns of ``shapes`` stand: start, end, kind."""
    at = 0
    while found := shapes.search(plain, at):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if kind in GUESSED and NO_NAME.match(plain, start):
            at = found.start() + 1
            continue
        if kind == "masked" and not shows_too_much(found):
            # The last pattern: nothing else is found where it begins.
            at = found.start() + 1
            continue
        at = found.end()
        if kind != "keep":
            yield start, end, kind


def _people_spans(plain: str, goods: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where others are named; looked for on their own, as few texts name anybody."""
    if may_name_somebody(plain):
        yield from shape_spans(plain, SOMEBODY)
    if may_be_likely(plain):
        yield from likely_spans(plain, goods)
    if may_be_latin(plain):
        yield from latin_spans(plain)
    if may_be_pet(plain):
        yield from pet_spans(plain)
    yield from cued_spans(plain, goods)


def _again(plain: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Where the number of a room, or the given name of a person, that was found stands once more.

    放602门口，602不在放物业; 王小小的妈妈收，小小在上课.
    """
    rooms: set[str] = set()
    given: dict[str, str] = {}
    for start, end, kind in spans:
        if kind == "room":
            rooms.update(_LONG_NUMBER.findall(plain, start, end))
        elif kind not in _NO_PEOPLE and end - start == len("王小小") and plain[start:end].isalpha():
            given[plain[start + 1 : end]] = kind
    return [*_rooms_again(plain, rooms), *_given_again(plain, given)]


def _rooms_again(plain: str, rooms: set[str]) -> Iterator[tuple[int, int, str]]:
    for found in _LONG_NUMBER.finditer(plain) if rooms else ():
        if found[0] in rooms or (found[0][0] == "0" and found[0][1:] in rooms):
            before = plain[found.start() - 1 : found.start()]
            if not (before.isascii() and before.isalnum()) and not _MEASURE.match(plain, found.end()):
                yield *found.span(), "room"


def _given_again(plain: str, given: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """``given``: what kind of person bears it; a text may name hundreds, so that it is gone through once for all."""
    names = {name for name in given if not name.isascii() and name not in _NO_GIVEN}
    if not names:
        return
    places = [place for place, char in enumerate(plain) if char not in _BLANK]
    for first, last in pairwise(places):
        if (name := plain[first] + plain[last]) in names:
            yield first, last + 1, given[name]


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
    for number in _LONG_NUMBER.findall(piece):
        yield from _ascii_spans(plain, number)
    if _DOOR.fullmatch(piece):
        yield from _door_spans(plain, piece)
    words = _LATIN_WORDS.findall(piece)
    humps = (word for word in _HUMPS.findall(piece) if word.lower() not in HONORIFICS)
    for word in dict.fromkeys((*words, *humps)):
        if len(word) >= _SHORTEST_WORD:
            yield from _ascii_spans(plain.lower(), word.lower())
    if len(words) > 1:
        yield from _latin_spans(plain, words)
    if not piece.isascii():
        door = 0 < len(numbers) < RUN
        for word in dict.fromkeys((piece, *(piece.split() if door else called(piece)))):
            yield from _han_spans(plain, word)


def _spoken_spans(plain: str, pieces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    # Few texts need its patterns, and compiling them costs a cold start.
    from waybill.deidentify.spoken import spoken_spans

    return spoken_spans(plain, pieces)


def _spelled_spans(plain: str, piece: str) -> Iterator[tuple[int, int, str]]:
    from waybill.deidentify.spelled import spelled_spans

    return spelled_spans(plain, piece)


def _may_be_spelled(letters: str, pieces: Sequence[str]) -> bool:
    """Cheap test: False only where no piece is spelled in Latin letters."""
    from waybill.deidentify.spelled import may_be_spelled

    return any(may_be_spelled(letters, piece) for piece in pieces)


def _holds_number(plain: str, number: str) -> bool:
    """Cheap test: as :func:`_near`, for a number."""
    return number in plain or (len(number) >= RUN and _SEVEN_DIGITS.match(plain) is not None)


def _near(plain: str, numbers: bool, piece: str) -> bool:
    """Cheap test: False only where :func:`piece_spans` would find nothing; ``piece`` is no number."""
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
    return any(number in plain for number in _LONG_NUMBER.findall(piece)) or (
        _SEVEN_DIGITS.match(piece) is not None and _SEVEN_DIGITS.match(plain) is not None
    )


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
            alone = not (before.isascii() and before.isalnum()) and not _MEASURE.match(plain, end)
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
        if not _MEASURE.match(plain, found.end()):
            yield *found.span(), "own"


def _latin_spans(plain: str, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """A name of several Latin words, written together or apart: Li Na, LiNa, li-na."""
    together = r"[\s._-]{0,2}".join(map(re.escape, words))
    for found in re.finditer(rf"(?<![A-Za-z]){together}(?![A-Za-z])", plain, re.IGNORECASE):
        yield *found.span(), "own"


def _han_spans(plain: str, word: str) -> Iterator[tuple[int, int, str]]:
    word = "".join(char for char in word if char not in _BLANK)
    if len(word) < 2 or not any(map(str.isalnum, word)):
        return
    places = [place for place, char in enumerate(plain) if char not in _BLANK]
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


def _replace(text: str, spans: list[tuple[int, int, str]]) -> tuple[str, int]:
    """The text with each run of touching spans as one mark, and the number of characters hidden."""
    out: list[str] = []
    done = hidden = 0
    for start, end, _ in sorted(spans):
        if end <= done:
            continue
        if start > done or not out:
            out += (text[done:start], MARK)
        hidden += end - max(start, done)
        done = end
    return "".join((*out, text[done:])), hidden
