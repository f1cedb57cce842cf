"""Code 128 (ISO/IEC 15417): any ASCII text in the fewest symbol characters, as bar and space widths.

The three code sets A (capitals and controls), B (all printable) and C (digit pairs) can be mixed in one
symbol; which mixture is shortest decides how wide the bars may be on a narrow label.  Text without controls
and without FNC1 needs B and C only, where the shortest mixture follows from the digit runs alone; everything
else goes through an exact search over the three sets.
"""

from __future__ import annotations

import re
from operator import mul

from waybill.errors import SymbolError

SHIFT, CODE_C, CODE_B, CODE_A, FNC1 = 98, 99, 100, 101, 102
START_A, START_B, START_C, STOP = 103, 104, 105, 106

# ISO/IEC 15417 -- Table 1: bar and space widths of the symbol characters 0..105, six elements each.
_TABLE_1 = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
PATTERNS: tuple[bytes, ...] = (
    *(bytes(map(int, _TABLE_1[i : i + 6])) for i in range(0, len(_TABLE_1), 6)),
    bytes((2, 3, 3, 1, 1, 1, 2)),  # stop
)
GS = "\x1d"
"""Group separator: what a scanner transmits for FNC1 inside a GS1-128 symbol."""

_PRINTABLE = re.compile("[ -\x7f]+").fullmatch
_ENCODABLE = re.compile("[\x00-\x7f]+").fullmatch
_DIGIT_RUNS = re.compile("[0-9]{4,}").finditer
_PLAIN_NUMBER = re.compile("([A-Z]*)([0-9]{4,})").fullmatch
LONGEST = 200
_WEIGHTS = (1, *range(1, 2 * LONGEST))
_SET_B = bytes((char - 32) % 256 for char in range(256))
"""ASCII to values of code set B."""
_PAIRS = bytes(byte // 16 * 10 + byte % 16 for byte in range(256))
"""Two digits as the two halves of a byte, which ``fromhex`` makes of them, to the value of the pair."""
_ENDINGS = [check + PATTERNS[STOP] for check in PATTERNS]
"""Check character and stop, by the check character's value."""


def code128(text: str, *, fnc1: bool = False) -> bytes:
    """The widths of a Code 128 symbol in modules: bar first, alternating, start to stop, without quiet zones.

    ``text`` is ASCII.  With ``fnc1`` the symbol is GS1-128: FNC1 comes first, and every U+001D in the text is
    FNC1 too. Raises SymbolError ``SYMBOL-EMPTY``, ``SYMBOL-ALPHABET`` or ``SYMBOL-TOO-LONG`` (over 200
    characters).
    """
    if len(text) > LONGEST:
        raise SymbolError("SYMBOL-TOO-LONG", symbology="Code 128", length=len(text), limit=LONGEST)
    values = characters(text, fnc1=fnc1)
    check = sum(map(mul, values, _WEIGHTS)) % 103
    return b"".join([*map(PATTERNS.__getitem__, values), _ENDINGS[check]])


def characters(text: str, *, fnc1: bool = False) -> bytes:
    """The values of the fewest symbol characters for ``text``: start and data, without check and stop."""
    if not fnc1:
        plain = _PLAIN_NUMBER(text)
        if plain:
            return _plain_number(*plain.groups())
        if _PRINTABLE(text):
            return _by_digit_runs(text)
    if not text:
        raise SymbolError("SYMBOL-EMPTY")
    if not _ENCODABLE(text):
        stranger = next(char for char in text if char > "\x7f")
        raise SymbolError("SYMBOL-ALPHABET", symbology="Code 128", code_point=f"U+{ord(stranger):04X}")
    return _by_search(text, fnc1)


def _plain_number(letters: str, digits: str) -> bytes:
    """Letters (or none) and a run of at least four digits, as waybill numbers are: what the next function would find, in a
    third of its time.
    """
    odd = len(digits) % 2
    if letters:
        letters += digits[:odd]
        pairs = bytes.fromhex(digits[odd:]).translate(_PAIRS)
        return b"%c%b%c%b" % (START_B, letters.encode().translate(_SET_B), CODE_C, pairs)
    if odd:
        pairs = bytes.fromhex(digits[:-1]).translate(_PAIRS)
        return b"%c%b%c%c" % (START_C, pairs, CODE_B, ord(digits[-1]) - 32)
    return b"%c%b" % (START_C, bytes.fromhex(digits).translate(_PAIRS))


def _by_digit_runs(text: str) -> bytes:
    """Printable text: set B, and set C for each digit run where it saves characters.

    Changing to C and back costs two, so a run of six pays anywhere; at either end of the text a run of four
    does, and two digits pay when they are all there is.  Of an odd run, one digit stays outside: the first,
    or the last of a run that begins the symbol.
    """
    if len(text) == 2 and text.isdigit():
        return bytes((START_C, int(text)))
    data = text.encode()
    values = b""
    in_b = 0  # where the part not yet encoded begins
    for run in _DIGIT_RUNS(text):
        first, end = run.span()
        if first and end - first < 6 and end != len(text):
            continue
        if first == 0:
            values = bytes((START_C,))
        else:
            first += (end - first) & 1
            start = b"" if in_b else bytes((START_B,))
            values += start + data[in_b:first].translate(_SET_B) + bytes((CODE_C,))
        stop = end - ((end - first) & 1)
        values += bytes.fromhex(text[first:stop]).translate(_PAIRS)
        if stop == len(text):
            return values
        values += bytes((CODE_B,))
        in_b = stop
    return (values or bytes((START_B,))) + data[in_b:].translate(_SET_B)


_SETS = (START_A, START_B, START_C)
_SWITCH = {START_A: CODE_A, START_B: CODE_B, START_C: CODE_C}
_Tail = tuple[int, ...]


def _by_search(text: str, fnc1: bool) -> bytes:
    """The fewest characters by dynamic programming from the end: per position and set, the shortest rest."""
    units: list[str | int] = [FNC1, *(FNC1 if char == GS else char for char in text)] if fnc1 else list(text)
    # The shortest rests behind a digit pair and behind a single unit, by code set.
    rests: list[dict[int, _Tail]] = [{}, dict.fromkeys(_SETS, ())]
    here: dict[int, _Tail | None] = {}
    for i in reversed(range(len(units))):
        pair = units[i : i + 2]
        here = {s: _least(_stay(s, pair, rests)) for s in _SETS}
        switched = {
            s: _least([(_SWITCH[t], *rest) for t, rest in here.items() if t != s and rest is not None])
            for s in _SETS
        }
        best = {s: _least([rest for rest in (here[s], switched[s]) if rest is not None]) for s in _SETS}
        rests = [rests[-1], {s: rest for s, rest in best.items() if rest is not None}]
    return bytes(_least([(start, *rest) for start, rest in here.items() if rest is not None]) or ())


def _stay(code_set: int, pair: list[str | int], rests: list[dict[int, _Tail]]) -> list[_Tail]:
    """All ways to encode the next unit (or digit pair) and what follows, without leaving ``code_set``."""
    unit, after = pair[0], rests[-1]
    if isinstance(unit, int):
        return [(unit, *after[code_set])]
    if code_set == START_C:
        digits = len(pair) == 2 and all(isinstance(char, str) and "0" <= char <= "9" for char in pair)
        return [(int(f"{unit}{pair[1]}"), *rests[-2][START_C])] if digits else []
    other = START_A + START_B - code_set
    ways = [(value, *after[code_set]) for value in _value(code_set, unit)]
    return ways + [(SHIFT, value, *after[code_set]) for value in _value(other, unit)]


def _value(code_set: int, char: str) -> tuple[int, ...]:
    """The character's value in set A or B; none where the set has not got it."""
    code = ord(char)
    if code < 32:
        return (code + 64,) if code_set == START_A else ()
    if code >= 96 and code_set == START_A:
        return ()
    return (code - 32,)


def _least(ways: list[_Tail]) -> _Tail | None:
    return min(ways, key=len, default=None)
