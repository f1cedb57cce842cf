"""What a column's name says by its parts: whose it is (收件方, 发货联系人, receiver) and what of him (手机号, 省市区).

Profiles list the names that are known from real files.  Every shop has words of its own, but they are made of the
same parts; a name is understood here only where it consists of known parts from its beginning to its end.  Loaded
only when a header has a name that no profile lists.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from waybill.intake.columns import AT, REGIONS
from waybill.patterns import late_pattern

TO, NOBODY, CUSTOMER = 0, 1, 2
"""Whom a name tells, the surest recipient first: the recipient, nobody, a customer (who may order for another)."""
_LONGEST = 40


class Meaning(NamedTuple):
    """A standard column or one of ``REGIONS``, whom the name tells, and how good a name it is (0 is the best)."""

    column: str
    whom: int
    rank: int


_OF_A_PLACE = "地址(?=[省市区县城镇乡]|街道|详细|具体|门牌)"
_RECIPIENT = rf"(?:(?:[收接]货|收件|接收|到件|[到送]货(?=联)|目的地?(?=[省市区县城]))(?:[人者方]?{_OF_A_PLACE}|[人者方]|客户|(?:联系人|单位|公司)(?=.))?|收[餐礼书样花药信]人?|受送达人|[收到]方|送达方(?=.)|receiver|recipient|consignee|shipping|(?:ship|deliver)?to(?!wn)(?=.)|ship(?=.))的?"
_SENDER = rf"(?:(?:代发)?(?:寄件|发件|发货|寄货)(?:[人者方]?{_OF_A_PLACE}|[人者方]|客户|(?:联系人|单位|公司)(?=.))?|寄方|sender|shipper|(?:ship)?from(?=.))的?"
_CUSTOMER = "(?:客户|顾客|买[家方]|会员|用户|团员|患者|病人|考生|持卡人|申请人|学生|学员|家长|员工|职工|[中获领]奖[人者]|领[用取][人者]|受[赠奖][人者]|业主|customer)的?"
_PARTY = re.compile(
    f"(?P<sender>{_SENDER})|(?P<recipient>(?:{_CUSTOMER}(?=收))?{_RECIPIENT})|(?P<customer>{_CUSTOMER})"
)
_PERSON = re.compile(
    r"(?!发货方).*[人者方]|(?:[收寄发].)?客户|顾客|receiver|recipient|consignee|sender|shipper"
)
"""A party that is a name by itself; 发货方 tells in orders of wholesale sites who dispatches (卖家发货)."""
_NAMED = late_pattern(r"(?!会员|用户|买家).*(?:[人者方]|客户|顾客)")
"""A party whose 名称 is its own: that of 寄件 or 发货 may be the goods'."""
_BEHIND = late_pattern(r"(.+)\(([^()]{2,10})\)")
_UNIT = late_pattern(r"(.+)\((?:单位:?)?(?:kgs?|公斤|千克|[件个箱]|pcs|(g|克|斤))\)")
_ASIDE = late_pattern(
    r"\([^()]*(?:必填|选填|可选|任选|[二三两]选一|可不填|可空|自定义|实名|真实号|中文|加密|脱敏|打码|分隔|隔开)[^()]*\)"
)
_OR_FETCHED = late_pattern("/(?:提货|自提)(?:人|地址)?")
"""Shops that also hand over at the counter name who fetches it beside the recipient (收件人/提货人手机号)."""
_OF_WHAT = late_pattern(
    r"(?<=址)\([省市区县镇乡村街道路门牌号码楼室详细具体完整精确到不含包括无需请填写地址信息和及等+、,/]+\)"
    r"|(?<=[省市区县])\([省市区县州盟旗、/直辖自治]+\)"
    r"|(?<=[人者方])\((?:姓名|名字|名称)\)"
    r"|(?<=[机话号式码])\((?:11位(?:数字)?|(?:手机|固话|座机|电话|区号|号码|优先|[或和及/+-])+)\)"
)
"""What an address, a person or a number consists of, behind its name: 地址(省市区+详细地址), 区(县), 收件人(姓名), 电话(手机或座机)."""
_GROUP = late_pattern(r"[收寄发][件货]信息[-_/.:](?=[收寄发])|信息(?=[-_/.:])")
"""收件信息-姓名 is the recipient's name: the group of a header of two rows in one."""
_CHINESE, _ENGLISH = r"[^a-z]*[\u4e00-\u9fff]", r"[a-z][a-z_.,#&'/-]{2,}"
_TWO_LANGUAGES = late_pattern(
    rf"(?:(?P<c>{_CHINESE})[/|(\-_]?(?P<e>{_ENGLISH})|(?P<e2>{_ENGLISH}?)[/|(\-_]?(?P<c2>(?=[\u4e00-\u9fff]){_CHINESE}))\)?"
    r"(?P<unit>\((?:kgs?|g)\))?"
)
"""A name, its translation and a weight's unit: 收件人 Recipient, 重量/Weight(kg)."""
_IN_ONE_SIGN = late_pattern(r"([收寄发])[-_—–.:/|](.+)|(.+)[(\[【]([收寄发])(?:[件货][人方]?|[人方])?[)\]】]")
"""寄-姓名, 电话(收), 地址【寄件】: a party in one sign."""
_ONE_PART = late_pattern(
    r"(?:详细)?(?:地址|所在地)[(_\-—–.:/]((?:省份?|省直辖市|省/自治区(?:/直辖市)?|城?市|区/?县?|县/?区?|街道|乡?镇|乡镇/?街道|街道/?乡?镇)(?:名称?)?|详细地址)\)?\Z"
)
"""收货地址(省) and 地址-省 are no addresses but a province."""
_IS_VIRTUAL = late_pattern(r"(?:电话|手机|联系方式)(?:号码|号)?(?=\((?:虚拟|隐私)(?:号码?|电话)?\))")
"""A phone of which is told behind its name that it is a virtual number: 收货人电话(虚拟号)."""
_AFTER = "(?:修改|变更|更改|更新|更换|调整|换单|换|改)后"
_CHANGED = late_pattern(
    rf"(?:[(\[【]?{_AFTER}[)\]】]?的?|新的?(?=收|联系|地址|电话|手机|姓名|运单|快递|物流|面单))(?P<behind>.+)"
    rf"|(?P<before>.+)[(\[【_-](?:{_AFTER}|新)[)\]】]?"
)
"""What the buyer has changed after all: 改后收件人, 修改后的收货电话, 收货人(修改后)."""
_IN_CLEAR = late_pattern(
    r"(?:已?解密后?的?|明文)(?P<behind>.+)|(?P<before>.+?)[(\[【_-]?(?:已?解密后?|明文)[)\]】]?"
)
"""What a shop's program has decrypted, beside the platform's masks and ciphertexts: 解密手机号, 收件人(明文)."""
_FIRST = -10_000
"""The rank of a name that goes before all others."""
_HIDDEN = late_pattern("[(\\[【_-](?:已?脱敏|已?加密|密文|掩码|打码)")
"""What a platform masked or encrypted, perhaps beside what is in clear: 地址(脱敏)."""
_BEHIND_CLEAR = 150
"""So far its rank is behind: a name of nobody's (地址) goes before it."""
_BETWEEN = re.compile(r"['’]s|[_\-—–./\\|,、:;+&·•*#()\[\]【】\"']+")

