"""Rows that are no orders: totals, remarks, headings, examples, headers that come again, rows that say what to fill in.  Pure."""

from __future__ import annotations

import re

from waybill.intake.cleaning import NOTHING
from waybill.intake.column_names import column_of
from waybill.intake.columns import AT, FIELDS, NOTHING_SEEN
from waybill.intake.examples import is_example
from waybill.intake.header import may_be_header
from waybill.intake.profile import by_id, normal_name, shipped
from waybill.intake.straight import Reader
from waybill.patterns import late_pattern

_TOTAL = late_pattern(
    r"(?:本[页表日单次批]|当[日天]|今[日天]|[订运]单|[件票单]数|数量|重量|金额)?(?:合计|总计|小计|共计|总数|汇总|total|sum)(?:金额|数量|重量|件数|单数|运费|费用)?\s*[:：]?"
    r"(?:\s*共?\s*[¥￥]?\d[\d,.]{0,14}\s*(?:[单条件笔行个票份元]|公斤|kg)?)?"
    r"|平均值?|总(?:件数|数量|重量?|票数|单数|金额)(?:\s*[:：].*)?|#?(?:合计|总计|共计?)?\s*[:：]?\s*共?\s*\d+\s*[单条件笔行个票]",
    re.I,
)
_REMARK = late_pattern(
    r"(?:备注|附注|注|注意|说明|(?:温馨)?提示|制[表单]|打[单印]|导出|审[核批]|复核|经[办手]|发货|仓管|财务|负责人|主管|批准|签[字名收]|日期)[^:：]{0,6}[:：]|第 ?\d{1,4} ?页|#?[-=—_★]{3}"
)
"""How a line below or between the orders begins that is for people."""
_SECTION = late_pattern(r"(?![!-~]*\Z)(?!.*[0-9]{6}).{1,60}", re.S)
"""What stands above some of the orders, alone in its row: 【中通】, 第二批, 11月21日; no number, which an order may have left."""
_DAY = late_pattern(r"(?:(?:20)?\d\d[-/.])?\d{1,2}[-/.]\d{1,2}(?: 00:00:00)?")
"""The same in figures."""
_GOODS = ("contents", "remark", "sku")
_NO_SECTIONS = (
    *_GOODS,
    "sender_name",
    "recipient_province",
    "recipient_city",
    "recipient_district",
)
"""Columns that may stand first and whose cell alone is an order's rest."""
_RULE = late_pattern(r":?[-=—_]{2,}:?")
"""What a table that is drawn in text has below its header."""
_MOST_SIGNATURES = 6
_FEWEST_NAMES = 3
_COUNT = late_pattern(r"\d{1,5}")
_AMOUNT = late_pattern(r"[¥￥]?\d{1,7}(?:\.\d{1,4})?")
_HINT = late_pattern(
    r"[(（【\[*]*(?:非?必填项?|必须|选填项?|可选|可不填|系统生成|自动生成|required|optional)(?:[,，;；:：].{0,30})?[)）】\]*]*"
    r"|(?:文本|文字|数字|数值|整数|小数|字符串?|日期|时间)(?:格式|类型|型)?|string|text|number|integer|int|decimal|date(?:time)?"
    r"|(?:最多|不超过|限|至多)?\d{1,4}个?(?:[字位]|字符|汉字)(?:以内|数字)?",
    re.I,
)
"""What a form's second header row says of its columns."""
_UNIT = late_pattern(r"[(（]?(?:[件个箱元]|kgs?|g|公斤|千克|克|cm|pcs)[)）]?", re.I)
"""What a row of units below the header says."""
_MANY_ALIKE = 5
_BLANK = " \t\r\n\x0b\x0c\u3000\xa0\x00\x1a" + "".join(map(chr, NOTHING_SEEN))


