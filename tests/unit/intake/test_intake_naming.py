"""Column names that no profile lists, understood by their parts; names that must not be understood."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from intake_tables import HEADER, open_source, read, row, text

from waybill.errors import InputError, Problem
from waybill.intake import Options, open_sources
from waybill.intake.column_names import column_of
from waybill.intake.naming import by_parts, is_idle
from waybill.intake.profile import by_id, normal_name, shipped

MEANINGS = {
    "recipient_name": "体检人 就诊人姓名 通知书收件人 收件人姓名【必填】 ★收件人 收件人信息姓名 读者姓名 收货人姓名(30字以内) 员工姓名 买方 收货人名字 收件方姓名 收方 收货方 收方联系人 收货联系人姓名 收件客户姓名 姓名(收件人) 收货人的姓名 收件人_姓名 "
    "客户姓名 客户名称 买家姓名 顾客 顾客姓名 会员姓名 ReceiverName Consignee Shipping_Name Customer_Name "
    "收餐人 收礼人姓名 收件人/提货人 Name_(Shipping) To_Name 患者姓名 病人姓名 考生姓名 持卡人 申请人姓名 接货人 业主姓名 收件人中文名 中奖人 客户 收货人姓名（实名） 收件者 收花人 受送达人 客户名 收件信息-姓名 收件人/自提人 收件人/Consignee 收件人(Recipient) 姓名_Name 收货单位联系人 到件联系人 接收人 领奖人 领取人姓名 团员姓名 受赠人 到货联系人 送货联系人 收件人(姓名) 1.您的姓名 Q2、收货人 3.*请填写收件人姓名： Receiver_收件人 收货信息-收货人 Recipient's_Name Receiver’s_Full_Name 送达方名称 ①收件人 收件人姓名（如：王小明） Deliver_To_Name 收件人姓名（打码）",
    "recipient_family": "Shipping_Last_Name Last_Name_(Shipping) surname 姓 姓氏 收件人姓 收货人-姓 姓(Last_name)",
    "recipient_given": "Shipping_First_Name First_Name_(Shipping) given_name 名 名(First_name)",
    "recipient_estate": "小区 收货人小区 小区名称",
    "recipient_building": "楼栋 楼栋号 收件人楼号 幢号",
    "recipient_unit": "单元 单元号",
    "recipient_address_2": "Shipping_Address2 shipping_address_2 Address_Line_2 ship-address-2 门牌号 收件人门牌号 房间号 house_number 住址2",
    "recipient_phone": "通知书收件人手机 收件人信息手机 ★手机 收方手机 *收货人手机号 收货联系手机 联系手机号 手机(收件人) 收件人手机号（手机号和固话二选一） 收件人电话/手机 "
    "顾客手机号 会员手机 receiver_mobile ReceiverMobile Consignee_Phone 手机号（11位） 收件人手机(手机/固话) Phone_(Shipping) Ship_To_Phone ship-phone-number Phone_# 收件人/提货人手机号 收件人手机/提货人手机 家长手机 顾客收货手机 手机/Mobile 手提電話 收件者行動電話 Mobile_手提電話 收货人手机（真实号） Recipient's_Phone_No. 收件人手机（例：13812345678） 手机号（格式：11位） Deliver_To_Phone",
    "recipient_virtual": "中间号 收件人中间号 隐私手机 虚拟电话 收餐人隐私号 收货人虚拟电话 收件人隐私手机号 收货人电话（虚拟号） 手机(隐私号)",
    "sender_virtual": "寄件人虚拟号码",
    "recipient_extension": "收件人分机号码 手机分机号 隐私号分机号 虚拟号码转分机 联系电话分机 phone_ext virtual_number_ext identify_number",
    "recipient_tel": "收件人备用电话 备用手机 其他电话 收货人手机2 第二联系电话 收件人号码 买方电话 收方联系方式 收货联系电话 收件方固话 收货人电话号码 顾客电话 固定电话 买家电话 收件人-电话 ReceiverTel 收件人电话1 电话（手机或座机） 收样人电话 联系电话/Phone 電話_Tel 收貨人聯絡電話 到方电话 收件人电话（格式：0571-12345678） 联系电话（区号+号码） 收件人电话(手机优先)",
    "recipient_province": "地址_省/自治区/直辖市 您的地址省 省/州 收件方省 收货方省份 收件人省/州 receiver_state ReceiverProvinceName Shipping_Province_Name 收件人省名称 收货地址-省份 收货地址省 收件人州/省 Receiver_Province/State province_name Province/省 收件人.地址.省 收货地址(省) 收件人地址（省份） 地址(省) 您的地址-省 收货地址—省 目的省 目的地省份 所在省份 省（直辖市） 省/自治区/直辖市 地址-省/自治区/直辖市 省（如：浙江省） 地址（必填）/省 州省",
    "recipient_city": "地级市 收件地级市 收件方市 收货人所在城市 Receiver_City 收件人市名称 收货地址_城市 city_name City/市 收货地址(市) 收件地址（城市） 目的城市 所在城市 市（州） 区市 地址（必填）/市",
    "recipient_district": "收件区/县 收件区域 收件人县 收货人市/区/县 ReceiverExpAreaName 收件人区县名称 收货地址-区县 鄉鎮市區 district_name District/区 收件人地址-区县 收货地址(区) 收货地址(区/县) 收件地址（区县） 所在区县 区（县） 县(市、区) 区/县（如：余杭区） 地址（必填）/区县 行政区 行政區",
    "recipient_region": "省份/城市/区县 收件省份城市 省市区 省/市/区 省市县 所在地区 地区 收货地区 收件人省市区 收件人所在地区 收货省市 縣市",
    "recipient_town": "收件人乡镇 收货人镇 receiver_town 收货地址-乡镇 收货地址(街道) 收货地址（乡镇） town_name townName 街道名称 所在街道",
    "recipient_address": "详细收货地址/提货地址 寄卡地址 报告邮寄地址 病案邮寄地址 卡片邮寄地址 录取通知书邮寄地址 通知书收件地址 收件人信息地址 收件人地址*（含省市区） 收货人详细地址(请填写完整的省市区) 收方详细地址 收件人住址 家庭住址 送货地址 顾客地址 客户地址 收货人的地址 地址(收件人) Shipping_Street "
    "收件地址（省市区+详细地址） 收货地址(含省市区) 详细地址（不含省市区） 地址(请填写完整地址) 邮寄地址 通讯地址 Address_(Shipping) To_Address Shipping_Address1 Address_1&2_(Shipping) address_line_1 收货地址-详细地址 详细地址1 地址1 顾客收货地址 收花地址 收件地址/Address 收货单位地址 收货/提货详细地址 接收地址 联系人地址 收件人.地址.详细 收货地址详细 交货地址 到货地址 快递地址 目的地地址 2、您的收货地址 Q3_请填写您的收货地址 地址_详细地址 收货地址(详细) 地址-详细 您的地址-详细地址 家庭详细地址 收货地址明细 收件地址全称 客户送货地址 现居住地址 礼品邮寄地址 Recipient's_Address Deliver_To_Address 送达方地址 收货地址（格式：省市区+详细地址） 详细地址（如：某某路1号）",
    "recipient_address_new": "修改后的收货地址 修改后收件人地址 改后详细地址 收货地址（修改后） 新收件地址 收货地址_新 更改后地址 【改后】收件地址",
    "recipient_all_new": "改后收件信息 修改后的收货人信息",
    "recipient_name_new": "改后收件人 修改后的收货人姓名 修改后收件人 变更后收货人 新收货人 收件人(新) 收货人姓名-修改后 改后姓名",
    "recipient_phone_new": "改后电话 修改后的联系电话 修改后收货人手机号 变更后的收件人电话 新手机号 新联系方式 收货人手机（修改后） 联系电话_新",
    "recipient_province_new": "改后省 修改后省份 改后收件人省 修改后的省市区 改后所在地区",
    "recipient_city_new": "修改后城市 改后收货城市",
    "recipient_district_new": "修改后的区县",
    "recipient_town_new": "修改后收件人街道",
    "recipient_all": "姓名+电话+地址 地址电话姓名 收货信息（姓名、电话、地址） 收件人/电话/地址 收件人姓名、电话、地址 收货人详情",
    "recipient_name_phone": "姓名电话 收件人及电话 收件人姓名/电话 联系人及联系电话 收货人信息(姓名、电话) 收件人/电话 收货人、手机 收件人(姓名/电话) 客户姓名电话 电话/姓名 手机号及收货人 收货联系人及电话 收件人姓名及手机号码 收货人姓名+手机 学生姓名及电话 收货人/联系方式 收件人、联系方式",
    "sender_name_phone": "寄件人姓名电话 寄件人信息(姓名+电话) 发货人/电话",
    "sender_name": "代发寄件人 寄件方姓名 发货联系人 寄件人_姓名 寄方 Sender_Name 寄件者 寄件人/Shipper 寄件信息-姓名 寄件客户 发货单位联系人 Sender's_Name 寄件人姓名（如：王小明）",
    "sender_phone": "寄方手机 发件方手机号 SenderMobile",
    "sender_tel": "寄方联系方式 发货联系电话 寄件人座机",
    "sender_district": "寄件区域 寄件人县 寄件区/县",
    "sender_region": "寄件人省市区 发货地区",
    "sender_address": "寄方地址 发货详细地址 地址(寄件人) 寄件地址(省市区+详细地址) From_Address 发货地址-详细地址",
    "waybill_no_new": "更换后快递单号 新运单号 换单后运单号 修改后的快递单号 新物流单号 运单号（新）",
    "waybill_no": "运单号（系统回填） 快递单号【打印后回填】 运单号码（请勿修改） 包裹单号 EMS单号（导入后填写） 运单No 快递单No. 配送单号 物流运单号码 快件单号 快递公司单号 物流公司运单号码 waybill_code tracking_number LogisticCode 快递单号码 追踪号码 物流跟踪号 商品发货物流单号 发货快递单号 AWB Tracking_ID 宅配單號 追蹤號碼 EMS单号 运单号/Waybill_No. 快递单 托运单号 Tracking_No._運單號 託運單號 京东运单号 顺丰单号 中通快递单号 国内快递单号 运单编码 菜鸟运单号 电子运单号 EMS邮件号 运单号（系统生成） 快递单号【自动生成】 运输单号 包裹查詢號碼 快递查询单号 Courier_Tracking_Number 丹鸟单号",
    "carrier": "实际快递公司 承运商名称 发货快递 物流名称 派送公司 派件公司 物流承运公司 Shipping_Carrier 快递公司名 物流商 配送方 express_company ShipperCode Shipping_Provider tracking_provider Shipping_Provider_Name Tracking_Company 商品发货物流公司 物流承运商 承运快递 快递公司（必选） 快递公司(下拉选择) 配送快递",
    "order_no": "业务单号 来源单号 第三方订单号 外部平台单号 外部单号 网上订单号 第三方平台订单号 原始订单号 淘宝订单号 京东订单号 线上订单号 用户订单号 商家订单号 客户订单编号 订单流水号 店铺订单编号 order_sn OrderNo 订单编码 交易订单号 线上单号 客户单号 销售订单号 订单编号（多个用逗号隔开）",
    "contents": "您选择的礼品是 4、您想要的奖品： 内件物品 选择的礼品 订单内容 礼包 款式 样本类型 商品信息【选填】 物品类型 商品名称(不超过50字) 寄送内容 团购商品 购买商品 商品全名 商品名称及规格 品名规格 存货名称 物料描述 托寄物品 寄托物 发货内容 商品标题/名称 寄递物品 货品标题 产品名称 SKU名称 货品摘要 宝贝名称 商品名 货物 Item_Name GoodsName Product Lineitem_name line_items 商品清单 规格名称 药品名称 奖品名称 货名 Description_of_Goods 產品名稱 商品中文名 样品名称 内物 内装物名称 发货清单 cargo.name 品名/Description 商品全称 內容物 物料名称 内容品名 商品1 商品名称1 托寄物品名称 商品名称/规格",
    "sku": "商品编码(自定义) 货品编码 商品SKU Lineitem_sku sellerSku SKU_Reference_No.",
    "quantity": "订单数量 发货数 数量*（件） 份数 订货数量 商品总数量 成交数量 SKU件数 货品数量 包裹数 数量(件) 总件数 内件数量 GoodsQuantity Pcs num 采购数量 应发数量 应履约件数 quantity-purchased No._of_Pieces 药品数量 数量/件 qty_ordered 件数/PCS 數量_Qty cargo.count Total_Pieces 购买数 数量1 件数（默认1） Pieces_(PCS) 交货数量",
    "weight_kg": "实重 称重 实际重量 计费重量 物品重量（kg） 包裹总重量 重量(千克) 总重量(kg) 毛重 预估重量 Weight_(KG) 重量(g) 重量（克） 重量/g 包裹重量(斤) Product_Weight 淨重(公斤) 重量/Weight(kg) Gross_Wt_(kg) cargo.weight 重量（单位：kg） 重量(单位：克)",
    "remark": "寄方备注 用户备注 送货要求 配送说明 买家留言/备注 备注说明 备注1 客户要求 备注信息 打印备注 买家留言 顾客备注 Remarks buyer_message 团员备注 Remark_from_buyer Delivery_Instructions 備註事項 userRemark 備註_Remarks",
    "cash_on_delivery": "代收款项 是否代收货款 是否货到付款 货到付款金额 cod_amount Cash_on_Delivery COD金额",
    "freight_collect": "是否到付 到付费用 到付款 freight_collect",
    "payment": "支付类型 订单支付方式 买家付款方式 Payment_Method",
    "after_sales": "退款/售后状态 商品退款状态 订单售后状态 refund_status",
    "order_state": "主订单状态 子订单状态 交易当前状态 Order_Status",
    "freight_payment": "付费方式 付款类型 邮费支付方式 运费方式 结算方式",
    "ordered_at": "拍下时间 成交时间 订单创建日期 created_time purchase-date Order_Creation_Date 订单成交时间",
}
NOTHING = (
    "账单地址 发票收件人 退货邮寄地址 地址（寄件人填写） 商品类型 物品状态 收件人（如有） 送达方 收件人(例外) 运单号(系统) Sold_To_Phone 商品规格1 条码查询号 京东单号 单件重量(kg) 寄件单号 收件网点 派件网点 收货时间 团队名称 菜鸟单号 原始单号 配送员 交货日期 目的地 实付 第三方 团购 号码 证件号码 份额 卖方 发货方电话码 系统单号 内部订单号 单据编号 原始单号 会员名 会员名称 买家会员名 用户名 用户 客户编号 收件公司 寄件公司 发货方 发货地 收货 发货 寄件 客户信息 退货地址 "
    "退货人姓名 提货人 提货人手机号 退货物流单号 仓库地址 门店地址 自提地址 发票地址 公司电话 客服电话 快递员电话 配送员手机 配送员姓名 收款人姓名 实名姓名 "
    "代收人姓名 快递公司编码 运单数量 包裹号 商品编号 子单号 出库单号 发货单号 手机尾号 手机型号 姓名2 "
    "修改后的sku 修改后的备注 改后寄件人 修改后的买家电话 改后时间 修改收货地址 新款 新电话卡 是否修改收件人 改后 收货人(已改) 原收件人 旧地址 分机 分机号 ext 原运单号 是否新运单号 客服电话分机 寄件人分机号 仓库分机 解密状态 解密时间 是否解密 未解密手机 解密前手机 数量(斤) 商品高度 代收点 保价金额 商家备注 卖家备注 客服备注 发票：地址、电话 user_name buyer_name "
    "shop_name company_phone state status total email Shipping_Company 快递公司编号 物流公司号码 承运公司编号 express_code ship-service-level ship-country 店铺门牌号 手机房号 "
    "mail_code logistics_code 发货名称 寄件名称 收货名称 会员备注 区域 开票人姓名 收票人手机 卖家电话 店铺联系人 司机电话 导购姓名 "
    "Name_(Billing) Phone_(Billing) billing_first_name First_Name_(Billing) billing_address_2 buyer_last_name 地址(发票) 地址(仓库) 电话(门店) 手机(快递员) Total_Name From_Warehouse To_Warehouse 跟踪状态 收件人隐私 隐私 虚拟 中间 安全 收款人 收件人/Billing 收件人/Shipper 电话/Address 备注/Seller 收票人 用户名 发货单位 接收 到件 收货公司 到件时间 Address_电话 Seller_备注 订货人 付款人"
)  # fmt: skip
IDLE = (
    "商品总价(元) 订单应付金额 运费 订单状态 支付时间 退款方式 商品规格 SKU_ID 买家昵称 收货人邮编 流量来源"
)


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for column, names in MEANINGS.items() for name in names.split()]
)
def test_a_name_means_what_its_parts_say(name: str, column: str) -> None:
    found = by_parts(normal_name(name.replace("_", " ") if name.isascii() else name))
    assert found is not None
    assert found.column == column


@pytest.mark.parametrize("name", NOTHING.split())
def test_a_name_with_another_part_means_nothing(name: str) -> None:
    assert by_parts(normal_name(name.replace("_", " "))) is None


def test_a_number_may_be_called_after_every_carrier() -> None:
    """A carrier that is new in ``carriers.toml`` belongs into ``naming_rules._CARRIER`` too."""
    profiles = (by_id("plain", shipped()),)
    data = tomllib.loads(files("waybill").joinpath("intake/carriers.toml").read_text("utf-8"))
    for carrier in data["carrier"]:
        name = carrier["names"][0]
        assert column_of(f"{name}快递单号", profiles) == "waybill_no", name


def test_money_and_states_are_no_columns_to_ask_about() -> None:
    assert [name for name in IDLE.split() if not is_idle(normal_name(name.replace("_", " ")))] == []
    assert [
        name for name in ("代收手续费", "保价费", "收件公司", "商家备注", "代理商联系方式") if is_idle(name)
    ] == []


@pytest.mark.parametrize(
    ("ways", "carriers"),
    [
        (["圆通速递", "顺丰速运", ""], ["圆通速递", "顺丰速运", ""]),
        (["快递", "快递", "顺丰速运"], ["", "", ""]),
        (["", "", ""], ["", "", ""]),
    ],
)
@pytest.mark.parametrize("name", ["配送方式", "*物流方式", "运输渠道：", "快递类型"])
def test_ways_to_send_that_are_carriers(
    tmp_path: Path, name: str, ways: list[str], carriers: list[str]
) -> None:
    names = [name if each == "快递公司" else each for each in HEADER]
    rows = [row(number, 快递公司=way) for number, way in enumerate(ways)]
    assert [order.carrier for order in read(tmp_path, [names, *rows]).orders] == carriers
    whole = read(tmp_path, [[*HEADER, name], *([*row(number), way] for number, way in enumerate(ways))])
    assert {order.carrier for order in whole.orders} == {"极兔速递"}


@pytest.mark.parametrize(
    ("sent", "goods", "sender"),
    [
        (["保温杯×2", "杯刷", ""], ["保温杯×2", "杯刷", ""], ""),
        (["徐永 18883948814 贵阳市胜利街1号"] * 3, ["", "", ""], "徐永"),
    ],
)
def test_what_is_sent_under_the_name_of_who_sends(
    tmp_path: Path, sent: list[str], goods: list[str], sender: str
) -> None:
    """快递助手's form has the goods under 发货信息; they went for a sender and were lost."""
    taken = {"商品", "寄件人", "寄件人手机", "寄件地址"}
    kept = [at for at, each in enumerate(HEADER) if each not in taken]
    rows = [[*(row(number)[at] for at in kept), each] for number, each in enumerate(sent)]
    got = read(tmp_path, [[*(HEADER[at] for at in kept), "发货信息"], *rows]).orders
    assert [order.contents for order in got] == goods
    assert {order.sender.name for order in got} == {sender}


