"""Damage that spreadsheets and platforms do to single cells.

Damage is told, never repaired by guessing: a number that lost digits is not a number any more.  A problem
names the standard column and carries no value.
"""

from __future__ import annotations

import re

from waybill.errors import Problem
from waybill.intake.cleaning import DITTO
from waybill.patterns import either, late_pattern

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
SCIENTIFIC = late_pattern(r"[+-]?\d(?:\.\d*)?E[+-]?\d{1,3}\Z", re.I)
FLOAT = late_pattern(r"\d{5,}\.0*\Z|0?\d{2,3}\.0-|\d{1,3}(?:,\d{3}){2,}(?:\.\d*)?\Z")
DATE = late_pattern(
    either(
        r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]?\d{1,2}:.*)?\Z",
        r"\d{1,2}月\d{1,2}日?\Z",
        r"\d{4}年\d{1,2}月?\Z",
        r"\d{1,2}/\d{1,2}/\d{2,4}(?: .*)?\Z",
        rf"\d{{1,2}}-(?:{MONTHS})(?:-\d{{2,4}})?\Z",
        rf"(?:{MONTHS})-\d{{2,4}}\Z",
    ),
    re.I,
)
CIPHERTEXT = late_pattern(
    either(
        r"([#$~])(?=[^#$~]*[A-Za-z0-9+/=_\-]{4})[A-Za-z0-9+/=_\-.@#$~]{6,}\1\Z",  # whole: ~..~, #..#
        r"[#$~][A-Za-z0-9+/=]{16,}[#$~]\d+[#$~]",  # with its index: $..$1$
        r"\AAgAAAA[A-Za-z0-9+/=]{16,}",  # Pinduoduo's, without its frame
    )
)
_CODED = late_pattern(
    either(
        r"[A-Z0-9+/]{10,}={1,2}\Z",  # Base64
        r"(?:[0-9A-F]{32}){1,4}\Z",  # a hash
        r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\Z",  # a UUID
        r"ENC_\w{8,}",
        r".{0,40}(?:%[0-9A-F]{2}){3}",  # %E6%B5%99
        r".{0,40}(?:\\U[0-9A-F]{4}){2}",  # \u6d59
    ),
    re.I,
)
"""What programs leave of a text that they encrypted or escaped."""
_FEWEST_CODED = 9
CONTROL = late_pattern(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
ERROR_MARK = late_pattern(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|BLOCKED!|GETTING_DATA)\Z"
)
NOT_AVAILABLE = late_pattern(rf"{ERROR_MARK.pattern}|#\Z|#{{3,}}\Z")
MOJIBAKE = late_pattern(r"\ufffd|锟斤拷")
_LOST_INSIDE = late_pattern(r"\?{2,}[^\W_]")
_LOST_IN_A_NAME = late_pattern(r"\?[\u3400-\u9fff]")
_NAMES = ("recipient_name", "sender_name")
LATIN_MOJIBAKE = late_pattern(r"[À-ÿ]{4,}|(?:[â-é][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,2}){2}")
"""GBK, and UTF-8, that was read as western text; 张, say, ends in a no-break space then, which a cleaned cell has no more."""
MASK = late_pattern(r"\*|\^_\^|＊|[xX]{4,}|[●•■]{2,}")
_MASKED_PHONE = late_pattern(rf"{MASK.pattern}|[×#○◯◆◇□△▲☆★∗✱⁎﹡■█▇▓▒░⚫]{{3,}}")
"""The same in a phone's cell, where no decoration stands."""
_LOST_ZERO = late_pattern(
    either(
        r"(?!400|800|95|85[23]\d{8}\Z)(?:10|[2-9]\d)\d{8,9}\Z",
        r"(?!400|800|85[23]|886)(?:10|2\d|[3-9]\d\d)-\d{7,8}\Z",
    )
)
"""A landline without the zero of its area code."""
_BAD_MOBILE = late_pattern(
    either(
        r"-(?!1[3-9]\d{9}\Z)",  # 571-8003 that was subtracted
        r"1[12]\d{9}\Z",
        r"0{5,}\Z",
        r"1[3-9]\d{4,8}\Z",  # too few digits
        r"1[3-9]\d{10,11}\Z",  # too many
        r"\d{16,}",
        r"1[3-9]\d-\d{4}-(?!\d{4}\Z)\d{1,6}\Z",
        r"(?=\d*[OQDILZSB])(?=(?:[A-Z]*\d){8})[\dOQDILZSB]{10,12}\Z",  # letters that look like digits
        r"(?=.{10,12}\Z)1[3-9]\d*[A-Z]\d*\Z",  # a letter among them
        r"[A-Z]{2,3}(?!86)\d{12,}\Z",  # a waybill number
        r"(?!95|86|700)[2-9]\d{13,14}\Z",  # one without letters
    )
)
_CHINA = late_pattern(r"\A\+?86-?")
_NO_PHONE = late_pattern(r"(?!.*?\d(?:[\d.()+_—–-]*\d){4})", re.S)
"""Words, a door or an address."""

