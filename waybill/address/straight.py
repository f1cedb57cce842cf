"""The straight way: an address whose divisions are known by heart and whose detail has the commonest shape.

Most addresses are road, house, estate, building, unit and room, each number with its word, nothing before, between or
behind them.  One pattern recognises these; for every other address this returns None and the grammar of ``reading``
decides.  Both ways give the same answer: the pattern admits only characters at which no rule of the grammar turns off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from waybill.address import detail_words as w
from waybill.address import mask
from waybill.address.detail_endings import HOLDER_ENDS, LOCKER_ENDS
from waybill.address.detail_tokens import HAN_DIGITS, TRADITIONAL, kinds
from waybill.address.divisions import locate
from waybill.address.divisions_fit import fitting
from waybill.address.divisions_heads import Head, heads
from waybill.address.divisions_tail import heads_road, is_zone_at
from waybill.address.divisions_words import AREAS, FILLER, FILLER_HEADS
from waybill.address.gazetteer import Gazetteer, Unit, gazetteer, town_names
from waybill.frozen import made
from waybill.patterns import late_pattern

_SHORT_NAME = 2
"""Characters of a name that contradicts nothing where it does not fit: 凤凰大道 has nothing to do with 凤凰县."""


class Straight(NamedTuple):
    """Region in one run, its code, the de-identified detail, and what was hidden of it: the whole and its numbers."""

    region: str
    code: str
    masked: str
    secrets: tuple[str, ...]


class Recognised(NamedTuple):
    """An address of the commonest shape: its divisions, the town behind them, and the detail, taken to pieces."""

    head: Head
    region: str
    """Full names of divisions and town, in one run."""
    town: str
    """As it is written and as it is called, or empty."""
    code: str
    detail: re.Match[str]


def straight(text: str, begin: int) -> Straight | None:
    """Read ``text`` (divisions, then detail, which begins at ``begin`` at the earliest), or None."""
    if " " in text:
        text, begin = _without_blanks(text, begin)
    found = recognise(text)
    if found is None or (detail := found[4]).start() < begin:
        return None
    _, region, _, code, _ = found
    shown, _, _, _, room, postcode = detail.groups()
    hidden = text[detail.end(1) :]
    numbers = (room,) if postcode is None else (room, postcode)
    secrets = (hidden, *numbers) if hidden != room else numbers
    return made(Straight, (region, code, shown + mask.HIDDEN, secrets))


def recognise(text: str) -> Recognised | None:
    """The divisions and the pieces of the detail of a text without blanks, or None where the grammar is needed."""
    gaz = gazetteer()
    head = heads().find(text, gaz) or _first_seen(text, gaz)
    if head is None:
        return None
    at = head.spans[-1].end
    place = _county(head.fits)
    if place is None or _goes_on(text, at, head.fits, gaz):
        return None
    region, code = place
    town = ""
    written = _TOWN.match(text, at)
    if written is not None and (number := town_names(code).get(written[0])):
        town, code, end = written[0], number, written.end()
        of_more = heads_road(text, at, end, gaz) or text[at : end + 1] in gaz.forms
        if of_more or _goes_on(text, end, head.fits, gaz):
            return None
        region, at = region + town, end
    detail = _DETAIL.match(text, at)
    if detail is None or not _is_plain(detail[2], detail[4]) or _NO_NAME.search(text, at):
        return None
    return made(Recognised, (head, region, town, code, detail))


def _without_blanks(text: str, begin: int) -> tuple[str, int]:
    """The text without the blanks between its divisions, which then reach to its detail; as it is where columns had some."""
    if begin:
        return text, begin
    *names, detail = text.split(" ")
    run = "".join(dict.fromkeys(names))
    return run + detail, len(run)


def _first_seen(text: str, gaz: Gazetteer) -> Head | None:
    """The run of divisions at the beginning, where it can be learned by heart: the next time it is known.

    Only what has the shape of divisions is tried, and kept: whatever else an address begins with is somebody's.
    """
    run = _RUN.match(text)
    if run is None:
        return None
    _learn(run[0])
    return heads().find(text, gaz)


@lru_cache(maxsize=4096)
def _learn(run: str) -> None:
    locate(run)


@cache
def _county(fits: tuple[Unit, ...]) -> tuple[str, str] | None:
    """Full name and code where the one unit that fits is a county or the like, below which there are only towns."""
    unit = fits[0]
    return (
        (unit.full_name, unit.code) if len(fits) == 1 and unit.level == 3 and unit.key not in AREAS else None
    )


def _goes_on(text: str, at: int, fits: tuple[Unit, ...], gaz: Gazetteer) -> bool:
    """True where a further division, a zone or a filler may begin at ``at``."""
    start = text[at : at + 2]
    if is_zone_at(text, at) or (start[:1] in FILLER_HEADS and FILLER.match(text, at)):
        return True
    for length in gaz.lengths.get(start, ()):
        name = text[at : at + length]
        if name in gaz.forms and (length > _SHORT_NAME or fitting(fits, name) is not None):
            return True
    return False


_DETAIL = re.compile(
    r"((?:([一-鿿]{1,10}[路街巷道])([0-9]{1,4}号))?([一-鿿]{2,14})[0-9]{1,2}(?:栋|幢|座|号楼))"
    r"(?:[0-9]{1,2}单元)?([0-9]{3,4})室?(?:\(([0-9]{6})\))?\Z"
)
"""Group 1 is what stays visible: road, house, estate and building; the last two are the number of the room and the postcode."""
# Written so, a class is compiled in a fiftieth of the time that the ideographs take; the tables decide what is a name.
_RUN = late_pattern(
    "[^ -~]{2,7}?(?:省|自治区|市)(?:[^ -~]{1,9}?(?:市|自治州|地区|盟))?[^ -~]{1,12}?[区县市旗]"
)
_TOWN = re.compile("[^ -~]{1,8}?(?:街道(?!口)|镇|乡)")
_NOOKS = tuple(side + place for side in "东南西北前后左右里外" for place in "院间厢客楼座房门") + tuple(
    "厢亭灶汽晒假"
)
"""How the places in an old house begin that are somebody's home."""


