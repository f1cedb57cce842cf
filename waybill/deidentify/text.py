"""Free text (contents, remark): what tells a person is found and replaced by a fixed mark; the rest stays as it is.

Found: phones, long numbers (ID, bank card, anything of seven digits and more that is no date), e-mail addresses, WeChat,
QQ and shop accounts, people's pages, number plates, days of birth, other persons by what stands beside their names (in
Chinese and Latin letters, with and without a family name, whatever its characters behind a sure word), room numbers,
coordinates, door codes, and the row's own pieces: its name, its phone, the hidden parts of its address.  When in doubt
the rule hides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from waybill.deidentify import marks
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.deidentify.text_found import people_spans, said_again, shape_spans
from waybill.deidentify.text_numbers import RUN
from waybill.deidentify.text_own import (
    LATIN_WORDS,
    SEVEN_DIGITS,
    SYLLABLES,
    may_hold,
    may_spell,
    piece_spans,
    spoken_own,
)
from waybill.deidentify.text_shapes import (
    announces,
    coded,
    contacts,
    everything,
    may_be_spoken,
    may_tell,
)
from waybill.frozen import made
from waybill.patterns import late_pattern

MARK = "***"
_MOST_PASSES = 8
"""What is hidden can part two things that hid each other: the search is repeated until nothing more is found."""
_THREE_DIGITS = late_pattern(r"[0-9]{3}")


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
    return quiet is not None and not _may_hold_any(quiet, pieces)


def both_untouched(one: str, other: str, pieces: Sequence[str]) -> bool:
    """Cheap test, :func:`untouched` for two texts that may have pictures.

    Each is looked through by itself, because behind one the other's words would change what a name or a door is told by;
    the characters of the row's own ``pieces`` are looked for in both at once.
    """
    quiet = _together(one, other)
    return quiet is not None and not _may_hold_any(quiet, pieces)


def tells_nothing(address: str, name: str, phone: str) -> bool:
    """Cheap test, :func:`untouched` for a masked address that is ordinary (LabelAddress): six figures tell no phone."""
    if phone and not (phone.isdecimal() and len(phone) >= RUN) and may_hold(address, True, phone):
        return False
    return not announces(address) and not (name and may_hold(address, True, name))


class _Quiet(NamedTuple):
    """A text in which no shape can be found, narrow."""

    plain: str
    numbers: bool
    """Whether it has figures enough to hold a piece of a number."""
    spoken: tuple[str, ...]
    """The text itself where it has a numeral that may be a door's: beside another's figures it would be another numeral."""
    letters: str
    """Its letters, small, where it has a word that may spell a Chinese name, else empty."""


def _quiet(text: str, rooms: bool) -> _Quiet | None:
    plain = marks.fold(text)
    if "  " in plain:
        plain = marks.without_gaps(plain)
    if marks.may_hold_ciphertext(plain):
        return None
    if may_tell(plain, rooms) and any(shape_spans(plain, everything() if rooms else contacts())):
        return None
    if rooms and any(people_spans(plain)):
        return None
    numbers = _THREE_DIGITS.search(plain) is not None or SEVEN_DIGITS.match(plain) is not None
    letters = "".join(LATIN_WORDS.findall(plain)).lower() if SYLLABLES.search(plain) else ""
    return made(_Quiet, (plain, numbers, (plain,) if may_be_spoken(plain) else (), letters))


@lru_cache(maxsize=1024)
def _repeated(text: str) -> _Quiet | None:
    """Free texts repeat (goods, wishes for delivery), so that they are looked through once."""
    return _quiet(text, True)


@lru_cache(maxsize=1024)
def _together(one: str, other: str) -> _Quiet | None:
    """What two texts hold, if neither has a picture or a shape."""
    first, second = _repeated(one), _repeated(other)
    if not first or not second or any(marks.without_pictures(text) != text for text in (one, other)):
        return None
    plain, letters = f"{first.plain}\n{second.plain}", f"{first.letters}\n{second.letters}".strip()
    return _Quiet(plain, first.numbers or second.numbers, first.spoken + second.spoken, letters)


def _may_hold_any(quiet: _Quiet, pieces: Sequence[str]) -> bool:
    """Cheap test: False only where none of the row's own pieces would be found."""
    plain, numbers, spoken, letters = quiet
    if any(any(spoken_own(text, pieces)) for text in spoken):
        return True
    if letters and may_spell(letters, pieces):
        return True
    return any(piece and may_hold(plain, numbers, piece) for piece in pieces)


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
    text = marks.without_gaps(text)
    found = {"own"} if hidden else set()
    for _ in range(_MOST_PASSES):
        plain = marks.fold(text)
        spans = [
            *shape_spans(plain, shapes()),
            *(people_spans(plain, goods) if shapes is everything else ()),
            *(span for piece in pieces for span in piece_spans(plain, piece)),
            *(spoken_own(plain, pieces) if may_be_spoken(plain) else ()),
        ]
        if not spans:
            break
        spans += said_again(plain, spans)
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
