"""The state of one walk over an address, and what every rule of the walk may ask and do."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
from waybill.address.detail_endings import (
    HOLDER_ENDS,
    LOCKER_ENDS,
    is_building,
    is_mall,
    is_road,
    is_village,
)
from waybill.address.detail_groups import end_of_group, end_of_village, parts_of_village
from waybill.address.detail_sides import (
    ENTRANCE,
    NOOK,
    PART_OF_FLOOR,
    ROOM_TAIL,
    SIDE,
    SIDE_OF_ROOM,
    SIDE_WARD,
)
from waybill.address.detail_tokens import (
    COUNTED,
    DIGITS,
    HAN_DIGITS,
    NUMERAL_ALONE,
    SPECIAL,
    SPELT,
    STAR,
    WORD,
    kinds,
    token_pattern,
)
from waybill.address.span import Span
from waybill.frozen import made
from waybill.patterns import late_pattern

SEPARATORS = " ,.;:()-_/|#+&、"

INSIDE = frozenset(("building", "villa", "unit", "floor"))
"""Chunks behind which a number is a room."""

_IN_A_HOUSE = INSIDE | {"house", "lane"}

_WARD = late_pattern(
    "(?:^|(?<=[院楼部区层心]))(?:[^院楼部区层心]|(?<!中)心(?=[内外胸血脏理])){1,8}"
    "(?:科(?:室|病[房区室])?|(?<![一二三四五六七八九十0-9东南西北])[一二三四五六七八九十0-9]{1,2}(?:病?区|科))$"
)
_BRACKETS = late_pattern("([()])")
_PLACES_WITH_LANES = frozenset("路街道巷村区园社里坊庄围寨屯")


class Walk:
    """The folded text, its tokens, what was found so far and what stood last."""

    __slots__ = ("chunks", "index", "odd", "pos", "prev", "text", "tokens")

    def __init__(self, text: str, begin: int) -> None:
        self.text = text
        self.pos = begin
        self.prev = ""
        self.index = 0
        self.odd = False  # a number was read by what follows it: masked, the rest may read differently
        self.chunks: list[Span] = []
        self.tokens = list(token_pattern().finditer(text, begin))

    def add(self, kind: str, start: int, end: int) -> None:
        """File a chunk; the walk goes on behind it."""
        self.chunks.append(made(Span, (kind, start, end)))
        self.pos = end
        self.prev = kind

    def before(self, start: int) -> str:
        """What stands directly before ``start``: the last chunk, or "name" where other text stands between."""
        return "name" if self.text[self.pos : start].strip(SEPARATORS) else self.prev

    def next(self, end: int) -> re.Match[str] | None:
        """The next token where only separators stand between."""
        tokens, index = self.tokens, self.index + 1
        while index < len(tokens) and tokens[index].start() < end:
            index += 1
        if index == len(tokens):
            return None
        token = tokens[index]
        between = self.text[end : token.start()]
        return token if not between or not between.strip(SEPARATORS) else None

    def next_kind(self, end: int) -> str:
        """The kind of the directly following token: a word's kind, "bare", "star" or ""."""
        token = self.next(end)
        if token is None:
            return ""
        shape = token.lastindex
        if shape in (COUNTED, SPELT):
            return kinds()[token[WORD]]
        if shape == SPECIAL:
            return w.UNIT if token[0].endswith(("单元", "梯")) or token[0][0] in "梯单" else w.ROOM
        return {DIGITS: "bare", NUMERAL_ALONE: "bare", STAR: "star"}.get(shape or 0, "")

    def gap(self, end: int) -> None:
        """File the plain text before ``end`` as a name, by its last character; separators alone change nothing."""
        start = self.pos
        if start == end:
            return
        raw = self.text[start:end]
        if "(" in raw or ")" in raw:
            self.bracketed(start, raw)
        else:
            self.plain(start, raw)

    def bracketed(self, start: int, raw: str) -> None:
        """File what stands in brackets as a remark: it says nothing of the numbers behind them, only of a code within."""
        inside = ")" in raw.partition("(")[0]  # opened before the last number
        for piece in _BRACKETS.split(raw):
            if piece in ("(", ")"):
                inside = piece == "("
            elif inside:
                words = piece.strip(SEPARATORS)
                if self.prev in INSIDE and SIDE.match(words):
                    self.add("room", start, start + len(piece))
                    words = ""
                if words:
                    at = start + piece.index(words)
                    self.chunks.append(Span("remark", at, at + len(words)))
            else:
                self.plain(start, piece)
            start += len(piece)
        if inside and self.chunks and self.last_name().endswith(w.LOCKER_WORDS):
            self.prev = "locker"  # (密码8899#

    def plain(self, start: int, raw: str) -> None:
        """File plain text: a named group, a place, or what of the building somebody lives in."""
        name = raw.strip(SEPARATORS)
        if not name:
            return
        start += raw.index(name)
        end = start + len(name)
        last = name[-1]
        if last in HAN_DIGITS:
            self.odd = True
        if last in "组屯队排社" and (parts := parts_of_village(name, self.prev)):
            for kind, at, stop in parts:
                self.add(kind, start + at, start + stop)
            return
        cut = end_of_group(name) if "组" in name or "队" in name or "屯" in name else 0
        if cut:
            self.plain(start, name[:cut])
            self.plain(start + cut, name[cut:])
            return
        side = self.side_of_building(name, end)
        if side:
            self.add("unit" if side[0].endswith("病区") else "room", start, start + side.end())
            self.plain(self.pos, self.text[self.pos : end])
            return
        kind = self.kind_of(name, end)
        kept = "building" if kind == "building" and len(name) <= 3 else "name"
        if kept == "name" and self.name_before(start):
            start = self.chunks.pop().start
        self.chunks.append(made(Span, (kept, start, end)))
        self.prev = kind

    def kind_of(self, name: str, end: int) -> str:
        """What a name that ends at ``end`` is by its last characters."""
        last = name[-1]
        kind = w.NAME_ENDS.get(last, "name")
        if last == "街" and is_mall(self.text, end):
            return "name"
        if kind == "village":
            return kind if is_village(name) else "name"
        if kind == "town":
            return "name" if name.endswith(w.NO_TOWNS) else kind
        if last == "道" and name.endswith("街道"):
            return "town"
        if is_building(name):
            return "name" if self.at_building(end) else "building"  # 铁路家属楼7号楼
        if is_road(name):
            return w.ROAD
        if last in HOLDER_ENDS and name.endswith(w.ROOM_HOLDERS):
            return "holder"
        if last in LOCKER_ENDS and name.endswith(w.LOCKER_WORDS):
            return "locker"
        return kind

    def side_of_building(self, name: str, end: int) -> re.Match[str] | None:
        """The side, the part of a floor or the nook of an old house that a name behind a building begins with."""
        side = None
        if self.prev in INSIDE or self.prev == "room":
            side = SIDE.match(name) or (SIDE_OF_ROOM.fullmatch(name) if self.at_number(end) else None)
            if side is None and self.prev == "floor":
                side = PART_OF_FLOOR.match(name) or SIDE_WARD.match(name)
        if side is None and self.prev in _IN_A_HOUSE and not self.at_building(end):
            side = NOOK.match(name) or (ENTRANCE.fullmatch(name) if self.at_number(end) else None)
        return side

    def at_number(self, end: int) -> bool:
        """True where nothing but separators stands between ``end`` and a number."""
        if end == len(self.text):
            return False
        return not self.text[end : self.tokens[self.index].start()].strip(SEPARATORS)

    def at_side(self, start: int) -> bool:
        """True where a side of the building is all that stands before ``start``: 3栋北门洞六百零二."""
        return SIDE_OF_ROOM.fullmatch(self.text[self.pos : start].strip(SEPARATORS)) is not None

    def at_building(self, end: int) -> bool:
        """True where a building's number begins at ``end``: what stands before it is a yard (39号东院3号楼)."""
        token = self.tokens[self.index] if end < len(self.text) and self.tokens else None
        return (
            token is not None
            and not self.text[end : token.start()].strip(SEPARATORS)
            and token.lastindex in (COUNTED, SPELT)
            and kinds()[token[WORD]] == w.BUILDING
        )

    def last_name(self) -> str:
        """The text of the last chunk."""
        return self.text[self.chunks[-1].start : self.chunks[-1].end] if self.chunks else ""

    def seen(self, *wanted: str) -> bool:
        """True where a chunk of one of these types was found already."""
        return any(chunk.type in wanted for chunk in self.chunks)

    def extend_house(self, end: int) -> None:
        """1号附5号 and 88号之一 are one house number."""
        self.add("house", self.chunks.pop().start, end)

    def name(self, start: int, end: int) -> None:
        """A number inside a name (798艺术区): the text behind it goes on with the name."""
        self.odd = True
        if self.name_before(start):
            start = self.chunks.pop().start
        self.add("name", start, end)

    def name_before(self, end: int) -> Span | None:
        """The name that ends right at ``end``, where that is what was found last."""
        last = self.chunks[-1] if self.chunks else None
        return last if last and last.type == "name" and last.end == end else None

    def give_up(self, cut: int) -> int:
        """``cut``, where the last name ends from now on; what stands behind it belongs to a number."""
        start = self.chunks.pop().start
        if cut > start:
            self.chunks.append(Span("name", start, cut))
        return cut

    def holder(self, start: int) -> int:
        """The start of the word that announces a room (商铺12号), which belongs to the room."""
        if self.prev != "holder" or not self.chunks or self.chunks[-1].type != "name":
            return start
        name = self.last_name()
        word = max((word for word in w.ROOM_HOLDERS if name.endswith(word)), key=len)
        return self.give_up(self.chunks[-1].end - len(word))

    def ward(self, start: int) -> int:
        """The start of the ward whose bed begins at ``start`` (肿瘤科36床): what somebody is ill with is hidden."""
        last = self.chunks[-1] if self.chunks else None
        if last is None or last.type != "name" or self.text[last.end : start].strip(SEPARATORS):
            return start
        ward = _WARD.search(self.last_name())
        return start if ward is None else self.give_up(last.start + ward.start())

    def side_of_village(self, start: int) -> int:
        """The start of what tells a village's numbered group from its like (那桐村上三屯, 弄池村弄六屯), else ``start``."""
        last = self.name_before(start)
        cut = last.start + end_of_village(self.last_name()) if last else start
        if last is None or cut == last.start or not 0 < start - cut <= 2 or self.text[cut] == "第":
            return start
        return self.give_up(cut)

    def take_back(self, start: int, marks: str) -> int:
        """``start``, or one character earlier where a mark (东三巷, 横二巷) is all that stands there, alone or behind
        a road, a village or another place; that name gives it up."""
        last = self.name_before(start)
        if last is None or self.text[start - 1] not in marks:
            return start
        if last.end - last.start > 1 and self.text[start - 2] not in _PLACES_WITH_LANES:
            return start
        return self.give_up(start - 1)

    def room_end(self, start: int, end: int) -> None:
        """A room ends behind what tells its place (501后门) and behind a remark with a number (1502室(按门铃2号))."""
        if end < len(self.text):
            tail = ROOM_TAIL.match(self.text, end)
            end = tail.end() if tail else end
        if self.chunks and self.chunks[-1].type == "room" and self.chunks[-1].end == start:
            start = self.chunks.pop().start  # 西侧503
        self.add("room", start, end)
