"""What a person may be called by whoever writes a remark: the names of a cell, to the letter."""

from __future__ import annotations

import pytest

from waybill.deidentify.called import called, familiar, is_bare, own, pet_names

NAMES = {
    "周静娜": (("周静娜",), ("静娜",)),
    "王芳": (("王芳",), ()),
    "李": ((), ()),
    "欧阳静雯": (("欧阳静雯",), ("阳静雯", "静雯")),
    "张简俊伟": (("张简俊伟",), ("简俊伟", "俊伟")),
    "司马相如赋体": (("司马相如赋体",), ()),
    "张偉": (("张伟",), ()),
    "周静娜女士收": (("周静娜",), ("静娜",)),
    "周静娜总经理": (("周静娜",), ("静娜",)),
    "诸葛亮先生": (("诸葛亮",), ("葛亮",)),
    "静娜收": (("静娜", "静娜收"), ("娜收",)),  # the last character may be the name's own
    "张春生": (("张春", "张春生"), ("春生",)),
    "王先生": ((), ()),
    "王总": ((), ()),
    "王师傅": ((), ()),
    "先生": ((), ()),
    "公司": ((), ()),
    "收件人": ((), ()),
    "收件人：周静娜": (("周静娜",), ("静娜",)),
    "收货人王芳": (("王芳",), ()),
    "转交王丽": (("王丽",), ()),
    "请转交周静娜": (("周静娜",), ("静娜",)),
    "送给周静娜": (("周静娜",), ("静娜",)),
    "给王芳": (("王芳",), ()),
    "麻烦转交给周静娜": (("周静娜",), ("静娜",)),
    "给力哥": (("给力", "给力哥"), ("力哥",)),
    "周静娜/李雷": (("周静娜", "李雷"), ("静娜",)),
    "李雷 前台": (("李雷",), ()),
    "A周静娜😊": (("周静娜",), ("静娜",)),
    "3单元周静娜": (("单元周静娜", "周静娜"), ("静娜",)),
    "2栋302室 周静娜": (("周静娜",), ("静娜",)),
    "三单元周静娜": (("三单元周静娜", "周静娜"), ("静娜",)),
    "收件人：12-3-402室周静娜": (("室周静娜", "周静娜"), ("周静娜", "静娜", "静娜")),
    "阿依古丽·艾合买提": (
        ("阿依古丽·艾合买提", "阿依古丽", "艾合买提"),
        ("依古丽", "古丽", "合买提", "买提"),
    ),
    "阿·买提": (("阿·买提", "买提"), ()),
    "周静·娜": (("周静·娜", "周静"), ()),
    "周静娜（公司前台）": (("周静娜",), ("静娜",)),
    "公司前台": ((), ()),
    "Li Na": ((), ()),
}


@pytest.mark.parametrize("cell", NAMES)
def test_names_of_a_cell(cell: str) -> None:
    assert (called(cell), familiar(cell)) == NAMES[cell]


BARE = {"周静娜", "王芳", "欧阳静雯", "张简俊伟", "公司", "公司前台"}


@pytest.mark.parametrize("cell", NAMES)
def test_a_bare_name_is_its_own_only_piece(cell: str) -> None:
    assert is_bare(cell) is (cell in BARE)
    pieces = (cell,) if cell in BARE else tuple(piece for piece in (cell, *called(cell)) if len(piece) > 1)
    assert own(cell, "")[: len(pieces)] == pieces
    assert own(cell, "13912345678") == (*own(cell, ""), "13912345678")


PERSONS = {
    "拓远机械有限公司 佘主任": ("拓远机械有限公司 佘主任", "拓远机械有限公司", "佘主任"),
    "王先生/李女士": ("王先生/李女士", "王先生", "李女士"),
    "王先生李女士": ("王先生李女士", "王先生", "李女士"),
    "王先生": ("王先生",),
    "2栋302室 周静娜": ("2栋302室 周静娜", "周静娜"),
    "周静娜 李总": ("周静娜 李总", "周静娜", "李总"),
    "鑫": ("鑫收", "鑫亲收", "鑫签收", "鑫代收", "鑫查收", "鑫亲启", "鑫本人"),
    "鑫😊": ("鑫😊", "鑫收", "鑫亲收", "鑫签收", "鑫代收", "鑫查收", "鑫亲启", "鑫本人"),
    "Q": (),
    "👧张三丰👦李四": ("👧张三丰👦李四", "张三丰李四", "张三丰", "李四"),
    "张🌟三": ("张🌟三", "张三"),
}


@pytest.mark.parametrize("cell", PERSONS)
def test_whoever_the_cell_tells_by_one_character(cell: str) -> None:
    assert own(cell, "") == PERSONS[cell]


@pytest.mark.parametrize(
    ("cell", "text", "forms"),
    [
        ("林小峰", "峰哥的货，阿峰急用", ("峰哥", "阿峰")),
        ("马永辉先生", "辉辉生日快乐", ("辉辉",)),
        ("王明", "小明收，明明说好的", ("小明",)),
        ("林小峰", "林哥的货，山峰图案", ()),
        ("李天心", "小心轻放，天天在家", ()),
        ("张红", "小红书上看到的", ()),
        ("张红", "小红书，小红收", ("小红",)),
        ("赵龙", "小龙虾要活的", ()),
        ("王超", "放小超市", ()),
        ("王超", "放小超市，小超会拿", ("小超",)),
        ("李白", "小白鞋38码，大白兔奶糖", ()),
        ("陈甜", "甜甜圈多放两个", ()),
        ("周连", "发大连仓", ()),
        ("陈静", "静静地放门口就行", ()),
        ("陈静", "静静包裹放门口", ("静静",)),
        ("王先生", "阿生收", ()),
    ],
)
def test_pet_names_of_a_cell(cell: str, text: str, forms: tuple[str, ...]) -> None:
    assert pet_names(cell, text) == forms


@pytest.mark.parametrize(
    ("cell", "first"), [("王**", "王"), ("王*", "王"), ("劉***", "刘"), ("亲**", ""), ("亞**", "亚")]
)
def test_a_cell_that_comes_masked_is_searched_for_as_any_other(cell: str, first: str) -> None:
    told = (f"{first}收", f"{first}亲收") if first else ()
    assert own(cell, "13812345678")[: 1 + len(told)] == (cell, *told)
    assert own(cell, "13812345678")[-1] == "13812345678"
    assert own(cell, "") == own(cell, "13812345678")[:-1]
    assert (called(cell), familiar(cell), pet_names(cell, "王哥")) == ((), (), ())
