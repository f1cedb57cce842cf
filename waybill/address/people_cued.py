"""Names that a word tells: behind 收件人 and whom a parcel is passed on to, before (收), and those set apart by a space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from waybill.address.detail_state import SEPARATORS
from waybill.address.detail_words import SURNAMES
from waybill.address.gazetteer import bare_towns, is_division_name
from waybill.address.owners import HILLS, is_name, name_at_end
from waybill.address.people_names import (
    BEFORE_A_NAME,
    FREQUENT,
    NICKS,
    SHARED,
    is_common_name,
    is_seldom,
    looks_like_name,
    surely_begins,
    tells_of_persons,
    title_cut,
)
from waybill.address.span import Span
from waybill.patterns import late_pattern

_LABELLED = late_pattern(
    r"(?:(?:收件人|收货人|联系人|寄件人)(?!姓名|地址|电话|手机|信息)|姓名|收方|客户)[: ]{0,3}((?:(?![省市区县乡镇村街路])[^ -~、]){2,10}(?:-[^ -~、]{2,10}){0,3}(?=$|[ ,.;:()_/#|+&0-9])|[^ -~、]{2,4}"
    r"|[^ -~、]?[A-Z][A-Z ]{1,20})"
)
_PASSED_ON = late_pattern(
    r"(?:(?<![^ -~、])|(?<=[村会店站部家校所队组院学厂司心处室卫台亭吧馆行局科班园房铺栈坊社面壁旁])|(?<=超市|快递))(?:请?转交?给?|请?交给)(?:班主任|辅导员)?([^ -~、]{2,10})(?=$|[ ,.;:()])"
)
"""Behind an institution or none of a word: 中心医院转赵丽."""
_WHOM = late_pattern(
    "(?:((?:转交?|交)给|找|联系)|转交?|交|给|村民|居民|业主|户主|店主|住户|(?:门[卫岗]|岗亭|前台)(?!马上|高峰|[收代]|方便|何时)|租[户客]|学生|员工|职工|我叫|我是|本人)([^ -~、]{2,8})(?=$|[ ,.;:()])"
)
"""Behind any place, but only what is surely a name, unless the word is plain: 三里屯给邓小琴, 村民李长河."""
_WHOSE = late_pattern("的([^ -~、]{2,4})(?=$|[ ,.;:()])")
_IN_BRACKETS = late_pattern(r"\( ?([^ -~、]{2,4}) ?\)")
_SPACED = late_pattern(f"[{''.join(sorted(FREQUENT))}] {{1,3}}[^ -~、]{{1,2}}(?![^ -~、])")
_PIECE_ENDS = late_pattern(" {0,3}(?:$|[0-9,.;:()]|[亲签代]?收|先生|女士|小姐)")
_RECEIVED = late_pattern(r"[^ -~、]{2,4}(?= ?\( ?[亲签代]?收 ?\)| [亲签代]?收(?:$|[ ,.;:()]))")
_PIECE = late_pattern("[^ -~、]{2,6}(?=$|[ ,/_])")
_APART = late_pattern(f"[ ,/_]({_PIECE.pattern})")
DOORS = frozenset(("unit", "floor", "room", "tail", "star"))
_NUMBERED = DOORS | {"house", "building", "villa"}
_FOR = late_pattern(r"\( ?([^ -~、]{1,9}?(?:收(?= ?\))|(?= 收 ?\))))")


def cued_names(folded: str, head: int) -> list[tuple[int, int]]:
    """Where such names stand; ``head``: where the address begins."""
    found = [match.span(1) for match in _LABELLED.finditer(folded)]
    found += _passed_on(folded)
    if "收" in folded:
        found += _received(folded)
    if " " in folded:
        found += _spaced_names(folded, head)
    return found


def _passed_on(folded: str) -> Iterator[tuple[int, int]]:
    """Whom a parcel is passed on to: 中心医院转赵丽, 三里屯给邓小琴."""
    if "转" in folded or "交" in folded:
        for match in _PASSED_ON.finditer(folded):
            if looks_like_name(match[1]) and not is_division_name(match[1]):
                yield match.span(1)
    for match in _WHOM.finditer(folded):
        whom = match[2][: title_cut(match[2])]
        told = match[1] or whom[0] in FREQUENT
        likely = told and (whom in SHARED or looks_like_name(match[2])) and not is_division_name(whom)
        if likely or is_name(whom) or is_seldom(whom):
            yield match.span(2)
    for match in _WHOSE.finditer(folded) if "的" in folded else ():
        word = match[1]
        if is_name(word) or (word[0] in NICKS and len(word) == len("老张") and word[1] in FREQUENT):
            yield match.span(1)  # 卖鞋的老张


def _received(folded: str) -> Iterator[tuple[int, int]]:
    """Who receives in brackets, wherever they stand: 12号(陈小姐收)302, 食堂王建国(收)."""
    for match in _RECEIVED.finditer(folded):
        start, end = match.span()
        size = name_at_end(folded, end)
        if not size:
            size = next((n for n in (3, 2) if start <= end - n and _is_received(folded, end - n, end)), 0)
        if size:
            yield end - size, end
    for match in _FOR.finditer(folded):
        if surely_begins(match[1]) and looks_like_name(match[1]):
            yield match.span(1)


def _is_received(folded: str, start: int, end: int) -> bool:
    """True for a name of a frequent family, or of any behind a place: 北马庄村史可(收)."""
    word = folded[start:end]
    known = word[0] in FREQUENT or (word[0] in SURNAMES and folded[start - 1 : start] in BEFORE_A_NAME)
    return known and looks_like_name(word)


def _spaced_names(folded: str, head: int) -> Iterator[tuple[int, int]]:
    """Names whose family name is set apart, at the end of a piece or of what stands before the address: 张  敏，138..."""
    for match in _SPACED.finditer(folded):
        start, end = match.span()
        before = folded[start - 1 : start]
        apart = before <= "~" or before in BEFORE_A_NAME or before in "转给找系人"
        ends = _PIECE_ENDS.match(folded, end) or (end < head and not folded[end:head].strip(SEPARATORS))
        if apart and ends and looks_like_name(match[0].replace(" ", "")):
            yield start, end


def names_between(folded: str, begin: int, code: str, chunks: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Names alone in brackets (8号(王建国)3栋) and between separators: with a title (阳光花园，陈小姐收，3栋502) or full ones, but
    for towns of the division with this ``code``; between a number and a door others as well (3栋 王小明 502).

    A house may have its estate before the door (12号 高尔夫 502), a building nothing like a name.
    """
    alone = _IN_BRACKETS.finditer(folded) if "(" in folded else iter(())
    if " " in folded or "," in folded or "/" in folded or "_" in folded:
        first = _PIECE.match(folded, begin)
        if first and _is_titled(first[0]):
            yield first.span()
        alone = chain(alone, _APART.finditer(folded, max(0, begin - 1)))
    for match in alone:
        if _is_titled(match[1]) or _is_no_place(match[1], code):
            yield match.span(1)
    for before, (kind, start, end), behind in zip(chunks, chunks[1:], chunks[2:], strict=False):
        apart = before.type in _NUMBERED and before.end < start and end < behind.start
        if kind == "name" and apart and behind.type in DOORS:
            word = folded[start:end]
            inside = before.type != "house" and (is_common_name(word) or tells_of_persons(word))
            if inside or is_name(word):
                yield start, end


def _is_titled(word: str) -> bool:
    return title_cut(word) < len(word) and surely_begins(word) and looks_like_name(word)


def _is_no_place(word: str, code: str) -> bool:
    """True for a name that none of the division's places, of which many begin with a family name, is called by."""
    place = word[-1] in BEFORE_A_NAME or word[-1] in HILLS
    return not place and is_name(word) and word not in bare_towns(code[:6])