def why_skipped(reader: Reader, cells: list[str]) -> str:
    """The code of the reason why a row is no order at all; "" where it is one."""
    if not any(cells):
        return "INTAKE-SKIP-BLANK"
    filled = [bare for cell in cells if (bare := cell.strip(_BLANK))]
    if not filled:
        return "INTAKE-SKIP-BLANK"
    if is_example(cells[0], filled, _goods(reader, cells)):
        return "INTAKE-SKIP-EXAMPLE"
    word = filled[1] if len(filled) > 1 and _COUNT.fullmatch(filled[0]) else filled[0]
    total = _TOTAL.fullmatch(word) or (len(filled) <= 3 and _TOTAL.match(word))
    if total and not _tells_an_order(reader, cells):
        return "INTAKE-SKIP-TOTAL"
    if (
        all(map(_AMOUNT.fullmatch, filled))
        and not _tells_an_order(reader, cells)
        and not _has_order_no(reader, cells)
    ):
        return "INTAKE-SKIP-BLANK" if _is_serial(reader, cells) else "INTAKE-SKIP-TOTAL"
    remark = len(filled) <= _MOST_SIGNATURES and _REMARK.match(filled[0])
    if (
        remark
        and (len(filled) <= 3 or all(map(_REMARK.match, filled)))
        and not _tells_an_order(reader, cells)
    ):
        return "INTAKE-SKIP-REMARK"
    if len(filled) > 2 and all(map(_RULE.fullmatch, filled)):
        return "INTAKE-SKIP-REMARK"
    if len(filled) == 1 and _is_section(reader, cells):
        return "INTAKE-SKIP-REMARK"
    if len(filled) > 2 and (_names(reader, cells) or _explains(filled)):
        return "INTAKE-SKIP-HEADER"
    return "INTAKE-SKIP-HEADER" if all(map(_UNIT.fullmatch, filled)) else ""


def _explains(filled: list[str]) -> bool:
    """Whether a row says of the columns what they are to hold, or one and the same of all of them."""
    return all(map(_HINT.fullmatch, filled)) or (len(filled) >= _MANY_ALIKE and len(set(filled)) == 1)


def _goods(reader: Reader, cells: list[str]) -> frozenset[str]:
    """What stands in a row's columns of goods and remarks."""
    places = (reader.layout.index[AT[column]] for column in _GOODS)
    return frozenset(cells[at].strip(_BLANK) for at in places if 0 <= at < len(cells))


def _has_order_no(reader: Reader, cells: list[str]) -> bool:
    """Whether the order's number is more than a count: the rest of its row may be lost, which is to be told as a reject."""
    at = reader.layout.index[AT["order_no"]]
    bare = cells[at].strip(_BLANK) if 0 <= at < len(cells) else ""
    return bool(bare) and _COUNT.fullmatch(bare) is None


def _is_serial(reader: Reader, cells: list[str]) -> bool:
    """Whether all that stands in a row is its number, in a column that is not read: rows that wait for orders."""
    found = [at for at, cell in enumerate(cells) if cell.strip(_BLANK)]
    return len(found) == 1 and found[0] not in reader.layout.index


def _is_section(reader: Reader, cells: list[str]) -> bool:
    """Whether the only cell of a whole row is words that stand first in it, or in the number's column: nothing of an order.

    A shorter row may be the rest of the one above, broken over two lines.
    """
    at = next(position for position, cell in enumerate(cells) if cell.strip(_BLANK))
    index = reader.layout.index
    nothing = at == index[AT["waybill_no"]] or (
        at == 0 and at not in reader.telling and at not in (index[AT[column]] for column in _NO_SECTIONS)
    )
    text = cells[at].strip(_BLANK)
    is_heading = _SECTION.fullmatch(text) or _DAY.fullmatch(text)
    return nothing and len(cells) >= reader.needed and is_heading is not None


def _tells_an_order(reader: Reader, cells: list[str]) -> bool:
    """Whether a waybill number or a recipient stands in a row: something that is no count and no total."""
    found = (cells[at].strip(_BLANK) for at in reader.telling if at < len(cells))
    return any(
        cell
        and cell not in NOTHING
        and not (_TOTAL.fullmatch(cell) or _COUNT.fullmatch(cell) or _REMARK.match(cell))
        for cell in found
    )


def _names(reader: Reader, cells: list[str]) -> bool:
    """Whether a row is the header again: every cell that is not blank is the name of its column, or means the same as its
    name (收件人 below receiver_name)."""
    return all(
        not cell or normal_name(cell) in (name, "") for cell, name in zip(cells, reader.names, strict=False)
    ) or (may_be_header(cells) and _means_the_same(reader, cells))


def _means_the_same(reader: Reader, cells: list[str]) -> bool:
    profiles = (by_id("plain", shipped()),)
    columns = {at: column for column, at in zip(FIELDS, reader.layout.index, strict=True) if at >= 0}
    meant = {at: column_of(cell, profiles) for at, cell in enumerate(cells) if cell}
    known = [columns.get(at) == column for at, column in meant.items() if column]
    return len(known) > _FEWEST_NAMES and all(known) and len(known) * 2 > len(meant)
