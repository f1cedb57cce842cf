"""What a template may name: the fields of a Label and a few facts drawn from it and from the copy.

A template has no way to a raw value, because only a Label is at hand here.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from waybill.label import LABEL_FIELDS, Label
from waybill.patterns import late_pattern


class Copy(NamedTuple):
    """What differs between two prints of one Label."""

    reprint: int = 0
    """0 = first print, 1 = first reprint (补打) and so on."""
    crowded: bool = False
    """Texts of the Label do not fit the places that they ordinarily have."""


Reader = Callable[[Label], str]
Piece = tuple[str, tuple[str, ...]]
"""A ``%``-format and the fields that fill it."""

_ATTRIBUTE = {name: name for name in (*LABEL_FIELDS, "code_text")} | {
    "virtual_number": "recipient_phone_note",
    "sender_virtual_number": "sender_phone_note",
    "sealed": "seal",
}
_OF_COPY: dict[str, Callable[[Copy], str]] = {
    "reprint_count": lambda copy: str(copy.reprint) if copy.reprint else "",
    "reprint_mark": lambda copy: f"补打 {copy.reprint}" if copy.reprint else "",
}
FIELDS: tuple[str, ...] = (*_ATTRIBUTE, *_OF_COPY)
"""All names that a text or a condition may use.  In a condition a name holds when its text is not empty."""

_CROWDED = "crowded"
CONDITIONS: tuple[str, ...] = (*FIELDS, _CROWDED)
"""All names that a condition may use."""

FIELD = late_pattern(r"\{([^{}]*)\}")


def pieces_of(texts: list[str]) -> tuple[Piece, ...]:
    """Texts such as ``共{quantity}件`` as formats and field names; a brace always names a field."""
    return tuple((FIELD.sub("%s", text.replace("%", "%%")), tuple(FIELD.findall(text))) for text in texts)


def for_copy(pieces: tuple[Piece, ...], copy: Copy) -> tuple[Piece, ...]:
    """The pieces with the copy's facts written in; a piece whose fact is empty is gone."""
    bound: list[Piece] = []
    for form, names in pieces:
        facts = [_OF_COPY[name](copy) if name in _OF_COPY else "%s" for name in names]
        if all(facts):
            escaped = tuple(fact if fact == "%s" else fact.replace("%", "%%") for fact in facts)
            bound.append((_fill(form, escaped), tuple(name for name in names if name not in _OF_COPY)))
    return tuple(bound)


def _fill(form: str, values: tuple[str, ...]) -> str:
    """``form`` with values in place of its ``%s``; its ``%%`` stay as they are."""
    return form.replace("%%", "%%%%") % values


def reader(pieces: tuple[Piece, ...], join: str) -> Reader:
    """A function that reads the text for a Label.

    A piece of which any field is empty is left out, so that no unit or caption stands without its value.
    """
    names = [name for _, fields in pieces for name in fields]
    if not names:
        fixed = join.join(form % () for form, _ in pieces)
        return lambda _label: fixed
    if len(names) == 1 and len(pieces) == 1:
        return _single(pieces[0][0], attrgetter(_ATTRIBUTE[names[0]]))
    whole = join.replace("%", "%%").join(form for form, _ in pieces)
    get: Callable[[Label], tuple[str, ...]] = attrgetter(*(_ATTRIBUTE[name] for name in names))
    if len(names) == 1:
        return _piecewise(pieces, join)
    partly = _piecewise(pieces, join)

    def read(label: Label) -> str:
        values = get(label)
        return whole % values if "" not in values else partly(label)

    return read


def _single(form: str, get: Reader) -> Reader:
    if form == "%s":
        return get

    def read(label: Label) -> str:
        value = get(label)
        return form % value if value else ""

    return read


def _piecewise(pieces: tuple[Piece, ...], join: str) -> Reader:
    parts = [(form, [attrgetter(_ATTRIBUTE[name]) for name in fields]) for form, fields in pieces]

    def read(label: Label) -> str:
        texts: list[str] = []
        for form, readers in parts:
            values = tuple(get(label) for get in readers)
            if "" not in values:
                texts.append(form % values)
        return join.join(texts)

    return read


class Test(NamedTuple):
    """That a Label's text is not empty, or that it is."""

    attribute: str
    wanted: bool


def condition(names: tuple[str, ...], copy: Copy) -> tuple[Test, ...] | None:
    """What the Label must pass for each name's text to be not empty (each ``not NAME``'s to be); None where the copy
    fails already.
    """
    tests: list[Test] = []
    for each in names:
        name, wanted = each.removeprefix("not ").strip(), not each.startswith("not ")
        if name in _ATTRIBUTE:
            tests.append(Test(_ATTRIBUTE[name], wanted))
        elif bool(copy.crowded if name == _CROWDED else _OF_COPY[name](copy)) is not wanted:
            return None
    return tuple(tests)


def asks_room(names: tuple[str, ...]) -> bool:
    """Whether the conditions ask if the Label's texts fit the places that they ordinarily have."""
    return any(_canonical(each) == _CROWDED for each in names)


def needed(pieces: tuple[Piece, ...]) -> tuple[Test, ...]:
    """What a Label must pass for these pieces to have a text; nothing where one piece may stand in for another."""
    names = pieces[0][1] if len(pieces) == 1 else ()
    return tuple(Test(_ATTRIBUTE[name], True) for name in names)


def holds(tests: tuple[Test, ...], label: Label) -> bool:
    """Whether a Label passes all tests."""
    return all(bool(getattr(label, attribute)) is wanted for attribute, wanted in tests)


def exclusive(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two lists of conditions can never hold together."""
    return any(_opposite(each) in {_canonical(other) for other in second} for each in first)


def _canonical(name: str) -> str:
    bare = name.removeprefix("not ").strip()
    return ("not " if name.startswith("not ") else "") + _ATTRIBUTE.get(bare, bare)


def _opposite(name: str) -> str:
    canonical = _canonical(name)
    return canonical.removeprefix("not ") if canonical.startswith("not ") else f"not {canonical}"
