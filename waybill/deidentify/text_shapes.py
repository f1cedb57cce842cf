"""What tells a person in free text by its shape: the patterns of numbers, accounts, doors and labels together.

Each has a cheap test that most texts pass, so that it is compiled when a text first needs it.  Every pattern is bounded, so
that the search is linear.
"""

from __future__ import annotations

import re
from functools import cache

from waybill.deidentify.text_accounts import ACCOUNT, MAIL, PLATE, PROVINCES
from waybill.deidentify.text_doors import ROOM, SECRET
from waybill.deidentify.text_numbers import (
    CARD,
    HAN_DIGITS,
    HAN_NUMERAL,
    ID,
    KEEP,
    MASKED,
    NUMBER,
    PHONE,
    STAR,
    STARS,
)
from waybill.deidentify.text_people import CALLED, FAMILY, NAMED
from waybill.patterns import either, late_pattern


@cache
def contacts() -> re.Pattern[str]:
    """What tells a person anywhere, an address included."""
    return late_pattern(either(KEEP, ID, CARD, PHONE, NUMBER, MAIL, ACCOUNT, PLATE, NAMED, CALLED, MASKED))


@cache
def everything() -> re.Pattern[str]:
    """What tells a person in free text: contacts, room numbers, door codes; ``text_people`` has the other people."""
    return late_pattern(
        either(KEEP, ID, CARD, PHONE, NUMBER, MAIL, ACCOUNT, PLATE, NAMED, CALLED, SECRET, ROOM, MASKED)
    )


@cache
def coded() -> re.Pattern[str]:
    """What tells a person even in a code: whatever has a word for it, an ID number, and a mobile in one run, in three and
    four figures, or masked too little; any other figures mean what they mean there."""
    whole = r"(?P<phone>(?<!\d)1[3-9]\d(?P<part>[\s.-]?)\d{4}(?P=part)\d{4}(?!\d))"
    return late_pattern(either(ID, whole, MAIL, ACCOUNT, NAMED, CALLED, MASKED))


_CODED_DIGITS = re.compile(r"[0-9]{3}(?:[0-9]{4}|[\s.-][0-9]{4}(?<=1[3-9][0-9][\s.-][0-9]{4}))")
_ANY_STAR = re.compile(rf"[{STARS}^]")
_CODED_STARS = late_pattern(rf"[0-9][\s.-]?(?:{STAR}{{2}}|\^)")


def may_be_coded(text: str) -> bool:
    """Cheap test for the figures that ``coded`` finds; ``announces`` is the one for the words."""
    if _CODED_DIGITS.search(text):
        return True
    return _ANY_STAR.search(text) is not None and _CODED_STARS.search(text) is not None


