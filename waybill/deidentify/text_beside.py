# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names that are told by what stands behind or before them without a word for a person.

明小雨 13712345678 and 荣荣那单: whoever is followed by a number to call, or by what clerks write of a customer's order; 手链刻婉清
两个字; 高二(3)班 戚少商; a list 1. 褚时健 2. 牛耕.
"""

from __future__ import annotations

from collections.abc import Iterator

from waybill.deidentify.text_people import COMPOUND, COMPOUND_FIRST, FREQUENT, HAN
from waybill.deidentify.text_takers import SAID, is_place, is_taker, may_be_taken, taker_spans
from waybill.deidentify.text_words import has_family, is_likely, is_long, is_no_word, is_told
from waybill.patterns import either, late_pattern

_TITLE = "(?:先生|女士|小姐|太太|老师|师傅|阿姨|大哥|大姐|同学|经理|老板)"
_MOBILE = r"(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
_ID = r"[1-9]\d{5}\s?(?:19|20)\d\d\s?\d{4}\s?\d{3}[\dXx]"
_LABELS = "清关|通关|实名|联系|收件|收货|寄件|改为|改成|换成|签收|提货"
_PHONED = late_pattern(
    rf"(?:(?<!{HAN})(?!(?:{_LABELS}){HAN}{{2}})|(?<={_LABELS}))(?P<phoned>{HAN}{{2,4}})(?=[\s,:()/+-]{{0,3}}(?:{_TITLE}[\s,:()/-]{{0,2}})?(?:(?:电话|手机号?)[\s:]{{0,2}})?(?:{_MOBILE}|{_ID}))"
)
_AFTER_PHONE = late_pattern(rf"(?<!\d){_MOBILE}[\s,:()/+-]{{0,3}}(?P<after>{HAN}{{2,3}})(?!{HAN})")
_NOT_PHONED = frozenset(
    "短信 宿舍 村口 急事 有事 有空 好友 老家 娘家 婆家 现场 校门 校内 语音 视频 速回 孕妇".split()
)
"""Words before a number that ``is_no_word`` takes for names."""
_PLACE_ENDS = frozenset("省市区县镇乡村路街道巷号楼栋室店厂站")
_ORDER = r"那单|这单|的?(?:订单|单子)"
_WANTS = (
    r"那[份箱件个]|这件|的那|[订买拍]的|\s?(?:换(?:货|\d{2}码|[大小]一?码|[XSML])|催[单发件了货]|退[货款一两]|补[发一两差]"
    r"|改(?:地址|颜色|尺码|电话)|要(?:[红黄蓝绿黑白灰紫粉橙棕米]|\d{2}码|[XSML])|[已没未]付)"
)
"""What is said of a customer, and of goods as well: 龙珠 退一盒."""
_AGE = r"\s?[\d一二三四五六七八九十]{1,3}周?岁|满月|百[天日]|周岁"
_SPELT = "[两二三四]个?字|字样|的名字"
_CUSTOMER = late_pattern(
    either(
        # 司徒美堂拍了两个
        rf"(?P<compound>(?:{COMPOUND}){HAN}{{1,2}}?)(?=[拍说要申反投催换退补的收签])",
        # 荣荣那单; 郝多多换大码
        rf"(?:(?<!{HAN})|(?<=合并|[补重漏少错]发))(?:(?P<ordered>{HAN}{{2,3}})(?={_ORDER})|(?P<wants>{HAN}{{2,3}})(?={_WANTS}))",
        # 以林知夏的名义发货
        rf"以(?P<lent>{HAN}{{2,3}})(?=的名义)",
        # 补发时雨的配件
        rf"[补重漏少错]发(?P<owner>{HAN}{{2,3}})(?=的)",
        # 手链刻婉清两个字
        rf"[刻绣印写][上着字]?[“\"「]?(?P<written>{HAN}{{2,4}})(?=[”\"」]?(?:{_SPELT}))",
        # 蛋糕写可儿6岁
        rf"(?:(?<!{HAN})|(?<=[写祝贺印]))(?P<aged>{HAN}{{2,3}}?)(?={_AGE})",
        # 高二(3)班 戚少商, 5床 计春华, 三年二班钱多多
        rf"(?:(?:班|\d床)[\s:]{{1,2}}|(?<=[\d)一二三四五六七八九十]班)的?)(?P<pupil>{HAN}{{2,3}})(?!{HAN})",
    )
)
_MAY_BE_CUSTOMER = late_pattern(
    either(
        # a word behind a name
        rf"[那这的订单换催退补改要已没未发字岁满百周班床义](?:(?<=的名义)|(?<=[那这])[单份箱件个]|(?<=的)[那名]|(?<=[订买拍]的)|(?<=[订单])[单子]|(?<=换)[货XSML大小\d]|(?<=催)[单发件了货]|(?<=退)[货款一两]|(?<=补)[一两差]|(?<=改)[地颜尺电]|(?<=要)[红黄蓝绿黑白灰紫粉橙棕米XSML\d]|(?<=[已没未])付|(?<=[补重漏少错]发)|(?<=[个两二三四]字)|(?<=字)样|(?<=岁)|(?<=满)月|(?<=百)[天日]|(?<=[班床])[\s:]|(?<=[\d)一二三四五六七八九十]班)的?{HAN}{{2,3}}(?!{HAN}))",
        # or the first character of a family name of two
        rf"[{COMPOUND_FIRST}](?=.(?:(?<={COMPOUND})))",
    )
)
"""What each of them has."""
_NO_NAME_ENDS = "子色家"
"""What goods end with, 珠子要白色, and names of two characters seldom."""
_BEHIND = late_pattern(
    rf"(?<!{HAN})(?P<ahead>{HAN}{{2,4}}?)(?=\s?(?:(?P<mark>[&、和与跟]\s?\*\*\*|\((?:买家|客户|顾客|本人|收[货件]人|代收)\))|[代签亲]?收(?:货(?!{HAN})|(?!{HAN}))))"
)
_ANNOUNCE = ("接龙", "名单", "团购", "拼单", "参会")
_LISTED = rf"(?<![0-9A-Za-z].)[0-9]?[.、):]?\s?(?P<item>{HAN}{{2,3}})(?!{HAN})"
_NUMBERED = late_pattern(rf"[0-9]{_LISTED}")
_MAY_BE_COUNTED = late_pattern(rf"[0-9](?:(?<=1)[3-9][0-9]|(?<=2)0[0-9]{{2}}|{_LISTED})")
"""A mobile or an ID number's year, or a numbered list."""


