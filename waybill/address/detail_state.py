"""The state of one walk over an address, and what every rule of the walk may ask and do."""

from __future__ import annotations

import re

from waybill.address import detail_words as w
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

_GATE = "[口进岗]|快递|菜鸟|丰巢|驿站"
"""Behind 门: the estate's gate, where parcels are handed over, and no part of a door."""
_DOORS_SIDE = (
    rf"[前后侧]门(?!{_GATE})|对面|隔壁(?!代收)|左边|右边|东边|西边|靠东|靠西|[东西南北中左右前后][户室屋]|旁(?!边)|内(?![设装科部衣蒙])"
    r"|左手边?|右手边?|左侧|右侧|[东西南北]侧|楼上|楼下(?![^ -~、])|车位|复式|阁楼|里间|外间|中间|(?:[东西南北](?!门)|中(?![心通午]))(?!(?<= .)[^ -~、])|[左右][转拐]?"
)
_DOORS_LETTER = "[甲乙丙丁][户室屋房座]|[甲乙丙]|丁(?![^ -~、])"
_REMARK_WITH_NUMBER = r"\((?=[^()]{0,40}(?:[0-9]|[一二三四五六七八九十][楼层]))(?![0-9]{6}\))[^()]{1,40}\)"
"""(按门铃2号), but no postcode."""
_ROOM_TAIL = late_pattern(rf"(?: ?(?:{_DOORS_SIDE}|{_DOORS_LETTER}))?(?: ?{_REMARK_WITH_NUMBER})?")
"""What belongs to the room behind its number."""
_BRACKETS = late_pattern("([()])")
_SIDE = late_pattern(
    rf"(?:[东南西北左右中前后](?!门(?:{_GATE})|转|台|天)(?:手边|边|侧|手|首|头|门|号?房|座)?|对门)"
    rf"(?=$|[ ,.;:()_/#+、-]|{w.REMARK}|(?!..?[路街道巷村])[{''.join(sorted(w.SURNAMES))}][^ -~、]{{1,2}}(?:收|先生|女士|小姐)?$)"
)
_SIDE_OF_ROOM = late_pattern("[东南西北左右中](?:门洞|楼道|[侧边面户门一二三四五六七八九十])?")
_ENTRANCE = late_pattern("[东南西北左右中](?:门洞|楼道)|[左右中]门")
_PART_OF_FLOOR = late_pattern("[东南西北中前后左右]区(?=$|[ ,.;:()])")
_SIDE_WARD = late_pattern("[东南西北中前后左右]病区")
_NOOK = late_pattern(
    "(?:(?:[前后]门)?灶间|[前后]座|[东南西北]房|[东南西北前后左右里外](?:院|屋|间)|[东南西北前后左右]厢房?|厢房|[前后]楼|亭子间|灶披间|三层阁|[前后]客堂|汽车间|车库|储藏室|架空层|晒台|假?三层|阁楼)"
    rf"(?=$|[ ,.;:()_/#+、-]|{w.REMARK})"
)
"""Places in an old house that are somebody's home."""
HOLDER_ENDS = frozenset(word[-1] for word in w.ROOM_HOLDERS)
LOCKER_ENDS = frozenset(word[-1] for word in w.LOCKER_WORDS)
_WARD = late_pattern(
    "(?:^|(?<=[院楼部区层心]))(?:[^院楼部区层心]|(?<!中)心(?=[内外胸血脏理])){1,8}科(?:室|病[房区室])?$"
)
_VILLAGE_GROUP = late_pattern(
    "(?:村(?!民小?组)(?:民委员会|委会|委)?|社区(?:居民委员会|居委会)?|居委会)"
    "([^村路街道]{1,6}村小?组|[^村路街道]{0,6}?(?:(?:村民|居民)小?组)|[^村路街道]{1,6}?(?:[组屯队]|(?<![报行版销作用讯茶公书棋诗影])社))?"
    "((?:前|后|东|西|南|北|中)排)?$"
)
_GROUP_WITHIN = late_pattern(
    "(?:[村屯庄]|社区|居委会)[^村屯庄路街道]{1,6}?(?:组(?![织团装长员成合])|(?<![部军支大警])队(?![伍员长部友])|屯(?![镇乡路街]|村(?![部委])|[中小]学|学校|卫生|水库|大桥|车?站|[林农]场|[煤铁]?矿))"
)
"""A named group with something behind it: 红旗村王家组王小明."""
_HOUSE_NUMBER = late_pattern(" ?[0-9-]{1,6}号")
_COMMITTEE = late_pattern("民?委员?会?")
_NOBODYS_GROUP = late_pattern("[车商球乐筑探工]队$|[模机题作]组$")
_LONE_GROUP = late_pattern("[^路街道巷]{2,6}(?:村民|居民)小?组|(?:[^路街道巷]{1,6}[寨庄屯])?.{1,5}[组队]")
_PLACES_WITH_LANES = frozenset("路街道巷村区园社里坊庄围寨屯")
_VILLAGE_BEFORE = late_pattern(".{1,8}[村屯庄寨](?!民)(?=.{2})")
"""The village before its group: 李家屯东队."""
_NO_GROUP = late_pattern("(?:警|防|支|中|军|部|车|舰|商|船|球|卫|程|法)队$")
_NO_BUILDING = late_pattern("(?:酒|茶|鼓|钟|牌|门|炮|角|骑|黄鹤|岳阳|阁|望|红|白|戏|箭|城|谯)楼$")
_NO_VILLAGE = late_pattern(
    "(?:山庄|(?:新|花园|度假|农民|工人|家属|科技|大学|奥运|世纪|山水|地球|民俗|城中|文化)村)$"
)