_OUTSIDE = (w.NAME, w.HOUSE, w.ZONE, w.ROAD)
"""Whether such a word is read together with the 号 before the name makes no difference to what is shown and hidden."""
_TURNING_BEFORE = "第附负之顶底阁单"
"""They begin a token before certain characters only."""
_ESTATES = ("新村",)
"""Names like villages' that are estates."""


@cache
def _words() -> _Words:
    """The characters and words at which some rule of the grammar turns off."""
    longer = [
        word[1:] for word, kind in kinds().items() if word[:-1] and word[0] == "号" and kind not in _OUTSIDE
    ]
    longer.remove("门")  # a word before certain characters only
    longer += [f"门{char}" for char in f"{HAN_DIGITS}第负东西南北左右中"]
    ends = frozenset(w.NAME_ENDS) | frozenset("组队排社楼座同段墅") | HOLDER_ENDS | LOCKER_ENDS
    turning = "甲乙丙丁梯户室屋镇乡区办层栋幢弄号" + "".join(TRADITIONAL)
    begins = (*longer, *_NOOKS)
    return _Words(
        frozenset(turning),
        re.compile(f"[{turning}{HAN_DIGITS}{_TURNING_BEFORE}]").search,
        ends,
        begins,
        frozenset(word[0] for word in begins),
    )


class _Words(NamedTuple):
    turning: frozenset[str]
    """They begin a token, a town or a zone, or are folded: none may stand in a name."""
    suspect: Callable[[str], re.Match[str] | None]
    """Finds the first of them, or a numeral, which is looked at more closely."""
    ends: frozenset[str]
    """As a name's last character they tell what it is."""
    begins: tuple[str, ...]
    """They would be read together with the 号 before the name, or as a nook."""
    heads: frozenset[str]
    """Their first characters."""


def _is_plain(road: str | None, name: str) -> bool:
    """Whether the grammar reads the road as a road and the name as nothing but a name."""
    turning, suspect, ends, begins, heads = _words()
    if road is not None and (
        (name[0] in heads and name.startswith(begins))
        or (suspect(road) and (not turning.isdisjoint(road) or _counting().search(road)))
    ):
        return False
    core = _core(name)
    if len(core) < 2 or (suspect(core) and (not turning.isdisjoint(core) or _counting().search(core))):
        return False
    return core is not name or name[-1] not in ends or name.endswith(_ESTATES)


@cache
def _counting() -> re.Pattern[str]:
    """A numeral that may count something (三里屯, not 三盛国际), by what stands behind it: a word, a side of a floor, a
    remark, another numeral, the name's end; and what else begins a token: 附二, 阁楼 (not 附中, 天悦阁).
    """
    words = "|".join(word for word in kinds() if not word[0].isascii())
    side = "[东南西北左右中](?:[户侧边门屋室]|$)"
    return late_pattern(
        f"[{HAN_DIGITS}](?:$|[{HAN_DIGITS}室房户铺号档座栋层单楼]|{side}|{w.REMARK}|{words})"
        f"|[第附负之](?:$|[{HAN_DIGITS}])|[顶底]楼|阁楼|单元|单$"
    )


_NO_NAME = re.compile("街道|苏木|生态|地下|首层")
"""Of these the characters alone turn nothing."""
_PARTS = re.compile("(?:小区)?(?:[东南西北]区|[一二三四五六七八九]期)|小区")


def _core(name: str) -> str:
    """An estate's name without 小区, and without its part: 东区, 三期."""
    if name[-1] == "期" or name[-1] == "区":
        part = _PARTS.search(name)
        return name[: part.start()] if part and part.end() == len(name) else name
    return name
