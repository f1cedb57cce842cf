"""Names and phones written into an address are found and hidden; places are not taken for names."""

from __future__ import annotations

import pytest

from waybill.address.parse import parse
from waybill.address.reading import LONGEST, read

HOME = "江苏省南京市鼓楼区中山路8号阳光花园3栋2单元501室"


@pytest.mark.parametrize(
    "phone",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138-1234-5678",
        "86-13812345678",
        "18412345678-6621",
        "18412345678转6621",
        "18412345678,6621",
        "025-83123456",
        "0310 3123456-802",
        "(025)83123456",
        "400-800-1234",
        "１３８１２３４５６７８",
        "一三八一二三四五六七八",
        "138****5678",
        "+852 2345 6789",
    ],
)
@pytest.mark.parametrize(
    "form",
    ["{home} {phone}", "{phone} {home}", "{home}（{phone}）", "{home}电话：{phone}", "{home},{phone},210000"],
)
def test_phone(form: str, phone: str) -> None:
    masked = parse(form.format(home=HOME, phone=phone)).masked
    digits = [char for char in phone if char.isdigit() or char in "一二三四五六七八九"]
    assert not any("".join(digits[at : at + 4]) in masked for at in range(len(digits) - 3))
    assert "中山路8号阳光花园3栋" in masked
    assert "501" not in masked


@pytest.mark.parametrize(
    "form",
    [
        "{home} {name}",
        "{home}，{name}",
        "{home}{name}",
        "{home}{name}收",
        "{home} {name} 13812345678",
        "{home}，{name}，13812345678",
        "{home}{name}13812345678",
        "{home} 13812345678 {name}",
        "{name} 13812345678 {home}",
        "{name}，13812345678，{home}",
        "{name}，{home}",
        "收件人：{name} {home}",
        "{home} 收货人：{name}",
        "{home}({name}收)",
        "{home}({name}收13812345678)",
        "{home}{name}先生",
    ],
)
@pytest.mark.parametrize("name", ["刘洋", "王小明", "欧阳娜娜", "诸葛亮"])
def test_name(form: str, name: str) -> None:
    masked = parse(form.format(home=HOME, name=name)).masked
    assert name not in masked
    assert name[1:] not in masked
    assert "阳光花园3栋" in masked


def test_a_name_glued_to_a_place_before_a_phone() -> None:
    assert parse("姚家园楼丽丽13812345678").masked == "姚家园***"


def test_a_name_between_a_city_and_a_phone_is_hidden() -> None:
    text = "深圳市张三 17574092348 广东省深圳市福田区文化路1449号1栋202"
    assert parse(text).masked == "深圳市*** 广东省深圳市福田区文化路1449号1栋***"
    assert parse("昆山市周市 17574092348 新镇路1号").masked == "昆山市周市 *** 新镇路***"


@pytest.mark.parametrize("place", ["徐家汇", "陈埭", "宋寨", "李家屯"])
def test_a_place_between_a_district_and_a_phone_is_nobodys_name(place: str) -> None:
    assert parse(f"浙江省杭州市余杭区 {place} 17574092348").masked == f"浙江省杭州市余杭区 {place} ***"


@pytest.mark.parametrize("place", ["万象汇", "江边"])
def test_a_place_behind_divisions_that_follow_a_person_is_no_name(place: str) -> None:
    text = f"璩平明，86-0931-23160945，福建省泉州市晋江市{place}55栋1109"
    assert parse(text).masked == f"***，福建省泉州市晋江市{place}55栋***"


@pytest.mark.parametrize("road", ["文化巷", "王府井大街", "人民路"])
def test_a_road_behind_a_phone_ends_in_nobodys_name(road: str) -> None:
    text = f"深圳市昶五金商行 17574092348 广东省深圳市福田区{road}1449号E座2806"
    assert parse(text).masked == f"深圳市昶五金商行 *** 广东省深圳市福田区{road}1449号E座***"


@pytest.mark.parametrize("written", ["中山路12号王女士", "中山路12号，李雷", "中山路12号李小雷"])
def test_name_behind_a_house(written: str) -> None:
    assert parse(written).masked == "中山路***"


@pytest.mark.parametrize(
    "written",
    [
        "江苏省 南京市 鼓楼区 中山路",
        "温州 龙港市 龙翔路",
        "江苏省南京市鼓楼区 万达广场",
        "江苏省南京市鼓楼区金鼎公寓",
        "安庆市迎江区",
    ],
)
def test_places_are_no_names(written: str) -> None:
    address = parse(written)
    assert address.masked == written
    assert not any(span.type == "name" for span in address.spans)


