"""The parts that names of columns are made of, as patterns: parties, and what a column may hold of them or of an order."""

from __future__ import annotations

import re

from waybill.patterns import late_pattern

_OF_A_PLACE = "地址(?=[省市区县城镇乡]|街道|详细|具体|门牌)"
_RECIPIENT = rf"(?:(?:[收接]货|收件|接收|到件|[到送]货(?=联)|目的地?(?=[省市区县城]))(?:[人者方]?{_OF_A_PLACE}|[人者方]|客户|(?:联系人|单位|公司)(?=.))?|收[餐礼书样花药信]人?|受送达人|[收到]方|送达方(?=.)|receiver|recipient|consignee|shipping|(?:ship|deliver)?to(?!wn)(?=.)|ship(?=.))的?"
_SENDER = rf"(?:(?:代发)?(?:寄件|发件|发货|寄货)(?:[人者方]?{_OF_A_PLACE}|[人者方]|客户|(?:联系人|单位|公司)(?=.))?|寄方|sender|shipper|(?:ship)?from(?=.))的?"
_CUSTOMER = "(?:客户|顾客|买[家方]|会员|用户|团员|患者|病人|考生|持卡人|申请人|学生|学员|家长|员工|职工|[中获领]奖[人者]|领[用取][人者]|受[赠奖][人者]|业主|读者|订阅[人者]|订户|支持[人者]|报名[人者]|参[与赛][人者]|预约人|兑换[人者]|投保人|(?:体检|受检|就诊)[人者]|customer)的?"
PARTY = re.compile(
    f"(?P<sender>{_SENDER})|(?P<recipient>(?:{_CUSTOMER}(?=收))?{_RECIPIENT})|(?P<customer>{_CUSTOMER})"
)
PERSON = re.compile(
    r"(?!发货方).*[人者方]|(?:[收寄发].)?客户|顾客|receiver|recipient|consignee|sender|shipper"
)
"""A party that is a name by itself; 发货方 tells in orders of wholesale sites who dispatches (卖家发货)."""
NAMED = late_pattern(r"(?!会员|用户|买家).*(?:[人者方]|客户|顾客)")
"""A party whose 名称 is its own: that of 寄件 or 发货 may be the goods'."""

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
_GOODS = r"(?:cargo|商品|货品|货物|产品|物品|宝贝|内件(?:物品?)?|内[物装]物?|内容物|物料|教材|文书|机具|托寄物|菜品|样品|奖品|礼品|药品|图书|书籍|杂志|报刊|期刊|礼包|套餐|存货|物资|赠品|sku|goods|products?|items?|lineitems?)"

_CARRIER = (
    "(?:顺丰|中通|圆通|申通|韵达|极兔|邮政|德邦|百世|天天|京东(?=快递|物流|运单)|丹鸟|菜鸟(?=运单|面单|快递))"
)
"""Before what is the number of a waybill; 京东单号 may be an order's."""
_SHOP = "淘宝|天猫|京东|拼多多|抖音|快手|小红书|微店|有赞|唯品会|网上|外部平台|外部|第三方平台|第三方|来源平台|来源|原始|电商|商城"

Rules = tuple[tuple[str, re.Pattern[str]], ...]


def _rules(*rules: tuple[str, str]) -> Rules:
    return tuple((column, re.compile(rule)) for column, rule in rules)


