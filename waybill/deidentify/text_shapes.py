"""What tells a person in free text, as patterns over text that ``marks.narrow`` made ASCII where it can be.

Every pattern is bounded, so that the search is linear.  The order of the alternatives matters: what must stay (dates)
and what is longer come first.
"""

from __future__ import annotations

import re
from functools import cache

_S = r"[^\dA-Za-z\u4e00-\u9fff*]{0,3}"
_HAN_DIGITS = "零〇一二三四五六七八九十百"
_AFTER_PHONE = r"(?:\s?(?:转|轉|分机|(?i:ext)\.?|[-,#(\[])\s?\d{1,6}(?!\d)[)\]]?)?"
_ROOM_WORD = r"(?:单元|号楼|栋|幢|座|层|楼|室|号房|户|房|门|号)"
_ROOM_TAIL = (
    rf"(?:[-#,\s]?(?:[A-Za-z]?\d{{1,5}}|[{_HAN_DIGITS}]{{1,4}}){_ROOM_WORD}|-[A-Za-z]?\d{{1,5}}(?![\dA-Za-z])"
    rf"|[#\s]?[A-Za-z]?\d{{3,5}}(?![\dA-Za-z])|\s?\d{{1,2}}[Ff](?![\dA-Za-z])|[{_HAN_DIGITS}]{{3,4}}(?![{_HAN_DIGITS}])){{0,4}}"
)
_NOT_IN_WORD = r"(?<![A-Za-z\d.])"
_LINK = r"[\s:.是为]{0,3}"

KEEP = (
    r"(?P<keep>(?<!\d)20\d\d(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?!\d)(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))|(?i:isbn)[\s:]{0,2}97[89]-?\d{10}(?!\d))"
)
"""A date stays: 2026-11-23 14:30, 20261123.  So does a book's number."""
ID = r"(?P<id>(?<!\d)\d{6}[\s-]?(?:19|20)\d\d[\s-]?\d{4}[\s-]?\d{3}[\dXx](?!\d))"
CARD = r"(?P<card>(?<!\d)\d{4}(?P<gap>[\s-])\d{4}(?:(?P=gap)\d{4}){1,3}(?:(?P=gap)\d{1,3})?(?!\d))"
PHONE = (
    rf"(?P<phone>(?<!\d)(?:(?:\+|00)?86{_S})?1[3-9](?:{_S}\d){{9}}(?!\d){_AFTER_PHONE}"
    rf"|(?<!\d)(?:\+|00)[1-9](?:{_S}\d){{6,14}}(?!\d)"
    rf"|(?<!\d)0\d{{2,3}}[\s)\-]{{0,2}}[2-9](?:[\s-]?\d){{6,7}}(?!\d){_AFTER_PHONE}"
    r"|(?<!\d)[48]00[\s-]\d{3,4}[\s-]\d{3,4}(?!\d)"
    r"|(?<!\d)1[3-9]\d[*xX.]{2,8}\d{2,4}"
    rf"|(?:电话|手机|联系方式|联系|致电|座机|传真|号码|(?i:tel|phone|call))号?码?{_LINK}\+?\d(?:{_S}\d){{4,14}}{_AFTER_PHONE})"
)
NUMBER = (
    r"(?P<number>(?<![\d零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖])(?:(?<![A-Za-z])[A-Za-z])?"
    r"(?:[\d零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7,}[Xx]?|[一幺壹](?:[\s-]?[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]){10}))"
)
MAIL = r"(?P<mail>(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}\s?@\s?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4})"
ACCOUNT = (
    r"(?P<account>(?:(?:[微薇威]信|[vV]信|加[vV]|(?i:wechat|weixin)|(?<![A-Za-z])[vwVW][xX]|[qQ]{2}|扣扣|企鹅号|支付宝|旺旺|抖音|快手|小红书)"
    rf"(?:账号|号码?|(?i:id))?{_LINK}|(?<![A-Za-z])[vwqVWQ]:\s?)(?:[A-Za-z][A-Za-z0-9_\-]{{4,29}}|\d{{5,12}})|wxid_[a-z0-9]{{4,30}}"
    r"|(?:旺旺|微信名?|昵称|(?i:telegram|whatsapp|skype))(?:号|(?i:id))?\s?:\s?[^\s,，。;；*]{2,20}|(?<![A-Za-z0-9])@[A-Za-z0-9_]{5,30})"
)
PLATE = (
    r"(?P<plate>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.\s]?(?=[A-Z0-9]{0,5}\d)"
    r"[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9]))"
)
SECRET = (
    rf"(?P<secret>(?:密码锁?|门禁码?|门锁|开门码|取件码|提货码|验证码|尾号|后四位){_LINK}[#*]?\d{{3,8}}[#*]?)"
)
ROOM = (
    rf"(?P<room>{_NOT_IN_WORD}(?:\d{{1,4}}|[A-Za-z]\d{{0,2}}|[{_HAN_DIGITS}]{{1,4}})(?:栋|幢|号楼|单元(?![插格测])|号院|座(?=[A-Za-z]?\d)){_ROOM_TAIL}"
    rf"|{_NOT_IN_WORD}(?:[A-Za-z]{{0,2}}\d{{3,5}}|[A-Za-z]\d{{0,2}}|[{_HAN_DIGITS}]{{2,5}})\s?(?:室|户(?![外型])|房(?![屋产车]|间[贴灯门装布香套]))"
    rf"|{_NOT_IN_WORD}第?(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})楼(?!梯|道|盘|宇|上|下){_ROOM_TAIL}"
    rf"|第(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})层|{_NOT_IN_WORD}\d{{1,3}}层[A-Za-z]?\d{{2,5}}室?"
    rf"|(?<![\dA-Za-z.-])\d{{1,3}}-\d{{1,2}}-\d{{3,4}}(?![\dA-Za-z.-])|{_NOT_IN_WORD}\d{{1,3}}#-?(?:\d{{1,2}}-)?\d{{2,5}}(?![\dA-Za-z])"
    rf"|(?:房号|室号|门牌号?|房间号?|户号|楼号|单元号|栋号){_LINK}[A-Za-z0-9#\-]{{1,10}})"
)
_FAMILY = (
    "王李张刘陈杨赵黄吴徐孙胡朱林郭罗郑梁谢宋唐许韩冯邓曹彭曾董袁潘蒋蔡余杜叶程苏魏吕任沈姚卢姜崔钟谭陆汪范廖石韦贾夏付邹熊孟秦邱侯"
    "尹薛闫雷段郝孔邵史毛顾赖康贺严施洪龚"
)
"""Frequent family names: two or three characters that begin so behind a word such as 收货人 are a name."""
NAMED = (
    r"(?:(?:收件人|收货人|签收人|联系人|寄件人|发件人|姓名|名字)\s?[:是叫为]\s?(?P<named>[\u4e00-\u9fff·]{2,8})"
    r"|(?:收件人|收货人|签收人|联系人|客户|买家|转交给?|交给|我是|我叫|我[爸妈][爸妈]?)\s?"
    rf"(?P<person>[{_FAMILY}][\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff]))"
)
_ROLE = "物业|前台|门卫|保安|客服|本人|家人|邻居|同事|司机|快递|驿站|仓库|卖家|商家|店家|收件人|收货人|寄件人|发件人|联系人|电话|手机|号码|座机|分机"
_TITLE = "(?:先生|女士|小姐|老师|师傅|阿姨|代收|亲收|收)"
CALLED = (
    rf"(?:联系|致电|打给|拨打|通知|找)\s?(?P<called>(?!(?:{_ROLE}|我|他|她))[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z.·•・ ]{{1,23}})"
    rf"(?=[^\d\u4e00-\u9fff*]{{0,3}}(?:{_TITLE}[^\d\u4e00-\u9fff*]{{0,3}})?\+?(?:\d[\s-]?){{7}})"
)
"""Whoever is to be called, right before the number to call: 联系张三13800138000."""

