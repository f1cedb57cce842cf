"""Compact Font Format: a subset whose character codes (CIDs) are ours.

Clauses are those of Adobe Technical Note 5176.  The subset is always CID-keyed with the Identity ordering;
charstrings are written without subroutines (see ``charstring``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate, groupby
from struct import Struct, error, unpack_from

from waybill.fonts.charstring import BadCharstring, Flattener
from waybill.fonts.sfnt import Sfnt, broken

_PRIVATE, _SUBRS, _CHARSTRINGS = b"\x12", b"\x13", b"\x11"
_CHARSET, _BBOX = b"\x0f", b"\x05"
_MATRIX, _ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT, _FONT_NAME = (
    bytes((12, n)) for n in (7, 30, 34, 36, 37, 38)
)
_ADOBE, _IDENTITY, _FONT_DICT = 391, 392, 393
"""String numbers of the subset: the standard ones end at 390."""
_INTEGER = Struct(">Bi")
Dict = dict[bytes, bytes]
"""A DICT: operator -> its operands as they are written."""


class Index(Sequence[bytes]):
    """5 INDEX data: items read on demand."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._count = unpack_from(">H", data, start)[0]
        self._width = data[start + 2] if self._count else 0
        self._offsets = start + 3
        self._base = self._offsets + (self._count + 1) * self._width - 1
        self.end = self._base + self._offset(self._count) if self._count else start + 2

    def _offset(self, number: int) -> int:
        place = self._offsets + number * self._width
        return int.from_bytes(self._data[place : place + self._width], "big")

    def __len__(self) -> int:
        return int(self._count)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # no slices are asked for
        if not 0 <= number < self._count:
            raise IndexError(number)
        place = self._offsets + number * self._width
        both = int.from_bytes(self._data[place : place + 2 * self._width], "big")
        start, end = both >> 8 * self._width, both & ((1 << 8 * self._width) - 1)
        return bytes(self._data[self._base + start : self._base + end])


def subset_cff(font: Sfnt, glyphs: dict[int, int]) -> bytes:
    """A bare CFF font with these glyphs only.  ``glyphs``: CID -> glyph, in ascending order of CIDs; .notdef
    comes by itself as CID 0.  Raises LayoutError ``FONT-BROKEN``.
    """
    with _broken_is_told(font):
        return _source(font).subset({0: 0} | glyphs)


def write_out(font: Sfnt, glyphs: Iterable[int]) -> None:
    """Do the long part of :func:`subset_cff` ahead for these glyphs.  Raises LayoutError ``FONT-BROKEN``."""
    with _broken_is_told(font):
        _source(font).write_out(glyphs)


@contextmanager
def _broken_is_told(font: Sfnt) -> Iterator[None]:
    try:
        yield
    except (BadCharstring, IndexError, KeyError, error):
        raise broken(font.path) from None


@lru_cache(maxsize=8)
def _source(font: Sfnt) -> _Source:
    return _Source(font)


class _Source:
    """A font's CFF table, read, with the glyphs that were written out so far."""

    def __init__(self, font: Sfnt) -> None:
        self._data, self._start = font.data, font.tables[b"CFF "][0]
        data, start = self._data, self._start
        tops = Index(data, Index(data, start + data[start + 2]).end)
        strings = Index(data, tops.end)
        self._globals = Index(data, strings.end)
        self._top = _read_dict(tops[0])
        self._charstrings = Index(data, start + _last(self._top[_CHARSTRINGS]))
        if _ROS in self._top:
            dicts = Index(data, start + _last(self._top[_FD_ARRAY]))
            self._dicts = [_read_dict(item) for item in dicts]
        else:
            self._dicts = [{_PRIVATE: self._top[_PRIVATE]}]
        self._privates: dict[int, tuple[Dict, Flattener]] = {}
        self._flat: dict[int, bytes] = {}

    def _select(self, glyphs: list[int]) -> list[int]:
        """The font dictionary of each glyph."""
        if _ROS not in self._top:
            return [0] * len(glyphs)
        return _read_select(self._data, self._start + _last(self._top[_FD_SELECT]), glyphs)

    def _private(self, number: int) -> tuple[Dict, Flattener]:
        if number not in self._privates:
            private, local = _read_private(self._data, self._start, self._dicts[number])
            self._privates[number] = private, Flattener(local, self._globals)
        return self._privates[number]

    def write_out(self, glyphs: Iterable[int]) -> None:
        """Keep these glyphs without subroutines."""
        new = [glyph for glyph in glyphs if glyph not in self._flat]
        for number, glyph in zip(self._select(new), new, strict=True):
            self._flat[glyph] = self._private(number)[1].flat(self._charstrings[glyph])

    def subset(self, glyphs: dict[int, int]) -> bytes:
        """A font of these glyphs, by CID."""
        self.write_out(glyphs.values())
        select = self._select(list(glyphs.values()))
        used = sorted(set(select))
        places = {number: place for place, number in enumerate(used)}
        matrices = [
            {key: value for key, value in self._dicts[number].items() if key == _MATRIX} for number in used
        ]
        return _write(
            {key: value for key, value in self._top.items() if key in (_MATRIX, _BBOX)},
            list(glyphs),
            [places[number] for number in select],
            [self._flat[glyph] for glyph in glyphs.values()],
            [(matrix, self._private(number)[0]) for matrix, number in zip(matrices, used, strict=True)],
        )


