"""Free text (contents, remark): what tells a person is found and replaced by a fixed mark; the rest stays as it is.

Found: phones, long numbers (ID, bank card, anything of seven digits and more that is no date), e-mail addresses, WeChat,
QQ and shop accounts, number plates, names after 收件人:, room numbers, door codes, and the row's own pieces: its name, its
phone, the hidden parts of its address.  When in doubt the rule hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from waybill.deidentify import marks
from waybill.deidentify.phone_shapes import digits
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.deidentify.text_shapes import CONTACTS, EVERYTHING, MOBILE, TRIGGER

MARK = "***"
RUN = 7
"""Digits of a phone number that tell it when they stand together."""
_BLANKS = re.compile(r"[\s\-_.·•・,/]+")
_MEASURE = r"(?![0-9A-Za-z]|\s?(?:毫|克|升|斤|片|只|个|支|包|袋|瓶|盒|件|条|张|抽|粒|枚|米|元|寸|码|瓦|伏|套|双|罐|箱|卷|本|度|度|年|款))"


def mask_text(raw: str, policy: Policy, *, pieces: Sequence[str] = ()) -> Masked:  # noqa: ARG001
    """``raw`` with what tells a person hidden; linear in its length for a given row, never raises.

    ``pieces``: the row's own name, phone and hidden parts of its address, as written.  Kinds: text (nothing found),
    hidden, empty, ciphertext (nothing may be printed).  ``rule`` names what was found, joined by ``+``.
    """
    if not raw:
        return Masked("", "empty", "none", 0)
    return _mask(raw, pieces, EVERYTHING)


def hide_contacts(raw: str, pieces: Sequence[str]) -> Masked:
    """Like :func:`mask_text` for an address that is already masked: room numbers are not looked for again."""
    return _mask(raw, pieces, CONTACTS)


def hide_own(raw: str, pieces: Sequence[str]) -> Masked:
    """Like :func:`mask_text` for codes, in which figures mean what they mean: only ``pieces`` and whole mobiles are hidden."""
    return _mask(raw, pieces, MOBILE)


def _mask(raw: str, pieces: Sequence[str], shapes: re.Pattern[str]) -> Masked:
    text = marks.clean(raw)
    if marks.holds_ciphertext(text):
        return Masked(None, "ciphertext", "none", len(raw), ("DEID-CIPHERTEXT",))
    plain = marks.narrow(text)
    spans = list(shape_spans(plain, shapes)) if TRIGGER.search(plain) else []
    for piece in pieces:
        if piece:
            spans.extend(piece_spans(plain, piece))
    if not spans:
        return Masked(text, "text", "none", 0)
    return _replace(text, spans)


def shape_spans(plain: str, shapes: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Where the patterns of ``shapes`` stand: start, end, kind."""
    for found in shapes.finditer(plain):
        kind = found.lastgroup or ""
        if kind != "keep":
            start, end = found.span(kind)
            yield start, end, kind


def piece_spans(plain: str, piece: str) -> Iterator[tuple[int, int, str]]:
    """Where a piece of the row's own data stands, blanks and points between its characters or not."""
    piece = marks.narrow(marks.clean(piece)).strip()
    if not piece or "*" in piece:
        return
    numbers = digits(piece)
    if len(numbers) >= RUN:
        yield from _number_spans(plain, numbers)
    telling = [piece] if len(piece) > 1 else []
    if piece.isascii():
        telling += [word for word in re.findall(r"[A-Za-z]{3,}", piece)] + [number for number in re.findall(r"\d{3,}", piece)]
    elif len(piece) > 1:
        telling += [part for part in _BLANKS.split(piece) if len(part) > 1] + re.findall(r"\d{3,}", piece)
    if 3 <= len(piece) <= 4 and all("\u4e00" <= char <= "\u9fff" for char in piece):
        telling.append(piece[1:])
    for part in dict.fromkeys(telling):
        yield from _word_spans(plain, part)


def _word_spans(plain: str, part: str) -> Iterator[tuple[int, int, str]]:
    if part.isdigit():
        pattern = rf"(?<![\dA-Za-z]){part}{_MEASURE}"
    elif part.isascii():
        pattern = rf"(?<![A-Za-z]){re.escape(part)}(?![A-Za-z])"
    else:
        pattern = r"[\s\-_.·•・]{0,2}".join(re.escape(char) for char in _BLANKS.sub("", part))
    if pattern:
        for found in re.finditer(pattern, plain, re.IGNORECASE):
            yield found.start(), found.end(), "own"


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


def _replace(text: str, spans: list[tuple[int, int, str]]) -> Masked:
    out: list[str] = []
    done = hidden = 0
    for start, end, _ in sorted(spans):
        if end <= done:
            continue
        if start > done or not out:
            out += (text[done:start], MARK)
        hidden += end - max(start, done)
        done = end
    out.append(text[done:])
    return Masked("".join(out), "hidden", "+".join(sorted({kind for _, _, kind in spans})), hidden)
