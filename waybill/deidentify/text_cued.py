"""Names that are told by the words beside them, whatever their characters: 收货人 明月, 我妈叫桂花, 邻居 花荣 代签.

Behind a sure cue two or three characters are a name unless a word of orders, doors or goods is among them (收件人电话,
患者护理垫); behind a weaker one they begin with a family name or are made of given names' characters besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from waybill.deidentify.text_beside import beside_spans, may_be_beside
from waybill.deidentify.text_cue_words import KINDS
from waybill.deidentify.text_people import COMPOUND, HAN
from waybill.deidentify.text_takers import NOT_TWICE, is_taker
from waybill.deidentify.text_words import (
    is_likely,
    is_long,
    is_no_thing,
    is_no_word,
    is_told,
    is_told_at_once,
    may_be_name,
)
from waybill.patterns import late_pattern

_OPENS = frozenset(":=(\"'“‘「『《【[")
_SAYS = rf"(?:[写填]?错[了误]?[\s,:]{{0,2}})?(?:请|就|应该?)?(?:改?[是为成]|改|[写填叫换印刻绣])[成为上]?|大人|名叫?|内容|的|是我?先生|\s?[&、/和与]|\s?{HAN}[\s,]{{0,2}}叫"


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, by their first characters, to which the engine skips."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


_CUE = late_pattern(
    rf"(?P<cue>{_any_of(KINDS)})"
    rf"(?:\s?\d{{1,3}}[张个份](?=:))?(?P<says>(?:{_SAYS})?)(?P<link>[\s{re.escape(''.join(_OPENS))}]{{0,3}})(?={HAN}{{2}})"
)
_DOES = (
    rf"代[收签领取拿]|[签查亲]收|收(?:一下|包裹|快递|(?!{HAN}))|签(?!{HAN})|本人|师[姐兄弟妹]|学[姐长弟妹]|亲启|接(?:电话|收)|[来去自下][取拿楼来]|签字|要求|投诉|反[馈映]|留言|已(?:确认|[付核改收备登记处回])|在(?:家|公司|单位|学校|楼下|门口|场)|放假|就[行好]|即可|就可以|的名字|说(?!明)|下的?单|[带买寄订定拍要]的|加急|结婚|订婚|登记|特批|拿货|带走|急[要用]|的(?!{HAN})|[拿捎](?!{HAN})|送的|转[交给我]|(?:的|那)?(?:一起|同[单拼]|合[单拼]|拼[单的])|取货|催(?:单|发|件|了|货|[一二两三])|会(?:帮|[来去在签代接]|[拿取收])|知道|看[到见]|[退换]货|退款|收件|那[里边儿]|帮[忙我拿取收]"
    r"|的(?:货|单|样|件|快递|包裹|订单|礼物|生日|那)|先生|女士|小姐|同学|[\s,]{0,2}(?:电话|手机|\*\*\*|1[3-9]\d{9})"
)
_ENDS = late_pattern(rf"(?P<acts>\s?(?:{_DOES}))|(?P<asks>[请别勿]|不[要用在能])|生日|(?!{HAN})")
_TAKES = late_pattern(
    r"[代签查亲]?[收签领取启]|[来去自下][取拿楼来]|接|电话|手机|\*\*\*|1[3-9]\d|[,]|的(?:快递|包裹|件|礼物|生日)"
)
"""Of them, what somebody does who takes a parcel or is called."""
_ENOUGH = late_pattern(r"(?:就[行好]|即可|就可以)?(?![^\n])")
"""Behind whoever is to be called and cannot be goods: 联系高兴, 交给高兴就行."""
_OF_A_PHONE = late_pattern(
    r"\s?(?:手机|电话)(?:[壳膜套支座卡绳链散包袋架屏线]|手[表环]|机|[一两\d]?[台部个只])"
)
"""Goods: 客户牛皮手机壳, 女儿熊猫手机壳."""
_GETS = late_pattern(
    r"\s?(?:看[到见]|下的?单|[带寄拍订买送]的|代?付的|的(?:货|快递|包裹|件|(?![\u4e00-\u9fff])))"
)
_COMPOUND = late_pattern(rf"(?:{COMPOUND})\s?")
_LONG = late_pattern(rf"{HAN}{{4,6}}(?!{HAN})")
_ITEM = late_pattern(rf"{HAN}{{2,4}}(?!{HAN})")
_AND = late_pattern(rf"\s?[、/&,]\s?|\s(?={HAN}{{2,3}}(?!{HAN}))")
_OF_PEOPLE = frozenset(("label", "who", "self", "calls", "asks"))
_RECEIVERS = frozenset(("收件人", "收货人", "联系人", "代收人", "取件人", "提货人", "户名"))
_MAY_TAKE = frozenset(("label", "who", "asks", "must", "calls"))
_IN_GOODS = frozenset(("label", "who", "self", "calls", "surname", "next"))
_PARTED = frozenset(("noted", "card"))
"""The cues that are none without a blank or a colon behind them."""
_MOST_LISTED = 60


def cued_spans(plain: str, goods: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where somebody is named behind or before a word that says so: start, end, kind.

    ``goods``: lists there are of goods, and few words else tell of people.
    """
    if plain.isascii():
        return
    for cue in _CUE.finditer(plain):
        kind, start = KINDS[cue["cue"]], cue.end()
        if kind in _PARTED and not cue["link"]:
            continue
        if kind == "lists":
            if cue["link"] or cue["cue"].endswith(":"):
                yield from _listed(plain, start)
        elif (kind in _IN_GOODS or not goods) and (end := _end_of_name(plain, cue, kind)):
            yield cue.end("cue") if kind == "surname" else start, end, kind
    if not goods and may_be_beside(plain):
        yield from beside_spans(plain)


