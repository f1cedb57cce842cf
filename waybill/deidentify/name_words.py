# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Words that stand in a name's cell and are no name: forms of address, kinds of business, placeholders."""

from __future__ import annotations

TITLES = (
    "先生 女士 小姐 太太 夫人 老师 老師 师傅 师父 老板 老闆 老板娘 经理 總經理 总经理 主任 主管 总监 店长 店主 会长 部长 处长 科长 局长 所长 站长 队长 组长 "
    "校长 院长 园长 村长 镇长 书记 秘书 会计 助理 董事长 厂长 厅长 馆长 教授 博士 医生 医师 大夫 护士 律师 警官 工程师 教练 导师 同学 同志 "
    "阿姨 叔叔 伯伯 伯父 大伯 大叔 大爷 大妈 大娘 大姐 大哥 小妹 小弟 小哥 哥哥 姐姐 弟弟 妹妹 小姐姐 小哥哥 小妹妹 小弟弟 爷爷 奶奶 爸爸 妈妈 婆婆 公公 外公 外婆 姥姥 姥爷 舅舅 姑姑 姑娘 "
    "小朋友 朋友 宝宝 宝妈 美女 帅哥 亲 总 總 副总 总裁 行长 班长 排长 连长 团长 主席 委员 代表 理事 专员 文员 出纳 客服 法官 检察官 警长 机长 船长 司机 技师 药师 厨师 设计师 摄影师 会计师 讲师 助教 "
    "班主任 辅导员 护士长 副局长 副处长 副科长 副主任 副经理 副校长 副院长 家长 房东 业主 邻居 同事 学长 学姐 学弟 学妹 师兄 师姐 师弟 师妹 表哥 表姐 表弟 表妹 堂哥 堂弟 "
    "舅妈 舅舅 舅父 姑妈 姑父 姨妈 姨父 姨夫 伯母 婶婶 嫂子 大嫂 大婶 大舅 小舅 小姨 小姑 小叔 姐夫 妹夫 女婿 儿子 女儿 靓女 靓仔 女仕 先森 "
    "醫生 醫師 經理 主任 師傅 護士 教練 會計 書記 處長 課長 組長 隊長 園長 廠長 館長 爺爺 媽媽 寶寶 "
    "姐 哥 叔 婶 嫂 伯 爷 奶 姨 工 董 局 所 校 处 科 队 导 老 太 生 妈 爸 弟 妹 某 氏 收 亲收 亲启 启 签收 查收 代收 转"
).split()
ORGANISATIONS = (
    "便利店 超市 商店 商行 商场 百货 公司 有限公司 有限责任公司 股份有限公司 分公司 子公司 集团 店 门店 专卖店 旗舰店 饭店 酒店 宾馆 旅馆 餐厅 餐馆 药店 药房 诊所 医院 "
    "学校 小学 中学 大学 学院 幼儿园 银行 支行 分行 工厂 厂 车间 仓库 物流 快递 驿站 菜鸟驿站 代收点 服务站 工作室 事务所 研究所 研究院 设计院 派出所 委员会 居委会 村委会 "
    "管理处 办事处 办公室 收发室 传达室 门卫 门卫室 前台 保安室 物业 中心 服务部 经营部 门市部 营业部 销售部 财务部 行政部 人事部 部 局 院 馆 协会 合作社 茶楼 网吧 会所 俱乐部"
).split()
PLACEHOLDERS = frozenset(
    (
        "先生 女士 小姐 太太 老师 师傅 老板 经理 同学 亲 收 收件人 收货人 收件人姓名 收货人姓名 姓名 名字 联系人 客户 顾客 买家 本人 用户 匿名 匿名用户 匿名买家 佚名 "
        "未知 未填 未填写 不填 未命名 未提供 测试 测试单 测试用户 测试账号 测试人 待定 默认 無名 无人 某人 无 無 无名 无名氏 暂无 没有 空 空白 同上 不详 先生收 女士收 先生女士 女士先生 先生小姐 小姐先生 某某 某某某 某 加密 已加密 已脱敏 已隐藏 解密失败 隐私保护 收货 收件 "
        "test testing tester null none nil nan undefined na n/a unknown anonymous empty blank noname name xxx #n/a #null! #value! #name? #ref! #div/0! mr mrs ms miss sir madam"
    ).split()
)
LABELS = "寄给 送给 发给 先生 女士 小姐 收件人姓名 收货人姓名 收件人 收货人 代收人 签收人 取件人 收件 收货 代收 收 寄件人 发件人 寄件 发件 联系人 客户 姓名 名字 名称 name to from attn".split()
PASSED_ON = "转交|请(?:转交?|交)|[烦敬]请|尊敬的|亲爱的"
"""As a pattern: what addresses, or asks to hand the parcel on to, whoever is named after it."""
HONORIFICS = "dr mr mrs ms miss prof sir madam".split()
