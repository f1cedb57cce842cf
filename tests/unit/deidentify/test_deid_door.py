"""The door: what comes out, what is refused, and what never reaches a label, a message or a repr."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from waybill.deidentify.controls import without_controls
from waybill.deidentify.door import Door, RowRejected
from waybill.deidentify.index import order_index, phone_index
from waybill.deidentify.policy import Policy
from waybill.deidentify.sealing_protocol import Seal, SealFields
from waybill.errors import PrivacyError, Where
from waybill.intake.order import Order, Party
from waybill.label import LABEL_FIELDS, Label

KEY = b"k" * 32
RECIPIENT = Party(
    "章衔月", "13971820645", "浙江省", "杭州市", "西湖区", "", "文三路478号华星时代5幢3单元1702室"
)  # fmt: skip
SENDER = Party("顾北辰", "021-51839274", address="上海市浦东新区张江路268弄9号楼602室")
ORDER = Order(
    "orders.csv", 2, "JT9698459974817", "极兔速递", "202600000000000000", RECIPIENT, SENDER, "儿童保温杯500ml",
    "6", "6.55", "058-E06 105", "泉州集", "工作日送货,周末不在",
)  # fmt: skip


class Recorder:
    """A sealer that remembers what it was given."""

    def __init__(self) -> None:
        self.seen: list[tuple[SealFields, str, str]] = []

    def start(self) -> Seal:
        return self.seal

    def seal(self, fields: SealFields, waybill_no: str, carrier: str) -> str:
        self.seen.append((fields, waybill_no, carrier))
        return "SEALED"


def door(policy=None, **options):
    return Door(policy or Policy.default(), index_key=KEY, printed_at="2026-11-23 10:00", **options)


def rejected(order, policy=None, **options):
    with pytest.raises(RowRejected) as caught:
        door(policy, **options).pass_through(order)
    for problem in caught.value.problems:
        assert problem.text("zh") != problem.code != problem.text("en")
    assert RECIPIENT.name not in str(caught.value) + repr(caught.value)
    return {(problem.code, problem.column) for problem in caught.value.problems}


def to(**fields):
    return replace(ORDER, recipient=replace(RECIPIENT, **fields))


def test_a_label_shows_what_it_may_and_nothing_else():
    label, index, told = door().pass_through(ORDER)
    assert (label.recipient_name, label.recipient_phone, label.recipient_phone_note) == (
        "章**",
        "1******0645",
        "",
    )
    assert (label.sender_name, label.sender_phone) == ("顾**", "******74")
    assert label.recipient_region == "浙江省杭州市西湖区"
    assert label.recipient_address.startswith("文三路478号") and "***" in label.recipient_address
    assert (label.contents, label.remark, label.quantity, label.weight_kg) == (
        "儿童保温杯500ml",
        "工作日送货,周末不在",
        "6",
        "6.55",
    )
    assert (label.waybill_no, label.three_segment_code, label.consolidation_hub) == (
        "JT9698459974817",
        "058-E06 105",
        "泉州集",
    )
    packed = label.pack().decode()
    for telling in ("衔月", "3971820", "1702", "3单元", "北辰", "5183927", "602"):
        assert telling not in packed
    assert Label.unpack(label.pack()) == label
    assert told == ()
    assert index.recipient_phones == phone_index(KEY, "+86 139-7182-0645")
    assert index.order_no == order_index(KEY, "2026 00000000000000")


def test_the_fingerprint_tells_parcels_apart_and_nothing_without_a_key():
    first = door().pass_through(ORDER).index
    again = door().pass_through(replace(ORDER, file="other.csv", line=99)).index
    other = door().pass_through(replace(ORDER, remark="易碎品")).index
    assert first == again
    assert first.fingerprint != other.fingerprint
    assert len(first.fingerprint) == len(first.recipient_phones) == len(first.order_no) == 16
    bare = Door(Policy.default(), printed_at="").pass_through(ORDER).index
    assert (bare.fingerprint, bare.recipient_phones, bare.order_no) == (b"", b"", b"")


def test_coordinates_that_the_code_is_not_made_of_are_told():
    for lon, lat, datum, told in (
        ("120.1234", "30.2734", "WGS84", None),
        ("", "", "", None),
        ("30.2734", "120.1234", "WGS84", ("COORD-SWAPPED", "lon")),
        ("120.1234", "30.2734", "", ("COORD-DATUM-UNKNOWN", "datum")),
        ("120.1234", "", "WGS84", ("COORD-HALF", "lat")),
        ("-74.0445", "40.6892", "WGS84", ("COORD-OUTSIDE", "lon")),
    ):
        order = replace(ORDER, lon=lon, lat=lat, datum=datum)
        passed = door().pass_through(order)
        assert passed.label.address_code
        assert [(problem.code, problem.column) for problem in passed.told] == ([told] if told else [])
    abroad = replace(to(address="文三路4**号"), lon="-74.0445", lat="40.6892", datum="WGS84")
    assert door().pass_through(abroad).told == ()


def test_all_that_is_missing_is_told_together():
    assert rejected(replace(ORDER, waybill_no="", recipient=Party())) == {
        ("DEID-WAYBILL-MISSING", "waybill_no"),
        ("DEID-NAME-EMPTY", "recipient_name"),
        ("DEID-PHONE-EMPTY", "recipient_phone"),
        ("DEID-ADDRESS-EMPTY", "recipient_address"),
    }


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("jt9698459974817", "JT9698459974817"),
        (" 9969 8459 9748 17", "99698459974817"),
        ("ＪＴ９６９８４５９９７４８１７", "JT9698459974817"),
    ],
)
def test_blanks_and_case_of_a_waybill_number_are_repaired(number, printed):
    assert door().pass_through(replace(ORDER, waybill_no=number)).label.waybill_no == printed


@pytest.mark.parametrize("number", ["JT123", "JT96984599748!7", "张三12345678", "A" * 31, "ABCDEFGHIJ"])
def test_other_shapes_of_a_waybill_number_are_refused(number):
    assert rejected(replace(ORDER, waybill_no=number)) == {("DEID-WAYBILL-SHAPE", "waybill_no")}


@pytest.mark.parametrize("number", ["13971820645", "139-7182-0645", "8613971820645"])
def test_a_phone_is_never_printed_as_the_waybill_number(number):
    assert rejected(replace(ORDER, waybill_no=number)) == {("DEID-WAYBILL-IS-PHONE", "waybill_no")}


CIPHER = "##Q1w2E3r4T5y6u7I8o9P0==#1##"


@pytest.mark.parametrize(
    ("order", "column"),
    [
        (to(name=CIPHER), "recipient_name"),
        (to(phone="$$Zm9vYmFyYmF6cXV4$1$$"), "recipient_phone"),
        (to(address=CIPHER), "recipient_address"),
        (to(address="文三路 " + CIPHER), "recipient_address"),
        (replace(ORDER, sender=replace(SENDER, name=CIPHER)), "sender_name"),
        (replace(ORDER, sender=replace(SENDER, address="~AgAAAAB1c2VybmFtZQ==~12~")), "sender_address"),
        (replace(ORDER, contents=CIPHER), "contents"),
        (replace(ORDER, remark="见" + CIPHER), "remark"),
        (replace(ORDER, consolidation_hub=CIPHER), "consolidation_hub"),
    ],
)
def test_ciphertext_anywhere_rejects_the_row(order, column):
    assert ("DEID-CIPHERTEXT", column) in rejected(order)


def test_the_remedy_for_ciphertext_names_the_ways_out():
    from waybill.errors import entry

    assert "--join" in entry("DEID-CIPHERTEXT").get("remedy_", "zh")


def test_an_address_that_says_nothing_is_never_shown():
    assert rejected(to(province="", city="", district="", address="老地方")) == {
        ("DEID-ADDRESS-UNCLEAR", "recipient_address")
    }


def test_the_rows_own_data_is_hidden_wherever_it_turns_up():
    label = (
        door()
        .pass_through(
            replace(
                ORDER,
                recipient=replace(RECIPIENT, address="章衔月 13971820645 文三路478号华星时代5幢3单元1702室"),
                contents="章衔月的书",
                remark="衔月收 放3单元1702 顾北辰 电话139 7182 0645",
                carrier="极兔章衔月",
                consolidation_hub="13971820645",
                quantity="1",
            )
        )
        .label
    )
    packed = label.pack().decode()
    for telling in ("章衔月", "衔月", "1702", "7182", "顾北辰"):
        assert telling not in packed


def test_other_persons_are_hidden_in_columns_of_codes():
    label = (
        door()
        .pass_through(
            replace(
                ORDER,
                carrier="顺丰速运（138 2947 3381）",
                three_segment_code="300-138****3381",
                consolidation_hub="联系人：王建国",
            )
        )
        .label
    )
    shown = (label.carrier, label.three_segment_code, label.consolidation_hub)
    assert shown == ("顺丰速运（***）", "300-***", "联系人：***")


def test_a_wrong_phone_is_hidden_whole_and_printed():
    label = door().pass_through(to(phone="1397182064")).label
    assert label.recipient_phone == "******"


def test_a_virtual_number_is_printed_whole_with_its_day():
    label = (
        door()
        .pass_through(to(phone="18412345678-7804", phone_is_virtual=True, virtual_until="2026/12/1"))
        .label
    )
    assert (label.recipient_phone, label.recipient_phone_note) == (
        "18412345678 转 7804",
        "隐私号 2026-12-01止",
    )
    plain = door().pass_through(to(phone="700123412345678")).label
    assert (plain.recipient_phone, plain.recipient_phone_note) == ("700123412345678", "隐私号")
    masked = (
        door(Policy(virtual_numbers="mask"))
        .pass_through(to(phone="18412345678-7804", phone_is_virtual=True))
        .label
    )
    assert (masked.recipient_phone, masked.recipient_phone_note) == ("1******5678-****", "")


def test_controls_and_pictures_reach_no_label_field():
    order = replace(
        ORDER,
        recipient=replace(RECIPIENT, name="章\u200b衔月\x1f", address="文三路478号😀5幢3单元1702室\r\n"),
        contents="保温杯\x1f\u202e😀", remark="易碎\n品\ufeff⚡", carrier="极兔\x1f速递", consolidation_hub="泉州🚚集",
    )  # fmt: skip
    label = door().pass_through(order).label
    for name in LABEL_FIELDS:
        value = getattr(label, name)
        assert value.isprintable() and "😀" not in value and "🚚" not in value and "⚡" not in value
    assert (label.contents, label.remark, label.carrier, label.consolidation_hub) == (
        "保温杯",
        "易碎 品",
        "极兔速递",
        "泉州集",
    )


EXCEPTION = {
    "show_exception": "电话", "exception_reason": "冷链药品送货上门", "consent_reference": "C-2026-00123",
}  # fmt: skip
CHANGED = {
    "waybill_no": "JT9698459974818", "phone": "13971820646", "quantity": "7", "weight_kg": "7", "lon": "120.140001", "lat": "30.280001",
    "height_m": "12", "datum": "CGCS2000", "province": "江苏省", "city": "南京市", "district": "鼓楼区",
    "show_exception": "地址", "virtual_until": "2026-12-01",
}  # fmt: skip
"""What another order may have in a field where a word of prose would be refused or left out."""
FULL = replace(
    ORDER,
    recipient=replace(RECIPIENT, phone="18412345678-7804", phone_is_virtual=True, virtual_until="2026-11-30"),
    sender=replace(
        SENDER, phone="18412345679-7804", phone_is_virtual=True, virtual_until="2026-11-30", province="上海市",
        city="上海市", district="浦东新区",
    ),
    lon="120.130001", lat="30.270001", height_m="9", datum="WGS84", **EXCEPTION,
)  # fmt: skip


def with_field(order, who, name, text):
    """The order with another text in one field of its own, or of a party."""
    return replace(order, **({who: replace(getattr(order, who), **{name: text})} if who else {name: text}))


@pytest.mark.parametrize("who", ["", "recipient", "sender"])
def test_what_changes_a_label_changes_its_fingerprint(who):
    """A new field of an order belongs into ``blind_index``: else other data pass for printed before with the same."""
    sealer = Recorder()
    the_door = door(sealer=sealer)
    before = the_door.pass_through(FULL)
    told = []
    for field in fields(Party if who else Order):
        if field.type != "str":
            continue
        other = with_field(FULL, who, field.name, CHANGED.get(field.name, "新"))
        after = the_door.pass_through(other)
        if (after.label, sealer.seen[-1]) != (before.label, sealer.seen[0]):
            told.append(field.name)
            assert after.index.fingerprint != before.index.fingerprint, field.name
    wanted = {"name", "phone", "address"} if who else {"lon", "remark", *EXCEPTION}
    assert wanted <= set(told)


@pytest.mark.parametrize("who", ["", "recipient", "sender"])
def test_no_field_of_an_order_brings_a_phone_to_a_label(who):
    """A new field of a Label needs a rule of the door's: the row's own phone is found wherever it stands."""
    for field in fields(Party if who else Order):
        if field.type != "str" or field.name in ("file", "waybill_no"):
            continue
        try:
            label = door().pass_through(with_field(ORDER, who, field.name, f"拨{RECIPIENT.phone}")).label
        except RowRejected:
            continue
        assert not [name for name in LABEL_FIELDS if RECIPIENT.phone[2:9] in getattr(label, name)], field.name


UNPRINTED = {"file", "ordered_at", "sku", "other_phones"}


@pytest.mark.parametrize("who", ["", "recipient", "sender"])
def test_a_control_alone_in_a_field_is_taken_out_of_it(who):
    """The cheap test of a whole row looks at every field that is printed, sealed or judged."""
    for field in fields(Party if who else Order):
        if field.type != "str" or field.name in UNPRINTED:
            continue
        clean, _ = without_controls(with_field(ORDER, who, field.name, "a\u200bb"))
        assert getattr(getattr(clean, who) if who else clean, field.name) == "ab", field.name


def test_a_nul_rejects_the_row():
    assert ("DEID-NUL", None) in rejected(replace(ORDER, remark="a\0b"))


def test_the_sender_is_the_orders_or_the_default_and_may_be_nobody():
    default = replace(SENDER, name="白鹭洲")
    nobody = replace(ORDER, sender=Party())
    assert door(default_sender=default).pass_through(ORDER).label.sender_name == "顾**"
    assert door(default_sender=default).pass_through(nobody).label.sender_name == "白**"
    assert door().pass_through(nobody).label.sender_name == ""


def test_a_sender_with_a_fault_is_told_for_every_row():
    gate = door()
    bad = replace(ORDER, sender=replace(SENDER, name="先生"))
    for _ in range(2):
        with pytest.raises(RowRejected) as caught:
            gate.pass_through(bad)
        assert caught.value.problems[0].column == "sender_name"


def test_the_seal_gets_the_clear_fields():
    sealer = Recorder()
    label = door(sealer=sealer).pass_through(to(phone="+86 139-7182-0645")).label
    ((fields, number, carrier),) = sealer.seen
    assert label.seal == "SEALED"
    assert (number, carrier) == ("JT9698459974817", "极兔速递")
    assert fields.name == "章衔月"
    assert fields.phone == "+86 139-7182-0645"
    assert fields.address == "浙江省杭州市西湖区文三路478号华星时代5幢3单元1702室"
    assert "章衔月" not in repr(fields)


def test_a_plain_mobile_is_sealed_as_it_is_dialled_and_divisions_once():
    sealer = Recorder()
    gate = door(sealer=sealer)
    gate.pass_through(to(phone="139 7182 0645", address="浙江省杭州市西湖区文三路478号5幢3单元1702室"))
    gate.pass_through(to(phone="18412345678转7804", phone_is_virtual=True, virtual_until="2026-12-01"))
    assert sealer.seen[0][0].phone == "13971820645"
    assert sealer.seen[0][0].address == "浙江省杭州市西湖区文三路478号5幢3单元1702室"
    assert (sealer.seen[1][0].phone, sealer.seen[1][0].expires) == ("18412345678-7804", "2026-12-01")


def test_cells_that_name_no_division_are_not_sealed():
    recorder = Recorder()
    order = to(province="北京市", city="市辖区", district="海淀区", town="无", address="学院路37号7号公寓605")
    door(sealer=recorder).pass_through(order)
    assert recorder.seen[0][0].address == "北京市海淀区学院路37号7号公寓605"


def test_a_number_until_a_day_that_no_calendar_has_is_sealed_without_one():
    """The row was rejected as a fault of the program."""
    sealer = Recorder()
    label = (
        door(sealer=sealer)
        .pass_through(to(phone="18412345678转7804", phone_is_virtual=True, virtual_until="2026-02-30"))
        .label
    )
    assert (label.recipient_phone_note, sealer.seen[0][0].expires) == ("隐私号", "")


def test_what_came_masked_is_neither_sealed_nor_encoded():
    sealer = Recorder()
    gate = door(sealer=sealer)
    masked = to(name="章**", phone="1******0645", address="文三路****")
    label = gate.pass_through(masked).label
    assert (label.recipient_name, label.recipient_phone, label.seal, label.address_code) == (
        "章**",
        "1******0645",
        "",
        "",
    )
    assert sealer.seen == []
    gate.pass_through(to(name="章**"))
    assert sealer.seen[0][0].name == "" and sealer.seen[0][0].phone == "13971820645"


def test_a_seal_that_does_not_fit_rejects_the_row():
    class Full:
        def start(self):
            return self.seal

        def seal(self, fields, waybill_no, carrier):
            raise PrivacyError("SEAL-TOO-LONG", where=Where(column="recipient_name"))

    assert rejected(ORDER, sealer=Full()) == {("SEAL-TOO-LONG", "recipient_name")}


@pytest.mark.parametrize(
    ("fields", "phone", "told"),
    [
        ({}, "1******0645", []),
        ({"phone": "0571-1234567"}, "******", [("DEID-PHONE-INVALID", "recipient_phone")]),
        ({"phone": "QQ82736455"}, "******", [("DEID-PHONE-INVALID", "recipient_phone")]),
        ({"phone": "13971820645/13800138000"}, "1******0645 / 1******8000", []),
        ({"phone": "0571-88123456-78", "phone_is_virtual": True}, "******56-****", [("DEID-VIRTUAL-SHAPE", "recipient_phone")]),
        ({"phone": "18412345678-7804", "phone_is_virtual": True, "virtual_until": "明天"}, "18412345678 转 7804", [("DEID-VIRTUAL-UNTIL", "recipient_phone")]),
        ({"name": "🌸"}, "1******0645", [("DEID-NAME-UNREADABLE", "recipient_name")]),
    ],
)  # fmt: skip
def test_a_phone_or_name_that_is_printed_otherwise_than_it_was_meant_is_told(fields, phone, told):
    passed = door().pass_through(to(**fields))
    assert passed.label.recipient_phone == phone
    assert [(problem.code, problem.column) for problem in passed.told] == told


def test_a_phone_in_clear_by_a_lawful_exception_is_not_told_as_hidden():
    order = exception(show_exception="电话", recipient=replace(RECIPIENT, phone="0571-1234567", name="🌸"))
    passed = door().pass_through(order)
    assert passed.label.recipient_phone == "0571-1234567"
    assert [problem.code for problem in passed.told] == ["DEID-NAME-UNREADABLE"]


def test_a_senders_phone_that_is_none_is_not_told_with_each_of_his_labels():
    order = replace(ORDER, sender=replace(SENDER, phone="123456"))
    assert (door().pass_through(order).label.sender_phone, door().pass_through(order).told) == ("******", ())


def exception(**fields):
    return replace(ORDER, **({"exception_reason": "收件人要求", "consent_reference": "C-2026-17"} | fields))


def test_a_lawful_exception_shows_the_named_fields_and_is_marked():
    label = door().pass_through(exception(show_exception="电话")).label
    assert (label.recipient_phone, label.recipient_name) == ("13971820645", "章**")
    assert label.exception == "例外显示电话 理由:收件人要求 凭据:C-2026-17"
    label = door().pass_through(exception(show_exception="name, address")).label
    assert label.recipient_name == "章衔月"
    assert label.recipient_address == "浙江省杭州市西湖区文三路478号华星时代5幢3单元1702室"
    assert label.recipient_phone == "1******0645"
    assert label.sender_name == "顾**"
    assert door().pass_through(exception(show_exception="全部")).label.recipient_phone == "13971820645"


@pytest.mark.parametrize(
    ("address", "code", "hub", "told"),
    [
        ("文三路478号华星时代5幢1702室", "", "", ("DEID-NO-PLACE",)),
        ("文三路478号华星时代5幢1702室", "", "杭州集", ()),
        ("文三路478号华星时代5幢1702室", "755-B02 018", "", ()),
        ("浙江省杭州市西湖区文三路478号", "", "", ()),
        # A comma has moved the rest of it among the goods.
        ("浙江省", "", "", ("DEID-NO-STREET",)),
        ("浙江省杭州市西湖区翠苑街道", "755-B02 018", "", ("DEID-NO-STREET",)),
        ("江苏省南京市建邺区沙洲街道****", "", "", ()),
        ("新疆维吾尔自治区石河子市北泉镇三泉村", "", "", ()),
    ],
)
def test_a_label_that_tells_no_place_is_printed_and_told(address, code, hub, told):
    order = replace(
        ORDER,
        recipient=Party(name="章衔月", phone="13971820645", address=address),
        three_segment_code=code,
        consolidation_hub=hub,
    )
    assert tuple(problem.code for problem in door().pass_through(order).told) == told


def test_the_reasons_of_an_exception_are_masked_each_by_itself():
    told = exception(
        show_exception="姓名", exception_reason="冷链医药须核对本人", consent_reference="章衔月手签"
    )
    assert door().pass_through(told).label.exception == "例外显示姓名 理由:冷链医药须核对本人 凭据:***手签"


@pytest.mark.parametrize(
    ("contents", "remark", "shown"),
    [
        ("2件", "to Li Xiuying", ("2件", "to ***")),
        ("Name SONG/YUWEI", "放门口", ("Name ***", "放门口")),
        ("到了按1603", "黑色", ("到了按***", "黑色")),
        ("联系人Li Xiuying", "4", ("联系人***", "4")),
        ("贺卡：祝妈妈健康 女儿晓琳", "放门口", ("贺卡：祝妈妈健康 女儿***", "放门口")),
    ],
)
def test_goods_and_remark_are_searched_each_by_itself(contents, remark, shown):
    label = door().pass_through(replace(ORDER, contents=contents, remark=remark)).label
    assert (label.contents, label.remark) == shown


@pytest.mark.parametrize(
    ("consent", "shown"),
    [
        ("2026113001", "2026113001"),
        ("HZ-202611300815", "HZ-202611300815"),
        ("13971820645", "***"),
        ("13876543210", "***"),
        ("3002211455", "***"),
        ("E12345678", "***"),
        ("20211203045678", "***"),
    ],
)
def test_the_number_of_a_paper_is_read_and_no_phone(consent, shown):
    told = exception(show_exception="姓名", consent_reference=consent)
    assert door().pass_through(told).label.exception == f"例外显示姓名 理由:收件人要求 凭据:{shown}"


@pytest.mark.parametrize("text", ["", "否", "no", "0"])
def test_no_exception_leaves_no_mark(text):
    label = door().pass_through(exception(show_exception=text)).label
    assert (label.exception, label.recipient_name) == ("", "章**")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"show_exception": "电话", "exception_reason": ""}, "DEID-EXCEPTION-REASON"),
        ({"show_exception": "电话", "exception_reason": "长" * 61}, "DEID-EXCEPTION-REASON"),
        ({"show_exception": "电话", "consent_reference": " "}, "DEID-EXCEPTION-CONSENT"),
        ({"show_exception": "是"}, "DEID-EXCEPTION-FIELD"),
    ],
)
def test_an_exception_needs_its_papers(fields, code):
    assert code in {found for found, _ in rejected(exception(**fields))}


def test_a_policy_can_forbid_exceptions():
    assert rejected(exception(show_exception="电话"), Policy(exceptions="forbid")) == {
        ("DEID-EXCEPTION-FORBIDDEN", "show_exception")
    }


def test_nothing_of_a_party_shows_in_a_repr():
    from waybill.deidentify.parties import mask_party

    party = mask_party(RECIPIENT, "recipient", Policy.default(), [])
    assert "章" not in repr(party) and "文三路" not in repr(party)


@pytest.mark.parametrize(
    "phone",
    [
        "13971820645",
        "+86 139 7182 0645",
        "8613971820645",
        "１３９７１８２０６４５",
        "手机:139-7182-0645",
        "13971820645-7804",
        "013971820645",
    ],
)
def test_all_spellings_of_a_phone_have_one_index(phone):
    assert phone_index(KEY, phone) == phone_index(KEY, "13971820645")


def test_an_index_has_a_key_a_kind_and_a_number():
    assert phone_index(b"", "13971820645") == order_index(b"", "1") == b""
    assert phone_index(KEY, "1******0645") == phone_index(KEY, "无") == order_index(KEY, "") == b""
    assert phone_index(KEY, "13971820645") != order_index(KEY, "13971820645")
    assert phone_index(KEY, "13971820645") != phone_index(b"x" * 32, "13971820645")
    assert phone_index(KEY, "021-51839274") == phone_index(KEY, "(021) 5183 9274 转 12") != b""
    assert phone_index(KEY, "+86 21 51839274") == phone_index(KEY, "021-51839274")
    assert phone_index(KEY, "+86 400 820 8820") == phone_index(KEY, "4008208820")
    assert phone_index(KEY, "70012345678转9012") == phone_index(KEY, "700123456789012")


def test_a_policy_can_carry_the_exception_of_orders_that_have_none():
    policy = Policy(show_exception="phone", exception_reason="法定代收", consent_reference="L-1")
    label = door(policy).pass_through(ORDER).label
    assert (label.recipient_phone, label.recipient_name) == ("13971820645", "章**")
    assert label.exception == "例外显示电话 理由:法定代收 凭据:L-1"
    own = door(policy).pass_through(exception(show_exception="name")).label
    assert (own.recipient_phone, own.recipient_name) == ("1******0645", "章衔月")
    assert door(policy).pass_through(exception(show_exception="否")).label.exception == ""


@pytest.mark.parametrize(
    ("columns", "address"),
    [
        (("", "", ""), "章衔月，86-13971820645，广东省 东莞市 南城街道 鸿福路200号第一国际B座1702"),
        (("", "", ""), "章衔月 13971820645 江苏南京中山路8号3栋1702"),
        (("", "", ""), "锦桥家园41栋3单元1702室 江苏省南京市"),
        (("", "", ""), "（1702室）江苏南京中山路8号"),
        (("", "", ""), "中山路8号3栋3单元1702室，江苏省南京市鼓楼区"),
        (("浙江省", "杭州市", "文三路478号华星时代5幢3单元1702室"), "文三路"),
        (("浙江省", "章衔月", "13971820645"), "文三路478号5幢1702室"),
        (("浙江省", "杭州市 章衔月 13971820645", "西湖区"), "文三路478号5幢1702室"),
        (("浙江省", "杭州市", "西湖区"), "文三路478号5幢1702室 章🌸衔🌸月"),
    ],
)
def test_nothing_hides_from_the_rules_among_the_divisions(columns, address):
    province, city, district = columns
    label = door().pass_through(to(province=province, city=city, district=district, address=address)).label
    shown = label.recipient_region + label.recipient_address
    assert not any(piece in shown for piece in ("章衔月", "衔月", "1397182", "1820645", "1702", "3单元"))
    assert any(road in shown for road in ("路", "锦桥家园41栋", "478号5幢"))


def test_ciphertext_in_a_division_column_rejects_the_row():
    order = to(district="#AbCdEfGhIjKlMnOp#")
    assert rejected(order) == {("DEID-CIPHERTEXT", "recipient_address")}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("remark", "1️⃣5️⃣9️⃣0️⃣2️⃣7️⃣4️⃣6️⃣8️⃣3️⃣1️⃣"),
        ("contents", "159❤️❤️❤️❤️0274❤️❤️❤️❤️6831"),
        ("remark", "章❤衔❤月收"),
        ("consolidation_hub", "章🌸衔🌸月"),
        ("quantity", "1️⃣5️⃣9️⃣0️⃣2️⃣7️⃣4️⃣6️⃣8️⃣3️⃣1️⃣"),
        ("remark", "微❤信abc12345"),
        ("remark", "章\U0001d173衔\U0001d173月"),
    ],
)
def test_pictures_keep_nothing_apart(field, text):
    label = door().pass_through(replace(ORDER, **{field: text})).label
    assert "***" in getattr(label, field)
    assert not any(piece in getattr(label, field) for piece in ("590274", "衔月", "abc12345"))


@pytest.mark.parametrize(
    ("columns", "address"),
    [
        (("", "", ""), "深圳市芳便利店 16093540875 四川省凉山彝族自治州西昌市人民大道618号21幢410室"),
        (("广东省", "深圳市", "南山区"), "芳便利店3栋501"),
    ],
)
def test_a_name_that_begins_with_a_division_is_hidden_to_its_end(columns, address):
    province, city, district = columns
    for name in ("深圳市芳便利店", "南山区芳便利店"):
        order = to(name=name, province=province, city=city, district=district, address=address)
        label = door().pass_through(order).label
        assert name not in label.recipient_region + label.recipient_address


@pytest.mark.parametrize(
    ("remark", "shown"),
    [
        ("月姐在家，阿月收", "***在家，***收"),
        ("放1702门口，1702有人", "放***门口，***有人"),
        ("月饼放门口", "月饼放门口"),
    ],
)
def test_a_remark_calls_the_recipient_as_friends_do(remark, shown):
    assert door().pass_through(replace(ORDER, remark=remark)).label.remark == shown


@pytest.mark.parametrize(
    ("address", "remark", "shown"),
    [
        ("科技南十二路18号长虹大厦B座902", "送到B902，b-902没人放前台", "送到***，***没人放前台"),
        ("科技南十二路18号长虹大厦B座902", "型号A902", "型号A902"),
        ("科技南十二路18号长虹大厦B902室", "b902", "***"),
        ("首南中路88号万达公寓2幢1506室", "告诉前台15-06的", "告诉前台***的"),
        ("首南中路88号万达公寓2幢1506室", "15-16天发货", "15-16天发货"),
        ("首南中路88号万达公寓2幢1506室", "按色卡15-06，不是15-08", "按色卡15-06，不是15-08"),
        ("首南中路88号万达公寓2幢1206室", "12-06之前发", "12-06之前发"),
        ("首南中路88号万达公寓2幢1206室", "12-06前台有人", "***前台有人"),
    ],
)
def test_a_remark_writes_the_door_in_its_own_way(address, remark, shown):
    order = replace(to(address=address), remark=remark)
    assert door().pass_through(order).label.remark == shown
