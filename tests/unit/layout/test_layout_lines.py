"""Chinese line breaking."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waybill.layout.lines import (
    NOT_FIRST,
    NOT_LAST,
    Line,
    after_a_name,
    after_a_part,
    balance,
    may_break,
    wrap,
)


def broken(text: str, limit: int, lines: int = 9, *, tear: bool = False) -> list[str] | None:
    """``text`` in lines of at most ``limit`` ideographs; other characters are half as wide."""
    sums = [0, *accumulate(2 if char > "\u2e80" else 1 for char in text)]
    found = wrap(text, sums, 2 * limit, lines, start=0, stop=len(text), tear=tear)
    return None if found is None else [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("长江西路737号山门府际苑", 5, ["长江西路", "737号山门", "府际苑"]),
        ("解放东侧，南段", 4, ["解放东", "侧，南段"]),
        ("解放路（南段）", 4, ["解放路", "（南段）"]),
        ("万象城43栋****", 5, ["万象城", "43栋****"]),
        ("共3单元", 3, ["共", "3单元"]),
        ("三百弄12号楼东", 4, ["三百弄", "12号楼东"]),
        ("幸福里8#楼北门", 4, ["幸福里", "8#楼北门"]),
        ("幸福里B3栋北门", 4, ["幸福里", "B3栋北门"]),
        ("望京西里Ａ座北门", 5, ["望京西里", "Ａ座北门"]),
        ("府际苑东区43栋", 4, ["府际苑", "东区43栋"]),
        ("洗衣液约500毫升", 6, ["洗衣液约", "500毫升"]),
        ("《三体》全集（共3册）", 9, ["《三体》全集（共", "3册）"]),
        ("抽纸整箱400抽27提", 6, ["抽纸整箱", "400抽27提"]),
        ("维生素片60粒2罐", 5, ["维生素片", "60粒2罐"]),
        ("鲜鸡蛋共八枚装", 5, ["鲜鸡蛋共", "八枚装"]),
        ("清河街道", 3, ["清河", "街道"]),
        ("翠湖花园二期34栋", 5, ["翠湖花园", "二期34栋"]),
        ("社向西大街21巷", 4, ["社向西", "大街21巷"]),
        ("邮政物流股份有限公司", 5, ["邮政物流", "股份有限", "公司"]),
        ("纯棉毛巾×8；", 4, ["纯棉毛", "巾×8；"]),
        ("Wireless Mouse", 4, ["Wireless", "Mouse"]),
        ("长江西路７３７号山门", 6, ["长江西路", "７３７号山门"]),
        ("芳园Ａ座３－１２０２室", 7, ["芳园Ａ座", "３－１２０２室"]),
        ("甲、乙：１＠２", 5, ["甲、乙：１", "＠２"]),
        ("保温杯500ml", 5, ["保温杯", "500ml"]),
        ("白鸭绒/粉色/130cm", 5, ["白鸭绒/粉", "色/130cm"]),
        ("加厚款黑色-XL", 5, ["加厚款黑", "色-XL"]),
        ("买买提·吐尔逊", 4, ["买买提·", "吐尔逊"]),
        ("阿里 巴巴", 2, ["阿里", "巴巴"]),
        ("8:00—21:30营业", 5, ["8:00—21:30", "营业"]),
        ("例外显示 理由:甲乙 凭据:丙", 10, ["例外显示 理由:甲乙", "凭据:丙"]),
        ("例外显示凭据:丙", 5, ["例外显示", "凭据:丙"]),
        ("例外显示凭 据:丙", 5, ["例外显示凭", "据:丙"]),
        ("甲：乙：丙：丁：", 3, ["甲：", "乙：", "丙：", "丁："]),
        ("双江拉祜族佤族布朗族", 6, ["双江拉祜族", "佤族布朗族"]),
        ("双江拉祜族佤族布朗族", 8, ["双江拉祜族佤族", "布朗族"]),
        ("哈萨克自治州", 4, ["哈萨克", "自治州"]),
        ("伊犁哈萨克自治州", 4, ["伊犁", "哈萨克", "自治州"]),
        ("乌鲁木齐航空集散中心", 7, ["乌鲁木齐航空", "集散中心"]),
        ("路口往南约三百米路西", 6, ["路口往南约", "三百米路西"]),
        ("幸福小区东三层北门", 6, ["幸福小区东", "三层北门"]),
        ("府际苑西门菜鸟驿站", 6, ["府际苑西门", "菜鸟驿站"]),
        ("学校北侧底商门面", 7, ["学校北侧底商", "门面"]),
        ("前打电话；易碎品", 6, ["前打电话；", "易碎品"]),
    ],
)
def test_breaks(text: str, limit: int, lines: list[str]) -> None:
    assert broken(text, limit) == lines


def test_too_many_lines_is_none() -> None:
    assert broken("一二三四五六", 2, lines=2) is None
    assert broken("一二三四五六", 3, lines=2) == ["一二三", "四五六"]


def test_a_run_wider_than_a_line_is_torn_only_when_allowed() -> None:
    assert broken("A" * 12, 3) is None
    assert broken("A" * 12, 3, tear=True) == ["A" * 6, "A" * 6]


def test_a_character_wider_than_the_line_is_none_even_with_tear() -> None:
    assert wrap("字", [0, 2], 1, 3, start=0, stop=1, tear=True) is None


def test_neighbours() -> None:
    for char in sorted(NOT_FIRST):
        assert not may_break("字", char), char
    for char in sorted(NOT_LAST):
        assert not may_break(char, "字"), char
    assert may_break("字", "字")
    assert may_break("路", "7")
    assert not may_break("7", "号")
    assert not may_break("*", "室")


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        (" ", "路", True),
        (" ", "区", True),
        (" ", "，", True),
        ("(", " ", False),
        ("A", " ", False),
        ("路", " ", False),
        (" ", " ", False),
        ("A", "1", False),
        ("A", "路", False),
        ("A", "号", False),
        ("A", "字", True),
        ("*", "字", True),
        ("-", "楼", True),
        ("号", "楼", False),
        ("号", "望", True),
        ("东", "区", False),
        ("小", "区", False),
        ("单", "元", False),
        ("元", "单", True),
        ("１", "号", False),
        ("１", "２", False),
        ("ｚ", "Ａ", False),
        ("路", "１", True),
        ("路", "́", False),
        ("路", "ͯ", False),
    ],
)
def test_blanks_runs_and_marks(before: str, after: str, may: bool) -> None:
    assert may_break(before, after) is may


def test_blanks_at_the_end_ask_for_no_line() -> None:
    assert wrap("路路  ", [0, 2, 4, 5, 6], 5, 1, start=0, stop=4) == [(0, 2)]
    assert wrap("路路  ", [0, 2, 4, 5, 6], 4, 2, start=0, stop=4) == [(0, 2)]


def test_balancing_tears_no_run() -> None:
    text = "A" * 16 + "在"
    lines = [(0, 16), (16, 17)]
    assert wrap(text, range(18), 16, 2, start=0, stop=17) == lines
    assert balance(text, range(18), lines, 16) == lines


def test_a_leftover_is_balanced() -> None:
    text = "乌鲁木齐航空集散总站"
    sums = list(range(len(text) + 1))
    ragged = wrap(text, sums, 9, 2, start=0, stop=len(text))
    assert ragged == [(0, 9), (9, 10)]
    assert balance(text, sums, ragged, 9) == [(0, 6), (6, 10)]
    full = [(0, 6), (6, 10)]
    assert balance(text, sums, full, 9) is full


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("福建省泉州市晋江市", 7, 6),
        ("甲市一二三四五六七八九十", 9, 9),  # behind the name ten would be left, one too many
        ("甲市一二三四五六七八九十", 10, 2),
        ("一二三四五六七八九市十一", 8, 8),  # up to the name there are ten
        ("一二三四五六七八九市十一", 10, 10),
    ],
)
def test_behind_a_name_only_where_both_lines_fit(text: str, limit: int, cut: int) -> None:
    lines = [(0, min(limit, len(text))), (min(limit, len(text)), len(text))]
    assert after_a_name(text, range(len(text) + 1), lines, limit) == [(0, cut), (cut, len(text))]


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("高新西路249号御仕万苑二期1栋***", 15, ["高新西路249号", "御仕万苑二期1栋***"]),
        ("世纪北路53号澜地府东区42号楼***", 14, ["世纪北路53号", "澜地府东区42号楼***"]),
        ("阜通东大街6号院方恒国际中心C座", 14, ["阜通东大街6号院", "方恒国际中心C座"]),
        ("人民路6号楼二层甲乙丙丁戊己", 11, ["人民路", "6号楼二层甲乙丙丁戊己"]),
        ("福海大道３号，同富裕工业区甲", 11, ["福海大道３号，", "同富裕工业区甲"]),
        ("前进村8组（村委会对面）", 10, ["前进村8组", "（村委会对面）"]),
        ("翠湖花园三区A座1楼", 8, ["翠湖花园三区", "A座1楼"]),
        (
            "张江科技园博云路2号浦软甲",
            8,
            ["张江科技园博云路", "2号浦软甲"],
        ),  # behind 2号 it would be too long
        ("民族学院东侧第二排平房甲", 11, ["民族学院东侧", "第二排平房甲"]),  # no part's end: only balanced
    ],
)
def test_an_address_is_broken_between_its_parts(text: str, limit: int, lines: list[str]) -> None:
    sums = [0, *accumulate(20 if char > "\u2e80" else 10 for char in text)]
    found = wrap(text, sums, 20 * limit, 2, start=0, stop=len(text))
    assert found
    assert [text[start:end] for start, end in after_a_part(text, sums, found, 20 * limit)] == lines


@given(st.text("长江路号院室7 ,。(（*A座", min_size=1, max_size=60), st.integers(4, 40))
def test_between_parts_nothing_is_lost_or_too_wide(text: str, limit: int) -> None:
    sums = [0, *accumulate(20 if char > "\u2e80" else 11 for char in text)]
    found = wrap(text, sums, 20 * limit, 9, start=0, stop=len(text))
    if found:
        lines = after_a_part(text, sums, found, 20 * limit)
        assert len(lines) == len(found)
        assert all(sums[end] - sums[start] <= 20 * limit for start, end in lines)
        assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")


def balanced_by_trying(text: str, sums: list[int], lines: list[Line], limit: int) -> list[Line]:
    """The rule without its short cut: every narrower limit is tried."""
    start, stop = lines[-1]
    if len(lines) < 2 or (sums[stop] - sums[start]) * 4 > limit:
        return lines
    best, begin = lines, lines[0][0]
    for narrower in range(limit * 15 // 16, limit // 2, -limit // 16):
        tried = wrap(text, sums, narrower, len(lines), start=begin, stop=stop)
        if tried is None:
            break
        best = tried
        if (sums[tried[-1][1]] - sums[tried[-1][0]]) * 5 > limit * 2:
            break
    return best


@given(st.text("长江路号室7 ,。(*A", min_size=1, max_size=60), st.integers(4, 40))
def test_balancing_skips_only_what_changes_nothing(text: str, limit: int) -> None:
    sums = [0, *accumulate(20 if char > "\u2e80" else 11 for char in text)]
    lines = wrap(text, sums, 20 * limit, 9, start=0, stop=len(text), tear=True)
    if lines:
        assert balance(text, sums, lines, 20 * limit) == balanced_by_trying(text, sums, lines, 20 * limit)
