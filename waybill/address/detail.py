"""Read what comes after the division prefix: road, house, community, building, unit, floor, room, village, group.

One walk over the numbered tokens, left to right.  What a number counts is told by its word (栋, 单元, 室) and, where
the word has several meanings or is missing, by what stands before it and by the token behind it.  Whatever bears a
number and is not recognised becomes a ``tail``, which masking hides: the walk fails safe.
"""

from __future__ import annotations

import re
from waybill.address import detail_words as w
from waybill.address.detail_numbers import floor_matches, plain_digits, split_run
from waybill.address.detail_tokens import (
    HAN_BARE,
    HAN_DIGITS,
    HAN_WORD,
    LETTERS,
    LONG,
    PLAIN,
    PLAIN_WORD,
    SPECIAL,
    STAR,
    han_value,
    kinds,
    token_pattern,
    weak_words,
)
from waybill.address.span import Span

MAX_UNITS = 6
"""A building rarely has more units than this: a higher number in front of a room is a building's (468号10-1711)."""

SEPARATORS = " ,.;:()-_/|#+&、"


_INSIDE = frozenset(("building", "villa", "unit", "floor"))
_SKIPPED = frozenset((w.NAME, w.ZONE, w.ROAD, w.SECTION))
_ROOM_TAIL = re.compile(
    r"(?: ?(?:后门|前门|侧门|对面|隔壁|左边|右边|东边|西边|靠东|靠西|东户|西户|南户|北户|中户|东室|西室|东屋|西屋"
    r"|左手边?|右手边?|左侧|右侧|东侧|西侧|楼上|楼下|复式|阁楼|里间|外间|中间|东|西|南|北|左|右|中))?"
    r"(?: ?\((?=[^()]{0,40}[0-9])(?![0-9]{6}\))[^()]{1,40}\))?"
)
_NAMED_NUMBER = re.compile(
    "[一-鿿]{0,4}?(?:艺术|文化|文创|创意|广场|公馆|酒店|宾馆|旅馆|便利|超市|烧烤|街区|天地|世纪|号线|国道|省道|公园|影城|酒吧|"
    "咖啡|网咖|健身|商城|购物|名品|步行|工业|产业|科技园|创业|大院|医院|小学|中学|学院|工厂|厂|仓)"
)
_FLOOR_ROOM = re.compile("(B?[0-9]{1,2}F)[0-9]{2,4}")
_BRACKETS = re.compile("([()])")
_PARK = re.compile("(?:艺术区|艺术园|艺术中心|文化园|文创园|创意园|产业园|科技园|工业园|文化广场|广场|公馆|街区|影城)")
_SIDE = re.compile("(?:[东南西北左右中前后](?:手边|边|侧|手|首|头)?|对门)(?=$|[ ,.;:()-])")
_AFTER_ESTATE = frozenset((w.BUILDING, w.ZONE, w.UNIT, w.STOREY, w.FLOOR, w.ROOM, w.NUMBER))
_VILLA = ("别墅", "墅", "排屋", "联排", "独栋")
_BUNGALOWS = frozenset("平房 瓦房 排房 前 后 东 西 南 北".split())
_HOLDER_ENDS = frozenset(word[-1] for word in w.ROOM_HOLDERS)
_LOCKER_ENDS = frozenset(word[-1] for word in w.LOCKER_WORDS)
_VILLAGE_GROUP = re.compile("村([^村路街道]{1,6}?[组屯队社])?((?:前|后|东|西|南|北|中)排)?$")
_NO_BUILDING = re.compile("(?:酒|茶|鼓|钟|牌|门|炮|角|骑|黄鹤|岳阳|阁|望|红|白|戏|箭|城|谯)楼$")
_NO_VILLAGE = re.compile("(?:新|花园|度假|农民|工人|家属|科技|大学|奥运|世纪|山水|地球|民俗|城中|文化)村$")