_CALL = r"(?:联[系络])?(?:手机|[移行流]动电话|手提电话|固定电话|电话|固话|座机|联系方式)(?:号码|号)?1?"
_MOBILE = (
    r"(?:联[系络])?(?:手机|[移行流]动电话|手提电话)(?:号码|号)?1?|(?:mobile|cell)(?:phone)?(?:number|no)?1?|phone(?:number|no)?1?"
    r"|contact(?:number|no|phone)"
)
_SECOND = "(?:备用|候补|其[他它]|另外?|第[二三]|次要)"
_VIRTUAL = "(?:(?:隐私|虚拟|安全)(?:(?:电话|手机)(?:号码|号)?|号码|号)|中间号码?|(?:隐私|虚拟|阿里|淘宝|电商|手机|电话)?小号)"
_UNTIL = "的?(?:有效期[至限]?|(?:有效|失效|过期|到期|截止)(?:时间|日期|日))"
"""Until when a virtual number is good."""
_EXTENSION = (
    rf"(?:{_CALL}|{_VIRTUAL}|隐私|虚拟)转?分机(?:号码?)?|(?:phone|mobile|tel|virtual(?:number)?)ext(?:ension)?"
    "|(?:virtual)?identifynumber"
)
_NAME = r"姓名|名字|中文名|全名|真实姓名|(?:full)?name"
_FAMILY, _GIVEN = "姓氏?|(?:last|family)name|surname", "名|(?:first|given)name"
_DOOR = "(?:详细)?门牌号?码?|房间?号码?|楼栋房号|单元室号|house(?:number|no)"
_PLACE = r"(?:详细|具体|完整|家庭|联系){0,2}(?:地址|住址)(?:明细|全称|信息)?|详址|街道地址|(?:full|detail(?:ed)?|street)?addr(?:ess)?(?:detail)?"
_PARTS_OF_A_PLACE = (
    ("estate", "(?:所在)?(?:小区|楼盘|校区)(?:名称?)?"),
    ("building", "(?:所在)?(?:楼栋|楼宇|楼|栋|幢|宿舍楼)(?:编?号)?"),
    ("unit", "(?:所在)?单元(?:编?号)?"),
)
_GOODS = r"(?:cargo|商品|货品|货物|产品|物品|宝贝|内件|内[物装]物?|内容物|物料|教材|文书|机具|托寄物|菜品|样品|奖品|礼品|药品|图书|存货|物资|赠品|sku|goods|products?|items?|lineitems?)"