# Cheap tests for what each pattern needs at the least.  Each begins with one class, to which the engine skips quickly.
_FIVE_DIGITS = late_pattern(
    r"[0-9](?:(?<![0-9]{2})(?:[^0-9A-Za-z\u4e00-\u9fff*]{0,3}+[0-9]){4}|(?<=[0-9]{2})[\s\-.()_/\[\]]{0,3}[*xX×•#?☆★□△.·・…‥\-_~^](?:(?<=[…‥])|[\s\-*xX×•#?☆★□△.·・_~]|[0-9]{4}[*xX×])|(?<=1)[*丶][3-9][*丶]|(?<=1[3-9][0-9])[加点杠减][0-9]{2}[加点杠减]|(?<=1[3-9][0-9])[^0-9\s]{1,3}[0-9]{4}[^0-9\s]{1,3}[0-9])"
)
_APP_ENDS = "信芯扣号宝旺音手书钉泡东多鱼友"
_WORD_ENDS = "星威间减杠横称人户家客爸妈名字给系特微薇加我"
_AT_SIGNS = "@:=是叫为成交"
# What may end a word comes first, for the engine to skip to, and is asked for again in groups: of some thirty words, most
# texts have only a few to be compared with.
_WORDS = re.compile(
    rf"[A-Za-z1(\[+{_AT_SIGNS}{_WORD_ENDS}{_APP_ENDS}{HAN_NUMERAL}]"
    rf"(?:(?<=[{_AT_SIGNS}])"
    rf"|(?<=[{HAN_NUMERAL}])(?:[\s\d{HAN_NUMERAL}洞拐勾,、-]{{4}}|(?<=[0-9]{{3}}.)[0-9{HAN_NUMERAL}])"
    r"|(?<=[A-Za-z1(\[+])(?:"
    r"(?<=[nNiItTaA][sSgGmM])\s?[\s=-]\s?[a-z]|(?<=com|\.me)/[A-Za-z0-9_@]|(?<=\s[aA][tT])\s[A-Za-z0-9-]{1,20}\s?(?:\.|点|dot)|(?<=[(\[])\s?(?i:at?)\s?[\])]|(?<=[vwqVWQ])\s?[xXqQ]|(?<=[wW])[eE][iIcC]|(?<=[vV])\s[A-Za-z_\-]|(?<=\+)\s?[vVwW微薇威]"
    r"|(?<=[1Il])[3-9][0-9OoIl](?:[\s-]?[0-9OoIl]){4}|(?<=[RrCcAa])(?i:ecip|eceiv|onsig|ttn)|(?<=[Ii][Dd])\s?[A-Za-z0-9_.\-]"
    rf"|(?<=[{PROVINCES}][A-Za-z])[·.\sA-Z0-9-]|(?<=[{PROVINCES}]\s[A-Za-z])(?:[·.\s-]|[A-Z0-9]{{4}}))"
    rf"|(?<=[{_APP_ENDS}])(?:"
    r"[\s:.=是为叫(\[【账号户码搜索联系添加-]{0,6}(?:(?i:u?id|pin)[\s:.=是为叫(\[【]{0,3})?[A-Za-z0-9_][A-Za-z0-9_\-]{4}|(?<=信)号?[\s:]{0,2}[a-z]{2,10}\s"
    r"|(?<=淘宝旺旺)|(?<=旺旺)[号名iI]|(?<=[家户客]旺旺)|(?<=[宝音信手书多])名)"
    rf"|(?<=[{_WORD_ENDS}])(?:"
    r"(?<=[微薇威])号?\s?[A-Za-z_\-]|(?<=卫星)号?[\s:]?[a-z]|(?<=[加我])的?\s?[vVwW微薇威]|(?<=[0-9][加减])[0-9]{4}|(?<=[杠横])[0-9]{4}|(?<=间)[四4位个是加\s:]{0,4}[0-9]{4}"
    rf"|(?<=[件货收系络]人|客户|买家|顾客|我[爸妈]|艾特)|(?<=[打转拿]给|联系)\s?[{FAMILY}]|(?<=姓名|名字)|(?<=昵称)(?=[^\W\d_]{{2}})|(?<=昵称|网名|[qQ]名)[\s“\"「『]|(?<=[户员]名)[\s:]{{0,2}}[A-Za-z]))"
)
"""A sign or an app before an account, a word before a name, a number plate, a mobile with letters for figures, or five digits
from a Chinese one on."""
_SURE = "栋幢楼室户房层座院牌码禁锁尾位寝#"
_BEFORE = "敲手就塔口转拐找非门住铃叫讲机居壁面家到在至去址送箱厢间按拨入输给放挂搁摆是里舍梯店馆宿寓教元报号"
_BEHIND = "敲按旁没不门的家邻隔对阿大有奶消电水收代签亲住租业"
_ESTATES = "园区苑寓城府庭湾居里邨寝期代际都庄村院厦馆轩阁墅坊邸"
_LATIN = "RrFfAaSsUuTtBbCcPpIi"
_ROOM_CHARS = late_pattern(
    f"[{_SURE}{_BEFORE}{_BEHIND}{_ESTATES}心场单舍号病线床铺组队社排数生日度士姐太{_LATIN}](?:(?<=[{_SURE}])|(?<=出生)|(?<=[0-9]度)[0-9]|(?<=先生|女士|小姐|太太)(?:\\s?[0-9]{{4}}|(?<=[0-9]{{3}}...))|(?<=[0-9]生)|(?<=[0-9]日生)|(?<=[0-9]\\s生)|(?<=生日)[\\s:是为在]{{0,3}}(?:[12][0-9]{{3}}|[0-9]{{2}}年)|(?<=单)元|(?<=开门)|(?<=[0-9][放挂])|(?<=[0-9]\\s[放挂])|(?<=宿舍)|(?<=暗号)|(?<=短号)|(?<=分机)|(?<=内线)|(?<=[0-9][床铺])|(?<=[0-9号]包[厢间])|(?<=[0-9{HAN_DIGITS}][组队社排])|(?<=尾数)|(?<=号)[0-9]{{3}}|(?<=病)[房区床]"
    f"|(?<=[居壁面门家送住到在至去址放给])[家是住为:\\s]{{0,3}}(?:(?:[0-9]{{1,2}}|[A-Za-z])-[0-9]|[0-9]{{1,2}}[dD][0-9]{{3}})|(?<=[区园])[0-9]{{1,2}}[dD][0-9]{{3}}|(?<=[{_ESTATES}号])[A-Za-z]?[0-9]{{0,3}}-[0-9]|(?<=大厦|中心|广场|国际)[A-Za-z]?[0-9]{{3}}"
    f"|(?<=[{_BEFORE}])[\\s按拨呼输入号:=(【#*-]{{0,4}}[A-Za-z]?[0-9{HAN_NUMERAL}]{{3}}|(?<=[0-9{HAN_NUMERAL}][{_BEHIND}])"
    rf"|(?<=[{_LATIN}])(?i:w[\s:d0-9]|oom|m|lat|pt|uite|nit|loor|ower|lock|ldg|uilding|ode|assw|assc|uzz|ell\s|nterc)|(?<=[Ff])[\s-]|(?<=[0-9][Ff])|(?<=/F))"
)
"""What every door and code has: a sure word, 单 as 单元 only (床单 and 订单 are goods and papers), or a word beside a number."""


