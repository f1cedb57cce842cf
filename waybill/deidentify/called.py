"""What a text may call the person whose name stands in an order's cell.

A cell says 收件人：周静娜女士收, 周静娜/李雷 or A周静娜😊; a remark says 周静娜, 李雷 or, among friends, 静娜.  What is looked
for errs on the side of more: a word too many hides a word of a remark, a word too few shows a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from waybill.deidentify import marks
from waybill.deidentify.name_cells import without_door
from waybill.deidentify.name_words import LABELS, ORGANISATIONS, PASSED_ON, PLACEHOLDERS, TITLES
from waybill.patterns import late_pattern

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々]"
_WORDS = late_pattern(rf"{_HAN}+(?:[·•・.]{_HAN}+)*")
_POINT = late_pattern(r"[·•・.]")
_TITLE_ENDS = "".join(sorted({title[-1] for title in TITLES}))
_BARE = re.compile(
    rf"(?![请转寄发送交带给烦]|敬请)(?:[\u4e00-\u9fff](?<![{marks.TRADITIONAL}])){{1,3}}[\u4e00-\u9fff](?<![{marks.TRADITIONAL}{_TITLE_ENDS}])"
)
_NO_NAMES = frozenset((*TITLES, *ORGANISATIONS, *PLACEHOLDERS, *LABELS, "单元", "房间"))
_JOINED = late_pattern(r"(?<=先生|女士|小姐|太太|夫人)(?=[\u4e00-\u9fff]{2})")
"""Between two persons of one cell: 王先生李女士."""
_TAKES = ("收", "亲收", "签收", "代收", "查收", "亲启", "本人")
"""What tells in a text that a single character is somebody's name: 鑫亲收."""
_GIVEN = range(3, 5)
"""Characters of a name that has a given name of two."""
_NAME = range(2, 5)
_ELDERS = "哥姐叔姨嫂弟妹爷"
_NO_SMALL = frozenset("心时学区家票米天花麦金雨雪样号孩费朋哥姐门路院巷店")
_NO_BIG = frozenset(
    "家人学方门米红力海山河江洋国年雪雨风金量全地平成连理庆同兴堂厅厦街桥路楼码件头概约致型豆象陆"
)
_NO_DOUBLE = frozenset("天人明刚常星宝多家时处轻好早晚点慢谢看试年日件样往渐悄稳娃可公婆")
_NO_FAMILIAR = frozenset("姨里胶迪富")
"""小心, 天天 and 阿姨 are words, whatever a name ends with."""
_ALIKE = late_pattern(
    "小红书|小龙坎|小康之家|[小大]飞侠|小可爱|小月龄|大进口|平平安安|健健康康|快快乐乐|高高兴兴|红红火火|欢欢喜喜|方方正正|(?:静静|香香)[地的]"
    "|(?:[小大].|(.)\\1)(?:包(?!裹)|[市机具纹浪卷饼区西爱虾蟹鱼鞋靴菜裙裤帽柑橘紫巾桌椅凳镜花瓶袋箱盒杯碗盘圈豆粉糕酥糖片块枣麦米鸡鸭蒜葱瓜梨桃莓兔绿色])"
)
"""Goods and wishes that begin like such a name: 小超市, 大波浪, 甜甜圈."""


# The longer patterns are compiled when a name first needs them: compiling costs a cold start.


@cache
def _label() -> re.Pattern[str]:
    return late_pattern("|".join((*(label for label in LABELS if not label.isascii()), PASSED_ON)))


@cache
def _title() -> re.Pattern[str]:
    # Without a way back: 总经理 is a title, and so are 总 and 经理.
    return late_pattern(rf"(?>(?>{'|'.join(sorted(TITLES, key=len, reverse=True))})+)$")


@cache
def _offices() -> re.Pattern[str]:
    # Without a way back, as for titles.
    return late_pattern(rf"(?>(?>{'|'.join(sorted(ORGANISATIONS, key=len, reverse=True))})+)")


def is_bare(name: str) -> bool:
    """True for a cell that is a Chinese name and nothing else, as most are; cheap."""
    return _BARE.fullmatch(name) is not None


def _is_masked(name: str) -> bool:
    """True for a cell that comes as platforms mask it (王**), whose one character is no name; cheap."""
    return name[1:2] == "*" and not name[1:].strip("*") and "\u4e00" <= name[0] <= "\u9fff"