_CARRIER = (
    "(?:顺丰|中通|圆通|申通|韵达|极兔|邮政|德邦|百世|天天|京东(?=快递|物流|运单)|菜鸟(?=运单|面单|快递))"
)
"""Before what is the number of a waybill; 京东单号 may be an order's."""
_SHOP = "淘宝|天猫|京东|拼多多|抖音|快手|小红书|微店|有赞|唯品会|网上|外部平台|外部|第三方平台|第三方|来源平台|来源|原始|电商|商城"

Rules = tuple[tuple[str, re.Pattern[str]], ...]


def _rules(*rules: tuple[str, str]) -> Rules:
    return tuple((column, re.compile(rule)) for column, rule in rules)


_OF_SOMEBODY = _rules(
    ("name", rf"{_NAME}|联[系络]人|contact(?:name|person)?"),
    ("family", _FAMILY),
    ("given", _GIVEN),
    ("phone", rf"{_MOBILE}|(?:{_CALL})或?(?:{_CALL})"),
    ("tel", rf"{_CALL}|号码|tel(?:ephone)?(?:number|no)?"),
    ("tel", rf"{_SECOND}(?:{_CALL})|(?:{_CALL})[2-4]"),
    ("virtual", _VIRTUAL),
    ("virtual_until", f"{_VIRTUAL}{_UNTIL}"),
    ("extension", rf"{_EXTENSION}|分机(?:号码?)?"),
    (
        "province",
        r"(?:所在)?(?:省份?|省州|直辖市)(?:名称?)?|省(?:自治区)?直辖市(?:自治区)?|省自治区|州省|(?:province|state)name",
    ),
    ("province", "province(?:state)?|state(?:province)?"),
    ("city", r"(?:所在)?(?:城市|市)(?:名称?)?|地级?市|city(?:name)?"),
    (
        "district",
        r"(?:所在)?(?:区县?|县区?|区域|行政区)(?:名称?)?|市区县|(?:district|county|(?:exp)?area)(?:name)?",
    ),
    ("district", "乡镇市区|乡镇区"),
    (
        "region",
        r"(?:所在)?(?:地区|省市[区县]{0,2}|省份?城?市(?:区县|县区)?|省区市|省市县区|市区|县市)|所在地|省市区街道|region",
    ),
    ("town", r"(?:所在)?(?:街道|乡镇|镇|乡)|镇街道?|街道乡?镇|乡镇街道|town(?:name)?"),
    ("address", rf"(?:送货|邮寄|配送|寄送)?(?:{_PLACE})|street|详细"),
    ("address", rf"(?:{_PLACE}|street)(?:line)?12?"),
    ("address_2", rf"(?:{_PLACE}|street)(?:line)?2|{_DOOR}"),
    *_PARTS_OF_A_PLACE,
    ("all", "信息|资料|详情"),
)
_OF_NOBODY = _rules(
    ("name", rf"联[系络]人姓名|{_NAME}"),
    ("family", _FAMILY),
    ("given", _GIVEN),
    ("phone", rf"{_MOBILE}|联系人(?:手机|[移行流]动电话|手提电话)(?:号码|号)?|(?:{_CALL})或?(?:{_CALL})"),
    ("tel", rf"(?:联系人)?(?:{_CALL})|tel(?:ephone)?"),
    ("tel", rf"{_SECOND}(?:联系人)?(?:{_CALL})|(?:{_CALL})[2-4]"),
    ("province", "(?:所在)?省份?|省(?:自治区)?直辖市(?:自治区)?|省自治区|州省|province(?:name|state)?"),
    ("city", "(?:所在)?(?:城|地级)?市|区市|city(?:name)?"),
    ("district", "(?:所在)?(?:区县?|县区?)|行政区|市区县|乡镇市区|乡镇区|(?:district|county)(?:name)?"),
    ("virtual", _VIRTUAL),
    ("virtual_until", f"{_VIRTUAL}{_UNTIL}"),
    ("extension", _EXTENSION),
    (
        "region",
        "县市|所在地区?|所在省市区?县?|地区|省市[区县]{0,2}|省份?城?市(?:区县|县区)?|省区市|省市县区|省市区街道",
    ),
    ("town", "(?:所在)?(?:街道|乡镇)(?:名称)?|街道乡?镇|乡镇街道|town(?:name)?"),
    (
        "address",
        rf"(?:[送交到]货|快递|配送|派送|送达|邮寄|寄送|投递|通讯|通信|现?居住|常住|(?:礼品|奖品|产品)(?=邮寄)邮寄|联[系络]人|目的地?)?(?:{_PLACE})1?|地址详细|deliveryaddress",
    ),
    ("address", "address(?:line)?12?"),
    ("address_2", f"(?:{_PLACE})2|address(?:line)?2|{_DOOR}"),
    *_PARTS_OF_A_PLACE,
)
_NO_PERSONS = _rules(
    ("waybill_no",
     rf"(?:商品|实际)?(?:发货|[发寄]出|国内)?{_CARRIER}?(?:快递|物流|速递|配送|运输|宅配|ems(?:邮件)?|电子[面运]单|面单|快件|邮件|运单|承运|货运|托运)(?:(?:运单|快递|物流|面单)?(?:单号码?|单编[号码]|编[号码]|号码?|单?no)"
     r"|公司(?:快递|物流)?(?:运单|面单|单)(?:号码?|编号))"
     rf"|{_CARRIER}单号"
     r"|(?:物流|快递|运单|国际|包裹)?(?:[追跟]踪|查询)(?:单?号码?|编号)"
     r"|(?:(?:courier|carrier|parcel|shipment)?tracking|logistics?|express|waybill|mail|awb)(?:number|no)|awb|waybill|tracking|trackingid|(?:快递|物流|运|面)单|(?:tracking|waybill|logistic)code"),
    ("carrier",
     r"(?:商品|实际)?(?:发货)?(?:快递|物流|承运|货运|运输|[配派]送|派件){1,2}(?:公司|承运商|商|方|企业|单位|服务商|品牌)(?:名称?)?|(?:承运|发货|配送)(?:快递|物流)|(?:快递|物流)名称"
     r"|(?:express|logistics?|courier|carrier|shipping|tracking)(?:provider|service)(?:name)?|trackingcompany|(?:express|logistics?|courier|carrier)(?:company|name|companyname)|shippingcarrier|express|carrier|courier|shippercode"),
    ("order_no",
     rf"(?:线上|平台|网店|店铺|商家|商户|客户|用户|买家|交易|销售|{_SHOP})?订单(?:编[号码]|号码?|流水号|id)"
     r"|(?:客户|线上|网店|交易|业务|来源|来源平台|外部平台|外部|第三方|电商)单号"
     r"|order(?:sn|number|no|code|id)"),
    ("contents", rf"(?:团购|购买|所购|订单|下单|发货)?{_GOODS}(?:中文)?(?:名称?|全[称名]|标题(?:名称)?|品名|简称|摘要|描述|明细|清单|信息|内容|name|title|description)?(?:[及和]规格|(?<=[名称题])规格)?1?|(?:descriptionof(?:the)?)?(?:goods|contents)|description|货名|书名|(?:内容)?品名(?:[及和]?规格)?|(?:托寄|寄托)(?:物品?|内容)(?:名称)?|(?:寄[送递件]|发货)(?:内容|物品)|(?:发货|装箱)清单"),
    ("contents", r"(?:商品|货品|产品|sku)?规格(?:名称?)?"),
    ("sku", "(?:商品|货品|商家|规格|sku)(?:编码|货号)|(?:商品|货品|商家)sku|(?:item|goods|sku)code"
     "|(?:seller|product|item|lineitem)sku|sku(?:reference)?(?:number|no)"),
    ("quantity", "实(?:发|际发货|出库)(?:数量?|件数)"),
    ("quantity",
     rf"(?:{_GOODS}|包裹|购买|订购|成交|下单|发货|采购|订货|销售|应发|应?履约|出库|交货)?(?:总|合计)?(?:数量|件数|个数|箱数|册数|份数|quantity|qty|num|count)[件个]?1?"
     rf"|(?:{_GOODS}|包裹)总?数|总数|(?:购买|订购|下单|成交)数|(?:quantity|qty)(?:purchased|ordered|toship|shipped)|(?:order(?:ed)?|delivery|shipped)(?:quantity|qty)|(?:(?:no|number)of|total)?(?:pieces|pcs|packages|items)"),
    ("weight_kg",
     r"(?:包裹|快件|邮件|订单)?(?:总|实际|计费|结算|称重|实称|实|称|毛)?重量?(?:kgs?|公斤|千克|g|克|斤)?"
     r"|(?:gross|total|package|parcel)?(?:weight|wt)(?:kgs?|g|grams?)?"),
    ("weight_kg",
     rf"(?:{_GOODS}|包裹|快件|邮件|订单)?(?:总|实际|计费|结算|称重|实称|实|称|毛|净)?重量?(?:kgs?|公斤|千克|g|克|斤)?"
     r"|(?:gross|net|total|cargo|product|item|package|parcel)?(?:weight|wt)(?:kgs?|g|grams?)?"),
    ("weight_kg", rf"(?:{_GOODS}|包裹)?(?:预估|预计|估计|理论|标准)重量?(?:kgs?|公斤|千克|g|克|斤)?"),
    ("remark",
     r"(?:(?:买家|客户|顾客|用户|团员|收件人|收货人|订单|运单|面单|快递|配送|打印)?备注|(?:买家|客户|顾客|用户|会员|收件人|收货人|订单)?(?:留言|附言)(?:备注)?)(?:信息|内容|事项|说明)?1?|(?:送货|配送|派送|客户|买家)(?:要求|说明|备注)|特别说明|其[他它]备注"
     r"|(?:buyer|customer|user)?(?:remark|message|note|comment)s?(?:from(?:buyer|customer))?|(?:special|delivery|shipping)instructions?"),
    ("ordered_at",
     r"(?:下单|订单|订购|拍下|成交|提交|交易创建)(?:创建|提交|下单|成交)?(?:时间|日期)|(?:order(?:ed)?(?:creation)?|created?|creation|purchased?)(?:at|time|date)"),
)  # fmt: skip
_IN_ONE = re.compile(
    rf"(?:{_RECIPIENT})?(?:信息|资料)?(?:(?P<n>{_NAME}|收[件货]人|联系人)|(?P<p>{_CALL})|(?P<a>{_PLACE})){{3}}"
)
_AND = "[及和与]?"
_A_NAME, _A_CALL = rf"(?:联[系络]人)?(?:{_NAME})", rf"(?:{_CALL}){_AND}(?:{_CALL})?"
_NAME_AND_PHONE = re.compile(
    rf"(?:{_PARTY.pattern})?(?:信息|资料)?(?:{_A_NAME}{_AND}{_A_CALL}|{_A_CALL}{_AND}{_A_NAME}"
    rf"|(?:(?<=[人者方户])|联[系络]人)[及和与]{_A_CALL}|{_A_CALL}[及和与](?:收[件货]人|联[系络]人))"
)
_AND_CALL = late_pattern(r"(?<=[人者方户])[/、+&,](?=(?:联[系络])?(?:手机|电话|固话|座机|方式))")
_IDLE = re.compile(
    r"(?!.*(?:代收|到付|保价))"
    r"(?:.*(?:金额|单价|总价|货款|费|优惠|折扣|抵扣|状态|类型|种类|(?<!联系)方式|渠道|来源|时间|日期|昵称|网名|id|规格|属性|邮编|店铺名称|仓库名称)"
    r"|.*\(元\))"
)


