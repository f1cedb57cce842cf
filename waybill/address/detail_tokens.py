"""Cut an address into numbered tokens, left to right, in one linear pass.

The text is folded first, one character to one character, so that every offset holds in the original: full-width to
half-width, lower to upper case, digits of any script to 0-9, dashes to ``-``, traditional forms of the words that
count (號樓棟單) to simplified ones.  All quantifiers are bounded; no pattern can run longer than linear.

In folded text, whatever is neither ASCII nor ``、`` is writing: patterns say ``[^ -~、]`` for it, which is compiled in a
fiftieth of the time that a range of ideographs takes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TypeAlias

from waybill.address.detail_words import ONLY_BEFORE, WEAK_AFTER_HAN, WORDS
from waybill.patterns import late_pattern

HAN_DIGITS = "零〇一二三四五六七八九十百千两廿壹贰叁肆伍陆柒捌玖拾佰仟"

# The groups of the token pattern.  A match's ``lastindex`` tells what it is: SPELT is a numeral in Chinese characters
# with its word, COUNTED (an empty group behind the word) a number in digits with its word, DIGITS one without.
STAR, LONG, SPECIAL, DIGITS, NUMERAL, WORD, COUNTED, NUMERAL_ALONE, LETTERS = range(1, 10)
SPELT = WORD

_VARIANTS = {
    "*": "﹡∗✱✲●■█◆▇",
    "#": "﹟♯№",
    "〇": "○◯Ο",
    "-": "—–―−‐‑‒─━～〜∼﹣－~·・•‧",
    "(": "（【［〔《「｛〈『<[{",
    ")": "）】］〕》」｝〉』>]}",
    ",": "，。；！？;!?|｜",
    "、": "﹑､",
    "/": "／＼\\",
    ":": "：",
    " ": "\u3000\u00a0\t\n\r\v\f\u200b\ufeff\u2028\u2029\u0085",
}
TRADITIONAL = dict(
    zip(
        "號樓棟單層區鎮鄉門東園廣場廈國陽華龍組隊社間戶鋪舖檔攤灣莊學館橋廳庫廠邨臺閣頂負櫃寢車後邊側對貿廂牀貳叄",
        "号楼栋单层区镇乡门东园广场厦国阳华龙组队社间户铺铺档摊湾庄学馆桥厅库厂村台阁顶负柜寝车后边侧对贸厢床贰叁",
        strict=True,
    )
)


_KEPT = "*#-(),、/: .;_+&|[]"
"""Marks that mean something to the reader; all others (… ^ = → quotes) only separate."""


class _Fold(dict[int, str]):
    """A table for ``str.translate`` that learns each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = TRADITIONAL.get(char) or next((to for to, group in _VARIANTS.items() if char in group), "")
        if not folded:
            value = unicodedata.digit(char, None)
            if value is None and char not in HAN_DIGITS and not "一" <= char <= "鿿":
                number = unicodedata.numeric(char, None)
                value = int(number) % 10 if number is not None else None
            wide = unicodedata.normalize("NFKC", char).upper()
            folded = str(value) if value is not None else wide if len(wide) == 1 else char
            folded = folded if folded == char or len(folded) != 1 else self.get(ord(folded), folded)
            if folded not in _KEPT and unicodedata.category(folded)[0] in "PSZC":
                folded = " "
        self[code] = folded
        return folded


_fold = _Fold()


@cache
def _odd_character() -> re.Pattern[str]:
    """Any character that folding could change; everything else is passed over at the speed of a search."""
    bounds = sorted(ord(char) for char in TRADITIONAL)
    ranges = "".join(
        f"{chr(low)}-{chr(high)}"
        for low, high in zip(
            [0x4E00, *(code + 1 for code in bounds)], [*(code - 1 for code in bounds), 0x9FFF], strict=True
        )
        if low <= high
    )
    return late_pattern(f"[^{ranges}0-9A-Z()-]")


def fold(text: str) -> str:
    """The text with variants of one character made one; as many characters as before."""
    return text.translate(_fold) if _odd_character().search(text) else text


_Tree: TypeAlias = "dict[str, _Tree]"
"""Words by their characters; behind the last one, under the empty key, the word itself."""