def _read_private(data: bytes, start: int, font_dict: Dict) -> tuple[Dict, Sequence[bytes]]:
    """9 Top DICT data: a Private DICT without its subroutines, and the subroutines."""
    size, offset = _integers(font_dict[_PRIVATE])
    private = _read_dict(data[start + offset : start + offset + size])
    subroutines = private.pop(_SUBRS, None)
    return private, Index(data, start + offset + _last(subroutines)) if subroutines else []


def _read_dict(code: bytes) -> Dict:
    """4 DICT data."""
    found: Dict = {}
    place = operands = 0
    while place < len(code):
        first = code[place]
        if first <= 21:
            length = 2 if first == 12 else 1
            found[bytes(code[place : place + length])] = bytes(code[operands:place])
            operands = place = place + length
        elif first == 30:
            while code[place] & 0x0F != 0x0F:  # a real number ends with a half-byte of ones
                place += 1
            place += 1
        else:
            place += 3 if first == 28 else 5 if first == 29 else 2 if first >= 247 else 1
    return found


def _integers(operands: bytes) -> list[int]:
    values = []
    place = 0
    while place < len(operands):
        first = operands[place]
        if first == 28:
            values.append(int.from_bytes(operands[place + 1 : place + 3], "big", signed=True))
            place += 3
        elif first == 29:
            values.append(int.from_bytes(operands[place + 1 : place + 5], "big", signed=True))
            place += 5
        elif first < 247:
            values.append(first - 139)
            place += 1
        else:
            sign, base = (1, 247) if first < 251 else (-1, 251)
            values.append(sign * ((first - base) * 256 + operands[place + 1] + 108))
            place += 2
    return values


def _last(operands: bytes) -> int:
    return _integers(operands)[-1]


def _read_select(data: bytes, start: int, glyphs: list[int]) -> list[int]:
    """19 FDSelect: the font dictionary of each glyph, formats 0 and 3."""
    if data[start] == 0:
        return [data[start + 1 + glyph] for glyph in glyphs]
    count = unpack_from(">H", data, start + 1)[0]
    ranges = [unpack_from(">HB", data, start + 3 + 3 * i) for i in range(count)]
    of_glyph = bytearray()
    end = unpack_from(">H", data, start + 3 + 3 * count)[0]
    for (first, number), after in zip(ranges, [first for first, _ in ranges[1:]] + [end], strict=True):
        of_glyph += bytes((number,)) * (after - first)
    return [of_glyph[glyph] for glyph in glyphs]


def _number(value: int) -> bytes:
    return _INTEGER.pack(29, value)


def _write_dict(entries: Dict) -> bytes:
    return b"".join(operands + operator for operator, operands in entries.items())


def _write_index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    offsets = list(accumulate(map(len, items), initial=1))
    width = (offsets[-1].bit_length() + 7) // 8
    packed = b"".join(offset.to_bytes(width, "big") for offset in offsets)
    return len(items).to_bytes(2, "big") + bytes((width,)) + packed + b"".join(items)


def _select_ranges(select: list[int]) -> Iterator[bytes]:
    place = 0
    for number, run in groupby(select):
        yield place.to_bytes(2, "big") + bytes((number,))
        place += len(list(run))


def _write(
    top: Dict, cids: list[int], select: list[int], charstrings: list[bytes], fonts: list[tuple[Dict, Dict]]
) -> bytes:
    """The whole font: header, indexes, and everything that the top dictionary points to."""
    ros = _number(_ADOBE) + _number(_IDENTITY) + _number(0)
    fixed: Dict = {_ROS: ros, **top, _CID_COUNT: _number(0x10000)}
    names = [b"F%d" % i for i in range(len(fonts))]
    head = b"\x01\x00\x04\x04" + _write_index([b"Waybill"])
    strings = _write_index([b"Adobe", b"Identity", *names]) + _write_index([])
    ranges = list(_select_ranges(select))
    pieces = {
        _CHARSET: b"\0" + b"".join(cid.to_bytes(2, "big") for cid in cids[1:]),
        _FD_SELECT: b"\x03"
        + len(ranges).to_bytes(2, "big")
        + b"".join(ranges)
        + len(select).to_bytes(2, "big"),
        _CHARSTRINGS: _write_index(charstrings),
    }
    privates = [_write_dict(private) for _, private in fonts]
    pointers = {operator: _number(0) for operator in (*pieces, _FD_ARRAY)}
    place = len(head) + len(_write_index([_write_dict(fixed | pointers)])) + len(strings)
    for operator, piece in pieces.items():
        pointers[operator] = _number(place)
        place += len(piece)
    dicts = []
    for number, ((matrix, _), private) in enumerate(zip(fonts, privates, strict=True)):
        entry = {
            _FONT_NAME: _number(_FONT_DICT + number),
            **matrix,
            _PRIVATE: _number(len(private)) + _number(place),
        }
        dicts.append(_write_dict(entry))
        place += len(private)
    pointers[_FD_ARRAY] = _number(place)
    body = b"".join(pieces.values()) + b"".join(privates) + _write_index(dicts)
    return head + _write_index([_write_dict(fixed | pointers)]) + strings + body
