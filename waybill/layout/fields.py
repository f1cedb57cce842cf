"""What a template may name: the fields of a Label and a few facts drawn from it and from the copy.

A template has no way to a raw value, because only a Label is at hand here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from waybill.label import LABEL_FIELDS, Label


class Copy(NamedTuple):
    """What differs between two prints of one Label."""

    reprint: int = 0
    """0 = first print, 1 = first reprint (补打) and so on."""
    counter: bool = True
    """Whether ``n/N`` of the file is printed."""


Reader = Callable[[Label, Copy], str]
Piece = tuple[str, tuple[str, ...]]
"""A ``%``-format and the fields that fill it."""

_ATTRIBUTE = {name: name for name in (*LABEL_FIELDS, "code_text")} | {
    "virtual_number": "recipient_phone_note",
    "sender_virtual_number": "sender_phone_note",
    "sealed": "seal",
}
_OF_COPY: dict[str, Reader] = {
    "reprint_count": lambda _label, copy: str(copy.reprint) if copy.reprint else "",
    "reprint_mark": lambda _label, copy: f"补打 {copy.reprint}" if copy.reprint else "",
}
FIELDS: tuple[str, ...] = (*_ATTRIBUTE, *_OF_COPY)
"""All names that a text or a condition may use.  In a condition a name holds when its text is not empty."""

FIELD = re.compile(r"\{([^{}]*)\}")


def pieces_of(texts: list[str]) -> tuple[Piece, ...]:
    """Texts such as ``共{quantity}件`` as formats and field names; ``{{`` is no escape, a brace always names a
    field."""
    return tuple((FIELD.sub("%s", text.replace("%", "%%")), tuple(FIELD.findall(text))) for text in texts)


def reader(pieces: tuple[Piece, ...], join: str) -> Reader:
    """A function that reads the text for one copy of a Label.

    A piece of which any field is empty is left out, so that no unit or caption stands without its value.
    """
    names = [name for _, fields in pieces for name in fields]
    if not names:
        fixed = join.join(form % () for form, _ in pieces)
        return lambda _label, _copy: fixed
    if any(name in _OF_COPY for name in names):
        return _piecewise(pieces, join)
    if len(names) == 1:
        return _single(pieces, join, attrgetter(_ATTRIBUTE[names[0]]))
    whole = join.replace("%", "%%").join(form for form, _ in pieces)
    get = attrgetter(*(_ATTRIBUTE[name] for name in names))
    partly = _piecewise(pieces, join)

    def read(label: Label, copy: Copy) -> str:
        values = get(label)
        return whole % values if all(values) else partly(label, copy)

    return read


def _single(pieces: tuple[Piece, ...], join: str, get: Callable[[Label], str]) -> Reader:
    if len(pieces) > 1:
        return _piecewise(pieces, join)
    form = pieces[0][0]
    if form == "%s":
        return lambda label, _copy: get(label)

    def read(label: Label, _copy: Copy) -> str:
        value = get(label)
        return form % value if value else ""

    return read


def _piecewise(pieces: tuple[Piece, ...], join: str) -> Reader:
    parts = [(form, [one_field(name) for name in fields]) for form, fields in pieces]

    def read(label: Label, copy: Copy) -> str:
        texts: list[str] = []
        for form, readers in parts:
            values = tuple(field(label, copy) for field in readers)
            if all(values):
                texts.append(form % values)
        return join.join(texts)

    return read


def one_field(name: str) -> Reader:
    """The reader of one field."""
    if name in _OF_COPY:
        return _OF_COPY[name]
    get = attrgetter(_ATTRIBUTE[name])
    return lambda label, _copy: str(get(label))


def condition(names: tuple[str, ...]) -> Callable[[Label, Copy], bool]:
    """True when each name's text is not empty, and each ``not NAME``'s is."""
    tests = [(one_field(name.removeprefix("not ").strip()), not name.startswith("not ")) for name in names]
    if len(tests) == 1:
        field, wanted = tests[0]
        return lambda label, copy: bool(field(label, copy)) is wanted
    return lambda label, copy: all(bool(field(label, copy)) is wanted for field, wanted in tests)
