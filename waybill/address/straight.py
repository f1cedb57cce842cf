"""The straight way: an address whose divisions are known by heart and whose detail has the commonest shape.

Most addresses are road, house, estate, building, unit and room, each number with its word, nothing before, between or
behind them.  One pattern recognises these; for every other address this returns None and the grammar of ``reading``
decides.  Both ways give the same answer: the pattern admits only characters at which no rule of the grammar turns off.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from waybill.address import mask
from waybill.address import detail_words as w
from waybill.address.detail_state import HOLDER_ENDS, LOCKER_ENDS
from waybill.address.detail_tokens import HAN_DIGITS, TRADITIONAL, kinds
from waybill.address.divisions_fit import fitting
from waybill.address.divisions_heads import heads
from waybill.address.divisions_tail import zone_heads
from waybill.address.divisions_words import AREAS, FILLER, FILLER_HEADS
from waybill.address.gazetteer import Unit, gazetteer
from waybill.address.span import made

_SHORT_NAME = 2
"""Characters of a name that contradicts nothing where it does not fit: 凤凰大道 has nothing to do with 凤凰县."""
_HAN = frozenset(map(chr, range(0x4E00, 0xA000)))


class Straight(NamedTuple):
    """Region in one run, its code, the de-identified detail, and what was hidden of it."""

    region: str
    code: str
    masked: str
    hidden: str
    room: str
    """The room's number alone."""


def straight(text: str, begin: int) -> Straight | None:
    """Read ``text`` (divisions, then detail, which begins at ``begin`` at the earliest), or None."""
    head = heads().find(text, gazetteer())
    if head is None:
        return None
    at = head.spans[-1].end
    found = _detail().match(text, at)
    if found is None or at < begin:
        return None
    county = _county(head.fits)
    if county is None or _goes_on(text, at, head.fits):
        return None
    door = found.end(1)
    return made(Straight, (*county, text[at:door] + mask.HIDDEN, text[door:], found[2]))


@cache
def _county(fits: tuple[Unit, ...]) -> tuple[str, str] | None:
    """Full name and code where the one unit that fits is a county or the like, below which there are only towns."""
    unit = fits[0]
    return (unit.full_name, unit.code) if len(fits) == 1 and unit.level == 3 and unit.key not in AREAS else None


def _goes_on(text: str, at: int, fits: tuple[Unit, ...]) -> bool:
    """True where a further division, a zone or a filler may begin at ``at``."""
    start = text[at : at + 2]
    if start in zone_heads() or (start[0] in FILLER_HEADS and FILLER.match(text, at)):
        return True
    gaz = gazetteer()
    for length in gaz.lengths.get(start, ()):
        name = text[at : at + length]
        if name in gaz.forms and (length > _SHORT_NAME or fitting(fits, name) is not None):
            return True
    return False


@cache
def _detail() -> re.Pattern[str]:
    """Group 1 is what stays visible, group 2 the number of the room.

    A name's characters begin no token (numerals, 第, 附, 单 ...), no town and no zone; its last one says nothing of
    what it is; its beginning makes no longer word of the 号 before it, and no nook of an old house.
    """
    inside = _HAN - set(TRADITIONAL) - set(HAN_DIGITS + "甲乙丙丁第附负半顶底阁夹梯单之户室屋镇乡区办期层栋幢弄")
    ends = set(w.NAME_ENDS) | set("组队排楼座同段墅") | HOLDER_ENDS | LOCKER_ENDS
    longer = [word[1:] for word in kinds() if word[0] == "号" and len(word) > 1]
    begins = rf"(?!(?=[{''.join({word[0] for word in longer})}])(?:{'|'.join(longer)})|[东南西北前后左右里外][院间厢客楼]|[厢亭灶汽晒假])"
    name = rf"{begins}{_any(inside)}{{1,9}}(?:{_any(inside - ends)}|(?:小区)?(?:[东南西北]区|[一二三四五六七八九]期)|小区)"
    road = rf"{_any(inside)}{{1,10}}(?:[路街巷]|(?<!街)道)"
    return re.compile(
        rf"(?!.{{0,40}}(?:街道|苏木|生态|地下))((?:{road}[0-9]{{1,4}}号)?{name}[0-9]{{1,2}}(?:栋|幢|座|号楼))"
        r"(?:[0-9]{1,2}单元)?([0-9]{3,4})室?\Z"
    )


def _any(chars: set[str]) -> str:
    """A class of characters, as runs."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "[" + "".join(f"{chr(low)}-{chr(high)}" if high > low else chr(low) for low, high in runs) + "]"
