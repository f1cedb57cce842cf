"""The cells of a web page: their text and what their attributes tell.

A cell is text as it is written: character references as what they stand for, blanks as a browser shows them, a line for
each ``<br>``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from waybill.intake.damage import SCIENTIFIC
from waybill.intake.grid import Cell
from waybill.intake.workbook import text_of
from waybill.patterns import late_pattern

BLANKS = late_pattern(r"[ \t\r\n\f]+")
_HIDDEN = late_pattern(r"(?i:display)\s*:\s*(?i:none)")
_AS_TEXT = late_pattern(r"""(?:mso-number-format|vnd\.ms-excel\.numberformat)\s*:\s*["']?\\?@""", re.I)
_SHOWN_OTHERWISE = late_pattern(rf"#+\Z|{SCIENTIFIC.pattern}", re.I)
"""What a spreadsheet program wrote for a number that it knows better (``x:num``)."""
_NUMBER = late_pattern(r"-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?")
_MOST_DOWN, _MOST_ACROSS = 65_534, 16_384
_NAME, _VALUE = "[a-z][a-z0-9:-]*", r"""(?:"[^"<>&]*"|'[^'<>&]*'|[^\s"'<>=&`/]+)"""
_ATTRIBUTES = rf"(?>(?:\s+{_NAME}(?:={_VALUE})?)*)\s*+"
_EACH_ATTRIBUTE = late_pattern(rf"\s({_NAME})(?:=({_VALUE}))?", re.I)
_SHORT_TEXT = "[^<]{0,2000}+"
ORDINARY_ROW = late_pattern(
    rf"<tr({_ATTRIBUTES})>\s*+((?>(?:<t[dh]{_ATTRIBUTES}>{_SHORT_TEXT}</t[dh]\s*>\s*+){{1,1000}}))</tr\s*>",
    re.I,
)
_ORDINARY_CELL = late_pattern(rf"<t[dh]({_ATTRIBUTES})>({_SHORT_TEXT})</", re.I)


def ordinary_cells(of_row: str, cells: str) -> list[str | Cell] | None:
    """The cells of a row that are only text; None where attributes tell more of one of them, or of the row."""
    if _as_text(of_row) is None:
        return None
    found: list[str | Cell] = []
    for attributes, raw in _ORDINARY_CELL.findall(cells):
        as_text = _as_text(attributes)
        if as_text is None:
            return None
        text = BLANKS.sub(" ", unescape(raw) if "&" in raw else raw).strip(" ")
        if text.isspace():
            text = ""
        found.append(text_of(text) if as_text else text)
    return found


@lru_cache(maxsize=256)
def _as_text(attributes: str) -> bool | None:
    """Whether a cell's attributes, as they stand in its tag, say that it is text; None where they say more than that."""
    found = _EACH_ATTRIBUTE.findall(attributes)
    told: dict[str, str | None] = {name.lower(): value.strip("\"'") for name, value in found}
    if is_hidden(told) or not told.keys().isdisjoint(("x:num", "colspan", "rowspan")):
        return None
    return _says_text(told)


def _says_text(attributes: dict[str, str | None]) -> bool:
    return "x:str" in attributes or _AS_TEXT.search(attributes.get("style") or "") is not None


def cell_of(attributes: dict[str, str | None], raw: str) -> str | Cell:
    """A cell of its text and its attributes."""
    text = "\n".join(filter(None, (BLANKS.sub(" ", line).strip(" ") for line in raw.split("\n"))))
    if not text.strip():  # only blanks that don't break
        text = ""
    if not attributes:
        return text
    number = attributes.get("x:num") or ""
    if text and _NUMBER.fullmatch(number) and _SHOWN_OTHERWISE.match(text):
        text = text_of(float(number))
    elif _says_text(attributes):
        text = text_of(text)
    across, down = _count_of(attributes.get("colspan")), _count_of(attributes.get("rowspan"))
    if across == down == 1:
        return text
    return Cell(text, min(max(across, 1), _MOST_ACROSS), min(down or _MOST_DOWN, _MOST_DOWN))


def _count_of(told: str | None) -> int:
    """How many columns or rows; 0 rows are all that follow."""
    digits = (told or "").strip()[:6]
    return int(digits) if digits.isascii() and digits.isdigit() else 1


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether a browser does not show the element."""
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None