def test_what_is_sent_beside_goods_is_a_column_that_is_not_understood(tmp_path: Path) -> None:
    got = read(tmp_path, [[*HEADER, "发货信息"], [*row(1), "杯刷"]])
    assert (got.orders[0].contents, got.notes) == ("保温杯", [])
    assert got.source.match.unknown == (("发货信息", ""),)


def test_a_long_name_is_not_looked_at() -> None:
    assert by_parts("收货人" * 20_000) is None
    assert not is_idle("费" * 20_000)


@pytest.mark.parametrize(
    ("header", "cells", "parts"),
    [
        (["省市区"], ["福建省 泉州市 晋江市"], ("福建省 泉州市 晋江市", "", "")),
        (["地区"], ["福建省/泉州市/晋江市"], ("福建省/泉州市/晋江市", "", "")),
        (["省", "市", "收货地区"], ["福建省", "泉州市", "晋江市"], ("福建省", "泉州市", "晋江市")),
        (["省", "收货地区"], ["福建省", "泉州市晋江市"], ("福建省", "泉州市晋江市", "")),
        (
            ["所在地区", "省", "市", "区"],
            ["全部", "福建省", "泉州市", "晋江市"],
            ("福建省", "泉州市", "晋江市"),
        ),
    ],
)
def test_a_region_in_one_cell_goes_where_parts_are_lacking(
    tmp_path: Path, header: list[str], cells: list[str], parts: tuple[str, ...]
) -> None:
    names = ["运单号", "快递", "收件人", "手机", *header, "详细地址", "商品"]
    data = ["JT1234567890123", "极兔速递", "林龙旭", "15089606268", *cells, "长江西路737号", "杯"]
    party = read(tmp_path, [names, data]).orders[0].recipient
    assert (party.province, party.city, party.district, party.address) == (*parts, "长江西路737号")


