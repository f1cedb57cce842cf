"""Names that people write into an address.

A name has no shape, as a phone has: it is looked for only where names stand (before the address, behind the room,
beside a phone, behind a label such as 收件人) and must begin with a family name or carry a title.  姚家园楼丽丽 can't be told by rules; 姚家园楼丽丽13812345678 can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from waybill.address.detail_latin import LATIN_SURNAMES
from waybill.address.detail_state import SEPARATORS
from waybill.address.detail_words import SURNAMES
from waybill.address.owners import ELEMENTS, begins, is_name, name_at_end
from waybill.address.people_cued import DOORS, cued_names
from waybill.address.people_names import (
    BEFORE_A_NAME,
    CALLED,
    DEVELOPERS,
    DOUBLE,
    ESTATES,
    FAMILIES,
    FREQUENT,
    LONGEST_NAME,
    NEVER_IN_NAMES,
    NICKS,
    NO_LATIN_NAMES,
    NOBODY,
    NOBODYS,
    NOT_NAMES,
    NUMBER_WORDS,
    PLACE_TAIL,
    PLACES,
    before_remark,
    begins_remark,
    is_called,
    is_common_name,
    is_hamlet,
    is_own_name,
    is_seldom,
    looks_like_name,
    surely_begins,
    tells_of_persons,
    title_cut,
)
from waybill.address.span import Span
from waybill.patterns import late_pattern

_LATIN_PAIR = late_pattern(r"(?<![A-Z])[A-Z]{2,15}(?:\.? [A-Z]{2,15}){1,2}(?= ?(?:[^A-Z0-9 ]|[\d+]{3}|$))")
_DOT = late_pattern("[·•・･‧]")
_DOTTED = late_pattern(f"[一-鿿]{{2,8}}(?:{_DOT.pattern}[一-鿿]{{2,10}}){{1,3}}")
_PART = late_pattern("[一-鿿]+")
_LENGTHS = (*range(LONGEST_NAME, 3, -1), 3, 2)
_SEGMENT = late_pattern(r"[^ ,.;:()_/|#+&、*\-]+")
_FULL_NAME = 3
_SOMEBODYS = frozenset(("unit", "floor", "room", "tail", "group"))
"""Behind these a hamlet's name is a person's, or the finest that the address tells."""
_PLAIN = frozenset(("name", "remark"))
_HOUSES = frozenset(("building", "villa"))


def find_names(
    text: str, folded: str, head: int, begin: int, chunks: Sequence[Span], phones: Sequence[tuple[int, int]]
) -> list[Span]:
    """Names that a word tells, before the address (up to ``head``), behind its last door and beside phones.

    ``begin`` is where the detail begins: what stands there is a place, except where the text names no division.
    """
    found = cued_names(folded, head)
    for start, end in _segments(folded, 0, head):
        word = folded[start:end]
        first = start == 0 and word[0] in FREQUENT and is_name(word)  # 郭富城, before the divisions
        if first or looks_like_name(word, beside_phone=bool(phones)):
            found.append((start, end))
    numbered = [index for index, chunk in enumerate(chunks) if chunk.type not in _PLAIN]
    last_number = numbered[-1] if numbered else -1
    for index, chunk in enumerate(chunks):
        if chunk.type in _PLAIN:
            before = chunks[index - 1] if index else None
            names = _names_in(folded, chunk, before, begin, index > last_number, phones)
            if (
                index < last_number
                and chunks[index + 1].type in _HOUSES
                and chunks[index + 1].start == chunk.end
            ):
                names = (one for one in names if one[1] < chunk.end)  # ***欧阳花园3栋: the building's estate
            found += names
    found += _latin_pairs(text, folded, head, chunks, phones)
    if _DOT.search(text):
        persons, places = _dotted_names(text, folded, head, chunks, phones)
        found = persons + [one for one in found if not _is_within(one, places)]
        found = [one for one in dict.fromkeys(found) if one in persons or not _is_within(one, persons)]
    return [Span("person_name", start, end) for start, end in dict.fromkeys(found)]


def _latin_pairs(
    text: str, folded: str, head: int, chunks: Sequence[Span], phones: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names of two or three Latin words before the address, behind a door or 转, or beside a phone: 703房 Tom Lee.

    In capitals or small letters they are other words as well, unless a family name is one of them: 703房 WANG XIAOMING.
    """
    for match in _LATIN_PAIR.finditer(folded):
        start, end = match.span()
        door = any(
            chunk.type in DOORS and chunk.end <= start and not folded[chunk.end : start].strip(SEPARATORS)
            for chunk in chunks
        )
        first = end < head and not folded[:start].strip(SEPARATORS) and not folded[end:head].strip(SEPARATORS)
        passed = folded[start - 1 : start] == "转" or folded[end : end + 1] == "收"
        words = match[0].replace(".", " ").split()
        likely = text[start:end].istitle() or not LATIN_SURNAMES.isdisjoint(words)
        told = passed or _beside(folded, start, end, phones) or (likely and (door or first))
        if told and NO_LATIN_NAMES.isdisjoint(words):
            yield start, end


