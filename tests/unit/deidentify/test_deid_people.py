"""Other people in free text: told by a family name and by what stands beside it; brands, wishes and roles stay."""

from __future__ import annotations

import pytest

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import hide_contacts, mask_text, untouched
from waybill.deidentify.text_people import may_name_somebody

POLICY = Policy.default()
PEOPLE = {
    "找林清秋": "找***", "给王建国": "给***", "送给李桂芳": "送给***", "打电话给王建国": "打电话给***", "通知王建国": "通知***",
    "叫王建国下来拿": "叫***下来拿", "老公王建国代收": "老公***代收", "我老婆李桂芳收": "我老婆***收", "妈妈李桂芳签收": "妈妈***签收",
    "儿子王小宝收": "儿子***收", "孩子叫王小宝": "孩子叫***", "同事张卫东": "同事***", "请王建国签收": "请***签收",
    "王建国收": "***收", "王建国收，谢谢": "***收，谢谢", "赵六 代收": "*** 代收", "王五（代收）": "***（代收）", "王建国女士收": "***女士收",
    "欧阳修文签收": "***签收", "交给司马光": "交给***", "阿依古丽·买买提代收": "***代收", "王建国的快递": "***的快递",
    "王建国13600001111": "***", "王建国 13600001111": "*** ***", "王建国/13600001111": "***/***", "收：王建国 13600001111": "收：*** ***",
    "寄给王建国，13600001111": "寄给***，***", "王建国 0571-88880000": "*** ***", "13600001111王建国": "***",
    "136-0000-1111 王建国": "*** ***", "13600001111（王建国）": "***（***）", "王建国先生13600001111": "***先生***",
    "王建国 上海市黄浦区南京东路100号2单元301": "*** 上海市黄浦区南京东路100号***", "高三(2)班王小宝收": "高三(2)班***收", "六年级3班 李雷": "六年级3班 ***",
    "落款：王建国": "落款：***", "刻字：王建国": "刻字：***", "定制名字 王小宝": "定制名字 ***", "寄件人写王建国": "寄件人写***",
    "给孙子涵": "给***", "联系孙子涵": "联系***", "王子文收": "***收", "于海洋代收": "***代收", "李大山 13600001111": "*** ***",
    "代收人李桂芳": "代收人***", "代收：李桂芳": "代收：***", "请写李桂芳收": "请写***收", "请备注李桂芳收": "请备注***收", "面单写李桂芳": "面单写***",
    "姓名改李桂芳": "姓名改***", "名字改成：李桂芳": "名字改成：***", "发票抬头 李桂芳": "发票抬头 ***",
    "To 王建国 生日快乐": "To *** 生日快乐", "TO：李雷": "TO：***", "转交 歐陽修文": "转交 ***", "王芳代收": "***代收", "给刘䶮": "给***", "给方可欣": "给***", "给高峰": "给***", "联系方便面，联系王建国": "联系方便面，联系***",
    "给马桶配的，给王建国": "给马桶配的，给***",
}  # fmt: skip
NOBODY = (
    """
林阿姨代收|马老师代收|王叔收|张大爷签收|物业代收|门卫代收|放收发室代收|王记超市代收|本人签收|任何人签收|顾客签收|家人周日收|周末收|马上收|何时收都行|石家庄收
徐州代收|施工方收|谢谢代收|保安大爷代收|妈妈谢谢|交给妈妈，谢谢|老公马上到家|同事高峰期不在|老师周一收|医生高血压药|给孙女买的|给马桶配的|给高中生用|找孙子拿
备注高配|备注周末送|写高三|改成黄色|代收点|由于天气，晚点发|请于周五前送达|请于下周，谢谢|早班高峰期不收|加班何时都行|叫马上发|通知施工队|To Mom|To 妈妈|Photo 黄色|姓名 待定|刻字：一生一世
李宁跑步鞋 42码|王老吉凉茶310ml|周黑鸭鸭脖|方太油烟机 EMD20A|高腰收腹裤|高低床收纳|石墨烯收腹带|老公贴纸|婆婆裤 XXL|妈妈装 4XL|儿子篮球服|同学录 高中毕业
妈妈高跟鞋 37码|奶奶马甲 XL|儿子毛笔 套装|爸爸唐装 190|妈妈毛线帽|学生方格 本子|女儿红 黄酒 500ml|姥姥胡萝卜 种子|外公龙井 250g|老师康乃馨 花束|李家村收|放李家村|王庄代收
百年孤独 加西亚·马尔克斯|2023-2024 黄冈小状元|2023-2024 黄冈 小状元|联系美的售后|联系海尔客服安装|方可签收|何人签收都行|请写贺词：万事如意|落款 马年|避开下班高峰|备注石墨色|王家代收|林场代收|五班 李同学收|签收单 三联|代收点招牌|收银小票纸 57*50
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_hidden(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == PEOPLE[text]


@pytest.mark.parametrize("text", NOBODY)
def test_roles_brands_and_wishes_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("联系美的售后400-889-9315", "联系美的售后***"),
        ("联系方太售后 0571-86280888", "联系方太售后 ***"),
        ("打给小米客服400-100-5678", "打给小米客服***"),
        ("联系安装师傅13600001111", "联系安装师傅***"),
        ("联系张三售后13600001111", "联系***"),
    ],
)
def test_a_firms_service_is_nobody(text: str, masked: str) -> None:
    assert mask_text(text, POLICY).masked == masked


def test_an_address_is_searched_for_contacts_alone() -> None:
    assert hide_contacts("王家庄收发室", ()).masked == "王家庄收发室"


@pytest.mark.parametrize("goods", ["四件套床单", "纯棉短袖T恤", "高腰牛仔裤", "儿童保温杯500ml"])
def test_goods_are_seen_at_once_to_name_nobody(goods: str) -> None:
    assert not may_name_somebody(goods)


@pytest.mark.parametrize(
    "unit", ["王", "给王", "王建国", "王 ", "·王", "找 : ", "班王 ", "王1", "联系王售后 "]
)
def test_work_grows_with_length_only(unit: str) -> None:
    masked = mask_text(unit * 3000, POLICY).masked
    assert masked is not None
    assert len(masked) <= len(unit) * 3000 + 24
