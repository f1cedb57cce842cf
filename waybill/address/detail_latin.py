"""Read an address written in Latin letters: Room 501, Unit 2, Building 3, No. 88 Zhongshan Road, ...

Such addresses run from the small to the large and name every number's kind in a word before or behind it.  A number
without a known word is a ``tail`` and hidden, as in the Chinese walk.
"""

from __future__ import annotations

from waybill.address.detail_words import words
from waybill.address.span import Span
from waybill.patterns import late_pattern

ROADS = "ROAD|RD|STREET|STR|ST|AVENUE|AVE|BOULEVARD|BLVD|HIGHWAY|HWY|CRESCENT|CIRCUIT|TERRACE|DRIVE|DR|(?:DONG|NAN|XI|BEI|ZHONG)?(?:LU|JIE)|DADAO|DAJIE|XIANG|HUTONG|ALLEY"
_ID = r"(?:[A-Z]{0,4}[0-9][0-9A-Z]{0,4}|[A-Z]{1,2})(?:[-/&~][0-9A-Z]{1,5}){0,3}"
_COUNT = r"\b[A-Z]{0,2}[0-9]{1,5}[A-Z]?(?:-[0-9]{1,4}){0,3}"
_NO = r"(?:NO\b\.? ?|NUMBER |# ?)"
_ORDINAL = "GROUND|FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH|SEVENTH|EIGHTH|NINTH|TENTH|TOP|LOWER GROUND"
_INNER = (
    r"(?:[0-9]{1,3}(?:ST|ND|RD|TH)?[ -]?(?:/F|FLOOR|FLR|FL|F)\b(?! ?[0-9])"
    r"|[0-9]{1,4}[A-Z]? (?:HAO )?(?:LOU|CENG|DANYUAN|SHI|FANG|ROOM)\b(?! ?[A-Z]?[0-9]))"
)
"""A floor or room right behind a building's name: Jin Mao Tower 45F."""
_WORD_ENDS = r"(?:\b\.? {0,2}|(?=[0-9]))"
"""Between a word and its number: nothing, where it is glued to it (Room3305)."""
_BUILT = rf"(?:BUILDING|BLDG|BLD|BLOCK|BLK|TOWER|PHASE|DORM(?:ITORY)?){_WORD_ENDS}{_NO}?(?!{_INNER})"
_COUNTED_BEHIND = rf"(?! ?(?!#[0-9]{{1,2}}-){_NO}?[AC-EG-KM-Z]?[0-9]{{1,2}}\b(?! (?:DANYUAN|HAO|MEN|LOU|CENG)\b| (?:UNIT|ENTRANCE|FLOOR|FLR|FL|F)\b(?! ?[0-9]{{1,2}}\b)))"
"""A number behind the word is the building's, rather than the one before it: Road 88 Building 3."""
_NAME = r"(?:[0-9]{1,2}(?:ST|ND|RD|TH)|(?!(?:SHENG|SHI|QU|XINQU|XIAN|HAO|NONG|DISTRICT|DIST|PROVINCE|COUNTY)\b)[A-Z.']{2,20}(?: S(?= ))?)"
"""A word of a road's name: no word for a division, and no pinyin word for a number."""
_STREET = rf"(?:(?:{_NAME} ){{1,4}}(?:{ROADS})\b|(?!SUB|RAIL|HIGH|GATE)[A-Z]{{3,15}}WAY\b|[A-Z]{{5,15}}(?:LU|DADAO|DAJIE)\b)"
_OF_KIND = {
    # Pinyin SHI is a room behind a number and a city behind a word: 501 Shi, Suzhou Shi.
    "room": (
        rf"\b(?:ROOMS?|RM|FLAT|APARTMENT|APT|SUITE|STE|SHOP|OFFICE|STUDIO|BED){_WORD_ENDS}{_NO}?{_ID}\b",
        rf"\bDOOR{_WORD_ENDS}{_NO}?[0-9]{{1,4}}\b",
        rf"#(?:[0-9]{{1,2}}-[0-9]{{2,4}}|[0-9]{{3,4}}[A-Z]?)\b(?! {_STREET})",
        rf"\bSHI {_COUNT}\b",
        rf"{_COUNT} (?:(?:HAO )?(?:SHI|FANG)|ROOM(?! ?[A-Z]?[0-9]))\b",
    ),
    "floor": (
        r"\b(?:[0-9]{1,3}(?:ST|ND|RD|TH)?[ -]?(?:/F|FLOOR|FLR|FL|F|ANDAR(?: [A-Z]\b)?)|[ULG]{1,2}/F|(?:FLOOR|LEVEL|FLR|FL) ?[0-9]{1,3}"
        rf"|(?:{_ORDINAL}) FLOOR|[LF][0-9]{{1,2}}|B[1-3]|[0-9]{{1,3}} (?:LOU|CENG))\b",
    ),
    "unit": (
        rf"\b(?:UNIT|ENTRANCE|DANYUAN|WARD){_WORD_ENDS}{_NO}?{_ID}\b",
        rf"\bGATE{_WORD_ENDS}{_NO}?[0-9]{{1,2}}\b",
        r"\b(?!T[0-9] )[0-9A-Z]{1,3}(?:ST|ND|RD|TH)? (?:UNIT|ENTRANCE|DANYUAN|MEN)\b",
    ),
    # Tower 24-8 is a storey and its door.  Three digits and more where its word begins the piece (Building 105), not behind its name (Jin Mao Tower 1203).
    "building": (
        rf"\b{_BUILT}(?:[0-9]{{1,2}}[A-Z]?|[A-Z]{{1,2}}(?:[0-9]{{1,3}}[A-Z]?)?)(?:(?<!TOWER [0-9]{{2}})-[0-9]{{1,2}}(?![0-9-]))?\b",
        rf"(?<![A-Z] )\b{_BUILT}[0-9]{{3,4}}\b",
        rf"(?:\b{_NO}|#|\b)(?:[0-9]{{1,3}}(?:ST|ND|RD|TH|#)?|[A-Z]) (?:BUILDING|BLDG|BLOCK|TOWER|PHASE)\b{_COUNTED_BEHIND}",
        r"\bT[0-9]\b",
        rf"\b(?:[0-9]{{1,3}}[A-Z]?|[A-Z]) (?:HAO ?LOU|DONG|ZHUANG|ZUO|QU|QI)\b(?! {_STREET})",
    ),
    "lane": (
        r"\b(?:LANE|LN|NONG|ALLEY|ALY)\.? ?[0-9]{1,5}\b",
        r"\b[0-9]{1,5} (?:LANE|NONG)\b",
    ),
    "group": (
        r"\b(?:GROUP|TEAM|BRIGADE) ?[0-9]{1,3}\b",
        r"\b[0-9]{1,3}(?:ST|ND|RD|TH)? (?:GROUP|TEAM|BRIGADE|ZU)\b",
    ),
    "village": (r"\b[A-Z]{2,20}(?: [A-Z]{2,20})? (?:VILLAGE|CUN)\b",),
    "house": (
        rf"\b{_NO}[0-9]{{1,5}}[A-Z]?(?:-[0-9]{{1,4}}[A-Z]?)?\b(?!-[0-9])",
        r"\b[0-9]{1,5}[A-Z]?(?:-[0-9]{1,4})? HAO\b",
        rf"(?<![-/])\b(?:[0-9]{{3}}-[0-9]{{3}}|[0-9]{{1,5}}(?:-[0-9]{{1,2}})?[A-Z]?)(?= {_STREET})",
    ),
    "road": (
        rf"\b{_STREET}\.?",
        r"\bSEC(?:TION)?\b\.? ?[0-9]{1,2}\b",
    ),
}
"""How a component of each kind is written, the kinds in the order in which they are tried."""
_ORDER = r"[0-9]{1,2}(?:ST|ND|RD|TH) (?:DISTRICT|ZONE|AREA|PHASE|INDUSTRIAL|RING)\b"
"""A part of a place that is counted: International Trade City 2nd District."""
_ANY_NUMBER = (rf"(?!{_ORDER})[0-9][0-9A-Z/&-]{{0,30}}", r"\b[A-Z]{1,3}-?[0-9][0-9A-Z-]{0,20}")
_KINDS = tuple(_OF_KIND)
_COMPONENT = late_pattern(
    "|".join(f"({'|'.join(ways)})" for ways in (*_OF_KIND.values(), _ANY_NUMBER, (r"\*+",)))
)
"""One group per kind, in the order of ``_KINDS``, then any other number, then stars."""


