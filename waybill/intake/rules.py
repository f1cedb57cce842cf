"""Row rules: what an order must have, and the damage that spreadsheets and platforms do to cells.

Damage is told, never repaired by guessing: a number that lost digits is not a number any more.  A problem
names the standard column and carries no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from waybill.errors import Problem
from waybill.intake.amounts import kilograms, pieces
from waybill.intake.carriers import shape_fits, shapes
from waybill.intake.cleaning import (
    DITTO,
    NOTHING,
    ascii_number,
    is_marked,
    named_number,
    phone_number,
    told_once,
)
from waybill.intake.columns import AT
from waybill.intake.mixed import mixed_up
from waybill.intake.virtual import FLAGS, Values, take_phone
from waybill.patterns import late_pattern

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
SCIENTIFIC = late_pattern(r"[+-]?\d(?:\.\d*)?E[+-]?\d{1,3}\Z", re.I)
FLOAT = late_pattern(r"\d{5,}\.0*\Z|0?\d{2,3}\.0-|\d{1,3}(?:,\d{3}){2,}(?:\.\d*)?\Z")
DATE = late_pattern(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]?\d{1,2}:.*)?\Z|\d{1,2}月\d{1,2}日?\Z|\d{4}年\d{1,2}月?\Z"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?: .*)?\Z"
    rf"|\d{{1,2}}-(?:{MONTHS})(?:-\d{{2,4}})?\Z|(?:{MONTHS})-\d{{2,4}}\Z",
    re.I,
)
CIPHERTEXT = late_pattern(
    r"([#$~])(?=[^#$~]*[A-Za-z0-9+/=_\-]{4})[A-Za-z0-9+/=_\-.@#$~]{6,}\1\Z|[#$~][A-Za-z0-9+/=]{16,}[#$~]\d+[#$~]|\AAgAAAA[A-Za-z0-9+/=]{16,}"
)
_CODED = late_pattern(
    r"[A-Z0-9+/]{10,}={1,2}\Z|(?:[0-9A-F]{32}){1,4}\Z|[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\Z"
    r"|ENC_\w{8,}|.{0,40}(?:%[0-9A-F]{2}){3}|.{0,40}(?:\\U[0-9A-F]{4}){2}",
    re.I,
)
"""What programs leave of a text that they encrypted or escaped: Base64, a hash, %E6%B5%99, \\u6d59."""
_FEWEST_CODED = 9
WAYBILL = late_pattern(r"(?=(?:[A-Z]*\d){6})[0-9A-Z]{8,30}\Z")
S10 = late_pattern(r"[A-Z]{2}\d{9}[A-Z]{2}\Z")
_MOBILE = late_pattern(r"(?:86)?1[3-9]\d{9}\Z")
_SEVERAL = late_pattern(r"[0-9A-Za-z]{10,}(?: +[0-9A-Za-z]{10,})+\Z")
_A_NUMBER = late_pattern(r"[0-9A-Z]{8,}")
CONTROL = late_pattern(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
ERROR_MARK = late_pattern(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|BLOCKED!|GETTING_DATA)\Z"
)
NOT_AVAILABLE = late_pattern(rf"{ERROR_MARK.pattern}|#\Z|#{{3,}}\Z")
MOJIBAKE = late_pattern(r"\ufffd|锟斤拷")
_LOST_INSIDE = late_pattern(r"\?{2,}[^\W_]")
LATIN_MOJIBAKE = late_pattern(r"[À-ÿ]{4,}")
MASK = late_pattern(r"\*|\^_\^|＊|[xX]{4,}|[●•■]{2,}")
_LONG = late_pattern(r"\d{16,}\Z")
_KEPT = 15
"""Digits of a number that a spreadsheet keeps."""
_EVIDENCE = 5
"""Zeros behind them in all long numbers of a column together."""
_LOST_ZERO = late_pattern(
    r"(?!400|800|95|85[23]\d{8}\Z)(?:10|[2-9]\d)\d{8,9}\Z|(?!400|800|85[23]|886)(?:10|2\d|[3-9]\d\d)-\d{7,8}\Z"
)
_BAD_MOBILE = late_pattern(
    r"-(?!1[3-9]\d{9}\Z)|1[12]\d{9}\Z|1[3-9]\d{4,8}\Z|1[3-9]\d{10,11}\Z|\d{16,}|1[3-9]\d-\d{4}-(?!\d{4}\Z)\d{1,6}\Z"
    r"|(?=\d*[OQDILZSB])(?=(?:[A-Z]*\d){8})[\dOQDILZSB]{10,12}\Z"
    r"|[A-Z]{2,3}(?!86)\d{12,}\Z|(?!95|86|700)[2-9]\d{13,14}\Z"
)
"""A mobile with digits too few or too many, or with letters that look like digits; 571-8003 that was subtracted; a waybill
number."""
_TOGETHER = ("recipient_all", "recipient_name_phone", "sender_name_phone")
"""What holds name and phone, the first of them where the address has a cell of its own."""
_NUMBER_WITHIN = late_pattern(r"\d[\d*-]{6}")
_NO_PHONE = late_pattern(r"(?!.*?\d(?:[\d.()+—–-]*\d){4})", re.S)
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
AMOUNTS = {"quantity": pieces, "weight_kg": kilograms}
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


_DATED = frozenset({*NUMBERS, *PERSONAL, "carrier"})


def _of_cell(column: str, text: str, raw: str) -> Problem | None:
    """The damage in one cell that makes any other rule about it pointless."""
    control = CONTROL.search(raw)
    if control:
        return Problem("INTAKE-CONTROL", column, (("point", f"U+{ord(control[0]):04X}"),))
    if not text:
        return None
    if text[0] == "#" and column not in FREE_TEXT and NOT_AVAILABLE.match(text):
        return Problem("INTAKE-NA", column)
    if not text.isascii() or "?" in text:
        lost = MOJIBAKE.search(text) or (column in PERSONAL and LATIN_MOJIBAKE.match(text))
        if lost or ("??" in text and _lost_to_question_marks(column, text)):
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
    """Whether question marks stand where characters were lost: inside a cell, or most of it.  At its end they ask."""
    marks = text.count("?")
    if column in FREE_TEXT:
        return marks * 2 > len(text)
    return marks * 2 >= len(text) or _LOST_INSIDE.search(text) is not None


def _waybill(number: str, raw: str) -> Problem | None:
    if len(_A_NUMBER.findall(number)) > 1:
        return Problem("INTAKE-SEVERAL-WAYBILLS", "waybill_no")
    if not WAYBILL.match(number) or len(set(number)) == 1:
        return Problem("INTAKE-WAYBILL", "waybill_no")
    if _MOBILE.match(number):
        return Problem("INTAKE-WAYBILL-PHONE", "waybill_no")
    if truncated(number) and not is_marked(raw):
        return Problem("INTAKE-TRUNCATED", "waybill_no")
    if S10.match(number):
        from waybill.standards import upu_s10

        if not upu_s10.is_valid(number):
            return Problem("INTAKE-S10", "waybill_no", (("clause", "UPU S10"),))
    return None


def phone_problems(column: str, number: str) -> list[Problem]:
    """What is wrong with a phone as a number: digits lost at its beginning or end.  Masked and worded ones
    pass."""
    if is_masked(number):
        return []
    digits = number.removeprefix("86-").removeprefix("+86").removeprefix("86") if len(number) > 12 else number
    # With the country's code before it an area code has no zero.
    if digits == number and _LOST_ZERO.match(digits):
        return [Problem("INTAKE-LOST-ZERO", column)]
    if _BAD_MOBILE.match(digits) or _NO_PHONE.match(digits):
        return [Problem("INTAKE-PHONE", column)]
    return []


def _required(values: Values, troubled: set[str]) -> list[Problem]:
    problems: list[Problem] = []
    if not values["waybill_no"] and "waybill_no" not in troubled:
        problems.append(Problem("INTAKE-MISSING", "waybill_no"))
    wanted = ["recipient_name", "recipient_phone", "recipient_address"]
    for both in _TOGETHER if values["recipient_address"] else _TOGETHER[1:]:
        who = both.partition("_")[0]
        if values[both] and not values[f"{who}_name"] and not values[f"{who}_phone"]:
            problems += [] if both in troubled else [Problem("INTAKE-NAME-PHONE", both)]
            troubled = troubled | {f"{who}_name", f"{who}_phone"}
    if not any(values[column] or column in troubled for column in wanted) and "recipient_all" not in troubled:
        if values["recipient_all"]:
            return [*problems, Problem("INTAKE-IN-ONE", "recipient_all")]
        if problems and values["contents"] and not values["order_no"]:
            return [Problem("INTAKE-GOODS-ONLY", "contents")]
        if problems:
            return [Problem("INTAKE-NO-ORDER", "waybill_no")]
        return [*problems, Problem("INTAKE-NO-RECIPIENT", "recipient_name")]
    phones = {"recipient_tel", "recipient_virtual"} & troubled
    for column in wanted:
        if not values[column] and column not in troubled and not (column == "recipient_phone" and phones):
            problems.append(_lacking(column, values))
    return problems


def _lacking(column: str, values: Values) -> Problem:
    """The problem of a required cell that is blank; the phone may stand beside the name, and not for certain."""
    if column == "recipient_phone" and _NUMBER_WITHIN.search(values["recipient_name"]):
        return Problem("INTAKE-NAME-PHONE", "recipient_name")
    return Problem("INTAKE-MISSING", column)


class Examined(NamedTuple):
    """What the rules say of a row: what rejects it, what is only a hint, and which phones are virtual
    numbers."""

    problems: list[Problem]
    hints: list[Problem]
    recipient_virtual: bool
    sender_virtual: bool


def rounded_columns(rows: Sequence[Sequence[str]], index: Sequence[int]) -> tuple[str, ...]:
    """The number columns in which all long numbers of some rows have only zeros behind their 15th digit.

    One such number is chance (one in ten of 16 digits, one in a thousand of 18); where all end so and chance
    would do that once in 100,000 files, a spreadsheet did it.
    """
    found = []
    for column in ("waybill_no", "order_no"):
        position = index[AT[column]]
        cells = [cells[position] for cells in rows if 0 <= position < len(cells)]
        long = [cell.strip() for cell in cells if _LONG.match(cell.strip())]
        zeros = sum(len(number) - _KEPT for number in long)
        if len(long) > 1 and zeros >= _EVIDENCE and all(_is_rounded(number) for number in long):
            found.append(column)
    return tuple(found)


def _is_rounded(number: str) -> bool:
    return _LONG.match(number) is not None and not number[15:].strip("0")


def examine(values: Values, raw: Values, virtual_extension: bool, rounded: tuple[str, ...] = ()) -> Examined:
    """Examine a row by all rules together.

    ``values`` are the cleaned cells by standard column and are changed in place: numbers become ASCII, phones
    settled.
    """
    for who in ("recipient", "sender"):
        if values[f"{who}_virtual"].upper() not in FLAGS and is_ciphertext(values[f"{who}_phone"]):
            values[f"{who}_phone"] = ""  # the virtual number stands for it
        if values[f"{who}_phone"] and is_ciphertext(values[f"{who}_tel"]):
            values[f"{who}_tel"] = ""  # the first number stands for it
    problems, hints = _of_cells(values, raw)
    troubled = {problem.column or "" for problem in problems}
    virtual = take_phone(values, "recipient", virtual_extension)
    sender_virtual = take_phone(values, "sender", virtual_extension)
    for who in ("recipient", "sender"):
        phone = f"{who}_phone"
        if values[phone] and not troubled & {phone, f"{who}_tel", f"{who}_virtual"}:
            problems += phone_problems(phone, values[phone])
    if values["waybill_no"] and "waybill_no" not in troubled:
        found = _waybill(values["waybill_no"], raw["waybill_no"])
        if found:
            problems.append(found)
        elif not shape_fits(values["carrier"], values["waybill_no"]):
            hints.append(Problem("INTAKE-SHAPE", "waybill_no"))
    if truncated(values["order_no"]) and not is_marked(raw["order_no"]) and "order_no" not in rounded:
        # One honest number in a thousand ends so, and no label carries it: told, not refused.
        hints.append(Problem("INTAKE-TRUNCATED", "order_no"))
    for column in rounded:
        if _is_rounded(values[column]) and not is_marked(raw[column]):
            told = Problem("INTAKE-TRUNCATED", column)
            problems += [told] if told not in problems else []
    problems += mixed_up(values, troubled)
    if values["sender_all"] and not values["sender_name"] and _NUMBER_WITHIN.search(values["sender_all"]):
        hints.append(Problem("INTAKE-SENDER", "sender_all"))
    problems = [_where_it_stands(problem, values) for problem in _required(values, troubled) + problems]
    return Examined(list(dict.fromkeys(problems)), hints, virtual, sender_virtual)


def _of_cells(values: Values, raw: Values) -> tuple[list[Problem], list[Problem]]:
    """The problems and hints of each cell by itself; numbers become ASCII, what can't be printed blank."""
    problems: list[Problem] = []
    hints: list[Problem] = []
    for column, text in values.items():
        if not text and not raw[column]:
            continue
        if column in FREE_TEXT and ERROR_MARK.match(text):
            values[column] = ""
            hints.append(Problem("INTAKE-ERROR-MARK", column))
            continue
        if text and column in NUMBERS and not is_ciphertext(text):
            text = values[column] = _number(column, text)
            if column == "waybill_no" and not WAYBILL.match(text):
                text = _without_its_name(values, text)
        found = _of_cell(column, text, raw[column])
        if found:
            problems.append(found)
        elif text and column in AMOUNTS:
            amount = AMOUNTS[column](text)
            values[column] = amount or ""
            hints += [] if amount else [Problem("INTAKE-AMOUNT", column)]
        elif text and column == "recipient_extension":
            problems.append(Problem("INTAKE-EXTENSION", column))
    return problems, hints