class Walk:
    """The state of one walk: the folded text, its tokens, what was found so far and what stood last."""

    __slots__ = ("chunks", "index", "odd", "pos", "prev", "text", "tokens")

    def __init__(self, text: str, begin: int) -> None:
        self.text = text
        self.pos = begin
        self.prev = ""
        self.index = 0
        self.odd = False  # a number was read by what follows it: masked, the rest may read differently
        self.chunks: list[Span] = []
        self.tokens = list(token_pattern().finditer(text, begin))

    def run(self) -> list[Span]:
        """Visit every token; return the chunks in order of the text."""
        kind_of, weak = kinds(), weak_words()
        for self.index, token in enumerate(self.tokens):
            start = token.start()
            if start < self.pos:
                continue
            shape = token.lastindex
            if shape == PLAIN_WORD or shape == HAN_WORD:
                word = token[shape]
                kind = kind_of[word]
                if kind in _SKIPPED:
                    continue
                if shape == HAN_WORD and word in weak and self._before(start) not in _INSIDE:
                    continue
                self._gap(start)
                _WORDS[kind](self, token, start, word)
            elif shape == PLAIN:
                self._gap(start)
                self._bare(token, start)
            elif shape == SPECIAL:
                self._gap(start)
                self._special(token, start)
            elif shape == STAR:
                self._gap(start)
                self._add("star", start, token.end())
            elif shape == LONG:
                self._gap(start)
                self._add("tail", start, token.end())
            elif shape == HAN_BARE:
                self._han_bare(token, start)
        self._gap(len(self.text))
        return self.chunks

    # -- what stands around ------------------------------------------------------------------------------------

    def _add(self, kind: str, start: int, end: int) -> None:
        self.chunks.append(Span(kind, start, end))
        self.pos = end
        self.prev = kind

    def _before(self, start: int) -> str:
        """What stands directly before ``start``: the last chunk, or "name" where other text stands between."""
        return "name" if self.text[self.pos : start].strip(SEPARATORS) else self.prev

    def _next(self, end: int) -> re.Match[str] | None:
        """The next token where only separators stand between."""
        tokens, index = self.tokens, self.index + 1
        while index < len(tokens) and tokens[index].start() < end:
            index += 1
        if index == len(tokens):
            return None
        token = tokens[index]
        between = self.text[end : token.start()]
        return token if not between or not between.strip(SEPARATORS) else None

    def _next_kind(self, end: int) -> str:
        """The kind of the directly following token: a word's kind, "bare", "star" or ""."""
        token = self._next(end)
        if token is None:
            return ""
        shape = token.lastindex
        if shape == PLAIN_WORD or shape == HAN_WORD:
            return kinds()[token[shape]]
        if shape == SPECIAL:
            return w.UNIT if token[0].endswith("单元") or token[0][0] in "梯单" else w.ROOM
        return {PLAIN: "bare", HAN_BARE: "bare", STAR: "star"}.get(shape or 0, "")

    def _gap(self, end: int) -> None:
        """File the plain text before ``end`` as a name, by its last character; separators alone change nothing."""
        start = self.pos
        if start == end:
            return
        raw = self.text[start:end]
        if "(" in raw or ")" in raw:
            self._bracketed(start, raw)
        else:
            self._plain(start, raw)

    def _bracketed(self, start: int, raw: str) -> None:
        """File what stands in brackets as a remark: it says nothing of the numbers behind it."""
        inside = raw.find(")") < raw.find("(") or "(" not in raw
        for piece in _BRACKETS.split(raw):
            if piece in ("(", ")"):
                inside = piece == "("
            elif inside:
                words = piece.strip(SEPARATORS)
                if words:
                    at = start + piece.index(words)
                    self.chunks.append(Span("remark", at, at + len(words)))
            else:
                self._plain(start, piece)
            start += len(piece)

    def _plain(self, start: int, raw: str) -> None:
        name = raw.strip(SEPARATORS)
        if not name:
            return
        start += raw.index(name)
        end = start + len(name)
        last = name[-1]
        kind = w.NAME_ENDS.get(last, "name")
        if last in HAN_DIGITS:
            self.odd = True
        if kind == "village":
            kind = "name" if _NO_VILLAGE.search(name[-6:]) else "village"
        elif last == "道" and name.endswith("街道"):
            kind = "town"
        elif last == "楼" and len(name) > 1 and not _NO_BUILDING.search(name[-4:]):
            kind = "building"
        elif last == "座" and len(name) > 1 and name[-2] in "东南西北中":
            kind = "building"
        elif last == "段" and ("路" in name or "街" in name or "道" in name):
            kind = "road"
        elif last in "组屯队社排" and self._village_group(name, start, end):
            return
        elif last in _HOLDER_ENDS and name.endswith(w.ROOM_HOLDERS):
            kind = "holder"
        elif last in _LOCKER_ENDS and name.endswith(w.LOCKER_WORDS):
            kind = "locker"
        side = _SIDE.match(name) if self.prev in _INSIDE else None
        if side:
            self._add("room", start, start + side.end())
            self._plain(self.pos, self.text[self.pos : end])
            return
        last_chunk = self.chunks[-1] if self.chunks else None
        if last_chunk and last_chunk.type == "name" and last_chunk.end == start:
            start = self.chunks.pop().start
        self.chunks.append(Span("building" if kind == "building" and len(name) <= 3 else "name", start, end))
        self.prev = kind

    def _village_group(self, name: str, start: int, end: int) -> bool:
        """A named group behind a village (虞姬村小李庄组, 仁合村杜家屯后排): file both."""
        found = _VILLAGE_GROUP.search(name)
        if found is None or found.end() - found.start() == 1:
            if self.prev in ("village", "town", "") and len(name) <= 6 and name[-1] in "组屯队":
                self._add("group", start, end)
                return True
            return False
        cut = start + found.start() + 1
        self.chunks.append(Span("name", start, cut))
        self._add("group", cut, end)
        return True

    # -- numbered words ----------------------------------------------------------------------------------------

    def _building(self, token: re.Match[str], start: int, word: str) -> None:
        if word[0] == "#" and (
            self.prev in _INSIDE
            or (len(plain_digits(token[4] or "")) >= 3 and not self._next_kind(token.end()))
        ):
            self._room_end(start, token.end())
            return
        if self.prev == "floor" and word == "座" and not self._next(token.end()):  # 18楼D座
            self._room_end(start, token.end())
            return
        villa = self.prev == "name" and self._last_name().endswith(_VILLA)
        self._add("villa" if villa else "building", start, token.end())

    def _last_name(self) -> str:
        return self.text[self.chunks[-1].start : self.chunks[-1].end] if self.chunks else ""

    def _unit(self, token: re.Match[str], start: int, word: str) -> None:
        end = token.end()
        behind = self._next_kind(end)
        if word in ("门", "号门", "门洞", "号门洞") and self.prev not in _INSIDE and self.prev not in ("house", "lane"):
            han = token.lastindex == HAN_WORD
            if behind not in ("bare", w.ROOM, w.STOREY, w.FLOOR, "star") and (han or word[0] == "号"):
                self._name(start, end)
                return
        parts = split_run(token[4]) if token[4] and not token[4].isalnum() else ()
        if len(parts) == 2 and self.prev not in _INSIDE:
            self.odd = self.odd or "-" not in token[4]
            first = parts[0]
            at = token.start(4)
            self._add("building", start, at + first.end())
            self._add("unit", at + parts[1].start(), end)
            return
        self._add("unit", start, end)

    def _storey(self, token: re.Match[str], start: int, word: str) -> None:
        """楼: inside a building a floor; else a floor where the room's number begins with it; else as the north says."""
        end = token.end()
        number = token[4] or token[6]
        value = han_value(plain_digits(number)) if token[4] else han_value(number)
        behind = self._next(end)
        if value is None and number.isalpha():
            self._add("building", start, end)
        elif self.prev in _INSIDE or value is None or token[0][0] in "负地-" or "-" in number:
            self._add("floor", start, end)
        elif behind is None:
            self._add("floor" if value < 100 else "building", start, end)
        elif self._next_kind(end) == w.UNIT or behind[0] == "***":  # our own mask: 18楼*** was a building
            self._add("building", start, end)
        else:
            room = self._room_behind(behind)
            northern = room is not None and value >= 10 and not floor_matches(value, room)
            self._add("building" if northern or (room is None and value >= 60) else "floor", start, end)

    def _room_behind(self, token: re.Match[str]) -> str | None:
        """The digits of the room that follows, looking past one lettered part of the building (19楼E座1905)."""
        shape = token.lastindex
        if shape == PLAIN_WORD and kinds()[token[5]] == w.BUILDING:
            later = [t for t in self.tokens[self.index + 1 :][:2] if t.start() == token.end()]
            return self._room_behind(later[0]) if later else None
        if shape == PLAIN or (shape == PLAIN_WORD and kinds()[token[5]] in (w.ROOM, w.NUMBER)):
            digits = plain_digits(token[4])
            return digits if len(digits) >= 3 and token[4].isdigit() else None
        return None

    def _floor(self, token: re.Match[str], start: int, word: str) -> None:
        self._add("floor", start, token.end())

    def _room(self, token: re.Match[str], start: int, word: str) -> None:
        if token.lastindex == HAN_WORD:
            self._room_end(start, token.end())
        elif word == "宿舍" and len(plain_digits(token[4])) < 3:
            self._add("building", start, token.end())
        elif token[4].isalnum() and self.prev != "holder":
            self._room_end(start, token.end())
        else:
            self._run(token, start, token.end())

    def _number(self, token: re.Match[str], start: int, word: str) -> None:
        """号: a room inside a building; a building of a campus or community where a room follows; else a house."""
        end, prev = token.end(), self.prev
        if prev in _INSIDE or prev == "holder":
            self._room_end(self._holder(start), end)
        elif prev == "locker":
            self._add("tail", start, end)
        elif prev == "room" or prev == "tail":
            self._add("tail", start, end)
        elif prev == "name" and token[4] and not token[4].isalnum() and self._has_big_end(token[4]):
            self._run(token, start, end)
        elif prev == "name" and self._next_kind(end) in ("bare", w.ROOM) and self._seen("house", "lane", "village"):
            self._add("building", start, end)
        elif prev == "name" and token.lastindex == HAN_WORD and self._next_kind(end) in (w.BUILDING, w.ZONE):
            self._name(start, end)  # 深圳湾一号5栋
        elif prev == "house" and self.text[start] == "附":
            self._extend_house(end)
        else:
            self._add("house", start, end)

    def _extend_house(self, end: int) -> None:
        """1号附5号 and 88号之一 are one house number."""
        self._add("house", self.chunks.pop().start, end)

    def _has_big_end(self, run: str) -> bool:
        parts = split_run(run)
        return len(parts) > 1 and len(plain_digits(parts[-1][0])) >= 3 > len(plain_digits(parts[0][0]))

    def _seen(self, *wanted: str) -> bool:
        return any(chunk.type in wanted for chunk in self.chunks)

    def _house(self, token: re.Match[str], start: int, word: str) -> None:
        self._add("house", start, token.end())

    def _lane(self, token: re.Match[str], start: int, word: str) -> None:
        self._add("lane", start, token.end())

    def _group(self, token: re.Match[str], start: int, word: str) -> None:
        self._add("unit" if self.prev in _INSIDE else "group", start, token.end())

    def _row(self, token: re.Match[str], start: int, word: str) -> None:
        """排: a row of bungalows; the name in front (平房8排) and the village's street (孟村运河街6排) belong to it."""
        if self.prev in _INSIDE:
            self._add("unit", start, token.end())
            return
        if self.chunks and self.chunks[-1].type == "name":
            name = self.text[self.chunks[-1].start : self.chunks[-1].end]
            cut = name.rfind("村") + 1
            at = self.chunks[-1].start
            if cut and cut < len(name):
                self.chunks[-1] = Span("name", at, at + cut)
                self._add("group" if self.prev != w.ROAD else "house", at + cut, token.end())
                return
            if name in _BUNGALOWS:
                self.chunks.pop()
                start = at
        self._add("group", start, token.end())

    def _hamlet(self, token: re.Match[str], start: int, word: str) -> None:
        self._add("village", start, token.end())

    def _locker(self, token: re.Match[str], start: int, word: str) -> None:
        self._add("tail", start, token.end())

    def _name(self, start: int, end: int) -> None:
        """A number inside a name (798艺术区): the text behind it goes on with the name."""
        self.odd = True
        last = self.chunks[-1] if self.chunks else None
        if last and last.type == "name" and last.end == start:
            start = self.chunks.pop().start
        self._add("name", start, end)

    # -- numbers without a word --------------------------------------------------------------------------------

    def _holder(self, start: int) -> int:
        """The start of the word that announces a room (商铺12号), which belongs to the room."""
        if self.prev == "holder" and self.chunks and self.chunks[-1].type == "name":
            last = self.chunks[-1]
            name = self.text[last.start : last.end]
            word = max((word for word in w.ROOM_HOLDERS if name.endswith(word)), key=len)
            cut = last.end - len(word)
            self.chunks.pop()
            if cut > last.start:
                self.chunks.append(Span("name", last.start, cut))
            return cut
        return start

    def _room_end(self, start: int, end: int) -> None:
        """A room ends behind what tells its place (501后门) and behind a remark with a number (1502室(按门铃2号))."""
        tail = _ROOM_TAIL.match(self.text, end)
        self._add("room", start, tail.end() if tail else end)

    def _special(self, token: re.Match[str], start: int) -> None:
        text, end = token[0], token.end()
        if text[-2:] == "单元" or text[0] == "梯" or text[:2] == "单元":
            self._add("unit", start, end)
        elif text[0] == "之":
            if self.prev == "house":
                self._extend_house(end)
            else:
                self._add("room" if self.prev in _INSIDE or self.prev == "room" else "tail", start, end)
        elif text[0] == "第":
            self._add("house", start, end)
        elif text[0] in "负顶底阁夹":
            self._add("floor", start, end)
        else:
            self._room_end(start, end)

    def _han_bare(self, token: re.Match[str], start: int) -> None:
        """A Chinese numeral with nothing behind it is a room inside a building (四单元五〇二); elsewhere a name."""
        self.odd = True
        before = self._before(start)
        if before in _INSIDE or before in ("house", "lane", "room"):
            self._gap(start)
            self._room_end(start, token.end())
        elif len(token[0]) >= 3 and token.end() == len(self.text) and not any(char in "十百廿拾" for char in token[0]):
            self._gap(start)
            self._room_end(start, token.end())

    def _bare(self, token: re.Match[str], start: int) -> None:
        run, end, prev = token[4], token.end(), self.prev
        joined = _FLOOR_ROOM.fullmatch(run)
        if joined:
            self._add("floor", start, token.start(4) + joined.end(1))
            self._room_end(token.start(4) + joined.end(1), end)
        elif run[-1] == "F" and run[:-1].rstrip("/").lstrip("B").isdigit() and len(run) <= 5:
            self._add("floor", start, end)
        elif prev == "locker" or prev == "tail":
            self._add("tail", start, end)
        elif prev not in _INSIDE and self._hidden_behind(run, end):
            self._add("building", start, end)
        elif not run.isalnum() and len(split_run(run)) > 1:
            self._run(token, start, end)
        elif run.isalpha():
            self._bare_letters(start, end)
        elif prev in _INSIDE or prev in ("room", "holder") or (prev == "house" and not _PARK.match(self.text, end)):
            self._room_end(self._holder(start), end)
        elif prev == "lane":
            self._add("house", start, end) if len(run) < 3 else self._room_end(start, end)
        else:
            self._bare_outside(run, start, end)

    def _bare_letters(self, start: int, end: int) -> None:
        """Letters alone are a room on a floor (十二楼B) or at the end inside a building; else part of a name."""
        han_follows = "一" <= self.text[end : end + 1] <= "鿿"
        if self.prev == "floor" or (self.prev in ("building", "unit", "house", "room") and not han_follows):
            self._room_end(start, end)
        else:
            self._name(start, end)

    def _bare_outside(self, run: str, start: int, end: int) -> None:
        """A bare number outside any building: a house behind a road or village, else a room, unless it begins a name."""
        text, prev = self.text, self.prev
        follows = text[end : end + 1]
        han_follows = "一" <= follows <= "鿿"
        if han_follows and (_NAMED_NUMBER.match(text, end) or self._within_name(end)):
            self._name(start, end)
        elif prev in (w.ROAD, "village", "town", "group"):
            self._add("house", start, end)
        elif len(run) <= 3 and not han_follows and self._announces(run, end):
            self.odd = True
            self._add("building", start, end)
        elif not han_follows or (prev == "name" and len(plain_digits(run)) >= 3):
            self._room_end(start, end)
        elif self._begins_name(end):
            self._name(start, end)
        else:
            self._add("tail", start, end)

    def _announces(self, run: str, end: int) -> bool:
        """True where a short number is followed by a room of its own (T5 1203)."""
        behind = self._next(end)
        short = run.isalnum() and len(plain_digits(run)) <= 2
        return short and behind is not None and behind.lastindex == PLAIN and behind[4].isdigit() and len(behind[4]) >= 3

    def _hidden_behind(self, run: str, end: int) -> bool:
        """True for a building's number whose unit and room are hidden already (3-***)."""
        if run[-1].isalpha() and "-" in run and self.text[end : end + 1] == "*":
            return True  # 5-A*** was 5-A402
        behind = self._next(end) if len(run) <= 3 else None
        if behind is None or behind.lastindex != STAR:
            return False
        between = self.text[end : behind.start()]
        return between.strip(" ") in ("-", "#") or (between == " " and run.isalnum() and len(plain_digits(run)) <= 2)

    def _within_name(self, end: int) -> bool:
        """True for a number inside a community's name (阳光100国际新城D座): the name goes on and a building follows it."""
        index = self.index + 1
        if index >= len(self.tokens):
            return False
        behind = self.tokens[index]
        name = self.text[end : behind.start()]
        kind = kinds().get(behind[5] or behind[7] or "", "")
        if not (2 <= len(name.strip(" ")) <= 8 and name.strip(" ")[-1] in w.ESTATE_ENDS):
            return False
        return kind in _AFTER_ESTATE or behind.lastindex in (PLAIN, STAR, SPECIAL)

    def _begins_name(self, end: int) -> bool:
        """True where the plain text up to the next token ends like a place's name (3创意产业园)."""
        stop = self.tokens[self.index + 1].start() if self.index + 1 < len(self.tokens) else len(self.text)
        name = self.text[end:stop].strip(SEPARATORS)
        return 2 <= len(name) <= 20 and name[-1] in w.PLACE_ENDS

    def _run(self, token: re.Match[str], start: int, end: int) -> None:
        """Numbers joined by hyphens (3-2-501): building, unit and room by their count, sizes and what stands before."""
        self.odd = self.odd or not token[4].replace("-", "").isalnum()
        at = token.start(4)
        prev, parts = self.prev, split_run(token[4])
        start = self._holder(start)
        ends = [at + part.end() for part in parts]
        starts = [at + part.start() for part in parts]
        starts[0] = start
        sizes = [len(plain_digits(part[0])) for part in parts]
        kinds_ = _shape_run(prev, [part[0] for part in parts], sizes)
        ends[-1] = end
        index = 0
        for kind, count in kinds_:
            first, last = index, index + count - 1
            index += count
            stop = ends[last]
            if kind == "split":  # 5-A402: building 5-A, room 402
                cut = starts[last] + 1
                self._add("building", starts[first], cut)
                self._room_end(cut, stop)
            elif kind == "room":
                self._room_end(starts[first], stop)
            else:
                self._add(kind, starts[first], stop)


