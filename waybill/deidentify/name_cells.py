"""What stands in a name's cell: the name itself, forms of address, remarks, marks of masking."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from waybill.deidentify.marks import SMILE, fold, narrow
from waybill.deidentify.name_words import HONORIFICS, LABELS, ORGANISATIONS, PASSED_ON, PLACEHOLDERS, TITLES
from waybill.patterns import late_pattern

_BRACKETS = late_pattern(r"[(\[{<《【「『〔〈][^)\]}>》】」』〕〉]*[)\]}>》】」』〕〉]?")
# Blanks are read from their first one only: from each of them, a long run of them took for ever.
_TO_RECEIVE = late_pattern(r"(?<!\s)\s*+[(\[]?(?:[亲签代]?收|亲?启)[)\]]?$")
_OF_A_NAME = r"(?:[^\W\d_]|\*)"
_LABEL = late_pattern(
    rf"(?<!\s)\s*+(?:^c/o\s|(?:{'|'.join(LABELS)}|^请?[给转交])\s*:\s*|^(?:(?:(?:[收寄发]件人|收货人|联系人)(?:姓名)?-?|{PASSED_ON})(?=\s*+{_OF_A_NAME})"
    rf"|姓名(?=\s*+{_OF_A_NAME})|收(?=\s+{_OF_A_NAME}{{2}})))",
    re.IGNORECASE,
)
_HONORIFIC = late_pattern(
    rf"(?<!\s)\s*+(?:{'|'.join(HONORIFICS)})(?:\.\s*|\s+|(?-i:(?<=[a-z])(?=[A-Z][a-z])))", re.IGNORECASE
)
_SEPARATOR = late_pattern(r"[/、,;|&+\n]|\d{5,}|(?<=先生|女士|小姐|太太|夫人)\s?(?=[\u4e00-\u9fff]{2})")
# x and 某 after a Chinese character stand for hidden ones, but may as well be letters of a nickname.
_DOUBTFUL_MARKS = late_pattern(r"(?<=[\u3400-\u9fff])(?:[xX×]+(?![A-Za-z×])|某{1,2}$)")
_TITLED = late_pattern(rf"(?<=\*)(?:{'|'.join(title for title in TITLES if len(title) > 1)})$")
_BY_LENGTH = sorted({*TITLES, *ORGANISATIONS}, key=len, reverse=True)
_LONGEST_TAIL = len(_BY_LENGTH[0])
_TAILS: dict[str, list[str]] = {}
for _tail in _BY_LENGTH:
    _TAILS.setdefault(_tail[-1], []).append(_tail)
"""Forms of address and kinds of business by their last character, the longest first."""
_BUSINESS = frozenset(ORGANISATIONS)
_SHOWN = late_pattern("[A-Za-zÀ-ÖØ-öø-ăĐ-ēĚ-ěĨ-īŃ-ńŇ-ňŌ-ŏŒœŨ-ŭƠ-ơƯ-ưǍ-ǜǸ-ǹΑ-ΡΣ-Ωα-ωЁА-яёḾ-ḿẠ-ỹぁ-ゖァ-ヺ]")
"""Letters other than Chinese characters that the shipped font has: for any other one a label might be refused."""
_SELECTOR = late_pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MASKED_PHONE = late_pattern(
    r"[(\[]?(?<![\d*])(?:\+?86[\s-]?)?\d{1,7}[\s-]?(?:[*●•○]{3,8}|[xX]{4}|\^_\^)[\s-]?\d{2,8}(?![\d*])[)\]]?"
)
_NUMERALS = "一二三四五六七八九十"
_MOST_ACCENTS = 2
_LONGEST_KEPT = 16


class NameCell(NamedTuple):
    """A cell without marks of masking, read."""

    kind: str
    """name, latin, mixed, title, organisation, symbols, empty."""
    first: str
    """The first letter or Chinese character with its accents or variation selector; empty = it can't be shown."""
    core: tuple[str, ...]
    """Letters and Chinese characters of the name itself: without remarks, forms of address, kinds of business."""
    han: tuple[str, ...]
    """The Chinese characters of the core."""
    size: int
    """Letters, digits and pictures of the whole cell."""


