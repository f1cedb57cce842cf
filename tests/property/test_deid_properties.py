"""Masking for every script and length: idempotent, bounded, never less than the minimum, never a crash."""

from __future__ import annotations

import re
from unicodedata import normalize

from hypothesis import example, given, settings
from hypothesis import strategies as st

from waybill.deidentify.addresses import mask_address
from waybill.deidentify.marks import clean, narrow
from waybill.deidentify.name_cells import is_han, is_letter
from waybill.deidentify.names import mask_name
from waybill.deidentify.phones import mask_phone
from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_found import shape_spans
from waybill.deidentify.text_own import piece_spans
from waybill.deidentify.text_people import SOMEBODY
from waybill.deidentify.text_shapes import contacts, everything

POLICIES = st.builds(
    Policy,
    style=st.sampled_from(["standard", "smile", "tail4"]),
    name_visible_max=st.integers(0, 1),
    phone_visible_max=st.integers(0, 5),
    virtual_numbers=st.sampled_from(["print", "mask"]),
)
SEASONING = "张三李四王先生女士收公司店可可𬱖葛\U000e0100·•AbcdéxX*＊●^_0139６ 　()（）/,，:：#$~@🐱★-+.某\u200b\n\x00\u0301\ue000转分机"
NAMES = st.text() | st.text(SEASONING, max_size=14) | st.from_regex(r"[\u4e00-\u9fff]{1,6}", fullmatch=True)
DIGITS = "0123456789" * 4 + "131386 -()（）+./、，,;转#[]*＊^_.…xX０１３分机ext"
PHONES = (
    st.text(max_size=40)
    | st.text(DIGITS, max_size=24)
    | st.from_regex(r"(\+?86[ -]?)?1[3-9][0-9]{9}([-转,][0-9]{1,6})?", fullmatch=True)
    | st.from_regex(r"0[1-9][0-9]{1,2}-?[2-9][0-9]{6,7}", fullmatch=True)
    | st.from_regex(r"1[0-9]{0,3}[*x.]{1,8}[0-9]{0,5}", fullmatch=True)
)
TITLES = ("先生", "女士")
BESIDE_PEOPLE = """王|建国|欧阳|娜娜|阿依古丽·|买买提|找|给|请|班|老公|妈妈|儿子|落款|To|先生|女士|收|代收|签收|下来|取件|的快递|纳|的|上海市|(|)|：|，|/|-
13812345678|0571-88880000|501|0501|5-0-1|放|鞋柜|门口|在家|家里是|交给|工位|code|gate|Ou|Yang|na-na|OUYANG|Wang| |  """.replace(
    "\n", "|"
).split("|")
PIECES = ("欧阳娜娜", "张Tom", "13812345678", "021-51234567", "3单元1202室", "1202", "买买提·吐尔逊", "A李王")


def digits(text: str) -> str:
    return re.sub(r"\D", "", narrow(text))


@settings(max_examples=400, deadline=None)
@given(NAMES, POLICIES)
@example("张" * 5000, Policy.default())
@example("先生" * 3000, Policy.default())
@example("张*生", Policy.default())
@example("㗳\u0300㗳", Policy.default())
def test_names(raw, policy):
    result = mask_name(raw, policy)
    out = result.masked
    if out is None:
        assert result.issues
        return
    assert mask_name(out, policy).masked == out
    assert out.isprintable() or any(char >= "\ue000" for char in out)
    assert len(out) <= 16
    shown = [char for char in out if is_letter(char)]
    for title in TITLES:
        if result.rule == "kept" and out.endswith(title):
            shown = shown[:-2]
    assert len(shown) <= policy.name_visible_max
    if result.kind != "masked":
        assert out != raw
        han = [char for char in raw if is_han(char)]
        assert not han or set(han) - set(out)