_ONLY_A_DOOR = late_pattern(r"(?<![^\n])[0-9]{1,2}[d-][0-9]{3,4}(?![0-9A-Za-z*×-])(?=[\n,;。!]|$)")
"""A remark that is a door and nothing else, 2-1803, or begins with one: 2-1803，谢谢."""
_SPOKEN_STARTS = late_pattern(
    rf"[{HAN_NUMERAL}十](?:\s?[{HAN_NUMERAL}十百千拾佰仟0-9]|\s?[层楼])|[0-9]\s?[{HAN_NUMERAL}]|[0-9]\s?(?:[层楼]|[Ff](?![A-Za-z0-9]))"
    rf"|[0-9]-(?<![0-9]{{3}}-)[0-9]{{2}}(?![0-9A-Za-z-])|[{HAN_NUMERAL}0-9](?:[\s\-.,、·/_][{HAN_NUMERAL}0-9]){{2}}"
)


def may_be_spoken(plain: str) -> bool:
    """False only where no number of a door is said in Chinese numerals or digit by digit, and no floor (see ``spoken``)."""
    return _SPOKEN_STARTS.search(plain) is not None


def may_tell(plain: str, rooms: bool) -> bool:
    """False only where ``contacts``, or with ``rooms`` ``everything``, would find nothing to hide."""
    return (
        (rooms and (_ROOM_CHARS.search(plain) is not None or _ONLY_A_DOOR.search(plain) is not None))
        or _FIVE_DIGITS.search(plain) is not None
        or announces(plain)
    )


def announces(plain: str) -> bool:
    """Whether a sign or a word stands there before which, or behind which, ``contacts`` finds something without a number."""
    return _WORDS.search(plain) is not None
