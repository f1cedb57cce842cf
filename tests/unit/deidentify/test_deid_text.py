"""Free text: what tells a person goes, ordinary words about goods and delivery stay untouched."""

from __future__ import annotations

import pytest

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import hide_contacts, hide_own, mask_text, piece_spans, shape_spans, untouched
from waybill.deidentify.text_shapes import everything

POLICY = Policy.default()
ORDINARY = (
    """
儿童保温杯500ml|记号笔12支|数据线1.2m|纯棉短袖T恤|2026新款|易碎品|工作日送货,周末不在|放丰巢快递柜|iPhone 15 Pro 256GB|货号A1234
热敏标签纸100x150|3层收纳架|7座车坐垫|3房2厅沙盘|2室1厅模型|QQ糖500g|微信支付|密码锁|生产日期20260501|35-40码|100-200g|2026-11-23
120*200*150cm|2023-2024款|单元门口|上楼请轻|送货前请电话联系|口红3#|楼下超市|请联系收件人确认|卫生间置物架|尺码 38 39 40 41 42 43
2026-11-23 14:30 前送|坚果礼盒|洗衣液3kg|云南普洱茶饼357g|婴儿湿巾80抽|不锈钢炒锅32cm|A4打印纸5包|四件套床单|猫粮2kg|5G手机壳
U盘128G|充电宝20000mAh|Type-C快充线|LED灯泡E27 9W|USB3.0集线器|WiFi6路由器AX3000|1+1组合装|第2件半价|买3送1|50%off|满100减20
请轻拿轻放|勿放门口|生鲜急件|到付|代收货款|周六日不送|放门卫|放菜鸟驿站|不要放快递柜|缺货请电联|12寸蛋糕|1:64车模|3/4拼图|10-20片
收纳箱60*40*30|小米手机支架|苹果13寸电脑包|维生素C 1000mg|N95口罩|100%纯棉|4K高清线5米|2.4G无线鼠标|户外折叠椅|楼梯扶手|房车用品|座椅套
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
TELLING = (
    """
打13812345678|138 1234 5678|138-1234-5678转12|138.1234.5678|１３８１２３４５６７８|+86 13812345678|一三八一二三四五六七八|138****1234|138xxxx1234
021-51234567|(0755)26001234|400-812-3456|电话62345|手机号 6234 5678|+1 650 253 0000|tel:5123 4567|身份证110105199001011234|11010519900101123X
110105 19900101 123X|110105900101123|护照E12345678|邮箱a.b@example.com|a.b ＠ example.cn|微信abc_12345|微信号：abc_12345|加V:abc12345|vx: abc-123
wxid_abcdef123|QQ12345678|qq：12345|扣扣 123456|支付宝:abc12345|6222 0212 3456 7890 123|6222021234567890123|3单元501|放3单元501|5栋2203|5栋-2-501
房号2203|门牌号 12-3|3-2-501|5#502|12#3-501|B座1501|A座12楼|12楼1203室|二楼前台|第3层|502室|B1203室|三号楼二单元|12层1203|京A12345|粤B·D12345
收件人：李四|联系人:王小明|姓名 是 李雷|门禁密码1234#|取件码 123456|开门码:8888|尾号12345678|单号1234567
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_survives_untouched(text):
    result = mask_text(text, POLICY)
    assert (result.masked, result.kind, result.hidden) == (text, "text", 0)


@pytest.mark.parametrize("text", TELLING)
def test_what_tells_a_person_is_hidden(text):
    result = mask_text(text, POLICY)
    assert result.masked != text
    assert "***" in result.masked
    assert result.hidden > 0
    assert not untouched(text, ())


@pytest.mark.parametrize(
    ("text", "pieces", "masked"),
    [
        ("请张伟收", ["张伟"], "请***收"),
        ("张 伟收", ["张伟"], "***收"),
        ("买买提•吐尔逊收", ["买买提·吐尔逊"], "***收"),
        ("给john带的", ["John Smith"], "给***带的"),
        ("johnson soap", ["John Smith"], "johnson soap"),
        ("房间501, 500ml", ["3单元501室"], "***, 500ml"),
        ("敲501的门", ["501"], "敲***的门"),
        ("大米501克", ["501"], "大米501克"),
        ("型号A501", ["501"], "型号A501"),
        ("51-2345-67", ["021-51234567"], "***"),
        ("3812345 尾号", ["13812345678"], "*** 尾号"),
        ("可可粉", ["可可"], "***粉"),
        ("李", ["李"], "李"),
        ("电3812-345", ["张伟13812345678"], "电***"),
        ("tom收", ["张Tom"], "***收"),
        ("张**收", ["张**"], "张**收"),
        ("放3单元 1202室旁", ["3单元1202室"], "放***旁"),
    ],
)
def test_the_rows_own_pieces_are_found(text, pieces, masked):
    assert mask_text(text, POLICY, pieces=pieces).masked == masked


@pytest.mark.parametrize(
    "text", ["~AgAAAAabcdefghij~", "见 #Q1w2E3r4T5y6u7I8o9P0==#1##", "$$Zm9vYmFyYmF6cXV4MTIz$1$$"]
)
def test_ciphertext_is_refused(text):
    result = mask_text(text, POLICY)
    assert (result.masked, result.kind, result.issues) == (None, "ciphertext", ("DEID-CIPHERTEXT",))


def test_empty_text_is_no_problem():
    assert mask_text("", POLICY) == ("", "empty", "none", 0, ())


def test_control_characters_go_and_line_ends_become_blanks():
    assert mask_text("易\u200b碎\x07品\n轻放\x1f", POLICY).masked == "易碎品 轻放"


def test_addresses_and_codes_have_narrower_rules():
    assert hide_contacts("建国路88号5栋***", ("张伟", "13812345678")).masked == "建国路88号5栋***"
    assert hide_contacts("建国路88号张伟13812345678", ("张伟", "13812345678")).masked == "建国路88号***"
    assert hide_own("180-123-45 678", ("张伟", "13900000000")).masked == "180-123-45 678"
    assert hide_own("13812345678-A1", ("张伟", "13900000000")).masked == "***-A1"


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "张", "3单元", "a@", "a.", "3-2-", "微信", "1*", "先生", "2026-1-1 ", "(1", "一"]
)
def test_work_grows_with_length_only(unit):
    """Steps are counted, not time: the patterns are bounded, so the longest match is, and passes are few."""
    for text in (unit * 400, unit * 1600):
        result = mask_text(text, POLICY, pieces=("张三", "13812345678", "1202"))
        assert result.masked is None or len(result.masked) <= len(text) + 3


