"""Row rules: what an order must have, and what its cells may be beside one another.

A problem names the standard column and carries no value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from waybill.errors import Problem
from waybill.intake.amounts import kilograms, pieces
from waybill.intake.carriers import are_two, shape_fits, shapes
from waybill.intake.cleaning import (
    CODES,
    NOTHING,
    ascii_number,
    is_marked,
    named_number,
    phone_number,
    told_once,
)
from waybill.intake.columns import AT
from waybill.intake.damage import (
    ERROR_MARK,
    FREE_TEXT,
    NUMBERS,
    cell_problem,
    is_ciphertext,
    may_be_rounded,
    phone_problems,
    truncated,
)
from waybill.intake.mixed import mixed_up
from waybill.intake.virtual import FLAGS, Values, may_be_virtual, take_phone
from waybill.patterns import late_pattern

WAYBILL = late_pattern(r"(?=(?:[A-Z]*\d){6})[0-9A-Z]{8,30}\Z")
S10 = late_pattern(r"[A-Z]{2}\d{9}[A-Z]{2}\Z")
_MOBILE = late_pattern(r"(?:86)?1[3-9]\d{9}\Z")
_SEVERAL = late_pattern(r"(?<=[0-9A-Za-z]{10}) +(?=[0-9A-Za-z]{10}|[xX]\d{1,3}\Z)")
"""Blanks between two numbers, or before a count (x2); those within one are for the eye."""
_A_NUMBER = late_pattern(r"[0-9A-Z]{8,}")
_LONG = late_pattern(r"\d{16,}\Z")
_KEPT = 15
"""Digits of a number that a spreadsheet keeps."""
_EVIDENCE = 5
"""Zeros behind them in all long numbers of a column together."""
_TOGETHER = ("recipient_all", "recipient_name_phone", "sender_name_phone")
"""What holds name and phone, the first of them where the address has a cell of its own."""
_NUMBER_WITHIN = late_pattern(r"\d[\d*-]{6}")

_ROUND_MARKS = "‘’"
"""What an input method writes for the apostrophe that makes a number text."""

AMOUNTS = {"quantity": pieces, "weight_kg": kilograms}
_SPARED = FREE_TEXT | {*AMOUNTS, "ordered_at", "sku", "payment", "freight_payment"}
"""Without these an order is whole: an error mark in place of one is left out and told."""


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
    """What the rules say of a row: what rejects it, what is only a hint, and which phones are virtual numbers."""

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
        if len(long) > 1 and zeros >= _EVIDENCE and all(may_be_rounded(number) for number in long):
            found.append(column)
    return tuple(found)


def examine(values: Values, raw: Values, virtual_extension: bool, rounded: tuple[str, ...] = ()) -> Examined:
    """Examine a row by all rules together.

    ``values`` are the cleaned cells by standard column and are changed in place: numbers become ASCII, phones
    settled.
    """
    for who in ("recipient", "sender"):
        _leave_out_ciphertext(values, who)
    problems, hints = _of_cells(values, raw)
    troubled = {problem.column or "" for problem in problems}
    virtual = take_phone(values, "recipient", virtual_extension)
    sender_virtual = take_phone(values, "sender", virtual_extension)
    if not virtual and may_be_virtual(values, "recipient"):
        hints.append(Problem("INTAKE-EXTENSION-HIDDEN", "recipient_phone"))
    for who in ("recipient", "sender"):
        phone = f"{who}_phone"
        if values[phone] and not troubled & {phone, f"{who}_tel", f"{who}_virtual"}:
            problems += phone_problems(phone, values[phone])
    refused, doubted = _of_numbers(values, raw, troubled, rounded)
    problems += refused
    hints += doubted
    problems += mixed_up(values, troubled)
    if values["sender_all"] and not values["sender_name"]:
        hints.append(Problem("INTAKE-SENDER", "sender_all"))
    if values["order_state"]:
        hints.append(Problem("INTAKE-CANCELLED", "order_state"))
    problems = [_where_it_stands(problem, values) for problem in _required(values, troubled) + problems]
    return Examined(list(dict.fromkeys(problems)), hints, virtual, sender_virtual)


def _leave_out_ciphertext(values: Values, who: str) -> None:
    """Blank a number in ciphertext for which another one stands: the virtual one, or the first of two."""
    if values[f"{who}_virtual"].upper() not in FLAGS and is_ciphertext(values[f"{who}_phone"]):
        values[f"{who}_phone"] = ""
    if values[f"{who}_phone"] and is_ciphertext(values[f"{who}_tel"]):
        values[f"{who}_tel"] = ""


def _of_numbers(
    values: Values, raw: Values, troubled: set[str], rounded: tuple[str, ...]
) -> tuple[list[Problem], list[Problem]]:
    """The problems and hints of waybill and order number."""
    problems: list[Problem] = []
    hints: list[Problem] = []
    if values["waybill_no"] and "waybill_no" not in troubled:
        found = _waybill(values["waybill_no"], raw["waybill_no"])
        if found:
            problems.append(found)
        elif not shape_fits(values["carrier"], values["waybill_no"]):
            if are_two(values["carrier"], values["waybill_no"]):
                problems.append(Problem("INTAKE-SEVERAL-WAYBILLS", "waybill_no"))
            else:
                hints.append(Problem("INTAKE-SHAPE", "waybill_no"))
    if truncated(values["order_no"]) and not is_marked(raw["order_no"]) and "order_no" not in rounded:
        # One honest number in a thousand ends so, and no label carries it: told, not refused.
        hints.append(Problem("INTAKE-TRUNCATED", "order_no"))
    for column in rounded:
        if may_be_rounded(values[column]) and not is_marked(raw[column]):
            problems.append(Problem("INTAKE-TRUNCATED", column))
    return problems, hints


def _of_cells(values: Values, raw: Values) -> tuple[list[Problem], list[Problem]]:
    """The problems and hints of each cell by itself; numbers become ASCII, what can't be printed blank."""
    problems: list[Problem] = []
    hints: list[Problem] = []
    for column, text in values.items():
        if not text and not raw[column]:
            continue
        if column in _SPARED and ERROR_MARK.match(text):
            values[column] = ""
            hints.append(Problem("INTAKE-ERROR-MARK", column))
            continue
        if text and column in NUMBERS and not is_ciphertext(text):
            text = values[column] = _number(column, text, values["carrier"])
            if column == "waybill_no" and (not WAYBILL.match(text) or text.startswith(CODES)):
                text = _without_its_name(values, text)
        found = cell_problem(column, text, raw[column])
        if found:
            if column == "waybill_no" and len(_A_NUMBER.findall(text)) > 1 and found.code == "INTAKE-LENGTH":
                found = Problem("INTAKE-SEVERAL-WAYBILLS", column)
            problems.append(found)
        elif text and column in AMOUNTS:
            amount = AMOUNTS[column](text.lstrip(_ROUND_MARKS))
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
    plain = WAYBILL.match(text) and not text.startswith(CODES)
    carrier, number = ("", text) if plain else named_number(text)
    known = shapes()
    if carrier and known.get(values["carrier"], known[carrier]) is not known[carrier]:
        return text
    values["carrier"] = values["carrier"] or carrier
    values["waybill_no"] = number
    return number