NUMBERS = frozenset((
    "waybill_no", "order_no", "recipient_phone", "recipient_tel", "sender_phone", "sender_tel",
    "recipient_virtual", "sender_virtual", "three_segment_code", "recipient_phone_new", "recipient_extension",
))  # fmt: skip
"""Columns that hold codes: a spreadsheet's reading of them as numbers or dates is damage."""
PERSONAL = frozenset((
    "recipient_name", "recipient_phone", "recipient_tel", "recipient_address", "recipient_all",
    "sender_all", "recipient_name_phone", "sender_name_phone", "recipient_family", "recipient_given", "recipient_address_2",
    "recipient_all_new", "recipient_address_new", "recipient_name_new", "recipient_phone_new",
    "sender_name", "sender_phone", "sender_tel", "sender_address",
))  # fmt: skip
FREE_TEXT = frozenset({"remark", "contents"})
"""Columns in which people write what they like: ``??`` and ``#`` are no damage there."""
LIMITS = {
    "waybill_no": 40, "carrier": 40, "order_no": 64,
    "recipient_name": 64, "recipient_phone": 40, "recipient_tel": 40,
    "recipient_address": 500, "sender_name": 64, "sender_phone": 40, "sender_tel": 40, "sender_address": 500,
    "three_segment_code": 40, "consolidation_hub": 40, "quantity": 20, "weight_kg": 20,
}  # fmt: skip
"""Longest cell by column, in characters; all others: 1000."""
LIMIT = 1000


def is_ciphertext(text: str) -> bool:
    """Whether a cell is a platform's ciphertext (Douyin, Pinduoduo, Kuaishou shapes, or what any program makes), which
    nobody here can read."""
    if ("#" in text or "$" in text or "~" in text or text[:2] == "Ag") and CIPHERTEXT.search(text):
        return True
    return len(text) >= _FEWEST_CODED and text.isascii() and _CODED.match(text) is not None


def is_masked(text: str) -> bool:
    """Whether a cell comes already masked (``张**``, ``1******6198``, ``138^_^1234``)."""
    return MASK.search(text) is not None


def truncated(number: str) -> bool:
    """Whether a number has only zeros behind its 15th digit, as a spreadsheet leaves it (it keeps 15 digits).

    From 18 digits on, and only where the 15th digit is not itself a zero: a serial number may well end in
    zeros.
    """
    return len(number) >= 18 and number.isdigit() and not number[15:].strip("0") and number[14] != "0"


def may_be_rounded(number: str) -> bool:
    """Whether a number of more than 15 digits has only zeros behind them; one of 16 may by chance."""
    return len(number) > 15 and number.isdigit() and not number[15:].strip("0")


DOORS = ("recipient_building", "recipient_unit", "recipient_address_2")
_DATED = frozenset({*NUMBERS, *PERSONAL, "carrier", *DOORS})
"""What a spreadsheet may have taken for a day: a door 5-12 as well."""


def cell_problem(column: str, text: str, raw: str) -> Problem | None:
    """The damage in one cell that makes any other rule about it pointless."""
    control = CONTROL.search(raw)
    if control:
        return Problem("INTAKE-CONTROL", column, (("point", f"U+{ord(control[0]):04X}"),))
    if not text:
        return None
    if text[0] == "#" and column not in FREE_TEXT and NOT_AVAILABLE.match(text):
        return Problem("INTAKE-NA", column)
    if not text.isascii() or "?" in text:
        lost = MOJIBAKE.search(text) or (
            column in PERSONAL and any(map(LATIN_MOJIBAKE.match, (text, raw.strip())))
        )
        if lost or ("?" in text and _lost_to_question_marks(column, text)):
            return Problem("INTAKE-MOJIBAKE", column)
    if column in PERSONAL and is_ciphertext(text):
        return Problem("INTAKE-CIPHERTEXT", column)
    if column in PERSONAL and text in DITTO:
        return Problem("INTAKE-DITTO", column)
    if column in NUMBERS and (SCIENTIFIC.match(text) or FLOAT.match(text)):
        return Problem("INTAKE-SCIENTIFIC" if SCIENTIFIC.match(text) else "INTAKE-FLOAT", column)
    if column in _DATED and DATE.match(text):
        return Problem("INTAKE-DATE", column)
    if column in _DATED and text[0] == "=":
        return Problem("INTAKE-FORMULA", column)
    limit = LIMITS.get(column, LIMIT)
    if len(text) > limit:
        return Problem("INTAKE-LENGTH", column, (("limit", str(limit)),))
    return None


def _lost_to_question_marks(column: str, text: str) -> bool:
    """Whether question marks stand where characters were lost: inside a cell, or most of it.  At its end they ask.  One
    alone before the rest of a name is a rare character that GBK has not."""
    if column in _NAMES and _LOST_IN_A_NAME.search(text):
        return True
    if "??" not in text:
        return False
    marks = text.count("?")
    if column in FREE_TEXT:
        return marks * 2 > len(text)
    return marks * 2 >= len(text) or _LOST_INSIDE.search(text) is not None


def phone_problems(column: str, number: str) -> list[Problem]:
    """What is wrong with a phone as a number: digits lost at its beginning or end.  Masked and worded ones
    pass."""
    if _MASKED_PHONE.search(number):
        return []
    digits = _CHINA.sub("", number) if len(number) > 12 else number
    # With the country's code before it an area code has no zero.
    if digits == number and _LOST_ZERO.match(digits):
        return [Problem("INTAKE-LOST-ZERO", column)]
    if _BAD_MOBILE.match(digits) or _NO_PHONE.match(digits):
        return [Problem("INTAKE-PHONE", column)]
    return []