def _trie(words: list[str]) -> str:
    """A pattern that matches the longest of ``words`` whose look-ahead holds, tried character by character."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {word: {}}

    def pattern(node: _Tree) -> str:
        # Characters before the same rest share it: what stands in a pattern twice is compiled twice.
        rests: dict[str, list[str]] = {}
        for char, below in node.items():
            if char:
                rests.setdefault(pattern(below), []).append(re.escape(char))
        branches = [head + rest for rest, chars in rests.items() for head in _heads(chars, rest)]
        if "" in node:
            branches.append(ONLY_BEFORE.get(next(iter(node[""])), ""))
        return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"

    return pattern(tree)


def _heads(chars: list[str], rest: str) -> list[str]:
    """One class for all where the rest has classes too, which take longer."""
    return [f"[{''.join(chars)}]"] if len(chars) > 1 and "[" in rest else chars


@cache
def kinds() -> dict[str, str]:
    """The kind of every numbered word."""
    return {word: kind for kind, words in WORDS.items() for word in words.split()}


@cache
def token_pattern() -> re.Pattern[str]:
    """The one pattern of the tokenizer, compiled at first use."""
    word = _trie(list(kinds()))
    atom = r"(?:[A-Z甲乙丙丁]{0,2}[0-9]{1,5}(?![0-9])(?:[A-Z](?![A-Z])[0-9]{0,4}|[甲乙丙丁](?=[0-9]?号|[楼栋幢座])[0-9]{0,2})?|[A-Z甲乙丙丁]{1,2}(?![A-Z]))"
    storey = r"B?[0-9]{1,2}/?F(?=[A-Z]?[0-9]|[A-Z](?:-[0-9]|[座室户单]|$)| {0,2}[-/&+.、]{1,2} {0,2}[0-9A-Z])"  # 3F68号门, 8/FC座
    run = rf"(?:{storey}|{atom}(?: {{0,2}}[-/&+.、]{{1,2}} {{0,2}}{atom}){{0,5}})"
    han = rf"[{HAN_DIGITS}]{{1,6}}"
    side = "[东南西北中前后左右正]"
    outside = r"(?<![^栋幢楼座号院区苑园门期村\x00-\x7f])"  # 12号楼东1单元, but 一品江南1单元
    special = (
        rf"(?:半?地下室|负[一二三](?![楼层])|{side}(?:边|侧|面|首|头|间)?(?:户|室|单元|屋)(?![村乡镇屯区路外组])"
        rf"|(?:[东南西北前后左右往向朝][东南西北前后左右里外数起头边首手往向到朝]{{1,5}}+)?第(?:[0-9]{{1,3}}|[{HAN_DIGITS}]{{1,3}})(?:户人家|家|户|间[房屋]?|[个扇道]门)"
        r"|[二三]层阁|中间户|边户|顶楼|顶层|底楼|底层|首层|阁楼|夹层|地下(?=$|[ ,():*])"
        r"|(?:ROOM|RM|FLAT|APT|SUITE|UNIT|SHOP)(?:\b\.? ?|(?=[0-9]))(?:NO\.? ?)?[0-9A-Z]{1,5}(?:-[0-9A-Z]{1,5})?"
        r"|(?<![A-Z])(?:BUILDING|BLDG|BLOCK|BLK|TOWER)(?:\b\.? ?|(?=[0-9]))(?:NO\.? ?)?(?:[0-9]{1,2}[A-EG-Z]?|[A-Z][0-9]{0,2})(?![0-9A-Z/])"
        rf"|[东西南北左右]梯(?=$|[ -~、]|[{HAN_DIGITS}])"
        r"|(?:梯|单元)[0-9](?=[0-9]{3,4}(?![0-9]))|梯(?:[A-Z](?=[- ,#0-9])|[0-9]{1,2}(?=[- ,#之])|[0-9]{1,2}号(?=[0-9]))|之(?:[0-9]{1,4}+[室房号]?(?![楼层])|[一二三四五六七八九十]{1,3}+(?![楼层])))"
    )
    heads = rf"(?=[*0-9A-Z#{HAN_DIGITS}甲乙丙丁第附特副临增负吊地半东南西北中前后左右正边顶底首阁夹梯单之-])"
    return late_pattern(
        heads + r"(?:(\*+)"
        r"|([A-Z]{0,3}[0-9]{6,})"
        rf"|(?![0-9])({special})"
        rf"|(?:(?:(?<![香豪名龙]门)第|附|NO\.? ?|#|负|吊|地下|(?<=[路街道巷弄段环号])[特副临增](?=[0-9])|{outside}[东西南北中](?=[0-9]{{1,2}}单元)|-(?=[12][楼层F]))?({run})"
        rf"|(?:第|附|负|吊|地下|{outside}[东西南北中](?=[一二三四五六七八九十]单元))?({han}(?:[-至到,]{han})?))"
        rf"(?:(?({DIGITS}) {{0,2}}|(?![A-Z]))({word})(?({DIGITS})())|(?({DIGITS})|(?!)))"
        rf"|({han}(?=$|[ ,():*])|[零〇一二三四五六七八九]{{3,5}})|([A-Z]{{3,}}?(?=(?:B[1-3]|[FL][1-9])(?:[层楼]|-[0-9]))|[A-Z]{{3,}}))"  # SKP, then B1层
    )


@cache
def weak_words() -> frozenset[str]:
    """Words that count after a Chinese numeral only inside a building."""
    return WEAK_AFTER_HAN


_TENS = {"十": 10, "拾": 10, "廿": 20, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def han_value(text: str) -> int | None:
    """The value of a numeral of up to six characters: 12, 十二, 二十三, 五〇二; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    digits = {char: index for index, char in enumerate("〇一二三四五六七八九")}
    digits |= {"零": 0, "两": 2} | dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
    if text and all(char in digits for char in text):
        return int("".join(str(digits[char]) for char in text))
    total, current = 0, 0
    for char in text:
        if char in digits:
            current = digits[char]
        elif char in _TENS:
            total += _TENS[char] * (current or 1)
            current = 0
        else:
            return None
    return total + current if text else None