@settings(max_examples=600, deadline=None)
@given(PHONES, POLICIES)
@example("1" * 5000, Policy.default())
@example("138 " * 2000, Policy.default())
def test_phones(raw, policy):
    result = mask_phone(raw, policy)
    out = result.masked
    if out is None:
        assert result.issues
        return
    if result.kind == "virtual":
        assert re.fullmatch(r"700\d{12}", out)
        return
    assert mask_phone(out, policy).masked == out
    assert len(out) <= 60
    whole, shown = digits(raw), digits(out)
    for part in out.split(" / "):
        assert len(digits(part)) <= policy.phone_visible_max
    assert not any(whole[at : at + 7] in shown for at in range(len(whole) - 6))
    if " / " not in out and result.kind != "masked":
        assert len(shown) <= max(0, len(whole) - 6)
    assert out != raw or result.kind == "masked"


@settings(max_examples=200, deadline=None)
@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.text("-转,[]（）#_ ", min_size=1, max_size=2),
    st.from_regex(r"[0-9]{4}", fullmatch=True),
)
def test_an_extension_is_never_in_sight(number, link, extension):
    out = mask_phone(number + link + extension, Policy.default()).masked
    assert out.startswith("1******" + number[7:])
    assert len(digits(out)) == 5


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60) | st.text(SEASONING + DIGITS + "单元室栋微信QQ放", max_size=60))
def test_texts(raw):
    pieces = ("欧阳娜娜", "13812345678", "3单元1202室", "1202")
    result = mask_text(raw, Policy.default(), pieces=pieces)
    out = result.masked
    if out is None:
        assert result.issues
        return
    assert mask_text(out, Policy.default(), pieces=pieces).masked == out
    assert "欧阳娜娜" not in out
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", out)
    assert len(out) <= 2 * len(raw) + 3
    assert not any(ord(char) < 32 for char in out)


@settings(max_examples=200, deadline=None)
@given(
    st.from_regex(r"[一-龥]{0,6}", fullmatch=True),
    st.sampled_from(
        [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+8613812345678",
            "１３８１２３４５６７８",
            "欧阳娜娜",
            "3单元1202室",
        ]
    ),
    st.from_regex(r"[一-龥]{0,6}", fullmatch=True),
)
def test_what_a_text_hides_does_not_depend_on_what_stands_around_it(before, secret, after):
    out = mask_text(
        before + secret + after, Policy.default(), pieces=("欧阳娜娜", "13812345678", "3单元1202室")
    ).masked
    assert secret not in out
    assert "2345678" not in digits(out)


@settings(max_examples=400, deadline=None)
@given(
    st.text(SEASONING + DIGITS + "单元室栋微信QQ放收件人姓名是叫密码京A", max_size=30)
    | st.lists(st.sampled_from(BESIDE_PEOPLE), max_size=8).map("".join),
    st.booleans(),
)
def test_the_cheap_test_never_passes_what_the_long_one_would_hide(raw, rooms):
    text = narrow(clean(raw))
    if untouched(text, PIECES, rooms):
        assert not list(shape_spans(text, everything() if rooms else contacts()))
        assert not (rooms and list(shape_spans(text, SOMEBODY)))
        assert not [span for piece in PIECES for span in piece_spans(text, piece)]


def told(text: str) -> list[str]:
    """The letters and digits of a text, as a label would have them."""
    return [char for char in narrow(normalize("NFC", text)) if char.isalnum()]


ANYTHING = (
    NAMES
    | PHONES
    | st.text(SEASONING + DIGITS + "省市区路号栋单元室层座", max_size=40)
    | st.text(max_size=40)
)


@settings(max_examples=400, deadline=None)
@given(ANYTHING, POLICIES)
@example("138****5678/021-51234567", Policy.default())
@example("张\ud800三1\u202e2栋3\x00", Policy.default())
def test_a_mask_shows_nothing_but_what_stood_there_in_that_order(raw, policy):
    for rule in (mask_name, mask_phone, mask_address, mask_text):
        left = iter(told(clean(raw)))
        assert all(char in left for char in told(rule(raw, policy).masked or "")), rule