def test_codes_of_virtual_numbers_are_no_rooms() -> None:
    address = parse(f"{HOME}[1234]")
    assert address.room == "501室"
    assert "1234" not in address.masked


@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        ("王芳不收", ""),
        ("周静娜不收", ""),
        ("周六不收", "周六不收"),
        ("周末不收", "周末不收"),
        ("快递柜不收", "快递柜不收"),
    ],
)
def test_who_does_not_accept_is_hidden_and_when_is_not(behind: str, shown: str) -> None:
    assert (
        parse(f"浙江省杭州市滨江区阳光花园5栋301{behind}").masked
        == f"浙江省杭州市滨江区阳光花园5栋***{shown}"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("海南省文昌市文城镇文建路56号供销社代收", "海南省文昌市文城镇文建路***供销社代收"),
        ("浙江省宁波市鄞州区麦德龙路88号丰巢柜", "浙江省宁波市鄞州区麦德龙路***丰巢柜"),
        ("浙江省宁波市鄞州区麦德龙路88号周末送", "浙江省宁波市鄞州区麦德龙路***周末送"),
        ("青海省玉树州玉树市结古镇民主村才让卓玛13812345678", "青海省玉树州玉树市结古镇民主村***"),
        ("青海省玉树州玉树市结古镇民主村欧阳娜娜13812345678", "青海省玉树州玉树市结古镇民主村***"),
        ("青海省玉树州玉树市结古镇民主村小王13812345678", "青海省玉树州玉树市结古镇民主村***"),
        ("青海省玉树州玉树市结古镇民主村转王芳", "青海省玉树州玉树市结古镇民主村转***"),
    ],
)
def test_who_is_glued_to_a_place_is_hidden_and_what_takes_parcels_is_not(written: str, shown: str) -> None:
    assert parse(written).masked == shown


@pytest.mark.parametrize("place", ["龙湖·春江郦城", "万科•金域蓝湾", "阿里中心", "SOHO"])
@pytest.mark.parametrize(
    "form", ["88号{place}", "13812345678 {place}12栋501", "88号 {place} 12栋501 13812345678"]
)
def test_estates_in_parts_and_latin_places_are_nobody(form: str, place: str) -> None:
    assert place in parse("广东省珠海市香洲区吉大路" + form.format(place=place)).masked


@pytest.mark.parametrize("name", ["呼和·敖登", "麦麦提･阿吉", "买买提・吐尔逊", "木合塔尔·吾拉木·玉素甫"])
@pytest.mark.parametrize(
    "form", ["{name}", "{home} {name}", "{home}（{name}收）", "{name} 13812345678 {home}"]
)
def test_a_name_in_parts_is_hidden_whole(form: str, name: str) -> None:
    masked = parse(form.format(home=HOME, name=name)).masked
    assert not any(part in masked for part in name.replace("･", "·").replace("・", "·").split("·"))


DOOR = "湖北省武汉市洪山区中南路12号3栋502"
HIDDEN = "湖北省武汉市洪山区中南路12号3栋***"


@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        ("楼下周敏代收", "楼下***"),
        ("楼下车英13812345678", "楼下***"),
        ("楼下小王代收", "楼下***"),
        ("楼下扎西次仁代收", "楼下***"),
        ("楼下包子铺代收", "楼下包子铺代收"),
        ("楼下老人代收", "楼下老人代收"),
        ("楼梯口周敏收", "楼梯口***"),
        ("周六送李小明收", "周六送***"),
        ("西门岗亭王小丽收", "西门岗亭***"),
        (" 申通王芳 13812345678", " 申通***"),
        (" 阿姨代收", " 阿姨代收"),
        (" 爷爷收", " 爷爷收"),
        (" 阿迪达斯", " 阿迪达斯"),
        ("后门", ""),
        ("后门菜鸟驿站", "后门菜鸟驿站"),
    ],
)
def test_a_name_behind_a_couriers_word_is_hidden(behind: str, shown: str) -> None:
    masked = parse(DOOR + behind).masked
    assert masked == HIDDEN + shown
    assert parse(masked).masked == masked


