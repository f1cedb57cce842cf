"""What a cell's format puts around its value: ``"SF"0`` shows 1385628716739 as SF1385628716739, ``0"g"`` 500 as 500g.

The reader gives the value alone: a waybill number without its letters or zeros, grams for kilograms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from waybill.intake.column_names import column_of
from waybill.intake.merged import Row
from waybill.intake.profile import by_id, normal_name, shipped
from waybill.patterns import late_pattern

_FORMAT = late_pattern(rb"<(?:\w+:)?numFmt\b[^>]*>")
_STYLES = late_pattern(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = late_pattern(rb"<(?:\w+:)?xf\b[^>]*>")
_ID, _CODE = late_pattern(rb'\bnumFmtId="(\d{1,9})"'), late_pattern(rb'\bformatCode="([^"]{0,1000})"')
_CURRENCY = late_pattern(r'\[\$([^\]"-]*)(?:-[0-9A-Fa-f]+)?\]')
"""[$US$-409], which stands for its sign."""
_TELLING = late_pattern(r"[^\W_]|[$€£₩]")
_LITERAL = r'(?:"[^"]*"|\\.|[_*].|[-+$/():!^&\'~{}<>= ]|[\u3400-\u9fff])*'
_SHOWN = late_pattern(
    rf"(?:\[[A-Za-z]+\d*\])?(?P<before>{_LITERAL})(?P<value>General|@|[#0?][#0?,]*(?<!,)(?:\.[#0?]+)?"
    rf"|[#0?]+(?:(?:\\?[- ()/])+[#0?]+)+)(?P<behind>{_LITERAL})(?=;|\Z)"
)
"""One value with fixed text around it; no day, no time, no part of a hundred, no thousands left out."""
_WORDS = late_pattern(r'"([^"]*)"|\\(.)|[_*].|(.)')
_NUMBER = late_pattern(r"\d{1,15}(?:\.\d+)?")
_CELL = late_pattern(rb"<(?:\w+:)?c ([^<>]{1,200})>")
_PLACE, _OF_STYLE = late_pattern(rb'\br="([A-Z]{1,3})(\d{1,7})"'), late_pattern(rb'\bs="(\d{1,6})"')
_KIND = late_pattern(rb'\bt="(\w+)"')
_TEXTS = (b"s", b"str", b"inlineStr")


class Shown(NamedTuple):
    """What a format shows of a value: text before and behind it, and so many digits at least."""

    before: str
    digits: int
    behind: str
    texts: bool
    """Whether of texts too."""

    def of(self, cell: str) -> str:
        """A cell's text as it is seen; one that is no plain number (a day, a long one that was damaged) as it is."""
        if not cell or not (self.texts or _NUMBER.fullmatch(cell)) or (self.texts and _names_a_column(cell)):
            return cell
        value = cell.removeprefix("'")  # the mark of a long number that is a text
        if self.texts and value.startswith(self.before) and not self.before.isdigit():
            return value + self.behind  # pasted with what the format puts before it
        return f"{self.before}{value.zfill(self.digits)}{self.behind}"


def _names_a_column(cell: str) -> bool:
    """Whether a cell is the header of a column whose format is meant for what stands below."""
    return bool(column_of(normal_name(cell), (by_id("plain", shipped()),)))


Formatted = Mapping[int, Mapping[int, Shown]]
"""By row and column from 0."""


def telling_styles(styles: bytes) -> dict[bytes, Shown]:
    """The numbers of the styles in ``xl/styles.xml`` whose format shows letters, characters or zeros that the value has
    not."""
    codes = {}
    for tag in _FORMAT.findall(styles):
        number, code = _ID.search(tag), _CODE.search(tag)
        shown = _shown(unescape(code[1].decode("utf-8", "replace"))) if number and code else None
        if number and shown:
            codes[number[1]] = shown
    table = _STYLES.search(styles) if codes else None
    found = {}
    for at, tag in enumerate(_STYLE.findall(table[0]) if table else ()):
        number = _ID.search(tag)
        if number and number[1] in codes:
            found[b"%d" % at] = codes[number[1]]
    return found


def _shown(code: str) -> Shown | None:
    """What the first section of a format shows beside a value; None where that is nothing, or too much to know."""
    found = _SHOWN.match(_CURRENCY.sub(r'"\1"', code))
    if not found:
        return None
    before, behind = _text(found["before"]), _text(found["behind"])
    digits = found["value"].partition(".")[0].count("0")
    if digits < 2 and not before + behind:
        return None
    return Shown(before, digits, behind, found["value"] == "@")


def _text(literal: str) -> str:
    """Fixed text as it is seen; "" where it is signs only, as the bracket of an area code or ¥."""
    text = "".join("".join(found.groups("")) for found in _WORDS.finditer(literal))
    return text if _TELLING.search(text) else ""


def formatted_cells(sheet: bytes, styles: Mapping[bytes, Shown]) -> Iterator[tuple[bytes, int, Shown]]:
    """Column, row from 1 and format of the cells in a piece of a sheet's XML that have one of these styles."""
    for attributes in _CELL.findall(sheet):
        style, place = _OF_STYLE.search(attributes), _PLACE.search(attributes)
        shown = styles.get(style[1]) if style else None
        kind = _KIND.search(attributes)
        is_number = kind is None or kind[1] == b"n"
        if shown and place and (is_number or (shown.texts and kind and kind[1] in _TEXTS)):
            yield place[1], int(place[2]), shown


def as_seen(rows: Iterator[Row], cells: Formatted, left: int) -> Iterator[Row]:
    """The rows with these cells as they are seen; ``left`` is the number of the rows' first column."""
    for number, row in enumerate(rows):
        told = cells.get(number)
        if told:
            row = tuple(told[at].of(cell) if at in told else cell for at, cell in enumerate(row, left))
        yield row