def _shape_run(prev: str, parts: list[str], sizes: list[int]) -> list[tuple[str, int]]:
    """Kinds and how many numbers each takes, for numbers joined by hyphens."""
    count = len(parts)
    big = sizes[-1] >= 3
    if count > 1 and parts[0][-1] == "F" and parts[0][:-1].isdigit():
        return [("floor", 1), ("room", count - 1)]
    if count == 1 or prev in ("unit", "floor", "room", "holder", "tail") or count > 4:
        return [("room", count)]
    if all(size >= 3 for size in sizes):
        return [("house" if prev in (w.ROAD, "village") else "room", count)]
    if prev in ("building", "villa"):
        return [("unit", 1), ("room", count - 1)] if big or count > 2 else [("room", count)]
    if prev == "house":
        if count == 2 and big and parts[0].isdigit() and int(parts[0]) > MAX_UNITS:
            return [("building", 1), ("room", 1)]
        if count == 2:
            return [("unit", 1), ("room", 1)] if big else [("room", 2)]
        return [("building", count - 2), ("unit", 1), ("room", 1)]
    if prev in ("lane", w.ROAD, "village", "group", "town"):
        if count == 2:
            return [("house", 1), ("room", 1)] if big else [("house", 2)]
        return [("house", count - 2), ("unit", 1), ("room", 1)]
    if count == 2:
        if parts[1][0].isalpha() and big and parts[0].isdigit() and len(parts[1]) >= 4:
            return [("split", 2)]
        return [("building", 1), ("room", 1)] if big else [("room", 2)]
    return [("building", count - 2), ("unit", 1), ("room", 1)]


_WORDS = {
    w.BUILDING: Walk._building,
    w.UNIT: Walk._unit,
    w.STOREY: Walk._storey,
    w.FLOOR: Walk._floor,
    w.ROOM: Walk._room,
    w.NUMBER: Walk._number,
    w.HOUSE: Walk._house,
    w.LANE: Walk._lane,
    w.GROUP: Walk._group,
    w.ROW: Walk._row,
    w.HAMLET: Walk._hamlet,
    w.LOCKER: Walk._locker,
}