def is_idle(name: str) -> bool:
    """Whether a compared name is plainly of no use for a waybill: money, states, times, kinds."""
    return len(name) <= _LONGEST and _IDLE.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def by_parts(name: str) -> Meaning | None:
    """What a compared name (``profile.normal_name``) means by its parts; None where one of them is not known."""
    if len(name) > _LONGEST:
        return None
    clear = _IN_CLEAR.fullmatch(name)
    if clear:
        found = by_parts(clear["behind"] or clear["before"])
        return found._replace(rank=_FIRST) if found and found.whom != CUSTOMER else found
    changed = _CHANGED.fullmatch(name)
    if changed:
        return _of_the_changed(changed["behind"] or changed["before"])
    found = _in_one_language(name)
    if found and _HIDDEN.search(name):
        return found._replace(rank=found.rank + _BEHIND_CLEAR)
    two = None if found or name.isascii() else _TWO_LANGUAGES.fullmatch(name)
    if two is None:
        return found
    return _in_both((two["c"] or two["c2"]) + (two["unit"] or ""), two["e"] or two["e2"])


_TAKEN_AS = {
    "recipient_tel": "recipient_phone",
    "recipient_region": "recipient_province",
}
"""What has no column of its own among what was changed."""


def _of_the_changed(name: str) -> Meaning | None:
    """What goes before the recipient's column of this name."""
    found = by_parts(name)
    if found is None or found.whom == CUSTOMER:
        return None
    column = f"{_TAKEN_AS.get(found.column, found.column)}_new"
    return Meaning(column, TO, found.rank) if column in AT else None