@pytest.mark.parametrize(
    ("names", "cells", "told"),
    [
        (["买家姓名", "收货人名字"], ["买的人", "收的人"], "收的人"),
        (["客户姓名", "联系人"], ["买的人", "收的人"], "收的人"),
        (["联系人", "收件方姓名"], ["别的人", "收的人"], "收的人"),
        (["收货方名称", "收货人"], ["某某公司", "收的人"], "收的人"),
    ],
)
def test_the_recipient_goes_before_a_customer_and_before_nobody(
    tmp_path: Path, names: list[str], cells: list[str], told: str
) -> None:
    for order in ([0, 1], [1, 0]):
        turned = [*HEADER[:3], *(names[at] for at in order), *HEADER[4:]]
        data = [*row(1)[:3], *(cells[at] for at in order), *row(1)[4:]]
        assert read(tmp_path, [turned, data]).orders[0].recipient.name == told


def test_groups_of_names_that_are_not_listed(tmp_path: Path) -> None:
    above = ["", "收方", "", "", "", "寄方", "", "", "物品"]
    below = ["运单号", "姓名", "联系方式", "省市区", "地址", "姓名", "联系方式", "地址", "名称"]
    data = [
        "JT1234567890123",
        "林龙旭",
        "15089606268",
        "福建省泉州市晋江市",
        "路1号",
        "徐永",
        "18883948814",
        "贵阳市路2号",
        "杯",
    ]
    order = read(tmp_path, [above, below, data]).orders[0]
    assert (order.recipient.name, order.recipient.phone, order.recipient.province) == (
        "林龙旭",
        "15089606268",
        "福建省泉州市晋江市",
    )
    assert (order.sender.name, order.sender.phone, order.contents) == ("徐永", "18883948814", "杯")