OF_SOMEBODY = _rules(
    ("name", rf"{_NAME}|联[系络]人|contact(?:name|person)?"),
    ("family", _FAMILY),
    ("given", _GIVEN),
    ("phone", rf"(?:联[系络]人)?(?:{_MOBILE})|(?:{_CALL})或?(?:{_CALL})"),
    ("tel", rf"(?:联[系络]人)?(?:{_CALL})|号码|tel(?:ephone)?(?:number|no)?"),
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
OF_NOBODY = _rules(
    ("name", rf"联[系络]人姓名|{_NAME}"),
    ("family", _FAMILY),
    ("given", _GIVEN),
    ("phone", rf"{_MOBILE}|联系人(?:手机|[移行流]动电话|手提电话)(?:号码|号)?|(?:{_CALL})或?(?:{_CALL})"),
    ("tel", rf"(?:联系人)?(?:{_CALL})|tel(?:ephone)?"),
    ("tel", rf"{_SECOND}(?:联系人)?(?:{_CALL})|(?:{_CALL})[2-4]"),
    ("province", "(?:所在)?省份?|省(?:自治区)?直辖市(?:自治区)?|省自治区|州省|省州|province(?:name|state)?"),
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
        rf"(?:[送交到]货|快递|配送|派送|送达|邮寄|寄送|投递|通讯|通信|寄[卡证书]|现?居住|常住|(?:礼品|奖品|产品)(?=邮寄)邮寄|联[系络]人|目的地?)?(?:{_PLACE})1?|地址详细|详细收[件货]人?地址|deliveryaddress",
    ),
    ("address", "(?:address(?:line)?|street)12?|street(?:address)?"),
    ("address_2", f"(?:{_PLACE})2|address(?:line)?2|{_DOOR}"),
    *_PARTS_OF_A_PLACE,
)
NO_PERSONS = _rules(
    ("waybill_no",
     rf"(?:商品|实际)?(?:发货|[发寄]出|国内)?{_CARRIER}?(?:快递|物流|速递|配送|运输|宅配|ems(?:邮件)?|电子[面运]单|面单|快件|邮件|运单|承运|货运|托运)(?:(?:运单|快递|物流|面单)?(?:单号码?|单编[号码]|编[号码]|号码?|单?no)"
     r"|公司(?:快递|物流)?(?:运单|面单|单)(?:号码?|编号))"
     rf"|{_CARRIER}单号|包裹单号码?"
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
    ("contents", rf"您?(?:所选|选择|选[购的]?|想要|需要)的?{_GOODS}是?|(?:订单|订购|购买)?内容|样本类型"),
    ("contents", r"(?:商品|货品|产品|sku)?(?:规格|款式)(?:名称?)?"),
    ("contents", "(?:物品|托寄物|内件|货物)类[型别]"),
    ("sku", "(?:商品|货品|商家|规格|sku)(?:编码|货号)|(?:商品|货品|商家)sku|(?:item|goods|sku)code"
     "|(?:seller|product|item|lineitem)sku|sku(?:reference)?(?:number|no)"),
    ("quantity", "实(?:发|际发货|出库)(?:数量?|件数)"),
    ("quantity",
     rf"(?:{_GOODS}|包裹|订单|购买|订购|成交|下单|发货|采购|订货|销售|应发|应?履约|出库|交货)?(?:总|合计)?(?:数量|件数|个数|箱数|册数|份数|quantity|qty|num|count)[件个]?1?"
     rf"|(?:{_GOODS}|包裹)总?数|总数|(?:购买|订购|下单|成交|发货)数|(?:quantity|qty)(?:purchased|ordered|toship|shipped)|(?:order(?:ed)?|delivery|shipped)(?:quantity|qty)|(?:(?:no|number)of|total)?(?:pieces|pcs|packages|items)"),
    ("weight_kg",
     r"(?:包裹|快件|邮件|订单)?(?:总|实际|计费|结算|称重|实称|实|称|毛)?重量?(?:kgs?|公斤|千克|g|克|斤)?"
     r"|(?:gross|total|package|parcel)?(?:weight|wt)(?:kgs?|g|grams?)?"),
    ("weight_kg",
     rf"(?:{_GOODS}|包裹|快件|邮件|订单)?(?:总|实际|计费|结算|称重|实称|实|称|毛|净)?重量?(?:kgs?|公斤|千克|g|克|斤)?"
     r"|(?:gross|net|total|cargo|product|item|package|parcel)?(?:weight|wt)(?:kgs?|g|grams?)?"),
    ("weight_kg", rf"(?:{_GOODS}|包裹)?(?:预估|预计|估计|理论|标准)重量?(?:kgs?|公斤|千克|g|克|斤)?"),
    ("remark",
     r"(?:(?:买家|客户|顾客|用户|团员|收件人|收货人|订单|运单|面单|快递|配送|打印)?备注|(?:买家|客户|顾客|用户|会员|收件人|收货人|订单)?(?:留言|附言)(?:备注)?)(?:信息|内容|事项|说明)?1?|(?:送货|配送|派送|客户|买家)(?:要求|说明|备注)|特别说明|其[他它]备注"
     r"|寄(?:方|件人?)备注|(?:buyer|customer|user)?(?:remark|message|note|comment)s?(?:from(?:buyer|customer))?|(?:special|delivery|shipping)instructions?"),
    ("cash_on_delivery",
     r"(?:是否)?(?:需要?)?(?:(?:代收|代垫)(?:货款|款项?|金额|货款金额)|货到付款(?:金额|货款)?)|(?:cod|cashondelivery)(?:amount|sum|value|金额|货款|代收(?:货款|金额)?)?|collectamount"),
    ("freight_collect",
     r"(?:是否)?(?:运费)?到付(?:运?费用?|款|金额|运费金额)?|freightcollect|collectfreight"),
    ("payment", r"(?:(?:订单|买家)?支付|(?:订单|买家)付款)(?:方式|类型)|payment(?:method|type|mode|terms)?"),
    ("freight_payment",
     r"(?:(?:运费|邮费|快递费?)支付|(?:运费|邮费|快递费?)?(?:付款|付费|结算))(?:方式|类型)|(?:运费|邮费)方式"),
    ("order_state", r"(?:主|子)?(?:订单|交易)(?:当前)?状态|order(?:status|state)"),
    ("after_sales", r"(?:商品|订单)?(?:售后|退款|退货)(?:/?(?:售后|退款|退货))?状态|refund(?:status|state)"),
    ("ordered_at",
     r"(?:下单|订单|订购|拍下|成交|提交|交易创建)(?:创建|提交|下单|成交)?(?:时间|日期)|(?:order(?:ed)?(?:creation)?|created?|creation|purchased?)(?:at|time|date)"),
)  # fmt: skip
IN_ONE = re.compile(
    rf"(?:{_RECIPIENT})?(?:信息|资料)?(?:(?P<n>{_NAME}|收[件货]人|联系人)|(?P<p>{_CALL})|(?P<a>{_PLACE})){{3}}"
)
_AND = "[及和与]?"
_A_NAME, _A_CALL = rf"(?:联[系络]人)?(?:{_NAME})", rf"(?:{_CALL}){_AND}(?:{_CALL})?"
NAME_AND_PHONE = re.compile(
    rf"(?:{PARTY.pattern})?(?:信息|资料)?(?:{_A_NAME}{_AND}{_A_CALL}|{_A_CALL}{_AND}{_A_NAME}"
    rf"|(?:(?<=[人者方户])|联[系络]人)[及和与]{_A_CALL}|{_A_CALL}[及和与](?:收[件货]人|联[系络]人))"
)
