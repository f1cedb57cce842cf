"""Line breaking as Chinese typesetting asks (GB/T 15834-2011, 5.1.10, and common practice).

No line begins with closing punctuation, a hyphen or a slash, or ends with an opening bracket; a run of digits and
Latin letters, a number or a letter with its unit (737号, A座, 三百米, 500ml), the words of two characters that close a
part of an address, of a company's name or a measure (号楼, 单元, 小区, 公司, 公斤), and the names of peoples (布朗族) stay
in one piece.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from waybill.patterns import late_pattern

NOT_FIRST = frozenset("、。，．；：？！…—–-－～~·・/／）］｝〕〉》」』】〗〞’”％‰℃ー々,.;:?!)]}%°′″*＊×")
NOT_LAST = frozenset("（［｛〔〈《「『【〖〝‘“([{￥¥＄$№第#＃")
_UNITS = frozenset(
    "号栋幢座单元室楼层期区弄巷组队村社路街道段户门排院厂米克件箱斤公千升毫只个台瓶双套袋包盒支年月日时分秒点折岁片张本条块盏辆码寸％%"
    "册粒枚颗棵株根束朵桶罐听壶杯碗盘卷捆副顶吨度元级款色提抽联人位格孔瓦版代合尺"
)
_CLOSING = frozenset("区栋幢族")
"""What closes a part of an address or a people's name (东区, 佤族) and hardly ever begins a word."""
_NUMERALS = frozenset("一二三四五六七八九十百千万两半")
_POWERS = frozenset("百千万")
_CLOSING_WORDS = (
    "号楼 号院 号门 号馆 号库 号仓 号店 号铺 号线 号桥 号塔 单元 街道 小区 社区 园区 大厦 大楼 大院 公寓 广场 花园 家园 新村 "
    "酒店 宾馆 医院 学院 校区 学生 宿舍 大学 中学 小学 学校 银行 超市 商场 市场 中心 驿站 大道 公路 股份 有限 公司 集团 物流 速递 快递 公斤 千克 毫升 "
    "毫米 厘米 平米 小时 分钟 一期 二期 三期 四期 五期 六期 大街 胡同 东路 西路 南路 北路 中路 东街 西街 南街 北街 国际 科技 "
    "菜鸟 丰巢 门面 门卫 门口 路口 楼下 楼上 对面 旁边 隔壁 附近 集散 分拨 转运 中转 枢纽 航空 易碎 轻拿 轻放 "
    "自治 治州 治县 治旗 哈萨 萨克 维吾 吾尔 蒙古 锡伯 柯尔 尔克 克孜 塔吉 吉克 达斡 斡尔 鄂温 温克 鄂伦 伦春 朝鲜 东乡 撒拉 "
    "保安 裕固 土家 仡佬 仫佬 毛南 布依 拉祜 布朗 傈僳 哈尼 景颇 纳西 普米 独龙"
)
"""Words of two characters that close a part of an address, of a company's name or a measure, or begin a people's name."""
_WORDS = frozenset(_CLOSING_WORDS.split())
_COLONS = (":", "：")
"""Behind a caption of two characters, which stay together: 凭据:, 理由:."""
_RUN = frozenset("#＃*＊-－_./\\@+&'’=~^:,×")

_NAME_END = late_pattern("[省市区县旗盟](?![省市区县旗盟镇])(?=.)|自治州(?=.)")
_PART = late_pattern(
    "[0-9A-Za-z０-９-]+(?:(号楼|[栋幢座])|((?:号院?|弄)(?![楼门馆库仓店铺线桥塔院]))|)|([，、；])|([（(])"
)
"""Between the parts of an address: before a building (1) or a bracket (4), behind a house's number (2) or a comma (3)."""
_BEFORE = (1, 4)

Line = tuple[int, int]
"""Start and end of a line in the text, blanks at its end left out."""