_AT_HOUSE = late_pattern("(?:TOWER|MANSIONS?|PLAZA|CENT(?:ER|RE)|BUILDING|HOUSE|COURT),? $")
_BEHIND_ROAD = late_pattern("[0-9]{1,5}[A-Z]?(?:-[0-9]{1,5})?(?=$|,| [A-Z*]{3})")
_FLAT = late_pattern("[0-9]{3}")
_FIRST_ROOM = late_pattern(rf" {{0,2}}{_NO}?(?:[A-Z0-9]{{1,2}}-){{0,3}}[0-9]{{3,4}}[A-Z]?")
_LONG_ROOM = late_pattern("[0-9]{4}[A-Z]?|[0-9]{1,3}[A-Z]|[A-Z][0-9]{3,4}")
_IN_A_BUILDING = frozenset(("building", "floor", "unit"))
_WITH_HOUSES = frozenset(("road", "lane", "house"))
_BEHIND_A_ROAD = frozenset(("house", "room", "tail"))
_PLACED = frozenset(("house", "building"))
_PERSON = late_pattern(
    r"(?:\b(?:ATTN|ATTENTION|RECIPIENT|RECEIVER|CONSIGNEE|NAME|TO|C/O)\b[:. ]{1,3}([A-Z][A-Z.' -]{1,40})"
    r"|(?<!ALAMEDA )(?<!AVENIDA )(?<!RUA DO )\b((?:MR|MRS|MS|MISS|DR)\b\.? [A-Z]{2,20}(?: [A-Z]{2,20}){0,2}))"
)
_HAN = late_pattern("[㐀-鿿]")
_LATIN_WORD = late_pattern("[A-Z]{3}")
_FIRST = late_pattern(r"\s*([A-Z]{2,15}(?: [A-Z]{1,15}){1,2})\s*(?=,)")
_PLACE = late_pattern(
    rf"\b(?:{_STREET}|{ROADS}|DISTRICT|CITY|PROVINCE|COUNTY|TOWN|VILLAGE|GARDENS?|PLAZA|MANSIONS?|CENT(?:ER|RE)|BUILDING|SQUARE|PARK|"
    r"UNIVERSITY|COLLEGE|SCHOOL|HOSPITAL|HOTEL|COMMUNITY|TOWER|CHINA|ROOM|FLAT|FLOOR|CO|LTD|COMPANY|ESTATE|COURT|HOUSE|QU|SHI|SHENG|SOHO|VILLAS?|MALL|APARTMENTS?|RESIDENCES?|"
    r"BAY|HILLS?|ISLAND|STATION|SHOP|STORE|FACTORY|MARKET|GUANGCHANG|DASHA|HUAYUAN|JIAYUAN|GONGYU|CUN|ZHEN|XIAN|"
    r"WAN CHAI|(?:CHAI|SHEUNG|TSUEN|TIN|MA) WAN|MA ON SHAN|HO MAN TIN|LAM T(?:IN|EI)|LAI (?:KING|CHI KOK)|FO TAN|WONG (?:TAI SIN|CHUK HANG)|"
    r"TSIM SHA TSUI|MONG KOK|YAU MA TEI|SHAM SHUI PO|KWUN TONG|NGAU TAU KOK|TUEN MUN|YUEN LONG|TAI (?:PO|KOO)|SAI KUNG|KENNEDY TOWN|NORTH POINT|"
    r"HEIGHTS|VIEW|PALACE|LODGE|GATE|RIVERSIDE|INTERNATIONAL|WORLD|CLUB|OF|LO WU|LAU FAU SHAN|MA TAU WAI|HUNG (?:HOM|SHUI KIU)|SHAU KEI WAN|SAN PO KONG|PO LAM)\b"
)


