"""Phone numbers: at least six digits hidden, whatever the way of writing; virtual numbers whole where the source says so.

GB/T 41833-2022, privacy chapter: at least six digits of the phone number are hidden.  What is kept is stated, never how
many are hidden: the first digit and the last four of a mobile, the last four at most of anything else, fewer where the
number is short.  Country and area codes don't count as hidden, since the address beside the number tells them: a landline
of eight digits keeps its last two.  An extension is hidden.  What is no phone number is hidden whole.  The output is
built anew from kept digits and the fixed pattern; no other character of the input reaches it.

A virtual number (隐私号) isn't a mask but another number: it is printed whole, in the form ``18412345678 转 7804``, where
the caller says that the source calls it virtual, or where it has the 700 shape (15 digits, 工信部信管函〔2025〕130号).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from waybill.deidentify import marks
from waybill.deidentify.phone_shapes import (
    AROUND_VIRTUAL,
    CANONICAL,
    LEADING_CODES,
    MASKED_CHINA,
    MASKED_PARTS,
    MASKED_RUN,
    NOT_A_NUMBER,
    NUMBER,
    NUMBER_700,
    PLAIN_MOBILE,
    SPELLED,
    TAIWAN_AREA,
    VIRTUAL,
    WITHIN_MASKED,
    digits,
    plain_cell,
    with_stars,
)
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.frozen import made
from waybill.patterns import late_pattern
from waybill.standards.gbt41833 import LEAST_HIDDEN_DIGITS

_WHOLE = 11
"""Digits of a number of which none is hidden."""
MOST_NUMBERS = 2
"""Numbers of one cell that are printed (masked); what more there are is left out."""


def mask_phone(raw: str, policy: Policy, *, virtual: bool = False, until: str = "") -> Masked:
    """``raw`` masked for a label; linear in its length, never raises.

    Kinds: mobile, landline, local, toll_free, service, international, virtual, multiple, masked, invalid, empty, ciphertext.
    ``virtual``: the order's source says that the number is a virtual one; ``until`` is its expiry as written.  Issues:
    DEID-CIPHERTEXT, DEID-PHONE-EMPTY, DEID-PHONE-INVALID, DEID-PHONE-SEVERAL, DEID-VIRTUAL-SHAPE, DEID-VIRTUAL-UNTIL.
    """
    if not virtual and PLAIN_MOBILE.fullmatch(raw):
        lead, tail = keep_digits("mobile", 11, policy)
        shown = raw[:lead] + marks.PHONE_MARK[policy.style] + raw[11 - tail :]
        return made(Masked, (shown, "mobile", "first-and-last-four", 11 - lead - tail, ()))
    text = plain_cell(raw)
    if marks.is_ciphertext(raw) and not NUMBER.fullmatch(text):
        return Masked(None, "ciphertext", "none", len(raw), ("DEID-CIPHERTEXT",))
    plain = with_stars(text)
    if "*" in plain and (digits(plain) or _is_masked_whole(text)):
        return _mask_again(text, plain, policy)
    if policy.virtual_numbers == "print":
        whole = printed_virtual(text, virtual)
        if whole:
            issues = ("DEID-VIRTUAL-UNTIL",) if until and not expiry(until) else ()
            return Masked(whole, "virtual", "whole", 0, issues)
    result = _mask_numbers(text, policy)
    return (
        result._replace(issues=(*result.issues, "DEID-VIRTUAL-SHAPE"))
        if virtual and result.masked
        else result
    )


def _is_masked_whole(text: str) -> bool:
    """True for a cell of nothing but marks that platforms put; points, dashes and question marks alone say that there is none."""
    return ("*" in text or marks.SMILE in text) and not any(map(str.isalpha, text))


def keep_digits(kind: str, length: int, policy: Policy) -> tuple[int, int]:
    """How many digits of a number of ``length`` digits stay at its beginning and at its end."""
    room = min(policy.phone_visible_max, length - LEAST_HIDDEN_DIGITS)
    if kind == "mobile" and policy.style != "tail4" and room == 5:
        return 1, 4
    return 0, max(0, min(4, room))


def printed_virtual(text: str, virtual: bool) -> str:
    """The form in which a virtual number is printed and dialled; empty where the text is not one."""
    text = AROUND_VIRTUAL.sub("", text)
    own_range = NUMBER_700.fullmatch(text)
    if own_range:
        return digits(own_range[1])
    found = VIRTUAL.fullmatch(text) if virtual else None
    if found is None:
        return ""
    main = digits(found["main"] or found["joined"])
    extension = found["extension"] or found["spaced"] or found["tail"]
    return f"{main} 转 {extension}" if extension else main


_DATE = late_pattern(r"(20\d\d)\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})(?!\d)")


def expiry(until: str) -> str:
    """The day of an expiry text as YYYY-MM-DD; empty where it has none, or one that no calendar has."""
    found = _DATE.search(marks.narrow(until))
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _mask_numbers(text: str, policy: Policy) -> Masked:
    total = len(digits(text))
    if not total:
        if spelled := SPELLED.search(text):
            count = sum(map(str.isalnum, spelled[0]))
            return Masked(hidden_whole(policy), "invalid", "whole", count, ("DEID-PHONE-INVALID",))
        return Masked(None, "empty", "none", 0, ("DEID-PHONE-EMPTY",))
    if NOT_A_NUMBER.fullmatch(text):
        return Masked(hidden_whole(policy), "invalid", "whole", total, ("DEID-PHONE-INVALID",))
    printed: list[str] = []
    kinds: list[str] = []
    for found in NUMBER.finditer(text):
        kind, form = _mask_one(found, policy)
        kinds.append(kind)
        if kind != "invalid" and form not in printed:
            printed.append(form)
    good = [kind for kind in kinds if kind != "invalid"]
    if not good:
        return Masked(hidden_whole(policy), "invalid", "whole", total, ("DEID-PHONE-INVALID",))
    shown = " / ".join(printed[:MOST_NUMBERS])
    if _rejoins(digits(shown), digits(text)):
        shown = printed[0]
    issues = ("DEID-PHONE-SEVERAL",) if len(kinds) > 1 else ()
    return Masked(
        shown, good[0] if len(kinds) == 1 else "multiple", _rule(good[0]), total - len(digits(shown)), issues
    )


def _rejoins(shown: str, whole: str) -> bool:
    """True where digits in sight of two numbers make up seven digits of one by chance."""
    return any(shown[at : at + 7] in whole for at in range(len(shown) - 6))


def _rule(kind: str) -> str:
    return "first-and-last-four" if kind == "mobile" else "last-digits"


def hidden_whole(policy: Policy) -> str:
    """What is printed of a number of which no digit may stay."""
    return marks.PHONE_MARK[policy.style]


def hidden_extension(policy: Policy) -> str:
    """What is printed of an extension."""
    return "-" + (marks.SMILE if policy.style == "smile" else "****")


def _mask_one(found: re.Match[str], policy: Policy) -> tuple[str, str]:
    kind = next(name for name in _KINDS if found[name] is not None)
    number = digits(found[kind])
    if kind == "other":
        return "invalid", hidden_whole(policy)
    length = _LENGTHS.get(kind, len)(number)
    if not length:
        return "invalid", hidden_whole(policy)
    lead, tail = keep_digits(kind, length, policy)
    form = number[:lead] + hidden_whole(policy) + number[len(number) - tail :]
    if found["extension"] or found["spaced"]:
        form += hidden_extension(policy)
    return _NAMES.get(kind, kind), form


def _taiwan_length(number: str) -> int:
    """Digits of a number of Taiwan without its area code, which the address beside it tells."""
    area = TAIWAN_AREA.match(number)
    return len(number) - len(area[0]) if area else len(number)


_KINDS = (
    "mobile",
    "hmt",
    "taiwan",
    "international",
    "landline",
    "taiwan_mobile",
    "taiwan_line",
    "toll_free",
    "service",
    "local",
    "short",
    "other",
)
_NAMES = {
    "hmt": "international",
    "taiwan": "international",
    "taiwan_mobile": "international",
    "taiwan_line": "international",
    "short": "service",
}


_CHINA = 86


def _national_length(number: str) -> int:
    """Digits of an international number without its country code; 0 where there is no such number."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse("+" + number.removeprefix("00"), None)
    except phonenumbers.NumberParseException:
        return 0
    # What begins like a mobile of the mainland and has not come out as one has lost digits.
    cut = parsed.country_code == _CHINA and str(parsed.national_number).startswith("1")
    return len(str(parsed.national_number)) if phonenumbers.is_possible_number(parsed) and not cut else 0