@pytest.mark.parametrize("text", ORDINARY + TELLING)
def test_the_cheap_test_never_passes_what_the_long_one_would_hide(text):
    pieces = ("欧阳娜娜", "张Tom", "13812345678", "021-51234567", "3单元1202室", "1202", "买买提·吐尔逊")
    if untouched(text, pieces):
        assert not list(shape_spans(text, everything()))
        assert not [span for piece in pieces for span in piece_spans(text, piece)]


LEAKS = {
    "幺三八 一二三四 五六七八": "五六七八", "1203房间": "1203", "三单元五零二": "五零二", "A座15F 1503": "1503",
    "密码锁 852147#": "852147", "手机尾号 5678 取件": "5678", "请转交王芳": "王芳", "收货人李娜 15900001111": "李娜",
    "旺旺：小飞侠888": "小飞侠", "telegram @zhangwei": "zhangwei", "请联系我妈妈李桂芳，电话13600001111": "李桂芳",
    "客户王小明": "王小明", "买家留言：我是陈静，放快递柜": "陈静", "交给 张伟": "张伟",
}  # fmt: skip


@pytest.mark.parametrize("text", LEAKS)
def test_names_and_numbers_behind_telling_words_are_hidden(text):
    assert LEAKS[text] not in (mask_text(text, POLICY).masked or "")


@pytest.mark.parametrize("text", [
    "ISBN 9787111213826", "三单元插座", "家用301不锈钢锅", "502胶水", "电话手表", "张小泉菜刀", "客户要求加急", "本人签收",
    "交给快递柜", "联系人工客服", "收货人要求周末送", "501房间灯", "长1200mm宽600mm", "马可波罗瓷砖", "2026-05-01前发货",
])  # fmt: skip
def test_goods_and_wishes_stay_readable(text):
    assert mask_text(text, POLICY).masked == text


@pytest.mark.parametrize(
    ("raw", "masked"),
    [
        ("联系璩濯蘅（代收）18244398042", "联系***（代收）***"),
        ("联系张昊 +86 182-4439-8042", "联系***"),
        ("联系Mary Poppins 18244398042", "联系***"),
        ("联系阿依旻涛·买买提昊14826319926", "联系***"),
        ("联系阿依翥璟．买买提超057170962119-4689", "联系***"),
        ("联系阿依翥璟•买买提超14826319926", "联系***"),
        ("到了请找张师傅13800138000放门口", "到了请找***放门口"),
        ("打给王女士(010-62345678)", "打给***(***)"),
        ("送到305 室", "送到***"),
        ("联系物业13800138000", "联系物业***"),
        ("联系人13800138000", "联系人***"),
        ("找零钱 请联系客服", "找零钱 请联系客服"),
    ],
)
def test_what_fuzzed_orders_gave_away_once(raw: str, masked: str) -> None:
    assert mask_text(raw, POLICY).masked == masked
