"""Type 2 charstrings with their subroutines written out in place.

A subset keeps few of a font's tens of thousands of subroutines, whose numbers depend on how many there are; a
glyph without calls needs none of them.  Clauses are those of Adobe Technical Note 5177.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = rb"(?:[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....)"
_STEM_OPERATORS = b"\x01\x03\x12\x17"
_MOVES = b"\x04\x15\x16"
_CALL_LOCAL, _RETURN, _END, _HINT_MASK, _CONTROL_MASK, _CALL_GLOBAL = 10, 11, 14, 19, 20, 29

# 3.2 Charstring number encoding: numbers up to an operator.
_operation = re.compile(rb"((?>(?:[\x20-\xf6]++|%b)*))(.)" % _NUMBER, re.DOTALL).match
_numbers = re.compile(_NUMBER, re.DOTALL).findall
# Path operators and numbers up to the next call, mask or end; the number before a call is a call's operand.
_NO_CALL = rb"(?![\x0a\x1d])"
_PLAIN = rb"[\x04-\x08\x15\x16\x18-\x1b\x1e-\xf6]+%b|[\xf7-\xfe].%b|\x1c..%b|\xff....%b|\x0c." % (
    (_NO_CALL,) * 4
)
_stretch = re.compile(
    rb"((?>(?:%b)*))(?:(%b)([\x0a\x1d])|([\x13\x14])|([\x0b\x0e])|\Z)" % (_PLAIN, _NUMBER), re.DOTALL
).match


class BadCharstring(ValueError):  # noqa: N818 - never leaves the room
    """A charstring that does not follow Technical Note 5177."""


def _value(number: bytes) -> int:
    first = number[0]
    if first == 28:
        return int.from_bytes(number[1:3], "big", signed=True)
    if first < 247:
        return first - 139
    if first < 251:
        return (first - 247) * 256 + number[1] + 108
    if first < 255:
        return -(first - 251) * 256 - number[1] - 108
    raise BadCharstring


def _bias(count: int) -> int:
    """4.7 Subroutine operators."""
    return 107 if count < 1240 else 1131 if count < 33900 else 32768


class Flattener:
    """Writes out glyphs of one font dictionary: local and global subroutines by number."""

    def __init__(self, local: Sequence[bytes], global_: Sequence[bytes]) -> None:
        pairs = {_CALL_LOCAL: local, _CALL_GLOBAL: global_}
        self._subroutines = {
            kind: (subroutines, _bias(len(subroutines))) for kind, subroutines in pairs.items()
        }
        self._written: dict[tuple[int, int, int], tuple[bytes, bool]] = {}

    def flat(self, charstring: bytes) -> bytes:
        """The charstring without calls.  Raises BadCharstring."""
        head = _Head(self)
        rest = head.read(charstring, 0)
        drawn = self.path(rest, head.mask_bytes, 0)[0] if rest is not None else b""
        return b"".join(head.parts) + drawn

    def subroutine(self, kind: int, number: bytes) -> bytes:
        """The subroutine that a call with this operand means."""
        subroutines, bias = self._subroutines[kind]
        place = _value(number) + bias
        if not 0 <= place < len(subroutines):
            raise BadCharstring
        return subroutines[place]

    def path(self, code: bytes, mask_bytes: int, depth: int) -> tuple[bytes, bool]:
        """What follows the hints, written out; and whether the glyph ended in it."""
        if depth > 10:  # Appendix B: subroutine nesting
            raise BadCharstring
        parts, place = [], 0
        while place < len(code):
            found = _stretch(code, place)
            if found is None:
                raise BadCharstring
            plain, number, call, mask, end = found.groups()
            parts.append(plain)
            place = found.end()
            if call:
                text, ended = self._called(call[0], number, mask_bytes, depth)
                parts.append(text)
                if ended:
                    return b"".join(parts), True
            elif mask:
                parts += (mask, code[place : place + mask_bytes])
                place += mask_bytes
            elif end:
                if end[0] == _END:
                    parts.append(end)
                return b"".join(parts), end[0] == _END
        return b"".join(parts), False

    def _called(self, kind: int, number: bytes, mask_bytes: int, depth: int) -> tuple[bytes, bool]:
        key = (kind, _value(number), mask_bytes)
        if key not in self._written:
            self._written[key] = self.path(self.subroutine(kind, number), mask_bytes, depth + 1)
        return self._written[key]


class _Head:
    """The part of a glyph up to its first movement: width and stem hints, whose number tells how long masks are."""

    def __init__(self, owner: Flattener) -> None:
        self._owner = owner
        self._pending = 0
        self._stems = 0
        self._ended = False
        self.parts: list[bytes] = []

    @property
    def mask_bytes(self) -> int:
        """4.3 Hint operators: a mask has one bit for each stem."""
        return (self._stems + 7) // 8

    def read(self, code: bytes, depth: int) -> bytes | None:
        """Read up to the first movement; what is left of ``code`` there, None where the glyph has ended."""
        if depth > 10:
            raise BadCharstring
        place = 0
        while place < len(code):
            found = _operation(code, place)
            if found is None:
                raise BadCharstring
            numbers, operator = _numbers(found[1]), found[2][0]
            place = found.end()
            if operator in (_CALL_LOCAL, _CALL_GLOBAL):
                rest = self._call(operator, numbers, depth)
                if rest is not None:
                    self._ended = self._path(rest, depth)
                    return None if self._ended else code[place:]
            elif operator == _RETURN:
                self._push(numbers)
                return None
            else:
                place = self._operate(operator, numbers, code, place)
                if operator in _MOVES:
                    return code[place:]
            if self._ended:
                return None
        return None

    def _push(self, numbers: list[bytes]) -> None:
        self._pending += len(numbers)
        self.parts += numbers

    def _call(self, operator: int, numbers: list[bytes], depth: int) -> bytes | None:
        if not numbers:
            raise BadCharstring
        self._push(numbers[:-1])
        return self.read(self._owner.subroutine(operator, numbers[-1]), depth + 1)

    def _path(self, rest: bytes, depth: int) -> bool:
        text, ended = self._owner.path(rest, self.mask_bytes, depth + 1)
        self.parts.append(text)
        return ended

    def _operate(self, operator: int, numbers: list[bytes], code: bytes, place: int) -> int:
        """Write an operator out; where the code goes on."""
        self._push(numbers)
        self.parts.append(bytes((operator,)))
        masks = operator in (_HINT_MASK, _CONTROL_MASK)
        if masks or operator in _STEM_OPERATORS:
            self._stems += self._pending // 2
        if masks:
            self.parts.append(code[place : place + self.mask_bytes])
            place += self.mask_bytes
        self._ended = operator == _END
        self._pending = 0
        return place