_LENGTHS: dict[str, Callable[[str], int]] = {
    "international": _national_length,
    "taiwan": _taiwan_length,
    "taiwan_line": _taiwan_length,
}
"""How many digits of a number count, by kind; all where none is named."""


def _mask_again(text: str, plain: str, policy: Policy) -> Masked:
    """A number that is already masked: kept where it hides enough, else masked deeper; never more in sight than before."""
    visible = len(digits(plain))
    country = MASKED_CHINA.match(plain)
    if country:
        text, plain = text[country.end() :], plain[country.end() :]
    parts = _parts(text, plain)
    if len(parts) > 1:
        forms = [mask_phone(part, policy).masked or hidden_whole(policy) for part in parts[:MOST_NUMBERS]]
        # A part between two masks may hold more than one.
        several = dict.fromkeys(" / ".join(forms).split(" / "))
        shown = " / ".join(list(several)[:MOST_NUMBERS])
        return Masked(
            shown,
            "masked",
            "deepened",
            len(digits(plain)) - len(digits(shown)) + plain.count("*"),
            ("DEID-PHONE-SEVERAL",),
        )
    main, extension = _main_and_more(plain)
    seen = len(digits(main))
    if CANONICAL.fullmatch(text) and seen <= policy.phone_visible_max:
        # A smile stands for as many digits as its platform hid: it is taken for a mask that is good enough.
        hidden = max(plain.count("*"), LEAST_HIDDEN_DIGITS if marks.SMILE in text else 0)
        return Masked(text, "masked", "kept", hidden)
    codes = LEADING_CODES.match(f"+{main}" if plain.lstrip(" (").startswith("+") else main)
    own = len(main) - (len(codes[0].lstrip("+")) if codes else 0)
    room = max(0, min(policy.phone_visible_max, own - LEAST_HIDDEN_DIGITS))
    tail = main[len(main.rstrip("0123456789")) :]
    lead = 1 if room == 5 and main[0] == "1" and policy.style != "tail4" else 0
    form = main[:lead] + hidden_whole(policy) + tail[len(tail) - min(4, room, len(tail)) :]
    form += hidden_extension(policy) if extension else ""
    return Masked(form, "masked", "deepened", visible + plain.count("*") - len(digits(form)))


def _main_and_more(plain: str) -> tuple[str, bool]:
    """The stars and digits of a masked number, and whether an extension follows.

    A number ends with the digits after its stars; behind one that is whole, 18412345678-****, the stars are the extension's.
    """
    main, end = "", 0
    for run in MASKED_RUN.finditer(plain):
        if len(main) >= _WHOLE and main.isdigit() and run[0][0] == "*":
            return main, True
        if not WITHIN_MASKED.fullmatch(plain, end, run.start()):
            if "*" in main:
                return main, True
            main = ""
        elif "*" in main and main[-1] != "*":
            return main, True
        main, end = main + run[0], run.end()
    return main, False


def _parts(text: str, plain: str) -> list[str]:
    """The numbers of a cell with masked ones, as written; ``plain`` is ``text`` with all marks of masking as stars."""
    edges = [0, *(edge for cut in MASKED_PARTS.finditer(plain) for edge in cut.span()), len(plain)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [
        text[start:end]
        for start, end in spans
        if "*" in plain[start:end] or len(digits(plain[start:end])) > LEAST_HIDDEN_DIGITS
    ]