class MaskedCell(NamedTuple):
    """A cell that already has marks of masking, read."""

    first: str
    """The first visible character where the cell begins with it, else empty."""
    visible: int
    """Letters and digits in sight, a form of address not counted."""
    marks: int
    tidy: bool
    """True where nothing but marks, at most one character and a form of address stand in the cell."""


def read_name(text: str) -> NameCell:
    """Read a cell that has no marks of masking and no control characters."""
    plain = narrow(text).strip()
    named = without_door(_HONORIFIC.sub("", _LABEL.sub("", plain, count=1), count=1))
    named = _outside_brackets(named)
    count = sum(1 for char in plain if unicodedata.category(char)[0] in "LNSC")
    letters = _letters(named)
    word = "".join(letters)
    if (
        not letters
        or not PLACEHOLDERS.isdisjoint(
            _TO_RECEIVE.sub("", fold(text)).strip().lower() for text in (plain, named)
        )
        or (count == len(letters) and (word.lower() in PLACEHOLDERS or _nothing_but_placeholders(named)))
    ):
        return NameCell("empty" if letters or not _has_substance(plain) else "symbols", "", (), (), count)
    own = _letters(_own_words(named))
    core, tail = _without_tails(own)
    han = tuple(piece for piece in core if is_han(piece[0]))
    first = _first(own[0])
    return NameCell(tail or _script(len(han), len(core)), first, core, han, count)


def _outside_brackets(named: str) -> str:
    """The cell without remarks in brackets; what the first ones hold where that is the name itself: （王芳）收, 【王芳】（女）."""
    outside = _BRACKETS.sub(" ", named)
    if any(map(is_letter, outside)) and outside.strip().lower() not in PLACEHOLDERS:
        return outside
    inside = _BRACKETS.search(named)
    return inside[0].strip("()[]{}<>《》【】「」『』〔〕〈〉") if inside else named


def _nothing_but_placeholders(named: str) -> bool:
    """What forms and programs leave of two blank cells or a choice not made: null null, Mr/Ms."""
    words = re.findall(r"\w+", named.lower())
    return len(words) > 1 and PLACEHOLDERS.issuperset(words)


def without_door(name: str) -> str:
    """A name without the door that somebody wrote before it: 3单元周静娜, 2栋302周静娜."""
    found = _door().match(name) if name[:1] in _NUMERALS or name[:1].isascii() else None
    return name[found.end() :] if found and is_han(name[found.end() : found.end() + 1] or " ") else name


@cache
def _door() -> re.Pattern[str]:
    # Compiled when a name first needs it; without a way back.
    number = rf"(?>[A-Za-z]?[0-9][0-9A-Za-z-]{{0,7}}|[A-Za-z](?![A-Za-z])|[{_NUMERALS}]{{1,3}})"  # Amy房小雨 is a name
    counted = rf"{number}(?:号楼|单元|[栋幢座楼层室房号])"
    room = rf"(?>[0-9]{{2,5}}|[零〇{_NUMERALS}]{{3,4}})"
    return late_pattern(rf"{counted}(?>(?:[ ,-]{{0,2}}{counted}|[ ,-]{{0,2}}{room})*)[ ,:-]*+")


def without_masked_phone(text: str) -> str:
    """A cell without the masked phone beside the name, whose marks hide nothing of the name: 王先生(138****5678)."""
    if not any(map(str.isdigit, text)):
        return text
    return _MASKED_PHONE.sub(" ", narrow(text)).strip() or text


