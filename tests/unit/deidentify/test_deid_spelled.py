"""The order's own name in Latin letters."""

from __future__ import annotations

import pytest

from waybill.deidentify.called import familiar, own
from waybill.deidentify.policy import Policy
from waybill.deidentify.spelled import _readings, _table, may_be_spelled, spelled_spans
from waybill.deidentify.text import mask_text, untouched

POLICY = Policy.default()
READINGS = {
    "啊": "a", "林": "lin", "大": "da", "秋": "qiu", "座": "zuo", "吕": "lv", "鲁": "lu", "女": "nv", "略": "lve", "王": "wang", "张": "zhang",
    "欧": "ou", "阳": "yang", "娜": "na", "婷": "ting", "琪": "qi", "玥": "yue", "宸": "chen", "闫": "yan", "阚": "kan", "翟": "zhai", "国": "guo", "建": "jian",
}  # fmt: skip
SPELLED = [
    ("林大秋", "lindaqiu", "***"),
    ("林大秋", "Lin Daqiu", "***"),
    ("林大秋", "LIN DA QIU 收", "*** 收"),
    ("林大秋", "To: Lin Da-qiu", "To: ***"),
    ("林大秋", "Lin, Daqiu", "***"),
    ("林大秋", "Daqiu Lin", "***"),
    ("林大秋", "DaQiu.Lin", "***"),
    ("林大秋", "gift for Daqiu", "gift for ***"),
    ("林大秋", "daqiu收", "***收"),
    ("林大秋女士收", "ＬＩＮ　ＤＡＱＩＵ", "***"),
    ("張偉", "Zhang Wei", "***"),
    ("吕布", "lv bu", "***"),
    ("吕布", "LYU BU", "***"),
    ("吕布", "Lu Bu", "***"),
    ("单婷", "Shan Ting", "***"),
    ("欧阳静雯", "Ouyang Jingwen", "***"),
    ("欧阳静雯", "Jingwen Ouyang", "***"),
    ("李安", "Li An", "***"),
    ("李安", "LiAn", "***"),
    ("李娥", "li e", "***"),
    ("李可", "LIke 收", "*** 收"),
    ("翟琳", "Zhai Lin", "***"),
    ("冼星海", "XIAN XINGHAI", "***"),
    ("夏侯惇", "Xiahou Dun", "***"),
    ("黄晟", "Huang Sheng", "***"),
    ("黄晟", "Huang Cheng", "***"),
    ("谌龙", "Shen Long", "***"),
    ("谌龙", "Chen Long", "***"),
    ("长孙颖", "Zhangsun Ying", "***"),
]
MEANS_SOMETHING_ELSE = [
    ("林大秋", "Linda Qi"),
    ("林大秋", "lindaqiushi"),
    ("林大秋", "Linen tablecloth"),
    ("李可", "I like it"),
    ("李可", "Like new"),
    ("李可", "LIKE NEW"),
    ("马克", "Please make sure"),
    ("马特", "HUAWEI Mate 60 Pro"),
    ("王婷", "Alexander Wang T恤"),
    ("李娜", "Lina Bell"),
    ("王曌", "Wang Zhao"),
]


@pytest.mark.parametrize("char", READINGS)
def test_readings(char: str) -> None:
    assert READINGS[char] in _readings(char)


@pytest.mark.parametrize("char", "*A5曌")
def test_what_has_no_reading_is_not_looked_for(char: str) -> None:
    assert _readings(char) == ()
    assert not may_be_spelled("wang", "王" + char)
    assert not list(spelled_spans("Wang Zhao", "王" + char))


def test_the_table_is_in_the_order_of_its_codes() -> None:
    starts, readings, _ = _table()
    assert starts == sorted(starts)
    plain = [reading.replace("v", "u") for reading in readings]
    assert plain == sorted(plain)
    assert len(set(readings)) == len(readings) == 396


@pytest.mark.parametrize(("piece", "text"), [("林", "Lin"), ("林大秋大秋", "Lin Da Qiu Da Qiu")])
def test_a_name_has_two_to_four_characters(piece: str, text: str) -> None:
    assert not may_be_spelled(text.lower(), piece)
    assert not list(spelled_spans(text, piece))


@pytest.mark.parametrize(("name", "text", "masked"), SPELLED)
def test_the_own_name_is_found_in_latin_letters(name: str, text: str, masked: str) -> None:
    pieces = (*own(name, "13912345678"), *familiar(name))
    assert not untouched(text, pieces)
    assert mask_text(text, POLICY, pieces=pieces).masked == masked


@pytest.mark.parametrize(("name", "text"), MEANS_SOMETHING_ELSE)
def test_other_words_stay(name: str, text: str) -> None:
    pieces = (*own(name, "13912345678"), *familiar(name))
    assert mask_text(text, POLICY, pieces=pieces).masked == text