def _in_one_language(name: str) -> Meaning | None:
    """What a name means, without the group and the remarks that a form puts beside it."""
    short = _IN_ONE_SIGN.fullmatch(name)
    if short:
        name = f"{short[1] or short[4]}件人{short[2] or short[3]}"
    name = _ONE_PART.sub(r"\1", _OR_FETCHED.sub("", _GROUP.sub("", name)))
    if "(" in name:
        name = _without_aside(name)
    plain = _BETWEEN.sub("", name)
    one = _IN_ONE.fullmatch(plain)
    if one and all(one.groups()):
        return Meaning("recipient_all", TO, 0)
    both = _NAME_AND_PHONE.fullmatch(_BETWEEN.sub("", _AND_CALL.sub("及", name)))
    if both:
        whom = CUSTOMER if both["customer"] else TO if both["recipient"] or both["sender"] else NOBODY
        return Meaning("sender_name_phone" if both["sender"] else "recipient_name_phone", whom, 0)
    if "(" in name:
        with_unit = _UNIT.fullmatch(name)
        if with_unit is None:
            return None
        plain = _BETWEEN.sub("", with_unit[1] + (with_unit[2] or ""))
    return _of_a_party(plain) or _found(_NO_PERSONS, plain, "", TO)


def _without_aside(name: str) -> str:
    """A name with its brackets read: what a form says in them is left out, a party in them goes before (姓名(收件人))."""
    told_virtual = _IS_VIRTUAL.search(name)
    if told_virtual:
        return f"{name[: told_virtual.start()]}虚拟号"
    name = _OF_WHAT.sub("", _ASIDE.sub("", name))
    behind = _BEHIND.fullmatch(name)
    return behind[2] + behind[1] if behind and _PARTY.fullmatch(behind[2]) else name


