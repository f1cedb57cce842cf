"""Given names without a family name, and names with a seldom one, where a name stands: 雨薇的, 给雨薇, 刻字：雨薇, 万茜先生.

Two such characters are many an everyday word, too, so that they are a name only where no dictionary has them: 文学的,
给国家 and 刻字：清欢 are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from waybill.deidentify.text_given import GIVEN, SELDOM, WISH
from waybill.deidentify.text_people import FREQUENT, HAN
from waybill.deidentify.text_words import has_family, is_likely, is_no_word
from waybill.patterns import either, late_pattern

_TWO = rf"{HAN}{{2}}"
_NAME = rf"{HAN}{{2,3}}?"
_END = rf"(?!{HAN})"
_WED = "新婚|结婚|订婚|婚礼|百年|永结|永浴|白头|幸福|快乐"
_NEXT = (
    rf"(?P<and>\s?[&+、/]\s?|[和与]|\s(?i:and|loves?|&)\s)(?P<other>{_TWO})(?=\s?(?:{_WED}|的婚礼)|{_END})"
)
_DEAR = rf"小?宝[贝宝]|小公主|小王子|小仙女|小朋友|同学|[妈爸](?:[妈爸]|[代签]?收|{_END})|爷爷|奶奶|姥[姥爷]|外[公婆]|家长"
_ALONE = late_pattern(
    either(
        # 雨薇&海涛, 雨薇和海涛新婚快乐
        rf"(?:(?<!{HAN})|(?<=[祝愿刻绣印写]))(?P<pair>{_TWO}){_NEXT}",
        # 雨薇的, 雨薇要的
        rf"(?<!{HAN})(?P<owns>{_TWO})(?=\s?(?:[要订拍买]的|的(?:{_END}|快递|包裹|件{_END}|(?:生日|结婚|满月|毕业|新婚)礼物|[那这][单件份个])))",
        # 万茜先生, 汪苏泷本人
        rf"(?<!{HAN})(?P<titled>{_NAME})(?=\s?(?:先生|女士|小姐|太太|小朋友|本人|亲启|敬[上赠献贺]|惠存)(?!{HAN}(?<![收代签亲的来拿取要那])))",
        # 雨薇敬上, 雨薇惠存
        rf"(?<!{HAN})(?P<gives>{_TWO})(?=\s?(?:存念|赠(?![品送]))|老师(?:{_END}|[收代签]))",
        # 雨薇妈妈, 雨薇宝贝
        rf"(?:(?<!{HAN})|(?<=班))(?P<dear>{_TWO}(?<![大老小]))(?=\s?(?:{_DEAR})|[\s,]?我爱你|[\s,]?嫁给我|[\s,]?(?:电话|手机){_END})",
        # 给雨薇, 联系雨薇
        rf"(?:[给找叫]|(?<!{HAN})转(?!运))\s?(?P<asked>{_TWO})(?=电话|手机|[买带]的|的(?:{_END}|礼物)|{_END})",
        # 致汪苏泷, 亲爱的汪苏泷
        rf"(?:(?<!{HAN})致|(?<![随买附])赠(?!送)|[亲挚敬]爱的|爱你的|联系|通知)\s?(?P<to>{_NAME}){_END}",
        rf"打(?!给)(?P<dialled>{_NAME})(?=的?(?:电话|手机))",
        # 放铁生家
        rf"放(?P<home>{_TWO})(?=家{_END}|那[里边儿]|处{_END}|修车|理发|水果|烟酒|五金|药房|早餐|包子|快餐|小吃|美容|裁缝|粮油|杂货)",
        # 刻字：雨薇
        rf"(?<![石木竹砖玉雕篆水彩复脚大抄听默拼打])[刻绣印](?:[字名上着]|名字|内容)?[\s:“\"]{{0,2}}(?P<carved>{_TWO}){_END}",
        # 愿雨薇健康成长
        rf"愿(?P<wished>{_TWO})(?=\s?(?:{WISH}))",
        # 姓宋名雨薇
        rf"姓(?P<family>[{FREQUENT}])[\s,]?(?:名叫?|叫|,|\s)(?P<named>{_TWO}){_END}",
        # 你的雨薇
        rf"(?<=你的)(?P<yours>{_TWO}){_END}(?![^\n])",
    )
)
_MAY_BE = late_pattern(
    rf"[的要订拍买敬惠存亲赠老小宝同先女太本妈爸爷奶姥外家我嫁电手&+、/和与a-zA-Z找叫转致给放系知打刻绣印愿姓](?:"
    rf"(?<=(?<!{HAN}){_TWO}.)|(?<=(?<!{HAN}){_TWO}[\s,].)|(?<=(?<!{HAN}){_TWO}{HAN}.)|(?<=(?<!{HAN}){_TWO}{HAN}\s.)|(?<=[班祝愿刻绣印写]{_TWO}.)|(?<=[祝愿刻绣印写]{_TWO}\s.)"
    rf"|(?<=[找叫转致赠给放系知打刻绣印愿的姓])(?:[字名上着叫:“\"\s,{FREQUENT}]|名字|内容){{0,3}}{_TWO})"
)
_FAMILIES = frozenset(FREQUENT + SELDOM)
_OF_TRADE = frozenset(
    "鑫源宏达顺兴隆盛昌福利丰发永泰祥瑞和吉旺恒通润嘉惠佳亿聚诚信广益民裕万汇金银腾鼎联同康宁平安乐鸿运昊天"
)
_IN_GOODS = frozenset(("pair", "carved", "wished"))


def may_stand_alone(plain: str) -> bool:
    """Cheap test: False only where :func:`alone_spans` would find nothing."""
    return _MAY_BE.search(plain) is not None


def alone_spans(plain: str, goods: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where somebody is called so: start, end, kind; ``goods``: many a word before 的 is a brand there."""
    at = 0
    while found := _ALONE.search(plain, at):
        kind = "pair" if found["other"] else found.lastgroup or ""
        at = found.start() + 1
        if (goods and kind not in _IN_GOODS) or (kind == "home" and _is_of_trade(plain, *found.span(kind))):
            continue
        spans = [found.span(kind)] + ([found.span("other")] if kind == "pair" else [])
        if all(_is_name(plain, *span, sure=kind == "titled") for span in spans):
            if kind == "named":
                spans = [(found.start("family"), found.end(kind))]
            yield from ((*span, kind) for span in spans)
            at = found.end(kind)


def _is_of_trade(plain: str, start: int, end: int) -> bool:
    """Whether a shop is called by two lucky characters, 鑫源烟酒, and not by its keeper's given name, 铁生修车."""
    return _OF_TRADE.issuperset(plain[start:end]) and plain[end] not in "家那处"


def _is_name(plain: str, start: int, end: int, *, sure: bool) -> bool:
    """``sure``: a title tells that it is one, whatever its characters behind a frequent family name."""
    first, last = plain[start], plain[end - 1]
    titled = sure and first in FREQUENT
    if end - start == len("王小明"):
        return (titled and is_no_word(plain, start, end)) or (
            has_family(plain[start:end]) and is_likely(plain, start, end)
        )
    given = last in GIVEN and last != "子" and (first in GIVEN or first in _FAMILIES)
    if first == last or not (given or titled):
        return False
    # Few texts need the list.
    from waybill.deidentify.plain_words import PLAIN_WORDS

    return first + last not in PLAIN_WORDS and is_no_word(plain, start, end)