def test_only_what_may_matter_is_told_as_not_understood(tmp_path: Path) -> None:
    names = [*HEADER, "订单状态", "商品总价(元)", "保价金额", "收件公司", "付款时间"]
    path = tmp_path / "orders.csv"
    path.write_text(",".join(names) + "\n", "utf-8")
    told: list[dict[str, str]] = []
    list(open_sources([str(path)], Options(tell=lambda _, problem: told.append(dict(problem.facts)))))
    assert [facts["unknown"] for facts in told] == ["保价金额, 收件公司"]
    path.write_text(",".join([*HEADER, "王*退费", "尾号1234运费"]) + "\n", "utf-8")
    assert open_source(str(path)).match.ignored == ("#18", "#19")


def test_a_cell_with_all_is_taken_apart_whatever_the_profile(tmp_path: Path) -> None:
    names = [
        "订单号",
        "收货人/提货人",
        "收货人手机号/提货人手机号",
        "详细收货地址/提货地址",
        "快递公司/单号",
        "全部商品名称",
    ]
    got = read(
        tmp_path,
        [names, ["E1", "林龙旭", "15089606268", "福建省泉州市路1号", "极兔速递-JT1234567890123", "杯"]],
    )
    assert got.source.layout.profile == "youzan"
    assert (got.orders[0].carrier, got.orders[0].waybill_no) == ("极兔速递", "JT1234567890123")