def _runs(char: str) -> bool:
    """Characters of which digits-and-letters runs are made, full-width ones too; a hidden digit counts as one."""
    return ((char < "\u2e80" or "０" <= char <= "ｚ") and char.isalnum()) or char in _RUN


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring characters."""
    if before == " " or after == " ":
        return before == " " and after != " "
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    if _runs(before):
        return not _runs(after) and not (after in _UNITS and (before.isalnum() or before in "*＊"))
    if before in _NUMERALS and (after in _POWERS or after in _UNITS):
        return False
    return not ("\u0300" <= after <= "\u036f" or after in _CLOSING or before + after in _WORDS)


def wrap(
    text: str, sums: Sequence[int], limit: int, max_lines: int, *, start: int, stop: int, tear: bool = False
) -> list[Line] | None:
    """Break ``text[start:stop]`` into at most ``max_lines`` lines no wider than ``limit``; None when that
    can't be.

    ``sums[i]`` is the width of the first ``i`` characters, in the unit of ``limit``.  A run that alone is
    wider than a line is broken inside only when ``tear`` allows it.
    """
    lines: list[Line] = []
    whole = sums[stop]
    while start < stop:
        if len(lines) == max_lines:
            return None
        reach = sums[start] + limit
        if whole <= reach:
            lines.append((start, stop))
            break
        end = bisect_right(sums, reach, start + 1, stop + 1) - 1
        cut = _cut(text, start, end, stop, tear=tear)
        if cut <= start:
            return None
        last = cut
        while last > start and text[last - 1] == " ":
            last -= 1
        lines.append((start, last))
        start = cut
    return lines


def balance(text: str, sums: Sequence[int], lines: list[Line], limit: int) -> list[Line]:
    """As many lines with a less ragged end, where the last line would be a leftover of a few characters."""
    start, stop = lines[-1]
    count = len(lines)
    if count < 2 or (sums[stop] - sums[start]) * 4 > limit:
        return lines
    best = lines
    begin, finish = lines[0][0], stop
    for narrower in range(limit * 15 // 16, limit // 2, -limit // 16):
        if all(sums[end] - sums[start] <= narrower for start, end in best):
            continue  # the same lines again
        tried = wrap(text, sums, narrower, count, start=begin, stop=finish)
        if tried is None:
            break
        best = tried
        start, stop = tried[-1]
        if (sums[stop] - sums[start]) * 5 > limit * 2:
            break
    return best


def after_a_name(text: str, sums: Sequence[int], lines: list[Line], limit: int) -> list[Line]:
    """Two lines of divisions, broken as evenly as can be behind the name of one: 福建省泉州市 / 晋江市."""
    if len(lines) != 2:
        return lines
    (start, _), (_, stop) = lines
    cuts = [match.end() for match in _NAME_END.finditer(text, start, stop)]
    whole = sums[start] + sums[stop]
    cut = min(reversed(cuts), key=lambda cut: abs(2 * sums[cut] - whole), default=start)
    fits = sums[cut] - sums[start] <= limit and sums[stop] - sums[cut] <= limit
    return [(start, cut), (cut, stop)] if cut > start and fits else lines


def after_a_part(text: str, sums: Sequence[int], lines: list[Line], limit: int) -> list[Line]:
    """Two lines of an address, broken as evenly as can be between parts of it: 高新西路249号 / 御仕万苑二期1栋***.

    Where there is no such place, or a part is too long for it, they are balanced like any others.
    """
    if len(lines) == 2:
        (start, _), (_, stop) = lines
        cut, uneven, whole = start, 2 * limit, sums[start] + sums[stop]
        for found in _PART.finditer(text, start + 1, stop):
            kind = found.lastindex
            at = found.start() if kind in _BEFORE else found.end()
            off = abs(2 * sums[at] - whole)
            if kind and off < uneven and at < stop and may_break(text[at - 1], text[at]):
                cut, uneven = at, off
        if cut > start and max(sums[cut] - sums[start], sums[stop] - sums[cut]) <= limit:
            return [(start, cut), (cut, stop)]
    return balance(text, sums, lines, limit)


def _cut(text: str, start: int, end: int, stop: int, *, tear: bool) -> int:
    """The last place at or before ``end`` where the line may end; ``start`` when there is none."""
    while end < stop and text[end] == " ":
        end += 1
    cut = end
    while start < cut < stop and not may_break(text[cut - 1], text[cut]):
        cut -= 1
    if text.startswith(_COLONS, cut + 1) and start < cut - 1 and may_break(text[cut - 2], text[cut - 1]):
        cut -= 1
    return end if tear and cut == start else cut