REGIONS = ("", "江苏省南京市鼓楼区", "上海市徐汇区", "浙江省 杭州市 西湖区 ", "广东省东莞市长安镇")
ROADS = ("中山路8号", "文一西路1218号", "南京西路1266弄8号", "8号大街", "解放村三组12号")
ESTATES = ("", "阳光花园", "国际大厦", "玫瑰园三期", "南京师范大学仙林校区")
DOORS = ("3栋2单元1202室", "41幢501", "B座9楼902", "3-2-1202", "2舍305", "5号楼东户", "负一层B12", "1202室")
BESIDE_DOORS = (
    "",
    " 13812345678",
    "（13812345678-6621）",
    " 李建国收",
    " 微信wxid_abc123",
    "🐱",
    "\U000e0100",
    "***",
)
PARTS = (BESIDE_DOORS, REGIONS, ROADS, ESTATES, BESIDE_DOORS, DOORS, BESIDE_DOORS)


@settings(max_examples=300, deadline=None)
@given(st.tuples(*map(st.sampled_from, PARTS)))
@example(("1202室",))
@example(("阳光花园", "🐱", "1202室", "a@b.com欧阳"))
def test_a_masked_address_stays_as_it_is(parts):
    out = mask_address("".join(parts), Policy.default()).masked
    assert mask_address(out, Policy.default()).masked == out
    assert "202" not in out and "2345678" not in out and "wxid" not in out


_NINE_DIGITS = st.from_regex(r"[2-9][0-9]{8}", fullmatch=True)
PHONE_KINDS = {
    "+86 {}": (11, "138"),
    "0512-{}": (8, ""),
    "010{}": (8, ""),
    "0755-{}转802": (8, ""),
    "{}转12": (10, "400"),
    " {}": (10, "800"),
    "({})": (14, "95013"),
    "+852 {}": (8, ""),
    "+853 {}": (8, ""),
    "+886 {}": (9, "9"),
    "0{}": (9, "9"),
    "+1 {}": (10, "41"),
    "+7 {}": (10, "91"),
    "+65 {}": (8, "9"),
    "+44 {}": (10, "20"),
    "短号{}": (6, ""),
    "{}": (8, ""),
    "{}-601": (7, ""),
}
"""Each kind of number: how many digits it has without the code of a country or an area, which the address beside it tells
anyway, and how they begin."""


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(PHONE_KINDS)), _NINE_DIGITS, POLICIES)
def test_of_every_kind_of_number_six_digits_are_hidden_under_every_policy(form, drawn, policy):
    count, begins = PHONE_KINDS[form]
    number = (begins + drawn)[:count].ljust(count, "3")
    out = mask_phone(form.format(number), policy).masked
    assert out is not None
    shown = digits(out)
    assert len(shown) <= min(policy.phone_visible_max, max(0, count - 6))
    assert not shown or number.endswith(shown) or (shown[0] == "1" and number.endswith(shown[1:]))
    assert mask_phone(out, policy).masked == out


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        [
            "王",
            "王芳",
            "王建国",
            "欧阳娜娜",
            "迪丽热巴·买买提",
            "才旦卓玛",
            "可可",
            "Lily",
            "John·Smith",
            "Иван",
            "김민준",
            "王先生",
            "王老师",
            "乐天贸易有限公司",
            "第一中学李老师",
            "WXM",
            "王jianguo",
        ]
    ),
    st.sampled_from(
        [
            "{}",
            "{}收",
            "{}（收）",
            "【{}】",
            " {} ",
            "收件人：{}",
            "{}女士",
            "{}13812345678",
            "{}/李梅",
            "🐱{}",
        ]
    ),
    POLICIES,
)
def test_of_every_kind_of_name_one_character_at_most_is_shown_and_one_is_hidden(name, form, policy):
    out = mask_name(form.format(name), policy).masked
    assert out is not None
    shown = [char for char in out if is_letter(char)]
    assert len(shown) <= policy.name_visible_max
    hidden = {char for char in name if is_letter(char)} - set(shown)
    assert hidden
    assert not any(map(str.isdigit, out))