def test_missing_columns_have_their_chinese_names(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, [["运单号", "收件人", "地址"], ["JT1234567890123", "林", "路1号"]])
    assert "收件人手机（recipient_phone）" in caught.value.text("zh")
    assert "missing: recipient_phone." in caught.value.text("en")
    got = read(tmp_path, [["运单号", "收件信息", "收件人手机"], ["JT1234567890123", "林龙旭", "15089606268"]])
    told = [problem.text("zh") for problem in got.rejects[0].named(got.source.names).problems]
    assert told == ["缺少 收件人（收件信息）。", "缺少 详细地址（收件信息）。"]
    got = read(
        tmp_path, [["运单号", "收件人", "收货电话", "地址"], ["JT1234567890123", "林龙旭", "", "路1号"]]
    )
    told = [problem.text("zh") for problem in got.rejects[0].named(got.source.names).problems]
    assert told == ["缺少 收货电话。"]


def test_a_cell_that_can_not_be_taken_apart_is_told(tmp_path: Path) -> None:
    got = read(
        tmp_path, [["运单号", "收件信息"], ["JT1234567890123", "泉州市路1号"], ["JT1234567890124", ""]]
    )
    assert got.codes() == [("INTAKE-IN-ONE",), ("INTAKE-NO-RECIPIENT",)]