def is_mall(text: str, end: int) -> bool:
    """True for a mall whose name ends at ``end`` like a road's (龙湖天街), unless a house's number stands behind it."""
    return text[end - 2 : end] == "天街" and _HOUSE_NUMBER.match(text, end) is None


def end_of_village(name: str) -> int:
    """Where the last village within a name ends, its committee included; 0 for none."""
    end = name.rfind("村") + 1
    committee = _COMMITTEE.match(name, end) if end else None
    return committee.end() if committee else end


def _end_of_group(name: str) -> int:
    """Where a named group ends within a name, before a person where it may be something else (but 红旗村模组厂); else 0."""
    within = _GROUP_WITHIN.search(name)
    behind = name[within.end() :] if within else ""
    if not within or not behind or (_NOBODYS_GROUP.search(within[0]) and behind[0] not in w.SURNAMES):
        return 0
    return within.end()


def _is_building(name: str) -> bool:
    """True for 家属楼 and 西座, whatever number stands behind; 酒楼 and 鼓楼 are none."""
    if len(name) < 2:
        return False
    if name[-1] == "座":
        return name[-2] in "东南西北中"
    return name[-1] == "楼" and not _NO_BUILDING.search(name[-4:])


def _is_road(name: str) -> bool:
    """True for what ends like a road, though not by its last character alone: a 胡同, a road's 段, 广州大道中."""
    last = name[-1]
    if last == "同":
        return name.endswith("胡同")
    if last == "段":
        return "路" in name or "街" in name or "道" in name
    return last in "东南西北中" and name[-2:-1] in ("路", "街", "道")


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
                if self.prev in INSIDE and _SIDE.match(words):
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
        if last in "组屯队排社" and self.village_group(name, start, end):
            return
        cut = _end_of_group(name) if "组" in name or "队" in name or "屯" in name else 0
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
        last_chunk = self.chunks[-1] if self.chunks else None
        kept = "building" if kind == "building" and len(name) <= 3 else "name"
        if kept == "name" and last_chunk and last_chunk.type == "name" and last_chunk.end == start:
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
            return "name" if _NO_VILLAGE.search(name[-6:]) else kind
        if last == "道" and name.endswith("街道"):
            return "town"
        if _is_building(name):
            return "name" if self.at_building(end) else "building"  # 铁路家属楼7号楼
        if _is_road(name):
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
            side = _SIDE.match(name) or (_SIDE_OF_ROOM.fullmatch(name) if self.at_number(end) else None)
            if side is None and self.prev == "floor":
                side = _PART_OF_FLOOR.match(name) or _SIDE_WARD.match(name)
        if side is None and self.prev in _IN_A_HOUSE and not self.at_building(end):
            side = _NOOK.match(name) or (_ENTRANCE.fullmatch(name) if self.at_number(end) else None)
        return side

    def at_number(self, end: int) -> bool:
        """True where a number begins at ``end``."""
        return end < len(self.text) and self.tokens[self.index].start() == end

    def at_side(self, start: int) -> bool:
        """True where a side of the building is all that stands before ``start``: 3栋北门洞六百零二."""
        return _SIDE_OF_ROOM.fullmatch(self.text[self.pos : start].strip(SEPARATORS)) is not None

    def at_building(self, end: int) -> bool:
        """True where a building's number begins at ``end``: what stands before it is a yard (39号东院3号楼)."""
        token = self.tokens[self.index] if end < len(self.text) and self.tokens else None
        return (
            token is not None
            and not self.text[end : token.start()].strip(SEPARATORS)
            and token.lastindex in (COUNTED, SPELT)
            and kinds()[token[WORD]] == w.BUILDING
        )

    def village_group(self, name: str, start: int, end: int) -> bool:
        """A named group behind a village (虞姬村小李庄组) and a row of houses (仁合村杜家屯后排): file all."""
        found = _VILLAGE_GROUP.search(name)
        if found is None or not (found[1] or found[2]):
            if (
                self.prev in ("village", "town", "")
                and _LONE_GROUP.fullmatch(name)
                and not _NO_GROUP.search(name)
            ):
                village = _VILLAGE_BEFORE.match(name)
                cut = start + village.end() if village else start
                if village:
                    self.chunks.append(Span("name", start, cut))
                self.add("group", cut, end)
                return True
            return False
        cut = start + (found.start(1) if found[1] else found.start(2))
        self.chunks.append(Span("name", start, cut))
        if found[1]:
            self.add("group", cut, start + found.end(1))
        if found[2]:
            self.add("house", start + found.start(2), end)
        return True

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
        last = self.chunks[-1] if self.chunks else None
        if last and last.type == "name" and last.end == start:
            start = self.chunks.pop().start
        self.add("name", start, end)

    def holder(self, start: int) -> int:
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

    def ward(self, start: int) -> int:
        """The start of the ward whose bed begins at ``start`` (肿瘤科36床): what somebody is ill with is hidden."""
        last = self.chunks[-1] if self.chunks else None
        if last is None or last.type != "name" or self.text[last.end : start].strip(SEPARATORS):
            return start
        ward = _WARD.search(self.last_name())
        if ward is None:
            return start
        cut = last.start + ward.start()
        self.chunks.pop()
        if cut > last.start:
            self.chunks.append(Span("name", last.start, cut))
        return cut

    def side_of_village(self, start: int) -> int:
        """The start of what tells a village's numbered group from its like (那桐村上三屯, 弄池村弄六屯), else ``start``."""
        last = self.chunks[-1] if self.chunks else None
        if last is None or last.type != "name" or last.end != start:
            return start
        cut = last.start + end_of_village(self.last_name())
        if cut == last.start or not 0 < start - cut <= 2 or self.text[cut] == "第":
            return start
        self.chunks[-1] = Span("name", last.start, cut)
        return cut

    def take_back(self, start: int, marks: str) -> int:
        """``start``, or one character earlier where a mark (东三巷, 横二巷) is all that stands there, alone or behind
        a road, a village or another place; that name gives it up."""
        last = self.chunks[-1] if self.chunks else None
        if last is None or last.type != "name" or last.end != start or self.text[start - 1] not in marks:
            return start
        if last.end - last.start > 1 and self.text[start - 2] not in _PLACES_WITH_LANES:
            return start
        self.chunks.pop()
        if last.end - last.start > 1:
            self.chunks.append(Span("name", last.start, start - 1))
        return start - 1

    def room_end(self, start: int, end: int) -> None:
        """A room ends behind what tells its place (501后门) and behind a remark with a number (1502室(按门铃2号))."""
        if end < len(self.text):
            tail = _ROOM_TAIL.match(self.text, end)
            end = tail.end() if tail else end
        if self.chunks and self.chunks[-1].type == "room" and self.chunks[-1].end == start:
            start = self.chunks.pop().start  # 西侧503
        self.add("room", start, end)
