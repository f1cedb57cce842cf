"""Characters that every masking rule must know: marks of masking, digits of other scripts, ciphertext, controls."""

from __future__ import annotations

import re
import unicodedata

from waybill.patterns import late_pattern

STARS = "******"
"""Six stars: the fixed pattern of a phone number's hidden part, whatever its length."""
NAME_MARK = {"standard": "**", "smile": "^_^", "tail4": "**"}
PHONE_MARK = {"standard": STARS, "smile": "^_^", "tail4": STARS}

SMILE = "^_^"
MASK_MARKS = "*＊∗✱﹡●○◯⚫⁎■█▇▓▒░"
"""Characters that platforms put in the place of hidden ones."""

# Full-width forms, ideographic space and the dashes that people type, each to one ASCII character.
_WIDE: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(94)}
_WIDE |= dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f"), " ")
_WIDE |= dict.fromkeys(map(ord, MASK_MARKS), "*")
_WIDE |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣ー─－"), "-")

# C0, C1, zero-width, bidirectional and all other format controls, separators, surrogates, noncharacters: never printed,
# so that none may keep apart here what the label would show together.
CONTROL = late_pattern(
    r"[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001\U000e0020-\U000e007f]"
)

# What nobody sees either, though Unicode counts it among letters and accents: fillers, joiners, selectors of no Chinese character.
_UNSEEN = late_pattern("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u3164\uffa0]+")