@pytest.mark.parametrize("name", ["收货地址", "地址", "收件人地址", "收件人"])
def test_an_only_column_with_all_in_it(tmp_path: Path, name: str) -> None:
    header = ["快递单号", "快递公司", name, "商品"]
    whole = ["JT1234567890123", "极兔速递", "林龙旭，15089606268，福建省泉州市晋江市路1号", "杯"]
    other = ["JT1234567890124", "极兔速递", "福建省泉州市晋江市路2号", "杯"]
    got = read(tmp_path, [header, whole, whole[:1] + whole[1:], other])
    recipient = got.orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == (
        "林龙旭",
        "15089606268",
        "福建省泉州市晋江市路1号",
    )
    assert got.codes() == [("INTAKE-IN-ONE",)]
    with pytest.raises(InputError) as caught:
        read(tmp_path, [header, other, other])
    assert caught.value.code == "INTAKE-COLUMNS"


@pytest.mark.parametrize(
    ("names", "cells", "told"),
    [
        (["收件人", "收货人"], ["", "收的人"], "收的人"),
        (["收货人名字", "收件人姓名"], ["收的人", ""], "收的人"),
        (["收件人", "收货人"], ["收的人", "又一人"], "收的人"),
    ],
)
def test_of_two_columns_that_mean_the_same_the_one_that_is_filled(
    tmp_path: Path, names: list[str], cells: list[str], told: str
) -> None:
    header = [*HEADER[:3], *names, *HEADER[4:]]
    got = read(tmp_path, [header, *([*row(n)[:3], *cells, *row(n)[4:]] for n in range(3))])
    assert [order.recipient.name for order in got.orders] == [told] * 3


@pytest.mark.parametrize(
    ("names", "cells", "told"),
    [
        ("收件人 收货人", "收的人 又一人", [("收件人", "收货人")]),
        ("收货人 收件人", "又一人 收的人", [("收件人", "收货人")]),
        ("收件人 收货人", "收的人 收的人", []),
        ("收件人 收货人", "收的人 收的人（前台）", []),
        ("收件人 收货人", "收的人 ", []),
        ("收件人 买家姓名", "收的人 买的人", []),
        ("收件人 收件地址", "收的人 杭州市路9号", [("收件地址", "详细地址")]),
        ("收件人 收件地址", "收的人 福建省泉州市晋江市长江西路737号山门府43栋3单元1202室", []),
    ],
)
def test_of_two_columns_that_tell_different_things_it_is_told_which_is_read(
    tmp_path: Path, names: str, cells: str, told: list[tuple[str, str]]
) -> None:
    path, notes = tmp_path / "orders.csv", list[Problem]()
    path.write_text(
        text([[*HEADER[:3], *names.split(), *HEADER[4:]], [*row()[:3], *cells.split(" "), *row()[4:]]]),
        "utf-8",
    )
    assert list(open_sources([str(path)], Options(tell=lambda _, problem: notes.append(problem))))
    found = [problem for problem in notes if problem.code == "INTAKE-COLUMN-OTHER"]
    assert [problem.text("zh") for problem in found] == [
        f"“{read}”与“{other}”两列意思相同而内容不同；只读“{read}”。" for read, other in told
    ]