def _in_both(chinese: str, english: str) -> Meaning | None:
    """What a name in two languages (收件人 Recipient) means, where both say the same."""
    first, second = by_parts(chinese), by_parts(english)
    if first is None or second is None:
        return None
    same = first.column == second.column or {first.column, second.column} == {
        "recipient_phone",
        "recipient_tel",
    }
    return first if same else None


def _of_a_party(plain: str) -> Meaning | None:
    """The column of the recipient or the sender."""
    party = _PARTY.match(plain)
    if party is None:
        return _found(_OF_NOBODY, plain, "recipient_", NOBODY)
    who = "sender_" if party["sender"] else "recipient_"
    whom = CUSTOMER if party["customer"] else TO
    of_him = plain[party.end() :]
    if of_him in ("", "名称", "名"):
        told = (_NAMED if of_him else _PERSON).fullmatch(party[0])
        return Meaning(f"{who}name", whom, 1) if told else None
    found = _found(_OF_SOMEBODY, of_him, who, whom)
    return None if found and whom == CUSTOMER and found.column == "recipient_all" else found


def _found(rules: Rules, text: str, who: str, whom: int) -> Meaning | None:
    for rank, (column, rule) in enumerate(rules):
        if rule.fullmatch(text):
            column = who + column
            return Meaning(column, whom, rank) if column in AT or column in REGIONS else None
    return None