@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        ("3栋三楼下超市代收", "3栋***下超市代收"),
        ("5楼下周敏代收", "***"),
        ("3栋三楼下午送", "3栋***下午送"),
        ("3栋302楼下超市代收", "3栋***楼下超市代收"),
    ],
)
def test_a_floor_before_what_is_downstairs_is_hidden(behind: str, shown: str) -> None:
    assert (
        parse(f"浙江省温州市鹿城区大学路494号阳光花园{behind}").masked
        == f"浙江省温州市鹿城区大学路494号阳光花园{shown}"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("中南路12号A座古丽娜尔·买买提收", "中南路***A座***"),
        ("中南路12号3栋502(2楼古丽娜尔·买买提)", "中南路12号3栋***"),
        ("中南路12号3栋古丽娜尔·买买提女士", "中南路***3栋***"),
        ("大学路494号欧阳花园3栋（8点后送）", "大学路***欧阳花园3栋（8点后送）"),
        ("大学路494号梅园里3栋楼下", "大学路***梅园里3栋楼下"),
        ("中南路12号IFC 13812345678", "中南路***IFC ***"),
    ],
)
def test_the_building_and_its_estate_are_no_part_of_a_name(written: str, shown: str) -> None:
    assert parse(f"湖北省武汉市洪山区{written}").masked == f"湖北省武汉市洪山区{shown}"


def test_an_address_behind_a_label_is_no_name() -> None:
    assert parse("收货人北京朝阳区三里屯路12号").masked == "收货人***区三里屯路***"


def test_names_in_parts_are_looked_for_in_what_is_read() -> None:
    read_to = read(DOOR + " 卓玛·巴桑" * 400)
    assert max(span.end for span in read_to.people) <= LONGEST


@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        ("阳光花园5:12", "阳光花园***"),
        ("阳光花园5:12后门", "阳光花园***"),
        ("阳光花园3栋5:12", "阳光花园3栋***"),
        ("阳光花园3栋502 12点 送", "阳光花园3栋*** 12点 送"),
        ("阳光花园3栋502，12点，送", "阳光花园3栋***，12点，送"),
        ("阳光花园3栋502 8点30", "阳光花园3栋*** 8点30"),
        ("阳光花园3栋502 8点30分后送", "阳光花园3栋*** 8点30分后送"),
        ("阳光花园3栋502晚上7:30", "阳光花园3栋***晚上7:30"),
        ("阳光花园3栋502 9:00至18:00", "阳光花园3栋*** 9:00至18:00"),
        ("中南路12号8点后送", "中南路***8点后送"),
    ],
)
def test_a_time_needs_its_word_where_it_could_be_a_door(behind: str, shown: str) -> None:
    assert parse(f"湖北省武汉市洪山区{behind}").masked == f"湖北省武汉市洪山区{shown}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("李家村5组 单娜里 13812345678", "李家村***"),
        ("人民路12号 龚里 13812345678", "人民路***"),
        ("和平里5号楼3单元，石里 13812345678", "和平里5号楼***"),
        ("和平街12号和平里 13812345678", "和平街***和平里 ***"),
        ("清林路6号崔各庄 13812345678", "清林路***崔各庄 ***"),
        ("阳光花园3栋502，顾家收", "阳光花园3栋***"),
        ("阳光花园3栋502胡大收", "阳光花园3栋***"),
        ("阳光花园3栋502 康佳 13812345678", "阳光花园3栋***"),
        ("人民路12号转胡大 13812345678", "人民路***转***"),
        ("阳光花园3栋502康佳", "阳光花园3栋***康佳"),
        ("阳光花园3栋502罗森代收", "阳光花园3栋***罗森代收"),
    ],
)
def test_a_title_or_a_phone_tells_a_person_called_like_a_hamlet_or_a_brand(written: str, shown: str) -> None:
    assert parse(written).masked == shown
    assert parse(shown).masked == shown


def test_a_generation_of_buildings_before_what_is_hidden_stays() -> None:
    assert parse("3代-***").masked == "3代-***"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("人民路12号门卫", "人民路***门卫"),
        ("人民路12号门卫室王芳", "人民路***门卫室***"),
        ("人民路12号门二楼", "人民路12号门***"),
        ("锦绣小区2号门岗", "锦绣小区2号门岗"),
        ("锦绣小区2号门岗王建国", "锦绣小区2号门岗***"),
        ("中信大厦前台李晓梅", "中信大厦前台***"),
        ("锦绣小区前台马上取", "锦绣小区前台马上取"),
    ],
)
def test_guards_of_a_house_on_a_road_have_no_gate_of_an_estate(written: str, shown: str) -> None:
    assert parse(written).masked == shown
    assert parse(shown).masked == shown