def read_masked(text: str) -> MaskedCell | None:
    """Read a cell with marks of masking; None where it has none."""
    whole = narrow(text).replace(SMILE, "***").strip()
    plain = _LABEL.sub("", whole, count=1).strip()
    sure = "*" in plain
    plain = _DOUBTFUL_MARKS.sub(lambda found: "*" * len(found[0]), plain) if not sure else plain
    if "*" not in plain:
        return None
    titled = _TITLED.sub("", plain)
    visible = [piece for piece in _clusters(titled) if is_letter(piece[0]) or piece[0].isdigit()]
    first = _first(visible[0]) if visible and titled[0] != "*" else ""
    others = len(titled) - sum(map(len, visible)) - titled.count("*")
    tidy = sure and plain == whole and len(visible) <= 1 and others == 0 and len(text) <= _LONGEST_KEPT
    return MaskedCell(first, len(visible), plain.count("*"), tidy)


def _first(piece: str) -> str:
    """The piece as it may be shown: accents composed, or left off where the shipped font lacks the letter with them; of a
    Chinese character what selects its form; nothing of a script that the font doesn't carry."""
    if is_han(piece[0]):
        return piece[0] + "".join(_SELECTOR.findall(piece))
    for form in ("NFC", "NFD"):
        letter = unicodedata.normalize(form, piece)[0]
        if _SHOWN.match(letter):
            return letter
    return ""


def is_han(char: str) -> bool:
    """True for Chinese characters of every block, radicals and iteration marks included."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char in "\u3005\u3007"
        or "\u2e80" <= char <= "\u2fdf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def is_letter(char: str) -> bool:
    """True for letters of any script, Chinese characters, and private-use characters (rare names in old fonts)."""
    return is_han(char) or unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Co")


def _clusters(text: str) -> list[str]:
    """Characters with the accents and selectors that follow them; no more than two of those stay with one."""
    found: list[str] = []
    for char in text:
        if unicodedata.category(char)[0] != "M":
            found.append(char)
        elif found and len(found[-1]) <= _MOST_ACCENTS:
            found[-1] += char
    return found


def _letters(text: str) -> list[str]:
    return [piece for piece in _clusters(text) if is_letter(piece[0])]


def _has_substance(text: str) -> bool:
    """Digits and pictures may be somebody's nickname; zeros, a single digit and punctuation are not."""
    if len(set(text)) == 1 and text[0].isdecimal() and (text[0] == "0" or len(text) == 1):
        return False
    return any(unicodedata.category(char) in ("Nd", "No", "So", "Sk", "Sm", "Cn") for char in text)


def _own_words(named: str) -> str:
    """The part of the cell that is the first person's name: what precedes a phone number, a slash, an address."""
    for part in _SEPARATOR.split(named):
        if any(map(is_letter, part)) and part.strip() not in TITLES:
            words = part.split()
            if called := _called().match(fold(words[0])):
                return words[0][: called.end()]
            if len(words) > 1 and len(words[0]) == 1 and is_han(words[0]) and len(words[1]) > 3:
                return words[0]
            return part
    return named


@cache
def _called() -> re.Pattern[str]:
    """Somebody told by family name and form of address, and behind it another one or a remark: 王经理和李四, 王姐本人."""
    titles = sorted(TITLES, key=len, reverse=True)
    begins = "".join(sorted({title[0] for title in titles}))
    return late_pattern(
        rf"[\W\d_]{{0,4}}[\u3400-\u9fff](?=[{begins}])(?:{'|'.join(titles)})(?=[和与跟及]|本人|自己|[^\u4e00-\u9fff]|\Z)"
    )


def _without_tails(letters: list[str]) -> tuple[tuple[str, ...], str]:
    """The letters without forms of address and kinds of business at the end, and which of the two were found."""
    kind = ""
    end = len(letters)
    while end and letters[end - 1] in _TAILS:
        word = "".join(letters[max(0, end - _LONGEST_TAIL) : end])
        tail = next((tail for tail in _TAILS[letters[end - 1]] if word.endswith(tail)), "")
        if not tail:
            break
        end -= len(tail)
        if tail in _BUSINESS:
            kind = "organisation"
        elif not kind and (len(tail) > 1 or end < 2):
            kind = "title"
    return tuple(letters[:end]), kind


def _script(han: int, all_letters: int) -> str:
    return "name" if han == all_letters else "mixed" if han else "latin"