def _end_of_name(plain: str, cue: re.Match[str], kind: str) -> int:
    """Where the name ends that begins behind the cue, or 0 where none does."""
    start = cue.end()
    compound = _COMPOUND.match(plain, start)
    given = compound.end() if compound else start + 1
    for end in (given + 1, given + 2):
        if ends := (_GETS if kind == "gets" else _ENDS).match(plain, end):
            if ends.lastgroup == "asks" and not cue["says"].endswith("叫"):
                return end if is_likely(plain, start, end) else 0
            names = _test(cue, kind, acts=ends.lastgroup == "acts", last=end == len(plain))
            if names is not None and names(plain, start, end):
                return end
            does = ends[0].strip()
            if (
                (kind == "calls" or cue["cue"] in _RECEIVERS)
                and _ENOUGH.match(does)
                and plain[start:end] not in KINDS
            ):
                return end if is_taker(plain[start:end], of_places=True) else 0
            return end if kind in _MAY_TAKE and _takes(plain, start, end, does) else 0
    long = _LONG.match(plain, start) if kind in _OF_PEOPLE else None
    return long.end() if long and is_long(plain, *long.span()) else 0


def _takes(plain: str, start: int, end: int, does: str) -> bool:
    """Whether behind such a word somebody's name is one character twice, or an everyday word where somebody takes something.

    ``does``: what the person does, as the text says it behind the name.
    """
    word = plain[start:end]
    takes = _TAKES.match(does) is not None and _OF_A_PHONE.match(plain, end) is None
    if word[0] == word[1]:
        return (takes or not does) and len(word) == len("糖糖") and word[0] not in NOT_TWICE
    return takes and is_taker(word, of_places=True)


def _test(cue: re.Match[str], kind: str, *, acts: bool, last: bool) -> Callable[[str, int, int], bool] | None:
    """What must be true of a name behind the cue.

    ``acts``: behind the name stands what the person does or has; ``last``: nothing does.
    """
    word, says, link = cue.group("cue", "says", "link")
    if kind == "next":
        if says[-1:] in ("和", "与"):
            return is_likely
        return may_be_name if says[-1:] in ("&", "、", "/") else None
    if kind == "surname":
        return may_be_name if says else None
    if kind in ("label", "who"):
        told = says.endswith("叫") if kind == "who" else says != ""
        if told or word[-1] == ":" or not _OPENS.isdisjoint(link) or (acts and (link or says)):
            return is_told if kind == "label" else may_be_name
        if kind == "label" and (link or word[-1] in "人名"):
            return is_no_thing if link else is_told_at_once
        return is_likely
    if kind in ("asks", "must") and not acts:
        return None
    if kind in ("noted", "clerk"):
        return is_likely
    if kind == "written":
        return is_likely if says else None
    if kind == "pays":
        return is_no_word
    parted = last if kind == "dash" else link or word == "我叫"
    return is_no_word if parted else is_likely


def _listed(plain: str, start: int) -> Iterator[tuple[int, int, str]]:
    for _ in range(_MOST_LISTED):
        word = _ITEM.match(plain, start)
        if word is None:
            return
        if may_be_name(plain, *word.span()):
            yield *word.span(), "listed"
        if not (more := _AND.match(plain, word.end())):
            return
        start = more.end()
