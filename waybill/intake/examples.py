"""A form's rows that show how to fill it in: no orders, though they look like some."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

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
_OF_GOODS = late_pattern(
    r"[(（【\[]?(?:填写)?示例(?:行|数据)?[)）】\]]?|[(（【\[][样范]例(?:行|数据)?[)）】\]]"
    r"|[(（【\[]?(?:[本此该这](?:一?行|条)?[是为]?)?(?:填写)?[示样范]例(?:行|数据|(?=\W*(?:[请可须需应]|务必|[导上提发打使填].{0,3}前))).{0,10}(?:删|忽略).{0,8}",
    re.S,
)
"""A cell of goods or a remark, where samples (色卡（样例）, 请附样例，勿忽略) are what is sent."""


def is_example(first: str, filled: Sequence[str], goods: Collection[str]) -> bool:
    """Whether a row with this first cell and these that are not blank says that it is one.  ``goods``: what stands in its
    columns of goods and remarks."""
    if first in EXAMPLES:
        return True
    if not any(IN_AN_EXAMPLE in cell for cell in filled):
        return False
    if _FIRST.fullmatch(filled[0]) and filled[0] not in goods:
        return True
    return any(
        (_OF_GOODS if cell in goods else _ANY).fullmatch(cell) for cell in filled if IN_AN_EXAMPLE in cell
    )