def own(name: str, phone: str) -> tuple[str, ...]:
    """The pieces of a party's own data that free text is searched for, each of two characters at least."""
    if is_bare(name):
        return (name, phone) if phone else (name,)
    if _is_masked(name):
        return (name, *_told_by_mask(name), phone) if phone else (name, *_told_by_mask(name))
    return tuple(
        [
            piece
            for piece in (name, *(called(name) or _single(name)), *_persons(name), phone)
            if len(piece) > 1
        ]
    )


def called(cell: str) -> tuple[str, ...]:
    """The names in a cell, in simplified characters: each Chinese word without label and form of address, each part of
    a name with points.  公司前台 beside a name is where a parcel is put.

    Latin names and digits are the caller's: they are looked for as they stand.
    """
    if _is_masked(cell):
        return ()
    words = (word for word in _words(cell) if len(word) > 1 and word not in _NO_NAMES)
    return tuple(dict.fromkeys(word for word in words if not _offices().fullmatch(word)))


def _persons(cell: str) -> Iterator[str]:
    """Who is told by one character and a form of address beside others: 佘主任 of 拓远公司 佘主任."""
    return (word for word, core in _titled(cell) if len(core) == 1 and word not in (core, cell))


def _single(cell: str) -> tuple[str, ...]:
    """What tells that the one character of a cell is meant, as it alone would be any word's: 鑫亲收."""
    cores = dict.fromkeys(core for word, core in _titled(cell) if word == core and len(core) == 1)
    return tuple([core + takes for core in cores for takes in _TAKES]) if len(cores) == 1 else ()


_told_by_mask = lru_cache(maxsize=4096)(_single)
"""The same of a cell that comes masked: where a platform masks, all of its rows do, and a label shows as much."""


def familiar(cell: str) -> tuple[str, ...]:
    """Given names of the names in a cell: 静娜 of 周静娜, 静雯 (and 阳静雯) of 欧阳静雯."""
    if is_bare(cell):
        # Of 公司前台 the end is where a parcel is put.
        return () if len(cell) > 3 and cell[2:] in _NO_NAMES else (cell[1:], cell[2:])[: len(cell) - 2]
    whole = [name for name in called(cell) if len(name) in _GIVEN and not _POINT.search(name)]
    return tuple([name[start:] for name in whole for start in range(1, len(name) - 1)])


def pet_names(cell: str, text: str) -> tuple[str, ...]:
    """What friends make in ``text`` of a given name's last character: 峰哥, 阿峰, 小峰, 大峰, 峰峰 of 林小峰."""
    names = (cell,) if is_bare(cell) else called(cell)
    lasts = dict.fromkeys(name[-1] for name in names if len(name) in _NAME and name[-1] in text)
    if not lasts:
        return ()
    text = _ALIKE.sub(" ", text)
    return tuple([form for last in lasts for form in _pet_forms(last) if form in text])


def _pet_forms(last: str) -> Iterator[str]:
    if last not in _ELDERS:
        yield from (last + elder for elder in _ELDERS)
    if last not in _NO_SMALL:
        yield f"小{last}"
    if last not in _NO_BIG:
        yield f"大{last}"
    if last not in _NO_DOUBLE:
        yield last + last
    if last not in _NO_FAMILIAR:
        yield f"阿{last}"


def _titled(cell: str) -> Iterator[tuple[str, str]]:
    """Each Chinese word of a cell without its label, and what is left of it without form of address."""
    clean = marks.clean(cell)
    text = _JOINED.sub(" ", marks.fold(marks.without_pictures(clean)))
    label = _label().match(text)
    behind = without_door(text[label.end() :].lstrip(": ") if label else text)
    forms = [text] if behind == text else [text, behind]
    if (apart := marks.without_pictures(clean, " ")) != clean:
        # A picture stands within a name or between two: 张🌟三, 👧张三👦李四.
        forms.append(marks.fold(apart))
    for found in chain.from_iterable(map(_WORDS.finditer, forms)):
        label = _label().match(found[0])
        word = found[0][label.end() :] if label else found[0]
        yield word, _title().sub("", word)


def _words(cell: str) -> Iterator[str]:
    for word, core in _titled(cell):
        yield core
        if len(core) > 1 and core not in _NO_NAMES and not _has_long_title(word, core):
            yield word
        if _POINT.search(core):
            yield from _POINT.split(core)


def _has_long_title(word: str, core: str) -> bool:
    """Whether a form of address of two characters or more was cut off: 张春生 may be a name with all its characters."""
    return len(word) - len(core) > 1
