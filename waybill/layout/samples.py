"""Labels for previews: made up, de-identified, of ordinary and of extreme length."""

from __future__ import annotations

from waybill.label import FORMAT, LABEL_FIELDS, Label

_ORDINARY: dict[str, str] = {
    "waybill_no": "JT0000000000000",
    "carrier": "样例速递",
    "three_segment_code": "058-E06 105",
    "consolidation_hub": "泉州集",
    "address_code": "CN-C-N50J47539-VK",
    "recipient_name": "林**",
    "recipient_phone": "1******0000",
    "recipient_region": "福建省泉州市晋江市",
    "recipient_address": "长江西路737号山门府际苑东区43栋***",
    "sender_name": "徐**",
    "sender_phone": "1******0001",
    "sender_region": "贵州省贵阳市观山湖区",
    "sender_address": "胜利街1938号恒桃公寓26幢***",
    "contents": "儿童保温杯500ml",
    "quantity": "6",
    "weight_kg": "6.55",
    "remark": "生鲜急件",
    "printed_at": "2026-11-13 09:47",
}
_SEALED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 9
_VIRTUAL = {
    "recipient_phone": "13200000000 转 0000",
    "recipient_phone_note": "隐私号 2026-11-30止",
    "recipient_address": "长江西路737号山门府际苑东区43栋3单元1202室",
    "seal": _SEALED[:230],
    "exception": "例外显示地址 理由:冷链药品送货上门 凭据:C-2026-00123",
}
_LONG = _VIRTUAL | {
    "waybill_no": "SF00000000000000000",
    "carrier": "样例邮政速递物流股份有限公司",
    "three_segment_code": "CN-WUH-3421 A081-00 052",
    "consolidation_hub": "乌鲁木齐航空集散中心",
    "address_code": "156-1-N50J47539B825534",
    "recipient_name": "样例发展有限责任公司驻晋江办事处收发室",
    "recipient_phone": "13200000000",
    "recipient_phone_note": "",
    "recipient_region": "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县察布查尔镇",
    "recipient_address": "解放东路（南段）244号光河利公寓三期16栋2单元1604室",
    "sender_region": "广西壮族自治区防城港市东兴市",
    "sender_address": "北仑大道（中段）1203号锦桥家园41栋***",
    "contents": "四件套床单（纯棉）1.8m床×1套；儿童保温杯500ml×2只；手工红糖馒头800g",
    "remark": "勿放门口，送前打电话；易碎品请轻拿轻放",
    "exception": "例外显示姓名、电话、地址 理由:收件单位书面同意显示全部信息以便冷链医疗急救药品及时送达收发室 凭据:收发室2026年度第0012号同意书（CONSENT-2026-0012）",
    "seal": _SEALED[:392],
}
_BARE = dict.fromkeys(("consolidation_hub", "address_code", "remark", "weight_kg"), "")
_VARIANTS: dict[str, dict[str, str]] = {"plain": {}, "virtual": _VIRTUAL, "long": _LONG, "bare": _BARE}
SAMPLES: tuple[str, ...] = tuple(_VARIANTS)
"""``plain``, ``virtual`` (a virtual number, a sealed code, an address shown by exception), ``long`` (every field near its
limit), ``bare`` (no more than an order must have)."""


def sample_label(name: str) -> Label:
    """One of :data:`SAMPLES`.  Raises KeyError for another name."""
    values = _ORDINARY | _VARIANTS[name]
    return Label.unpack("\x1f".join((FORMAT, *(values.get(field, "") for field in LABEL_FIELDS))).encode())