def _number(column: str, text: str, carrier: str) -> str:
    """A code in ASCII; blanks inside a waybill number or a phone are only for the eye, those between two numbers and
    those of a routing code are not."""
    text = text.lstrip(_ROUND_MARKS)
    if column == "three_segment_code":
        return text if text.isascii() else " ".join(map(ascii_number, text.split()))
    if column == "order_no":
        return text if text.isascii() else ascii_number(text)
    if column != "waybill_no":
        number = phone_number(text)
    else:
        wide = text if text.isascii() else unicodedata.normalize("NFKC", text)
        number = _without_blanks(_SEVERAL.sub("/", wide), carrier)
    return "" if number in NOTHING else number


def _without_blanks(text: str, carrier: str) -> str:
    """A waybill number in which blanks were for the eye; where two numbers, or one and something else, stand between them,
    with a stroke for each blank, so that the number's rule tells."""
    number = ascii_number(text)
    parts = list(map(ascii_number, text.split()))
    shape = shapes().get(carrier)
    if len(parts) < 2 or (shape and shape.match(number)):
        return number
    numbers = [part for part in parts if WAYBILL.match(part)]
    alone = [part for part in numbers if shape and shape.match(part)]
    several = len(numbers) > 1 or (alone and all(any(map(str.isdigit, part)) for part in parts))
    return "/".join(parts) if several else number