def may_be_beside(plain: str) -> bool:
    """Cheap test: False only where :func:`beside_spans` would find nothing."""
    return (
        "收" in plain
        or may_be_taken(plain)
        or "(" in plain
        or "*" in plain
        or _MAY_BE_COUNTED.search(plain) is not None
        or _MAY_BE_CUSTOMER.search(plain) is not None
    )


def beside_spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where somebody is named so: start, end, kind."""
    if _MAY_BE_COUNTED.search(plain):
        yield from _phoned(plain)
        yield from _numbered(plain)
    if _MAY_BE_CUSTOMER.search(plain):
        yield from _customers(plain)
    yield from _takers(plain)
    if may_be_taken(plain):
        yield from taker_spans(plain)


def _phoned(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _PHONED.finditer(plain):
        start, end = found.span("phoned")
        size, word = end - start, found["phoned"]
        if word[:2] in SAID:
            continue
        if size > len("王小小"):
            names = is_long(plain, start, end)
        elif size == len("小雨"):
            names = word not in _NOT_PHONED and (is_no_word(plain, start, end) or is_taker(word))
        else:
            names = is_likely(plain, start, end) or (
                plain[end - 1] not in _PLACE_ENDS and is_told(plain, start, end) and not is_place(word)
            )
        if names:
            yield start, end, "phoned"
    for found in _AFTER_PHONE.finditer(plain):
        start, end = found.span("after")
        place = plain[end - 1] in _PLACE_ENDS or found["after"] in _NOT_PHONED
        if not place and is_likely(plain, start, end):
            yield start, end, "after"


def _customers(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _CUSTOMER.finditer(plain):
        kind = found.lastgroup or ""
        if _is_customer(plain, kind, *found.span(kind)):
            yield *found.span(kind), kind


def _is_customer(plain: str, kind: str, start: int, end: int) -> bool:
    word = plain[start:end]
    twice = word[0] == word[1]
    if kind == "written" and twice:
        return is_no_word(plain, start, end)
    if kind == "compound" or (kind == "lent" and has_family(word)):
        return is_no_word(plain, start, end)
    if kind == "wants" and not (twice if len(word) == len("荣荣") else has_family(word)):
        return False
    return word[-1] not in _NO_NAME_ENDS and is_likely(plain, start, end)


def _takers(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _BEHIND.finditer(plain):
        start, end = found.span("ahead")
        if end - start == len("张王子涵"):
            names = is_long
        else:
            names = is_no_word if found["mark"] or has_family(found["ahead"]) else is_likely
        word = found["ahead"]
        if word not in SAID and names(plain, start, end) and (names is not is_long or not is_place(word)):
            yield start, end, "ahead"


def _numbered(plain: str) -> Iterator[tuple[int, int, str]]:
    """1. 褚时健 2. 牛耕: a list of names only, announced, or one of them of three characters behind a family name."""
    items = [found.span("item") for found in _NUMBERED.finditer(plain)]
    told = any(word in plain for word in _ANNOUNCE) or any(
        end - start == len("褚时健") and plain[start] in FREQUENT for start, end in items
    )
    if told and len(items) > 1 and all(is_no_word(plain, *item) for item in items):
        yield from ((*item, "numbered") for item in items)
