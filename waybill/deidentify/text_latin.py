# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Others named in Latin letters: 前台Amy, Lily收, Mr. Zhang Wei, call Emma; and in those of other scripts: 联系人 Иван.

Brands are called so too (Emma床垫, Dr.Martens), so that such a name is told by its being a usual first name behind a word
that calls somebody, or by the word behind it that says what the person does.  Engravings and name tags are goods.
"""

from __future__ import annotations

from collections.abc import Iterator

from waybill.deidentify.text_people import CAPITAL, HAN, LETTER
from waybill.patterns import either, late_pattern

_FIRST = frozenset(
    (
        "aaron abby ada adam aida alan alex alice alina alisa amanda amber amy andrew andy angela angelina anna annie anthony ariel arthur ashley audrey ava "
        "bella ben benny betty billy bob bobby bonnie brian bruce bryan calvin carol caroline cathy cecilia celine charles charlie chloe chris christina "
        "christine cici cindy claire clara coco cynthia daisy daniel danny david debbie dennis derek diana didi donna doris dylan eddie edison edward "
        "eileen elaine elena elisa ella ellen elsa emily emma eric erica erin ethan ethel eva eve felix fifi fiona francis frank gary gavin george gigi gina "
        "gloria grace greg hannah harry hazel helen helena henry hugo ian irene iris isabella ivan ivy jack jackie jacky james jane janet jasmine jason "
        "jay jean jeff jennifer jenny jeremy jerry jessica jessie jill jimmy joan joanna jodie joe john johnny jonathan joseph joyce judy julia julie "
        "justin karen karl kate katherine kathy katie keith kelly kelvin ken kenny kevin kiki kimi kitty laura lauren lena leo leon leslie lily linda lisa liz "
        "louis louisa lucas lucy lulu luna lydia lynn maggie mandy marco margaret maria marie martin mary matthew mavis megan melody mia michael michelle "
        "mike mimi mina miranda molly momo monica nana nancy naomi natalie nate nathan neil nick nicky nicole niki nina nini nora oliver olivia oscar owen "
        "pamela patricia patrick paul peggy penny peter philip phoebe polly queenie quincy rachel raymond rebecca rex richard rita robert robin roger ross "
        "roy ruby ryan sabrina sally sam samantha samuel sandra sandy sara sarah sasha scott sean selena selina serena sharon sherry shirley sid simon sonia "
        "sophia sophie stanley stella stephanie stephen steven sunny susan sylvia ted teresa terry theresa thomas tiffany tim timothy tina titi toby tom tommy "
        "tony tracy vanessa vera veronica vickie vicky victor victoria viki vincent violet vivi vivian vivien walter wayne wendy william wilson winky winnie "
        "yolanda yoyo yvonne zack zoe"
    ).split()
)
_SPELLED = frozenset(
    (
        "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang han feng deng cao peng zeng xiao tian pan "
        "yuan cai jiang yu du ye cheng wei su lu ding shen yao wong chan lee cheung lam leung yip tsang kwok lau chow hui tam yeung chiu hsu tsai lai"
    ).split()
)
"""Family names as they are spelled on the mainland, in Hong Kong and on Taiwan."""
_INITIAL = "(?:[zcs]h|[b-df-hj-np-tw-z])"
_FAMILIES = "|".join(sorted(_SPELLED))
_PINYIN = late_pattern(rf"(?:{_FAMILIES})(?:{_INITIAL}?[aeiouv]{{1,3}}(?:ng|n)?){{1,2}}")
"""A whole name in one word: lihongmei."""
_TWO_SYLLABLES = late_pattern(
    rf"(?!.*[cklmnst]e\Z){_INITIAL}?[aeiouv]{{1,3}}(?:ng|n)?{_INITIAL}[aeiouv]{{1,3}}(?:ng|n)?"
)
"""Of a given name; Juice and Cake of a Sun are none."""
_ONE_SYLLABLE = frozenset(
    "jing ying qiang ling fang ping hong bing yong ting peng ming qing yang liang xiang xiong zhen chen chao shan shuai xuan yuan juan quan biao hang heng feng gang guang kang rong tong zhong".split()
)
"""Given names of one syllable that are no word of English."""
_SHORTEST_PINYIN = 5
_NO_PINYIN = frozenset(
    (
        "human change tango lining liuli guitar manga wuhan suzhou xuzhou huzhou liuzhou zhuzhou hezhou yangzhou zhengzhou fuzhou luoyang hunan hubei hebei henan "
        "jiangsu jiangxi jiangyin wuxi tangshan chengdu shenzhen shenyang lushan huangshan lijiang lishui macao machine lulu mama yuan haoma dingdan"
    ).split()
)
"""Words, brands and places that are spelled like one."""
_WORD = r"(?:[A-Z]?[a-z]{1,12}|[A-Z]{2,12})(?![A-Za-z0-9-])"
_NAME = r"[A-Z][A-Za-z]{1,11}(?![A-Za-z])"
_FAMILY = r"(?:(?:\s[A-Z]\.?)?\s(?:[A-Z]['’])?[A-Z][a-z]{1,11}(?![A-Za-z0-9]))?"
_SURNAME = rf"(?:[\s/][A-Z]{{2,11}}(?![A-Za-z0-9])|/[A-Z][a-z]{{1,11}}(?![A-Za-z0-9])|{_FAMILY})"
"""As passports have it as well: SONG/YUWEI."""
_CALLS = r"(?:(?<=[台部室处]的)|(?<=[找给交转叫问是人台政事务理书部室房处放请让])|(?<=[补重]发)|(?<=[补重]发\s)|(?<=名)(?<![书片剧歌曲]名)|(?<=联系)|(?<=联系\s)|(?<=[找给转叫]\s)|(?<=[台室部人交件]\s)|(?<=[0-9]{3}\s)|(?<=\*\*\*)|(?<=\*\*\*[\s,/&和]))"
_ADDRESSING = r"(?i:attn|name|call|contact(?:\sperson)?|customer|buyer|c/o|recipient|receiver|passenger|guest|traveller|with|dear|hi|love|birthday|from|to|for)"
_ADDRESSES = rf"(?<![A-Za-z]){_ADDRESSING}(?:\s(?i:is))?[\s:.,]{{1,2}}(?i:mrs?\.?\s|ms\.?\s)?"
_NO_GOODS = rf"(?!\s\d(?:\s|$)|的?[同那这]?款|[红蓝绿黄紫白黑粉](?![色包])|[色猫狗娃狮兔熊裙]|隐藏|\s?床垫|面(?![前交])|{HAN}{{0,4}}[店馆吧厅])"
"""Behind a name: a shop, a colour, a doll, or goods with a number are called so."""
_BESIDE = rf"\s?(?:[收签代取拿领来帮转在]|{HAN}{{0,4}}(?:[部室科处楼]|老师|先生|女士|小姐|同学|经理)|前台|本人|电话|手机|地址|的(?:快递|包裹|件))"
_TAKES = rf"(?=\s?(?:收(?!{HAN})|[代签查接亲]收|签字|亲启|(?:先生|女士|小姐|老师|同学|本人)(?!{HAN}(?<![收代签的亲来]))|[哥姐](?!{HAN}(?<![收代签的来]))))"
_ASKS = r"(?<![A-Za-z])(?i:c/o|care\sof|attn|attention|ask\sfor|(?:deliver|hand|give)(?:\sit)?\sto|leave\s(?:it\s)?with)[\s:.,]{1,2}(?i:(?:mrs?|ms|miss|dr|aunt(?:ie|y)?|uncle|grand(?:ma|pa))\.?\s)?"
_LATIN = late_pattern(
    either(
        # Mr. Zhang Wei, Mr. John Smith; first names are perfumes and dresses behind Miss
        rf"(?<![A-Za-z])(?:(?i:mr)\.?\s(?P<gentleman>{_NAME}\s{_NAME})|(?i:mrs|ms|miss)\.?\s(?P<mistress>{_NAME}\s{_NAME}))",
        # Lily收, Linda Zhao收
        rf"(?<![A-Za-z0-9-])(?:(?P<somebody>[A-Z][a-z]{{2,11}}(?:[A-Z][a-z]{{1,11}})?{_FAMILY})|(?P<taker>{_WORD})){_TAKES}",
        # Lily那单, Maria说
        rf"(?<![A-Za-z0-9-])(?P<orders>{_WORD}(?:\s{_WORD}){{0,2}})(?=\s?(?:那[单份箱]|的订单|[换退][货了]|已[付转]|要[换退]|没[付收]|说(?!明)|拍了|申请|反馈|催))",
        # 找Amy, 前台Lily
        rf"{_CALLS}(?!{_ADDRESSING}[\s:.,])(?P<called>{_WORD}{_FAMILY}){_NO_GOODS}",
        # 英文名 LIN HONGYU
        r"(?:英文名字?|拼音名?)[\s:是为]{0,2}(?P<somebody_spelled>[A-Z][A-Za-z]{1,14}(?:\s[A-Z][A-Za-z]{1,14}){1,2})(?![A-Za-z])",
        # deliver to Kenji Tanaka
        rf"{_ASKS}(?P<guest>[A-Z][A-Za-zÀ-ž'’-]{{1,14}}(?:\s(?!(?i:at|in|on|or|and|please)\b)[A-Z][A-Za-zÀ-ž'’-]{{0,14}}){{1,2}})(?![A-Za-z])",
        # Passenger: SONG/YUWEI 12A
        rf"{_ADDRESSES}(?P<full>(?i:{_FAMILIES})[\s/][A-Z][A-Za-z]{{3,11}}|[A-Z][A-Za-z]{{2,11}}\s(?i:{_FAMILIES}))(?![A-Za-z])",
        # Attn: Linda, from Leo
        rf"{_ADDRESSES}(?P<addressed>{_WORD}{_SURNAME})(?!\s[A-Z]*\d|\s(?!生日|新婚|收){HAN}{{2,8}}$)",
        # Zhang Wei 13812345678
        rf"(?<![A-Za-z])(?P<spelled>{_NAME}\s{_NAME})(?=[\s,:(]{{0,2}}(?i:id\s)?(?:\*\*\*|1[3-9]\d{{9}}))",
        # Wang Xiaoming and nothing else on the line
        r"(?<![^\n])(?P<line>[A-Z][A-Za-z]{1,6}[\s/][A-Z][A-Za-z]{3,11})(?![^\n])",
        # Lily 13812345678
        rf"(?<![A-Za-z0-9-])(?P<phoned>{_WORD})(?=[\s,:(]{{0,2}}(?:\*\*\*|1[3-9]\d[\s-]?\d{{4}}[\s-]?\d{{4}}(?!\d)))",
        # Linda Zhao, 本人
        rf"(?<![A-Za-z])(?P<both>{_WORD}\s{_NAME})(?=$|\s?(?:[,;:(]|\*\*\*)|{_BESIDE})",
    )
)
_ACCENTED = late_pattern(
    # Nguyễn Văn An收, Ahmed Al-Rashid收
    rf"(?<!{LETTER})(?P<accented>{CAPITAL}{LETTER}{{1,14}}(?:[\s-]{LETTER}{{1,14}}){{0,3}})(?!\s?代收[点处站])(?={_TAKES}|的(?:快递|包裹|件)|\s?(?:\*\*\*|1[3-9]\d{{9}}))"
)
_PLACES = frozenset(
    "front back side main desk door gate reception office room lobby security guard house concierge porch garage mail store shop warehouse neighbor neighbour building floor north south east west fragile goods handle carefully care please note urgent keep open glass liquid this team staff customer service".split()
)
"""Who is asked for in places, and no person."""
_OTHER = r"[\u0370-\u1fff\u3041-\u30ff\uac00-\ud7a3]"
"""Letters, and signs on them, that are neither Latin nor Chinese: Greek and Cyrillic to Thai, Japanese, Korean."""
_OTHERS = rf"{_OTHER}{{2,20}}(?:[\s.·-]{{1,2}}{_OTHER}{{1,20}}){{0,3}}"
_FOREIGN = late_pattern(
    rf"(?:받는\s?(?:사람|분)|수령인|이름|名前|宛名|氏名|受取人|[件货收系络]人|姓名|名字|[交转]给?|[给找叫请让]|联系)[\s:]{{0,2}}(?P<foreign>{_OTHERS})"
    rf"|(?P<honoured>{HAN}{{2,5}})(?=\s?(?:様|さん|さま))"
    rf"|(?P<guest>{_OTHERS})(?=\s?(?:{HAN}?收(?!{HAN})|先生|女士|小姐|[样様]|さん|님|씨|的(?:快递|包裹|件)|电话|\*\*\*|1[3-9]\d{{9}}))"
)
_MAY_BE_FOREIGN = late_pattern(
    r"[様\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u0370-\u1fff\u3041-\u30ff\uac00-\ud7a3]"
)
_MAY_BE = late_pattern(
    r"[A-Za-z](?:(?<=[台部室处]的.)|(?<=[找给交转系叫问是名人台政事务理书部室房处放请让发*].)|(?<=[台室部人交件发系找给转叫0-9*][\s,/&和].)|\s?[收代签查接亲先女小老同本哥姐那的换退已要没说拍申反催]|[\s:.,/]{1,2}[A-Za-z]|[\s,:(]{0,2}(?:\*\*\*|1[3-9]\d))"
)


def may_be_latin(plain: str) -> bool:
    """Cheap test: False only where :func:`latin_spans` would find nothing."""
    return _MAY_BE.search(plain) is not None or may_be_foreign(plain)


def may_be_foreign(plain: str) -> bool:
    """Whether the text has letters that are neither plain Latin ones nor Chinese."""
    return _MAY_BE_FOREIGN.search(plain) is not None


def latin_spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where somebody is named in Latin letters: start, end, kind."""
    at = 0
    while found := _LATIN.search(plain, at):
        kind = found.lastgroup or ""
        if _is_name(kind, found[kind].lower().replace("/", " ").split()):
            yield *found.span(kind), kind
            at = found.end()
        else:
            at = found.start() + 1
    foreign = may_be_foreign(plain)
    for name in _ACCENTED.finditer(plain) if foreign or "-" in plain else ():
        if not name["accented"].isascii() or {" ", "-"} <= set(name["accented"]):
            yield *name.span("accented"), "accented"
    if foreign:
        yield from ((*other.span(other.lastgroup or ""), "foreign") for other in _FOREIGN.finditer(plain))


def _is_name(kind: str, words: list[str]) -> bool:
    if kind in ("somebody", "somebody_spelled"):
        return True
    if kind == "guest":
        return _PLACES.isdisjoint(words)
    if kind == "phoned":
        return words[0] in _FIRST
    if kind in ("line", "full") and words[0] not in _FIRST:
        return words[0] in _SPELLED and (
            words[1] in _ONE_SYLLABLE or _TWO_SYLLABLES.fullmatch(words[1]) is not None
        )
    if kind in ("both", "line", "full"):
        return words[0] in _FIRST and words[1] in _SPELLED
    if len(words) == 1 and kind in ("called", "taker", "orders") and len(words[0]) >= _SHORTEST_PINYIN:
        return words[0] in _FIRST or (words[0] not in _NO_PINYIN and _PINYIN.fullmatch(words[0]) is not None)
    return (words[0] in _FIRST and kind != "mistress") or (words[0] in _SPELLED and len(words) > 1)