_GAP = late_pattern("[ \u3000\u00a0\u2002\u2003\u2009\u202f]{2,}")
_ENTITY = late_pattern(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_PICTURES = re.compile(
    r"[\U0001f000-\U0001faff\U000e0000-\U000e007f\u20e3\ufe00-\ufe0f\u2600-\u2604\u2607-\u263f\u2641\u2643-\u26aa\u26ac-\u2730\u2732-\u27bf\u2b50\u2b55\U000e0100-\U000e01ef]+"
)

_CIPHER_EDGES = frozenset("#$~@")
_WITHIN_FRAME = _CIPHER_EDGES | {"="}
_CIPHER_BODY = late_pattern(r"[#$~@][!-~]*[#$~@]{1,2}")
_CIPHER_RUN = late_pattern(
    r"[#$~](?:[A-Za-z0-9]{2,12}[#$~])?[A-Za-z0-9+/]{10,}={1,2}|[#$~][A-Za-z0-9+/_\-]{16,}={0,2}|(?P<edge>[#$~])[A-Za-z0-9+/]{8,}={0,2}(?P=edge){1,2}\d(?P=edge){1,2}|(?<![0-9A-Za-z])(?:[0-9a-f]{32}){1,4}(?![0-9A-Za-z])|AgAAAA[A-Za-z0-9+/]{8}"
)
# A word with digits behind it is a nickname, or a name with its phone: zhangsanfeng13812345678; so are words about a mobile.
_BASE64 = late_pattern(
    r"(?![A-Za-z][a-z]+[0-9]+\Z)(?![A-Za-z]{0,8}(?:1[3-9][0-9]{9}[A-Za-z]{0,8}){1,3}\Z)(?=[^A-Za-z]*[A-Za-z])(?=[^0-9]*[0-9])[A-Za-z0-9+/]{20,}={0,2}"
)
# Base64 with its end, a hash, a UUID, %E6%B5%99 and \u6d59, which programs leave of a text that they coded.
_CODED = late_pattern(
    r"(?=[^A-Z]*[A-Z])[A-Za-z0-9+/]{10,}={1,2}|(?:[0-9A-F]{32}|[0-9A-F]{40}|[0-9A-F]{64}){1,2}|[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}"
    r"|(?:%[0-9A-F]{2}){3,}|(?:\\U[0-9A-F]{4}){2,}",
    re.IGNORECASE,
)
# The three bytes of a character in UTF-8 are four of Base64, the first of them a figure.
_CHINESE_IN_BASE64 = late_pattern(r"(?=[0-9]*[A-Za-z+/])(?:[56][A-Za-z0-9+/]{3}){2,8}")
_CHINESE = late_pattern(r"[\u4e00-\u9fff]+")
_BASE64_FOR_URLS = late_pattern(r"[A-Za-z0-9_-]{20,}={0,2}")
_DIGIT_WITHIN = late_pattern("[A-Za-z][0-9](?=[A-Za-z])")
"""Letters and digits taken at random have one in fifteen; a nickname has its digits together."""
_SHORTEST_RUN = 12
_LONGEST_NICKNAME = 16
_HUMPS = late_pattern("[a-z][A-Z]")
"""McDonald and iPhone have one; letters taken at random have one in four."""
_NOT_PLAIN = re.compile(r"[^\x00-\x7f\u4e00-\u9fff]")


def narrow(text: str) -> str:
    """Full-width forms, marks of masking, dashes and all digits as ASCII, one character for one, so that offsets stay."""
    if text.isascii() or _NOT_PLAIN.search(text) is None:
        return text
    text = text.translate(_WIDE)
    if text.isascii() or _NOT_PLAIN.search(text) is None:
        return text
    return "".join(_ascii_digit(char) for char in text)


# Characters of the words and names that rules look for; the others stay, as nothing depends on them.
_TRADITIONAL = {
    ord(old): new
    for old, new in zip(
        "號樓棟單層區戶門鋪檔間碼電話聯絡繫貨傳臺機醫師經帳賬員買賣轉達後幾鎖開驗證簽稱為給寶紅書貳參陸陳張劉楊趙黃吳孫馬羅鄭謝許韓馮鄧葉蘇呂盧蔣賈鐘鄒龔龍萬錢湯賴嚴蕭"
        "偉麗華國軍強傑濤鵬飛蘭鳳豔艷靜瑩穎慶榮貴輝亞東興漢嬌蓮雲義賢銘鋒錦劍憶維綺緯繼聰聖勝詩誠謙賓資遠邁銀鎮陽雙韻順顏駿齊壯嵐嶽歐諸彥愛懷曉樂樹權歡澤潔滿潤灣煒燁爾瓊"
        "畢禎紀純綠緒臨藝薩衛詠諾豐貝賀躍軒連進運鈞鈺鋼鐵閔閻關隨雋韋頌飄駱鮑鴻鶴麥補發換訂購幫讓說這沒還個條錯處會隊場廳館園廠長務學寫請媽爺婦兒親啟畀俾閨應",
        "号楼栋单层区户门铺档间码电话联络系货传台机医师经账账员买卖转达后几锁开验证签称为给宝红书贰叁陆陈张刘杨赵黄吴孙马罗郑谢许韩冯邓叶苏吕卢蒋贾钟邹龚龙万钱汤赖严萧"
        "伟丽华国军强杰涛鹏飞兰凤艳艳静莹颖庆荣贵辉亚东兴汉娇莲云义贤铭锋锦剑忆维绮纬继聪圣胜诗诚谦宾资远迈银镇阳双韵顺颜骏齐壮岚岳欧诸彦爱怀晓乐树权欢泽洁满润湾炜烨尔琼"
        "毕祯纪纯绿绪临艺萨卫咏诺丰贝贺跃轩连进运钧钰钢铁闵阎关随隽韦颂飘骆鲍鸿鹤麦补发换订购帮让说这没还个条错处会队场厅馆园厂长务学写请妈爷妇儿亲启给给闺应",
        strict=True,
    )
}
TRADITIONAL = "".join(map(chr, _TRADITIONAL))
"""The characters that :func:`fold` changes in a narrow text."""
_IS_TRADITIONAL = late_pattern(f"[{TRADITIONAL}]")


def fold(text: str) -> str:
    """:func:`narrow`, and traditional characters of the commonest words and names as simplified ones; offsets stay."""
    text = narrow(text)
    return text if text.isascii() or _IS_TRADITIONAL.search(text) is None else text.translate(_TRADITIONAL)


def _ascii_digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None or char.isascii() else str(value)


def is_ciphertext(text: str) -> bool:
    """True for platform ciphertext (PDD ``~..~``, Taobao and Douyin ``#..#``, ``$..$``), whole, cut off or unframed.

    A nickname between tildes is no ciphertext: it has Chinese characters, or is one word of letters or a short one.
    """
    text = text.strip()
    if len(text) < 6:
        return False
    if text[0] in _CIPHER_EDGES and text[-1] in _CIPHER_EDGES and _CIPHER_BODY.fullmatch(text):
        inner = text.strip("#$~@")
        if not inner.isalpha():
            return len(inner) >= 6 or not inner.isalnum()
        return inner.startswith("AgAA") or len(inner) > _LONGEST_NICKNAME or len(_HUMPS.findall(inner)) > 2
    if _BASE64.fullmatch(text) or _CODED.fullmatch(text) or _is_coded_chinese(text):
        return True
    if _BASE64_FOR_URLS.fullmatch(text) and len(_HUMPS.findall(text)) > 2 and _DIGIT_WITHIN.search(text):
        return True
    return holds_ciphertext(text) or _has_lost_its_plus(text)


def _is_coded_chinese(text: str) -> bool:
    """True for a few Chinese characters in Base64, 5byg5bu65Zu9, of which nothing else tells that it is no word."""
    if not _CHINESE_IN_BASE64.fullmatch(text):
        return False
    # Few cells need it, and to read it costs a cold start.
    from binascii import a2b_base64

    try:
        return _CHINESE.fullmatch(a2b_base64(text).decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _has_lost_its_plus(text: str) -> bool:
    """True for ciphertext with blanks, which is what a web form makes of its plus signs: ~AgAAAAKdF93k J8sN2w==~0~."""
    framed = text[0] in _CIPHER_EDGES and text[-1] in _CIPHER_EDGES and " " in text
    return (
        framed
        and not _WITHIN_FRAME.isdisjoint(text.strip("#$~@"))
        and holds_ciphertext(text.replace(" ", "+"))
    )


def holds_ciphertext(text: str) -> bool:
    """True where a piece of platform ciphertext stands anywhere in the text."""
    return len(text) >= _SHORTEST_RUN and _CIPHER_RUN.search(text) is not None


def may_hold_ciphertext(text: str) -> bool:
    """Cheap test: False only where :func:`holds_ciphertext` is False."""
    return "#" in text or "$" in text or "~" in text or "AgAA" in text or len(text) >= 32


def clean(text: str) -> str:
    """The text without control and format characters: line ends and tabs become blanks, the others vanish."""
    if text.isprintable() or CONTROL.search(text) is None:
        return text
    return CONTROL.sub(
        lambda found: " " if found[0] in "\t\n\r\x0b\x0c\x85\u2028\u2029" else "", text
    ).strip()


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees and that :func:`clean` leaves, as they count as letters or accents."""
    return text if text.isascii() or _UNSEEN.search(text) is None else _UNSEEN.sub("", text)


def without_gaps(text: str) -> str:
    """The text with one blank for several in a row, as rules look for what one blank parts at most."""
    return _GAP.sub(" ", text)


def without_entities(text: str) -> str:
    """The text with characters that HTML writes by name or number, &nbsp; and &#183;, as themselves."""
    if "&" not in text:
        return text
    # Few cells need it, and to read it costs a cold start.
    from html import unescape

    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def without_pictures(text: str, instead: str = "") -> str:
    """The text without emoji, other pictures that no font of a label printer has, and selectors of variants."""
    return text if text.isascii() or _PICTURES.search(text) is None else _PICTURES.sub(instead, text)