# Compiled when a text first needs them: most texts pass the cheap tests below, and compiling costs a cold start.


@cache
def contacts() -> re.Pattern[str]:
    """What tells a person anywhere, an address included."""
    return re.compile("|".join((KEEP, ID, CARD, PHONE, NUMBER, MAIL, ACCOUNT, PLATE, NAMED, CALLED)))


@cache
def everything() -> re.Pattern[str]:
    """What tells a person in free text: contacts, room numbers, door codes."""
    shapes = (KEEP, ID, CARD, PHONE, NUMBER, MAIL, ACCOUNT, PLATE, NAMED, CALLED, SECRET, ROOM)
    return re.compile("|".join(shapes))


@cache
def mobile() -> re.Pattern[str]:
    """What tells a person even in a code: a mobile number in one run."""
    return re.compile(r"(?P<phone>(?<!\d)1[3-9]\d{9}(?!\d))")


LONG_RUN = re.compile(r"[0-9]{7}")

# Cheap tests for what each pattern needs at the least.  Each begins with one class, to which the engine skips quickly.
_FIVE_DIGITS = re.compile(
    r"[0-9](?:(?<![0-9]{2})(?:[^0-9A-Za-z\u4e00-\u9fff*]{0,3}+[0-9]){4}|[0-9]{2}[*xX.]{2})"
)
_NUMERAL = "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_WORDS = re.compile(
    rf"[A-Za-z@:是叫为交人户家爸妈{_NUMERAL}]"
    rf"(?:(?<=[@:是叫为交])|(?<=[A-Za-z])[A-Za-z0-9_\-]{{4}}|(?<=[{_NUMERAL}])[\s\d{_NUMERAL}-]{{4}}"
    r"|(?<=[件货收系]人|客户|买家|我[爸妈]))"
)
"""A sign before an account or a name, five Latin letters and digits in a run, five digits from a
Chinese one on, or a word before a name."""
_ROOM_CHARS = re.compile("[栋幢楼室户房层座单院牌码禁锁尾位#](?:(?<!单)|元)")
"""What every door and code has: one of these characters, 单 as 单元 only (床单 and 订单 are goods and papers)."""


def may_tell(plain: str, rooms: bool) -> bool:
    """False only where ``contacts``, or with ``rooms`` ``everything``, would find nothing to hide."""
    return (
        (rooms and _ROOM_CHARS.search(plain) is not None)
        or _FIVE_DIGITS.search(plain) is not None
        or announces(plain)
    )


def announces(plain: str) -> bool:
    """Whether a sign or a word stands there before which, or behind which, ``contacts`` finds something without a number."""
    return _WORDS.search(plain) is not None
