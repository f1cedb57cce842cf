"""Cells made clean: marks that programs put around text, characters that nobody sees, numbers as people write them.

Only what is certain is done here: a mark is removed, a number never made up.
"""

from __future__ import annotations

import re
import unicodedata

from waybill.intake.carriers import shapes
from waybill.intake.columns import NOTHING_SEEN
from waybill.patterns import late_pattern
from waybill.standards import gb18030

_FORMULA_TEXT = late_pattern(r'=\s*"((?>(?:[^"]|"")*))"\s*\Z')
_MARKED = late_pattern(
    rf"[0-9A-Z=+\-@#$~*＝＋－＠﹦﹢﹣﹫\s{''.join(map(chr, NOTHING_SEEN))}\u3400-\u9fff]|null\Z|\Z"
)
"""What stands behind an apostrophe (in bills a backtick) that makes a cell text: also all that the rejects file puts one before."""
_QUOTED = late_pattern(r'"([^"]*+)"\Z')
_IN_SIGNS = late_pattern(r"(?:[“”]([^“”]*)[“”]|‘([^‘’]*)’|「([^「」]*)」|'([^']*)')\Z")
"""A whole cell in quotes that an input method or a database sets."""
_SEEN = NOTHING_SEEN | gb18030.MODERN
_EDGES = " \t\r\n\u3000\xa0"
_BLANKS = str.maketrans(dict.fromkeys("\t\n\x0b\x0c\r\u3000\xa0\u2002\u2003\u2009\u202f", " "))
NOTHING = frozenset({"Null", "None", "NaN", "Undefined", "无", "暂无", "没有", "－", "/", "／"}).union(*(
    (word, word.upper())
    for word in ("null", "(null)", "none", "nil", "nan", "undefined", "n/a", "na", "<na>", "\\n")
), ("-" * count for count in range(1, 9)), ("—" * count for count in range(1, 5)), ("." * count for count in range(1, 7)),
("…", "……", "(空)", "（空）", "(无)", "（无）", "<null>", "<NULL>", "(空白)", "（空白）", "(blank)"))  # fmt: skip
"""What stands in a cell that has nothing, as programs and people write it; Na and Nan are names."""
DITTO = frozenset({"同上", "〃", "″", "同前", "见上", "如上", "同左", '"', "''"})
"""What stands in a cell that is the same as the one above, for people."""
ENTITY = late_pattern(r"&(?:amp|lt|gt|quot|apos|nbsp|ensp|emsp|middot|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
"""A character as HTML writes it, which shops' exports of web pages leave in names, goods and addresses."""
BETWEEN = " \t\r\n\u3000,，;；、/|｜"
CUT = late_pattern(rf"[{BETWEEN}]+")
"""What stands between the fields of a composite cell."""
_ONE_PHONE = late_pattern(
    r"(?:(?:\+|00)?86-?)?(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})\Z|\d{7,8}\Z|[48]00-?\d{3}-?\d{4}\Z"
)
_EXTENDED = late_pattern(r"(1\d\d ?\d{4} ?\d{4}) (\d{4})\Z")
_IN_GROUPS = late_pattern(r"(?<![\d*-])((?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}) (?=[+\d])")
"""A whole mobile in groups, and behind it another number."""
_BETWEEN_PHONES = late_pattern(r"(?<=[\d*]{7}) (?=[\d+])")
_LISTED = late_pattern(r"[①-⑨](?=\s?[(（+]?\d{2})|(?<=(?<!\d)1[3-9]\d{9})[①-⑨]")
"""The number in a list beside a mobile, which is none of its digits."""
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−─﹣ー", "-") | dict.fromkeys("·•・", "."))
"""What people and phones' address books set between the digits of a number."""
_DAY = r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_DAY_BESIDE = late_pattern(rf"\A{_DAY}[\s,]+(?=[\d+])|(?<=[\d#])\s+\(?{_DAY}\)?\Z")
"""A day and hour beside a number, which is none of its digits."""
_NAMED_NUMBER = late_pattern(
    r"[\[(【]?([\u3400-\u9fffA-Z&]{2,8}?)(?:\([A-Z]{2,10}\))?[\])】]?[.:_-]{0,2}(?=[0-9A-Z]{8,30}\Z)"
)
CODES = ("EMS", "ZTO", "YTO", "STO", "YUNDA")
_CODED_NUMBER = late_pattern(rf"({'|'.join(CODES)})(\d{{11,18}})\Z")
"""A number behind its carrier's code, with which no number of theirs begins."""
_NUMBER_FIRST = late_pattern(r"([0-9A-Z]{8,30})\(?([\u3400-\u9fff]{2,8}|EMS)\)?\Z")
_FRAMED_NUMBER = late_pattern(r"\*([0-9A-Z]{8,30})\*\Z|[(\[【]([0-9A-Z]{8,30})[)\]】]\Z|#([0-9A-Z]{8,30})\Z")
"""Stars are what a font draws as a bar code's ends."""
_NUMBER_NAMES = frozenset({"NO", "运单号", "快递单号", "物流单号", "面单号", "运单", "快递", "单号"})


def unmark(text: str) -> str:
    """Without what makes a spreadsheet keep a cell as text: ``="123"`` and ``'123`` become ``123``; nor quotes around
    all of it, which stood behind a blank or twice."""
    text = text.strip(_EDGES)
    if text.startswith(("'", "`")) and not text.endswith(text[0], 1) and _MARKED.match(text, 1):
        text = text[1:]
    if text.startswith("="):
        found = _FORMULA_TEXT.match(text)
        if found:
            text = found[1].replace('""', '"')
    elif text.startswith('"') and (quoted := _QUOTED.match(text)):
        text = quoted[1]
    elif text.startswith(("“", "”", "‘", "「", "'")) and (quoted := _IN_SIGNS.match(text)):
        text = quoted[quoted.lastindex or 0]
    return text.strip(_EDGES)


def is_marked(text: str) -> bool:
    """Whether a raw cell says itself that it is text, so that no spreadsheet can have rounded it."""
    text = text.strip(_EDGES)
    return text.startswith(("'", "`", '="'))


def visible(text: str) -> str:
    """Without characters that nobody sees (zero-width, direction marks); every kind of blank and line break
    as one blank; what a web page's text writes by name (``&nbsp;``) as it is; what old codes have in a place
    of their own (䶮 as U+E863) where GB 18030-2022 has it."""
    if "^^^" in text:  # what Taobao's distributors have between the parts of an address
        text = text.replace("^^^", " ")
    if "&" in text:
        text = ENTITY.sub(_unescaped, text)
    seen = text.translate(_SEEN)
    if "\n" in seen or "\r" in seen or "\t" in seen:
        return " ".join(seen.split())
    return seen.translate(_BLANKS).strip()


def _unescaped(entity: re.Match[str]) -> str:
    from html import unescape

    return unescape(entity[0])


def content(cell: str) -> str:
    """What a cell tells: visible, without marks; "" where it says that there is nothing."""
    text = visible(unmark(cell))
    return "" if text in NOTHING else text


def ascii_number(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, without blanks, letters in capitals: for numbers of all
    kinds."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(NOTHING_SEEN)
    return "".join(text.split()).upper()


def named_number(number: str) -> tuple[str, str]:
    """(carrier, waybill number) of a cell that names one of the two beside the number (``No:YT…``, ``中通快递:7…``,
    ``7…(中通快递)``, ``EMS1…``), or frames it (``*7…*``), as :func:`ascii_number` gives it; ("", the cell) where it does not."""
    coded = _CODED_NUMBER.match(number)
    if coded:
        return (coded[1], coded[2]) if shapes()[coded[1]].match(coded[2]) else ("", number)
    behind = _NUMBER_FIRST.match(number)
    if behind and behind[2] in shapes():
        return behind[2], behind[1]
    framed = _FRAMED_NUMBER.match(number)
    if framed:
        return "", framed[framed.lastindex or 0]
    found = _NAMED_NUMBER.match(number)
    if found and (found[1] in _NUMBER_NAMES or found[1] in shapes()):
        return found[1] if found[1] in shapes() else "", number[found.end() :]
    return "", number


def told_once(text: str) -> str:
    """A cell without separators around what it tells, and that once where it is told again (``YT…,YT…``); the cell as it
    is where it tells more."""
    parts = set(CUT.split(text)) - {""}
    return parts.pop() if len(parts) == 1 else text


def phone_number(text: str) -> str:
    """A phone as :func:`ascii_number` gives it, but never one number made of two: a second number stands behind
    ``/``, an extension behind a hyphen."""
    if not text.isascii():
        text = _LISTED.sub(" ", text).translate(_SIGNS)
    if len(text.split()) < 2 or _ONE_PHONE.match(ascii_number(text)):
        return ascii_number(text)
    apart = " ".join(map(ascii_number, _DAY_BESIDE.sub("", text).split()))
    extended = _EXTENDED.match(apart)
    if extended:
        return f"{extended[1]}-{extended[2]}".replace(" ", "")
    return _BETWEEN_PHONES.sub("/", _IN_GROUPS.sub(r"\1/", apart)).replace(" ", "")