LATIN_SURNAMES = words(
    """WANG LI ZHANG LIU CHEN YANG ZHAO HUANG ZHOU WU XU SUN HU ZHU GAO LIN HE GUO MA LUO LIANG SONG ZHENG XIE HAN TANG FENG YU DONG XIAO
    CHENG CAO YUAN DENG FU SHEN ZENG PENG LV LYU SU LU JIANG CAI JIA DING WEI XUE YE YAN PAN DU DAI XIA ZHONG TIAN REN FAN FANG SHI YAO TAN
    LIAO ZOU XIONG JIN HAO KONG BAI CUI KANG MAO QIU QIN GU HOU SHAO MENG LONG WAN DUAN LEI QIAN YIN LAI CHAN WONG LEE LAM CHEUNG NG HO LAU
    KWOK CHAU TSANG LEUNG YEUNG CHOW HSU TSAI HUNG KUO HSIEH LO CHIU OUYANG SITU"""
)
"""Family names in Latin letters; a piece of an address beside a phone with one of them is a person."""
_BESIDE_PHONE = late_pattern(
    r"(?:(?:^|,) {0,2}([A-Z]{2,15}(?: [A-Z]{1,15}){1,2})[ ,:(]{0,3},{7}|,{7}[ ,:)]{0,3}([A-Z]{2,15}(?: [A-Z]{1,15}){1,2})(?= {0,2}(?:,|$)))"
)
"""What stands beside a phone, which is blanked by commas."""


def has_latin_word(folded: str) -> bool:
    """True for a text with a word of three Latin letters."""
    return _LATIN_WORD.search(folded) is not None


def has_han(folded: str, begin: int) -> bool:
    """True for a text with a Chinese character at or behind ``begin``."""
    return _HAN.search(folded, begin) is not None


