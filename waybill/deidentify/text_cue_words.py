"""Words behind which somebody is named in free text."""

from __future__ import annotations

CUES = {
    # what a form calls whoever is named behind it
    "label": (
        "收件人 收货人 寄件人 发件人 取件人 提货人 联系人 联络人 签收人 代收人 收款人 付款人 汇款人 开票人 经办人 负责人 审核人 复核人 送检人 委托人 受益人 下单人 订单人 订货人 购买人 收样人 监护人 代表人 赠送人 经手人 经手 申请人 受赠人 担保人 中奖人 "
        "保管人 使用人 领取人 领用人 检测人员 患者 病人 法人 户名 姓名 真名 全名 本名 名字 名叫 落款 署名 实名 姓名贴 跟单 审核 复核 团长 新郎 新娘 考生 乘客 旅客 付款方 收货方 收方 寄方 项目经理 掌柜 失主 寿星 "
        "质检员 送货员 打包员 拣货员 业务员 销售员 仓管员 保管员 保洁员 仓管 转交 收件: 收货: "
        "被保险人 投保人 入住人 推荐人 介绍人 拼团人 预订人 预约人 报名人 接收人 接货人 领奖人 发起人 邀请人 刻名 绣名 印名 名字章 姓名章 制单人 制单员 配货员 装箱员 拣货人 打包人 获奖者 得奖人 名字贴 实名认证 退款账户 收款账户 代付人 清关人 报关人 购药人 配镜人 取货人 自提人 订餐人 就诊人 使用者 持卡人 持票人 乘机人 收货的是 收件的是 下单的是 付款的是"
    ),
    # posts and kin, words by which people are called alone as well
    "who": (
        "买家 卖家 对方 客户 客人 客服 顾客 会员 团友 群友 同学 同事 同桌 室友 舍友 校友 战友 邻居 隔壁 对门 楼上 楼下 房东 业主 店东 店主 店长 户主 机主 车主 货主 机长 船长 队长 组长 班长 排长 连长 老板 老板娘 老师傅 学生 家长 导师 班主任 "
        "支付宝 微信 物业 门卫 保安 前台 护士 护士站 医生 主任 经理 教练 司机 快递员 配送员 派送员 设计师 驾驶员 主播 销售 宿管 楼管 管家 我妈 我爸 我哥 我姐 我弟 我妹 我爷 我奶 我舅 我姨 我姑 他妈 他爸 他哥 他姐 她妈 她爸 她哥 她姐 "
        "老公 老婆 老妈 老爸 外公 外婆 公公 婆婆 爷爷 奶奶 姥姥 姥爷 爸爸 妈妈 哥哥 姐姐 弟弟 妹妹 孙子 侄子 妻子 儿子 嫂子 侄女 孙女 女儿 朋友 闺蜜 闺女 爱人 先生 对象 丈夫 媳妇 大叔 阿姨 伯伯 叔叔 舅舅 舅妈 姑姑 姑妈 姨妈 "
        "表哥 表姐 表弟 表妹 堂哥 堂姐 堂弟 堂妹 博士 博士生 研究生 徒弟 孩子 宝宝 群主 领导 宿舍长 舍长 患者家属 老乡 亲戚 护工 保姆 老师: "
        "老伴 老头 老汉 阿妈 阿爸 老豆 阿嫲 奶妈 师母 师父 师兄 师姐 师妹 师弟 大姨 二姨 三姨 小姨 大舅 二舅 小舅 大姑 二姑 小姑 大伯 二伯 二叔 三叔 大婶 二婶 三婶 大嫂 二嫂 大姐 二姐 三姐 大哥 二哥 小妹 细妹 老妹 男友 女友 外甥 外甥女 婶婶 姐夫 妹夫 姐妹 兄弟 岳父 岳母 丈母娘 姑父 姨父 舅父 奶爸 阿婆 亲家 儿媳 女婿 弟媳 课代表 队友 股东 合伙人 网友 代购 水电工 月嫂 育儿嫂 买主 卖主 收银员 店员 员工 领班 主管 财务 会计 出纳 人事 文员 助理 秘书 新人 胸牌 工牌 铭牌 发小 行政 后勤 采购 总务 校办 实验员 技术员 产妇 孕妇 保洁 食堂 经销商 分销商 供应商 收件 收货"
    ),
    # names in a row
    "lists": "名牌: 桌牌: 席签: 名单 名单见 席卡 席位卡 座位牌 接龙 分给 拼单人 团员 参会人 参会人员 同事: 同学: 室友:",
    # what people say of themselves
    "self": "我叫 我是 本人 不是本人收,是 不是本人收是 我是楼上的 我是楼下的 我是隔壁的",
    # what is done for somebody
    "gets": "给 替 帮 代 是",
    # whom to reach
    "calls": "联系 电联 打电话给 交给",
    # whom to ask for something
    "asks": "找 让 叫 请 由 通知 跟 和 与 恭请 诚邀 邀请",
    # who is paid back
    "pays": "退款给 打款给 转款给 汇款给 转账给 开票给 差价给 返现给",
    # what a name is written on: 面单写叶子
    "written": "面单 快递上 袋子上 面单上 快递单 运单 外箱 包裹上 箱子上 盒子上 箱子外面 包裹外面 包裹 箱子",
    # what clerks sign for, and say of goods as well: 打包：加厚
    "clerk": "打包: 拣货: 发货: 制单: 验货: 配货: 装箱: 质检: 签收: 个人: 通关: 清关:",
    # who alone may take it
    "must": "仅限 只能 必须是 必须由 须由 一定要",
    # before a customer's order
    "noted": "备注 改",
    # what stands on cards
    "card": "To TO from From FROM by By",
    # beside a name that was found
    "next": "***",
    # 客人姓安，叫安宁
    "surname": "姓",
    # at the end of a card
    "dash": "--",
}
"""By what is asked of a name behind them (see ``text_cued``)."""
KINDS = {word: kind for kind, words in CUES.items() for word in words.split()}