def _is_within(one: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one[0] and one[1] <= end for start, end in ranges)


class _Told(NamedTuple):
    """What the place of a word tells: it stands where a place may end, beside a phone, behind all numbers, behind a door;
    and whether it has a title."""

    near: bool
    beside: bool
    behind: bool
    door: bool
    titled: bool


def _names_in(
    folded: str, chunk: Span, before: Span | None, begin: int, last: bool, phones: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names in one piece of plain text; ``last`` tells that no number stands behind it."""
    # A door before the divisions is not what a place behind them stands behind.
    door = before is not None and before.type in DOORS and before.start >= begin
    for start, end in _segments(folded, chunk.start, chunk.end):
        word = folded[start:end]
        beside = _beside(folded, start, end, phones)
        if is_hamlet(word):
            if beside and _is_apart(before, start, end) and looks_like_name(word):
                yield start, end  # 人民路12号 龚里 138...
                continue
            if before is None or before.type not in _SOMEBODYS:
                continue
        titled = title_cut(word) < len(word)
        glued = before is not None and before.end == start
        near = (
            surely_begins(word)
            and (titled or _before(folded, end, phones) or (begin == 0 and end < chunk.end))
            if start == begin
            else beside
        )
        behind = last and start != begin and (door or not glued or titled)
        if near or beside or behind or door:
            name = _told_name(
                folded, start, end, _Told(near, beside, behind, door, titled), _before(folded, end, phones)
            )
        else:
            name = _last_name(folded, start, end, glued, titled) if last else None
        if name:
            yield name


def _is_apart(before: Span | None, start: int, end: int) -> bool:
    """Whether a word stands behind a house or a door, and not glued to it but for a short one."""
    if before is None or (before.type != "house" and before.type not in _SOMEBODYS):
        return False
    return before.end < start or end - start == len("龚里")


def _told_name(folded: str, start: int, end: int, told: _Told, before_phone: bool) -> tuple[int, int] | None:
    """The name that a word is or holds whose place tells that it may be one."""
    word = folded[start:end]
    placed = told.near or told.behind or told.door
    if placed and (looks_like_name(word, beside_phone=told.beside) or tells_of_persons(word)):
        return start, end
    if told.door and (size := before_remark(word)):
        return start, start + size
    if told.door and end == len(folded) and begins_remark(word):
        size = name_at_end(folded, end)
        if size >= _FULL_NAME:
            return end - size, end  # 3栋502急件李晓梅
    if before_phone or (told.titled and (told.behind or told.near)):
        cut = _glued_name(folded, start, end, sure=False)
        if cut == start + 1 and word[0] in "东西南北左右中":
            return start, end  # 六楼右李雷收: which door of the landing
        return (cut, end) if cut else None
    return None


def _last_name(folded: str, start: int, end: int, glued: bool, titled: bool) -> tuple[int, int] | None:
    """The name at the end of an address that tells no door: glued to a number, or with a title."""
    word = folded[start:end]
    named = glued and (is_common_name(word) or is_name(word) or tells_of_persons(word))
    if named and _only_persons(folded, end):
        return start, end
    cut = _glued_name(folded, start, end, sure=True) if titled else 0
    return (cut, end) if cut else None


def _dotted_names(
    text: str, folded: str, head: int, chunks: Sequence[Span], phones: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Names in parts (古丽娜尔·买买提) before the address, behind a door, beside a phone or with a title; and what is none
    (龙湖·春江郦城)."""
    doors = [chunk.end for chunk in chunks if chunk.type in DOORS]
    numbers = [chunk for chunk in chunks if chunk.type not in _PLAIN]
    persons, places = [], []
    for match in _DOTTED.finditer(text):
        stop = match.end()
        start = _behind_a_place(text, match.start(), stop, numbers)
        size = title_cut(text[start:stop])
        titled = start + size < stop
        sure = titled or stop <= head or any(part[:2] in ELEMENTS for part in _PART.findall(match[0]))
        behind = any(door <= start and not folded[door:start].strip(SEPARATORS) for door in doors)
        place = (not titled and text[stop - 1] in BEFORE_A_NAME) or folded[stop : stop + 1].isalnum()
        place = place or text[stop - 1] in "门户" or not NUMBER_WORDS.isdisjoint(text[start:stop])
        place = place or _PART.findall(match[0])[0].endswith(DEVELOPERS)
        if not place and (sure or behind or _beside(folded, start, stop, phones)):
            persons.append((start, start + size))
        else:
            places.append(match.span())
    return persons, places


def _behind_a_place(text: str, start: int, stop: int, numbers: Sequence[Span]) -> int:
    """Where a name begins that is glued to a number's word (A座古丽·买买提), to a place or to 转."""
    start = max([start, *(chunk.end for chunk in numbers if chunk.start < start < chunk.end < stop)])
    for at in range(stop - 1, start, -1):
        if text[at - 1] in PLACE_TAIL or text[at - 1] in "转给":
            return at
    return start


def _segments(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _SEGMENT.finditer(folded, start, end)]


def _beside(folded: str, start: int, end: int, phones: Sequence[tuple[int, int]]) -> bool:
    """True where only separators stand between the segment and a phone."""
    return _before(folded, end, phones) or any(
        last <= start and not folded[last:start].strip(SEPARATORS) for _, last in phones
    )


def _before(folded: str, end: int, phones: Sequence[tuple[int, int]]) -> bool:
    """True where only separators stand between a segment that ends at ``end`` and a phone behind it."""
    return any(end <= first and not folded[end:first].strip(SEPARATORS) for first, _ in phones)


def _only_persons(folded: str, start: int) -> bool:
    """True where nothing stands from ``start`` on, or persons alone: 韦日新家，韦小妹."""
    return all(looks_like_name(folded[at:end]) for at, end in _segments(folded, start, len(folded)))


def _ends_place(folded: str, end: int) -> bool:
    """True where a place may end before a name: 八里堡村大院, 村委会."""
    return folded[end - 1] in BEFORE_A_NAME or folded[end - 2 : end] == "委会"


def _glued_name(folded: str, start: int, end: int, *, sure: bool) -> int:
    """Where a name begins that is glued to a place before a phone (姚家园楼丽丽138...) or has a title (八里堡村大院王小明收);
    0 where there is none.  ``sure``: only a name of a known family.
    """
    stop = start + title_cut(folded[start:end])
    called = folded.startswith(CALLED, stop) and folded[stop - 1] in FAMILIES
    before = folded[stop - 2]
    school = folded.endswith(PLACES, start, stop - 1)
    if called and (before == "中" or begins(before) or school or _ends_place(folded, stop - 1)):
        return stop - 1  # 内科刘护士, 中心小学何老师
    place = folded[stop - 1] in NEVER_IN_NAMES or folded.endswith(PLACES, start, stop)
    lengths: Sequence[int] = () if place else _LENGTHS
    for length in lengths:
        cut = stop - length
        if cut <= start or not _ends_place(folded, cut):
            continue
        name = folded[cut:stop]
        if is_own_name(name) or (length == 4 and name[:2] in DOUBLE):
            return cut
        if name[-1] in ESTATES and name[0] not in FREQUENT:
            continue
        known = folded[cut] in SURNAMES or folded[cut] in NICKS or is_seldom(name)
        if length < 4 and name not in NOT_NAMES and known:
            return cut
    if stop < end and (size := name_at_end(folded, stop)) and stop - size > start:
        return stop - size  # 包装车间罗永刚收
    nobody = NOBODY.match(folded, start)
    if nobody:
        return nobody.end() if is_called(folded[nobody.end() : stop]) else 0
    if folded[stop - 2 : stop] in NOT_NAMES or folded[stop - 1] in NOBODYS:
        return 0  # 菜鸟驿站代收, 水果店代收, 小卖部可代收
    return stop - 2 if stop < end and stop - 2 > start and not sure else 0