def _where_it_stands(problem: Problem, values: Values) -> Problem:
    """The problem with the column that its value was taken from: a changed one (改后电话) goes before the first."""
    column, changed = problem.column or "", f"{problem.column}_new"
    if values.get(changed) and values[changed] == values[column]:
        return Problem(problem.code, changed, problem.facts)
    return problem


def _without_its_name(values: Values, text: str) -> str:
    """The waybill number, told once, that stands behind its name or its carrier's, which then is the row's where that has
    none; the cell as it is where the row has another carrier."""
    text = told_once(text)
    carrier, number = ("", text) if WAYBILL.match(text) else named_number(text)
    known = shapes()
    if carrier and known.get(values["carrier"], known[carrier]) is not known[carrier]:
        return text
    values["carrier"] = values["carrier"] or carrier
    values["waybill_no"] = number
    return number


def _number(column: str, text: str) -> str:
    """A code in ASCII; blanks inside a waybill number or a phone are only for the eye, those between two numbers and
    those of a routing code are not."""
    if column == "three_segment_code":
        return text if text.isascii() else " ".join(map(ascii_number, text.split()))
    if column == "order_no":
        return text if text.isascii() else ascii_number(text)
    if column != "waybill_no":
        number = phone_number(text)
    elif _SEVERAL.match(text):
        number = text.replace(" ", "/")
    else:
        number = ascii_number(text)
    return "" if number in NOTHING else number