def test_a_buyer_is_not_taken_for_a_recipient_who_is_blank(tmp_path: Path) -> None:
    header = [*HEADER[:3], "收件人", "买家姓名", *HEADER[4:]]
    got = read(tmp_path, [header, [*row(1)[:3], "", "买的人", *row(1)[4:]]])
    assert got.codes() == [("INTAKE-MISSING",)]


@pytest.mark.parametrize(
    ("names", "cells", "told"),
    [
        (
            ["收货地址", "会员省份", "会员城市"],
            ["福建省泉州市路1号", "浙江省", "杭州市"],
            ("", "", "福建省泉州市路1号"),
        ),
        (["客户地区", "收货地址"], ["浙江省杭州市", "福建省泉州市路1号"], ("", "", "福建省泉州市路1号")),
        (["收货地址", "地区"], ["福建省泉州市路1号", "华东大区"], ("", "", "福建省泉州市路1号")),
        (["客户省份", "客户城市", "地址"], ["福建省", "泉州市", "路1号"], ("福建省", "泉州市", "路1号")),
        (["地址", "收货地址"], ["杭州市路9号", "福建省泉州市路1号"], ("", "", "福建省泉州市路1号")),
        (["地址(收件人)", "会员城市"], ["福建省泉州市路1号", "杭州市"], ("", "", "福建省泉州市路1号")),
        (
            ["Customer City", "Shipping Address"],
            ["杭州市", "福建省泉州市路1号"],
            ("", "", "福建省泉州市路1号"),
        ),
        (
            ["会员城市", "收货地区", "详细地址"],
            ["杭州市", "福建省泉州市", "路1号"],
            ("福建省泉州市", "", "路1号"),
        ),
        (["收件省", "收件市", "客户地址"], ["福建省", "泉州市", "路1号"], ("福建省", "泉州市", "路1号")),
        (["联系地址", "收方住址"], ["杭州市路9号", "福建省泉州市路1号"], ("", "", "福建省泉州市路1号")),
        (["收货地址", "地址"], ["", "福建省泉州市路1号"], ("", "", "福建省泉州市路1号")),
    ],
)
def test_of_places_only_the_recipients_make_the_address(
    tmp_path: Path, names: list[str], cells: list[str], told: tuple[str, ...]
) -> None:
    header = ["运单号", "快递公司", "收件人", "收件人手机", "商品", *names]
    party = read(tmp_path, [header, ["JT1234567890123", "极兔速递", "林龙旭", "15089606268", "杯", *cells]])
    recipient = party.orders[0].recipient
    assert (recipient.province, recipient.city, recipient.address) == told


def test_a_buyers_phone_is_not_taken_for_a_recipients_that_is_blank(tmp_path: Path) -> None:
    header = ["运单号", "快递公司", "收件人", "收件人手机", "买家电话", "收货地址", "商品"]
    cells = ["JT1234567890123", "极兔速递", "林龙旭", "", "057188884965", "福建省泉州市路1号", "杯"]
    assert read(tmp_path, [header, cells]).codes() == [("INTAKE-MISSING",)]


@pytest.mark.parametrize("group", ["开票信息", "发票信息", "仓库", "店铺信息", "买家信息"])
@pytest.mark.parametrize(
    "names", [["姓名", "电话", "地址"], ["名称", "联系电话", "地址"], ["联系人", "电话", "详细地址"]]
)
def test_another_groups_person_is_not_the_recipient(tmp_path: Path, group: str, names: list[str]) -> None:
    above = ["运单信息", "", "收件人信息", "", "", "商品信息", group, "", ""]
    below = ["运单号", "快递公司", "姓名", "手机", "地址", "名称", *names]
    order = [
        "极兔速递",
        "林龙旭",
        "15089606268",
        "福建省泉州市路1号",
        "杯",
        "别的人",
        "057188884965",
        "杭州市路9号",
    ]
    without = [*order[:2], "", *order[3:]]
    got = read(tmp_path, [above, below, ["JT1234567890123", *order], ["JT1234567890124", *without]])
    recipient = got.orders[0].recipient
    assert (recipient.name, recipient.phone, recipient.address) == (
        "林龙旭",
        "15089606268",
        "福建省泉州市路1号",
    )
    assert (got.orders[0].contents, got.codes()) == ("杯", [("INTAKE-MISSING",)])


def test_two_persons_of_whom_none_is_told_to_be_the_recipient_are_twice(tmp_path: Path) -> None:
    above = ["", "", "收款信息", "", "客户信息", "", "", ""]
    below = ["运单号", "快递公司", "姓名", "电话", "姓名", "手机", "地址", "商品"]
    cells = ["JT1234567890123", "极兔速递", "别的人", "057188884965", "林龙旭", "15089606268", "路1号", "杯"]
    with pytest.raises(InputError) as caught:
        read(tmp_path, [above, below, cells])
    assert caught.value.code == "INTAKE-COLUMN-TWICE"


