"""A form's rows that show how to fill it in: no orders, though they look like some."""

from __future__ import annotations

import re
from collections.abc import Sequence

from waybill.patterns import late_pattern

EXAMPLES = frozenset({"Example", "example", "EXAMPLE", "Example:", "Sample", "e.g."})
"""The first cell of such a row where it is English."""
IN_AN_EXAMPLE = "例"
"""What such a row has where it is Chinese (示例, 样例, 填写范例); few others do."""
_FIRST = late_pattern(
    r"[(（【\[]?(?:填写)?(?:[示样范]例|例子?)(?:数据|行)?[0-9一二三]?(?:[:：,，)）】\]].*|\Z)", re.S
)
"""Its first cell: 示例, 例：2026001, （示例，请删除）."""
_ANY = late_pattern(
    r".*(?:[(（【][示样范]例(?:行|数据)?[)）】]|[示样范]例(?:行|数据)?.{0,6}(?:删|忽略).{0,8})", re.S
)
"""One of its cells: 张三（示例）, 示例行，导入前请删除."""


def is_example(first: str, filled: Sequence[str]) -> bool:
    """Whether a row with this first cell and these that are not blank says that it is one."""
    if first in EXAMPLES:
        return True
    if not any(IN_AN_EXAMPLE in cell for cell in filled):
        return False
    return _FIRST.fullmatch(filled[0]) is not None or any(map(_ANY.fullmatch, filled))