def walk_latin(folded: str, begin: int) -> list[Span]:
    """The chunks of an address in Latin letters, as the Chinese walk would give them."""
    chunks: list[Span] = []
    for found in _COMPONENT.finditer(folded, begin):
        kind = found.lastindex or 0
        if kind <= len(_KINDS):
            name = _KINDS[kind - 1]
            if name == "unit" and _FLAT.search(found[0]):
                name = "room"  # Unit 2801
            chunks.append(Span(name, found.start(kind), found.end(kind)))
        elif kind == len(_KINDS) + 1:
            chunks.append(Span(_bare(folded, chunks, *found.span()), found.start(), found.end()))
        else:
            chunks.append(Span("star", found.start(), found.end()))
    return _rooms_before_roads(folded, _rooms_for_houses(folded, chunks))


def _rooms_before_roads(folded: str, chunks: list[Span]) -> list[Span]:
    """The chunks with a number before a road a room where the road's own stands behind it: #501 Jianguo Road 93."""
    for index in range(1, len(chunks) - 1):
        before, road, behind = chunks[index - 1 : index + 2]
        if before.type != "house" or road.type != "road" or behind.type not in _BEHIND_A_ROAD:
            continue
        if not _beside(folded, before, road) or folded[road.end : behind.start] != " ":
            continue
        first, second = folded[before.start : before.end], folded[behind.start : behind.end]
        named = behind.type == "house" and (not second[0].isdigit() or second.endswith("HAO"))
        long = first[-1].isalpha() or sum(map(str.isdigit, first)) >= 3
        if first[0].isdigit() and not first.endswith("HAO") and (named or (long and second.isalnum())):
            start = before.start - (folded[before.start - 1 : before.start] == "#")
            chunks[index - 1] = Span("room", start, before.end)
    return chunks


def _rooms_for_houses(folded: str, chunks: list[Span]) -> list[Span]:
    """The chunks with a number that is no road's beside a building a room, where a road has one: No. 501, Unit 2, 88 ..."""
    houses = [index for index, chunk in enumerate(chunks) if chunk.type == "house"]
    if len(houses) < 2 and not any(chunk.type == "lane" for chunk in chunks):
        return chunks
    for index in houses:
        chunk = chunks[index]
        near = chunks[max(0, index - 1) : index] + chunks[index + 1 : index + 2]
        kinds = {other.type for other in near if _beside(folded, *sorted((chunk, other), key=_start))}
        if kinds & _IN_A_BUILDING and not kinds & _WITH_HOUSES:
            chunks[index] = Span("room", chunk.start, chunk.end)
    return chunks


def _start(span: Span) -> int:
    return span.start


def _beside(folded: str, first: Span, second: Span) -> bool:
    """True where only separators stand between two chunks."""
    return not folded[first.end : second.start].strip(" ,.")


def _bare(folded: str, chunks: list[Span], start: int, end: int) -> str:
    """A number without a word: the house behind its road (Jianguo Road 93), a room behind a building or its name, or
    first of all; else unknown.  Post codes have three digits in Taiwan, six elsewhere.
    """
    kind, stop = chunks[-1].type if chunks else "", chunks[-1].end if chunks else 0
    between, flat = folded[stop:start], _FLAT.match(folded, start) is not None
    numbered = len(chunks) > 1 and chunks[-2].type == "house" and _beside(folded, chunks[-2], chunks[-1])
    if kind == "road" and between == " " and not numbered and _BEHIND_ROAD.match(folded, start):
        return "house"
    if kind == "building" and between == "-":
        return "room"
    if not chunks:
        room = _FIRST_ROOM.fullmatch(folded, 0, end) is not None
    elif kind in _IN_A_BUILDING and not between.strip(" ,"):
        room = flat
    else:
        placed = any(chunk.type in _PLACED for chunk in chunks)
        room = placed and _LONG_ROOM.fullmatch(folded, start, end) is not None
    named = flat and _AT_HOUSE.search(folded[max(0, start - 12) : start])
    return "room" if room or named else "tail"


def latin_names(folded: str) -> list[Span]:
    """Names behind a label or title, and a first piece of two or three words that names no place."""
    names = [Span("person_name", *found.span(1 if found[1] else 2)) for found in _PERSON.finditer(folded)]
    first = _FIRST.match(folded)
    if first and not _PLACE.search(first[1]) and not names:
        names.append(Span("person_name", *first.span(1)))
    for found in _BESIDE_PHONE.finditer(folded):
        group = 1 if found[1] else 2
        if not LATIN_SURNAMES.isdisjoint(found[group].split()) and not _PLACE.search(found[group]):
            names.append(Span("person_name", *found.span(group)))
    return names