def test_a_recipients_place_may_stand_under_two_groups(tmp_path: Path) -> None:
    above = ["", "", "收件人信息", "", "", "地址信息", "", ""]
    below = ["运单号", "快递公司", "姓名", "手机", "省市区", "街道", "详细地址", "商品"]
    cells = [
        "JT1234567890123",
        "极兔速递",
        "林龙旭",
        "15089606268",
        "福建省泉州市",
        "青阳街道",
        "路1号",
        "杯",
    ]
    recipient = read(tmp_path, [above, below, cells]).orders[0].recipient
    assert (recipient.province, recipient.town, recipient.address) == ("福建省泉州市", "青阳街道", "路1号")


@pytest.mark.parametrize("other", ["单号", "快递公司编号"])
def test_another_number_is_not_taken_for_a_waybill_number_that_is_blank(tmp_path: Path, other: str) -> None:
    header = [*HEADER, other]
    header[HEADER.index("运单号")] = "快递单号"
    got = read(tmp_path, [header, *([*row(n, 运单号=""), "2026112100001"] for n in range(3))])
    assert got.codes() == [("INTAKE-MISSING",)] * 3


def test_a_flag_is_not_taken_for_a_virtual_number_that_is_blank_at_first(tmp_path: Path) -> None:
    header = [*HEADER, "隐私号", "是否隐私号"]
    rows = [[*row(n), "", "否"] for n in range(40)]
    got = read(tmp_path, [header, *rows, [*row(41), "17012345678-1234", "是"]])
    phones = [(order.recipient.phone, order.recipient.phone_is_virtual) for order in got.orders]
    assert phones[-2:] == [("15089606268", False), ("17012345678-1234", True)]


@pytest.mark.parametrize(
    "names",
    [
        "客户 客户电话 客户地址 !收货人 !收货电话 !收货地址",
        "客户 客户电话 !收货人 !电话 !地址",
        "患者姓名 患者电话 患者地址 !收件人姓名 !收件人电话 !收件人地址",
        "接收人 接收人电话 !收件人 !收件人手机 !收件地址",
        "收货单位 收货单位电话 !收货人 !收货人手机 !收货地址",
        "寄件客户 电话 地址 !收件客户 !电话 !地址",
        "!客户 !电话 !地址 寄件人 电话 地址",
        "客户 !联系人 !电话 !地址",
        "学员 学员手机号 !收件人 !收件手机 !收件详细地址",
        "发货单位 发货单位电话 发货单位地址 !姓名 !手机 !地址",
    ],
)
def test_nobody_else_takes_the_recipients_place(tmp_path: Path, names: str) -> None:
    header, cells = ["运单号", "商品"], ["JT1234567890123", "杯"]
    for name in names.split():
        kind = 1 if name.endswith(("电话", "手机", "手机号")) else 2 if name.endswith("地址") else 0
        his = (
            ("林龙旭", "15089606268", "长江西路737号")
            if name.startswith("!")
            else ("别的人", "13900000000", "路1号")
        )
        header.append(name.strip("!"))
        cells.append(his[kind])
    party = read(tmp_path, [header, cells]).orders[0].recipient
    assert (party.name, party.phone, party.address) == ("林龙旭", "15089606268", "长江西路737号")


def test_gifts_and_states_of_printing_do_not_take_the_goods_place(tmp_path: Path) -> None:
    extra = ["礼品", "礼品数量", "运单", "交易单号", "商品重量(g)"]
    got = read(tmp_path, [[*extra, *HEADER], ["赠杯", "9", "已打印", "T1", "100", *row(1)]])
    order = got.orders[0]
    assert (order.contents, order.quantity, order.weight_kg) == ("保温杯", "1", "6.55")
    assert (order.order_no, order.waybill_no) == (row(1)[0], row(1)[1])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("应发数量 实发数量", ("2", "")),
        ("采购数量 实际发货数量", ("2", "")),
        ("商品重量(g) 包裹重量(kg)", ("", "2")),
        ("商品重量(g) 重量", ("", "2")),
        ("净重 毛重", ("", "2")),
        ("item_weight package_weight", ("", "2")),
    ],
)
def test_what_is_sent_goes_before_what_was_ordered_and_one_piece(
    tmp_path: Path, names: str, told: tuple[str, str]
) -> None:
    for turn in (1, -1):
        header = ["运单号", "收件人", "手机", "地址", "商品", *names.split()[::turn]]
        cells = ["JT1234567890123", "林龙旭", "15089606268", "长江西路737号", "杯", *["9", "2"][::turn]]
        order = read(tmp_path, [header, cells]).orders[0]
        assert (order.quantity, order.weight_kg) == told
